/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What decides whether a photo can be read. Guarantees: pure; no copy of the picture is made;
 * any size will do.
 *
 * The picture is laid out in tiles. Lines are followed through those with contrast, both ways, for
 * their strokes: how far apart these are tells how large the writing is, and how deep they are
 * whether it can be read, whatever the paper. */
#include "photo/pamor-measures.h"

#include "photo/pamor-calm.h"
#include "photo/pamor-strokes.h"

#define TILE    128 /* pixels; a thirty-second of the picture where that is less, 32 at least */
#define LINES   16  /* that are followed through a tile, each way */
#define SIGMA   0.512 /* sqrt (pi / 12): of noise, a mean second difference */
#define QUARTER 0.78  /* sqrt (6) * 0.319: of noise, a quarter of second differences are less */
#define FLAT    1     /* less noise is none, or was taken away */
#define PALE    12    /* levels below which there is no writing */
#define FAINT   0.4   /* of the contrast of the darkest writing, below which there is no writing */
#define SWING   0.15  /* of the contrast, below which there is no stroke */
#define STROKES 8     /* that make a tile a written one */
#define BURNT   250   /* the level from which on nothing is to be told apart */

/* At the edge of the paper the level changes by so much within two groups of pixels. Where it does
 * not, the paper goes on. */
#define GROUP   16
#define EDGE    0.06
#define CLOSED  0.2 /* share of a side at which paper may seem to go on though it ends */

typedef struct
{
  guint8   ink, paper; /* the levels below which 3 and 97 % of the tile are */
  guint8   noise;      /* quarters of a level: the mean second difference */
  guint8   burnt;      /* percent of its pixels */
  gboolean written;
} Tile;

typedef struct
{
  /* Borrowed */
  const PamorPlanes *planes;
  const PamorPlane  *luma;  /* the first of them */
  Tile              *tiles;

  guint              side; /* of a tile, in pixels */
  guint              columns, rows, n;
  double             noise; /* standard deviation */
  PamorStrokes       strokes;
} Look;

static guint
find_level (const guint *counts,
            guint        below)
{
  guint level = 0;

  for (guint sum = counts[0]; sum <= below && level < 255; sum += counts[level])
    level++;
  return level;
}

/* The last of a row or column may be smaller */
static guint
get_size (const Look *self,
          guint       at,
          guint       whole)
{
  return MIN (self->side, whole - at * self->side);
}

static void
survey (Look *self,
        guint column,
        guint row)
{
  const PamorPlane *luma = self->luma;
  guint wide = get_size (self, column, luma->width), high = get_size (self, row, luma->height);
  guint counts[256] = { 0 }, n = 0, bends = 0, burnt = 0;

  for (guint y = 0; y < high; y += 4)
    {
      const guint8 *at = luma->data + (row * self->side + y) * luma->stride + column * self->side;

      for (guint x = 0; x < wide; x += 4, n++)
        {
          counts[at[x]]++;
          if (x + 2 < wide)
            bends += ABS (at[x] - 2 * at[x + 1] + at[x + 2]);
        }
    }
  for (guint level = BURNT; level < 256; level++)
    burnt += counts[level];
  self->tiles[row * self->columns + column] =
    (Tile) { .ink = find_level (counts, n * 3 / 100), .paper = find_level (counts, n * 97 / 100),
             .noise = MIN (4 * bends / n, 255), .burnt = 100 * burnt / n };
}

/* Follows lines both ways, so that a turned picture gives the same */
static void
read_tile (Look *self,
           guint column,
           guint row)
{
  const PamorPlane *luma = self->luma;
  const guint8 *at = luma->data + (gsize) row * self->side * luma->stride + column * self->side;
  guint wide = get_size (self, column, luma->width), high = get_size (self, row, luma->height);
  Tile *tile = &self->tiles[row * self->columns + column];
  guint contrast = tile->paper - tile->ink, strokes = 0;
  guint step = self->side / LINES;
  guint swing = MAX (7 * self->noise, contrast * SWING);
  PamorStrokes found = { 0 };

  for (guint y = 0; y < high; y += step)
    strokes += pamor_strokes_follow (&found, at + y * luma->stride, 1, wide, swing, contrast);
  for (guint x = 0; x < wide; x += step)
    strokes += pamor_strokes_follow (&found, at + x, luma->stride, high, swing, contrast);
  tile->written = strokes >= STROKES;
  if (tile->written)
    pamor_strokes_add (&self->strokes, &found);
}

static guint
get_contrast (const Tile *tile)
{
  return tile->paper - tile->ink;
}

static guint
get_paper (const Tile *tile)
{
  return tile->paper;
}

static guint
get_noise (const Tile *tile)
{
  return tile->noise;
}

/* Returns: what @share of the tiles have less of: of the written ones, or of all */
static guint
pick (const Look *self,
      gboolean    written,
      double      share,
      guint     (*get) (const Tile *tile))
{
  guint counts[256] = { 0 }, n = 0;

  for (guint i = 0; i < self->n; i++)
    if (self->tiles[i].written || !written)
      {
        counts[get (&self->tiles[i])]++;
        n++;
      }
  return n == 0 ? 0 : find_level (counts, n * share);
}

/* Returns: the level of the paper in a part of the plane, whatever is written there */
static guint
get_paper_level (const PamorPlane *plane,
                 guint             left,
                 guint             top,
                 guint             wide,
                 guint             high)
{
  guint counts[256] = { 0 }, n = 0;

  for (guint y = top; y < MIN (top + high, plane->height); y += 2)
    for (guint x = left; x < MIN (left + wide, plane->width); x += 2, n++)
      counts[plane->data[y * plane->stride + x]]++;
  return find_level (counts, n * 3 / 4);
}

/* Tiles from a side of the frame inwards. @side: 0 left, 1 right, 2 upper, 3 lower.
 * Returns: pixels from the side into the tile after the first written one, 0 if there is none in
 * that half */
static guint
get_way (const Look *self,
         guint       side,
         guint       number)
{
  guint n = side < 2 ? self->columns : self->rows;

  for (guint i = 0; i < (n + 1) / 2; i++)
    {
      guint at = side % 2 ? n - 1 - i : i;

      if (self->tiles[side < 2 ? number * self->columns + at : at * self->columns + number].written)
        return (i + 2) * self->side;
    }
  return 0;
}

/* Whether nothing ends on the @way from the side of the frame to the writing, as luma or as colour
 * shows it; @wide: what is looked at of the side; all in samples of the plane */
static gboolean
is_open (const PamorPlane *plane,
         guint             side,
         guint             along,
         guint             wide,
         guint             way)
{
  guint end = side < 2 ? plane->width : plane->height;
  guint levels[2] = { 0 };

  for (guint i = 0; i * GROUP < way && (i + 1) * GROUP <= end; i++)
    {
      guint at = side % 2 ? end - (i + 1) * GROUP : i * GROUP;
      guint level = side < 2 ? get_paper_level (plane, at, along, GROUP, wide)
                             : get_paper_level (plane, along, at, wide, GROUP);

      if (i >= 2 && ABS ((int) level - (int) levels[i % 2]) > 2 + EDGE * MAX (level, levels[i % 2]))
        return FALSE;
      levels[i % 2] = level;
    }
  return TRUE;
}

static gboolean
is_open_in_all (const Look *self,
                guint       side,
                guint       number,
                guint       way)
{
  for (guint i = 0; i < self->planes->n; i++)
    {
      guint shift = i > 0;

      if (!is_open (&self->planes->plane[i], side, number * self->side >> shift,
                    self->side >> shift, way >> shift))
        return FALSE;
    }
  return TRUE;
}

/* Returns: the share of a side across which paper goes on, the most of the four; 0 where it does
 * so all around, as in a scan */
static double
find_cut (const Look *self)
{
  double most = 0, least = 1;

  for (guint side = 0; side < 4; side++)
    {
      guint n = side < 2 ? self->rows : self->columns, known = 0, open = 0;

      for (guint i = 0; i < n; i++)
        {
          guint way = get_way (self, side, i);

          known += way > 0;
          open += way > 0 && is_open_in_all (self, side, i, way);
        }
      most = MAX (most, known < 3 ? 0 : (double) open / known);
      least = MIN (least, known < 3 ? 1 : (double) open / known);
    }
  return least < CLOSED ? most : 0;
}

/* Within the frame of the writing: a lamp elsewhere does no harm. Paper that is white all over, as
 * that of a scan, hides nothing. */
static double
find_burnt (const Look *self,
            double      light)
{
  guint left = self->columns, right = 0, top = self->rows, bottom = 0, burnt = 0;

  for (guint i = 0; i < self->n; i++)
    if (self->tiles[i].written)
      {
        left = MIN (left, i % self->columns);
        right = MAX (right, i % self->columns);
        top = MIN (top, i / self->columns);
        bottom = MAX (bottom, i / self->columns);
      }
  if (left > right || light >= BURNT)
    return 0;
  for (guint row = top; row <= bottom; row++)
    for (guint column = left; column <= right; column++)
      burnt += self->tiles[row * self->columns + column].burnt > 50;
  return (double) burnt / ((right - left + 1) * (bottom - top + 1));
}

/* What pamor_calm_flatten() left alone has the noise that it had; around it is none. Strokes bend
 * more than noise does, but are few.
 * Returns: as a standard deviation, 0 if nothing is so lively */
static double
find_noise_in_patches (const Look *self,
                       guint       least)
{
  const PamorPlane *luma = self->luma;
  guint counts[256] = { 0 }, n = 0;

  for (guint row = 0; row < luma->height / PAMOR_CALM_SIDE; row++)
    for (guint column = row % 4; column < luma->width / PAMOR_CALM_SIDE; column += 4)
      if (pamor_calm_measure (luma, column, row) >= least)
        for (guint y = 1; y < PAMOR_CALM_SIDE; y += 4)
          {
            const guint8 *at = luma->data + (row * PAMOR_CALM_SIDE + y) * luma->stride +
                               column * PAMOR_CALM_SIDE;

            for (guint x = 0; x + 2 < PAMOR_CALM_SIDE; x++, n++)
              counts[MIN (ABS (at[x] - 2 * at[x + 1] + at[x + 2]), 255)]++;
          }
  return n == 0 ? 0 : find_level (counts, n / 4) / QUARTER;
}

static void
read_tiles (Look *self)
{
  double faint;
  guint least;

  for (guint i = 0; i < self->n; i++)
    survey (self, i % self->columns, i / self->columns);
  faint = FAINT * pick (self, FALSE, 1 - 4.0 / MAX (self->n, 4), get_contrast);
  self->noise = MAX (pick (self, FALSE, 0.2, get_noise) / 4.0 * SIGMA, 0.5);
  if (self->noise < FLAT)
    self->noise = MAX (self->noise, find_noise_in_patches (self, MAX (faint, PALE)));
  least = MAX (faint, PALE + 5 * self->noise);
  for (guint i = 0; i < self->n; i++)
    if (get_contrast (&self->tiles[i]) >= least)
      read_tile (self, i % self->columns, i / self->columns);
}

/**
 * pamor_measures_take:
 * @self: (out):
 * @planes: an upright picture
 */
void
pamor_measures_take (PamorMeasures     *self,
                     const PamorPlanes *planes)
{
  const PamorPlane *luma;
  g_autofree Tile *tiles = NULL;
  Look look = { 0 };
  guint written = 0;

  g_return_if_fail (self != NULL && planes != NULL);

  look.planes = planes;
  look.luma = luma = &planes->plane[0];
  look.side = CLAMP (MAX (luma->width, luma->height) / 32 / 16 * 16, 32, TILE);
  look.columns = (luma->width + look.side - 1) / look.side;
  look.rows = (luma->height + look.side - 1) / look.side;
  look.n = look.columns * look.rows;
  look.tiles = tiles = g_new0 (Tile, look.n);
  read_tiles (&look);
  for (guint i = 0; i < look.n; i++)
    written += tiles[i].written;
  *self = (PamorMeasures) {
    .letter = pamor_strokes_get_letter (&look.strokes, 0.2),
    .depth = pamor_strokes_get_depth (&look.strokes,
                                      pamor_strokes_get_letter (&look.strokes, 0.35)),
    .light = pick (&look, written > 0, written > 0 ? 0.5 : 0.9, get_paper),
    .written = (double) written / look.n,
    .cut = find_cut (&look),
  };
  self->burnt = find_burnt (&look, self->light);
}
