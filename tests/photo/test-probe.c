/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/pamor-probe.h"

#include <math.h>

#include "pamor-test-picture.h"
#include "photo/pamor-jpeg-write.h"

static PamorPlanes *
make_planes (const PamorTestPicture *picture)
{
  guint width = picture->width, height = picture->height;
  PamorPlanes *planes = pamor_planes_new (width, height, picture->colour != PAMOR_TEST_COLOUR_GREY);
  g_autofree guint8 *rows = g_malloc (6 * (gsize) width);

  for (guint y = 0; y < height; y += 2)
    {
      for (guint i = 0; i < 2; i++)
        for (guint x = 0; x < width; x++)
          pamor_test_picture_pixel (picture, x, MIN (y + i, height - 1),
                                    rows + 3 * (i * width + x));
      pamor_planes_put_rgb (planes, y, rows, rows + 3 * width);
    }
  pamor_planes_extend (planes);
  return planes;
}

/* What is planned is what is written, but for @error percent */
static void
assert_planned (const PamorTestPicture *picture,
                double                  error)
{
  static const double coarsenesses[] = { 0.16, 0.5, 1, 5 };
  g_autoptr (PamorPlanes) planes = make_planes (picture);
  g_autoptr (PamorProbe) probe = pamor_probe_new (planes);

  for (guint i = 0; i < 2 * G_N_ELEMENTS (coarsenesses); i++)
    {
      PamorMeter meter = { 0 };
      PamorCoding coding;
      guint calm = i % 2 * 40;
      double planned = pamor_probe_plan (probe, coarsenesses[i / 2], calm, &coding);
      g_autoptr (GBytes) jpeg = pamor_jpeg_write (planes, &coding, &meter, NULL);

      g_test_message ("%u x %u at %g, calm %u: %.0f planned, %zu written", picture->width,
                      picture->height, coarsenesses[i / 2], calm, planned, g_bytes_get_size (jpeg));
      g_assert_cmpfloat (fabs (planned / g_bytes_get_size (jpeg) - 1), <, error / 100);
    }
}

static void
test_a_small_picture_is_planned_nearly_exactly (void)
{
  assert_planned (&(PamorTestPicture) { .width = 333, .height = 251, .noise = 9 }, 1);
  assert_planned (&(PamorTestPicture) { .width = 240, .height = 333, .noise = 9,
                                        .colour = PAMOR_TEST_COLOUR_GREY }, 1);
}

static void
test_a_large_picture_is_planned_from_a_sample (void)
{
  assert_planned (&(PamorTestPicture) { .width = 2501, .height = 1999, .noise = 3 }, 2);
  assert_planned (&(PamorTestPicture) { .width = 1999, .height = 2501,
                                        .colour = PAMOR_TEST_COLOUR_GREY }, 2);
}

static void
test_what_the_sample_never_saw_can_still_be_written (void)
{
  g_autoptr (PamorPlanes) white = pamor_planes_new (64, 64, TRUE);
  g_autoptr (PamorPlanes) picture = NULL;
  g_autoptr (PamorProbe) probe = NULL;
  g_autoptr (GBytes) jpeg = NULL;
  g_autoptr (GError) error = NULL;
  PamorMeter meter = { 0 };
  PamorCoding coding;

  for (guint i = 0; i < 3; i++)
    for (gsize at = 0; at < white->plane[i].rows * white->plane[i].stride; at++)
      white->plane[i].data[at] = 255;
  probe = pamor_probe_new (white);
  pamor_probe_plan (probe, 0.16, 0, &coding);
  picture = make_planes (&(PamorTestPicture) { .width = 200, .height = 200, .noise = 120 });
  jpeg = pamor_jpeg_write (picture, &coding, &meter, &error);
  g_assert_no_error (error);
  g_assert_nonnull (jpeg);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/probe/a-small-picture-is-planned-nearly-exactly",
                   test_a_small_picture_is_planned_nearly_exactly);
  g_test_add_func ("/probe/a-large-picture-is-planned-from-a-sample",
                   test_a_large_picture_is_planned_from_a_sample);
  g_test_add_func ("/probe/what-the-sample-never-saw-can-still-be-written",
                   test_what_the_sample_never_saw_can_still_be_written);
  return g_test_run ();
}
