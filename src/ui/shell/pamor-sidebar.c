/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/pamor-sidebar.h"

#include "ui/widgets/pamor-focus.h"

#include <glib/gi18n-lib.h>

struct _PamorSidebar
{
  GtkWidget    parent_instance;

  /* Template */
  GtkDropDown *activity;
  GtkWidget   *content;
  GtkListBox  *places;

  /* Owned */
  PamorDesk   *desk;
  GListModel  *models[PAMOR_N_PLACES]; /* what is in each; NULL for TODAY */
  GListModel  *to_tell; /* of what is with the city, that whose citizen is to be told */
  GtkLabel    *counts[PAMOR_N_PLACES]; /* (borrowed) in the rows */
};

G_DEFINE_FINAL_TYPE (PamorSidebar, pamor_sidebar, GTK_TYPE_WIDGET)

static guint place_chosen_signal;

static void
on_row_activated_cb (PamorSidebar  *self,
                     GtkListBoxRow *row)
{
  g_assert (PAMOR_IS_SIDEBAR (self));

  g_signal_emit (self, place_chosen_signal, 0, gtk_list_box_row_get_index (row));
}

static void
on_activity_cb (PamorSidebar *self)
{
  GPtrArray *activities;
  const guint selected = gtk_drop_down_get_selected (self->activity);

  g_assert (PAMOR_IS_SIDEBAR (self));

  if (self->desk == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;
  activities = pamor_catalogue_get_activities (pamor_desk_get_catalogue (self->desk));
  pamor_desk_set_activity (self->desk, ((PamorActivity *) activities->pdata[selected])->code);
}

static void
add_place (PamorSidebar *self,
           PamorPlace    place)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (pamor_place_get_title (place)), *count = gtk_label_new ("");

  g_assert (PAMOR_IS_SIDEBAR (self));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (count, "pamor-badge");
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_set_valign (count, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (pamor_place_get_icon (place)));
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  pamor_place_get_title (place), -1);
  gtk_list_box_append (self->places, row);
  self->counts[place] = GTK_LABEL (count);
}

static void
update_counts (PamorSidebar *self)
{
  g_assert (PAMOR_IS_SIDEBAR (self));

  for (guint place = 0; place < PAMOR_N_PLACES; place++)
    {
      const guint n = place == PAMOR_PLACE_STATUS ? g_list_model_get_n_items (self->to_tell)
                                                  : pamor_sidebar_get_count (self, place);
      g_autofree char *text = g_strdup_printf ("%u", n);

      gtk_label_set_label (self->counts[place], text);
      gtk_widget_set_visible (GTK_WIDGET (self->counts[place]), n > 0);
    }
  if (pamor_sidebar_get_count (self, PAMOR_PLACE_CORRECT) > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->counts[PAMOR_PLACE_CORRECT]), "error");
}

static void
on_setup_cb (GtkListItemFactory *factory,
             GtkListItem        *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  /* The names are long; the button must not grow with them. */
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_list_item_set_child (item, label);
}

static void
on_bind_cb (GtkListItemFactory *factory,
            GtkListItem        *item)
{
  const char *name = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), name);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (item), name);
}

/* Chosen elsewhere than here, such as in the guide. */
static void
select_activity (PamorSidebar *self)
{
  GPtrArray *activities = pamor_catalogue_get_activities (pamor_desk_get_catalogue (self->desk));

  g_assert (PAMOR_IS_SIDEBAR (self));

  for (guint i = 0; i < activities->len; i++)
    if (g_strcmp0 (((PamorActivity *) activities->pdata[i])->code,
                   pamor_desk_get_activity (self->desk)) == 0)
      gtk_drop_down_set_selected (self->activity, i);
}

static void
fill_activities (PamorSidebar *self)
{
  GPtrArray *activities = pamor_catalogue_get_activities (pamor_desk_get_catalogue (self->desk));
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autofree char *current = g_strdup (pamor_desk_get_activity (self->desk));
  guint selected = 0;

  g_assert (PAMOR_IS_SIDEBAR (self));

  for (guint i = 0; i < activities->len; i++)
    {
      const PamorActivity *activity = activities->pdata[i];

      gtk_string_list_append (names, activity->name);
      if (g_strcmp0 (activity->code, current) == 0)
        selected = i;
    }
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), NULL);
  gtk_drop_down_set_factory (self->activity, factory);
  gtk_drop_down_set_model (self->activity, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->activity, selected);
}

static void
pamor_sidebar_dispose (GObject *object)
{
  PamorSidebar *self = PAMOR_SIDEBAR (object);

  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (self), PAMOR_TYPE_SIDEBAR);
  for (guint i = 0; i < PAMOR_N_PLACES; i++)
    g_clear_object (&self->models[i]);
  g_clear_object (&self->to_tell);
  G_OBJECT_CLASS (pamor_sidebar_parent_class)->dispose (object);
}

static void
pamor_sidebar_class_init (PamorSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_sidebar_dispose;
  place_chosen_signal = g_signal_new ("place-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/shell/pamor-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorSidebar, activity);
  gtk_widget_class_bind_template_child (widget_class, PamorSidebar, content);
  gtk_widget_class_bind_template_child (widget_class, PamorSidebar, places);
  gtk_widget_class_bind_template_callback (widget_class, on_activity_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
pamor_sidebar_init (PamorSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint place = 0; place < PAMOR_N_PLACES; place++)
    add_place (self, place);
  pamor_focus_through (GTK_WIDGET (self));
  pamor_focus_name (self->activity, _("Today's activity"));
}

static gboolean
is_to_tell (gpointer item,
            gpointer user_data)
{
  return pamor_submission_is_untold (item);
}

/** pamor_sidebar_new: Returns: (transfer floating): follows the desk by itself */
GtkWidget *
pamor_sidebar_new (PamorDesk *desk)
{
  PamorSidebar *self;

  g_return_val_if_fail (PAMOR_IS_DESK (desk), NULL);

  self = g_object_new (PAMOR_TYPE_SIDEBAR, NULL);
  self->desk = g_object_ref (desk);
  for (guint place = PAMOR_PLACE_TODAY + 1; place < PAMOR_N_PLACES; place++)
    {
      self->models[place] = pamor_place_filter (place, pamor_desk_get_items (desk));
      g_signal_connect_object (self->models[place], "items-changed", G_CALLBACK (update_counts),
                               self, G_CONNECT_SWAPPED);
    }
  self->to_tell = G_LIST_MODEL (gtk_filter_list_model_new (
      g_object_ref (pamor_desk_get_items (desk)),
      GTK_FILTER (gtk_custom_filter_new (is_to_tell, NULL, NULL))));
  g_signal_connect_object (self->to_tell, "items-changed", G_CALLBACK (update_counts), self,
                           G_CONNECT_SWAPPED);
  fill_activities (self);
  g_signal_connect_object (desk, "catalogue-changed", G_CALLBACK (fill_activities), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::activity", G_CALLBACK (select_activity), self,
                           G_CONNECT_SWAPPED);
  update_counts (self);
  return GTK_WIDGET (self);
}

/** pamor_sidebar_set_place: marks @place as the one that is shown */
void
pamor_sidebar_set_place (PamorSidebar *self,
                         PamorPlace    place)
{
  g_return_if_fail (PAMOR_IS_SIDEBAR (self));

  gtk_list_box_select_row (self->places, gtk_list_box_get_row_at_index (self->places, place));
}

/** pamor_sidebar_get_count: Returns: how much is in @place */
guint
pamor_sidebar_get_count (PamorSidebar *self,
                         PamorPlace    place)
{
  g_return_val_if_fail (PAMOR_IS_SIDEBAR (self), 0);

  return self->models[place] != NULL ? g_list_model_get_n_items (self->models[place]) : 0;
}
