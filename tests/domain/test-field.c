/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-field.h"

static void
test_values_have_one_way_of_writing (void)
{
  static const struct { PamorFieldKind kind; const char *typed, *normal; } rows[] = {
    { PAMOR_FIELD_NIK, " 3275 0112-0875.1234 ", "3275011208751234" },
    { PAMOR_FIELD_NO_KK, "3275.0112.0318.0007", "3275011203180007" },
    { PAMOR_FIELD_PHONE, "(0812) 345-000 01", "081234500001" },
    { PAMOR_FIELD_PHONE, "+62 812 3450 0001", "+6281234500001" },
    { PAMOR_FIELD_NUMBER, "3,25 ", "3.25" },
    { PAMOR_FIELD_NAME, "  Nur'aini ", "Nur'aini" },
    { PAMOR_FIELD_TEXT, "baris 1\nbaris 2\n", "baris 1\nbaris 2" },
    { PAMOR_FIELD_TEXT, " \n ", "" },
    { PAMOR_FIELD_NAME, "\u202eSiti\u200f Nur\u200b\ufeffhaliza", "Siti Nurhaliza" },
    { PAMOR_FIELD_NAME, "\u200e", "" },
    { PAMOR_FIELD_NAME, "Siti\tAminah", "Siti Aminah" },
    { PAMOR_FIELD_NAME, "Siti\u00a0 Nur\r\nHaliza\u2003", "Siti Nur Haliza" },
    { PAMOR_FIELD_NIK, "3275\u00a00112\u202f0875\u00a01234", "3275011208751234" },
    { PAMOR_FIELD_TEXT, "\u00a0\u3000", "" },
    { PAMOR_FIELD_TEXT, "baris 1\r\nbaris 2\rbaris 3", "baris 1\nbaris 2\nbaris 3" },
    { PAMOR_FIELD_TIME, " 9.05", "09:05" },
    { PAMOR_FIELD_TIME, "1430", "14:30" },
    { PAMOR_FIELD_TIME, "14:30", "14:30" },
    { PAMOR_FIELD_REGION, "32.73.04", "327304" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *normal = pamor_field_normalize (rows[i].kind, rows[i].typed);

      g_assert_cmpstr (normal, ==, rows[i].normal);
    }
}

static void
test_what_a_field_asks_for_decides_how_it_is_written (void)
{
  PamorField line = { .kind = PAMOR_FIELD_TEXT };
  PamorField lines = { .kind = PAMOR_FIELD_TEXT, .multiline = TRUE };
  PamorField area = { .kind = PAMOR_FIELD_AREA };
  PamorField grams = { .kind = PAMOR_FIELD_NUMBER, .whole = TRUE };
  PamorField metres = { .kind = PAMOR_FIELD_NUMBER };
  const struct { const PamorField *field; const char *member, *typed, *normal; } rows[] = {
    { &line, "", "Jl. Melati\n5", "Jl. Melati 5" },
    { &lines, "", "Jl. Melati\n5", "Jl. Melati\n5" },
    { &area, "address", "Jl. Melati\t5", "Jl. Melati 5" },
    { &area, "rt", "4", "004" },
    { &grams, "", "3.200", "3200" }, /* thousands have a point here */
    { &grams, "", "1.234.567", "1234567" },
    { &grams, "", "3,2", "3.2" },
    { &grams, "", "3.2000", "3.2000" },
    { &grams, "", "0.320", "0.320" },
    { &grams, "", "3.200.", "3.200." },
    { &metres, "", "3,200", "3.200" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *normal
        = pamor_field_normalize_value (rows[i].field, rows[i].member, rows[i].typed);
      g_autofree char *again
        = pamor_field_normalize_value (rows[i].field, rows[i].member, normal);

      g_assert_cmpstr (normal, ==, rows[i].normal);
      g_assert_cmpstr (again, ==, normal);
    }
}

static void
test_dates_are_days_of_the_calendar (void)
{
  static const char *const wrong[]
      = { "",           "2026-02-30", "2026-2-3",    "20-11-2026", "2026-11-20 ", "2026-13-01",
          "2026-00-10", "1849-12-31", "2026/11/20",  "2026-11-2x", "+026-11-20",  "2026-11-20T00",
          "hari ini",   "2025-02-29", "0000-00-00" };
  GDate date;

  g_date_clear (&date, 1);
  g_assert_true (pamor_field_parse_date ("2024-02-29", &date));
  g_assert_cmpint (g_date_get_day (&date), ==, 29);
  g_assert_cmpint (g_date_get_year (&date), ==, 2024);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_test_message ("%s", wrong[i]);
      g_assert_false (pamor_field_parse_date (wrong[i], &date));
    }
}

static void
test_numbers_are_decimal (void)
{
  static const char *const wrong[]
      = { "", "-", "1.2.3", "1e5", "0x10", "nan", "inf", "12 a", "--1" };
  double number = 0;

  g_assert_true (pamor_field_parse_number ("-3.5", &number));
  g_assert_cmpfloat (number, ==, -3.5);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_test_message ("%s", wrong[i]);
      g_assert_false (pamor_field_parse_number (wrong[i], &number));
    }
}

static void
test_items_are_named_and_counted (void)
{
  PamorField field = { .label = (char *) "Saksi", .item_label = (char *) "Saksi ke-%d %s %n" };
  g_autofree char *named = pamor_field_dup_item_label (&field, 1);
  g_autofree char *plain = NULL;

  g_assert_cmpstr (named, ==, "Saksi ke-2 %s %n");
  field.item_label = NULL;
  plain = pamor_field_dup_item_label (&field, 0);
  g_assert_cmpstr (plain, ==, "Saksi 1");
}

static void
test_paths_name_one_value (void)
{
  static const struct
  {
    const char    *path;
    PamorFieldKind kind;
    gboolean       is_list, accepts;
  } rows[] = {
    { "a.b", PAMOR_FIELD_TEXT, FALSE, TRUE },
    { "a.b[0]", PAMOR_FIELD_TEXT, FALSE, FALSE },
    { "a.b.nik", PAMOR_FIELD_TEXT, FALSE, FALSE },
    { "a.b", PAMOR_FIELD_PERSON, FALSE, FALSE },
    { "a.b.nik", PAMOR_FIELD_PERSON, FALSE, TRUE },
    { "a.b.rt", PAMOR_FIELD_PERSON, FALSE, FALSE },
    { "a.b.rt", PAMOR_FIELD_AREA, FALSE, TRUE },
    { "a.b[1].nik", PAMOR_FIELD_PERSON, TRUE, TRUE },
    { "a.b[].nik", PAMOR_FIELD_PERSON, TRUE, TRUE },
    { "a.b.nik", PAMOR_FIELD_PERSON, TRUE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PamorField field = { .kind = rows[i].kind, .is_list = rows[i].is_list };
      PamorPath path;

      g_assert_true (pamor_path_parse (rows[i].path, &path));
      g_assert_cmpint (pamor_field_accepts_path (&field, &path), ==, rows[i].accepts);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/field/values-have-one-way-of-writing", test_values_have_one_way_of_writing);
  g_test_add_func ("/field/what-a-field-asks-for-decides-how-it-is-written",
                   test_what_a_field_asks_for_decides_how_it_is_written);
  g_test_add_func ("/field/dates-are-days-of-the-calendar", test_dates_are_days_of_the_calendar);
  g_test_add_func ("/field/numbers-are-decimal", test_numbers_are_decimal);
  g_test_add_func ("/field/items-are-named-and-counted", test_items_are_named_and_counted);
  g_test_add_func ("/field/paths-name-one-value", test_paths_name_one_value);
  return g_test_run ();
}
