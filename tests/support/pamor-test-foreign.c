/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-foreign.h"

#include <png.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <tiffio.h>
#include <unistd.h>
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

/* PNG 1.2, annex D */
static guint32
get_crc (const guint8 *data,
         gsize         size)
{
  guint32 crc = ~0u;

  for (gsize i = 0; i < 8 * size; i++)
    {
      crc ^= i % 8 == 0 ? data[i / 8] : 0;
      crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
    }
  return ~crc;
}

/** pamor_test_foreign_png: @late: whether its EXIF comes behind the picture, as some write it */
GBytes *
pamor_test_foreign_png (const PamorTestPicture *picture,
                        gboolean                late)
{
  png_image image = { .version = PNG_IMAGE_VERSION, .format = PNG_FORMAT_RGB };
  g_autofree guint8 *rgb = pamor_test_picture_stored (picture, &image.width, &image.height);
  guint8 chunk[12 + 26] = { 0, 0, 0, 26, 'e', 'X', 'I', 'f' };
  png_alloc_size_t size = 0;
  g_autofree guint8 *png = NULL;
  GByteArray *bytes = g_byte_array_new ();
  guint32 crc;
  gsize at;

  g_assert_true (png_image_write_get_memory_size (image, size, 0, rgb, 0, NULL));
  png = g_malloc (size);
  g_assert_true (png_image_write_to_memory (&image, png, &size, 0, rgb, 0, NULL));
  make_exif (chunk + 8, picture->orientation);
  crc = GUINT32_TO_BE (get_crc (chunk + 4, 4 + 26));
  memcpy (chunk + 8 + 26, &crc, sizeof crc);
  at = late ? size - 12 : 33; /* before the end, or behind the header */
  g_byte_array_append (bytes, png, at);
  g_byte_array_append (bytes, chunk, sizeof chunk);
  g_byte_array_append (bytes, png + at, size - at);
  return g_byte_array_free_to_bytes (bytes);
}

#define TILE 64

static void
set_tags (TIFF                   *tiff,
          const PamorTestPicture *picture,
          guint                   width,
          guint                   height,
          guint                   compression)
{
  TIFFSetField (tiff, TIFFTAG_IMAGEWIDTH, width);
  TIFFSetField (tiff, TIFFTAG_IMAGELENGTH, height);
  TIFFSetField (tiff, TIFFTAG_BITSPERSAMPLE, 8);
  TIFFSetField (tiff, TIFFTAG_SAMPLESPERPIXEL, 3);
  TIFFSetField (tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  TIFFSetField (tiff, TIFFTAG_COMPRESSION, compression);
  TIFFSetField (tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB);
  if (picture->orientation > 0)
    TIFFSetField (tiff, TIFFTAG_ORIENTATION, picture->orientation);
}

static void
write_tiles (TIFF         *tiff,
             const guint8 *rgb,
             guint         width,
             guint         height)
{
  guint8 tile[TILE * TILE * 3] = { 0 };

  TIFFSetField (tiff, TIFFTAG_TILEWIDTH, TILE);
  TIFFSetField (tiff, TIFFTAG_TILELENGTH, TILE);
  for (guint top = 0; top < height; top += TILE)
    for (guint left = 0; left < width; left += TILE)
      {
        for (guint y = top; y < MIN (top + TILE, height); y++)
          memcpy (tile + (y - top) * TILE * 3, rgb + ((gsize) y * width + left) * 3,
                  MIN (TILE, width - left) * 3);
        TIFFWriteTile (tiff, tile, left, top, 0, 0);
      }
}

static void
write_strips (TIFF         *tiff,
              const guint8 *rgb,
              guint         width,
              guint         height)
{
  TIFFSetField (tiff, TIFFTAG_ROWSPERSTRIP, 16);
  for (guint y = 0; y < height; y++)
    TIFFWriteScanline (tiff, (void *) (rgb + (gsize) y * width * 3), y, 0);
}

static GBytes *
take_file (int fd)
{
  struct stat info;
  g_autofree guint8 *data = NULL;

  g_assert_cmpint (fstat (fd, &info), ==, 0);
  data = g_malloc (info.st_size);
  g_assert_cmpint (pread (fd, data, info.st_size, 0), ==, info.st_size);
  close (fd);
  return g_bytes_new_take (g_steal_pointer (&data), info.st_size);
}

/**
 * pamor_test_foreign_tiff:
 *
 * Each page is a row higher than the one before; the first is followed by a thumbnail, as scanners
 * write them.
 */
GBytes *
pamor_test_foreign_tiff (const PamorTestPicture *picture,
                         guint                   pages,
                         guint                   compression,
                         gboolean                tiled)
{
  int fd = memfd_create ("tiff", 0), copy = dup (fd);
  TIFF *tiff = TIFFFdOpen (fd, "tiff", "w");

  for (guint page = 0; page < pages; page++)
    {
      PamorTestPicture one = *picture;
      g_autofree guint8 *rgb = NULL;
      guint width, height;

      one.height += page;
      rgb = pamor_test_picture_stored (&one, &width, &height);
      set_tags (tiff, &one, width, height, compression);
      (tiled ? write_tiles : write_strips) (tiff, rgb, width, height);
      TIFFWriteDirectory (tiff);
      if (page > 0)
        continue;
      set_tags (tiff, &one, width, 1, compression);
      TIFFSetField (tiff, TIFFTAG_SUBFILETYPE, FILETYPE_REDUCEDIMAGE);
      write_strips (tiff, rgb, width, 1);
      TIFFWriteDirectory (tiff);
    }
  TIFFClose (tiff);
  return take_file (copy);
}

/** pamor_test_foreign_heic: 171 x 133 pixels that the file says are to be turned right */
GBytes *
pamor_test_foreign_heic (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("PAMOR_FIXTURES"), "photos", "turned.heic",
                                            NULL);
  char *data;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  return g_bytes_new_take (data, size);
}

static void
begin_object (GString *pdf,
              GArray  *offsets)
{
  guint offset = pdf->len;

  g_array_append_val (offsets, offset);
  g_string_append_printf (pdf, "%u 0 obj\n", offsets->len);
}

/* The corners of a PamorTestPicture; points count from below */
static char *
make_content (guint width,
              guint height)
{
  guint w = width / 4, h = height / 4;

  return g_strdup_printf ("1 0 0 rg 0 %u %u %u re f 0 1 0 rg %u %u %u %u re f "
                          "0 0 1 rg 0 0 %u %u re f 1 1 0 rg %u 0 %u %u re f",
                          height - h, w, h, width - w, height - h, w, h, w, h, width - w, w, h);
}

static void
append_pages (GString *pdf,
              GArray  *offsets,
              guint    pages,
              guint    width,
              guint    height)
{
  for (guint page = 0; page < pages; page++)
    {
      g_autofree char *content = make_content (width, height + page);

      begin_object (pdf, offsets);
      g_string_append_printf (pdf, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 %u %u]/Resources<<>>"
                              "/Contents %u 0 R>>\nendobj\n", width, height + page,
                              offsets->len + 1);
      begin_object (pdf, offsets);
      g_string_append_printf (pdf, "<</Length %zu>>stream\n%s\nendstream\nendobj\n",
                              strlen (content), content);
    }
}

/**
 * pamor_test_foreign_pdf:
 * @width: points
 * @height: points of the first page; each is a point higher than the one before
 * @locked: whether a password is needed, which nobody knows
 */
GBytes *
pamor_test_foreign_pdf (guint    pages,
                        guint    width,
                        guint    height,
                        gboolean locked)
{
  GString *pdf = g_string_new ("%PDF-1.4\n");
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *key = g_strnfill (32, 'x');
  guint table;

  begin_object (pdf, offsets);
  g_string_append (pdf, "<</Type/Catalog/Pages 2 0 R>>\nendobj\n");
  begin_object (pdf, offsets);
  g_string_append (pdf, "<</Type/Pages/Kids[");
  for (guint page = 0; page < pages; page++)
    g_string_append_printf (pdf, "%u 0 R ", 3 + 2 * page);
  g_string_append_printf (pdf, "]/Count %u>>\nendobj\n", pages);
  append_pages (pdf, offsets, pages, width, height);
  table = pdf->len;
  g_string_append_printf (pdf, "xref\n0 %u\n0000000000 65535 f \n", offsets->len + 1);
  for (guint i = 0; i < offsets->len; i++)
    g_string_append_printf (pdf, "%010u 00000 n \n", g_array_index (offsets, guint, i));
  g_string_append_printf (pdf, "trailer\n<</Size %u/Root 1 0 R", offsets->len + 1);
  if (locked)
    g_string_append_printf (pdf, "/ID[(%s)(%s)]/Encrypt<</Filter/Standard/V 1/R 2/P -4"
                            "/O(%s)/U(%s)>>", key, key, key, key);
  g_string_append_printf (pdf, ">>\nstartxref\n%u\n%%%%EOF\n", table);
  return g_string_free_to_bytes (pdf);
}
