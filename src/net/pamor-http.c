/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One send over libsoup. Guarantees: a request goes out once or not at all; no more than a fixed
 * number of bytes of a reply is ever held; it ends by itself when nothing moves, and never merely
 * because it takes long. Main thread only; keeps nothing. */
#include "net/pamor-http.h"

#include "base/pamor-host.h"
#include "net/pamor-message.h"
#include "net/pamor-reply.h"

#define REPLY_BYTES   (1024 * 1024)
#define LONG_REPLY_BYTES (4 * 1024 * 1024)
#define READ_BYTES    (16 * 1024)
#define UNSENT_BYTES  (64 * 1024)
#define STALL_BYTES   1024 /* fewer in one watch: stalled */

struct _PamorHttp
{
  GObject      parent_instance;

  /* Owned */
  SoupSession *session;
  guint        connect_s;
  guint        stall_s;
};

typedef struct
{
  /* Input */
  PamorRequest            request;       /* op, submission, revision alone; (owned) */
  PamorTransportProgress  progress;      /* (nullable) */
  gpointer                progress_data;
  GCancellable           *cancellable;   /* (owned) (nullable): the caller's */

  /* In progress */
  GCancellable           *own;           /* (owned): ends the send, whoever wants that */
  gulong                  cancel_id;
  SoupMessage            *message;       /* (owned) */
  GByteArray             *body;          /* (owned) */
  guint                   watch;         /* source id, 0 none */
  gint64                  sent;          /* bytes of the body */
  gint64                  moved;         /* bytes either way since the watch was set */
  gboolean                connected;
} Exchange;

G_DEFINE_FINAL_TYPE (PamorHttp, pamor_http, G_TYPE_OBJECT)

static gboolean on_watch (gpointer user_data);
static void     on_sent  (GObject *source, GAsyncResult *result, gpointer user_data);
static void     on_read  (GObject *source, GAsyncResult *result, gpointer user_data);

static void
exchange_free (Exchange *data)
{
  pamor_request_clear (&data->request);
  g_clear_object (&data->cancellable);
  g_clear_object (&data->own);
  g_clear_object (&data->message);
  g_clear_pointer (&data->body, g_byte_array_unref);
  g_free (data);
}

static void
pamor_http_finalize (GObject *object)
{
  PamorHttp *self = PAMOR_HTTP (object);

  soup_session_abort (self->session);
  g_object_unref (self->session);
  G_OBJECT_CLASS (pamor_http_parent_class)->finalize (object);
}

static void
pamor_http_class_init (PamorHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_http_finalize;
}

static void
pamor_http_init (PamorHttp *self)
{
}

static SoupSession *
make_session (PamorHttp *self)
{
  SoupSession *session = soup_session_new_with_options ("timeout", self->stall_s, "user-agent",
                                                        "HaloPamor/" PAMOR_VERSION, NULL);

  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  return session;
}

/**
 * pamor_http_new:
 * @connect_s: patience until a connection stands, TLS and all
 * @stall_s: patience with a connection on which nothing moves
 */
PamorHttp *
pamor_http_new (guint connect_s,
                guint stall_s)
{
  PamorHttp *self = g_object_new (PAMOR_TYPE_HTTP, NULL);

  self->connect_s = connect_s;
  self->stall_s = stall_s;
  self->session = make_session (self);
  return self;
}

/** pamor_http_drop_links: closes the idle connections; what is under way goes on */
void
pamor_http_drop_links (PamorHttp *self)
{
  g_return_if_fail (PAMOR_IS_HTTP (self));

  g_object_unref (self->session);
  self->session = make_session (self);
}

static void
set_watch (Exchange *data,
           GTask    *task,
           guint     seconds)
{
  g_clear_handle_id (&data->watch, g_source_remove);
  data->moved = 0;
  data->watch = g_timeout_add_seconds (seconds, on_watch, task);
}

static gboolean
on_watch (gpointer user_data)
{
  GTask *task = G_TASK (user_data);
  PamorHttp *self = g_task_get_source_object (task);
  Exchange *data = g_task_get_task_data (task);

  if (data->connected && data->moved >= STALL_BYTES)
    {
      data->moved = 0;
      return G_SOURCE_CONTINUE;
    }
  g_debug ("Nothing moves for %u s", data->connected ? self->stall_s : self->connect_s);
  data->watch = 0;
  g_cancellable_cancel (data->own);
  return G_SOURCE_REMOVE;
}

static void
on_network_event (SoupMessage        *message,
                  GSocketClientEvent  event,
                  GIOStream          *connection,
                  Exchange           *data)
{
  if (event == G_SOCKET_CLIENT_CONNECTED && G_IS_SOCKET_CONNECTION (connection))
    pamor_host_limit_unsent (g_socket_connection_get_socket (G_SOCKET_CONNECTION (connection)),
                             UNSENT_BYTES);
}

static void
on_starting (SoupMessage *message,
             GTask       *task)
{
  PamorHttp *self = g_task_get_source_object (task);
  Exchange *data = g_task_get_task_data (task);

  data->connected = TRUE;
  set_watch (data, task, self->stall_s);
}

/* A re-used connection died: libsoup would send again, with what is left of the body: nothing. */
static void
on_restarted (SoupMessage *message,
              Exchange    *data)
{
  g_cancellable_cancel (data->own);
}

static void
on_wrote (SoupMessage *message,
          guint        bytes,
          Exchange    *data)
{
  data->moved += bytes;
  data->sent += bytes;
  if (data->progress != NULL)
    data->progress (data->sent, data->progress_data);
}

static void
on_cancelled (GCancellable *cancellable,
              GCancellable *own)
{
  g_cancellable_cancel (own);
}

static gsize
get_cap (const PamorRequest *request)
{
  return request->op == PAMOR_OP_GET_CHANGES || request->op == PAMOR_OP_GET_CATALOGUE
             || request->op == PAMOR_OP_LIST_SUBMISSIONS
           ? LONG_REPLY_BYTES : REPLY_BYTES;
}

static void
add_header (const char *name,
            const char *value,
            gpointer    headers)
{
  g_hash_table_insert (headers, g_ascii_strdown (name, -1), g_strdup (value));
}

static PamorVerdict *
judge (Exchange *data)
{
  g_autoptr (GHashTable) headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GBytes) body = g_byte_array_free_to_bytes (g_steal_pointer (&data->body));
  PamorReply reply = { soup_message_get_status (data->message), headers, body };

  soup_message_headers_foreach (soup_message_get_response_headers (data->message), add_header,
                                headers);
  return pamor_reply_judge (&data->request, &reply);
}

/* Why no reply came. A handshake that merely breaks off proves nothing: that is the link. Who wants
 * a login of his own can't answer in our server's name: he breaks off or shows a certificate of
 * his, so only the desktop, which asked him without TLS, can tell. */
static PamorVerdict *
judge_silence (const GError *error)
{
  GNetworkMonitor *monitor = g_network_monitor_get_default ();

  if (g_network_monitor_get_connectivity (monitor) == G_NETWORK_CONNECTIVITY_PORTAL)
    return pamor_verdict_new (PAMOR_VERDICT_PORTAL);
  return pamor_verdict_new (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE)
                              ? PAMOR_VERDICT_TLS : PAMOR_VERDICT_LINK);
}

/* The one exit. @error: (nullable) (owned) */
static void
finish (GTask  *task,
        GError *error)
{
  Exchange *data = g_task_get_task_data (task);
  g_autoptr (GError) owned = error;

  g_clear_handle_id (&data->watch, g_source_remove);
  g_cancellable_disconnect (data->cancellable, data->cancel_id);
  g_signal_handlers_disconnect_by_data (data->message, data);
  g_signal_handlers_disconnect_by_data (data->message, task);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (owned == NULL)
    g_task_return_pointer (task, judge (data), (GDestroyNotify) pamor_verdict_free);
  else
    {
      g_debug ("No reply: %s", owned->message);
      g_task_return_pointer (task, judge_silence (owned), (GDestroyNotify) pamor_verdict_free);
    }
}

static void
read_more (GInputStream *stream,
           GTask        *task)
{
  Exchange *data = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (stream, READ_BYTES, G_PRIORITY_DEFAULT, data->own, on_read,
                                   g_object_ref (task));
}

/**
 * pamor_http_exchange_async:
 * @server: base URL
 * @request: need not outlive the call
 * @token: (nullable): bearer
 */
void
pamor_http_exchange_async (PamorHttp              *self,
                           const char             *server,
                           const PamorRequest     *request,
                           const char             *token,
                           PamorTransportProgress  progress,
                           gpointer                progress_data,
                           GCancellable           *cancellable,
                           GAsyncReadyCallback     callback,
                           gpointer                user_data)
{
  g_autoptr (GTask) task = NULL;
  Exchange *data;

  g_return_if_fail (PAMOR_IS_HTTP (self) && request != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pamor_http_exchange_async);
  data = g_new0 (Exchange, 1);
  data->request = (PamorRequest) { .op = request->op, .revision = request->revision,
                                   .submission = g_strdup (request->submission) };
  data->progress = progress;
  data->progress_data = progress_data;
  data->own = g_cancellable_new ();
  data->body = g_byte_array_new ();
  g_task_set_task_data (task, data, (GDestroyNotify) exchange_free);

  data->message = server == NULL ? NULL : pamor_message_new (server, request, token);
  if (data->message == NULL)
    {
      g_task_return_pointer (task, pamor_verdict_new (PAMOR_VERDICT_LINK),
                             (GDestroyNotify) pamor_verdict_free);
      return;
    }

  g_signal_connect (data->message, "network-event", G_CALLBACK (on_network_event), data);
  g_signal_connect (data->message, "starting", G_CALLBACK (on_starting), task);
  g_signal_connect (data->message, "restarted", G_CALLBACK (on_restarted), data);
  g_signal_connect (data->message, "wrote-body-data", G_CALLBACK (on_wrote), data);
  set_watch (data, task, self->connect_s);
  g_set_object (&data->cancellable, cancellable);
  if (cancellable != NULL)
    data->cancel_id = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled),
                                             g_object_ref (data->own), g_object_unref);
  soup_session_send_async (self->session, data->message, G_PRIORITY_DEFAULT, data->own, on_sent,
                           g_steal_pointer (&task));
}

static void
on_sent (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (GInputStream) stream = NULL;

  stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (stream == NULL)
    finish (task, error);
  else
    read_more (stream, task);
}

/* A reply over the cap is judged by what was read of it: its status, and JSON that breaks off. */
static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Exchange *data = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result,
                                                               &error);
  gsize length = bytes == NULL ? 0 : g_bytes_get_size (bytes);

  data->moved += length;
  if (length == 0)
    {
      finish (task, error);
      return;
    }
  g_byte_array_append (data->body, g_bytes_get_data (bytes, NULL), length);
  if (data->body->len < get_cap (&data->request))
    {
      read_more (G_INPUT_STREAM (source), task);
      return;
    }
  finish (task, NULL);
  g_cancellable_cancel (data->own); /* the connection is of no more use */
}

/**
 * pamor_http_exchange_finish:
 *
 * Returns: (transfer full) (nullable): what came of it, a dead link too; %NULL only where it was
 *   cancelled
 */
PamorVerdict *
pamor_http_exchange_finish (PamorHttp     *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
