/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-nik.h"

typedef void (*CheckRow) (char **cells, const GDate *today);

/* Calls @check with each row of a table of fixtures, which is given as of 2026-11-20. */
static void
check_rows (const char *file,
            guint       n_cells,
            guint       n_rows,
            CheckRow    check)
{
  g_autofree char *path = g_build_filename (g_getenv ("PAMOR_FIXTURES"), file, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint seen = 0;
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 20, 11, 2026);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 2; lines[i] != NULL && lines[i + 1] != NULL; i++, seen++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);

      g_test_message ("%s", lines[i]);
      g_assert_cmpuint (g_strv_length (cells), ==, n_cells);
      check (cells, &today);
    }
  g_assert_cmpuint (seen, ==, n_rows);
}

static void
assert_date (const GDate *date,
             const char  *expected)
{
  char text[16] = "";

  if (g_date_valid (date))
    g_date_strftime (text, sizeof text, "%Y-%m-%d", date);
  g_assert_cmpstr (text, ==, expected);
}

static void
check_nik (char        **cells,
           const GDate  *today)
{
  static const char *const sexes[] = { "", "L", "P" };
  PamorNik nik;
  gboolean ok = pamor_nik_parse (cells[0], pamor_regions_get_default (), today, &nik);

  g_assert_cmpint (ok, ==, g_str_equal (cells[1], "ok"));
  g_assert_cmpstr (nik.refused_by, ==, ok ? NULL : cells[2]);
  g_assert_cmpstr (nik.flags, ==, cells[3]);
  assert_date (&nik.birth, cells[4]);
  g_assert_cmpstr (sexes[nik.sex], ==, cells[5]);
}

static void
check_no_kk (char        **cells,
             const GDate  *today)
{
  PamorNoKk no_kk;
  gboolean ok = pamor_no_kk_parse (cells[0], today, &no_kk);
  const char *rule = *cells[2] == '\0' ? NULL : cells[2];

  g_assert_cmpint (ok, ==, !g_str_equal (cells[1], "refused"));
  g_assert_cmpstr (no_kk.refused_by, ==, ok ? NULL : rule);
  g_assert_cmpstr (no_kk.warned_by, ==, ok ? rule : NULL);
  assert_date (&no_kk.recorded, cells[3]);
}

static void
test_every_vector_of_a_nik (void)
{
  check_rows ("nik-vectors.tsv", 7, 44, check_nik);
}

static void
test_every_vector_of_a_no_kk (void)
{
  check_rows ("nokk-vectors.tsv", 5, 5, check_no_kk);
}

static PamorNik
parse (const char *text)
{
  PamorNik nik;
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 20, 11, 2026);
  pamor_nik_parse (text, pamor_regions_get_default (), &today, &nik);
  return nik;
}

static void
test_the_other_century_is_told_where_both_are_possible (void)
{
  g_assert_true (parse ("3275030101269001").other_century_possible);  /* a baby, or a hundred */
  g_assert_false (parse ("3275032512269001").other_century_possible); /* 2026-12-25 is to come */
  g_assert_false (parse ("3275011708459001").other_century_possible);
  g_assert_false (parse ("3275032902009001").other_century_possible); /* 1900 was no leap year */
}

static void
test_born_today_is_a_baby_and_born_tomorrow_a_centenarian (void)
{
  PamorNik today = parse ("3275012011269001"), tomorrow = parse ("3275012111269001");

  assert_date (&today.birth, "2026-11-20");
  assert_date (&tomorrow.birth, "1926-11-21");
}

static void
test_long_runs_are_implausible_and_short_ones_are_not (void)
{
  PamorNik run = parse ("3275012109876543"), serial = parse ("3275011708451234");
  PamorNik nines = parse ("3275010909999999");

  g_assert_true (pamor_nik_has_flag (&run, "NIK13"));
  g_assert_false (pamor_nik_has_flag (&serial, "NIK13"));
  g_assert_false (pamor_nik_has_flag (&nines, "NIK13")); /* 9 September 1999, the 9999th */
  g_assert_cmpstr (serial.flags, ==, "");
}

static void
test_digits_are_kept_without_separators (void)
{
  PamorNik nik = parse (" 3275-01-170845-9001 ");

  g_assert_cmpstr (nik.digits, ==, "3275011708459001");
  nik = parse ("3275-01");
  g_assert_cmpstr (nik.digits, ==, "");
}

static void
assert_formats (const char *typed,
                const char *expected)
{
  g_autofree char *formatted = pamor_nik_format (typed);

  g_assert_cmpstr (formatted, ==, expected);
}

static void
test_groups_of_four_while_typing (void)
{
  assert_formats ("", "");
  assert_formats ("3275", "3275");
  assert_formats ("32750", "3275 0");
  assert_formats ("3275 0112 0", "3275 0112 0");
  assert_formats ("3275.0112.08751234", "3275 0112 0875 1234");
  assert_formats ("32750112087512345", "3275 0112 0875 1234 5");
  assert_formats ("3275O1", "3275O1"); /* a letter stays to be seen */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nik/every-vector", test_every_vector_of_a_nik);
  g_test_add_func ("/no-kk/every-vector", test_every_vector_of_a_no_kk);
  g_test_add_func ("/nik/tells-where-both-centuries-are-possible",
                   test_the_other_century_is_told_where_both_are_possible);
  g_test_add_func ("/nik/born-today-is-a-baby-born-tomorrow-a-centenarian",
                   test_born_today_is_a_baby_and_born_tomorrow_a_centenarian);
  g_test_add_func ("/nik/long-runs-are-implausible",
                   test_long_runs_are_implausible_and_short_ones_are_not);
  g_test_add_func ("/nik/digits-are-kept-without-separators",
                   test_digits_are_kept_without_separators);
  g_test_add_func ("/nik/groups-of-four-while-typing", test_groups_of_four_while_typing);
  return g_test_run ();
}
