/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Catalogues that came from the city, whole or not at all. Guarantees: the newest is always there
 * once one was kept; so is the one that was the newest when the oldest form still being worked on
 * was begun, and all since. Sealed, so that nobody changes a rule on the disk. */
#include "store/pamor-store-private.h"

/* The clock may have been set back: what comes later is the newer whatever it says. */
#define WRITE \
  "INSERT OR REPLACE INTO catalogue (version, etag, kept_at, sealed) VALUES (?1, ?2, " \
  "max (?3, 1 + ifnull ((SELECT max (kept_at) FROM catalogue), 0)), ?4)"
#define READ_NEWEST "SELECT version, etag, sealed FROM catalogue ORDER BY kept_at DESC LIMIT 1"
#define READ_VERSION "SELECT version, etag, sealed FROM catalogue WHERE version = ?1"
#define DROP_UNUSED \
  "DELETE FROM catalogue WHERE kept_at < (SELECT max (kept_at) FROM catalogue WHERE kept_at <= " \
  "ifnull ((SELECT min (created_at) FROM submission WHERE id IN " \
  "(SELECT submission FROM form WHERE revision = 0)), 9223372036854775807))"

typedef struct
{
  GBytes *pack;
  char   *etag;
} Kept;

static void
kept_free (Kept *kept)
{
  g_clear_pointer (&kept->pack, g_bytes_unref);
  g_free (kept->etag);
  g_free (kept);
}

static gboolean
keep_catalogue_in_worker (PamorStore     *self,
                          PamorStoreJob  *job,
                          GError        **error)
{
  g_autoptr (PamorStatement) write = pamor_database_prepare (self->db, WRITE);
  g_autoptr (GBytes) sealed = pamor_vault_seal (self->vault, "catalogue", job->id, 0, job->payload);

  pamor_statement_bind_text (write, job->id);
  pamor_statement_bind_text (write, job->etag);
  pamor_statement_bind_int (write, pamor_clock_get_wall (self->clock));
  pamor_statement_bind_bytes (write, sealed);
  return pamor_statement_run (write, error) && pamor_database_run (self->db, DROP_UNUSED, error);
}

/**
 * pamor_store_keep_catalogue_async:
 * @version: of the catalogue
 * @etag: (nullable): under which the server knows it
 * @pack: checked: pamor_catalogue_load_pack() takes it
 */
void
pamor_store_keep_catalogue_async (PamorStore          *self,
                                  const char          *version,
                                  const char          *etag,
                                  GBytes              *pack,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  PamorStoreJob *job;

  g_return_if_fail (PAMOR_IS_STORE (self) && version != NULL && pack != NULL);

  job = pamor_store_job_new (keep_catalogue_in_worker, version);
  job->etag = g_strdup (etag);
  job->payload = g_bytes_ref (pack);
  pamor_store_run (self, job, pamor_store_keep_catalogue_async, callback, user_data);
}

/** pamor_store_keep_catalogue_finish: Returns: TRUE once it is the newest on the disk */
gboolean
pamor_store_keep_catalogue_finish (PamorStore    *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  return pamor_store_run_finish_done (self, result, pamor_store_keep_catalogue_async, error);
}

static gboolean
read_catalogue_in_worker (PamorStore     *self,
                          PamorStoreJob  *job,
                          GError        **error)
{
  g_autoptr (PamorStatement) ask
    = pamor_database_prepare (self->db, job->id == NULL ? READ_NEWEST : READ_VERSION);
  g_autoptr (GBytes) sealed = NULL;
  Kept *kept;

  if (job->id != NULL)
    pamor_statement_bind_text (ask, job->id);
  if (!pamor_statement_next (ask, error))
    return pamor_statement_is_done (ask);
  sealed = pamor_statement_dup_bytes (ask, 2);
  kept = g_new0 (Kept, 1);
  kept->etag = pamor_statement_dup_text (ask, 1);
  kept->pack = pamor_vault_open (self->vault, "catalogue", pamor_statement_get_text (ask, 0), 0,
                                 sealed, error);
  pamor_store_job_set_result (job, kept, (GDestroyNotify) kept_free);
  return kept->pack != NULL;
}

/** pamor_store_read_catalogue_async: @version: (nullable): NULL for the newest */
void
pamor_store_read_catalogue_async (PamorStore          *self,
                                  const char          *version,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (PAMOR_IS_STORE (self));

  pamor_store_run (self, pamor_store_job_new (read_catalogue_in_worker, version),
                   pamor_store_read_catalogue_async, callback, user_data);
}

/**
 * pamor_store_read_catalogue_finish:
 * @etag: (out) (transfer full) (nullable) (optional)
 *
 * Returns: (transfer full) (nullable): the pack; NULL without @error when there is none
 */
GBytes *
pamor_store_read_catalogue_finish (PamorStore    *self,
                                   GAsyncResult  *result,
                                   char         **etag,
                                   GError       **error)
{
  Kept *kept = pamor_store_run_finish (self, result, pamor_store_read_catalogue_async, error);
  GBytes *pack;

  if (etag != NULL)
    *etag = kept != NULL ? g_strdup (kept->etag) : NULL;
  if (kept == NULL)
    return NULL;
  pack = g_bytes_ref (kept->pack);
  kept_free (kept);
  return pack;
}
