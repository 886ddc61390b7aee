/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/pamor-coding.h"
#include "photo/pamor-meter.h"
#include "photo/pamor-planes.h"

G_BEGIN_DECLS

GBytes *pamor_jpeg_write (const PamorPlanes  *planes,
                          const PamorCoding  *coding,
                          PamorMeter         *meter,
                          GError            **error);

G_END_DECLS
