/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/pamor-photo.h"

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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kinds/a-webp-of-every-orientation-comes-out-upright",
                   test_a_webp_of_every_orientation_comes_out_upright);
  return g_test_run ();
}
