/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/pamor-photo.h"

#include <png.h>
#include <string.h>

#include "base/pamor-error.h"
#include "pamor-test-picture.h"

#define LIMIT 750000

/* What comes out is what is promised of every photo: its bytes, its markers, its size */
static PamorPhoto *
shrink (GBytes *source,
        gint64  limit)
{
  g_autoptr (GError) error = NULL;
  PamorPhotoWish wish = { .limit = limit };
  PamorPhoto *photo = pamor_photo_shrink (source, &wish, NULL, NULL, NULL, &error);
  guint width, height;
  g_autofree guint8 *pixels = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (g_bytes_get_size (photo->jpeg), <=, limit);
  g_assert_cmpint (photo->source_bytes, ==, g_bytes_get_size (source));
  pixels = pamor_test_picture_decode (photo->jpeg, &width, &height);
  g_assert_cmpint (photo->width, ==, width);
  g_assert_cmpint (photo->height, ==, height);
  return photo;
}

static void
assert_bare (GBytes *jpeg)
{
  gsize size, at = 2;
  const guint8 *data = g_bytes_get_data (jpeg, &size);

  g_assert_cmpmem (data, 11, "\xff\xd8\xff\xe0\0\x10JFIF", 11);
  g_assert_cmpmem (data + size - 2, 2, "\xff\xd9", 2);
  for (gboolean first = TRUE; data[at + 1] != 0xda; first = FALSE)
    {
      g_assert_cmphex (data[at], ==, 0xff);
      if (first)
        g_assert_cmphex (data[at + 1], ==, 0xe0);
      else
        g_assert_true (data[at + 1] == 0xdb || data[at + 1] == 0xc0 || data[at + 1] == 0xc4);
      at += 2 + (data[at + 2] << 8 | data[at + 3]);
    }
  for (at += 2; at < size - 2; at++)
    if (data[at] == 0xff)
      g_assert_cmphex (data[at + 1], ==, 0);
}

/* Returns: the mean difference of a channel to the picture as it was invented */
static double
get_difference (const PamorTestPicture *picture,
                GBytes                 *jpeg)
{
  guint width, height;
  g_autofree guint8 *pixels = pamor_test_picture_decode (jpeg, &width, &height);
  double sum = 0;

  g_assert_cmpint (width, ==, picture->width);
  g_assert_cmpint (height, ==, picture->height);
  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      {
        guint8 rgb[3];

        pamor_test_picture_pixel (picture, x, y, rgb);
        for (guint i = 0; i < 3; i++)
          sum += ABS (pixels[(y * width + x) * 3 + i] -
                      (picture->colour == PAMOR_TEST_COLOUR_GREY ? rgb[1] : rgb[i]));
      }
  return sum / (3.0 * width * height);
}

static void
test_a_noisy_photo_of_12_megapixels_fills_the_limit (void)
{
  PamorTestPicture picture = { .width = 4000, .height = 3000, .noise = 12, .quality = 95 };
  g_autoptr (GBytes) source = pamor_test_picture_jpeg (&picture);
  g_autoptr (PamorPhoto) photo = shrink (source, LIMIT);

  g_assert_cmpint (g_bytes_get_size (photo->jpeg), >=, LIMIT * 96 / 100);
  g_assert_cmpint (photo->width, ==, 4000);
  assert_bare (photo->jpeg);
}

static void
test_a_photo_of_snow_is_halved_rather_than_smeared (void)
{
  PamorTestPicture picture = { .width = 1501, .height = 1000, .noise = 120, .quality = 95 };
  g_autoptr (GBytes) source = pamor_test_picture_jpeg (&picture);
  g_autoptr (PamorPhoto) photo = shrink (source, 100000);

  g_assert_cmpint (photo->width, ==, 751);
  g_assert_cmpint (photo->height, ==, 500);
  g_assert_cmpint (g_bytes_get_size (photo->jpeg), >=, 96000);
}

static void
test_a_smooth_photo_of_12_megapixels_fits (void)
{
  PamorTestPicture picture = { .width = 3000, .height = 4000, .orientation = 6 };
  g_autoptr (GBytes) source = pamor_test_picture_jpeg (&picture);
  g_autoptr (PamorPhoto) photo = shrink (source, LIMIT);

  g_assert_cmpint (photo->width, ==, 3000);
  g_assert_cmpint (photo->height, ==, 4000);
  assert_bare (photo->jpeg);
}

static void
test_more_than_25_megapixels_are_halved (void)
{
  static const PamorTestColour colours[] = { PAMOR_TEST_COLOUR_420, PAMOR_TEST_COLOUR_422,
                                             PAMOR_TEST_COLOUR_GREY };

  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      PamorTestPicture picture = { .width = 25001, .height = 1001, .colour = colours[i] };
      PamorTestPicture half = { .width = 12501, .height = 501, .colour = colours[i] };
      g_autoptr (GBytes) source = pamor_test_picture_jpeg (&picture);
      g_autoptr (PamorPhoto) photo = shrink (source, 4 * LIMIT);
      guint width, height;
      g_autofree guint8 *pixels = pamor_test_picture_decode (photo->jpeg, &width, &height);

      g_assert_cmpint (photo->width, ==, half.width);
      g_assert_cmpint (photo->height, ==, half.height);
      if (half.colour != PAMOR_TEST_COLOUR_GREY) /* red, upper left */
        {
          g_assert_cmpint (pixels[(50 * width + 50) * 3], >, 230);
          g_assert_cmpint (pixels[(50 * width + 50) * 3 + 1], <, 25);
        }
    }
}

static void
test_every_orientation_comes_out_upright (void)
{
  for (guint orientation = 1; orientation <= 8; orientation++)
    {
      PamorTestPicture picture = { .width = 96, .height = 64, .orientation = orientation };
      g_autoptr (GBytes) source = pamor_test_picture_jpeg (&picture);
      g_autoptr (PamorPhoto) photo = shrink (source, LIMIT);

      g_assert_cmpfloat (get_difference (&picture, photo->jpeg), <, 12);
      assert_bare (photo->jpeg);
    }
}

static void
test_odd_sizes_lose_no_edge (void)
{
  static const guint sizes[][2] = { { 1, 1 }, { 1, 40 }, { 17, 33 }, { 33, 17 }, { 15, 31 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint orientation = 0; orientation <= 8; orientation++)
      {
        PamorTestPicture picture = { .width = sizes[i][0], .height = sizes[i][1],
                                     .orientation = orientation };
        g_autoptr (GBytes) source = pamor_test_picture_jpeg (&picture);
        g_autoptr (PamorPhoto) photo = shrink (source, LIMIT);

        g_assert_cmpint (photo->width, ==, picture.width);
        g_assert_cmpint (photo->height, ==, picture.height);
        g_assert_cmpfloat (get_difference (&picture, photo->jpeg), <, 30);
      }
}

static void
test_every_kind_of_jpeg_keeps_its_look (void)
{
  for (guint colour = PAMOR_TEST_COLOUR_420; colour <= PAMOR_TEST_COLOUR_CMYK; colour++)
    for (guint progressive = 0; progressive < 2; progressive++)
      for (guint orientation = 1; orientation <= 6; orientation += 5)
        {
          PamorTestPicture picture = { .width = 171, .height = 133, .colour = colour,
                                       .progressive = progressive, .orientation = orientation };
          g_autoptr (GBytes) source = pamor_test_picture_jpeg (&picture);
          g_autoptr (PamorPhoto) photo = shrink (source, LIMIT);

          g_assert_cmpfloat (get_difference (&picture, photo->jpeg), <, 9);
        }
}

static void
test_every_kind_of_png_is_read_on_white (void)
{
  static const int types[] = { PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_PALETTE, PNG_COLOR_TYPE_RGB,
                               PNG_COLOR_TYPE_GRAY_ALPHA, PNG_COLOR_TYPE_RGB_ALPHA };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    for (int depth = 8; depth <= (types[i] == PNG_COLOR_TYPE_PALETTE ? 8 : 16); depth += 8)
      for (guint interlaced = 0; interlaced < 2; interlaced++)
        {
          PamorTestPicture picture = { .width = 171, .height = 133 };
          g_autoptr (GBytes) source =
            pamor_test_picture_png (&picture, types[i], depth, interlaced);
          g_autoptr (PamorPhoto) photo = shrink (source, LIMIT);
          guint width, height;
          g_autofree guint8 *pixels = NULL;

          assert_bare (photo->jpeg);
          if (types[i] != PNG_COLOR_TYPE_RGB && types[i] != PNG_COLOR_TYPE_RGB_ALPHA)
            picture.colour = PAMOR_TEST_COLOUR_GREY;
          if (!(types[i] & PNG_COLOR_MASK_ALPHA))
            g_assert_cmpfloat (get_difference (&picture, photo->jpeg), <, 9);
          pixels = pamor_test_picture_decode (photo->jpeg, &width, &height);
          if (types[i] & PNG_COLOR_MASK_ALPHA)
            g_assert_cmpint (pixels[(width * 60 + 10) * 3], >, 250);
          g_assert_cmpint (pixels[(width - 4) * 3 + 1], >, 230); /* green, upper right */
        }
}

static void
test_a_clean_upright_photo_keeps_its_pixels (void)
{
  PamorTestPicture picture = { .width = 300, .height = 200, .orientation = 1, .noise = 5 };
  g_autoptr (GBytes) source = pamor_test_picture_jpeg (&picture);
  g_autoptr (PamorPhoto) photo = shrink (source, LIMIT);
  g_autoptr (PamorPhoto) again = shrink (photo->jpeg, LIMIT);
  guint width, height;
  g_autofree guint8 *was = pamor_test_picture_decode (source, &width, &height);
  g_autofree guint8 *is = pamor_test_picture_decode (photo->jpeg, &width, &height);

  g_assert_cmpmem (was, 3 * width * height, is, 3 * width * height);
  assert_bare (photo->jpeg);
  g_assert_true (g_bytes_equal (photo->jpeg, again->jpeg));
}

static void
test_what_not_every_program_reads_is_written_anew (void)
{
  PamorTestPicture picture = { .width = 300, .height = 200, .arithmetic = TRUE };
  g_autoptr (GBytes) source = pamor_test_picture_jpeg (&picture);
  g_autoptr (PamorPhoto) photo = shrink (source, LIMIT);

  assert_bare (photo->jpeg);
  g_assert_cmpfloat (get_difference (&picture, photo->jpeg), <, 9);
}

static void
test_padding_before_the_end_is_accepted_and_dropped (void)
{
  PamorTestPicture picture = { .width = 300, .height = 200 };
  g_autoptr (GBytes) source = pamor_test_picture_jpeg (&picture);
  GByteArray *array = g_bytes_unref_to_array (g_steal_pointer (&source));
  g_autoptr (PamorPhoto) photo = NULL;

  g_byte_array_set_size (array, array->len - 2);
  g_byte_array_append (array, (const guint8 *) "SERIAL NUMBER\xff\xd9", 15);
  source = g_byte_array_free_to_bytes (array);
  photo = shrink (source, LIMIT);
  assert_bare (photo->jpeg);
  g_assert_null (memmem (g_bytes_get_data (photo->jpeg, NULL), g_bytes_get_size (photo->jpeg),
                         "SERIAL", 6));
}

static void
test_the_same_photo_gives_the_same_bytes (void)
{
  PamorTestPicture picture = { .width = 1200, .height = 900, .orientation = 8, .noise = 20 };
  g_autoptr (GBytes) source = pamor_test_picture_jpeg (&picture);
  g_autoptr (PamorPhoto) one = shrink (source, 60000);
  g_autoptr (PamorPhoto) two = shrink (source, 60000);

  g_assert_true (g_bytes_equal (one->jpeg, two->jpeg));
}

static void
test_small_limits_are_kept_to_the_last_pixel (void)
{
  PamorTestPicture picture = { .width = 600, .height = 401, .orientation = 3, .noise = 30 };
  g_autoptr (GBytes) source = pamor_test_picture_jpeg (&picture);
  g_autoptr (GError) error = NULL;

  for (gint64 limit = 900; limit < 200000; limit *= 2)
    pamor_photo_free (shrink (source, limit));
  g_assert_null (pamor_photo_shrink (source, &(PamorPhotoWish) { .limit = 100 }, NULL, NULL, NULL,
                                     &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID);
}

typedef struct
{
  gint64        last, stop_at;
  GCancellable *cancellable;
} Watch;

static void
note (gint64   done,
      gint64   total,
      gpointer data)
{
  Watch *watch = data;

  g_assert_cmpint (total, ==, 100);
  g_assert_cmpint (done, >, watch->last);
  g_assert_cmpint (done, <=, total);
  watch->last = done;
  if (done >= watch->stop_at)
    g_cancellable_cancel (watch->cancellable);
}

static void
test_progress_rises_to_its_end_and_a_cancel_stops_at_once (void)
{
  PamorTestPicture picture = { .width = 1600, .height = 1200, .orientation = 6, .noise = 20 };
  g_autoptr (GBytes) jpeg = pamor_test_picture_jpeg (&picture);
  g_autoptr (GBytes) png = pamor_test_picture_png (&picture, PNG_COLOR_TYPE_RGB, 8, FALSE);
  GBytes *sources[] = { jpeg, png };
  PamorPhotoWish wish = { .limit = 80000 };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    for (gint64 stop_at = 1; stop_at <= 121; stop_at += 24)
      {
        g_autoptr (GCancellable) cancellable = g_cancellable_new ();
        g_autoptr (GError) error = NULL;
        Watch watch = { -1, stop_at, cancellable };
        PamorPhoto *photo = pamor_photo_shrink (sources[i], &wish, note, &watch, cancellable,
                                                &error);

        if (stop_at <= 100)
          {
            g_assert_null (photo);
            g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
            g_assert_cmpint (watch.last, <=, stop_at + 12);
            continue;
          }
        g_assert_no_error (error);
        g_assert_cmpint (watch.last, ==, 100);
        pamor_photo_free (photo);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/a-noisy-photo-of-12-megapixels-fills-the-limit",
                   test_a_noisy_photo_of_12_megapixels_fills_the_limit);
  g_test_add_func ("/photo/a-photo-of-snow-is-halved-rather-than-smeared",
                   test_a_photo_of_snow_is_halved_rather_than_smeared);
  g_test_add_func ("/photo/a-smooth-photo-of-12-megapixels-fits",
                   test_a_smooth_photo_of_12_megapixels_fits);
  g_test_add_func ("/photo/more-than-25-megapixels-are-halved",
                   test_more_than_25_megapixels_are_halved);
  g_test_add_func ("/photo/every-orientation-comes-out-upright",
                   test_every_orientation_comes_out_upright);
  g_test_add_func ("/photo/odd-sizes-lose-no-edge", test_odd_sizes_lose_no_edge);
  g_test_add_func ("/photo/every-kind-of-jpeg-keeps-its-look",
                   test_every_kind_of_jpeg_keeps_its_look);
  g_test_add_func ("/photo/every-kind-of-png-is-read-on-white",
                   test_every_kind_of_png_is_read_on_white);
  g_test_add_func ("/photo/a-clean-upright-photo-keeps-its-pixels",
                   test_a_clean_upright_photo_keeps_its_pixels);
  g_test_add_func ("/photo/what-not-every-program-reads-is-written-anew",
                   test_what_not_every_program_reads_is_written_anew);
  g_test_add_func ("/photo/padding-before-the-end-is-accepted-and-dropped",
                   test_padding_before_the_end_is_accepted_and_dropped);
  g_test_add_func ("/photo/the-same-photo-gives-the-same-bytes",
                   test_the_same_photo_gives_the_same_bytes);
  g_test_add_func ("/photo/small-limits-are-kept-to-the-last-pixel",
                   test_small_limits_are_kept_to_the_last_pixel);
  g_test_add_func ("/photo/progress-rises-to-its-end-and-a-cancel-stops-at-once",
                   test_progress_rises_to_its_end_and_a_cancel_stops_at_once);
  return g_test_run ();
}
