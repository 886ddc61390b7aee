/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-form.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pamor_photo_twin_show (GtkLabel  *label,
                            PamorForm *form,
                            GPtrArray *photos);

G_END_DECLS
