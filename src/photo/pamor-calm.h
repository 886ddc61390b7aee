/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/pamor-plane.h"

G_BEGIN_DECLS

#define PAMOR_CALM_SIDE 16 /* pixels of a patch, which is an MCU of 4:2:0 */

guint8 pamor_calm_measure (const PamorPlane *luma,
                           guint             column,
                           guint             row);
void   pamor_calm_flatten (const PamorPlane *luma,
                           guint             row,
                           guint             calm,
                           guint8           *strip);

G_END_DECLS
