/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pamor-error.h"
#include "pamor-test-picture.h"
#include "photo/pamor-preview.h"

static GBytes *
make_jpeg (void)
{
  PamorTestPicture spec = { .width = 2000, .height = 1500, .seed = 7 };

  return pamor_test_picture_jpeg (&spec);
}

static void
test_is_small_but_not_too_small (void)
{
  g_autoptr (GBytes) jpeg = make_jpeg ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorPreview) preview = pamor_preview_new (jpeg, 336, &error);

  g_assert_no_error (error);
  g_assert_cmpint (preview->width, ==, 500);
  g_assert_cmpint (preview->height, ==, 375);
  g_assert_cmpint (g_bytes_get_size (preview->pixels), ==, preview->stride * preview->height);
}

static void
test_shows_the_same_picture (void)
{
  g_autoptr (GBytes) jpeg = make_jpeg ();
  g_autoptr (PamorPreview) preview = pamor_preview_new (jpeg, 336, NULL);
  const guint8 *pixels = g_bytes_get_data (preview->pixels, NULL);

  /* The corner at the upper left is red, the one at the upper right green. */
  g_assert_cmpint (pixels[0], >, 150);
  g_assert_cmpint (pixels[1], <, 100);
  pixels += (preview->width - 1) * 3;
  g_assert_cmpint (pixels[0], <, 100);
  g_assert_cmpint (pixels[1], >, 100);
}

static void
test_never_grows (void)
{
  PamorTestPicture spec = { .width = 200, .height = 100 };
  g_autoptr (GBytes) jpeg = pamor_test_picture_jpeg (&spec);
  g_autoptr (PamorPreview) preview = pamor_preview_new (jpeg, 336, NULL);

  g_assert_cmpint (preview->width, ==, 200);
}

static void
test_a_cut_photo_is_an_error (void)
{
  g_autoptr (GBytes) jpeg = make_jpeg ();
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (jpeg, 0, g_bytes_get_size (jpeg) / 2);
  g_autoptr (GError) error = NULL;

  g_assert_null (pamor_preview_new (cut, 336, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_BROKEN);
}

/* The stored picture's upper part is there, the lower is grey, all of it upright */
static void
test_of_a_cut_photo_the_part_above_can_be_shown (void)
{
  PamorTestPicture spec = { .width = 600, .height = 800, .orientation = 6 };
  g_autoptr (GBytes) jpeg = pamor_test_picture_jpeg (&spec);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (jpeg, 0, g_bytes_get_size (jpeg) / 2);
  g_autoptr (PamorPreview) part = pamor_preview_new_part (cut, 336, NULL);
  const guint8 *pixels, *missing;

  g_assert_nonnull (part);
  g_assert_cmpfloat (part->share, >, 0.3);
  g_assert_cmpfloat (part->share, <, 0.7);
  g_assert_cmpuint (part->width, <, part->height);
  pixels = g_bytes_get_data (part->pixels, NULL);
  missing = pixels + (part->height / 2) * part->stride;
  /* A camera held so stores the upright picture's right side first */
  g_assert_cmpuint (pixels[(part->width - 2) * 3], <, 100);
  g_assert_cmpuint (pixels[(part->width - 2) * 3 + 1], >, 100);
  g_assert_cmpuint (missing[0], ==, 0xc0);
}

static void
test_of_a_cut_photo_in_scans_the_whole_can_be_shown (void)
{
  PamorTestPicture spec = { .width = 400, .height = 300, .progressive = TRUE };
  g_autoptr (GBytes) jpeg = pamor_test_picture_jpeg (&spec);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (jpeg, 0, g_bytes_get_size (jpeg) / 2);
  g_autoptr (PamorPreview) part = pamor_preview_new_part (cut, 336, NULL);
  const guint8 *pixels;

  g_assert_nonnull (part);
  g_assert_cmpfloat (part->share, ==, 1);
  pixels = g_bytes_get_data (part->pixels, NULL);
  pixels += (part->height - 2) * part->stride; /* blue, lower left */
  g_assert_cmpuint (pixels[3], <, 120);
  g_assert_cmpuint (pixels[5], >, 150);
}

static void
test_where_nothing_can_be_read_nothing_is_shown (void)
{
  g_autoptr (GBytes) jpeg = make_jpeg ();

  for (gsize size = 0; size < 700; size += 7)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (jpeg, 0, size);

      g_assert_null (pamor_preview_new_part (cut, 336, NULL));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/preview/is-small-but-not-too-small", test_is_small_but_not_too_small);
  g_test_add_func ("/preview/shows-the-same-picture", test_shows_the_same_picture);
  g_test_add_func ("/preview/never-grows", test_never_grows);
  g_test_add_func ("/preview/a-cut-photo-is-an-error", test_a_cut_photo_is_an_error);
  g_test_add_func ("/preview/of-a-cut-photo-the-part-above-can-be-shown",
                   test_of_a_cut_photo_the_part_above_can_be_shown);
  g_test_add_func ("/preview/of-a-cut-photo-in-scans-the-whole-can-be-shown",
                   test_of_a_cut_photo_in_scans_the_whole_can_be_shown);
  g_test_add_func ("/preview/where-nothing-can-be-read-nothing-is-shown",
                   test_where_nothing_can_be_read_nothing_is_shown);
  return g_test_run ();
}
