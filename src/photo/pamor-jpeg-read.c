/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A JPEG into planes. Guarantees: nothing that grows with the picture is allocated before its
 * header was found acceptable; a file that breaks off or is damaged anywhere gives an error. */
#include "photo/pamor-jpeg-read.h"

#include "base/pamor-error.h"
#include "photo/pamor-jpeg-guard.h"
#include "photo/pamor-limits.h"

#define ROWS_MAX (MAX_SAMP_FACTOR * DCTSIZE)

/* libjpeg-turbo is built for one of two ABIs, which name the rows of a decoded block differently */
#if JPEG_LIB_VERSION >= 70
#define BLOCK_ROWS(component) ((component)->DCT_v_scaled_size)
#define MIN_BLOCK_ROWS(codec) ((codec)->min_DCT_v_scaled_size)
#else
#define BLOCK_ROWS(component) ((component)->DCT_scaled_size)
#define MIN_BLOCK_ROWS(codec) ((codec)->min_DCT_scaled_size)
#endif

typedef struct
{
  /* Borrowed */
  GBytes                        *jpeg;

  /* Owned */
  struct jpeg_decompress_struct  codec;
  PamorJpegGuard                 guard;
  PamorPlanes                   *planes;
  guint8                        *row;     /* four bytes a pixel: CMYK as it comes */
  guint8                        *pair[2]; /* two rows of RGB; the first also takes stray rows */

  gboolean                       raw;
} Reader;

static void
leave_without_memory (Reader *self)
{
  pamor_guard_leave (&self->guard.guard,
                     g_error_new_literal (PAMOR_ERROR, PAMOR_ERROR_PHOTO_HUGE,
                                          "Not enough memory for the picture"));
}

static gboolean
is_whole_or_half (guint size,
                  guint whole)
{
  return size == whole || size == (whole + 1) / 2;
}

/* Whether the coded planes are ours, but for a chroma that may still be halved */
static gboolean
can_read_raw (struct jpeg_decompress_struct *codec)
{
  if (codec->jpeg_color_space == JCS_GRAYSCALE)
    return codec->num_components == 1;
  if (codec->jpeg_color_space != JCS_YCbCr || codec->num_components != 3 ||
      codec->comp_info[0].downsampled_width != codec->output_width ||
      codec->comp_info[0].downsampled_height != codec->output_height)
    return FALSE;
  for (int i = 1; i < 3; i++)
    if (!is_whole_or_half (codec->comp_info[i].downsampled_width, codec->output_width) ||
        !is_whole_or_half (codec->comp_info[i].downsampled_height, codec->output_height))
      return FALSE;
  return TRUE;
}

static void
open_jpeg (Reader *self)
{
  struct jpeg_decompress_struct *codec = &self->codec;
  GError *error = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (self->jpeg, &size);

  jpeg_create_decompress (codec);
  codec->progress = &self->guard.progress;
  jpeg_mem_src (codec, data, size);
  jpeg_read_header (codec, TRUE);
  if (!pamor_limits_check_pixels (codec->image_width, codec->image_height,
                                  jpeg_has_multiple_scans (codec), &error))
    pamor_guard_leave (&self->guard.guard, error);
  if ((gint64) codec->image_width * codec->image_height > PAMOR_LIMITS_FULL_PIXELS)
    codec->scale_denom = 2;
  jpeg_calc_output_dimensions (codec);
}

/* Reads each component at its coded size */
static void
read_raw (Reader *self)
{
  struct jpeg_decompress_struct *codec = &self->codec;
  JSAMPROW rows[3][ROWS_MAX];
  JSAMPARRAY planes[3] = { rows[0], rows[1], rows[2] };
  guint done[3] = { 0 };

  self->planes = g_new0 (PamorPlanes, 1);
  self->planes->n = codec->num_components;
  for (guint i = 0; i < self->planes->n; i++)
    if (!pamor_plane_init (&self->planes->plane[i], codec->comp_info[i].downsampled_width,
                           codec->comp_info[i].downsampled_height))
      leave_without_memory (self);
  while (codec->output_scanline < codec->output_height)
    {
      for (guint i = 0; i < self->planes->n; i++)
        {
          PamorPlane *plane = &self->planes->plane[i];
          guint lines = codec->comp_info[i].v_samp_factor * BLOCK_ROWS (&codec->comp_info[i]);

          for (guint y = 0; y < lines; y++)
            rows[i][y] = done[i] + y < plane->rows ? plane->data + (done[i] + y) * plane->stride
                                                   : self->row;
          done[i] += lines;
        }
      jpeg_read_raw_data (codec, planes, codec->max_v_samp_factor * MIN_BLOCK_ROWS (codec));
    }
}

static void
halve_chroma (Reader *self)
{
  PamorPlane *luma = &self->planes->plane[0];

  for (guint i = 1; i < self->planes->n; i++)
    {
      PamorPlane *chroma = &self->planes->plane[i];
      gboolean across = chroma->width != (luma->width + 1) / 2;
      gboolean down = chroma->height != (luma->height + 1) / 2;

      if ((across || down) && !pamor_plane_halve (chroma, across, down))
        leave_without_memory (self);
    }
}

/* Inks to light. With an Adobe marker they are stored inverted, as every program writes them. */
static void
convert_cmyk (const guint8 *cmyk,
              guint8       *rgb,
              guint         width,
              gboolean      inverted)
{
  guint8 flip = inverted ? 0 : 255;

  for (guint x = 0; x < width; x++, cmyk += 4, rgb += 3)
    for (guint i = 0; i < 3; i++)
      rgb[i] = ((cmyk[i] ^ flip) * (cmyk[3] ^ flip) + 127) / 255;
}

static void
read_row (Reader *self,
          guint8 *rgb)
{
  struct jpeg_decompress_struct *codec = &self->codec;

  if (codec->out_color_space == JCS_RGB)
    jpeg_read_scanlines (codec, &rgb, 1);
  else
    {
      jpeg_read_scanlines (codec, &self->row, 1);
      convert_cmyk (self->row, rgb, codec->output_width, codec->saw_Adobe_marker);
    }
}

/* The rare kinds: RGB, CMYK, YCCK and unusual sampling, by way of libjpeg's own conversion */
static void
read_rows (Reader *self)
{
  struct jpeg_decompress_struct *codec = &self->codec;

  self->planes = pamor_planes_new (codec->output_width, codec->output_height, TRUE);
  if (self->planes == NULL)
    leave_without_memory (self);
  while (codec->output_scanline < codec->output_height)
    {
      guint y = codec->output_scanline;
      gboolean last = y + 1 == codec->output_height;

      read_row (self, self->pair[0]);
      if (!last)
        read_row (self, self->pair[1]);
      pamor_planes_put_rgb (self->planes, y, self->pair[0], self->pair[last ? 0 : 1]);
    }
}

static void
choose_conversion (Reader *self)
{
  struct jpeg_decompress_struct *codec = &self->codec;

  self->raw = can_read_raw (codec);
  codec->raw_data_out = self->raw;
  if (self->raw)
    return;
  if (codec->jpeg_color_space == JCS_CMYK || codec->jpeg_color_space == JCS_YCCK)
    codec->out_color_space = JCS_CMYK;
  else if (codec->jpeg_color_space == JCS_YCbCr || codec->jpeg_color_space == JCS_RGB)
    codec->out_color_space = JCS_RGB;
  else
    pamor_guard_leave (&self->guard.guard,
                       g_error_new (PAMOR_ERROR, PAMOR_ERROR_PHOTO_KIND,
                                    "JPEG: %d components of no known colour",
                                    codec->num_components));
}

static void
read_jpeg (gpointer data)
{
  Reader *self = data;

  open_jpeg (self);
  choose_conversion (self);
  /* A row of the widest kind, with room for whole blocks */
  self->row = g_malloc (4 * ((gsize) self->codec.output_width + ROWS_MAX));
  for (guint i = 0; i < 2; i++)
    self->pair[i] = g_malloc (3 * (gsize) self->codec.output_width);
  jpeg_start_decompress (&self->codec);
  if (self->raw)
    read_raw (self);
  else
    read_rows (self);
  jpeg_finish_decompress (&self->codec);
  if (self->raw)
    halve_chroma (self);
}

/**
 * pamor_jpeg_read:
 * @keepable: (out): whether the coded pixels are plain grey or YCbCr at full size, in a coding
 *   that every program reads, so that the file without its metadata would be as good
 *
 * A picture of more than %PAMOR_LIMITS_FULL_PIXELS comes at half its size.
 *
 * Returns: (transfer full): planes as stored, not turned; %NULL with %PAMOR_ERROR_PHOTO_KIND,
 *   %PAMOR_ERROR_PHOTO_BROKEN, %PAMOR_ERROR_PHOTO_HUGE or %G_IO_ERROR_CANCELLED
 */
PamorPlanes *
pamor_jpeg_read (GBytes      *jpeg,
                 PamorMeter  *meter,
                 gboolean    *keepable,
                 GError     **error)
{
  g_autofree Reader *self = g_new0 (Reader, 1);
  g_autoptr (PamorPlanes) planes = NULL;
  gboolean done;

  g_return_val_if_fail (jpeg != NULL && meter != NULL && keepable != NULL, NULL);

  self->jpeg = jpeg;
  pamor_jpeg_guard_init (&self->guard, meter);
  self->codec.err = &self->guard.errors;
  done = pamor_guard_run (&self->guard.guard, read_jpeg, self, error);
  planes = self->planes;
  *keepable = done && self->raw && !self->guard.untidy && !self->codec.arith_code &&
              self->codec.output_width == self->codec.image_width;
  jpeg_destroy_decompress (&self->codec);
  g_free (self->row);
  g_free (self->pair[0]);
  g_free (self->pair[1]);
  return done ? g_steal_pointer (&planes) : NULL;
}
