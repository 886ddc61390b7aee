/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void      pamor_ask_async  (GtkWidget           *parent,
                            const char          *heading,
                            const char          *body,
                            const char          *cancel,
                            const char          *accept,
                            gboolean             destructive,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data);
gboolean  pamor_ask_finish (GAsyncResult        *result,
                            GError             **error);
void      pamor_tell       (GtkWidget           *parent,
                            const char          *heading,
                            const char          *body,
                            const char          *close);

G_END_DECLS
