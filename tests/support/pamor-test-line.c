/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-line.h"

#include "pamor-test-eopen.h"

#include "base/pamor-uuid.h"

#include <libsoup/soup.h>
#include <string.h>


void
pamor_test_line_log_in (PamorTestLine *f)
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
on_bytes_sent (PamorEngine   *engine,
               GParamSpec    *pspec,
               PamorTestLine *f)
{
  gint64 sent;

  g_object_get (engine, "bytes-sent", &sent, NULL);
  if (f->stop_at == 0 || sent < f->stop_at)
    return;
  f->stop_at = 0;
  pamor_engine_stop (engine);
}

void
pamor_test_line_make_engine (PamorTestLine *f)
{
  f->account = pamor_account_new (f->folder.store);
  f->session = pamor_session_new (PAMOR_TOKEN_KEEPER (f->account), f->folder.clock);
  f->engine = pamor_engine_new (f->folder.store, PAMOR_TRANSPORT (f->session));
  g_signal_connect (f->engine, "notify::bytes-sent", G_CALLBACK (on_bytes_sent), f);
}

void
pamor_test_line_drop_engine (PamorTestLine *f)
{
  pamor_engine_stop (f->engine);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&f->engine);
  g_clear_object (&f->session);
  g_clear_object (&f->account);
}

void
pamor_test_line_set_up (PamorTestLine *f,
                        gconstpointer  unused)
{
  g_autoptr (PamorClock) system = pamor_clock_new_system ();
  g_autoptr (GError) error = NULL;

  pamor_test_folder_set_up (&f->folder, NULL);
  f->office = pamor_test_store_make_folder ();
  f->practice = pamor_practice_new (f->office, system, &error);
  g_assert_no_error (error);
  g_assert_true (pamor_practice_start (f->practice, 0, &error));
  pamor_test_line_make_engine (f);
  pamor_test_line_log_in (f);
}

void
pamor_test_line_tear_down (PamorTestLine *f,
                           gconstpointer  unused)
{
  pamor_test_line_drop_engine (f);
  pamor_practice_stop (f->practice);
  g_clear_object (&f->practice);
  pamor_test_folder_tear_down (&f->folder, NULL);
  pamor_test_store_remove_folder (f->office);
  g_free (f->office);
}

/* Returns: (transfer full): its id */
char *
pamor_test_line_seal (PamorTestLine *f,
                      guint          n_photos,
                      gsize          size)
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
gboolean
pamor_test_line_run (PamorTestLine  *f,
                     GError        **error)
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

void
pamor_test_line_run_well (PamorTestLine *f)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pamor_test_line_run (f, &error));
  g_assert_no_error (error);
}

void
pamor_test_line_run_failing (PamorTestLine *f,
                             PamorError     code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (pamor_test_line_run (f, &error));
  g_assert_error (error, PAMOR_ERROR, code);
}

PamorSubmission *
pamor_test_line_find (PamorTestLine *f,
                      const char    *id)
{
  return pamor_store_find (f->folder.store, id);
}

JsonNode *
pamor_test_line_ask_trainer (PamorTestLine *f,
                             const char    *method,
                             const char    *path,
                             const char    *json)
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
void
pamor_test_line_assert_arrived (PamorTestLine *f,
                                guint          n)
{
  g_autoptr (JsonNode) list
    = pamor_test_line_ask_trainer (f, "GET", "/trainer/submissions.json", NULL);
  JsonArray *all = json_object_get_array_member (json_node_get_object (list), "submissions");

  g_assert_cmpuint (json_array_get_length (all), ==, n);
}

void
pamor_test_line_assert_acknowledged (PamorTestLine *f,
                                     const char    *id)
{
  g_assert_cmpstr (pamor_state_get_nick (pamor_test_line_find (f, id)->state), ==, "acknowledged");
  g_assert_nonnull (pamor_test_line_find (f, id)->number);
}

void
pamor_test_line_set_status (PamorTestLine *f,
                            const char    *id,
                            const char    *status,
                            const char    *message)
{
  g_autofree char *json = g_strdup_printf ("{\"submission\": \"%s\", \"status\": \"%s\","
                                           " \"message\": \"%s\"}", id, status, message);
  g_autoptr (JsonNode) reply = pamor_test_line_ask_trainer (f, "POST", "/trainer/status", json);
}

void
pamor_test_line_correct (PamorTestLine *f,
                         const char    *id,
                         guint          revision,
                         const char    *answers)
{
  g_autoptr (PamorSubmission) item = pamor_submission_copy (pamor_test_line_find (f, id));
  g_autoptr (GBytes) payload
    = pamor_test_eopen_make_payload (revision, "application", answers, item->attachments);
  g_autofree char *text = g_strndup (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload));
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorSubmission) sealed
    = pamor_test_store_seal (f->folder.store, item, "{}", text, item->attachments, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (sealed->revision, ==, revision);
}

/* Returns: (transfer full): id of the one in its place */
char *
pamor_test_line_correct_anew (PamorTestLine *f,
                              const char    *id,
                              const char    *answers)
{
  g_autofree char *name = pamor_uuid_new (f->folder.clock);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PamorSubmission) draft = NULL, sealed = NULL;
  g_autoptr (GBytes) payload = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  pamor_store_begin_anew_async (f->folder.store, id, name, pamor_test_await_cb, &result);
  draft = pamor_store_begin_anew_finish (f->folder.store, pamor_test_await (&result), &error);
  g_assert_no_error (error);
  payload = pamor_test_eopen_make_payload (1, "application", answers, draft->attachments);
  text = g_strdup_printf ("{\"replaces\":\"%s\",%.*s", id,
                          (int) g_bytes_get_size (payload) - 1,
                          (const char *) g_bytes_get_data (payload, NULL) + 1);
  sealed = pamor_test_store_seal (f->folder.store, draft, "{}", text, draft->attachments, &error);
  g_assert_no_error (error);
  return g_strdup (draft->id);
}
