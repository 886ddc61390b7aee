/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-raw-server.h"

#include <string.h>

struct _PamorRawServer
{
  GSocketService  *service;
  GTlsCertificate *certificate; /* (nullable) */
  GCancellable    *over;
  char            *url;
  GMutex           mutex;       /* one answer at a time */
  PamorRawAnswer   answer;
  gpointer         user_data;
  GPtrArray       *threads;     /* of GThread: one a connection, all joined at the end */
};

typedef struct
{
  PamorRawServer    *server;
  GSocketConnection *connection; /* (owned) */
} Connection;

static void
request_clear (PamorRawRequest *request)
{
  g_free (request->line);
  g_free (request->head);
  g_free (request->body);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PamorRawRequest, request_clear)

/** pamor_raw_request_get_header: Returns: (transfer full) (nullable): by its name, in any case */
char *
pamor_raw_request_get_header (const PamorRawRequest *request,
                              const char            *name)
{
  g_auto (GStrv) lines = g_strsplit (request->head, "\r\n", -1);
  gsize length = strlen (name);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_ascii_strncasecmp (lines[i], name, length) == 0 && lines[i][length] == ':')
      return g_strstrip (g_strdup (lines[i] + length + 1));
  return NULL;
}

/** pamor_raw_reply: @status: "200 OK"; @headers: whole lines; the length is added */
char *
pamor_raw_reply (const char *status,
                 const char *headers,
                 const char *body)
{
  return g_strdup_printf ("HTTP/1.1 %s\r\n%sContent-Length: %u\r\n\r\n%s", status, headers,
                          (guint) strlen (body), body);
}

static gboolean
read_request (PamorRawServer   *self,
              GDataInputStream *in,
              PamorRawRequest  *request)
{
  g_autoptr (GString) head = g_string_new (NULL);
  g_autofree char *first = g_data_input_stream_read_line (in, NULL, self->over, NULL);
  g_autofree char *length = NULL;
  char *version = first == NULL ? NULL : strstr (first, " HTTP/1.1");
  gsize got;

  if (version == NULL)
    return FALSE;
  request->line = g_strndup (first, version - first);
  for (;;)
    {
      g_autofree char *line = g_data_input_stream_read_line (in, NULL, self->over, NULL);

      if (line == NULL)
        return FALSE;
      g_strchomp (line);
      if (line[0] == '\0')
        break;
      g_string_append_printf (head, "%s\r\n", line);
    }
  request->head = g_strdup (head->str);
  length = pamor_raw_request_get_header (request, "Content-Length");
  request->length = length == NULL ? 0 : g_ascii_strtoull (length, NULL, 10);
  request->body = g_malloc0 (request->length + 1);
  return g_input_stream_read_all (G_INPUT_STREAM (in), request->body, request->length, &got,
                                  self->over, NULL) && got == request->length;
}

/* Until the other side goes away, or the test is over. */
static void
fall_silent (PamorRawServer *self,
             GInputStream   *in)
{
  char rest[64];

  while (g_input_stream_read (in, rest, sizeof rest, self->over, NULL) > 0)
    ;
}

/* 20 bytes a second, until the other side goes away, or the test is over. */
static void
drip (PamorRawServer *self,
      GOutputStream  *out)
{
  while (g_output_stream_write_all (out, " ", 1, NULL, self->over, NULL))
    g_usleep (G_USEC_PER_SEC / 20);
}

/* Cuts the suffix off @text, where it has it. */
static gboolean
drop_suffix (char       *text,
             const char *suffix)
{
  gboolean has = g_str_has_suffix (text, suffix);

  if (has)
    text[strlen (text) - strlen (suffix)] = '\0';
  return has;
}

static gboolean
answer_one (PamorRawServer   *self,
            GDataInputStream *in,
            GOutputStream    *out)
{
  g_auto (PamorRawRequest) request = { 0 };
  g_autofree char *reply = NULL;
  gboolean cut, drips;

  if (!read_request (self, in, &request))
    return FALSE;
  g_mutex_lock (&self->mutex);
  reply = self->answer (&request, self->user_data);
  g_mutex_unlock (&self->mutex);
  if (reply == NULL)
    return FALSE;
  if (reply[0] == '\0')
    {
      fall_silent (self, G_INPUT_STREAM (in));
      return FALSE;
    }
  cut = drop_suffix (reply, PAMOR_RAW_CUT);
  drips = drop_suffix (reply, PAMOR_RAW_DRIP);
  if (!g_output_stream_write_all (out, reply, strlen (reply), NULL, self->over, NULL))
    return FALSE;
  if (drips)
    drip (self, out);
  return !cut && !drips;
}

static gpointer
serve (gpointer user_data)
{
  g_autofree Connection *data = user_data;
  PamorRawServer *self = data->server;
  g_autoptr (GSocketConnection) connection = data->connection;
  g_autoptr (GIOStream) stream = g_object_ref (G_IO_STREAM (connection));
  g_autoptr (GDataInputStream) in = NULL;

  if (self->certificate != NULL)
    {
      g_object_unref (stream);
      stream = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
    }
  in = g_data_input_stream_new (g_io_stream_get_input_stream (stream));
  g_data_input_stream_set_newline_type (in, G_DATA_STREAM_NEWLINE_TYPE_LF);
  while (answer_one (self, in, g_io_stream_get_output_stream (stream)))
    ;
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  return NULL;
}

static gboolean
on_incoming (GSocketService    *service,
             GSocketConnection *connection,
             GObject           *source,
             PamorRawServer    *self)
{
  Connection *data = g_new (Connection, 1);

  *data = (Connection) { self, g_object_ref (connection) };
  g_ptr_array_add (self->threads, g_thread_new ("raw-server", serve, data));
  return TRUE;
}

/** pamor_raw_server_new: @certificate: (nullable): speaks TLS with it */
PamorRawServer *
pamor_raw_server_new (PamorRawAnswer   answer,
                      gpointer         user_data,
                      GTlsCertificate *certificate)
{
  PamorRawServer *self = g_new0 (PamorRawServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0), bound = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->mutex);
  self->answer = answer;
  self->user_data = user_data;
  self->over = g_cancellable_new ();
  g_set_object (&self->certificate, certificate);
  self->threads = g_ptr_array_new ();
  self->service = g_socket_service_new ();
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), any, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  self->url = g_strdup_printf ("%s://127.0.0.1:%u", certificate == NULL ? "http" : "https",
                               g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);
  g_socket_service_start (self->service);
  return self;
}

const char *
pamor_raw_server_get_url (PamorRawServer *self)
{
  return self->url;
}

void
pamor_raw_server_free (PamorRawServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->over);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (self->threads->pdata[i]);
  g_ptr_array_unref (self->threads);
  g_object_unref (self->service);
  g_clear_object (&self->certificate);
  g_object_unref (self->over);
  g_mutex_clear (&self->mutex);
  g_free (self->url);
  g_free (self);
}
