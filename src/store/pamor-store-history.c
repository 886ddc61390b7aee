/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened to a submission, a line for each piece of news, in the transaction that made it. */
#include "store/pamor-store-private.h"

static void
history_line_free (PamorHistoryLine *line)
{
  g_free (line->what);
  g_free (line->reason);
  g_free (line->text);
  g_free (line);
}

/**
 * pamor_store_write_history:
 * @reason: (nullable): its code
 * @text: (nullable): the words that came with it
 *
 * A line that is there already, as of a change that came twice, stays one. In the worker.
 */
gboolean
pamor_store_write_history (PamorStore  *self,
                           const char  *id,
                           gint64       at,
                           const char  *what,
                           const char  *reason,
                           const char  *text,
                           GError     **error)
{
  g_autoptr (PamorStatement) write = pamor_database_prepare (
    self->db, "INSERT OR IGNORE INTO history (submission, at, what, text, reason) "
              "VALUES (?1, ?2, ?3, ?4, ?5)");
  g_autoptr (GBytes) plain = text == NULL ? NULL : g_bytes_new (text, strlen (text));
  g_autoptr (GBytes) sealed
    = plain == NULL ? NULL : pamor_vault_seal (self->vault, "history", id, at, plain);

  g_assert (pamor_worker_is_current (self->worker));

  pamor_statement_bind_text (write, id);
  pamor_statement_bind_int (write, at);
  pamor_statement_bind_text (write, what);
  pamor_statement_bind_bytes (write, sealed);
  pamor_statement_bind_text (write, reason);
  return pamor_statement_run (write, error);
}

static gboolean
read_line (PamorStore      *self,
           const char      *id,
           PamorStatement  *ask,
           GPtrArray       *lines,
           GError         **error)
{
  PamorHistoryLine *line = g_new0 (PamorHistoryLine, 1);
  g_autoptr (GBytes) sealed = pamor_statement_dup_bytes (ask, 2);
  g_autoptr (GBytes) plain = NULL;

  g_ptr_array_add (lines, line);
  line->at = pamor_statement_get_int (ask, 0);
  line->what = pamor_statement_dup_text (ask, 1);
  line->reason = pamor_statement_dup_text (ask, 3);
  if (sealed == NULL)
    return TRUE;
  plain = pamor_vault_open (self->vault, "history", id, line->at, sealed, error);
  if (plain == NULL)
    return FALSE;
  line->text = g_strndup (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
  return TRUE;
}

static gboolean
read_history_in_worker (PamorStore     *self,
                        PamorStoreJob  *job,
                        GError        **error)
{
  g_autoptr (PamorStatement) ask = pamor_database_prepare (
    self->db, "SELECT at, what, text, reason FROM history WHERE submission = ?1 ORDER BY n");
  g_autoptr (GPtrArray) lines
    = g_ptr_array_new_with_free_func ((GDestroyNotify) history_line_free);

  pamor_statement_bind_text (ask, job->id);
  while (pamor_statement_next (ask, error))
    if (!read_line (self, job->id, ask, lines, error))
      return FALSE;
  if (!pamor_statement_is_done (ask))
    return FALSE;
  pamor_store_job_set_result (job, g_steal_pointer (&lines), (GDestroyNotify) g_ptr_array_unref);
  return TRUE;
}

/** pamor_store_read_history_async: oldest first; none where nothing happened to @id */
void
pamor_store_read_history_async (PamorStore          *self,
                                const char          *id,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (PAMOR_IS_STORE (self) && id != NULL);

  pamor_store_run (self, pamor_store_job_new (read_history_in_worker, id),
                   pamor_store_read_history_async, callback, user_data);
}

/** pamor_store_read_history_finish: Returns: (transfer full) (nullable): of PamorHistoryLine */
GPtrArray *
pamor_store_read_history_finish (PamorStore    *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return pamor_store_run_finish (self, result, pamor_store_read_history_async, error);
}
