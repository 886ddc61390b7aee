/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/pamor-legibility.h"

#include <gdk/gdk.h>
#include <gst/gst.h>

G_BEGIN_DECLS

/**
 * PamorCamera:
 *
 * A camera that is on: what it sees, small and often, and one picture at full size when asked. It
 * goes off when stopped or let go. GStreamer must be there: see PamorCameraFinder.
 *
 * Signal: lost (gboolean taken): it can't go on: unplugged, or @taken by another program.
 */
#define PAMOR_TYPE_CAMERA (pamor_camera_get_type ())
G_DECLARE_FINAL_TYPE (PamorCamera, pamor_camera, PAMOR, CAMERA, GObject)

PamorCamera *pamor_camera_new             (GstDevice           *device);
PamorCamera *pamor_camera_new_for_source  (const char          *description);
void         pamor_camera_start           (PamorCamera         *self);
void         pamor_camera_stop            (PamorCamera         *self);
GdkTexture  *pamor_camera_look            (PamorCamera         *self);
void         pamor_camera_judge_async     (PamorCamera         *self,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
gboolean     pamor_camera_judge_finish    (PamorCamera         *self,
                                           GAsyncResult        *result,
                                           PamorLegibility     *verdict);
void         pamor_camera_shoot_async     (PamorCamera         *self,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
GBytes      *pamor_camera_shoot_finish    (PamorCamera         *self,
                                           GAsyncResult        *result,
                                           GError             **error);

G_END_DECLS
