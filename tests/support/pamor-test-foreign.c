/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-foreign.h"

#include <string.h>
#include <webp/encode.h>
#include <webp/mux.h>

/* A little-endian TIFF structure with nothing but the orientation */
static void
make_exif (guint8 *exif,
           guint   orientation)
{
  static const guint8 bare[26] = "II*\0\x8\0\0\0\1\0\x12\1\3\0\1\0\0\0";

  memcpy (exif, bare, sizeof bare);
  exif[18] = orientation;
}

/** pamor_test_foreign_webp: @alpha: whether all is half transparent */
GBytes *
pamor_test_foreign_webp (const PamorTestPicture *picture,
                         gboolean                alpha)
{
  guint width, height;
  g_autofree guint8 *rgb = pamor_test_picture_stored (picture, &width, &height);
  g_autofree guint8 *rgba = g_malloc_n ((gsize) width * height, 4);
  guint8 exif_bytes[26], *coded = NULL;
  WebPMux *mux = WebPMuxNew ();
  WebPData image = { 0 }, exif = { exif_bytes, sizeof exif_bytes }, file;
  GBytes *bytes;

  for (gsize i = 0; i < (gsize) width * height; i++)
    for (guint c = 0; c < 4; c++)
      rgba[4 * i + c] = c < 3 ? rgb[3 * i + c] : alpha ? 128 : 255;
  image.size = WebPEncodeRGBA (rgba, width, height, width * 4, 90, &coded);
  image.bytes = coded;
  g_assert_cmpint (WebPMuxSetImage (mux, &image, FALSE), ==, WEBP_MUX_OK);
  make_exif (exif_bytes, picture->orientation);
  if (picture->orientation > 0)
    g_assert_cmpint (WebPMuxSetChunk (mux, "EXIF", &exif, FALSE), ==, WEBP_MUX_OK);
  g_assert_cmpint (WebPMuxAssemble (mux, &file), ==, WEBP_MUX_OK);
  bytes = g_bytes_new (file.bytes, file.size);
  WebPDataClear (&file);
  WebPMuxDelete (mux);
  WebPFree (coded);
  return bytes;
}
