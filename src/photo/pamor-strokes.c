/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the strokes of a writing look like along lines through it. Guarantees: pure, nothing is
 * allocated. A stroke is where a line gets darker by so much and then lighter again, so that those
 * of a blurred or tiny writing, which never get as dark as ink nor as light as paper, count too:
 * how much of the contrast is left of them is their depth. */
#include "photo/pamor-strokes.h"

#define FULL_DEPTH 1.6 /* of the contrast, at the end of the table */

static void
count_stroke (PamorStrokes *self,
              guint         away,
              guint         depth,
              guint         contrast)
{
  guint share = depth * (guint) (PAMOR_STROKES_DEPTHS / FULL_DEPTH) / contrast;

  self->counts[MIN (away, PAMOR_STROKES_LONGEST)][MIN (share, PAMOR_STROKES_DEPTHS - 1)]++;
}

/**
 * pamor_strokes_follow:
 * @line: the first of @n samples, each @step bytes after the last
 * @swing: levels that noise does not reach; more than 0
 * @contrast: levels from ink to paper; more than 0
 *
 * Returns: the strokes that the line crosses; all but the first were counted
 */
guint
pamor_strokes_follow (PamorStrokes *self,
                      const guint8 *line,
                      gsize         step,
                      guint         n,
                      guint         swing,
                      guint         contrast)
{
  guint low = line[0], high = line[0], from = 0; /* levels; from: where the fall began */
  guint bottom = 0, last = 0, strokes = 0;
  gboolean falling = FALSE;

  for (guint i = 0; i < n; i++)
    {
      guint level = line[i * step];

      if (falling && level < low)
        {
          low = level;
          bottom = i;
        }
      else if (falling && level >= low + swing)
        {
          if (strokes++ > 0)
            count_stroke (self, bottom - last, (from + level) / 2 - low, contrast);
          last = bottom;
          falling = FALSE;
          high = level;
        }
      else if (!falling && level > high)
        high = level;
      else if (!falling && level + swing <= high)
        {
          falling = TRUE;
          from = high;
          low = level;
          bottom = i;
        }
    }
  return strokes;
}

/** pamor_strokes_add: counts those of @other too */
void
pamor_strokes_add (PamorStrokes       *self,
                   const PamorStrokes *other)
{
  for (guint i = 0; i <= PAMOR_STROKES_LONGEST; i++)
    for (guint k = 0; k < PAMOR_STROKES_DEPTHS; k++)
      self->counts[i][k] += other->counts[i][k];
}

/* Returns: where @share of the counts are below; between two, as if they were spread evenly */
static double
find (const double *counts,
      guint         n,
      double        share)
{
  double all = 0, sum = 0;

  for (guint i = 0; i < n; i++)
    all += counts[i];
  for (guint i = 0; i < n; i++)
    {
      if (counts[i] > 0 && sum + counts[i] >= all * share)
        return i + (all * share - sum) / counts[i];
      sum += counts[i];
    }
  return 0;
}

/** pamor_strokes_get_letter: Returns: pixels from stroke to stroke that @share have less of */
double
pamor_strokes_get_letter (const PamorStrokes *self,
                          double              share)
{
  double counts[PAMOR_STROKES_LONGEST + 1] = { 0 };

  for (guint i = 0; i <= PAMOR_STROKES_LONGEST; i++)
    for (guint k = 0; k < PAMOR_STROKES_DEPTHS; k++)
      counts[i] += self->counts[i][k];
  return find (counts, G_N_ELEMENTS (counts), share);
}

/**
 * pamor_strokes_get_depth:
 * @letter: pixels
 *
 * Returns: the depth of the strokes that are at most @letter apart, as a share of the contrast:
 *   the one that two of five have less of
 */
double
pamor_strokes_get_depth (const PamorStrokes *self,
                         double              letter)
{
  double counts[PAMOR_STROKES_DEPTHS] = { 0 };

  for (guint i = 0; i <= PAMOR_STROKES_LONGEST && i <= letter; i++)
    for (guint k = 0; k < PAMOR_STROKES_DEPTHS; k++)
      counts[k] += self->counts[i][k];
  return find (counts, G_N_ELEMENTS (counts), 0.4) * FULL_DEPTH / PAMOR_STROKES_DEPTHS;
}
