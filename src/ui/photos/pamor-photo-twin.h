/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-form.h"

G_BEGIN_DECLS

char *pamor_photo_twin_describe (PamorForm *form,
                                 GPtrArray *photos);

G_END_DECLS
