/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The city goes back to a backup: what it forgot reaches it again, or a person hears of it. */
#include "pamor-test-line.h"

#define DAY ((gint64) 24 * 3600 * G_USEC_PER_SEC)

static void
post (PamorTestLine *f,
      const char    *path)
{
  g_autoptr (JsonNode) reply = pamor_test_line_ask_trainer (f, "POST", path, "{}");

  g_assert_null (reply);
}

/* The one that the office has is there in this revision. */
static void
assert_held (PamorTestLine *f,
             guint          revision)
{
  g_autoptr (JsonNode) list
    = pamor_test_line_ask_trainer (f, "GET", "/trainer/submissions.json", NULL);
  JsonArray *all = json_object_get_array_member (json_node_get_object (list), "submissions");
  JsonObject *held = json_array_get_object_element (all, 0);

  g_assert_cmpint (json_object_get_int_member (held, "revision"), ==, revision);
}

static void
test_a_restored_server_gets_again_what_it_lost (PamorTestLine *f,
                                                gconstpointer  unused)
{
  g_autofree char *before = pamor_test_line_seal (f, 0, 0), *since = NULL, *rejected = NULL;

  pamor_test_line_run_well (f);
  post (f, "/trainer/backup");
  since = pamor_test_line_seal (f, 2, 20000);
  rejected = pamor_test_line_seal (f, 0, 0);
  pamor_test_line_run_well (f);
  pamor_test_line_set_status (f, since, "processing", "");
  pamor_test_line_set_status (f, rejected, "rejected", "Foto buram");
  pamor_test_line_run_well (f);
  post (f, "/trainer/restore");
  pamor_test_line_assert_arrived (f, 1);
  pamor_test_line_run_well (f); /* the feed is behind us: 410 */
  pamor_test_line_assert_acknowledged (f, since);
  pamor_test_line_assert_arrived (f, 2);
  /* What was refused is not sent as it is: its correction goes, and as new. */
  g_assert_cmpint (pamor_test_line_find (f, rejected)->status, ==, PAMOR_STATUS_REJECTED);
  pamor_test_line_correct (f, rejected, 1, "{\"ibu\": 2}");
  pamor_test_line_run_well (f);
  pamor_test_line_assert_acknowledged (f, rejected);
  pamor_test_line_assert_arrived (f, 3);
}

static void
test_a_loss_of_which_the_feed_says_nothing_is_noticed_within_a_day (PamorTestLine *f,
                                                                    gconstpointer  unused)
{
  g_autofree char *id = NULL;

  post (f, "/trainer/backup");
  id = pamor_test_line_seal (f, 1, 20000);
  pamor_test_line_run_well (f);
  post (f, "/trainer/restore");
  pamor_test_line_run_well (f);
  pamor_test_line_assert_arrived (f, 0);
  pamor_clock_advance (f->folder.clock, DAY + DAY / 24);
  pamor_test_line_run_well (f);
  pamor_test_line_assert_acknowledged (f, id);
  pamor_test_line_assert_arrived (f, 1);
}

static void
test_a_loss_of_what_is_no_longer_here_is_told (PamorTestLine *f,
                                               gconstpointer  unused)
{
  g_autofree char *id = NULL;
  g_autoptr (PamorSubmission) purged = NULL;

  post (f, "/trainer/backup");
  id = pamor_test_line_seal (f, 0, 0);
  pamor_test_line_run_well (f);
  pamor_test_line_set_status (f, id, "processing", "");
  pamor_test_line_run_well (f);
  purged = pamor_submission_copy (pamor_test_line_find (f, id));
  purged->state = PAMOR_STATE_PURGED;
  g_assert_true (pamor_test_store_keep (f->folder.store, purged, NULL));
  post (f, "/trainer/restore");
  pamor_test_line_run_well (f);
  g_assert_cmpint (pamor_test_line_find (f, id)->state, ==, PAMOR_STATE_PURGED);
  g_assert_cmpstr (pamor_test_line_find (f, id)->reason, ==, "gone");
  pamor_test_line_assert_arrived (f, 0);
}

static void
test_a_correction_whose_first_form_is_lost_goes_as_new (PamorTestLine *f,
                                                        gconstpointer  unused)
{
  g_autofree char *id = NULL;

  post (f, "/trainer/backup");
  id = pamor_test_line_seal (f, 1, 20000);
  pamor_test_line_run_well (f);
  pamor_test_line_set_status (f, id, "rejected", "Foto buram");
  pamor_test_line_run_well (f);
  pamor_test_line_correct (f, id, 2, "{\"ibu\": 2}");
  pamor_test_line_run_well (f);
  pamor_test_line_assert_acknowledged (f, id);
  post (f, "/trainer/restore");
  pamor_test_line_run_well (f);
  g_assert_cmpint (pamor_test_line_find (f, id)->state, ==, PAMOR_STATE_PARKED);
  g_assert_cmpstr (pamor_test_line_find (f, id)->reason, ==, "lost-revision");
  pamor_test_line_correct (f, id, 1, "{\"ibu\": 2}");
  pamor_test_line_run_well (f);
  pamor_test_line_assert_acknowledged (f, id);
  pamor_test_line_assert_arrived (f, 1);
}

/* The city's copy is the corrected one's predecessor again: the correction goes once more. */
static void
test_a_city_back_at_an_older_revision_gets_the_newer_again (PamorTestLine *f,
                                                            gconstpointer  unused)
{
  g_autofree char *id = pamor_test_line_seal (f, 1, 20000);

  pamor_test_line_run_well (f);
  pamor_test_line_set_status (f, id, "rejected", "Foto buram");
  pamor_test_line_run_well (f);
  post (f, "/trainer/backup");
  pamor_test_line_correct (f, id, 2, "{\"ibu\": 2}");
  pamor_test_line_run_well (f);
  pamor_test_line_assert_acknowledged (f, id);
  pamor_test_line_set_status (f, id, "processing", "");
  pamor_test_line_run_well (f);
  post (f, "/trainer/restore");
  pamor_test_line_run_well (f); /* the feed is behind us: 410 */
  pamor_test_line_assert_acknowledged (f, id);
  g_assert_cmpuint (pamor_test_line_find (f, id)->server_revision, ==, 2);
  pamor_test_line_assert_arrived (f, 1);
  assert_held (f, 2);
}

#define ADD(name, func) \
  g_test_add ("/restored/" name, PamorTestLine, NULL, pamor_test_line_set_up, \
              func, pamor_test_line_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("a-restored-server-gets-again-what-it-lost",
       test_a_restored_server_gets_again_what_it_lost);
  ADD ("a-loss-of-which-the-feed-says-nothing-is-noticed-within-a-day",
       test_a_loss_of_which_the_feed_says_nothing_is_noticed_within_a_day);
  ADD ("a-loss-of-what-is-no-longer-here-is-told",
       test_a_loss_of_what_is_no_longer_here_is_told);
  ADD ("a-city-back-at-an-older-revision-gets-the-newer-again",
       test_a_city_back_at_an_older_revision_gets_the_newer_again);
  ADD ("a-correction-whose-first-form-is-lost-goes-as-new",
       test_a_correction_whose_first_form_is_lost_goes_as_new);
  return g_test_run ();
}
