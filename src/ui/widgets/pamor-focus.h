/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *
     pamor_focus_get     (GtkWidget         *widget);
void pamor_focus_page    (GtkWidget         *page);
void pamor_focus_skip    (GtkWidget         *list);
void pamor_focus_through (GtkWidget         *page);
void pamor_focus_follow  (GtkScrolledWindow *scroller);
void pamor_focus_name    (GtkDropDown       *drop_down,
                          const char        *label);
void pamor_focus_show    (GtkScrolledWindow *scroller,
                          GtkWidget         *widget);

G_END_DECLS
