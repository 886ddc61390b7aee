/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the city said, as it came. Guarantees: changes and the cursor behind them are kept together
 * or not at all; they come at least once, and what comes again, or late, changes nothing. What is
 * later the feed says by its numbers, whatever the office's clock shows. They are of one feed: when
 * it is begun anew, be it of another server or of a backup, the clock decides until it has told of
 * a submission again. */
#include "store/pamor-store-private.h"

#define FORGET_PLACES "UPDATE submission SET status_seq = 0 WHERE status_seq <> 0"
#define READ_PLACE "SELECT status_seq FROM submission WHERE id = ?1"
#define WRITE_PLACE "UPDATE submission SET status_seq = ?2 WHERE id = ?1"

/** pamor_change_new: Returns: (transfer full): empty; its strings are its own */
PamorChange *
pamor_change_new (void)
{
  return g_new0 (PamorChange, 1);
}

/** pamor_change_free: with its strings */
void
pamor_change_free (PamorChange *self)
{
  g_free (self->submission);
  g_free (self->reason_code);
  g_free (self->message);
  g_free (self->pointer);
  g_free (self);
}

static PamorChange *
change_copy (const PamorChange *self)
{
  PamorChange *copy = pamor_change_new ();

  *copy = *self;
  copy->submission = g_strdup (self->submission);
  copy->reason_code = g_strdup (self->reason_code);
  copy->message = g_strdup (self->message);
  copy->pointer = g_strdup (self->pointer);
  return copy;
}

/* About a revision that was corrected since, or told before what is known.
 * @place: of what is known; 0: it is not of this feed */
static gboolean
is_past (PamorSubmission   *item,
         gint64             place,
         const PamorChange *change)
{
  if (item->state == PAMOR_STATE_DRAFT || item->state == PAMOR_STATE_PURGED
      || change->revision < item->revision)
    return TRUE;
  return place > 0 && change->seq > 0 ? change->seq < place : change->updated_at < item->status_at;
}

static gboolean
is_news (PamorSubmission   *item,
         const PamorChange *change)
{
  return change->updated_at != item->status_at || change->status != item->status
         || g_strcmp0 (change->reason_code, item->status_reason) != 0
         || g_strcmp0 (change->message, item->status_text) != 0
         || g_strcmp0 (change->pointer, item->status_pointer) != 0
         || change->closed != item->closed;
}

static gboolean
keep_change (PamorStore         *self,
             PamorSubmission    *item,
             const PamorChange  *change,
             GError            **error)
{
  gboolean moved = item->status != change->status;

  g_free (item->status_reason);
  g_free (item->status_text);
  g_free (item->status_pointer);
  item->status = change->status;
  item->status_at = change->updated_at;
  item->status_reason = g_strdup (change->reason_code);
  item->status_text = g_strdup (change->message);
  item->status_pointer = g_strdup (change->pointer);
  item->closed = change->closed;
  item->changed_at = pamor_clock_get_wall (self->clock);
  return pamor_store_write_row (self, item, error)
         && (!moved
             || pamor_store_write_history (self, item->id, change->updated_at,
                                           pamor_status_get_nick (change->status),
                                           change->reason_code, change->message, error));
}

static gboolean
read_place (PamorStore  *self,
            const char  *id,
            gint64      *place,
            GError     **error)
{
  g_autoptr (PamorStatement) ask = pamor_database_prepare (self->db, READ_PLACE);

  pamor_statement_bind_text (ask, id);
  if (!pamor_statement_next (ask, error))
    return FALSE;
  *place = pamor_statement_get_int (ask, 0);
  return TRUE;
}

static gboolean
write_place (PamorStore   *self,
             const char   *id,
             gint64        place,
             GError      **error)
{
  g_autoptr (PamorStatement) write = pamor_database_prepare (self->db, WRITE_PLACE);

  pamor_statement_bind_text (write, id);
  pamor_statement_bind_int (write, place);
  return pamor_statement_run (write, error);
}

static gboolean
take_change (PamorStore         *self,
             PamorStoreJob      *job,
             PamorSubmission    *item,
             const PamorChange  *change,
             GError            **error)
{
  gint64 place;

  if (!read_place (self, item->id, &place, error))
    return FALSE;
  if (is_past (item, place, change))
    return TRUE;
  if (is_news (item, change))
    {
      if (!keep_change (self, item, change, error))
        return FALSE;
      g_ptr_array_add (job->written, g_object_ref (item));
    }
  return change->seq == place || write_place (self, item->id, change->seq, error);
}

static gboolean
keep_changes_in_worker (PamorStore     *self,
                        PamorStoreJob  *job,
                        GError        **error)
{
  gboolean anew = job->value == NULL || *job->value == '\0';

  if (anew && !pamor_database_run (self->db, FORGET_PLACES, error))
    return FALSE;
  for (guint i = 0; i < job->changes->len; i++)
    {
      const PamorChange *change = job->changes->pdata[i];
      GError *failed = NULL;
      g_autoptr (PamorSubmission) item = pamor_store_find_row (self, change->submission, &failed);

      if (failed != NULL)
        {
          g_propagate_error (error, failed);
          return FALSE;
        }
      if (item == NULL)
        g_debug ("A change of %s, which is not of this folder", change->submission);
      else if (!take_change (self, job, item, change, error))
        return FALSE;
    }
  return pamor_store_write_note (self, job->name, job->value, error);
}

/**
 * pamor_store_keep_changes_async:
 * @changes: of PamorChange, in the order they came; those of unknown submissions are passed over
 * @cursor: (nullable): becomes the note "cursor"; NULL, "": the feed is begun anew
 */
void
pamor_store_keep_changes_async (PamorStore          *self,
                                GPtrArray           *changes,
                                const char          *cursor,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  PamorStoreJob *job;

  g_return_if_fail (PAMOR_IS_STORE (self) && changes != NULL);

  job = pamor_store_job_new (keep_changes_in_worker, NULL);
  job->name = g_strdup ("cursor");
  job->value = g_strdup (cursor);
  job->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_change_free);
  for (guint i = 0; i < changes->len; i++)
    g_ptr_array_add (job->changes, change_copy (changes->pdata[i]));
  pamor_store_run (self, job, pamor_store_keep_changes_async, callback, user_data);
}

/** pamor_store_keep_changes_finish: Returns: TRUE once changes and cursor are on the disk */
gboolean
pamor_store_keep_changes_finish (PamorStore    *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return pamor_store_run_finish_done (self, result, pamor_store_keep_changes_async, error);
}
