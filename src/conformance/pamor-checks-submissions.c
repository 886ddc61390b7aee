/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of handing in: a name is taken once, the same again is harmless, something else under it
 * never gets in; and what is told of it afterwards. */
#include "conformance/pamor-checks.h"

#include <string.h>

#define STATE   "id:uuid revision:count state:incomplete|received|withdrawn missing:list"
#define SUMMARY STATE " status:text? number:text? updated_at:time"

static gboolean
says (PamorAnswer *answer,
      const char  *state,
      guint        n_missing)
{
  JsonArray *missing = pamor_answer_get_list (answer, "missing");

  return g_strcmp0 (pamor_answer_get_text (answer, "state"), state) == 0 && missing != NULL
         && json_array_get_length (missing) == n_missing;
}

static void
is_taken (PamorJudge *judge,
          const char *members)
{
  PamorAnswer *answer = pamor_judge_put (judge, pamor_judge_make (judge, 1));

  if (pamor_judge_status (judge, answer, 201))
    pamor_judge_shape (judge, answer, NULL, members);
}

static void
names_missing (PamorJudge *judge,
               const char *word)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 2);
  PamorAnswer *answer = pamor_judge_put (judge, specimen);
  const gsize size = g_bytes_get_size (answer->body);
  const char *body = size == 0 ? "" : g_bytes_get_data (answer->body, NULL);

  pamor_judge_that (judge, answer,
                    says (answer, "incomplete", 2)
                      && g_strstr_len (body, size, pamor_specimen_get_photo (specimen, 0)->id)
                      && g_strstr_len (body, size, pamor_specimen_get_photo (specimen, 1)->id),
                    "state incomplete, and the ids of both photos missing");
}

static void
is_complete (PamorJudge *judge,
             const char *word)
{
  PamorAnswer *answer = pamor_judge_put (judge, pamor_judge_make (judge, 0));

  pamor_judge_that (judge, answer, says (answer, "received", 0), "state received, none missing");
}

static void
has_etag (PamorJudge *judge,
          const char *word)
{
  pamor_judge_header (judge, pamor_judge_put (judge, pamor_judge_make (judge, 0)), "etag", NULL);
}

static void
takes_again (PamorJudge *judge,
             const char *word)
{
  PamorSpecimen *specimen = pamor_judge_hand_in (judge, 1);
  PamorAnswer *again = pamor_judge_put (judge, specimen);

  if (pamor_judge_status (judge, again, 200))
    pamor_judge_that (judge, again, says (again, "incomplete", 1), "state incomplete, one missing");
}

static void
takes_again_later (PamorJudge *judge,
                   const char *word)
{
  PamorSpecimen *specimen = pamor_judge_hand_in (judge, 1);
  PamorAnswer *again;

  pamor_judge_upload (judge, specimen, 0);
  again = pamor_judge_put (judge, specimen);
  if (pamor_judge_status (judge, again, 200))
    pamor_judge_that (judge, again, says (again, "received", 0), "state received, none missing");
}

/* Returns: how many items of a page are of @id */
static guint
count_items (PamorAnswer *page,
             const char  *id)
{
  JsonArray *list = pamor_answer_get_list (page, "items");
  guint n = 0;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *item = json_array_get_element (list, i);

      n += JSON_NODE_HOLDS_OBJECT (item)
           && g_strcmp0 (json_object_get_string_member_with_default (json_node_get_object (item),
                                                                     "id", ""), id) == 0;
    }
  return n;
}

/* The list is what would show that it was doubled. */
static void
keeps_once (PamorJudge *judge,
            const char *word)
{
  PamorSpecimen *before = pamor_judge_hand_in (judge, 0);
  PamorSpecimen *specimen = pamor_judge_hand_in (judge, 0);
  PamorAnswer *page;

  pamor_judge_put (judge, specimen);
  page = pamor_judge_get (judge, pamor_judge_format (judge, "/v1/submissions?after=%s",
                                                     before->id));
  pamor_judge_that (judge, page, count_items (page, specimen->id) == 1, "%s just once",
                    specimen->id);
}

static void
refuses_other (PamorJudge *judge,
               const char *word)
{
  PamorSpecimen *specimen = pamor_judge_hand_in (judge, 0);

  pamor_specimen_change (specimen, "Sesuatu yang lain");
  pamor_judge_refusal (judge, pamor_judge_put (judge, specimen), 409, "different-content");
}

static void
keeps_first (PamorJudge *judge,
             const char *word)
{
  PamorSpecimen *specimen = pamor_judge_hand_in (judge, 0);
  g_autoptr (GBytes) body = pamor_specimen_write (specimen);
  PamorAnswer *again;

  pamor_specimen_change (specimen, "Sesuatu yang lain");
  pamor_judge_put (judge, specimen);
  again = pamor_judge_send (judge, &(PamorCall){ .method = "PUT", .path = specimen->path,
                                                 .body = body });
  pamor_judge_status (judge, again, 200);
}

static void
keeps_nothing_wrong (PamorJudge *judge,
                     const char *word)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);
  g_autoptr (GBytes) body = pamor_specimen_write (specimen);

  pamor_judge_send (judge, &(PamorCall){
                             .method = "PUT", .path = specimen->path, .body = body,
                             .digest = "sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:" });
  pamor_judge_refusal (judge, pamor_judge_get (judge, specimen->path), 404, NULL);
}

static void
takes_charset (PamorJudge *judge,
               const char *word)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);
  g_autoptr (GBytes) body = pamor_specimen_write (specimen);
  PamorAnswer *answer
    = pamor_judge_send (judge, &(PamorCall){ .method = "PUT", .path = specimen->path, .body = body,
                                             .type = "application/json; charset=utf-8" });

  pamor_judge_status (judge, answer, 201);
}

/* @word: where the id would stand */
static void
refuses_name (PamorJudge *judge,
              const char *word)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);
  const char *path = pamor_judge_format (judge, "/v1/submissions/%s", word);
  g_autoptr (GBytes) body = NULL;

  json_object_remove_member (specimen->root, "id");
  body = pamor_specimen_write (specimen);
  pamor_judge_refusal (judge, pamor_judge_send (judge, &(PamorCall){ .method = "PUT", .path = path,
                                                                     .body = body }),
                       400, NULL);
}

static void
refuses_other_id (PamorJudge *judge,
                  const char *word)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);
  PamorAnswer *answer;

  json_object_set_string_member (specimen->root, "id", pamor_judge_make_id (judge));
  answer = pamor_judge_put (judge, specimen);
  pamor_judge_that (judge, answer, answer->status == 400 || answer->status == 422, "400 or 422");
}

static void
tells_state (PamorJudge *judge,
             const char *members)
{
  PamorSpecimen *specimen = pamor_judge_hand_in (judge, 1);
  PamorAnswer *answer = pamor_judge_get (judge, specimen->path);

  if (pamor_judge_status (judge, answer, 200) && pamor_judge_shape (judge, answer, NULL, members))
    pamor_judge_that (judge, answer, says (answer, "incomplete", 1),
                      "state incomplete, one missing");
}

static PamorAnswer *
get_unless (PamorJudge *judge,
            const char *path,
            const char *etag)
{
  return pamor_judge_send (judge, &(PamorCall){ .method = "GET", .path = path,
                                                .headers = { etag == NULL ? NULL : "If-None-Match",
                                                             etag } });
}

static void
spares_unchanged (PamorJudge *judge,
                  const char *word)
{
  PamorSpecimen *specimen = pamor_judge_hand_in (judge, 0);
  PamorAnswer *first = pamor_judge_get (judge, specimen->path), *second;
  const char *etag = pamor_answer_get_header (first, "etag");

  pamor_judge_header (judge, first, "etag", NULL);
  second = get_unless (judge, specimen->path, etag);
  if (pamor_judge_status (judge, second, 304))
    pamor_judge_that (judge, second, g_bytes_get_size (second->body) == 0, "no body");
}

static void
shows_change (PamorJudge *judge,
              const char *word)
{
  PamorSpecimen *specimen = pamor_judge_hand_in (judge, 1);
  PamorAnswer *first = pamor_judge_get (judge, specimen->path);

  pamor_judge_upload (judge, specimen, 0);
  pamor_judge_status (judge,
                      get_unless (judge, specimen->path, pamor_answer_get_header (first, "etag")),
                      200);
}

static void
knows_not (PamorJudge *judge,
           const char *word)
{
  const char *path = pamor_judge_format (judge, "/v1/submissions/%s%s", pamor_judge_make_id (judge),
                                         word);

  pamor_judge_refusal (judge, pamor_judge_get (judge, path), 404, NULL);
}

#define PUT "putSubmission"
#define GET "getSubmission"

const PamorCheck pamor_checks_submissions[] = {
  { "submission-taken", "A submission is taken with 201 and its state", PUT, is_taken, STATE },
  { "submission-missing", "The photos that are still missing are named", PUT, names_missing },
  { "submission-complete", "One without photos is received at once", PUT, is_complete },
  { "submission-etag", "It gets an ETag", PUT, has_etag },
  { "submission-again", "The same bytes again are harmless: 200", PUT, takes_again },
  { "submission-again-later", "So they are when the photos are there already", PUT,
    takes_again_later },
  { "submission-once", "What was sent twice is there once", PUT, keeps_once },
  { "submission-other", "Other bytes under the same id are refused", PUT, refuses_other },
  { "submission-other-keeps", "After that the first bytes are still what counts", PUT,
    keeps_first },
  { "submission-wrong-digest-keeps", "Of a body under a wrong digest nothing is kept", PUT,
    keeps_nothing_wrong },
  { "submission-charset", "The type may carry charset=utf-8", PUT, takes_charset },
  { "submission-uuid4", "An id that is no UUID of version 7 is refused", PUT, refuses_name,
    "2f0e4c1a-0000-4000-8000-000000000000" },
  { "submission-upper-case", "An id in upper case is refused", PUT, refuses_name,
    "019AA000-0000-7000-8000-00000000000A" },
  { "submission-other-id", "An id in the body that is not the address's is refused", PUT,
    refuses_other_id },
  { "state-members", "How it stands can be asked", GET, tells_state, SUMMARY " history:list" },
  { "state-unchanged", "What is unchanged is answered with 304 and no body", GET,
    spares_unchanged },
  { "state-changed", "After an upload it is no longer unchanged", GET, shows_change },
  { "state-unknown", "A submission that is not here is 404", GET, knows_not, "" },
  { "receipt-unknown", "So is its receipt", "getReceipt", knows_not, "/receipt" },
  { NULL }
};
