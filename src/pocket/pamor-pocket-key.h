/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PAMOR_POCKET_KEY_LENGTH 26 /* letters, of 5 bits each: 128 bits and 2 to spare */

char     *pamor_pocket_key_new     (void);
gboolean  pamor_pocket_key_matches (const char *key,
                                    const char *said);
void      pamor_pocket_key_free    (char       *key);

G_END_DECLS
