/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/pamor-orientation.h"

G_BEGIN_DECLS

PamorOrientation  pamor_jpeg_segments_get_orientation (GBytes *jpeg);
GBytes           *pamor_jpeg_segments_strip           (GBytes *jpeg,
                                                       gint64  limit);

G_END_DECLS
