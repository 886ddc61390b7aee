/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-form.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pamor_photo_undo_offer (GtkWidget             *near,
                             PamorForm             *form,
                             const PamorAttachment *attachment,
                             const char            *instead,
                             const char            *words);

G_END_DECLS
