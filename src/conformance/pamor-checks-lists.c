/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of the list by which a client sees what a server has lost, and of withdrawing. */
#include "conformance/pamor-checks.h"

#include <string.h>

#define LIST   "/v1/submissions"
#define N_MADE 3

/* Returns: (transfer none) (nullable): an item of a page */
static JsonNode *
get_item (PamorAnswer *answer,
          guint        index)
{
  JsonArray *items = pamor_answer_get_list (answer, "items");

  return items == NULL || index >= json_array_get_length (items)
           ? NULL : json_array_get_element (items, index);
}

static const char *
get_id (PamorAnswer *answer,
        guint        index)
{
  JsonNode *item = get_item (answer, index);
  JsonNode *id = item == NULL || !JSON_NODE_HOLDS_OBJECT (item)
                   ? NULL : json_object_get_member (json_node_get_object (item), "id");

  return id == NULL || json_node_get_value_type (id) != G_TYPE_STRING ? ""
                                                                      : json_node_get_string (id);
}

static gboolean
has_more (PamorAnswer *answer)
{
  JsonNode *more = pamor_answer_get_member (answer, "more");

  return more != NULL && json_node_get_value_type (more) == G_TYPE_BOOLEAN
         && json_node_get_boolean (more);
}

static PamorAnswer *
list (PamorJudge *judge,
      const char *after,
      guint       limit)
{
  return pamor_judge_get (judge, pamor_judge_format (judge, LIST "?after=%s&limit=%u", after,
                                                     limit));
}

static void
is_page (PamorJudge *judge,
         const char *members)
{
  PamorSpecimen *before = pamor_judge_hand_in (judge, 0);
  PamorAnswer *page;

  pamor_judge_hand_in (judge, 0);
  page = list (judge, before->id, 10);
  if (pamor_judge_status (judge, page, 200)
      && pamor_judge_shape (judge, page, NULL, "items:list next:text? more:flag")
      && pamor_judge_that (judge, page, get_item (page, 0) != NULL, "what came after %s",
                           before->id))
    pamor_judge_shape (judge, page, get_item (page, 0), members);
}

static void
is_oldest_first (PamorJudge *judge,
                 const char *word)
{
  PamorSpecimen *made[N_MADE];
  PamorAnswer *page;

  for (guint i = 0; i < N_MADE; i++)
    made[i] = pamor_judge_hand_in (judge, 0);
  page = list (judge, made[0]->id, 10);
  pamor_judge_that (judge, page, g_str_equal (get_id (page, 0), made[1]->id)
                                   && g_str_equal (get_id (page, 1), made[2]->id),
                    "%s, then %s", made[1]->id, made[2]->id);
}

static void
is_walked (PamorJudge *judge,
           const char *word)
{
  PamorSpecimen *made[N_MADE];
  PamorAnswer *page;
  const char *next;

  for (guint i = 0; i < N_MADE; i++)
    made[i] = pamor_judge_hand_in (judge, 0);
  page = list (judge, made[0]->id, 1);
  pamor_judge_that (judge, page, get_item (page, 1) == NULL && has_more (page)
                                   && g_str_equal (get_id (page, 0), made[1]->id),
                    "%s alone, and more", made[1]->id);
  next = pamor_answer_get_text (page, "next");
  page = list (judge, next == NULL ? "" : next, 1);
  pamor_judge_that (judge, page, g_str_equal (get_id (page, 0), made[2]->id), "%s", made[2]->id);
}

static void
ends (PamorJudge *judge,
      const char *word)
{
  PamorSpecimen *last = pamor_judge_hand_in (judge, 0);
  PamorAnswer *page = list (judge, last->id, 10);

  if (pamor_judge_status (judge, page, 200))
    pamor_judge_that (judge, page, get_item (page, 0) == NULL && !has_more (page),
                      "no items, no more");
}

static void
refuses_question (PamorJudge *judge,
                  const char *query)
{
  pamor_judge_refusal (judge, pamor_judge_get (judge, query), 400, "malformed");
}

static PamorAnswer *
withdraw (PamorJudge *judge,
          const char *path)
{
  return pamor_judge_send (judge, &(PamorCall){ .method = "DELETE", .path = path });
}

/* Returns: one that was handed in, photo and all, and withdrawn */
static PamorSpecimen *
make_withdrawn (PamorJudge *judge)
{
  PamorSpecimen *specimen = pamor_judge_hand_in (judge, 1);

  pamor_judge_upload (judge, specimen, 0);
  pamor_judge_status (judge, withdraw (judge, specimen->path), 204);
  return specimen;
}

static void
is_withdrawn (PamorJudge *judge,
              const char *word)
{
  make_withdrawn (judge);
}

static void
is_withdrawn_again (PamorJudge *judge,
                    const char *word)
{
  pamor_judge_status (judge, withdraw (judge, make_withdrawn (judge)->path), 204);
}

static void
withdraws_unknown (PamorJudge *judge,
                   const char *word)
{
  const char *path = pamor_judge_format (judge, LIST "/%s", pamor_judge_make_id (judge));

  pamor_judge_refusal (judge, withdraw (judge, path), 404, NULL);
}

static void
stays_withdrawn (PamorJudge *judge,
                 const char *word)
{
  pamor_judge_refusal (judge, pamor_judge_put (judge, make_withdrawn (judge)), 410, "withdrawn");
}

static void
says_withdrawn (PamorJudge *judge,
                const char *word)
{
  PamorAnswer *answer = pamor_judge_get (judge, make_withdrawn (judge)->path);

  if (pamor_judge_status (judge, answer, 200))
    pamor_judge_shape (judge, answer, NULL, "state:withdrawn");
}

static void
has_no_receipt (PamorJudge *judge,
                const char *word)
{
  const char *path
    = pamor_judge_format (judge, "%s/receipt", make_withdrawn (judge)->path);

  pamor_judge_refusal (judge, pamor_judge_get (judge, path), 410, "withdrawn");
}

static void
takes_no_revision (PamorJudge *judge,
                   const char *word)
{
  PamorSpecimen *specimen = make_withdrawn (judge);

  json_object_set_int_member (specimen->root, "revision", 2);
  pamor_judge_refusal (judge, pamor_judge_put_revision (judge, specimen, 2, specimen->etag), 410,
                       "withdrawn");
}

static void
has_no_photos (PamorJudge *judge,
               const char *word)
{
  g_autofree char *path = NULL;

  if (!pamor_judge_wants (judge, "tus"))
    return;
  path = pamor_specimen_make_path (make_withdrawn (judge), 0);
  pamor_judge_refusal (judge, pamor_judge_send (judge, &(PamorCall){
                                                         .method = "HEAD", .path = path,
                                                         .headers = { "Tus-Resumable", "1.0.0" } }),
                       404, NULL);
}

#define ASK  "listSubmissions"
#define TAKE "withdrawSubmission"

const PamorCheck pamor_checks_lists[] = {
  { "list-page", "The officer's submissions come in pages", ASK, is_page,
    "id:uuid revision:count state:incomplete|received|withdrawn missing:list status:text? "
    "number:text? updated_at:time" },
  { "list-order", "They come in the order in which they were handed in", ASK, is_oldest_first },
  { "list-walk", "Page after page, none is left out", ASK, is_walked },
  { "list-end", "After the last there is no more", ASK, ends },
  { "list-limit-0", "A limit of 0 is malformed", ASK, refuses_question, LIST "?limit=0" },
  { "list-limit-501", "A limit over 500 is malformed", ASK, refuses_question, LIST "?limit=501" },
  { "list-limit-word", "A limit that is no number is malformed", ASK, refuses_question,
    LIST "?limit=semua" },
  { "list-after-word", "A place in it that is no id is malformed", ASK, refuses_question,
    LIST "?after=awal" },
  { "withdraw", "A submission can be withdrawn", TAKE, is_withdrawn },
  { "withdraw-again", "Withdrawing again is harmless", TAKE, is_withdrawn_again },
  { "withdraw-unknown", "What is not here cannot be withdrawn", TAKE, withdraws_unknown },
  { "withdrawn-stays", "Handing it in again does not bring it back", "putSubmission",
    stays_withdrawn },
  { "withdrawn-state", "That it was withdrawn can be asked", "getSubmission", says_withdrawn },
  { "withdrawn-receipt", "It has no receipt", "getReceipt", has_no_receipt },
  { "withdrawn-revision", "It cannot be corrected", "putRevision", takes_no_revision },
  { "withdrawn-photos", "Its photos are gone", "askOffset", has_no_photos },
  { NULL }
};
