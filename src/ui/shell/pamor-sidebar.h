/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/outbox/pamor-place.h"
#include "ui/shell/pamor-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorSidebar:
 *
 * The places with how much is in each, and today's activity below, which it tells the desk.
 *
 * Signal: place-chosen (int PamorPlace), by a person.
 */
#define PAMOR_TYPE_SIDEBAR (pamor_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (PamorSidebar, pamor_sidebar, PAMOR, SIDEBAR, GtkWidget)

GtkWidget *pamor_sidebar_new       (PamorDesk    *desk);
void       pamor_sidebar_set_place (PamorSidebar *self,
                                    PamorPlace    place);
guint      pamor_sidebar_get_count (PamorSidebar *self,
                                    PamorPlace    place);

G_END_DECLS
