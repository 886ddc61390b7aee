/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small named values, sealed on disk, read from memory. */
#include "store/pamor-store-private.h"

#define WRITE "INSERT OR REPLACE INTO note (name, sealed) VALUES (?1, ?2)"
#define READ "SELECT name, sealed FROM note"

/** pamor_store_write_note: @value: (nullable): NULL drops it. In the worker. */
gboolean
pamor_store_write_note (PamorStore  *self,
                        const char  *name,
                        const char  *value,
                        GError     **error)
{
  g_autoptr (PamorStatement) write = NULL;
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GBytes) sealed = NULL;

  if (value == NULL)
    return pamor_store_run_for (self, "DELETE FROM note WHERE name = ?1", name, error);

  plain = g_bytes_new (value, strlen (value));
  sealed = pamor_vault_seal (self->vault, "note", name, 0, plain);
  write = pamor_database_prepare (self->db, WRITE);
  pamor_statement_bind_text (write, name);
  pamor_statement_bind_bytes (write, sealed);
  return pamor_statement_run (write, error);
}

/** pamor_store_read_notes: fills @notes, name to value. In the worker. */
gboolean
pamor_store_read_notes (PamorStore  *self,
                        GHashTable  *notes,
                        GError     **error)
{
  g_autoptr (PamorStatement) ask = pamor_database_prepare (self->db, READ);

  g_assert (pamor_worker_is_current (self->worker));

  while (pamor_statement_next (ask, error))
    {
      const char *name = pamor_statement_get_text (ask, 0);
      g_autoptr (GBytes) sealed = pamor_statement_dup_bytes (ask, 1);
      g_autoptr (GBytes) plain = pamor_vault_open (self->vault, "note", name, 0, sealed, error);

      if (plain == NULL)
        return FALSE;
      g_hash_table_insert (notes, g_strdup (name),
                           g_strndup (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain)));
    }
  return pamor_statement_is_done (ask);
}

/** pamor_store_get_note: Returns: (transfer none) (nullable): valid until it is set again */
const char *
pamor_store_get_note (PamorStore *self,
                      const char *name)
{
  g_return_val_if_fail (PAMOR_IS_STORE (self) && name != NULL, NULL);

  return g_hash_table_lookup (self->notes, name);
}

static gboolean
set_note_in_worker (PamorStore     *self,
                    PamorStoreJob  *job,
                    GError        **error)
{
  return pamor_store_write_note (self, job->name, job->value, error);
}

/** pamor_store_set_note_async: @value: (nullable): NULL drops the note */
void
pamor_store_set_note_async (PamorStore          *self,
                            const char          *name,
                            const char          *value,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  PamorStoreJob *job;

  g_return_if_fail (PAMOR_IS_STORE (self) && name != NULL);

  job = pamor_store_job_new (set_note_in_worker, NULL);
  job->name = g_strdup (name);
  job->value = g_strdup (value);
  pamor_store_run (self, job, pamor_store_set_note_async, callback, user_data);
}

/** pamor_store_set_note_finish: Returns: TRUE once it is on the disk and pamor_store_get_note()
 *   tells it */
gboolean
pamor_store_set_note_finish (PamorStore    *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return pamor_store_run_finish_done (self, result, pamor_store_set_note_async, error);
}
