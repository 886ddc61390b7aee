/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorPassphrasePage:
 *
 * Where no keyring answers, a passphrase opens what is kept: chosen once, asked for at each start.
 *
 * Signal: passphrase (string): long enough and, where it is chosen, typed twice alike.
 */
#define PAMOR_TYPE_PASSPHRASE_PAGE (pamor_passphrase_page_get_type ())
G_DECLARE_FINAL_TYPE (PamorPassphrasePage, pamor_passphrase_page, PAMOR, PASSPHRASE_PAGE, GtkWidget)

GtkWidget  *pamor_passphrase_page_new          (gboolean             choosing);
void        pamor_passphrase_page_show_trouble (PamorPassphrasePage *self,
                                                const char          *words);
const char *pamor_passphrase_page_get_trouble  (PamorPassphrasePage *self);

G_END_DECLS
