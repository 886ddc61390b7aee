/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-submission.h"

G_BEGIN_DECLS

/* The words that people read, made of codes in one place for the window and the command line
 * alike; translated with gettext, short and kind. All return (transfer full) strings. */

char *pamor_words_for_error   (const GError    *error);
char *pamor_words_for_state   (PamorSubmission *submission);
char *pamor_words_for_status  (PamorStatus      status);
char *pamor_words_for_reason  (PamorSubmission *submission);
char *pamor_words_for_turn    (PamorSubmission *earlier,
                               const char      *service);
char *pamor_words_for_size    (gint64           bytes);
char *pamor_words_for_number  (const char      *number,
                               const char      *unit);
char *pamor_words_for_date    (const GDate     *date);
char *pamor_words_for_month   (GDateMonth       month);
char *pamor_words_for_weekday (GDateWeekday     weekday);
char *pamor_words_for_time    (gint64           wall_us,
                               gint64           now_us);
char *pamor_words_for_age     (gint64           since_us,
                               gint64           now_us);

G_END_DECLS
