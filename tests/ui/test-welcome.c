/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pamor-error.h"
#include "pamor-test-probe.h"
#include "ui/welcome/pamor-log-in-page.h"
#include "ui/welcome/pamor-passphrase-page.h"
#include "ui/welcome/pamor-welcome-page.h"

/* The field of the row that is called @title. */
static void
type_into (PamorTestProbe *probe,
           const char     *title,
           const char     *text)
{
  GtkWidget *row = gtk_widget_get_ancestor (pamor_test_probe_find (probe->widget, title),
                                            ADW_TYPE_ENTRY_ROW);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  pamor_test_probe_settle ();
}

static void
test_two_ways_in (void)
{
  PamorTestProbe probe;

  pamor_test_probe_set_up (&probe, pamor_welcome_page_new ());
  pamor_test_probe_press (&probe, "Log in");
  g_assert_cmpstr (probe.asked, ==, "log-in");
  pamor_test_probe_press (&probe, "Try practice mode");
  g_assert_cmpstr (probe.asked, ==, "practice");
  pamor_test_probe_tear_down (&probe);
}

static void
test_every_trouble_can_be_tried_again (void)
{
  const int codes[] = { PAMOR_ERROR_BUSY, PAMOR_ERROR_TOO_NEW, PAMOR_ERROR_DAMAGED,
                        PAMOR_ERROR_NO_SPACE, PAMOR_ERROR_LOCKED, PAMOR_ERROR_FAILED };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      PamorTestProbe probe;
      g_autoptr (GError) error = g_error_new (PAMOR_ERROR, codes[i], "SQLITE_%d", codes[i]);

      pamor_test_probe_set_up (&probe, pamor_trouble_page_new (error));
      g_assert_null (pamor_test_probe_find (probe.widget, error->message));
      pamor_test_probe_press (&probe, "Try again");
      g_assert_cmpstr (probe.asked, ==, "open");
      pamor_test_probe_tear_down (&probe);
    }
}

static void
note_log_in (GtkWidget   *page,
             const char  *server,
             const char  *officer,
             const char  *secret,
             char       **noted)
{
  g_free (*noted);
  *noted = g_strdup_printf ("%s|%s|%s", server, officer, secret);
}

static void
test_log_in_hands_over_what_was_typed (void)
{
  PamorTestProbe probe;
  g_autofree char *noted = NULL;

  pamor_test_probe_set_up (&probe, pamor_log_in_page_new ("https://eopen.example", "pamor-05"));
  g_signal_connect (probe.widget, "log-in", G_CALLBACK (note_log_in), &noted);
  type_into (&probe, "Officer id", " pamor-07 ");
  type_into (&probe, "Password", "rahasia ");
  pamor_test_probe_press (&probe, "Log in");
  g_assert_cmpstr (noted, ==, "https://eopen.example|pamor-07|rahasia ");
  pamor_test_probe_tear_down (&probe);
}

static void
test_log_in_shows_trouble_until_something_is_typed (void)
{
  PamorTestProbe probe;
  PamorLogInPage *page;
  g_autoptr (GError) error = g_error_new (PAMOR_ERROR, PAMOR_ERROR_AUTH, "HTTP 401");

  pamor_test_probe_set_up (&probe, pamor_log_in_page_new ("https://eopen.example", "pamor-05"));
  page = PAMOR_LOG_IN_PAGE (probe.widget);
  g_assert_null (pamor_log_in_page_get_trouble (page));
  pamor_log_in_page_set_busy (page, TRUE);
  pamor_log_in_page_show_error (page, error);
  g_assert_nonnull (pamor_log_in_page_get_trouble (page));
  g_assert_null (strstr (pamor_log_in_page_get_trouble (page), "401"));
  type_into (&probe, "Password", "lagi");
  g_assert_null (pamor_log_in_page_get_trouble (page));
  pamor_test_probe_tear_down (&probe);
}

static void
note_passphrase (GtkWidget   *page,
                 const char  *passphrase,
                 char       **noted)
{
  g_free (*noted);
  *noted = g_strdup (passphrase);
}

static void
test_a_chosen_passphrase_is_long_and_typed_twice (void)
{
  PamorTestProbe probe;
  PamorPassphrasePage *page;
  g_autofree char *noted = NULL;

  pamor_test_probe_set_up (&probe, pamor_passphrase_page_new (TRUE));
  page = PAMOR_PASSPHRASE_PAGE (probe.widget);
  g_signal_connect (page, "passphrase", G_CALLBACK (note_passphrase), &noted);
  type_into (&probe, "Passphrase", "pendek");
  type_into (&probe, "Once more", "pendek");
  pamor_test_probe_press (&probe, "Open");
  g_assert_nonnull (pamor_passphrase_page_get_trouble (page));
  type_into (&probe, "Passphrase", "pagi ini hujan");
  g_assert_null (pamor_passphrase_page_get_trouble (page));
  pamor_test_probe_press (&probe, "Open");
  g_assert_nonnull (pamor_passphrase_page_get_trouble (page));
  g_assert_null (noted);
  type_into (&probe, "Once more", "pagi ini hujan");
  pamor_test_probe_press (&probe, "Open");
  g_assert_cmpstr (noted, ==, "pagi ini hujan");
  pamor_test_probe_tear_down (&probe);
}

static void
test_a_known_passphrase_is_typed_once (void)
{
  PamorTestProbe probe;
  g_autofree char *noted = NULL;

  pamor_test_probe_set_up (&probe, pamor_passphrase_page_new (FALSE));
  g_signal_connect (probe.widget, "passphrase", G_CALLBACK (note_passphrase), &noted);
  g_assert_null (pamor_test_probe_find (probe.widget, "Once more"));
  type_into (&probe, "Passphrase", "kata");
  pamor_test_probe_press (&probe, "Open");
  g_assert_cmpstr (noted, ==, "kata");
  pamor_test_probe_tear_down (&probe);
}

static void
add_tests (void)
{
  g_test_add_func ("/welcome-page/two-ways-in", test_two_ways_in);
  g_test_add_func ("/trouble-page/every-trouble-can-be-tried-again",
                   test_every_trouble_can_be_tried_again);
  g_test_add_func ("/log-in-page/hands-over-what-was-typed",
                   test_log_in_hands_over_what_was_typed);
  g_test_add_func ("/log-in-page/shows-trouble-until-something-is-typed",
                   test_log_in_shows_trouble_until_something_is_typed);
  g_test_add_func ("/passphrase-page/a-chosen-one-is-long-and-typed-twice",
                   test_a_chosen_passphrase_is_long_and_typed_twice);
  g_test_add_func ("/passphrase-page/a-known-one-is-typed-once",
                   test_a_known_passphrase_is_typed_once);
}

int
main (int   argc,
      char *argv[])
{
  return pamor_test_probe_run (argc, argv, add_tests);
}
