/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/shell/pamor-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** PamorHomePage: the day at a glance: what was entered, what waits, what is with the city */
#define PAMOR_TYPE_HOME_PAGE (pamor_home_page_get_type ())
G_DECLARE_FINAL_TYPE (PamorHomePage, pamor_home_page, PAMOR, HOME_PAGE, GtkWidget)

GtkWidget *pamor_home_page_new    (PamorDesk     *desk);
void       pamor_home_page_update (PamorHomePage *self);

G_END_DECLS
