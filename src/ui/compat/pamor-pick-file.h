/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void        pamor_pick_images_async  (GtkWidget           *parent,
                                      const char          *title,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
GListModel *pamor_pick_images_finish (GAsyncResult        *result,
                                      GError             **error);

void        pamor_pick_path_async    (GtkWidget             *parent,
                                      GtkFileChooserAction   action,
                                      const char            *title,
                                      const char            *name,
                                      GAsyncReadyCallback    callback,
                                      gpointer               user_data);
GFile      *pamor_pick_path_finish   (GAsyncResult          *result,
                                      GError               **error);

G_END_DECLS
