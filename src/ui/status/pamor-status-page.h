/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/shell/pamor-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** PamorStatusPage: who is to be told what, and below it all that the city has, by what became of
 * it */
#define PAMOR_TYPE_STATUS_PAGE (pamor_status_page_get_type ())
G_DECLARE_FINAL_TYPE (PamorStatusPage, pamor_status_page, PAMOR, STATUS_PAGE, GtkWidget)

GtkWidget *pamor_status_page_new         (PamorDesk       *desk);
guint      pamor_status_page_get_to_tell (PamorStatusPage *self);
guint      pamor_status_page_get_shown   (PamorStatusPage *self);

G_END_DECLS
