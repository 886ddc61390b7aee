/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PamorStatement:
 *
 * One SQL statement. Parameters are bound in their order, columns read by type. What went wrong in
 * preparing or binding is kept and reported by the first step, so that callers check once.
 */
typedef struct _PamorStatement PamorStatement;

void        pamor_statement_free        (PamorStatement  *self);
void        pamor_statement_bind_int    (PamorStatement  *self,
                                         gint64           value);
void        pamor_statement_bind_text   (PamorStatement  *self,
                                         const char      *value);
void        pamor_statement_bind_bytes  (PamorStatement  *self,
                                         GBytes          *value);
void        pamor_statement_bind_column (PamorStatement  *self,
                                         PamorStatement  *from,
                                         int              column);
gboolean    pamor_statement_next        (PamorStatement  *self,
                                         GError         **error);
gboolean    pamor_statement_is_done     (PamorStatement  *self);
gboolean    pamor_statement_run         (PamorStatement  *self,
                                         GError         **error);
gint64      pamor_statement_get_int     (PamorStatement  *self,
                                         int              column);
const char *pamor_statement_get_text    (PamorStatement  *self,
                                         int              column);
char       *pamor_statement_dup_text    (PamorStatement  *self,
                                         int              column);
GBytes     *pamor_statement_dup_bytes   (PamorStatement  *self,
                                         int              column);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorStatement, pamor_statement_free)

G_END_DECLS
