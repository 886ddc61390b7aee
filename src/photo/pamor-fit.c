/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The best JPEG of a picture that fits into a number of bytes. Guarantees: never a byte over; the
 * same picture gives the same bytes; ends, because each size gets a bounded number of tries and
 * then the picture is halved.
 *
 * The logarithm of the bytes falls nearly straight with that of the coarseness, so a secant finds
 * the goal in two or three steps, taken on a sample of the picture; then the whole is written, as
 * a rule once. */
#include "photo/pamor-fit.h"

#include <math.h>

#include "base/pamor-error.h"
#include "photo/pamor-jpeg-write.h"
#include "photo/pamor-limits.h"

/* In libjpeg's counting quality 92, above which bytes buy nothing to read, and 10, under which
 * half the resolution reads better */
#define FINEST   0.16
#define COARSEST 5.0

#define GOAL         0.985 /* of the limit */
#define GOOD_ENOUGH  0.96
#define SAMPLE_ERROR 0.01
#define SAMPLE_SLACK 0.1  /* by which a sample may be wrong in saying that nothing fits */
#define STEEPNESS    -0.75
#define TRIES        7
#define HEADER_BYTES 600 /* tables and headers, which a sample has but once too */

/* x: the logarithm of the coarseness; y: that of the bytes */
typedef struct
{
  /* Borrowed */
  const PamorPlanes *planes; /* the picture, or a sample of it */
  PamorMeter        *meter;

  /* Owned */
  GBytes            *best; /* the most bytes that are at most e^top; may be NULL */

  double             parts;             /* how many such samples make up the picture */
  double             bottom, goal, top; /* y that end the search, and the one aimed at */
  double             fine, coarse;      /* the x around what is not known yet */
  double             x, y;              /* the last try */
  double             steepness;         /* dy/dx there */
} Search;

static void
clear_search (Search *self)
{
  g_clear_pointer (&self->best, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, clear_search)

static void
learn (Search *self,
       double  x,
       double  y)
{
  if (self->y > 0 && fabs (x - self->x) > 1e-6)
    self->steepness = CLAMP ((y - self->y) / (x - self->x), -2.0, -0.2);
  self->x = x;
  self->y = y;
  if (y > self->top)
    self->fine = MAX (self->fine, x);
  else
    self->coarse = MIN (self->coarse, x);
}

static double
choose_next (const Search *self)
{
  double next = self->x + (self->goal - self->y) / self->steepness;

  next = CLAMP (next, log (FINEST), log (COARSEST));
  return next > self->fine && next < self->coarse ? next : (self->fine + self->coarse) / 2;
}

static gboolean
is_over (const Search *self)
{
  if (self->y > self->top)
    return self->x >= log (COARSEST);
  return self->y >= self->bottom || self->x <= log (FINEST);
}

/* Returns: FALSE when cancelled; whether something fits is seen by its members */
static gboolean
search (Search  *self,
        double   x,
        double   steepness,
        GError **error)
{
  self->y = 0;
  self->steepness = steepness;
  self->fine = log (FINEST) - 0.01;
  self->coarse = log (COARSEST) + 0.01;
  for (guint i = 0; i < TRIES; i++)
    {
      g_autoptr (GBytes) jpeg = pamor_jpeg_write (self->planes, exp (x), self->meter, error);
      double bytes;

      if (jpeg == NULL)
        return FALSE;
      bytes = g_bytes_get_size (jpeg);
      learn (self, x, log (HEADER_BYTES + MAX (bytes - HEADER_BYTES, 0) * self->parts));
      if (self->y <= self->top &&
          (self->best == NULL || bytes > g_bytes_get_size (self->best)))
        {
          g_clear_pointer (&self->best, g_bytes_unref);
          self->best = g_steal_pointer (&jpeg);
        }
      if (is_over (self))
        return TRUE;
      x = choose_next (self);
    }
  return TRUE;
}

/* Finds x and the steepness there by a sample. Returns: FALSE when cancelled */
static gboolean
estimate (const PamorPlanes *planes,
          gint64             limit,
          PamorMeter        *meter,
          Search            *found,
          GError           **error)
{
  g_autoptr (PamorPlanes) sample = pamor_planes_sample (planes);
  const PamorPlane *whole = &planes->plane[0];

  found->steepness = STEEPNESS;
  if (sample == NULL)
    return TRUE;
  *found = (Search) { .planes = sample, .meter = meter, .goal = log (limit * GOAL),
                      .bottom = log (limit * GOAL * (1 - SAMPLE_ERROR)),
                      .top = log (limit * GOAL * (1 + SAMPLE_ERROR)),
                      .parts = (double) whole->width * whole->height /
                               ((double) sample->plane[0].width * sample->plane[0].height) };
  return search (found, 0, STEEPNESS, error);
}

/* Returns: FALSE when cancelled; *jpeg stays NULL where nothing fits at this size */
static gboolean
fit_this_size (PamorPlanes  *planes,
               gint64        limit,
               PamorMeter   *meter,
               GBytes      **jpeg,
               GError      **error)
{
  g_auto (Search) guess = { 0 }, whole = { .planes = planes, .meter = meter, .parts = 1,
                                           .bottom = log (limit * GOOD_ENOUGH),
                                           .goal = log (limit * GOAL), .top = log (limit) };

  pamor_planes_extend (planes);
  pamor_meter_stage (meter, 45, 55);
  if (!estimate (planes, limit, meter, &guess, error))
    return FALSE;
  if (guess.best == NULL && guess.y > whole.top + SAMPLE_SLACK)
    return TRUE;
  pamor_meter_stage (meter, 55, 100);
  if (!search (&whole, guess.x, guess.steepness, error))
    return FALSE;
  *jpeg = g_steal_pointer (&whole.best);
  return TRUE;
}

static gboolean
halve (PamorPlanes *planes,
       GError     **error)
{
  if (planes->plane[0].width == 1 && planes->plane[0].height == 1)
    g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_INVALID,
                         "The limit is below what a single pixel needs");
  else if (!pamor_planes_halve (planes))
    g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_HUGE,
                         "Not enough memory for the picture");
  else
    return TRUE;
  return FALSE;
}

/**
 * pamor_fit:
 * @planes: an upright picture; halved, as often as needed
 * @limit: the most bytes
 *
 * Fills at least 96 % of @limit unless the picture needs less or was halved.
 *
 * Returns: (transfer full): a JPEG of the size that @planes have afterwards; %NULL with
 *   %G_IO_ERROR_CANCELLED, %PAMOR_ERROR_PHOTO_HUGE or %PAMOR_ERROR_INVALID
 */
GBytes *
pamor_fit (PamorPlanes  *planes,
           gint64        limit,
           PamorMeter   *meter,
           GError      **error)
{
  const PamorPlane *luma;
  GBytes *jpeg = NULL;

  g_return_val_if_fail (planes != NULL && limit > 0 && meter != NULL, NULL);

  luma = &planes->plane[0];
  while ((gint64) luma->width * luma->height > PAMOR_LIMITS_FULL_PIXELS)
    if (!halve (planes, error))
      return NULL;
  for (;;)
    {
      if (!fit_this_size (planes, limit, meter, &jpeg, error))
        return NULL;
      if (jpeg != NULL)
        return jpeg;
      if (!halve (planes, error))
        return NULL;
    }
}
