/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The practice E-Open as a function: a request and the store in, a reply out; no socket, no main
 * loop, no clock. One exchange is one transaction: either all of it is in the file before the reply
 * is made, or none of it. Any thread, one at a time. */
#include "practice/pamor-practice-handler.h"

#include "base/pamor-error.h"
#include "practice/pamor-practice-routes.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#define RETRY_AFTER "2" /* seconds, when down */

typedef enum
{
  ROUTE_OPEN    = 0,
  ROUTE_TOKEN   = 1 << 0, /* wants the officer's token */
  ROUTE_TRAINER = 1 << 1, /* of the trainer's page: no mood reaches it */
  ROUTE_PARTIAL = 1 << 2  /* makes use of a body that was cut short */
} RouteFlags;

typedef struct
{
  const char       *method;
  const char       *path; /* "*" stands for one segment, an id */
  RouteFlags        flags;
  PamorPracticeAct  act;
} Route;

#define SUBMISSION "/v1/submissions/*"
#define CONTENT    SUBMISSION "/attachments/*/content"

static const Route routes[] = {
  { "GET", "/v1/service", ROUTE_OPEN, pamor_practice_get_service },
  { "HEAD", "/v1/service", ROUTE_OPEN, pamor_practice_get_service },
  { "POST", "/v1/sessions", ROUTE_OPEN, pamor_practice_log_in },
  { "POST", "/v1/sessions/refresh", ROUTE_OPEN, pamor_practice_refresh },
  { "DELETE", "/v1/sessions/current", ROUTE_TOKEN, pamor_practice_log_out },
  { "GET", "/v1/submissions", ROUTE_TOKEN, pamor_practice_list_submissions },
  { "PUT", SUBMISSION, ROUTE_TOKEN, pamor_practice_put_submission },
  { "GET", SUBMISSION, ROUTE_TOKEN, pamor_practice_get_submission },
  { "DELETE", SUBMISSION, ROUTE_TOKEN, pamor_practice_withdraw },
  { "PUT", SUBMISSION "/revisions/*", ROUTE_TOKEN, pamor_practice_put_revision },
  { "GET", SUBMISSION "/receipt", ROUTE_TOKEN, pamor_practice_get_receipt },
  { "HEAD", CONTENT, ROUTE_TOKEN, pamor_practice_ask_offset },
  { "PATCH", CONTENT, ROUTE_TOKEN | ROUTE_PARTIAL, pamor_practice_patch_content },
  { "PUT", CONTENT, ROUTE_TOKEN, pamor_practice_put_content },
  { "GET", "/v1/changes", ROUTE_TOKEN, pamor_practice_get_changes },
  { "GET", "/v1/catalogue", ROUTE_TOKEN, pamor_practice_get_catalogue },
  { "GET", "/v1/pickup-slots", ROUTE_TOKEN, pamor_practice_get_pickup_slots },
  { "PUT", "/v1/device", ROUTE_TOKEN, pamor_practice_put_device },
  { "GET", "/", ROUTE_TRAINER, pamor_practice_show_list },
  { "GET", "/trainer/style.css", ROUTE_TRAINER, pamor_practice_show_style },
  { "GET", "/trainer/submissions/*", ROUTE_TRAINER, pamor_practice_show_submission },
  { "GET", "/trainer/photos/*/*", ROUTE_TRAINER, pamor_practice_show_photo },
  { "GET", "/trainer/submissions.json", ROUTE_TRAINER, pamor_practice_list_json },
  { "POST", "/trainer/mood", ROUTE_TRAINER, pamor_practice_post_mood },
  { "POST", "/trainer/status", ROUTE_TRAINER, pamor_practice_post_status },
  { "POST", "/trainer/backup", ROUTE_TRAINER, pamor_practice_post_backup },
  { "POST", "/trainer/restore", ROUTE_TRAINER, pamor_practice_post_restore },
};

/** pamor_practice_reply_free: with its headers and body */
void
pamor_practice_reply_free (PamorPracticeReply *self)
{
  g_hash_table_unref (self->headers);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

static PamorPracticeReply *
reply_new (void)
{
  PamorPracticeReply *self = g_new0 (PamorPracticeReply, 1);

  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

static gboolean
match_path (const char *pattern,
            const char *path,
            char       *ids[2])
{
  g_auto (GStrv) wanted = g_strsplit (pattern, "/", -1);
  g_auto (GStrv) given = g_strsplit (path, "/", -1);
  guint n = 0;

  if (g_strv_length (wanted) != g_strv_length (given))
    return FALSE;
  for (guint i = 0; wanted[i] != NULL; i++)
    if (!g_str_equal (wanted[i], "*") && !g_str_equal (wanted[i], given[i]))
      return FALSE;

  for (guint i = 0; wanted[i] != NULL; i++)
    if (g_str_equal (wanted[i], "*"))
      {
        g_free (ids[n]);
        ids[n++] = g_strdup (given[i]);
      }
  return TRUE;
}

static const Route *
find_route (PamorPracticeExchange *self)
{
  g_autoptr (GString) allowed = g_string_new (NULL);
  const Route *found = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      if (!match_path (routes[i].path, self->request->path, self->ids))
        continue;
      if (g_str_equal (routes[i].method, self->request->method))
        {
          found = &routes[i];
          break;
        }
      g_string_append_printf (allowed, "%s%s", allowed->len > 0 ? ", " : "", routes[i].method);
    }

  if (found == NULL && allowed->len > 0)
    {
      pamor_practice_exchange_refuse (self, 405, "method-not-allowed", NULL);
      pamor_practice_exchange_set_header (self, "allow", allowed->str);
    }
  else if (found == NULL)
    pamor_practice_exchange_refuse (self, 404, "not-found", NULL);
  return found;
}

static gboolean
is_trainers (const char *path)
{
  return g_str_equal (path, "/") || g_str_has_prefix (path, "/trainer/");
}

static void
set_standing_headers (PamorPracticeExchange *self)
{
  const char *request_id = pamor_practice_exchange_get_header (self, "request-id");
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (self->now / G_USEC_PER_SEC);
  g_autofree char *date = now == NULL ? NULL : soup_date_time_to_string (now, SOUP_DATE_HTTP);

  pamor_practice_exchange_set_header (self, "eopen-api", "1");
  if (date != NULL)
    pamor_practice_exchange_set_header (self, "date", date);
  if (request_id != NULL && strlen (request_id) <= 128)
    pamor_practice_exchange_set_header (self, "request-id", request_id);
}

/* Somebody else answers in the server's place: nothing of E-Open is in the reply. */
static void
reply_as_portal (PamorPracticeExchange *self)
{
  g_hash_table_remove_all (self->reply->headers);
  pamor_practice_exchange_reply_text (self, 200, "text/html; charset=utf-8",
                                      "<!DOCTYPE html><title>Wi-Fi</title>"
                                      "<form><input name=\"voucher\"><button>OK</button></form>");
}

static gboolean
check_digest (PamorPracticeExchange *self)
{
  const char *header = pamor_practice_exchange_get_header (self, "content-digest");
  const char *start = header == NULL ? NULL : strstr (header, "sha-256=:");
  const char *end = start == NULL ? NULL : strchr (start + 9, ':');
  g_autofree char *encoded = end == NULL ? NULL : g_strndup (start + 9, end - start - 9);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *given = NULL;
  guint8 actual[32];
  gsize size = 0, length = sizeof actual;

  if (encoded == NULL)
    {
      pamor_practice_exchange_refuse (self, 400, "digest-missing",
                                      _("Content-Digest with sha-256 is missing"));
      return FALSE;
    }
  given = g_base64_decode (encoded, &size);
  g_checksum_update (sum, g_bytes_get_data (self->body, NULL), g_bytes_get_size (self->body));
  g_checksum_get_digest (sum, actual, &length);
  if (size == sizeof actual && memcmp (given, actual, size) == 0)
    return TRUE;

  pamor_practice_exchange_refuse (self, 400, "digest-mismatch",
                                  _("The content was changed on its way"));
  return FALSE;
}

/* The digest is of the bytes as sent; what the routes see is decoded, and at most as large as the
 * largest that any of them takes, plus one byte, so that they can tell. */
static gboolean
decode_body (PamorPracticeExchange *self)
{
  const char *encoding = pamor_practice_exchange_get_header (self, "content-encoding");
  g_autoptr (GZlibDecompressor) gunzip = NULL;
  g_autoptr (GInputStream) packed = NULL, plain = NULL;
  g_autofree char *buffer = NULL;
  gsize size;

  if (encoding == NULL || g_ascii_strcasecmp (encoding, "identity") == 0)
    return TRUE;
  if (g_ascii_strcasecmp (encoding, "gzip") != 0)
    {
      pamor_practice_exchange_refuse (self, 415, "media-type", NULL);
      return FALSE;
    }

  gunzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  packed = g_memory_input_stream_new_from_bytes (self->body);
  plain = g_converter_input_stream_new (packed, G_CONVERTER (gunzip));
  buffer = g_malloc (PAMOR_PRACTICE_CHUNK_BYTES + 1);
  if (!g_input_stream_read_all (plain, buffer, PAMOR_PRACTICE_CHUNK_BYTES + 1, &size, NULL, NULL))
    {
      pamor_practice_exchange_refuse (self, 400, "malformed", _("The content is not gzip"));
      return FALSE;
    }
  g_bytes_unref (self->body);
  self->body = g_bytes_new (buffer, size);
  return TRUE;
}

static gboolean
takes_body (const Route *route)
{
  return g_str_equal (route->method, "PUT") || g_str_equal (route->method, "POST")
         || g_str_equal (route->method, "PATCH");
}

static void
act (PamorPracticeExchange *self,
     const Route           *route)
{
  if (route->flags & ROUTE_TRAINER)
    {
      if (pamor_practice_admit_trainer (self))
        route->act (self);
      return;
    }
  if ((route->flags & ROUTE_TOKEN) && !pamor_practice_admit (self))
    return;
  if (self->request->too_large)
    {
      pamor_practice_exchange_refuse (self, 413, "too-large", _("There is too much of it."));
      return;
    }
  if (takes_body (route) && self->request->body_complete
      && !(check_digest (self) && decode_body (self)))
    return;
  route->act (self);
}

static void
count_body (PamorPracticeExchange *self)
{
  if (g_bytes_get_size (self->body) > 0)
    pamor_practice_store_run (self->store,
                              "INSERT INTO setting (name, value) VALUES ('bodies', '1') "
                              "ON CONFLICT (name) DO UPDATE SET value = value + 1",
                              "");
}

/* In the mood that loses replies each request loses its first one. What makes it the same request
 * again is what it asks for, not its Request-Id. */
static gboolean
is_reply_lost (PamorPracticeExchange *self)
{
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->body);
  const char *offset = pamor_practice_exchange_get_header (self, "upload-offset");
  const char *query = self->request->query;
  g_autofree char *name = g_strdup_printf ("%s %s?%s %s %s", self->request->method,
                                           self->request->path, query == NULL ? "" : query,
                                           offset == NULL ? "" : offset, digest);

  return self->mood == PAMOR_MOOD_REPLY_LOST
         && pamor_practice_store_run (self->store,
                                      "INSERT OR IGNORE INTO lost (request) VALUES (?)", "s",
                                      name) > 0;
}

static void
run (PamorPracticeExchange *self)
{
  const gboolean trainers = is_trainers (self->request->path);
  const Route *route;

  if (!trainers)
    count_body (self);
  if (!trainers && self->mood == PAMOR_MOOD_PORTAL)
    {
      reply_as_portal (self);
      return;
    }
  if (!trainers && self->mood == PAMOR_MOOD_DOWN)
    {
      pamor_practice_exchange_refuse (self, 503, "unavailable", _("E-Open is being looked after"));
      pamor_practice_exchange_set_header (self, "retry-after", RETRY_AFTER);
      return;
    }

  route = find_route (self);
  if (!self->request->body_complete)
    self->reply->cut = TRUE;
  if (route != NULL && (self->request->body_complete || (route->flags & ROUTE_PARTIAL)))
    act (self, route);
  if (!trainers && self->request->body_complete && is_reply_lost (self))
    self->reply->cut = TRUE;
}

static void
clear_exchange (PamorPracticeExchange *self)
{
  g_free (self->ids[0]);
  g_free (self->ids[1]);
  g_free (self->officer);
  g_bytes_unref (self->body);
}

/**
 * pamor_practice_handle:
 * @now: wall clock, us
 *
 * Returns: (transfer full): the reply; what it says is committed. A store that fails gives a 500
 *   (507 on a full disk) and leaves everything as it was.
 */
PamorPracticeReply *
pamor_practice_handle (PamorPracticeStore         *store,
                       const PamorPracticeRequest *request,
                       gint64                      now)
{
  PamorPracticeExchange self = { .store = store, .request = request, .now = now };
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (store != NULL && request != NULL, NULL);

  self.body = request->body == NULL ? g_bytes_new (NULL, 0) : g_bytes_ref (request->body);
  self.reply = reply_new ();
  set_standing_headers (&self);
  pamor_practice_store_begin (store);
  self.mood = pamor_practice_store_get_mood (store);
  run (&self);
  if (!pamor_practice_store_commit (store, &error))
    {
      g_debug ("The practice E-Open could not keep what came: %s", error->message);
      pamor_practice_exchange_refuse (&self, error->code == PAMOR_ERROR_NO_SPACE ? 507 : 500,
                                      "store-failed", NULL);
    }
  if (g_str_equal (request->method, "HEAD"))
    g_clear_pointer (&self.reply->body, g_bytes_unref);
  clear_exchange (&self);
  return self.reply;
}
