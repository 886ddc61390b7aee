/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pamor_tell (GtkWidget  *parent,
                 const char *heading,
                 const char *body,
                 const char *close);

G_END_DECLS
