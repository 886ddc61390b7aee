/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-form.h"

G_BEGIN_DECLS

/* Answers as people write them, in one place for the window, the command line and paper. All return
 * (transfer full) strings. */

char *pamor_answer_words_for_value (const PamorField *field,
                                    const char       *member,
                                    const char       *value);
char *pamor_answer_words_for_field (PamorForm        *form,
                                    const PamorField *field,
                                    const char       *path);

G_END_DECLS
