/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/pamor-planes.h"

G_BEGIN_DECLS

/** PamorMeasures: what a verdict rests on */
typedef struct
{
  double letter;   /* pixels from stroke to stroke in the smaller writing; 0: none was found */
  double depth;    /* how much of the contrast that writing has left, 1 for all */
  double light;    /* level of the paper */
  double written;  /* share of the picture that has strokes */
  double burnt;    /* share of the written part that is white without detail, as its paper is not */
  double cut;      /* share of a side of the frame across which the paper goes on */
} PamorMeasures;

void pamor_measures_take (PamorMeasures     *self,
                          const PamorPlanes *planes);

G_END_DECLS
