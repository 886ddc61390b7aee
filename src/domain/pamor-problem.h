/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  PAMOR_SEVERITY_INFO,   /* only tells */
  PAMOR_SEVERITY_WARN,   /* sealing needs a reason, which travels with the submission */
  PAMOR_SEVERITY_REFUSE  /* blocks sealing */
} PamorSeverity;

/** PamorProblem: what is the matter with one field, requirement or the consent */
typedef struct
{
  char          *rule;     /* id of the rule, "NIK01"; "required" where something is missing */
  char          *path;     /* "saksi.orang[1].nik", "attachment:KK", "consent" */
  PamorSeverity  severity;
  char          *message;  /* what is the matter, in the citizen's language */
  char          *remedy;   /* (nullable) what to do */
  char          *reason;   /* (nullable) the officer's reason, where a warning was given one */
} PamorProblem;

PamorProblem *pamor_problem_new  (const char    *rule,
                                  const char    *path,
                                  PamorSeverity  severity,
                                  const char    *message,
                                  const char    *remedy);
void          pamor_problem_free (PamorProblem  *self);
gboolean      pamor_problem_blocks (const PamorProblem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorProblem, pamor_problem_free)

G_END_DECLS
