/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** PamorHelpPane: what to write in what has the focus, where to read it, what often goes wrong */
#define PAMOR_TYPE_HELP_PANE (pamor_help_pane_get_type ())
G_DECLARE_FINAL_TYPE (PamorHelpPane, pamor_help_pane, PAMOR, HELP_PANE, GtkWidget)

void        pamor_help_pane_show     (PamorHelpPane *self,
                                      const char    *title,
                                      const char    *help,
                                      const char    *mistake,
                                      const char    *note,
                                      const char    *spot);

G_END_DECLS
