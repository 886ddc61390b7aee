/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-problem.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PamorNote:
 *
 * The words below a row: what its value says of itself, or the problem with it. A warning asks for
 * the officer's reason right there.
 *
 * Signals: reason-given (const char *rule, const char *path, const char *reason), as it is typed;
 * left: the reason was left.
 */
#define PAMOR_TYPE_NOTE (pamor_note_get_type ())
G_DECLARE_FINAL_TYPE (PamorNote, pamor_note, PAMOR, NOTE, AdwPreferencesRow)

GtkWidget  *pamor_note_new         (void);
void        pamor_note_set_saying  (PamorNote          *self,
                                    const char         *words);
void        pamor_note_set_problem (PamorNote          *self,
                                    const PamorProblem *problem);
gboolean    pamor_note_speaks      (PamorNote          *self);
const char *pamor_note_get_words   (PamorNote          *self);
void        pamor_note_describe    (PamorNote          *self,
                                    GtkWidget          *row);

G_END_DECLS
