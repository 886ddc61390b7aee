/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/pamor-http.h"
#include "pamor-raw-server.h"
#include "pamor-test-await.h"
#include "pamor-test-network.h"

#define ID "01935000-0000-7000-8000-000000000001"
#define PHOTO "01935000-0000-7000-8000-00000000000a"
#define API "EOpen-Api: 1\r\n"
#define OK API "Content-Type: application/json\r\n"

typedef struct
{
  PamorRawServer *server;
  PamorHttp      *http;
  GPtrArray      *replies; /* of char* (owned): the next is the first; NULL: hang up; "": silence */
  GString        *log;     /* "PUT /v1/submissions/x 17; ...": its length too */
  char           *head;    /* of the newest request */
} Fixture;

/* In the server's thread; the test reads log and head when its exchange is over. */
static char *
answer (const PamorRawRequest *request,
        gpointer               user_data)
{
  Fixture *f = user_data;

  g_string_append_printf (f->log, "%s %u;", request->line, (guint) request->length);
  g_free (f->head);
  f->head = g_strdup (request->head);
  return f->replies->len == 0 ? NULL : g_ptr_array_steal_index (f->replies, 0);
}

static void
set_up (Fixture       *f,
        gconstpointer  certificate)
{
  f->replies = g_ptr_array_new ();
  f->log = g_string_new (NULL);
  f->http = pamor_http_new (20, 45);
  f->server = pamor_raw_server_new (answer, f, (GTlsCertificate *) certificate);
}

static void
tear_down (Fixture       *f,
           gconstpointer  unused)
{
  g_assert_finalize_object (f->http);
  pamor_raw_server_free (f->server);
  g_assert_cmpuint (f->replies->len, ==, 0);
  g_ptr_array_unref (f->replies);
  g_string_free (f->log, TRUE);
  g_free (f->head);
}

static void
say (Fixture    *f,
     const char *status,
     const char *headers,
     const char *body)
{
  g_ptr_array_add (f->replies, pamor_raw_reply (status, headers, body));
}

static PamorRequest
make_request (PamorOperation op)
{
  return (PamorRequest) { .op = op, .submission = (char *) ID, .revision = 1,
                          .attachment = (char *) PHOTO };
}

static PamorVerdict *
exchange (Fixture            *f,
          const PamorRequest *request)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PamorVerdict *verdict;

  pamor_http_exchange_async (f->http, pamor_raw_server_get_url (f->server), request, "token", NULL,
                             NULL, NULL, pamor_test_await_cb, &result);
  verdict = pamor_http_exchange_finish (f->http, pamor_test_await (&result), &error);
  g_assert_no_error (error);
  return verdict;
}

static void
assert_class (Fixture           *f,
              PamorOperation     op,
              const char        *body,
              PamorVerdictClass  class)
{
  g_autoptr (GBytes) bytes = body == NULL ? NULL : g_bytes_new_static (body, strlen (body));
  PamorRequest request = make_request (op);
  g_autoptr (PamorVerdict) verdict = NULL;

  request.body = bytes;
  verdict = exchange (f, &request);
  g_assert_cmpstr (pamor_verdict_class_get_nick (verdict->class), ==,
                   pamor_verdict_class_get_nick (class));
}

/* libsoup 3.2 sends a PUT again, with an empty body, when a re-used connection dies before the
 * reply; a server that believed the second would keep an empty form. */
static void
test_a_dying_connection_never_makes_a_second_empty_put (Fixture       *f,
                                                        gconstpointer  unused)
{
  say (f, "200 OK", OK, "{\"state\": \"received\"}");
  g_ptr_array_add (f->replies, NULL);

  assert_class (f, PAMOR_OP_PUT_SUBMISSION, "{\"a\": 1}", PAMOR_VERDICT_OK);
  assert_class (f, PAMOR_OP_PUT_SUBMISSION, "{\"a\": 1}", PAMOR_VERDICT_LINK);
  g_assert_cmpstr (f->log->str, ==,
                   "PUT /v1/submissions/" ID " 8;PUT /v1/submissions/" ID " 8;");
}

static void
test_a_dying_connection_never_makes_a_second_empty_chunk (Fixture       *f,
                                                          gconstpointer  unused)
{
  say (f, "204 No Content", API "Upload-Offset: 8\r\n", "");
  g_ptr_array_add (f->replies, NULL);

  assert_class (f, PAMOR_OP_SEND_CHUNK, "12345678", PAMOR_VERDICT_OK);
  assert_class (f, PAMOR_OP_SEND_CHUNK, "12345678", PAMOR_VERDICT_LINK);
  g_assert_cmpstr (f->log->str, ==,
                   "PATCH /v1/submissions/" ID "/attachments/" PHOTO "/content 8;"
                   "PATCH /v1/submissions/" ID "/attachments/" PHOTO "/content 8;");
}

static void
test_a_redirect_is_a_portal_and_not_followed (Fixture       *f,
                                              gconstpointer  unused)
{
  const char *codes[] = { "301 Moved", "302 Found", "303 See Other", "307 Go", "308 Go" };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_string_truncate (f->log, 0);
      say (f, codes[i], API "Location: /login\r\n", "");
      assert_class (f, PAMOR_OP_GET_RECEIPT, NULL, PAMOR_VERDICT_PORTAL);
      g_assert_cmpstr (f->log->str, ==, "GET /v1/submissions/" ID "/receipt 0;");
    }
}

static void
test_a_login_page_is_a_portal (Fixture       *f,
                               gconstpointer  unused)
{
  say (f, "200 OK", "Content-Type: text/html\r\n", "<html>Selamat datang di Wi-Fi</html>");
  assert_class (f, PAMOR_OP_PUT_SUBMISSION, "{}", PAMOR_VERDICT_PORTAL);
}

/* As nginx, HAProxy and libsoup say it by themselves */
static void
test_a_failure_of_what_stands_before_the_server_is_no_portal (Fixture       *f,
                                                              gconstpointer  unused)
{
  const struct { const char *status; PamorVerdictClass class; } failures[] = {
    { "400 Bad Request", PAMOR_VERDICT_SERVER }, { "404 Not Found", PAMOR_VERDICT_SERVER },
    { "408 Request Timeout", PAMOR_VERDICT_SERVER },
    { "413 Request Entity Too Large", PAMOR_VERDICT_SERVER },
    { "502 Bad Gateway", PAMOR_VERDICT_SERVER },
    { "503 Service Unavailable", PAMOR_VERDICT_THROTTLE },
    { "504 Gateway Time-out", PAMOR_VERDICT_SERVER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      say (f, failures[i].status, "Server: nginx\r\nContent-Type: text/html\r\n",
           "<html><center>nginx</center></html>");
      assert_class (f, PAMOR_OP_SEND_CHUNK, "12345678", failures[i].class);
      say (f, failures[i].status, "", "");
      assert_class (f, PAMOR_OP_PUT_SUBMISSION, "{}", failures[i].class);
    }
}

static void
test_a_reply_that_breaks_off_is_no_reply (Fixture       *f,
                                          gconstpointer  unused)
{
  const char *replies[] = {
    "HTTP/1.1 200 OK\r\n" OK "Content-Length: 100\r\n\r\n{\"state\"" PAMOR_RAW_CUT,
    "HTTP/1.1 200 OK\r\n" OK "Transfer-Encoding: chunked\r\n\r\n20\r\n{\"state\"" PAMOR_RAW_CUT,
    "HTTP/1.1 200 OK\r\nEOpen-A" PAMOR_RAW_CUT,
    "HTTP/1.1 200 OK\r\n" PAMOR_RAW_CUT,
    "HTTP/1.1 422 Unprocessable\r\n" OK "Content-Leng" PAMOR_RAW_CUT,
    "HTT" PAMOR_RAW_CUT,
    "SSH-2.0-nothing at all\r\n\r\n" PAMOR_RAW_CUT,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_ptr_array_add (f->replies, g_strdup (replies[i]));
      assert_class (f, PAMOR_OP_PUT_SUBMISSION, "{}", PAMOR_VERDICT_LINK);
    }
}

static void
test_a_reply_without_end_is_cut_and_no_success (Fixture       *f,
                                                gconstpointer  unused)
{
  g_autoptr (GString) reply = g_string_new ("HTTP/1.1 200 OK\r\n" OK "\r\n{\"number\": \"");

  for (int i = 0; i < 3 * 1024 * 1024; i++)
    g_string_append_c (reply, 'x');
  g_string_append (reply, PAMOR_RAW_CUT);
  g_ptr_array_add (f->replies, g_strdup (reply->str));
  assert_class (f, PAMOR_OP_GET_RECEIPT, NULL, PAMOR_VERDICT_SERVER);
}

static void
test_silence_ends_by_itself (Fixture       *f,
                             gconstpointer  unused)
{
  g_object_unref (f->http);
  f->http = pamor_http_new (20, 1);
  g_ptr_array_add (f->replies, g_strdup (""));
  assert_class (f, PAMOR_OP_PUT_SUBMISSION, "{}", PAMOR_VERDICT_LINK);
}

static void
test_a_reply_that_hardly_moves_ends_by_itself (Fixture       *f,
                                               gconstpointer  unused)
{
  g_object_unref (f->http);
  f->http = pamor_http_new (20, 1);
  g_ptr_array_add (f->replies, g_strdup ("HTTP/1.1 200 OK\r\n" OK "\r\n" PAMOR_RAW_DRIP));
  assert_class (f, PAMOR_OP_PUT_SUBMISSION, "{}", PAMOR_VERDICT_LINK);
}

static void
test_a_handshake_without_end_ends_by_itself (Fixture       *f,
                                             gconstpointer  unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PamorVerdict) verdict = NULL;
  PamorRequest request = make_request (PAMOR_OP_PROBE);
  g_autoptr (GSocketListener) deaf = g_socket_listener_new (); /* connected, but never accepted */
  guint16 port = g_socket_listener_add_any_inet_port (deaf, NULL, NULL);
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u", port);

  g_object_unref (f->http);
  f->http = pamor_http_new (1, 45);
  pamor_http_exchange_async (f->http, url, &request, NULL, NULL, NULL, NULL, pamor_test_await_cb,
                             &result);
  verdict = pamor_http_exchange_finish (f->http, pamor_test_await (&result), NULL);
  g_assert_cmpint (verdict->class, ==, PAMOR_VERDICT_LINK);
  g_assert_cmpstr (f->log->str, ==, "");
}

static void
test_nobody_there_is_a_link_fault (Fixture       *f,
                                   gconstpointer  unused)
{
  g_autofree char *url = g_strdup (pamor_raw_server_get_url (f->server));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PamorVerdict) verdict = NULL;
  PamorRequest request = make_request (PAMOR_OP_PROBE);

  pamor_raw_server_free (f->server);
  pamor_http_exchange_async (f->http, url, &request, NULL, NULL, NULL, NULL, pamor_test_await_cb,
                             &result);
  verdict = pamor_http_exchange_finish (f->http, pamor_test_await (&result), NULL);
  g_assert_cmpint (verdict->class, ==, PAMOR_VERDICT_LINK);
  g_assert_cmpint (verdict->http_status, ==, 0);
  f->server = pamor_raw_server_new (answer, f, NULL);
}

static void
test_a_certificate_that_proves_nothing_is_not_trusted (Fixture       *f,
                                                       gconstpointer  unused)
{
  assert_class (f, PAMOR_OP_PROBE, NULL, PAMOR_VERDICT_TLS);
  assert_class (f, PAMOR_OP_PUT_SUBMISSION, "{}", PAMOR_VERDICT_TLS);
  g_assert_cmpstr (f->log->str, ==, "");
}

/* It can't answer by TLS in our server's name: it breaks off, or shows what proves nothing. */
static void
test_where_the_desktop_knows_of_a_login_page_it_is_that (Fixture       *f,
                                                         gconstpointer  certificate)
{
  PamorTestNetwork *network = PAMOR_TEST_NETWORK (g_network_monitor_get_default ());

  network->connectivity = G_NETWORK_CONNECTIVITY_PORTAL;
  if (certificate == NULL)
    g_ptr_array_add (f->replies, NULL);
  assert_class (f, PAMOR_OP_PROBE, NULL, PAMOR_VERDICT_PORTAL);
  network->connectivity = G_NETWORK_CONNECTIVITY_FULL;
}

static void
assert_header (Fixture    *f,
               const char *name,
               const char *value)
{
  PamorRawRequest request = { .head = f->head };
  g_autofree char *got = pamor_raw_request_get_header (&request, name);

  g_assert_cmpstr (got, ==, value);
}

static void
test_a_chunk_says_what_it_is (Fixture       *f,
                              gconstpointer  unused)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("hello", 5);
  PamorRequest request = make_request (PAMOR_OP_SEND_CHUNK);
  g_autoptr (PamorVerdict) verdict = NULL;
  PamorRawRequest got;
  g_autofree char *id = NULL;

  request.body = body;
  request.offset = 7;
  say (f, "204 No Content", API "Upload-Offset: 12\r\n", "");
  verdict = exchange (f, &request);
  g_assert_cmpint (verdict->offset, ==, 12);
  assert_header (f, "Content-Type", "application/offset+octet-stream");
  assert_header (f, "Upload-Offset", "7");
  assert_header (f, "Tus-Resumable", "1.0.0");
  assert_header (f, "Authorization", "Bearer token");
  assert_header (f, "User-Agent", "HaloPamor/" PAMOR_VERSION);
  assert_header (f, "Cookie", NULL);
  /* printf hello | openssl dgst -sha256 -binary | base64 */
  assert_header (f, "Content-Digest", "sha-256=:LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=:");
  got = (PamorRawRequest) { .head = f->head };
  id = pamor_raw_request_get_header (&got, "Request-Id");
  g_assert_true (g_uuid_string_is_valid (id));
}

static void
test_each_operation_has_its_way (Fixture       *f,
                                 gconstpointer  unused)
{
  static const char *const lines[] = {
    "HEAD /v1/service 0;",
    "GET /v1/service 0;",
    "PUT /v1/submissions/" ID "/revisions/2 0;",
    "HEAD /v1/submissions/" ID "/attachments/" PHOTO "/content 0;",
    "PATCH /v1/submissions/" ID "/attachments/" PHOTO "/content 0;",
    "GET /v1/submissions/" ID "/receipt 0;",
    "DELETE /v1/submissions/" ID " 0;",
    "GET /v1/changes?cursor=a%20%26b&limit=200 0;",
    "GET /v1/catalogue 0;",
    "GET /v1/pickup-slots?point=MPP 0;",
    "GET /v1/submissions?after=a%20%26b&limit=200 0;",
    "PUT /v1/device 0;",
    "POST /v1/sessions 0;",
    "POST /v1/sessions/refresh 0;",
    "DELETE /v1/sessions/current 0;",
  };

  for (int op = 0; op < (int) G_N_ELEMENTS (lines); op++)
    {
      PamorRequest request = make_request (op);
      g_autoptr (PamorVerdict) verdict = NULL;

      request.revision = 2;
      request.etag = (char *) "\"r1\"";
      request.cursor = (char *) (op == PAMOR_OP_GET_SLOTS ? "point=MPP" : "a &b");
      g_string_truncate (f->log, 0);
      say (f, "500 No", API, "");
      verdict = exchange (f, &request);
      g_assert_cmpstr (f->log->str, ==, lines[op]);
      if (op == PAMOR_OP_PUT_SUBMISSION)
        assert_header (f, "If-Match", "\"r1\"");
      if (op == PAMOR_OP_GET_CATALOGUE)
        assert_header (f, "If-None-Match", "\"r1\"");
    }
}

static void
test_cancelling_is_the_only_error (Fixture       *f,
                                   gconstpointer  unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PamorRequest request = make_request (PAMOR_OP_PROBE);

  g_ptr_array_add (f->replies, g_strdup (""));
  pamor_http_exchange_async (f->http, pamor_raw_server_get_url (f->server), &request, NULL, NULL,
                             NULL, cancellable, pamor_test_await_cb, &result);
  while (g_atomic_pointer_get (&f->head) == NULL)
    g_main_context_iteration (NULL, FALSE);
  g_cancellable_cancel (cancellable);
  g_assert_null (pamor_http_exchange_finish (f->http, pamor_test_await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
note_progress (gint64   sent,
               gpointer user_data)
{
  g_assert_cmpint (sent, >=, *(gint64 *) user_data);
  *(gint64 *) user_data = sent;
}

static void
test_progress_ends_at_the_whole_body (Fixture       *f,
                                      gconstpointer  unused)
{
  const gsize size = 700000;
  g_autoptr (GBytes) body = g_bytes_new_take (g_malloc0 (size), size);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PamorVerdict) verdict = NULL;
  PamorRequest request = make_request (PAMOR_OP_SEND_CHUNK);
  gint64 sent = 0;

  request.body = body;
  say (f, "204 No Content", API "Upload-Offset: 700000\r\n", "");
  pamor_http_exchange_async (f->http, pamor_raw_server_get_url (f->server), &request, NULL,
                             note_progress, &sent, NULL, pamor_test_await_cb, &result);
  verdict = pamor_http_exchange_finish (f->http, pamor_test_await (&result), NULL);
  g_assert_cmpint (verdict->class, ==, PAMOR_VERDICT_OK);
  g_assert_cmpint (sent, ==, size);
}

static void
test_dropped_links_are_opened_anew (Fixture       *f,
                                    gconstpointer  unused)
{
  say (f, "204 No Content", API, "");
  say (f, "204 No Content", API, "");
  assert_class (f, PAMOR_OP_PROBE, NULL, PAMOR_VERDICT_OK);
  pamor_http_drop_links (f->http);
  assert_class (f, PAMOR_OP_PROBE, NULL, PAMOR_VERDICT_OK);
}

#define ADD(name, func) g_test_add ("/http/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_autofree char *pem = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;

  g_test_init (&argc, &argv, NULL);
  pem = g_build_filename (g_getenv ("PAMOR_FIXTURES"), "tls", "self-signed.pem", NULL);
  certificate = g_tls_certificate_new_from_file (pem, NULL);
  g_assert_nonnull (certificate);
  pamor_test_network_install ();

  ADD ("a-dying-connection-never-makes-a-second-empty-put",
       test_a_dying_connection_never_makes_a_second_empty_put);
  ADD ("a-dying-connection-never-makes-a-second-empty-chunk",
       test_a_dying_connection_never_makes_a_second_empty_chunk);
  ADD ("a-redirect-is-a-portal-and-not-followed", test_a_redirect_is_a_portal_and_not_followed);
  ADD ("a-login-page-is-a-portal", test_a_login_page_is_a_portal);
  ADD ("a-failure-of-what-stands-before-the-server-is-no-portal",
       test_a_failure_of_what_stands_before_the_server_is_no_portal);
  ADD ("a-reply-that-breaks-off-is-no-reply", test_a_reply_that_breaks_off_is_no_reply);
  ADD ("a-reply-without-end-is-cut-and-no-success",
       test_a_reply_without_end_is_cut_and_no_success);
  ADD ("silence-ends-by-itself", test_silence_ends_by_itself);
  ADD ("a-reply-that-hardly-moves-ends-by-itself", test_a_reply_that_hardly_moves_ends_by_itself);
  ADD ("a-handshake-without-end-ends-by-itself", test_a_handshake_without_end_ends_by_itself);
  ADD ("nobody-there-is-a-link-fault", test_nobody_there_is_a_link_fault);
  g_test_add ("/http/a-certificate-that-proves-nothing-is-not-trusted", Fixture, certificate,
              set_up, test_a_certificate_that_proves_nothing_is_not_trusted, tear_down);
  g_test_add ("/http/where-the-desktop-knows-of-a-login-page-it-is-that/certificate", Fixture,
              certificate, set_up, test_where_the_desktop_knows_of_a_login_page_it_is_that,
              tear_down);
  ADD ("where-the-desktop-knows-of-a-login-page-it-is-that/hang-up",
       test_where_the_desktop_knows_of_a_login_page_it_is_that);
  ADD ("a-chunk-says-what-it-is", test_a_chunk_says_what_it_is);
  ADD ("each-operation-has-its-way", test_each_operation_has_its_way);
  ADD ("cancelling-is-the-only-error", test_cancelling_is_the_only_error);
  ADD ("progress-ends-at-the-whole-body", test_progress_ends_at_the_whole_body);
  ADD ("dropped-links-are-opened-anew", test_dropped_links_are_opened_anew);
  return g_test_run ();
}
