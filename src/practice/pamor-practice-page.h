/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/pamor-practice-record.h"

G_BEGIN_DECLS

char *pamor_practice_make_list_page       (PamorPracticeExchange *exchange);
char *pamor_practice_make_submission_page (PamorPracticeExchange *exchange,
                                           PamorPracticeRecord   *record);

G_END_DECLS
