/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the officer told the citizen. Guarantee: only what stood on the screen counts as told, so a
 * status that comes between the look and the tick is not lost. */
#include "store/pamor-store-private.h"

static gboolean
set_told_in_worker (PamorStore     *self,
                    PamorStoreJob  *job,
                    GError        **error)
{
  g_autoptr (PamorSubmission) item = pamor_store_read_row (self, job->item->id, error);
  const gint64 now = pamor_clock_get_wall (self->clock);

  if (item == NULL)
    return FALSE;
  item->told_status = job->item->told_status;
  item->told_at = job->item->told_at;
  if (!pamor_store_write_row (self, item, error)
      || !pamor_store_write_history (self, item->id, now, item->told_at != 0 ? "told" : "untold",
                                     NULL, NULL, error))
    return FALSE;
  g_ptr_array_add (job->written, g_steal_pointer (&item));
  return TRUE;
}

/**
 * pamor_store_set_told_async:
 * @told: a snapshot: that the citizen knows of its status
 * @was: FALSE: it was a mistake; he was told nothing
 */
void
pamor_store_set_told_async (PamorStore          *self,
                            PamorSubmission     *told,
                            gboolean             was,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  PamorStoreJob *job;

  g_return_if_fail (PAMOR_IS_STORE (self) && PAMOR_IS_SUBMISSION (told));
  g_return_if_fail (told->status != PAMOR_STATUS_NONE);

  job = pamor_store_job_new (set_told_in_worker, NULL);
  job->item = pamor_submission_copy (told);
  job->item->told_status = was ? told->status : PAMOR_STATUS_NONE;
  job->item->told_at = was ? told->status_at : 0;
  pamor_store_run (self, job, pamor_store_set_told_async, callback, user_data);
}

/** pamor_store_set_told_finish: Returns: TRUE once it is on the disk, with its line of history */
gboolean
pamor_store_set_told_finish (PamorStore    *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return pamor_store_run_finish_done (self, result, pamor_store_set_told_async, error);
}
