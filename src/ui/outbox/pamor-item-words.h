/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/shell/pamor-desk.h"

G_BEGIN_DECLS

const char *pamor_item_get_tone   (PamorSubmission *item);
char       *pamor_item_dup_state  (PamorSubmission *item,
                                   gint64           now);
char       *pamor_item_dup_reason (PamorSubmission *item);
char       *pamor_item_dup_why    (PamorSubmission *item,
                                   gint64           now);
char       *pamor_item_dup_turn   (PamorSubmission *item,
                                   PamorDesk       *desk);

G_END_DECLS
