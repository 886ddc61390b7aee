/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void      pamor_host_harden        (void);
gboolean  pamor_host_make_folder   (const char  *path,
                                    GError     **error);
int       pamor_host_lock_folder   (const char  *path,
                                    GError     **error);
void      pamor_host_unlock_folder (int          lock);
void      pamor_host_limit_unsent  (GSocket     *socket,
                                    int          bytes);
gint64    pamor_host_free_bytes    (const char  *path);

G_END_DECLS
