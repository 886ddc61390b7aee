/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/shell/pamor-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorConnectionPage:
 *
 * Tests the way to E-Open, step by step, as soon as it is shown, and names the one thing that is in
 * the way and what to do about it.
 */
#define PAMOR_TYPE_CONNECTION_PAGE (pamor_connection_page_get_type ())
G_DECLARE_FINAL_TYPE (PamorConnectionPage, pamor_connection_page, PAMOR, CONNECTION_PAGE, GtkWidget)

GtkWidget *pamor_connection_page_new (PamorDesk *desk);

G_END_DECLS
