/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of what is handed in in place of another: it names it, it is the only one, and both say so
 * from then on. */
#include "conformance/pamor-checks.h"

/* Returns: one that is to take the place of @name, not sent yet */
static PamorSpecimen *
make (PamorJudge *judge,
      const char *name)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);

  json_object_set_string_member (specimen->root, "replaces", name);
  pamor_specimen_change (specimen, "Uji kesesuaian, diajukan baru");
  return specimen;
}

static void
is_taken (PamorJudge *judge,
          const char *word)
{
  PamorSpecimen *old = pamor_judge_hand_in (judge, 0);

  pamor_judge_status (judge, pamor_judge_put (judge, make (judge, old->id)), 201);
}

static void
is_taken_again (PamorJudge *judge,
                const char *word)
{
  PamorSpecimen *specimen = make (judge, pamor_judge_hand_in (judge, 0)->id);

  pamor_judge_status (judge, pamor_judge_put (judge, specimen), 201);
  pamor_judge_status (judge, pamor_judge_put (judge, specimen), 200);
}

static void
is_the_only_one (PamorJudge *judge,
                 const char *word)
{
  PamorSpecimen *old = pamor_judge_hand_in (judge, 0);

  pamor_judge_status (judge, pamor_judge_put (judge, make (judge, old->id)), 201);
  pamor_judge_refusal (judge, pamor_judge_put (judge, make (judge, old->id)), 409,
                       "already-replaced");
}

static void
may_name_what_is_lost (PamorJudge *judge,
                       const char *word)
{
  PamorSpecimen *specimen = make (judge, pamor_judge_make_id (judge));

  pamor_judge_status (judge, pamor_judge_put (judge, specimen), 201);
}

static void
closes_the_old (PamorJudge *judge,
                const char *word)
{
  PamorSpecimen *old = pamor_judge_hand_in (judge, 0);

  pamor_judge_status (judge, pamor_judge_put (judge, make (judge, old->id)), 201);
  json_object_set_int_member (old->root, "revision", 2);
  pamor_specimen_change (old, "Uji kesesuaian, sesudah diperbaiki");
  pamor_judge_refusal (judge, pamor_judge_put_revision (judge, old, 2, old->etag), 409, "closed");
}

/* What @specimen is told to be under @member */
static void
says (PamorJudge    *judge,
      PamorSpecimen *specimen,
      const char    *member,
      const char    *name)
{
  PamorAnswer *answer = pamor_judge_get (judge, specimen->path);

  if (pamor_judge_status (judge, answer, 200))
    pamor_judge_that (judge, answer,
                      g_strcmp0 (pamor_answer_get_text (answer, member), name) == 0, "%s %s",
                      member, name);
}

static void
is_told_of_both (PamorJudge *judge,
                 const char *word)
{
  PamorSpecimen *old = pamor_judge_hand_in (judge, 0);
  PamorSpecimen *specimen = make (judge, old->id);

  if (!pamor_judge_status (judge, pamor_judge_put (judge, specimen), 201))
    return;
  says (judge, old, "replaced_by", specimen->id);
  says (judge, specimen, "replaces", old->id);
}

static void
withdrawn_makes_room (PamorJudge *judge,
                      const char *word)
{
  PamorSpecimen *old = pamor_judge_hand_in (judge, 0);
  PamorSpecimen *specimen = make (judge, old->id);

  pamor_judge_status (judge, pamor_judge_put (judge, specimen), 201);
  pamor_judge_status (judge, pamor_judge_send (judge, &(PamorCall){ .method = "DELETE",
                                                                    .path = specimen->path }),
                      204);
  pamor_judge_status (judge, pamor_judge_put (judge, make (judge, old->id)), 201);
}

#define PUT "putSubmission"

const PamorCheck pamor_checks_replacing[] = {
  { "replaces-taken", "A new one may name another whose place it takes", PUT, is_taken },
  { "replaces-again", "The same again is harmless: 200", PUT, is_taken_again },
  { "replaces-once", "A second one in the same place is refused", PUT, is_the_only_one },
  { "replaces-lost", "To name what is not here is no fault", PUT, may_name_what_is_lost },
  { "replaces-closes", "What was replaced takes no revision any more", "putRevision",
    closes_the_old },
  { "replaces-told", "Both tell of each other", "getSubmission", is_told_of_both },
  { "replaces-withdrawn", "Where it was withdrawn another one may take the place", PUT,
    withdrawn_makes_room },
  { NULL }
};
