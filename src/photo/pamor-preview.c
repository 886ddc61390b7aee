/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A photo of ours made small for the screen. Guarantees: the picture is never in memory at its full
 * size, libjpeg leaves out what is not needed. Any thread. */
#include "photo/pamor-preview.h"

#include "base/pamor-error.h"
#include "photo/pamor-jpeg-guard.h"
#include "photo/pamor-limits.h"

typedef struct
{
  /* Borrowed */
  GBytes                        *jpeg;

  /* Owned */
  struct jpeg_decompress_struct  codec;
  PamorJpegGuard                 guard;
  guint8                        *pixels;

  guint                          side;
  gsize                          stride;
} Preview;

static void
read_preview (gpointer data)
{
  Preview *self = data;
  struct jpeg_decompress_struct *codec = &self->codec;
  GError *error = NULL;
  gsize size;
  const guint8 *bytes = g_bytes_get_data (self->jpeg, &size);

  jpeg_create_decompress (codec);
  jpeg_mem_src (codec, bytes, size);
  jpeg_read_header (codec, TRUE);
  if (!pamor_limits_check_pixels (codec->image_width, codec->image_height,
                                  jpeg_has_multiple_scans (codec), &error))
    pamor_guard_leave (&self->guard.guard, error);
  codec->out_color_space = JCS_RGB;
  codec->scale_num = codec->scale_denom = 8;
  while (codec->scale_num > 1
         && MAX (codec->image_width, codec->image_height) * (codec->scale_num - 1) / 8
              >= self->side)
    codec->scale_num--;
  jpeg_start_decompress (codec);
  self->stride = (gsize) codec->output_width * 3;
  self->pixels = g_try_malloc (self->stride * codec->output_height);
  if (self->pixels == NULL)
    pamor_guard_leave (&self->guard.guard,
                       g_error_new_literal (PAMOR_ERROR, PAMOR_ERROR_PHOTO_HUGE,
                                            "Not enough memory for the preview"));
  while (codec->output_scanline < codec->output_height)
    {
      JSAMPROW row = self->pixels + self->stride * codec->output_scanline;

      jpeg_read_scanlines (codec, &row, 1);
    }
  jpeg_finish_decompress (codec);
}

/**
 * pamor_preview_new:
 * @jpeg: as pamor_photo_shrink() made it
 * @side: pixels that the longer side has at least, where the photo has them; as few more as eighths
 *   of the photo allow
 *
 * Returns: (transfer full): the preview; %NULL with %PAMOR_ERROR_PHOTO_BROKEN and the like
 */
PamorPreview *
pamor_preview_new (GBytes  *jpeg,
                   guint    side,
                   GError **error)
{
  g_autofree Preview *self = g_new0 (Preview, 1);
  PamorMeter meter = { 0 };
  PamorPreview *preview = NULL;

  g_return_val_if_fail (jpeg != NULL, NULL);

  self->jpeg = jpeg;
  self->side = side;
  pamor_jpeg_guard_init (&self->guard, &meter);
  self->codec.err = &self->guard.errors;
  if (pamor_guard_run (&self->guard.guard, read_preview, self, error))
    {
      preview = g_new0 (PamorPreview, 1);
      preview->width = self->codec.output_width;
      preview->height = self->codec.output_height;
      preview->stride = self->stride;
      preview->pixels = g_bytes_new_take (g_steal_pointer (&self->pixels),
                                          self->stride * self->codec.output_height);
    }
  jpeg_destroy_decompress (&self->codec);
  g_free (self->pixels);
  return preview;
}

void
pamor_preview_free (PamorPreview *self)
{
  g_bytes_unref (self->pixels);
  g_free (self);
}
