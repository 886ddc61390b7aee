/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the engine makes of the city's list of what it holds. */
#include "pamor-test-engine.h"

#include "sync/pamor-account.h"

#define DAY ((gint64) 24 * 3600 * G_USEC_PER_SEC)
#define NOTHING "{\"items\": [], \"more\": false}"

/* Returns: (transfer full): id of one that the city has had for more than a day */
static char *
send_yesterday (PamorTestEngine *f)
{
  char *id = pamor_test_engine_seal (f, NULL);

  pamor_test_engine_run_well (f);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
  pamor_scripted_transport_clear_log (f->server);
  pamor_clock_advance (f->folder.clock, DAY + DAY / 24);
  return id;
}

static void
test_a_list_is_read_to_its_last_page (PamorTestEngine *f,
                                      gconstpointer    unused)
{
  g_autofree char *id = send_yesterday (f);
  g_autofree char *last
    = g_strdup_printf ("{\"items\": [{\"id\": \"%s\", \"revision\": 1, \"state\": \"complete\"}], "
                       "\"more\": false}", id);

  pamor_scripted_transport_say_json (f->server, PAMOR_OP_LIST_SUBMISSIONS,
                                     "{\"items\": [], \"next\": \"a\", \"more\": true}");
  pamor_scripted_transport_say_json (f->server, PAMOR_OP_LIST_SUBMISSIONS, last);
  pamor_test_engine_run_well (f);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "receipt"), ==, 0);
  g_assert_nonnull (pamor_store_get_note (f->folder.store, "holdings"));
}

static void
assert_no_proof (PamorTestEngine *f,
                 const char      *id)
{
  pamor_test_engine_run_well (f);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "receipt"), ==, 0);
  g_assert_null (pamor_store_get_note (f->folder.store, "holdings"));
}

static void
test_a_list_that_does_not_come_is_no_proof (PamorTestEngine *f,
                                            gconstpointer    unused)
{
  g_autofree char *id = send_yesterday (f);

  pamor_test_engine_say_class (f, PAMOR_OP_LIST_SUBMISSIONS, PAMOR_VERDICT_ITEM);
  assert_no_proof (f, id);
}

static void
test_a_list_without_end_is_no_proof (PamorTestEngine *f,
                                     gconstpointer    unused)
{
  g_autofree char *id = send_yesterday (f);

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *page
        = g_strdup_printf ("{\"items\": [], \"next\": \"%u\", \"more\": true}", i);

      pamor_scripted_transport_say_json (f->server, PAMOR_OP_LIST_SUBMISSIONS, page);
    }
  assert_no_proof (f, id);
}

static void
test_a_clock_that_was_set_back_is_no_reason_to_wait (PamorTestEngine *f,
                                                     gconstpointer    unused)
{
  g_autofree char *id = send_yesterday (f);
  g_autofree char *later
    = g_strdup_printf ("%" G_GINT64_FORMAT, pamor_clock_get_wall (f->folder.clock) + DAY);

  g_assert_true (pamor_test_store_set_note (f->folder.store, "holdings", later, NULL));
  pamor_scripted_transport_say_json (f->server, PAMOR_OP_LIST_SUBMISSIONS, NOTHING);
  pamor_test_engine_run_well (f);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "receipt"), ==, 1);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
}

static void
test_after_less_than_a_day_it_is_not_asked_again (PamorTestEngine *f,
                                                  gconstpointer    unused)
{
  g_autofree char *id = send_yesterday (f);
  g_autofree char *lately
    = g_strdup_printf ("%" G_GINT64_FORMAT, pamor_clock_get_wall (f->folder.clock) - DAY / 2);

  g_assert_true (pamor_test_store_set_note (f->folder.store, "holdings", lately, NULL));
  pamor_scripted_transport_say_json (f->server, PAMOR_OP_LIST_SUBMISSIONS, NOTHING);
  pamor_test_engine_run_well (f);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "receipt"), ==, 0);
}

static gboolean
correct_now (gpointer data)
{
  PamorTestEngine *f = data;
  GListModel *items = pamor_store_get_items (f->folder.store);
  g_autoptr (PamorSubmission) item = g_list_model_get_item (items, 0);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{}", 2);

  pamor_store_seal_async (f->folder.store, item, bytes, bytes, none, NULL, NULL);
  return G_SOURCE_REMOVE;
}

/* It was rejected; the correction is being sealed while the list comes that has nothing of it. */
static void
test_what_is_corrected_meanwhile_is_left_to_its_correction (PamorTestEngine *f,
                                                            gconstpointer    unused)
{
  g_autofree char *id = send_yesterday (f);
  g_autofree char *news
    = g_strdup_printf ("{\"items\": [{\"submission\": \"%s\", \"revision\": 1, \"status\": "
                       "\"rejected\", \"updated_at\": \"2026-11-21T14:00:00Z\"}], \"next\": \"b\", "
                       "\"more\": false}", id);

  pamor_scripted_transport_say_json (f->server, PAMOR_OP_GET_CHANGES, news);
  pamor_scripted_transport_say_json (f->server, PAMOR_OP_LIST_SUBMISSIONS, NOTHING);
  pamor_scripted_transport_before (f->server, PAMOR_OP_LIST_SUBMISSIONS, correct_now, f);
  pamor_test_engine_run_well (f);
  pamor_test_engine_run_well (f);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_cmpuint (pamor_test_engine_find (f, id)->revision, ==, 2);
  g_assert_cmpint (pamor_test_engine_find (f, id)->payload_size, ==, 2);
}

/* The citizen has his paper: what the city does not list any more needs nothing. */
static void
test_what_the_citizen_has_in_hand_is_not_asked_for (PamorTestEngine *f,
                                                    gconstpointer    unused)
{
  g_autofree char *id = send_yesterday (f);
  g_autofree char *news
    = g_strdup_printf ("{\"items\": [{\"submission\": \"%s\", \"revision\": 1, \"status\": "
                       "\"collected\", \"updated_at\": \"2026-11-21T14:00:00Z\"}], "
                       "\"next\": \"b\", \"more\": false}", id);

  pamor_scripted_transport_say_json (f->server, PAMOR_OP_GET_CHANGES, news);
  pamor_scripted_transport_say_json (f->server, PAMOR_OP_LIST_SUBMISSIONS, NOTHING);
  pamor_test_engine_run_well (f);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "receipt"), ==, 0);
  g_assert_nonnull (pamor_store_get_note (f->folder.store, "holdings"));
}

static void
hand_over (PamorTestEngine *f)
{
  g_autofree char *now
    = g_strdup_printf ("%" G_GINT64_FORMAT, pamor_clock_get_wall (f->folder.clock));

  g_assert_true (pamor_test_store_set_note (f->folder.store, PAMOR_ACCOUNT_SINCE, now, NULL));
}

/* It is in the list of the one who sent it: sent again, it would be there twice. */
static void
test_what_another_officer_sent_is_not_missed (PamorTestEngine *f,
                                              gconstpointer    unused)
{
  g_autofree char *his = send_yesterday (f), *ours = NULL;

  hand_over (f);
  pamor_scripted_transport_say_json (f->server, PAMOR_OP_LIST_SUBMISSIONS, NOTHING);
  pamor_test_engine_run_well (f);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "receipt"), ==, 0);
  ours = send_yesterday (f);
  pamor_scripted_transport_say_json (f->server, PAMOR_OP_LIST_SUBMISSIONS, NOTHING);
  pamor_test_engine_run_well (f);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "receipt"), ==, 1);
  pamor_test_engine_assert_state (f, his, PAMOR_STATE_ACKNOWLEDGED);
  pamor_test_engine_assert_state (f, ours, PAMOR_STATE_ACKNOWLEDGED);
}

static gboolean
hand_over_now (gpointer data)
{
  hand_over (data);
  return G_SOURCE_REMOVE;
}

static void
test_a_list_over_which_the_officer_changed_is_no_proof (PamorTestEngine *f,
                                                        gconstpointer    unused)
{
  g_autofree char *id = send_yesterday (f);

  pamor_scripted_transport_before (f->server, PAMOR_OP_LIST_SUBMISSIONS, hand_over_now, f);
  pamor_scripted_transport_say_json (f->server, PAMOR_OP_LIST_SUBMISSIONS, NOTHING);
  assert_no_proof (f, id);
}

#define ADD(name, func) \
  g_test_add ("/engine-holdings/" name, PamorTestEngine, NULL, pamor_test_engine_set_up, func, \
              pamor_test_engine_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-list-is-read-to-its-last-page", test_a_list_is_read_to_its_last_page);
  ADD ("a-list-that-does-not-come-is-no-proof", test_a_list_that_does_not_come_is_no_proof);
  ADD ("a-list-without-end-is-no-proof", test_a_list_without_end_is_no_proof);
  ADD ("a-clock-that-was-set-back-is-no-reason-to-wait",
       test_a_clock_that_was_set_back_is_no_reason_to_wait);
  ADD ("after-less-than-a-day-it-is-not-asked-again",
       test_after_less_than_a_day_it_is_not_asked_again);
  ADD ("what-is-corrected-meanwhile-is-left-to-its-correction",
       test_what_is_corrected_meanwhile_is_left_to_its_correction);
  ADD ("what-the-citizen-has-in-hand-is-not-asked-for",
       test_what_the_citizen_has_in_hand_is_not_asked_for);
  ADD ("what-another-officer-sent-is-not-missed", test_what_another_officer_sent_is_not_missed);
  ADD ("a-list-over-which-the-officer-changed-is-no-proof",
       test_a_list_over_which_the_officer_changed_is_no_proof);
  return g_test_run ();
}
