/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/pamor-photo.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** PamorPhotoSource: a picture on its way in, still foreign: a file, or the bytes of one */
typedef struct
{
  GFile  *file;  /* (nullable) */
  GBytes *bytes; /* (nullable): where there is no file */
  guint   page;  /* as in PamorPhotoWish: the sole one, if nobody chose */
} PamorPhotoSource;

PamorPhotoSource  *pamor_photo_source_new_file   (GFile               *file);
PamorPhotoSource  *pamor_photo_source_new_bytes  (GBytes              *bytes);
PamorPhotoSource  *pamor_photo_source_copy       (const PamorPhotoSource *self);
void               pamor_photo_source_free       (PamorPhotoSource    *self);

GdkContentFormats *pamor_photo_source_formats    (void);
void               pamor_photo_source_drop_async (GdkDrop             *drop,
                                                  GAsyncReadyCallback  callback,
                                                  gpointer             user_data);
void               pamor_photo_source_paste_async (GdkClipboard       *clipboard,
                                                  GAsyncReadyCallback  callback,
                                                  gpointer             user_data);
GPtrArray         *pamor_photo_source_finish     (GAsyncResult        *result,
                                                  GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorPhotoSource, pamor_photo_source_free)

G_END_DECLS
