/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The best JPEG of a picture that fits into a number of bytes. Guarantees: never a byte over; the
 * same picture gives the same bytes; ends, because each size gets a bounded number of tries and
 * then the picture is halved.
 *
 * A probe tells to about 1 % what any coarseness would cost. Where the writing would suffer, what
 * shows nothing but noise is flattened first, as little of it as needs be. The logarithm of the
 * bytes falls nearly straight with that of the coarseness, so a secant finds the goal in a few
 * steps. Then the whole is written, as a rule once; if that missed, the probe's error is known, and
 * it is written again. */
#include "photo/pamor-fit.h"

#include <math.h>

#include "base/pamor-error.h"
#include "photo/pamor-jpeg-write.h"
#include "photo/pamor-limits.h"
#include "photo/pamor-probe.h"

/* In libjpeg's counting quality 92, above which bytes buy nothing to read, and 10, under which
 * half the resolution reads better */
#define FINEST   0.16
#define COARSEST 5.0

/* Quality 90; where the writing would be coarser, what is calm pays for it */
#define FINE 0.2

#define GOAL        0.982 /* of the limit */
#define GOOD_ENOUGH 0.96
#define PROBE_ERROR 0.1   /* by which a probe may be wrong in saying that nothing fits */
#define UNDER       0.009 /* by which a plan may miss the goal, in the logarithm */
#define OVER        0.005
#define FINE_STEP   0.005 /* of x; steps being whole numbers, bytes may jump at one x */
#define STEEPNESS   -0.75
#define TRIES       12 /* of the probe */
#define PASSES      4

/* x: the logarithm of the coarseness; y: that of the bytes */
typedef struct
{
  /* Borrowed */
  const PamorPlanes *planes;
  PamorMeter        *meter;

  /* Owned */
  PamorProbe        *probe;
  GBytes            *best; /* the most bytes that fit so far; may be NULL */

  PamorCoding        coding; /* at x */
  guint              calm;   /* see PamorCoding */
  double             x, y;   /* the last plan */
  double             steepness; /* dy/dx there */
  double             bias;      /* what was written by what was planned */
  gint64             limit;
} Fit;

static void
clear_fit (Fit *self)
{
  g_clear_pointer (&self->probe, pamor_probe_free);
  g_clear_pointer (&self->best, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fit, clear_fit)

static void
plan (Fit    *self,
      double  x)
{
  double y = log (pamor_probe_plan (self->probe, exp (x), self->calm, &self->coding) * self->bias);

  if (self->y > 0 && fabs (x - self->x) > 1e-6)
    self->steepness = CLAMP ((y - self->y) / (x - self->x), -2.0, -0.2);
  self->x = x;
  self->y = y;
}

/* Plans what comes close to @goal, from below if it can; else the coarsest that there is */
static void
aim (Fit    *self,
     double  goal)
{
  double fine = log (FINEST), coarse = log (COARSEST);

  plan (self, self->x);
  for (guint i = 0; i < TRIES && coarse - fine > FINE_STEP; i++)
    {
      double next = CLAMP (self->x + (goal - self->y) / self->steepness, log (FINEST),
                           log (COARSEST));

      if (self->y >= goal - UNDER && self->y <= goal + OVER)
        return;
      if (next == self->x)
        return; /* it fits at the finest, or does not at the coarsest */
      if (self->y > goal)
        fine = self->x;
      else
        coarse = self->x;
      plan (self, next < fine || next > coarse ? (fine + coarse) / 2 : next);
    }
  if (self->y > goal + OVER)
    plan (self, coarse);
}

/* Flattens the least that makes the rest fine, or all that shows nothing but noise */
static void
choose_calm (Fit *self)
{
  double goal = log (self->limit * GOAL);
  guint least = 0, most = pamor_probe_get_calm (self->probe);

  plan (self, log (FINE));
  if (self->y <= goal)
    return;
  while (least < most)
    {
      self->calm = (least + most) / 2;
      plan (self, self->x);
      if (self->y > goal)
        least = self->calm + 1;
      else
        most = self->calm;
    }
  self->calm = most;
}

/* Returns: FALSE when cancelled */
static gboolean
write_planned (Fit      *self,
               gint64   *bytes,
               GError  **error)
{
  g_autoptr (GBytes) jpeg = pamor_jpeg_write (self->planes, &self->coding, self->meter, error);

  if (jpeg == NULL)
    return FALSE;
  *bytes = g_bytes_get_size (jpeg);
  if (*bytes <= self->limit &&
      (self->best == NULL || *bytes > (gint64) g_bytes_get_size (self->best)))
    {
      g_clear_pointer (&self->best, g_bytes_unref);
      self->best = g_steal_pointer (&jpeg);
    }
  return TRUE;
}

/* Returns: FALSE when cancelled; whether something fits is seen by its best */
static gboolean
write_best (Fit     *self,
            GError **error)
{
  for (guint i = 0; i < PASSES; i++)
    {
      double before = self->x;
      gint64 bytes;

      aim (self, log (self->limit * GOAL));
      if (i == 0 ? self->y > log (self->limit) + PROBE_ERROR : self->x == before)
        return TRUE;
      if (!write_planned (self, &bytes, error))
        return FALSE;
      if (bytes > self->limit ? self->x >= log (COARSEST)
                              : bytes >= self->limit * GOOD_ENOUGH || self->x <= log (FINEST))
        return TRUE;
      self->bias *= bytes / exp (self->y);
    }
  return TRUE;
}

/* Returns: FALSE with an error; *jpeg stays NULL where nothing fits at this size */
static gboolean
fit_this_size (PamorPlanes  *planes,
               gint64        limit,
               PamorMeter   *meter,
               GBytes      **jpeg,
               GError      **error)
{
  g_auto (Fit) self = { .planes = planes, .meter = meter, .steepness = STEEPNESS, .bias = 1,
                        .limit = limit };

  pamor_planes_extend (planes);
  self.probe = pamor_probe_new (planes);
  if (self.probe == NULL)
    {
      g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_HUGE,
                           "Not enough memory for the picture");
      return FALSE;
    }
  pamor_meter_stage (meter, 50, 100);
  choose_calm (&self);
  if (!write_best (&self, error))
    return FALSE;
  *jpeg = g_steal_pointer (&self.best);
  return TRUE;
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
    pamor_planes_halve (planes);
  for (;;)
    {
      if (!fit_this_size (planes, limit, meter, &jpeg, error))
        return NULL;
      if (jpeg != NULL)
        return jpeg;
      if (luma->width == 1 && luma->height == 1)
        break;
      pamor_planes_halve (planes);
    }
  g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_INVALID,
                       "The limit is below what a single pixel needs");
  return NULL;
}
