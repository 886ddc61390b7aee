/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/pamor-edit.h"
#include "photo/pamor-meter.h"
#include "photo/pamor-planes.h"

G_BEGIN_DECLS

gboolean pamor_edit_apply (PamorPlanes      *planes,
                           const PamorEdit  *edit,
                           PamorMeter       *meter,
                           GError          **error);

G_END_DECLS
