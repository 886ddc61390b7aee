/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/pamor-jpeg-segments.h"

#include <string.h>

#include "pamor-test-picture.h"

static const PamorTestPicture phone = { .width = 40, .height = 30, .orientation = 1, .noise = 9 };

static GBytes *
join (GBytes     *a,
      const void *b,
      gsize       size)
{
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, g_bytes_get_data (a, NULL), g_bytes_get_size (a));
  g_byte_array_append (out, b, size);
  return g_byte_array_free_to_bytes (out);
}

static gboolean
contains (GBytes     *haystack,
          const char *needle)
{
  gsize size;
  const void *data = g_bytes_get_data (haystack, &size);

  return memmem (data, size, needle, strlen (needle)) != NULL;
}

static void
test_the_pixels_stay_and_all_else_goes (void)
{
  g_autoptr (GBytes) jpeg = pamor_test_picture_jpeg (&phone);
  g_autoptr (GBytes) longer = join (jpeg, "MOTION PHOTO", 12);
  g_autoptr (GBytes) clean = pamor_jpeg_segments_strip (longer, G_MAXINT64);
  guint width, height, same_width, same_height;
  g_autofree guint8 *was = pamor_test_picture_decode (jpeg, &width, &height);
  g_autofree guint8 *is = pamor_test_picture_decode (clean, &same_width, &same_height);

  g_assert_true (contains (longer, "PAMOR CAMERA") && contains (longer, "comment"));
  g_assert_false (contains (clean, "PAMOR CAMERA"));
  g_assert_false (contains (clean, "Exif"));
  g_assert_false (contains (clean, "comment"));
  g_assert_false (contains (clean, "MOTION"));
  g_assert_cmpmem (was, 3 * width * height, is, 3 * same_width * same_height);
}

static void
test_the_scans_of_a_progressive_file_stay (void)
{
  PamorTestPicture picture = { .width = 40, .height = 30, .progressive = TRUE };
  g_autoptr (GBytes) jpeg = pamor_test_picture_jpeg (&picture);
  g_autoptr (GBytes) clean = pamor_jpeg_segments_strip (jpeg, G_MAXINT64);

  g_assert_true (g_bytes_equal (jpeg, clean)); /* nothing was to be dropped */
}

static void
test_a_file_over_the_limit_is_not_copied (void)
{
  g_autoptr (GBytes) jpeg = pamor_test_picture_jpeg (&phone);
  g_autoptr (GBytes) clean = pamor_jpeg_segments_strip (jpeg, G_MAXINT64);
  gsize size = g_bytes_get_size (clean);
  g_autoptr (GBytes) fits = pamor_jpeg_segments_strip (jpeg, size);

  g_assert_nonnull (fits);
  g_assert_null (pamor_jpeg_segments_strip (jpeg, size - 1));
}

static void
test_a_broken_chain_gives_nothing (void)
{
  g_autoptr (GBytes) jpeg = pamor_test_picture_jpeg (&phone);
  gsize size = g_bytes_get_size (jpeg);

  for (gsize cut = 0; cut < size; cut++)
    {
      g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (jpeg, NULL), cut);
      g_autoptr (GBytes) part = g_bytes_new_static (copy, cut);

      g_assert_null (pamor_jpeg_segments_strip (part, G_MAXINT64));
    }
}

static void
test_the_orientation_is_found_among_segments (void)
{
  for (guint orientation = 0; orientation <= 8; orientation++)
    {
      PamorTestPicture picture = { .width = 20, .height = 10, .orientation = orientation };
      g_autoptr (GBytes) jpeg = pamor_test_picture_jpeg (&picture);

      g_assert_cmpint (pamor_jpeg_segments_get_orientation (jpeg), ==, MAX (orientation, 1));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jpeg-segments/the-pixels-stay-and-all-else-goes",
                   test_the_pixels_stay_and_all_else_goes);
  g_test_add_func ("/jpeg-segments/the-scans-of-a-progressive-file-stay",
                   test_the_scans_of_a_progressive_file_stay);
  g_test_add_func ("/jpeg-segments/a-file-over-the-limit-is-not-copied",
                   test_a_file_over_the_limit_is_not_copied);
  g_test_add_func ("/jpeg-segments/a-broken-chain-gives-nothing",
                   test_a_broken_chain_gives_nothing);
  g_test_add_func ("/jpeg-segments/the-orientation-is-found-among-segments",
                   test_the_orientation_is_found_among_segments);
  return g_test_run ();
}
