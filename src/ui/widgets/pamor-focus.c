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

static gboolean
on_tab_cb (GtkWidget *list,
           guint      key)
{
  const gboolean back = key == GDK_KEY_ISO_Left_Tab;

  if (key != GDK_KEY_Tab && !back)
    return GDK_EVENT_PROPAGATE;
  for (GtkWidget *at = list; at != NULL; at = gtk_widget_get_parent (at))
    {
      GtkWidget *beside = at;

      while ((beside = back ? gtk_widget_get_prev_sibling (beside)
                            : gtk_widget_get_next_sibling (beside)) != NULL)
        if (gtk_widget_get_child_visible (beside)
            && gtk_widget_child_focus (beside, back ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD))
          return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

/**
 * pamor_focus_skip:
 * @list: of any length
 *
 * Tab goes on behind it; GTK 4.8 would go from line to line, of which there may be a thousand. Up
 * and Down do that.
 */
void
pamor_focus_skip (GtkWidget *list)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_if_fail (GTK_IS_WIDGET (list));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_tab_cb), list, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (list, keys);
}

/**
 * pamor_focus_through:
 * @page: what there is to come to in it scrolls by itself
 *
 * What scrolls in @page takes the keyboard no more when there is nothing in it: nobody would see
 * where it is.
 */
void
pamor_focus_through (GtkWidget *page)
{
  g_return_if_fail (GTK_IS_WIDGET (page));

  if (GTK_IS_SCROLLED_WINDOW (page))
    gtk_widget_set_focusable (page, FALSE);
  for (GtkWidget *child = gtk_widget_get_first_child (page); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    pamor_focus_through (child);
}
