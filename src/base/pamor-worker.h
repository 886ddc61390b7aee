/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PamorWorker:
 *
 * One thread of our own that runs tasks one at a time, by priority, then in order. Not
 * g_task_run_in_thread(): a SQLite connection needs exactly one thread, always the same, which ends
 * before the program does. Functions that run there end in _in_worker and assert it with
 * pamor_worker_is_current().
 */
#define PAMOR_TYPE_WORKER (pamor_worker_get_type ())
G_DECLARE_FINAL_TYPE (PamorWorker, pamor_worker, PAMOR, WORKER, GObject)

PamorWorker *pamor_worker_new        (const char      *name);
void         pamor_worker_push       (PamorWorker     *self,
                                      int              priority,
                                      GTask           *task,
                                      GTaskThreadFunc  func);
gboolean     pamor_worker_is_current (PamorWorker     *self);
void         pamor_worker_shutdown   (PamorWorker     *self);

G_END_DECLS
