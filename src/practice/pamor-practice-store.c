/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The practice E-Open's own SQLite file. One connection, used by one thread at a time (the caller
 * sees to that). What was committed survives a crash of the program; a power cut may undo the last
 * moments, as in practice speed is worth more than an fsync.
 *
 * The first failure inside a transaction is remembered: queries after it find nothing, and the
 * commit fails. So an exchange needs no check after each step, and no reply is a half-truth. */
#include "practice/pamor-practice-store.h"

#include "base/pamor-error.h"
#include "base/pamor-host.h"
#include "pamor-practice-resources.h"

#include <glib/gstdio.h>

#define FILE_NAME      "practice.db"
#define APPLICATION_ID 0x504d5250 /* "PMRP" */
#define SCHEMA_VERSION 2
#define SCHEMA         "/id/e_open/HaloPamor/practice/pamor-practice-schema.sql"

struct _PamorPracticeStore
{
  sqlite3 *db;
  char    *path;
  char    *start; /* a secret of this start of the program */
  GError  *error; /* the first failure since the last begin */
};

static void
keep_error (PamorPracticeStore *self)
{
  const int code = sqlite3_errcode (self->db);
  PamorError reaction = PAMOR_ERROR_FAILED;

  if (self->error != NULL)
    return;
  if (code == SQLITE_FULL)
    reaction = PAMOR_ERROR_NO_SPACE;
  else if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
    reaction = PAMOR_ERROR_BUSY;
  else if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
    reaction = PAMOR_ERROR_DAMAGED;
  self->error = g_error_new (PAMOR_ERROR, reaction, "%s: %s", self->path,
                             sqlite3_errmsg (self->db));
}

static void
execute (PamorPracticeStore *self,
         const char         *sql)
{
  if (self->error == NULL && sqlite3_exec (self->db, sql, NULL, NULL, NULL) != SQLITE_OK)
    keep_error (self);
}

static void
bind_values (PamorPracticeStore *self,
             sqlite3_stmt       *rows,
             const char         *types,
             va_list             values)
{
  for (int i = 0; types[i] != '\0'; i++)
    {
      int code = SQLITE_MISUSE;

      if (types[i] == 's')
        code = sqlite3_bind_text (rows, i + 1, va_arg (values, const char *), -1, SQLITE_TRANSIENT);
      else if (types[i] == 'i')
        code = sqlite3_bind_int64 (rows, i + 1, va_arg (values, gint64));
      else if (types[i] == 'b')
        {
          gsize size;
          GBytes *bytes = va_arg (values, GBytes *);
          gconstpointer data = g_bytes_get_data (bytes, &size);

          /* A NULL pointer would bind NULL, not an empty blob. */
          code = sqlite3_bind_blob64 (rows, i + 1, data == NULL ? "" : data, size,
                                      SQLITE_TRANSIENT);
        }
      if (code != SQLITE_OK)
        keep_error (self);
    }
}

static sqlite3_stmt *
prepare (PamorPracticeStore *self,
         const char         *sql,
         const char         *types,
         va_list             values)
{
  sqlite3_stmt *rows = NULL;

  if (self->error != NULL)
    return NULL;
  if (sqlite3_prepare_v2 (self->db, sql, -1, &rows, NULL) != SQLITE_OK)
    keep_error (self);
  else
    bind_values (self, rows, types, values);
  return rows;
}

/**
 * pamor_practice_store_query:
 * @sql: one statement
 * @types: a letter for each value that follows: s text (nullable), i gint64, b GBytes
 *
 * Returns: (transfer full) (nullable): rows for pamor_practice_store_next(), NULL after a failure
 */
sqlite3_stmt *
pamor_practice_store_query (PamorPracticeStore *self,
                            const char         *sql,
                            const char         *types,
                            ...)
{
  sqlite3_stmt *rows;
  va_list values;

  va_start (values, types);
  rows = prepare (self, sql, types, values);
  va_end (values);
  return rows;
}

/** pamor_practice_store_next: Returns: whether there is another row; FALSE after a failure too */
gboolean
pamor_practice_store_next (PamorPracticeStore *self,
                           sqlite3_stmt       *rows)
{
  int code;

  if (rows == NULL || self->error != NULL)
    return FALSE;

  code = sqlite3_step (rows);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    keep_error (self);
  return code == SQLITE_ROW;
}

/** pamor_practice_store_run: like a query without rows. Returns: how many rows it changed */
guint
pamor_practice_store_run (PamorPracticeStore *self,
                          const char         *sql,
                          const char         *types,
                          ...)
{
  g_autoptr (sqlite3_stmt) rows = NULL;
  va_list values;

  va_start (values, types);
  rows = prepare (self, sql, types, values);
  va_end (values);
  pamor_practice_store_next (self, rows);
  return self->error == NULL ? sqlite3_changes (self->db) : 0;
}

/** pamor_practice_store_dup_text: Returns: (transfer full) (nullable): NULL where the column is */
char *
pamor_practice_store_dup_text (sqlite3_stmt *rows,
                               int           column)
{
  return g_strdup ((const char *) sqlite3_column_text (rows, column));
}

/** pamor_practice_store_dup_bytes: Returns: (transfer full): empty where the column is NULL */
GBytes *
pamor_practice_store_dup_bytes (sqlite3_stmt *rows,
                                int           column)
{
  gconstpointer data = sqlite3_column_blob (rows, column);

  return g_bytes_new (data, sqlite3_column_bytes (rows, column));
}

/** pamor_practice_store_begin: a transaction; what failed before it is forgotten */
void
pamor_practice_store_begin (PamorPracticeStore *self)
{
  g_clear_error (&self->error);
  execute (self, "BEGIN IMMEDIATE");
}

/** pamor_practice_store_commit: fails, and leaves all as it was, if anything since the begin did */
gboolean
pamor_practice_store_commit (PamorPracticeStore  *self,
                             GError             **error)
{
  execute (self, "COMMIT");
  if (self->error == NULL)
    return TRUE;

  pamor_practice_store_roll_back (self);
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

/** pamor_practice_store_roll_back: back to the begin; what failed, if anything, stays remembered */
void
pamor_practice_store_roll_back (PamorPracticeStore *self)
{
  if (!sqlite3_get_autocommit (self->db)
      && sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL) != SQLITE_OK)
    keep_error (self);
}

/* A backup of before has other columns: it is made anew. */
#define FROM_1 \
  "ALTER TABLE submission ADD COLUMN replaces TEXT;" \
  "ALTER TABLE submission ADD COLUMN closed INTEGER NOT NULL DEFAULT 0;" \
  "CREATE INDEX submission_replaces ON submission (replaces) WHERE replaces IS NOT NULL;" \
  "ALTER TABLE change ADD COLUMN pointer TEXT;" \
  "ALTER TABLE change ADD COLUMN closed INTEGER NOT NULL DEFAULT 0;" \
  "DROP TABLE IF EXISTS backup_submission; DROP TABLE IF EXISTS backup_revision;" \
  "DROP TABLE IF EXISTS backup_attachment; DROP TABLE IF EXISTS backup_chunk;" \
  "DROP TABLE IF EXISTS backup_change; PRAGMA user_version = 2"

static gint64
read_number (PamorPracticeStore *self,
             const char         *sql)
{
  g_autoptr (sqlite3_stmt) rows = pamor_practice_store_query (self, sql, "");

  return pamor_practice_store_next (self, rows) ? sqlite3_column_int64 (rows, 0) : 0;
}

static void
lay_out (PamorPracticeStore *self)
{
  g_autoptr (GBytes) schema = NULL;
  g_autofree char *stamp = NULL;

  schema = g_resource_lookup_data (pamor_practice_get_resource (), SCHEMA, 0, NULL);
  stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID,
                           SCHEMA_VERSION);
  execute (self, g_bytes_get_data (schema, NULL));
  execute (self, stamp);
}

/* A power cut may have left more than the last moments undone. */
static void
check_pages (PamorPracticeStore *self)
{
  g_autoptr (sqlite3_stmt) rows = pamor_practice_store_query (self, "PRAGMA quick_check (1)", "");
  g_autofree char *found = NULL;

  if (!pamor_practice_store_next (self, rows))
    return;
  found = pamor_practice_store_dup_text (rows, 0);
  if (g_strcmp0 (found, "ok") != 0)
    self->error = g_error_new (PAMOR_ERROR, PAMOR_ERROR_DAMAGED, "%s: %s", self->path, found);
}

static void
check_version (PamorPracticeStore *self)
{
  const gint64 version = read_number (self, "PRAGMA user_version");

  if (self->error != NULL)
    return;
  if (version == 0 && read_number (self, "SELECT count(*) FROM sqlite_schema") == 0)
    lay_out (self);
  else if (read_number (self, "PRAGMA application_id") != APPLICATION_ID)
    self->error = g_error_new (PAMOR_ERROR, PAMOR_ERROR_DAMAGED, "%s: not a practice database",
                               self->path);
  else if (version < 1 || version > SCHEMA_VERSION)
    self->error = g_error_new (PAMOR_ERROR, PAMOR_ERROR_TOO_NEW, "%s: version %" G_GINT64_FORMAT
                               ", this program knows %d", self->path, version, SCHEMA_VERSION);
  else
    {
      check_pages (self);
      if (version == 1)
        execute (self, FROM_1);
    }
}

/**
 * pamor_practice_store_open:
 * @folder: (nullable): made where missing; NULL for a store that lives in memory only
 *
 * Returns: (transfer full): %PAMOR_ERROR_BUSY when another program has it open,
 *   %PAMOR_ERROR_DAMAGED, %PAMOR_ERROR_TOO_NEW
 */
PamorPracticeStore *
pamor_practice_store_open (const char  *folder,
                           GError     **error)
{
  g_autoptr (PamorPracticeStore) self = NULL;

  if (folder != NULL && !pamor_host_make_folder (folder, error))
    return NULL;

  self = g_new0 (PamorPracticeStore, 1);
  self->path = folder == NULL ? g_strdup (":memory:") : g_build_filename (folder, FILE_NAME, NULL);
  self->start = pamor_practice_store_make_token ();
  if (sqlite3_open_v2 (self->path, &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL)
      != SQLITE_OK)
    keep_error (self);
  execute (self, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = PERSIST;"
                 "PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;"
                 "BEGIN EXCLUSIVE");
  check_version (self);
  if (!pamor_practice_store_commit (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/** pamor_practice_store_close: what was not committed is gone */
void
pamor_practice_store_close (PamorPracticeStore *self)
{
  if (sqlite3_close (self->db) != SQLITE_OK)
    g_error ("The practice store is closed while a query runs");
  g_clear_error (&self->error);
  g_free (self->path);
  g_free (self->start);
  g_free (self);
}

/** pamor_practice_store_set_aside: of a closed one; Returns: whether the next open begins anew */
gboolean
pamor_practice_store_set_aside (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *aside = g_strconcat (path, ".damaged", NULL);

  g_unlink (journal); /* it would be played back into the new one */
  return g_rename (path, aside) == 0;
}

/** pamor_practice_store_get_setting: Returns: (transfer full) (nullable): NULL if never set */
char *
pamor_practice_store_get_setting (PamorPracticeStore *self,
                                  const char         *name)
{
  g_autoptr (sqlite3_stmt) rows = NULL;

  rows = pamor_practice_store_query (self, "SELECT value FROM setting WHERE name = ?", "s", name);
  return pamor_practice_store_next (self, rows) ? pamor_practice_store_dup_text (rows, 0) : NULL;
}

/** pamor_practice_store_set_setting: @value: (nullable): NULL forgets it */
void
pamor_practice_store_set_setting (PamorPracticeStore *self,
                                  const char         *name,
                                  const char         *value)
{
  if (value == NULL)
    pamor_practice_store_run (self, "DELETE FROM setting WHERE name = ?", "s", name);
  else
    pamor_practice_store_run (self, "INSERT INTO setting (name, value) VALUES (?, ?) "
                                    "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                              "ss", name, value);
}

/** pamor_practice_store_get_mood: Returns: the one that was set, also before the last start */
PamorMood
pamor_practice_store_get_mood (PamorPracticeStore *self)
{
  g_autofree char *nick = pamor_practice_store_get_setting (self, "mood");
  PamorMood mood = PAMOR_MOOD_NORMAL;

  pamor_mood_from_nick (nick, &mood);
  return mood;
}

/** pamor_practice_store_set_mood: kept over restarts; replies begin to be lost anew */
void
pamor_practice_store_set_mood (PamorPracticeStore *self,
                               PamorMood           mood)
{
  pamor_practice_store_set_setting (self, "mood", pamor_mood_get_nick (mood));
  pamor_practice_store_run (self, "DELETE FROM lost", "");
}

/** pamor_practice_store_make_token: Returns: (transfer full): 32 random bytes, hex */
char *
pamor_practice_store_make_token (void)
{
  guint8 bytes[32];
  GString *token = g_string_new (NULL);

  sqlite3_randomness (sizeof bytes, bytes);
  for (gsize i = 0; i < sizeof bytes; i++)
    g_string_append_printf (token, "%02x", bytes[i]);
  return g_string_free (token, FALSE);
}

/** pamor_practice_store_get_start: Returns: (transfer none): a secret made when it was opened */
const char *
pamor_practice_store_get_start (PamorPracticeStore *self)
{
  return self->start;
}
