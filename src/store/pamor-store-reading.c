/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading back what was sealed, each record authenticated as its own. */
#include "store/pamor-store-private.h"

#include "base/pamor-error.h"

#define READ_FORM \
  "SELECT revision, sealed FROM form WHERE submission = ?1 ORDER BY revision LIMIT 1"
#define READ_SEALED_FORM \
  "SELECT revision, sealed FROM form WHERE submission = ?1 AND revision > 0"
#define READ_PAYLOAD "SELECT revision, sealed FROM payload WHERE submission = ?1"

static gboolean
read_sealed (PamorStore     *self,
             PamorStoreJob  *job,
             const char     *table,
             const char     *sql,
             GError        **error)
{
  g_autoptr (PamorStatement) ask = pamor_database_prepare (self->db, sql);
  g_autoptr (GBytes) sealed = NULL;
  GBytes *plain;

  g_assert (pamor_worker_is_current (self->worker));

  pamor_statement_bind_text (ask, job->id);
  if (!pamor_statement_next (ask, error))
    {
      if (pamor_statement_is_done (ask))
        g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_NOT_FOUND, "No %s of %s", table, job->id);
      return FALSE;
    }
  sealed = pamor_statement_dup_bytes (ask, 1);
  plain = pamor_vault_open (self->vault, table, job->id, pamor_statement_get_int (ask, 0), sealed,
                            error);
  pamor_store_job_set_result (job, plain, (GDestroyNotify) g_bytes_unref);
  return plain != NULL;
}

/* Revision 0, what is being worked on, comes before the sealed one. */
static gboolean
read_form_in_worker (PamorStore     *self,
                     PamorStoreJob  *job,
                     GError        **error)
{
  return read_sealed (self, job, "form", READ_FORM, error);
}

/** pamor_store_read_form_async: of a correction that was begun, the correction */
void
pamor_store_read_form_async (PamorStore          *self,
                             const char          *id,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (PAMOR_IS_STORE (self) && id != NULL);

  pamor_store_run (self, pamor_store_job_new (read_form_in_worker, id), pamor_store_read_form_async,
                   callback, user_data);
}

/** pamor_store_read_form_finish: Returns: (transfer full) (nullable): %PAMOR_ERROR_NOT_FOUND
 *   where there is none */
GBytes *
pamor_store_read_form_finish (PamorStore    *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return pamor_store_run_finish (self, result, pamor_store_read_form_async, error);
}

static gboolean
read_sealed_form_in_worker (PamorStore     *self,
                            PamorStoreJob  *job,
                            GError        **error)
{
  return read_sealed (self, job, "form", READ_SEALED_FORM, error);
}

/** pamor_store_read_sealed_form_async: as it was sealed, whatever was begun since */
void
pamor_store_read_sealed_form_async (PamorStore          *self,
                                    const char          *id,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_return_if_fail (PAMOR_IS_STORE (self) && id != NULL);

  pamor_store_run (self, pamor_store_job_new (read_sealed_form_in_worker, id),
                   pamor_store_read_sealed_form_async, callback, user_data);
}

/** pamor_store_read_sealed_form_finish: Returns: (transfer full) (nullable):
 *   %PAMOR_ERROR_NOT_FOUND of a draft */
GBytes *
pamor_store_read_sealed_form_finish (PamorStore    *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return pamor_store_run_finish (self, result, pamor_store_read_sealed_form_async, error);
}

static gboolean
read_payload_in_worker (PamorStore     *self,
                        PamorStoreJob  *job,
                        GError        **error)
{
  return read_sealed (self, job, "payload", READ_PAYLOAD, error);
}

/** pamor_store_read_payload_async: of what is sealed; %PAMOR_ERROR_NOT_FOUND of a draft */
void
pamor_store_read_payload_async (PamorStore          *self,
                                const char          *id,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (PAMOR_IS_STORE (self) && id != NULL);

  pamor_store_run (self, pamor_store_job_new (read_payload_in_worker, id),
                   pamor_store_read_payload_async, callback, user_data);
}

/** pamor_store_read_payload_finish: Returns: (transfer full) (nullable): the frozen bytes */
GBytes *
pamor_store_read_payload_finish (PamorStore    *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return pamor_store_run_finish (self, result, pamor_store_read_payload_async, error);
}
