/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-json-scan.h"

#include <string.h>

static void
assert_problem (const char *text,
                gsize       length,
                const char *expected)
{
  g_autofree char *problem = pamor_json_scan (text, length);

  g_assert_cmpstr (problem, ==, expected);
}

static void
test_one_value_passes (void)
{
  static const char *const rows[] = {
    "{}",       "[1, -2.5e+3, true, null]",  "\"kata\"",
    " 7 \n",    "{\"a\": {\"b\": []}}",      "\"\\u0041 \\ud83d\\ude00 \\\" \\\\ \\n\"",
    "\"a {[ // b\"",
    "[0, -0, 10, 0.5, 1e5, 1E-05, 9223372036854775807, -9223372036854775807]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_problem (rows[i], strlen (rows[i]), NULL);
}

static void
test_what_the_parser_would_take_besides_is_refused (void)
{
  static const char *const rows[] = {
    "{} // akhir", "/* awal */ {}", "{} {}", "1 2", "\"a\" \"b\"", "var x = {}", "{'a': 1}",
    "\"\\u0000\"", "\"\\ud83d\"", "\"\\ud83d\\u0041\"", "\"\\ude00\"", "\"\\x41\"", "\"\\u00g0\"",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_problem (rows[i], strlen (rows[i]), "line 1: this is not JSON");
  assert_problem ("{}\0", 3, "line 1: this is not JSON");
}

/* The parser reads 010 as eight, and what is too large as -1. */
static void
test_a_number_is_written_as_json_writes_it (void)
{
  static const char *const rows[] = {
    "[010]", "[-00]", "[.5]", "[5.]", "[1.e5]", "[- 5]", "[+5]", "[1e]", "[1e+]", "[1.2.3]",
    "[-]", "{\"n\": 9223372036854775808}", "[10000000000000000000]", "00", "5.",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_problem (rows[i], strlen (rows[i]), "line 1: this is not JSON");
}

static void
test_what_breaks_off_says_where (void)
{
  assert_problem ("{\"a\":\n[1,\n2", 11, "line 3: the file breaks off before its end");
  assert_problem ("\"kata", 5, "line 1: the file breaks off before its end");
  assert_problem ("\"\xff\"", 3, "this is not UTF-8 text");
}

static void
test_depth_and_size_have_a_limit (void)
{
  g_autofree char *open = g_strnfill (33, '['), *close = g_strnfill (33, ']');
  g_autofree char *deepest = g_strconcat (open + 1, close + 1, NULL);
  g_autofree char *deeper = g_strconcat (open, close, NULL);
  gsize most = 4 * 1024 * 1024;
  g_autofree char *blank = g_strnfill (most + 1, ' ');

  assert_problem (deepest, strlen (deepest), NULL);
  assert_problem (deeper, strlen (deeper), "line 1: nested deeper than 32 levels");
  blank[0] = '1';
  g_assert_null (pamor_json_scan (blank, most));
  assert_problem (blank, most + 1, "the file is larger than 4 MB");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-scan/one-value-passes", test_one_value_passes);
  g_test_add_func ("/json-scan/what-the-parser-would-take-besides-is-refused",
                   test_what_the_parser_would_take_besides_is_refused);
  g_test_add_func ("/json-scan/a-number-is-written-as-json-writes-it",
                   test_a_number_is_written_as_json_writes_it);
  g_test_add_func ("/json-scan/what-breaks-off-says-where", test_what_breaks_off_says_where);
  g_test_add_func ("/json-scan/depth-and-size-have-a-limit", test_depth_and_size_have_a_limit);
  return g_test_run ();
}
