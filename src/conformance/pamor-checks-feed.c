/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of what comes back: the receipt, which alone acknowledges a submission, and the feed of
 * what the office decided. The feed's order shows only where the account has changes. */
#include "conformance/pamor-checks.h"

#include <string.h>

#define FEED "/v1/changes"

static PamorAnswer *
get_receipt (PamorJudge    *judge,
             PamorSpecimen *specimen)
{
  return pamor_judge_get (judge, pamor_judge_format (judge, "%s/receipt", specimen->path));
}

static PamorSpecimen *
make_received (PamorJudge *judge)
{
  PamorSpecimen *specimen = pamor_judge_hand_in (judge, 2);

  pamor_judge_upload (judge, specimen, 0);
  pamor_judge_upload (judge, specimen, 1);
  return specimen;
}

static void
is_incomplete (PamorJudge *judge,
               const char *word)
{
  PamorAnswer *answer = get_receipt (judge, pamor_judge_hand_in (judge, 1));

  if (pamor_judge_refusal (judge, answer, 409, "incomplete"))
    pamor_judge_shape (judge, answer, NULL, "missing:list");
}

static void
names_missing (PamorJudge *judge,
               const char *word)
{
  PamorSpecimen *specimen = pamor_judge_hand_in (judge, 2);
  const char *wanted = pamor_specimen_get_photo (specimen, 1)->id;
  PamorAnswer *answer;
  JsonNode *missing;
  g_autofree char *text = NULL;
  g_autofree char *expected = g_strdup_printf ("[\"%s\"]", wanted);

  pamor_judge_upload (judge, specimen, 0);
  answer = get_receipt (judge, specimen);
  missing = pamor_answer_get_member (answer, "missing");
  text = missing == NULL ? NULL : json_to_string (missing, FALSE);
  pamor_judge_that (judge, answer, g_strcmp0 (text, expected) == 0, "missing: %s", expected);
}

static void
is_given (PamorJudge *judge,
          const char *members)
{
  PamorAnswer *answer = get_receipt (judge, make_received (judge));

  if (pamor_judge_status (judge, answer, 200))
    pamor_judge_shape (judge, answer, NULL, members);
}

static void
is_ours (PamorJudge *judge,
         const char *word)
{
  PamorSpecimen *specimen = make_received (judge);
  g_autofree char *manifest = pamor_specimen_make_manifest (specimen);
  PamorAnswer *answer = get_receipt (judge, specimen);

  pamor_judge_that (judge, answer,
                    g_strcmp0 (pamor_answer_get_text (answer, "manifest_sha256"), manifest) == 0,
                    "manifest_sha256: %s", manifest);
}

static void
stays (PamorJudge *judge,
       const char *word)
{
  PamorSpecimen *specimen = make_received (judge);
  PamorAnswer *first = get_receipt (judge, specimen), *second;

  pamor_judge_status (judge, first, 200);
  pamor_judge_put (judge, specimen);
  second = get_receipt (judge, specimen);
  pamor_judge_that (judge, second, g_bytes_equal (first->body, second->body),
                    "the same receipt as before");
}

static void
is_told_elsewhere (PamorJudge *judge,
                   const char *word)
{
  PamorSpecimen *specimen = make_received (judge);
  const char *number = pamor_answer_get_text (get_receipt (judge, specimen), "number");
  PamorAnswer *state = pamor_judge_get (judge, specimen->path);

  pamor_judge_that (judge, state,
                    number != NULL
                      && g_strcmp0 (pamor_answer_get_text (state, "number"), number) == 0,
                    "the number of the receipt, %s", number == NULL ? "(it has none)" : number);
}

static void
differ (PamorJudge *judge,
        const char *word)
{
  const char *one = pamor_answer_get_text (get_receipt (judge, pamor_judge_hand_in (judge, 0)),
                                           "number");
  PamorAnswer *answer = get_receipt (judge, pamor_judge_hand_in (judge, 0));
  const char *other = pamor_answer_get_text (answer, "number");

  pamor_judge_that (judge, answer, one != NULL && other != NULL && !g_str_equal (one, other),
                    "another number than %s", one == NULL ? "(none)" : one);
}

static JsonArray *
get_items (PamorAnswer *answer)
{
  return pamor_answer_get_list (answer, "items");
}

static PamorAnswer *
get_changes (PamorJudge *judge,
             const char *cursor,
             guint       limit)
{
  g_autofree char *escaped = g_uri_escape_string (cursor, NULL, FALSE);
  const char *path = pamor_judge_format (judge, FEED "?cursor=%s&limit=%u", escaped, limit);
  PamorAnswer *answer = pamor_judge_get (judge, path);

  pamor_judge_status (judge, answer, 200);
  return answer;
}

static void
is_feed (PamorJudge *judge,
         const char *members)
{
  PamorAnswer *answer = pamor_judge_get (judge, FEED);

  if (pamor_judge_status (judge, answer, 200))
    pamor_judge_shape (judge, answer, NULL, members);
}

static void
begins (PamorJudge *judge,
        const char *word)
{
  PamorAnswer *bare = pamor_judge_get (judge, FEED "?limit=5");
  PamorAnswer *empty = get_changes (judge, "", 5);

  pamor_judge_that (judge, empty, g_bytes_equal (bare->body, empty->body),
                    "the same as without a cursor");
}

/* Returns: (nullable): the first changes; NULL, having skipped, where there are fewer than @n */
static PamorAnswer *
get_first (PamorJudge *judge,
           guint       n)
{
  PamorAnswer *answer = get_changes (judge, "", 100);
  JsonArray *items = get_items (answer);

  if (items != NULL && json_array_get_length (items) >= n)
    return answer;
  pamor_judge_skip (judge, "the test account has too few changes; let the office decide something");
  return NULL;
}

static void
has_changes (PamorJudge *judge,
             const char *members)
{
  PamorAnswer *answer = get_first (judge, 1);
  JsonArray *items = answer == NULL ? NULL : get_items (answer);

  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    if (!pamor_judge_shape (judge, answer, json_array_get_element (items, i), members))
      break;
}

static gint64
get_seq (JsonArray *items,
         guint      index)
{
  JsonNode *item = json_array_get_element (items, index);
  JsonNode *seq = JSON_NODE_HOLDS_OBJECT (item)
                    ? json_object_get_member (json_node_get_object (item), "seq") : NULL;

  return seq == NULL || json_node_get_value_type (seq) != G_TYPE_INT64 ? -1
                                                                       : json_node_get_int (seq);
}

static void
is_in_order (PamorJudge *judge,
             const char *word)
{
  PamorAnswer *answer = get_first (judge, 2);
  JsonArray *items = answer == NULL ? NULL : get_items (answer);
  gboolean rising = TRUE;

  if (items == NULL)
    return;
  for (guint i = 1; i < json_array_get_length (items); i++)
    rising &= get_seq (items, i) > get_seq (items, i - 1);
  pamor_judge_that (judge, answer, rising, "seq that only rises");
}

/* Two pages of one against one page of two. */
static void
is_walked (PamorJudge *judge,
           const char *word)
{
  PamorAnswer *both = get_first (judge, 2), *one, *two;
  const char *next;

  if (both == NULL)
    return;
  one = get_changes (judge, "", 1);
  next = pamor_answer_get_text (one, "next");
  two = get_changes (judge, next == NULL ? "" : next, 1);
  pamor_judge_that (judge, one,
                    get_items (one) != NULL && json_array_get_length (get_items (one)) == 1
                      && get_seq (get_items (one), 0) == get_seq (get_items (both), 0),
                    "the first change alone");
  pamor_judge_that (judge, two,
                    get_items (two) != NULL && json_array_get_length (get_items (two)) == 1
                      && get_seq (get_items (two), 0) == get_seq (get_items (both), 1),
                    "the second change alone");
}

static void
says_more (PamorJudge *judge,
           const char *word)
{
  PamorAnswer *one;

  if (get_first (judge, 2) == NULL)
    return;
  one = get_changes (judge, "", 1);
  pamor_judge_that (judge, one,
                    one->json != NULL
                      && json_object_get_boolean_member_with_default (
                        json_node_get_object (one->json), "more", FALSE),
                    "more: true");
}

static void
repeats (PamorJudge *judge,
         const char *word)
{
  PamorAnswer *first = get_changes (judge, "", 1), *second, *again;
  const char *next = pamor_answer_get_text (first, "next");

  second = get_changes (judge, next == NULL ? "" : next, 1);
  again = get_changes (judge, next == NULL ? "" : next, 1);
  pamor_judge_that (judge, again, g_bytes_equal (second->body, again->body),
                    "the same page as the first time");
}

/* @word: of a client that has seen everything */
static void
ends (PamorJudge *judge,
      const char *word)
{
  PamorAnswer *page = get_changes (judge, "", 500);

  for (guint n = 0; n < 1000 && page->json != NULL
                    && pamor_answer_get_text (page, "next") != NULL
                    && json_object_get_boolean_member_with_default (
                      json_node_get_object (page->json), "more", FALSE); n++)
    page = get_changes (judge, pamor_answer_get_text (page, "next"), 500);
  if (page->json == NULL || pamor_answer_get_text (page, "next") == NULL)
    {
      pamor_judge_that (judge, page, FALSE, "a cursor “next”");
      return;
    }
  page = get_changes (judge, pamor_answer_get_text (page, "next"), 500);
  pamor_judge_that (judge, page,
                    get_items (page) != NULL && json_array_get_length (get_items (page)) == 0,
                    "no items after the last");
}

static void
refuses_limit (PamorJudge *judge,
               const char *word)
{
  pamor_judge_refusal (judge, pamor_judge_get (judge, pamor_judge_format (judge, FEED "?limit=%s",
                                                                          word)),
                       400, "malformed");
}

static void
expires (PamorJudge *judge,
         const char *word)
{
  pamor_judge_refusal (judge, pamor_judge_get (judge, FEED "?cursor=of-another-life"), 410,
                       "cursor-expired");
}

#define RECEIPT "getReceipt"
#define CHANGES "getChanges"

const PamorCheck pamor_checks_feed[] = {
  { "receipt-incomplete", "Before the photos are there, there is no receipt", RECEIPT,
    is_incomplete },
  { "receipt-missing", "Instead the photos that are missing are named, and no others", RECEIPT,
    names_missing },
  { "receipt-given", "When all is there, there is one", RECEIPT, is_given,
    "number:text revision:count received_at:time manifest_sha256:sha256" },
  { "receipt-ours", "It names the digest of what was sent", RECEIPT, is_ours },
  { "receipt-stays", "It does not change", RECEIPT, stays },
  { "receipt-number", "Its number is told with the submission too", "getSubmission",
    is_told_elsewhere },
  { "receipt-numbers", "No number is given twice", RECEIPT, differ },
  { "changes-page", "What the office decided comes in pages", CHANGES, is_feed,
    "items:list next:text more:flag" },
  { "changes-begin", "An empty cursor is the start of the feed", CHANGES, begins },
  { "changes-members", "Each change says what, of which submission and since when", CHANGES,
    has_changes,
    "seq:count submission:uuid revision:count "
    "status:verification|processing|done|collected|rejected|failed reason_code:text? "
    "message:text? updated_at:time" },
  { "changes-order", "They come in order", CHANGES, is_in_order },
  { "changes-walk", "Page after page, none is left out", CHANGES, is_walked },
  { "changes-more", "While there is more it says so", CHANGES, says_more },
  { "changes-repeat", "The same cursor gives the same page: a lost reply loses nothing", CHANGES,
    repeats },
  { "changes-end", "After the last there is nothing, and no more", CHANGES, ends },
  { "changes-limit-0", "A limit of 0 is malformed", CHANGES, refuses_limit, "0" },
  { "changes-limit-501", "A limit over 500 is malformed", CHANGES, refuses_limit, "501" },
  { "changes-expired", "A cursor that it does not know has expired", CHANGES, expires },
  { NULL }
};
