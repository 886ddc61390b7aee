/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  PAMOR_TEST_COLOUR_420,
  PAMOR_TEST_COLOUR_422,
  PAMOR_TEST_COLOUR_444,
  PAMOR_TEST_COLOUR_411,
  PAMOR_TEST_COLOUR_RGB,
  PAMOR_TEST_COLOUR_GREY,
  PAMOR_TEST_COLOUR_CMYK
} PamorTestColour;

/**
 * PamorTestPicture:
 *
 * An invented document under uneven light: strokes like text, a blue head, noise; its corners are
 * red, green, blue, yellow from the upper left on in reading order. The same spec gives the same
 * picture.
 */
typedef struct
{
  guint           width, height; /* pixels, upright */
  guint           orientation;   /* 0: no metadata; 1-8: by EXIF, with a place; and a comment */
  guint           seed;
  guint           noise;   /* levels up and down */
  guint           quality; /* of the JPEG, 0: 90 */
  PamorTestColour colour;
  gboolean        progressive;
  gboolean        arithmetic; /* a coding that browsers do not read */
} PamorTestPicture;

void    pamor_test_picture_pixel  (const PamorTestPicture *self,
                                   guint                   x,
                                   guint                   y,
                                   guint8                 *rgb);
guint8 *pamor_test_picture_stored (const PamorTestPicture *self,
                                   guint                  *width,
                                   guint                  *height);
GBytes *pamor_test_picture_jpeg   (const PamorTestPicture *self);
GBytes *pamor_test_picture_png    (const PamorTestPicture *self,
                                   int                     type,
                                   int                     depth,
                                   gboolean                interlaced);
guint8 *pamor_test_picture_decode (GBytes                 *jpeg,
                                   guint                  *width,
                                   guint                  *height);

G_END_DECLS
