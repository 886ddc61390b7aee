/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A backup of what arrived, and the day when the city goes back to it: everything since is
 * forgotten, numbers and the feed too, as after a real loss. The logins stay, so that a lesson goes
 * on. Both are one exchange each, so a crash leaves either all of it or nothing. */
#include "practice/pamor-practice-routes.h"

/* What others refer to comes first. */
static const char *const tables[] = {
  "submission", "revision", "attachment", "chunk", "change"
};

static void
run (PamorPracticeExchange *self,
     const char            *form,
     const char            *table)
{
  g_auto (GStrv) parts = g_strsplit (form, "@", -1);
  g_autofree char *sql = g_strjoinv (table, parts);

  pamor_practice_store_run (self->store, sql, "");
}

/** pamor_practice_back_up: what is here now is what a restore goes back to */
void
pamor_practice_back_up (PamorPracticeExchange *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      run (self, "DROP TABLE IF EXISTS backup_@", tables[i]);
      run (self, "CREATE TABLE backup_@ AS SELECT * FROM @", tables[i]);
    }
}

/** pamor_practice_restore: Returns: FALSE where there is no backup; nothing was changed then */
gboolean
pamor_practice_restore (PamorPracticeExchange *self)
{
  g_autoptr (sqlite3_stmt) rows = pamor_practice_store_query (
    self->store, "SELECT 1 FROM sqlite_schema WHERE name = 'backup_submission'", "");

  if (!pamor_practice_store_next (self->store, rows))
    return FALSE;
  g_clear_pointer (&rows, sqlite3_finalize);
  for (gsize i = G_N_ELEMENTS (tables); i > 0; i--)
    run (self, "DELETE FROM @", tables[i - 1]);
  run (self, "DELETE FROM @", "sqlite_sequence"); /* the feed counts on from the backup's last */
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    run (self, "INSERT INTO @ SELECT * FROM backup_@", tables[i]);
  return TRUE;
}
