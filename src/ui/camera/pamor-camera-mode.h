/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

GstCaps *pamor_camera_mode_choose (GstCaps *can);

G_END_DECLS
