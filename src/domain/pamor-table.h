/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** PamorTable: a list of people as a school or an office keeps it, its first row the headers */
typedef struct _PamorTable PamorTable;

PamorTable *pamor_table_read          (GBytes      *bytes,
                                       const char  *file,
                                       GError     **error);
PamorTable *pamor_table_read_file     (const char  *path,
                                       GError     **error);
void        pamor_table_free          (PamorTable  *self);
guint       pamor_table_get_n_columns (PamorTable  *self);
guint       pamor_table_get_n_rows    (PamorTable  *self);
const char *pamor_table_get_header    (PamorTable  *self,
                                       guint        column);
const char *pamor_table_get_cell      (PamorTable  *self,
                                       guint        row,
                                       guint        column);
void        pamor_table_append_cell   (GString     *csv,
                                       const char  *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorTable, pamor_table_free)

G_END_DECLS
