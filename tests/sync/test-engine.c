/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-engine.h"

#include "base/pamor-error.h"
#include "store/pamor-store-private.h"
#include "sync/pamor-engine-private.h"

#define KIB 1024
#define SECOND ((gint64) G_USEC_PER_SEC)

static void
say_later (PamorTestEngine *f,
           gint64   retry_after_s)
{
  PamorVerdict *verdict = pamor_verdict_new (PAMOR_VERDICT_THROTTLE);

  verdict->http_status = 503;
  verdict->retry_after_s = retry_after_s;
  pamor_scripted_transport_say (f->server, PAMOR_OP_PUT_SUBMISSION, verdict);
}

static void
test_each_state_is_kept_before_its_act (PamorTestEngine *f,
                                        gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal_two_photos (f);

  pamor_test_engine_run_well (f);
  g_assert_cmpstr (pamor_scripted_transport_get_log (f->server), ==,
                   "discover put@sending chunk@uploading chunk@uploading chunk@uploading"
                   " receipt@confirming changes");
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_cmpstr (pamor_test_engine_find (f, id)->number, ==, "DKC-1");
  g_assert_cmpint (pamor_engine_get_link (f->engine), ==, PAMOR_LINK_ONLINE);
  g_assert_cmpint (pamor_engine_get_next_try (f->engine), ==, 0);
}

static void
test_a_run_with_nothing_to_do_is_done (PamorTestEngine *f,
                                       gconstpointer    unused)
{
  pamor_test_engine_run_well (f);
  g_assert_cmpstr (pamor_scripted_transport_get_log (f->server), ==, "discover changes");
  pamor_test_engine_run_well (f);
  g_assert_cmpstr (pamor_scripted_transport_get_log (f->server), ==, "discover changes changes");
}

static void
test_a_lost_reply_to_the_form_makes_no_second_one (PamorTestEngine *f,
                                                   gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal (f, NULL);

  pamor_scripted_transport_lose (f->server, PAMOR_OP_PUT_SUBMISSION);
  pamor_test_engine_run_well (f);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "put"), ==, 2);
  g_assert_cmpuint (pamor_scripted_transport_created (f->server), ==, 1);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
}

static void
test_a_lost_reply_to_a_chunk_sends_no_byte_twice (PamorTestEngine *f,
                                                  gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal_two_photos (f);

  pamor_scripted_transport_lose (f->server, PAMOR_OP_SEND_CHUNK);
  pamor_test_engine_run_well (f);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "ask"), ==, 1);
  g_assert_cmpint (pamor_scripted_transport_received (f->server), ==, 110 * KIB);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
}

static void
test_a_parked_item_delays_no_other (PamorTestEngine *f,
                                    gconstpointer    unused)
{
  g_autofree char *bad = pamor_test_engine_seal (f, NULL);
  g_autofree char *good = pamor_test_engine_seal_two_photos (f);
  PamorVerdict *refusal = pamor_verdict_new (PAMOR_VERDICT_ITEM);

  refusal->code = g_strdup ("duplicate-subject");
  pamor_scripted_transport_say (f->server, PAMOR_OP_PUT_SUBMISSION, refusal);
  pamor_test_engine_run_well (f);
  pamor_test_engine_assert_state (f, bad, PAMOR_STATE_PARKED);
  g_assert_cmpstr (pamor_test_engine_find (f, bad)->reason, ==, "duplicate-subject");
  pamor_test_engine_assert_state (f, good, PAMOR_STATE_ACKNOWLEDGED);

  pamor_engine_retry (f->engine, bad);
  pamor_test_engine_run_well (f);
  pamor_test_engine_assert_state (f, bad, PAMOR_STATE_ACKNOWLEDGED);
}

static void
test_an_item_that_breaks_the_server_delays_no_other (PamorTestEngine *f,
                                                     gconstpointer    unused)
{
  g_autofree char *bad = pamor_test_engine_seal (f, NULL);
  g_autofree char *good = pamor_test_engine_seal_two_photos (f);
  g_autofree char *third = pamor_test_engine_seal (f, NULL);

  pamor_scripted_transport_always (f->server, bad, PAMOR_VERDICT_SERVER);
  pamor_test_engine_run_well (f);
  pamor_test_engine_assert_state (f, bad, PAMOR_STATE_QUEUED);
  g_assert_cmpstr (pamor_test_engine_find (f, bad)->reason, ==, "server");
  g_assert_cmpint (pamor_test_engine_find (f, bad)->next_at, >,
                   pamor_clock_get_wall (f->folder.clock));
  pamor_test_engine_assert_state (f, good, PAMOR_STATE_ACKNOWLEDGED);
  pamor_test_engine_assert_state (f, third, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_cmpint (pamor_engine_get_link (f->engine), ==, PAMOR_LINK_ONLINE);
}

static void
test_a_photo_that_fails_goes_to_the_tail (PamorTestEngine *f,
                                          gconstpointer    unused)
{
  const gsize sizes[] = { 10 * KIB, 0 };
  g_autofree char *bad = pamor_test_engine_seal (f, sizes);
  g_autofree char *good = pamor_test_engine_seal (f, sizes);

  for (int i = 0; i < 2; i++) /* no more, lest the circuit opens */
    pamor_test_engine_say_class (f, PAMOR_OP_SEND_CHUNK, PAMOR_VERDICT_TRANSIT);
  pamor_test_engine_run_well (f);
  pamor_test_engine_assert_state (f, bad, PAMOR_STATE_ACKNOWLEDGED);
  pamor_test_engine_assert_state (f, good, PAMOR_STATE_ACKNOWLEDGED);
}

static void
test_three_tries_then_offline (PamorTestEngine *f,
                               gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal (f, NULL);

  pamor_scripted_transport_always (f->server, id, PAMOR_VERDICT_LINK);
  pamor_test_engine_run_failing (f, PAMOR_ERROR_OFFLINE);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "put"), ==, 3);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_QUEUED);
  g_assert_cmpstr (pamor_test_engine_find (f, id)->reason, ==, "link");
  g_assert_cmpint (pamor_engine_get_link (f->engine), ==, PAMOR_LINK_OFFLINE);
  g_assert_cmpint (pamor_engine_get_next_try (f->engine), >, 0);
}

static const struct
{
  PamorVerdictClass class;
  PamorError        code;
  PamorLink         link;
} stops[] = {
  { PAMOR_VERDICT_PORTAL, PAMOR_ERROR_PORTAL, PAMOR_LINK_PORTAL },
  { PAMOR_VERDICT_TLS, PAMOR_ERROR_UNTRUSTED, PAMOR_LINK_UNTRUSTED },
  { PAMOR_VERDICT_UPGRADE, PAMOR_ERROR_UPGRADE, PAMOR_LINK_UPGRADE },
  { PAMOR_VERDICT_THROTTLE, PAMOR_ERROR_RETRY_LATER, PAMOR_LINK_SERVER_DOWN },
  { PAMOR_VERDICT_AUTH, PAMOR_ERROR_AUTH, PAMOR_LINK_LOG_IN },
};

static void
test_these_stop_all_and_blame_no_item (PamorTestEngine *f,
                                       gconstpointer    unused)
{
  for (gsize i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      g_autofree char *id = pamor_test_engine_seal (f, NULL);
      g_autofree char *other = pamor_test_engine_seal (f, NULL);

      pamor_scripted_transport_clear_log (f->server);
      pamor_test_engine_say_class (f, PAMOR_OP_PUT_SUBMISSION, stops[i].class);
      pamor_test_engine_run_failing (f, stops[i].code);
      g_assert_cmpuint (pamor_scripted_transport_count (f->server, "put"), ==, 1);
      pamor_test_engine_assert_state (f, id, PAMOR_STATE_QUEUED);
      pamor_test_engine_assert_state (f, other, PAMOR_STATE_QUEUED);
      g_assert_cmpint (pamor_engine_get_link (f->engine), ==, stops[i].link);

      pamor_test_engine_run_well (f); /* a person asks, and the trouble is over */
      pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
      pamor_test_engine_assert_state (f, other, PAMOR_STATE_ACKNOWLEDGED);
      g_assert_cmpint (pamor_engine_get_link (f->engine), ==, PAMOR_LINK_ONLINE);
    }
}

static void
test_after_trouble_one_probe_comes_first (PamorTestEngine *f,
                                          gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal (f, NULL);

  pamor_test_engine_say_class (f, PAMOR_OP_PUT_SUBMISSION, PAMOR_VERDICT_PORTAL);
  pamor_test_engine_run_failing (f, PAMOR_ERROR_PORTAL);
  pamor_scripted_transport_clear_log (f->server);
  pamor_test_engine_say_class (f, PAMOR_OP_PROBE, PAMOR_VERDICT_PORTAL);
  pamor_test_engine_run_failing (f, PAMOR_ERROR_PORTAL);
  g_assert_cmpstr (pamor_scripted_transport_get_log (f->server), ==, "probe");

  pamor_test_engine_run_well (f);
  g_assert_cmpstr (pamor_scripted_transport_get_log (f->server), ==,
                   "probe probe put@sending receipt@confirming changes");
}

static void
test_not_even_a_person_skips_retry_after (PamorTestEngine *f,
                                          gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal (f, NULL);

  say_later (f, 100);
  pamor_test_engine_run_failing (f, PAMOR_ERROR_RETRY_LATER);
  pamor_scripted_transport_clear_log (f->server);
  pamor_test_engine_run_failing (f, PAMOR_ERROR_RETRY_LATER);
  g_assert_cmpstr (pamor_scripted_transport_get_log (f->server), ==, "");

  pamor_clock_advance (f->folder.clock, 130 * SECOND);
  pamor_test_engine_run_well (f);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
}

static void
test_a_restored_server_gets_everything_again (PamorTestEngine *f,
                                              gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal_two_photos (f);

  say_later (f, -1);
  pamor_test_engine_run_failing (f, PAMOR_ERROR_RETRY_LATER);
  pamor_test_engine_say_class (f, PAMOR_OP_GET_RECEIPT, PAMOR_VERDICT_LOST);
  pamor_test_engine_run_well (f);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "put"), ==, 3);
}

static const char *const damages[] = {
  "UPDATE attachment SET sha256 = 'another'",
  "DROP TRIGGER content_never_changes; UPDATE content SET sealed = zeroblob (99)",
  "DROP TRIGGER payload_never_changes; UPDATE payload SET sealed = zeroblob (99)",
  "DELETE FROM content",
};

static void
test_what_was_damaged_here_is_never_sent (PamorTestEngine *f,
                                          gconstpointer    data)
{
  const char *damage = data;
  g_auto (GStrv) steps = g_strsplit (damage, "; ", -1);
  g_autofree char *id = pamor_test_engine_seal_two_photos (f);

  for (guint i = 0; steps[i] != NULL; i++)
    g_assert_true (pamor_database_run (f->folder.store->db, steps[i], NULL));
  pamor_test_engine_run_well (f);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "chunk"), ==, 0);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_PARKED);
  g_assert_cmpstr (pamor_test_engine_find (f, id)->reason, ==, "local-damaged");
}

static void
test_cancelled_is_as_crashed_and_goes_on (PamorTestEngine *f,
                                          gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal_two_photos (f);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  pamor_scripted_transport_hold (f->server, PAMOR_OP_SEND_CHUNK);
  pamor_engine_run_async (f->engine, cancellable, pamor_test_await_cb, &result);
  while (!pamor_scripted_transport_is_held (f->server))
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  g_assert_false (pamor_engine_run_finish (f->engine, pamor_test_await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_UPLOADING);

  pamor_test_engine_run_well (f);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_cmpint (pamor_scripted_transport_received (f->server), ==, 110 * KIB);
}

static void
on_settled (PamorEngine *engine, guint *count)
{
  (*count)++;
}

static void
await_settled (PamorTestEngine *f, guint *count)
{
  while (*count == 0)
    g_main_context_iteration (NULL, TRUE);
  *count = 0;
}

static void
test_once_started_it_sees_by_itself_what_is_sealed (PamorTestEngine *f,
                                                    gconstpointer    unused)
{
  g_autofree char *id = NULL;
  guint settled = 0;

  g_signal_connect (f->engine, "settled", G_CALLBACK (on_settled), &settled);
  pamor_engine_start (f->engine);
  await_settled (f, &settled);
  id = pamor_test_engine_seal_two_photos (f);
  while (pamor_test_engine_find (f, id)->state != PAMOR_STATE_ACKNOWLEDGED)
    await_settled (f, &settled);

  pamor_engine_stop (f->engine);
  g_free (id);
  id = pamor_test_engine_seal (f, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_QUEUED);
}

static void
test_after_a_sleep_links_are_dropped_and_a_probe_decides (PamorTestEngine *f,
                                                          gconstpointer    unused)
{
  guint settled = 0;

  g_signal_connect (f->engine, "settled", G_CALLBACK (on_settled), &settled);
  pamor_engine_start (f->engine);
  await_settled (f, &settled);
  g_assert_cmpuint (pamor_scripted_transport_drops (f->server), ==, 0);

  pamor_clock_advance (f->folder.clock, 3600 * SECOND);
  pamor_engine_wake (f->engine, FALSE);
  await_settled (f, &settled);
  g_assert_cmpuint (pamor_scripted_transport_drops (f->server), ==, 1);
  g_assert_cmpstr (pamor_scripted_transport_get_log (f->server), ==,
                   "discover changes probe discover changes");
}

static void
test_a_failing_store_ends_the_run_with_its_error (PamorTestEngine *f,
                                                  gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal (f, NULL);
  g_autoptr (GError) error = NULL;

  pamor_store_close (f->folder.store);
  g_assert_false (pamor_test_engine_run (f, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "put"), ==, 0);
}

static void
test_progress_is_shown_and_ends (PamorTestEngine *f,
                                 gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal_two_photos (f);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *sending = NULL, *after = NULL;
  gint64 sent, total;
  gboolean busy;

  pamor_scripted_transport_hold (f->server, PAMOR_OP_SEND_CHUNK);
  pamor_engine_run_async (f->engine, NULL, pamor_test_await_cb, &result);
  while (!pamor_scripted_transport_is_held (f->server))
    g_main_context_iteration (NULL, TRUE);
  g_object_get (f->engine, "sending-id", &sending, "bytes-sent", &sent, "bytes-total", &total,
                "busy", &busy, NULL);
  g_assert_cmpstr (sending, ==, id);
  g_assert_cmpint (sent, >, 0);
  g_assert_cmpint (sent, <, total);
  g_assert_cmpint (total, >, 110 * KIB);
  g_assert_true (busy);

  pamor_engine_stop (f->engine);
  pamor_test_await (&result);
  do
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (f->engine, "busy", &busy, NULL);
    }
  while (busy);
  g_object_get (f->engine, "sending-id", &after, "bytes-total", &total, NULL);
  g_assert_null (after);
  g_assert_cmpint (total, ==, 0);
}

static void
test_one_of_a_case_goes_when_the_one_before_is_with_the_city (PamorTestEngine *f,
                                                              gconstpointer    unused)
{
  const gsize photo[] = { 10 * KIB, 0 };
  g_autofree char *second = pamor_test_engine_seal_in_order (f, photo, 2);
  g_autofree char *first = pamor_test_engine_seal_in_order (f, photo, 1);

  pamor_test_engine_run_well (f);
  g_assert_cmpstr (pamor_scripted_transport_get_log (f->server), ==,
                   "discover put@sending chunk@uploading receipt@confirming"
                   " put@sending chunk@uploading receipt@confirming changes");
  pamor_test_engine_assert_state (f, first, PAMOR_STATE_ACKNOWLEDGED);
  pamor_test_engine_assert_state (f, second, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_cmpint (pamor_test_engine_find (f, first)->received_at, <,
                   pamor_test_engine_find (f, second)->received_at);
}

static void
test_one_of_a_case_goes_when_the_one_before_parks_among_its_photos (PamorTestEngine *f,
                                                                    gconstpointer    unused)
{
  g_autofree char *first = pamor_test_engine_seal_in_order (f, (const gsize[]) { 10 * KIB, 0 }, 1);
  g_autofree char *second = pamor_test_engine_seal_in_order (f, NULL, 2);

  pamor_test_engine_say_class (f, PAMOR_OP_SEND_CHUNK, PAMOR_VERDICT_ITEM);
  pamor_test_engine_run_well (f);
  pamor_test_engine_assert_state (f, first, PAMOR_STATE_PARKED);
  pamor_test_engine_assert_state (f, second, PAMOR_STATE_ACKNOWLEDGED);
}

/* The later ones wait, though nothing else does; deleting the draft lets them go by itself. */
static void
test_one_of_a_case_goes_when_the_draft_before_it_is_deleted (PamorTestEngine *f,
                                                             gconstpointer    unused)
{
  g_autoptr (PamorSubmission) draft = pamor_test_store_new_item (f->folder.clock, "Sekar");
  g_autofree char *second = pamor_test_engine_seal_in_order (f, NULL, 2);

  draft->case_id = g_strdup ("family");
  draft->case_order = 1;
  g_assert_true (pamor_test_store_save (f->folder.store, draft, "{}", NULL));
  pamor_test_engine_run_well (f);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "put"), ==, 0);
  pamor_test_engine_assert_state (f, second, PAMOR_STATE_QUEUED);

  pamor_engine_start (f->engine);
  g_assert_true (pamor_test_store_delete (f->folder.store, draft->id, NULL));
  while (pamor_test_engine_find (f, second)->state != PAMOR_STATE_ACKNOWLEDGED)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_try_again_that_can_t_be_kept_is_told (PamorTestEngine *f,
                                           gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal (f, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  pamor_test_engine_say_class (f, PAMOR_OP_PUT_SUBMISSION, PAMOR_VERDICT_ITEM);
  pamor_test_engine_run_well (f);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_PARKED);
  g_assert_true (pamor_database_run (f->folder.store->db,
                                     "CREATE TEMP TRIGGER fails BEFORE UPDATE ON submission "
                                     "BEGIN SELECT abs (-9223372036854775807 - 1); END", NULL));
  pamor_engine_run_async (f->engine, NULL, pamor_test_await_cb, &result);
  pamor_engine_retry (f->engine, id);
  g_assert_false (pamor_engine_run_finish (f->engine, pamor_test_await (&result), &error));
  g_assert_nonnull (error);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_PARKED);
}

#define ADD(name, func) \
  g_test_add ("/engine/" name, PamorTestEngine, NULL, pamor_test_engine_set_up, func, \
              pamor_test_engine_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("one-of-a-case-goes-when-the-one-before-is-with-the-city",
       test_one_of_a_case_goes_when_the_one_before_is_with_the_city);
  ADD ("one-of-a-case-goes-when-the-one-before-parks-among-its-photos",
       test_one_of_a_case_goes_when_the_one_before_parks_among_its_photos);
  ADD ("one-of-a-case-goes-when-the-draft-before-it-is-deleted",
       test_one_of_a_case_goes_when_the_draft_before_it_is_deleted);
  ADD ("try-again-that-can-t-be-kept-is-told", test_try_again_that_can_t_be_kept_is_told);
  ADD ("each-state-is-kept-before-its-act", test_each_state_is_kept_before_its_act);
  ADD ("a-run-with-nothing-to-do-is-done", test_a_run_with_nothing_to_do_is_done);
  ADD ("a-lost-reply-to-the-form-makes-no-second-one",
       test_a_lost_reply_to_the_form_makes_no_second_one);
  ADD ("a-lost-reply-to-a-chunk-sends-no-byte-twice",
       test_a_lost_reply_to_a_chunk_sends_no_byte_twice);
  ADD ("a-parked-item-delays-no-other", test_a_parked_item_delays_no_other);
  ADD ("an-item-that-breaks-the-server-delays-no-other",
       test_an_item_that_breaks_the_server_delays_no_other);
  ADD ("a-photo-that-fails-goes-to-the-tail", test_a_photo_that_fails_goes_to_the_tail);
  ADD ("three-tries-then-offline", test_three_tries_then_offline);
  ADD ("these-stop-all-and-blame-no-item", test_these_stop_all_and_blame_no_item);
  ADD ("after-trouble-one-probe-comes-first", test_after_trouble_one_probe_comes_first);
  ADD ("not-even-a-person-skips-retry-after", test_not_even_a_person_skips_retry_after);
  ADD ("a-restored-server-gets-everything-again", test_a_restored_server_gets_everything_again);
  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *name
        = g_strdup_printf ("/engine/what-was-damaged-here-is-never-sent/%u", (guint) i);

      g_test_add (name, PamorTestEngine, damages[i], pamor_test_engine_set_up,
                  test_what_was_damaged_here_is_never_sent, pamor_test_engine_tear_down);
    }
  ADD ("cancelled-is-as-crashed-and-goes-on", test_cancelled_is_as_crashed_and_goes_on);
  ADD ("once-started-it-sees-by-itself-what-is-sealed",
       test_once_started_it_sees_by_itself_what_is_sealed);
  ADD ("after-a-sleep-links-are-dropped-and-a-probe-decides",
       test_after_a_sleep_links_are_dropped_and_a_probe_decides);
  ADD ("a-failing-store-ends-the-run-with-its-error",
       test_a_failing_store_ends_the_run_with_its_error);
  ADD ("progress-is-shown-and-ends", test_progress_is_shown_and_ends);
  return g_test_run ();
}
