/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/pamor-reach.h"

#include "pamor-raw-server.h"
#include "pamor-test-await.h"
#include "pamor-test-network.h"

static char *
never (const PamorRawRequest *request,
       gpointer               unused)
{
  g_assert_not_reached (); /* nothing is asked over the connection */
}

static PamorCulprit
reach (const char *server)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PamorCulprit culprit;

  pamor_reach_async (server, 20, NULL, pamor_test_await_cb, &result);
  culprit = pamor_reach_finish (pamor_test_await (&result), &error);
  g_assert_no_error (error);
  return culprit;
}

static PamorCulprit
reach_behind (GTlsCertificate *certificate)
{
  PamorRawServer *server = pamor_raw_server_new (never, NULL, certificate);
  PamorCulprit culprit = reach (pamor_raw_server_get_url (server));

  pamor_raw_server_free (server);
  return culprit;
}

static char *
find_pem (const char *name)
{
  return g_build_filename (g_getenv ("PAMOR_FIXTURES"), "tls", name, NULL);
}

static GTlsCertificate *
load (const char *name)
{
  g_autofree char *pem = find_pem (name);
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (pem, NULL);

  g_assert_nonnull (certificate);
  return certificate;
}

static void
test_a_server_that_listens_is_reached (void)
{
  g_assert_cmpint (reach_behind (NULL), ==, PAMOR_CULPRIT_NONE);
}

static void
test_nobody_at_the_address_is_the_server (void)
{
  PamorRawServer *server = pamor_raw_server_new (never, NULL, NULL);
  g_autofree char *url = g_strdup (pamor_raw_server_get_url (server));

  pamor_raw_server_free (server);
  g_assert_cmpint (reach (url), ==, PAMOR_CULPRIT_SERVER);
}

/* A name that RFC 2606 keeps free is known to nobody. */
static void
test_a_name_that_nobody_knows_is_the_name_or_the_lack_of_a_network (void)
{
  PamorTestNetwork *network = PAMOR_TEST_NETWORK (g_network_monitor_get_default ());

  g_assert_cmpint (reach ("https://e-open.invalid"), ==, PAMOR_CULPRIT_NAME);
  network->available = FALSE;
  g_assert_cmpint (reach ("https://e-open.invalid"), ==, PAMOR_CULPRIT_NETWORK);
  network->available = TRUE;
}

/* It refuses, or answers with a certificate of its own: neither is what the officer can mend. */
static void
test_where_the_desktop_knows_of_a_login_page_it_is_that (void)
{
  PamorTestNetwork *network = PAMOR_TEST_NETWORK (g_network_monitor_get_default ());
  g_autoptr (GTlsCertificate) certificate = load ("self-signed.pem");

  network->connectivity = G_NETWORK_CONNECTIVITY_PORTAL;
  g_assert_cmpint (reach_behind (certificate), ==, PAMOR_CULPRIT_PORTAL);
  g_assert_cmpint (reach ("http://127.0.0.1:9"), ==, PAMOR_CULPRIT_PORTAL);
  network->connectivity = G_NETWORK_CONNECTIVITY_FULL;
}

static void
test_a_certificate_of_nobody_proves_nothing (void)
{
  g_autoptr (GTlsCertificate) certificate = load ("self-signed.pem");

  g_assert_cmpint (reach_behind (certificate), ==, PAMOR_CULPRIT_CERTIFICATE);
}

static void
test_a_certificate_of_another_day_is_the_clock (void)
{
  g_autofree char *authority = find_pem ("ca.pem");
  g_autoptr (GTlsCertificate) certificate = load ("expired.pem");
  g_autoptr (GTlsDatabase) trusted = g_tls_file_database_new (authority, NULL);

  g_assert_nonnull (trusted);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), trusted);
  g_assert_cmpint (reach_behind (certificate), ==, PAMOR_CULPRIT_CLOCK);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), NULL);
}

static void
test_cancelling_is_the_only_error (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  pamor_reach_async ("http://127.0.0.1:9", 20, cancellable, pamor_test_await_cb, &result);
  pamor_reach_finish (pamor_test_await (&result), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  pamor_test_network_install ();
  g_test_add_func ("/reach/a-server-that-listens-is-reached",
                   test_a_server_that_listens_is_reached);
  g_test_add_func ("/reach/nobody-at-the-address-is-the-server",
                   test_nobody_at_the_address_is_the_server);
  g_test_add_func ("/reach/a-name-that-nobody-knows-is-the-name-or-the-lack-of-a-network",
                   test_a_name_that_nobody_knows_is_the_name_or_the_lack_of_a_network);
  g_test_add_func ("/reach/where-the-desktop-knows-of-a-login-page-it-is-that",
                   test_where_the_desktop_knows_of_a_login_page_it_is_that);
  g_test_add_func ("/reach/a-certificate-of-nobody-proves-nothing",
                   test_a_certificate_of_nobody_proves_nothing);
  g_test_add_func ("/reach/a-certificate-of-another-day-is-the-clock",
                   test_a_certificate_of_another_day_is_the_clock);
  g_test_add_func ("/reach/cancelling-is-the-only-error", test_cancelling_is_the_only_error);
  return g_test_run ();
}
