/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-json.h"

#include "base/pamor-error.h"

#include <string.h>

static PamorJson *
read_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return pamor_json_new (bytes, "uji.json");
}

static void
assert_failed (PamorJson  *json,
               const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (pamor_json_finish (json, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID);
  if (message != NULL)
    g_assert_cmpstr (error->message, ==, message);
}

static void
test_what_is_no_json (void)
{
  static const char *const rows[][2] = {
    { "", "uji.json: $: the file is empty" },
    { "   \n", "uji.json: $: the file is empty" },
    { "{\"a\": 1,\n\"a\": 2}", "uji.json: $: line 2: the key “a” is there twice" },
    { "{\"a\": {\"b\": 1, \"b\": 1}}", "uji.json: $: line 1: the key “b” is there twice" },
    { "{\"a\": 1}\n// note\n", "uji.json: $: line 2: this is not JSON" },
    { "var a = {};", "uji.json: $: line 1: this is not JSON" },
    { "{'a': 1}", "uji.json: $: line 1: this is not JSON" },
    { "\xff\xfe", "uji.json: $: line 1: this is not JSON" },
    { "{\"a\": \"\xff\"}", "uji.json: $: this is not UTF-8 text" },
    { "[\"\\ud800x\"]", "uji.json: $: line 1: this is not JSON" },
    { "[\"\\udc00\"]", "uji.json: $: line 1: this is not JSON" },
    { "[\"\\u0000\"]", "uji.json: $: line 1: this is not JSON" },
    { "[\"\\u00g0\"]", "uji.json: $: line 1: this is not JSON" },
    { "[\"\\x\"]", "uji.json: $: line 1: this is not JSON" },
    { "[\"\\u00", "uji.json: $: line 1: this is not JSON" },
    { "{\"a\": 1", "uji.json: $: line 1: the file breaks off before its end" },
    { "{\"a\": \"x", "uji.json: $: line 1: the file breaks off before its end" },
    { "{\"a\": \"x\\", NULL },
    { "[1, 2", "uji.json: $: line 1: the file breaks off before its end" },
    { "{\"a\": 2,\n\"b\" 1}",
      "uji.json: $: line 2: this is not JSON; look for a comma, colon or bracket" },
    { "[1,\n\n2 3]",
      "uji.json: $: line 3: this is not JSON; look for a comma, colon or bracket" },
    { "{]}", NULL },
    { "0{\"a\": 1}", "uji.json: $: line 1: this is not JSON" },
    { "{}\n[]", "uji.json: $: line 2: this is not JSON" },
    { "\"a\" \"b\"", "uji.json: $: line 1: this is not JSON" },
    { "1,2", "uji.json: $: line 1: this is not JSON" },
    { "1 2", "uji.json: $: line 1: this is not JSON" },
    { "]", NULL },
    { "falsen", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PamorJson) json = read_text (rows[i][0]);

      g_test_message ("row %d: %s", (int) i, rows[i][1]); /* the bad bytes would spoil the TAP */
      assert_failed (json, rows[i][1]);
    }
}

static void
test_escapes_make_text (void)
{
  g_autoptr (PamorJson) json = read_text ("\"\\\"\\\\\\u00e9\\ud83d\\ude00\\n\"");
  g_autofree char *text = pamor_json_dup_string (json);

  g_assert_cmpstr (text, ==, "\"\\é😀\n");
}

static void
test_depth_is_limited (void)
{
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autofree char *hidden = g_strconcat ("\"[[[[\\\"[[\"", NULL);
  g_autoptr (PamorJson) json = read_text (deep);
  g_autoptr (PamorJson) flat = read_text (hidden);

  assert_failed (json, "uji.json: $: line 1: nested deeper than 32 levels");
  g_assert_true (pamor_json_finish (flat, NULL));
}

static void
test_size_is_limited (void)
{
  g_autofree char *big = g_strnfill (4 * 1024 * 1024 + 1, ' ');
  g_autoptr (PamorJson) json = read_text (big);

  assert_failed (json, "uji.json: $: the file is larger than 4 MB");
}

static void
test_errors_name_the_path (void)
{
  static const char *const keys[] = { "sections", "name", NULL };
  g_autoptr (PamorJson) json = read_text ("{\"sections\": [{}, {\"fields\": [{\"kind\": 3}]}]}");
  g_autofree char *kind = NULL;

  g_assert_true (pamor_json_expect_object (json, keys));
  g_assert_true (pamor_json_enter (json, "sections"));
  g_assert_cmpuint (pamor_json_count (json), ==, 2);
  g_assert_true (pamor_json_enter_item (json, 1));
  g_assert_true (pamor_json_enter (json, "fields"));
  g_assert_true (pamor_json_enter_item (json, 0));
  g_assert_cmpstr (pamor_json_get_path (json), ==, "$.sections[1].fields[0]");
  kind = pamor_json_need_text (json, "kind");
  g_assert_null (kind);
  pamor_json_leave (json);
  g_assert_cmpstr (pamor_json_get_path (json), ==, "$.sections[1].fields");
  assert_failed (json, "uji.json: $.sections[1].fields[0].kind: expected text in quotes");
}

static void
test_a_list_is_gone_through_until_something_is_wrong (void)
{
  g_autoptr (PamorJson) json = read_text ("[1, 2, \"x\", 4]");
  g_autoptr (PamorJson) wrong = read_text ("[\"x\", 2, \"y\", 4]");
  g_autoptr (PamorJson) no_list = read_text ("{\"a\": 1}");
  guint met = 0, met_wrong = 0;

  for (guint i = 0; pamor_json_enter_item (json, i); i++, met++)
    pamor_json_leave (json);
  for (guint i = 0; pamor_json_enter_item (wrong, i); i++, met_wrong++)
    {
      g_autofree char *text = pamor_json_dup_string (wrong);

      pamor_json_leave (wrong);
    }
  g_assert_cmpuint (met, ==, 4);
  g_assert_true (pamor_json_finish (json, NULL));
  g_assert_cmpuint (met_wrong, ==, 2);
  assert_failed (wrong, "uji.json: $[1]: expected text in quotes");
  g_assert_false (pamor_json_enter_item (no_list, 0));
  assert_failed (no_list, "uji.json: $: expected a list");
}

static void
test_the_first_error_stays (void)
{
  static const char *const keys[] = { "a", NULL };
  g_autoptr (PamorJson) json = read_text ("{\"a\": [1]}");
  g_autofree char *text = NULL;
  double number;

  g_assert_true (pamor_json_expect_object (json, keys));
  text = pamor_json_dup_text (json, "a");
  g_assert_false (pamor_json_enter (json, "a"));
  g_assert_false (pamor_json_get_number (json, "a", &number));
  g_assert_cmpuint (pamor_json_count (json), ==, 0);
  assert_failed (json, "uji.json: $.a: expected text in quotes");
}

static void
test_unknown_keys_suggest_the_nearest (void)
{
  static const char *const keys[] = { "label", "required_if", "list", NULL };
  static const char *const rows[][2] = {
    { "{\"lable\": 1}", "uji.json: $: unknown key “lable”; did you mean “label”?" },
    { "{\"requird_if\": 1}",
      "uji.json: $: unknown key “requird_if”; did you mean “required_if”?" },
    { "{\"zzzzzz\": 1}",
      "uji.json: $: unknown key “zzzzzz”; expected one of: label, required_if, list" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PamorJson) json = read_text (rows[i][0]);

      g_assert_false (pamor_json_expect_object (json, keys));
      assert_failed (json, rows[i][1]);
    }
}

/* Some editors put a mark before UTF-8; it is no part of the text. */
static void
test_the_mark_of_utf8_is_no_part_of_the_file (void)
{
  g_autoptr (PamorJson) json = read_text ("\xef\xbb\xbf{\"n\": 3}");
  g_autoptr (PamorJson) nothing = read_text ("\xef\xbb\xbf");

  g_assert_cmpuint (pamor_json_get_count (json, "n", 1, 20, 7), ==, 3);
  g_assert_true (pamor_json_finish (json, NULL));
  assert_failed (nothing, "uji.json: $: the file is empty");
}

static void
test_an_error_quotes_little_of_a_file (void)
{
  static const char *const keys[] = { "label", NULL };
  g_autofree char *name = g_strnfill (100000, 'x');
  g_autofree char *text = g_strdup_printf ("{\"é%s\": 1}", name);
  g_autoptr (PamorJson) json = read_text (text);
  g_autoptr (GError) error = NULL;

  g_assert_false (pamor_json_expect_object (json, keys));
  g_assert_false (pamor_json_finish (json, &error));
  g_assert_true (g_str_has_prefix (error->message, "uji.json: $: unknown key “éxxx"));
  g_assert_true (g_str_has_suffix (error->message, "xxx…"));
  g_assert_cmpuint (strlen (error->message), <, 2000);
}

static void
test_numbers_keep_to_their_limits (void)
{
  static const struct { const char *text; const char *message; } rows[] = {
    { "{\"n\": 3}", NULL },
    { "{\"n\": 0}", "uji.json: $.n: expected a whole number from 1 to 20" },
    { "{\"n\": 21}", "uji.json: $.n: expected a whole number from 1 to 20" },
    { "{\"n\": 2.5}", "uji.json: $.n: expected a whole number from 1 to 20" },
    { "{\"n\": -1}", "uji.json: $.n: expected a whole number from 1 to 20" },
    { "{\"n\": 1e300}", "uji.json: $.n: expected a whole number from 1 to 20" },
    { "{\"n\": \"3\"}", "uji.json: $.n: expected a number" },
    { "{\"n\": null}", "uji.json: $.n: expected a number" },
    { "{\"n\": [3]}", "uji.json: $.n: expected a number" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PamorJson) json = read_text (rows[i].text);
      guint n = pamor_json_get_count (json, "n", 1, 20, 7);

      if (rows[i].message != NULL)
        assert_failed (json, rows[i].message);
      else
        g_assert_cmpuint (n, ==, 3);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/what-is-no-json-is-an-error", test_what_is_no_json);
  g_test_add_func ("/json/escapes-make-text", test_escapes_make_text);
  g_test_add_func ("/json/depth-is-limited-before-parsing", test_depth_is_limited);
  g_test_add_func ("/json/size-is-limited", test_size_is_limited);
  g_test_add_func ("/json/errors-name-the-path", test_errors_name_the_path);
  g_test_add_func ("/json/a-list-is-gone-through-until-something-is-wrong",
                   test_a_list_is_gone_through_until_something_is_wrong);
  g_test_add_func ("/json/the-first-error-stays", test_the_first_error_stays);
  g_test_add_func ("/json/unknown-keys-suggest-the-nearest", test_unknown_keys_suggest_the_nearest);
  g_test_add_func ("/json/the-mark-of-utf8-is-no-part-of-the-file",
                   test_the_mark_of_utf8_is_no_part_of_the_file);
  g_test_add_func ("/json/an-error-quotes-little-of-a-file", test_an_error_quotes_little_of_a_file);
  g_test_add_func ("/json/numbers-keep-to-their-limits", test_numbers_keep_to_their_limits);
  return g_test_run ();
}
