/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTTP for the pure handler: collects a request, body and all, hands it over, sends the reply. A
 * body that breaks off is handed over too, as far as it came. Listens on 127.0.0.1 only. Lives on
 * one thread, the one that made it, and its main context. */
#include "practice/pamor-practice-server.h"

#include "base/pamor-error.h"
#include "practice/pamor-practice-exchange.h"

#include <libsoup/soup.h>

#define BODY_MAX    (PAMOR_PRACTICE_CHUNK_BYTES + 4096) /* so that a chunk over the limit is seen */
#define SLOW_REPLY  1000  /* ms */
#define SLOW_CHUNK  100   /* ms for each piece of a body that arrives */

struct _PamorPracticeServer
{
  PamorPractice *practice; /* borrowed */
  SoupServer    *soup;
  GHashTable    *incoming; /* SoupServerMessage, borrowed -> Incoming */
};

/** Incoming: a request whose headers are here, until its reply is out */
typedef struct
{
  PamorPracticeServer *server;  /* borrowed */
  SoupServerMessage   *message;
  GByteArray          *body;
  gboolean             too_large;
  gboolean             answered;
  PamorPracticeReply  *reply;   /* (nullable): waits for its time */
  GSource             *timer;   /* (nullable) */
} Incoming;

static void
stop_timer (Incoming *self)
{
  if (self->timer == NULL)
    return;
  g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static void
incoming_free (Incoming *self)
{
  stop_timer (self);
  g_clear_pointer (&self->reply, pamor_practice_reply_free);
  g_byte_array_unref (self->body);
  g_object_unref (self->message);
  g_free (self);
}

/* Stands still for a while; a message that ends meanwhile takes its timer with it. */
static void
pause_for (Incoming    *self,
           guint        ms,
           GSourceFunc  then)
{
  stop_timer (self);
  soup_server_message_pause (self->message);
  self->timer = g_timeout_source_new (ms);
  g_source_set_callback (self->timer, then, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

static gboolean
read_on (gpointer data)
{
  Incoming *self = data;

  g_clear_pointer (&self->timer, g_source_unref);
  soup_server_message_unpause (self->message);
  return G_SOURCE_REMOVE;
}

static void
add_header (const char *name,
            const char *value,
            gpointer    headers)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  g_hash_table_replace (headers, g_steal_pointer (&lower), g_strdup (value));
}

static PamorPracticeReply *
answer (Incoming *self,
        gboolean  complete)
{
  g_autoptr (GHashTable) headers = NULL;
  g_autoptr (GBytes) body = g_bytes_new (self->body->data, self->body->len);
  GUri *uri = soup_server_message_get_uri (self->message);
  const PamorPracticeRequest request = {
    .method = soup_server_message_get_method (self->message),
    .path = g_uri_get_path (uri),
    .query = g_uri_get_query (uri),
    .headers = headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .body = body,
    .body_complete = complete,
    .too_large = self->too_large,
  };

  soup_message_headers_foreach (soup_server_message_get_request_headers (self->message), add_header,
                                headers);
  self->answered = TRUE;
  return pamor_practice_answer (self->server->practice, &request);
}

static void
send_reply (Incoming           *self,
            PamorPracticeReply *reply)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  GHashTableIter iter;
  gpointer name, value;

  soup_server_message_set_status (self->message, reply->status, NULL);
  g_hash_table_iter_init (&iter, reply->headers);
  while (g_hash_table_iter_next (&iter, &name, &value))
    soup_message_headers_replace (headers, name, value);
  if (reply->body != NULL)
    soup_message_body_append_bytes (soup_server_message_get_response_body (self->message),
                                    reply->body);
  if (reply->cut)
    g_socket_shutdown (soup_server_message_get_socket (self->message), TRUE, TRUE, NULL);
}

static gboolean
send_late (gpointer data)
{
  Incoming *self = data;

  g_clear_pointer (&self->timer, g_source_unref);
  send_reply (self, self->reply);
  soup_server_message_unpause (self->message);
  return G_SOURCE_REMOVE;
}

static void
on_chunk (SoupServerMessage *message,
          GBytes            *chunk,
          gpointer           data)
{
  Incoming *self = data;
  gsize size;
  gconstpointer bytes = g_bytes_get_data (chunk, &size);
  const gsize room = BODY_MAX - self->body->len;

  self->too_large |= size > room;
  g_byte_array_append (self->body, bytes, MIN (size, room));
  if (pamor_practice_get_mood (self->server->practice) == PAMOR_MOOD_SLOW)
    pause_for (self, SLOW_CHUNK, read_on);
}

static void
on_headers (SoupServerMessage *message,
            gpointer           data)
{
  PamorPracticeServer *server = data;
  Incoming *self = g_new0 (Incoming, 1);

  self->server = server;
  self->message = g_object_ref (message);
  self->body = g_byte_array_new ();
  g_hash_table_replace (server->incoming, message, self);
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  g_signal_connect (message, "got-chunk", G_CALLBACK (on_chunk), self);
}

static void
on_request_started (SoupServer        *soup,
                    SoupServerMessage *message,
                    gpointer           data)
{
  g_signal_connect (message, "got-headers", G_CALLBACK (on_headers), data);
}

static void
on_request (SoupServer        *soup,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           data)
{
  PamorPracticeServer *server = data;
  Incoming *self = g_hash_table_lookup (server->incoming, message);

  self->reply = answer (self, TRUE);
  if (pamor_practice_get_mood (server->practice) == PAMOR_MOOD_SLOW)
    pause_for (self, SLOW_REPLY, send_late);
  else
    send_reply (self, self->reply);
}

static void
on_request_ended (SoupServer        *soup,
                  SoupServerMessage *message,
                  gpointer           data)
{
  PamorPracticeServer *server = data;
  Incoming *self = g_hash_table_lookup (server->incoming, message);

  if (self == NULL)
    return;
  if (!self->answered && self->body->len > 0)
    self->reply = answer (self, FALSE);
  g_signal_handlers_disconnect_by_data (message, self);
  g_hash_table_remove (server->incoming, message);
}

/**
 * pamor_practice_server_new:
 * @practice: outlives it
 * @port: 0 for any that is free
 *
 * Returns: (transfer full): listening; %PAMOR_ERROR_BUSY where the port is taken
 */
PamorPracticeServer *
pamor_practice_server_new (PamorPractice  *practice,
                           guint16         port,
                           GError        **error)
{
  g_autoptr (PamorPracticeServer) self = g_new0 (PamorPracticeServer, 1);
  g_autoptr (GError) reason = NULL;

  self->practice = practice;
  self->soup = soup_server_new ("server-header", "E-Open-latihan", "raw-paths", TRUE, NULL);
  self->incoming = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) incoming_free);
  soup_server_add_handler (self->soup, NULL, on_request, self, NULL);
  g_signal_connect (self->soup, "request-started", G_CALLBACK (on_request_started), self);
  g_signal_connect (self->soup, "request-finished", G_CALLBACK (on_request_ended), self);
  g_signal_connect (self->soup, "request-aborted", G_CALLBACK (on_request_ended), self);
  if (soup_server_listen_local (self->soup, port, SOUP_SERVER_LISTEN_IPV4_ONLY, &reason))
    return g_steal_pointer (&self);

  g_set_error (error, PAMOR_ERROR,
               g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE) ? PAMOR_ERROR_BUSY
                                                                               : PAMOR_ERROR_FAILED,
               "127.0.0.1:%u: %s", port, reason->message);
  return NULL;
}

/** pamor_practice_server_free: cuts what is under way, as the end of a program does */
void
pamor_practice_server_free (PamorPracticeServer *self)
{
  soup_server_disconnect (self->soup);
  g_signal_handlers_disconnect_by_data (self->soup, self);
  g_hash_table_unref (self->incoming);
  g_object_unref (self->soup);
  g_free (self);
}

/** pamor_practice_server_get_port: Returns: the one it listens on, also where any was asked for */
guint16
pamor_practice_server_get_port (PamorPracticeServer *self)
{
  GSList *uris = soup_server_get_uris (self->soup);
  const int port = g_uri_get_port (uris->data);

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return port;
}
