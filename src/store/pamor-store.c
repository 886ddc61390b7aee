/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facade: every call becomes a job that the worker runs in one transaction; once it is
 * committed, and only then, the model shows it, "changed" is emitted, and the caller hears of it.
 * After a crash each job was done whole or not at all. Main thread. */
#include "store/pamor-store-private.h"

#include "base/pamor-error.h"
#include "base/pamor-host.h"
#include "domain/pamor-person.h"

G_DEFINE_FINAL_TYPE (PamorStore, pamor_store, G_TYPE_OBJECT)

#define MARK_CLEAN "UPDATE meta SET value = 'yes' WHERE name = 'clean'"

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
pamor_store_finalize (GObject *object)
{
  PamorStore *self = PAMOR_STORE (object);

  pamor_store_close (self);
  g_clear_object (&self->clock);
  g_object_unref (self->items);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->notes);
  g_free (self->damaged_file);
  g_free (self->folder);
  G_OBJECT_CLASS (pamor_store_parent_class)->finalize (object);
}

static void
pamor_store_class_init (PamorStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_store_finalize;

  signals[CHANGED] = g_signal_new ("changed", PAMOR_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
pamor_store_init (PamorStore *self)
{
  self->items = g_list_store_new (PAMOR_TYPE_SUBMISSION);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->lock = -1;
  self->photo_floor = 200 * 1000 * 1000;
}

static void
close_in_worker (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  PamorStore *self = task_data;
  g_autoptr (GError) error = NULL;

  g_assert (pamor_worker_is_current (self->worker));

  /* The mark keeps the next opening from checking, so after a failed opening it is not ours to set,
   * nor over damage that was met. */
  if (self->ends_clean && !pamor_database_run (self->db, MARK_CLEAN, &error))
    g_debug ("Not marked clean: %s", error->message); /* the next opening checks: no harm */
  g_clear_pointer (&self->db, pamor_database_close);
  g_task_return_boolean (task, TRUE);
}

/**
 * pamor_store_close:
 *
 * Waits for what was asked before, wipes the key, lets the folder go. Calls that come later fail.
 * Blocks; the last thing that a program does with its store.
 */
void
pamor_store_close (PamorStore *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PAMOR_IS_STORE (self));

  if (self->worker == NULL)
    return;
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_task_data (task, self, NULL);
  pamor_worker_push (self->worker, G_PRIORITY_LOW, task, close_in_worker);
  pamor_worker_shutdown (self->worker);
  g_clear_object (&self->worker);
  g_clear_pointer (&self->vault, pamor_vault_free);
  pamor_host_unlock_folder (self->lock);
  self->lock = -1;
}

/**
 * pamor_store_get_items:
 *
 * Returns: (transfer none): of PamorSubmission, newest first; the same object always
 */
GListModel *
pamor_store_get_items (PamorStore *self)
{
  g_return_val_if_fail (PAMOR_IS_STORE (self), NULL);

  return G_LIST_MODEL (self->items);
}

/** pamor_store_find: Returns: (transfer none) (nullable): the snapshot that the model shows */
PamorSubmission *
pamor_store_find (PamorStore *self,
                  const char *id)
{
  g_return_val_if_fail (PAMOR_IS_STORE (self) && id != NULL, NULL);

  return g_hash_table_lookup (self->by_id, id);
}

/**
 * pamor_store_find_earlier:
 *
 * Returns: (transfer none) (nullable): for which of its case @item waits: a draft, as that takes a
 *   person, or else the first
 */
PamorSubmission *
pamor_store_find_earlier (PamorStore      *self,
                          PamorSubmission *item)
{
  PamorSubmission *first = NULL;

  g_return_val_if_fail (PAMOR_IS_STORE (self) && PAMOR_IS_SUBMISSION (item), NULL);

  if (item->case_order < 2 || item->state != PAMOR_STATE_QUEUED) /* a list asks for each row */
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (pamor_store_get_items (self)); i++)
    {
      g_autoptr (PamorSubmission) other = g_list_model_get_item (pamor_store_get_items (self), i);
      const gboolean draft = other->state == PAMOR_STATE_DRAFT;

      if (pamor_submission_goes_before (other, item)
          && (first == NULL || draft > (first->state == PAMOR_STATE_DRAFT)
              || (draft == (first->state == PAMOR_STATE_DRAFT)
                  && other->case_order < first->case_order)))
        first = other; /* the model has it too */
    }
  return first;
}

/** pamor_store_get_clock: Returns: (transfer none): by which everything kept here is dated */
PamorClock *
pamor_store_get_clock (PamorStore *self)
{
  g_return_val_if_fail (PAMOR_IS_STORE (self), NULL);

  return self->clock;
}

/**
 * pamor_store_list_people:
 *
 * Returns: (transfer full): of PamorPerson; who has no NIK is told from others by the name. Each
 *   names the newest submission that it stands in.
 */
GPtrArray *
pamor_store_list_people (PamorStore *self)
{
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_person_free);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  guint n;

  g_return_val_if_fail (PAMOR_IS_STORE (self), people);

  n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PamorSubmission) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      for (guint j = 0; item->people != NULL && j < item->people->len; j++)
        {
          PamorPerson *person = item->people->pdata[j];
          const char *key = person->nik != NULL ? person->nik : person->name;

          if (key == NULL || g_hash_table_contains (known, key))
            continue;
          person = pamor_person_copy (person);
          g_free (person->submission);
          person->submission = g_strdup (item->id);
          g_hash_table_add (known, person->nik != NULL ? person->nik : person->name);
          g_ptr_array_add (people, person);
        }
    }
  return people;
}

/**
 * pamor_store_get_damaged_file:
 *
 * Returns: (transfer none) (nullable): path of the file set aside at opening
 */
const char *
pamor_store_get_damaged_file (PamorStore *self)
{
  g_return_val_if_fail (PAMOR_IS_STORE (self), NULL);

  return self->damaged_file;
}

/** pamor_store_get_salvaged: Returns: submissions that were saved out of the damaged file */
guint
pamor_store_get_salvaged (PamorStore *self)
{
  g_return_val_if_fail (PAMOR_IS_STORE (self), 0);

  return self->salvaged;
}

/* Where @seq stands in the model, or would: it is sorted by seq, descending. */
static guint
find_position (PamorStore *self,
               gint64      seq)
{
  guint low = 0, high = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      g_autoptr (PamorSubmission) item = g_list_model_get_item (G_LIST_MODEL (self->items), middle);

      if (item->seq > seq)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
remove_shown (PamorStore *self,
              const char *id)
{
  PamorSubmission *item = g_hash_table_lookup (self->by_id, id);

  if (item == NULL)
    return;
  g_hash_table_remove (self->by_id, id);
  g_list_store_remove (self->items, find_position (self, item->seq));
}

/** pamor_store_fill: @items: of PamorSubmission, newest first: all that the model begins with */
void
pamor_store_fill (PamorStore *self,
                  GPtrArray  *items)
{
  g_return_if_fail (PAMOR_IS_STORE (self) && g_hash_table_size (self->by_id) == 0);

  for (guint i = 0; i < items->len; i++)
    g_hash_table_insert (self->by_id, ((PamorSubmission *) items->pdata[i])->id, items->pdata[i]);
  g_list_store_splice (self->items, 0, 0, items->pdata, items->len);
}

/* Puts @item in the place of its older snapshot, or in its own if it is new. */
static void
show (PamorStore      *self,
      PamorSubmission *item)
{
  gpointer added = item;
  guint position;
  gboolean known;

  g_assert (PAMOR_IS_STORE (self) && PAMOR_IS_SUBMISSION (item));

  position = find_position (self, item->seq);
  known = g_hash_table_contains (self->by_id, item->id);
  g_hash_table_replace (self->by_id, item->id, item); /* before the splice frees the old key */
  g_list_store_splice (self->items, position, known ? 1 : 0, &added, 1);
}

/** pamor_store_job_new: @id: (nullable): of what it is about. Returns: (transfer full): for
 *   pamor_store_run() */
PamorStoreJob *
pamor_store_job_new (PamorStoreWork  work,
                     const char     *id)
{
  PamorStoreJob *job = g_new0 (PamorStoreJob, 1);

  job->work = work;
  job->id = g_strdup (id);
  job->written = g_ptr_array_new_with_free_func (g_object_unref);
  return job;
}

static void
job_free (PamorStoreJob *job)
{
  g_free (job->id);
  g_free (job->name);
  g_free (job->value);
  g_free (job->etag);
  g_clear_object (&job->item);
  g_clear_pointer (&job->form, g_bytes_unref);
  g_clear_pointer (&job->payload, g_bytes_unref);
  g_clear_pointer (&job->attachments, g_ptr_array_unref);
  g_clear_pointer (&job->changes, g_ptr_array_unref);
  g_clear_pointer (&job->items, g_ptr_array_unref);
  g_clear_pointer (&job->forms, g_ptr_array_unref);
  g_ptr_array_unref (job->written);
  g_free (job->removed);
  pamor_store_job_set_result (job, NULL, NULL);
  g_free (job);
}

/**
 * pamor_store_job_set_result:
 *
 * @result: (transfer full) (nullable): what the caller's finish gives
 */
void
pamor_store_job_set_result (PamorStoreJob  *job,
                            gpointer        result,
                            GDestroyNotify  result_free)
{
  if (job->result != NULL)
    job->result_free (job->result);
  job->result = result;
  job->result_free = result_free;
}

static gboolean
run_once (PamorStore     *self,
          PamorStoreJob  *job,
          GError        **error)
{
  g_ptr_array_set_size (job->written, 0);
  g_clear_pointer (&job->removed, g_free);
  return pamor_database_begin (self->db, error)
         && pamor_database_end (self->db, job->work (self, job, error), error);
}

/* A disk that stumbles over one read looks like damage too, which nobody but a person can mend: so
 * what seems damaged is tried once more. */
static void
run_in_worker (GTask        *inner,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  GTask *task = task_data; /* kept by the callback, which runs later */
  PamorStore *self = g_task_get_source_object (task);
  PamorStoreJob *job = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean done;

  g_assert (pamor_worker_is_current (self->worker));

  done = run_once (self, job, &error);
  if (g_error_matches (error, PAMOR_ERROR, PAMOR_ERROR_DAMAGED))
    {
      g_clear_error (&error);
      done = run_once (self, job, &error);
    }
  if (g_error_matches (error, PAMOR_ERROR, PAMOR_ERROR_DAMAGED))
    self->ends_clean = FALSE;
  if (done)
    g_task_return_boolean (inner, TRUE);
  else
    g_task_return_error (inner, error);
}

/* Of those that wait in the queue behind one of @moved it is said what they wait for: each gets a
 * snapshot of its own, so that it is said anew. */
static void
show_behind (PamorStore *self,
             GPtrArray  *moved)
{
  g_autoptr (GPtrArray) behind = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < moved->len; i++)
    for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (self->items)); j++)
      {
        PamorSubmission *item = moved->pdata[i];
        g_autoptr (PamorSubmission) other = g_list_model_get_item (G_LIST_MODEL (self->items), j);

        if (other->state == PAMOR_STATE_QUEUED && other->case_order > item->case_order
            && g_strcmp0 (other->case_id, item->case_id) == 0)
          g_ptr_array_add (behind, pamor_submission_copy (other));
      }
  for (guint i = 0; i < behind->len; i++)
    show (self, behind->pdata[i]);
  for (guint i = 0; i < behind->len; i++)
    g_signal_emit (self, signals[CHANGED], 0, ((PamorSubmission *) behind->pdata[i])->id);
}

/* Returns: (transfer full): those of a case in their order that come, go or are in another state */
static GPtrArray *
list_moved (PamorStore    *self,
            PamorStoreJob *job)
{
  GPtrArray *moved = g_ptr_array_new_with_free_func (g_object_unref);
  PamorSubmission *was = job->removed != NULL ? pamor_store_find (self, job->removed) : NULL;

  if (was != NULL && was->case_order > 0)
    g_ptr_array_add (moved, g_object_ref (was));
  for (guint i = 0; i < job->written->len; i++)
    {
      PamorSubmission *item = job->written->pdata[i];

      was = pamor_store_find (self, item->id);
      if (item->case_order > 0 && (was == NULL || was->state != item->state))
        g_ptr_array_add (moved, g_object_ref (item));
    }
  return moved;
}

static void
show_outcome (PamorStore    *self,
              PamorStoreJob *job)
{
  g_autoptr (GPtrArray) moved = list_moved (self, job);

  if (job->name != NULL && job->value != NULL)
    g_hash_table_replace (self->notes, g_strdup (job->name), g_strdup (job->value));
  else if (job->name != NULL)
    g_hash_table_remove (self->notes, job->name);
  if (job->removed != NULL)
    remove_shown (self, job->removed);
  for (guint i = 0; i < job->written->len; i++)
    show (self, job->written->pdata[i]);
  for (guint i = 0; i < job->written->len; i++)
    g_signal_emit (self, signals[CHANGED], 0, ((PamorSubmission *) job->written->pdata[i])->id);
  if (job->removed != NULL)
    g_signal_emit (self, signals[CHANGED], 0, job->removed);
  show_behind (self, moved);
}

static void
on_ran_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PamorStoreJob *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  show_outcome (g_task_get_source_object (task), job);
  g_task_return_pointer (task, g_steal_pointer (&job->result), job->result_free);
}

/**
 * pamor_store_run:
 * @job: (transfer full)
 * @tag: the public function, for the source tag
 *
 * The task that the worker holds has no source object: only the caller's, which never leaves the
 * main thread, keeps the store alive, so that its last reference can't go in its own worker.
 */
void
pamor_store_run (PamorStore          *self,
                 PamorStoreJob       *job,
                 gpointer             tag,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GTask) inner = NULL;

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  if (self->worker == NULL)
    {
      g_task_return_new_error (task, PAMOR_ERROR, PAMOR_ERROR_FAILED, "The store is closed");
      return;
    }
  inner = g_task_new (NULL, NULL, on_ran_cb, g_object_ref (task));
  g_task_set_task_data (inner, task, NULL);
  pamor_worker_push (self->worker, G_PRIORITY_DEFAULT, inner, run_in_worker);
}

/** pamor_store_run_finish: Returns: (transfer full) (nullable): the job's result */
gpointer
pamor_store_run_finish (PamorStore    *self,
                        GAsyncResult  *result,
                        gpointer       tag,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/** pamor_store_run_finish_done: Returns: whether it was done; for jobs without a result */
gboolean
pamor_store_run_finish_done (PamorStore    *self,
                             GAsyncResult  *result,
                             gpointer       tag,
                             GError       **error)
{
  GError *failed = NULL;

  pamor_store_run_finish (self, result, tag, &failed);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, failed);
  return FALSE;
}
