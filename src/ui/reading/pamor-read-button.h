/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** PamorReadText: Returns: (transfer full): what is to be read, as it stands now */
typedef char *(*PamorReadText) (gpointer user_data);

/**
 * PamorReadButton:
 *
 * Reads aloud, and pressed again stops; stops too when it leaves the screen. Says what to install
 * where nothing can read.
 */
#define PAMOR_TYPE_READ_BUTTON (pamor_read_button_get_type ())
G_DECLARE_FINAL_TYPE (PamorReadButton, pamor_read_button, PAMOR, READ_BUTTON, GtkButton)

GtkWidget *pamor_read_button_new (PamorReadText   text,
                                  gpointer        user_data,
                                  GDestroyNotify  destroy);

G_END_DECLS
