/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/pamor-calm.h"

#include <math.h>

#include "photo/pamor-fit.h"
#include "photo/pamor-jpeg-read.h"

#define WIDTH  1600
#define HEIGHT 1200
#define PAPER  180
#define INK    60
#define LETTER 10 /* pixels, with two strokes of two */

/* A place that is bare but for noise, and a paper with small writing */
typedef struct
{
  guint x, y, width, height;
} Place;

static const Place bare = { 16, 16, 640, 480 }, paper = { 1200, 800, 320, 240 };

static guint8
get_level (guint32 *dice,
           guint    x,
           guint    y,
           guint    noise)
{
  gboolean ink = x >= paper.x && y >= paper.y && x < paper.x + paper.width &&
                 y < paper.y + paper.height && (x % LETTER < 2 || y % LETTER < 2);
  int level = (ink ? INK : PAPER) - (int) (x / 16);

  for (guint i = 0; i < 3; i++) /* which nears a normal distribution */
    {
      *dice = *dice * 1664525 + 1013904223;
      level += (int) (*dice >> 16) % (2 * (int) noise + 1) - (int) noise;
    }
  return CLAMP (level, 0, 255);
}

static PamorPlanes *
draw (guint    noise,
      gboolean colour)
{
  PamorPlanes *planes = pamor_planes_new (WIDTH, HEIGHT, colour);
  guint32 dice = 1;

  for (guint i = 0; i < planes->n; i++)
    for (gsize at = 0; at < planes->plane[i].rows * planes->plane[i].stride; at++)
      planes->plane[i].data[at] = 128;
  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      planes->plane[0].data[y * planes->plane[0].stride + x] = get_level (&dice, x, y, noise);
  pamor_planes_extend (planes);
  return planes;
}

/* Returns: the standard deviation of what differs in that place */
static double
get_difference (const PamorPlane *a,
                const guint8     *b,
                const Place      *place)
{
  double sum = 0;

  for (guint y = place->y; y < place->y + place->height; y++)
    for (guint x = place->x; x < place->x + place->width; x++)
      sum += pow ((double) a->data[y * a->stride + x] - b[y * a->stride + x], 2);
  return sqrt (sum / (place->width * place->height));
}

static void
test_writing_is_livelier_than_noise (void)
{
  g_autoptr (PamorPlanes) noisy = draw (9, FALSE);
  guint writing = 255, noise = 0;

  for (guint row = bare.y / 16; row < (bare.y + bare.height) / 16; row++)
    for (guint column = bare.x / 16; column < (bare.x + bare.width) / 16; column++)
      noise = MAX (noise, pamor_calm_measure (&noisy->plane[0], column, row));
  for (guint row = paper.y / 16; row < (paper.y + paper.height) / 16; row++)
    for (guint column = paper.x / 16; column < (paper.x + paper.width) / 16; column++)
      writing = MIN (writing, pamor_calm_measure (&noisy->plane[0], column, row));
  g_assert_cmpuint (noise, >, 2);
  g_assert_cmpuint (writing, >, noise * 3 / 2);
}

/* All rows of patches of @planes, flattened */
static guint8 *
flatten (const PamorPlanes *planes,
         guint              calm)
{
  const PamorPlane *luma = &planes->plane[0];
  guint8 *out = g_malloc (luma->rows * luma->stride);

  for (guint row = 0; row < luma->rows / PAMOR_CALM_SIDE; row++)
    pamor_calm_flatten (luma, row, calm, out + row * PAMOR_CALM_SIDE * luma->stride);
  return out;
}

static void
test_noise_is_flattened_and_writing_left_to_the_sample (void)
{
  g_autoptr (PamorPlanes) noisy = draw (5, FALSE), clean = draw (0, FALSE);
  g_autofree guint8 *flat = flatten (noisy, 40);
  g_autofree guint8 *same = flatten (noisy, 0);

  g_assert_cmpfloat (get_difference (&clean->plane[0], noisy->plane[0].data, &bare), >, 4);
  g_assert_cmpfloat (get_difference (&clean->plane[0], flat, &bare), <, 1.5);
  g_assert_cmpfloat (get_difference (&noisy->plane[0], flat, &paper), ==, 0);
  g_assert_cmpmem (same, noisy->plane[0].rows * noisy->plane[0].stride, noisy->plane[0].data,
                   noisy->plane[0].rows * noisy->plane[0].stride);
}

/* Also where a slope would leave the range of a sample */
static void
test_every_block_keeps_its_mean (void)
{
  PamorPlane plane;
  guint8 strip[16 * 64];

  g_assert_true (pamor_plane_init (&plane, 64, 16));
  for (guint i = 0; i < 16 * 64; i++)
    plane.data[i] = i % 64 < 32 ? (i % 8 == 7 ? 40 : 0) : (i % 8 == 0 ? 255 : 215 + i % 41);
  pamor_calm_flatten (&plane, 0, 255, strip);
  for (guint block = 0; block < 16; block++)
    {
      int before = 0, after = 0;

      for (guint i = 0; i < 64; i++)
        {
          gsize at = block / 8 * 8 * 64 + block % 8 * 8 + i / 8 * 64 + i % 8;

          before += plane.data[at];
          after += strip[at];
        }
      g_assert_cmpint (ABS (before - after), <=, 64);
    }
  pamor_plane_clear (&plane);
}

/* How far the writing is from the original, where the limit is far too small for the noise */
static double
fit_and_compare (guint    noise,
                 gboolean colour)
{
  g_autoptr (PamorPlanes) planes = draw (noise, colour), read = NULL;
  PamorMeter meter = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) jpeg = pamor_fit (planes, 100000, &meter, &error);
  gboolean keepable;

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (jpeg), <=, 100000);
  g_assert_cmpuint (planes->plane[0].width, ==, WIDTH);
  read = pamor_jpeg_read (jpeg, &meter, &keepable, &error);
  g_assert_no_error (error);
  return get_difference (&planes->plane[0], read->plane[0].data, &paper);
}

static void
test_noise_around_it_costs_the_writing_little (void)
{
  for (guint colour = 0; colour < 2; colour++)
    g_assert_cmpfloat (fit_and_compare (5, colour), <, 5); /* where all is coded alike: 7.6 */
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calm/writing-is-livelier-than-noise", test_writing_is_livelier_than_noise);
  g_test_add_func ("/calm/noise-is-flattened-and-writing-left-to-the-sample",
                   test_noise_is_flattened_and_writing_left_to_the_sample);
  g_test_add_func ("/calm/every-block-keeps-its-mean", test_every_block_keeps_its_mean);
  g_test_add_func ("/calm/noise-around-it-costs-the-writing-little",
                   test_noise_around_it_costs_the_writing_little);
  return g_test_run ();
}
