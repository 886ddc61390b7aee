/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saves what can be saved out of a damaged database into a new one beside it, record by record,
 * each only if it authenticates. Guarantees: the damaged file is set aside, never deleted or
 * repaired in place; the new file takes its name only when it is whole; a crash in between starts
 * over or is finished by the next opening. In the worker.
 *
 * What was sealed but lost its payload or a photo before the city had it becomes a draft again,
 * so that a person can complete it. */
#include "store/pamor-salvage.h"

#include "base/pamor-error.h"
#include "store/pamor-schema.h"
#include "store/pamor-store-private.h"

#include <errno.h>
#include <glib/gstdio.h>

/* Row numbers are tried one by one, and in longer and longer steps where they lead nowhere, up to
 * so many in a row: where a page is broken, more numbers than there are under a page as a rule;
 * where none seems to be behind, as many as there are under a small one. Or until the disk itself
 * has refused so many reads, each of which may take it many seconds. */
#define MOST_MISSES   2048
#define MISSES_A_STEP 128 /* then it becomes twice as long */
#define FEW_MISSES    32
#define MOST_REFUSALS 50

typedef struct _Salvage Salvage;

typedef struct
{
  gint64      since, until; /* versions of the damaged database of which it is so; 0: of all */
  const char *ascending, *descending, *exact, *insert;
  int         columns;
  gboolean  (*authenticates) (Salvage *self, PamorStatement *row);
} Table;

struct _Salvage
{
  PamorDatabase *from, *to; /* Borrowed */
  PamorVault    *vault;     /* Borrowed */
  guint          refusals;  /* of the disk, so far */
};

static gboolean
opens (Salvage        *self,
       const char     *table,
       const char     *id,
       gint64          revision,
       PamorStatement *row,
       int             column)
{
  g_autoptr (GBytes) sealed = pamor_statement_dup_bytes (row, column);
  g_autoptr (GBytes) plain
    = id == NULL ? NULL : pamor_vault_open (self->vault, table, id, revision, sealed, NULL);

  return plain != NULL;
}

static gboolean
is_note (Salvage        *self,
         PamorStatement *row)
{
  return opens (self, "note", pamor_statement_get_text (row, 1), 0, row, 2);
}

static gboolean
is_submission (Salvage        *self,
               PamorStatement *row)
{
  PamorState state;
  PamorStatus status, told;

  return pamor_state_from_nick (pamor_statement_get_text (row, 5), &state)
         && pamor_status_from_nick (pamor_statement_get_text (row, 16), &status)
         && pamor_status_from_nick (pamor_statement_get_text (row, 24), &told)
         && opens (self, "submission", pamor_statement_get_text (row, 2), 0, row, 6);
}

static gboolean
is_form (Salvage        *self,
         PamorStatement *row)
{
  return opens (self, "form", pamor_statement_get_text (row, 1), pamor_statement_get_int (row, 2),
                row, 3);
}

static gboolean
is_payload (Salvage        *self,
            PamorStatement *row)
{
  return opens (self, "payload", pamor_statement_get_text (row, 1),
                pamor_statement_get_int (row, 2), row, 3);
}

static gboolean
is_history (Salvage        *self,
            PamorStatement *row)
{
  g_autoptr (GBytes) text = pamor_statement_dup_bytes (row, 4);

  return text == NULL
         || opens (self, "history", pamor_statement_get_text (row, 1),
                   pamor_statement_get_int (row, 2), row, 4);
}

/* Its label is in the attachment's row, which was saved before. */
static gboolean
is_content (Salvage        *self,
            PamorStatement *row)
{
  g_autoptr (PamorStatement) ask = pamor_database_prepare (
    self->to, "SELECT submission, id FROM attachment WHERE n = ?1");
  g_autofree char *label = NULL;

  pamor_statement_bind_int (ask, pamor_statement_get_int (row, 1));
  if (!pamor_statement_next (ask, NULL))
    return FALSE;
  label = pamor_store_make_photo_label (pamor_statement_get_text (ask, 0),
                                        pamor_statement_get_text (ask, 1));
  return opens (self, "content", label, 0, row, 2);
}

static gboolean
is_catalogue (Salvage        *self,
              PamorStatement *row)
{
  return opens (self, "catalogue", pamor_statement_get_text (row, 1), 0, row, 4);
}

#define TABLE(name, read, columns, values) \
  "SELECT rowid, " read " FROM " name " WHERE rowid > ?1 ORDER BY rowid LIMIT 1", \
  "SELECT rowid, " read " FROM " name " WHERE rowid < ?1 ORDER BY rowid DESC LIMIT 1", \
  "SELECT rowid, " read " FROM " name " WHERE rowid = ?1", \
  "INSERT INTO " name " (" columns ") VALUES (" values ")"
#define SUBMISSION_1 \
  "seq, id, revision, server_revision, state, summary, payload_sha256, manifest_sha256, " \
  "payload_size, attempts, next_at, reason, etag, number, received_at, status, status_reason, " \
  "status_at, created_at, sealed_at, changed_at"
#define SUBMISSION_2 SUBMISSION_1 ", case_id, case_order"
#define SUBMISSION SUBMISSION_2 ", told_status, told_at"
#define SUBMISSION_VALUES \
  "?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, " \
  "?21, ?22, ?23, ?24, ?25"
#define HISTORY_1 "submission, at, what, text"
#define HISTORY HISTORY_1 ", reason"
#define ATTACHMENT \
  "n, submission, id, position, working, requirement, media_type, sha256, size, offset, " \
  "failures, stored"

/* What others refer to comes first. */
static const Table tables[] = {
  { 0, 0, TABLE ("note", "name, sealed", "name, sealed", "?1, ?2"), 2, is_note },
  { 3, 0, TABLE ("submission", SUBMISSION, SUBMISSION, SUBMISSION_VALUES), 25, is_submission },
  { 2, 2, TABLE ("submission", SUBMISSION_2 ", 'none', 0", SUBMISSION, SUBMISSION_VALUES), 25,
    is_submission },
  { 0, 1, TABLE ("submission", SUBMISSION_1 ", NULL, 0, 'none', 0", SUBMISSION, SUBMISSION_VALUES),
    25, is_submission },
  { 0, 0, TABLE ("form", "submission, revision, sealed", "submission, revision, sealed",
                 "?1, ?2, ?3"), 3, is_form },
  { 0, 0, TABLE ("payload", "submission, revision, sealed", "submission, revision, sealed",
                 "?1, ?2, ?3"), 3, is_payload },
  { 0, 0, TABLE ("attachment", ATTACHMENT, ATTACHMENT,
                 "?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12"), 12, NULL },
  { 0, 0, TABLE ("content", "attachment, sealed", "attachment, sealed", "?1, ?2"), 2, is_content },
  { 2, 0, TABLE ("history", HISTORY, HISTORY, "?1, ?2, ?3, ?4, ?5"), 5, is_history },
  { 0, 1, TABLE ("history", HISTORY_1 ", NULL", HISTORY, "?1, ?2, ?3, ?4, ?5"), 5, is_history },
  { 2, 0, TABLE ("catalogue", "version, etag, kept_at, sealed", "version, etag, kept_at, sealed",
                 "?1, ?2, ?3, ?4"), 4, is_catalogue },
};

static const char complete_what_is_left[]
  = "UPDATE submission SET state = 'draft', manifest_sha256 = NULL, reason = NULL "
    "WHERE state IN ('queued', 'sending', 'uploading', 'parked') "
    "AND (NOT EXISTS (SELECT 1 FROM payload WHERE payload.submission = submission.id) "
    "OR EXISTS (SELECT 1 FROM attachment WHERE attachment.submission = submission.id "
    "AND working = 0 AND n NOT IN (SELECT attachment FROM content)));"
    "DELETE FROM payload WHERE submission IN (SELECT id FROM submission WHERE state = 'draft');"
    "DELETE FROM attachment WHERE n NOT IN (SELECT attachment FROM content) "
    "AND submission IN (SELECT id FROM submission WHERE state = 'draft');"
    "DELETE FROM submission WHERE state = 'draft' AND id NOT IN (SELECT submission FROM form);";

/* @saved: (out): whether the new file holds it
 * Returns: FALSE with @error where that can't be written */
static gboolean
save_row (Salvage         *self,
          const Table     *table,
          PamorStatement  *row,
          gboolean        *saved,
          GError         **error)
{
  g_autoptr (PamorStatement) insert = NULL;
  g_autoptr (GError) failed = NULL;

  *saved = FALSE;
  if (table->authenticates != NULL && !table->authenticates (self, row))
    return TRUE;
  insert = pamor_database_prepare (self->to, table->insert);
  for (int i = 1; i <= table->columns; i++)
    pamor_statement_bind_column (insert, row, i);
  *saved = pamor_statement_run (insert, &failed);
  /* A conflict: its parent was lost, or what it says is absurd. */
  if (*saved || g_error_matches (failed, PAMOR_ERROR, PAMOR_ERROR_CONFLICT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

typedef enum { STEP_READ, STEP_END, STEP_BROKEN, STEP_FAILED } Step;

/* Reads the row that @sql finds from @rowid and saves it; moves @rowid there. @known: row number ->
 * whether it was saved. One that was read before ends it: what comes behind it was too, or the tree
 * leads in a circle. */
static Step
step (Salvage      *self,
      const Table  *table,
      const char   *sql,
      gint64       *rowid,
      GHashTable   *known,
      GError      **error)
{
  g_autoptr (PamorStatement) row = pamor_database_prepare (self->from, sql);
  g_autoptr (GError) failed = NULL;
  gboolean saved;

  pamor_statement_bind_int (row, *rowid);
  if (!pamor_statement_next (row, &failed))
    {
      if (failed == NULL)
        return STEP_END;
      g_debug ("Salvage: row %" G_GINT64_FORMAT ": %s", *rowid, failed->message);
      self->refusals += !g_error_matches (failed, PAMOR_ERROR, PAMOR_ERROR_DAMAGED);
      return STEP_BROKEN;
    }
  *rowid = pamor_statement_get_int (row, 0);
  if (g_hash_table_contains (known, rowid))
    return STEP_END;
  if (!save_row (self, table, row, &saved, error))
    return STEP_FAILED;
  g_hash_table_insert (known, g_memdup2 (rowid, sizeof *rowid), GINT_TO_POINTER (saved));
  return STEP_READ;
}

/* Row after row, to the end or the first break. */
static Step
walk (Salvage      *self,
      const Table  *table,
      const char   *sql,
      gint64        rowid,
      GHashTable   *known,
      GError      **error)
{
  Step done;

  do
    done = step (self, table, sql, &rowid, known, error);
  while (done == STEP_READ);
  return done;
}

/* Moves @n to what @sql finds from there. From what was not known it goes on, both ways. */
static Step
try_number (Salvage      *self,
            const Table  *table,
            const char   *sql,
            gint64       *n,
            GHashTable   *known,
            GError      **error)
{
  Step done = step (self, table, sql, n, known, error);

  if (done == STEP_READ
      && (walk (self, table, table->descending, *n, known, error) == STEP_FAILED
          || walk (self, table, table->ascending, *n, known, error) == STEP_FAILED))
    return STEP_FAILED;
  return done;
}

/* The row of each number, even if the way from row to row led to another in its place; where many
 * have none, on to the first behind them. */
static gboolean
try_numbers (Salvage      *self,
             const Table  *table,
             GHashTable   *known,
             GError      **error)
{
  gint64 n = 1;

  for (guint misses = 0; n < G_MAXINT64 / 2 && misses < MOST_MISSES
                         && self->refusals < MOST_REFUSALS;)
    {
      gint64 found = n;
      Step done = STEP_READ;

      if (!GPOINTER_TO_INT (g_hash_table_lookup (known, &n)))
        {
          g_hash_table_remove (known, &n);
          done = try_number (self, table, table->exact, &found, known, error);
          if ((done == STEP_END || done == STEP_BROKEN) && misses >= FEW_MISSES)
            {
              done = try_number (self, table, table->ascending, &found, known, error);
              if (done == STEP_END && found == n)
                return TRUE;
            }
        }
      if (done == STEP_FAILED)
        return FALSE;
      misses = done == STEP_READ || found > n ? 0 : misses + 1;
      n = found > n ? found : n + (1 << (misses / MISSES_A_STEP));
    }
  return TRUE;
}

/* From the front to the first break, from the back to the last; and by number, since a broken key
 * may lead both past a row. */
static gboolean
save_table (Salvage      *self,
            const Table  *table,
            GError      **error)
{
  g_autoptr (GHashTable) known
    = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  return walk (self, table, table->ascending, 0, known, error) != STEP_FAILED
         && walk (self, table, table->descending, G_MAXINT64, known, error) != STEP_FAILED
         && try_numbers (self, table, known, error);
}

/* A file may be damaged before it was ever brought to this version. */
static gboolean
save_tables (Salvage  *self,
             GError  **error)
{
  gboolean saved = TRUE;
  gint64 version = 0;

  /* As one read, so that no page is asked for anew for each row. What fails, fails at the row. */
  pamor_database_run (self->from, "BEGIN", NULL);
  pamor_database_read_int (self->from, "PRAGMA user_version", &version, NULL);
  if (version < 1)
    version = G_MAXINT64; /* its header is broken too */
  for (gsize i = 0; saved && i < G_N_ELEMENTS (tables); i++)
    if (version >= tables[i].since && (tables[i].until == 0 || version <= tables[i].until))
      saved = save_table (self, &tables[i], error);
  pamor_database_end (self->from, FALSE, NULL);
  return saved && pamor_database_run (self->to, complete_what_is_left, error);
}

static char *
name_beside (const char *path,
             const char *suffix)
{
  return g_strconcat (path, suffix, NULL);
}

/**
 * pamor_salvage_rebuild:
 * @path: of the damaged database
 * @damaged: (nullable): a connection to it; NULL when it is not even that
 * @slots: of PamorKeySlot: those of @vault's root key
 * @folder: the name of the data folder in the keyring
 * @salvaged: (out): submissions saved
 *
 * Builds "<path>.salvaged". What an earlier, interrupted attempt left under that name is replaced.
 */
gboolean
pamor_salvage_rebuild (const char     *path,
                       PamorDatabase  *damaged,
                       PamorVault     *vault,
                       GPtrArray      *slots,
                       const char     *folder,
                       PamorClock     *clock,
                       guint          *salvaged,
                       GError        **error)
{
  g_autofree char *target = name_beside (path, ".salvaged");
  g_autofree char *journal = name_beside (target, "-journal");
  g_autoptr (GPtrArray) steps = pamor_schema_load_steps ();
  g_autoptr (PamorDatabase) to = NULL;
  Salvage self = { .from = damaged, .vault = vault };
  gint64 count = 0;

  g_unlink (target);
  g_unlink (journal);
  to = self.to = pamor_database_open (target, error);
  if (to == NULL || !pamor_schema_upgrade (to, steps, pamor_clock_get_wall (clock), error)
      || !pamor_database_begin (to, error))
    return FALSE;
  if (!pamor_database_end (to, pamor_key_slot_keep (slots, folder, to, error)
                               && (damaged == NULL || save_tables (&self, error)), error)
      || !pamor_database_read_int (to, "SELECT count(*) FROM submission", &count, error))
    return FALSE;
  *salvaged = count;
  return TRUE;
}

static gboolean
move (const char  *from,
      const char  *to,
      GError     **error)
{
  if (g_rename (from, to) == 0)
    return TRUE;
  g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_FAILED, "%s: %s", from, g_strerror (errno));
  return FALSE;
}

/**
 * pamor_salvage_exchange:
 * @path: of the damaged database; nobody has it or the salvaged one open
 *
 * Sets the damaged file aside, its journal first: left behind, that would be rolled into the new
 * file.
 *
 * Returns: (transfer full) (nullable): where the damaged file is now
 */
char *
pamor_salvage_exchange (const char  *path,
                        PamorClock  *clock,
                        GError     **error)
{
  g_autofree char *time
    = g_strdelimit (pamor_clock_format_utc (pamor_clock_get_wall (clock)), ":", '-');
  g_autofree char *aside = g_strconcat (path, ".damaged-", time, NULL);
  g_autofree char *journal = name_beside (path, "-journal");
  g_autofree char *aside_journal = NULL;

  for (int i = 2; g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.damaged-%s-%d", path, time, i);
    }
  aside_journal = name_beside (aside, "-journal");
  if (g_file_test (journal, G_FILE_TEST_EXISTS) && !move (journal, aside_journal, error))
    return NULL;
  if (!move (path, aside, error) || !pamor_salvage_finish (path, error))
    return NULL;
  return g_steal_pointer (&aside);
}

/**
 * pamor_salvage_finish:
 *
 * Gives the salvaged file its name where there is none by that name: the last act of an exchange,
 * by the next opening if a crash came before it. A salvaged file without the damaged one beside it
 * is always whole.
 */
gboolean
pamor_salvage_finish (const char  *path,
                      GError     **error)
{
  g_autofree char *salvaged = name_beside (path, ".salvaged");

  if (g_file_test (path, G_FILE_TEST_EXISTS) || !g_file_test (salvaged, G_FILE_TEST_EXISTS))
    return TRUE;
  return move (salvaged, path, error);
}
