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
expect_in_state (PamorState state)
{
  g_autoptr (GListStore) items = g_list_store_new (PAMOR_TYPE_SUBMISSION);
  g_autoptr (PamorSubmission) item = new_item (2);

  item->state = state;
  g_list_store_append (items, item);
  return pamor_holdings_new (G_LIST_MODEL (items), 0);
}

static PamorHoldings *
expect_one (void)
{
  return expect_in_state (PAMOR_STATE_ACKNOWLEDGED);
}

static void
test_a_list_with_a_line_that_says_nothing_is_no_proof (void)
{
  static const char *const lines[] = {
    "7", "{}", "{\"id\": 7, \"revision\": 1, \"state\": \"complete\"}",
    "{\"id\": \"\", \"revision\": 1, \"state\": \"complete\"}",
    "{\"id\": \"" ID "\", \"revision\": true, \"state\": \"complete\"}",
    "{\"id\": \"" ID "\", \"revision\": 0, \"state\": \"complete\"}",
    "{\"id\": \"" ID "\", \"revision\": -1, \"state\": \"complete\"}",
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
  static const char *const lines[] = {
    "{\"id\": \"" ID "\", \"revision\": 2, \"state\": \"complete\", \"status\": null}",
    "{\"id\": \"" ID "\", \"revision\": 999999999999, \"state\": \"complete\"}"
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (PamorHoldings) holdings = expect_one ();
      g_autoptr (JsonNode) page = page_of (lines[i]);
      gboolean more = TRUE;
      guint held;

      g_assert_true (pamor_holdings_read (holdings, page, &more));
      g_assert_false (more);
      g_assert_null (pamor_holdings_steal_missed (holdings, &held));
    }
}

static void
test_what_is_not_there_whole_and_as_new_is_missed (void)
{
  static const struct { const char *line; guint held; } rows[] = {
    { "{\"id\": \"018f0000-0000-7000-8000-00000000cafe\", \"revision\": 2, "
      "\"state\": \"complete\"}", 0 }, /* of another of his computers */
    { "{\"id\": \"" ID "\", \"revision\": 1, \"state\": \"complete\"}", 1 },
    { "{\"id\": \"" ID "\", \"revision\": 2, \"state\": \"incomplete\"}", 2 },
    /* A withdrawal that we know was refused, and that came once more */
    { "{\"id\": \"" ID "\", \"revision\": 2, \"state\": \"withdrawn\"}", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PamorHoldings) holdings = expect_one ();
      g_autoptr (JsonNode) page = page_of (rows[i].line);
      g_autofree char *missed = NULL;
      gboolean more;
      guint held;

      g_assert_true (pamor_holdings_read (holdings, page, &more));
      missed = pamor_holdings_steal_missed (holdings, &held);
      g_assert_cmpstr (missed, ==, ID);
      g_assert_cmpuint (held, ==, rows[i].held);
    }
}

static void
test_another_status_means_that_news_were_missed (void)
{
  static const struct { PamorState state; const char *status; gboolean missed; } rows[] = {
    { PAMOR_STATE_ACKNOWLEDGED, "\"done\"", TRUE },
    { PAMOR_STATE_ACKNOWLEDGED, "\"none\"", TRUE },
    { PAMOR_STATE_ACKNOWLEDGED, "\"processing\"", FALSE }, /* as we know it */
    { PAMOR_STATE_ACKNOWLEDGED, "\"at the printer's\"", FALSE }, /* of a later contract */
    { PAMOR_STATE_PURGED, "\"done\"", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PamorHoldings) holdings = expect_in_state (rows[i].state);
      g_autofree char *line = g_strdup_printf ("{\"id\": \"" ID "\", \"revision\": 2, "
                                               "\"state\": \"complete\", \"status\": %s}",
                                               rows[i].status);
      g_autoptr (JsonNode) page = page_of (line);
      gboolean more;

      g_assert_true (pamor_holdings_read (holdings, page, &more));
      g_assert_true (pamor_holdings_is_status_missed (holdings) == rows[i].missed);
    }
}

/* It would be asked for ever. */
static void
test_a_list_that_does_not_go_on_is_no_proof (void)
{
  g_autoptr (PamorHoldings) holdings = expect_one ();
  g_autoptr (JsonNode) one = json_from_string (
    "{\"items\": [], \"next\": \"a\", \"more\": true}", NULL);
  g_autoptr (JsonNode) nowhere = json_from_string (
    "{\"items\": [], \"next\": null, \"more\": true}", NULL);
  gboolean more = FALSE;

  g_assert_false (pamor_holdings_read (holdings, nowhere, &more));
  g_assert_true (pamor_holdings_read (holdings, one, &more));
  g_assert_true (more);
  g_assert_cmpstr (pamor_holdings_get_after (holdings), ==, "a");
  g_assert_false (pamor_holdings_read (holdings, one, &more));
  g_assert_false (pamor_holdings_read (holdings, NULL, &more));
}

static PamorSubmission *
lose (PamorState  state,
      PamorStatus status,
      guint       revision,
      guint       held)
{
  PamorSubmission *item = new_item (revision);

  item->state = state;
  item->status = status;
  if (!pamor_holdings_miss (item, held))
    g_clear_object (&item);
  return item;
}

static void
test_what_is_lost_is_asked_for_or_sent_again_or_told (void)
{
  static const struct
  {
    PamorState  state;
    PamorStatus status;
    guint       revision, held;
    PamorState  becomes;
    const char *reason;
  } rows[] = {
    { PAMOR_STATE_ACKNOWLEDGED, PAMOR_STATUS_PROCESSING, 1, 0, PAMOR_STATE_CONFIRMING, NULL },
    { PAMOR_STATE_ACKNOWLEDGED, PAMOR_STATUS_DONE, 2, 2, PAMOR_STATE_CONFIRMING, NULL },
    { PAMOR_STATE_ACKNOWLEDGED, PAMOR_STATUS_DONE, 2, 1, PAMOR_STATE_QUEUED, "lost" },
    { PAMOR_STATE_ACKNOWLEDGED, PAMOR_STATUS_REJECTED, 2, 0, PAMOR_STATE_ACKNOWLEDGED, NULL },
    { PAMOR_STATE_PURGED, PAMOR_STATUS_PROCESSING, 1, 0, PAMOR_STATE_PURGED, "gone" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PamorSubmission) item
        = lose (rows[i].state, rows[i].status, rows[i].revision, rows[i].held);

      g_assert_nonnull (item);
      g_assert_cmpint (item->state, ==, rows[i].becomes);
      g_assert_cmpstr (item->reason, ==, rows[i].reason);
      g_assert_false (item->state == PAMOR_STATE_PURGED ? pamor_holdings_miss (item, 0) : FALSE);
    }
}

static void
test_a_loss_that_changes_nothing_is_passed_over (void)
{
  g_assert_null (lose (PAMOR_STATE_ACKNOWLEDGED, PAMOR_STATUS_COLLECTED, 1, 0));
  g_assert_null (lose (PAMOR_STATE_ACKNOWLEDGED, PAMOR_STATUS_REJECTED, 2, 2));
  g_assert_null (lose (PAMOR_STATE_QUEUED, PAMOR_STATUS_NONE, 1, 0)); /* sealed anew meanwhile */
}

/* The one in its place is the one that counts. */
static void
test_what_was_replaced_is_not_missed (void)
{
  g_autoptr (PamorSubmission) item = new_item (1);

  item->status = PAMOR_STATUS_REJECTED;
  item->replaced_by = g_strdup ("018f0000-0000-7000-8000-00000000cafe");
  g_assert_false (pamor_holdings_miss (item, 0));
  g_assert_cmpint (item->state, ==, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_cmpuint (item->server_revision, ==, 1);
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
  g_test_add_func ("/holdings/what-is-not-there-whole-and-as-new-is-missed",
                   test_what_is_not_there_whole_and_as_new_is_missed);
  g_test_add_func ("/holdings/another-status-means-that-news-were-missed",
                   test_another_status_means_that_news_were_missed);
  g_test_add_func ("/holdings/a-list-that-does-not-go-on-is-no-proof",
                   test_a_list_that_does_not_go_on_is_no_proof);
  g_test_add_func ("/holdings/what-is-lost-is-asked-for-or-sent-again-or-told",
                   test_what_is_lost_is_asked_for_or_sent_again_or_told);
  g_test_add_func ("/holdings/what-was-replaced-is-not-missed",
                   test_what_was_replaced_is_not_missed);
  g_test_add_func ("/holdings/a-loss-that-changes-nothing-is-passed-over",
                   test_a_loss_that_changes_nothing_is_passed_over);
  return g_test_run ();
}
