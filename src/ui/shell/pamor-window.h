/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PamorWindow:
 *
 * The one window: a page that fills it, and above it, as long as nothing is real, the bar that says
 * so. Remembers its size.
 */
#define PAMOR_TYPE_WINDOW (pamor_window_get_type ())
G_DECLARE_FINAL_TYPE (PamorWindow, pamor_window, PAMOR, WINDOW, AdwApplicationWindow)

PamorWindow *pamor_window_new          (GtkApplication *application,
                                        GSettings      *settings);
void         pamor_window_set_practice (PamorWindow    *self,
                                        gboolean        practice);
void         pamor_window_show         (PamorWindow    *self,
                                        GtkWidget      *page);
void         pamor_window_show_wait    (PamorWindow    *self,
                                        const char     *words);
GtkWidget   *pamor_window_get_page     (PamorWindow    *self);

G_END_DECLS
