/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PAMOR_STROKES_LONGEST 63 /* pixels from stroke to stroke that are told apart */
#define PAMOR_STROKES_DEPTHS  32 /* shares of the contrast that are told apart, to more than once */

/** PamorStrokes: how often a stroke so far from the last and so deep was met; all 0 at first */
typedef struct
{
  guint counts[PAMOR_STROKES_LONGEST + 1][PAMOR_STROKES_DEPTHS];
} PamorStrokes;

guint  pamor_strokes_follow     (PamorStrokes       *self,
                                 const guint8       *line,
                                 gsize               step,
                                 guint               n,
                                 guint               swing,
                                 guint               contrast);
void   pamor_strokes_add        (PamorStrokes       *self,
                                 const PamorStrokes *other);
double pamor_strokes_get_letter (const PamorStrokes *self,
                                 double              share);
double pamor_strokes_get_depth  (const PamorStrokes *self,
                                 double              letter);

G_END_DECLS
