/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PamorOrientation: how to make a picture upright, numbered as in EXIF 2.3, tag 0x0112 */
typedef enum
{
  PAMOR_ORIENTATION_UPRIGHT = 1,
  PAMOR_ORIENTATION_MIRROR_ACROSS,
  PAMOR_ORIENTATION_TURN_HALF,
  PAMOR_ORIENTATION_MIRROR_DOWN,
  PAMOR_ORIENTATION_TRANSPOSE,
  PAMOR_ORIENTATION_TURN_RIGHT,
  PAMOR_ORIENTATION_TRANSVERSE,
  PAMOR_ORIENTATION_TURN_LEFT
} PamorOrientation;

/** PamorWay: how what is stored comes upright */
typedef struct
{
  gboolean over; /* rows become columns */
  gboolean flip_rows, flip_columns;
} PamorWay;

PamorOrientation pamor_orientation_parse   (const guint8     *tiff,
                                            gsize             size);
PamorWay         pamor_orientation_get_way (PamorOrientation  self);

G_END_DECLS
