/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/pamor-meter.h"
#include "photo/pamor-photo-kind.h"
#include "photo/pamor-planes.h"

G_BEGIN_DECLS

PamorPlanes *pamor_decoder_read (GBytes            *source,
                                 PamorPhotoKind     kind,
                                 guint              page,
                                 PamorMeter        *meter,
                                 PamorOrientation  *orientation,
                                 guint             *pages,
                                 GError           **error);

G_END_DECLS
