/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tries a server against the contract from outside: sends what is right and what is wrong, in the
 * name of a test account, and tells of each rule whether it was kept. What it handed in is invented
 * and is withdrawn in the end. Blocks while it goes on. */
#include "conformance/pamor-conformance.h"

#include "conformance/pamor-checks.h"

static const PamorCheck *const groups[] = {
  pamor_checks_service,  pamor_checks_sessions,  pamor_checks_requests, pamor_checks_submissions,
  pamor_checks_validation, pamor_checks_limits,  pamor_checks_lists,    pamor_checks_uploads,
  pamor_checks_contents, pamor_checks_revisions, pamor_checks_replacing, pamor_checks_feed,
  pamor_checks_reference, pamor_checks_exchanges,
};

static const char *const results[] = { "passed", "failed", "not applicable" };

static void
try_check (PamorConformance *self,
           PamorJudge       *judge,
           const PamorCheck *check)
{
  PamorFinding finding = { .id = check->id, .name = check->name, .operation = check->operation };
  PamorVerdict verdict;

  pamor_judge_begin (judge);
  check->act (judge, check->word);
  verdict = pamor_judge_end (judge);
  self->n_passed += verdict == PAMOR_VERDICT_PASSED;
  self->n_failed += verdict == PAMOR_VERDICT_FAILED;
  self->n_not_applicable += verdict == PAMOR_VERDICT_NOT_APPLICABLE;
  finding.result = results[verdict];
  finding.sent = pamor_judge_get_sent (judge);
  finding.came = pamor_judge_get_came (judge);
  finding.expected = pamor_judge_get_expected (judge);
  self->tell (&finding, self->user_data);
}

/** pamor_conformance_is_allowed: FALSE with %PAMOR_ERROR_INVALID: not https, nor this machine */
gboolean
pamor_conformance_is_allowed (const char  *url,
                              PamorClock  *clock,
                              GError     **error)
{
  g_autoptr (PamorWire) wire = pamor_wire_new (url, clock, error);

  return wire != NULL;
}

/**
 * pamor_conformance_run:
 *
 * Returns: whether it could be tried at all; %PAMOR_ERROR_INVALID for an address that is neither
 *   https nor this machine's own
 */
gboolean
pamor_conformance_run (PamorConformance  *self,
                       GError           **error)
{
  g_autoptr (PamorWire) wire = NULL;
  g_autoptr (PamorJudge) judge = NULL;

  g_return_val_if_fail (self != NULL && self->url != NULL && self->tell != NULL, FALSE);

  wire = pamor_wire_new (self->url, self->clock, error);
  if (wire == NULL)
    return FALSE;
  judge = pamor_judge_new (wire, self->clock, self->officer, self->secret,
                           self->service == NULL ? PAMOR_SPECIMEN_SERVICE : self->service);
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const PamorCheck *check = groups[i]; check->id != NULL; check++)
      try_check (self, judge, check);
  self->n_withdrawn = pamor_judge_withdraw (judge, &self->n_left);
  return TRUE;
}
