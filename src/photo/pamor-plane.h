/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/pamor-orientation.h"

G_BEGIN_DECLS

/** PamorPlane: samples of one component; memory goes on to full blocks of 16 each way */
typedef struct
{
  guint8 *data; /* (owned) */
  guint   width, height;
  guint   rows;   /* in memory */
  gsize   stride; /* bytes from row to row */
} PamorPlane;

gboolean pamor_plane_init        (PamorPlane        *self,
                                  guint              width,
                                  guint              height);
gboolean pamor_plane_init_turned (PamorPlane        *self,
                                  guint              width,
                                  guint              height,
                                  PamorOrientation   orientation);
void     pamor_plane_clear       (PamorPlane        *self);
void     pamor_plane_halve       (PamorPlane        *self);
void     pamor_plane_halve_into  (const PamorPlane  *self,
                                  guint              rows,
                                  gboolean           across,
                                  gboolean           down,
                                  PamorPlane        *out,
                                  guint              at);
gboolean pamor_plane_turn        (PamorPlane        *self,
                                  PamorOrientation   orientation);
void     pamor_plane_put         (PamorPlane        *self,
                                  const PamorPlane  *strip,
                                  guint              rows,
                                  guint              at,
                                  PamorOrientation   orientation);

G_END_DECLS
