/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/pamor-message.h"

#include "base/pamor-error.h"

static void
test_only_safe_addresses_are_servers (void)
{
  const char *good[] = { "https://e-open.example", "https://e-open.example/api/",
                         "http://127.0.0.1:8080", "http://[::1]:8080",
                         "https://[2001:db8::1]:8443" };
  const char *bad[] = { "", "e-open.example", "http://e-open.example", "http://localhost:8080",
                        "http://127.0.0.1.e-open.example", "ftp://127.0.0.1", "https://",
                        "https://petugas:x@e-open.example", "https://e-open.example/?a=b",
                        "https://e-open.example/#a", "http://127.0.0.1@e-open.example", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (pamor_message_check_server (good[i], NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (pamor_message_check_server (bad[i], &error));
      g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/message/only-safe-addresses-are-servers",
                   test_only_safe_addresses_are_servers);
  return g_test_run ();
}
