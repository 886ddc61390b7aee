/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PamorEditPoint: a place in a picture, as parts of its width and height, 0 to 1 */
typedef struct
{
  double x, y;
} PamorEditPoint;

/**
 * PamorEdit:
 *
 * What is done to a photo, in this order; a value, all zero is nothing. All measures are parts of
 * the picture as the step before left it, so that an edit fits any size of the same photo.
 */
typedef struct
{
  guint          turns;      /* quarters to the right, 0 to 3 */
  gboolean       straighten; /* what lies between the corners becomes the whole picture */
  PamorEditPoint corners[4]; /* from the upper left on, clockwise */
  struct
  {
    double left, top, right, bottom;
  } crop;                    /* how much goes at each side, 0 to less than 1 */
  double         brightness; /* -1 to 1; black and white stay, what is between moves */
  gboolean       grey;
} PamorEdit;

gboolean pamor_edit_is_nothing (const PamorEdit      *self);
gboolean pamor_edit_is_valid   (const PamorEdit      *self);
gboolean pamor_edit_equal      (const PamorEdit      *a,
                                const PamorEdit      *b);
void     pamor_edit_turn       (PamorEdit            *self,
                                int                   quarters);
gboolean pamor_corners_are_valid (const PamorEditPoint *corners);

G_END_DECLS
