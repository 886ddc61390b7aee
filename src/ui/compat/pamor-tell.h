/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pamor_tell (GtkWidget  *parent,
                 const char *heading,
                 const char *body,
                 const char *close);
void pamor_tell_before (GtkWidget  *parent,
                        const char *heading,
                        const char *body,
                        const char *stay,
                        const char *go,
                        GCallback   on_go,
                        GObject    *object);

G_END_DECLS
