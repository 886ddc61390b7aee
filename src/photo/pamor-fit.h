/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/pamor-meter.h"
#include "photo/pamor-planes.h"

G_BEGIN_DECLS

GBytes *pamor_fit (PamorPlanes  *planes,
                   gint64        limit,
                   PamorMeter   *meter,
                   GError      **error);

G_END_DECLS
