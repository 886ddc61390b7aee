/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The queue as the sync engine sees it. Guarantees: the table is the queue, nothing of it is held
 * in memory; what the engine learnt is on the disk, with its line of history, before the engine
 * acts on it; sealed bytes are never touched from here. */
#include "store/pamor-store-private.h"

#include "base/pamor-error.h"

/* pamor_submission_goes_before() says it of two. */
#define TAKE_REST \
  " AND (state <> 'queued' OR server_revision > 0 OR NOT EXISTS (" \
  "SELECT 1 FROM submission AS earlier WHERE earlier.case_id = submission.case_id " \
  "AND earlier.case_order BETWEEN 1 AND submission.case_order - 1 AND earlier.state " \
  "IN ('draft', 'queued', 'sending', 'uploading', 'confirming')))" \
  " AND (next_at <= ?1 OR next_at > ?1 + 900000000) ORDER BY attempts, next_at, seq LIMIT 1"
#define TAKE_SMALL \
  "SELECT id FROM submission " \
  "WHERE state IN ('queued', 'sending', 'confirming', 'withdrawing')" TAKE_REST
#define TAKE_PHOTOS "SELECT id FROM submission WHERE state = 'uploading'" TAKE_REST
#define WRITE_OFFSET \
  "UPDATE attachment SET offset = ?3, failures = ?4, stored = ?5 " \
  "WHERE submission = ?1 AND id = ?2 AND working = 0"

static gboolean
take_in_worker (PamorStore     *self,
                PamorStoreJob  *job,
                GError        **error)
{
  g_autoptr (PamorStatement) ask
    = pamor_database_prepare (self->db, job->lane == PAMOR_LANE_SMALL ? TAKE_SMALL : TAKE_PHOTOS);
  PamorSubmission *item;

  pamor_statement_bind_int (ask, pamor_clock_get_wall (self->clock));
  if (!pamor_statement_next (ask, error))
    return pamor_statement_is_done (ask);
  item = pamor_store_read_row (self, pamor_statement_get_text (ask, 0), error);
  pamor_store_job_set_result (job, item, g_object_unref);
  return item != NULL;
}

/** pamor_store_take_async: the oldest due of @lane; takes no mark of it, who asks again gets it
 *   again */
void
pamor_store_take_async (PamorStore          *self,
                        PamorLane            lane,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  PamorStoreJob *job;

  g_return_if_fail (PAMOR_IS_STORE (self));

  job = pamor_store_job_new (take_in_worker, NULL);
  job->lane = lane;
  pamor_store_run (self, job, pamor_store_take_async, callback, user_data);
}

/**
 * pamor_store_take_finish:
 *
 * Returns: (transfer full) (nullable): NULL without @error: none is due
 */
PamorSubmission *
pamor_store_take_finish (PamorStore    *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  return pamor_store_run_finish (self, result, pamor_store_take_async, error);
}

static void
replace (char       **to,
         const char  *from)
{
  char *old = *to;

  *to = g_strdup (from);
  g_free (old);
}

/* What the engine may change. Of the status it says at most that it no longer holds, and that of
 * the one it knew: another may have come by pamor_store_keep_changes_async() since. */
static void
take_progress (PamorSubmission *item,
               PamorSubmission *progress)
{
  item->state = progress->state;
  item->server_revision = progress->server_revision;
  item->attempts = progress->attempts;
  item->next_at = progress->next_at;
  pamor_submission_set_reason (item, progress->reason, progress->reason_text,
                               progress->reason_pointer);
  replace (&item->etag, progress->etag);
  replace (&item->number, progress->number);
  replace (&item->pickup, progress->pickup);
  replace (&item->qr, progress->qr);
  item->received_at = progress->received_at;
  if (progress->status == PAMOR_STATUS_NONE && progress->status_at == item->status_at)
    item->status = PAMOR_STATUS_NONE;
}

static gboolean
write_offsets (PamorStore       *self,
               PamorSubmission  *progress,
               GError          **error)
{
  for (guint i = 0; i < progress->attachments->len; i++)
    {
      const PamorAttachment *attachment = progress->attachments->pdata[i];
      g_autoptr (PamorStatement) write = pamor_database_prepare (self->db, WRITE_OFFSET);

      pamor_statement_bind_text (write, progress->id);
      pamor_statement_bind_text (write, attachment->id);
      pamor_statement_bind_int (write, attachment->offset);
      pamor_statement_bind_int (write, attachment->failures);
      pamor_statement_bind_int (write, attachment->stored != FALSE);
      if (!pamor_statement_run (write, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
was_told (PamorStore      *self,
          PamorSubmission *item,
          gboolean        *told,
          GError         **error)
{
  g_autoptr (PamorStatement) ask = pamor_database_prepare (
    self->db, "SELECT what FROM history WHERE submission = ?1 ORDER BY n DESC LIMIT 1");

  pamor_statement_bind_text (ask, item->id);
  if (!pamor_statement_next (ask, error))
    return pamor_statement_is_done (ask);
  *told = g_strcmp0 (pamor_statement_get_text (ask, 0), pamor_state_get_nick (item->state)) == 0;
  return TRUE;
}

/* An attempt is no news, nor is one more return to the queue: an item that waits for days would
 * fill its history with them. */
static gboolean
tell_state (PamorStore       *self,
            PamorSubmission  *item,
            PamorState        before,
            GError          **error)
{
  gboolean told = FALSE;

  if (item->state == before || item->state == PAMOR_STATE_SENDING)
    return TRUE;
  if (!was_told (self, item, &told, error))
    return FALSE;
  return (told && item->state == PAMOR_STATE_QUEUED)
         || pamor_store_write_history (self, item->id, item->changed_at,
                                       pamor_state_get_nick (item->state),
                                       item->reason, item->reason_text, error);
}

static gboolean
is_current (PamorSubmission  *item,
            PamorSubmission  *progress,
            GError          **error)
{
  if (item->state != PAMOR_STATE_DRAFT && item->revision == progress->revision
      && g_strcmp0 (item->payload_sha256, progress->payload_sha256) == 0)
    return TRUE;
  g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_CONFLICT, "%s was corrected meanwhile", item->id);
  return FALSE;
}

static gboolean
keep_progress_in_worker (PamorStore     *self,
                         PamorStoreJob  *job,
                         GError        **error)
{
  g_autoptr (PamorSubmission) item = pamor_store_read_row (self, job->item->id, error);
  PamorState before;

  if (item == NULL || !is_current (item, job->item, error))
    return FALSE;
  before = item->state;
  take_progress (item, job->item);
  item->changed_at = pamor_clock_get_wall (self->clock);
  if (!pamor_store_write_row (self, item, error) || !write_offsets (self, job->item, error)
      || !tell_state (self, item, before, error))
    return FALSE;
  g_clear_object (&item);
  item = pamor_store_read_row (self, job->item->id, error);
  if (item != NULL)
    g_ptr_array_add (job->written, g_object_ref (item));
  return item != NULL;
}

/**
 * pamor_store_keep_progress_async:
 * @progress: a changed copy of a sealed snapshot
 *
 * %PAMOR_ERROR_CONFLICT when it was corrected meanwhile: told by its revision, or by its payload
 * where the server never had the revision before.
 */
void
pamor_store_keep_progress_async (PamorStore          *self,
                                 PamorSubmission     *progress,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  PamorStoreJob *job;

  g_return_if_fail (PAMOR_IS_STORE (self) && PAMOR_IS_SUBMISSION (progress));
  g_return_if_fail (progress->state != PAMOR_STATE_DRAFT);
  g_return_if_fail (progress->state != PAMOR_STATE_ACKNOWLEDGED
                    || (progress->number != NULL && progress->manifest_sha256 != NULL));

  job = pamor_store_job_new (keep_progress_in_worker, NULL);
  job->item = pamor_submission_copy (progress);
  pamor_store_run (self, job, pamor_store_keep_progress_async, callback, user_data);
}

/** pamor_store_keep_progress_finish: Returns: TRUE once it is on the disk */
gboolean
pamor_store_keep_progress_finish (PamorStore    *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return pamor_store_run_finish_done (self, result, pamor_store_keep_progress_async, error);
}
