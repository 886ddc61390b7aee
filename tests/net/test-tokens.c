/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/pamor-tokens.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define NOW (100 * SECOND)

static PamorTokens *
parse (const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);

  return pamor_tokens_from_node (node, NOW);
}

#define PAIR "\"access_token\": \"a\", \"refresh_token\": \"r\""

static void
test_what_is_kept_is_what_came (void)
{
  g_autoptr (PamorTokens) came = parse ("{" PAIR ", \"expires_in\": 100, \"officer\": {}}");
  g_autoptr (PamorTokens) kept = pamor_tokens_from_text (came->text);

  g_assert_cmpstr (kept->access, ==, "a");
  g_assert_cmpstr (kept->refresh, ==, "r");
  g_assert_cmpstr (kept->text, ==, came->text);
  g_assert_false (pamor_tokens_run_out (kept, G_MAXINT64)); /* after a restart the 401 tells */
}

static void
test_they_run_out_a_little_early (void)
{
  g_autoptr (PamorTokens) brief = parse ("{" PAIR ", \"expires_in\": 100}");
  g_autoptr (PamorTokens) lasting = parse ("{" PAIR ", \"expires_in\": 3600}");

  g_assert_false (pamor_tokens_run_out (brief, NOW + 89 * SECOND));
  g_assert_true (pamor_tokens_run_out (brief, NOW + 90 * SECOND));
  g_assert_false (pamor_tokens_run_out (lasting, NOW + 3539 * SECOND));
  g_assert_true (pamor_tokens_run_out (lasting, NOW + 3540 * SECOND));
}

static void
test_a_life_that_makes_no_sense_is_not_believed (void)
{
  const char *odd[] = { "{" PAIR "}", "{" PAIR ", \"expires_in\": 0}",
                        "{" PAIR ", \"expires_in\": -5}", "{" PAIR ", \"expires_in\": \"60\"}" };

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (PamorTokens) tokens = parse (odd[i]);

      g_assert_false (pamor_tokens_run_out (tokens, G_MAXINT64));
    }
}

static void
test_half_a_pair_is_none (void)
{
  const char *texts[] = { "{\"access_token\": \"a\"}", "{\"refresh_token\": \"r\"}", "[]", "7" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_null (parse (texts[i]));
      g_assert_null (pamor_tokens_from_text (texts[i]));
    }
  g_assert_null (pamor_tokens_from_text (NULL));
  g_assert_null (pamor_tokens_from_text ("{"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tokens/what-is-kept-is-what-came", test_what_is_kept_is_what_came);
  g_test_add_func ("/tokens/they-run-out-a-little-early", test_they_run_out_a_little_early);
  g_test_add_func ("/tokens/a-life-that-makes-no-sense-is-not-believed",
                   test_a_life_that_makes_no_sense_is_not_believed);
  g_test_add_func ("/tokens/half-a-pair-is-none", test_half_a_pair_is_none);
  return g_test_run ();
}
