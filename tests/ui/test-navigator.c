/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-probe.h"
#include "ui/widgets/pamor-navigator.h"

static void
test_pop_lets_go_of_the_page (void)
{
  PamorTestProbe probe;
  PamorNavigator *navigator;
  GtkWidget *root = gtk_label_new ("root"), *page = gtk_label_new ("page");

  pamor_test_probe_set_up (&probe, pamor_navigator_new ());
  navigator = PAMOR_NAVIGATOR (probe.widget);
  pamor_navigator_set_root (navigator, root, "Root");
  g_assert_false (pamor_navigator_pop (navigator));
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  pamor_navigator_push (navigator, page, "Page");
  g_assert_cmpstr (pamor_navigator_get_title (navigator), ==, "Page");
  g_assert_cmpuint (pamor_navigator_get_depth (navigator), ==, 1);
  g_assert_true (pamor_navigator_pop (navigator));
  while (page != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (pamor_navigator_get_page (navigator) == root);
  g_assert_cmpstr (pamor_navigator_get_title (navigator), ==, "Root");
  pamor_test_probe_tear_down (&probe);
}

static void
test_roots_are_kept_pushed_pages_not (void)
{
  PamorTestProbe probe;
  PamorNavigator *navigator;
  GtkWidget *first = gtk_label_new ("first"), *second = gtk_label_new ("second");
  GtkWidget *page = gtk_label_new ("page");

  pamor_test_probe_set_up (&probe, pamor_navigator_new ());
  navigator = PAMOR_NAVIGATOR (probe.widget);
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  pamor_navigator_set_root (navigator, first, "First");
  pamor_navigator_push (navigator, page, "Page");
  pamor_navigator_set_root (navigator, second, "Second");
  while (page != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (pamor_navigator_get_depth (navigator), ==, 0);
  pamor_navigator_set_root (navigator, first, "First");
  g_assert_true (pamor_navigator_get_page (navigator) == first);
  pamor_test_probe_tear_down (&probe);
}

static void
on_gone (GtkWidget *navigator)
{
  g_assert_cmpuint (pamor_navigator_get_depth (PAMOR_NAVIGATOR (navigator)), ==, 0);
}

static void
test_pop_all_returns_to_the_root (void)
{
  PamorTestProbe probe;
  PamorNavigator *navigator;

  pamor_test_probe_set_up (&probe, pamor_navigator_new ());
  navigator = PAMOR_NAVIGATOR (probe.widget);
  pamor_navigator_set_root (navigator, gtk_label_new ("root"), "Root");
  pamor_navigator_push (navigator, gtk_label_new ("one"), "One");
  pamor_navigator_push (navigator, gtk_label_new ("two"), "Two");
  g_signal_connect (navigator, "navigated", G_CALLBACK (on_gone), NULL);
  pamor_navigator_pop_all (navigator);
  g_assert_cmpstr (pamor_navigator_get_title (navigator), ==, "Root");
  pamor_test_probe_tear_down (&probe);
}

static void
test_new_page_takes_the_focus (void)
{
  PamorTestProbe probe;
  GtkWidget *entry = gtk_entry_new ();

  pamor_test_probe_set_up (&probe, pamor_navigator_new ());
  pamor_navigator_set_root (PAMOR_NAVIGATOR (probe.widget), gtk_button_new (), "Root");
  pamor_navigator_push (PAMOR_NAVIGATOR (probe.widget), entry, "Page");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (probe.window)), entry));
  pamor_test_probe_tear_down (&probe);
}

static void
add_tests (void)
{
  g_test_add_func ("/navigator/pop-lets-go-of-the-page", test_pop_lets_go_of_the_page);
  g_test_add_func ("/navigator/roots-are-kept-pushed-pages-not",
                   test_roots_are_kept_pushed_pages_not);
  g_test_add_func ("/navigator/pop-all-returns-to-the-root", test_pop_all_returns_to_the_root);
  g_test_add_func ("/navigator/new-page-takes-the-focus", test_new_page_takes_the_focus);
}

int
main (int   argc,
      char *argv[])
{
  return pamor_test_probe_run (argc, argv, add_tests);
}
