/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean pamor_photo_original_is_own (GFile     *file);
void     pamor_photo_original_offer  (GtkWidget *near,
                                      GPtrArray *files);

G_END_DECLS
