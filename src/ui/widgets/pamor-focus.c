/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/pamor-focus.h"

/**
 * pamor_focus_page:
 * @page: just shown
 *
 * The keyboard goes where the page begins. What took the focus by itself when it appeared keeps it;
 * else the page says where, or it is its first widget.
 */
void
pamor_focus_page (GtkWidget *page)
{
  GtkRoot *root;
  GtkWidget *focus;

  g_return_if_fail (GTK_IS_WIDGET (page));

  root = gtk_widget_get_root (page);
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  if (root == NULL || (focus != NULL && gtk_widget_is_ancestor (focus, page)))
    return;
  if (!gtk_widget_grab_focus (page))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}
