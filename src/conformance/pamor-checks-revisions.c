/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of corrections: each names what it corrects, none is lost, doubled or overtaken, and
 * photos that stay need not come again. */
#include "conformance/pamor-checks.h"

#include <string.h>

/* Returns: one that was handed in, made ready to be sent as @revision with other answers */
static PamorSpecimen *
start (PamorJudge *judge,
       guint       n_photos,
       guint       revision)
{
  PamorSpecimen *specimen = pamor_judge_hand_in (judge, n_photos);

  json_object_set_int_member (specimen->root, "revision", revision);
  pamor_specimen_change (specimen, "Uji kesesuaian, sesudah diperbaiki");
  return specimen;
}

static void
is_taken (PamorJudge *judge,
          const char *word)
{
  PamorSpecimen *specimen = start (judge, 0, 2);
  PamorAnswer *answer = pamor_judge_put_revision (judge, specimen, 2, specimen->etag);
  JsonNode *revision;

  if (!pamor_judge_status (judge, answer, 201)
      || !pamor_judge_shape (judge, answer, NULL,
                             "id:uuid revision:count state:received missing:list"))
    return;
  revision = json_object_get_member (json_node_get_object (answer->json), "revision");
  pamor_judge_that (judge, answer, json_node_get_int (revision) == 2, "revision 2");
  pamor_judge_header (judge, answer, "etag", NULL);
}

static void
is_taken_again (PamorJudge *judge,
                const char *word)
{
  PamorSpecimen *specimen = start (judge, 0, 2);
  g_autofree char *etag = g_strdup (specimen->etag);

  pamor_judge_status (judge, pamor_judge_put_revision (judge, specimen, 2, etag), 201);
  pamor_judge_status (judge, pamor_judge_put_revision (judge, specimen, 2, etag), 200);
}

static void
is_taken_again_bare (PamorJudge *judge,
                     const char *word)
{
  PamorSpecimen *specimen = start (judge, 0, 2);

  pamor_judge_put_revision (judge, specimen, 2, specimen->etag);
  pamor_judge_status (judge, pamor_judge_put_revision (judge, specimen, 2, NULL), 200);
}

static void
refuses_other (PamorJudge *judge,
               const char *word)
{
  PamorSpecimen *specimen = start (judge, 0, 2);

  pamor_judge_put_revision (judge, specimen, 2, specimen->etag);
  pamor_specimen_change (specimen, "Sesuatu yang lain");
  pamor_judge_refusal (judge, pamor_judge_put_revision (judge, specimen, 2, specimen->etag), 409,
                       "different-content");
}

static void
wants_match (PamorJudge *judge,
             const char *word)
{
  PamorSpecimen *specimen = start (judge, 0, 2);

  pamor_judge_refusal (judge, pamor_judge_put_revision (judge, specimen, 2, NULL), 428,
                       "precondition-required");
}

static void
refuses_stale (PamorJudge *judge,
               const char *word)
{
  PamorSpecimen *specimen = start (judge, 0, 2);
  g_autofree char *first = g_strdup (specimen->etag);

  pamor_judge_status (judge, pamor_judge_put_revision (judge, specimen, 2, first), 201);
  json_object_set_int_member (specimen->root, "revision", 3);
  pamor_judge_refusal (judge, pamor_judge_put_revision (judge, specimen, 3, first), 412, "stale");
}

static void
takes_third (PamorJudge *judge,
             const char *word)
{
  PamorSpecimen *specimen = start (judge, 0, 2);

  pamor_judge_status (judge, pamor_judge_put_revision (judge, specimen, 2, specimen->etag), 201);
  json_object_set_int_member (specimen->root, "revision", 3);
  pamor_judge_status (judge, pamor_judge_put_revision (judge, specimen, 3, specimen->etag), 201);
}

static void
survives_upload (PamorJudge *judge,
                 const char *word)
{
  PamorSpecimen *specimen = start (judge, 1, 2);

  pamor_judge_upload (judge, specimen, 0);
  pamor_judge_status (judge, pamor_judge_put_revision (judge, specimen, 2, specimen->etag), 201);
}

static void
refuses_gap (PamorJudge *judge,
             const char *word)
{
  PamorSpecimen *specimen = start (judge, 0, 3);

  pamor_judge_refusal (judge, pamor_judge_put_revision (judge, specimen, 3, specimen->etag), 409,
                       "revision-gap");
}

static void
refuses_first (PamorJudge *judge,
               const char *word)
{
  PamorSpecimen *specimen = start (judge, 0, 1);

  pamor_judge_refusal (judge, pamor_judge_put_revision (judge, specimen, 1, specimen->etag), 400,
                       "malformed");
}

static void
wants_number (PamorJudge *judge,
              const char *word)
{
  PamorSpecimen *specimen = start (judge, 0, 3);
  PamorAnswer *answer = pamor_judge_put_revision (judge, specimen, 2, specimen->etag);

  pamor_judge_refusal (judge, answer, 422, "validation");
}

static void
knows_not (PamorJudge *judge,
           const char *word)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);

  json_object_set_int_member (specimen->root, "revision", 2);
  pamor_judge_refusal (judge, pamor_judge_put_revision (judge, specimen, 2, "\"1\""), 404, NULL);
}

/* Returns: how many photos an answer names as missing; -1 where it does not say */
static int
count_missing (PamorAnswer *answer)
{
  JsonArray *missing = pamor_answer_get_list (answer, "missing");

  return missing == NULL ? -1 : (int) json_array_get_length (missing);
}

static void
keeps_photos (PamorJudge *judge,
              const char *word)
{
  PamorSpecimen *specimen = start (judge, 1, 2);
  PamorAnswer *answer;

  pamor_judge_upload (judge, specimen, 0);
  answer = pamor_judge_put_revision (judge, specimen, 2, specimen->etag);
  if (pamor_judge_status (judge, answer, 201))
    pamor_judge_that (judge, answer, count_missing (answer) == 0, "none missing");
}

static void
wants_new_photos (PamorJudge *judge,
                  const char *word)
{
  PamorSpecimen *specimen = start (judge, 1, 2);
  PamorAnswer *answer;

  pamor_judge_upload (judge, specimen, 0);
  pamor_judge_add_photo (judge, specimen, "image/jpeg", NULL);
  answer = pamor_judge_put_revision (judge, specimen, 2, specimen->etag);
  if (pamor_judge_status (judge, answer, 201))
    pamor_judge_that (judge, answer, count_missing (answer) == 1, "the new one missing");
}

static void
drops_photos (PamorJudge *judge,
              const char *word)
{
  PamorSpecimen *specimen = pamor_judge_wants (judge, "tus") ? start (judge, 1, 2) : NULL;
  g_autofree char *path = specimen == NULL ? NULL : pamor_specimen_make_path (specimen, 0);

  if (specimen == NULL)
    return;
  pamor_judge_upload (judge, specimen, 0);
  pamor_specimen_drop_photo (specimen, 0);
  pamor_judge_status (judge, pamor_judge_put_revision (judge, specimen, 2, specimen->etag), 201);
  pamor_judge_status (judge, pamor_judge_send (judge, &(PamorCall){
                                                        .method = "HEAD", .path = path,
                                                        .headers = { "Tus-Resumable", "1.0.0" } }),
                      404);
}

static PamorAnswer *
get_receipt (PamorJudge    *judge,
             PamorSpecimen *specimen)
{
  return pamor_judge_get (judge, pamor_judge_format (judge, "%s/receipt", specimen->path));
}

static void
has_receipt (PamorJudge *judge,
             const char *word)
{
  PamorSpecimen *specimen = start (judge, 0, 2);
  g_autofree char *manifest = pamor_specimen_make_manifest (specimen);
  PamorAnswer *receipt;

  pamor_judge_put_revision (judge, specimen, 2, specimen->etag);
  receipt = get_receipt (judge, specimen);
  pamor_judge_that (judge, receipt,
                    g_strcmp0 (pamor_answer_get_text (receipt, "manifest_sha256"), manifest) == 0,
                    "manifest_sha256 of revision 2, %s", manifest);
}

static void
keeps_number (PamorJudge *judge,
              const char *word)
{
  PamorSpecimen *specimen = start (judge, 0, 2);
  PamorAnswer *first = get_receipt (judge, specimen), *second;
  const char *number = pamor_answer_get_text (first, "number");

  pamor_judge_put_revision (judge, specimen, 2, specimen->etag);
  second = get_receipt (judge, specimen);
  pamor_judge_that (judge, second,
                    number != NULL
                      && g_strcmp0 (pamor_answer_get_text (second, "number"), number) == 0,
                    "the number %s", number == NULL ? "of the first receipt" : number);
}

#define PUT "putRevision"

const PamorCheck pamor_checks_revisions[] = {
  { "revision-taken", "A correction is taken with 201", PUT, is_taken },
  { "revision-again", "The same again is harmless: 200", PUT, is_taken_again },
  { "revision-again-bare", "So it is without If-Match", PUT, is_taken_again_bare },
  { "revision-other", "Other bytes under the same number are refused", PUT, refuses_other },
  { "revision-no-match", "Without If-Match a correction is refused", PUT, wants_match },
  { "revision-stale", "A correction of what was corrected meanwhile is stale", PUT,
    refuses_stale },
  { "revision-third", "The third revision goes by the ETag of the second", PUT, takes_third },
  { "revision-upload", "An upload does not make a correction stale", PUT, survives_upload },
  { "revision-gap", "A revision in between must not be missing", PUT, refuses_gap },
  { "revision-first", "Corrections count from 2", PUT, refuses_first },
  { "revision-number", "The number in the body is that of the address", PUT, wants_number },
  { "revision-unknown", "What is not here cannot be corrected", PUT, knows_not },
  { "revision-photos", "Photos that stay need not come again", PUT, keeps_photos },
  { "revision-new-photos", "New photos are named as missing", PUT, wants_new_photos },
  { "revision-dropped-photos", "Photos that are no longer named are dropped", PUT, drops_photos },
  { "revision-receipt", "The receipt is then that of the correction", "getReceipt", has_receipt },
  { "revision-same-number", "The office's number stays the same", "getReceipt", keeps_number },
  { NULL }
};
