/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-picture.h"
#include "base/pamor-error.h"
#include "photo/pamor-edit-apply.h"

#include <math.h>

#define SIDE 640
#define CELLS 8

/* Every sample of luma differs from its neighbours; that of chroma tells its place too */
static PamorPlanes *
make_planes (guint width,
             guint height)
{
  PamorPlanes *self = pamor_planes_new (width, height, TRUE);

  for (guint i = 0; i < self->n; i++)
    for (guint y = 0; y < self->plane[i].height; y++)
      for (guint x = 0; x < self->plane[i].width; x++)
        self->plane[i].data[y * self->plane[i].stride + x] = 7 * x + 31 * y + i;
  return self;
}

static int
get (const PamorPlanes *planes,
     guint              i,
     guint              x,
     guint              y)
{
  g_assert_cmpint (x, <, planes->plane[i].width);
  g_assert_cmpint (y, <, planes->plane[i].height);
  return planes->plane[i].data[y * planes->plane[i].stride + x];
}

static void
assert_equal (const PamorPlanes *a,
              const PamorPlanes *b)
{
  g_assert_cmpint (a->n, ==, b->n);
  for (guint i = 0; i < a->n; i++)
    {
      g_assert_cmpint (a->plane[i].width, ==, b->plane[i].width);
      g_assert_cmpint (a->plane[i].height, ==, b->plane[i].height);
      for (guint y = 0; y < a->plane[i].height; y++)
        for (guint x = 0; x < a->plane[i].width; x++)
          g_assert_cmpint (get (a, i, x, y), ==, get (b, i, x, y));
    }
}

static void
apply (PamorPlanes     *planes,
       const PamorEdit *edit)
{
  PamorMeter meter = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (pamor_edit_is_valid (edit));
  g_assert_true (pamor_edit_apply (planes, edit, &meter, &error));
  g_assert_no_error (error);
}

static void
test_four_turns_are_nothing (void)
{
  static const guint sizes[][2] = { { 1, 1 }, { 1, 7 }, { 17, 33 }, { 64, 16 }, { 51, 20 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (PamorPlanes) planes = make_planes (sizes[i][0], sizes[i][1]);
      g_autoptr (PamorPlanes) was = make_planes (sizes[i][0], sizes[i][1]);
      PamorEdit edit = { .turns = 1 };

      for (guint turn = 0; turn < 4; turn++)
        apply (planes, &edit);
      assert_equal (planes, was);
      pamor_edit_turn (&edit, 3);
      g_assert_true (pamor_edit_is_nothing (&edit));
      apply (planes, &edit);
      assert_equal (planes, was);
    }
}

static void
test_a_crop_keeps_the_samples_of_the_rest (void)
{
  g_autoptr (PamorPlanes) planes = make_planes (101, 80);
  g_autoptr (PamorPlanes) was = make_planes (101, 80);
  PamorEdit edit = { .crop = { .left = 0.11, .top = 0.25, .right = 0.2, .bottom = 0.125 } };

  apply (planes, &edit);
  g_assert_cmpint (planes->plane[0].width, ==, 101 - 10 - 20);
  g_assert_cmpint (planes->plane[0].height, ==, 80 - 20 - 10);
  for (guint i = 0; i < 3; i++)
    for (guint y = 0; y < planes->plane[i].height; y++)
      for (guint x = 0; x < planes->plane[i].width; x++)
        g_assert_cmpint (get (planes, i, x, y), ==,
                         get (was, i, x + (i == 0 ? 10 : 5), y + (i == 0 ? 20 : 10)));
}

static void
test_what_was_cropped_turns_along (void)
{
  PamorEdit edit = { .crop = { .left = 0.25, .top = 0.125, .right = 0, .bottom = 0.5 } };

  for (int turns = -3; turns <= 3; turns++)
    {
      g_autoptr (PamorPlanes) planes = make_planes (64, 48);
      g_autoptr (PamorPlanes) turned = make_planes (64, 48);
      PamorEdit more = edit, turn = { .turns = (turns + 4) % 4 };

      apply (planes, &edit);
      apply (planes, &turn);
      pamor_edit_turn (&more, turns);
      apply (turned, &more);
      assert_equal (planes, turned);
    }
}

/* How a page of 1 x 1 lies slantwise in the photo; and from there the way back, by the inverse */
static PamorEditPoint
lay (double u,
     double v)
{
  double w = 1 + 0.3 * u + 0.2 * v;

  return (PamorEditPoint) { (0.15 + 0.8 * u + 0.03 * v) / w, (0.2 + 0.05 * u + 0.75 * v) / w };
}

static PamorEditPoint
find_on_page (double x,
              double y)
{
  double a = 0.8 - 0.3 * x, b = 0.03 - 0.2 * x, c = x - 0.15;
  double d = 0.05 - 0.3 * y, e = 0.75 - 0.2 * y, f = y - 0.2, det = a * e - b * d;

  return (PamorEditPoint) { (c * e - b * f) / det, (a * f - c * d) / det };
}

/* A page of squares, black and white in turns, white at the upper left, on a grey desk */
static PamorPlanes *
make_slant_page (void)
{
  PamorPlanes *self = pamor_planes_new (SIDE, SIDE, FALSE);

  for (guint y = 0; y < SIDE; y++)
    for (guint x = 0; x < SIDE; x++)
      {
        PamorEditPoint at = find_on_page ((x + 0.5) / SIDE, (y + 0.5) / SIDE);
        guint8 *out = &self->plane[0].data[y * self->plane[0].stride + x];

        if (at.x < 0 || at.y < 0 || at.x >= 1 || at.y >= 1)
          *out = 100;
        else
          *out = ((int) (at.x * CELLS) + (int) (at.y * CELLS)) % 2 == 0 ? 255 : 0;
      }
  return self;
}

static PamorEdit
make_straightening (void)
{
  return (PamorEdit) { .straighten = TRUE,
                       .corners = { lay (0, 0), lay (1, 0), lay (1, 1), lay (0, 1) } };
}

static int
get_square (guint column,
            guint row)
{
  return (column + row) % 2 == 0 ? 255 : 0;
}

static void
test_a_page_that_lies_slantwise_comes_out_straight (void)
{
  g_autoptr (PamorPlanes) planes = make_slant_page ();
  PamorEdit edit = make_straightening ();
  double width, height;

  apply (planes, &edit);
  width = planes->plane[0].width;
  height = planes->plane[0].height;
  g_assert_cmpfloat (fabs (width - SIDE * hypot (lay (1, 0).x - lay (0, 0).x,
                                                 lay (1, 0).y - lay (0, 0).y)), <, 1);
  for (guint row = 0; row < CELLS; row++)
    for (guint column = 0; column < CELLS; column++)
      for (guint i = 2; i <= 8; i++)
        /* From a fifth to four fifths of the square nothing of its neighbours is seen */
        g_assert_cmpint (get (planes, 0, (column + i / 10.0) * width / CELLS,
                              (row + (10 - i) / 10.0) * height / CELLS), ==,
                         get_square (column, row));
}

static void
test_what_was_straightened_turns_along (void)
{
  PamorEdit edit = make_straightening (), turn = { .turns = 1 }, turned = edit;
  g_autoptr (PamorPlanes) planes = make_slant_page ();
  g_autoptr (PamorPlanes) other = make_slant_page ();
  guint unlike = 0;

  apply (planes, &edit);
  apply (planes, &turn);
  pamor_edit_turn (&turned, 1);
  apply (other, &turned);
  g_assert_cmpint (planes->plane[0].width, ==, other->plane[0].width);
  g_assert_cmpint (planes->plane[0].height, ==, other->plane[0].height);
  for (guint y = 0; y < planes->plane[0].height; y++)
    for (guint x = 0; x < planes->plane[0].width; x++)
      unlike += ABS (get (planes, 0, x, y) - get (other, 0, x, y)) > 8;
  g_assert_cmpint (unlike, ==, 0);
}

static void
test_corners_of_the_whole_picture_change_nothing (void)
{
  g_autoptr (PamorPlanes) planes = make_planes (37, 22);
  g_autoptr (PamorPlanes) was = make_planes (37, 22);
  PamorEdit edit = { .straighten = TRUE, .corners = { { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 } } };

  apply (planes, &edit);
  assert_equal (planes, was);
}

static void
test_brighter_lifts_what_is_between_black_and_white (void)
{
  g_autoptr (PamorPlanes) planes = pamor_planes_new (3, 1, FALSE);
  PamorEdit edit = { .brightness = 1 };

  planes->plane[0].data[0] = 0;
  planes->plane[0].data[1] = 64;
  planes->plane[0].data[2] = 255;
  apply (planes, &edit);
  g_assert_cmpint (get (planes, 0, 0, 0), ==, 0);
  g_assert_cmpint (get (planes, 0, 1, 0), ==, 128);
  g_assert_cmpint (get (planes, 0, 2, 0), ==, 255);
  edit.brightness = -1;
  apply (planes, &edit);
  g_assert_cmpint (get (planes, 0, 1, 0), ==, 64);
}

static void
test_grey_keeps_the_light_and_drops_the_colour (void)
{
  g_autoptr (PamorPlanes) planes = make_planes (20, 10);
  g_autoptr (PamorPlanes) was = make_planes (20, 10);
  PamorEdit edit = { .grey = TRUE };

  apply (planes, &edit);
  g_assert_cmpint (planes->n, ==, 1);
  g_assert_cmpint (get (planes, 0, 13, 7), ==, get (was, 0, 13, 7));
}

static void
test_what_can_not_be_done_is_refused (void)
{
  const PamorEditPoint good[4] = { { 0.1, 0.1 }, { 0.9, 0.1 }, { 0.9, 0.9 }, { 0.1, 0.9 } };
  PamorEdit bad[] = { { .turns = 4 }, { .crop = { .left = 0.6, .right = 0.4 } },
                      { .crop = { .top = -0.1 } }, { .crop = { .bottom = NAN } },
                      { .brightness = 1.1 }, { .straighten = TRUE }, { .straighten = TRUE },
                      { .straighten = TRUE }, { .straighten = TRUE } };

  for (guint i = 6; i < G_N_ELEMENTS (bad); i++)
    for (guint corner = 0; corner < 4; corner++)
      bad[i].corners[corner] = good[corner];
  bad[6].corners[2] = (PamorEditPoint) { 0.4, 0.4 };  /* a dent */
  bad[7].corners[1].x = 1.01;                         /* outside */
  bad[8].corners[0].y = INFINITY;
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (PamorPlanes) planes = make_planes (20, 10);
      PamorMeter meter = { 0 };
      g_autoptr (GError) error = NULL;

      g_assert_false (pamor_edit_apply (planes, &bad[i], &meter, &error));
      g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID);
    }
}

static void
test_the_least_that_a_crop_leaves_is_a_pixel (void)
{
  g_autoptr (PamorPlanes) planes = make_planes (3, 1);
  PamorEdit edit = { .crop = { .left = 0.49, .top = 0.49, .right = 0.49, .bottom = 0.49 } };

  apply (planes, &edit);
  g_assert_cmpint (planes->plane[0].width, >=, 1);
  g_assert_cmpint (planes->plane[0].height, ==, 1);
}

static void
test_a_cancel_stops_the_straightening (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (PamorPlanes) planes = make_slant_page ();
  g_autoptr (GError) error = NULL;
  PamorMeter meter = { .cancellable = cancellable };
  PamorEdit edit = make_straightening ();

  g_cancellable_cancel (cancellable);
  g_assert_false (pamor_edit_apply (planes, &edit, &meter, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* That picture is red at the upper left: turned to the right, at the upper right */
static void
test_an_edited_photo_is_never_kept_as_it_came (void)
{
  PamorTestPicture spec = { .width = 160, .height = 96 };
  PamorPhotoWish wish = { .limit = 750000, .edit = { .turns = 1 } };
  g_autoptr (GBytes) source = pamor_test_picture_jpeg (&spec);
  g_autoptr (PamorPhoto) photo = NULL;
  g_autofree guint8 *pixels = NULL;
  g_autoptr (GError) error = NULL;
  guint width, height;

  photo = pamor_photo_shrink (source, &wish, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (photo->width, ==, 96);
  g_assert_cmpint (photo->height, ==, 160);
  pixels = pamor_test_picture_decode (photo->jpeg, &width, &height);
  g_assert_cmpint (width, ==, 96);
  g_assert_cmpint (pixels[3 * (5 * width + 90)], >, 200);
  g_assert_cmpint (pixels[3 * (5 * width + 90) + 1], <, 60);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/four-turns-are-nothing", test_four_turns_are_nothing);
  g_test_add_func ("/edit/a-crop-keeps-the-samples-of-the-rest",
                   test_a_crop_keeps_the_samples_of_the_rest);
  g_test_add_func ("/edit/what-was-cropped-turns-along", test_what_was_cropped_turns_along);
  g_test_add_func ("/edit/a-page-that-lies-slantwise-comes-out-straight",
                   test_a_page_that_lies_slantwise_comes_out_straight);
  g_test_add_func ("/edit/what-was-straightened-turns-along",
                   test_what_was_straightened_turns_along);
  g_test_add_func ("/edit/corners-of-the-whole-picture-change-nothing",
                   test_corners_of_the_whole_picture_change_nothing);
  g_test_add_func ("/edit/brighter-lifts-what-is-between-black-and-white",
                   test_brighter_lifts_what_is_between_black_and_white);
  g_test_add_func ("/edit/grey-keeps-the-light-and-drops-the-colour",
                   test_grey_keeps_the_light_and_drops_the_colour);
  g_test_add_func ("/edit/what-can-not-be-done-is-refused", test_what_can_not_be_done_is_refused);
  g_test_add_func ("/edit/the-least-that-a-crop-leaves-is-a-pixel",
                   test_the_least_that_a_crop_leaves_is_a_pixel);
  g_test_add_func ("/edit/a-cancel-stops-the-straightening", test_a_cancel_stops_the_straightening);
  g_test_add_func ("/edit/an-edited-photo-is-never-kept-as-it-came",
                   test_an_edited_photo_is_never_kept_as_it_came);
  return g_test_run ();
}
