/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trying a server against the contract, for those who build one. The words of the checks are the
 * contract's, in its language. */
#include "base/pamor-error.h"
#include "cli/pamor-command.h"
#include "conformance/pamor-conformance.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define PRACTICE_OFFICER "latihan"

static void
tell_json (PamorCommand       *self,
           const PamorFinding *finding)
{
  json_builder_begin_object (self->out);
  pamor_command_tell (self, "id", finding->id);
  pamor_command_tell (self, "name", finding->name);
  pamor_command_tell (self, "operation", finding->operation);
  pamor_command_tell (self, "result", finding->result);
  pamor_command_tell (self, "sent", finding->sent);
  pamor_command_tell (self, "came", finding->came);
  pamor_command_tell (self, "expected", finding->expected);
  json_builder_end_object (self->out);
}

static void
tell (const PamorFinding *finding,
      gpointer            data)
{
  PamorCommand *self = data;

  if (self->json)
    tell_json (self, finding);
  pamor_command_say (self, "%-14s %s (%s): %s", finding->result, finding->id, finding->operation,
                     finding->name);
  if (g_str_equal (finding->result, "failed"))
    {
      pamor_command_say (self, "    sent:     %s", finding->sent == NULL ? "-" : finding->sent);
      pamor_command_say (self, "    came:     %s", finding->came == NULL ? "-" : finding->came);
    }
  if (!g_str_equal (finding->result, "passed") && finding->expected != NULL)
    pamor_command_say (self, "    %s %s",
                       g_str_equal (finding->result, "failed") ? "expected:" : "because",
                       finding->expected);
}

/* Of the file, else typed; the practice server's is no secret. */
static PamorSecret *
read_secret (const char  *path,
             const char  *officer,
             GError     **error)
{
  PamorSecret *typed;

  if (path != NULL)
    return pamor_secret_read (path, error);
  if (g_str_equal (officer, PRACTICE_OFFICER))
    return g_strdup (PRACTICE_OFFICER);
  typed = pamor_secret_type (_("Secret: "));
  if (typed == NULL)
    g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_INVALID,
                         _("The secret is missing: --secret-file names its file."));
  return typed;
}

static void
tell_counts (PamorCommand           *self,
             const PamorConformance *run)
{
  const struct
  {
    const char *member;
    guint       count;
  } counts[] = {
    { "checks", run->n_passed + run->n_failed + run->n_not_applicable },
    { "passed", run->n_passed },
    { "failed", run->n_failed },
    { "not_applicable", run->n_not_applicable },
    { "withdrawn", run->n_withdrawn },
    { "left", run->n_left },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      json_builder_set_member_name (self->out, counts[i].member);
      json_builder_add_int_value (self->out, counts[i].count);
    }
  pamor_command_say (self, _("%u test submissions were withdrawn, %u are left."), run->n_withdrawn,
                     run->n_left);
  pamor_command_say (self, _("%u checks: %u passed, %u failed, %u not applicable"),
                     counts[0].count, run->n_passed, run->n_failed, run->n_not_applicable);
}

/**
 * pamor_job_conformance:
 *
 * Tells of every check how it ended; without --officer in the name of the practice E-Open's own.
 *
 * Returns: FAILED where a check failed, or the server could not be tried
 */
PamorExit
pamor_job_conformance (PamorCommand *self)
{
  g_autofree char *officer = NULL, *secret_file = NULL, *service = NULL;
  g_autoptr (PamorSecret) secret = NULL;
  const GOptionEntry options[] = {
    { "officer", 0, 0, G_OPTION_ARG_STRING, &officer, NULL, NULL },
    { "secret-file", 0, 0, G_OPTION_ARG_FILENAME, &secret_file, NULL, NULL },
    { "service", 0, 0, G_OPTION_ARG_STRING, &service, NULL, NULL },
    { NULL }
  };
  PamorConformance run = { .clock = self->clock, .tell = tell, .user_data = self };
  g_autoptr (GError) error = NULL;

  if (!pamor_command_parse (self, options, 1))
    return pamor_command_usage (self);
  run.url = self->args[1];
  run.officer = officer == NULL ? PRACTICE_OFFICER : officer;
  run.service = service;
  if (!pamor_conformance_is_allowed (run.url, self->clock, &error))
    return pamor_command_fail (self, error);
  run.secret = secret = read_secret (secret_file, run.officer, &error);
  if (secret == NULL)
    return pamor_command_fail (self, error);

  pamor_command_say (self, _("This writes invented test submissions to %s in the name of officer "
                             "%s: use a test account. They are withdrawn in the end."),
                     run.url, run.officer);
  json_builder_set_member_name (self->out, "findings");
  json_builder_begin_array (self->out);
  pamor_conformance_run (&run, &error);
  json_builder_end_array (self->out);
  if (error != NULL)
    return pamor_command_fail (self, error);
  tell_counts (self, &run);
  return run.n_failed == 0 ? PAMOR_EXIT_DONE : PAMOR_EXIT_FAILED;
}
