/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-name.h"

#define SIXTY "Abcdefghi Abcdefghi Abcdefghi Abcdefghi Abcdefghi Abcdefghij"

static void
test_rules (void)
{
  static const struct { const char *name; gboolean is_short, two, plain, no_title; } rows[] = {
    { "Kirana Ayu Pratama", TRUE, TRUE, TRUE, TRUE },
    { SIXTY, TRUE, TRUE, TRUE, TRUE },
    { SIXTY "k", FALSE, TRUE, TRUE, TRUE },
    { "Kirana", TRUE, FALSE, TRUE, TRUE },
    { "Kirana  ", TRUE, FALSE, TRUE, TRUE },
    { "I Wayan Sudarma", TRUE, TRUE, TRUE, TRUE },
    { "Zoë Putri", TRUE, TRUE, TRUE, TRUE },
    { "M. Rizky", TRUE, TRUE, FALSE, TRUE },
    { "M Rizky", TRUE, TRUE, FALSE, TRUE },
    { "Nur'aini Putri", TRUE, TRUE, FALSE, TRUE },
    { "Putri 2", TRUE, TRUE, FALSE, TRUE },
    { "Putri-Ayu Sari", TRUE, TRUE, FALSE, TRUE },
    { "Анна Putri", TRUE, TRUE, FALSE, TRUE },
    { "Dr Kirana Ayu", TRUE, TRUE, TRUE, FALSE },
    { "Kirana Ayu, S.Kom.", TRUE, TRUE, FALSE, FALSE },
    { "Hj Kirana Ayu", TRUE, TRUE, TRUE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].name);
      g_assert_cmpint (pamor_name_is_short (rows[i].name), ==, rows[i].is_short);
      g_assert_cmpint (pamor_name_has_two_words (rows[i].name), ==, rows[i].two);
      g_assert_cmpint (pamor_name_is_plain (rows[i].name), ==, rows[i].plain);
      g_assert_cmpint (pamor_name_has_no_title (rows[i].name), ==, rows[i].no_title);
    }
}

static void
test_a_number_is_no_name (void)
{
  g_assert_false (pamor_name_has_letter ("3275024912850005"));
  g_assert_false (pamor_name_has_letter (" - "));
  g_assert_true (pamor_name_has_letter ("Putri 2"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/name/rules-of-first-recording", test_rules);
  g_test_add_func ("/name/a-number-is-no-name", test_a_number_is_no_name);
  return g_test_run ();
}
