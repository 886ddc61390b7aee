/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorStepRail:
 *
 * The steps of a form side by side, each with what it still lacks; a click goes there.
 * Signal: chosen (guint step)
 */
#define PAMOR_TYPE_STEP_RAIL (pamor_step_rail_get_type ())
G_DECLARE_FINAL_TYPE (PamorStepRail, pamor_step_rail, PAMOR, STEP_RAIL, GtkWidget)

guint       pamor_step_rail_append      (PamorStepRail *self,
                                         const char    *title);
void        pamor_step_rail_set_lacking (PamorStepRail *self,
                                         guint          step,
                                         guint          count);
const char *pamor_step_rail_get_words   (PamorStepRail *self,
                                         guint          step);
void        pamor_step_rail_set_shown   (PamorStepRail *self,
                                         guint          step,
                                         gboolean       shown);
void        pamor_step_rail_set_current (PamorStepRail *self,
                                         guint          step);
guint       pamor_step_rail_get_current (PamorStepRail *self);

G_END_DECLS
