/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An edit done to the samples of a picture. Guarantees: turns and crops take samples as they are;
 * straightening reads inside of the picture only; what fails or is cancelled leaves planes that can
 * be freed, no more. Any thread; no memory but that of the picture twice. */
#include "photo/pamor-edit-apply.h"

#include <math.h>
#include <string.h>

#include "base/pamor-error.h"

/* Places between two samples that the kernel is worked out for */
#define PHASES 64

/* Takes x, y of the straight picture to (a x + b y + c) / w, (d x + e y + f) / w of the one that it
 * was, with w = g x + h y + 1; all in samples of luma */
typedef struct
{
  double a, b, c, d, e, f, g, h;
} Slant;

typedef struct
{
  const PamorPlane *from;
  PamorPlane       *to;
  const Slant      *slant;
  double            scale; /* samples of luma to one of the plane */
  gint16            kernel[PHASES][4]; /* of 1 / 128 */
} Warp;

static gboolean
fail_for_memory (GError **error)
{
  g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_HUGE,
                       "Not enough memory for the picture");
  return FALSE;
}

static gboolean
turn (PamorPlanes *planes,
      guint        quarters)
{
  static const PamorOrientation turns[] = { PAMOR_ORIENTATION_UPRIGHT, PAMOR_ORIENTATION_TURN_RIGHT,
                                            PAMOR_ORIENTATION_TURN_HALF,
                                            PAMOR_ORIENTATION_TURN_LEFT };

  return pamor_planes_turn (planes, turns[quarters]);
}

/* Heckbert 1989, "Fundamentals of Texture Mapping", 2.2.3: unit square to quadrilateral */
static void
slant_init (Slant                *self,
            const PamorEditPoint *corners,
            const PamorPlane     *from,
            guint                 width,
            guint                 height)
{
  double x[4], y[4], dx1, dx2, dx3, dy1, dy2, dy3, det, g, h;

  for (guint i = 0; i < 4; i++)
    {
      x[i] = corners[i].x * from->width;
      y[i] = corners[i].y * from->height;
    }
  dx1 = x[1] - x[2];
  dx2 = x[3] - x[2];
  dx3 = x[0] - x[1] + x[2] - x[3];
  dy1 = y[1] - y[2];
  dy2 = y[3] - y[2];
  dy3 = y[0] - y[1] + y[2] - y[3];
  det = dx1 * dy2 - dx2 * dy1; /* not 0: valid corners make no straight line */
  g = (dx3 * dy2 - dx2 * dy3) / det;
  h = (dx1 * dy3 - dx3 * dy1) / det;
  *self = (Slant) { (x[1] - x[0] + g * x[1]) / width, (x[3] - x[0] + h * x[3]) / height, x[0],
                    (y[1] - y[0] + g * y[1]) / width, (y[3] - y[0] + h * y[3]) / height, y[0],
                    g / width, h / height };
}

/* As long as the longer of two opposite sides, so that nothing that could be read is lost; no more
 * pixels than there were */
static void
get_straight_size (const PamorEditPoint *corners,
                   const PamorPlane     *from,
                   guint                *width,
                   guint                *height)
{
  double side[4], shrink;

  for (guint i = 0; i < 4; i++)
    side[i] = hypot ((corners[(i + 1) % 4].x - corners[i].x) * from->width,
                     (corners[(i + 1) % 4].y - corners[i].y) * from->height);
  side[0] = MAX (side[0], side[2]);
  side[1] = MAX (side[1], side[3]);
  shrink = MIN (1, sqrt ((double) from->width * from->height / MAX (1, side[0] * side[1])));
  *width = MAX (1, lrint (side[0] * shrink));
  *height = MAX (1, lrint (side[1] * shrink));
}

/* Keys 1981, cubic convolution: of the kernels of four samples the one that keeps letters sharp */
static void
make_kernel (gint16 kernel[PHASES][4])
{
  for (guint i = 0; i < PHASES; i++)
    {
      double t = (double) i / PHASES, t2 = t * t, t3 = t2 * t;

      kernel[i][0] = lrint (128 * (-0.5 * t3 + t2 - 0.5 * t));
      kernel[i][2] = lrint (128 * (-1.5 * t3 + 2 * t2 + 0.5 * t));
      kernel[i][3] = lrint (128 * (0.5 * t3 - 0.5 * t2));
      kernel[i][1] = 128 - kernel[i][0] - kernel[i][2] - kernel[i][3];
    }
}

/* At the edge the last sample goes on */
static guint8
sample_edge (const Warp   *self,
             int           x,
             int           y,
             const gint16 *across,
             const gint16 *down)
{
  int sum = 0;

  for (int j = 0; j < 4; j++)
    {
      const guint8 *row = self->from->data
                          + CLAMP (y + j - 1, 0, (int) self->from->height - 1) * self->from->stride;

      for (int i = 0; i < 4; i++)
        sum += across[i] * down[j] * row[CLAMP (x + i - 1, 0, (int) self->from->width - 1)];
    }
  sum = (sum + (1 << 13)) >> 14;
  return CLAMP (sum, 0, 255);
}

static guint8
sample (const Warp *self,
        double      at_x,
        double      at_y)
{
  /* Neither is below -1: it is cheaper so than to floor() it */
  int phase_x = (at_x + 1) * PHASES, phase_y = (at_y + 1) * PHASES, sum = 0;
  int x = phase_x / PHASES - 1, y = phase_y / PHASES - 1;
  const gint16 *across = self->kernel[phase_x % PHASES], *down = self->kernel[phase_y % PHASES];
  const guint8 *row;

  if (x < 1 || y < 1 || x + 2 >= (int) self->from->width || y + 2 >= (int) self->from->height)
    return sample_edge (self, x, y, across, down);
  row = self->from->data + (gsize) (y - 1) * self->from->stride + x - 1;
  for (int j = 0; j < 4; j++, row += self->from->stride)
    sum += down[j] * (across[0] * row[0] + across[1] * row[1] + across[2] * row[2]
                      + across[3] * row[3]);
  sum = (sum + (1 << 13)) >> 14;
  return CLAMP (sum, 0, 255);
}

/* What is no number goes to the edge too */
static double
hold (double at,
      guint  size)
{
  return at > -1 ? MIN (at, size) : -1;
}

/* Samples stand for the middle of their square */
static void
warp_row (const Warp *self,
          guint       y)
{
  const Slant *slant = self->slant;
  guint8 *out = self->to->data + y * self->to->stride;
  double luma_y = (y + 0.5) * self->scale;

  for (guint x = 0; x < self->to->width; x++)
    {
      double luma_x = (x + 0.5) * self->scale;
      double w = (slant->g * luma_x + slant->h * luma_y + 1) * self->scale;
      double from_x = (slant->a * luma_x + slant->b * luma_y + slant->c) / w - 0.5;
      double from_y = (slant->d * luma_x + slant->e * luma_y + slant->f) / w - 0.5;

      out[x] = sample (self, hold (from_x, self->from->width), hold (from_y, self->from->height));
    }
}

static gboolean
straighten (PamorPlanes           *planes,
            const PamorEditPoint  *corners,
            PamorMeter            *meter,
            GError               **error)
{
  Slant slant;
  guint width, height;

  get_straight_size (corners, &planes->plane[0], &width, &height);
  slant_init (&slant, corners, &planes->plane[0], width, height);
  for (guint i = 0; i < planes->n; i++)
    {
      PamorPlane straight;
      Warp warp = { &planes->plane[i], &straight, &slant, i == 0 ? 1 : 2 };

      make_kernel (warp.kernel);
      if (!pamor_plane_init (&straight, i == 0 ? width : (width + 1) / 2,
                             i == 0 ? height : (height + 1) / 2))
        return fail_for_memory (error);
      for (guint y = 0; y < straight.height; y++)
        {
          if (y % 16 == 0 && !pamor_meter_tick (meter, (double) y / straight.height, error))
            {
              pamor_plane_clear (&straight);
              return FALSE;
            }
          warp_row (&warp, y);
        }
      pamor_plane_clear (&planes->plane[i]);
      planes->plane[i] = straight;
    }
  return TRUE;
}

static gboolean
crop_plane (PamorPlane *self,
            guint       left,
            guint       top,
            guint       width,
            guint       height)
{
  PamorPlane rest;

  if (!pamor_plane_init (&rest, width, height))
    return FALSE;
  for (guint y = 0; y < height; y++)
    memcpy (rest.data + y * rest.stride, self->data + (top + y) * self->stride + left, width);
  pamor_plane_clear (self);
  *self = rest;
  return TRUE;
}

/* From an even column and row on, for a sample of chroma stands for two of them */
static gboolean
crop (PamorPlanes     *planes,
      const PamorEdit *edit)
{
  guint width = planes->plane[0].width, height = planes->plane[0].height;
  guint left = (guint) (edit->crop.left * width) & ~1u;
  guint top = (guint) (edit->crop.top * height) & ~1u;

  width = MAX (width - left - (guint) (edit->crop.right * width), 1);
  height = MAX (height - top - (guint) (edit->crop.bottom * height), 1);
  for (guint i = 0; i < planes->n; i++)
    if (!(i == 0 ? crop_plane (&planes->plane[i], left, top, width, height)
                 : crop_plane (&planes->plane[i], left / 2, top / 2, (width + 1) / 2,
                               (height + 1) / 2)))
      return FALSE;
  return TRUE;
}

static void
brighten (PamorPlane *luma,
          double      brightness)
{
  guint8 curve[256];

  for (guint i = 0; i < 256; i++)
    curve[i] = lrint (255 * pow (i / 255.0, exp2 (-brightness)));
  for (guint y = 0; y < luma->height; y++)
    {
      guint8 *row = luma->data + y * luma->stride;

      for (guint x = 0; x < luma->width; x++)
        row[x] = curve[row[x]];
    }
}

static void
make_grey (PamorPlanes *planes)
{
  for (guint i = 1; i < planes->n; i++)
    pamor_plane_clear (&planes->plane[i]);
  planes->n = 1;
}

/**
 * pamor_edit_apply:
 * @planes: an upright picture
 * @edit: what to do to it
 * @meter: looked at for every few rows; its stage is that of this work
 *
 * Returns: whether it was done; else %PAMOR_ERROR_INVALID for an edit that is not valid,
 *   %PAMOR_ERROR_PHOTO_HUGE for want of memory or %G_IO_ERROR_CANCELLED, and @planes are of no use
 */
gboolean
pamor_edit_apply (PamorPlanes      *planes,
                  const PamorEdit  *edit,
                  PamorMeter       *meter,
                  GError          **error)
{
  g_return_val_if_fail (planes != NULL && edit != NULL && meter != NULL, FALSE);

  if (!pamor_edit_is_valid (edit))
    {
      g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_INVALID, "An edit that can't be done");
      return FALSE;
    }
  if (edit->grey)
    make_grey (planes);
  if (!turn (planes, edit->turns))
    return fail_for_memory (error);
  if (edit->straighten && !straighten (planes, edit->corners, meter, error))
    return FALSE;
  if ((edit->crop.left > 0 || edit->crop.top > 0 || edit->crop.right > 0 || edit->crop.bottom > 0)
      && !crop (planes, edit))
    return fail_for_memory (error);
  if (edit->brightness != 0)
    brighten (&planes->plane[0], edit->brightness);
  return TRUE;
}
