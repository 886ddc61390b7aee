/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *pamor_welcome_page_new (void);
GtkWidget *pamor_trouble_page_new (const GError *error);

G_END_DECLS
