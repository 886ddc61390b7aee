/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of what a person has to correct: each is 422 and names the place by a JSON pointer. What
 * is not known is passed over. */
#include "conformance/pamor-checks.h"

#include <string.h>

/* The place that the problem has to name, or one within it. */
static void
expect_at (PamorJudge  *judge,
           PamorAnswer *answer,
           const char  *pointer)
{
  JsonArray *list = pamor_answer_get_list (answer, "errors");
  gboolean named = FALSE;

  if (!pamor_judge_refusal (judge, answer, 422, "validation"))
    return;
  if (!pamor_judge_that (judge, answer, list != NULL && json_array_get_length (list) > 0,
                         "a list “errors”"))
    return;
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *error = json_array_get_element (list, i);

      if (!pamor_judge_shape (judge, answer, error, "pointer:text code:text message:text"))
        return;
      named |= g_str_has_prefix (
        json_object_get_string_member (json_node_get_object (error), "pointer"), pointer);
    }
  pamor_judge_that (judge, answer, named, "an error at %s", pointer);
}

/* @pointer: of a member of the whole */
static void
wants (PamorJudge *judge,
       const char *pointer)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);

  json_object_remove_member (specimen->root, pointer + 1);
  expect_at (judge, pamor_judge_put (judge, specimen), pointer);
}

static void
wants_object (PamorJudge *judge,
              const char *pointer)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);

  json_object_set_string_member (specimen->root, pointer + 1, "bukan objek");
  expect_at (judge, pamor_judge_put (judge, specimen), pointer);
}

static void
wants_time (PamorJudge *judge,
            const char *word)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);

  json_object_set_string_member (specimen->root, "captured_at", word);
  expect_at (judge, pamor_judge_put (judge, specimen), "/captured_at");
}

static void
wants_service (PamorJudge *judge,
               const char *word)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);

  json_object_set_string_member (specimen->root, "service", word);
  expect_at (judge, pamor_judge_put (judge, specimen), "/service");
}

static void
wants_revision (PamorJudge *judge,
                const char *word)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);

  json_object_set_int_member (specimen->root, "revision", 2);
  expect_at (judge, pamor_judge_put (judge, specimen), "/revision");
}

static void
wants_nik (PamorJudge *judge,
           const char *word)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);
  JsonObject *answers = json_object_get_object_member (specimen->root, "answers");

  json_object_set_string_member (json_object_get_object_member (answers, "pelapor"), "nik", word);
  expect_at (judge, pamor_judge_put (judge, specimen), "/answers/pelapor/nik");
}

static PamorSpecimen *
make_in_case (PamorJudge *judge)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);
  JsonObject *family = json_object_new ();

  json_object_set_string_member (family, "id", pamor_judge_make_id (judge));
  json_object_set_string_member (family, "name", "Uji kesesuaian");
  json_object_set_int_member (family, "order", 0);
  json_object_set_object_member (specimen->root, "case", family);
  return specimen;
}

/* @word: what stands in place of an order */
static void
wants_order (PamorJudge *judge,
             const char *word)
{
  PamorSpecimen *specimen = make_in_case (judge);

  json_object_set_string_member (json_object_get_object_member (specimen->root, "case"), "order",
                                 word);
  expect_at (judge, pamor_judge_put (judge, specimen), "/case");
}

static void
takes_case (PamorJudge *judge,
            const char *word)
{
  pamor_judge_status (judge, pamor_judge_put (judge, make_in_case (judge)), 201);
}

static void
keeps_nothing (PamorJudge *judge,
               const char *word)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);

  json_object_remove_member (specimen->root, "consent");
  pamor_judge_put (judge, specimen);
  pamor_judge_refusal (judge, pamor_judge_get (judge, specimen->path), 404, NULL);
}

static void
takes_corrected (PamorJudge *judge,
                 const char *word)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);
  const char *at = json_object_get_string_member (specimen->root, "captured_at");
  g_autofree char *time = g_strdup (at);

  json_object_remove_member (specimen->root, "captured_at");
  pamor_judge_put (judge, specimen);
  json_object_set_string_member (specimen->root, "captured_at", time);
  pamor_judge_status (judge, pamor_judge_put (judge, specimen), 201);
}

/* @member: of an entry of the manifest; what is wrong with it follows after "=" */
static void
wants_entry (PamorJudge *judge,
             const char *member)
{
  g_auto (GStrv) pair = g_strsplit (member, "=", 2);
  PamorSpecimen *specimen = pamor_judge_make (judge, 1);
  JsonObject *entry = pamor_specimen_get_entry (specimen, 0);

  json_object_remove_member (entry, pair[0]);
  if (pair[1] != NULL && g_str_equal (pair[0], "size"))
    json_object_set_int_member (entry, pair[0], g_ascii_strtoll (pair[1], NULL, 10));
  else if (pair[1] != NULL)
    json_object_set_string_member (entry, pair[0], pair[1]);
  expect_at (judge, pamor_judge_put (judge, specimen), "/attachments/0");
}

static void
wants_names (PamorJudge *judge,
             const char *word)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 2);

  json_object_set_string_member (pamor_specimen_get_entry (specimen, 1), "id",
                                 pamor_specimen_get_photo (specimen, 0)->id);
  expect_at (judge, pamor_judge_put (judge, specimen), "/attachments/1");
}

static void
passes_unknown (PamorJudge *judge,
                const char *word)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 1);

  json_object_set_string_member (specimen->root, "of_a_later_version", "ya");
  json_object_set_int_member (pamor_specimen_get_entry (specimen, 0), "of_a_later_version", 1);
  pamor_judge_status (judge, pamor_judge_put (judge, specimen), 201);
}

static void
goes_without (PamorJudge *judge,
              const char *member)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);

  json_object_remove_member (specimen->root, member);
  pamor_judge_status (judge, pamor_judge_put (judge, specimen), 201);
}

#define PUT "putSubmission"
#define WANTS(member) \
  { "validation-no-" member, "Without " member " it has to be corrected", PUT, wants, "/" member }
#define ENTRY(id, what, member) \
  { "validation-photo-" id, "A photo " what " has to be corrected", PUT, wants_entry, member }

const PamorCheck pamor_checks_validation[] = {
  WANTS ("revision"),
  WANTS ("service"),
  WANTS ("catalogue"),
  WANTS ("captured_at"),
  WANTS ("answers"),
  WANTS ("consent"),
  WANTS ("attachments"),
  { "validation-answers-text", "Answers that are no object have to be corrected", PUT,
    wants_object, "/answers" },
  { "validation-time", "A time that is none has to be corrected", PUT, wants_time, "kemarin" },
  { "validation-service-empty", "An empty service has to be corrected", PUT, wants_service, "" },
  { "validation-revision", "What is handed in first is revision 1", PUT, wants_revision },
  { "validation-nik-short", "A NIK of 15 digits has to be corrected", PUT, wants_nik,
    "327502170180000" },
  { "validation-nik-letters", "A NIK with letters has to be corrected", PUT, wants_nik,
    "32750217O1800004" },
  { "validation-case", "A case whose order is no number has to be corrected", PUT, wants_order,
    "pertama" },
  { "optional-case", "What belongs to a case is taken", PUT, takes_case },
  { "validation-keeps-nothing", "What has to be corrected is not kept", PUT, keeps_nothing },
  { "validation-corrected", "Corrected, it is taken under the same id", PUT, takes_corrected },
  ENTRY ("no-id", "without an id", "id"),
  ENTRY ("id", "whose id is no UUID", "id=foto-1"),
  ENTRY ("no-sha256", "without a digest", "sha256"),
  ENTRY ("sha256", "whose digest is none", "sha256=abc"),
  ENTRY ("no-size", "without a size", "size"),
  ENTRY ("empty", "of no bytes", "size=0"),
  ENTRY ("no-requirement", "that is for nothing", "requirement"),
  { "validation-photo-twice", "Two photos of one id have to be corrected", PUT, wants_names },
  { "unknown-member", "Members of a later version are passed over", PUT, passes_unknown },
  { "optional-id", "The id need not stand in the body", PUT, goes_without, "id" },
  { "optional-kind", "Nor need the kind", PUT, goes_without, "kind" },
  { NULL }
};
