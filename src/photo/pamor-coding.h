/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PAMOR_CODING_LONGEST 16 /* bits of a code */

/** PamorHuffman: a code as a JPEG lists it, and the other way round */
typedef struct
{
  guint8 counts[PAMOR_CODING_LONGEST + 1]; /* how many codes have so many bits; 0 of none */
  guint8 symbols[256];                     /* shortest codes first */
  guint8 lengths[256];                     /* bits of each symbol's code */
} PamorHuffman;

/** PamorCoding: what a baseline JPEG is coded with; 0: luma, 1: chroma */
typedef struct
{
  guint8       steps[2][64]; /* of the quantiser, row by row */
  PamorHuffman dc[2], ac[2];
  guint        calm;         /* what pamor_calm_flatten() is told; 0: nothing is flattened */
} PamorCoding;

void pamor_coding_set_coarseness (PamorCoding   *self,
                                  double         coarseness);
void pamor_huffman_optimise      (PamorHuffman  *self,
                                  const guint32 *counts);

G_END_DECLS
