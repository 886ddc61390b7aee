/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a data folder, in three steps: look at it (worker), find its key (main thread, keyring),
 * read it (worker), having purged what is settled for long. Guarantees: nothing is sealed before
 * its key slot is on the disk; what an earlier run was sending is queued again; a damaged file is
 * replaced by what could be saved of it only after it was unlocked. A failed opening leaves the
 * folder free for the next. */
#include "store/pamor-store-private.h"

#include "base/pamor-error.h"
#include "base/pamor-host.h"
#include "base/pamor-uuid.h"
#include "store/pamor-salvage.h"
#include "store/pamor-schema.h"
#include "store/pamor-unlock.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>

#define FILE_NAME "pamor.db"
#define READ_FOLDER "SELECT value FROM meta WHERE name = 'folder'"
#define HAS_KEYS "SELECT count(*) = 2 FROM sqlite_schema WHERE name IN ('meta', 'key_slot')"
#define HAS_META "SELECT count(*) FROM sqlite_schema WHERE name = 'meta'"
#define IS_UNCLEAN "SELECT count(*) FROM meta WHERE name = 'clean' AND value = 'no'"
#define COUNT_RECORDS "SELECT (SELECT count(*) FROM submission) + (SELECT count(*) FROM note)"
#define BEGIN_WORK \
  "INSERT OR REPLACE INTO meta (name, value) VALUES ('clean', 'no');" \
  "UPDATE submission SET state = 'queued' WHERE state = 'sending'"

typedef struct
{
  /* Input */
  PamorStore    *store;      /* (owned) */
  char          *path;       /* (owned): of the database */
  char          *passphrase; /* (owned) (nullable): wiped when freed */

  /* In progress */
  gboolean       damaged;
  char          *folder_id;  /* (owned): the folder's name in the keyring */
  GPtrArray     *slots;      /* (owned): of PamorKeySlot */
  PamorLock      lock;
  GPtrArray     *items;      /* (owned) */
  GHashTable    *notes;      /* (owned) */
} Opening;

static void
opening_free (Opening *data)
{
  g_clear_object (&data->store);
  g_free (data->path);
  if (data->passphrase != NULL)
    sodium_memzero (data->passphrase, strlen (data->passphrase));
  g_free (data->passphrase);
  g_free (data->folder_id);
  g_clear_pointer (&data->slots, g_ptr_array_unref);
  g_clear_pointer (&data->items, g_ptr_array_unref);
  g_clear_pointer (&data->notes, g_hash_table_unref);
  g_free (data);
}

static void on_looked_cb   (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_read_cb     (GObject *source, GAsyncResult *result, gpointer user_data);

/* As in pamor_store_run(): what the worker holds can't be the last to hold the store. */
static void
push_step (GTask               *task,
           GTaskThreadFunc      func,
           GAsyncReadyCallback  callback)
{
  Opening *data = g_task_get_task_data (task);
  g_autoptr (GTask) inner = g_task_new (NULL, NULL, callback, g_object_ref (task));

  g_task_set_task_data (inner, data, NULL);
  pamor_worker_push (data->store->worker, G_PRIORITY_DEFAULT, inner, func);
}

static void
return_step (GTask  *inner,
             GError *error)
{
  if (error != NULL)
    g_task_return_error (inner, error);
  else
    g_task_return_boolean (inner, TRUE);
}

static gboolean
check_after_crash (PamorDatabase  *db,
                   GError        **error)
{
  gint64 known = 0, unclean = 0;

  if (!pamor_database_read_int (db, HAS_META, &known, error))
    return FALSE;
  if (known == 0)
    return TRUE;
  if (!pamor_database_read_int (db, IS_UNCLEAN, &unclean, error))
    return FALSE;
  return unclean == 0 || pamor_database_quick_check (db, error);
}

static gboolean
read_folder_id (Opening  *data,
                GError  **error)
{
  g_autoptr (PamorStatement) ask = pamor_database_prepare (data->store->db, READ_FOLDER);

  if (pamor_statement_next (ask, error))
    data->folder_id = pamor_statement_dup_text (ask, 0);
  else if (pamor_statement_is_done (ask))
    data->folder_id = pamor_uuid_new (data->store->clock);
  return data->folder_id != NULL;
}

static gboolean
open_database (Opening  *data,
               GError  **error)
{
  PamorStore *self = data->store;
  g_autoptr (GPtrArray) steps = pamor_schema_load_steps ();

  self->db = pamor_database_open (data->path, error);
  return self->db != NULL && check_after_crash (self->db, error)
         && pamor_schema_upgrade (self->db, steps, pamor_clock_get_wall (self->clock), error);
}

/* A new folder stays empty until its key is there. */
static gboolean
look_at_database (Opening  *data,
                  GError  **error)
{
  if (!g_file_test (data->path, G_FILE_TEST_EXISTS))
    {
      data->folder_id = pamor_uuid_new (data->store->clock);
      data->slots = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_key_slot_free);
      return TRUE;
    }
  if (!open_database (data, error) || !read_folder_id (data, error))
    return FALSE;
  data->slots = pamor_key_slot_read (data->store->db, error);
  return data->slots != NULL;
}

/* A disk that stumbles over one read looks like damage too, so that is looked at twice. */
static gboolean
look_again (Opening  *data,
            GError  **error)
{
  g_autoptr (GError) first = NULL;

  if (look_at_database (data, &first))
    return TRUE;
  if (!g_error_matches (first, PAMOR_ERROR, PAMOR_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return FALSE;
    }
  g_clear_pointer (&data->store->db, pamor_database_close);
  g_clear_pointer (&data->folder_id, g_free);
  return look_at_database (data, error);
}

/* Whatever of the keys a damaged file still tells: without them nothing in it can be read. Where
 * its slots are lost a new key is made, under another name: the old secret stays in the keyring,
 * for whoever mends the file that is set aside. A disk that only stumbles over them is @error. */
static void
look_at_damaged (Opening  *data,
                 GError  **error)
{
  PamorDatabase *db = data->store->db;
  GError *failed = NULL;
  gint64 known = 0;

  data->damaged = TRUE;
  if (db != NULL && pamor_database_read_int (db, HAS_KEYS, &known, &failed) && known
      && (data->folder_id != NULL || read_folder_id (data, &failed)) && data->slots == NULL)
    data->slots = pamor_key_slot_read (db, &failed);
  if (failed != NULL && !g_error_matches (failed, PAMOR_ERROR, PAMOR_ERROR_DAMAGED))
    {
      g_propagate_error (error, failed);
      return;
    }
  g_clear_error (&failed);
  if (data->slots == NULL)
    data->slots = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_key_slot_free);
  if (data->slots->len == 0)
    g_clear_pointer (&data->folder_id, g_free);
  if (data->folder_id == NULL)
    data->folder_id = pamor_uuid_new (data->store->clock);
}

/* Sealed records whose key slot is gone: a new key must not be made as if the folder were new. */
static gboolean
lost_its_keys (Opening  *data,
               GError  **error)
{
  gint64 records = 0;

  return data->slots->len == 0 && data->store->db != NULL
         && pamor_database_read_int (data->store->db, COUNT_RECORDS, &records, error)
         && records > 0;
}

static void
look_in_worker (GTask        *inner,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Opening *data = task_data;
  PamorStore *self = data->store;
  GError *error = NULL;

  g_assert (pamor_worker_is_current (self->worker));

  if (pamor_host_make_folder (self->folder, &error))
    self->lock = pamor_host_lock_folder (self->folder, &error);
  if (self->lock >= 0 && pamor_salvage_finish (data->path, &error))
    {
      if (look_again (data, &error) && lost_its_keys (data, &error))
        look_at_damaged (data, &error);
      else if (g_error_matches (error, PAMOR_ERROR, PAMOR_ERROR_DAMAGED))
        {
          g_debug ("%s", error->message);
          g_clear_error (&error);
          look_at_damaged (data, &error);
        }
    }
  return_step (inner, error);
}

/* Lets the folder go before the caller hears of it: the next opening may begin in its callback. */
static void
fail (GTask  *task,
      GError *error)
{
  Opening *data = g_task_get_task_data (task);

  g_clear_object (&data->store);
  g_task_return_error (task, error);
}

static void
on_looked_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *data = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)
      || g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    fail (task, error);
  else
    pamor_unlock_async (data->store->worker, data->slots, data->folder_id, data->passphrase,
                        on_unlocked_cb, g_object_ref (task));
}

static gboolean
read_all (Opening  *data,
          GError  **error)
{
  PamorStore *self = data->store;

  if (!pamor_key_slot_keep (data->slots, data->folder_id, self->db, error)
      || !pamor_database_run (self->db, BEGIN_WORK, error))
    return FALSE;
  g_clear_pointer (&data->items, g_ptr_array_unref);
  data->items = pamor_store_read_rows (self, error);
  return data->items != NULL && pamor_store_read_notes (self, data->notes, error);
}

/* Also for a second time. */
static gboolean
begin_work (Opening  *data,
            GError  **error)
{
  PamorStore *self = data->store;

  if (self->db == NULL && !open_database (data, error))
    return FALSE;
  self->ends_clean = pamor_database_begin (self->db, error)
                     && pamor_database_end (self->db, read_all (data, error), error);
  return self->ends_clean;
}

/* Its failing, as on a full disk, is no reason not to open: what is settled goes the next time. */
static void
purge (PamorStore *self)
{
  g_autoptr (GError) error = NULL;

  if (self->db == NULL || !pamor_database_begin (self->db, &error)
      || !pamor_database_end (self->db, pamor_store_purge (self, &error), &error))
    g_debug ("Nothing was purged: %s", error == NULL ? "a new folder" : error->message);
}

static gboolean
rebuild (Opening  *data,
         GError  **error)
{
  PamorStore *self = data->store;

  if (!pamor_salvage_rebuild (data->path, self->db, self->vault, data->slots, data->folder_id,
                              self->clock, &self->salvaged, error))
    return FALSE;
  g_clear_pointer (&self->db, pamor_database_close);
  self->damaged_file = pamor_salvage_exchange (data->path, self->clock, error);
  return self->damaged_file != NULL;
}

static void
read_in_worker (GTask        *inner,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Opening *data = task_data;
  g_autoptr (GError) damage = NULL;
  GError *error = NULL;

  g_assert (pamor_worker_is_current (data->store->worker));

  if (!data->damaged)
    purge (data->store);
  if (!data->damaged && !begin_work (data, NULL) && !begin_work (data, &damage))
    {
      data->damaged = g_error_matches (damage, PAMOR_ERROR, PAMOR_ERROR_DAMAGED);
      if (!data->damaged)
        error = g_steal_pointer (&damage);
    }
  if (data->damaged && rebuild (data, &error))
    begin_work (data, &error);
  if (error == NULL)
    pamor_schema_drop_copies (data->path, pamor_clock_get_wall (data->store->clock));
  return_step (inner, error);
}

static void
on_unlocked_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *data = g_task_get_task_data (task);
  PamorUnlocked unlocked = { NULL };
  GError *error = NULL;

  if (!pamor_unlock_finish (result, &unlocked, &data->lock, &error))
    {
      fail (task, error);
      return;
    }
  data->store->vault = unlocked.vault;
  if (unlocked.new_slot != NULL)
    g_ptr_array_add (data->slots, unlocked.new_slot);
  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    fail (task, error);
  else
    push_step (task, read_in_worker, on_read_cb);
}

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *data = g_task_get_task_data (task);
  PamorStore *self = data->store;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      fail (task, error);
      return;
    }
  pamor_store_fill (self, data->items);
  g_hash_table_unref (self->notes);
  self->notes = g_steal_pointer (&data->notes);
  g_task_return_pointer (task, g_steal_pointer (&data->store), g_object_unref);
}

/**
 * pamor_store_open_async:
 * @folder: made when there is none
 * @passphrase: (nullable)
 *
 * %PAMOR_ERROR_LOCKED: see pamor_store_open_get_lock(); %PAMOR_ERROR_BUSY: another program has it;
 * %PAMOR_ERROR_TOO_NEW: of a newer version; %PAMOR_ERROR_INVALID: an empty passphrase. A damaged
 * database does not fail: see pamor_store_get_damaged_file().
 */
void
pamor_store_open_async (const char          *folder,
                        const char          *passphrase,
                        PamorClock          *clock,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Opening *data = g_new0 (Opening, 1);

  g_return_if_fail (folder != NULL && PAMOR_IS_CLOCK (clock));

  data->store = g_object_new (PAMOR_TYPE_STORE, NULL);
  data->store->folder = g_strdup (folder);
  data->store->clock = g_object_ref (clock);
  data->store->worker = pamor_worker_new ("store");
  data->path = g_build_filename (folder, FILE_NAME, NULL);
  data->passphrase = g_strdup (passphrase);
  data->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_task_set_source_tag (task, pamor_store_open_async);
  g_task_set_task_data (task, data, (GDestroyNotify) opening_free);
  if (passphrase != NULL && *passphrase == '\0')
    fail (task, g_error_new (PAMOR_ERROR, PAMOR_ERROR_INVALID, _("The passphrase is empty")));
  else
    push_step (task, look_in_worker, on_looked_cb);
}

/** pamor_store_open_finish: Returns: (transfer full) (nullable): its items are in the model */
PamorStore *
pamor_store_open_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, pamor_store_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/** pamor_store_open_get_lock: Returns: after %PAMOR_ERROR_LOCKED, what the folder asks for */
PamorLock
pamor_store_open_get_lock (GAsyncResult *result)
{
  Opening *data;

  g_return_val_if_fail (g_async_result_is_tagged (result, pamor_store_open_async), PAMOR_LOCK_NONE);

  data = g_task_get_task_data (G_TASK (result));
  return data->lock;
}

/** pamor_store_exists: Returns: whether @folder was opened before, with a key */
gboolean
pamor_store_exists (const char *folder)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (folder != NULL, FALSE);

  path = g_build_filename (folder, FILE_NAME, NULL);
  return g_file_test (path, G_FILE_TEST_EXISTS);
}
