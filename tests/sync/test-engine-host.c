/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-engine.h"

#define LINE(status, day) "\"submission\": \"%s\", \"revision\": 1, \"status\": \"" status "\"," \
                          " \"updated_at\": \"2026-11-" day "T14:00:00Z\"}"

static void
test_changes_come_to_the_last_page (PamorTestEngine *f,
                                    gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal (f, NULL);
  g_autofree char *one = g_strdup_printf ("{\"items\": [7, {\"status\": \"new\"}, {"
                                          LINE ("verification", "21") "],"
                                          " \"next\": \"a\", \"more\": true}", id);
  g_autofree char *two = g_strdup_printf ("{\"items\": [{" LINE ("rejected", "22") "],"
                                          " \"next\": \"b\", \"more\": false}", id);

  pamor_scripted_transport_say_json (f->server, PAMOR_OP_GET_CHANGES, one);
  pamor_scripted_transport_say_json (f->server, PAMOR_OP_GET_CHANGES, two);
  pamor_test_engine_run_well (f);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "changes"), ==, 2);
  g_assert_cmpint (pamor_test_engine_find (f, id)->status, ==, PAMOR_STATUS_REJECTED);
  g_assert_cmpstr (pamor_store_get_note (f->folder.store, "cursor"), ==, "b");
}

static void
test_what_the_office_says_later_counts_though_its_clock_was_set_back (PamorTestEngine *f,
                                                                      gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal (f, NULL);
  g_autofree char *page = g_strdup_printf ("{\"items\": [{\"seq\": 5, " LINE ("done", "22") ","
                                           " {\"seq\": 6, " LINE ("rejected", "21") "],"
                                           " \"next\": \"6\", \"more\": false}", id, id);
  g_autofree char *old = g_strdup_printf ("{\"items\": [{\"seq\": 5, " LINE ("done", "22") "],"
                                          " \"next\": \"6\", \"more\": false}", id);

  pamor_scripted_transport_say_json (f->server, PAMOR_OP_GET_CHANGES, page);
  pamor_test_engine_run_well (f);
  g_assert_cmpint (pamor_test_engine_find (f, id)->status, ==, PAMOR_STATUS_REJECTED);
  pamor_scripted_transport_say_json (f->server, PAMOR_OP_GET_CHANGES, old);
  pamor_test_engine_run_well (f);
  g_assert_cmpint (pamor_test_engine_find (f, id)->status, ==, PAMOR_STATUS_REJECTED);
}

static void
test_an_expired_cursor_starts_anew (PamorTestEngine *f,
                                    gconstpointer    unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  pamor_test_store_keep_changes (f->folder.store, none, "old", &error);
  g_assert_no_error (error);
  pamor_test_engine_say_class (f, PAMOR_OP_GET_CHANGES, PAMOR_VERDICT_LOST);
  pamor_test_engine_run_well (f);
  g_assert_cmpstr (pamor_scripted_transport_get_log (f->server), ==, "discover changes changes");
  g_assert_cmpstr (pamor_store_get_note (f->folder.store, "cursor"), ==, "");
}

static void
test_a_server_that_always_has_more_is_left (PamorTestEngine *f,
                                            gconstpointer    unused)
{
  for (int i = 0; i < 3; i++)
    pamor_scripted_transport_say_json (f->server, PAMOR_OP_GET_CHANGES,
                                       "{\"items\": [], \"next\": \"\", \"more\": true}");
  pamor_test_engine_run_well (f);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "changes"), ==, 1);
}

static void
test_news_behind_the_same_cursor_are_kept_and_not_asked_for_at_once (PamorTestEngine *f,
                                                                     gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal (f, NULL);
  g_autofree char *page = g_strdup_printf ("{\"items\": [{" LINE ("verification", "21") "],"
                                           " \"next\": \"\", \"more\": true}", id);

  pamor_scripted_transport_say_json (f->server, PAMOR_OP_GET_CHANGES, page);
  pamor_test_engine_run_well (f);
  g_assert_cmpint (pamor_test_engine_find (f, id)->status, ==, PAMOR_STATUS_VERIFICATION);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "changes"), ==, 1);
}

static void
test_pages_without_end_are_left_for_later (PamorTestEngine *f,
                                           gconstpointer    unused)
{
  for (int i = 0; i < 300; i++)
    {
      g_autofree char *page = g_strdup_printf ("{\"items\": [], \"next\": \"%d\", \"more\": true}",
                                               i);

      pamor_scripted_transport_say_json (f->server, PAMOR_OP_GET_CHANGES, page);
    }
  pamor_test_engine_run_well (f);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "changes"), ==, 200);
  g_assert_cmpstr (pamor_store_get_note (f->folder.store, "cursor"), ==, "199");
  pamor_test_engine_run_well (f); /* where it was left */
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "changes"), ==, 301);
}

static void
test_limits_are_the_servers_and_are_remembered (PamorTestEngine *f,
                                                gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal_two_photos (f);
  g_autoptr (PamorEngine) later = NULL;

  pamor_scripted_transport_say_json (f->server, PAMOR_OP_DISCOVER,
                                     "{\"service\": \"eopen-field\", \"api\": [\"1\"], \"limits\":"
                                     " {\"attachment_bytes\": 200000, \"chunk_bytes\": 20480}}");
  pamor_test_engine_run_well (f);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "chunk"), ==, 6);
  g_assert_cmpint (pamor_engine_get_attachment_limit (f->engine), ==, 200000);
  later = pamor_engine_new (f->folder.store, PAMOR_TRANSPORT (f->server));
  g_assert_cmpint (pamor_engine_get_attachment_limit (later), ==, 200000);
}

static void
test_a_failing_discovery_stops_nothing (PamorTestEngine *f,
                                        gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal (f, NULL);

  pamor_test_engine_say_class (f, PAMOR_OP_DISCOVER, PAMOR_VERDICT_SERVER);
  pamor_test_engine_run_well (f);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_cmpint (pamor_engine_get_attachment_limit (f->engine), ==, 750000);
}

static void
test_a_catalogue_that_does_not_load_changes_nothing_and_stops_nothing (PamorTestEngine *f,
                                                                       gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal (f, NULL);
  PamorVerdict *verdict = pamor_verdict_new (PAMOR_VERDICT_OK);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) pack = NULL;
  g_autoptr (GError) error = NULL;

  verdict->http_status = 200;
  verdict->etag = g_strdup ("\"x\"");
  verdict->content = g_bytes_new_static ("{\"files\": {\"catalogue.json\": {}}}", 33);
  pamor_scripted_transport_say (f->server, PAMOR_OP_GET_CATALOGUE, verdict);
  pamor_test_engine_run_well (f);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
  pamor_store_read_catalogue_async (f->folder.store, NULL, pamor_test_await_cb, &result);
  pack = pamor_store_read_catalogue_finish (f->folder.store, pamor_test_await (&result), NULL,
                                            &error);
  g_assert_null (pack);
  g_assert_no_error (error);
}

/* Also of a server that has none, or whose bytes come broken. */
static void
test_a_catalogue_that_does_not_come_stops_nothing (PamorTestEngine *f,
                                                   gconstpointer    unused)
{
  const PamorVerdictClass classes[] = { PAMOR_VERDICT_SERVER, PAMOR_VERDICT_TRANSIT,
                                        PAMOR_VERDICT_ITEM, PAMOR_VERDICT_LOST };

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      g_autofree char *id = NULL;

      pamor_test_engine_say_class (f, PAMOR_OP_GET_CATALOGUE, classes[i]);
      pamor_test_engine_run_well (f);
      id = pamor_test_engine_seal (f, NULL);
      pamor_test_engine_run_well (f);
      pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
    }
}

#define ADD(name, func) \
  g_test_add ("/engine/" name, PamorTestEngine, NULL, pamor_test_engine_set_up, func, \
              pamor_test_engine_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("changes-come-to-the-last-page", test_changes_come_to_the_last_page);
  ADD ("what-the-office-says-later-counts-though-its-clock-was-set-back",
       test_what_the_office_says_later_counts_though_its_clock_was_set_back);
  ADD ("an-expired-cursor-starts-anew", test_an_expired_cursor_starts_anew);
  ADD ("a-server-that-always-has-more-is-left", test_a_server_that_always_has_more_is_left);
  ADD ("news-behind-the-same-cursor-are-kept-and-not-asked-for-at-once",
       test_news_behind_the_same_cursor_are_kept_and_not_asked_for_at_once);
  ADD ("pages-without-end-are-left-for-later", test_pages_without_end_are_left_for_later);
  ADD ("limits-are-the-servers-and-are-remembered",
       test_limits_are_the_servers_and_are_remembered);
  ADD ("a-failing-discovery-stops-nothing", test_a_failing_discovery_stops_nothing);
  ADD ("a-catalogue-that-does-not-load-changes-nothing-and-stops-nothing",
       test_a_catalogue_that_does_not_load_changes_nothing_and_stops_nothing);
  ADD ("a-catalogue-that-does-not-come-stops-nothing",
       test_a_catalogue_that_does_not_come_stops_nothing);
  return g_test_run ();
}
