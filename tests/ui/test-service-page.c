/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-probe.h"
#include "ui/picker/pamor-prepare-page.h"
#include "ui/picker/pamor-service-page.h"

static void
test_all_services_are_there (void)
{
  PamorTestProbe probe;
  PamorCatalogue *catalogue = pamor_catalogue_get_builtin ();
  GPtrArray *groups = pamor_catalogue_get_groups (catalogue);

  pamor_test_probe_set_up (&probe, pamor_service_page_new (catalogue));
  for (guint i = 0; i < groups->len; i++)
    {
      const PamorGroup *group = groups->pdata[i];

      for (guint j = 0; j < group->services->len; j++)
        {
          const PamorService *service = group->services->pdata[j];

          g_assert_nonnull (pamor_test_probe_find (probe.widget, service->name));
        }
    }
  pamor_test_probe_tear_down (&probe);
}

static void
test_found_by_the_citizens_words (void)
{
  PamorTestProbe probe;
  PamorServicePage *page;

  pamor_test_probe_set_up (&probe, pamor_service_page_new (pamor_catalogue_get_builtin ()));
  page = PAMOR_SERVICE_PAGE (probe.widget);
  pamor_service_page_search (page, "ktp hilang");
  g_assert_cmpstr (pamor_service_page_get_first (page), ==, "KTP_HILANG");
  pamor_service_page_search (page, "akta lahir");
  g_assert_cmpstr (pamor_service_page_get_first (page), ==, "AKTA_LAHIR");
  pamor_service_page_search (page, "zzzz");
  g_assert_null (pamor_service_page_get_first (page));
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "No such service"));
  gtk_widget_child_focus (probe.widget, GTK_DIR_TAB_FORWARD);
  g_assert_true (pamor_test_probe_sees_focus (&probe, GTK_DIR_DOWN));
  pamor_test_probe_tear_down (&probe);
}

static void
test_a_programme_finds_its_bundle_first (void)
{
  static const char *const words[] = { "pecak patin", "bobonak", "bayi" };
  PamorTestProbe probe;
  PamorServicePage *page;

  pamor_test_probe_set_up (&probe, pamor_service_page_new (pamor_catalogue_get_builtin ()));
  page = PAMOR_SERVICE_PAGE (probe.widget);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      pamor_service_page_search (page, words[i]);
      g_assert_cmpstr (pamor_service_page_get_first (page), ==, "BAYI_BARU_LAHIR");
    }
  pamor_service_page_search (page, "lahir");
  g_assert_cmpstr (pamor_service_page_get_first (page), ==, "AKTA_LAHIR");
  pamor_test_probe_tear_down (&probe);
}

static void
test_enter_takes_the_first_found (void)
{
  PamorTestProbe probe;

  pamor_test_probe_set_up (&probe, pamor_service_page_new (pamor_catalogue_get_builtin ()));
  pamor_service_page_search (PAMOR_SERVICE_PAGE (probe.widget), "ktp hilang");
  pamor_test_probe_press (&probe, "Cetak KTP-el karena hilang");
  g_assert_cmpstr (probe.asked, ==, "prepare 'KTP_HILANG'");
  pamor_test_probe_tear_down (&probe);
}

static void
test_prepare_names_every_requirement (void)
{
  PamorTestProbe probe;
  const PamorService *service
      = pamor_catalogue_find_service (pamor_catalogue_get_builtin (), "AKTA_LAHIR");

  pamor_test_probe_set_up (&probe, pamor_prepare_page_new (pamor_catalogue_get_builtin (),
                                                           service));
  for (guint i = 0; i < service->requirements->len; i++)
    {
      const PamorRequirement *requirement = service->requirements->pdata[i];

      g_assert_nonnull (pamor_test_probe_find (probe.widget, requirement->name));
    }
  pamor_test_probe_press (&probe, "Start");
  g_assert_cmpstr (probe.asked, ==, "start 'AKTA_LAHIR'");
  pamor_test_probe_tear_down (&probe);
}

static void
add_tests (void)
{
  g_test_add_func ("/service-page/all-services-are-there", test_all_services_are_there);
  g_test_add_func ("/service-page/found-by-the-citizens-words", test_found_by_the_citizens_words);
  g_test_add_func ("/service-page/a-programme-finds-its-bundle-first",
                   test_a_programme_finds_its_bundle_first);
  g_test_add_func ("/service-page/enter-takes-the-first-found", test_enter_takes_the_first_found);
  g_test_add_func ("/prepare-page/names-every-requirement", test_prepare_names_every_requirement);
}

int
main (int   argc,
      char *argv[])
{
  return pamor_test_probe_run (argc, argv, add_tests);
}
