/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the document lies in a photo. The picture is made small; what stands out from the desk is
 * the largest piece over Otsu's threshold, once by its light alone and once by how unlike the rim
 * of the picture it is. Its hull is cut down to four sides. Only what is plainly a sheet counts:
 * full, four-cornered, its sides seen against the desk. Guarantees: the same picture gives the
 * same corners; those that are given are valid. */
#include "photo/pamor-edit-corners.h"

#include <math.h>
#include <string.h>

/* Pixels of the longer side that are looked at */
#define SIDE 400

/* Pixels that print and what separates it are closed over */
#define REACH 4

#define LEAST_AREA  0.015 /* of the picture */
#define MOST_AREA   0.97
#define LEAST_FULL  0.80 /* of the hull that belongs to the piece: print leaves holes */
#define LEAST_SQUARE 0.90 /* of the four-cornered area that the hull fills */
#define LEAST_STEP  8    /* levels between both sides of an edge, in the middle of them */
#define BEYOND      0.02 /* by which a corner may lie outside, of the picture */

/** Map: one value a pixel */
typedef struct
{
  guint8 *data; /* (owned) */
  int     width, height;
} Map;

typedef PamorEditPoint Point;

static void
map_clear (Map *self)
{
  g_clear_pointer (&self->data, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Map, map_clear)

static Map
map_new (int width,
         int height)
{
  return (Map) { g_new0 (guint8, (gsize) width * height), width, height };
}

/* Averages, so that print and noise do not count */
static Map
make_small (const PamorPlane *plane,
            int               width,
            int               height)
{
  Map small = map_new (width, height);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint left = (gsize) x * plane->width / width, top = (gsize) y * plane->height / height;
        guint right = MAX (left + 1, (gsize) (x + 1) * plane->width / width);
        guint bottom = MAX (top + 1, (gsize) (y + 1) * plane->height / height);
        guint64 sum = 0;

        for (guint row = top; row < bottom; row++)
          for (guint column = left; column < right; column++)
            sum += plane->data[row * plane->stride + column];
        small.data[y * width + x] = sum / ((guint64) (right - left) * (bottom - top));
      }
  return small;
}

/* The highest (or lowest) of those within REACH of each place in one direction, at @step */
static void
spread_line (const guint8 *from,
             guint8       *to,
             int           length,
             int           step,
             gboolean      highest)
{
  for (int at = 0; at < length; at++)
    {
      guint8 value = from[at * step];

      for (int near = MAX (0, at - REACH); near <= MIN (length - 1, at + REACH); near++)
        value = highest ? MAX (value, from[near * step]) : MIN (value, from[near * step]);
      to[at * step] = value;
    }
}

static void
spread (Map      *self,
        gboolean  highest)
{
  g_autofree guint8 *across = g_malloc ((gsize) self->width * self->height);

  for (int y = 0; y < self->height; y++)
    spread_line (self->data + y * self->width, across + y * self->width, self->width, 1, highest);
  for (int x = 0; x < self->width; x++)
    spread_line (across + x, self->data + x, self->height, self->width, highest);
}

/* So that a sheet is one piece whatever is printed on it */
static void
close_print (Map *self)
{
  spread (self, TRUE);
  spread (self, FALSE);
}

static int
find_middle (const guint *counts,
             guint        total)
{
  guint sum = 0;
  int value = 0;

  while (value < 255 && (sum += counts[value]) * 2 < total)
    value++;
  return value;
}

/* The value in the middle of those along the rim, which is desk as a rule */
static int
get_rim (const Map *self)
{
  guint counts[256] = { 0 }, total = 0;
  int depth = MAX (1, MIN (self->width, self->height) / 40);

  for (int y = 0; y < self->height; y++)
    for (int x = 0; x < self->width; x++)
      if (x < depth || y < depth || x >= self->width - depth || y >= self->height - depth)
        {
          counts[self->data[y * self->width + x]]++;
          total++;
        }
  return find_middle (counts, total);
}

/* How unlike the rim each place is; colour counts twice, for it hardly changes with the light */
static Map
make_unlike (const Map *maps,
             guint      n)
{
  Map unlike = map_new (maps[0].width, maps[0].height);
  int rim[3];

  for (guint i = 0; i < n; i++)
    rim[i] = get_rim (&maps[i]);
  for (int at = 0; at < unlike.width * unlike.height; at++)
    {
      int sum = ABS (maps[0].data[at] - rim[0]);

      for (guint i = 1; i < n; i++)
        sum += 2 * ABS (maps[i].data[at] - rim[i]);
      unlike.data[at] = MIN (sum, 255);
    }
  return unlike;
}

/* Otsu 1979: the threshold that parts the values from @from to @to into the two most even groups */
static int
get_threshold (const Map *self,
               int        from,
               int        to)
{
  guint counts[256] = { 0 };
  double total = 0, all = 0, low = 0, low_sum = 0, best = -1;
  int threshold = from;

  for (int at = 0; at < self->width * self->height; at++)
    counts[self->data[at]]++;
  for (int i = from; i <= to; i++)
    {
      total += counts[i];
      all += (double) i * counts[i];
    }
  for (int i = from; i < to; i++)
    {
      double apart, between;

      low += counts[i];
      low_sum += (double) i * counts[i];
      if (low == 0 || low >= total)
        continue;
      apart = low_sum / low - (all - low_sum) / (total - low);
      between = low * (total - low) * apart * apart;
      if (between > best)
        {
          best = between;
          threshold = i;
        }
    }
  return threshold;
}

/* Marks the piece around @at in @piece as @mark. Returns: its pixels */
static guint
fill (const Map *self,
      int        threshold,
      int        at,
      guint8    *piece,
      guint8     mark,
      GArray    *stack)
{
  guint area = 0;

  piece[at] = mark;
  g_array_append_val (stack, at);
  while (stack->len > 0)
    {
      int here = g_array_index (stack, int, stack->len - 1), x = here % self->width;
      const int next[] = { x > 0 ? here - 1 : -1, x + 1 < self->width ? here + 1 : -1,
                           here - self->width, here + self->width };

      g_array_set_size (stack, stack->len - 1);
      area++;
      for (guint i = 0; i < G_N_ELEMENTS (next); i++)
        if (next[i] >= 0 && next[i] < self->width * self->height && piece[next[i]] == 0 &&
            self->data[next[i]] > threshold)
          {
            piece[next[i]] = mark;
            g_array_append_val (stack, next[i]);
          }
    }
  return area;
}

/* The largest piece over @threshold, marked 2; all others 1. Returns: its pixels */
static guint
find_piece (const Map *self,
            int        threshold,
            guint8    *piece)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (int));
  guint largest = 0;
  int start = -1;

  for (int at = 0; at < self->width * self->height; at++)
    if (self->data[at] > threshold && piece[at] == 0)
      {
        guint area = fill (self, threshold, at, piece, 1, stack);

        if (area > largest)
          {
            largest = area;
            start = at;
          }
      }
  if (start < 0)
    return 0;
  for (int at = 0; at < self->width * self->height; at++)
    piece[at] = 0;
  return fill (self, threshold, start, piece, 2, stack);
}

static double
get_side (const Point *a,
          const Point *b,
          const Point *c)
{
  return (b->x - a->x) * (c->y - a->y) - (b->y - a->y) * (c->x - a->x);
}

static void
add_to_hull (GArray *hull,
             guint   floor,
             double  x,
             double  y)
{
  Point point = { x, y };

  while (hull->len >= floor + 2 &&
         get_side (&g_array_index (hull, Point, hull->len - 2),
                   &g_array_index (hull, Point, hull->len - 1), &point) <= 0)
    g_array_set_size (hull, hull->len - 1);
  g_array_append_val (hull, point);
}

/* Andrew's monotone chain, down the right ends of the rows and up the left ones: clockwise */
static GArray *
make_hull (const guint8 *piece,
           int           width,
           int           height)
{
  GArray *hull = g_array_new (FALSE, FALSE, sizeof (Point));
  guint turn;

  for (int y = 0; y < height; y++)
    {
      const guint8 *last = memrchr (piece + y * width, 2, width);

      if (last != NULL)
        {
          add_to_hull (hull, 0, last - (piece + y * width) + 1, y);
          add_to_hull (hull, 0, last - (piece + y * width) + 1, y + 1);
        }
    }
  turn = MAX (hull->len, 1) - 1;
  for (int y = height - 1; y >= 0; y--)
    {
      const guint8 *first = memchr (piece + y * width, 2, width);

      if (first != NULL)
        {
          add_to_hull (hull, turn, first - (piece + y * width), y + 1);
          add_to_hull (hull, turn, first - (piece + y * width), y);
        }
    }
  return hull;
}

static double
get_area (const Point *points,
          guint        n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += points[i].x * points[(i + 1) % n].y - points[(i + 1) % n].x * points[i].y;
  return sum / 2;
}

/* What is added when side @i goes and its neighbours are drawn on until they meet, at *meet.
 * Returns: G_MAXDOUBLE where they do not */
static double
get_cost (const Point *hull,
          guint        n,
          guint        i,
          Point       *meet)
{
  const Point *a = &hull[(i + n - 1) % n], *b = &hull[i], *c = &hull[(i + 1) % n],
              *d = &hull[(i + 2) % n];
  double across = (b->x - a->x) * (d->y - c->y) - (b->y - a->y) * (d->x - c->x);
  double along;

  if (across <= 1e-9)
    return G_MAXDOUBLE;
  along = ((c->x - b->x) * (d->y - c->y) - (c->y - b->y) * (d->x - c->x)) / across;
  if (along < 0)
    return G_MAXDOUBLE;
  *meet = (Point) { b->x + along * (b->x - a->x), b->y + along * (b->y - a->y) };
  return fabs (get_side (b, meet, c)) / 2;
}

/* Takes away the side that adds the least, until four are left. Returns: whether it came to that */
static gboolean
cut_down (GArray *hull)
{
  while (hull->len > 4)
    {
      Point *points = (gpointer) hull->data, meet = { 0 }, best_meet = { 0 };
      double best = G_MAXDOUBLE;
      guint side = 0;

      for (guint i = 0; i < hull->len; i++)
        {
          double cost = get_cost (points, hull->len, i, &meet);

          if (cost < best)
            {
              best = cost;
              best_meet = meet;
              side = i;
            }
        }
      if (best == G_MAXDOUBLE)
        return FALSE;
      points[side] = best_meet;
      g_array_remove_index (hull, (side + 1) % hull->len);
    }
  return hull->len == 4;
}

/* Turns them so that the first is the upper left one, that with the least x + y */
static void
put_in_order (Point *corners)
{
  Point was[4];
  guint first = 0;

  memcpy (was, corners, sizeof was);
  for (guint i = 1; i < 4; i++)
    if (was[i].x + was[i].y < was[first].x + was[first].y)
      first = i;
  for (guint i = 0; i < 4; i++)
    corners[i] = was[(first + i) % 4];
}

static int
get (const Map *self,
     double     x,
     double     y)
{
  int column = CLAMP ((int) x, 0, self->width - 1), row = CLAMP ((int) y, 0, self->height - 1);

  return self->data[row * self->width + column];
}

/* How much the map rises over the side from @a to @b, in the middle of places along it. Returns:
 * -1 on the rim of the picture, which is no side of a sheet that could be seen */
static int
get_step (const Map   *self,
          const Point *a,
          const Point *b)
{
  double length = hypot (b->x - a->x, b->y - a->y);
  double in_x = -(b->y - a->y) / length, in_y = (b->x - a->x) / length;
  guint counts[256] = { 0 };

  for (int i = 10; i < 90; i++)
    {
      double x = a->x + (b->x - a->x) * i / 100, y = a->y + (b->y - a->y) * i / 100;

      if (x - 3 * in_x < 0 || y - 3 * in_y < 0 || x - 3 * in_x >= self->width ||
          y - 3 * in_y >= self->height)
        return -1;
      counts[CLAMP (get (self, x + 3 * in_x, y + 3 * in_y) -
                    get (self, x - 3 * in_x, y - 3 * in_y), 0, 255)]++;
    }
  return find_middle (counts, 80);
}

/* Returns: how plainly the corners are those of a sheet; 0 not at all */
static int
judge (const Map   *self,
       const Point *corners)
{
  int weakest = 255, seen = 0;

  for (guint i = 0; i < 4; i++)
    {
      int step = get_step (self, &corners[i], &corners[(i + 1) % 4]);

      if (step >= 0)
        {
          weakest = MIN (weakest, step);
          seen++;
        }
    }
  return seen >= 2 && weakest >= LEAST_STEP ? weakest : 0;
}

/* To parts of the picture, each in it. Returns: FALSE where one lies too far outside */
static gboolean
scale_to_parts (const Map *self,
                Point     *corners)
{
  for (guint i = 0; i < 4; i++)
    {
      double x = corners[i].x / self->width, y = corners[i].y / self->height;

      if (x < -BEYOND || x > 1 + BEYOND || y < -BEYOND || y > 1 + BEYOND)
        return FALSE;
      corners[i] = (Point) { CLAMP (x, 0, 1), CLAMP (y, 0, 1) };
    }
  return pamor_corners_are_valid (corners);
}

/* Returns: how plainly the piece over @threshold is a sheet, whose corners are then in @corners; 0
 * where it is none */
static int
look_over (const Map *self,
           int        threshold,
           Point     *corners)
{
  g_autofree guint8 *piece = g_new0 (guint8, (gsize) self->width * self->height);
  double whole = (double) self->width * self->height;
  double area = find_piece (self, threshold, piece), hull_area, full;
  g_autoptr (GArray) hull = NULL;
  int plain;

  if (area < LEAST_AREA * whole || area > MOST_AREA * whole)
    return 0;
  hull = make_hull (piece, self->width, self->height);
  hull_area = get_area ((gpointer) hull->data, hull->len);
  if (area < LEAST_FULL * hull_area || !cut_down (hull))
    return 0;
  full = get_area ((gpointer) hull->data, 4);
  if (hull_area < LEAST_SQUARE * full || full > MOST_AREA * whole)
    return 0;
  memcpy (corners, hull->data, 4 * sizeof *corners);
  put_in_order (corners);
  plain = judge (self, corners);
  return scale_to_parts (self, corners) ? plain : 0;
}

/* On a desk that is unevenly lit, or with a photo on it that stands out most of all, the second or
 * third threshold is that of the sheet. Returns: as look_over() */
static int
find_sheet (const Map *self,
            Point     *corners)
{
  int middle = get_threshold (self, 0, 255), plainest = 0;
  int thresholds[] = { middle, get_threshold (self, 0, middle), get_threshold (self, middle, 255) };

  for (guint i = 0; i < G_N_ELEMENTS (thresholds); i++)
    {
      Point found[4];
      int plain = look_over (self, thresholds[i], found);

      if (plain > plainest)
        {
          plainest = plain;
          memcpy (corners, found, sizeof found);
        }
    }
  return plainest;
}

/**
 * pamor_edit_find_corners:
 * @planes: an upright picture
 * @corners: (out caller-allocates) (array fixed-size=4): of the document, as in #PamorEdit
 *
 * Finds a light sheet on a darker desk, and what has another colour than the desk.
 *
 * Returns: %FALSE where no sheet is plainly seen, one that fills the picture included
 */
gboolean
pamor_edit_find_corners (const PamorPlanes *planes,
                         PamorEditPoint    *corners)
{
  const PamorPlane *luma;
  Map maps[3] = { 0 };
  g_auto (Map) unlike = { 0 };
  Point other[4];
  double shrink;
  int plain;

  g_return_val_if_fail (planes != NULL && corners != NULL, FALSE);

  luma = &planes->plane[0];
  shrink = MIN (1, (double) SIDE / MAX (luma->width, luma->height));
  for (guint i = 0; i < planes->n; i++)
    maps[i] = make_small (&planes->plane[i], MAX (1, (int) (luma->width * shrink)),
                          MAX (1, (int) (luma->height * shrink)));
  unlike = make_unlike (maps, planes->n);
  close_print (&maps[0]);
  close_print (&unlike);
  plain = find_sheet (&maps[0], corners);
  if (find_sheet (&unlike, other) > plain)
    {
      memcpy (corners, other, sizeof other);
      plain = 1;
    }
  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    map_clear (&maps[i]);
  return plain > 0;
}
