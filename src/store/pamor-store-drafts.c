/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is being filled. Guarantees: a saved draft is on the disk; a correction is kept beside the
 * sealed revision, which stays as it is until the correction is sealed. */
#include "store/pamor-store-private.h"

#include "base/pamor-error.h"

#define DELETE_WORKING_FORM "DELETE FROM form WHERE submission = ?1 AND revision = 0"
#define DELETE_WORKING_PHOTOS "DELETE FROM attachment WHERE submission = ?1 AND working = 1"

/** pamor_store_write_form: @revision: 0 for what is being worked on. In the worker. */
gboolean
pamor_store_write_form (PamorStore  *self,
                        const char  *id,
                        guint        revision,
                        GBytes      *form,
                        GError     **error)
{
  g_autoptr (PamorStatement) write = pamor_database_prepare (
    self->db, "INSERT OR REPLACE INTO form (submission, revision, sealed) VALUES (?1, ?2, ?3)");
  g_autoptr (GBytes) sealed = pamor_vault_seal (self->vault, "form", id, revision, form);

  pamor_statement_bind_text (write, id);
  pamor_statement_bind_int (write, revision);
  pamor_statement_bind_bytes (write, sealed);
  return pamor_statement_run (write, error);
}

/* What pamor_form_describe() says of the form. */
static void
take_summary (PamorSubmission *to,
              PamorSubmission *from)
{
  char **old[] = { &to->service, &to->kind,   &to->title,   &to->activity,
                   &to->subject, &to->street, &to->phone,   &to->case_id,
                   &to->case_name };
  char **new[] = { &from->service, &from->kind,   &from->title,   &from->activity,
                   &from->subject, &from->street, &from->phone,   &from->case_id,
                   &from->case_name };

  for (gsize i = 0; i < G_N_ELEMENTS (old); i++)
    {
      g_free (*old[i]);
      *old[i] = g_strdup (*new[i]);
    }
  to->case_order = from->case_order;
  to->missing = from->missing;
  to->consented = from->consented;
  to->presence = from->presence;
  g_clear_pointer (&to->people, g_ptr_array_unref);
  to->people = from->people != NULL ? g_ptr_array_ref (from->people) : NULL;
}

/**
 * pamor_store_begin_writing:
 * @wanted: what the caller gave: id, and what pamor_form_describe() says of the form
 *
 * Returns: (transfer full) (nullable): the row to write a form for, a new one when there was none;
 *   %PAMOR_ERROR_CONFLICT when it is sealed and can't be corrected. What people see of a correction
 *   changes only when it is sealed. In the worker.
 */
PamorSubmission *
pamor_store_begin_writing (PamorStore       *self,
                           PamorSubmission  *wanted,
                           gboolean          seals,
                           GError          **error)
{
  GError *failed = NULL;
  g_autoptr (PamorSubmission) item = pamor_store_find_row (self, wanted->id, &failed);

  if (failed != NULL)
    {
      g_propagate_error (error, failed);
      return NULL;
    }
  if (item == NULL)
    {
      item = pamor_submission_new ();
      item->id = g_strdup (wanted->id);
      item->replaces = g_strdup (wanted->replaces);
      item->created_at = pamor_clock_get_wall (self->clock);
    }
  else if (item->state != PAMOR_STATE_DRAFT && !pamor_submission_can_correct (item))
    {
      g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_CONFLICT, "%s is sealed and on its way",
                   item->id);
      return NULL;
    }
  if (item->state == PAMOR_STATE_DRAFT || seals)
    take_summary (item, wanted);
  item->changed_at = pamor_clock_get_wall (self->clock);
  return g_steal_pointer (&item);
}

static gboolean
save_draft (PamorStore       *self,
            PamorStoreJob    *job,
            PamorSubmission  *wanted,
            GBytes           *form,
            GError          **error)
{
  g_autoptr (PamorSubmission) item = pamor_store_begin_writing (self, wanted, FALSE, error);

  if (item == NULL || !pamor_store_write_row (self, item, error)
      || !pamor_store_write_form (self, item->id, 0, form, error))
    return FALSE;
  item->begun = item->state != PAMOR_STATE_DRAFT;
  g_ptr_array_add (job->written, g_steal_pointer (&item));
  return TRUE;
}

static gboolean
save_draft_in_worker (PamorStore     *self,
                      PamorStoreJob  *job,
                      GError        **error)
{
  return save_draft (self, job, job->item, job->form, error);
}

static gboolean
save_drafts_in_worker (PamorStore     *self,
                       PamorStoreJob  *job,
                       GError        **error)
{
  for (guint i = 0; i < job->items->len; i++)
    if (!save_draft (self, job, job->items->pdata[i], job->forms->pdata[i], error))
      return FALSE;
  return TRUE;
}

/**
 * pamor_store_save_draft_async:
 * @item: id, and what pamor_form_describe() says of the form; copied
 * @form: of pamor_form_to_bytes()
 *
 * A new id begins a draft, that of what can be corrected begins or goes on with its correction.
 */
void
pamor_store_save_draft_async (PamorStore          *self,
                              PamorSubmission     *item,
                              GBytes              *form,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  PamorStoreJob *job;

  g_return_if_fail (PAMOR_IS_STORE (self) && PAMOR_IS_SUBMISSION (item) && item->id != NULL);
  g_return_if_fail (form != NULL);

  job = pamor_store_job_new (save_draft_in_worker, NULL);
  job->item = pamor_submission_copy (item);
  job->form = g_bytes_ref (form);
  pamor_store_run (self, job, pamor_store_save_draft_async, callback, user_data);
}

/** pamor_store_save_draft_finish: Returns: TRUE once it is on the disk; %PAMOR_ERROR_CONFLICT for
 *   what was sealed and can't be corrected */
gboolean
pamor_store_save_draft_finish (PamorStore    *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return pamor_store_run_finish_done (self, result, pamor_store_save_draft_async, error);
}

/**
 * pamor_store_save_drafts_async:
 * @items: of PamorSubmission, each as for pamor_store_save_draft_async()
 * @forms: of GBytes, as many
 *
 * All or none.
 */
void
pamor_store_save_drafts_async (PamorStore          *self,
                               GPtrArray           *items,
                               GPtrArray           *forms,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  PamorStoreJob *job;

  g_return_if_fail (PAMOR_IS_STORE (self) && items != NULL && forms != NULL);
  g_return_if_fail (items->len == forms->len);

  job = pamor_store_job_new (save_drafts_in_worker, NULL);
  job->items = g_ptr_array_new_with_free_func (g_object_unref);
  job->forms = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (guint i = 0; i < items->len; i++)
    {
      g_ptr_array_add (job->items, pamor_submission_copy (items->pdata[i]));
      g_ptr_array_add (job->forms, g_bytes_ref (forms->pdata[i]));
    }
  pamor_store_run (self, job, pamor_store_save_drafts_async, callback, user_data);
}

/** pamor_store_save_drafts_finish: Returns: TRUE once all are on the disk, else none is; the errors
 *   of pamor_store_save_draft_finish() */
gboolean
pamor_store_save_drafts_finish (PamorStore    *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return pamor_store_run_finish_done (self, result, pamor_store_save_drafts_async, error);
}

static gboolean
has_working_form (PamorStore  *self,
                  const char  *id,
                  GError     **error)
{
  g_autoptr (PamorStatement) ask = pamor_database_prepare (
    self->db, "SELECT 1 FROM form WHERE submission = ?1 AND revision = 0");

  pamor_statement_bind_text (ask, id);
  if (pamor_statement_next (ask, error))
    return TRUE;
  if (pamor_statement_is_done (ask))
    g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_CONFLICT, "%s is sealed", id);
  return FALSE;
}

static gboolean
delete_draft_in_worker (PamorStore     *self,
                        PamorStoreJob  *job,
                        GError        **error)
{
  g_autoptr (PamorSubmission) item = pamor_store_read_row (self, job->id, error);

  if (item == NULL)
    return FALSE;
  if (item->state == PAMOR_STATE_DRAFT)
    {
      job->removed = g_strdup (job->id);
      return pamor_store_run_for (self, "DELETE FROM submission WHERE id = ?1", job->id, error);
    }
  item->begun = FALSE;
  g_ptr_array_add (job->written, g_steal_pointer (&item));
  return has_working_form (self, job->id, error)
         && pamor_store_run_for (self, DELETE_WORKING_FORM, job->id, error)
         && pamor_store_run_for (self, DELETE_WORKING_PHOTOS, job->id, error);
}

/**
 * pamor_store_delete_draft_async:
 * @id: a draft, which goes with its photos; or a submission whose correction was begun, which
 *   goes back to its sealed revision
 *
 * %PAMOR_ERROR_CONFLICT for what is sealed and has no correction begun.
 */
void
pamor_store_delete_draft_async (PamorStore          *self,
                                const char          *id,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (PAMOR_IS_STORE (self) && id != NULL);

  pamor_store_run (self, pamor_store_job_new (delete_draft_in_worker, id),
                   pamor_store_delete_draft_async, callback, user_data);
}

/** pamor_store_delete_draft_finish: Returns: TRUE once it is gone from the disk */
gboolean
pamor_store_delete_draft_finish (PamorStore    *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return pamor_store_run_finish_done (self, result, pamor_store_delete_draft_async, error);
}
