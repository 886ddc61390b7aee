/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** PamorHelpPane: guidance of what has the focus: its name, what to write, a frequent mistake */
#define PAMOR_TYPE_HELP_PANE (pamor_help_pane_get_type ())
G_DECLARE_FINAL_TYPE (PamorHelpPane, pamor_help_pane, PAMOR, HELP_PANE, GtkWidget)

void        pamor_help_pane_set_words (PamorHelpPane *self,
                                       const char    *title,
                                       const char    *help,
                                       const char    *mistake);
const char *pamor_help_pane_get_help  (PamorHelpPane *self);

G_END_DECLS
