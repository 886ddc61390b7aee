/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* Cameras that GStreamer finds, plugged in and out by a test. No real one is found beside them. */
void pamor_test_cameras_start  (void);
void pamor_test_cameras_plug   (const char *name);
void pamor_test_cameras_unplug (const char *name);

G_END_DECLS
