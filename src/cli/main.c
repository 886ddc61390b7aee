/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pamorctl: the main job without a display. */
#include "base/pamor-host.h"
#include "base/pamor-language.h"
#include "cli/pamor-command.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static const struct
{
  const char *name;
  PamorJob    job;
  const char *call;
  const char *what;
} jobs[] = {
  { "nik", pamor_job_nik, "N", N_("read a NIK and check its form") },
  { "catalogue", pamor_job_catalogue, "check FILE...", N_("check files of a catalogue") },
  { "catalogue", pamor_job_catalogue, "preview FILE SERVICE",
    N_("show the form of a service as an edited file or folder makes it") },
  { "catalogue", pamor_job_catalogue, "pack FOLDER OUT",
    N_("make one file of a catalogue, as a server hands it out") },
  { "prepare", pamor_job_prepare, "SERVICE [--message]",
    N_("show what a citizen gets ready for a service") },
  { "shrink", pamor_job_shrink, "IN OUT [--limit BYTES] [--page N]", N_("make a photo fit") },
  { "check", pamor_job_check, "FORM.json", N_("tell what is missing in a form") },
  { "submit", pamor_job_submit,
    "FORM.json [--photo REQUIREMENT=FILE]... [--pdf REQUIREMENT=FILE]... [--corrects ID]",
    N_("seal a form into the queue and print its id; a correction keeps the photos sent before") },
  { "withdraw", pamor_job_withdraw, "ID",
    N_("take a submission back; the next sync asks the city for it") },
  { "import", pamor_job_import,
    "SERVICE TABLE.csv [--name NAME] [--activity CODE] [--refused OUT.csv]",
    N_("enter a list of people as drafts; the refused rows are written out with reasons") },
  { "list", pamor_job_list, "", N_("show everything entered") },
  { "sync", pamor_job_sync, "", N_("send until nothing can move") },
  { "connection", pamor_job_connection, "", N_("test the way to E-Open and name what is in it") },
  { "receipt", pamor_job_receipt, "ID", N_("show the city's number") },
  { "login", pamor_job_login, "--server URL --officer ID",
    N_("log in; the secret is read from standard input") },
  { "practice", pamor_job_practice, "[--port N] [--mood MOOD] [--state FOLDER] [--catalogue PACK]",
    N_("be the practice E-Open (officer latihan, secret latihan)") },
  { "conformance", pamor_job_conformance,
    "URL [--officer ID] [--secret-file FILE] [--service CODE]",
    N_("try a server against the contract; writes test submissions, so give a test account") },
};

static void
print_help (void)
{
  g_print ("%s\n\n", _("pamorctl [--data FOLDER] [--json] [--passphrase-file FILE] JOB ..."));
  for (gsize i = 0; i < G_N_ELEMENTS (jobs); i++)
    g_print ("  %s %s\n      %s\n", jobs[i].name, jobs[i].call, _(jobs[i].what));
  g_print ("\n%s\n", _("Ends with 0 done, 1 failed, 2 wrong use, 3 something waits for a person."));
}

static PamorExit
run_job (PamorCommand *command)
{
  const char *name = command->n_args > 0 ? command->args[0] : "";

  if (g_str_equal (name, "help") || g_str_equal (name, "--help"))
    {
      command->json = FALSE; /* only people ask that */
      print_help ();
      return PAMOR_EXIT_DONE;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (jobs); i++)
    if (g_str_equal (name, jobs[i].name))
      return jobs[i].job (command);
  return pamor_command_usage (command);
}

/* The options that every job has may stand before or after its name. */
static gboolean
parse_shared (PamorCommand   *command,
              int            *argc,
              char         ***argv)
{
  const GOptionEntry options[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &command->data, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &command->json, NULL, NULL },
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &command->passphrase_file, NULL, NULL },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, options, GETTEXT_PACKAGE);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  g_option_context_set_help_enabled (context, FALSE);
  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;
  /* A parse that fails takes back what it had set. */
  command->json = g_strv_contains ((const char *const *) *argv, "--json");
  pamor_command_complain (command, "detail", error->message);
  return FALSE;
}

/* What nobody could read was not told: the disk is full, or stdout was closed. */
static PamorExit
check_told (PamorExit result)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return result;
  g_printerr ("%s\n", _("What there is to tell could not be written. What was done is kept: "
                        "“pamorctl list” shows it."));
  return PAMOR_EXIT_FAILED;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (PamorClock) clock = NULL;
  g_autoptr (JsonBuilder) out = NULL;
  PamorCommand command = { 0 };
  char **args = argv;
  PamorExit result;

  pamor_host_harden ();
  pamor_clock_use_city_zone ();
  pamor_language_start (NULL);
  clock = command.clock = pamor_clock_new_system ();
  out = command.out = json_builder_new ();
  json_builder_begin_object (out);

  if (parse_shared (&command, &argc, &args))
    {
      if (command.data == NULL)
        command.data = g_build_filename (g_get_user_data_dir (), "halo-pamor", "data", NULL);
      command.args = args + 1;
      command.n_args = argc - 1;
      result = run_job (&command);
    }
  else
    result = pamor_command_usage (&command);
  pamor_command_finish (&command);
  g_free (command.data);
  g_free (command.passphrase_file);
  return check_told (result);
}
