/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands before three functions of SQLite, by the same names: a statement that is done with is kept
 * for the next time that the same is asked, as half of a run would be compiling SQL. */
#include "pamor-sim.h"

#include <dlfcn.h>
#include <sqlite3.h>

typedef int (*Finalize) (sqlite3_stmt *statement);
typedef int (*Close) (sqlite3 *db);

static guint fail_at; /* statements of the officer's to go; 0: none fails */
static GHashTable *idle; /* db -> GHashTable: its SQL -> GSList of statements */

static GHashTable *
get_idle (sqlite3 *db)
{
  GHashTable *of_db;

  if (idle == NULL)
    idle = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  of_db = g_hash_table_lookup (idle, db);
  if (of_db == NULL)
    {
      of_db = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (idle, db, of_db);
    }
  return of_db;
}

static int
finalize (sqlite3_stmt *statement)
{
  static Finalize really;

  if (really == NULL)
    really = (Finalize) dlsym (RTLD_NEXT, "sqlite3_finalize");
  return really (statement);
}

/* A pragma acts when it is compiled, too. */
static gboolean
may_be_kept (const char *sql)
{
  return sql != NULL && !g_str_has_prefix (sql, "PRAGMA");
}

static gboolean
fails (sqlite3 *db)
{
  return fail_at > 0 && g_str_has_suffix (sqlite3_db_filename (db, "main"), "pamor.db")
         && --fail_at == 0;
}

/** pamor_sim_statements_fail_in: memory is too short for the @nth from now; 0: for none */
void
pamor_sim_statements_fail_in (guint nth)
{
  fail_at = nth;
}

int
sqlite3_prepare_v2 (sqlite3       *db,
                    const char    *sql,
                    int            size,
                    sqlite3_stmt **statement,
                    const char   **rest)
{
  GSList *list = rest == NULL && size < 0 && may_be_kept (sql)
                   ? g_hash_table_lookup (get_idle (db), sql) : NULL;

  if (fails (db))
    {
      *statement = NULL;
      return SQLITE_NOMEM;
    }
  if (list == NULL)
    return sqlite3_prepare_v3 (db, sql, size, 0, statement, rest);
  *statement = list->data;
  g_hash_table_insert (get_idle (db), g_strdup (sql), g_slist_delete_link (list, list));
  return SQLITE_OK;
}

int
sqlite3_finalize (sqlite3_stmt *statement)
{
  const char *sql = statement == NULL ? NULL : sqlite3_sql (statement);
  GHashTable *of_db;
  int code;

  if (!may_be_kept (sql))
    return finalize (statement);
  of_db = get_idle (sqlite3_db_handle (statement));
  code = sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  g_hash_table_insert (of_db, g_strdup (sql),
                       g_slist_prepend (g_hash_table_lookup (of_db, sql), statement));
  return code;
}

int
sqlite3_close (sqlite3 *db)
{
  static Close really;
  GHashTable *of_db = get_idle (db);
  GHashTableIter iter;
  gpointer list;

  g_hash_table_iter_init (&iter, of_db);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    for (GSList *l = list; l != NULL; l = g_slist_delete_link (l, l))
      finalize (l->data);
  g_hash_table_remove (idle, db);
  if (really == NULL)
    really = (Close) dlsym (RTLD_NEXT, "sqlite3_close");
  return really (db);
}
