/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorNavigator:
 *
 * Pages one over another: a root, which stays, and what was pushed on it. Popping drops a page.
 * Signal: navigated (): another page is on top.
 */
#define PAMOR_TYPE_NAVIGATOR (pamor_navigator_get_type ())
G_DECLARE_FINAL_TYPE (PamorNavigator, pamor_navigator, PAMOR, NAVIGATOR, GtkWidget)

GtkWidget  *pamor_navigator_new       (void);
void        pamor_navigator_set_root  (PamorNavigator *self,
                                       GtkWidget      *root,
                                       const char     *title);
void        pamor_navigator_push      (PamorNavigator *self,
                                       GtkWidget      *page,
                                       const char     *title);
gboolean    pamor_navigator_pop       (PamorNavigator *self);
void        pamor_navigator_pop_all   (PamorNavigator *self);
guint       pamor_navigator_get_depth (PamorNavigator *self);
GtkWidget  *pamor_navigator_get_page  (PamorNavigator *self);
const char *pamor_navigator_get_title (PamorNavigator *self);

G_END_DECLS
