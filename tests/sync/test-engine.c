/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-scripted-transport.h"
#include "pamor-test-store.h"

#include "base/pamor-error.h"
#include "store/pamor-store-private.h"
#include "sync/pamor-engine.h"

#define KIB 1024
#define SECOND ((gint64) G_USEC_PER_SEC)

typedef struct
{
  PamorTestFolder         folder;
  PamorScriptedTransport *server;
  PamorEngine            *engine;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  unused)
{
  pamor_test_folder_set_up (&f->folder, NULL);
  f->server = pamor_scripted_transport_new (f->folder.store);
  f->engine = pamor_engine_new (f->folder.store, PAMOR_TRANSPORT (f->server));
}

static void
tear_down (Fixture       *f,
           gconstpointer  unused)
{
  pamor_engine_stop (f->engine);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (f->engine);
  g_assert_finalize_object (f->server);
  pamor_test_folder_tear_down (&f->folder, NULL);
}

/* One sealed submission with photos of these sizes; 0 ends. @order: in a case; 0: in none.
 * Returns: (transfer full): its id */
static char *
seal_in_order (Fixture     *f,
               const gsize *sizes,
               guint        order)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->folder.clock, "Sekar");
  g_autoptr (PamorSubmission) sealed = NULL;
  g_autoptr (GPtrArray) photos = NULL;
  g_autofree char *payload = g_strdup_printf ("{\"id\": \"%s\"}", item->id);
  g_autoptr (GError) error = NULL;

  item->case_id = order == 0 ? NULL : g_strdup ("family");
  item->case_order = order;
  photos = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_attachment_free);
  for (guint i = 0; sizes != NULL && sizes[i] > 0; i++)
    g_ptr_array_add (photos, pamor_test_store_new_photo (f->folder.clock, sizes[i]));
  sealed = pamor_test_store_seal (f->folder.store, item, "{}", payload, photos, &error);
  g_assert_no_error (error);
  return g_strdup (item->id);
}

static char *
seal (Fixture     *f,
      const gsize *sizes)
{
  return seal_in_order (f, sizes, 0);
}

static char *
seal_two_photos (Fixture *f)
{
  return seal (f, (const gsize[]) { 100 * KIB, 10 * KIB, 0 });
}

static gboolean
run (Fixture  *f,
     GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  /* Time goes on while we wait, for a stumbling link is tried again after a second or two. */
  pamor_engine_run_async (f->engine, NULL, pamor_test_await_cb, &result);
  while (result == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      pamor_clock_advance (f->folder.clock, SECOND / 2);
    }
  return pamor_engine_run_finish (f->engine, result, error);
}

static void
run_well (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (run (f, &error));
  g_assert_no_error (error);
}

static void
run_failing (Fixture *f, PamorError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (run (f, &error));
  g_assert_error (error, PAMOR_ERROR, code);
}

static PamorSubmission *
find (Fixture *f, const char *id)
{
  return pamor_store_find (f->folder.store, id);
}

static void
assert_state (Fixture *f, const char *id, PamorState state)
{
  g_assert_cmpstr (pamor_state_get_nick (find (f, id)->state), ==, pamor_state_get_nick (state));
}

static void
say_class (Fixture *f, PamorOperation op, PamorVerdictClass class)
{
  pamor_scripted_transport_say (f->server, op, pamor_verdict_new (class));
}

static void
say_later (Fixture *f,
           gint64   retry_after_s)
{
  PamorVerdict *verdict = pamor_verdict_new (PAMOR_VERDICT_THROTTLE);

  verdict->http_status = 503;
  verdict->retry_after_s = retry_after_s;
  pamor_scripted_transport_say (f->server, PAMOR_OP_PUT_SUBMISSION, verdict);
}

static void
test_each_state_is_kept_before_its_act (Fixture       *f,
                                        gconstpointer  unused)
{
  g_autofree char *id = seal_two_photos (f);

  run_well (f);
  g_assert_cmpstr (pamor_scripted_transport_get_log (f->server), ==,
                   "discover put@sending chunk@uploading chunk@uploading chunk@uploading"
                   " receipt@confirming changes");
  assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_cmpstr (find (f, id)->number, ==, "DKC-1");
  g_assert_cmpint (pamor_engine_get_link (f->engine), ==, PAMOR_LINK_ONLINE);
  g_assert_cmpint (pamor_engine_get_next_try (f->engine), ==, 0);
}

static void
test_a_run_with_nothing_to_do_is_done (Fixture       *f,
                                       gconstpointer  unused)
{
  run_well (f);
  g_assert_cmpstr (pamor_scripted_transport_get_log (f->server), ==, "discover changes");
  run_well (f);
  g_assert_cmpstr (pamor_scripted_transport_get_log (f->server), ==, "discover changes changes");
}

static void
test_a_lost_reply_to_the_form_makes_no_second_one (Fixture       *f,
                                                   gconstpointer  unused)
{
  g_autofree char *id = seal (f, NULL);

  pamor_scripted_transport_lose (f->server, PAMOR_OP_PUT_SUBMISSION);
  run_well (f);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "put"), ==, 2);
  g_assert_cmpuint (pamor_scripted_transport_created (f->server), ==, 1);
  assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
}

static void
test_a_lost_reply_to_a_chunk_sends_no_byte_twice (Fixture       *f,
                                                  gconstpointer  unused)
{
  g_autofree char *id = seal_two_photos (f);

  pamor_scripted_transport_lose (f->server, PAMOR_OP_SEND_CHUNK);
  run_well (f);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "ask"), ==, 1);
  g_assert_cmpint (pamor_scripted_transport_received (f->server), ==, 110 * KIB);
  assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
}

static void
test_a_parked_item_delays_no_other (Fixture       *f,
                                    gconstpointer  unused)
{
  g_autofree char *bad = seal (f, NULL);
  g_autofree char *good = seal_two_photos (f);
  PamorVerdict *refusal = pamor_verdict_new (PAMOR_VERDICT_ITEM);

  refusal->code = g_strdup ("duplicate-subject");
  pamor_scripted_transport_say (f->server, PAMOR_OP_PUT_SUBMISSION, refusal);
  run_well (f);
  assert_state (f, bad, PAMOR_STATE_PARKED);
  g_assert_cmpstr (find (f, bad)->reason, ==, "duplicate-subject");
  assert_state (f, good, PAMOR_STATE_ACKNOWLEDGED);

  pamor_engine_retry (f->engine, bad);
  run_well (f);
  assert_state (f, bad, PAMOR_STATE_ACKNOWLEDGED);
}

static void
test_an_item_that_breaks_the_server_delays_no_other (Fixture       *f,
                                                     gconstpointer  unused)
{
  g_autofree char *bad = seal (f, NULL);
  g_autofree char *good = seal_two_photos (f);
  g_autofree char *third = seal (f, NULL);

  pamor_scripted_transport_always (f->server, bad, PAMOR_VERDICT_SERVER);
  run_failing (f, PAMOR_ERROR_RETRY_LATER);
  assert_state (f, bad, PAMOR_STATE_QUEUED);
  assert_state (f, good, PAMOR_STATE_ACKNOWLEDGED);
  assert_state (f, third, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_cmpint (pamor_engine_get_link (f->engine), ==, PAMOR_LINK_SERVER_DOWN);
}

static void
test_a_photo_that_fails_goes_to_the_tail (Fixture       *f,
                                          gconstpointer  unused)
{
  const gsize sizes[] = { 10 * KIB, 0 };
  g_autofree char *bad = seal (f, sizes);
  g_autofree char *good = seal (f, sizes);

  for (int i = 0; i < 2; i++) /* no more, lest the circuit opens */
    say_class (f, PAMOR_OP_SEND_CHUNK, PAMOR_VERDICT_TRANSIT);
  run_well (f);
  assert_state (f, bad, PAMOR_STATE_ACKNOWLEDGED);
  assert_state (f, good, PAMOR_STATE_ACKNOWLEDGED);
}

static void
test_three_tries_then_offline (Fixture       *f,
                               gconstpointer  unused)
{
  g_autofree char *id = seal (f, NULL);

  pamor_scripted_transport_always (f->server, id, PAMOR_VERDICT_LINK);
  run_failing (f, PAMOR_ERROR_OFFLINE);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "put"), ==, 3);
  assert_state (f, id, PAMOR_STATE_QUEUED);
  g_assert_cmpstr (find (f, id)->reason, ==, "link");
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
test_these_stop_all_and_blame_no_item (Fixture       *f,
                                       gconstpointer  unused)
{
  for (gsize i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      g_autofree char *id = seal (f, NULL);
      g_autofree char *other = seal (f, NULL);

      pamor_scripted_transport_clear_log (f->server);
      say_class (f, PAMOR_OP_PUT_SUBMISSION, stops[i].class);
      run_failing (f, stops[i].code);
      g_assert_cmpuint (pamor_scripted_transport_count (f->server, "put"), ==, 1);
      assert_state (f, id, PAMOR_STATE_QUEUED);
      assert_state (f, other, PAMOR_STATE_QUEUED);
      g_assert_cmpint (pamor_engine_get_link (f->engine), ==, stops[i].link);

      run_well (f); /* a person asks, and the trouble is over */
      assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
      assert_state (f, other, PAMOR_STATE_ACKNOWLEDGED);
      g_assert_cmpint (pamor_engine_get_link (f->engine), ==, PAMOR_LINK_ONLINE);
    }
}

static void
test_after_trouble_one_probe_comes_first (Fixture       *f,
                                          gconstpointer  unused)
{
  g_autofree char *id = seal (f, NULL);

  say_class (f, PAMOR_OP_PUT_SUBMISSION, PAMOR_VERDICT_PORTAL);
  run_failing (f, PAMOR_ERROR_PORTAL);
  pamor_scripted_transport_clear_log (f->server);
  say_class (f, PAMOR_OP_PROBE, PAMOR_VERDICT_PORTAL);
  run_failing (f, PAMOR_ERROR_PORTAL);
  g_assert_cmpstr (pamor_scripted_transport_get_log (f->server), ==, "probe");

  run_well (f);
  g_assert_cmpstr (pamor_scripted_transport_get_log (f->server), ==,
                   "probe probe put@sending receipt@confirming changes");
}

static void
test_not_even_a_person_skips_retry_after (Fixture       *f,
                                          gconstpointer  unused)
{
  g_autofree char *id = seal (f, NULL);

  say_later (f, 100);
  run_failing (f, PAMOR_ERROR_RETRY_LATER);
  pamor_scripted_transport_clear_log (f->server);
  run_failing (f, PAMOR_ERROR_RETRY_LATER);
  g_assert_cmpstr (pamor_scripted_transport_get_log (f->server), ==, "");

  pamor_clock_advance (f->folder.clock, 130 * SECOND);
  run_well (f);
  assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
}

static void
test_a_restored_server_gets_everything_again (Fixture       *f,
                                              gconstpointer  unused)
{
  g_autofree char *id = seal_two_photos (f);

  say_later (f, -1);
  run_failing (f, PAMOR_ERROR_RETRY_LATER);
  say_class (f, PAMOR_OP_GET_RECEIPT, PAMOR_VERDICT_LOST);
  run_well (f);
  assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "put"), ==, 3);
}

static const char *const damages[] = {
  "UPDATE attachment SET sha256 = 'another'",
  "DROP TRIGGER content_never_changes; UPDATE content SET sealed = zeroblob (99)",
  "DROP TRIGGER payload_never_changes; UPDATE payload SET sealed = zeroblob (99)",
};

static void
test_what_was_damaged_here_is_never_sent (Fixture       *f,
                                          gconstpointer  data)
{
  const char *damage = data;
  g_auto (GStrv) steps = g_strsplit (damage, "; ", -1);
  g_autofree char *id = seal_two_photos (f);

  for (guint i = 0; steps[i] != NULL; i++)
    g_assert_true (pamor_database_run (f->folder.store->db, steps[i], NULL));
  run_well (f);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "chunk"), ==, 0);
  assert_state (f, id, PAMOR_STATE_PARKED);
  g_assert_cmpstr (find (f, id)->reason, ==, "local-damaged");
}

#define LINE(status, day) "{\"submission\": \"%s\", \"revision\": 1, \"status\": \"" status "\"," \
                          " \"updated_at\": \"2026-11-" day "T14:00:00Z\"}"

static void
test_changes_come_to_the_last_page (Fixture       *f,
                                    gconstpointer  unused)
{
  g_autofree char *id = seal (f, NULL);
  g_autofree char *one = g_strdup_printf ("{\"items\": [7, {\"status\": \"new\"}, "
                                          LINE ("verification", "21") "],"
                                          " \"next\": \"a\", \"more\": true}", id);
  g_autofree char *two = g_strdup_printf ("{\"items\": [" LINE ("rejected", "22") "],"
                                          " \"next\": \"b\", \"more\": false}", id);

  pamor_scripted_transport_say_json (f->server, PAMOR_OP_GET_CHANGES, one);
  pamor_scripted_transport_say_json (f->server, PAMOR_OP_GET_CHANGES, two);
  run_well (f);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "changes"), ==, 2);
  g_assert_cmpint (find (f, id)->status, ==, PAMOR_STATUS_REJECTED);
  g_assert_cmpstr (pamor_store_get_note (f->folder.store, "cursor"), ==, "b");
}

static void
test_an_expired_cursor_starts_anew (Fixture       *f,
                                    gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  pamor_test_store_keep_changes (f->folder.store, none, "old", &error);
  g_assert_no_error (error);
  say_class (f, PAMOR_OP_GET_CHANGES, PAMOR_VERDICT_LOST);
  run_well (f);
  g_assert_cmpstr (pamor_scripted_transport_get_log (f->server), ==, "discover changes changes");
  g_assert_cmpstr (pamor_store_get_note (f->folder.store, "cursor"), ==, "");
}

static void
test_a_server_that_always_has_more_is_left (Fixture       *f,
                                            gconstpointer  unused)
{
  for (int i = 0; i < 3; i++)
    pamor_scripted_transport_say_json (f->server, PAMOR_OP_GET_CHANGES,
                                       "{\"items\": [], \"next\": \"\", \"more\": true}");
  run_well (f);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "changes"), ==, 1);
}

static void
test_limits_are_the_servers_and_are_remembered (Fixture       *f,
                                                gconstpointer  unused)
{
  g_autofree char *id = seal_two_photos (f);
  g_autoptr (PamorEngine) later = NULL;

  pamor_scripted_transport_say_json (f->server, PAMOR_OP_DISCOVER,
                                     "{\"service\": \"eopen-field\", \"api\": [\"1\"], \"limits\":"
                                     " {\"attachment_bytes\": 200000, \"chunk_bytes\": 20480}}");
  run_well (f);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "chunk"), ==, 6);
  g_assert_cmpint (pamor_engine_get_attachment_limit (f->engine), ==, 200000);
  later = pamor_engine_new (f->folder.store, PAMOR_TRANSPORT (f->server));
  g_assert_cmpint (pamor_engine_get_attachment_limit (later), ==, 200000);
}

static void
test_a_failing_discovery_stops_nothing (Fixture       *f,
                                        gconstpointer  unused)
{
  g_autofree char *id = seal (f, NULL);

  say_class (f, PAMOR_OP_DISCOVER, PAMOR_VERDICT_SERVER);
  run_well (f);
  assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_cmpint (pamor_engine_get_attachment_limit (f->engine), ==, 750000);
}

static void
test_cancelled_is_as_crashed_and_goes_on (Fixture       *f,
                                          gconstpointer  unused)
{
  g_autofree char *id = seal_two_photos (f);
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
  assert_state (f, id, PAMOR_STATE_UPLOADING);

  run_well (f);
  assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_cmpint (pamor_scripted_transport_received (f->server), ==, 110 * KIB);
}

static void
on_settled (PamorEngine *engine, guint *count)
{
  (*count)++;
}

static void
await_settled (Fixture *f, guint *count)
{
  while (*count == 0)
    g_main_context_iteration (NULL, TRUE);
  *count = 0;
}

static void
test_once_started_it_sees_by_itself_what_is_sealed (Fixture       *f,
                                                    gconstpointer  unused)
{
  g_autofree char *id = NULL;
  guint settled = 0;

  g_signal_connect (f->engine, "settled", G_CALLBACK (on_settled), &settled);
  pamor_engine_start (f->engine);
  await_settled (f, &settled);
  id = seal_two_photos (f);
  while (find (f, id)->state != PAMOR_STATE_ACKNOWLEDGED)
    await_settled (f, &settled);

  pamor_engine_stop (f->engine);
  g_free (id);
  id = seal (f, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_state (f, id, PAMOR_STATE_QUEUED);
}

static void
test_after_a_sleep_links_are_dropped_and_a_probe_decides (Fixture       *f,
                                                          gconstpointer  unused)
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
test_a_failing_store_ends_the_run_with_its_error (Fixture       *f,
                                                  gconstpointer  unused)
{
  g_autofree char *id = seal (f, NULL);
  g_autoptr (GError) error = NULL;

  pamor_store_close (f->folder.store);
  g_assert_false (run (f, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "put"), ==, 0);
}

static void
test_progress_is_shown_and_ends (Fixture       *f,
                                 gconstpointer  unused)
{
  g_autofree char *id = seal_two_photos (f);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *sending = NULL, *after = NULL;
  gint64 total;
  gboolean busy;

  pamor_scripted_transport_hold (f->server, PAMOR_OP_SEND_CHUNK);
  pamor_engine_run_async (f->engine, NULL, pamor_test_await_cb, &result);
  while (!pamor_scripted_transport_is_held (f->server))
    g_main_context_iteration (NULL, TRUE);
  g_object_get (f->engine, "sending-id", &sending, "bytes-total", &total, "busy", &busy, NULL);
  g_assert_cmpstr (sending, ==, id);
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
test_a_catalogue_that_does_not_load_changes_nothing_and_stops_nothing (Fixture       *f,
                                                                       gconstpointer  unused)
{
  g_autofree char *id = seal (f, NULL);
  PamorVerdict *verdict = pamor_verdict_new (PAMOR_VERDICT_OK);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) pack = NULL;
  g_autoptr (GError) error = NULL;

  verdict->http_status = 200;
  verdict->etag = g_strdup ("\"x\"");
  verdict->content = g_bytes_new_static ("{\"files\": {\"catalogue.json\": {}}}", 33);
  pamor_scripted_transport_say (f->server, PAMOR_OP_GET_CATALOGUE, verdict);
  run_well (f);
  assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
  pamor_store_read_catalogue_async (f->folder.store, NULL, pamor_test_await_cb, &result);
  pack = pamor_store_read_catalogue_finish (f->folder.store, pamor_test_await (&result), NULL,
                                            &error);
  g_assert_null (pack);
  g_assert_no_error (error);
}

/* Also of a server that has none, or whose bytes come broken. */
static void
test_a_catalogue_that_does_not_come_stops_nothing (Fixture       *f,
                                                   gconstpointer  unused)
{
  const PamorVerdictClass classes[] = { PAMOR_VERDICT_SERVER, PAMOR_VERDICT_TRANSIT,
                                        PAMOR_VERDICT_ITEM, PAMOR_VERDICT_LOST };

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      g_autofree char *id = NULL;

      say_class (f, PAMOR_OP_GET_CATALOGUE, classes[i]);
      run_well (f);
      id = seal (f, NULL);
      run_well (f);
      assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
    }
}

static void
test_one_of_a_case_goes_when_the_one_before_is_with_the_city (Fixture       *f,
                                                              gconstpointer  unused)
{
  const gsize photo[] = { 10 * KIB, 0 };
  g_autofree char *second = seal_in_order (f, photo, 2);
  g_autofree char *first = seal_in_order (f, photo, 1);

  run_well (f);
  g_assert_cmpstr (pamor_scripted_transport_get_log (f->server), ==,
                   "discover put@sending chunk@uploading receipt@confirming"
                   " put@sending chunk@uploading receipt@confirming changes");
  assert_state (f, first, PAMOR_STATE_ACKNOWLEDGED);
  assert_state (f, second, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_cmpint (find (f, first)->received_at, <, find (f, second)->received_at);
}

static void
test_one_of_a_case_goes_when_the_one_before_parks_among_its_photos (Fixture       *f,
                                                                    gconstpointer  unused)
{
  g_autofree char *first = seal_in_order (f, (const gsize[]) { 10 * KIB, 0 }, 1);
  g_autofree char *second = seal_in_order (f, NULL, 2);

  say_class (f, PAMOR_OP_SEND_CHUNK, PAMOR_VERDICT_ITEM);
  run_well (f);
  assert_state (f, first, PAMOR_STATE_PARKED);
  assert_state (f, second, PAMOR_STATE_ACKNOWLEDGED);
}

static void
test_pages_without_end_are_left_for_later (Fixture       *f,
                                           gconstpointer  unused)
{
  for (int i = 0; i < 300; i++)
    {
      g_autofree char *page = g_strdup_printf ("{\"items\": [], \"next\": \"%d\", \"more\": true}",
                                               i);

      pamor_scripted_transport_say_json (f->server, PAMOR_OP_GET_CHANGES, page);
    }
  run_well (f);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "changes"), ==, 200);
  g_assert_cmpstr (pamor_store_get_note (f->folder.store, "cursor"), ==, "199");
  run_well (f); /* where it was left */
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "changes"), ==, 301);
}

static void
test_try_again_that_can_t_be_kept_is_told (Fixture       *f,
                                           gconstpointer  unused)
{
  g_autofree char *id = seal (f, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  say_class (f, PAMOR_OP_PUT_SUBMISSION, PAMOR_VERDICT_ITEM);
  run_well (f);
  assert_state (f, id, PAMOR_STATE_PARKED);
  g_assert_true (pamor_database_run (f->folder.store->db,
                                     "CREATE TEMP TRIGGER fails BEFORE UPDATE ON submission "
                                     "BEGIN SELECT abs (-9223372036854775807 - 1); END", NULL));
  pamor_engine_run_async (f->engine, NULL, pamor_test_await_cb, &result);
  pamor_engine_retry (f->engine, id);
  g_assert_false (pamor_engine_run_finish (f->engine, pamor_test_await (&result), &error));
  g_assert_nonnull (error);
  assert_state (f, id, PAMOR_STATE_PARKED);
}

#define ADD(name, func) g_test_add ("/engine/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-catalogue-that-does-not-come-stops-nothing",
       test_a_catalogue_that_does_not_come_stops_nothing);
  ADD ("one-of-a-case-goes-when-the-one-before-is-with-the-city",
       test_one_of_a_case_goes_when_the_one_before_is_with_the_city);
  ADD ("one-of-a-case-goes-when-the-one-before-parks-among-its-photos",
       test_one_of_a_case_goes_when_the_one_before_parks_among_its_photos);
  ADD ("pages-without-end-are-left-for-later", test_pages_without_end_are_left_for_later);
  ADD ("try-again-that-can-t-be-kept-is-told", test_try_again_that_can_t_be_kept_is_told);
  ADD ("a-catalogue-that-does-not-load-changes-nothing-and-stops-nothing",
       test_a_catalogue_that_does_not_load_changes_nothing_and_stops_nothing);
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

      g_test_add (name, Fixture, damages[i], set_up, test_what_was_damaged_here_is_never_sent,
                  tear_down);
    }
  ADD ("changes-come-to-the-last-page", test_changes_come_to_the_last_page);
  ADD ("an-expired-cursor-starts-anew", test_an_expired_cursor_starts_anew);
  ADD ("a-server-that-always-has-more-is-left", test_a_server_that_always_has_more_is_left);
  ADD ("limits-are-the-servers-and-are-remembered",
       test_limits_are_the_servers_and_are_remembered);
  ADD ("a-failing-discovery-stops-nothing", test_a_failing_discovery_stops_nothing);
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
