/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bare HTTP for the conformance checks: sends what it is told, be it wrong, and hides nothing of
 * what comes: no redirect is followed, nothing decoded, nothing sent twice. Blocks; any thread. */
#include "conformance/pamor-wire.h"

#include "base/pamor-error.h"
#include "base/pamor-uuid.h"
#include "domain/pamor-json-scan.h"

#include <libsoup/soup.h>
#include <string.h>

#define PATIENCE    60 /* seconds */
#define REPLY_BYTES (16 * 1024 * 1024)
#define PIECE       (64 * 1024)

struct _PamorWire
{
  SoupSession *session;
  GUri        *base;
  char        *prefix; /* of the address, without a slash at its end */
  PamorClock  *clock;
};

static gboolean
is_loopback (const char *host)
{
  return g_str_equal (host, "127.0.0.1") || g_str_equal (host, "::1");
}

/** pamor_wire_new: @url: https, or http to this machine; else %PAMOR_ERROR_INVALID */
PamorWire *
pamor_wire_new (const char  *url,
                PamorClock  *clock,
                GError     **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  const char *scheme = uri == NULL ? "" : g_uri_get_scheme (uri);
  const char *host = uri == NULL ? NULL : g_uri_get_host (uri);
  PamorWire *self;

  if (host == NULL || *host == '\0' || g_uri_get_query (uri) != NULL
      || g_uri_get_userinfo (uri) != NULL
      || !(g_str_equal (scheme, "https") || (g_str_equal (scheme, "http") && is_loopback (host))))
    {
      g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID,
                   "%s: neither https nor http to 127.0.0.1 or [::1]", url);
      return NULL;
    }
  self = g_new0 (PamorWire, 1);
  self->session = soup_session_new_with_options ("timeout", PATIENCE, "user-agent",
                                                 "HaloPamorConformance/" PAMOR_VERSION, NULL);
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_AUTH_MANAGER);
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER);
  self->base = g_steal_pointer (&uri);
  self->prefix = g_strdup (url);
  while (g_str_has_suffix (self->prefix, "/"))
    self->prefix[strlen (self->prefix) - 1] = '\0';
  self->clock = g_object_ref (clock);
  return self;
}

/** pamor_wire_free: what still runs is broken off */
void
pamor_wire_free (PamorWire *self)
{
  soup_session_abort (self->session);
  g_object_unref (self->session);
  g_uri_unref (self->base);
  g_free (self->prefix);
  g_object_unref (self->clock);
  g_free (self);
}

/** pamor_wire_make_digest: Returns: (transfer full): RFC 9530, of the bytes as sent */
char *
pamor_wire_make_digest (GBytes *body)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *encoded = NULL;
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (sum, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_checksum_get_digest (sum, digest, &length);
  encoded = g_base64_encode (digest, length);
  return g_strdup_printf ("sha-256=:%s:", encoded);
}

/* Every header of a call, in the order in which a person reads them. */
static void
collect_headers (PamorWire          *self,
                 const PamorCall    *call,
                 const char         *token,
                 SoupMessageHeaders *headers)
{
  g_autofree char *request_id = pamor_uuid_new (self->clock);

  soup_message_headers_replace (headers, "Request-Id", request_id);
  if (token != NULL && *token != '\0')
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);

      soup_message_headers_replace (headers, "Authorization", bearer);
    }
  if (call->body != NULL)
    {
      g_autofree char *digest = pamor_wire_make_digest (call->body);
      const char *given = call->digest == NULL ? digest : call->digest;

      if (*given != '\0')
        soup_message_headers_replace (headers, "Content-Digest", given);
      soup_message_headers_set_content_type (
        headers, call->type == NULL ? "application/json" : call->type, NULL);
    }
  for (gsize i = 0; call->headers[i] != NULL; i += 2)
    soup_message_headers_replace (headers, call->headers[i], call->headers[i + 1]);
}

static void
describe_header (const char *name,
                 const char *value,
                 gpointer    text)
{
  const gboolean secret = g_ascii_strcasecmp (name, "Authorization") == 0;

  if (g_ascii_strcasecmp (name, "Request-Id") != 0)
    g_string_append_printf (text, "; %s: %s", name, secret ? "(a token)" : value);
}

static char *
describe_call (const PamorCall    *call,
               SoupMessageHeaders *headers)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s %s", call->method, call->path);
  soup_message_headers_foreach (headers, describe_header, text);
  if (call->body != NULL)
    g_string_append_printf (text, "; %" G_GSIZE_FORMAT " bytes", g_bytes_get_size (call->body));
  return g_string_free (text, FALSE);
}

static void
keep_header (const char *name,
             const char *value,
             gpointer    headers)
{
  g_hash_table_replace (headers, g_ascii_strdown (name, -1), g_strdup (value));
}

static GBytes *
read_all (GInputStream  *stream,
          GError       **error)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  gsize got = PIECE;

  while (got == PIECE && all->len < REPLY_BYTES)
    {
      const guint filled = all->len;

      g_byte_array_set_size (all, filled + PIECE);
      if (!g_input_stream_read_all (stream, all->data + filled, PIECE, &got, NULL, error))
        return NULL;
      g_byte_array_set_size (all, filled + got);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

static JsonNode *
parse_object (GBytes *body)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize size;
  const char *text = g_bytes_get_data (body, &size);
  g_autofree char *fault = size == 0 ? NULL : pamor_json_scan (text, size);
  JsonNode *root = NULL;

  if (size > 0 && fault == NULL && json_parser_load_from_data (parser, text, size, NULL))
    root = json_parser_get_root (parser);
  return root == NULL || !JSON_NODE_HOLDS_OBJECT (root) ? NULL : json_node_ref (root);
}

/* One attempt is one send: libsoup would send again without the body when a link died. */
static void
on_restarted (SoupMessage  *message,
              GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
take_answer (PamorWire   *self,
             SoupMessage *message,
             PamorAnswer *answer)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  g_signal_connect (message, "restarted", G_CALLBACK (on_restarted), cancellable);
  stream = soup_session_send (self->session, message, cancellable, &error);
  if (stream != NULL)
    answer->body = read_all (stream, &error);
  if (answer->body == NULL)
    {
      answer->trouble = g_strdup (error->message);
      answer->body = g_bytes_new (NULL, 0);
      return;
    }
  answer->status = soup_message_get_status (message);
  soup_message_headers_foreach (soup_message_get_response_headers (message), keep_header,
                                answer->headers);
  answer->json = parse_object (answer->body);
}

/**
 * pamor_wire_send:
 * @token: (nullable): for Authorization
 *
 * A call with a body goes over a link of its own, since it cannot go twice.
 *
 * Returns: (transfer full): never %NULL
 */
PamorAnswer *
pamor_wire_send (PamorWire       *self,
                 const PamorCall *call,
                 const char      *token)
{
  g_autofree char *address = g_strconcat (self->prefix, call->path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (call->method, address);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  PamorAnswer *answer = g_new0 (PamorAnswer, 1);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT
                                     | (call->body == NULL ? 0 : SOUP_MESSAGE_NEW_CONNECTION));
  if (call->body != NULL)
    soup_message_set_request_body_from_bytes (message, NULL, call->body);
  collect_headers (self, call, token, headers);
  answer->method = g_strdup (call->method);
  answer->path = g_strdup (call->path);
  answer->sent = describe_call (call, headers);
  answer->request_id = g_strdup (soup_message_headers_get_one (headers, "Request-Id"));
  answer->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  take_answer (self, message, answer);
  return answer;
}

static void
write_header (const char *name,
              const char *value,
              gpointer    text)
{
  g_string_append_printf (text, "%s: %s\r\n", name, value);
}

/**
 * pamor_wire_send_cut:
 * @bytes: of the body that go out before the link ends
 *
 * Announces the whole body, sends its beginning and hangs up, as a link in the field does.
 *
 * Returns: whether that much went out
 */
gboolean
pamor_wire_send_cut (PamorWire       *self,
                     const PamorCall *call,
                     const char      *token,
                     gsize            bytes)
{
  const gboolean tls = g_str_equal (g_uri_get_scheme (self->base), "https");
  g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) link = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  const char *host = g_uri_get_host (self->base);
  const char *path = strchr (strstr (self->prefix, "://") + 3, '/');
  GOutputStream *out;

  collect_headers (self, call, token, headers);
  soup_message_headers_set_content_length (headers, g_bytes_get_size (call->body));
  g_string_append_printf (text, strchr (host, ':') == NULL ? "%s %s%s HTTP/1.1\r\nHost: %s:%d\r\n"
                                                          : "%s %s%s HTTP/1.1\r\nHost: [%s]:%d\r\n",
                          call->method, path == NULL ? "" : path, call->path, host,
                          g_uri_get_port (self->base));
  soup_message_headers_foreach (headers, write_header, text);
  g_string_append (text, "\r\n");

  g_socket_client_set_tls (client, tls);
  g_socket_client_set_timeout (client, PATIENCE);
  link = g_socket_client_connect_to_host (client, host, g_uri_get_port (self->base), NULL, NULL);
  if (link == NULL)
    return FALSE;
  out = g_io_stream_get_output_stream (G_IO_STREAM (link));
  return g_output_stream_write_all (out, text->str, text->len, NULL, NULL, NULL)
         && g_output_stream_write_all (out, g_bytes_get_data (call->body, NULL), bytes, NULL, NULL,
                                       NULL)
         && g_io_stream_close (G_IO_STREAM (link), NULL, NULL);
}
