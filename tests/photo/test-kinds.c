/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/pamor-photo.h"

#include <png.h>
#include <tiffio.h>

#include "base/pamor-error.h"
#include "pamor-test-foreign.h"

static void
assert_corner (const guint8 *pixel,
               gboolean      red,
               gboolean      green,
               gboolean      blue)
{
  g_assert_cmpint (pixel[0] > 127, ==, red);
  g_assert_cmpint (pixel[1] > 127, ==, green);
  g_assert_cmpint (pixel[2] > 127, ==, blue);
}

static void
assert_upright (GBytes *source,
                guint   page,
                guint   pages)
{
  g_autoptr (GError) error = NULL;
  PamorPhotoWish wish = { .limit = 750000, .page = page };
  g_autoptr (PamorPhoto) photo = pamor_photo_shrink (source, &wish, NULL, NULL, NULL, &error);
  g_autofree guint8 *rgb = NULL;
  guint width, height;

  g_assert_no_error (error);
  g_assert_cmpuint (photo->pages, ==, pages);
  rgb = pamor_test_picture_decode (photo->jpeg, &width, &height);
  g_assert_cmpuint (width, >, height);
  assert_corner (rgb + 3 * (3 * width + 3), TRUE, FALSE, FALSE);
  assert_corner (rgb + 3 * (4 * width - 4), FALSE, TRUE, FALSE);
  assert_corner (rgb + 3 * ((height - 4) * width + 3), FALSE, FALSE, TRUE);
  assert_corner (rgb + 3 * ((height - 3) * width - 4), TRUE, TRUE, FALSE);
}

static void
test_a_webp_of_every_orientation_comes_out_upright (void)
{
  for (guint orientation = 0; orientation <= 8; orientation++)
    {
      PamorTestPicture picture = { .width = 171, .height = 133, .orientation = orientation };
      g_autoptr (GBytes) webp = pamor_test_foreign_webp (&picture, FALSE);

      assert_upright (webp, 0, 1);
    }
}

static void
test_a_tiff_of_every_orientation_comes_out_upright (void)
{
  for (guint orientation = 0; orientation <= 8; orientation++)
    {
      PamorTestPicture picture = { .width = 171, .height = 133, .orientation = orientation };
      g_autoptr (GBytes) strips = pamor_test_foreign_tiff (&picture, 1, COMPRESSION_LZW, FALSE);
      g_autoptr (GBytes) tiles = pamor_test_foreign_tiff (&picture, 1, COMPRESSION_LZW, TRUE);

      assert_upright (strips, 0, 1);
      assert_upright (tiles, 0, 1);
    }
}

static void
test_a_heic_comes_out_upright (void)
{
  g_autoptr (GBytes) heic = pamor_test_foreign_heic ();

  assert_upright (heic, 0, 1);
}

/* Each page of @source is taken, one that is not there is not, and they are as high as they said */
static void
assert_pages (GBytes *source,
              guint   pages)
{
  PamorPhotoWish beyond = { .limit = 750000, .page = pages };
  g_autoptr (GError) error = NULL;

  for (guint page = 0; page < pages; page++)
    assert_upright (source, page, pages);
  g_assert_null (pamor_photo_shrink (source, &beyond, NULL, NULL, NULL, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID);
}

static void
test_each_page_becomes_a_photo_but_no_thumbnail (void)
{
  PamorTestPicture picture = { .width = 171, .height = 133 };
  g_autoptr (GBytes) tiff = pamor_test_foreign_tiff (&picture, 3, COMPRESSION_ADOBE_DEFLATE, FALSE);
  g_autoptr (GBytes) pdf = pamor_test_foreign_pdf (3, 171, 133, FALSE);
  g_autoptr (GBytes) png = pamor_test_picture_png (&picture, PNG_COLOR_TYPE_RGB, 8, FALSE);

  assert_pages (tiff, 3);
  assert_pages (pdf, 3);
  assert_pages (png, 1);
}

static void
assert_size (GBytes *source,
             guint   page,
             guint   width,
             guint   height)
{
  PamorPhotoWish wish = { .limit = 750000, .page = page };
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorPhoto) photo = pamor_photo_shrink (source, &wish, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (photo->width, ==, width);
  g_assert_cmpuint (photo->height, ==, height);
}

static void
test_a_page_of_a_pdf_is_as_large_as_its_text_needs (void)
{
  g_autoptr (GBytes) a4 = pamor_test_foreign_pdf (2, 595, 842, FALSE);
  g_autoptr (GBytes) card = pamor_test_foreign_pdf (1, 243, 153, FALSE);
  g_autoptr (GBytes) poster = pamor_test_foreign_pdf (1, 2400, 2400, FALSE);

  assert_size (a4, 0, 2479, 3508);
  assert_size (a4, 1, 2479, 3512);
  assert_size (card, 0, 2000, 1259);
  assert_size (poster, 0, 5000, 5000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kinds/a-webp-of-every-orientation-comes-out-upright",
                   test_a_webp_of_every_orientation_comes_out_upright);
  g_test_add_func ("/kinds/a-tiff-of-every-orientation-comes-out-upright",
                   test_a_tiff_of_every_orientation_comes_out_upright);
  g_test_add_func ("/kinds/a-heic-comes-out-upright", test_a_heic_comes_out_upright);
  g_test_add_func ("/kinds/each-page-becomes-a-photo-but-no-thumbnail",
                   test_each_page_becomes_a_photo_but_no_thumbnail);
  g_test_add_func ("/kinds/a-page-of-a-pdf-is-as-large-as-its-text-needs",
                   test_a_page_of_a_pdf_is_as_large_as_its_text_needs);
  return g_test_run ();
}
