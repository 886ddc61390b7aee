/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person acts, or the other lane learns something, while a row is under way. */
#include "pamor-test-engine.h"
#include "pamor-test-faults.h"

#include "sync/pamor-engine-private.h"

#define KIB 1024

static const gsize one_photo[] = { 10 * KIB, 0 };

/* A run that stands still while a chunk of a photo is under way. */
static void
run_to_chunk (PamorTestEngine *f,
              GCancellable    *cancellable,
              GAsyncResult   **result)
{
  pamor_scripted_transport_hold (f->server, PAMOR_OP_SEND_CHUNK);
  pamor_engine_run_async (f->engine, cancellable, pamor_test_await_cb, result);
  while (!pamor_scripted_transport_is_held (f->server)
         || f->engine->lanes[PAMOR_LANE_SMALL].busy)
    g_main_context_iteration (NULL, TRUE);
}

/* Till the lane of small requests has nothing to do. */
static void
await_small (PamorTestEngine *f)
{
  do
    g_main_context_iteration (NULL, TRUE);
  while (f->engine->lanes[PAMOR_LANE_SMALL].busy);
}

static void
release (PamorTestEngine   *f,
         PamorVerdictClass  class)
{
  pamor_scripted_transport_release (f->server, pamor_verdict_new (class));
}

static void
await_failing (PamorTestEngine *f,
               GAsyncResult   **result,
               PamorError       code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (pamor_engine_run_finish (f->engine, pamor_test_await (result), &error));
  g_assert_error (error, PAMOR_ERROR, code);
}

static void
await_well (PamorTestEngine *f,
            GAsyncResult   **result)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pamor_engine_run_finish (f->engine, pamor_test_await (result), &error));
  g_assert_no_error (error);
}

static void
test_trying_again_what_is_under_way_changes_nothing (PamorTestEngine *f,
                                                     gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal (f, one_photo), *other = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  run_to_chunk (f, NULL, &result);
  pamor_engine_retry (f->engine, id);
  other = pamor_test_engine_seal (f, NULL);
  pamor_engine_retry (f->engine, other); /* the other lane's, or about to be */
  pamor_scripted_transport_release (f->server, NULL);
  await_well (f, &result);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
  pamor_test_engine_assert_state (f, other, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "chunk"), ==, 1);
}

static void
test_trying_again_what_has_arrived_or_never_was_changes_nothing (PamorTestEngine *f,
                                                                 gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal (f, NULL);

  pamor_test_engine_run_well (f);
  pamor_engine_retry (f->engine, id);
  pamor_engine_retry (f->engine, "018f0000-0000-7000-8000-00000000beef");
  pamor_test_engine_run_well (f);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "put"), ==, 1);
}

/* The window may show it parked while its correction is being sealed. */
static void
test_trying_again_what_is_being_corrected_sends_the_correction (PamorTestEngine *f,
                                                                gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal (f, NULL);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{}", 2);
  g_autoptr (GAsyncResult) result = NULL;

  pamor_test_engine_say_class (f, PAMOR_OP_PUT_SUBMISSION, PAMOR_VERDICT_ITEM);
  pamor_test_engine_run_well (f);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_PARKED);
  pamor_store_seal_async (f->folder.store, pamor_test_engine_find (f, id), bytes, bytes, none,
                          pamor_test_await_cb, &result);
  pamor_engine_retry (f->engine, id);
  pamor_test_await (&result);
  pamor_test_engine_run_well (f);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_cmpint (pamor_test_engine_find (f, id)->payload_size, ==, 2);
}

static void
test_a_run_cancelled_before_it_begins_asks_nothing (PamorTestEngine *f,
                                                    gconstpointer    unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  pamor_engine_run_async (f->engine, cancellable, pamor_test_await_cb, &result);
  g_assert_false (pamor_engine_run_finish (f->engine, pamor_test_await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (pamor_scripted_transport_get_log (f->server), ==, "");
}

static void
test_a_run_cancelled_and_stopped_at_once_ends_once (PamorTestEngine *f,
                                                    gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal (f, one_photo);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  run_to_chunk (f, cancellable, &result);
  g_cancellable_cancel (cancellable);
  pamor_engine_stop (f->engine);
  g_assert_false (pamor_engine_run_finish (f->engine, pamor_test_await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  pamor_test_engine_run_well (f);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
}

static void
test_cancelling_a_run_leaves_a_started_engine_at_work (PamorTestEngine *f,
                                                       gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal (f, one_photo);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;

  pamor_engine_start (f->engine);
  run_to_chunk (f, cancellable, &result);
  g_cancellable_cancel (cancellable);
  pamor_test_await (&result);
  g_assert_true (pamor_scripted_transport_is_held (f->server));
  pamor_scripted_transport_release (f->server, NULL);
  while (pamor_test_engine_find (f, id)->state != PAMOR_STATE_ACKNOWLEDGED)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_a_photo_taken_after_a_refused_login_does_not_hide_it (PamorTestEngine *f,
                                                           gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal (f, one_photo), *other = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  run_to_chunk (f, NULL, &result);
  pamor_test_engine_say_class (f, PAMOR_OP_PUT_SUBMISSION, PAMOR_VERDICT_AUTH);
  other = pamor_test_engine_seal (f, NULL);
  await_small (f);
  g_assert_cmpint (pamor_engine_get_link (f->engine), ==, PAMOR_LINK_LOG_IN);
  release (f, PAMOR_VERDICT_OK);
  await_failing (f, &result, PAMOR_ERROR_AUTH);
  g_assert_cmpint (pamor_engine_get_link (f->engine), ==, PAMOR_LINK_LOG_IN);
  pamor_test_engine_run_well (f);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
  pamor_test_engine_assert_state (f, other, PAMOR_STATE_ACKNOWLEDGED);
}

typedef struct
{
  PamorTestEngine   *f;
  PamorState         state; /* when something is shown so */
  PamorVerdictClass  says;  /* the other lane hears this; OK: the engine is stopped */
} Meanwhile;

static void
on_shown (PamorStore *store,
          const char *id,
          Meanwhile  *meanwhile)
{
  if (pamor_store_find (store, id)->state != meanwhile->state)
    return;
  g_signal_handlers_disconnect_by_func (store, on_shown, meanwhile);
  if (meanwhile->says == PAMOR_VERDICT_OK)
    pamor_engine_stop (meanwhile->f->engine);
  else
    release (meanwhile->f, meanwhile->says);
}

/* It is on its way to the disk and to the server when the other lane hears that nothing goes. */
static void
test_what_the_other_lane_learns_holds_back_what_was_announced (PamorTestEngine *f,
                                                               gconstpointer    unused)
{
  static const struct { PamorVerdictClass class; PamorError code; } rows[] = {
    { PAMOR_VERDICT_AUTH, PAMOR_ERROR_AUTH }, { PAMOR_VERDICT_PORTAL, PAMOR_ERROR_PORTAL }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *id = pamor_test_engine_seal (f, one_photo), *other = NULL;
      g_autoptr (GAsyncResult) result = NULL;
      Meanwhile meanwhile = { f, PAMOR_STATE_QUEUED, rows[i].class };
      guint asked;

      run_to_chunk (f, NULL, &result);
      asked = pamor_scripted_transport_count (f->server, "put");
      g_signal_connect (f->folder.store, "changed", G_CALLBACK (on_shown), &meanwhile);
      other = pamor_test_engine_seal (f, NULL);
      await_failing (f, &result, rows[i].code);
      g_assert_cmpuint (pamor_scripted_transport_count (f->server, "put"), ==, asked);
      for (int run = 0; run < 3; run++) /* the first after a portal probes, and starts slowly */
        pamor_test_engine_run_well (f);
      pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
      pamor_test_engine_assert_state (f, other, PAMOR_STATE_ACKNOWLEDGED);
    }
}

static void
test_what_was_announced_does_not_go_after_a_stop (PamorTestEngine *f,
                                                  gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal (f, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  Meanwhile meanwhile = { f, PAMOR_STATE_SENDING, PAMOR_VERDICT_OK };

  g_signal_connect (f->folder.store, "changed", G_CALLBACK (on_shown), &meanwhile);
  pamor_engine_run_async (f->engine, NULL, pamor_test_await_cb, &result);
  pamor_test_await (&result);
  while (f->engine->busy)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "put"), ==, 0);
  pamor_test_engine_run_well (f);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
}

static gboolean
stop_when_kept (gpointer data)
{
  Meanwhile *meanwhile = data;

  g_signal_connect (meanwhile->f->folder.store, "changed", G_CALLBACK (on_shown), meanwhile);
  return G_SOURCE_REMOVE;
}

static void
test_after_a_stop_an_offset_that_was_told_is_asked_anew (PamorTestEngine *f,
                                                         gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal (f, one_photo);
  g_autoptr (GAsyncResult) result = NULL;
  Meanwhile meanwhile = { f, PAMOR_STATE_UPLOADING, PAMOR_VERDICT_OK };

  pamor_test_engine_say_class (f, PAMOR_OP_SEND_CHUNK, PAMOR_VERDICT_LINK);
  pamor_scripted_transport_before (f->server, PAMOR_OP_ASK_OFFSET, stop_when_kept, &meanwhile);
  pamor_engine_run_async (f->engine, NULL, pamor_test_await_cb, &result);
  while (result == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      pamor_clock_advance (f->folder.clock, G_USEC_PER_SEC / 2);
    }
  while (f->engine->busy)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "chunk"), ==, 1);
  pamor_test_engine_run_well (f);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "ask"), ==, 2);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
}

static void
test_no_probe_goes_out_beside_what_is_still_under_way (PamorTestEngine *f,
                                                       gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal (f, one_photo), *other = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  pamor_engine_start (f->engine);
  run_to_chunk (f, NULL, &result);
  pamor_test_engine_say_class (f, PAMOR_OP_PUT_SUBMISSION, PAMOR_VERDICT_PORTAL);
  other = pamor_test_engine_seal (f, NULL);
  await_small (f);
  g_assert_cmpint (pamor_engine_get_link (f->engine), ==, PAMOR_LINK_PORTAL);
  pamor_engine_wake (f->engine, TRUE); /* a person asks: the wait is over */
  g_assert_cmpint (f->engine->circuit.state, ==, PAMOR_CIRCUIT_HALF_OPEN);
  g_assert_false (f->engine->lanes[PAMOR_LANE_SMALL].busy);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "probe"), ==, 0);
  pamor_scripted_transport_release (f->server, NULL);
  await_well (f, &result);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
  pamor_test_engine_assert_state (f, other, PAMOR_STATE_ACKNOWLEDGED);
}

static void
test_a_stumble_after_a_refused_login_is_not_waited_for (PamorTestEngine *f,
                                                        gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal (f, one_photo), *other = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  run_to_chunk (f, NULL, &result);
  pamor_test_engine_say_class (f, PAMOR_OP_PUT_SUBMISSION, PAMOR_VERDICT_AUTH);
  other = pamor_test_engine_seal (f, NULL);
  await_small (f);
  release (f, PAMOR_VERDICT_LINK);
  await_failing (f, &result, PAMOR_ERROR_AUTH);
  g_assert_cmpint (pamor_circuit_get_due (&f->engine->circuit), >,
                   pamor_clock_get_boot (f->folder.clock));
}

static void
test_a_stumble_before_a_failing_disk_is_not_waited_for (PamorTestEngine *f,
                                                        gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal (f, one_photo);
  g_autoptr (GAsyncResult) result = NULL;

  run_to_chunk (f, NULL, &result);
  pamor_test_faults_set (PAMOR_TEST_FAULT_STATEMENT, 1);
  release (f, PAMOR_VERDICT_LINK);
  await_failing (f, &result, PAMOR_ERROR_FAILED);
  g_assert_true (pamor_test_faults_lift ());
  g_assert_cmpint (pamor_circuit_get_due (&f->engine->circuit), >,
                   pamor_clock_get_boot (f->folder.clock));
}

#define ADD(name, func) \
  g_test_add ("/engine-meanwhile/" name, PamorTestEngine, NULL, pamor_test_engine_set_up, func, \
              pamor_test_engine_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  pamor_test_faults_install ();
  ADD ("trying-again-what-is-under-way-changes-nothing",
       test_trying_again_what_is_under_way_changes_nothing);
  ADD ("trying-again-what-has-arrived-or-never-was-changes-nothing",
       test_trying_again_what_has_arrived_or_never_was_changes_nothing);
  ADD ("trying-again-what-is-being-corrected-sends-the-correction",
       test_trying_again_what_is_being_corrected_sends_the_correction);
  ADD ("a-run-cancelled-before-it-begins-asks-nothing",
       test_a_run_cancelled_before_it_begins_asks_nothing);
  ADD ("a-run-cancelled-and-stopped-at-once-ends-once",
       test_a_run_cancelled_and_stopped_at_once_ends_once);
  ADD ("cancelling-a-run-leaves-a-started-engine-at-work",
       test_cancelling_a_run_leaves_a_started_engine_at_work);
  ADD ("a-photo-taken-after-a-refused-login-does-not-hide-it",
       test_a_photo_taken_after_a_refused_login_does_not_hide_it);
  ADD ("what-the-other-lane-learns-holds-back-what-was-announced",
       test_what_the_other_lane_learns_holds_back_what_was_announced);
  ADD ("what-was-announced-does-not-go-after-a-stop",
       test_what_was_announced_does_not_go_after_a_stop);
  ADD ("after-a-stop-an-offset-that-was-told-is-asked-anew",
       test_after_a_stop_an_offset_that_was_told_is_asked_anew);
  ADD ("no-probe-goes-out-beside-what-is-still-under-way",
       test_no_probe_goes_out_beside_what_is_still_under_way);
  ADD ("a-stumble-after-a-refused-login-is-not-waited-for",
       test_a_stumble_after_a_refused_login_is_not_waited_for);
  ADD ("a-stumble-before-a-failing-disk-is-not-waited-for",
       test_a_stumble_before_a_failing_disk_is_not_waited_for);
  return g_test_run ();
}
