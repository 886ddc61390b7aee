/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A photo made small for the screen. Guarantees: the picture is never in memory at its full size,
 * libjpeg leaves out what is not needed. Any thread. */
#include "photo/pamor-preview.h"

#include <string.h>

#include "base/pamor-error.h"
#include "photo/pamor-decoder.h"
#include "photo/pamor-fit.h"
#include "photo/pamor-jpeg-guard.h"
#include "photo/pamor-jpeg-segments.h"
#include "photo/pamor-limits.h"

#define MISSING       0xc0 /* grey in place of what could not be read */
#define FOREIGN_BYTES 750000

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
  codec->progress = &self->guard.progress;
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

static gboolean
read_small (Preview  *self,
            GBytes   *jpeg,
            guint     side,
            gboolean  lenient,
            GError  **error)
{
  PamorMeter meter = { 0 };

  self->jpeg = jpeg;
  self->side = side;
  pamor_jpeg_guard_init (&self->guard, &meter);
  self->guard.lenient = lenient;
  self->codec.err = &self->guard.errors;
  return pamor_guard_run (&self->guard.guard, read_preview, self, error);
}

static void
clear_preview (Preview *self)
{
  jpeg_destroy_decompress (&self->codec);
  g_free (self->pixels);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Preview, clear_preview)

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
  g_auto (Preview) self = { 0 };
  PamorPreview *preview;

  g_return_val_if_fail (jpeg != NULL, NULL);

  if (!read_small (&self, jpeg, side, FALSE, error))
    return NULL;
  preview = g_new0 (PamorPreview, 1);
  preview->width = self.codec.output_width;
  preview->height = self.codec.output_height;
  preview->stride = self.stride;
  preview->share = 1;
  preview->pixels = g_bytes_new_take (g_steal_pointer (&self.pixels),
                                      self.stride * self.codec.output_height);
  return preview;
}

/* Pixels as they are stored become an upright preview */
static PamorPreview *
make_upright (const Preview    *self,
              PamorOrientation  orientation)
{
  PamorWay way = pamor_orientation_get_way (orientation);
  guint width = self->codec.output_width, height = self->codec.output_height;
  PamorPreview *preview = g_new0 (PamorPreview, 1);
  guint8 *pixels, *to;

  preview->width = way.over ? height : width;
  preview->height = way.over ? width : height;
  preview->stride = preview->width * 3;
  pixels = to = g_malloc ((gsize) preview->stride * preview->height);
  for (guint y = 0; y < preview->height; y++)
    for (guint x = 0; x < preview->width; x++, to += 3)
      {
        guint row = way.over ? x : y, column = way.over ? y : x;

        row = way.flip_rows ? height - 1 - row : row;
        column = way.flip_columns ? width - 1 - column : column;
        memcpy (to, self->pixels + row * self->stride + column * 3, 3);
      }
  preview->pixels = g_bytes_new_take (pixels, (gsize) preview->stride * preview->height);
  return preview;
}

/* Read once more, leniently, behind the wall; by way of a JPEG, as what is made here is one */
static PamorPreview *
make_foreign_part (GBytes         *source,
                   PamorPhotoKind  kind,
                   guint           side,
                   GCancellable   *cancellable)
{
  const PamorDecoderWish wish = { .side = side, .lenient = TRUE };
  PamorMeter meter = { .cancellable = cancellable, .to = 100 };
  PamorDecoderHead head = { 0 };
  g_autoptr (PamorPlanes) planes = pamor_decoder_read (source, kind, &wish, &meter, &head, NULL);
  g_autoptr (GBytes) jpeg = NULL;
  PamorPreview *preview = NULL;

  if (planes != NULL && pamor_planes_turn (planes, head.orientation))
    jpeg = pamor_fit (planes, FOREIGN_BYTES, &meter, NULL);
  if (jpeg != NULL)
    preview = pamor_preview_new (jpeg, side, NULL);
  if (preview != NULL)
    preview->share = (double) head.rows / head.height;
  return preview;
}

/**
 * pamor_preview_new_part:
 * @source: a picture that pamor_photo_shrink() found broken
 * @side: as for pamor_preview_new()
 * @cancellable: (nullable)
 *
 * What is left of a damaged picture, upright; grey is where the rest should be. A JPEG that comes
 * in scans may be whole, but less fine.
 *
 * Returns: (transfer full) (nullable): %NULL where nothing could be read
 */
PamorPreview *
pamor_preview_new_part (GBytes       *source,
                        guint         side,
                        GCancellable *cancellable)
{
  g_auto (Preview) self = { 0 };
  PamorPreview *preview;
  PamorPhotoKind kind = pamor_photo_kind_sniff (source);
  guint rows;

  g_return_val_if_fail (source != NULL, NULL);

  if (kind != PAMOR_PHOTO_KIND_JPEG)
    return make_foreign_part (source, kind, side, cancellable);
  /* An error that no decoder goes on from leaves the rows above it */
  rows = read_small (&self, source, side, TRUE, NULL) ? self.codec.output_height
                                                     : self.codec.output_scanline;
  if (self.pixels == NULL)
    return NULL;
  rows = MIN (rows, (guint) (self.guard.intact * self.codec.output_height));
  if (rows == 0)
    return NULL;
  memset (self.pixels + rows * self.stride, MISSING,
          (self.codec.output_height - rows) * self.stride);
  preview = make_upright (&self, pamor_jpeg_segments_get_orientation (source));
  preview->share = (double) rows / self.codec.output_height;
  return preview;
}

/** pamor_preview_free: frees @self and its pixels */
void
pamor_preview_free (PamorPreview *self)
{
  g_bytes_unref (self->pixels);
  g_free (self);
}
