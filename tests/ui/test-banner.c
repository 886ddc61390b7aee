/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-probe.h"
#include "ui/widgets/pamor-banner.h"

static void
count (guint *clicks)
{
  ++*clicks;
}

static void
test_hidden_until_revealed (void)
{
  GtkWidget *banner = g_object_ref_sink (pamor_banner_new ("No network."));

  g_assert_cmpstr (pamor_banner_get_title (PAMOR_BANNER (banner)), ==, "No network.");
  g_assert_false (pamor_banner_get_revealed (PAMOR_BANNER (banner)));
  pamor_banner_set_revealed (PAMOR_BANNER (banner), TRUE);
  g_assert_true (pamor_banner_get_revealed (PAMOR_BANNER (banner)));
  g_assert_finalize_object (banner);
}

static void
test_button_only_with_words (void)
{
  PamorTestProbe probe;
  guint clicks = 0;

  pamor_test_probe_set_up (&probe, pamor_banner_new ("Log in again."));
  pamor_banner_set_revealed (PAMOR_BANNER (probe.widget), TRUE);
  g_signal_connect_swapped (probe.widget, "button-clicked", G_CALLBACK (count), &clicks);
  g_assert_null (pamor_test_probe_find (probe.widget, "Log in"));
  pamor_banner_set_button_label (PAMOR_BANNER (probe.widget), "Log in");
  pamor_test_probe_press (&probe, "Log in");
  g_assert_cmpuint (clicks, ==, 1);
  pamor_banner_set_button_label (PAMOR_BANNER (probe.widget), NULL);
  g_assert_null (pamor_test_probe_find (probe.widget, "Log in"));
  pamor_test_probe_tear_down (&probe);
}

static void
test_shows_text_never_markup (void)
{
  PamorTestProbe probe;

  pamor_test_probe_set_up (&probe, pamor_banner_new ("Toko <A> & B"));
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "Toko <A> & B"));
  pamor_test_probe_tear_down (&probe);
}

static void
add_tests (void)
{
  g_test_add_func ("/banner/hidden-until-revealed", test_hidden_until_revealed);
  g_test_add_func ("/banner/button-only-with-words", test_button_only_with_words);
  g_test_add_func ("/banner/shows-text-never-markup", test_shows_text_never_markup);
}

int
main (int   argc,
      char *argv[])
{
  return pamor_test_probe_run (argc, argv, add_tests);
}
