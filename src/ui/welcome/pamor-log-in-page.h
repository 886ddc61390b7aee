/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorLogInPage:
 *
 * Who the officer is and where E-Open is.
 *
 * Signals: log-in (server, officer, secret: strings); cancelled (): not now.
 */
#define PAMOR_TYPE_LOG_IN_PAGE (pamor_log_in_page_get_type ())
G_DECLARE_FINAL_TYPE (PamorLogInPage, pamor_log_in_page, PAMOR, LOG_IN_PAGE, GtkWidget)

GtkWidget  *pamor_log_in_page_new          (const char     *server,
                                            const char     *officer);
void        pamor_log_in_page_set_busy     (PamorLogInPage *self,
                                            gboolean        busy);
void        pamor_log_in_page_show_error   (PamorLogInPage *self,
                                            const GError   *error);
const char *pamor_log_in_page_get_trouble  (PamorLogInPage *self);

G_END_DECLS
