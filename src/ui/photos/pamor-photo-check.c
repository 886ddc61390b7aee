/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/photos/pamor-photo-check.h"

#include "ui/photos/pamor-photo-move.h"
#include "ui/widgets/pamor-photo-tile.h"

#include <glib/gi18n-lib.h>

struct _PamorPhotoCheck
{
  AdwWindow        parent_instance;

  /* Template */
  GtkWidget       *right;
  GtkBox          *rows;

  /* Owned */
  PamorPhotoTaker *taker;
  char            *shown; /* (nullable): which photo stands where */
};

G_DEFINE_FINAL_TYPE (PamorPhotoCheck, pamor_photo_check, ADW_TYPE_WINDOW)

static GtkWidget *
new_photo (PamorPhotoCheck       *self,
           const PamorAttachment *photo,
           const char            *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = pamor_photo_move_button_new (pamor_photo_taker_get_form (self->taker), photo);
  GtkWidget *tile = pamor_photo_tile_new (pamor_photo_taker_get_desk (self->taker),
                                          pamor_photo_taker_get_id (self->taker), photo->id, name);

  pamor_photo_tile_hide_label (PAMOR_PHOTO_TILE (tile));
  pamor_photo_move_add_source (tile, photo->id);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), tile);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

static GtkWidget *
new_row (PamorPhotoCheck        *self,
         const PamorRequirement *requirement)
{
  GPtrArray *all = pamor_form_get_attachments (pamor_photo_taker_get_form (self->taker));
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (requirement->name);
  GtkWidget *photos = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (name, "heading");
  gtk_box_append (GTK_BOX (row), name);
  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (((PamorAttachment *) all->pdata[i])->requirement, requirement->code))
      gtk_box_append (GTK_BOX (photos), new_photo (self, all->pdata[i], requirement->name));
  if (gtk_widget_get_first_child (photos) == NULL)
    {
      GtkWidget *none = gtk_label_new (_("no photo"));

      gtk_widget_add_css_class (none, "dim-label");
      gtk_box_append (GTK_BOX (photos), none);
    }
  gtk_box_append (GTK_BOX (row), photos);
  gtk_widget_add_css_class (row, "card");
  gtk_widget_add_css_class (row, "photo-card");
  gtk_widget_set_name (row, requirement->code);
  pamor_photo_move_add_target (row, requirement->code);
  return row;
}

static char *
describe (PamorForm *form)
{
  GPtrArray *all = pamor_form_get_attachments (form);
  GString *places = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    {
      const PamorAttachment *photo = all->pdata[i];

      g_string_append_printf (places, "%s %s\n", photo->id, photo->requirement);
    }
  return g_string_free (places, FALSE);
}

static void
on_form_changed_cb (PamorPhotoCheck *self)
{
  PamorForm *form = pamor_photo_taker_get_form (self->taker);
  GPtrArray *requirements = pamor_form_get_service (form)->requirements;
  g_autofree char *places = describe (form);
  GtkWidget *row;

  g_assert (PAMOR_IS_PHOTO_CHECK (self));

  if (g_strcmp0 (places, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&places);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, row);
  for (guint i = 0; i < requirements->len; i++)
    if (pamor_form_asks_for (form, requirements->pdata[i]))
      gtk_box_append (self->rows, new_row (self, requirements->pdata[i]));
}

static void
move_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *argument)
{
  PamorPhotoCheck *self = PAMOR_PHOTO_CHECK (widget);
  const char *photo, *requirement;

  g_variant_get (argument, "(&s&s)", &photo, &requirement);
  pamor_photo_move (GTK_WIDGET (self->rows), pamor_photo_taker_get_form (self->taker), photo,
                    requirement);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_str_equal (gtk_widget_get_name (row), requirement))
      gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
}

static void
pamor_photo_check_finalize (GObject *object)
{
  PamorPhotoCheck *self = PAMOR_PHOTO_CHECK (object);

  g_clear_object (&self->taker);
  g_free (self->shown);

  G_OBJECT_CLASS (pamor_photo_check_parent_class)->finalize (object);
}

static void
pamor_photo_check_class_init (PamorPhotoCheckClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pamor_photo_check_finalize;

  gtk_widget_class_install_action (widget_class, PAMOR_PHOTO_MOVE_ACTION, "(ss)", move_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/photos/pamor-photo-check.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoCheck, right);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoCheck, rows);
}

static void
pamor_photo_check_init (PamorPhotoCheck *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** pamor_photo_check_new: Returns: (transfer floating): follows the form; “right” has the focus */
GtkWidget *
pamor_photo_check_new (PamorPhotoTaker *taker)
{
  PamorPhotoCheck *self;

  g_return_val_if_fail (PAMOR_IS_PHOTO_TAKER (taker), NULL);

  self = g_object_new (PAMOR_TYPE_PHOTO_CHECK, NULL);
  self->taker = g_object_ref (taker);
  g_signal_connect_object (pamor_photo_taker_get_form (taker), "changed",
                           G_CALLBACK (on_form_changed_cb), self, G_CONNECT_SWAPPED);
  on_form_changed_cb (self);
  gtk_widget_grab_focus (self->right);
  return GTK_WIDGET (self);
}
