/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A JPEG into upright planes. Guarantees: nothing that grows with the picture is allocated before
 * its header was found acceptable; a file that breaks off or is damaged anywhere gives an error.
 * Of what libjpeg need not hold whole, only the planes themselves are ever in memory whole: chroma
 * is halved and rows are turned in strips, while they come. */
#include "photo/pamor-jpeg-read.h"

#include "base/pamor-error.h"
#include "photo/pamor-jpeg-guard.h"
#include "photo/pamor-jpeg-segments.h"
#include "photo/pamor-limits.h"

#define ROWS_MAX   (MAX_SAMP_FACTOR * DCTSIZE)
#define STRIP_ROWS 64 /* at least ROWS_MAX; turned, each fills a line of the processor's cache */

/* libjpeg-turbo is built for one of two ABIs, which name the rows of a decoded block differently */
#if JPEG_LIB_VERSION >= 70
#define BLOCK_ROWS(component) ((component)->DCT_v_scaled_size)
#define MIN_BLOCK_ROWS(codec) ((codec)->min_DCT_v_scaled_size)
#else
#define BLOCK_ROWS(component) ((component)->DCT_scaled_size)
#define MIN_BLOCK_ROWS(codec) ((codec)->min_DCT_scaled_size)
#endif

/* The way of a component's samples into its plane */
typedef struct
{
  PamorPlane coded; /* a row of MCUs, where these are halved */
  PamorPlane strip; /* rows to be turned together */

  gboolean   across, down; /* whether to halve */
  guint      height;       /* as coded */
  guint      lines;        /* of a row of MCUs */
  guint      read;         /* of height */
  guint      filled;       /* rows of the strip */
  guint      placed;       /* rows in the plane, as stored */
} Channel;

typedef struct
{
  /* Borrowed */
  GBytes                        *jpeg;

  /* Owned */
  struct jpeg_decompress_struct  codec;
  PamorJpegGuard                 guard;
  PamorPlanes                   *planes;
  Channel                        channels[3];
  guint8                        *row;     /* four bytes a pixel: CMYK as it comes */
  guint8                        *pair[2]; /* two rows of RGB; the first also takes stray rows */

  PamorOrientation               orientation;
  gboolean                       raw;
  gboolean                       whole; /* in memory at once; holds the mutex */
} Reader;

/* A picture of many scans takes three times its planes while it is read: only one at a time, lest
 * two be too much for an officer's laptop */
static GMutex whole_picture;

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
  self->whole = jpeg_has_multiple_scans (codec);
  if (self->whole)
    g_mutex_lock (&whole_picture);
  jpeg_calc_output_dimensions (codec);
}

static void
open_channel (Reader *self,
              guint   i)
{
  const jpeg_component_info *component = &self->codec.comp_info[i];
  Channel *channel = &self->channels[i];
  guint width = component->downsampled_width, height = component->downsampled_height;

  channel->across = i > 0 && width != (self->codec.output_width + 1) / 2;
  channel->down = i > 0 && height != (self->codec.output_height + 1) / 2;
  channel->height = height;
  channel->lines = component->v_samp_factor * BLOCK_ROWS (component);
  if ((channel->across || channel->down) &&
      !pamor_plane_init (&channel->coded, width, channel->lines))
    leave_without_memory (self);
  width = channel->across ? (width + 1) / 2 : width;
  height = channel->down ? (height + 1) / 2 : height;
  if (self->orientation != PAMOR_ORIENTATION_UPRIGHT &&
      !pamor_plane_init (&channel->strip, width, STRIP_ROWS))
    leave_without_memory (self);
  if (!pamor_plane_init_turned (&self->planes->plane[i], width, height, self->orientation))
    leave_without_memory (self);
}

/* Where the decoder is to leave the next row of MCUs */
static void
point_at (Reader   *self,
          guint     i,
          JSAMPROW *rows)
{
  const Channel *channel = &self->channels[i];
  const PamorPlane *to = &self->planes->plane[i];
  guint at = channel->placed;

  if (channel->coded.data != NULL)
    {
      to = &channel->coded;
      at = 0;
    }
  else if (channel->strip.data != NULL)
    {
      to = &channel->strip;
      at = channel->filled;
    }
  for (guint y = 0; y < channel->lines; y++)
    rows[y] = at + y < to->rows ? to->data + (at + y) * to->stride : self->row;
}

static void
take (Reader *self,
      guint   i)
{
  Channel *channel = &self->channels[i];
  PamorPlane *plane = &self->planes->plane[i];
  gboolean turned = channel->strip.data != NULL;
  guint rows = MIN (channel->lines, channel->height - channel->read);

  channel->read += rows;
  if (channel->coded.data != NULL)
    pamor_plane_halve_into (&channel->coded, rows, channel->across, channel->down,
                            turned ? &channel->strip : plane,
                            turned ? channel->filled : channel->placed);
  if (channel->down)
    rows = (rows + 1) / 2;
  if (!turned)
    {
      channel->placed += rows;
      return;
    }
  channel->filled += rows;
  if (channel->read == channel->height || channel->filled + channel->lines > STRIP_ROWS)
    {
      pamor_plane_put (plane, &channel->strip, channel->filled, channel->placed,
                       self->orientation);
      channel->placed += channel->filled;
      channel->filled = 0;
    }
}

/* Reads each component as it is coded */
static void
read_raw (Reader *self)
{
  struct jpeg_decompress_struct *codec = &self->codec;
  JSAMPROW rows[3][ROWS_MAX];
  JSAMPARRAY planes[3] = { rows[0], rows[1], rows[2] };

  self->planes = g_new0 (PamorPlanes, 1);
  self->planes->n = codec->num_components;
  for (guint i = 0; i < self->planes->n; i++)
    open_channel (self, i);
  while (codec->output_scanline < codec->output_height)
    {
      for (guint i = 0; i < self->planes->n; i++)
        point_at (self, i, rows[i]);
      jpeg_read_raw_data (codec, planes, codec->max_v_samp_factor * MIN_BLOCK_ROWS (codec));
      for (guint i = 0; i < self->planes->n; i++)
        take (self, i);
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
  if (!pamor_planes_turn (self->planes, self->orientation))
    leave_without_memory (self);
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
}

/**
 * pamor_jpeg_read:
 * @keepable: (out): whether the coded pixels are plain grey or YCbCr, upright and at full size, in
 *   a coding that every program reads, so that the file without its metadata would be as good
 *
 * A picture of more than %PAMOR_LIMITS_FULL_PIXELS comes at half its size.
 *
 * Returns: (transfer full): planes, upright; %NULL with %PAMOR_ERROR_PHOTO_KIND,
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
  self->orientation = pamor_jpeg_segments_get_orientation (jpeg);
  pamor_jpeg_guard_init (&self->guard, meter);
  self->codec.err = &self->guard.errors;
  done = pamor_guard_run (&self->guard.guard, read_jpeg, self, error);
  planes = self->planes;
  *keepable = done && self->raw && !self->guard.untidy && !self->codec.arith_code &&
              self->codec.output_width == self->codec.image_width &&
              self->orientation == PAMOR_ORIENTATION_UPRIGHT;
  jpeg_destroy_decompress (&self->codec);
  if (self->whole)
    g_mutex_unlock (&whole_picture);
  for (guint i = 0; i < G_N_ELEMENTS (self->channels); i++)
    {
      pamor_plane_clear (&self->channels[i].coded);
      pamor_plane_clear (&self->channels[i].strip);
    }
  g_free (self->row);
  g_free (self->pair[0]);
  g_free (self->pair[1]);
  return done ? g_steal_pointer (&planes) : NULL;
}
