/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/outbox/pamor-case-line.h"
#include "ui/shell/pamor-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorCaseRow:
 *
 * One of a case, in its list; where it is asked who came, with a tick, which is kept at once.
 * Activates "shell.say" where it can't be kept.
 */
#define PAMOR_TYPE_CASE_ROW (pamor_case_row_get_type ())
G_DECLARE_FINAL_TYPE (PamorCaseRow, pamor_case_row, PAMOR, CASE_ROW, GtkWidget)

GtkWidget     *pamor_case_row_new      (PamorDesk     *desk);
void           pamor_case_row_set_line (PamorCaseRow  *self,
                                        PamorCaseLine *line);
PamorCaseLine *pamor_case_row_get_line (PamorCaseRow  *self);
gboolean       pamor_case_row_can_toggle (PamorCaseRow *self);
void           pamor_case_row_toggle   (PamorCaseRow  *self);

G_END_DECLS
