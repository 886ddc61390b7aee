/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pictures out of a drop or the clipboard: files, or else the bytes of one picture as they are.
 * Nothing foreign is decoded here: that is done behind the limits of the photo room.
 */
#include "ui/photos/pamor-photo-source.h"

#include "base/pamor-error.h"
#include "photo/pamor-photo-kind.h"

/* How often, and milliseconds apart, an empty clipboard is looked into */
#define LOOKS   20
#define LOOK_MS 50

static void on_files_read_cb   (GObject      *source,
                                GAsyncResult *result,
                                gpointer      user_data);
static void on_stream_cb       (GObject      *source,
                                GAsyncResult *result,
                                gpointer      user_data);
static void on_bytes_read_cb   (GObject      *source,
                                GAsyncResult *result,
                                gpointer      user_data);

/** pamor_photo_source_new_file: Returns: (transfer full): not opened yet; the sole page of it */
PamorPhotoSource *
pamor_photo_source_new_file (GFile *file)
{
  PamorPhotoSource *self = g_new0 (PamorPhotoSource, 1);

  self->file = g_object_ref (file);
  self->page = PAMOR_PHOTO_SOLE_PAGE;
  return self;
}

/** pamor_photo_source_new_bytes: Returns: (transfer full): any bytes; the sole page of them */
PamorPhotoSource *
pamor_photo_source_new_bytes (GBytes *bytes)
{
  PamorPhotoSource *self = g_new0 (PamorPhotoSource, 1);

  self->bytes = g_bytes_ref (bytes);
  self->page = PAMOR_PHOTO_SOLE_PAGE;
  return self;
}

/** pamor_photo_source_copy: Returns: (transfer full): the bytes are shared; the page may change */
PamorPhotoSource *
pamor_photo_source_copy (const PamorPhotoSource *self)
{
  PamorPhotoSource *copy = self->file != NULL ? pamor_photo_source_new_file (self->file)
                                              : pamor_photo_source_new_bytes (self->bytes);

  copy->page = self->page;
  return copy;
}

/** pamor_photo_source_free: the file on the disk stays */
void
pamor_photo_source_free (PamorPhotoSource *self)
{
  g_clear_object (&self->file);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

/** pamor_photo_source_formats: Returns: (transfer full): what can be dropped or pasted */
GdkContentFormats *
pamor_photo_source_formats (void)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  gdk_content_formats_builder_add_gtype (builder, GDK_TYPE_FILE_LIST);
  for (guint i = 0; pamor_photo_kind_media_types ()[i] != NULL; i++)
    gdk_content_formats_builder_add_mime_type (builder, pamor_photo_kind_media_types ()[i]);
  return gdk_content_formats_builder_free_to_formats (builder);
}

static GTask *
new_task (gpointer            source,
          GAsyncReadyCallback callback,
          gpointer            user_data)
{
  GTask *task = g_task_new (source, NULL, callback, user_data);

  g_task_set_source_tag (task, pamor_photo_source_finish);
  return task;
}

static gboolean
offers_files (GdkContentFormats *formats)
{
  return gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST)
         || gdk_content_formats_contain_mime_type (formats, "text/uri-list");
}

static GdkContentFormats *
get_formats (gpointer source)
{
  return GDK_IS_DROP (source) ? gdk_drop_get_formats (source) : gdk_clipboard_get_formats (source);
}

/* @task: (transfer full) */
static void
read_picture (gpointer  source,
              GTask    *task)
{
  const char **types = (const char **) pamor_photo_kind_media_types ();

  if (GDK_IS_DROP (source))
    gdk_drop_read_async (source, types, G_PRIORITY_DEFAULT, NULL, on_stream_cb, task);
  else
    gdk_clipboard_read_async (source, types, G_PRIORITY_DEFAULT, NULL, on_stream_cb, task);
}

/** pamor_photo_source_drop_async: the drop is finished by the caller */
void
pamor_photo_source_drop_async (GdkDrop             *drop,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = new_task (drop, callback, user_data);

  if (offers_files (gdk_drop_get_formats (drop)))
    gdk_drop_read_value_async (drop, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                               on_files_read_cb, task);
  else
    read_picture (drop, task);
}

static void
read_clipboard (GTask *task)
{
  GdkClipboard *clipboard = g_task_get_source_object (task);

  if (offers_files (gdk_clipboard_get_formats (clipboard)))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    on_files_read_cb, g_object_ref (task));
  else
    read_picture (clipboard, g_object_ref (task));
}

/* What another program copied just now is asked of it, and known a moment later. */
static gboolean
look_into_clipboard (gpointer data)
{
  GTask *task = data;
  guint left = GPOINTER_TO_UINT (g_task_get_task_data (task));
  GdkContentFormats *formats = gdk_clipboard_get_formats (g_task_get_source_object (task));
  gsize types, media;

  gdk_content_formats_get_gtypes (formats, &types);
  gdk_content_formats_get_mime_types (formats, &media);
  if (types + media == 0 && left > 0)
    {
      g_task_set_task_data (task, GUINT_TO_POINTER (left - 1), NULL);
      return G_SOURCE_CONTINUE;
    }
  read_clipboard (task);
  return G_SOURCE_REMOVE;
}

/** pamor_photo_source_paste_async: waits a moment for what another program copied just now; see
 *   pamor_photo_source_finish() */
void
pamor_photo_source_paste_async (GdkClipboard        *clipboard,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = new_task (clipboard, callback, user_data);

  g_task_set_task_data (task, GUINT_TO_POINTER (LOOKS), NULL);
  if (look_into_clipboard (task))
    g_timeout_add_full (G_PRIORITY_DEFAULT, LOOK_MS, look_into_clipboard, g_object_ref (task),
                        g_object_unref);
}

static GPtrArray *
new_sources (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_photo_source_free);
}

/* The system's own words would not help: all it says is that there is no picture. */
static void
return_none (GTask *task)
{
  g_task_return_new_error (task, PAMOR_ERROR, PAMOR_ERROR_PHOTO_KIND,
                           "neither files nor a picture of a known kind");
}

/* A browser names a picture by its address in the web, and has the bytes beside it. */
static gboolean
has_picture_only (gpointer  source,
                  GSList   *files)
{
  GdkContentFormats *formats = get_formats (source);
  gboolean has = FALSE;

  for (guint i = 0; pamor_photo_kind_media_types ()[i] != NULL; i++)
    has |= gdk_content_formats_contain_mime_type (formats, pamor_photo_kind_media_types ()[i]);
  for (GSList *file = files; file != NULL; file = file->next)
    if (g_file_peek_path (file->data) != NULL)
      return FALSE;
  return has;
}

static void
on_files_read_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) found = new_sources ();
  const GValue *value = GDK_IS_DROP (source)
                          ? gdk_drop_read_value_finish (GDK_DROP (source), result, NULL)
                          : gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value == NULL || !G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return return_none (task);
  if (has_picture_only (source, g_value_get_boxed (value)))
    return read_picture (source, g_steal_pointer (&task));
  for (GSList *file = g_value_get_boxed (value); file != NULL; file = file->next)
    g_ptr_array_add (found, pamor_photo_source_new_file (file->data));
  g_task_return_pointer (task, g_steal_pointer (&found), (GDestroyNotify) g_ptr_array_unref);
}

static void
on_stream_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GInputStream) stream = NULL;

  stream = GDK_IS_DROP (source)
             ? gdk_drop_read_finish (GDK_DROP (source), result, NULL, NULL)
             : gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);
  if (stream == NULL)
    return return_none (task);
  g_output_stream_splice_async (memory, stream,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE
                                  | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, NULL, on_bytes_read_cb,
                                g_steal_pointer (&task));
}

static void
on_bytes_read_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) found = new_sources ();
  g_autoptr (GBytes) bytes = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, NULL) < 0)
    return return_none (task);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source));
  g_ptr_array_add (found, pamor_photo_source_new_bytes (bytes));
  g_task_return_pointer (task, g_steal_pointer (&found), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * pamor_photo_source_finish:
 *
 * Returns: (transfer full) (element-type PamorPhotoSource): at least one; NULL with
 * PAMOR_ERROR_PHOTO_KIND where there was no picture
 */
GPtrArray *
pamor_photo_source_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
