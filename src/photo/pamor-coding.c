/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a JPEG. Guarantees: steps that every decoder of 8 bits takes; codes of at most 16
 * bits, none of ones only, the best there are for the counts but for that limit. */
#include "photo/pamor-coding.h"

#include <stdlib.h>

#define NEVER 256 /* stands for the code of ones only, which T.81 forbids */

/* ITU-T T.81, annex K.1 */
static const guint8 standard[2][64] = {
  { 16, 11, 10, 16, 24, 40, 51, 61,     12, 12, 14, 19, 26, 58, 60, 55,
    14, 13, 16, 24, 40, 57, 69, 56,     14, 17, 22, 29, 51, 87, 80, 62,
    18, 22, 37, 56, 68, 109, 103, 77,   24, 35, 55, 64, 81, 104, 113, 92,
    49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99 },
  { 17, 18, 24, 47, 99, 99, 99, 99,     18, 21, 26, 66, 99, 99, 99, 99,
    24, 26, 56, 99, 99, 99, 99, 99,     47, 66, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99,     99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99,     99, 99, 99, 99, 99, 99, 99, 99 },
};

/**
 * pamor_coding_set_coarseness:
 * @coarseness: what the tables of the standard are multiplied with: 0.16 is quality 92 in libjpeg's
 *   counting, 1 is 50, 5 is 10
 */
void
pamor_coding_set_coarseness (PamorCoding *self,
                             double       coarseness)
{
  g_return_if_fail (coarseness > 0);

  for (guint i = 0; i < 2; i++)
    for (guint k = 0; k < 64; k++)
      self->steps[i][k] = CLAMP (standard[i][k] * coarseness + 0.5, 1, 255);
}

typedef struct
{
  guint   symbol;
  guint32 weight;
} Leaf;

static int
compare_leaves (gconstpointer a,
                gconstpointer b)
{
  const Leaf *x = a, *y = b;

  if (x->weight != y->weight)
    return x->weight < y->weight ? -1 : 1;
  return x->symbol > y->symbol ? -1 : x->symbol < y->symbol; /* NEVER first */
}

/* Joins the two lightest until one is left: of the leaves, which are sorted, and of what was
 * joined, which comes sorted by itself. So no lighter leaf ends higher than a heavier one. */
static void
get_depths (const Leaf *leaves,
            guint       n,
            guint16    *depths)
{
  guint64 weights[2 * (NEVER + 1)];
  guint16 parents[2 * (NEVER + 1)];
  guint leaf = 0, joined = n;

  for (guint i = 0; i < n; i++)
    weights[i] = leaves[i].weight;
  for (guint node = n; node < 2 * n - 1; node++)
    {
      weights[node] = 0;
      for (guint i = 0; i < 2; i++)
        {
          gboolean take_leaf = leaf < n && (joined == node || weights[leaf] <= weights[joined]);
          guint child = take_leaf ? leaf++ : joined++;

          weights[node] += weights[child];
          parents[child] = node;
        }
    }
  depths[2 * n - 2] = 0;
  for (guint node = 2 * n - 2; node-- > 0;)
    depths[node] = depths[parents[node]] + 1;
}

/* T.81, figure K.3: a pair of too long codes gives its prefix to one of them; the other goes
 * beside a shorter code, which grows by one bit. */
static void
shorten (guint16 *counts)
{
  for (guint length = NEVER; length > PAMOR_CODING_LONGEST; length--)
    while (counts[length] > 0)
      {
        guint shorter = length - 2;

        while (counts[shorter] == 0)
          shorter--;
        counts[length] -= 2;
        counts[length - 1]++;
        counts[shorter + 1] += 2;
        counts[shorter]--;
      }
}

/**
 * pamor_huffman_optimise:
 * @counts: (array fixed-size=256): how often each symbol comes; one that is 0 gets no code
 *
 * The shortest code for these symbols, by T.81, annex K.2.
 */
void
pamor_huffman_optimise (PamorHuffman  *self,
                        const guint32 *counts)
{
  Leaf leaves[NEVER + 1];
  guint16 depths[2 * (NEVER + 1)], lengths[NEVER + 1] = { 0 };
  guint n = 1, at = 0;

  g_return_if_fail (self != NULL && counts != NULL);

  leaves[0] = (Leaf) { NEVER, 0 };
  for (guint i = 0; i < NEVER; i++)
    if (counts[i] > 0)
      leaves[n++] = (Leaf) { i, counts[i] };
  qsort (leaves, n, sizeof *leaves, compare_leaves);
  get_depths (leaves, n, depths);
  for (guint i = 0; i < n; i++)
    lengths[depths[i]]++;
  shorten (lengths);
  *self = (PamorHuffman) { 0 };
  for (guint length = 1; length <= PAMOR_CODING_LONGEST; length++)
    for (guint i = 0; i < lengths[length] && at < n - 1; i++) /* the last is NEVER */
      {
        guint symbol = leaves[n - 1 - at].symbol;

        self->counts[length]++;
        self->lengths[symbol] = length;
        self->symbols[at++] = symbol;
      }
}
