/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pamorctl, object for object, but for what a test on the wire cannot wait for or must not make
 * true of the computer: the client gives up silence after two seconds, PAMOR_TEST_CA names whom it
 * trusts, and with PAMOR_TEST_CERTIFICATE the practice server speaks TLS. The linker puts these
 * functions in the place of those that they call. */
#include "net/pamor-http.h"

#include <libsoup/soup.h>

PamorHttp *__real_pamor_http_new (guint connect_s, guint stall_s);
PamorHttp *__wrap_pamor_http_new (guint connect_s, guint stall_s);
gboolean   __real_soup_server_listen_local (SoupServer *server, guint port,
                                            SoupServerListenOptions options, GError **error);
gboolean   __wrap_soup_server_listen_local (SoupServer *server, guint port,
                                            SoupServerListenOptions options, GError **error);

PamorHttp *
__wrap_pamor_http_new (guint connect_s,
                       guint stall_s)
{
  const char *authority = g_getenv ("PAMOR_TEST_CA");

  if (authority != NULL)
    {
      g_autoptr (GTlsDatabase) trusted = g_tls_file_database_new (authority, NULL);

      g_tls_backend_set_default_database (g_tls_backend_get_default (), trusted);
    }
  return __real_pamor_http_new (2, 2);
}

gboolean
__wrap_soup_server_listen_local (SoupServer               *server,
                                 guint                     port,
                                 SoupServerListenOptions   options,
                                 GError                  **error)
{
  const char *path = g_getenv ("PAMOR_TEST_CERTIFICATE");

  if (path != NULL)
    {
      g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, NULL);

      soup_server_set_tls_certificate (server, certificate);
      options |= SOUP_SERVER_LISTEN_HTTPS;
    }
  return __real_soup_server_listen_local (server, port, options, error);
}
