/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/form/pamor-row-head.h"
#include "ui/form/pamor-row-set.h"

G_BEGIN_DECLS

/**
 * PamorFieldGroup:
 *
 * The rows of one or several fields in one frame. Hides what the form does not ask for, and itself
 * when nothing is left; says which fields may stay empty. Its rows leave the set when it goes.
 *
 * Signal: opened: its head was opened or closed.
 */
#define PAMOR_TYPE_FIELD_GROUP (pamor_field_group_get_type ())
G_DECLARE_FINAL_TYPE (PamorFieldGroup, pamor_field_group, PAMOR, FIELD_GROUP, AdwPreferencesGroup)

GtkWidget    *pamor_field_group_new      (PamorRowSet      *rows,
                                          const char       *title);
void          pamor_field_group_add      (PamorFieldGroup  *self,
                                          const PamorField *field,
                                          const char       *path);
PamorRowHead *pamor_field_group_add_head (PamorFieldGroup  *self,
                                          const PamorField *field,
                                          const char       *path,
                                          const char       *label);
PamorRowHead *pamor_field_group_get_head (PamorFieldGroup  *self);

G_END_DECLS
