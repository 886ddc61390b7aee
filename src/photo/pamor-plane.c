/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guarantees: no row or column is lost, odd sizes and one pixel included. */
#include "photo/pamor-plane.h"

#include <string.h>

#define BLOCK 16 /* an MCU of 4:2:0, in luma samples */

static gsize
round_up (gsize size)
{
  return (size + BLOCK - 1) / BLOCK * BLOCK;
}

/** pamor_plane_init: Returns: %FALSE if there is no memory for @width x @height */
gboolean
pamor_plane_init (PamorPlane *self,
                  guint       width,
                  guint       height)
{
  g_return_val_if_fail (width > 0 && height > 0, FALSE);

  *self = (PamorPlane) { .width = width, .height = height,
                         .rows = round_up (height), .stride = round_up (width) };
  self->data = g_try_malloc_n (self->rows, self->stride);
  return self->data != NULL;
}

/** pamor_plane_clear: frees the samples */
void
pamor_plane_clear (PamorPlane *self)
{
  g_clear_pointer (&self->data, g_free);
}

static void
halve_row (const guint8 *a,
           const guint8 *b,
           guint8       *out,
           guint         width)
{
  for (guint x = 0; x < width / 2; x++)
    out[x] = (a[2 * x] + a[2 * x + 1] + b[2 * x] + b[2 * x + 1] + 2) >> 2;
  if (width % 2 != 0)
    out[width / 2] = (a[width - 1] + b[width - 1] + 1) >> 1;
}

/**
 * pamor_plane_halve_into:
 * @rows: how many of the first rows of @self to halve
 * @across: halve the width, rounding up
 * @down: halve the height, rounding up; that or @across
 * @out: has room for them
 * @at: the row of @out that the first goes to
 *
 * Averages pairs; a last odd one stays itself.
 */
void
pamor_plane_halve_into (const PamorPlane *self,
                        guint             rows,
                        gboolean          across,
                        gboolean          down,
                        PamorPlane       *out,
                        guint             at)
{
  guint dy = down ? 2 : 1;

  for (guint y = 0; y < rows; y += dy, at++)
    {
      const guint8 *a = self->data + (gsize) y * self->stride;
      const guint8 *b = down && y + 1 < rows ? a + self->stride : a;
      guint8 *to = out->data + at * out->stride;

      if (across)
        halve_row (a, b, to, self->width);
      else
        for (guint x = 0; x < self->width; x++)
          to[x] = (a[x] + b[x] + 1) >> 1;
    }
}

/** pamor_plane_halve: half the width and height, rounded up; what is left over is freed */
void
pamor_plane_halve (PamorPlane *self)
{
  PamorPlane half = { .data = self->data,
                      .width = (self->width + 1) / 2, .height = (self->height + 1) / 2 };

  half.rows = round_up (half.height);
  half.stride = round_up (half.width);
  pamor_plane_halve_into (self, self->height, TRUE, TRUE, &half, 0); /* never ahead of reading */
  half.data = g_realloc_n (half.data, half.rows, half.stride);
  *self = half;
}

static void
put_row (const guint8 *in,
         guint8       *out,
         guint         width,
         gboolean      flip)
{
  if (!flip)
    memcpy (out, in, width);
  else
    for (guint x = 0; x < width; x++)
      out[x] = in[width - 1 - x];
}

typedef guint8 Vector __attribute__ ((vector_size (BLOCK)));

/* A block, whose rows are @step apart, its columns becoming rows that are @out_step apart. Four
 * shuffles of a deck of 16 x 16 samples turn it over. */
static void
turn_block (const guint8 *in,
            gssize        step,
            guint8       *out,
            gssize        out_step)
{
  Vector a[BLOCK], b[BLOCK];

  for (guint i = 0; i < BLOCK; i++)
    memcpy (&a[i], in + (gssize) i * step, BLOCK);
  for (guint round = 0; round < 4; round++)
    {
      for (guint i = 0; i < BLOCK / 2; i++)
        {
          b[2 * i] = __builtin_shufflevector (a[i], a[i + 8], 0, 16, 1, 17, 2, 18, 3, 19,
                                              4, 20, 5, 21, 6, 22, 7, 23);
          b[2 * i + 1] = __builtin_shufflevector (a[i], a[i + 8], 8, 24, 9, 25, 10, 26, 11, 27,
                                                  12, 28, 13, 29, 14, 30, 15, 31);
        }
      memcpy (a, b, sizeof a);
    }
  for (guint i = 0; i < BLOCK; i++)
    memcpy (out + (gssize) i * out_step, &a[i], BLOCK);
}

/* Up to BLOCK rows, from @from on, become columns, the first of them or, with flip_rows, the last
 * being column @left of @out */
static void
turn_rows (const PamorPlane *self,
           guint             from,
           guint             rows,
           PamorWay          way,
           PamorPlane       *out,
           guint             left)
{
  gssize step = way.flip_rows ? -(gssize) self->stride : (gssize) self->stride;
  gssize out_step = way.flip_columns ? -(gssize) out->stride : (gssize) out->stride;
  const guint8 *in = self->data + (gsize) (way.flip_rows ? from + rows - 1 : from) * self->stride;
  guint8 *to = out->data + (gsize) (way.flip_columns ? self->width - 1 : 0) * out->stride + left;
  guint x = 0;

  if (rows == BLOCK)
    for (; x + BLOCK <= self->width; x += BLOCK)
      turn_block (in + x, step, to + (gssize) x * out_step, out_step);
  for (; x < self->width; x++)
    for (guint y = 0; y < rows; y++)
      to[(gssize) x * out_step + y] = in[(gssize) y * step + x];
}

/**
 * pamor_plane_put:
 * @strip: so many rows of a stored plane of the same width
 * @rows: how many
 * @at: the stored row that the first of them is
 * @orientation: what makes the stored plane upright
 *
 * Puts them where they belong in @self, which is upright.
 */
void
pamor_plane_put (PamorPlane       *self,
                 const PamorPlane *strip,
                 guint             rows,
                 guint             at,
                 PamorOrientation  orientation)
{
  PamorWay way = pamor_orientation_get_way (orientation);

  g_return_if_fail (strip->width == (way.over ? self->height : self->width));
  g_return_if_fail (at + rows <= (way.over ? self->width : self->height));

  if (way.over)
    for (guint y = 0; y < rows; y += BLOCK)
      {
        guint count = MIN (BLOCK, rows - y);

        turn_rows (strip, y, count, way, self,
                   way.flip_rows ? self->width - at - y - count : at + y);
      }
  else
    for (guint y = 0; y < rows; y++)
      {
        guint row = way.flip_rows ? self->height - 1 - at - y : at + y;

        put_row (strip->data + y * strip->stride, self->data + row * self->stride, self->width,
                 way.flip_columns);
      }
}

/** pamor_plane_init_turned: for the upright form of a stored @width x @height. Returns: as init */
gboolean
pamor_plane_init_turned (PamorPlane       *self,
                         guint             width,
                         guint             height,
                         PamorOrientation  orientation)
{
  gboolean over = pamor_orientation_get_way (orientation).over;

  return pamor_plane_init (self, over ? height : width, over ? width : height);
}

/** pamor_plane_turn: makes it upright. Returns: %FALSE if there is no memory */
gboolean
pamor_plane_turn (PamorPlane       *self,
                  PamorOrientation  orientation)
{
  PamorPlane turned;

  if (!pamor_plane_init_turned (&turned, self->width, self->height, orientation))
    return FALSE;
  pamor_plane_put (&turned, self, self->height, 0, orientation);
  pamor_plane_clear (self);
  *self = turned;
  return TRUE;
}
