/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/pamor-edit.h"
#include "ui/widgets/pamor-photo-canvas.h"

G_BEGIN_DECLS

/**
 * PamorStudioFrame:
 *
 * Four corners over the photo of a canvas, to be moved by the mouse or, one after the other by Tab,
 * by the arrows; with Shift in smaller steps. What lies outside of them is darkened.
 */
#define PAMOR_TYPE_STUDIO_FRAME (pamor_studio_frame_get_type ())
G_DECLARE_FINAL_TYPE (PamorStudioFrame, pamor_studio_frame, PAMOR, STUDIO_FRAME, GtkWidget)

/** PamorStudioShape: what the corners may make up */
typedef enum
{
  PAMOR_STUDIO_SHAPE_NONE, /* nothing is shown */
  PAMOR_STUDIO_SHAPE_FREE, /* what can be straightened */
  PAMOR_STUDIO_SHAPE_RIGHT /* an upright rectangle */
} PamorStudioShape;

void                  pamor_studio_frame_set_canvas  (PamorStudioFrame     *self,
                                                      PamorPhotoCanvas     *canvas);
void                  pamor_studio_frame_show        (PamorStudioFrame     *self,
                                                      PamorStudioShape      shape,
                                                      const PamorEditPoint *corners);
const PamorEditPoint *pamor_studio_frame_get_corners (PamorStudioFrame     *self);
gboolean              pamor_studio_frame_move        (PamorStudioFrame     *self,
                                                      guint                 corner,
                                                      double                x,
                                                      double                y);

G_END_DECLS
