/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/pamor-edit.h"
#include "photo/pamor-planes.h"

G_BEGIN_DECLS

gboolean pamor_edit_find_corners (const PamorPlanes *planes,
                                  PamorEditPoint    *corners);

G_END_DECLS
