/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The practice E-Open over real HTTP on loopback. Its server has a thread of its own, so that a
 * client here may wait; nothing waits for a time. */
#include "practice/pamor-practice.h"

#include "base/pamor-error.h"
#include "base/pamor-uuid.h"
#include "domain/pamor-submission.h"

#include <glib/gstdio.h>
#include <string.h>

#define LOG_IN "{\"officer\":\"latihan\",\"secret\":\"latihan\",\"device\":\"uji\"}"

/** Desk: a running practice E-Open, and one submission with one photo of 200,000 bytes */
typedef struct
{
  char          *folder;
  PamorClock    *clock;
  PamorPractice *practice;
  char          *token;
  char          *path;    /* of the submission */
  char          *content; /* path of the photo's */
  GBytes        *photo;
} Desk;

static guint16
get_port (Desk *self)
{
  return g_ascii_strtoull (strrchr (pamor_practice_get_url (self->practice), ':') + 1, NULL, 10);
}

/* Sends bytes, then says that no more come. Returns: (transfer full): all that came back */
static char *
exchange (Desk       *self,
          const char *head,
          GBytes     *body,
          gsize       n_body)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) link = NULL;
  g_autoptr (GOutputStream) kept = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  GOutputStream *out;

  link = g_socket_client_connect_to_host (client, "127.0.0.1", get_port (self), NULL, &error);
  g_assert_no_error (error);
  out = g_io_stream_get_output_stream (G_IO_STREAM (link));
  g_assert_true (g_output_stream_write_all (out, head, strlen (head), NULL, NULL, &error));
  if (n_body > 0)
    g_output_stream_write_all (out, g_bytes_get_data (body, NULL), n_body, NULL, NULL, NULL);
  g_socket_shutdown (g_socket_connection_get_socket (link), FALSE, TRUE, NULL);
  g_output_stream_splice (kept, g_io_stream_get_input_stream (G_IO_STREAM (link)),
                          G_OUTPUT_STREAM_SPLICE_NONE, NULL, NULL); /* a reset ends it too */
  g_output_stream_write_all (kept, "", 1, NULL, NULL, NULL);
  g_output_stream_close (kept, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (kept));
}

static char *
make_digest (GBytes *body)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 bytes[32];
  gsize size = sizeof bytes;

  g_checksum_update (sum, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_checksum_get_digest (sum, bytes, &size);
  return g_base64_encode (bytes, size);
}

/* @more: header lines; @n_body: how many bytes of @body (nullable) really go out */
static char *
request (Desk       *self,
         const char *method,
         const char *path,
         const char *more,
         GBytes     *body,
         gsize       n_body)
{
  g_autoptr (GString) head = g_string_new (NULL);

  g_string_printf (head, "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n%s", method,
                   path, more);
  if (self->token != NULL)
    g_string_append_printf (head, "Authorization: Bearer %s\r\n", self->token);
  if (body != NULL)
    {
      g_autofree char *digest = make_digest (body);

      g_string_append_printf (head, "Content-Digest: sha-256=:%s:\r\nContent-Length: %zu\r\n",
                              digest, g_bytes_get_size (body));
    }
  g_string_append (head, "\r\n");
  return exchange (self, head->str, body, n_body);
}

/* Returns: the status, 0 where no reply came */
static guint
ask (Desk       *self,
     const char *method,
     const char *path,
     const char *more,
     GBytes     *body)
{
  g_autofree char *reply = NULL;

  reply = request (self, method, path, more, body, body == NULL ? 0 : g_bytes_get_size (body));
  return g_str_has_prefix (reply, "HTTP/1.1 ") ? g_ascii_strtoull (reply + 9, NULL, 10) : 0;
}

static guint
ask_text (Desk       *self,
          const char *method,
          const char *path,
          const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return ask (self, method, path, "Content-Type: application/json\r\n", body);
}

static gint64
ask_offset (Desk *self)
{
  g_autofree char *reply
      = request (self, "HEAD", self->content, "Tus-Resumable: 1.0.0\r\n", NULL, 0);
  const char *offset = strstr (reply, "upload-offset: ");

  g_assert_nonnull (offset);
  return g_ascii_strtoll (offset + 15, NULL, 10);
}

static GBytes *
make_payload (Desk *self)
{
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->photo);
  char *text = g_strdup_printf (
      "{\"revision\":1,\"service\":\"UJI\",\"catalogue\":\"1\",\"captured_at\":\"2026-11-20T08:00:"
      "00Z\","
      "\"answers\":{\"nama\":\"<script>alert(1)</"
      "script>\"},\"consent\":{},\"attachments\":[{\"id\":\"%.36s\","
      "\"requirement\":\"KK\",\"media_type\":\"image/jpeg\",\"size\":%zu,\"sha256\":\"%s\"}]}",
      strstr (self->content, "/attachments/") + 13, g_bytes_get_size (self->photo), sha256);

  return g_bytes_new_take (text, strlen (text));
}

static guint
put_submission (Desk *self)
{
  g_autoptr (GBytes) payload = make_payload (self);

  return ask (self, "PUT", self->path, "Content-Type: application/json\r\n", payload);
}

static void
start (Desk   *self,
       guint16 port)
{
  g_autoptr (GError) error = NULL;

  self->practice = pamor_practice_new (self->folder, self->clock, &error);
  g_assert_no_error (error);
  g_assert_true (pamor_practice_start (self->practice, port, &error));
  g_assert_no_error (error);
}

static void
log_in (Desk *self)
{
  g_autoptr (GBytes) body = g_bytes_new_static (LOG_IN, strlen (LOG_IN));
  g_autofree char *reply = NULL;

  reply = request (self, "POST", "/v1/sessions", "Content-Type: application/json\r\n", body,
                   strlen (LOG_IN));
  self->token = g_strndup (strstr (reply, "\"access_token\":\"") + 16, 64);
}

static void
set_up (Desk         *self,
        gconstpointer unused)
{
  guint8 *bytes = g_malloc (200000);
  g_autofree char *submission = NULL;
  g_autofree char *photo = NULL;

  for (gsize i = 0; i < 200000; i++)
    bytes[i] = i * 31 + i / 251;
  self->photo = g_bytes_new_take (bytes, 200000);
  self->folder = g_dir_make_tmp ("pamor-practice-XXXXXX", NULL);
  self->clock = pamor_clock_new_manual (G_GINT64_CONSTANT (1795161600) * G_USEC_PER_SEC);
  submission = pamor_uuid_new (self->clock);
  photo = pamor_uuid_new (self->clock);
  self->path = g_strconcat ("/v1/submissions/", submission, NULL);
  self->content = g_strdup_printf ("%s/attachments/%s/content", self->path, photo);
  start (self, 0);
  log_in (self);
  g_assert_cmpint (put_submission (self), ==, 201);
}

static void
tear_down (Desk         *self,
           gconstpointer unused)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_assert_finalize_object (self->practice);
  dir = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_object_unref (self->clock);
  g_bytes_unref (self->photo);
  g_free (self->folder);
  g_free (self->token);
  g_free (self->path);
  g_free (self->content);
}

#define TUS "Tus-Resumable: 1.0.0\r\nContent-Type: application/offset+octet-stream\r\n"

static guint
patch (Desk  *self,
       gint64 offset)
{
  g_autoptr (GBytes) rest = NULL;
  g_autofree char *more = g_strdup_printf (TUS "Upload-Offset: %" G_GINT64_FORMAT "\r\n", offset);

  rest = g_bytes_new_from_bytes (self->photo, offset, g_bytes_get_size (self->photo) - offset);
  return ask (self, "PATCH", self->content, more, rest);
}

static void
test_a_cut_upload_goes_on_where_it_broke_off (Desk         *self,
                                              gconstpointer unused)
{
  g_autofree char *reply = NULL;

  reply = request (self, "PATCH", self->content, TUS "Upload-Offset: 0\r\n", self->photo, 123456);
  g_assert_cmpstr (reply, ==, "");
  g_assert_cmpint (ask_offset (self), ==, 123456);
  g_assert_cmpint (patch (self, 123456), ==, 204);
  g_assert_cmpint (ask_offset (self), ==, 200000);
}

static void
test_a_cut_upload_leaves_nothing_in_that_mood (Desk         *self,
                                               gconstpointer unused)
{
  g_autofree char *reply = NULL;

  pamor_practice_set_mood (self->practice, PAMOR_MOOD_PARTIALS_DROPPED);
  reply = request (self, "PATCH", self->content, TUS "Upload-Offset: 0\r\n", self->photo, 123456);
  g_assert_cmpint (ask_offset (self), ==, 0);
  g_assert_cmpint (patch (self, 0), ==, 204);
}

static void
test_a_lost_reply_is_no_reply_at_all (Desk         *self,
                                      gconstpointer unused)
{
  pamor_practice_set_mood (self->practice, PAMOR_MOOD_REPLY_LOST);
  g_assert_cmpint (ask (self, "HEAD", "/v1/service", "", NULL), ==, 0);
  g_assert_cmpint (ask (self, "HEAD", "/v1/service", "", NULL), ==, 204);
  g_assert_cmpint (patch (self, 0), ==, 0);
  pamor_practice_set_mood (self->practice, PAMOR_MOOD_NORMAL);
  g_assert_cmpint (ask_offset (self), ==, 200000); /* it was committed */
}

static void
test_each_mood_is_what_it_says (Desk         *self,
                                gconstpointer unused)
{
  g_autofree char *down = NULL;
  g_autofree char *portal = NULL;

  g_assert_cmpint (ask_text (self, "POST", "/trainer/mood", "{\"mood\":\"down\"}"), ==, 204);
  g_assert_cmpint (pamor_practice_get_mood (self->practice), ==, PAMOR_MOOD_DOWN);
  down = request (self, "GET", "/v1/service", "", NULL, 0);
  g_assert_true (g_str_has_prefix (down, "HTTP/1.1 503 "));
  g_assert_nonnull (strstr (down, "retry-after: 2\r\n"));
  g_assert_nonnull (strstr (down, "eopen-api: 1\r\n"));

  pamor_practice_set_mood (self->practice, PAMOR_MOOD_PORTAL);
  portal = request (self, "GET", "/v1/service", "", NULL, 0);
  g_assert_true (g_str_has_prefix (portal, "HTTP/1.1 200 "));
  g_assert_null (strstr (portal, "eopen-api"));
  g_assert_nonnull (strstr (portal, "text/html"));

  pamor_practice_set_mood (self->practice, PAMOR_MOOD_SLOW);
  g_assert_cmpint (patch (self, 0), ==, 204);
  pamor_practice_set_mood (self->practice, PAMOR_MOOD_NORMAL);
  g_assert_cmpint (ask_offset (self), ==, 200000);
}

/* Bytes that wait for their time must not hold up the end. */
static void
test_it_stops_in_the_middle_of_a_slow_reply (Desk         *self,
                                             gconstpointer unused)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) link = NULL;
  const char *head = "GET /v1/service HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
  char byte;

  pamor_practice_set_mood (self->practice, PAMOR_MOOD_SLOW);
  link = g_socket_client_connect_to_host (client, "127.0.0.1", get_port (self), NULL, NULL);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (link)), head,
                             strlen (head), NULL, NULL, NULL);
  pamor_practice_stop (self->practice);
  g_assert_null (pamor_practice_get_url (self->practice));
  g_assert_cmpint (
      g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (link)), &byte, 1, NULL, NULL),
      <=, 0);
}

static void
test_a_restart_at_the_same_place_knows_everything (Desk         *self,
                                                   gconstpointer unused)
{
  const guint16 port = get_port (self);
  g_autofree char *reply = NULL;

  reply = request (self, "PATCH", self->content, TUS "Upload-Offset: 0\r\n", self->photo, 1000);
  pamor_practice_set_mood (self->practice, PAMOR_MOOD_REPLY_LOST);
  g_assert_finalize_object (self->practice);
  start (self, port);
  g_assert_cmpint (get_port (self), ==, port);
  g_assert_cmpint (pamor_practice_get_mood (self->practice), ==, PAMOR_MOOD_REPLY_LOST);
  pamor_practice_set_mood (self->practice, PAMOR_MOOD_NORMAL);
  g_assert_cmpint (put_submission (self), ==, 200);
  g_assert_cmpint (ask_offset (self), ==, 1000);
}

static void
test_too_much_is_refused_as_such (Desk         *self,
                                  gconstpointer unused)
{
  g_autoptr (GBytes) flood = g_bytes_new_take (g_malloc0 (3 << 20), 3 << 20);

  g_assert_cmpint (ask (self, "PATCH", self->content, TUS "Upload-Offset: 0\r\n", flood), ==, 413);
  g_assert_cmpint (ask_offset (self), ==, 0);
}

static void
test_what_is_no_http_harms_nobody (Desk         *self,
                                   gconstpointer unused)
{
  const char *const heads[]
      = { "\r\n\r\n",
          "GET\r\n\r\n",
          "GET /v1/service HTTP/9.9\r\n\r\n",
          "GET % HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET /%zz%00/../.. HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
          "PATCH / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
          "GET / HT",
          "" };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    g_free (exchange (self, heads[i], NULL, 0));
  g_assert_cmpint (ask (self, "HEAD", "/v1/service", "", NULL), ==, 204);
}

static void
test_the_trainer_sees_text_as_text (Desk         *self,
                                    gconstpointer unused)
{
  g_autofree char *page = request (self, "GET", "/", "", NULL, 0);

  g_assert_true (g_str_has_prefix (page, "HTTP/1.1 200 "));
  g_assert_nonnull (strstr (page, "&lt;script&gt;"));
  g_assert_null (strstr (page, "<script"));
}

static void
test_only_this_machine_is_let_in (Desk         *self,
                                  gconstpointer unused)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) link = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_str_has_prefix (pamor_practice_get_url (self->practice), "http://127.0.0.1:"));
  link = g_socket_client_connect_to_host (client, "127.0.0.2", get_port (self), NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

static void
test_a_taken_port_is_said_to_be (Desk         *self,
                                 gconstpointer unused)
{
  g_autofree char *other = g_build_filename (self->folder, "lain", NULL);
  g_autofree char *file = g_build_filename (other, "practice.db", NULL);
  g_autofree char *journal = g_strconcat (file, "-journal", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorPractice) second = pamor_practice_new (other, self->clock, &error);

  g_assert_no_error (error);
  g_assert_false (pamor_practice_start (second, get_port (self), &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_BUSY);
  g_assert_null (pamor_practice_get_url (second));
  g_assert_true (pamor_practice_start (second, 0, NULL));
  g_clear_object (&second);
  g_unlink (file);
  g_unlink (journal);
  g_rmdir (other);
}

static void
add (const char *name,
     void        (*test) (Desk *, gconstpointer))
{
  g_test_add (name, Desk, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/practice/a-cut-upload-goes-on-where-it-broke-off",
       test_a_cut_upload_goes_on_where_it_broke_off);
  add ("/practice/a-cut-upload-leaves-nothing-in-that-mood",
       test_a_cut_upload_leaves_nothing_in_that_mood);
  add ("/practice/a-lost-reply-is-no-reply-at-all", test_a_lost_reply_is_no_reply_at_all);
  add ("/practice/each-mood-is-what-it-says", test_each_mood_is_what_it_says);
  add ("/practice/it-stops-in-the-middle-of-a-slow-reply",
       test_it_stops_in_the_middle_of_a_slow_reply);
  add ("/practice/a-restart-at-the-same-place-knows-everything",
       test_a_restart_at_the_same_place_knows_everything);
  add ("/practice/too-much-is-refused-as-such", test_too_much_is_refused_as_such);
  add ("/practice/what-is-no-http-harms-nobody", test_what_is_no_http_harms_nobody);
  add ("/practice/the-trainer-sees-text-as-text", test_the_trainer_sees_text_as_text);
  add ("/practice/only-this-machine-is-let-in", test_only_this_machine_is_let_in);
  add ("/practice/a-taken-port-is-said-to-be", test_a_taken_port_is_said_to_be);
  return g_test_run ();
}
