/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-picture.h"
#include "photo/pamor-edit-corners.h"

#include <math.h>

#define WIDTH 1200
#define HEIGHT 900

/** Scene: a sheet with print on a desk, both of one colour, in light that falls off to the right */
typedef struct
{
  guint8         desk[3], sheet[3];
  guint          noise;
  PamorEditPoint corners[4];
} Scene;

static const Scene
  page = { { 90, 70, 50 }, { 225, 222, 215 }, 12,
           { { 0.2, 0.15 }, { 0.78, 0.2 }, { 0.85, 0.88 }, { 0.12, 0.8 } } },
  leaning = { { 60, 60, 65 }, { 230, 230, 230 }, 12,
              { { 0.35, 0.1 }, { 0.85, 0.35 }, { 0.62, 0.92 }, { 0.15, 0.6 } } },
  blue_card = { { 235, 232, 225 }, { 120, 165, 215 }, 8,
                { { 0.3, 0.3 }, { 0.7, 0.28 }, { 0.72, 0.62 }, { 0.28, 0.6 } } },
  same_light = { { 150, 110, 80 }, { 90, 130, 160 }, 6,
                 { { 0.25, 0.2 }, { 0.75, 0.25 }, { 0.75, 0.75 }, { 0.22, 0.7 } } },
  cut_off = { { 60, 60, 65 }, { 230, 230, 230 }, 8,
              { { 0.3, -0.4 }, { 1.3, 0.3 }, { 0.8, 1.3 }, { -0.3, 0.6 } } },
  whole = { { 60, 60, 65 }, { 230, 230, 230 }, 8,
            { { -0.1, -0.1 }, { 1.1, -0.1 }, { 1.1, 1.1 }, { -0.1, 1.1 } } },
  none = { { 120, 100, 80 }, { 0, 0, 0 }, 40, { { 0 } } };

static gboolean
is_inside (const PamorEditPoint *corners,
           double                x,
           double                y)
{
  for (guint i = 0; i < 4; i++)
    {
      const PamorEditPoint *a = &corners[i], *b = &corners[(i + 1) % 4];

      if ((b->x - a->x) * (y - a->y) - (b->y - a->y) * (x - a->x) <= 0)
        return FALSE;
    }
  return TRUE;
}

static void
draw_row (const Scene *scene,
          guint        y,
          GRand       *chance,
          guint8      *row)
{
  for (guint x = 0; x < WIDTH; x++)
    {
      gboolean inside = is_inside (scene->corners, (x + 0.5) / WIDTH, (y + 0.5) / HEIGHT);
      const guint8 *colour = inside ? scene->sheet : scene->desk;
      gboolean ink = inside && y / 6 % 3 == 0 && x / 4 % 5 < 3 && x / 60 % 4 != 0;
      double light = (1.0 - 0.25 * x / WIDTH) * (ink ? 0.3 : 1.0);
      int noise = g_rand_int_range (chance, -(int) scene->noise, scene->noise + 1);

      for (guint i = 0; i < 3; i++)
        row[3 * x + i] = CLAMP (colour[i] * light + noise, 0, 255);
    }
}

static PamorPlanes *
draw (const Scene *scene)
{
  PamorPlanes *planes = pamor_planes_new (WIDTH, HEIGHT, TRUE);
  g_autoptr (GRand) chance = g_rand_new_with_seed (7);
  g_autofree guint8 *rows = g_malloc (2 * 3 * WIDTH);

  for (guint y = 0; y < HEIGHT; y += 2)
    {
      draw_row (scene, y, chance, rows);
      draw_row (scene, y + 1, chance, rows + 3 * WIDTH);
      pamor_planes_put_rgb (planes, y, rows, rows + 3 * WIDTH);
    }
  return planes;
}

static void
test_the_corners_are_found (gconstpointer data)
{
  const Scene *scene = data;
  g_autoptr (PamorPlanes) planes = draw (scene);
  PamorEditPoint found[4];

  g_assert_true (pamor_edit_find_corners (planes, found));
  for (guint i = 0; i < 4; i++)
    {
      g_test_message ("%u: %.4f %.4f, not %.4f %.4f", i, found[i].x, found[i].y,
                      scene->corners[i].x, scene->corners[i].y);
      g_assert_cmpfloat (fabs (found[i].x - scene->corners[i].x), <, 0.01);
      g_assert_cmpfloat (fabs (found[i].y - scene->corners[i].y), <, 0.01);
    }
}

static void
test_no_corners_are_made_up (gconstpointer data)
{
  g_autoptr (PamorPlanes) planes = draw (data);
  PamorEditPoint found[4];

  g_assert_false (pamor_edit_find_corners (planes, found));
}

static void
test_a_single_pixel_has_no_corners (void)
{
  g_autoptr (PamorPlanes) planes = pamor_planes_new (1, 1, FALSE);
  PamorEditPoint found[4];

  planes->plane[0].data[0] = 200;
  g_assert_false (pamor_edit_find_corners (planes, found));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/edit-corners/a-page-on-a-darker-desk", &page, test_the_corners_are_found);
  g_test_add_data_func ("/edit-corners/a-page-that-leans", &leaning, test_the_corners_are_found);
  g_test_add_data_func ("/edit-corners/a-blue-card-on-a-white-desk", &blue_card,
                        test_the_corners_are_found);
  g_test_add_data_func ("/edit-corners/a-sheet-as-light-as-the-desk-in-another-colour", &same_light,
                        test_the_corners_are_found);
  g_test_add_data_func ("/edit-corners/none-of-a-page-that-is-cut-off", &cut_off,
                        test_no_corners_are_made_up);
  g_test_add_data_func ("/edit-corners/none-of-a-page-that-fills-the-picture", &whole,
                        test_no_corners_are_made_up);
  g_test_add_data_func ("/edit-corners/none-of-an-empty-desk", &none, test_no_corners_are_made_up);
  g_test_add_func ("/edit-corners/a-single-pixel-has-none", test_a_single_pixel_has_no_corners);
  return g_test_run ();
}
