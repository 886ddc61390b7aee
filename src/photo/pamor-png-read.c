/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A PNG into planes, row by row. Guarantees: its header is read by ourselves and found acceptable
 * before libpng sees it; what is transparent is white, as paper; a damaged file is an error. */
#include "photo/pamor-png-read.h"

#include <png.h>
#include <string.h>

#include "base/pamor-error.h"
#include "photo/pamor-guard.h"
#include "photo/pamor-limits.h"

#define HEADER_SIZE 29 /* signature, and IHDR up to its interlace byte */
#define PIXEL       4  /* bytes: libpng is asked for RGBA whatever there is */

typedef struct
{
  /* Borrowed */
  const guint8 *data;

  /* Owned */
  png_structp   codec;
  png_infop     info;
  guint8       *rgba;    /* one row, or all of them when interlaced */
  guint8       *pair[2]; /* two rows of RGB */
  PamorPlanes  *planes;
  PamorGuard    guard;

  gsize         size, at;
  guint         width, height;
  gboolean      colour, interlaced;
} Reader;

static void
leave_with_error (png_structp codec,
                  const char *message)
{
  pamor_guard_leave (png_get_error_ptr (codec),
                     g_error_new (PAMOR_ERROR, PAMOR_ERROR_PHOTO_BROKEN, "PNG: %s", message));
}

static void
pass_over_warning (png_structp codec,
                   const char *message)
{
  g_debug ("PNG: %s", message);
}

static void
read_bytes (png_structp codec,
            png_bytep   out,
            gsize       size)
{
  Reader *self = png_get_io_ptr (codec);

  if (size > self->size - self->at)
    png_error (codec, "The file breaks off");
  memcpy (out, self->data + self->at, size);
  self->at += size;
}

static guint
get_number (const guint8 *at)
{
  return (guint) at[0] << 24 | at[1] << 16 | at[2] << 8 | at[3];
}

static gboolean
read_header (Reader  *self,
             GError **error)
{
  if (self->size < HEADER_SIZE || memcmp (self->data + 12, "IHDR", 4) != 0)
    {
      g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_BROKEN, "PNG: no header");
      return FALSE;
    }
  self->width = get_number (self->data + 16);
  self->height = get_number (self->data + 20);
  self->colour = (self->data[25] & PNG_COLOR_MASK_COLOR) != 0;
  self->interlaced = self->data[28] != PNG_INTERLACE_NONE;
  return pamor_limits_check_pixels (self->width, self->height, self->interlaced, error);
}

static void
make_rgba (Reader *self)
{
  png_set_user_limits (self->codec, PAMOR_LIMITS_SIDE, PAMOR_LIMITS_SIDE);
  png_read_info (self->codec, self->info);
  png_set_scale_16 (self->codec);
  png_set_expand (self->codec);
  png_set_gray_to_rgb (self->codec);
  png_set_add_alpha (self->codec, 0xff, PNG_FILLER_AFTER);
}

static void
allocate (Reader *self)
{
  gsize row = (gsize) self->width * PIXEL;

  self->planes = pamor_planes_new (self->width, self->height, self->colour);
  self->rgba = g_try_malloc_n (self->interlaced ? self->height : 1, row);
  for (guint i = 0; i < 2; i++)
    self->pair[i] = g_try_malloc (row);
  if (self->planes == NULL || self->rgba == NULL || self->pair[0] == NULL || self->pair[1] == NULL)
    pamor_guard_leave (&self->guard,
                       g_error_new_literal (PAMOR_ERROR, PAMOR_ERROR_PHOTO_HUGE,
                                            "Not enough memory for the picture"));
}

/* All rows, seven times over, into one buffer */
static void
read_interlaced (Reader *self)
{
  int passes = png_set_interlace_handling (self->codec);

  for (int pass = 0; pass < passes; pass++)
    for (guint y = 0; y < self->height; y++)
      {
        png_read_row (self->codec, self->rgba + (gsize) y * self->width * PIXEL, NULL);
        pamor_guard_tick (&self->guard, (pass + (double) y / self->height) / passes);
      }
}

static void
get_row (Reader *self,
         guint   y,
         guint8 *rgb)
{
  const guint8 *in = self->rgba;

  if (self->interlaced)
    in += (gsize) y * self->width * PIXEL;
  else
    png_read_row (self->codec, self->rgba, NULL);
  for (guint x = 0; x < self->width; x++, in += PIXEL, rgb += 3)
    for (guint i = 0; i < 3; i++)
      rgb[i] = 255 - ((255 - in[i]) * in[3] + 127) / 255;
}

static void
read_png (gpointer data)
{
  Reader *self = data;

  self->codec = png_create_read_struct (PNG_LIBPNG_VER_STRING, &self->guard, leave_with_error,
                                        pass_over_warning);
  self->info = png_create_info_struct (self->codec);
  png_set_read_fn (self->codec, self, read_bytes);
  make_rgba (self);
  allocate (self);
  if (self->interlaced)
    read_interlaced (self);
  else
    png_read_update_info (self->codec, self->info);
  for (guint y = 0; y < self->height; y += 2)
    {
      gboolean last = y + 1 == self->height;

      get_row (self, y, self->pair[0]);
      if (!last)
        get_row (self, y + 1, self->pair[1]);
      pamor_planes_put_rgb (self->planes, y, self->pair[0], self->pair[last ? 0 : 1]);
      if (!self->interlaced)
        pamor_guard_tick (&self->guard, (double) y / self->height);
    }
  png_read_end (self->codec, NULL);
}

/**
 * pamor_png_read:
 * @png: bytes that begin with the signature of PNG
 *
 * Returns: (transfer full): its planes; %NULL with %PAMOR_ERROR_PHOTO_BROKEN,
 *   %PAMOR_ERROR_PHOTO_HUGE or %G_IO_ERROR_CANCELLED
 */
PamorPlanes *
pamor_png_read (GBytes      *png,
                PamorMeter  *meter,
                GError     **error)
{
  g_autofree Reader *self = g_new0 (Reader, 1);
  g_autoptr (PamorPlanes) planes = NULL;
  gboolean done;

  g_return_val_if_fail (png != NULL && meter != NULL, NULL);

  self->data = g_bytes_get_data (png, &self->size);
  self->guard.meter = meter;
  if (!read_header (self, error))
    return NULL;
  done = pamor_guard_run (&self->guard, read_png, self, error);
  planes = self->planes;
  png_destroy_read_struct (&self->codec, &self->info, NULL);
  g_free (self->rgba);
  g_free (self->pair[0]);
  g_free (self->pair[1]);
  return done ? g_steal_pointer (&planes) : NULL;
}
