/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guarantees: what was committed survives a crash and a power cut (rollback journal, synchronous
 * EXTRA); a connection that is not set up exactly so is refused. Not WAL: SQLite before 3.51.3 can
 * lose committed frames in a WAL reset. Belongs to one thread. */
#include "store/pamor-database.h"

#include "base/pamor-error.h"
#include "store/pamor-statement-private.h"

struct _PamorDatabase
{
  sqlite3      *handle;
  sqlite3_stmt *rollback; /* compiled beforehand: it must not fail when memory is short */
  char         *path;
};

static const struct
{
  const char *set, *ask, *answer;
} pragmas[] = {
  { "PRAGMA page_size = 8192", "PRAGMA page_size", "8192" },
  { "PRAGMA journal_mode = DELETE", "PRAGMA journal_mode", "delete" },
  { "PRAGMA synchronous = EXTRA", "PRAGMA synchronous", "3" },
  { "PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", "1" },
  { "PRAGMA temp_store = MEMORY", "PRAGMA temp_store", "2" },
  { "PRAGMA mmap_size = 0", "PRAGMA mmap_size", "0" },
  { "PRAGMA trusted_schema = OFF", "PRAGMA trusted_schema", "0" },
  { "PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", "1" },
  { "PRAGMA secure_delete = ON", "PRAGMA secure_delete", "1" },
};

static gboolean
switch_option (PamorDatabase  *self,
               int             option,
               int             wanted,
               GError        **error)
{
  int is = -1;
  int code = sqlite3_db_config (self->handle, option, wanted, &is);

  if (code == SQLITE_OK && is == wanted)
    return TRUE;
  g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_FAILED, "SQLite option %d is %d, not %d", option,
               is, wanted);
  return FALSE;
}

static gboolean
switch_pragma (PamorDatabase  *self,
               gsize           i,
               GError        **error)
{
  g_autoptr (PamorStatement) ask = NULL;

  if (!pamor_database_run (self, pragmas[i].set, error))
    return FALSE;
  ask = pamor_database_prepare (self, pragmas[i].ask);
  if (!pamor_statement_next (ask, error) && !pamor_statement_is_done (ask))
    return FALSE;
  if (g_strcmp0 (pamor_statement_get_text (ask, 0), pragmas[i].answer) == 0)
    return TRUE;
  g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_FAILED, "%s: %s gives %s", self->path,
               pragmas[i].ask, pamor_statement_get_text (ask, 0));
  return FALSE;
}

static gboolean
set_up (PamorDatabase  *self,
        GError        **error)
{
  int code;

  if (!switch_option (self, SQLITE_DBCONFIG_DEFENSIVE, 1, error)
      || !switch_option (self, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (pragmas); i++)
    if (!switch_pragma (self, i, error))
      return FALSE;
  code = sqlite3_prepare_v2 (self->handle, "ROLLBACK", -1, &self->rollback, NULL);
  if (code != SQLITE_OK)
    pamor_statement_set_error (self->handle, code, error);
  return code == SQLITE_OK;
}

/**
 * pamor_database_open:
 * @path: a file, made when there is none
 *
 * Returns: (transfer full) (nullable): a connection with every setting read back;
 *   %PAMOR_ERROR_DAMAGED when the file is no database
 */
PamorDatabase *
pamor_database_open (const char  *path,
                     GError     **error)
{
  g_autoptr (PamorDatabase) self = g_new0 (PamorDatabase, 1);
  int code;

  g_return_val_if_fail (path != NULL, NULL);

  self->path = g_strdup (path);
  code = sqlite3_open_v2 (path, &self->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
  if (code != SQLITE_OK)
    pamor_statement_set_error (self->handle, code, error);
  else if (set_up (self, error))
    return g_steal_pointer (&self);
  return NULL;
}

/** pamor_database_close: frees @self too; its statements must be gone */
void
pamor_database_close (PamorDatabase *self)
{
  sqlite3_finalize (self->rollback);
  if (sqlite3_close (self->handle) != SQLITE_OK)
    g_critical ("%s: closed with a statement left over", self->path);
  g_free (self->path);
  g_free (self);
}

/** pamor_database_get_path: Returns: (transfer none): as it was opened */
const char *
pamor_database_get_path (PamorDatabase *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

/** pamor_database_prepare: Returns: (transfer full): to be freed before the database is closed;
 *   what is wrong with @sql comes with the first pamor_statement_next() */
PamorStatement *
pamor_database_prepare (PamorDatabase *self,
                        const char    *sql)
{
  g_return_val_if_fail (self != NULL && sql != NULL, NULL);

  return pamor_statement_new (self->handle, sql);
}

/** pamor_database_run: runs all statements of @script, without parameters */
gboolean
pamor_database_run (PamorDatabase  *self,
                    const char     *script,
                    GError        **error)
{
  int code;

  g_return_val_if_fail (self != NULL && script != NULL, FALSE);

  code = sqlite3_exec (self->handle, script, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    return TRUE;
  pamor_statement_set_error (self->handle, code, error);
  return FALSE;
}

/**
 * pamor_database_read_int:
 *
 * @value: (out): the first column of the first row, which there must be
 */
gboolean
pamor_database_read_int (PamorDatabase  *self,
                         const char     *sql,
                         gint64         *value,
                         GError        **error)
{
  g_autoptr (PamorStatement) ask = pamor_database_prepare (self, sql);

  if (pamor_statement_next (ask, error))
    {
      *value = pamor_statement_get_int (ask, 0);
      return TRUE;
    }
  if (pamor_statement_is_done (ask))
    g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_FAILED, "%s gives no row", sql);
  return FALSE;
}

/** pamor_database_begin: %PAMOR_ERROR_BUSY where another connection writes */
gboolean
pamor_database_begin (PamorDatabase  *self,
                      GError        **error)
{
  return pamor_database_run (self, "BEGIN IMMEDIATE", error);
}

/**
 * pamor_database_end:
 * @commit: FALSE to take back what was done since pamor_database_begin()
 *
 * Returns: whether it was committed; a failed commit is taken back whole
 */
gboolean
pamor_database_end (PamorDatabase  *self,
                    gboolean        commit,
                    GError        **error)
{
  gboolean done = commit && pamor_database_run (self, "COMMIT", error);

  /* Some failures, a full disk for one, have rolled back already. */
  if (!done && !sqlite3_get_autocommit (self->handle))
    {
      sqlite3_step (self->rollback); /* what it answers, the reset says again */
      if (sqlite3_reset (self->rollback) != SQLITE_OK)
        g_debug ("%s: rollback: %s", self->path, sqlite3_errmsg (self->handle));
    }
  return done;
}

/** pamor_database_last_row: Returns: the rowid of the last INSERT of this connection */
gint64
pamor_database_last_row (PamorDatabase *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return sqlite3_last_insert_rowid (self->handle);
}

/** pamor_database_quick_check: %PAMOR_ERROR_DAMAGED with SQLite's first finding */
gboolean
pamor_database_quick_check (PamorDatabase  *self,
                            GError        **error)
{
  g_autoptr (PamorStatement) ask = pamor_database_prepare (self, "PRAGMA quick_check(1)");

  if (!pamor_statement_next (ask, error))
    return FALSE;
  if (g_strcmp0 (pamor_statement_get_text (ask, 0), "ok") == 0)
    return TRUE;
  g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_DAMAGED, "%s: %s", self->path,
               pamor_statement_get_text (ask, 0));
  return FALSE;
}
