/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/pamor-photo.h"

#include <png.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <tiffio.h>
#include <jpeglib.h>

#include "base/pamor-error.h"
#include "pamor-test-foreign.h"

#define LIMIT 750000

/* What a decoder may have held that refused all; address sanitizer keeps what was freed. */
#ifdef __SANITIZE_ADDRESS__
#define MOST_KB (1000 * 1024)
#else
#define MOST_KB (200 * 1024)
#endif

static const PamorPhotoWish wish = { .limit = LIMIT };

static const PamorTestPicture plain = { .width = 90, .height = 61 };
static const PamorTestPicture small = { .width = 90, .height = 61, .orientation = 6, .noise = 8 };

static void
assert_refused (const void *data,
                gsize       size,
                PamorError  code)
{
  /* On the heap at its exact size, so that the sanitizer sees one byte too many */
  g_autofree guint8 *copy = g_memdup2 (data, size);
  g_autoptr (GBytes) source = g_bytes_new_static (copy, size);
  g_autoptr (GError) error = NULL;

  g_assert_null (pamor_photo_shrink (source, &wish, NULL, NULL, NULL, &error));
  g_assert_error (error, PAMOR_ERROR, code);
}

static void
test_no_bytes_are_empty (void)
{
  assert_refused (NULL, 0, PAMOR_ERROR_PHOTO_EMPTY);
}

static void
test_what_is_no_picture_is_of_the_wrong_kind (void)
{
  assert_refused ("Daftar pemohon hari ini\n", 24, PAMOR_ERROR_PHOTO_KIND);
  assert_refused ("GIF89a\1\0\1\0", 10, PAMOR_ERROR_PHOTO_KIND);
  assert_refused ("\xff", 1, PAMOR_ERROR_PHOTO_KIND);
  assert_refused ("\x89PNG", 4, PAMOR_ERROR_PHOTO_KIND);
}

static void
test_more_bytes_than_accepted_are_huge (void)
{
  g_autofree guint8 *data = g_malloc0 (200 * 1000 * 1000 + 1);
  g_autoptr (GBytes) source = g_bytes_new_static (data, 200 * 1000 * 1000 + 1);
  g_autoptr (GError) error = NULL;

  g_assert_null (pamor_photo_shrink (source, &wish, NULL, NULL, NULL, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_HUGE);
}

static void
test_a_jpeg_cut_anywhere_is_broken (void)
{
  for (guint progressive = 0; progressive < 2; progressive++)
    {
      PamorTestPicture picture = small;
      g_autoptr (GBytes) jpeg = NULL;
      gsize size;
      const guint8 *data;

      picture.progressive = progressive;
      jpeg = pamor_test_picture_jpeg (&picture);
      data = g_bytes_get_data (jpeg, &size);
      for (gsize cut = 3; cut < size; cut++)
        assert_refused (data, cut, PAMOR_ERROR_PHOTO_BROKEN);
    }
}

/* The size of the first frame header from @data on */
static void
set_jpeg_size (guint8 *data,
               gsize   size,
               guint   width,
               guint   height)
{
  guint8 *frame = memmem (data, size, "\xff\xc0\0\x11\x08", 5);

  if (frame == NULL)
    frame = memmem (data, size, "\xff\xc2\0\x11\x08", 5);
  g_assert_nonnull (frame);
  frame[5] = height >> 8;
  frame[6] = height;
  frame[7] = width >> 8;
  frame[8] = width;
}

static void
test_a_jpeg_of_too_many_pixels_is_huge (void)
{
  static const struct { gboolean progressive; guint width, height; } cases[] = {
    { FALSE, 65500, 65500 }, { FALSE, 12001, 10000 }, { FALSE, 30001, 10 }, { FALSE, 10, 30001 },
    { TRUE, 10000, 6001 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PamorTestPicture picture = small;
      g_autoptr (GBytes) jpeg = NULL;
      g_autofree guint8 *data = NULL;
      gsize size;

      picture.progressive = cases[i].progressive;
      jpeg = pamor_test_picture_jpeg (&picture);
      size = g_bytes_get_size (jpeg);
      data = g_memdup2 (g_bytes_get_data (jpeg, NULL), size);
      set_jpeg_size (data, size, cases[i].width, cases[i].height);
      assert_refused (data, size, PAMOR_ERROR_PHOTO_HUGE);
      set_jpeg_size (data, size, 0, 10);
      assert_refused (data, size, PAMOR_ERROR_PHOTO_BROKEN);
    }
}

static void
test_a_png_of_too_many_pixels_is_huge (void)
{
  static const struct { guint width, height; guint8 interlaced; PamorError code; } cases[] = {
    { 65000, 65000, 0, PAMOR_ERROR_PHOTO_HUGE },
    { 40000, 40000, 0, PAMOR_ERROR_PHOTO_HUGE }, /* 200 kB of PNG, 4.6 GB for who decodes it */
    { 0xffffffff, 0xffffffff, 0, PAMOR_ERROR_PHOTO_HUGE },
    { 30001, 1, 0, PAMOR_ERROR_PHOTO_HUGE },
    { 10000, 6001, 1, PAMOR_ERROR_PHOTO_HUGE },
    { 0, 10, 0, PAMOR_ERROR_PHOTO_BROKEN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint8 data[33] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\0\1\0\0\0\0";
      guint32 width = GUINT32_TO_BE (cases[i].width), height = GUINT32_TO_BE (cases[i].height);

      memcpy (data + 16, &width, 4);
      memcpy (data + 20, &height, 4);
      data[28] = cases[i].interlaced;
      assert_refused (data, sizeof data, cases[i].code);
    }
}

static void
test_what_breaks_off_is_broken_whatever_it_is (void)
{
  GBytes *sources[] = {
    pamor_test_picture_png (&small, PNG_COLOR_TYPE_RGB, 8, FALSE),
    pamor_test_foreign_webp (&small, FALSE),
    pamor_test_foreign_tiff (&small, 2, COMPRESSION_LZW, FALSE),
    pamor_test_foreign_heic (),
    pamor_test_foreign_pdf (2, 200, 100, FALSE),
  };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      assert_refused (g_bytes_get_data (sources[i], NULL), g_bytes_get_size (sources[i]) * 2 / 3,
                      PAMOR_ERROR_PHOTO_BROKEN);
      g_bytes_unref (sources[i]);
    }
}

/* Writes @bytes in the place of others, @at bytes behind where @mark stands in @source */
static guint8 *
patch (GBytes       *source,
       const char   *mark,
       gsize         at,
       const guint8 *bytes,
       gsize         n)
{
  gsize size = g_bytes_get_size (source);
  guint8 *data = g_memdup2 (g_bytes_get_data (source, NULL), size);
  guint8 *found = memmem (data, size, mark, strlen (mark));

  g_assert_nonnull (found);
  memcpy (found + at, bytes, n);
  return data;
}

/* The largest that each kind may say, by its header alone: nothing is allocated for it */
static void
test_the_largest_of_every_kind_is_huge (void)
{
  static const guint8 most_webp[] = { 0xff, 0x3f, 0xff, 0x3f };
  static const guint8 most_heic[] = { 0, 0, 0xfd, 0xe8, 0, 0, 0xfd, 0xe8 };
  static const guint8 bare_tiff[] = "II*\0\x8\0\0\0\3\0\0\1\4\0\1\0\0\0\xe8\xfd\0\0"
                                    "\1\1\4\0\1\0\0\0\xe8\xfd\0\0"
                                    "\x11\1\4\0\1\0\0\0\x8\0\0\0\0\0\0\0";
  g_autoptr (GBytes) webp = pamor_test_foreign_webp (&plain, FALSE);
  g_autoptr (GBytes) heic = pamor_test_foreign_heic ();
  g_autoptr (GBytes) pdf = pamor_test_foreign_pdf (1, 65000, 65000, FALSE);
  g_autofree guint8 *large_webp = patch (webp, "VP8 ", 14, most_webp, sizeof most_webp);
  g_autofree guint8 *large_heic = patch (heic, "ispe", 8, most_heic, sizeof most_heic);
  struct rusage used;

  assert_refused (large_webp, g_bytes_get_size (webp), PAMOR_ERROR_PHOTO_HUGE);
  assert_refused (large_heic, g_bytes_get_size (heic), PAMOR_ERROR_PHOTO_HUGE);
  assert_refused (bare_tiff, sizeof bare_tiff - 1, PAMOR_ERROR_PHOTO_HUGE);
  assert_refused (g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), PAMOR_ERROR_PHOTO_HUGE);
  g_assert_cmpint (getrusage (RUSAGE_CHILDREN, &used), ==, 0);
  g_assert_cmpint (used.ru_maxrss, <, MOST_KB);
}

static void
test_a_heic_without_its_codec_is_told_as_such (void)
{
  g_autoptr (GBytes) heic = pamor_test_foreign_heic ();
  g_autofree guint8 *data = patch (heic, "hvc1", 0, (const guint8 *) "vvc1", 4);

  assert_refused (data, g_bytes_get_size (heic), PAMOR_ERROR_PHOTO_CODEC);
}

static void
test_a_pdf_with_a_password_is_locked (void)
{
  g_autoptr (GBytes) pdf = pamor_test_foreign_pdf (1, 200, 100, TRUE);

  assert_refused (g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), PAMOR_ERROR_PHOTO_LOCKED);
}

static void
test_the_last_of_1000_pages_is_a_photo (void)
{
  g_autoptr (GBytes) pdf = pamor_test_foreign_pdf (1000, 200, 100, FALSE);
  PamorPhotoWish last = { .limit = LIMIT, .page = 999 };
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorPhoto) photo = pamor_photo_shrink (pdf, &last, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (photo->pages, ==, 1000);
}

/* A grey progressive JPEG whose last scan comes @times over: each repeats all coefficients */
static GByteArray *
make_scans (guint times)
{
  static const jpeg_scan_info script[] = { { 1, { 0 }, 0, 0, 0, 0 }, { 1, { 0 }, 1, 63, 0, 0 } };
  struct jpeg_compress_struct codec = { 0 };
  struct jpeg_error_mgr errors;
  unsigned char *bytes = NULL, *scan;
  unsigned long size = 0;
  guint8 row[32] = { 0, 90, 20, 200, 7 };
  JSAMPROW rows[] = { row };
  GByteArray *out = g_byte_array_new ();

  codec.err = jpeg_std_error (&errors);
  jpeg_create_compress (&codec);
  jpeg_mem_dest (&codec, &bytes, &size);
  codec.image_width = codec.image_height = sizeof row;
  codec.input_components = 1;
  codec.in_color_space = JCS_GRAYSCALE;
  jpeg_set_defaults (&codec);
  codec.scan_info = script;
  codec.num_scans = G_N_ELEMENTS (script);
  jpeg_start_compress (&codec, TRUE);
  while (codec.next_scanline < codec.image_height)
    jpeg_write_scanlines (&codec, rows, 1);
  jpeg_finish_compress (&codec);
  jpeg_destroy_compress (&codec);
  scan = memmem (bytes, size, "\xff\xda\0\x08\1\1\0\1\x3f", 9);
  if (scan == NULL)
    scan = memmem (bytes, size, "\xff\xda\0\x08\1\1\0\1", 8);
  g_assert_nonnull (scan);
  g_byte_array_append (out, bytes, scan - bytes);
  for (guint i = 0; i < times; i++)
    g_byte_array_append (out, scan, bytes + size - 2 - scan);
  g_byte_array_append (out, (const guint8 *) "\xff\xd9", 2);
  free (bytes);
  return out;
}

static void
test_a_jpeg_of_500_scans_is_huge_and_one_of_90_is_not (void)
{
  g_autoptr (GByteArray) many = make_scans (500);
  g_autoptr (GBytes) some = g_byte_array_free_to_bytes (make_scans (90));
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorPhoto) photo = pamor_photo_shrink (some, &wish, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (photo);
  assert_refused (many->data, many->len, PAMOR_ERROR_PHOTO_HUGE);
}

static void
test_damage_in_the_coded_data_is_broken (void)
{
  g_autoptr (GBytes) jpeg = pamor_test_picture_jpeg (&small);
  gsize size = g_bytes_get_size (jpeg);
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (jpeg, NULL), size);

  memset (data + size - 500, 0xff, 16);
  data[size - 484] = 0xd9;
  assert_refused (data, size, PAMOR_ERROR_PHOTO_BROKEN);
}

/* What comes out of a damaged file is a photo under the limit or an error that says what to do */
static void
shrink_damaged (const guint8 *data,
                gsize         size)
{
  g_autofree guint8 *copy = g_memdup2 (data, size);
  g_autoptr (GBytes) source = g_bytes_new_static (copy, size);
  g_autoptr (GError) error = NULL;
  PamorPhotoWish tight = { .limit = 20000 };
  g_autoptr (PamorPhoto) photo = pamor_photo_shrink (source, &tight, NULL, NULL, NULL, &error);

  g_assert_true ((photo == NULL) == (error != NULL));
  if (photo != NULL)
    g_assert_cmpint (g_bytes_get_size (photo->jpeg), <=, 20000);
  else
    g_assert_true (error->domain == PAMOR_ERROR && error->code >= PAMOR_ERROR_PHOTO_EMPTY &&
                   error->code <= PAMOR_ERROR_PHOTO_HUGE);
}

static void
test_flipped_bytes_never_crash (void)
{
  PamorTestPicture progressive = small;
  GBytes *sources[2];
  g_autoptr (GRand) rand = g_rand_new_with_seed (20240731);

  progressive.progressive = TRUE;
  sources[0] = pamor_test_picture_jpeg (&small);
  sources[1] = pamor_test_picture_jpeg (&progressive);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      gsize size = g_bytes_get_size (sources[i]);

      for (guint round = 0; round < 200; round++)
        {
          g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (sources[i], NULL), size);
          guint span = round % 2 == 0 ? MIN (size, 800) : size; /* headers hold the most risk */

          for (guint flips = 1 + round % 3; flips > 0; flips--)
            data[g_rand_int_range (rand, 8, span)] = g_rand_int (rand);
          shrink_damaged (data, size);
        }
      g_bytes_unref (sources[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/refusals/no-bytes-are-empty", test_no_bytes_are_empty);
  g_test_add_func ("/refusals/what-is-no-picture-is-of-the-wrong-kind",
                   test_what_is_no_picture_is_of_the_wrong_kind);
  g_test_add_func ("/refusals/more-bytes-than-accepted-are-huge",
                   test_more_bytes_than_accepted_are_huge);
  g_test_add_func ("/refusals/a-jpeg-cut-anywhere-is-broken", test_a_jpeg_cut_anywhere_is_broken);
  g_test_add_func ("/refusals/a-jpeg-of-too-many-pixels-is-huge",
                   test_a_jpeg_of_too_many_pixels_is_huge);
  g_test_add_func ("/refusals/a-png-of-too-many-pixels-is-huge",
                   test_a_png_of_too_many_pixels_is_huge);
  g_test_add_func ("/refusals/what-breaks-off-is-broken-whatever-it-is",
                   test_what_breaks_off_is_broken_whatever_it_is);
  g_test_add_func ("/refusals/the-largest-of-every-kind-is-huge",
                   test_the_largest_of_every_kind_is_huge);
  g_test_add_func ("/refusals/a-heic-without-its-codec-is-told-as-such",
                   test_a_heic_without_its_codec_is_told_as_such);
  g_test_add_func ("/refusals/a-pdf-with-a-password-is-locked",
                   test_a_pdf_with_a_password_is_locked);
  g_test_add_func ("/refusals/the-last-of-1000-pages-is-a-photo",
                   test_the_last_of_1000_pages_is_a_photo);
  g_test_add_func ("/refusals/a-jpeg-of-500-scans-is-huge-and-one-of-90-is-not",
                   test_a_jpeg_of_500_scans_is_huge_and_one_of_90_is_not);
  g_test_add_func ("/refusals/damage-in-the-coded-data-is-broken",
                   test_damage_in_the_coded_data_is_broken);
  g_test_add_func ("/refusals/flipped-bytes-never-crash", test_flipped_bytes_never_crash);
  return g_test_run ();
}
