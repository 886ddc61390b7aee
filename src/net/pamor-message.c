/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How each operation is written in HTTP: method, path, headers. A URL holds ids, nothing else. */
#include "net/pamor-message.h"

#include "base/pamor-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LINES_A_PAGE "200"

static const struct
{
  const char *method;
  const char *type; /* of the body; NULL: none */
} shapes[] = {
  [PAMOR_OP_PROBE]          = { "HEAD", NULL },
  [PAMOR_OP_DISCOVER]       = { "GET", NULL },
  [PAMOR_OP_PUT_SUBMISSION] = { "PUT", "application/json" },
  [PAMOR_OP_ASK_OFFSET]     = { "HEAD", NULL },
  [PAMOR_OP_SEND_CHUNK]     = { "PATCH", "application/offset+octet-stream" },
  [PAMOR_OP_GET_RECEIPT]    = { "GET", NULL },
  [PAMOR_OP_WITHDRAW]       = { "DELETE", NULL },
  [PAMOR_OP_GET_CHANGES]    = { "GET", NULL },
  [PAMOR_OP_GET_CATALOGUE]  = { "GET", NULL },
  [PAMOR_OP_GET_SLOTS]      = { "GET", NULL },
  [PAMOR_OP_LIST_SUBMISSIONS] = { "GET", NULL },
  [PAMOR_OP_REPORT]         = { "PUT", "application/json" },
  [PAMOR_OP_LOG_IN]         = { "POST", "application/json" },
  [PAMOR_OP_REFRESH]        = { "POST", "application/json" },
  [PAMOR_OP_LOG_OUT]        = { "DELETE", NULL },
};

static char *
make_path (const PamorRequest *request)
{
  g_autofree char *id = g_uri_escape_string (request->submission != NULL ? request->submission : "",
                                             NULL, FALSE);
  const char *attachment = request->attachment != NULL ? request->attachment : "";
  g_autofree char *part = NULL;

  switch (request->op)
    {
    case PAMOR_OP_PUT_SUBMISSION:
      return request->revision > 1
               ? g_strdup_printf ("/v1/submissions/%s/revisions/%u", id, request->revision)
               : g_strdup_printf ("/v1/submissions/%s", id);

    case PAMOR_OP_WITHDRAW:
      return g_strdup_printf ("/v1/submissions/%s", id);

    case PAMOR_OP_ASK_OFFSET:
    case PAMOR_OP_SEND_CHUNK:
      part = g_uri_escape_string (attachment, NULL, FALSE);
      return g_strdup_printf ("/v1/submissions/%s/attachments/%s/content", id, part);

    case PAMOR_OP_GET_RECEIPT:
      return g_strdup_printf ("/v1/submissions/%s/receipt", id);

    case PAMOR_OP_GET_CHANGES:
      part = g_uri_escape_string (request->cursor != NULL ? request->cursor : "", NULL, FALSE);
      return g_strdup_printf ("/v1/changes?cursor=%s&limit=" LINES_A_PAGE, part);

    case PAMOR_OP_LIST_SUBMISSIONS:
      if (request->cursor == NULL)
        return g_strdup ("/v1/submissions?limit=" LINES_A_PAGE);
      part = g_uri_escape_string (request->cursor, NULL, FALSE);
      return g_strdup_printf ("/v1/submissions?after=%s&limit=" LINES_A_PAGE, part);

    case PAMOR_OP_GET_CATALOGUE:
      return g_strdup ("/v1/catalogue");

    case PAMOR_OP_GET_SLOTS:
      return g_strdup_printf ("/v1/pickup-slots?%s", request->cursor);

    case PAMOR_OP_REPORT:
      return g_strdup ("/v1/device");

    case PAMOR_OP_LOG_IN:
      return g_strdup ("/v1/sessions");

    case PAMOR_OP_REFRESH:
      return g_strdup ("/v1/sessions/refresh");

    case PAMOR_OP_LOG_OUT:
      return g_strdup ("/v1/sessions/current");

    case PAMOR_OP_PROBE:
    case PAMOR_OP_DISCOVER:
    default:
      return g_strdup ("/v1/service");
    }
}

/* The server refuses what does not match. libsoup 3.2 sends a PUT again WITH AN EMPTY BODY when a
 * connection that it re-used dies before the reply; this and "restarted" keep that from harm. */
static void
add_digest (SoupMessageHeaders *headers,
            GBytes             *body)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *base64 = NULL, *value = NULL;
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (sum, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_checksum_get_digest (sum, digest, &length);
  base64 = g_base64_encode (digest, length);
  value = g_strdup_printf ("sha-256=:%s:", base64);
  soup_message_headers_replace (headers, "Content-Digest", value);
}

static void
add_headers (SoupMessage        *message,
             const PamorRequest *request,
             const char         *token)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *bearer = token == NULL ? NULL : g_strdup_printf ("Bearer %s", token);

  soup_message_headers_replace (headers, "Request-Id", id);
  soup_message_headers_replace (headers, "Accept", "application/json");
  if (bearer != NULL)
    soup_message_headers_replace (headers, "Authorization", bearer);
  if (request->etag != NULL)
    soup_message_headers_replace (
      headers, request->op == PAMOR_OP_GET_CATALOGUE ? "If-None-Match" : "If-Match", request->etag);
  if (request->op == PAMOR_OP_ASK_OFFSET || request->op == PAMOR_OP_SEND_CHUNK)
    soup_message_headers_replace (headers, "Tus-Resumable", "1.0.0");
  if (request->op == PAMOR_OP_SEND_CHUNK)
    {
      g_autofree char *offset = g_strdup_printf ("%" G_GINT64_FORMAT, request->offset);

      soup_message_headers_replace (headers, "Upload-Offset", offset);
    }
  if (request->body != NULL)
    add_digest (headers, request->body);
}

/**
 * pamor_message_new:
 * @server: base URL, as pamor_message_check_server() accepts it
 * @token: (nullable): bearer
 *
 * Returns: (transfer full) (nullable): to be sent once; NULL where @server is no URL
 */
SoupMessage *
pamor_message_new (const char         *server,
                   const PamorRequest *request,
                   const char         *token)
{
  g_autofree char *path = make_path (request);
  g_autofree char *base = g_strdup (server);
  g_autofree char *url = NULL;
  SoupMessage *message;

  while (g_str_has_suffix (base, "/"))
    base[strlen (base) - 1] = '\0';
  url = g_strconcat (base, path, NULL);
  message = soup_message_new (shapes[request->op].method, url);
  if (message == NULL)
    return NULL;

  /* Idempotent by the protocol (offsets, client-named resources): may use an open connection. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_IDEMPOTENT
                                     | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  add_headers (message, request, token);
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (message, shapes[request->op].type, request->body);
  return message;
}

/**
 * pamor_message_check_server:
 * @url: as a person typed it
 *
 * TLS only; plain http to a literal loopback address alone, where nothing leaves the machine.
 *
 * Returns: FALSE with %PAMOR_ERROR_INVALID and words for people
 */
gboolean
pamor_message_check_server (const char  *url,
                            GError     **error)
{
  g_autoptr (GUri) uri = url == NULL ? NULL : g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  const char *scheme = uri == NULL ? "" : g_uri_get_scheme (uri);
  const char *host = uri == NULL ? NULL : g_uri_get_host (uri);
  gboolean loopback = g_strcmp0 (host, "127.0.0.1") == 0 || g_strcmp0 (host, "::1") == 0;

  if (host == NULL || host[0] == '\0' || g_uri_get_userinfo (uri) != NULL
      || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    {
      g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID,
                   _("“%s” is not a server address. It looks like https://e-open.example"),
                   url == NULL ? "" : url);
      return FALSE;
    }
  if (!g_str_equal (scheme, "https") && !(g_str_equal (scheme, "http") && loopback))
    {
      g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID,
                   _("The server address must begin with https://, so that nobody can read along"));
      return FALSE;
    }
  return TRUE;
}
