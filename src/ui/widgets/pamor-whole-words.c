/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/pamor-whole-words.h"

static void
on_setup_cb (AdwComboRow *combo,
             GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_label_new (NULL);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  g_object_set (words, "xalign", 0.0, "wrap", TRUE, "max-width-chars", 40, "hexpand", TRUE, NULL);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_list_item_set_child (item, box);
}

static gboolean
mark_chosen_cb (GBinding     *binding,
                const GValue *selected,
                GValue       *opacity,
                gpointer      position)
{
  g_value_set_double (opacity, g_value_get_uint (selected) == GPOINTER_TO_UINT (position));
  return TRUE;
}

static void
on_bind_cb (AdwComboRow *combo,
            GtkListItem *item)
{
  GtkWidget *words = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  guint position = gtk_list_item_get_position (item);
  GBinding *marking;

  gtk_label_set_text (GTK_LABEL (words),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
  marking = g_object_bind_property_full (combo, "selected", gtk_widget_get_next_sibling (words),
                                         "opacity", G_BINDING_SYNC_CREATE, mark_chosen_cb, NULL,
                                         GUINT_TO_POINTER (position), NULL);
  g_object_set_data (G_OBJECT (item), "marking", marking);
}

static void
on_unbind_cb (AdwComboRow *combo,
              GtkListItem *item)
{
  g_binding_unbind (g_object_steal_data (G_OBJECT (item), "marking"));
}

/**
 * pamor_whole_words_show:
 * @combo: with a model of strings
 *
 * The row's own list cuts words off after twenty letters; so does what it shows of the chosen one.
 */
void
pamor_whole_words_show (AdwComboRow *combo)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_return_if_fail (ADW_IS_COMBO_ROW (combo));

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_cb), combo, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), combo, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_cb), combo, G_CONNECT_SWAPPED);
  adw_combo_row_set_list_factory (combo, factory);
  adw_combo_row_set_use_subtitle (combo, TRUE);
}
