/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guarantees: answers within 20 seconds, whatever the keyring does; every failure of it, and a
 * lookup that finds nothing, is PAMOR_ERROR_LOCKED. A locked keyring finds nothing without an
 * error, so "nothing" never means "never stored". Main thread. */
#include "store/pamor-keyring.h"

#include "base/pamor-error.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#define LIMIT_S 20

static const SecretSchema schema = {
  PAMOR_APP_ID, SECRET_SCHEMA_NONE, { { "folder", SECRET_SCHEMA_ATTRIBUTE_STRING } }
};

/* One call. A prompt that nobody answers may not hear that it is cancelled, so the limit answers in
 * its place; the late answer finds the call answered and is dropped. */
typedef struct
{
  GTask        *task;        /* (owned) (nullable): NULL once answered */
  GCancellable *cancellable; /* (owned) */
  GSource      *limit;       /* (owned) */
} Call; /* reference-counted: by the limit, and by libsecret */

static void
call_clear (Call *call)
{
  g_clear_object (&call->task);
  g_object_unref (call->cancellable);
  g_source_unref (call->limit);
}

static void
call_unref (Call *call)
{
  g_rc_box_release_full (call, (GDestroyNotify) call_clear);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_unref)

/* @task: (nullable): NULL when the limit answered; @error: (nullable): of libsecret */
static void
answer_locked (GTask        *task,
               const GError *error)
{
  g_debug ("No keyring: %s", error != NULL ? error->message : "no answer, or nothing");
  if (task != NULL)
    g_task_return_new_error (task, PAMOR_ERROR, PAMOR_ERROR_LOCKED,
                             _("The keyring does not give the key of this data folder"));
}

static gboolean
on_limit_cb (gpointer data)
{
  Call *call = data;
  g_autoptr (GTask) task = g_steal_pointer (&call->task);

  g_cancellable_cancel (call->cancellable);
  answer_locked (task, NULL);
  return G_SOURCE_REMOVE;
}

static Call *
call_new (gpointer             tag,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  Call *call = g_rc_box_new0 (Call);

  call->task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (call->task, tag);
  call->cancellable = g_cancellable_new ();
  call->limit = g_timeout_source_new_seconds (LIMIT_S);
  g_source_set_callback (call->limit, on_limit_cb, g_rc_box_acquire (call),
                         (GDestroyNotify) call_unref);
  g_source_attach (call->limit, g_main_context_get_thread_default ());
  return call;
}

/* Returns: (transfer full) (nullable): the task to answer, NULL when the limit did */
static GTask *
call_take_task (Call *call)
{
  g_source_destroy (call->limit);
  return g_steal_pointer (&call->task);
}

static void
on_found_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  char *secret = secret_password_lookup_nonpageable_finish (result, &error);
  g_autoptr (GTask) task = call_take_task (call);

  if (task == NULL || secret == NULL)
    {
      answer_locked (task, error);
      secret_password_free (secret);
    }
  else
    g_task_return_pointer (task, secret, (GDestroyNotify) secret_password_free);
}

/** pamor_keyring_lookup_async: @folder: the name under which the secret was stored */
void
pamor_keyring_lookup_async (const char          *folder,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  Call *call;

  g_return_if_fail (folder != NULL);

  call = call_new (pamor_keyring_lookup_async, callback, user_data);
  secret_password_lookup (&schema, call->cancellable, on_found_cb, call, "folder", folder, NULL);
}

/**
 * pamor_keyring_lookup_finish:
 *
 * Returns: (transfer full) (nullable): pamor_keyring_free_secret() it; %NULL with
 *   %PAMOR_ERROR_LOCKED, also where it has none
 */
char *
pamor_keyring_lookup_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, pamor_keyring_lookup_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_stored_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  gboolean stored = secret_password_store_finish (result, &error);
  g_autoptr (GTask) task = call_take_task (call);

  if (task != NULL && stored)
    g_task_return_boolean (task, TRUE);
  else
    answer_locked (task, error);
}

/** pamor_keyring_store_async: keeps @secret in the default keyring under the name @folder */
void
pamor_keyring_store_async (const char          *folder,
                           const char          *secret,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  Call *call;

  g_return_if_fail (folder != NULL && secret != NULL);

  call = call_new (pamor_keyring_store_async, callback, user_data);
  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, _("Key of Halo Pamor's data folder"),
                         secret, call->cancellable, on_stored_cb, call, "folder", folder, NULL);
}

/** pamor_keyring_store_finish: Returns: whether it is kept; else %PAMOR_ERROR_LOCKED */
gboolean
pamor_keyring_store_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, pamor_keyring_store_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/** pamor_keyring_free_secret: wipes and frees what pamor_keyring_lookup_finish() gave */
void
pamor_keyring_free_secret (char *secret)
{
  secret_password_free (secret);
}
