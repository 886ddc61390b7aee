/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-raw-server.h"
#include "pamor-test-await.h"

#include "base/pamor-error.h"
#include "net/pamor-session-private.h"

#define API "EOpen-Api: 1\r\n"
#define OK API "Content-Type: application/json\r\n"
#define TOKENS(name) "{\"access_token\": \"" name "\", \"refresh_token\": \"r-" name "\"," \
                     " \"expires_in\": 1000}"

/* A keeper in memory, which says in the fixture's log what it was given, and when. */
#define FAKE_TYPE_KEEPER (fake_keeper_get_type ())
G_DECLARE_FINAL_TYPE (FakeKeeper, fake_keeper, FAKE, KEEPER, GObject)

struct _FakeKeeper
{
  GObject   parent_instance;
  char     *server, *officer, *tokens;
  GString  *log;
  gboolean  fails;
  gboolean  holds; /* the next one waits, in held */
  GTask    *held;
};

static void keeper_init (PamorTokenKeeperInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeKeeper, fake_keeper, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PAMOR_TYPE_TOKEN_KEEPER, keeper_init))

typedef struct
{
  PamorRawServer *server;
  PamorClock     *clock;
  FakeKeeper     *keeper;
  PamorSession   *session;
  GString        *log;      /* "POST /v1/sessions; keep new; GET /v1/changes new; ..." */
  const char     *good;     /* the access token that the server honours */
  const char     *login;    /* its reply to a login or a refresh: status, headers, body */
  const char     *headers;
  const char     *body;
} Fixture;

static void
fake_keeper_class_init (FakeKeeperClass *klass)
{
}

static void
fake_keeper_init (FakeKeeper *self)
{
}

static const char *
get_server (PamorTokenKeeper *keeper)
{
  return FAKE_KEEPER (keeper)->server;
}

static const char *
get_officer (PamorTokenKeeper *keeper)
{
  return FAKE_KEEPER (keeper)->officer;
}

static const char *
get_device (PamorTokenKeeper *keeper)
{
  return "01935000-0000-7000-8000-0000000000dd";
}

static const char *
get_tokens (PamorTokenKeeper *keeper)
{
  return FAKE_KEEPER (keeper)->tokens;
}

static void
take (char **to, const char *from)
{
  char *old = *to;

  *to = g_strdup (from);
  g_free (old);
}

static void
keep_async (PamorTokenKeeper    *keeper,
            const char          *server,
            const char          *officer,
            const char          *tokens,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  FakeKeeper *self = FAKE_KEEPER (keeper);
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  if (self->fails)
    {
      g_task_return_new_error (task, PAMOR_ERROR, PAMOR_ERROR_NO_SPACE, "The disk is full");
      return;
    }
  g_string_append_printf (self->log, "keep %s; ", tokens == NULL ? "nothing" : "tokens");
  take (&self->server, server);
  take (&self->officer, officer);
  take (&self->tokens, tokens);
  if (!self->holds)
    g_task_return_boolean (task, TRUE);
  else
    self->held = g_steal_pointer (&task);
  self->holds = FALSE;
}

static gboolean
keep_finish (PamorTokenKeeper  *keeper,
             GAsyncResult      *result,
             GError           **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
keeper_init (PamorTokenKeeperInterface *iface)
{
  iface->get_server = get_server;
  iface->get_officer = get_officer;
  iface->get_device = get_device;
  iface->get_tokens = get_tokens;
  iface->keep_async = keep_async;
  iface->keep_finish = keep_finish;
}

/* In the server's thread; nothing else writes the log while an exchange is on its way. */
static char *
answer (const PamorRawRequest *request,
        gpointer               user_data)
{
  Fixture *f = user_data;
  g_autofree char *bearer = pamor_raw_request_get_header (request, "Authorization");
  const char *token = bearer == NULL ? "" : bearer + strlen ("Bearer ");

  g_string_append_printf (f->log, "%s%s%s; ", request->line, bearer == NULL ? "" : " ", token);
  if (g_str_has_prefix (request->line, "POST"))
    return f->login == NULL ? NULL : pamor_raw_reply (f->login, f->headers, f->body);
  if (g_strcmp0 (token, f->good) != 0)
    return pamor_raw_reply ("401 No", API "WWW-Authenticate: Bearer realm=\"x\"\r\n", "");
  return pamor_raw_reply ("200 OK", OK, "{\"items\": [], \"next\": \"1\", \"more\": false}");
}

static void
set_up (Fixture       *f,
        gconstpointer  tokens)
{
  f->log = g_string_new (NULL);
  f->good = "new";
  f->login = "200 OK";
  f->headers = OK;
  f->body = TOKENS ("new");
  f->server = pamor_raw_server_new (answer, f, NULL);
  f->clock = pamor_clock_new_manual (0);
  f->keeper = g_object_new (FAKE_TYPE_KEEPER, NULL);
  f->keeper->log = f->log;
  if (tokens != NULL)
    {
      f->keeper->server = g_strdup (pamor_raw_server_get_url (f->server));
      f->keeper->officer = g_strdup ("petugas-7");
      f->keeper->tokens = g_strdup (tokens);
    }
  f->session = pamor_session_new (PAMOR_TOKEN_KEEPER (f->keeper), f->clock);
}

static void
tear_down (Fixture       *f,
           gconstpointer  unused)
{
  g_assert_finalize_object (f->session);
  pamor_raw_server_free (f->server);
  g_object_unref (f->clock);
  g_free (f->keeper->server);
  g_free (f->keeper->officer);
  g_free (f->keeper->tokens);
  g_assert_finalize_object (f->keeper);
  g_string_free (f->log, TRUE);
}

static void
ask (Fixture       *f,
     GAsyncResult **result)
{
  static const PamorRequest changes = { .op = PAMOR_OP_GET_CHANGES, .cursor = (char *) "7" };

  pamor_transport_exchange_async (PAMOR_TRANSPORT (f->session), &changes, NULL, NULL, NULL,
                                  pamor_test_await_cb, result);
}

static void
assert_answer (Fixture           *f,
               GAsyncResult     **result,
               PamorVerdictClass  class)
{
  g_autoptr (PamorVerdict) verdict = NULL;
  g_autoptr (GError) error = NULL;

  verdict = pamor_transport_exchange_finish (PAMOR_TRANSPORT (f->session),
                                             pamor_test_await (result), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pamor_verdict_class_get_nick (verdict->class), ==,
                   pamor_verdict_class_get_nick (class));
}

static void
ask_once (Fixture           *f,
          PamorVerdictClass  class)
{
  g_autoptr (GAsyncResult) result = NULL;

  ask (f, &result);
  assert_answer (f, &result, class);
}

static guint
count (Fixture    *f,
       const char *word)
{
  g_auto (GStrv) parts = g_strsplit (f->log->str, word, -1);

  return g_strv_length (parts) - 1;
}

#define GET(token) "GET /v1/changes?cursor=7&limit=200 " token "; "
#define REFRESH "POST /v1/sessions/refresh; "

static void
test_renewed_tokens_are_kept_before_they_are_used (Fixture       *f,
                                                   gconstpointer  unused)
{
  ask_once (f, PAMOR_VERDICT_OK);
  g_assert_cmpstr (f->log->str, ==, GET ("old") REFRESH "keep tokens; " GET ("new"));
  ask_once (f, PAMOR_VERDICT_OK);
  g_assert_cmpuint (count (f, "refresh"), ==, 1);
}

static void
test_tokens_that_can_t_be_kept_are_not_used (Fixture       *f,
                                             gconstpointer  unused)
{
  f->keeper->fails = TRUE;
  ask_once (f, PAMOR_VERDICT_SERVER);
  g_assert_cmpuint (count (f, GET ("new")), ==, 0);

  f->keeper->fails = FALSE;
  ask_once (f, PAMOR_VERDICT_OK);
}

static void
test_one_renewal_serves_many (Fixture       *f,
                              gconstpointer  unused)
{
  GAsyncResult *results[5] = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    ask (f, &results[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    {
      assert_answer (f, &results[i], PAMOR_VERDICT_OK);
      g_object_unref (results[i]);
    }
  g_assert_cmpuint (count (f, "refresh"), ==, 1);
}

static void
test_a_refused_renewal_means_log_in (Fixture       *f,
                                     gconstpointer  unused)
{
  f->login = "400 No";
  ask_once (f, PAMOR_VERDICT_AUTH);
  g_assert_null (f->keeper->tokens);
  g_assert_nonnull (f->keeper->officer);

  g_string_truncate (f->log, 0);
  ask_once (f, PAMOR_VERDICT_AUTH);
  g_assert_cmpstr (f->log->str, ==, "");
}

static void
test_a_renewal_that_fails_otherwise_changes_nothing (Fixture       *f,
                                                     gconstpointer  unused)
{
  f->login = NULL;
  ask_once (f, PAMOR_VERDICT_LINK);
  f->login = "503 No";
  f->headers = API "Retry-After: 9\r\n";
  ask_once (f, PAMOR_VERDICT_THROTTLE);
  f->login = "200 OK";
  f->headers = "Content-Type: text/html\r\n";
  ask_once (f, PAMOR_VERDICT_PORTAL);
  f->headers = OK;
  f->body = "{\"access_token\": 7}";
  ask_once (f, PAMOR_VERDICT_SERVER);
  f->login = "400 No";
  f->body = "{\"type\": \"/problems/digest-mismatch\"}";
  ask_once (f, PAMOR_VERDICT_SERVER);
  f->login = "200 OK";
  g_assert_cmpuint (count (f, "keep"), ==, 0);

  f->body = TOKENS ("new");
  ask_once (f, PAMOR_VERDICT_OK);
}

static void
test_refused_again_after_a_renewal_is_the_end (Fixture       *f,
                                               gconstpointer  unused)
{
  f->good = "another";
  ask_once (f, PAMOR_VERDICT_AUTH);
  g_assert_cmpuint (count (f, "refresh"), ==, 1);
}

static void
test_what_is_about_to_run_out_is_renewed_first (Fixture       *f,
                                                gconstpointer  unused)
{
  ask_once (f, PAMOR_VERDICT_OK);
  f->body = TOKENS ("newer");
  f->good = "newer";
  pamor_clock_advance (f->clock, 950 * (gint64) G_USEC_PER_SEC); /* of its 1000 s */
  g_string_truncate (f->log, 0);
  ask_once (f, PAMOR_VERDICT_OK);
  g_assert_cmpstr (f->log->str, ==, REFRESH "keep tokens; " GET ("newer"));
}

static void
test_a_probe_needs_no_token (Fixture       *f,
                             gconstpointer  unused)
{
  static const PamorRequest probe = { .op = PAMOR_OP_PROBE };
  g_autoptr (GAsyncResult) result = NULL;

  pamor_transport_exchange_async (PAMOR_TRANSPORT (f->session), &probe, NULL, NULL, NULL,
                                  pamor_test_await_cb, &result);
  assert_answer (f, &result, PAMOR_VERDICT_AUTH); /* the test's server wants one of everybody */
  g_assert_cmpstr (f->log->str, ==, "HEAD /v1/service; ");
}

static gboolean
log_in (Fixture     *f,
        const char  *server,
        GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pamor_session_log_in_async (f->session, server, "petugas-7", "rahasia", NULL, pamor_test_await_cb,
                              &result);
  return pamor_session_log_in_finish (f->session, pamor_test_await (&result), error);
}

static void
test_a_login_is_kept_and_serves (Fixture       *f,
                                 gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  ask_once (f, PAMOR_VERDICT_AUTH);
  f->login = "201 Created";
  g_assert_true (log_in (f, pamor_raw_server_get_url (f->server), &error));
  g_assert_no_error (error);
  g_assert_cmpstr (f->keeper->officer, ==, "petugas-7");
  ask_once (f, PAMOR_VERDICT_OK);
  g_assert_cmpstr (f->log->str, ==, "POST /v1/sessions; keep tokens; " GET ("new"));
}

static const struct
{
  const char *status;
  const char *headers;
  const char *body;
  PamorError  code;
} refusals[] = {
  { "401 No", API, "", PAMOR_ERROR_AUTH },
  { "403 No", API, "{\"detail\": \"Akun terkunci\"}", PAMOR_ERROR_REJECTED },
  { "429 No", API, "", PAMOR_ERROR_RETRY_LATER },
  { "500 No", API, "", PAMOR_ERROR_RETRY_LATER },
  { "426 No", API, "", PAMOR_ERROR_UPGRADE },
  { "201 Created", API, "{}", PAMOR_ERROR_RETRY_LATER },
  { "200 OK", "", "<html>", PAMOR_ERROR_PORTAL },
  { "302 Found", API "Location: /wifi\r\n", "", PAMOR_ERROR_PORTAL },
  { NULL, NULL, NULL, PAMOR_ERROR_OFFLINE },
};

static void
test_a_failed_login_says_why_and_keeps_nothing (Fixture       *f,
                                                gconstpointer  unused)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (GError) error = NULL;

      f->login = refusals[i].status;
      f->headers = refusals[i].headers;
      f->body = refusals[i].body;
      g_assert_false (log_in (f, pamor_raw_server_get_url (f->server), &error));
      g_assert_error (error, PAMOR_ERROR, refusals[i].code);
      if (refusals[i].code == PAMOR_ERROR_REJECTED)
        g_assert_cmpstr (error->message, ==, "Akun terkunci");
    }
  g_assert_null (f->keeper->tokens);
}

static void
test_a_login_that_can_t_be_kept_has_failed (Fixture       *f,
                                            gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  f->keeper->fails = TRUE;
  g_assert_false (log_in (f, pamor_raw_server_get_url (f->server), &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_NO_SPACE);
}

static void
log_out (Fixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  pamor_session_log_out_async (f->session, pamor_test_await_cb, &result);
  g_assert_true (pamor_session_log_out_finish (f->session, pamor_test_await (&result), &error));
  g_assert_no_error (error);
  g_assert_null (f->keeper->tokens);
  g_assert_cmpstr (f->keeper->officer, ==, "petugas-7");
}

static void
test_logging_out_works_without_the_server (Fixture       *f,
                                           gconstpointer  unused)
{
  f->good = NULL; /* it refuses even that, and might not have answered at all */
  log_out (f);
  g_assert_cmpstr (f->log->str, ==, "keep nothing; DELETE /v1/sessions/current old; ");
  log_out (f);
  ask_once (f, PAMOR_VERDICT_AUTH);
  g_assert_cmpuint (count (f, "/v1/"), ==, 1);
}

static void
test_who_can_t_be_logged_out_still_is_logged_in (Fixture       *f,
                                                 gconstpointer  unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  f->good = "old";
  f->keeper->fails = TRUE;
  pamor_session_log_out_async (f->session, pamor_test_await_cb, &result);
  g_assert_false (pamor_session_log_out_finish (f->session, pamor_test_await (&result), &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_NO_SPACE);
  ask_once (f, PAMOR_VERDICT_OK);
  g_assert_cmpuint (count (f, "DELETE"), ==, 0);
}

/* The renewed tokens are on their way to the disk, and the officer leaves. */
static void
test_a_renewal_logs_nobody_in_again (Fixture       *f,
                                     gconstpointer  unused)
{
  g_autoptr (GAsyncResult) result = NULL;

  f->keeper->holds = TRUE;
  ask (f, &result);
  while (f->keeper->held == NULL)
    g_main_context_iteration (NULL, TRUE);
  log_out (f);
  g_task_return_boolean (f->keeper->held, TRUE);
  g_clear_object (&f->keeper->held);
  assert_answer (f, &result, PAMOR_VERDICT_AUTH);
  ask_once (f, PAMOR_VERDICT_AUTH);
  g_assert_cmpuint (count (f, GET ("new")), ==, 0);
}

static void
begin_login (Fixture       *f,
             GAsyncResult **result)
{
  f->keeper->holds = TRUE;
  f->body = TOKENS ("mine");
  pamor_session_log_in_async (f->session, pamor_raw_server_get_url (f->server), "petugas-8",
                              "rahasia", NULL, pamor_test_await_cb, result);
  while (f->keeper->held == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
end_login (Fixture       *f,
           GAsyncResult **result)
{
  g_task_return_boolean (f->keeper->held, TRUE);
  g_clear_object (&f->keeper->held);
  g_assert_true (pamor_session_log_in_finish (f->session, pamor_test_await (result), NULL));
  g_assert_nonnull (strstr (f->keeper->tokens, "r-mine"));
  g_assert_cmpstr (f->keeper->officer, ==, "petugas-8");
}

/* The login is on its way to the disk, and the old token is refused: nothing is renewed that would
 * be kept over it. */
static void
test_who_is_refused_during_a_login_waits_for_it (Fixture       *f,
                                                 gconstpointer  unused)
{
  g_autoptr (GAsyncResult) login = NULL, result = NULL;

  f->good = "mine";
  begin_login (f, &login);
  ask (f, &result);
  while (f->session->waiting->len == 0)
    g_main_context_iteration (NULL, TRUE);
  end_login (f, &login);
  assert_answer (f, &result, PAMOR_VERDICT_OK);
  g_assert_cmpuint (count (f, REFRESH), ==, 0);
}

/* The renewal is with the server, and comes back while a login is on its way to the disk. */
static void
test_a_renewal_is_not_kept_over_a_login (Fixture       *f,
                                         gconstpointer  unused)
{
  g_autoptr (GAsyncResult) result = NULL;

  ask (f, &result);
  while (f->session->waiting->len == 0)
    g_main_context_iteration (NULL, TRUE);
  pamor_session_begin_keeping (f->session);
  while (f->session->renewing)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count (f, "keep"), ==, 0);
  g_assert_null (result);
  pamor_session_end_keeping (f->session); /* it could not be kept */
  assert_answer (f, &result, PAMOR_VERDICT_AUTH);
}

/* The renewal is on its way to the disk, and a login overtakes it. */
static void
test_a_renewal_does_not_undo_a_login (Fixture       *f,
                                      gconstpointer  unused)
{
  g_autoptr (GAsyncResult) login = NULL, result = NULL;
  GTask *renewal;

  f->good = "mine";
  f->keeper->holds = TRUE;
  ask (f, &result);
  while (f->keeper->held == NULL)
    g_main_context_iteration (NULL, TRUE);
  renewal = g_steal_pointer (&f->keeper->held);
  begin_login (f, &login);
  g_task_return_boolean (renewal, TRUE);
  g_object_unref (renewal);
  end_login (f, &login);
  assert_answer (f, &result, PAMOR_VERDICT_OK);
  g_assert_cmpuint (count (f, GET ("new")), ==, 0);
}

#define ADD(name, tokens, func) \
  g_test_add ("/session/" name, Fixture, tokens, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  const char *old = TOKENS ("old");

  g_test_init (&argc, &argv, NULL);
  ADD ("renewed-tokens-are-kept-before-they-are-used", old,
       test_renewed_tokens_are_kept_before_they_are_used);
  ADD ("tokens-that-can-t-be-kept-are-not-used", old, test_tokens_that_can_t_be_kept_are_not_used);
  ADD ("one-renewal-serves-many", old, test_one_renewal_serves_many);
  ADD ("a-refused-renewal-means-log-in", old, test_a_refused_renewal_means_log_in);
  ADD ("a-renewal-that-fails-otherwise-changes-nothing", old,
       test_a_renewal_that_fails_otherwise_changes_nothing);
  ADD ("refused-again-after-a-renewal-is-the-end", old,
       test_refused_again_after_a_renewal_is_the_end);
  ADD ("what-is-about-to-run-out-is-renewed-first", old,
       test_what_is_about_to_run_out_is_renewed_first);
  ADD ("a-probe-needs-no-token", old, test_a_probe_needs_no_token);
  ADD ("a-login-is-kept-and-serves", NULL, test_a_login_is_kept_and_serves);
  ADD ("a-failed-login-says-why-and-keeps-nothing", NULL,
       test_a_failed_login_says_why_and_keeps_nothing);
  ADD ("a-login-that-can-t-be-kept-has-failed", NULL, test_a_login_that_can_t_be_kept_has_failed);
  ADD ("logging-out-works-without-the-server", old, test_logging_out_works_without_the_server);
  ADD ("who-can-t-be-logged-out-still-is-logged-in", old,
       test_who_can_t_be_logged_out_still_is_logged_in);
  ADD ("a-renewal-logs-nobody-in-again", old, test_a_renewal_logs_nobody_in_again);
  ADD ("who-is-refused-during-a-login-waits-for-it", old,
       test_who_is_refused_during_a_login_waits_for_it);
  ADD ("a-renewal-is-not-kept-over-a-login", old, test_a_renewal_is_not_kept_over_a_login);
  ADD ("a-renewal-does-not-undo-a-login", old, test_a_renewal_does_not_undo_a_login);
  return g_test_run ();
}
