/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a picture costs at any coarseness, from the frequencies of some of its MCUs. These lie on
 * diagonals: whole rows would miss or hit lines of text. Guarantees: a picture of few MCUs is
 * looked at whole; every symbol that can come gets a code, also one that the sample lacks. */
#include "photo/pamor-probe.h"

#include <math.h>
#include <string.h>

#include "photo/pamor-calm.h"

#define BLOCKS       25000 /* a sample of so many tells the bytes of the whole to about 1 % */
#define BARE         0.05  /* of the picture, at least, has nothing but noise to it */
#define NOISE        2     /* times what that has, and so many levels more as a desk has grain: */
#define GRAIN        7     /* what is livelier may be more than noise */
#define DARKEST      0.999 /* of the picture is paler than the darkest writing */
#define FAINT        0.5   /* of its contrast may still be writing, however strong the noise */
#define GOLDEN       0.618034
#define SCALE        8   /* of the levels */
#define TABLE_BYTES  295 /* of each kind: steps and codes */
#define HEADER_BYTES 35  /* of the rest but the coded data */

enum { EOB = 0x00, ZRL = 0xf0 }; /* T.81, F.1.2.2.1 */

typedef struct
{
  gint16 dc;         /* times SCALE */
  gint16 before;     /* that of the block that the difference is to */
  gint16 levels[64]; /* magnitudes in zigzag but for the first, times SCALE; the last is 0 */
  guint8 liveliness; /* of its patch */
  guint8 kind;       /* 0: luma, 1: chroma */
} Block;

/* A quantiser, in the order and unit of the levels */
typedef struct
{
  int     dc;
  gint16  halves[64];      /* of a step: what is smaller becomes 0 */
  guint32 reciprocals[63]; /* of a step, times 2^20 */
} Quantiser;

struct _PamorProbe
{
  /* Owned */
  Block  *blocks;

  guint   n;
  guint   kinds;
  double  parts; /* how many such samples make up the picture */
};

/* How often each symbol comes, and the bits that follow it in all */
typedef struct
{
  guint32 dc[2][256], ac[2][256];
  guint64 bits;
} Tally;

static const guint8 zigzag[63] = {
  1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13,
  6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45,
  38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63
};

/* The eight columns of a block at once (Arai, Agui and Nakajima's way), which compilers make into
 * vectors. What comes out is scaled, by aan[] below. */
static void
transform_columns (float block[8][8])
{
  for (guint x = 0; x < 8; x++)
    {
      float s07 = block[0][x] + block[7][x], d07 = block[0][x] - block[7][x];
      float s16 = block[1][x] + block[6][x], d16 = block[1][x] - block[6][x];
      float s25 = block[2][x] + block[5][x], d25 = block[2][x] - block[5][x];
      float s34 = block[3][x] + block[4][x], d34 = block[3][x] - block[4][x];
      float outer = s07 + s34, inner = s16 + s25, turned = s07 - s34;
      float z1 = (s16 - s25 + turned) * 0.707106781f;
      float low = d34 + d25, middle = (d25 + d16) * 0.707106781f, high = d16 + d07;
      float z5 = (low - high) * 0.382683433f;
      float z2 = 0.541196100f * low + z5, z4 = 1.306562965f * high + z5;
      float z11 = d07 + middle, z13 = d07 - middle;

      block[0][x] = outer + inner;
      block[4][x] = outer - inner;
      block[2][x] = turned + z1;
      block[6][x] = turned - z1;
      block[5][x] = z13 + z2;
      block[3][x] = z13 - z2;
      block[1][x] = z11 + z4;
      block[7][x] = z11 - z4;
    }
}

static void
transpose (float block[8][8])
{
  for (guint y = 0; y < 8; y++)
    for (guint x = 0; x < y; x++)
      {
        float swap = block[y][x];

        block[y][x] = block[x][y];
        block[x][y] = swap;
      }
}

/* The level of the block's mean, as the transform would have it */
static gint16
get_dc (const PamorPlane *plane,
        guint             column,
        guint             row)
{
  const guint8 *at = plane->data + (gsize) row * 8 * plane->stride + column * 8;
  int sum = 0;

  for (guint y = 0; y < 8; y++, at += plane->stride)
    for (guint x = 0; x < 8; x++)
      sum += at[x];
  return sum - 128 * 64; /* an eighth of the sum, times SCALE */
}

static void
add_block (PamorProbe       *self,
           guint             kind,
           const PamorPlane *plane,
           guint             column,
           guint             row)
{
  static const float aan[8] = { 1.0f, 1.387039845f, 1.306562965f, 1.175875602f,
                                1.0f, 0.785694958f, 0.541196100f, 0.275899379f };
  Block *block = &self->blocks[self->n++];
  const guint8 *at = plane->data + (gsize) row * 8 * plane->stride + column * 8;
  float f[8][8];

  for (guint y = 0; y < 8; y++, at += plane->stride)
    for (guint x = 0; x < 8; x++)
      f[y][x] = at[x];
  transform_columns (f);
  transpose (f);
  transform_columns (f);
  for (guint y = 0; y < 8; y++)
    for (guint x = 0; x < 8; x++)
      f[y][x] = fabsf (f[y][x]) / (aan[y] * aan[x]) + 0.5f; /* which leaves them times SCALE */
  for (guint k = 0; k < 63; k++)
    block->levels[k] = f[zigzag[k] % 8][zigzag[k] / 8]; /* still transposed */
  block->levels[63] = 0;
  block->kind = kind;
  block->dc = get_dc (plane, column, row);
}

/* Blocks of an MCU in the order of the coded data; each says what the one before it in its plane
 * had, the first what the MCU to the left had last */
static void
add_mcu (PamorProbe        *self,
         const PamorPlanes *planes,
         guint              column,
         guint              row)
{
  guint patch = planes->n == 3 ? 0 : 1; /* two MCUs of grey are as wide */
  guint8 liveliness = pamor_calm_measure (&planes->plane[0], column >> patch, row >> patch);

  for (guint i = 0; i < planes->n; i++)
    {
      const PamorPlane *plane = &planes->plane[i];
      guint side = i == 0 && planes->n == 3 ? 2 : 1;
      gint16 before = column > 0 ? get_dc (plane, column * side - 1, row * side + side - 1) : 0;

      for (guint j = 0; j < side * side; j++)
        {
          add_block (self, i > 0, plane, column * side + j % side, row * side + j / side);
          self->blocks[self->n - 1].before = before;
          self->blocks[self->n - 1].liveliness = liveliness;
          before = self->blocks[self->n - 1].dc;
        }
    }
}

/**
 * pamor_probe_new:
 * @planes: extended with pamor_planes_extend()
 *
 * Returns: (transfer full) (nullable): a probe that needs @planes no more; %NULL without memory
 */
PamorProbe *
pamor_probe_new (const PamorPlanes *planes)
{
  g_autoptr (PamorProbe) self = g_new0 (PamorProbe, 1);
  guint side = planes->n == 3 ? 16 : 8, blocks = planes->n == 3 ? 6 : 1;
  guint columns = (planes->plane[0].width + side - 1) / side;
  guint rows = (planes->plane[0].height + side - 1) / side;
  guint every = MAX ((guint64) columns * rows * blocks / BLOCKS, 1), mcus = 0;

  self->kinds = planes->n == 3 ? 2 : 1;
  self->blocks = g_try_malloc_n ((gsize) rows * (columns / every + 1) * blocks, sizeof (Block));
  if (self->blocks == NULL)
    return NULL;
  for (guint row = 0; row < rows; row++)
    for (guint column = fmod (row * GOLDEN, 1) * every; column < columns; column += every)
      {
        add_mcu (self, planes, column, row);
        mcus++;
      }
  self->parts = (double) columns * rows / mcus;
  return g_steal_pointer (&self);
}

static guint
get_size (guint magnitude)
{
  return magnitude == 0 ? 0 : g_bit_storage (magnitude);
}

static int
quantise_dc (int level,
             int step)
{
  return (level + (level < 0 ? -step : step) / 2) / step;
}

static Quantiser
make_quantiser (const guint8 *steps)
{
  Quantiser self = { .dc = SCALE * steps[0], .halves[63] = 1 };

  for (guint k = 0; k < 63; k++)
    {
      self.halves[k] = SCALE * steps[zigzag[k]] / 2;
      self.reciprocals[k] = (1 << 20) / (SCALE * steps[zigzag[k]]) + 1;
    }
  return self;
}

/* Most levels become 0: these are passed over by eights */
static void
count_block (Tally           *self,
             const Block     *block,
             const Quantiser *quantiser,
             gboolean         flat)
{
  guint32 *ac = self->ac[block->kind];
  guint size = get_size (ABS (quantise_dc (block->dc, quantiser->dc) -
                              quantise_dc (block->before, quantiser->dc)));
  guint8 stays[64];
  guint next = 0;

  self->dc[block->kind][size]++;
  self->bits += size;
  for (guint k = 0; k < 64; k++)
    stays[k] = block->levels[k] >= quantiser->halves[k];
  if (flat)
    memset (stays + 2, 0, sizeof stays - 2);
  for (guint eight = 0; eight < 64; eight += 8)
    {
      guint64 left;

      memcpy (&left, stays + eight, sizeof left);
      for (left = GUINT64_FROM_LE (left); left != 0; left &= left - 1)
        {
          guint k = eight + __builtin_ctzll (left) / 8, run = k - next;

          for (next = k + 1; run > 15; run -= 16)
            ac[ZRL]++;
          size = get_size ((guint64) (block->levels[k] + quantiser->halves[k]) *
                           quantiser->reciprocals[k] >> 20);
          ac[run << 4 | size]++;
          self->bits += size;
        }
    }
  if (next < 63)
    ac[EOB]++;
}

/* Counts of the whole picture; those that came in no block of the sample as if just once */
static double
finish_table (const guint32 *counts,
              double         parts,
              gboolean       dc,
              PamorHuffman  *out)
{
  guint32 whole[256];
  double bits = 0;

  for (guint i = 0; i < 256; i++)
    {
      gboolean legal = dc ? i <= 11 : i == EOB || i == ZRL || (i % 16 >= 1 && i % 16 <= 10);

      whole[i] = legal ? 1 + counts[i] * parts : 0;
    }
  pamor_huffman_optimise (out, whole);
  for (guint i = 0; i < 256; i++)
    bits += parts * counts[i] * out->lengths[i];
  return bits;
}

/* Returns: what @share of the sample is less lively than */
static guint
get_liveliness (const PamorProbe *self,
                double            share)
{
  guint counts[256] = { 0 }, n = 0, level = 0;

  for (guint i = 0; i < self->n; i++)
    if (self->blocks[i].kind == 0)
      {
        counts[self->blocks[i].liveliness]++;
        n++;
      }
  for (guint sum = counts[0]; sum <= n * share && level < 255; sum += counts[level])
    level++;
  return level;
}

/**
 * pamor_probe_get_calm:
 *
 * Returns: for pamor_calm_flatten(), the most that takes nothing away but noise
 */
guint
pamor_probe_get_calm (const PamorProbe *self)
{
  return MIN (NOISE * get_liveliness (self, BARE) + GRAIN,
              FAINT * get_liveliness (self, DARKEST));
}

/**
 * pamor_probe_plan:
 * @coarseness: as in pamor_coding_set_coarseness()
 * @calm: as in pamor_calm_flatten()
 * @coding: (out caller-allocates): steps so coarse, and codes that suit what they leave
 *
 * Returns: the bytes of the picture so coded, to about 1 %
 */
double
pamor_probe_plan (const PamorProbe *self,
                  double            coarseness,
                  guint             calm,
                  PamorCoding      *coding)
{
  g_autofree Tally *tally = g_new0 (Tally, 1);
  Quantiser quantisers[2];
  double bits;

  g_return_val_if_fail (self != NULL && coding != NULL, 0);

  pamor_coding_set_coarseness (coding, coarseness);
  coding->calm = calm;
  for (guint i = 0; i < 2; i++)
    quantisers[i] = make_quantiser (coding->steps[i]);
  for (guint i = 0; i < self->n; i++)
    count_block (tally, &self->blocks[i], &quantisers[self->blocks[i].kind],
                 self->blocks[i].kind == 0 && self->blocks[i].liveliness < calm);
  bits = self->parts * tally->bits;
  for (guint i = 0; i < self->kinds; i++)
    {
      bits += finish_table (tally->dc[i], self->parts, TRUE, &coding->dc[i]);
      bits += finish_table (tally->ac[i], self->parts, FALSE, &coding->ac[i]);
    }
  return HEADER_BYTES + self->kinds * TABLE_BYTES + bits / 8;
}

/** pamor_probe_free: with the blocks that it looked at */
void
pamor_probe_free (PamorProbe *self)
{
  g_free (self->blocks);
  g_free (self);
}
