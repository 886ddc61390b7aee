/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-guide.h"

static const PamorGuideEntry *
find (GPtrArray      *entries,
      PamorGuideKind  kind,
      const char     *text)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const PamorGuideEntry *entry = entries->pdata[i];

      if (entry->kind == kind && pamor_guide_matches (entry, text))
        return entry;
    }
  return NULL;
}

static void
test_every_service_programme_and_point_is_there (void)
{
  PamorCatalogue *catalogue = pamor_catalogue_get_builtin ();
  g_autoptr (GPtrArray) entries = pamor_guide_list (catalogue);
  GPtrArray *groups = pamor_catalogue_get_groups (catalogue);
  guint counts[PAMOR_GUIDE_FIELD + 1] = { 0 }, services = 0;

  for (guint i = 0; i < groups->len; i++)
    services += ((PamorGroup *) groups->pdata[i])->services->len;
  for (guint i = 0; i < entries->len; i++)
    counts[((PamorGuideEntry *) entries->pdata[i])->kind]++;
  g_assert_cmpuint (counts[PAMOR_GUIDE_SERVICE], ==, services);
  g_assert_cmpuint (counts[PAMOR_GUIDE_PROGRAMME], ==,
                    pamor_catalogue_get_programmes (catalogue)->len);
  g_assert_cmpuint (counts[PAMOR_GUIDE_POINT], ==, 17);
  g_assert_cmpuint (counts[PAMOR_GUIDE_FIELD], >, 20);
}

static void
test_found_by_any_word_in_any_order (void)
{
  g_autoptr (GPtrArray) entries = pamor_guide_list (pamor_catalogue_get_builtin ());
  const PamorGuideEntry *service = find (entries, PAMOR_GUIDE_SERVICE, "kecopetan KTP");
  const PamorGuideEntry *field = find (entries, PAMOR_GUIDE_FIELD, "nomor kk");

  g_assert_nonnull (service);
  g_assert_cmpstr (((PamorService *) service->services->pdata[0])->code, ==, "KTP_HILANG");
  g_assert_nonnull (find (entries, PAMOR_GUIDE_SERVICE, "perpres"));
  g_assert_nonnull (find (entries, PAMOR_GUIDE_POINT, "dudung"));
  g_assert_null (find (entries, PAMOR_GUIDE_SERVICE, "kecopetan zebra"));
  g_assert_nonnull (field);
  g_assert_cmpuint (field->services->len, >, 0);
}

static void
test_help_that_is_alike_is_told_once (void)
{
  g_autoptr (GPtrArray) entries = pamor_guide_list (pamor_catalogue_get_builtin ());
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint shared = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const PamorGuideEntry *entry = entries->pdata[i];

      if (entry->kind != PAMOR_GUIDE_FIELD)
        continue;
      g_assert_true (g_hash_table_add (seen, g_strjoin ("\n", entry->title, entry->what,
                                                        entry->mistake, NULL)));
      shared += entry->services->len > 1;
    }
  g_assert_cmpuint (shared, >, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guide/every-service-programme-and-point-is-there",
                   test_every_service_programme_and_point_is_there);
  g_test_add_func ("/guide/found-by-any-word-in-any-order", test_found_by_any_word_in_any_order);
  g_test_add_func ("/guide/help-that-is-alike-is-told-once", test_help_that_is_alike_is_told_once);
  return g_test_run ();
}
