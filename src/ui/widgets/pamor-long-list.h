/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorLongList:
 *
 * The first items of a model for a list view, which makes 200 rows at once where there are as many:
 * a few at first, and twice as many each time that their end comes near in the window that scrolls.
 */
#define PAMOR_TYPE_LONG_LIST (pamor_long_list_get_type ())
G_DECLARE_FINAL_TYPE (PamorLongList, pamor_long_list, PAMOR, LONG_LIST, GObject)

PamorLongList *pamor_long_list_new         (GListModel        *whole,
                                            GtkScrolledWindow *scroller);
GListModel    *pamor_long_list_get_near    (PamorLongList     *self);
void           pamor_long_list_begin_anew  (PamorLongList     *self);
void           pamor_long_list_reach       (PamorLongList     *self,
                                            guint              position);

G_END_DECLS
