/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether somebody came, answered in the draft without opening it. The last answer given is the one
 * that is kept: the store reads and saves in the order in which it is asked to. */
#include "ui/outbox/pamor-case-tick.h"

#include "ui/form/pamor-form-reading.h"

/** Tick: an answer on its way into a draft */
typedef struct
{
  PamorDesk *desk; /* owned */
  char      *id;   /* owned */
  gboolean   present;
} Tick;

static void
tick_free (Tick *tick)
{
  g_object_unref (tick->desk);
  g_free (tick->id);
  g_free (tick);
}

static void
on_saved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (pamor_store_save_draft_finish (PAMOR_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_form_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Tick *tick = g_task_get_task_data (task);
  PamorStore *store = pamor_desk_get_store (tick->desk);
  GError *error = NULL;
  g_autoptr (PamorForm) form = pamor_form_reading_finish (result, &error);
  g_autoptr (PamorSubmission) item = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GDate today;

  if (form == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  pamor_form_set (form, PAMOR_FORM_PRESENT, tick->present ? "ya" : NULL);
  item = pamor_submission_new ();
  item->id = g_strdup (tick->id);
  pamor_clock_get_today (pamor_desk_get_clock (tick->desk), &today);
  pamor_form_describe (form, &today, item);
  bytes = pamor_form_to_bytes (form);
  pamor_store_save_draft_async (store, item, bytes, on_saved_cb, g_steal_pointer (&task));
}

/** pamor_case_tick_async: @id: of a draft that asks who is present */
void
pamor_case_tick_async (PamorDesk           *desk,
                       const char          *id,
                       gboolean             present,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  Tick *tick;
  GTask *task;

  g_return_if_fail (PAMOR_IS_DESK (desk) && id != NULL);

  tick = g_new0 (Tick, 1);
  tick->desk = g_object_ref (desk);
  tick->id = g_strdup (id);
  tick->present = present;
  task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (task, pamor_case_tick_async);
  g_task_set_task_data (task, tick, (GDestroyNotify) tick_free);
  pamor_form_reading_async (desk, id, FALSE, on_form_read_cb, task);
}

/** pamor_case_tick_finish: Returns: TRUE once the answer is on the disk */
gboolean
pamor_case_tick_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
