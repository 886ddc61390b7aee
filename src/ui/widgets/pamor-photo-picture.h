/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/pamor-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorPhotoPicture:
 *
 * A photo of ours to be drawn, a GdkPaintable. It has a small one beside it where it is large: what
 * the screen makes small loses the thin strokes of letters.
 */
#define PAMOR_TYPE_PHOTO_PICTURE (pamor_photo_picture_get_type ())
G_DECLARE_FINAL_TYPE (PamorPhotoPicture, pamor_photo_picture, PAMOR, PHOTO_PICTURE, GObject)

/** PamorPhotoPictureSize: how much of a photo is asked for */
typedef enum
{
  PAMOR_PHOTO_PICTURE_TILE, /* enough for a tile, no more */
  PAMOR_PHOTO_PICTURE_WHOLE /* every pixel */
} PamorPhotoPictureSize;

void               pamor_photo_picture_read_async   (PamorStore             *store,
                                                     const char             *submission,
                                                     const char             *attachment,
                                                     PamorPhotoPictureSize   size,
                                                     GAsyncReadyCallback     callback,
                                                     gpointer                user_data);
void               pamor_photo_picture_decode_async (GBytes                 *jpeg,
                                                     PamorPhotoPictureSize   size,
                                                     GAsyncReadyCallback     callback,
                                                     gpointer                user_data);
PamorPhotoPicture *pamor_photo_picture_finish       (GAsyncResult           *result,
                                                     GError                **error);

G_END_DECLS
