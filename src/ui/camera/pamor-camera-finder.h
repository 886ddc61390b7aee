/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PamorCameraFinder:
 *
 * The cameras that are plugged in, as they come and go.
 *
 * Property: ready (boolean): whether it looked already; before, the list says nothing.
 */
#define PAMOR_TYPE_CAMERA_FINDER (pamor_camera_finder_get_type ())
G_DECLARE_FINAL_TYPE (PamorCameraFinder, pamor_camera_finder, PAMOR, CAMERA_FINDER, GObject)

PamorCameraFinder *pamor_camera_finder_new      (void);
GListModel        *pamor_camera_finder_get_list (PamorCameraFinder *self);
gboolean           pamor_camera_finder_is_ready (PamorCameraFinder *self);

G_END_DECLS
