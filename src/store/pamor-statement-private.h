/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/pamor-statement.h"

#include <sqlite3.h>

G_BEGIN_DECLS

PamorStatement *pamor_statement_new       (sqlite3     *handle,
                                           const char  *sql);
void            pamor_statement_set_error (sqlite3     *handle,
                                           int          code,
                                           GError     **error);

G_END_DECLS
