/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-picture.h"

#include <stdio.h>
#include <string.h>
#include <jpeglib.h>
#include <png.h>

#define COMMENT "a comment that must not travel"

static guint32
mix (guint32 a,
     guint32 b,
     guint32 c)
{
  guint32 h = a * 0x9e3779b1u ^ b * 0x85ebca77u ^ c * 0xc2b2ae3du;

  h = (h ^ h >> 15) * 0x2c1b3c6du;
  h = (h ^ h >> 12) * 0x297a2d39u;
  return h ^ h >> 15;
}

/* Strokes in cells like letters, words of several, some short lines */
static gboolean
is_ink (const PamorTestPicture *self,
        guint                   x,
        guint                   y)
{
  guint line = MAX (self->height / 90, 10), cell = line / 2;
  guint row = y / line, column = x / cell;
  guint32 letter = mix (column, row, self->seed);
  guint dx = x % cell, dy = y % line, stroke = MAX (cell / 6, 1);

  if (letter % 6 == 0 || mix (column / 24, row, self->seed) % 4 == 0 || dy > line * 2 / 3)
    return FALSE;
  return ((letter & 0x100) && dx < stroke) || ((letter & 0x200) && dy < stroke) ||
         ((letter & 0x400) && dx >= cell / 2 && dx < cell / 2 + stroke) ||
         ((letter & 0x800) && dy >= line / 3 && dy < line / 3 + stroke) ||
         ((letter & 0x1000) && dx == dy / 2);
}

static gboolean
get_corner (const PamorTestPicture *self,
            guint                   x,
            guint                   y,
            guint8                 *rgb)
{
  static const guint8 colours[4][3] = { { 255, 0, 0 }, { 0, 255, 0 }, { 0, 0, 255 },
                                        { 255, 255, 0 } };
  guint side = MIN (self->width, self->height) / 4;
  gboolean right = x >= self->width - side, low = y >= self->height - side;

  if ((x >= side && !right) || (y >= side && !low))
    return FALSE;
  memcpy (rgb, colours[2 * low + right], 3);
  return TRUE;
}

/** pamor_test_picture_pixel: the pixel at @x, @y of the upright picture */
void
pamor_test_picture_pixel (const PamorTestPicture *self,
                          guint                   x,
                          guint                   y,
                          guint8                 *rgb)
{
  int light = 230 - (int) (40ull * x / self->width) - (int) (20ull * y / self->height);
  int noise = 0;

  if (get_corner (self, x, y, rgb))
    return;
  if (self->noise > 0)
    noise = (int) (mix (x, y, self->seed + 77) % (2 * self->noise + 1)) - (int) self->noise;
  if (is_ink (self, x, y))
    light -= 170;
  for (guint i = 0; i < 3; i++)
    {
      int value = light + noise - (y < self->height / 16 && i < 2 ? 60 : 0);

      rgb[i] = CLAMP (value, 0, 255);
    }
}

static gboolean
is_over (const PamorTestPicture *self)
{
  return self->orientation >= 5;
}

/* Where the stored pixel @x, @y of a camera that was held so belongs in the upright picture */
static void
get_stored_row (const PamorTestPicture *self,
                guint                   y,
                guint8                 *rgb)
{
  guint width = is_over (self) ? self->height : self->width;

  for (guint x = 0; x < width; x++, rgb += 3)
    {
      guint right = self->width - 1, low = self->height - 1;

      switch (self->orientation)
        {
        case 2: pamor_test_picture_pixel (self, right - x, y, rgb); break;
        case 3: pamor_test_picture_pixel (self, right - x, low - y, rgb); break;
        case 4: pamor_test_picture_pixel (self, x, low - y, rgb); break;
        case 5: pamor_test_picture_pixel (self, y, x, rgb); break;
        case 6: pamor_test_picture_pixel (self, right - y, x, rgb); break;
        case 7: pamor_test_picture_pixel (self, right - y, low - x, rgb); break;
        case 8: pamor_test_picture_pixel (self, y, low - x, rgb); break;
        default: pamor_test_picture_pixel (self, x, y, rgb); break;
        }
    }
}

/** pamor_test_picture_stored: Returns: its RGB pixels as a camera held so stores them */
guint8 *
pamor_test_picture_stored (const PamorTestPicture *self,
                           guint                  *width,
                           guint                  *height)
{
  guint8 *rgb;

  *width = is_over (self) ? self->height : self->width;
  *height = is_over (self) ? self->width : self->height;
  rgb = g_malloc_n ((gsize) *width * *height, 3);
  for (guint y = 0; y < *height; y++)
    get_stored_row (self, y, rgb + (gsize) y * *width * 3);
  return rgb;
}

static void
set_up_colour (const PamorTestPicture      *self,
               struct jpeg_compress_struct *codec)
{
  jpeg_set_defaults (codec);
  if (self->colour == PAMOR_TEST_COLOUR_RGB)
    jpeg_set_colorspace (codec, JCS_RGB);
  if (self->colour == PAMOR_TEST_COLOUR_411)
    codec->comp_info[0].h_samp_factor = 4;
  if (self->colour == PAMOR_TEST_COLOUR_444)
    codec->comp_info[0].h_samp_factor = 1;
  if (self->colour == PAMOR_TEST_COLOUR_411 || self->colour == PAMOR_TEST_COLOUR_422 ||
      self->colour == PAMOR_TEST_COLOUR_444)
    codec->comp_info[0].v_samp_factor = 1;
  jpeg_set_quality (codec, self->quality != 0 ? self->quality : 90, TRUE);
  codec->arith_code = self->arithmetic;
  if (self->progressive)
    jpeg_simple_progression (codec);
}

/* Little-endian: camera, orientation, and a place in the GPS directory */
static void
write_metadata (const PamorTestPicture      *self,
                struct jpeg_compress_struct *codec)
{
  guint8 exif[] = "Exif\0\0II*\0\10\0\0\0\3\0"
                  "\x0f\1\2\0\14\0\0\0\x4a\0\0\0"   /* Make, at 74 */
                  "\x12\1\3\0\1\0\0\0\0\0\0\0"      /* Orientation */
                  "\x25\x88\4\0\1\0\0\0\x32\0\0\0"  /* GPS directory, at 50 */
                  "\0\0\0\0"
                  "\1\0\1\0\2\0\2\0\0\0S\0\0\0\0\0\0\0\0\0\0\0\0\0"
                  "PAMOR CAMERA";

  exif[6 + 10 + 12 + 8] = self->orientation;
  jpeg_write_marker (codec, JPEG_APP0 + 1, exif, sizeof exif - 1);
  jpeg_write_marker (codec, JPEG_COM, (const JOCTET *) COMMENT, strlen (COMMENT));
}

static void
put_ink_row (guint8 *cmyk,
             guint   width)
{
  for (guint x = width; x-- > 0;)
    {
      memmove (cmyk + 4 * x, cmyk + 3 * x, 3);
      cmyk[4 * x + 3] = 255; /* no black; all inverted, as Adobe does */
    }
}

static void
put_grey_row (guint8 *grey,
              guint   width)
{
  for (guint x = 0; x < width; x++)
    grey[x] = grey[3 * x + 1];
}

/** pamor_test_picture_jpeg: Returns: (transfer full): the picture as a camera stores it */
GBytes *
pamor_test_picture_jpeg (const PamorTestPicture *self)
{
  struct jpeg_compress_struct codec = { 0 };
  struct jpeg_error_mgr errors;
  gboolean grey = self->colour == PAMOR_TEST_COLOUR_GREY;
  gboolean cmyk = self->colour == PAMOR_TEST_COLOUR_CMYK;
  unsigned char *bytes = NULL;
  unsigned long size = 0;
  g_autofree guint8 *row = NULL;

  codec.err = jpeg_std_error (&errors);
  jpeg_create_compress (&codec);
  jpeg_mem_dest (&codec, &bytes, &size);
  codec.image_width = is_over (self) ? self->height : self->width;
  codec.image_height = is_over (self) ? self->width : self->height;
  codec.input_components = grey ? 1 : cmyk ? 4 : 3;
  codec.in_color_space = grey ? JCS_GRAYSCALE : cmyk ? JCS_CMYK : JCS_RGB;
  set_up_colour (self, &codec);
  jpeg_start_compress (&codec, TRUE);
  if (self->orientation != 0)
    write_metadata (self, &codec);
  row = g_malloc (4 * (gsize) codec.image_width);
  while (codec.next_scanline < codec.image_height)
    {
      get_stored_row (self, codec.next_scanline, row);
      if (cmyk)
        put_ink_row (row, codec.image_width);
      if (grey)
        put_grey_row (row, codec.image_width);
      jpeg_write_scanlines (&codec, &row, 1);
    }
  jpeg_finish_compress (&codec);
  jpeg_destroy_compress (&codec);
  return g_bytes_new_with_free_func (bytes, size, free, bytes);
}

static void
append (png_structp  codec,
        png_bytep    data,
        size_t       size)
{
  g_byte_array_append (png_get_io_ptr (codec), data, size);
}

static void
flush (png_structp codec)
{
}

static guint
get_channels (int type)
{
  return type == PNG_COLOR_TYPE_GRAY || type == PNG_COLOR_TYPE_PALETTE ? 1 :
         type == PNG_COLOR_TYPE_GRAY_ALPHA ? 2 : type == PNG_COLOR_TYPE_RGB ? 3 : 4;
}

/* Grey and palette take the green; the left half of what has alpha is see-through, over black */
static void
put_png_row (const PamorTestPicture *self,
             guint8                 *row,
             guint                   y,
             int                     type,
             int                     depth)
{
  guint channels = get_channels (type), bytes = depth == 16 ? 2 : 1;

  for (guint x = 0; x < self->width; x++)
    {
      guint8 rgba[4] = { 0, 0, 0, 255 };

      pamor_test_picture_pixel (self, x, y, rgba);
      if ((type & PNG_COLOR_MASK_ALPHA) && x < self->width / 2)
        memset (rgba, 0, 4);
      for (guint i = 0; i < channels; i++)
        for (guint k = 0; k < bytes; k++)
          row[(x * channels + i) * bytes + k] =
            channels >= 3 ? rgba[i] : i == 1 ? rgba[3] : rgba[1];
    }
}

/**
 * pamor_test_picture_png:
 * @type: PNG_COLOR_TYPE_*; a palette is that of greys
 * @depth: 8 or 16
 *
 * Returns: (transfer full): the upright picture
 */
GBytes *
pamor_test_picture_png (const PamorTestPicture *self,
                        int                     type,
                        int                     depth,
                        gboolean                interlaced)
{
  GByteArray *out = g_byte_array_new ();
  png_structp codec = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct (codec);
  gsize stride = (gsize) self->width * get_channels (type) * depth / 8;
  g_autofree guint8 *row = g_malloc (stride);
  png_color greys[256];
  int passes;

  png_set_write_fn (codec, out, append, flush);
  png_set_IHDR (codec, info, self->width, self->height, depth, type,
                interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
                PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  for (guint i = 0; i < 256; i++)
    greys[i] = (png_color) { i, i, i };
  if (type == PNG_COLOR_TYPE_PALETTE)
    png_set_PLTE (codec, info, greys, 256);
  png_write_info (codec, info);
  passes = png_set_interlace_handling (codec);
  for (int pass = 0; pass < passes; pass++)
    for (guint y = 0; y < self->height; y++)
      {
        put_png_row (self, row, y, type, depth);
        png_write_row (codec, row);
      }
  png_write_end (codec, info);
  png_destroy_write_struct (&codec, &info);
  return g_byte_array_free_to_bytes (out);
}

/** pamor_test_picture_decode: Returns: (transfer full): @width x @height pixels of 3 bytes */
guint8 *
pamor_test_picture_decode (GBytes *jpeg,
                           guint  *width,
                           guint  *height)
{
  struct jpeg_decompress_struct codec = { 0 };
  struct jpeg_error_mgr errors;
  gsize size;
  const guint8 *data = g_bytes_get_data (jpeg, &size);
  guint8 *rgb;

  codec.err = jpeg_std_error (&errors);
  jpeg_create_decompress (&codec);
  jpeg_mem_src (&codec, data, size);
  jpeg_read_header (&codec, TRUE);
  codec.out_color_space = JCS_RGB;
  jpeg_start_decompress (&codec);
  *width = codec.output_width;
  *height = codec.output_height;
  rgb = g_malloc_n (*height, (gsize) *width * 3);
  while (codec.output_scanline < codec.output_height)
    {
      JSAMPROW row = rgb + (gsize) codec.output_scanline * *width * 3;

      jpeg_read_scanlines (&codec, &row, 1);
    }
  jpeg_finish_decompress (&codec);
  g_assert_cmpint (errors.num_warnings, ==, 0);
  jpeg_destroy_decompress (&codec);
  return rgb;
}
