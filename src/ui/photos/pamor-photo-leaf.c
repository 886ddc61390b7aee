/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/photos/pamor-photo-leaf.h"

#include "domain/pamor-words.h"
#include "ui/widgets/pamor-photo-picture.h"

#include <glib/gi18n-lib.h>

/* Pixels of the longer side: those of the tile, twice for screens with small ones */
#define SIDE 320

struct _PamorPhotoLeaf
{
  GtkWidget         parent_instance;

  /* Template */
  GtkWidget        *mark;
  GtkLabel         *number;
  GtkPicture       *picture;
  GtkWidget        *sheet;

  /* Owned */
  PamorPhotoTaker  *taker;
  PamorPhotoSource *source;
  GCancellable     *loading; /* (nullable): while its picture is in sight or on its way */

  gboolean          chosen;
};

G_DEFINE_FINAL_TYPE (PamorPhotoLeaf, pamor_photo_leaf, GTK_TYPE_WIDGET)

typedef struct
{
  PamorPhotoLeaf *leaf;
  GCancellable   *loading;
} Look;

static void
look_free (Look *look)
{
  g_object_unref (look->leaf);
  g_object_unref (look->loading);
  g_free (look);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static void
let_go (PamorPhotoLeaf *self)
{
  g_assert (PAMOR_IS_PHOTO_LEAF (self));

  if (self->loading == NULL)
    return;
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (self->picture != NULL)
    gtk_picture_set_paintable (self->picture, NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), NULL);
}

static void
pamor_photo_leaf_dispose (GObject *object)
{
  PamorPhotoLeaf *self = PAMOR_PHOTO_LEAF (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PAMOR_TYPE_PHOTO_LEAF);
  let_go (self);

  G_OBJECT_CLASS (pamor_photo_leaf_parent_class)->dispose (object);
}

static void
pamor_photo_leaf_finalize (GObject *object)
{
  PamorPhotoLeaf *self = PAMOR_PHOTO_LEAF (object);

  g_object_unref (self->taker);
  pamor_photo_source_free (self->source);

  G_OBJECT_CLASS (pamor_photo_leaf_parent_class)->finalize (object);
}

static void
pamor_photo_leaf_class_init (PamorPhotoLeafClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_photo_leaf_dispose;
  G_OBJECT_CLASS (klass)->finalize = pamor_photo_leaf_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/photos/pamor-photo-leaf.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoLeaf, mark);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoLeaf, number);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoLeaf, picture);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoLeaf, sheet);
}

static void
pamor_photo_leaf_init (PamorPhotoLeaf *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** pamor_photo_leaf_new: @source: copied; which of its pages is shown is yet to be said */
GtkWidget *
pamor_photo_leaf_new (PamorPhotoTaker        *taker,
                      const PamorPhotoSource *source)
{
  PamorPhotoLeaf *self;

  g_return_val_if_fail (PAMOR_IS_PHOTO_TAKER (taker) && source != NULL, NULL);

  self = g_object_new (PAMOR_TYPE_PHOTO_LEAF, NULL);
  self->taker = g_object_ref (taker);
  self->source = pamor_photo_source_copy (source);
  return GTK_WIDGET (self);
}

static void
show_trouble (PamorPhotoLeaf *self,
              const GError   *error)
{
  g_autofree char *words = pamor_words_for_error (error);

  g_assert (PAMOR_IS_PHOTO_LEAF (self));

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  g_debug ("page %u: %s", self->source->page, error->message);
}

static void
on_decoded_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (Look) look = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorPhotoPicture) picture = pamor_photo_picture_finish (result, &error);

  if (look->loading != look->leaf->loading)
    return; /* out of sight, or another page by now */
  if (picture != NULL)
    gtk_picture_set_paintable (look->leaf->picture, GDK_PAINTABLE (picture));
  else
    show_trouble (look->leaf, error);
}

static void
on_looked_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Look) look = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorPhoto) photo = pamor_intake_add_finish (PAMOR_INTAKE (source), result, &error);

  if (look->loading != look->leaf->loading)
    return;
  if (photo != NULL)
    pamor_photo_picture_decode_async (photo->jpeg, PAMOR_PHOTO_PICTURE_TILE, on_decoded_cb,
                                      g_steal_pointer (&look));
  else
    show_trouble (look->leaf, error);
}

/** pamor_photo_leaf_set_seen: whether it is in sight, where its picture is worth its memory */
void
pamor_photo_leaf_set_seen (PamorPhotoLeaf *self,
                           gboolean        seen)
{
  Look *look;

  g_return_if_fail (PAMOR_IS_PHOTO_LEAF (self));

  if (seen == (self->loading != NULL))
    return;
  if (!seen)
    return let_go (self);
  self->loading = g_cancellable_new ();
  look = g_new (Look, 1);
  *look = (Look) { g_object_ref (self), g_object_ref (self->loading) };
  pamor_photo_taker_look_async (self->taker, self->source, SIDE, self->loading, on_looked_cb,
                                look);
}

/* The list's own item, where the keyboard is, has no words of its own */
static void
speak (PamorPhotoLeaf *self)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *words
    = g_strdup_printf (self->chosen ? _("Page %u, chosen") : _("Page %u"), self->source->page + 1);

  g_assert (PAMOR_IS_PHOTO_LEAF (self));

  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                    -1);
}

/** pamor_photo_leaf_set_page: @page: from 0; not seen before it is said to be */
void
pamor_photo_leaf_set_page (PamorPhotoLeaf *self,
                           guint           page)
{
  g_autofree char *number = g_strdup_printf ("%u", page + 1);

  g_return_if_fail (PAMOR_IS_PHOTO_LEAF (self));

  let_go (self);
  self->source->page = page;
  gtk_label_set_label (self->number, number);
  speak (self);
}

/** pamor_photo_leaf_get_page: Returns: from 0 */
guint
pamor_photo_leaf_get_page (PamorPhotoLeaf *self)
{
  g_return_val_if_fail (PAMOR_IS_PHOTO_LEAF (self), 0);
  return self->source->page;
}

/** pamor_photo_leaf_set_chosen: shows it and says it; who has the leaves knows which are */
void
pamor_photo_leaf_set_chosen (PamorPhotoLeaf *self,
                             gboolean        chosen)
{
  g_return_if_fail (PAMOR_IS_PHOTO_LEAF (self));

  self->chosen = chosen;
  gtk_widget_set_visible (self->mark, chosen);
  if (chosen)
    gtk_widget_add_css_class (GTK_WIDGET (self), "chosen");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "chosen");
  speak (self);
}
