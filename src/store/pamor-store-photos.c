/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photos on their way in. Guarantees: a photo that was reported as kept is on the disk, sealed;
 * the bytes of one never change: another picture is another id. */
#include "store/pamor-store-private.h"

#include "base/pamor-error.h"
#include "base/pamor-host.h"

#include <glib/gi18n-lib.h>

#define INSERT \
  "INSERT INTO attachment (submission, id, position, working, requirement, media_type, sha256, " \
  "size, offset, failures, stored) " \
  "VALUES (?1, ?2, (SELECT count(*) FROM attachment WHERE submission = ?1), " \
  "1, ?3, ?4, ?5, ?6, 0, 0, 0)"
#define READ \
  "SELECT content.sealed FROM content JOIN attachment ON attachment.n = content.attachment " \
  "WHERE attachment.submission = ?1 AND attachment.id = ?2"

/**
 * pamor_store_make_photo_label:
 *
 * Returns: (transfer full): under which id a photo's content is sealed
 */
char *
pamor_store_make_photo_label (const char *id,
                              const char *attachment)
{
  return g_strdup_printf ("%s/%s", id, attachment);
}

static gboolean
check_room (PamorStore  *self,
            GError     **error)
{
  if (pamor_host_free_bytes (self->folder) >= self->photo_floor)
    return TRUE;
  g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_NO_SPACE,
                       _("The disk is nearly full: no new photo can be kept"));
  return FALSE;
}

static gboolean
write_content (PamorStore       *self,
               const char       *id,
               PamorAttachment  *attachment,
               GError          **error)
{
  g_autoptr (PamorStatement) write = pamor_database_prepare (
    self->db, "INSERT INTO content (attachment, sealed) VALUES (?1, ?2)");
  g_autofree char *label = pamor_store_make_photo_label (id, attachment->id);
  g_autoptr (GBytes) sealed
    = pamor_vault_seal (self->vault, "content", label, 0, attachment->content);

  pamor_statement_bind_int (write, pamor_database_last_row (self->db));
  pamor_statement_bind_bytes (write, sealed);
  return pamor_statement_run (write, error);
}

/* Returns: whether the photo is there; %PAMOR_ERROR_CONFLICT when it is there as another picture */
static gboolean
is_kept (PamorStore       *self,
         const char       *id,
         PamorAttachment  *attachment,
         GError          **error)
{
  g_autoptr (PamorStatement) ask = pamor_database_prepare (
    self->db, "SELECT sha256 FROM attachment WHERE submission = ?1 AND id = ?2");

  pamor_statement_bind_text (ask, id);
  pamor_statement_bind_text (ask, attachment->id);
  if (!pamor_statement_next (ask, error))
    return FALSE;
  if (g_strcmp0 (pamor_statement_get_text (ask, 0), attachment->sha256) == 0)
    return TRUE;
  g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_CONFLICT, "Photo %s is kept with other bytes",
               attachment->id);
  return FALSE;
}

/** pamor_store_write_photo: keeps a photo with its content, once, as working. In the worker. */
gboolean
pamor_store_write_photo (PamorStore       *self,
                         const char       *id,
                         PamorAttachment  *attachment,
                         GError          **error)
{
  g_autoptr (PamorStatement) write = pamor_database_prepare (self->db, INSERT);
  GError *failed = NULL;
  gboolean kept = is_kept (self, id, attachment, &failed);

  if (kept)
    return TRUE;
  if (failed != NULL)
    {
      g_propagate_error (error, failed);
      return FALSE;
    }
  pamor_statement_bind_text (write, id);
  pamor_statement_bind_text (write, attachment->id);
  pamor_statement_bind_text (write, attachment->requirement);
  pamor_statement_bind_text (write, attachment->media_type);
  pamor_statement_bind_text (write, attachment->sha256);
  pamor_statement_bind_int (write, attachment->size);
  return check_room (self, error) && pamor_statement_run (write, error)
         && write_content (self, id, attachment, error);
}

static gboolean
keep_photo_in_worker (PamorStore     *self,
                      PamorStoreJob  *job,
                      GError        **error)
{
  g_autoptr (PamorSubmission) item = pamor_store_read_row (self, job->id, error);

  if (item == NULL)
    return FALSE;
  if (item->state != PAMOR_STATE_DRAFT && !pamor_submission_can_correct (item))
    {
      g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_CONFLICT, "%s is sealed", job->id);
      return FALSE;
    }
  if (!pamor_store_write_photo (self, job->id, job->attachments->pdata[0], error))
    return FALSE;
  g_clear_object (&item);
  item = pamor_store_read_row (self, job->id, error);
  if (item != NULL)
    g_ptr_array_add (job->written, g_object_ref (item));
  return item != NULL;
}

/**
 * pamor_store_keep_photo_async:
 * @id: a draft, or a submission that can be corrected; it must have been saved before
 * @attachment: with content; the same once more does nothing
 */
void
pamor_store_keep_photo_async (PamorStore          *self,
                              const char          *id,
                              PamorAttachment     *attachment,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  PamorStoreJob *job;

  g_return_if_fail (PAMOR_IS_STORE (self) && id != NULL);
  g_return_if_fail (attachment != NULL && attachment->content != NULL);

  job = pamor_store_job_new (keep_photo_in_worker, id);
  job->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_attachment_free);
  g_ptr_array_add (job->attachments, pamor_attachment_copy (attachment));
  pamor_store_run (self, job, pamor_store_keep_photo_async, callback, user_data);
}

/** pamor_store_keep_photo_finish: Returns: TRUE once it is on the disk; %PAMOR_ERROR_NO_SPACE with
 *   too little left for the forms, CONFLICT where the submission is sealed, or the photo there as
 *   another picture */
gboolean
pamor_store_keep_photo_finish (PamorStore    *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return pamor_store_run_finish_done (self, result, pamor_store_keep_photo_async, error);
}

static gboolean
read_photo_in_worker (PamorStore     *self,
                      PamorStoreJob  *job,
                      GError        **error)
{
  g_autoptr (PamorStatement) ask = pamor_database_prepare (self->db, READ);
  g_autofree char *label = pamor_store_make_photo_label (job->id, job->value);
  g_autoptr (GBytes) sealed = NULL;
  GBytes *plain;

  pamor_statement_bind_text (ask, job->id);
  pamor_statement_bind_text (ask, job->value);
  if (!pamor_statement_next (ask, error))
    {
      if (pamor_statement_is_done (ask))
        g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_NOT_FOUND, "No photo %s", label);
      return FALSE;
    }
  sealed = pamor_statement_dup_bytes (ask, 0);
  plain = pamor_vault_open (self->vault, "content", label, 0, sealed, error);
  pamor_store_job_set_result (job, plain, (GDestroyNotify) g_bytes_unref);
  return plain != NULL;
}

/** pamor_store_read_photo_async: @attachment: its id; %PAMOR_ERROR_NOT_FOUND where @id has none */
void
pamor_store_read_photo_async (PamorStore          *self,
                              const char          *id,
                              const char          *attachment,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  PamorStoreJob *job;

  g_return_if_fail (PAMOR_IS_STORE (self) && id != NULL && attachment != NULL);

  job = pamor_store_job_new (read_photo_in_worker, id);
  job->value = g_strdup (attachment);
  pamor_store_run (self, job, pamor_store_read_photo_async, callback, user_data);
}

/** pamor_store_read_photo_finish: Returns: (transfer full) (nullable): the photo, byte for byte */
GBytes *
pamor_store_read_photo_finish (PamorStore    *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return pamor_store_run_finish (self, result, pamor_store_read_photo_async, error);
}
