/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/pamor-clock.h"
#include "domain/pamor-form.h"
#include "ui/form/pamor-note.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PamorRow:
 *
 * One value of the form at one path, and the row of a list that shows it. It keeps the two the
 * same: what is typed goes into the form at once, what the form is given appears in the row. Below
 * the row stands its note. One subclass for each family of field kinds.
 *
 * Signals: entered: the focus came; left: the officer is done with it for now; next: Enter.
 */
#define PAMOR_TYPE_ROW (pamor_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (PamorRow, pamor_row, PAMOR, ROW, GObject)

struct _PamorRowClass
{
  GObjectClass   parent_class;

  GtkWidget   *(*build)      (PamorRow   *self); /* the row of the list, called once */
  void         (*show_value) (PamorRow   *self,
                              const char *value); /* never NULL */
  void         (*take_focus) (PamorRow   *self);
  void         (*enter)      (PamorRow   *self); /* Enter, where it was asked for */
};

/** PamorRowPlace: which value a row is for. All is copied, but @field, which the catalogue owns. */
typedef struct
{
  PamorForm        *form;
  PamorClock       *clock;
  const PamorField *field;
  const char       *path;
  const char       *title;
} PamorRowPlace;

gpointer          pamor_row_construct   (GType                type,
                                         const PamorRowPlace *place);
void              pamor_row_build       (PamorRow            *self);
GtkWidget        *pamor_row_get_widget  (PamorRow            *self);
PamorNote        *pamor_row_get_note    (PamorRow            *self);
PamorForm        *pamor_row_get_form    (PamorRow            *self);
const PamorField *pamor_row_get_field   (PamorRow            *self);
const char       *pamor_row_get_path    (PamorRow            *self);
void              pamor_row_get_today   (PamorRow            *self,
                                         GDate               *today);
gint64            pamor_row_get_now     (PamorRow            *self);
void              pamor_row_write       (PamorRow            *self,
                                         const char          *value);
gboolean          pamor_row_is_reading  (PamorRow            *self);
void              pamor_row_read        (PamorRow            *self);
void              pamor_row_leave       (PamorRow            *self);
void              pamor_row_move_on     (PamorRow            *self);
void              pamor_row_take_focus  (PamorRow            *self);
void              pamor_row_catch_enter (PamorRow            *self,
                                         GtkWidget           *widget);
void              pamor_row_say         (PamorRow            *self,
                                         const char          *words);
void              pamor_row_set_problem (PamorRow            *self,
                                         const PamorProblem  *problem);
void              pamor_row_set_shown   (PamorRow            *self,
                                         gboolean             shown);
gboolean          pamor_row_is_shown    (PamorRow            *self);

G_END_DECLS
