/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-desk.h"
#include "pamor-test-probe.h"
#include "ui/home/pamor-home-page.h"
#include "ui/outbox/pamor-place.h"

static void
test_an_empty_day_says_what_to_do (PamorTestDesk *f,
                                   gconstpointer  unused)
{
  PamorTestProbe probe;

  pamor_test_probe_set_up (&probe, pamor_home_page_new (f->desk));
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "Nothing entered yet"));
  pamor_test_probe_press (&probe, "New application");
  g_assert_cmpstr (probe.asked, ==, "new");
  pamor_test_probe_tear_down (&probe);
}

/* The number above the words of a tile. */
static const char *
get_count (PamorTestProbe *probe,
           const char     *words)
{
  GtkWidget *label = pamor_test_probe_find (probe->widget, words);

  g_assert_nonnull (label);
  return gtk_label_get_text (GTK_LABEL (gtk_widget_get_prev_sibling (label)));
}

static void
test_counts_what_was_entered_today (PamorTestDesk *f,
                                    gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->folder.clock, "Ani");
  g_autoptr (PamorSubmission) sealed = NULL;

  pamor_test_probe_set_up (&probe, pamor_home_page_new (f->desk));
  g_assert_cmpstr (get_count (&probe, "Entered today"), ==, "0");
  sealed = pamor_test_store_seal (f->folder.store, item, "{}", "{\"isi\": 1}", NULL, NULL);
  g_assert_nonnull (sealed);
  g_assert_cmpstr (get_count (&probe, "Entered today"), ==, "1");
  g_assert_cmpstr (get_count (&probe, "Waiting to be sent"), ==, "1");
  g_assert_cmpstr (get_count (&probe, "With the city"), ==, "0");
  g_assert_null (pamor_test_probe_find (probe.widget, "Nothing entered yet"));

  pamor_clock_advance (f->folder.clock, 24 * G_TIME_SPAN_HOUR);
  pamor_home_page_update (PAMOR_HOME_PAGE (probe.widget));
  g_assert_cmpstr (get_count (&probe, "Entered today"), ==, "0");
  pamor_test_probe_tear_down (&probe);
}

static void
seal_one (PamorTestDesk *f)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->folder.clock, "Ani");
  g_autoptr (PamorSubmission) sealed
      = pamor_test_store_seal (f->folder.store, item, "{}", "{\"isi\": 1}", NULL, NULL);

  g_assert_nonnull (sealed);
}

static gboolean
reminds (PamorTestProbe *probe)
{
  GtkWidget *button = pamor_test_probe_find (probe->widget, "Test the connection");

  return button != NULL && gtk_widget_get_mapped (button);
}

static void
test_more_than_five_waiting_are_told (PamorTestDesk *f,
                                      gconstpointer  unused)
{
  PamorTestProbe probe;

  pamor_test_probe_set_up (&probe, pamor_home_page_new (f->desk));
  for (int i = 0; i < 5; i++)
    seal_one (f);
  g_assert_false (reminds (&probe));
  seal_one (f);
  pamor_test_probe_settle ();
  g_assert_true (reminds (&probe));
  pamor_test_probe_tear_down (&probe);
}

static void
test_one_waiting_for_two_days_is_told (PamorTestDesk *f,
                                       gconstpointer  unused)
{
  PamorTestProbe probe;

  pamor_test_probe_set_up (&probe, pamor_home_page_new (f->desk));
  seal_one (f);
  pamor_clock_advance (f->folder.clock, 48 * G_TIME_SPAN_HOUR);
  pamor_home_page_update (PAMOR_HOME_PAGE (probe.widget));
  g_assert_false (reminds (&probe));
  pamor_clock_advance (f->folder.clock, G_TIME_SPAN_MINUTE);
  pamor_home_page_update (PAMOR_HOME_PAGE (probe.widget));
  pamor_test_probe_settle ();
  g_assert_true (reminds (&probe));
  pamor_test_probe_tear_down (&probe);
}

static void
test_a_tile_leads_to_its_place (PamorTestDesk *f,
                                gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autofree char *wanted = g_strdup_printf ("place %d", PAMOR_PLACE_CORRECT);

  pamor_test_probe_set_up (&probe, pamor_home_page_new (f->desk));
  pamor_test_probe_press (&probe, "Needs correction");
  g_assert_cmpstr (probe.asked, ==, wanted);
  pamor_test_probe_tear_down (&probe);
}

#define ADD(path, func) \
  g_test_add (path, PamorTestDesk, NULL, pamor_test_desk_set_up, func, pamor_test_desk_tear_down)

static void
add_tests (void)
{
  ADD ("/home-page/an-empty-day-says-what-to-do", test_an_empty_day_says_what_to_do);
  ADD ("/home-page/counts-what-was-entered-today", test_counts_what_was_entered_today);
  ADD ("/home-page/more-than-five-waiting-are-told", test_more_than_five_waiting_are_told);
  ADD ("/home-page/one-waiting-for-two-days-is-told", test_one_waiting_for_two_days_is_told);
  ADD ("/home-page/a-tile-leads-to-its-place", test_a_tile_leads_to_its_place);
}

int
main (int   argc,
      char *argv[])
{
  return pamor_test_probe_run (argc, argv, add_tests);
}
