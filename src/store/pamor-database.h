/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/pamor-statement.h"

G_BEGIN_DECLS

/** PamorDatabase: one SQLite connection, set up as this program wants it or not at all */
typedef struct _PamorDatabase PamorDatabase;

PamorDatabase  *pamor_database_open        (const char     *path,
                                            GError        **error);
void            pamor_database_close       (PamorDatabase  *self);
const char     *pamor_database_get_path    (PamorDatabase  *self);
PamorStatement *pamor_database_prepare     (PamorDatabase  *self,
                                            const char     *sql);
gboolean        pamor_database_run         (PamorDatabase  *self,
                                            const char     *script,
                                            GError        **error);
gboolean        pamor_database_read_int    (PamorDatabase  *self,
                                            const char     *sql,
                                            gint64         *value,
                                            GError        **error);
gboolean        pamor_database_begin       (PamorDatabase  *self,
                                            GError        **error);
gboolean        pamor_database_end         (PamorDatabase  *self,
                                            gboolean        commit,
                                            GError        **error);
gint64          pamor_database_last_row    (PamorDatabase  *self);
gboolean        pamor_database_quick_check (PamorDatabase  *self,
                                            GError        **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorDatabase, pamor_database_close)

G_END_DECLS
