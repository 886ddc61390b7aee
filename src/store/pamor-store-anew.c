/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A draft in place of what takes no revision any more. Guarantees: form and photos are in it or it
 * is not there at all; of one submission there is at most one, however often it is asked for; what
 * it is made of stays as it is until the draft is sealed. */
#include "store/pamor-store-private.h"

#include "base/pamor-error.h"

#define READ_FORM \
  "SELECT revision, sealed FROM form WHERE submission = ?1 ORDER BY revision LIMIT 1"
#define READ_PHOTOS \
  "SELECT a.id, a.requirement, a.media_type, a.sha256, a.size, c.sealed " \
  "FROM attachment a JOIN content c ON c.attachment = a.n WHERE a.submission = ?1 " \
  "ORDER BY a.position, a.n"

/* Returns: (transfer full) (nullable): the draft in place of @id; NULL without @error: none yet */
static PamorSubmission *
find_draft (PamorStore  *self,
            const char  *id,
            GError     **error)
{
  g_autoptr (GPtrArray) all = pamor_store_read_rows (self, error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      PamorSubmission *item = all->pdata[i];

      if (item->state == PAMOR_STATE_DRAFT && g_strcmp0 (item->replaces, id) == 0)
        return g_object_ref (item);
    }
  return NULL;
}

static gboolean
copy_form (PamorStore       *self,
           PamorSubmission  *old,
           const char       *id,
           GError          **error)
{
  g_autoptr (PamorStatement) ask = pamor_database_prepare (self->db, READ_FORM);
  g_autoptr (GBytes) sealed = NULL, form = NULL;

  pamor_statement_bind_text (ask, old->id);
  if (!pamor_statement_next (ask, error))
    {
      if (pamor_statement_is_done (ask))
        g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_NOT_FOUND, "No form of %s", old->id);
      return FALSE;
    }
  sealed = pamor_statement_dup_bytes (ask, 1);
  form = pamor_vault_open (self->vault, "form", old->id, pamor_statement_get_int (ask, 0), sealed,
                           error);
  return form != NULL && pamor_store_write_form (self, id, 0, form, error);
}

static gboolean
copy_photo (PamorStore       *self,
            PamorSubmission  *old,
            const char       *id,
            PamorStatement   *ask,
            GError          **error)
{
  g_autoptr (PamorAttachment) photo = g_new0 (PamorAttachment, 1);
  g_autoptr (GBytes) sealed = pamor_statement_dup_bytes (ask, 5);
  g_autofree char *label = NULL;

  photo->id = pamor_statement_dup_text (ask, 0);
  photo->requirement = pamor_statement_dup_text (ask, 1);
  photo->media_type = pamor_statement_dup_text (ask, 2);
  photo->sha256 = pamor_statement_dup_text (ask, 3);
  photo->size = pamor_statement_get_int (ask, 4);
  label = pamor_store_make_photo_label (old->id, photo->id);
  photo->content = pamor_vault_open (self->vault, "content", label, 0, sealed, error);
  return photo->content != NULL && pamor_store_write_photo (self, id, photo, error);
}

/* Under the ids that the form knows them by. */
static gboolean
copy_photos (PamorStore       *self,
             PamorSubmission  *old,
             const char       *id,
             GError          **error)
{
  g_autoptr (PamorStatement) ask = pamor_database_prepare (self->db, READ_PHOTOS);

  pamor_statement_bind_text (ask, old->id);
  while (pamor_statement_next (ask, error))
    if (!copy_photo (self, old, id, ask, error))
      return FALSE;
  return pamor_statement_is_done (ask);
}

static PamorSubmission *
make_draft (PamorStore       *self,
            PamorSubmission  *old,
            const char       *id,
            GError          **error)
{
  g_autoptr (PamorSubmission) wanted = pamor_submission_copy (old);
  g_autoptr (PamorSubmission) draft = NULL;

  g_free (wanted->id);
  wanted->id = g_strdup (id);
  g_free (wanted->replaces);
  wanted->replaces = g_strdup (old->id);
  draft = pamor_store_begin_writing (self, wanted, FALSE, error);
  if (draft == NULL || !pamor_store_write_row (self, draft, error)
      || !copy_form (self, old, id, error) || !copy_photos (self, old, id, error))
    return NULL;
  return pamor_store_read_row (self, id, error);
}

static gboolean
begin_anew_in_worker (PamorStore     *self,
                      PamorStoreJob  *job,
                      GError        **error)
{
  GError *failed = NULL;
  g_autoptr (PamorSubmission) old = pamor_store_read_row (self, job->id, error);
  PamorSubmission *draft;

  if (old == NULL)
    return FALSE;
  if (pamor_submission_get_correction (old) != PAMOR_CORRECTION_ANEW)
    {
      g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_CONFLICT, "%s needs nothing in its place",
                   old->id);
      return FALSE;
    }
  draft = find_draft (self, old->id, &failed);
  if (failed != NULL)
    {
      g_propagate_error (error, failed);
      return FALSE;
    }
  if (draft == NULL)
    draft = make_draft (self, old, job->value, error);
  if (draft == NULL)
    return FALSE;
  g_ptr_array_add (job->written, g_object_ref (draft));
  pamor_store_job_set_result (job, draft, g_object_unref);
  return TRUE;
}

/**
 * pamor_store_begin_anew_async:
 * @id: of what can be corrected only by a new one in its place
 * @draft: a new id, for the draft where there is none yet
 *
 * %PAMOR_ERROR_CONFLICT where nothing is needed in its place.
 */
void
pamor_store_begin_anew_async (PamorStore          *self,
                              const char          *id,
                              const char          *draft,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  PamorStoreJob *job;

  g_return_if_fail (PAMOR_IS_STORE (self) && id != NULL && draft != NULL);

  job = pamor_store_job_new (begin_anew_in_worker, id);
  job->value = g_strdup (draft);
  pamor_store_run (self, job, pamor_store_begin_anew_async, callback, user_data);
}

/** pamor_store_begin_anew_finish: Returns: (transfer full) (nullable): the draft in its place */
PamorSubmission *
pamor_store_begin_anew_finish (PamorStore    *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return pamor_store_run_finish (self, result, pamor_store_begin_anew_async, error);
}
