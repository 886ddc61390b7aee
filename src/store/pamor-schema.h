/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/pamor-database.h"

G_BEGIN_DECLS

GPtrArray *pamor_schema_load_steps  (void);
gboolean   pamor_schema_upgrade     (PamorDatabase  *db,
                                     GPtrArray      *steps,
                                     gint64          now_us,
                                     GError        **error);
void       pamor_schema_drop_copies (const char     *path,
                                     gint64          now_us);

G_END_DECLS
