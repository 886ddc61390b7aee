/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole line but for the window: a real store, the engine, the session, and the practice E-Open
 * over HTTP on loopback, in each of its moods. */
#include "pamor-test-line.h"

#include "domain/pamor-catalogue.h"
#include "sync/pamor-slots.h"

#include <string.h>

#define SECOND ((gint64) G_USEC_PER_SEC)

static void
test_a_normal_day (PamorTestLine *f,
                   gconstpointer  unused)
{
  g_autofree char *id = pamor_test_line_seal (f, 2, 700000);
  g_autofree char *without = pamor_test_line_seal (f, 0, 0);

  pamor_test_line_run_well (f);
  pamor_test_line_assert_acknowledged (f, id);
  pamor_test_line_assert_acknowledged (f, without);
  pamor_test_line_assert_arrived (f, 2);
}

static char *
read_kept_version (PamorTestLine *f)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pack = NULL;
  g_autoptr (PamorCatalogue) catalogue = NULL;

  pamor_store_read_catalogue_async (f->folder.store, NULL, pamor_test_await_cb, &result);
  pack = pamor_store_read_catalogue_finish (f->folder.store, pamor_test_await (&result), NULL,
                                            &error);
  g_assert_no_error (error);
  catalogue = pamor_catalogue_load_pack (pack, "kept", &error);
  g_assert_no_error (error);
  return g_strdup (pamor_catalogue_get_version (catalogue));
}

/* The built-in one as the office changed it: under another version. */
static GBytes *
make_next_catalogue (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("PAMOR_SOURCE"), "data", "catalogue", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pack = pamor_catalogue_pack_folder (folder, &error);
  const char *version = pamor_catalogue_get_version (pamor_catalogue_get_builtin ());
  g_auto (GStrv) parts = NULL;
  g_autofree char *text = NULL;
  char *next;

  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (pack, NULL), g_bytes_get_size (pack));
  parts = g_strsplit (text, version, -1);
  next = g_strjoinv ("2099.1.1", parts);
  return g_bytes_new_take (next, strlen (next));
}

static void
on_catalogue_changed (PamorEngine *engine,
                      const char  *version,
                      GString     *versions)
{
  g_string_append_printf (versions, "%s ", version);
}

static void
test_the_city_s_catalogue_comes_and_is_asked_for_again_only_where_it_changed (PamorTestLine *f,
                                                                              gconstpointer  unused)
{
  g_autoptr (GString) versions = g_string_new (NULL);
  g_autoptr (GBytes) next = make_next_catalogue ();
  g_autofree char *builtin
    = g_strdup_printf ("%s ", pamor_catalogue_get_version (pamor_catalogue_get_builtin ()));
  g_autofree char *version = NULL;
  g_autoptr (GError) error = NULL;

  g_signal_connect (f->engine, "catalogue-changed", G_CALLBACK (on_catalogue_changed), versions);
  pamor_test_line_run_well (f);
  g_assert_cmpstr (versions->str, ==, builtin);
  pamor_engine_wake (f->engine, TRUE);
  pamor_test_line_run_well (f);
  g_assert_cmpstr (versions->str, ==, builtin); /* 304: nothing came twice */

  g_assert_true (pamor_practice_set_catalogue (f->practice, next, &error));
  g_assert_no_error (error);
  g_string_truncate (versions, 0);
  pamor_engine_wake (f->engine, TRUE);
  pamor_test_line_run_well (f);
  g_assert_cmpstr (versions->str, ==, "2099.1.1 ");
  version = read_kept_version (f);
  g_assert_cmpstr (version, ==, "2099.1.1");
}

static void
on_slots_changed (PamorEngine  *engine,
                  const char   *point,
                  char        **told)
{
  *told = g_strdup (point);
}

static void
test_the_room_at_a_point_is_known_with_its_age (PamorTestLine *f,
                                                gconstpointer  unused)
{
  g_autofree char *told = NULL;
  g_autofree char *name = pamor_slots_make_note_name ("KEC05");
  g_autoptr (PamorSlots) slots = NULL;
  g_autoptr (GError) error = NULL;
  GDate from, to;

  g_signal_connect (f->engine, "slots-changed", G_CALLBACK (on_slots_changed), &told);
  g_date_clear (&from, 1);
  g_date_clear (&to, 1);
  g_date_set_dmy (&from, 25, 11, 2026);
  g_date_set_dmy (&to, 1, 12, 2026);
  pamor_engine_want_slots (f->engine, "KEC05", &from, &to);
  pamor_test_line_run_well (f);
  g_assert_cmpstr (told, ==, "KEC05");
  slots = pamor_slots_parse_note (pamor_store_get_note (f->folder.store, name), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (slots->days->len, ==, 5); /* Saturday and Sunday lie between */
  g_assert_cmpint (pamor_slots_find (slots, &from)->room, >=, 0);
  g_assert_cmpint (slots->blanks, ==, 100);
  g_assert_cmpint (slots->at, >, 0);
}

static void
test_slow (PamorTestLine *f,
           gconstpointer  unused)
{
  g_autofree char *id = pamor_test_line_seal (f, 1, 20000);

  pamor_practice_set_mood (f->practice, PAMOR_MOOD_SLOW);
  pamor_test_line_run_well (f);
  pamor_test_line_assert_acknowledged (f, id);
  pamor_test_line_assert_arrived (f, 1);
}

static void
test_down_then_up (PamorTestLine *f,
                   gconstpointer  unused)
{
  g_autofree char *id = pamor_test_line_seal (f, 1, 20000);

  pamor_practice_set_mood (f->practice, PAMOR_MOOD_DOWN);
  pamor_test_line_run_failing (f, PAMOR_ERROR_RETRY_LATER);
  pamor_practice_set_mood (f->practice, PAMOR_MOOD_NORMAL);
  pamor_test_line_run_failing (f, PAMOR_ERROR_RETRY_LATER); /* it said when to come back */
  pamor_test_line_assert_arrived (f, 0);

  pamor_clock_advance (f->folder.clock, 3600 * SECOND);
  pamor_test_line_run_well (f);
  pamor_test_line_assert_acknowledged (f, id);
  pamor_test_line_assert_arrived (f, 1);
}

static void
test_behind_a_portal (PamorTestLine *f,
                      gconstpointer  unused)
{
  g_autofree char *id = pamor_test_line_seal (f, 1, 20000);

  pamor_practice_set_mood (f->practice, PAMOR_MOOD_PORTAL);
  pamor_test_line_run_failing (f, PAMOR_ERROR_PORTAL);
  g_assert_cmpint (pamor_engine_get_link (f->engine), ==, PAMOR_LINK_PORTAL);
  g_assert_cmpstr (pamor_state_get_nick (pamor_test_line_find (f, id)->state), ==, "queued");

  pamor_practice_set_mood (f->practice, PAMOR_MOOD_NORMAL);
  pamor_test_line_run_well (f);
  pamor_test_line_assert_acknowledged (f, id);
  pamor_test_line_assert_arrived (f, 1);
}

static void
test_every_reply_lost_once_and_still_one_of_each (PamorTestLine *f,
                                                  gconstpointer  unused)
{
  g_autofree char *first = pamor_test_line_seal (f, 1, 70000); /* two chunks */
  g_autofree char *second = pamor_test_line_seal (f, 0, 0);

  pamor_practice_set_mood (f->practice, PAMOR_MOOD_REPLY_LOST);
  for (int i = 0; i < 10; i++)
    {
      g_autoptr (GError) error = NULL;

      if (pamor_test_line_run (f, &error))
        break;
      g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_OFFLINE);
    }
  pamor_test_line_assert_acknowledged (f, first);
  pamor_test_line_assert_acknowledged (f, second);
  pamor_test_line_assert_arrived (f, 2);
}

static void
test_broken_off_in_a_photo_it_goes_on (PamorTestLine *f,
                                       gconstpointer  mood)
{
  g_autofree char *id = pamor_test_line_seal (f, 2, 150000);
  g_autoptr (GError) error = NULL;

  pamor_practice_set_mood (f->practice, GPOINTER_TO_INT (mood));
  f->stop_at = 100000;
  g_assert_false (pamor_test_line_run (f, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  pamor_test_line_drop_engine (f); /* as a new start of the program */
  pamor_test_line_make_engine (f);
  pamor_test_line_run_well (f);
  pamor_test_line_assert_acknowledged (f, id);
  pamor_test_line_assert_arrived (f, 1);
}

static void
test_a_server_that_was_away (PamorTestLine *f,
                             gconstpointer  unused)
{
  g_autofree char *id = pamor_test_line_seal (f, 1, 20000);
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = g_uri_parse (pamor_practice_get_url (f->practice), 0, NULL);

  pamor_practice_stop (f->practice);
  pamor_test_line_run_failing (f, PAMOR_ERROR_OFFLINE);
  g_assert_true (pamor_practice_start (f->practice, g_uri_get_port (uri), &error));
  g_assert_no_error (error);
  pamor_test_line_run_well (f);
  pamor_test_line_assert_acknowledged (f, id);
  pamor_test_line_assert_arrived (f, 1);
}

static void
test_rejected_corrected_and_sent_again (PamorTestLine *f,
                                        gconstpointer  unused)
{
  g_autofree char *id = pamor_test_line_seal (f, 1, 20000);

  pamor_test_line_run_well (f);
  pamor_test_line_set_status (f, id, "rejected", "Foto buram");
  pamor_test_line_run_well (f);
  g_assert_cmpint (pamor_test_line_find (f, id)->status, ==, PAMOR_STATUS_REJECTED);
  g_assert_cmpstr (pamor_test_line_find (f, id)->status_text, ==, "Foto buram");

  pamor_test_line_correct (f, id, 2, "{\"ibu\": 2}");
  pamor_test_line_run_well (f);
  pamor_test_line_assert_acknowledged (f, id);
  g_assert_cmpuint (pamor_test_line_find (f, id)->server_revision, ==, 2);
  g_assert_cmpint (pamor_test_line_find (f, id)->status, !=, PAMOR_STATUS_REJECTED);
  pamor_test_line_assert_arrived (f, 1);
}

/* Where the reply was lost and the form was entered once more under the same name, as after a
 * salvage, the city holds something else. */
static void
test_what_the_city_holds_otherwise_goes_as_a_new_one (PamorTestLine *f,
                                                      gconstpointer  unused)
{
  g_autofree char *id = pamor_test_line_seal (f, 1, 20000), *anew = NULL;
  g_autoptr (PamorSubmission) forgotten = NULL;

  pamor_test_line_run_well (f);
  forgotten = pamor_submission_copy (pamor_test_line_find (f, id));
  forgotten->state = PAMOR_STATE_PARKED;
  forgotten->server_revision = 0;
  pamor_submission_set_reason (forgotten, "lost-revision", NULL, NULL);
  g_assert_true (pamor_test_store_keep (f->folder.store, forgotten, NULL));
  pamor_test_line_correct (f, id, 1, "{\"ibu\": 2}");
  pamor_test_line_run_well (f);
  g_assert_cmpstr (pamor_test_line_find (f, id)->reason, ==, "different-content");

  anew = pamor_test_line_correct_anew (f, id, "{\"ibu\": 2}");
  pamor_test_line_run_well (f);
  pamor_test_line_assert_acknowledged (f, anew);
  pamor_test_line_assert_arrived (f, 2);
  g_assert_cmpstr (pamor_test_line_find (f, id)->replaced_by, ==, anew);
  pamor_test_line_run_well (f);
  pamor_test_line_assert_arrived (f, 2);
}

static void
test_logged_out_nothing_goes_until_logged_in (PamorTestLine *f,
                                              gconstpointer  unused)
{
  g_autofree char *id = pamor_test_line_seal (f, 0, 0);
  g_autoptr (GAsyncResult) result = NULL;

  pamor_session_log_out_async (f->session, pamor_test_await_cb, &result);
  g_assert_true (pamor_session_log_out_finish (f->session, pamor_test_await (&result), NULL));
  g_assert_false (pamor_account_is_logged_in (f->account));
  pamor_test_line_run_failing (f, PAMOR_ERROR_AUTH);
  g_assert_cmpint (pamor_engine_get_link (f->engine), ==, PAMOR_LINK_LOG_IN);
  pamor_test_line_log_in (f);
  pamor_test_line_run_well (f);
  pamor_test_line_assert_acknowledged (f, id);
}

#define ADD(name, data, func) \
  g_test_add ("/line/" name, PamorTestLine, GINT_TO_POINTER (data), pamor_test_line_set_up, func, \
              pamor_test_line_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("a-normal-day", 0, test_a_normal_day);
  ADD ("the-city-s-catalogue-comes-and-is-asked-for-again-only-where-it-changed", 0,
       test_the_city_s_catalogue_comes_and_is_asked_for_again_only_where_it_changed);
  ADD ("the-room-at-a-point-is-known-with-its-age", 0,
       test_the_room_at_a_point_is_known_with_its_age);
  ADD ("slow", 0, test_slow);
  ADD ("down-then-up", 0, test_down_then_up);
  ADD ("behind-a-portal", 0, test_behind_a_portal);
  ADD ("every-reply-lost-once-and-still-one-of-each", 0,
       test_every_reply_lost_once_and_still_one_of_each);
  ADD ("broken-off-in-a-photo-it-goes-on", PAMOR_MOOD_NORMAL,
       test_broken_off_in_a_photo_it_goes_on);
  ADD ("broken-off-and-the-server-keeps-no-partials", PAMOR_MOOD_PARTIALS_DROPPED,
       test_broken_off_in_a_photo_it_goes_on);
  ADD ("a-server-that-was-away", 0, test_a_server_that_was_away);
  ADD ("rejected-corrected-and-sent-again", 0, test_rejected_corrected_and_sent_again);
  ADD ("what-the-city-holds-otherwise-goes-as-a-new-one", 0,
       test_what_the_city_holds_otherwise_goes_as_a_new_one);
  ADD ("logged-out-nothing-goes-until-logged-in", 0, test_logged_out_nothing_goes_until_logged_in);
  return g_test_run ();
}
