/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/pamor-legibility.h"

#include <string.h>

#include "base/pamor-error.h"
#include "pamor-test-picture.h"
#include "photo/pamor-calm.h"

#define WIDTH  1280
#define HEIGHT 960

/* A paper on a desk, written on; what is 0 is as in a good photo */
typedef struct
{
  guint letter;   /* pixels from stroke to stroke, 0: 8 */
  guint shorter;  /* the writing is that much shorter on each side of the paper */
  guint blur;     /* pixels that are averaged each way, and again */
  guint lamp;     /* radius of its mirror image */
  guint light;    /* percent, 0: 100 */
  guint right;    /* pixels by which the paper is moved to the right */
  guint paper;    /* its level, 0: 215 */
  guint noise;    /* levels up and down */
  gboolean bare;  /* nothing is written */
  gboolean scan;  /* no desk */
} Scene;

static guint8
get_level (const Scene *scene,
           guint        x,
           guint        y)
{
  guint letter = scene->letter != 0 ? scene->letter : 8, line = letter * 5;
  guint left = 60 + scene->right, right = WIDTH - 60 + scene->right;
  guint margin = 60 + scene->shorter;
  gboolean paper = scene->scan || (x >= left && x < right && y >= 50 && y < HEIGHT - 50);
  gboolean writing = x >= left + margin && x + margin < right && y >= 50 + margin
                     && y + margin + 50 < HEIGHT && y % line < line / 2 && x / letter % 7 != 0;
  guint level = paper ? (scene->paper != 0 ? scene->paper : 215) : 90;
  gint64 dx = (gint64) x - WIDTH / 2, dy = (gint64) y - HEIGHT / 2;

  if (paper && writing && !scene->bare && (x % letter < letter / 2 || y % line < letter / 2))
    level = 40;
  level = level * (scene->light != 0 ? scene->light : 100) / 100 + (x * 7 + y * 13) % 3;
  return dx * dx + dy * dy < (gint64) scene->lamp * scene->lamp ? 255 : level;
}

static void
blur (PamorPlane *plane,
      guint       by,
      gsize       step,
      gsize       next,
      guint       n,
      guint       lines)
{
  g_autofree guint8 *line = g_malloc (n);

  for (guint k = 0; k < lines; k++)
    {
      guint8 *at = plane->data + k * next;

      for (guint i = 0; i < n; i++)
        line[i] = at[i * step];
      for (guint i = by; i + by < n; i++)
        {
          guint sum = 0;

          for (guint d = 0; d < 2 * by + 1; d++)
            sum += line[i + d - by];
          at[i * step] = sum / (2 * by + 1);
        }
    }
}

static void
add_noise (PamorPlane *plane,
           guint       by)
{
  guint32 dice = 1;

  for (gsize i = 0; i < HEIGHT * plane->stride; i++)
    {
      int level = plane->data[i] - (int) by;

      dice = dice * 1664525 + 1013904223;
      plane->data[i] = CLAMP (level + (int) ((dice >> 16) % (2 * by + 1)), 0, 255);
    }
}

static PamorPlanes *
draw (const Scene *scene)
{
  PamorPlanes *planes = pamor_planes_new (WIDTH, HEIGHT, FALSE);
  PamorPlane *luma = &planes->plane[0];

  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      luma->data[y * luma->stride + x] = get_level (scene, x, y);
  add_noise (luma, scene->noise);
  for (guint i = 0; i < 2 && scene->blur > 0; i++)
    {
      blur (luma, scene->blur, 1, luma->stride, WIDTH, HEIGHT);
      blur (luma, scene->blur, luma->stride, 1, HEIGHT, WIDTH);
    }
  return planes;
}

static PamorLegibility
judge (const Scene *scene)
{
  g_autoptr (PamorPlanes) planes = draw (scene);
  PamorLegibility verdict;

  pamor_legibility_judge (planes, &verdict);
  return verdict;
}

static void
test_a_clear_photo_is_good (void)
{
  PamorLegibility verdict = judge (&(Scene) { 0 });

  g_assert_cmpint (verdict.reason, ==, PAMOR_LEGIBILITY_FINE);
  g_assert_cmpint (verdict.grade, ==, PAMOR_LEGIBILITY_GOOD);
}

static void
test_what_is_wrong_is_found (void)
{
  static const struct
  {
    Scene                 scene;
    PamorLegibilityReason reason;
    PamorLegibilityGrade  grade;
  } cases[] = {
    { { .light = 15 }, PAMOR_LEGIBILITY_DARK, PAMOR_LEGIBILITY_BAD },
    { { .light = 30 }, PAMOR_LEGIBILITY_DARK, PAMOR_LEGIBILITY_DOUBTFUL },
    { { .lamp = 250 }, PAMOR_LEGIBILITY_GLARE, PAMOR_LEGIBILITY_BAD },
    { { .lamp = 110 }, PAMOR_LEGIBILITY_GLARE, PAMOR_LEGIBILITY_DOUBTFUL },
    { { .letter = 5, .shorter = 200, .blur = 1 },
      PAMOR_LEGIBILITY_SMALL, PAMOR_LEGIBILITY_BAD },
    { { .letter = 20, .blur = 4 }, PAMOR_LEGIBILITY_BLURRED, PAMOR_LEGIBILITY_DOUBTFUL },
    { { .right = 160 }, PAMOR_LEGIBILITY_CUT, PAMOR_LEGIBILITY_DOUBTFUL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PamorLegibility verdict = judge (&cases[i].scene);

      g_test_message ("case %u", i);
      g_assert_cmpint (verdict.reason, ==, cases[i].reason);
      g_assert_cmpint (verdict.grade, ==, cases[i].grade);
    }
}

static void
test_a_scan_is_white_and_has_no_glare (void)
{
  PamorLegibility verdict = judge (&(Scene) { .scan = TRUE, .paper = 254 });

  g_assert_cmpint (verdict.reason, ==, PAMOR_LEGIBILITY_FINE);
}

static void
test_where_no_writing_is_found_nothing_can_be_read (void)
{
  static const Scene scenes[] = {
    { .bare = TRUE, .scan = TRUE }, /* the back of a paper */
    { .blur = 40, .scan = TRUE },   /* out of focus */
  };

  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
    {
      PamorLegibility verdict = judge (&scenes[i]);

      g_test_message ("scene %u", i);
      g_assert_cmpint (verdict.reason, ==, PAMOR_LEGIBILITY_EMPTY);
      g_assert_cmpint (verdict.grade, ==, PAMOR_LEGIBILITY_BAD);
    }
}

static void
test_a_turned_photo_gets_the_same_verdict (void)
{
  static const Scene scenes[] = {
    { 0 }, { .light = 15 }, { .lamp = 250 }, { .letter = 20, .blur = 6 }, { .right = 160 },
    { .letter = 5, .shorter = 200, .blur = 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
    {
      PamorLegibility upright = judge (&scenes[i]);

      for (guint orientation = 2; orientation <= 8; orientation += 3)
        {
          g_autoptr (PamorPlanes) planes = draw (&scenes[i]);
          PamorLegibility turned;

          g_assert_true (pamor_planes_turn (planes, orientation));
          pamor_legibility_judge (planes, &turned);
          g_assert_cmpint (turned.reason, ==, upright.reason);
          g_assert_cmpint (turned.grade, ==, upright.grade);
        }
    }
}

static void
test_any_size_and_content_gets_a_verdict (void)
{
  static const guint sizes[][2] = { { 1, 1 }, { 1, 700 }, { 700, 1 }, { 33, 31 }, { 65, 129 },
                                    { 2049, 17 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint content = 0; content < 4; content++)
      {
        g_autoptr (PamorPlanes) planes = pamor_planes_new (sizes[i][0], sizes[i][1], content % 2);
        PamorLegibility verdict = { 77, 77 };

        for (guint k = 0; k < planes->n; k++)
          for (gsize at = 0; at < planes->plane[k].stride * planes->plane[k].rows; at++)
            planes->plane[k].data[at] = content < 2 ? 255 * (at % 2) : 255 * (content % 2);
        pamor_legibility_judge (planes, &verdict);
        g_assert_cmpint (verdict.grade, <=, PAMOR_LEGIBILITY_BAD);
        g_assert_cmpint (verdict.reason, <=, PAMOR_LEGIBILITY_CUT);
        g_assert_cmpint (verdict.grade == PAMOR_LEGIBILITY_GOOD, ==,
                         verdict.reason == PAMOR_LEGIBILITY_FINE);
      }
}

static void
test_a_kept_photo_is_judged_by_its_bytes (void)
{
  PamorTestPicture picture = { .width = 640, .height = 480, .quality = 90 };
  g_autoptr (GBytes) jpeg = pamor_test_picture_jpeg (&picture);
  g_autoptr (GBytes) broken = g_bytes_new_from_bytes (jpeg, 0, g_bytes_get_size (jpeg) / 2);
  g_autoptr (GError) error = NULL;
  PamorLegibility verdict;

  g_assert_true (pamor_legibility_judge_jpeg (jpeg, &verdict, &error));
  g_assert_no_error (error);
  g_assert_false (pamor_legibility_judge_jpeg (broken, &verdict, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_BROKEN);
}

/* Where noise was flattened, what is left of it beside the writing is no writing either */
static void
test_a_noisy_photo_gets_the_same_verdict_once_flattened (void)
{
  g_autoptr (PamorPlanes) planes = draw (&(Scene) { .letter = 16, .noise = 20, .shorter = 160 });
  PamorPlane *luma = &planes->plane[0];
  g_autofree guint8 *strip = g_malloc (PAMOR_CALM_SIDE * luma->stride);
  PamorLegibility verdict;

  pamor_legibility_judge (planes, &verdict);
  g_assert_cmpint (verdict.reason, ==, PAMOR_LEGIBILITY_FINE);
  for (guint row = 0; row < luma->rows / PAMOR_CALM_SIDE; row++)
    {
      pamor_calm_flatten (luma, row, 45, strip);
      memcpy (luma->data + row * PAMOR_CALM_SIDE * luma->stride, strip,
              PAMOR_CALM_SIDE * luma->stride);
    }
  pamor_legibility_judge (planes, &verdict);
  g_assert_cmpint (verdict.reason, ==, PAMOR_LEGIBILITY_FINE);
}

static void
test_whatever_is_wrong_has_a_remedy (void)
{
  for (guint reason = PAMOR_LEGIBILITY_DARK; reason <= PAMOR_LEGIBILITY_CUT; reason++)
    {
      PamorLegibility verdict = { PAMOR_LEGIBILITY_BAD, reason };

      g_assert_nonnull (pamor_legibility_get_remedy (&verdict));
    }
  g_assert_null (pamor_legibility_get_remedy (&(PamorLegibility) { 0 }));
  g_assert_cmpstr (pamor_legibility_get_title (&(PamorLegibility) { PAMOR_LEGIBILITY_BAD }), !=,
                   pamor_legibility_get_title (&(PamorLegibility) { PAMOR_LEGIBILITY_DOUBTFUL }));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/legibility/a-clear-photo-is-good", test_a_clear_photo_is_good);
  g_test_add_func ("/legibility/what-is-wrong-is-found", test_what_is_wrong_is_found);
  g_test_add_func ("/legibility/a-scan-is-white-and-has-no-glare",
                   test_a_scan_is_white_and_has_no_glare);
  g_test_add_func ("/legibility/where-no-writing-is-found-nothing-can-be-read",
                   test_where_no_writing_is_found_nothing_can_be_read);
  g_test_add_func ("/legibility/a-turned-photo-gets-the-same-verdict",
                   test_a_turned_photo_gets_the_same_verdict);
  g_test_add_func ("/legibility/any-size-and-content-gets-a-verdict",
                   test_any_size_and_content_gets_a_verdict);
  g_test_add_func ("/legibility/a-kept-photo-is-judged-by-its-bytes",
                   test_a_kept_photo_is_judged_by_its_bytes);
  g_test_add_func ("/legibility/a-noisy-photo-gets-the-same-verdict-once-flattened",
                   test_a_noisy_photo_gets_the_same_verdict_once_flattened);
  g_test_add_func ("/legibility/whatever-is-wrong-has-a-remedy",
                   test_whatever_is_wrong_has_a_remedy);
  return g_test_run ();
}
