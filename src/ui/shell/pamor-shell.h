/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/outbox/pamor-place.h"
#include "ui/shell/pamor-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorShell:
 *
 * Where the officer works: header, banner, places, and the page of the chosen place with what was
 * opened over it. Pages ask it for things by its actions, named "shell.".
 *
 * Signal: log-in (): the officer wants to log in again.
 */
#define PAMOR_TYPE_SHELL (pamor_shell_get_type ())
G_DECLARE_FINAL_TYPE (PamorShell, pamor_shell, PAMOR, SHELL, GtkWidget)

GtkWidget  *pamor_shell_new       (PamorDesk  *desk);
void        pamor_shell_set_place (PamorShell *self,
                                   PamorPlace  place);
void        pamor_shell_push      (PamorShell *self,
                                   GtkWidget  *page,
                                   const char *title);
void        pamor_shell_say       (PamorShell *self,
                                   const char *words);
GtkWidget  *pamor_shell_get_page  (PamorShell *self);

G_END_DECLS
