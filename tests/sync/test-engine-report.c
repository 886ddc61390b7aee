/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the city is told of what this computer holds and it does not. */
#include "pamor-test-engine.h"
#include "pamor-test-faults.h"

#include "sync/pamor-engine-private.h"

#define MINUTE ((gint64) 60 * G_USEC_PER_SEC)
#define DEVICE "0192aa00-0000-7000-8000-00000000d00d"

static void
set_up (PamorTestEngine *f,
        gconstpointer    unused)
{
  pamor_test_engine_set_up (f, NULL);
  g_assert_true (pamor_test_store_set_note (f->folder.store, "device", DEVICE, NULL));
}

/* Returns: (transfer full): id of a draft of a citizen that nobody was told of yet */
static char *
save_draft (PamorTestEngine *f)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->folder.clock, "Sekar");
  g_autoptr (GError) error = NULL;

  pamor_test_store_save (f->folder.store, item, "{}", &error);
  g_assert_no_error (error);
  return g_strdup (item->id);
}

static char *
make_report (guint       n,
             const char *oldest,
             const char *ids)
{
  return g_strdup_printf ("{\"device\":\"" DEVICE "\",\"n\":%u,\"app_version\":\"" PAMOR_VERSION
                          "\",\"oldest_unsent\":%s,\"unsent\":[%s]}", n, oldest, ids);
}

static void
run_later (PamorTestEngine *f)
{
  pamor_clock_advance (f->folder.clock, 15 * MINUTE);
  pamor_test_engine_run_well (f);
}

static void
assert_reports (PamorTestEngine *f,
                guint            n)
{
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "report"), ==, n);
}

static void
test_what_the_city_does_not_have_is_told_once_oldest_first (PamorTestEngine *f,
                                                            gconstpointer    unused)
{
  gint64 begun = pamor_clock_get_wall (f->folder.clock);
  g_autofree char *draft = save_draft (f);
  g_autofree char *refused = pamor_test_engine_seal (f, NULL);
  g_autofree char *sent = pamor_test_engine_seal (f, NULL);
  g_autofree char *time = pamor_clock_format_utc (begun);
  g_autofree char *oldest = g_strdup_printf ("\"%s\"", time);
  g_autofree char *ids = g_strdup_printf ("\"%s\",\"%s\"", draft, refused);
  g_autofree char *wanted = make_report (1, oldest, ids);
  g_autofree char *report = NULL;

  pamor_scripted_transport_always (f->server, refused, PAMOR_VERDICT_ITEM);
  pamor_test_engine_run_well (f);
  pamor_test_engine_assert_state (f, sent, PAMOR_STATE_ACKNOWLEDGED);
  pamor_test_engine_assert_state (f, refused, PAMOR_STATE_PARKED);
  report = pamor_scripted_transport_read_report (f->server);
  g_assert_cmpstr (report, ==, wanted);
  run_later (f);
  assert_reports (f, 1);
}

static void
test_what_went_all_is_not_told (PamorTestEngine *f,
                                gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal_two_photos (f);

  pamor_test_engine_run_well (f);
  run_later (f);
  assert_reports (f, 0);
}

static void
test_a_begun_correction_is_told (PamorTestEngine *f,
                                 gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal (f, NULL);
  g_autofree char *news
    = g_strdup_printf ("{\"items\": [{\"submission\": \"%s\", \"revision\": 1, \"status\": "
                       "\"rejected\", \"updated_at\": \"2026-11-21T14:00:00Z\"}], \"next\": \"b\", "
                       "\"more\": false}", id);
  g_autofree char *report = NULL;
  g_autoptr (GError) error = NULL;

  pamor_scripted_transport_say_json (f->server, PAMOR_OP_GET_CHANGES, news);
  pamor_test_engine_run_well (f);
  pamor_test_store_save (f->folder.store, pamor_test_engine_find (f, id), "{}", &error);
  g_assert_no_error (error);
  run_later (f);
  report = pamor_scripted_transport_read_report (f->server);
  g_assert_nonnull (strstr (report, id));
}

static void
test_what_was_told_and_is_gone_is_told_to_be_gone (PamorTestEngine *f,
                                                   gconstpointer    unused)
{
  g_autofree char *draft = save_draft (f);
  g_autofree char *wanted = make_report (2, "null", "");
  g_autofree char *report = NULL;

  pamor_test_engine_run_well (f);
  g_assert_true (pamor_test_store_delete (f->folder.store, draft, NULL));
  run_later (f);
  assert_reports (f, 2);
  report = pamor_scripted_transport_read_report (f->server);
  g_assert_cmpstr (report, ==, wanted);
}

static void
test_another_draft_within_a_quarter_of_an_hour_waits_for_its_end (PamorTestEngine *f,
                                                                  gconstpointer    unused)
{
  g_autofree char *first = save_draft (f);
  g_autofree char *second = NULL;

  pamor_test_engine_run_well (f);
  second = save_draft (f);
  pamor_clock_advance (f->folder.clock, 10 * MINUTE);
  pamor_test_engine_run_well (f);
  assert_reports (f, 1);
  pamor_clock_advance (f->folder.clock, 5 * MINUTE);
  pamor_test_engine_run_well (f);
  assert_reports (f, 2);
}

static void
test_a_report_that_is_refused_is_made_again_and_stops_nothing (PamorTestEngine *f,
                                                               gconstpointer    unused)
{
  g_autofree char *draft = save_draft (f);
  g_autofree char *id = NULL;

  pamor_test_engine_say_class (f, PAMOR_OP_REPORT, PAMOR_VERDICT_ITEM);
  pamor_test_engine_run_well (f);
  assert_reports (f, 1);
  id = pamor_test_engine_seal (f, NULL);
  run_later (f);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
  assert_reports (f, 2);
}

static void
test_of_a_report_whose_answer_is_lost_the_city_hears_the_end (PamorTestEngine *f,
                                                              gconstpointer    unused)
{
  g_autofree char *draft = save_draft (f);
  g_autofree char *wanted = make_report (2, "null", "");
  g_autofree char *report = NULL;

  pamor_test_engine_say_class (f, PAMOR_OP_REPORT, PAMOR_VERDICT_LINK);
  pamor_test_engine_run_well (f);
  g_assert_true (pamor_test_store_delete (f->folder.store, draft, NULL));
  run_later (f);
  report = pamor_scripted_transport_read_report (f->server);
  g_assert_cmpstr (report, ==, wanted);
}

static void
test_whichever_statement_fails_what_is_held_was_told_in_the_end (PamorTestEngine *f,
                                                                 gconstpointer    unused)
{
  gboolean happened = TRUE;
  guint n;

  for (n = 1; happened; n++)
    {
      g_autofree char *draft = save_draft (f);
      g_autoptr (GError) error = NULL;
      g_autofree char *report = NULL;

      pamor_clock_advance (f->folder.clock, 15 * MINUTE);
      pamor_test_faults_set (PAMOR_TEST_FAULT_STATEMENT, n);
      pamor_test_engine_run (f, &error);
      happened = pamor_test_faults_lift ();
      run_later (f);
      report = pamor_scripted_transport_read_report (f->server);
      g_assert_nonnull (strstr (report, draft));
      g_assert_nonnull (strstr (pamor_store_get_note (f->folder.store, "reported"), draft));
    }
  g_assert_cmpuint (n, >, 2);
}

static void
test_of_more_than_a_body_may_hold_the_oldest_are_told (PamorTestEngine *f,
                                                       gconstpointer    unused)
{
  g_autofree char *oldest = save_draft (f);
  g_autofree char *report = NULL;
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; i < 1500; i++)
    g_free (save_draft (f));
  pamor_test_engine_run_well (f);
  report = pamor_scripted_transport_read_report (f->server);
  g_assert_cmpuint (strlen (report), <, 65536);
  ids = g_strsplit (strchr (report, '['), ",", -1);
  g_assert_cmpuint (g_strv_length (ids), ==, 1500);
  g_assert_nonnull (strstr (ids[0], oldest));
}

/* It was being deleted while it was looked at. */
static void
test_a_draft_that_goes_meanwhile_is_no_obstacle (PamorTestEngine *f,
                                                 gconstpointer    unused)
{
  g_autofree char *draft = save_draft (f);

  pamor_test_engine_run_well (f);
  g_free (save_draft (f));
  pamor_clock_advance (f->folder.clock, 15 * MINUTE);
  pamor_store_delete_draft_async (f->folder.store, draft, NULL, NULL);
  g_assert_true (pamor_engine_wants_report (f->engine));
  pamor_engine_report (f->engine);
  while (f->engine->lanes[PAMOR_LANE_SMALL].busy)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (pamor_test_engine_find (f, draft));
  assert_reports (f, 2);
}

int
main (int   argc,
      char *argv[])
{
  pamor_test_faults_install ();
  g_test_init (&argc, &argv, NULL);

#define CASE(name, func) \
  g_test_add ("/engine-report/" name, PamorTestEngine, NULL, set_up, func, \
              pamor_test_engine_tear_down)
  CASE ("what-the-city-does-not-have-is-told-once-oldest-first",
        test_what_the_city_does_not_have_is_told_once_oldest_first);
  CASE ("what-went-all-is-not-told", test_what_went_all_is_not_told);
  CASE ("a-begun-correction-is-told", test_a_begun_correction_is_told);
  CASE ("what-was-told-and-is-gone-is-told-to-be-gone",
        test_what_was_told_and_is_gone_is_told_to_be_gone);
  CASE ("another-draft-within-a-quarter-of-an-hour-waits-for-its-end",
        test_another_draft_within_a_quarter_of_an_hour_waits_for_its_end);
  CASE ("a-report-that-is-refused-is-made-again-and-stops-nothing",
        test_a_report_that_is_refused_is_made_again_and_stops_nothing);
  CASE ("of-a-report-whose-answer-is-lost-the-city-hears-the-end",
        test_of_a_report_whose_answer_is_lost_the_city_hears_the_end);
  CASE ("whichever-statement-fails-what-is-held-was-told-in-the-end",
        test_whichever_statement_fails_what_is_held_was_told_in_the_end);
  CASE ("of-more-than-a-body-may-hold-the-oldest-are-told",
        test_of_more_than_a_body_may_hold_the_oldest_are_told);
  CASE ("a-draft-that-goes-meanwhile-is-no-obstacle",
        test_a_draft_that_goes_meanwhile_is_no_obstacle);
  return g_test_run ();
}
