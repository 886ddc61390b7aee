/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-await.h"
#include "pamor-test-engine.h"

static PamorCulprit
find (PamorTestEngine *f)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PamorCulprit culprit;

  pamor_engine_find_culprit_async (f->engine, NULL, pamor_test_await_cb, &result);
  culprit = pamor_engine_find_culprit_finish (f->engine, pamor_test_await (&result), &error);
  g_assert_no_error (error);
  return culprit;
}

static void
test_a_way_that_ends_early_is_not_asked_over (PamorTestEngine *f,
                                              gconstpointer    unused)
{
  for (PamorCulprit culprit = 0; culprit < PAMOR_CULPRIT_NONE; culprit++)
    {
      pamor_scripted_transport_set_reach (f->server, culprit);
      g_assert_cmpint (find (f), ==, culprit);
    }
  g_assert_cmpstr (pamor_scripted_transport_get_log (f->server), ==, "");
}

static void
test_the_server_is_asked_before_the_account (PamorTestEngine *f,
                                             gconstpointer    unused)
{
  g_assert_cmpint (find (f), ==, PAMOR_CULPRIT_NONE);
  g_assert_cmpstr (pamor_scripted_transport_get_log (f->server), ==, "probe changes");
}

static void
test_each_answer_names_its_culprit (PamorTestEngine *f,
                                    gconstpointer    unused)
{
  static const struct { PamorVerdictClass class; PamorCulprit culprit; } rows[] = {
    { PAMOR_VERDICT_LINK, PAMOR_CULPRIT_SERVER },
    { PAMOR_VERDICT_SERVER, PAMOR_CULPRIT_SERVER },
    { PAMOR_VERDICT_THROTTLE, PAMOR_CULPRIT_SERVER },
    { PAMOR_VERDICT_TLS, PAMOR_CULPRIT_CERTIFICATE },
    { PAMOR_VERDICT_PORTAL, PAMOR_CULPRIT_PORTAL },
    { PAMOR_VERDICT_UPGRADE, PAMOR_CULPRIT_UPGRADE },
    { PAMOR_VERDICT_AUTH, PAMOR_CULPRIT_ACCOUNT },
    { PAMOR_VERDICT_LOST, PAMOR_CULPRIT_NONE }, /* a cursor that ran out is no trouble */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      pamor_test_engine_say_class (f, PAMOR_OP_GET_CHANGES, rows[i].class);
      g_assert_cmpint (find (f), ==, rows[i].culprit);
    }
  pamor_test_engine_say_class (f, PAMOR_OP_PROBE, PAMOR_VERDICT_SERVER);
  g_assert_cmpint (find (f), ==, PAMOR_CULPRIT_SERVER);
}

static void
test_looking_changes_nothing (PamorTestEngine *f,
                              gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal (f, NULL);

  for (int i = 0; i < 5; i++)
    {
      pamor_test_engine_say_class (f, PAMOR_OP_PROBE, PAMOR_VERDICT_SERVER);
      find (f);
    }
  g_assert_cmpint (pamor_engine_get_link (f->engine), ==, PAMOR_LINK_UNKNOWN);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_QUEUED);
}

static void
test_cancelling_is_the_only_error (PamorTestEngine *f,
                                   gconstpointer    unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  pamor_engine_find_culprit_async (f->engine, cancellable, pamor_test_await_cb, &result);
  pamor_engine_find_culprit_finish (f->engine, pamor_test_await (&result), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_it_can_be_cancelled_on_the_way (PamorTestEngine *f,
                                     gconstpointer    unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  pamor_scripted_transport_hold (f->server, PAMOR_OP_PROBE);
  pamor_engine_find_culprit_async (f->engine, cancellable, pamor_test_await_cb, &result);
  while (!pamor_scripted_transport_is_held (f->server))
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  pamor_engine_find_culprit_finish (f->engine, pamor_test_await (&result), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (pamor_scripted_transport_get_log (f->server), ==, "probe");
}

#define ADD(name, func)                                                                            \
  g_test_add ("/culprit/" name, PamorTestEngine, NULL, pamor_test_engine_set_up, func,             \
              pamor_test_engine_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-way-that-ends-early-is-not-asked-over", test_a_way_that_ends_early_is_not_asked_over);
  ADD ("the-server-is-asked-before-the-account", test_the_server_is_asked_before_the_account);
  ADD ("each-answer-names-its-culprit", test_each_answer_names_its_culprit);
  ADD ("looking-changes-nothing", test_looking_changes_nothing);
  ADD ("it-can-be-cancelled-on-the-way", test_it_can_be_cancelled_on_the_way);
  ADD ("cancelling-is-the-only-error", test_cancelling_is_the_only_error);
  return g_test_run ();
}
