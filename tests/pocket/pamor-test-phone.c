/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-phone.h"

#include "pamor-test-await.h"

/* Returns: (nullable): NULL where nobody listens */
GIOStream *
pamor_test_phone_try_call (GUri       *uri,
                           const char *ip)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GSocketAddress) address
    = g_inet_socket_address_new_from_string (ip, g_uri_get_port (uri));

  g_socket_client_connect_async (client, G_SOCKET_CONNECTABLE (address), NULL, pamor_test_await_cb,
                                 &result);
  return G_IO_STREAM (g_socket_client_connect_finish (client, pamor_test_await (&result), NULL));
}

GIOStream *
pamor_test_phone_call (GUri *uri)
{
  GIOStream *phone = pamor_test_phone_try_call (uri, "127.0.0.1");

  g_assert_nonnull (phone);
  return phone;
}

void
pamor_test_phone_say_bytes (GIOStream     *phone,
                            gconstpointer  bytes,
                            gsize          size)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_output_stream_write_all_async (g_io_stream_get_output_stream (phone), bytes, size, 0, NULL,
                                   pamor_test_await_cb, &result);
  g_output_stream_write_all_finish (G_OUTPUT_STREAM (g_io_stream_get_output_stream (phone)),
                                    pamor_test_await (&result), NULL, NULL);
}

/* @format: in it KEY and HOST stand for what @uri says */
void
pamor_test_phone_say (GIOStream  *phone,
                      GUri       *uri,
                      const char *format,
                      ...)
{
  g_autofree char *host = g_strdup_printf ("%s:%d", g_uri_get_host (uri),
                                           g_uri_get_port (uri));
  GString *text = g_string_new (NULL);
  va_list values;

  va_start (values, format);
  g_string_vprintf (text, format, values);
  va_end (values);
  g_string_replace (text, "KEY", g_uri_get_path (uri) + 1, 0);
  g_string_replace (text, "HOST", host, 0);
  pamor_test_phone_say_bytes (phone, text->str, text->len);
  g_string_free (text, TRUE);
}

/* Returns: all that comes till the end; empty also where the connection is reset */
char *
pamor_test_phone_hear (GIOStream *phone)
{
  GInputStream *stream = g_io_stream_get_input_stream (phone);
  GString *heard = g_string_new (NULL);
  char bytes[4096];
  gssize got;

  do
    {
      g_autoptr (GAsyncResult) result = NULL;

      g_input_stream_read_async (stream, bytes, sizeof bytes, 0, NULL, pamor_test_await_cb,
                                 &result);
      got = g_input_stream_read_finish (stream, pamor_test_await (&result), NULL);
      g_string_append_len (heard, bytes, MAX (got, 0));
    }
  while (got > 0);
  return g_string_free (heard, FALSE);
}

char *
pamor_test_phone_ask (GUri       *uri,
                      const char *request)
{
  g_autoptr (GIOStream) phone = pamor_test_phone_call (uri);

  pamor_test_phone_say (phone, uri, "%s\r\n\r\n", request);
  return pamor_test_phone_hear (phone);
}
