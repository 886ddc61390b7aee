/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/pamor-photo.h"

#include <png.h>
#include <string.h>
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
test_a_png_of_every_orientation_comes_out_upright (void)
{
  for (guint orientation = 1; orientation <= 8; orientation++)
    {
      PamorTestPicture picture = { .width = 171, .height = 133, .orientation = orientation };
      g_autoptr (GBytes) early = pamor_test_foreign_png (&picture, FALSE);
      g_autoptr (GBytes) late = pamor_test_foreign_png (&picture, TRUE);

      assert_upright (early, 0, 1);
      assert_upright (late, 0, 1);
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

static void
assert_pages_are_asked_for (GBytes   *source,
                            gboolean  asked)
{
  PamorPhotoWish wish = { .limit = 750000, .page = PAMOR_PHOTO_SOLE_PAGE };
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorPhoto) photo = pamor_photo_shrink (source, &wish, NULL, NULL, NULL, &error);

  if (asked)
    g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_PAGES);
  else
    g_assert_no_error (error);
}

static void
test_the_sole_page_is_taken_and_of_several_none (void)
{
  PamorTestPicture picture = { .width = 171, .height = 133 };
  g_autoptr (GBytes) jpeg = pamor_test_picture_jpeg (&picture);
  g_autoptr (GBytes) png = pamor_test_picture_png (&picture, PNG_COLOR_TYPE_RGB, 8, FALSE);
  g_autoptr (GBytes) pdf = pamor_test_foreign_pdf (1, 171, 133, FALSE);
  g_autoptr (GBytes) tiff = pamor_test_foreign_tiff (&picture, 1, COMPRESSION_LZW, FALSE);
  g_autoptr (GBytes) pdf_of_two = pamor_test_foreign_pdf (2, 171, 133, FALSE);
  g_autoptr (GBytes) tiff_of_two = pamor_test_foreign_tiff (&picture, 2, COMPRESSION_LZW, FALSE);

  assert_pages_are_asked_for (jpeg, FALSE);
  assert_pages_are_asked_for (png, FALSE);
  assert_pages_are_asked_for (pdf, FALSE);
  assert_pages_are_asked_for (tiff, FALSE);
  assert_pages_are_asked_for (pdf_of_two, TRUE);
  assert_pages_are_asked_for (tiff_of_two, TRUE);
}

static void
assert_side (GBytes *source,
             guint   least,
             guint   most)
{
  PamorPhotoWish wish = { .limit = 750000, .page = 1, .side = 160 };
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorPhoto) photo = pamor_photo_shrink (source, &wish, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (photo->pages, ==, 3);
  g_assert_cmpuint (MAX (photo->width, photo->height), >=, least);
  g_assert_cmpuint (MAX (photo->width, photo->height), <=, most);
}

static void
test_a_page_that_is_only_looked_at_is_small (void)
{
  PamorTestPicture picture = { .width = 1200, .height = 700 };
  g_autoptr (GBytes) tiff = pamor_test_foreign_tiff (&picture, 3, COMPRESSION_LZW, FALSE);
  g_autoptr (GBytes) pdf = pamor_test_foreign_pdf (3, 595, 842, FALSE);

  assert_side (pdf, 160, 160);
  assert_side (tiff, 160, 319);
}

/* The upper part is the picture, upright; what lies below is grey */
static void
assert_part (GBytes *source)
{
  PamorPhotoWish wish = { .limit = 750000 };
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorPreview) part = NULL;
  const guint8 *pixels;

  g_assert_null (pamor_photo_shrink (source, &wish, NULL, NULL, NULL, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_BROKEN);
  part = pamor_preview_new_part (source, 200, NULL);
  g_assert_nonnull (part);
  g_assert_cmpfloat (part->share, >, 0.2);
  g_assert_cmpfloat (part->share, <, 0.8);
  pixels = g_bytes_get_data (part->pixels, NULL);
  assert_corner (pixels + 4 * part->stride + 12, TRUE, FALSE, FALSE);
  assert_corner (pixels + 5 * part->stride - 12, FALSE, TRUE, FALSE);
  pixels += (part->height - 4) * part->stride + 12;
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (ABS (pixels[i] - 0xc0), <, 12);
}

static void
assert_part_of_cut (GBytes *source)
{
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (source, 0, g_bytes_get_size (source) / 2);

  assert_part (cut);
}

static void
test_of_a_damaged_picture_what_can_be_read_is_shown (void)
{
  PamorTestPicture picture = { .width = 500, .height = 400, .noise = 8 };
  g_autoptr (GBytes) png = pamor_test_picture_png (&picture, PNG_COLOR_TYPE_RGB, 8, FALSE);
  g_autoptr (GBytes) webp = pamor_test_foreign_webp (&picture, FALSE);
  g_autoptr (GBytes) tiff = pamor_test_foreign_tiff (&picture, 1, COMPRESSION_ADOBE_DEFLATE, FALSE);
  gsize size = g_bytes_get_size (tiff);
  guint8 *data = g_memdup2 (g_bytes_get_data (tiff, NULL), size);
  g_autoptr (GBytes) overwritten = g_bytes_new_take (data, size);

  assert_part_of_cut (png);
  assert_part_of_cut (webp);
  memset (data + size / 2, 0xff, size / 20); /* cut, it would lack the directory at its end */
  assert_part (overwritten);
}

static void
test_of_what_was_never_a_picture_nothing_is_shown (void)
{
  g_autoptr (GBytes) png = g_bytes_new_static ("\x89PNG\r\n\x1a\n and no more", 20);
  g_autoptr (GBytes) pdf = g_bytes_new_static ("%PDF-1.7 and no more", 20);
  g_autoptr (GBytes) text = g_bytes_new_static ("Daftar pemohon hari ini", 23);

  g_assert_null (pamor_preview_new_part (png, 200, NULL));
  g_assert_null (pamor_preview_new_part (pdf, 200, NULL));
  g_assert_null (pamor_preview_new_part (text, 200, NULL));
}

static void
assert_whole (GBytes *source,
              gint64  limit,
              int     code)
{
  PamorPhotoWish wish = { .limit = limit, .page = PAMOR_PHOTO_WHOLE_PDF };
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorPhoto) photo = pamor_photo_shrink (source, &wish, NULL, NULL, NULL, &error);

  if (code >= 0)
    {
      g_assert_null (photo);
      g_assert_error (error, PAMOR_ERROR, code);
      return;
    }
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (photo->jpeg, source));
  g_assert_cmpuint (photo->pages, ==, 3);
  g_assert_cmpint (photo->kind, ==, PAMOR_PHOTO_KIND_PDF);
}

/* The root of a PDF gets a script to be run when it is opened; offsets stay what they were */
static GBytes *
add_script (GBytes *pdf)
{
  static const char plain[] = "<</Type/Pages/Kids[";
  static const char action[] = "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>";
  gsize size;
  const char *data = g_bytes_get_data (pdf, &size);
  g_autoptr (GString) text = g_string_new_len (data, size);
  char *root = strstr (text->str, "<</Type/Catalog");

  g_assert_nonnull (strstr (text->str, plain));
  g_string_insert (text, root - text->str + strlen ("<</Type/Catalog"), action);
  return g_string_free_to_bytes (g_steal_pointer (&text));
}

static void
test_a_pdf_that_is_sound_may_stay_as_it_is (void)
{
  PamorTestPicture picture = { .width = 171, .height = 133 };
  g_autoptr (GBytes) pdf = pamor_test_foreign_pdf (3, 595, 842, FALSE);
  g_autoptr (GBytes) locked = pamor_test_foreign_pdf (3, 595, 842, TRUE);
  g_autoptr (GBytes) scripted = add_script (pdf);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (pdf, 0, g_bytes_get_size (pdf) - 40);
  g_autoptr (GBytes) tiff = pamor_test_foreign_tiff (&picture, 3, COMPRESSION_LZW, FALSE);
  const gint64 size = g_bytes_get_size (pdf);

  assert_whole (pdf, size, -1);
  assert_whole (pdf, size - 1, PAMOR_ERROR_PHOTO_HUGE);
  assert_whole (locked, 750000, PAMOR_ERROR_PHOTO_LOCKED);
  assert_whole (scripted, 750000, PAMOR_ERROR_PHOTO_KIND);
  assert_whole (cut, 750000, PAMOR_ERROR_PHOTO_BROKEN);
  assert_whole (tiff, 750000, PAMOR_ERROR_PHOTO_KIND);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kinds/a-webp-of-every-orientation-comes-out-upright",
                   test_a_webp_of_every_orientation_comes_out_upright);
  g_test_add_func ("/kinds/a-png-of-every-orientation-comes-out-upright",
                   test_a_png_of_every_orientation_comes_out_upright);
  g_test_add_func ("/kinds/a-tiff-of-every-orientation-comes-out-upright",
                   test_a_tiff_of_every_orientation_comes_out_upright);
  g_test_add_func ("/kinds/a-heic-comes-out-upright", test_a_heic_comes_out_upright);
  g_test_add_func ("/kinds/each-page-becomes-a-photo-but-no-thumbnail",
                   test_each_page_becomes_a_photo_but_no_thumbnail);
  g_test_add_func ("/kinds/a-page-of-a-pdf-is-as-large-as-its-text-needs",
                   test_a_page_of_a_pdf_is_as_large_as_its_text_needs);
  g_test_add_func ("/kinds/the-sole-page-is-taken-and-of-several-none",
                   test_the_sole_page_is_taken_and_of_several_none);
  g_test_add_func ("/kinds/a-page-that-is-only-looked-at-is-small",
                   test_a_page_that_is_only_looked_at_is_small);
  g_test_add_func ("/kinds/of-a-damaged-picture-what-can-be-read-is-shown",
                   test_of_a_damaged_picture_what_can_be_read_is_shown);
  g_test_add_func ("/kinds/of-what-was-never-a-picture-nothing-is-shown",
                   test_of_what_was_never_a_picture_nothing_is_shown);
  g_test_add_func ("/kinds/a-pdf-that-is-sound-may-stay-as-it-is",
                   test_a_pdf_that_is_sound_may_stay_as_it_is);
  return g_test_run ();
}
