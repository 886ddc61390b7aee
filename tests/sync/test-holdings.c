/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/pamor-holdings.h"

#define ID "018f0000-0000-7000-8000-00000000beef"

static JsonNode *
page_of (const char *line)
{
  g_autofree char *text = g_strdup_printf ("{\"items\": [%s], \"next\": \"n\", \"more\": false}",
                                           line);
  g_autoptr (GError) error = NULL;
  JsonNode *page = json_from_string (text, &error);

  g_assert_no_error (error);
  return page;
}

static PamorHoldings *
expect_one (void)
{
  g_autoptr (GListStore) items = g_list_store_new (PAMOR_TYPE_SUBMISSION);
  g_autoptr (PamorSubmission) item = pamor_submission_new ();

  item->id = g_strdup (ID);
  item->state = PAMOR_STATE_ACKNOWLEDGED;
  item->revision = 1;
  g_list_store_append (items, item);
  return pamor_holdings_new (G_LIST_MODEL (items));
}

static void
test_a_list_with_a_line_that_says_nothing_is_no_proof (void)
{
  static const char *const lines[] = {
    "7", "{}", "{\"id\": 7, \"revision\": 1, \"state\": \"complete\"}",
    "{\"id\": \"\", \"revision\": 1, \"state\": \"complete\"}",
    "{\"id\": \"" ID "\", \"revision\": true, \"state\": \"complete\"}",
    "{\"id\": \"" ID "\", \"revision\": 0, \"state\": \"complete\"}",
    "{\"id\": \"" ID "\", \"revision\": 1, \"state\": null}"
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (PamorHoldings) holdings = expect_one ();
      g_autoptr (JsonNode) page = page_of (lines[i]);
      gboolean more;

      g_test_message ("%s", lines[i]);
      g_assert_false (pamor_holdings_read (holdings, page, &more));
    }
}

static void
test_what_the_list_names_is_not_missed (void)
{
  g_autoptr (PamorHoldings) holdings = expect_one ();
  g_autoptr (JsonNode) page = page_of ("{\"id\": \"" ID "\", \"revision\": 1, "
                                       "\"state\": \"complete\", \"status\": null}");
  gboolean more = TRUE;
  guint held;

  g_assert_true (pamor_holdings_read (holdings, page, &more));
  g_assert_false (more);
  g_assert_null (pamor_holdings_steal_missed (holdings, &held));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/holdings/a-list-with-a-line-that-says-nothing-is-no-proof",
                   test_a_list_with_a_line_that_says_nothing_is_no_proof);
  g_test_add_func ("/holdings/what-the-list-names-is-not-missed",
                   test_what_the_list_names_is_not_missed);
  return g_test_run ();
}
