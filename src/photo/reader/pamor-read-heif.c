/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/reader/pamor-reading.h"

#include <libheif/heif.h>

#include "base/pamor-error.h"
#include "photo/pamor-limits.h"

static gboolean
take_error (struct heif_error   cause,
            GError            **error)
{
  PamorError code = PAMOR_ERROR_PHOTO_BROKEN;

  if (cause.code == heif_error_Unsupported_filetype ||
      cause.code == heif_error_Unsupported_feature ||
      cause.code == heif_error_Plugin_loading_error)
    code = PAMOR_ERROR_PHOTO_CODEC;
  else if (cause.code == heif_error_Memory_allocation_error ||
           cause.subcode == heif_suberror_Security_limit_exceeded)
    code = PAMOR_ERROR_PHOTO_HUGE;
  g_set_error (error, PAMOR_ERROR, code, "HEIC: %s", cause.message);
  return FALSE;
}

static gboolean
add_rows (PamorReading             *self,
          const struct heif_image  *image,
          gboolean                  alpha,
          GError                  **error)
{
  int stride;
  const guint8 *data = heif_image_get_plane_readonly (image, heif_channel_interleaved, &stride);
  int width = heif_image_get_width (image, heif_channel_interleaved);
  int height = heif_image_get_height (image, heif_channel_interleaved);

  if (data == NULL || width != (int) self->planes->plane[0].width ||
      height != (int) self->planes->plane[0].height)
    return pamor_reading_broken (error, "HEIC", "another size than its header says");
  for (int y = 0; y < height; y++, data += stride)
    if (alpha)
      pamor_reading_add_rgba (self, data);
    else
      pamor_reading_add_rgb (self, data);
  return pamor_reading_tick (self, error);
}

/* Upright already: the codec turns, crops and mirrors as the file says. */
static gboolean
decode (PamorReading                    *self,
        const struct heif_image_handle  *handle,
        GError                         **error)
{
  struct heif_decoding_options *options;
  struct heif_image *image = NULL;
  gboolean alpha = heif_image_handle_has_alpha_channel (handle), done;
  struct heif_error cause;

  if (!pamor_reading_begin (self, heif_image_handle_get_width (handle),
                            heif_image_handle_get_height (handle), TRUE, TRUE, error))
    return FALSE;
  options = heif_decoding_options_alloc ();
  options->convert_hdr_to_8bit = TRUE;
  options->strict_decoding = TRUE;
  cause = heif_decode_image (handle, &image, heif_colorspace_RGB,
                             alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB,
                             options);
  heif_decoding_options_free (options);
  if (cause.code != heif_error_Ok)
    return take_error (cause, error);
  done = add_rows (self, image, alpha, error);
  heif_image_release (image);
  return done;
}

static gboolean
read_primary (PamorReading         *self,
              struct heif_context  *context,
              GError              **error)
{
  struct heif_image_handle *handle = NULL;
  struct heif_error cause;
  gboolean done;

  heif_context_set_maximum_image_size_limit (context, PAMOR_LIMITS_SIDE);
  cause = heif_context_read_from_memory_without_copy (context, self->data, self->size, NULL);
  if (cause.code == heif_error_Ok)
    cause = heif_context_get_primary_image_handle (context, &handle);
  if (cause.code != heif_error_Ok)
    return take_error (cause, error);
  done = decode (self, handle, error);
  heif_image_handle_release (handle);
  return done;
}

/** pamor_read_heif: the primary picture of a HEIC, as phones make them */
gboolean
pamor_read_heif (PamorReading  *self,
                 GError       **error)
{
  struct heif_context *context = heif_context_alloc ();
  gboolean done;

  if (context == NULL)
    return pamor_reading_no_memory (error);
  done = read_primary (self, context, error);
  heif_context_free (context);
  return done;
}
