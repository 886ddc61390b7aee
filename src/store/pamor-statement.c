/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guarantees: no return code of SQLite goes unread, and none leaves this room: each becomes a
 * PamorError named by what there is to do. Belongs to the thread of its connection. */
#include "store/pamor-statement-private.h"

#include "base/pamor-error.h"

#include <errno.h>

struct _PamorStatement
{
  sqlite3      *handle;    /* Borrowed: outlives its statements */
  sqlite3_stmt *compiled;  /* Owned; NULL when it could not be prepared */
  int           code;      /* the first failure, or the last step's */
  int           bound;     /* parameters bound so far */
};

static PamorError
reaction_to (sqlite3 *handle,
             int      code)
{
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      return PAMOR_ERROR_NO_SPACE;
    case SQLITE_IOERR:
      return sqlite3_system_errno (handle) == ENOSPC ? PAMOR_ERROR_NO_SPACE : PAMOR_ERROR_FAILED;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return PAMOR_ERROR_DAMAGED;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return PAMOR_ERROR_BUSY;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
      return PAMOR_ERROR_CONFLICT;
    default:
      return PAMOR_ERROR_FAILED;
    }
}

/** pamor_statement_set_error: @code: what SQLite answered last on @handle, not SQLITE_OK */
void
pamor_statement_set_error (sqlite3  *handle,
                           int       code,
                           GError  **error)
{
  g_set_error (error, PAMOR_ERROR, reaction_to (handle, code), "Database: %s (%d)",
               sqlite3_errmsg (handle), code);
}

/**
 * pamor_statement_new:
 *
 * Returns: (transfer full): never NULL; a mistake in @sql shows at the first step
 */
PamorStatement *
pamor_statement_new (sqlite3    *handle,
                     const char *sql)
{
  PamorStatement *self = g_new0 (PamorStatement, 1);

  self->handle = handle;
  self->code = sqlite3_prepare_v2 (handle, sql, -1, &self->compiled, NULL);
  return self;
}

/** pamor_statement_free: texts and bytes that were not copied out of its row end here */
void
pamor_statement_free (PamorStatement *self)
{
  sqlite3_finalize (self->compiled); /* repeats the code of the last step, which was reported */
  g_free (self);
}

static void
keep_code (PamorStatement *self,
           int             code)
{
  if (self->code == SQLITE_OK)
    self->code = code;
}

/** pamor_statement_bind_int: binds the next parameter; what fails comes with _next() */
void
pamor_statement_bind_int (PamorStatement *self,
                          gint64          value)
{
  g_return_if_fail (self != NULL);

  keep_code (self, sqlite3_bind_int64 (self->compiled, ++self->bound, value));
}

/** pamor_statement_bind_text: @value: (nullable): copied */
void
pamor_statement_bind_text (PamorStatement *self,
                           const char     *value)
{
  g_return_if_fail (self != NULL);

  keep_code (self, sqlite3_bind_text (self->compiled, ++self->bound, value, -1, SQLITE_TRANSIENT));
}

/** pamor_statement_bind_bytes: @value: (nullable): must live until the statement has run */
void
pamor_statement_bind_bytes (PamorStatement *self,
                            GBytes         *value)
{
  gsize size = 0;
  const void *data;

  g_return_if_fail (self != NULL);

  data = value == NULL ? NULL : g_bytes_get_data (value, &size);
  keep_code (self, sqlite3_bind_blob64 (self->compiled, ++self->bound, data, size, SQLITE_STATIC));
}

/** pamor_statement_bind_column: binds a column of the row that @from stands on, as it is */
void
pamor_statement_bind_column (PamorStatement *self,
                             PamorStatement *from,
                             int             column)
{
  g_return_if_fail (self != NULL && from != NULL);

  keep_code (self, sqlite3_bind_value (self->compiled, ++self->bound,
                                       sqlite3_column_value (from->compiled, column)));
}

/**
 * pamor_statement_next:
 *
 * Returns: whether there is a row; without one, at the end or with @error set
 */
gboolean
pamor_statement_next (PamorStatement  *self,
                      GError         **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->code == SQLITE_OK || self->code == SQLITE_ROW)
    self->code = sqlite3_step (self->compiled);
  if (self->code == SQLITE_ROW)
    return TRUE;
  if (self->code != SQLITE_DONE)
    pamor_statement_set_error (self->handle, self->code, error);
  return FALSE;
}

/** pamor_statement_is_done: Returns: whether the rows came to their end, as opposed to a failure */
gboolean
pamor_statement_is_done (PamorStatement *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->code == SQLITE_DONE;
}

/** pamor_statement_run: steps to the end; rows, if any, are passed over */
gboolean
pamor_statement_run (PamorStatement  *self,
                     GError         **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  while (pamor_statement_next (self, error))
    continue;
  return pamor_statement_is_done (self);
}

/** pamor_statement_get_int: Returns: of the row it stands on; 0 for NULL; @column from 0 */
gint64
pamor_statement_get_int (PamorStatement *self,
                         int             column)
{
  g_return_val_if_fail (self != NULL, 0);

  return sqlite3_column_int64 (self->compiled, column);
}

/** pamor_statement_get_text: Returns: (transfer none) (nullable): until the next step */
const char *
pamor_statement_get_text (PamorStatement *self,
                          int             column)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *) sqlite3_column_text (self->compiled, column);
}

/** pamor_statement_dup_text: Returns: (transfer full) (nullable): of the row it stands on */
char *
pamor_statement_dup_text (PamorStatement *self,
                          int             column)
{
  return g_strdup (pamor_statement_get_text (self, column));
}

/** pamor_statement_dup_bytes: Returns: (transfer full) (nullable): NULL for a NULL column */
GBytes *
pamor_statement_dup_bytes (PamorStatement *self,
                           int             column)
{
  const void *data;

  g_return_val_if_fail (self != NULL, NULL);

  if (sqlite3_column_type (self->compiled, column) == SQLITE_NULL)
    return NULL;
  data = sqlite3_column_blob (self->compiled, column);
  return g_bytes_new (data, sqlite3_column_bytes (self->compiled, column));
}
