/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sealing. Guarantees: form, payload, photos, manifest and queue row change in one transaction, so
 * that after a crash there is either the draft as it was or the whole sealed submission; from then
 * on the bytes never change. */
#include "store/pamor-store-private.h"

#include "base/pamor-error.h"

/* What went into the manifest is what was kept, whatever the caller believes of size and digest. */
#define NAME_IN_MANIFEST \
  "UPDATE attachment SET working = 0, position = ?3, requirement = ?4, offset = 0, failures = 0, " \
  "stored = 0 WHERE submission = ?1 AND id = ?2 RETURNING media_type, sha256, size"

#define FORGET_MANIFEST "UPDATE attachment SET working = 1 WHERE submission = ?1"
#define DELETE_UNNAMED "DELETE FROM attachment WHERE submission = ?1 AND working = 1"

static gboolean
name_in_manifest (PamorStore       *self,
                  PamorSubmission  *item,
                  PamorAttachment  *attachment,
                  GError          **error)
{
  g_autoptr (PamorStatement) name = pamor_database_prepare (self->db, NAME_IN_MANIFEST);
  g_autoptr (PamorAttachment) kept = NULL;

  pamor_statement_bind_text (name, item->id);
  pamor_statement_bind_text (name, attachment->id);
  pamor_statement_bind_int (name, item->attachments->len);
  pamor_statement_bind_text (name, attachment->requirement);
  if (!pamor_statement_next (name, error))
    {
      if (pamor_statement_is_done (name))
        g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_NOT_FOUND, "Photo %s was never kept",
                     attachment->id);
      return FALSE;
    }
  kept = g_new0 (PamorAttachment, 1);
  kept->id = g_strdup (attachment->id);
  kept->requirement = g_strdup (attachment->requirement);
  kept->media_type = pamor_statement_dup_text (name, 0);
  kept->sha256 = pamor_statement_dup_text (name, 1);
  kept->size = pamor_statement_get_int (name, 2);
  g_ptr_array_add (item->attachments, g_steal_pointer (&kept));
  return pamor_statement_run (name, error);
}

static gboolean
seal_photos (PamorStore       *self,
             PamorSubmission  *item,
             GPtrArray        *attachments,
             GError          **error)
{
  if (!pamor_store_run_for (self, FORGET_MANIFEST, item->id, error))
    return FALSE;
  g_ptr_array_set_size (item->attachments, 0);
  for (guint i = 0; i < attachments->len; i++)
    {
      PamorAttachment *attachment = attachments->pdata[i];

      if (attachment->content != NULL
          && !pamor_store_write_photo (self, item->id, attachment, error))
        return FALSE;
      if (!name_in_manifest (self, item, attachment, error))
        return FALSE;
    }
  return pamor_store_run_for (self, DELETE_UNNAMED, item->id, error);
}

static gboolean
write_payload (PamorStore       *self,
               PamorSubmission  *item,
               GBytes           *payload,
               GError          **error)
{
  g_autoptr (PamorStatement) write = pamor_database_prepare (
    self->db, "INSERT INTO payload (submission, revision, sealed) VALUES (?1, ?2, ?3)");
  g_autoptr (GBytes) sealed
    = pamor_vault_seal (self->vault, "payload", item->id, item->revision, payload);

  pamor_statement_bind_text (write, item->id);
  pamor_statement_bind_int (write, item->revision);
  pamor_statement_bind_bytes (write, sealed);
  return pamor_statement_run (write, error);
}

/* The frozen members, and everything about sending as if it had never begun. The city's number
 * stays; its verdict was on the revision before. */
static void
freeze (PamorStore      *self,
        PamorSubmission *item,
        GBytes          *payload)
{
  const guint was = item->revision;

  item->revision = item->server_revision + 1;
  if (item->server_revision + 1 != was)
    {
      g_free (item->base_etag);
      item->base_etag = g_strdup (item->etag);
    }
  g_free (item->payload_sha256);
  item->payload_sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, payload);
  g_free (item->manifest_sha256);
  item->manifest_sha256
    = pamor_submission_make_manifest_sha256 (item->payload_sha256, item->attachments);
  item->payload_size = g_bytes_get_size (payload);
  item->state = PAMOR_STATE_QUEUED;
  item->attempts = 0;
  item->next_at = 0;
  item->received_at = 0;
  pamor_submission_set_reason (item, NULL, NULL, NULL);
  item->status = PAMOR_STATUS_NONE;
  g_clear_pointer (&item->status_reason, g_free);
  g_clear_pointer (&item->status_text, g_free);
  g_clear_pointer (&item->status_pointer, g_free);
  item->closed = FALSE;
  item->missing = 0;
  item->begun = FALSE;
  item->sealed_at = item->changed_at;
}

static gboolean
check_revision (PamorSubmission  *item,
                PamorSubmission  *wanted,
                GError          **error)
{
  if (item->server_revision == wanted->server_revision)
    return TRUE;
  g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_CONFLICT,
               "%s: the server has revision %u, the payload was made for %u", item->id,
               item->server_revision, wanted->server_revision);
  return FALSE;
}

/* What @item is handed in in place of, where it is here: from now on it is done with. */
static gboolean
replace_old (PamorStore       *self,
             PamorStoreJob    *job,
             PamorSubmission  *item,
             GError          **error)
{
  GError *failed = NULL;
  g_autoptr (PamorSubmission) old = NULL;

  if (item->replaces == NULL)
    return TRUE;
  old = pamor_store_find_row (self, item->replaces, &failed);
  if (failed != NULL)
    {
      g_propagate_error (error, failed);
      return FALSE;
    }
  if (old == NULL || g_strcmp0 (old->replaced_by, item->id) == 0)
    return TRUE;
  if (pamor_submission_get_correction (old) != PAMOR_CORRECTION_ANEW)
    {
      g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_CONFLICT, "%s needs nothing in its place",
                   old->id);
      return FALSE;
    }
  old->replaced_by = g_strdup (item->id);
  old->changed_at = item->changed_at;
  if (!pamor_store_write_row (self, old, error)
      || !pamor_store_write_history (self, old->id, old->changed_at, "replaced", NULL, NULL, error))
    return FALSE;
  g_ptr_array_add (job->written, g_steal_pointer (&old));
  return TRUE;
}

/* The row comes first, as the others refer to it, in its old state, which lets the old payload go;
 * and once more last, sealed. */
static gboolean
seal_in_worker (PamorStore     *self,
                PamorStoreJob  *job,
                GError        **error)
{
  g_autoptr (PamorSubmission) item = pamor_store_begin_writing (self, job->item, TRUE, error);
  gboolean corrected = item != NULL && item->state != PAMOR_STATE_DRAFT;

  if (item == NULL || !check_revision (item, job->item, error)
      || !pamor_store_write_row (self, item, error)
      || !seal_photos (self, item, job->attachments, error)
      || !pamor_store_run_for (self, "DELETE FROM payload WHERE submission = ?1", item->id, error)
      || !pamor_store_run_for (self, "DELETE FROM form WHERE submission = ?1", item->id, error))
    return FALSE;
  freeze (self, item, job->payload);
  if (!replace_old (self, job, item, error) || !write_payload (self, item, job->payload, error)
      || !pamor_store_write_form (self, item->id, item->revision, job->form, error)
      || !pamor_store_write_row (self, item, error)
      || !pamor_store_write_history (self, item->id, item->sealed_at,
                                     corrected ? "corrected" : "sealed", NULL, job->item->changes,
                                     error))
    return FALSE;
  g_ptr_array_add (job->written, g_object_ref (item));
  pamor_store_job_set_result (job, g_steal_pointer (&item), g_object_unref);
  return TRUE;
}

/**
 * pamor_store_seal_async:
 * @item: its server_revision is the one that @payload was made for
 *
 * %PAMOR_ERROR_CONFLICT when the kept one is on its way already, or the server's revision moved on;
 * %PAMOR_ERROR_NOT_FOUND when an attachment without content was never kept;
 * %PAMOR_ERROR_NO_SPACE with nothing changed.
 */
void
pamor_store_seal_async (PamorStore          *self,
                        PamorSubmission     *item,
                        GBytes              *form,
                        GBytes              *payload,
                        GPtrArray           *attachments,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  PamorStoreJob *job;

  g_return_if_fail (PAMOR_IS_STORE (self) && PAMOR_IS_SUBMISSION (item) && item->id != NULL);
  g_return_if_fail (form != NULL && payload != NULL && attachments != NULL);

  job = pamor_store_job_new (seal_in_worker, NULL);
  job->item = pamor_submission_copy (item);
  job->form = g_bytes_ref (form);
  job->payload = g_bytes_ref (payload);
  job->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_attachment_free);
  for (guint i = 0; i < attachments->len; i++)
    g_ptr_array_add (job->attachments, pamor_attachment_copy (attachments->pdata[i]));
  pamor_store_run (self, job, pamor_store_seal_async, callback, user_data);
}

/** pamor_store_seal_finish: Returns: (transfer full) (nullable): the sealed snapshot */
PamorSubmission *
pamor_store_seal_finish (PamorStore    *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  return pamor_store_run_finish (self, result, pamor_store_seal_async, error);
}
