/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/form/pamor-row.h"

G_BEGIN_DECLS

/**
 * PamorRowSet:
 *
 * All rows of one open form. Keeps them the same as the form, knows which were left, and puts
 * problems on those: a row that the officer has not come to yet is not blamed.
 *
 * Signals: entered (PamorRow *), left (PamorRow *); finished (): Enter in the last row.
 */
#define PAMOR_TYPE_ROW_SET (pamor_row_set_get_type ())
G_DECLARE_FINAL_TYPE (PamorRowSet, pamor_row_set, PAMOR, ROW_SET, GObject)

PamorRowSet *pamor_row_set_new           (PamorForm   *form,
                                          PamorClock  *clock);
void         pamor_row_set_set_aside     (PamorRowSet *self,
                                          GtkWidget   *aside);
void         pamor_row_set_set_people    (PamorRowSet *self,
                                          GPtrArray   *people);
GPtrArray   *pamor_row_set_get_people    (PamorRowSet *self);
PamorForm   *pamor_row_set_get_form      (PamorRowSet *self);
PamorClock  *pamor_row_set_get_clock     (PamorRowSet *self);
void         pamor_row_set_add           (PamorRowSet *self,
                                          PamorRow    *row);
void         pamor_row_set_remove        (PamorRowSet *self,
                                          PamorRow    *row);
PamorRow    *pamor_row_set_find          (PamorRowSet *self,
                                          const char  *path);
void         pamor_row_set_leave_all     (PamorRowSet *self);
void         pamor_row_set_show_problems (PamorRowSet *self,
                                          GPtrArray   *problems);

G_END_DECLS
