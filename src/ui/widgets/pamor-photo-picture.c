/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/pamor-photo-picture.h"

#include "photo/pamor-photo.h"

/* Pixels: twice a tile's size, for screens with small ones; and about what a window shows */
#define TILE_SIDE  336
#define SMALL_SIDE 1366

/* A page of a PDF is never sent, so that it may be as large as it likes */
#define PAGE_BYTES 4000000

struct _PamorPhotoPicture
{
  GObject     parent_instance;

  /* Owned */
  GdkTexture *small;
  GdkTexture *whole; /* (nullable): where it is larger */
};

typedef struct
{
  GBytes                *jpeg; /* (owned) (nullable): until it is read */
  PamorPhotoPictureSize  size;
} Decoding;

static void paintable_iface_init (GdkPaintableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PamorPhotoPicture, pamor_photo_picture, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, paintable_iface_init))

static void
pamor_photo_picture_finalize (GObject *object)
{
  PamorPhotoPicture *self = PAMOR_PHOTO_PICTURE (object);

  g_clear_object (&self->small);
  g_clear_object (&self->whole);

  G_OBJECT_CLASS (pamor_photo_picture_parent_class)->finalize (object);
}

static void
pamor_photo_picture_class_init (PamorPhotoPictureClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_photo_picture_finalize;
}

static void
pamor_photo_picture_init (PamorPhotoPicture *self)
{
}

static GdkTexture *
get_largest (PamorPhotoPicture *self)
{
  return self->whole != NULL ? self->whole : self->small;
}

static int
get_width (GdkPaintable *paintable)
{
  return gdk_texture_get_width (get_largest (PAMOR_PHOTO_PICTURE (paintable)));
}

static int
get_height (GdkPaintable *paintable)
{
  return gdk_texture_get_height (get_largest (PAMOR_PHOTO_PICTURE (paintable)));
}

static void
snapshot (GdkPaintable *paintable,
          GdkSnapshot  *to,
          double        width,
          double        height)
{
  PamorPhotoPicture *self = PAMOR_PHOTO_PICTURE (paintable);
  gboolean fits = width <= gdk_texture_get_width (self->small);

  gtk_snapshot_append_texture (GTK_SNAPSHOT (to), fits ? self->small : get_largest (self),
                               &GRAPHENE_RECT_INIT (0, 0, width, height));
}

static void
paintable_iface_init (GdkPaintableInterface *iface)
{
  iface->get_intrinsic_width = get_width;
  iface->get_intrinsic_height = get_height;
  iface->snapshot = snapshot;
}

static void
decoding_free (gpointer data)
{
  Decoding *self = data;

  g_clear_pointer (&self->jpeg, g_bytes_unref);
  g_free (self);
}

/* Returns: (transfer full): @content itself where it is a photo; of a PDF its first page */
static GBytes *
make_jpeg (GBytes  *content,
           guint    side,
           GError **error)
{
  const PamorPhotoWish wish = { .limit = PAGE_BYTES, .side = side == G_MAXUINT ? 0 : side };
  g_autoptr (PamorPhoto) page = NULL;

  if (pamor_photo_kind_sniff (content) != PAMOR_PHOTO_KIND_PDF)
    return g_bytes_ref (content);
  page = pamor_photo_shrink (content, &wish, NULL, NULL, NULL, error);
  return page != NULL ? g_bytes_ref (page->jpeg) : NULL;
}

static GdkTexture *
decode (GBytes  *content,
        guint    side,
        GError **error)
{
  g_autoptr (GBytes) jpeg = make_jpeg (content, side, error);
  g_autoptr (PamorPreview) preview = jpeg != NULL ? pamor_preview_new (jpeg, side, error) : NULL;

  if (preview == NULL)
    return NULL;
  return gdk_memory_texture_new (preview->width, preview->height, GDK_MEMORY_R8G8B8,
                                 preview->pixels, preview->stride);
}

static void
decode_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  const Decoding *decoding = data;
  g_autoptr (PamorPhotoPicture) self = g_object_new (PAMOR_TYPE_PHOTO_PICTURE, NULL);
  gboolean whole = decoding->size == PAMOR_PHOTO_PICTURE_WHOLE;
  GError *error = NULL;

  self->small = decode (decoding->jpeg, whole ? SMALL_SIDE : TILE_SIDE, &error);
  if (self->small != NULL && whole)
    self->whole = decode (decoding->jpeg, G_MAXUINT, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&self), g_object_unref);
}

static GTask *
new_task (GBytes                *jpeg,
          PamorPhotoPictureSize  size,
          GAsyncReadyCallback    callback,
          gpointer               user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Decoding *decoding = g_new (Decoding, 1);

  *decoding = (Decoding) { jpeg != NULL ? g_bytes_ref (jpeg) : NULL, size };
  g_task_set_source_tag (task, new_task);
  g_task_set_task_data (task, decoding, decoding_free);
  return task;
}

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Decoding *decoding = g_task_get_task_data (task);
  GError *error = NULL;

  decoding->jpeg = pamor_store_read_photo_finish (PAMOR_STORE (source), result, &error);
  if (decoding->jpeg != NULL)
    g_task_run_in_thread (task, decode_in_thread);
  else
    g_task_return_error (task, error);
}

/** pamor_photo_picture_read_async: @submission, @attachment: ids of a photo that @store keeps */
void
pamor_photo_picture_read_async (PamorStore            *store,
                                const char            *submission,
                                const char            *attachment,
                                PamorPhotoPictureSize  size,
                                GAsyncReadyCallback    callback,
                                gpointer               user_data)
{
  g_return_if_fail (PAMOR_IS_STORE (store));

  pamor_store_read_photo_async (store, submission, attachment, on_read_cb,
                                new_task (NULL, size, callback, user_data));
}

/** pamor_photo_picture_decode_async: @jpeg: as pamor_photo_shrink() made it, be it a PDF */
void
pamor_photo_picture_decode_async (GBytes                *jpeg,
                                  PamorPhotoPictureSize  size,
                                  GAsyncReadyCallback    callback,
                                  gpointer               user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (jpeg != NULL);

  task = new_task (jpeg, size, callback, user_data);
  g_task_run_in_thread (task, decode_in_thread);
}

/** pamor_photo_picture_finish: Returns: (transfer full): the picture */
PamorPhotoPicture *
pamor_photo_picture_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
