/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-submission.h"

G_BEGIN_DECLS

/* What an officer passes on to the citizen. All return (transfer full) strings. */

char *pamor_citizen_words_for_change  (PamorSubmission *item);
char *pamor_citizen_words_for_message (PamorSubmission *item,
                                       const char      *service,
                                       gint64           now);

G_END_DECLS
