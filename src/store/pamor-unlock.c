/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the root key of a data folder, or makes the first one. Guarantees: a new key is made only
 * where there is no slot at all, so never over one that merely can't be opened now; a secret that
 * the keyring took is read back before anything depends on it. Main thread, keys in the worker. */
#include "store/pamor-unlock.h"

#include "base/pamor-error.h"
#include "store/pamor-keyring.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

typedef struct
{
  /* Input */
  PamorWorker   *worker; /* (owned) */
  GPtrArray     *slots;  /* (owned): of PamorKeySlot */
  char          *folder; /* (owned): its name in the keyring */

  /* In progress */
  const char    *slot;   /* which one is opened or made (static) */
  char          *secret; /* (owned) (nullable): wiped when freed */
  PamorLock      lock;   /* what is asked for, should it fail */
  PamorUnlocked  result; /* (owned) */
} Unlock;

static void
unlock_free (Unlock *data)
{
  g_object_unref (data->worker);
  g_ptr_array_unref (data->slots);
  g_free (data->folder);
  if (data->secret != NULL)
    sodium_memzero (data->secret, strlen (data->secret));
  g_free (data->secret);
  g_clear_pointer (&data->result.vault, pamor_vault_free);
  g_clear_pointer (&data->result.new_slot, pamor_key_slot_free);
  g_free (data);
}

static void on_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_found_cb  (GObject *source, GAsyncResult *result, gpointer user_data);

static void
open_slot_in_worker (GTask        *task,
                     gpointer      source,
                     gpointer      task_data,
                     GCancellable *cancellable)
{
  Unlock *data = task_data;
  PamorKeySlot *slot = pamor_key_slot_find (data->slots, data->slot);
  GError *error = NULL;

  g_assert (pamor_worker_is_current (data->worker));

  if (slot != NULL)
    data->result.vault = pamor_key_slot_open (slot, data->secret, &error);
  else
    {
      data->result.vault = pamor_vault_new ();
      data->result.new_slot
        = pamor_key_slot_new (data->slot, data->secret, data->result.vault, &error);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
open_slot (GTask *task)
{
  Unlock *data = g_task_get_task_data (task);

  pamor_worker_push (data->worker, G_PRIORITY_DEFAULT, task, open_slot_in_worker);
}

static void
on_stored_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Unlock *data = g_task_get_task_data (task);
  GError *error = NULL;

  if (!pamor_keyring_store_finish (result, &error))
    g_task_return_error (task, error);
  else
    pamor_keyring_lookup_async (data->folder, on_found_cb, g_steal_pointer (&task));
}

static void
on_found_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Unlock *data = g_task_get_task_data (task);
  GError *error = NULL;
  char *found = pamor_keyring_lookup_finish (result, &error);

  if (found == NULL)
    g_task_return_error (task, error);
  else if (data->secret != NULL && !g_str_equal (data->secret, found))
    g_task_return_new_error (task, PAMOR_ERROR, PAMOR_ERROR_LOCKED,
                             _("The keyring does not give the key of this data folder"));
  else
    {
      if (data->secret == NULL)
        data->secret = g_strdup (found);
      open_slot (task);
    }
  pamor_keyring_free_secret (found);
}

static void
begin_new (GTask      *task,
           const char *passphrase)
{
  Unlock *data = g_task_get_task_data (task);

  data->lock = PAMOR_LOCK_CHOOSE;
  if (passphrase != NULL)
    {
      data->slot = PAMOR_KEY_SLOT_PASSPHRASE;
      data->secret = g_strdup (passphrase);
      open_slot (task);
    }
  else
    {
      data->slot = PAMOR_KEY_SLOT_KEYRING;
      data->secret = pamor_key_slot_make_secret ();
      pamor_keyring_store_async (data->folder, data->secret, on_stored_cb, g_object_ref (task));
    }
}

static void
begin_known (GTask      *task,
             const char *passphrase)
{
  Unlock *data = g_task_get_task_data (task);

  if (passphrase != NULL && pamor_key_slot_find (data->slots, PAMOR_KEY_SLOT_PASSPHRASE) != NULL)
    {
      data->lock = PAMOR_LOCK_PASSPHRASE;
      data->slot = PAMOR_KEY_SLOT_PASSPHRASE;
      data->secret = g_strdup (passphrase);
      open_slot (task);
    }
  else if (pamor_key_slot_find (data->slots, PAMOR_KEY_SLOT_KEYRING) != NULL)
    {
      data->lock = PAMOR_LOCK_KEYRING;
      data->slot = PAMOR_KEY_SLOT_KEYRING;
      pamor_keyring_lookup_async (data->folder, on_found_cb, g_object_ref (task));
    }
  else
    {
      data->lock = PAMOR_LOCK_PASSPHRASE;
      g_task_return_new_error (task, PAMOR_ERROR, PAMOR_ERROR_LOCKED,
                               _("This data folder opens with its passphrase"));
    }
}

/**
 * pamor_unlock_async:
 * @slots: of PamorKeySlot; none: a new folder, whose first slot is made
 * @folder: the folder's name in the keyring
 * @passphrase: (nullable): for a new folder, or one that has a passphrase; else the keyring is
 *   asked
 */
void
pamor_unlock_async (PamorWorker         *worker,
                    GPtrArray           *slots,
                    const char          *folder,
                    const char          *passphrase,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Unlock *data = g_new0 (Unlock, 1);

  g_return_if_fail (PAMOR_IS_WORKER (worker) && slots != NULL && folder != NULL);

  data->worker = g_object_ref (worker);
  data->slots = g_ptr_array_ref (slots);
  data->folder = g_strdup (folder);
  g_task_set_source_tag (task, pamor_unlock_async);
  g_task_set_task_data (task, data, (GDestroyNotify) unlock_free);
  if (slots->len == 0)
    begin_new (task, passphrase);
  else
    begin_known (task, passphrase);
}

/**
 * pamor_unlock_finish:
 * @unlocked: (out): its members are the caller's; untouched on failure
 * @lock: (out): on failure, what the folder asks for
 */
gboolean
pamor_unlock_finish (GAsyncResult   *result,
                     PamorUnlocked  *unlocked,
                     PamorLock      *lock,
                     GError        **error)
{
  Unlock *data;

  g_return_val_if_fail (g_async_result_is_tagged (result, pamor_unlock_async), FALSE);

  data = g_task_get_task_data (G_TASK (result));
  *lock = data->lock;
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  *unlocked = data->result;
  data->result = (PamorUnlocked) { NULL };
  return TRUE;
}
