/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an officer asks to be done to a photo, as a plain value. Guarantees: a valid edit can be
 * done to any picture and leaves at least one pixel of it. */
#include "photo/pamor-edit.h"

#include <math.h>

/* Of the picture: what is cropped or straightened is a document, not a letter of one */
#define SMALLEST 0.02

static gboolean
is_part (double value)
{
  return isfinite (value) && value >= 0 && value <= 1;
}

/* Twice the area of the triangle, over 0 where @c lies to the right on the way from @a to @b */
static double
get_side (const PamorEditPoint *a,
          const PamorEditPoint *b,
          const PamorEditPoint *c)
{
  return (b->x - a->x) * (c->y - a->y) - (b->y - a->y) * (c->x - a->x);
}

/**
 * pamor_corners_are_valid:
 * @corners: (array fixed-size=4): from the upper left on, clockwise
 *
 * Returns: whether they lie in the picture and enclose what can be straightened
 */
gboolean
pamor_corners_are_valid (const PamorEditPoint *corners)
{
  g_return_val_if_fail (corners != NULL, FALSE);

  for (guint i = 0; i < 4; i++)
    if (!is_part (corners[i].x) || !is_part (corners[i].y) ||
        get_side (&corners[i], &corners[(i + 1) % 4], &corners[(i + 2) % 4]) <
          SMALLEST * SMALLEST)
      return FALSE;
  return TRUE;
}

/** pamor_edit_is_valid: Returns: whether pamor_edit_apply() can do it */
gboolean
pamor_edit_is_valid (const PamorEdit *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->turns < 4 && (!self->straighten || pamor_corners_are_valid (self->corners)) &&
         is_part (self->crop.left) && is_part (self->crop.right) &&
         is_part (self->crop.top) && is_part (self->crop.bottom) &&
         self->crop.left + self->crop.right <= 1 - SMALLEST &&
         self->crop.top + self->crop.bottom <= 1 - SMALLEST &&
         is_part (fabs (self->brightness));
}

/** pamor_edit_is_nothing: Returns: whether a photo stays as it is */
gboolean
pamor_edit_is_nothing (const PamorEdit *self)
{
  static const PamorEdit nothing = { 0 };

  return pamor_edit_equal (self, &nothing);
}

/** pamor_edit_equal: Returns: whether both do the same */
gboolean
pamor_edit_equal (const PamorEdit *a,
                  const PamorEdit *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  for (guint i = 0; i < 4 && a->straighten; i++)
    if (a->corners[i].x != b->corners[i].x || a->corners[i].y != b->corners[i].y)
      return FALSE;
  return a->turns == b->turns && !a->straighten == !b->straighten && !a->grey == !b->grey &&
         a->crop.left == b->crop.left && a->crop.right == b->crop.right &&
         a->crop.top == b->crop.top && a->crop.bottom == b->crop.bottom &&
         a->brightness == b->brightness;
}

static void
turn_right (PamorEdit *self)
{
  const PamorEdit was = *self;

  self->turns = (was.turns + 1) % 4;
  for (guint i = 0; i < 4 && was.straighten; i++)
    self->corners[(i + 1) % 4] = (PamorEditPoint) { 1 - was.corners[i].y, was.corners[i].x };
  self->crop.top = was.crop.left;
  self->crop.right = was.crop.top;
  self->crop.bottom = was.crop.right;
  self->crop.left = was.crop.bottom;
}

/**
 * pamor_edit_turn:
 * @quarters: to the right; below 0 to the left
 *
 * Turns what comes out of @self: the steps after the turn move along with it.
 */
void
pamor_edit_turn (PamorEdit *self,
                 int        quarters)
{
  g_return_if_fail (self != NULL);

  for (int i = (quarters % 4 + 4) % 4; i > 0; i--)
    turn_right (self);
}
