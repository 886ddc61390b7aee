/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/pamor-planes.h"

G_BEGIN_DECLS

/** PamorLegibilityGrade: whether the office will be able to read a photo */
typedef enum
{
  PAMOR_LEGIBILITY_GOOD,
  PAMOR_LEGIBILITY_DOUBTFUL, /* to be looked at before it is kept */
  PAMOR_LEGIBILITY_BAD       /* hardly */
} PamorLegibilityGrade;

/** PamorLegibilityReason: what is the matter; of several what weighs most */
typedef enum
{
  PAMOR_LEGIBILITY_FINE,
  PAMOR_LEGIBILITY_DARK,
  PAMOR_LEGIBILITY_GLARE,
  PAMOR_LEGIBILITY_SMALL,   /* the writing has too few pixels */
  PAMOR_LEGIBILITY_BLURRED,
  PAMOR_LEGIBILITY_EMPTY,   /* no writing is found: the back of a paper, or out of focus */
  PAMOR_LEGIBILITY_CUT      /* the paper goes on outside of the picture */
} PamorLegibilityReason;

/** PamorLegibility: copied where it is kept */
typedef struct
{
  PamorLegibilityGrade  grade;
  PamorLegibilityReason reason;
} PamorLegibility;

void        pamor_legibility_judge      (const PamorPlanes      *planes,
                                        PamorLegibility        *verdict);
gboolean    pamor_legibility_judge_jpeg (GBytes                 *jpeg,
                                        PamorLegibility        *verdict,
                                        GError                **error);
const char *pamor_legibility_get_title  (const PamorLegibility  *self);
const char *pamor_legibility_get_remedy (const PamorLegibility  *self);

G_END_DECLS
