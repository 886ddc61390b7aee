/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guarantees: no row or column is lost by turning or halving, odd sizes and one pixel included.
 * Memory is asked for politely: a function that returns FALSE or NULL got none. */
#include "photo/pamor-planes.h"

#include <string.h>

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

/** pamor_planes_free: with their pixels */
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

/** pamor_planes_halve: half the width and height, rounded up */
void
pamor_planes_halve (PamorPlanes *self)
{
  for (guint i = 0; i < self->n; i++)
    pamor_plane_halve (&self->plane[i]);
}

/** pamor_planes_turn: makes the picture upright. Returns: %FALSE if there is no memory */
gboolean
pamor_planes_turn (PamorPlanes      *self,
                   PamorOrientation  orientation)
{
  if (orientation == PAMOR_ORIENTATION_UPRIGHT)
    return TRUE;
  for (guint i = 0; i < self->n; i++)
    if (!pamor_plane_turn (&self->plane[i], orientation))
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
