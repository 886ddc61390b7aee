/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What keeps the engine from the city, asked by a person: the way there step by step, then the
 * server, then the account. Beside the lanes and the circuit, which learn nothing from it; nothing
 * is kept. */
#include "sync/pamor-engine-private.h"

typedef struct
{
  PamorRequest request;
} Search;

static void on_reached (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_served (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_known (GObject *source, GAsyncResult *result, gpointer user_data);

static void
search_free (Search *search)
{
  pamor_request_clear (&search->request);
  g_free (search);
}

/* What a verdict on a question that is no fault of any item says of the way. */
static PamorCulprit
judge (const PamorVerdict *verdict)
{
  switch (verdict->class)
    {
    case PAMOR_VERDICT_PORTAL:
      return PAMOR_CULPRIT_PORTAL;
    case PAMOR_VERDICT_TLS:
      return PAMOR_CULPRIT_CERTIFICATE;
    case PAMOR_VERDICT_AUTH:
      return PAMOR_CULPRIT_ACCOUNT;
    case PAMOR_VERDICT_UPGRADE:
      return PAMOR_CULPRIT_UPGRADE;
    case PAMOR_VERDICT_LINK:
    case PAMOR_VERDICT_SERVER:
    case PAMOR_VERDICT_THROTTLE:
      return PAMOR_CULPRIT_SERVER;
    default:
      return PAMOR_CULPRIT_NONE;
    }
}

static void
ask (GTask               *task,
     PamorOperation       op,
     const char          *cursor,
     GAsyncReadyCallback  callback)
{
  PamorEngine *self = g_task_get_source_object (task);
  Search *search = g_task_get_task_data (task);

  pamor_request_clear (&search->request);
  search->request.op = op;
  search->request.cursor = g_strdup (cursor);
  pamor_transport_exchange_async (self->transport, &search->request, NULL, NULL,
                                  g_task_get_cancellable (task), callback, task);
}

/**
 * pamor_engine_find_culprit_async:
 *
 * Asks the server even while the circuit is open: a person wants to know.
 */
void
pamor_engine_find_culprit_async (PamorEngine         *self,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (PAMOR_IS_ENGINE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pamor_engine_find_culprit_async);
  g_task_set_task_data (task, g_new0 (Search, 1), (GDestroyNotify) search_free);
  pamor_transport_reach_async (self->transport, cancellable, on_reached, task);
}

static void
on_reached (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PamorEngine *self = g_task_get_source_object (task);
  GError *error = NULL;
  PamorCulprit culprit = pamor_transport_reach_finish (self->transport, result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (culprit != PAMOR_CULPRIT_NONE)
    g_task_return_int (task, culprit);
  else
    ask (g_steal_pointer (&task), PAMOR_OP_PROBE, NULL, on_served);
}

/* TRUE: nothing was found yet, and the task goes on. */
static gboolean
go_on (GTask        *task,
       GObject      *source,
       GAsyncResult *result)
{
  GError *error = NULL;
  g_autoptr (PamorVerdict) verdict
      = pamor_transport_exchange_finish (PAMOR_TRANSPORT (source), result, &error);
  PamorCulprit culprit;

  if (verdict == NULL)
    {
      g_task_return_error (task, error);
      return FALSE;
    }
  culprit = judge (verdict);
  if (culprit != PAMOR_CULPRIT_NONE)
    g_task_return_int (task, culprit);
  return culprit == PAMOR_CULPRIT_NONE;
}

static void
on_served (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PamorEngine *self = g_task_get_source_object (task);

  if (go_on (task, source, result))
    ask (g_steal_pointer (&task), PAMOR_OP_GET_CHANGES, pamor_engine_get_cursor (self), on_known);
}

static void
on_known (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);

  if (go_on (task, source, result))
    g_task_return_int (task, PAMOR_CULPRIT_NONE);
}

/** pamor_engine_find_culprit_finish: Returns: what is in the way; %PAMOR_CULPRIT_NONE with @error
 *   set only if cancelled */
PamorCulprit
pamor_engine_find_culprit_finish (PamorEngine   *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  gssize culprit;

  g_return_val_if_fail (g_task_is_valid (result, self), PAMOR_CULPRIT_NONE);

  culprit = g_task_propagate_int (G_TASK (result), error);
  return culprit < 0 ? PAMOR_CULPRIT_NONE : (PamorCulprit) culprit;
}
