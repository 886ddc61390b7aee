/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-desk.h"
#include "pamor-test-probe.h"
#include "ui/guide/pamor-guide-entry.h"
#include "ui/guide/pamor-guide-page.h"

static void
test_a_service_leads_to_what_to_prepare (PamorTestDesk *f,
                                         gconstpointer  unused)
{
  PamorTestProbe probe;

  pamor_test_probe_set_up (&probe, pamor_guide_page_new (f->desk));
  pamor_guide_page_search (PAMOR_GUIDE_PAGE (probe.widget), "kecopetan");
  pamor_test_probe_press (&probe, "Cetak KTP-el karena hilang");
  g_assert_cmpstr (probe.asked, ==, "prepare 'KTP_HILANG'");
  pamor_test_probe_tear_down (&probe);
}

static void
test_help_on_fields_is_found_by_searching (PamorTestDesk *f,
                                           gconstpointer  unused)
{
  PamorTestProbe probe;

  pamor_test_probe_set_up (&probe, pamor_guide_page_new (f->desk));
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "Services"));
  g_assert_null (pamor_test_probe_find (probe.widget, "Help on what is asked"));
  pamor_guide_page_search (PAMOR_GUIDE_PAGE (probe.widget), "nomor kk");
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "Help on what is asked"));
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "Nomor KK"));
  pamor_test_probe_tear_down (&probe);
}

static const char *
get_first (PamorTestProbe *probe,
           const char     *heading)
{
  GtkWidget *label = pamor_test_probe_find (probe->widget, heading);
  GtkWidget *list = gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX);

  return adw_preferences_row_get_title (
      ADW_PREFERENCES_ROW (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0)));
}

static void
test_what_is_called_so_comes_first (PamorTestDesk *f,
                                    gconstpointer  unused)
{
  PamorTestProbe probe;

  pamor_test_probe_set_up (&probe, pamor_guide_page_new (f->desk));
  pamor_guide_page_search (PAMOR_GUIDE_PAGE (probe.widget), "pecak patin");
  g_assert_cmpstr (get_first (&probe, "Programmes of the city"), ==, "PECAK PATIN");
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "Services"));
  pamor_guide_page_search (PAMOR_GUIDE_PAGE (probe.widget), "akta kelahiran");
  g_assert_cmpstr (get_first (&probe, "Services"), ==, "Akta kelahiran");
  pamor_test_probe_tear_down (&probe);
}

static void
test_nothing_found_is_said (PamorTestDesk *f,
                            gconstpointer  unused)
{
  PamorTestProbe probe;

  pamor_test_probe_set_up (&probe, pamor_guide_page_new (f->desk));
  pamor_guide_page_search (PAMOR_GUIDE_PAGE (probe.widget), "zebra");
  pamor_test_probe_settle ();
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "Try another word, or fewer."));
  pamor_test_probe_tear_down (&probe);
}

static void
on_chosen_cb (GtkWidget              *page,
              const PamorGuideEntry  *entry,
              const PamorGuideEntry **chosen)
{
  *chosen = entry;
}

static void
test_a_field_tells_its_help_and_where_it_is_asked (PamorTestDesk *f,
                                                   gconstpointer  unused)
{
  PamorTestProbe probe, opened;
  const PamorGuideEntry *entry = NULL;

  pamor_test_probe_set_up (&probe, pamor_guide_page_new (f->desk));
  g_signal_connect (probe.widget, "chosen", G_CALLBACK (on_chosen_cb), &entry);
  pamor_guide_page_search (PAMOR_GUIDE_PAGE (probe.widget), "nomor kk kartu");
  pamor_test_probe_press (&probe, "Nomor KK");
  g_assert_nonnull (entry);
  pamor_test_probe_set_up (&opened, pamor_guide_entry_new (entry));
  g_assert_nonnull (pamor_test_probe_find (opened.widget, entry->what));
  pamor_test_probe_press (&opened, ((PamorService *) entry->services->pdata[0])->name);
  g_assert_true (g_str_has_prefix (opened.asked, "prepare '"));
  pamor_test_probe_tear_down (&opened);
  pamor_test_probe_tear_down (&probe);
}

static void
test_a_programme_sets_the_activity (void)
{
  PamorTestProbe probe;
  PamorActivity activity = { (char *) "UJI", (char *) "Kegiatan uji" };
  PamorGuideEntry entry = { .kind = PAMOR_GUIDE_PROGRAMME, .title = (char *) "PROGRAM <b>",
                            .what = (char *) "Apa ini" };

  entry.services = g_ptr_array_new ();
  entry.bundles = g_ptr_array_new ();
  entry.activities = g_ptr_array_new ();
  g_ptr_array_add (entry.activities, &activity);
  pamor_test_probe_set_up (&probe, pamor_guide_entry_new (&entry));
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "PROGRAM <b>"));
  pamor_test_probe_press (&probe, "Kegiatan uji");
  g_assert_cmpstr (probe.asked, ==, "set-activity 'UJI'");
  pamor_test_probe_tear_down (&probe);
  g_ptr_array_unref (entry.services);
  g_ptr_array_unref (entry.bundles);
  g_ptr_array_unref (entry.activities);
}

#define ADD(path, func) \
  g_test_add (path, PamorTestDesk, NULL, pamor_test_desk_set_up, func, pamor_test_desk_tear_down)

static void
add_tests (void)
{
  ADD ("/guide-page/a-service-leads-to-what-to-prepare", test_a_service_leads_to_what_to_prepare);
  ADD ("/guide-page/help-on-fields-is-found-by-searching",
       test_help_on_fields_is_found_by_searching);
  ADD ("/guide/what-is-called-so-comes-first", test_what_is_called_so_comes_first);
  ADD ("/guide-page/nothing-found-is-said", test_nothing_found_is_said);
  ADD ("/guide-page/a-field-tells-its-help-and-where-it-is-asked",
       test_a_field_tells_its_help_and_where_it_is_asked);
  g_test_add_func ("/guide-page/a-programme-sets-the-activity",
                   test_a_programme_sets_the_activity);
}

int
main (int   argc,
      char *argv[])
{
  return pamor_test_probe_run (argc, argv, add_tests);
}
