/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-submission.h"

G_BEGIN_DECLS

/** PamorToTell: a line of the list of who is to be told: one submission, in another list than its
 * own */
#define PAMOR_TYPE_TO_TELL (pamor_to_tell_get_type ())
G_DECLARE_FINAL_TYPE (PamorToTell, pamor_to_tell, PAMOR, TO_TELL, GObject)

PamorToTell     *pamor_to_tell_new      (PamorSubmission *item);
PamorSubmission *pamor_to_tell_get_item (PamorToTell     *self);

G_END_DECLS
