/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guarantees: its header is read by ourselves and found acceptable before libpng sees it; a damaged
 * file is an error. */
#include "photo/reader/pamor-reading.h"

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
  PamorReading *reading;

  /* Owned */
  png_structp   codec;
  png_infop     info;
  guint8       *rgba; /* one row, or all of them when interlaced */
  PamorGuard    guard;

  gsize         at;
  guint         width, height;
  gboolean      interlaced;
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
}

static void
read_bytes (png_structp codec,
            png_bytep   out,
            gsize       size)
{
  Reader *self = png_get_io_ptr (codec);

  if (size > self->reading->size - self->at)
    png_error (codec, "The file breaks off");
  memcpy (out, self->reading->data + self->at, size);
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
  const guint8 *data = self->reading->data;

  if (self->reading->size < HEADER_SIZE || memcmp (data + 12, "IHDR", 4) != 0)
    return pamor_reading_broken (error, "PNG", "no header");
  self->width = get_number (data + 16);
  self->height = get_number (data + 20);
  self->interlaced = data[28] != PNG_INTERLACE_NONE;
  if (!pamor_reading_begin (self->reading, self->width, self->height,
                            (data[25] & PNG_COLOR_MASK_COLOR) != 0, self->interlaced, error))
    return FALSE;
  self->rgba = g_try_malloc_n (self->interlaced ? self->height : 1, (gsize) self->width * PIXEL);
  return self->rgba != NULL || pamor_reading_no_memory (error);
}

/* Before the picture or behind it */
static void
take_orientation (Reader *self)
{
  png_bytep exif;
  png_uint_32 size;

  if (png_get_eXIf_1 (self->codec, self->info, &size, &exif) != 0)
    self->reading->orientation = pamor_orientation_parse (exif, size);
}

static void
make_rgba (Reader *self)
{
  png_set_user_limits (self->codec, PAMOR_LIMITS_SIDE, PAMOR_LIMITS_SIDE);
  png_read_info (self->codec, self->info);
  take_orientation (self);
  png_set_scale_16 (self->codec);
  png_set_expand (self->codec);
  png_set_gray_to_rgb (self->codec);
  png_set_add_alpha (self->codec, 0xff, PNG_FILLER_AFTER);
}

static void
read_png (gpointer data)
{
  Reader *self = data;
  gsize stride = (gsize) self->width * PIXEL;
  int passes;

  self->codec = png_create_read_struct (PNG_LIBPNG_VER_STRING, &self->guard, leave_with_error,
                                        pass_over_warning);
  self->info = png_create_info_struct (self->codec);
  png_set_read_fn (self->codec, self, read_bytes);
  make_rgba (self);
  passes = png_set_interlace_handling (self->codec);
  png_read_update_info (self->codec, self->info);
  for (int pass = 0; pass < passes; pass++)
    for (guint y = 0; y < self->height; y++)
      {
        guint8 *row = self->rgba + (self->interlaced ? y * stride : 0);

        png_read_row (self->codec, row, NULL);
        if (pass + 1 == passes)
          pamor_reading_add_rgba (self->reading, row);
        pamor_guard_tick (&self->guard, (pass + (double) y / self->height) / passes);
      }
  png_read_end (self->codec, self->info);
  take_orientation (self);
}

/** pamor_read_png: a PNG; grey stays grey */
gboolean
pamor_read_png (PamorReading  *reading,
                GError       **error)
{
  g_autofree Reader *self = g_new0 (Reader, 1);
  gboolean done;

  self->reading = reading;
  self->guard.meter = reading->meter;
  done = read_header (self, error) && pamor_guard_run (&self->guard, read_png, self, error);
  png_destroy_read_struct (&self->codec, &self->info, NULL);
  g_free (self->rgba);
  return done;
}
