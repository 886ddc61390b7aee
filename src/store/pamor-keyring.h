/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The desktop's keyring, as one question and one answer: the secret of a data folder. */

void      pamor_keyring_lookup_async  (const char           *folder,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
char     *pamor_keyring_lookup_finish (GAsyncResult         *result,
                                       GError              **error);
void      pamor_keyring_store_async   (const char           *folder,
                                       const char           *secret,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean  pamor_keyring_store_finish  (GAsyncResult         *result,
                                       GError              **error);
void      pamor_keyring_free_secret   (char                 *secret);

G_END_DECLS
