/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/pamor-planes.h"

/* Every sample of luma differs from its neighbours; that of chroma tells its place too */
static PamorPlanes *
make_planes (guint    width,
             guint    height,
             gboolean colour)
{
  PamorPlanes *self = pamor_planes_new (width, height, colour);

  for (guint i = 0; i < self->n; i++)
    for (guint y = 0; y < self->plane[i].height; y++)
      for (guint x = 0; x < self->plane[i].width; x++)
        self->plane[i].data[y * self->plane[i].stride + x] = 7 * x + 31 * y + i;
  return self;
}

static guint8
get (const PamorPlane *plane,
     guint             x,
     guint             y)
{
  g_assert_cmpint (x, <, plane->width);
  g_assert_cmpint (y, <, plane->height);
  return plane->data[y * plane->stride + x];
}

static void
assert_equal (const PamorPlanes *a,
              const PamorPlanes *b)
{
  for (guint i = 0; i < a->n; i++)
    {
      g_assert_cmpint (a->plane[i].width, ==, b->plane[i].width);
      g_assert_cmpint (a->plane[i].height, ==, b->plane[i].height);
      for (guint y = 0; y < a->plane[i].height; y++)
        for (guint x = 0; x < a->plane[i].width; x++)
          g_assert_cmpint (get (&a->plane[i], x, y), ==, get (&b->plane[i], x, y));
    }
}

static void
test_a_turn_and_its_opposite_lose_nothing (void)
{
  static const guint opposite[] = { 0, 1, 2, 3, 4, 5, 8, 7, 6 };
  static const guint sizes[][2] = { { 1, 1 }, { 1, 7 }, { 17, 33 }, { 64, 16 }, { 51, 20 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint orientation = 1; orientation <= 8; orientation++)
      {
        g_autoptr (PamorPlanes) planes = make_planes (sizes[i][0], sizes[i][1], TRUE);
        g_autoptr (PamorPlanes) same = make_planes (sizes[i][0], sizes[i][1], TRUE);

        g_assert_true (pamor_planes_turn (planes, orientation));
        g_assert_true (pamor_planes_turn (planes, opposite[orientation]));
        assert_equal (planes, same);
      }
}

static void
test_a_turn_to_the_right_brings_the_lower_left_to_the_upper_left (void)
{
  g_autoptr (PamorPlanes) planes = make_planes (5, 3, FALSE);
  g_autoptr (PamorPlanes) was = make_planes (5, 3, FALSE);

  g_assert_true (pamor_planes_turn (planes, PAMOR_ORIENTATION_TURN_RIGHT));
  g_assert_cmpint (get (&planes->plane[0], 0, 0), ==, get (&was->plane[0], 0, 2));
  g_assert_cmpint (get (&planes->plane[0], 2, 4), ==, get (&was->plane[0], 4, 0));
}

static void
test_halving_rounds_up_and_averages (void)
{
  g_autoptr (PamorPlanes) planes = make_planes (5, 3, TRUE);

  pamor_planes_halve (planes);
  g_assert_cmpint (planes->plane[0].width, ==, 3);
  g_assert_cmpint (planes->plane[0].height, ==, 2);
  g_assert_cmpint (planes->plane[1].width, ==, 2);
  g_assert_cmpint (planes->plane[1].height, ==, 1);
  g_assert_cmpint (get (&planes->plane[0], 0, 0), ==, (0 + 7 + 31 + 38 + 2) / 4);
  g_assert_cmpint (get (&planes->plane[0], 2, 0), ==, (28 + 59 + 1) / 2);
  g_assert_cmpint (get (&planes->plane[0], 2, 1), ==, 28 + 62);
}

static void
test_grey_pixels_have_no_chroma_and_white_is_white (void)
{
  static const guint8 row[] = { 255, 255, 255, 0, 0, 0, 90, 90, 90 };
  g_autoptr (PamorPlanes) planes = pamor_planes_new (3, 1, TRUE);

  pamor_planes_put_rgb (planes, 0, row, row);
  g_assert_cmpint (get (&planes->plane[0], 0, 0), ==, 255);
  g_assert_cmpint (get (&planes->plane[0], 1, 0), ==, 0);
  g_assert_cmpint (get (&planes->plane[0], 2, 0), ==, 90);
  for (guint i = 1; i < 3; i++)
    for (guint x = 0; x < 2; x++)
      g_assert_cmpint (get (&planes->plane[i], x, 0), ==, 128);
}

static void
test_the_last_column_and_row_are_repeated_to_full_blocks (void)
{
  g_autoptr (PamorPlanes) planes = make_planes (17, 33, TRUE);
  PamorPlane *luma = &planes->plane[0];

  pamor_planes_extend (planes);
  g_assert_cmpint (luma->stride, ==, 32);
  g_assert_cmpint (luma->rows, ==, 48);
  g_assert_cmpint (luma->data[31], ==, luma->data[16]);
  g_assert_cmpint (luma->data[47 * 32 + 31], ==, luma->data[32 * 32 + 16]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/planes/a-turn-and-its-opposite-lose-nothing",
                   test_a_turn_and_its_opposite_lose_nothing);
  g_test_add_func ("/planes/a-turn-to-the-right-brings-the-lower-left-to-the-upper-left",
                   test_a_turn_to_the_right_brings_the_lower_left_to_the_upper_left);
  g_test_add_func ("/planes/halving-rounds-up-and-averages", test_halving_rounds_up_and_averages);
  g_test_add_func ("/planes/grey-pixels-have-no-chroma-and-white-is-white",
                   test_grey_pixels_have_no_chroma_and_white_is_white);
  g_test_add_func ("/planes/the-last-column-and-row-are-repeated-to-full-blocks",
                   test_the_last_column_and_row_are_repeated_to_full_blocks);
  return g_test_run ();
}
