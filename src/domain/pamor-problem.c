/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-problem.h"

/** pamor_problem_new: Returns: (transfer full): with copies of all texts and no reason */
PamorProblem *
pamor_problem_new (const char    *rule,
                   const char    *path,
                   PamorSeverity  severity,
                   const char    *message,
                   const char    *remedy)
{
  PamorProblem *self = g_new0 (PamorProblem, 1);

  self->rule = g_strdup (rule);
  self->path = g_strdup (path);
  self->severity = severity;
  self->message = g_strdup (message);
  self->remedy = g_strdup (remedy);
  return self;
}

/** pamor_problem_free: with its words and the officer's reason */
void
pamor_problem_free (PamorProblem *self)
{
  g_free (self->rule);
  g_free (self->path);
  g_free (self->message);
  g_free (self->remedy);
  g_free (self->reason);
  g_free (self);
}

/** pamor_problem_blocks: Returns: whether sealing must wait: refused, or warned with no reason */
gboolean
pamor_problem_blocks (const PamorProblem *self)
{
  return self->severity == PAMOR_SEVERITY_REFUSE
         || (self->severity == PAMOR_SEVERITY_WARN && self->reason == NULL);
}
