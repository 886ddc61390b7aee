/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/pamor-plane.h"

G_BEGIN_DECLS

/**
 * PamorPlanes:
 *
 * A picture as JPEG codes it: luma, and for colour two chroma planes of half the size each way,
 * rounded up. 1.5 bytes a pixel.
 */
typedef struct
{
  guint      n; /* 1: grey, 3: colour */
  PamorPlane plane[3];
} PamorPlanes;

PamorPlanes *pamor_planes_new      (guint              width,
                                    guint              height,
                                    gboolean           colour);
void         pamor_planes_free     (PamorPlanes       *self);
void         pamor_planes_put_rgb  (PamorPlanes       *self,
                                    guint              y,
                                    const guint8      *row,
                                    const guint8      *next);
void         pamor_planes_halve    (PamorPlanes       *self);
gboolean     pamor_planes_turn     (PamorPlanes       *self,
                                    PamorOrientation   orientation);
void         pamor_planes_extend   (PamorPlanes       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorPlanes, pamor_planes_free)

G_END_DECLS
