/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/camera/pamor-camera-finder.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PamorCameraWindow:
 *
 * What a camera sees, live, and the shutter. The camera is on only while the window is on screen.
 * Signal: took (GBytes *jpeg): once; the window closes.
 */
#define PAMOR_TYPE_CAMERA_WINDOW (pamor_camera_window_get_type ())
G_DECLARE_FINAL_TYPE (PamorCameraWindow, pamor_camera_window, PAMOR, CAMERA_WINDOW, AdwWindow)

GtkWidget *pamor_camera_window_new (const char        *title,
                                    gboolean           judges,
                                    PamorCameraFinder *finder,
                                    const char        *stand_in);

G_END_DECLS
