/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands in for two rooms of the program, by the same names, so that everything above them is the
 * real thing: the worker, whose jobs are done at once and on the only thread there is; and the
 * desktop's keyring, which is always open, so that no passphrase need be stretched. */
#include "base/pamor-worker.h"
#include "store/pamor-keyring.h"

struct _PamorWorker
{
  GObject parent_instance;

  guint   depth; /* of jobs being done */
};

G_DEFINE_FINAL_TYPE (PamorWorker, pamor_worker, G_TYPE_OBJECT)

static void
pamor_worker_class_init (PamorWorkerClass *klass)
{
}

static void
pamor_worker_init (PamorWorker *self)
{
}

PamorWorker *
pamor_worker_new (const char *name)
{
  return g_object_new (PAMOR_TYPE_WORKER, NULL);
}

void
pamor_worker_push (PamorWorker     *self,
                   int              priority,
                   GTask           *task,
                   GTaskThreadFunc  func)
{
  g_autoptr (PamorWorker) hold = g_object_ref (self);
  g_autoptr (GTask) held = g_object_ref (task);

  self->depth++;
  func (task, g_task_get_source_object (task), g_task_get_task_data (task),
        g_task_get_cancellable (task));
  self->depth--;
}

gboolean
pamor_worker_is_current (PamorWorker *self)
{
  return self->depth > 0;
}

void
pamor_worker_shutdown (PamorWorker *self)
{
}

static GHashTable *secrets; /* of each folder, for as long as the process */

void
pamor_keyring_lookup_async (const char          *folder,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_return_pointer (task, g_strdup (g_hash_table_lookup (secrets, folder)), g_free);
}

char *
pamor_keyring_lookup_finish (GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
pamor_keyring_store_async (const char          *folder,
                           const char          *secret,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  if (secrets == NULL)
    secrets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_replace (secrets, g_strdup (folder), g_strdup (secret));
  g_task_return_boolean (task, TRUE);
}

gboolean
pamor_keyring_store_finish (GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
pamor_keyring_free_secret (char *secret)
{
  g_free (secret);
}
