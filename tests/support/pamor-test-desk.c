/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-desk.h"

#include "base/pamor-uuid.h"

#include <signal.h>
#include <sys/resource.h>

/* A server out of reach: every exchange ends at once without an answer of its own. */
#define PAMOR_TYPE_TEST_SILENCE (pamor_test_silence_get_type ())
G_DECLARE_FINAL_TYPE (PamorTestSilence, pamor_test_silence, PAMOR, TEST_SILENCE, GObject)

struct _PamorTestSilence
{
  GObject       parent_instance;

  PamorCulprit  culprit; /* how far a connection comes */
};

static void
exchange_async (PamorTransport         *transport,
                const PamorRequest     *request,
                PamorTransportProgress  progress,
                gpointer                progress_data,
                GCancellable           *cancellable,
                GAsyncReadyCallback     callback,
                gpointer                user_data)
{
  g_autoptr (GTask) task = g_task_new (transport, cancellable, callback, user_data);
  const gboolean portal = PAMOR_TEST_SILENCE (transport)->culprit == PAMOR_CULPRIT_PORTAL;

  g_task_return_pointer (task, pamor_verdict_new (portal ? PAMOR_VERDICT_PORTAL
                                                         : PAMOR_VERDICT_LINK),
                         (GDestroyNotify) pamor_verdict_free);
}

static PamorVerdict *
exchange_finish (PamorTransport  *transport,
                 GAsyncResult    *result,
                 GError         **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
drop_links (PamorTransport *transport)
{
}

static void
reach_async (PamorTransport      *transport,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (transport, cancellable, callback, user_data);

  g_task_return_int (task, PAMOR_TEST_SILENCE (transport)->culprit);
}

static PamorCulprit
reach_finish (PamorTransport  *transport,
              GAsyncResult    *result,
              GError         **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

static void
implement_transport (PamorTransportInterface *iface)
{
  iface->exchange_async = exchange_async;
  iface->exchange_finish = exchange_finish;
  iface->drop_links = drop_links;
  iface->reach_async = reach_async;
  iface->reach_finish = reach_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PamorTestSilence, pamor_test_silence, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PAMOR_TYPE_TRANSPORT, implement_transport))

static void
pamor_test_silence_class_init (PamorTestSilenceClass *klass)
{
}

static void
pamor_test_silence_init (PamorTestSilence *self)
{
}

void
pamor_test_desk_set_up (PamorTestDesk *self,
                        gconstpointer  unused)
{
  g_autoptr (PamorTransport) transport = g_object_new (PAMOR_TYPE_TEST_SILENCE, NULL);
  g_autoptr (PamorEngine) engine = NULL;
  g_autoptr (PamorIntake) intake = pamor_intake_new ();
  g_autoptr (PamorAccount) account = NULL;

  pamor_test_folder_set_up (&self->folder, NULL);
  engine = pamor_engine_new (self->folder.store, transport);
  self->silence = transport; /* the engine's */
  account = pamor_account_new (self->folder.store);
  self->desk = pamor_desk_new (self->folder.store, engine, intake,
                               pamor_catalogue_get_builtin (), account, FALSE);
}

void
pamor_test_desk_tear_down (PamorTestDesk *self,
                           gconstpointer  unused)
{
  /* What was started and is no longer waited for holds on to it until it is through. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->desk);
  pamor_test_folder_tear_down (&self->folder, NULL);
}

PamorForm *
pamor_test_desk_new_form (PamorTestDesk *self,
                          const char    *service)
{
  g_autoptr (GError) error = NULL;
  PamorForm *form = pamor_form_new (pamor_desk_get_catalogue (self->desk), service, &error);

  g_assert_no_error (error);
  return form;
}

PamorSubmission *
pamor_test_desk_new_item (PamorTestDesk *self,
                          PamorForm     *form)
{
  const PamorService *service = pamor_form_get_service (form);
  PamorSubmission *item = pamor_submission_new ();

  item->id = pamor_uuid_new (self->folder.clock);
  item->service = g_strdup (service->code);
  item->kind = g_strdup (service->kind);
  return item;
}

/** pamor_test_desk_fill_disk: while @full no file can be written to; what is read still is */
void
pamor_test_desk_fill_disk (PamorTestDesk *self,
                           gboolean       full)
{
  struct rlimit limit;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = full ? 0 : limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/** pamor_test_desk_set_culprit: what a connection meets from now on */
void
pamor_test_desk_set_culprit (PamorTestDesk *self,
                             PamorCulprit   culprit)
{
  PAMOR_TEST_SILENCE (self->silence)->culprit = culprit;
}
