/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-regions.h"

static void
test_thirty_eight_provinces_are_known (void)
{
  PamorRegions *regions = pamor_regions_get_default ();
  int n = 0;

  for (int i = 0; i < 100; i++)
    {
      g_autofree char *code = g_strdup_printf ("%02d", i);

      n += pamor_regions_has_province (regions, code);
    }
  g_assert_cmpint (n, ==, 38);
  g_assert_true (pamor_regions_has_province (regions, "11"));
  g_assert_true (pamor_regions_has_province (regions, "96"));
  g_assert_false (pamor_regions_has_province (regions, "1"));
  g_assert_false (pamor_regions_has_province (regions, ""));
}

static void
test_cities_and_districts_are_found_by_what_a_nik_begins_with (void)
{
  PamorRegions *regions = pamor_regions_get_default ();
  gboolean historical = TRUE;

  g_assert_cmpstr (pamor_regions_find_city (regions, "3275011708459001"), ==, "Kota Bekasi");
  g_assert_cmpstr (pamor_regions_find_city (regions, "9101"), !=, NULL); /* until 2022 */
  g_assert_null (pamor_regions_find_city (regions, "6404"));
  g_assert_null (pamor_regions_find_city (regions, "327"));

  g_assert_cmpstr (pamor_regions_find_district (regions, "327501", &historical), ==,
                   "Bekasi Timur");
  g_assert_false (historical);
  g_assert_nonnull (pamor_regions_find_district (regions, "910101", &historical));
  g_assert_true (historical);
  g_assert_null (pamor_regions_find_district (regions, "327513", &historical));
}

static guint
count_rows_found (const char *file,
                  gsize       digits)
{
  PamorRegions *regions = pamor_regions_get_default ();
  g_autofree char *path = g_build_filename (g_getenv ("PAMOR_SOURCE"), "data", "areas", file, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL && lines[i + 1] != NULL; i++, n++)
    {
      const char *name = digits == 4 ? pamor_regions_find_city (regions, lines[i])
                                     : pamor_regions_find_district (regions, lines[i], NULL);

      g_assert_cmpstr (name, ==, strrchr (lines[i], '\t') + 1);
    }
  return n;
}

static void
test_every_row_of_the_tables_is_found (void)
{
  g_assert_cmpuint (count_rows_found ("cities.tsv", 4), ==, 540);
  g_assert_cmpuint (count_rows_found ("districts.tsv", 6), ==, 7879);
}

static void
test_an_area_knows_its_names_and_place (void)
{
  const PamorArea *area = pamor_regions_find_area (pamor_regions_get_default (), "32.75.02.1004");

  g_assert_nonnull (area);
  g_assert_cmpstr (area->name, ==, "Bintara Jaya");
  g_assert_cmpstr (area->parent, ==, "32.75.02");
  g_assert_cmpstr (area->postcode, ==, "17136");
  g_assert_false (area->is_kecamatan);

  area = pamor_regions_find_area (pamor_regions_get_default (), area->parent);
  g_assert_cmpstr (area->name, ==, "Bekasi Barat");
  g_assert_cmpstr (area->parent, ==, "32.75");
  g_assert_cmpstr (area->postcode, ==, "");
  g_assert_true (area->is_kecamatan);
}

static void
test_codes_are_not_made_by_counting (void)
{
  PamorRegions *regions = pamor_regions_get_default ();

  g_assert_nonnull (pamor_regions_find_area (regions, "32.75.07.1003"));
  g_assert_null (pamor_regions_find_area (regions, "32.75.07.1001"));
  g_assert_null (pamor_regions_find_area (regions, "32.75"));
  g_assert_null (pamor_regions_find_area (regions, ""));
  g_assert_null (pamor_regions_find_area (regions, NULL));
}

static void
test_an_empty_search_finds_12_kecamatan_and_56_kelurahan_in_order (void)
{
  g_autoptr (GPtrArray) areas = pamor_regions_search_areas (pamor_regions_get_default (), "");
  guint kecamatan = 0;

  for (guint i = 0; i < areas->len; i++)
    {
      const PamorArea *area = areas->pdata[i];

      kecamatan += area->is_kecamatan;
      g_assert_true (area == pamor_regions_find_area (pamor_regions_get_default (), area->code));
      if (i > 0)
        g_assert_cmpstr (((const PamorArea *) areas->pdata[i - 1])->code, <, area->code);
    }
  g_assert_cmpuint (kecamatan, ==, 12);
  g_assert_cmpuint (areas->len, ==, 68);
}

/* @codes: what is found, with commas, after "32.75." each */
static void
assert_finds (const char *text,
              const char *codes)
{
  g_autoptr (GPtrArray) areas = pamor_regions_search_areas (pamor_regions_get_default (), text);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < areas->len; i++)
    g_string_append_printf (found, "%s%s", i == 0 ? "" : ",",
                            ((const PamorArea *) areas->pdata[i])->code + strlen ("32.75."));
  g_assert_cmpstr (found->str, ==, codes);
}

static void
test_a_search_forgives_spelling (void)
{
  assert_finds ("Bintarajaya", "02.1004");
  assert_finds ("bintara jaya", "02.1004");
  assert_finds ("  BINTARA   JAYA ", "02.1004");
  assert_finds ("Bintara Jaya, Bekasi Barat", "02.1004");
  assert_finds ("bantar gebang", "07,07.1003,07.1004,07.1007,07.1008");
  assert_finds ("zzz", "");
}

static void
test_a_search_puts_beginnings_first_and_neighbours_last (void)
{
  assert_finds ("rawalumbu", "05,05.1001,05.1002,05.1003,05.1004");
  assert_finds ("jatibening", "08.1002,08.1006");
  assert_finds ("mulya", "03.1005,04.1003,06.1002");
  assert_finds ("jatiasih", "09,09.1002,09.1001,09.1003,09.1004,09.1005,09.1006");
}

static void
assert_finds_districts (const char *text,
                        const char *codes)
{
  PamorRegions *regions = pamor_regions_get_default ();
  g_autoptr (GPtrArray) found = pamor_regions_search_districts (regions, text, 4);
  g_autofree char *all = NULL;

  g_ptr_array_add (found, NULL);
  all = g_strjoinv (",", (GStrv) found->pdata);
  g_assert_cmpstr (all, ==, codes);
}

static void
test_a_kecamatan_of_the_country_is_found_by_its_name_or_city (void)
{
  PamorRegions *regions = pamor_regions_get_default ();
  g_autoptr (GPtrArray) many = pamor_regions_search_districts (regions, "kota bandung", 100);
  g_autofree char *words = pamor_regions_dup_district_words (regions, "327302");

  assert_finds_districts ("coblong", "327302");
  assert_finds_districts ("Bandung, COBLONG", "327302");
  assert_finds_districts ("bintara jaya zzz", "");
  assert_finds_districts ("  ", "");
  g_assert_cmpuint (many->len, >=, 30);
  g_assert_cmpstr (words, ==, "Kec. Coblong, Kota Bandung, Jawa Barat");
  g_assert_null (pamor_regions_dup_district_words (regions, "999999"));
}

static void
test_past_kecamatan_come_last (void)
{
  PamorRegions *regions = pamor_regions_get_default ();
  g_autoptr (GPtrArray) found = pamor_regions_search_districts (regions, "jaya", 10000);
  gboolean past = FALSE, was_past = FALSE;

  for (guint i = 0; i < found->len; i++)
    {
      pamor_regions_find_district (regions, found->pdata[i], &past);
      g_assert_true (past >= was_past);
      was_past = past;
    }
  g_assert_true (was_past);
  g_assert_cmpuint (found->len, >, 50);
}

static gpointer
get_default (gpointer unused)
{
  return pamor_regions_get_default ();
}

static void
test_threads_share_one (void)
{
  GThread *threads[8];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("regions", get_default, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (g_thread_join (threads[i]) == pamor_regions_get_default ());
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/regions/threads-share-one", test_threads_share_one);
  g_test_add_func ("/regions/thirty-eight-provinces", test_thirty_eight_provinces_are_known);
  g_test_add_func ("/regions/found-by-what-a-nik-begins-with",
                   test_cities_and_districts_are_found_by_what_a_nik_begins_with);
  g_test_add_func ("/regions/every-row-is-found", test_every_row_of_the_tables_is_found);
  g_test_add_func ("/regions/an-area-knows-its-names-and-place",
                   test_an_area_knows_its_names_and_place);
  g_test_add_func ("/regions/codes-are-not-made-by-counting", test_codes_are_not_made_by_counting);
  g_test_add_func ("/regions/an-empty-search-finds-all-in-order",
                   test_an_empty_search_finds_12_kecamatan_and_56_kelurahan_in_order);
  g_test_add_func ("/regions/a-search-forgives-spelling", test_a_search_forgives_spelling);
  g_test_add_func ("/regions/a-search-puts-beginnings-first",
                   test_a_search_puts_beginnings_first_and_neighbours_last);
  g_test_add_func ("/regions/a-kecamatan-of-the-country-is-found",
                   test_a_kecamatan_of_the_country_is_found_by_its_name_or_city);
  g_test_add_func ("/regions/past-kecamatan-come-last", test_past_kecamatan_come_last);
  return g_test_run ();
}
