/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/pamor-photo-tile.h"

#include "domain/pamor-words.h"
#include "ui/widgets/pamor-photo-picture.h"
#include "ui/widgets/pamor-photo-viewer.h"

struct _PamorPhotoTile
{
  GtkWidget   parent_instance;

  /* Template */
  GtkButton  *button;
  GtkLabel   *label;
  GtkPicture *picture;

  /* Owned */
  PamorStore *store;
  char       *submission;
  char       *attachment;
};

G_DEFINE_FINAL_TYPE (PamorPhotoTile, pamor_photo_tile, GTK_TYPE_WIDGET)

static void
on_clicked_cb (PamorPhotoTile *self)
{
  GtkWidget *viewer;

  g_assert (PAMOR_IS_PHOTO_TILE (self));

  if (gtk_widget_activate_action (GTK_WIDGET (self), "photo.edit", "s", self->attachment))
    return;
  viewer = pamor_photo_viewer_new (self->store, self->submission, self->attachment,
                                   gtk_label_get_label (self->label));
  gtk_window_set_transient_for (GTK_WINDOW (viewer),
                                GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_set_modal (GTK_WINDOW (viewer), TRUE);
  gtk_window_present (GTK_WINDOW (viewer));
}

static void
show_trouble (PamorPhotoTile *self,
              const GError   *error)
{
  g_autofree char *words = pamor_words_for_error (error);

  g_assert (PAMOR_IS_PHOTO_TILE (self));

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  g_debug ("photo: %s", error->message);
}

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PamorPhotoTile) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PamorPhotoPicture) picture = pamor_photo_picture_finish (result, &error);

  if (picture == NULL)
    return show_trouble (self, error);
  if (self->picture == NULL)
    return; /* disposed meanwhile */
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (picture));
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), TRUE);
}

static void
pamor_photo_tile_dispose (GObject *object)
{
  PamorPhotoTile *self = PAMOR_PHOTO_TILE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PAMOR_TYPE_PHOTO_TILE);
  G_OBJECT_CLASS (pamor_photo_tile_parent_class)->dispose (object);
}

static void
pamor_photo_tile_finalize (GObject *object)
{
  PamorPhotoTile *self = PAMOR_PHOTO_TILE (object);

  g_clear_object (&self->store);
  g_free (self->submission);
  g_free (self->attachment);

  G_OBJECT_CLASS (pamor_photo_tile_parent_class)->finalize (object);
}

static void
pamor_photo_tile_class_init (PamorPhotoTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_photo_tile_dispose;
  G_OBJECT_CLASS (klass)->finalize = pamor_photo_tile_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/widgets/pamor-photo-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoTile, button);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoTile, label);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoTile, picture);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked_cb);
}

static void
pamor_photo_tile_init (PamorPhotoTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pamor_photo_tile_new:
 * @submission: its id
 * @attachment: its id
 * @label: what the photo is of
 */
GtkWidget *
pamor_photo_tile_new (PamorDesk  *desk,
                      const char *submission,
                      const char *attachment,
                      const char *label)
{
  PamorPhotoTile *self;

  g_return_val_if_fail (PAMOR_IS_DESK (desk), NULL);

  self = g_object_new (PAMOR_TYPE_PHOTO_TILE, NULL);
  gtk_label_set_label (self->label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  self->store = g_object_ref (pamor_desk_get_store (desk));
  self->submission = g_strdup (submission);
  self->attachment = g_strdup (attachment);
  pamor_photo_picture_read_async (self->store, submission, attachment, PAMOR_PHOTO_PICTURE_TILE,
                                  on_read_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

/** pamor_photo_tile_hide_label: where it stands beside the photo already */
void
pamor_photo_tile_hide_label (PamorPhotoTile *self)
{
  g_return_if_fail (PAMOR_IS_PHOTO_TILE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->label), FALSE);
}
