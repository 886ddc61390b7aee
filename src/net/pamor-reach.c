/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a connection to the server comes, and why not further: what a person can do differs by
 * that. Makes one connection and closes it; sends nothing over it. */
#include "net/pamor-reach.h"

/* What alone is wrong with a certificate when the clock is: it is of another day. */
#define OF_ANOTHER_DAY (G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_NOT_ACTIVATED)

typedef struct
{
  GSocketClientEvent   event;  /* the newest */
  GTlsCertificateFlags faults; /* of the certificate */
} Reach;

/* Asked only when the certificate was refused; the answer is no, as it would be without asking. */
static gboolean
on_certificate_refused (GTlsConnection       *connection,
                        GTlsCertificate      *certificate,
                        GTlsCertificateFlags  faults,
                        Reach                *reach)
{
  reach->faults = faults;
  return FALSE;
}

static void
on_event (GSocketClient      *client,
          GSocketClientEvent  event,
          GSocketConnectable *connectable,
          GIOStream          *connection,
          Reach              *reach)
{
  reach->event = event;
  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING)
    g_signal_connect (connection, "accept-certificate", G_CALLBACK (on_certificate_refused), reach);
}

static PamorCulprit
judge (const Reach  *reach,
       const GError *error)
{
  GNetworkMonitor *monitor = g_network_monitor_get_default ();

  if (reach->faults != 0 && (reach->faults & ~OF_ANOTHER_DAY) == 0)
    return PAMOR_CULPRIT_CLOCK;
  if (g_network_monitor_get_connectivity (monitor) == G_NETWORK_CONNECTIVITY_PORTAL)
    return PAMOR_CULPRIT_PORTAL; /* whatever it does to us: another certificate, or a refusal */
  if (reach->faults != 0)
    return PAMOR_CULPRIT_CERTIFICATE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return PAMOR_CULPRIT_SERVER; /* somebody said no: the network is there */
  if (!g_network_monitor_get_network_available (monitor)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE))
    return PAMOR_CULPRIT_NETWORK;
  return error->domain == G_RESOLVER_ERROR || reach->event == G_SOCKET_CLIENT_RESOLVING
             ? PAMOR_CULPRIT_NAME
             : PAMOR_CULPRIT_SERVER;
}

static void
on_connected (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection
      = g_socket_client_connect_to_uri_finish (G_SOCKET_CLIENT (source), result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (connection != NULL)
    {
      g_io_stream_close_async (G_IO_STREAM (connection), G_PRIORITY_DEFAULT, NULL, NULL, NULL);
      g_task_return_int (task, PAMOR_CULPRIT_NONE);
      return;
    }
  g_debug ("Not reached: %s", error->message);
  g_task_return_int (task, judge (g_task_get_task_data (task), error));
}

/**
 * pamor_reach_async:
 * @server: base URL, as pamor_message_check_server() accepts it
 * @patience_s: for each step
 */
void
pamor_reach_async (const char          *server,
                   guint                patience_s,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  gboolean tls;
  GTask *task;
  Reach *reach;
  g_autoptr (GSocketClient) client = NULL;

  g_return_if_fail (server != NULL);

  tls = g_ascii_strncasecmp (server, "https:", 6) == 0;
  reach = g_new0 (Reach, 1);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, pamor_reach_async);
  g_task_set_task_data (task, reach, g_free);
  client = g_socket_client_new ();
  g_socket_client_set_timeout (client, patience_s);
  g_socket_client_set_tls (client, tls);
  g_signal_connect (client, "event", G_CALLBACK (on_event), reach);
  g_socket_client_connect_to_uri_async (client, server, tls ? 443 : 80, cancellable, on_connected,
                                        task);
}

/** pamor_reach_finish: Returns: what is in the way; %PAMOR_CULPRIT_NONE with @error set only if
 *   cancelled */
PamorCulprit
pamor_reach_finish (GAsyncResult  *result,
                    GError       **error)
{
  gssize culprit;

  g_return_val_if_fail (g_async_result_is_tagged (result, pamor_reach_async), PAMOR_CULPRIT_NONE);

  culprit = g_task_propagate_int (G_TASK (result), error);
  return culprit < 0 ? PAMOR_CULPRIT_NONE : (PamorCulprit) culprit;
}
