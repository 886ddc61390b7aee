/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guarantees: tasks run one at a time on one thread; a lower number runs first, equals in the order
 * they came; shutdown runs what was pushed, then joins. A task is returned by its function, in
 * the caller's main context, as GTask does. */
#include "base/pamor-worker.h"

typedef struct
{
  int              priority;
  guint64          order;
  GTask           *task; /* (owned); NULL: the end */
  GTaskThreadFunc  func;
} Job;

struct _PamorWorker
{
  GObject      parent_instance;

  /* Owned */
  GThread     *thread; /* NULL once shut down */
  GAsyncQueue *jobs;
  gint         order;

  /* Borrowed */
  GThread     *identity; /* stays while the last jobs run */
};

G_DEFINE_FINAL_TYPE (PamorWorker, pamor_worker, G_TYPE_OBJECT)

static int
compare_jobs (gconstpointer a,
              gconstpointer b,
              gpointer      unused)
{
  const Job *x = a, *y = b;

  if ((x->task == NULL) != (y->task == NULL))
    return x->task == NULL ? 1 : -1; /* the end comes last, whatever its priority */
  if (x->priority != y->priority)
    return x->priority < y->priority ? -1 : 1;
  return x->order < y->order ? -1 : x->order > y->order;
}

static gpointer
run (gpointer data)
{
  g_autoptr (GAsyncQueue) jobs = data;

  for (;;)
    {
      g_autofree Job *job = g_async_queue_pop (jobs);

      if (job->task == NULL)
        return NULL;
      job->func (job->task, g_task_get_source_object (job->task), g_task_get_task_data (job->task),
                 g_task_get_cancellable (job->task));
      g_object_unref (job->task);
    }
}

static void
push (PamorWorker     *self,
      int              priority,
      GTask           *task,
      GTaskThreadFunc  func)
{
  Job *job = g_new (Job, 1);

  *job = (Job) { priority, g_atomic_int_add (&self->order, 1), task, func };
  g_async_queue_push_sorted (self->jobs, job, compare_jobs, NULL);
}

static void
pamor_worker_finalize (GObject *object)
{
  PamorWorker *self = PAMOR_WORKER (object);

  pamor_worker_shutdown (self);
  g_async_queue_unref (self->jobs);
  G_OBJECT_CLASS (pamor_worker_parent_class)->finalize (object);
}

static void
pamor_worker_class_init (PamorWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_worker_finalize;
}

static void
pamor_worker_init (PamorWorker *self)
{
  self->jobs = g_async_queue_new ();
}

/**
 * pamor_worker_new:
 * @name: the thread's name, at most 15 bytes
 *
 * Returns: (transfer full): a worker whose thread runs
 */
PamorWorker *
pamor_worker_new (const char *name)
{
  PamorWorker *self = g_object_new (PAMOR_TYPE_WORKER, NULL);

  self->thread = g_thread_new (name, run, g_async_queue_ref (self->jobs));
  self->identity = self->thread;
  return self;
}

/**
 * pamor_worker_push:
 * @priority: G_PRIORITY_DEFAULT and the like; lower runs first
 * @task: the function must return it
 * @func: called on the worker's thread with the task's source object, task data and cancellable
 *
 * May be called from any thread, the worker's own too.
 */
void
pamor_worker_push (PamorWorker     *self,
                   int              priority,
                   GTask           *task,
                   GTaskThreadFunc  func)
{
  g_return_if_fail (PAMOR_IS_WORKER (self) && self->thread != NULL);
  g_return_if_fail (G_IS_TASK (task));

  push (self, priority, g_object_ref (task), func);
}

/** pamor_worker_is_current: Returns: whether the caller runs on this worker's thread */
gboolean
pamor_worker_is_current (PamorWorker *self)
{
  g_return_val_if_fail (PAMOR_IS_WORKER (self), FALSE);

  return self->identity == g_thread_self ();
}

/**
 * pamor_worker_shutdown:
 *
 * Runs what was pushed, then joins the thread. On the worker's own thread, where the last reference
 * to a task's source object may be dropped, it can't join: the thread then ends by itself.
 */
void
pamor_worker_shutdown (PamorWorker *self)
{
  g_return_if_fail (PAMOR_IS_WORKER (self));

  if (self->thread == NULL)
    return;
  push (self, G_MAXINT, NULL, NULL);
  if (pamor_worker_is_current (self))
    g_thread_unref (g_steal_pointer (&self->thread));
  else
    g_thread_join (g_steal_pointer (&self->thread));
}
