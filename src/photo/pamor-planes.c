/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guarantees: no row or column is lost by turning or halving, odd sizes and one pixel included.
 * Memory is asked for politely: a function that returns FALSE or NULL got none. */
#include "photo/pamor-planes.h"

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
replace (PamorPlane *self,
         PamorPlane *by)
{
  pamor_plane_clear (self);
  *self = *by;
}

/**
 * pamor_plane_halve:
 * @across: halve the width, rounding up
 * @down: halve the height, rounding up
 *
 * Averages pairs; a last odd one stays itself.
 *
 * Returns: %FALSE if there is no memory
 */
gboolean
pamor_plane_halve (PamorPlane *self,
                   gboolean    across,
                   gboolean    down)
{
  PamorPlane half;
  guint dx = across ? 2 : 1, dy = down ? 2 : 1;
  guint whole = across ? self->width / 2 : self->width;

  if (!pamor_plane_init (&half, (self->width + dx - 1) / dx, (self->height + dy - 1) / dy))
    return FALSE;
  for (guint y = 0; y < half.height; y++)
    {
      const guint8 *a = self->data + (gsize) y * dy * self->stride;
      const guint8 *b = down && 2 * y + 1 < self->height ? a + self->stride : a;
      guint8 *out = half.data + y * half.stride;

      if (across)
        for (guint x = 0; x < whole; x++)
          out[x] = (a[2 * x] + a[2 * x + 1] + b[2 * x] + b[2 * x + 1] + 2) >> 2;
      else
        for (guint x = 0; x < whole; x++)
          out[x] = (a[x] + b[x] + 1) >> 1;
      if (whole < half.width)
        out[whole] = (a[2 * whole] + b[2 * whole] + 1) >> 1;
    }
  replace (self, &half);
  return TRUE;
}

static void
turn_row (const PamorPlane *self,
          guint8           *out,
          guint             y,
          gboolean          flip_x)
{
  const guint8 *in = self->data + (gsize) y * self->stride;

  if (!flip_x)
    memcpy (out, in, self->width);
  else
    for (guint x = 0; x < self->width; x++)
      out[x] = in[self->width - 1 - x];
}

/* Rows become columns, a block at a time so that both sides stay in the cache */
static void
turn_over (const PamorPlane *self,
           PamorPlane       *out,
           gboolean          flip_x,
           gboolean          flip_y)
{
  gssize step = flip_y ? -(gssize) self->stride : (gssize) self->stride;

  for (guint top = 0; top < out->height; top += BLOCK)
    for (guint left = 0; left < out->width; left += BLOCK)
      for (guint y = top; y < MIN (top + BLOCK, out->height); y++)
        {
          guint column = flip_x ? self->width - 1 - y : y;
          guint row = flip_y ? self->height - 1 - left : left;
          const guint8 *in = self->data + row * self->stride + column;
          guint8 *to = out->data + y * out->stride;

          for (guint x = left; x < MIN (left + BLOCK, out->width); x++)
            to[x] = in[(gssize) (x - left) * step];
        }
}

static gboolean
turn_plane (PamorPlane       *self,
            PamorOrientation  orientation)
{
  gboolean over = orientation >= PAMOR_ORIENTATION_TRANSPOSE;
  gboolean flip_x = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  gboolean flip_y = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  PamorPlane turned;

  if (!pamor_plane_init (&turned, over ? self->height : self->width,
                         over ? self->width : self->height))
    return FALSE;
  if (over)
    turn_over (self, &turned, flip_x, flip_y);
  else
    for (guint y = 0; y < self->height; y++)
      turn_row (self, turned.data + y * turned.stride, flip_y ? self->height - 1 - y : y, flip_x);
  replace (self, &turned);
  return TRUE;
}

/**
 * pamor_planes_new:
 *
 * Returns: (transfer full) (nullable): planes of undefined samples, %NULL if there is no memory
 */
PamorPlanes *
pamor_planes_new (guint    width,
                  guint    height,
                  gboolean colour)
{
  g_autoptr (PamorPlanes) self = g_new0 (PamorPlanes, 1);

  self->n = colour ? 3 : 1;
  for (guint i = 0; i < self->n; i++)
    if (!pamor_plane_init (&self->plane[i], i == 0 ? width : (width + 1) / 2,
                           i == 0 ? height : (height + 1) / 2))
      return NULL;
  return g_steal_pointer (&self);
}

void
pamor_planes_free (PamorPlanes *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->plane); i++)
    pamor_plane_clear (&self->plane[i]);
  g_free (self);
}

static void
put_luma (PamorPlane   *self,
          guint         y,
          const guint8 *rgb)
{
  guint8 *out = self->data + y * self->stride;

  for (guint x = 0; x < self->width; x++, rgb += 3)
    out[x] = (19595 * rgb[0] + 38470 * rgb[1] + 7471 * rgb[2] + 32768) >> 16;
}

/**
 * pamor_planes_put_rgb:
 * @y: an even row
 * @row: its pixels, 3 bytes each
 * @next: those of the row below; @row again where there is none
 *
 * Converts as JFIF 1.02 says; chroma is the average of four pixels.
 */
void
pamor_planes_put_rgb (PamorPlanes  *self,
                      guint         y,
                      const guint8 *row,
                      const guint8 *next)
{
  guint width = self->plane[0].width;

  g_return_if_fail (y % 2 == 0 && y < self->plane[0].height);

  put_luma (&self->plane[0], y, row);
  if (y + 1 < self->plane[0].height)
    put_luma (&self->plane[0], y + 1, next);
  if (self->n == 1)
    return;
  for (guint x = 0; x < self->plane[1].width; x++)
    {
      guint a = 6 * x, b = 2 * x + 1 < width ? a + 3 : a;
      int red = row[a] + row[b] + next[a] + next[b];
      int green = row[a + 1] + row[b + 1] + next[a + 1] + next[b + 1];
      int blue = row[a + 2] + row[b + 2] + next[a + 2] + next[b + 2];
      gsize at = y / 2 * self->plane[1].stride + x;
      int half = (128 << 18) + (1 << 17) - 1;

      self->plane[1].data[at] = (-11059 * red - 21709 * green + 32768 * blue + half) >> 18;
      self->plane[2].data[at] = (32768 * red - 27439 * green - 5329 * blue + half) >> 18;
    }
}

/** pamor_planes_halve: half the width and height, rounded up. Returns: %FALSE without memory */
gboolean
pamor_planes_halve (PamorPlanes *self)
{
  for (guint i = 0; i < self->n; i++)
    if (!pamor_plane_halve (&self->plane[i], TRUE, TRUE))
      return FALSE;
  return TRUE;
}

/** pamor_planes_turn: makes the picture upright. Returns: %FALSE if there is no memory */
gboolean
pamor_planes_turn (PamorPlanes      *self,
                   PamorOrientation  orientation)
{
  if (orientation == PAMOR_ORIENTATION_UPRIGHT)
    return TRUE;
  for (guint i = 0; i < self->n; i++)
    if (!turn_plane (&self->plane[i], orientation))
      return FALSE;
  return TRUE;
}

/**
 * pamor_planes_extend:
 *
 * Repeats the last column and row to the end of their blocks, which costs the fewest bytes; an
 * encoder needs full blocks.
 */
void
pamor_planes_extend (PamorPlanes *self)
{
  for (guint i = 0; i < self->n; i++)
    {
      PamorPlane *plane = &self->plane[i];
      guint8 *last = plane->data + (plane->height - 1) * plane->stride;

      for (guint y = 0; y < plane->height; y++)
        {
          guint8 *end = plane->data + y * plane->stride + plane->width;

          memset (end, end[-1], plane->stride - plane->width);
        }
      for (guint y = plane->height; y < plane->rows; y++)
        memcpy (plane->data + y * plane->stride, last, plane->stride);
    }
}
