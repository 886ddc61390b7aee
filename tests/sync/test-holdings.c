/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/pamor-holdings.h"
#include "sync/pamor-machine.h"

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

static PamorSubmission *
new_item (guint revision)
{
  PamorSubmission *item = pamor_submission_new ();

  item->id = g_strdup (ID);
  item->state = PAMOR_STATE_ACKNOWLEDGED;
  item->revision = item->server_revision = revision;
  item->status = PAMOR_STATUS_PROCESSING;
  item->manifest_sha256 = g_strdup ("9f86d081");
  item->number = g_strdup ("EOP-1");
  return item;
}

static PamorHoldings *
expect_one (void)
{
  g_autoptr (GListStore) items = g_list_store_new (PAMOR_TYPE_SUBMISSION);
  g_autoptr (PamorSubmission) item = new_item (1);

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

/* A list may lie; the receipt decides, and what is known of it stays until then. */
static void
test_one_that_the_list_does_not_name_is_asked_for_its_receipt (void)
{
  g_autoptr (PamorSubmission) item = new_item (2);
  PamorRequest request = { 0 };
  gint64 length;

  g_assert_true (pamor_holdings_miss (item, 0));
  g_assert_cmpint (item->status, ==, PAMOR_STATUS_PROCESSING);
  g_assert_true (pamor_machine_next (item, FALSE, 1024, &request, &length));
  g_assert_cmpint (request.op, ==, PAMOR_OP_GET_RECEIPT);
  pamor_request_clear (&request);
}

static void
test_one_of_which_the_list_has_an_older_revision_is_corrected_again (void)
{
  g_autoptr (PamorSubmission) item = new_item (2);
  PamorRequest request = { 0 };
  gint64 length;

  g_assert_true (pamor_holdings_miss (item, 1));
  g_assert_cmpint (item->status, ==, PAMOR_STATUS_NONE);
  g_assert_true (pamor_machine_next (item, FALSE, 1024, &request, &length));
  g_assert_cmpint (request.op, ==, PAMOR_OP_PUT_SUBMISSION);
  pamor_request_clear (&request);
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
  g_test_add_func ("/holdings/one-that-the-list-does-not-name-is-asked-for-its-receipt",
                   test_one_that_the_list_does_not_name_is_asked_for_its_receipt);
  g_test_add_func ("/holdings/one-of-which-the-list-has-an-older-revision-is-corrected-again",
                   test_one_of_which_the_list_has_an_older_revision_is_corrected_again);
  return g_test_run ();
}
