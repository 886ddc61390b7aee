/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole line but for the window: a real store, the engine, the session, and the practice E-Open
 * over HTTP on loopback, in each of its moods. */
#include "pamor-test-eopen.h"
#include "pamor-test-store.h"

#include "base/pamor-error.h"
#include "domain/pamor-catalogue.h"
#include "net/pamor-session.h"
#include "practice/pamor-practice.h"
#include "sync/pamor-account.h"
#include "sync/pamor-engine.h"
#include "sync/pamor-slots.h"

#include <libsoup/soup.h>
#include <string.h>

#define SECOND ((gint64) G_USEC_PER_SEC)

typedef struct
{
  PamorTestFolder  folder;
  char            *office;   /* folder of the practice E-Open */
  PamorPractice   *practice;
  PamorAccount    *account;
  PamorSession    *session;
  PamorEngine     *engine;
  gint64           stop_at;  /* bytes sent, at which the engine is stopped once; 0 never */
} Fixture;

static void
log_in (Fixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  pamor_session_log_in_async (f->session, pamor_practice_get_url (f->practice), "latihan",
                              "latihan", NULL, pamor_test_await_cb, &result);
  g_assert_true (pamor_session_log_in_finish (f->session, pamor_test_await (&result), &error));
  g_assert_no_error (error);
  g_assert_true (pamor_account_is_logged_in (f->account));
}

static void
on_bytes_sent (PamorEngine *engine,
               GParamSpec  *pspec,
               Fixture     *f)
{
  gint64 sent;

  g_object_get (engine, "bytes-sent", &sent, NULL);
  if (f->stop_at == 0 || sent < f->stop_at)
    return;
  f->stop_at = 0;
  pamor_engine_stop (engine);
}

static void
make_engine (Fixture *f)
{
  f->account = pamor_account_new (f->folder.store);
  f->session = pamor_session_new (PAMOR_TOKEN_KEEPER (f->account), f->folder.clock);
  f->engine = pamor_engine_new (f->folder.store, PAMOR_TRANSPORT (f->session));
  g_signal_connect (f->engine, "notify::bytes-sent", G_CALLBACK (on_bytes_sent), f);
}

static void
drop_engine (Fixture *f)
{
  pamor_engine_stop (f->engine);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&f->engine);
  g_clear_object (&f->session);
  g_clear_object (&f->account);
}

static void
set_up (Fixture       *f,
        gconstpointer  unused)
{
  g_autoptr (PamorClock) system = pamor_clock_new_system ();
  g_autoptr (GError) error = NULL;

  pamor_test_folder_set_up (&f->folder, NULL);
  f->office = pamor_test_store_make_folder ();
  f->practice = pamor_practice_new (f->office, system, &error);
  g_assert_no_error (error);
  g_assert_true (pamor_practice_start (f->practice, 0, &error));
  make_engine (f);
  log_in (f);
}

static void
tear_down (Fixture       *f,
           gconstpointer  unused)
{
  drop_engine (f);
  pamor_practice_stop (f->practice);
  g_clear_object (&f->practice);
  pamor_test_folder_tear_down (&f->folder, NULL);
  pamor_test_store_remove_folder (f->office);
  g_free (f->office);
}

/* Returns: (transfer full): its id */
static char *
seal (Fixture *f,
      guint    n_photos,
      gsize    size)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->folder.clock, "Sekar");
  g_autoptr (PamorSubmission) sealed = NULL;
  g_autoptr (GPtrArray) photos = NULL;
  g_autoptr (GBytes) payload = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  photos = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_attachment_free);
  for (guint i = 0; i < n_photos; i++)
    g_ptr_array_add (photos, pamor_test_store_new_photo (f->folder.clock, size + i));
  payload = pamor_test_eopen_make_payload (1, "application", "{\"ibu\": 1}", photos);
  text = g_strndup (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload));
  sealed = pamor_test_store_seal (f->folder.store, item, "{}", text, photos, &error);
  g_assert_no_error (error);
  return g_strdup (item->id);
}

/* The store's clock stands still but for what passes here, so that each wait is a real one. */
static gboolean
run (Fixture  *f,
     GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  gint64 before = g_get_monotonic_time ();

  pamor_engine_run_async (f->engine, NULL, pamor_test_await_cb, &result);
  while (result == NULL)
    {
      gint64 now;

      g_main_context_iteration (NULL, TRUE);
      now = g_get_monotonic_time ();
      pamor_clock_advance (f->folder.clock, now - before);
      before = now;
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

static JsonNode *
ask_trainer (Fixture    *f,
             const char *method,
             const char *path,
             const char *json)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *url = g_strconcat (pamor_practice_get_url (f->practice), path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GBytes) reply = NULL;
  g_autoptr (GError) error = NULL;

  if (json != NULL)
    {
      g_autoptr (GBytes) body = g_bytes_new (json, strlen (json));

      soup_message_set_request_body_from_bytes (message, "application/json", body);
    }
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  reply = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  return g_bytes_get_size (reply) == 0 ? NULL
                                       : json_from_string (g_bytes_get_data (reply, NULL), NULL);
}

/* The office has just these many, and of each all photos. */
static void
assert_arrived (Fixture *f,
                guint    n)
{
  g_autoptr (JsonNode) list = ask_trainer (f, "GET", "/trainer/submissions.json", NULL);
  JsonArray *all = json_object_get_array_member (json_node_get_object (list), "submissions");

  g_assert_cmpuint (json_array_get_length (all), ==, n);
}

static void
assert_acknowledged (Fixture    *f,
                     const char *id)
{
  g_assert_cmpstr (pamor_state_get_nick (find (f, id)->state), ==, "acknowledged");
  g_assert_nonnull (find (f, id)->number);
}

static void
test_a_normal_day (Fixture       *f,
                   gconstpointer  unused)
{
  g_autofree char *id = seal (f, 2, 700000);
  g_autofree char *without = seal (f, 0, 0);

  run_well (f);
  assert_acknowledged (f, id);
  assert_acknowledged (f, without);
  assert_arrived (f, 2);
}

static char *
read_kept_version (Fixture *f)
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
test_the_city_s_catalogue_comes_and_is_asked_for_again_only_where_it_changed (
  Fixture *f, gconstpointer unused)
{
  g_autoptr (GString) versions = g_string_new (NULL);
  g_autoptr (GBytes) next = make_next_catalogue ();
  g_autofree char *builtin
    = g_strdup_printf ("%s ", pamor_catalogue_get_version (pamor_catalogue_get_builtin ()));
  g_autofree char *version = NULL;
  g_autoptr (GError) error = NULL;

  g_signal_connect (f->engine, "catalogue-changed", G_CALLBACK (on_catalogue_changed), versions);
  run_well (f);
  g_assert_cmpstr (versions->str, ==, builtin);
  pamor_engine_wake (f->engine, TRUE);
  run_well (f);
  g_assert_cmpstr (versions->str, ==, builtin); /* 304: nothing came twice */

  g_assert_true (pamor_practice_set_catalogue (f->practice, next, &error));
  g_assert_no_error (error);
  g_string_truncate (versions, 0);
  pamor_engine_wake (f->engine, TRUE);
  run_well (f);
  g_assert_cmpstr (versions->str, ==, "2099.1.1 ");
  version = read_kept_version (f);
  g_assert_cmpstr (version, ==, "2099.1.1");
}

static void
on_slots_changed (PamorEngine *engine,
                  const char  *point,
                  char       **told)
{
  *told = g_strdup (point);
}

static void
test_the_room_at_a_point_is_known_with_its_age (Fixture       *f,
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
  run_well (f);
  g_assert_cmpstr (told, ==, "KEC05");
  slots = pamor_slots_parse_note (pamor_store_get_note (f->folder.store, name), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (slots->days->len, ==, 5); /* Saturday and Sunday lie between */
  g_assert_cmpint (pamor_slots_find (slots, &from)->room, >=, 0);
  g_assert_cmpint (slots->blanks, ==, 100);
  g_assert_cmpint (slots->at, >, 0);
}

static void
test_slow (Fixture       *f,
           gconstpointer  unused)
{
  g_autofree char *id = seal (f, 1, 20000);

  pamor_practice_set_mood (f->practice, PAMOR_MOOD_SLOW);
  run_well (f);
  assert_acknowledged (f, id);
  assert_arrived (f, 1);
}

static void
test_down_then_up (Fixture       *f,
                   gconstpointer  unused)
{
  g_autofree char *id = seal (f, 1, 20000);

  pamor_practice_set_mood (f->practice, PAMOR_MOOD_DOWN);
  run_failing (f, PAMOR_ERROR_RETRY_LATER);
  pamor_practice_set_mood (f->practice, PAMOR_MOOD_NORMAL);
  run_failing (f, PAMOR_ERROR_RETRY_LATER); /* it said when to come back */
  assert_arrived (f, 0);

  pamor_clock_advance (f->folder.clock, 3600 * SECOND);
  run_well (f);
  assert_acknowledged (f, id);
  assert_arrived (f, 1);
}

static void
test_behind_a_portal (Fixture       *f,
                      gconstpointer  unused)
{
  g_autofree char *id = seal (f, 1, 20000);

  pamor_practice_set_mood (f->practice, PAMOR_MOOD_PORTAL);
  run_failing (f, PAMOR_ERROR_PORTAL);
  g_assert_cmpint (pamor_engine_get_link (f->engine), ==, PAMOR_LINK_PORTAL);
  g_assert_cmpstr (pamor_state_get_nick (find (f, id)->state), ==, "queued");

  pamor_practice_set_mood (f->practice, PAMOR_MOOD_NORMAL);
  run_well (f);
  assert_acknowledged (f, id);
  assert_arrived (f, 1);
}

static void
test_every_reply_lost_once_and_still_one_of_each (Fixture       *f,
                                                  gconstpointer  unused)
{
  g_autofree char *first = seal (f, 1, 70000); /* two chunks */
  g_autofree char *second = seal (f, 0, 0);

  pamor_practice_set_mood (f->practice, PAMOR_MOOD_REPLY_LOST);
  for (int i = 0; i < 10; i++)
    {
      g_autoptr (GError) error = NULL;

      if (run (f, &error))
        break;
      g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_OFFLINE);
    }
  assert_acknowledged (f, first);
  assert_acknowledged (f, second);
  assert_arrived (f, 2);
}

static void
test_broken_off_in_a_photo_it_goes_on (Fixture       *f,
                                       gconstpointer  mood)
{
  g_autofree char *id = seal (f, 2, 150000);
  g_autoptr (GError) error = NULL;

  pamor_practice_set_mood (f->practice, GPOINTER_TO_INT (mood));
  f->stop_at = 100000;
  g_assert_false (run (f, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  drop_engine (f); /* as a new start of the program */
  make_engine (f);
  run_well (f);
  assert_acknowledged (f, id);
  assert_arrived (f, 1);
}

static void
test_a_server_that_was_away (Fixture       *f,
                             gconstpointer  unused)
{
  g_autofree char *id = seal (f, 1, 20000);
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = g_uri_parse (pamor_practice_get_url (f->practice), 0, NULL);

  pamor_practice_stop (f->practice);
  run_failing (f, PAMOR_ERROR_OFFLINE);
  g_assert_true (pamor_practice_start (f->practice, g_uri_get_port (uri), &error));
  g_assert_no_error (error);
  run_well (f);
  assert_acknowledged (f, id);
  assert_arrived (f, 1);
}

static void
set_status (Fixture    *f,
            const char *id,
            const char *status,
            const char *message)
{
  g_autofree char *json = g_strdup_printf ("{\"submission\": \"%s\", \"status\": \"%s\","
                                           " \"message\": \"%s\"}", id, status, message);
  g_autoptr (JsonNode) reply = ask_trainer (f, "POST", "/trainer/status", json);
}

static void
test_rejected_corrected_and_sent_again (Fixture       *f,
                                        gconstpointer  unused)
{
  g_autofree char *id = seal (f, 1, 20000);
  g_autoptr (PamorSubmission) item = NULL, sealed = NULL;
  g_autoptr (GBytes) payload = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  run_well (f);
  set_status (f, id, "rejected", "Foto buram");
  run_well (f);
  g_assert_cmpint (find (f, id)->status, ==, PAMOR_STATUS_REJECTED);
  g_assert_cmpstr (find (f, id)->status_text, ==, "Foto buram");

  item = pamor_submission_copy (find (f, id));
  payload = pamor_test_eopen_make_payload (2, "application", "{\"ibu\": 2}", item->attachments);
  text = g_strndup (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload));
  sealed = pamor_test_store_seal (f->folder.store, item, "{}", text, item->attachments, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sealed->revision, ==, 2);
  run_well (f);
  assert_acknowledged (f, id);
  g_assert_cmpuint (find (f, id)->server_revision, ==, 2);
  g_assert_cmpint (find (f, id)->status, !=, PAMOR_STATUS_REJECTED);
  assert_arrived (f, 1);
}

static void
test_logged_out_nothing_goes_until_logged_in (Fixture       *f,
                                              gconstpointer  unused)
{
  g_autofree char *id = seal (f, 0, 0);
  g_autoptr (GAsyncResult) result = NULL;

  pamor_session_log_out_async (f->session, pamor_test_await_cb, &result);
  g_assert_true (pamor_session_log_out_finish (f->session, pamor_test_await (&result), NULL));
  g_assert_false (pamor_account_is_logged_in (f->account));
  run_failing (f, PAMOR_ERROR_AUTH);
  g_assert_cmpint (pamor_engine_get_link (f->engine), ==, PAMOR_LINK_LOG_IN);
  log_in (f);
  run_well (f);
  assert_acknowledged (f, id);
}

#define ADD(name, data, func) \
  g_test_add ("/line/" name, Fixture, GINT_TO_POINTER (data), set_up, func, tear_down)

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
  ADD ("logged-out-nothing-goes-until-logged-in", 0, test_logged_out_nothing_goes_until_logged_in);
  return g_test_run ();
}
