/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replies are written here, not by libsoup, which would read a refused body to its end first. Every
 * one ends its connection, and none but the page's differs in anything but status and words. */
#include "pocket/pamor-pocket-visit.h"

#include <string.h>

#define REST (1024 * 1024) /* bytes of a refused body that are read over for the reply to arrive */

#define TEXT "Content-Type: text/plain; charset=utf-8\r\n"

/** Reply: on its way out, with the connection that it ends */
typedef struct
{
  SoupServer        *server;  /* (nullable): as long as @message */
  SoupServerMessage *message; /* (nullable): until its connection was taken over */
  GIOStream         *stream;  /* (nullable): from then on */
  GSocket           *socket;
  GBytes            *bytes;
  gsize              rest;
} Reply;

static gboolean
on_late (gpointer data)
{
  PamorPocketVisit *self = data;

  self->timer = 0;
  pamor_pocket_visit_cut (self);
  return G_SOURCE_REMOVE;
}

static void
set_timer (PamorPocketVisit *self,
           gboolean          on)
{
  if (self->timer != 0)
    pamor_clock_remove_timer (self->clock, self->timer);
  self->timer
    = on ? pamor_clock_add_timer (self->clock, PAMOR_POCKET_VISIT_WAIT, on_late, self) : 0;
}

/** pamor_pocket_visit_new: the time for the headers begins */
PamorPocketVisit *
pamor_pocket_visit_new (PamorClock        *clock,
                        SoupServer        *server,
                        GSocketConnection *connection,
                        GSocketAddress    *remote)
{
  PamorPocketVisit *self = g_new0 (PamorPocketVisit, 1);

  self->clock = g_object_ref (clock);
  self->server = g_object_ref (server);
  self->socket = g_object_ref (g_socket_connection_get_socket (connection));
  self->remote = g_object_ref (remote);
  set_timer (self, TRUE);
  return self;
}

/** pamor_pocket_visit_free: with what came of the picture; the connection itself is libsoup's */
void
pamor_pocket_visit_free (PamorPocketVisit *self)
{
  set_timer (self, FALSE);
  g_clear_weak_pointer (&self->message);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_object_unref (self->remote);
  g_object_unref (self->socket);
  g_object_unref (self->server);
  g_object_unref (self->clock);
  g_free (self);
}

/** pamor_pocket_visit_cut: whoever reads or writes there finds the end */
void
pamor_pocket_visit_cut (PamorPocketVisit *self)
{
  g_return_if_fail (self != NULL);

  g_socket_shutdown (self->socket, TRUE, TRUE, NULL);
}

/** pamor_pocket_visit_await: a body of @length follows, and is wanted */
void
pamor_pocket_visit_await (PamorPocketVisit *self,
                          goffset           length)
{
  g_return_if_fail (self != NULL && self->body == NULL);

  self->body = g_byte_array_new ();
  self->length = length;
  set_timer (self, TRUE);
}

/** pamor_pocket_visit_add: Returns: whether it is worth telling: a percent more, or all */
gboolean
pamor_pocket_visit_add (PamorPocketVisit *self,
                        GBytes           *chunk)
{
  gsize size, before;
  gconstpointer data = g_bytes_get_data (chunk, &size);

  g_return_val_if_fail (self != NULL && self->body != NULL, FALSE);

  before = self->body->len;
  g_byte_array_append (self->body, data, size);
  if (before / PAMOR_POCKET_VISIT_STEP != self->body->len / PAMOR_POCKET_VISIT_STEP)
    set_timer (self, TRUE);
  return before * 100 / self->length != (gsize) self->body->len * 100 / self->length;
}

/** pamor_pocket_visit_take: Returns: (transfer full): the body; the reply may take its time */
GBytes *
pamor_pocket_visit_take (PamorPocketVisit *self)
{
  g_return_val_if_fail (self != NULL && self->body != NULL, NULL);

  set_timer (self, FALSE);
  return g_byte_array_free_to_bytes (g_steal_pointer (&self->body));
}

static void
reply_free (Reply *reply)
{
  g_clear_object (&reply->message);
  g_clear_object (&reply->server);
  g_clear_object (&reply->stream);
  g_object_unref (reply->socket);
  g_bytes_unref (reply->bytes);
  g_free (reply);
}

static void on_skipped_cb (GObject      *source,
                           GAsyncResult *result,
                           gpointer      user_data);

/* Closed with something unread, the connection would be reset, and the reply be lost with it. */
static void
read_over (Reply *reply)
{
  g_input_stream_skip_async (g_io_stream_get_input_stream (reply->stream), reply->rest,
                             G_PRIORITY_DEFAULT, NULL, on_skipped_cb, reply);
}

static void
on_skipped_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Reply *reply = user_data;
  const gssize skipped = g_input_stream_skip_finish (G_INPUT_STREAM (source), result, NULL);

  reply->rest -= MAX (skipped, 0);
  if (skipped > 0 && reply->rest > 0)
    read_over (reply);
  else
    reply_free (reply);
}

static void
on_written_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Reply *reply = user_data;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL))
    {
      reply_free (reply);
      return;
    }
  g_socket_shutdown (reply->socket, FALSE, TRUE, NULL);
  read_over (reply);
}

static gboolean
send_reply (gpointer data)
{
  Reply *reply = data;
  gsize size;
  gconstpointer bytes = g_bytes_get_data (reply->bytes, &size);

  reply->stream = soup_server_message_steal_connection (reply->message);
  g_clear_object (&reply->message);
  g_clear_object (&reply->server);
  if (reply->stream == NULL)
    reply_free (reply);
  else
    g_output_stream_write_all_async (g_io_stream_get_output_stream (reply->stream), bytes, size,
                                     G_PRIORITY_DEFAULT, NULL, on_written_cb, reply);
  return G_SOURCE_REMOVE;
}

/**
 * pamor_pocket_visit_reply:
 * @headers: (nullable): lines of its own, each with its end
 * @body: (nullable): UTF-8
 *
 * Replies, reads no further, and ends the connection; all that also when @self ends meanwhile.
 */
void
pamor_pocket_visit_reply (PamorPocketVisit *self,
                          guint             status,
                          const char       *headers,
                          GBytes           *body)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *head = NULL;
  Reply *reply;

  g_return_if_fail (self != NULL && self->message != NULL);

  head = g_strdup_printf ("HTTP/1.1 %u %s\r\nConnection: close\r\nCache-Control: no-store\r\n"
                          "X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n"
                          "Content-Length: %" G_GSIZE_FORMAT "\r\n%s\r\n",
                          status, soup_status_get_phrase (status),
                          body != NULL ? g_bytes_get_size (body) : 0,
                          headers != NULL ? headers : TEXT);
  g_byte_array_append (bytes, (const guint8 *) head, strlen (head));
  if (body != NULL)
    g_byte_array_append (bytes, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_clear_pointer (&self->body, g_byte_array_unref);
  self->is_replied = TRUE;
  set_timer (self, TRUE);
  g_socket_set_timeout (self->socket, PAMOR_POCKET_VISIT_WAIT / G_TIME_SPAN_SECOND);
  reply = g_new (Reply, 1);
  *reply = (Reply) { g_object_ref (self->server), g_object_ref (self->message), NULL,
                     g_object_ref (self->socket),
                     g_byte_array_free_to_bytes (g_steal_pointer (&bytes)), REST };
  g_clear_weak_pointer (&self->message);
  /* Not from within a signal of the message: libsoup still holds its connection. */
  soup_server_message_pause (reply->message);
  g_idle_add (send_reply, reply);
}
