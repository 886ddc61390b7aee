/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pamor-worker.h"

typedef struct { PamorWorker *worker; GMutex gate; GString *ran; } Fixture;

static void
note_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Fixture *f = g_object_get_data (G_OBJECT (task), "fixture");

  g_assert_true (pamor_worker_is_current (f->worker));
  g_mutex_lock (&f->gate);
  g_mutex_unlock (&f->gate);
  g_string_append (f->ran, data);
  g_task_return_boolean (task, TRUE);
}

static void
push (Fixture *f, int priority, const char *name)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_task_data (task, (gpointer) name, NULL);
  g_object_set_data (G_OBJECT (task), "fixture", f);
  pamor_worker_push (f->worker, priority, task, note_in_worker);
}

static void
test_urgent_first_then_in_order_and_shutdown_runs_all (void)
{
  Fixture f = { .worker = pamor_worker_new ("test"), .ran = g_string_new (NULL) };

  g_mutex_init (&f.gate);
  g_mutex_lock (&f.gate);
  push (&f, 0, "a");                 /* taken at once, waits at the gate */
  g_assert_false (pamor_worker_is_current (f.worker));
  push (&f, 10, "d");
  push (&f, 0, "b");
  push (&f, 0, "c");
  g_mutex_unlock (&f.gate);
  pamor_worker_shutdown (f.worker);

  g_assert_cmpstr (f.ran->str, ==, "abcd");
  g_string_free (f.ran, TRUE);
  g_object_unref (f.worker);
  g_mutex_clear (&f.gate);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(int *) data = g_task_propagate_int (G_TASK (result), NULL);
}

static void
return_seven (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_int (task, 7);
}

static void
test_a_result_comes_back_in_the_callers_context (void)
{
  g_autoptr (PamorWorker) worker = pamor_worker_new ("test");
  int got = 0;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, keep_result, &got);

  pamor_worker_push (worker, 0, task, return_seven);
  while (got == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (got, ==, 7);
}

static void
let_go (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (data); /* until the caller let go */

  g_task_return_boolean (task, TRUE);
}

static void
test_the_last_reference_may_be_dropped_by_the_worker_itself (void)
{
  PamorWorker *worker = pamor_worker_new ("test");
  GTask *task = g_task_new (worker, NULL, NULL, NULL); /* its source is the worker */
  GMutex gate;

  g_mutex_init (&gate);
  g_mutex_lock (&gate);
  g_task_set_task_data (task, &gate, NULL);
  g_object_add_weak_pointer (G_OBJECT (worker), (gpointer *) &worker);
  pamor_worker_push (worker, 0, task, let_go);
  g_object_unref (task);
  g_object_unref (worker);
  g_mutex_unlock (&gate);
  while (g_atomic_pointer_get (&worker) != NULL)
    g_main_context_iteration (NULL, FALSE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/worker/urgent-first-then-in-order",
                   test_urgent_first_then_in_order_and_shutdown_runs_all);
  g_test_add_func ("/worker/results-come-back-to-the-caller",
                   test_a_result_comes_back_in_the_callers_context);
  g_test_add_func ("/worker/it-may-drop-its-own-last-reference",
                   test_the_last_reference_may_be_dropped_by_the_worker_itself);
  return g_test_run ();
}
