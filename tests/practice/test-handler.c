/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds for every exchange, and the moods. */
#include "pamor-test-eopen.h"

#include "base/pamor-uuid.h"

#include <string.h>

#define ID      "0193a000-0000-7000-8000-000000000001"
#define CONTENT "/v1/submissions/" ID "/attachments/" ID "/content"

/* Every route of the API that wants a token. */
static const struct { const char *method, *path; } with_token[] = {
  { "DELETE", "/v1/sessions/current" },
  { "GET", "/v1/submissions" },
  { "PUT", "/v1/submissions/" ID },
  { "GET", "/v1/submissions/" ID },
  { "DELETE", "/v1/submissions/" ID },
  { "PUT", "/v1/submissions/" ID "/revisions/2" },
  { "GET", "/v1/submissions/" ID "/receipt" },
  { "HEAD", CONTENT },
  { "PATCH", CONTENT },
  { "PUT", CONTENT },
  { "GET", "/v1/changes" },
  { "GET", "/v1/catalogue" },
  { "GET", "/v1/pickup-slots" },
  { "PUT", "/v1/device" },
};

static void
test_every_reply_says_who_and_when (PamorTestEopen *self,
                                    gconstpointer   unused)
{
  const char *const paths[] = { "/v1/service", "/v1/changes", "/v1/nowhere", "/v1/submissions/x" };
  g_autofree char *endless = g_strnfill (1000, 'r');

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      pamor_test_eopen_send (self, "GET", paths[i], NULL, "request-id", "coba-1", NULL);
      g_assert_cmpstr (pamor_test_eopen_header (self, "eopen-api"), ==, "1");
      g_assert_cmpstr (pamor_test_eopen_header (self, "date"), ==, "Fri, 20 Nov 2026 08:00:00 GMT");
      g_assert_cmpstr (pamor_test_eopen_header (self, "request-id"), ==, "coba-1");
    }
  pamor_test_eopen_send (self, "GET", "/v1/service", NULL, "request-id", endless, NULL);
  g_assert_null (pamor_test_eopen_header (self, "request-id"));
}

static void
test_discovery_tells_the_limits (PamorTestEopen *self,
                                 gconstpointer   unused)
{
  JsonObject *limits;

  g_assert_cmpint (
      pamor_test_eopen_send (self, "HEAD", "/v1/service", NULL, "authorization", "", NULL), ==,
      204);
  g_assert_null (self->reply->body);
  g_assert_cmpint (
      pamor_test_eopen_send (self, "GET", "/v1/service", NULL, "authorization", "", NULL), ==, 200);
  g_assert_cmpstr (pamor_test_eopen_text (self, "service"), ==, "eopen-field");
  limits = json_object_get_object_member (json_node_get_object (self->json), "limits");
  g_assert_cmpint (json_object_get_int_member (limits, "submission_bytes"), ==, 65536);
  g_assert_cmpint (json_object_get_int_member (limits, "attachments"), ==, 20);
  g_assert_cmpint (json_object_get_int_member (limits, "attachment_bytes"), ==, 750000);
  g_assert_cmpint (json_object_get_int_member (limits, "chunk_bytes"), ==, 1048576);
}

static void
test_nothing_without_a_token (PamorTestEopen *self,
                              gconstpointer   unused)
{
  const char *const tokens[]
      = { "", "Bearer ", "Bearer x", "Basic bGF0aWhhbjpsYXRpaGFu", "Bearer %" };
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);

  for (gsize i = 0; i < G_N_ELEMENTS (with_token) * G_N_ELEMENTS (tokens); i++)
    {
      const gsize route = i / G_N_ELEMENTS (tokens);

      g_assert_cmpint (pamor_test_eopen_send (self, with_token[route].method,
                                              with_token[route].path, body, "authorization",
                                              tokens[i % G_N_ELEMENTS (tokens)], NULL),
                       ==, 401);
    }
}

static void
test_an_unknown_address_or_method_is_told (PamorTestEopen *self,
                                           gconstpointer   unused)
{
  const char *const paths[] = {
    "/v1", "/v1/", "/v2/service", "/v1/service/", "//v1/service", "/trainer/../v1/service",
    "/v1/submissions/" ID "/../" ID "/receipt/x"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    g_assert_cmpint (pamor_test_eopen_send (self, "GET", paths[i], NULL, NULL), ==, 404);
  g_assert_cmpint (pamor_test_eopen_send (self, "POST", "/v1/submissions/" ID, NULL, NULL), ==,
                   405);
  g_assert_cmpstr (pamor_test_eopen_header (self, "allow"), ==, "PUT, GET, DELETE");
  g_assert_cmpint (pamor_test_eopen_send (self, "BREW", "/v1/service", NULL, NULL), ==, 405);
}

/* A library that sends a PUT again may leave its body behind. */
static void
test_a_body_lost_on_the_way_is_noticed (PamorTestEopen *self,
                                        gconstpointer   unused)
{
  g_autoptr (GBytes) payload = pamor_test_eopen_make_payload (1, "application", "{}", NULL);
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autofree char *path = g_strdup ("/v1/submissions/" ID);
  g_autofree char *digest = NULL;

  pamor_test_eopen_send (self, "PUT", path, payload, "content-digest", "", NULL);
  g_assert_cmpstr (pamor_test_eopen_code (self), ==, "digest-missing");
  pamor_test_eopen_send (self, "PUT", path, payload, "content-digest", "sha-256=:!:", NULL);
  g_assert_cmpstr (pamor_test_eopen_code (self), ==, "digest-mismatch");
  g_assert_cmpint (self->reply->status, ==, 400);
  digest = g_strdup ("sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:");
  g_assert_cmpint (
      pamor_test_eopen_send (self, "PUT", path, payload, "content-digest", digest, NULL), ==, 400);
  g_assert_cmpint (
      pamor_test_eopen_send (self, "PUT", path, nothing, "content-digest",
                             "sha-256=:Y3K8ThlQjGlTtiCbkqQ8ZmLKx8BJKLRo3BxJ9UIyq0Y=:", NULL),
      ==, 400);
  g_assert_cmpstr (pamor_test_eopen_code (self), ==, "digest-mismatch");
  g_assert_cmpint (pamor_test_eopen_send (self, "GET", path, NULL, NULL), ==, 404);
}

static void
test_a_cut_body_commits_nothing (PamorTestEopen *self,
                                 gconstpointer   unused)
{
  g_autoptr (GBytes) payload = pamor_test_eopen_make_payload (1, "application", "{}", NULL);

  self->cut_body = TRUE;
  g_assert_cmpint (pamor_test_eopen_send (self, "PUT", "/v1/submissions/" ID, payload, NULL), ==,
                   0);
  g_assert_cmpint (pamor_test_eopen_send (self, "GET", "/v1/submissions/" ID, NULL, NULL), ==, 404);
}

static void
test_when_down_it_says_how_long (PamorTestEopen *self,
                                 gconstpointer   unused)
{
  pamor_test_eopen_set_mood (self, PAMOR_MOOD_DOWN);
  for (gsize i = 0; i < G_N_ELEMENTS (with_token); i++)
    {
      g_assert_cmpint (
          pamor_test_eopen_send (self, with_token[i].method, with_token[i].path, NULL, NULL), ==,
          503);
      g_assert_cmpstr (pamor_test_eopen_header (self, "retry-after"), ==, "2");
      g_assert_cmpstr (pamor_test_eopen_header (self, "eopen-api"), ==, "1");
    }
  pamor_test_eopen_reopen (self); /* the mood is kept */
  g_assert_cmpint (pamor_test_eopen_send (self, "HEAD", "/v1/service", NULL, NULL), ==, 503);
  pamor_test_eopen_set_mood (self, PAMOR_MOOD_NORMAL);
  g_assert_cmpint (pamor_test_eopen_send (self, "HEAD", "/v1/service", NULL, NULL), ==, 204);
}

static void
test_a_portal_is_not_e_open (PamorTestEopen *self,
                             gconstpointer   unused)
{
  g_autoptr (GBytes) payload = pamor_test_eopen_make_payload (1, "application", "{}", NULL);

  pamor_test_eopen_set_mood (self, PAMOR_MOOD_PORTAL);
  g_assert_cmpint (pamor_test_eopen_send (self, "PUT", "/v1/submissions/" ID, payload, NULL), ==,
                   200);
  g_assert_null (pamor_test_eopen_header (self, "eopen-api"));
  g_assert_true (g_str_has_prefix (pamor_test_eopen_header (self, "content-type"), "text/html"));
  pamor_test_eopen_set_mood (self, PAMOR_MOOD_NORMAL);
  g_assert_cmpint (pamor_test_eopen_send (self, "GET", "/v1/submissions/" ID, NULL, NULL), ==, 404);
}

static void
test_a_lost_reply_was_committed_once (PamorTestEopen *self,
                                      gconstpointer   unused)
{
  g_autoptr (GPtrArray) photos = pamor_test_eopen_make_photos (self, 1, 1000);
  g_autoptr (GBytes) payload = pamor_test_eopen_make_payload (1, "application", "{}", photos);
  const char *path = "/v1/submissions/" ID;
  PamorAttachment *photo = photos->pdata[0];

  pamor_test_eopen_set_mood (self, PAMOR_MOOD_REPLY_LOST);
  g_assert_cmpint (pamor_test_eopen_send (self, "PUT", path, payload, "request-id", "a", NULL), ==,
                   0);
  g_assert_cmpint (pamor_test_eopen_send (self, "PUT", path, payload, "request-id", "b", NULL), ==,
                   200);
  g_assert_cmpint (pamor_test_eopen_upload (self, path, photo, 0, 500), ==, 0);
  g_assert_cmpint (pamor_test_eopen_upload (self, path, photo, 0, 500), ==, 409);
  g_assert_cmpstr (pamor_test_eopen_header (self, "upload-offset"), ==, "500");
  g_assert_cmpint (pamor_test_eopen_upload (self, path, photo, 500, -1), ==, 0);

  pamor_test_eopen_set_mood (self, PAMOR_MOOD_NORMAL);
  g_assert_cmpint (pamor_test_eopen_send (self, "GET", path, NULL, NULL), ==, 200);
  g_assert_cmpstr (pamor_test_eopen_text (self, "state"), ==, "received");
}

static void
test_a_store_that_fails_leaves_all_as_it_was (PamorTestEopen *self,
                                              gconstpointer   unused)
{
  g_autoptr (GBytes) payload = pamor_test_eopen_make_payload (1, "application", "{}", NULL);
  const char *trigger = "CREATE TRIGGER full BEFORE INSERT ON revision "
                        "BEGIN SELECT raise (FAIL, 'the disk fails'); END";

  pamor_practice_store_run (self->store, trigger, "");
  g_assert_cmpint (pamor_test_eopen_send (self, "PUT", "/v1/submissions/" ID, payload, NULL), ==,
                   500);
  g_assert_cmpstr (pamor_test_eopen_code (self), ==, "store-failed");
  pamor_practice_store_run (self->store, "DROP TRIGGER full", "");
  g_assert_cmpint (pamor_test_eopen_send (self, "GET", "/v1/submissions/" ID, NULL, NULL), ==, 404);
  g_assert_cmpint (pamor_test_eopen_send (self, "PUT", "/v1/submissions/" ID, payload, NULL), ==,
                   201);
}

static void
test_devices_catalogue_and_pickup_days (PamorTestEopen *self,
                                        gconstpointer   unused)
{
  const char *days = "/v1/pickup-slots?point=MPP&from=2026-12-21&to=2026-12-27";
  g_autoptr (GBytes) first = NULL;
  g_autofree char *etag = NULL;

  g_assert_cmpint (pamor_test_eopen_send (self, "GET", "/v1/catalogue", NULL, NULL), ==, 200);
  etag = g_strdup (pamor_test_eopen_header (self, "etag"));
  g_assert_cmpint (
      pamor_test_eopen_send (self, "GET", "/v1/catalogue", NULL, "if-none-match", etag, NULL), ==,
      304);
  g_assert_cmpint (pamor_test_eopen_send (self, "GET", days, NULL, NULL), ==, 200);
  /* Monday to Wednesday; Thursday is collective leave, then Christmas and the weekend */
  g_assert_cmpint (json_array_get_length (pamor_test_eopen_array (self, "days")), ==, 3);
  first = g_bytes_ref (self->reply->body);
  g_assert_cmpint (pamor_test_eopen_send (self, "GET", days, NULL, NULL), ==, 200);
  g_assert_true (g_bytes_equal (first, self->reply->body)); /* who asks again is told the same */
  g_assert_cmpint (pamor_test_eopen_send (self, "GET", "/v1/pickup-slots?point=MPP", NULL, NULL),
                   ==, 400);
  g_assert_cmpint (
      pamor_test_eopen_send (
          self, "GET", "/v1/pickup-slots?point=&from=2026-12-21&to=2026-12-27", NULL, NULL),
      ==, 400);
  g_assert_cmpint (
      pamor_test_eopen_send (
          self, "GET", "/v1/pickup-slots?point=MPP&from=2026-01-01&to=9999-01-01", NULL, NULL),
      ==, 400);
  g_assert_cmpint (pamor_test_eopen_send_text (self, "PUT", "/v1/device",
                                               "{\"device\":\"uji\",\"unsent\":[]}"),
                   ==, 204);
  g_assert_cmpint (pamor_test_eopen_send_text (self, "PUT", "/v1/device", "{}"), ==, 400);
  g_assert_cmpint (pamor_test_eopen_send_text (self, "PUT", "/v1/device",
                                               "{\"device\":\"uji\",\"unsent\":\"none\"}"),
                   ==, 400);
}

/* Any bytes at any address get an answer, and never a failure of the server's own. */
static void
test_noise_is_never_a_failure_of_the_server (PamorTestEopen *self,
                                             gconstpointer   unused)
{
  const char *const methods[] = { "GET", "HEAD", "PUT", "POST", "PATCH", "DELETE" };
  const char alphabet[] = "{}[]\",:0123456789eE+-.\\/ntfau\xc3\xa9\xff\x80 ";

  for (guint i = 0; i < 3000; i++)
    {
      const gsize size = g_test_rand_int_range (0, 200);
      char *noise = g_malloc (size + 1);
      g_autoptr (GBytes) body = NULL;
      gsize route = g_test_rand_int_range (0, G_N_ELEMENTS (with_token));

      for (gsize at = 0; at < size; at++)
        noise[at] = alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
      body = g_bytes_new_take (noise, size);
      pamor_test_eopen_send (self, methods[g_test_rand_int_range (0, G_N_ELEMENTS (methods))],
                             i % 3 == 0 ? "/v1/sessions" : with_token[route].path, body,
                             "upload-offset", i % 2 ? "0" : "", "content-encoding",
                             i % 5 ? "" : "gzip", NULL);
      g_assert_cmpint (self->reply->status, >=, 200);
      g_assert_cmpint (self->reply->status, <, 500);
      if (self->reply->status == 204) /* logged out */
        pamor_test_eopen_log_in (self);
    }
}

static void
add (const char *name,
     void        (*test) (PamorTestEopen *, gconstpointer))
{
  g_test_add (name, PamorTestEopen, NULL, pamor_test_eopen_set_up, test,
              pamor_test_eopen_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/handler/every-reply-says-who-and-when", test_every_reply_says_who_and_when);
  add ("/handler/discovery-tells-the-limits", test_discovery_tells_the_limits);
  add ("/handler/nothing-without-a-token", test_nothing_without_a_token);
  add ("/handler/an-unknown-address-or-method-is-told", test_an_unknown_address_or_method_is_told);
  add ("/handler/a-body-lost-on-the-way-is-noticed", test_a_body_lost_on_the_way_is_noticed);
  add ("/handler/a-cut-body-commits-nothing", test_a_cut_body_commits_nothing);
  add ("/handler/when-down-it-says-how-long", test_when_down_it_says_how_long);
  add ("/handler/a-portal-is-not-e-open", test_a_portal_is_not_e_open);
  add ("/handler/a-lost-reply-was-committed-once", test_a_lost_reply_was_committed_once);
  add ("/handler/a-store-that-fails-leaves-all-as-it-was",
       test_a_store_that_fails_leaves_all_as_it_was);
  add ("/handler/devices-catalogue-and-pickup-days", test_devices_catalogue_and_pickup_days);
  add ("/handler/noise-is-never-a-failure-of-the-server",
       test_noise_is_never_a_failure_of_the_server);
  return g_test_run ();
}
