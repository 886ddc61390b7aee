/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where there is nothing to read, noise and the grain of a desk eat the bytes that the writing
 * needs. Of what is calm only slopes are therefore kept, which cost nearly nothing; the rest is
 * spared coarser steps. Guarantees: the mean of every block stays; a patch with a difference of
 * @calm levels or more stays as it is, to the sample.
 *
 * The picture is laid out in patches. How lively one is tell the means of 4 x 4 pixels: noise is
 * small in them, strokes of writing are not. */
#include "photo/pamor-calm.h"

#include <string.h>

#define SIDE  PAMOR_CALM_SIDE
#define MEAN  4 /* pixels each way */
#define BLOCK 8

typedef gint16 Row __attribute__ ((vector_size (2 * BLOCK)));
typedef guint8 Samples __attribute__ ((vector_size (BLOCK)));

static guint8
mean (guint8 a,
      guint8 b)
{
  return (a + b + 1) >> 1;
}

/* Means of MEAN rows and columns; those that begin within the last MEAN - 1 are of no use. Loops
 * over bytes are what compilers make the fastest vectors of. */
static void
take_means (const guint8 *at,
            gsize         stride,
            guint8       *out)
{
  guint8 down[SIDE + MEAN - 1] = { 0 }, pairs[SIDE + MEAN - 1] = { 0 };

  for (guint x = 0; x < SIDE; x++)
    down[x] = mean (mean (at[x], at[stride + x]), mean (at[2 * stride + x], at[3 * stride + x]));
  for (guint x = 0; x < SIDE; x++)
    pairs[x] = mean (down[x], down[x + 1]);
  for (guint x = 0; x < SIDE; x++)
    out[x] = mean (pairs[x], pairs[x + 2]);
}

/**
 * pamor_calm_measure:
 * @luma: extended with pamor_planes_extend()
 *
 * Returns: by how many levels the brightest and the darkest place of a patch differ
 */
guint8
pamor_calm_measure (const PamorPlane *luma,
                    guint             column,
                    guint             row)
{
  const guint8 *at = luma->data + (gsize) row * SIDE * luma->stride + (gsize) column * SIDE;
  guint8 means[SIDE], least[SIDE], most[SIDE] = { 0 }, low = 255, high = 0;

  memset (least, 255, sizeof least);
  for (guint y = 0; y < SIDE; y += MEAN, at += MEAN * luma->stride)
    {
      take_means (at, luma->stride, means);
      for (guint x = 0; x < SIDE; x++)
        {
          least[x] = MIN (least[x], means[x]);
          most[x] = MAX (most[x], means[x]);
        }
    }
  for (guint x = 0; x + MEAN <= SIDE; x++)
    {
      low = MIN (low, least[x]);
      high = MAX (high, most[x]);
    }
  return high - low;
}

/* Of a block stay the mean and the lowest frequency each way, which is what a probe counts */
static void
flatten_block (guint8 *at,
               gsize   stride)
{
  static const Row wave = { 16, 13, 9, 3, -3, -9, -13, -16 }; /* 16 times the cosine */
  Row columns = { 0 }, leaning = { 0 }, along; /* 32 times levels */
  int total = 0, across = 0, down = 0;

  for (guint y = 0; y < BLOCK; y++)
    {
      Samples in;
      Row row;

      memcpy (&in, at + y * stride, sizeof in);
      row = __builtin_convertvector (in, Row);
      columns += row;
      leaning += row * wave[y];
    }
  for (guint x = 0; x < BLOCK; x++)
    {
      total += columns[x];
      across += columns[x] * wave[x];
      down += leaning[x];
    }
  if ((ABS (across) + ABS (down)) / 8 > MIN (total, 64 * 255 - total))
    across = down = 0; /* a corner would be darker or brighter than can be */
  for (guint x = 0; x < BLOCK; x++)
    along[x] = total / 2 + across * wave[x] / 256 + 16;
  for (guint y = 0; y < BLOCK; y++, at += stride)
    {
      Row row = along + (gint16) (down * wave[y] / 256);
      Samples out = __builtin_convertvector (row >> 5, Samples);

      memcpy (at, &out, sizeof out);
    }
}

/**
 * pamor_calm_flatten:
 * @row: of patches
 * @calm: what differs by less levels is flattened
 * @strip: (out caller-allocates): that row, %PAMOR_CALM_SIDE times the stride of @luma
 */
void
pamor_calm_flatten (const PamorPlane *luma,
                    guint             row,
                    guint             calm,
                    guint8           *strip)
{
  memcpy (strip, luma->data + (gsize) row * SIDE * luma->stride, SIDE * luma->stride);
  for (guint column = 0; column < luma->stride / SIDE; column++)
    if (pamor_calm_measure (luma, column, row) < calm)
      for (guint i = 0; i < 4; i++)
        flatten_block (strip + column * SIDE + i % 2 * BLOCK + i / 2 * BLOCK * luma->stride,
                       luma->stride);
}
