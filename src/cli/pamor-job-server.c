/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The jobs that talk to a server, or are one: login, sync, practice. */
#include "base/pamor-error.h"
#include "cli/pamor-command.h"
#include "net/pamor-session.h"
#include "practice/pamor-practice.h"
#include "sync/pamor-account.h"
#include "sync/pamor-engine.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Typed, or a line of standard input, of which stdio is to keep no copy. */
static PamorSecret *
read_secret (void)
{
  char line[512], *secret = NULL;

  if (isatty (STDIN_FILENO))
    return pamor_secret_type (_("Secret: "));
  setvbuf (stdin, NULL, _IONBF, 0);
  if (fgets (line, sizeof line, stdin) != NULL)
    secret = g_strdup (g_strchomp (line));
  explicit_bzero (line, sizeof line);
  return secret;
}

/** pamor_job_login: reads the secret from standard input, so that no list of processes shows it */
PamorExit
pamor_job_login (PamorCommand *self)
{
  g_autofree char *server = NULL, *officer = NULL;
  g_autoptr (PamorSecret) secret = NULL;
  const GOptionEntry options[] = {
    { "server", 0, 0, G_OPTION_ARG_STRING, &server, NULL, NULL },
    { "officer", 0, 0, G_OPTION_ARG_STRING, &officer, NULL, NULL },
    { NULL }
  };
  g_autoptr (PamorStore) store = NULL;
  g_autoptr (PamorAccount) account = NULL;
  g_autoptr (PamorSession) session = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (!pamor_command_parse (self, options, 0) || server == NULL || officer == NULL)
    return pamor_command_usage (self);
  secret = read_secret ();
  if (secret == NULL)
    return pamor_command_usage (self);

  store = pamor_command_open_store (self, &error);
  if (store == NULL)
    return pamor_command_fail (self, error);
  account = pamor_account_new (store);
  session = pamor_session_new (PAMOR_TOKEN_KEEPER (account), self->clock);
  pamor_session_log_in_async (session, server, officer, secret, NULL, pamor_command_on_ready,
                              &result);
  pamor_session_log_in_finish (session, pamor_command_await (&result), &error);
  pamor_store_close (store);
  if (error != NULL)
    return pamor_command_fail (self, error);
  pamor_command_say (self, _("Logged in as %s."), officer);
  return PAMOR_EXIT_DONE;
}

/* Tells how every submission stands; returns whether one of them waits for a person. */
static gboolean
tell_outcome (PamorCommand *self,
              PamorStore   *store)
{
  GListModel *items = pamor_store_get_items (store);
  gboolean waits = FALSE;

  json_builder_set_member_name (self->out, "items");
  json_builder_begin_array (self->out);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (PamorSubmission) item = g_list_model_get_item (items, i);

      if (item->state == PAMOR_STATE_DRAFT)
        continue;
      waits |= pamor_submission_can_correct (item);
      json_builder_begin_object (self->out);
      pamor_command_tell_item (self, store, item);
      json_builder_end_object (self->out);
    }
  json_builder_end_array (self->out);
  return waits;
}

/* Returns: (transfer full): with the account that the store holds */
static PamorEngine *
new_engine (PamorCommand *self,
            PamorStore   *store)
{
  g_autoptr (PamorAccount) account = pamor_account_new (store);
  g_autoptr (PamorSession) session
    = pamor_session_new (PAMOR_TOKEN_KEEPER (account), self->clock);

  return pamor_engine_new (store, PAMOR_TRANSPORT (session));
}

/**
 * pamor_job_sync:
 *
 * Sends and asks until nothing more can move, then tells how everything stands that was sealed.
 *
 * Returns: PERSON where something is to be corrected
 */
PamorExit
pamor_job_sync (PamorCommand *self)
{
  g_autoptr (PamorStore) store = NULL;
  g_autoptr (PamorEngine) engine = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean waits;

  if (!pamor_command_parse (self, NULL, 0))
    return pamor_command_usage (self);
  store = pamor_command_open_store (self, &error);
  if (store == NULL)
    return pamor_command_fail (self, error);

  engine = new_engine (self, store);
  pamor_engine_run_async (engine, NULL, pamor_command_on_ready, &result);
  pamor_engine_run_finish (engine, pamor_command_await (&result), &error);
  waits = tell_outcome (self, store);
  pamor_engine_stop (engine);
  pamor_store_close (store);
  if (error != NULL)
    return pamor_command_fail (self, error);
  return waits ? PAMOR_EXIT_PERSON : PAMOR_EXIT_DONE;
}

/** pamor_job_connection: names what is in the way to E-Open; Returns: PERSON where something is */
PamorExit
pamor_job_connection (PamorCommand *self)
{
  g_autoptr (PamorStore) store = NULL;
  g_autoptr (PamorEngine) engine = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PamorCulprit culprit;

  if (!pamor_command_parse (self, NULL, 0))
    return pamor_command_usage (self);
  store = pamor_command_open_store (self, &error);
  if (store == NULL)
    return pamor_command_fail (self, error);

  engine = new_engine (self, store);
  pamor_engine_find_culprit_async (engine, NULL, pamor_command_on_ready, &result);
  culprit = pamor_engine_find_culprit_finish (engine, pamor_command_await (&result), NULL);
  pamor_store_close (store);
  pamor_command_tell (self, "culprit", pamor_culprit_get_nick (culprit));
  pamor_command_say (self, "%s", pamor_culprit_get_words (culprit));
  return culprit == PAMOR_CULPRIT_NONE ? PAMOR_EXIT_DONE : PAMOR_EXIT_PERSON;
}

static gboolean
on_stop_asked (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

static PamorExit
serve (PamorCommand  *self,
       PamorPractice *practice)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  /* Before the address is told: whoever reads it may end us at once. */
  g_unix_signal_add (SIGTERM, on_stop_asked, loop);
  g_unix_signal_add (SIGINT, on_stop_asked, loop);
  pamor_command_say (self, "listening %s", pamor_practice_get_url (practice));
  pamor_command_tell (self, "listening", pamor_practice_get_url (practice));
  pamor_command_finish (self); /* who reads it waits for the address */
  fflush (stdout);
  g_main_loop_run (loop);
  pamor_practice_stop (practice);
  return PAMOR_EXIT_DONE;
}

static gboolean
give_catalogue (PamorPractice  *practice,
                const char     *path,
                GError        **error)
{
  g_autoptr (GBytes) pack = NULL;
  char *text;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;
  pack = g_bytes_new_take (text, length);
  return pamor_practice_set_catalogue (practice, pack, error);
}

/**
 * pamor_job_practice:
 *
 * Is the practice E-Open on this machine, at a free port unless --port names one, until SIGTERM or
 * SIGINT; it prints its address once it listens.
 */
PamorExit
pamor_job_practice (PamorCommand *self)
{
  g_autofree char *state = NULL, *mood_nick = NULL, *catalogue = NULL;
  int port = 0;
  const GOptionEntry options[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &port, NULL, NULL },
    { "mood", 0, 0, G_OPTION_ARG_STRING, &mood_nick, NULL, NULL },
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &state, NULL, NULL },
    { "catalogue", 0, 0, G_OPTION_ARG_FILENAME, &catalogue, NULL, NULL },
    { NULL }
  };
  g_autoptr (PamorPractice) practice = NULL;
  g_autoptr (GError) error = NULL;
  PamorMood mood = PAMOR_MOOD_NORMAL;

  if (!pamor_command_parse (self, options, 0) || port < 0 || port > 65535
      || (mood_nick != NULL && !pamor_mood_from_nick (mood_nick, &mood)))
    return pamor_command_usage (self);
  if (state == NULL)
    state = g_build_filename (g_get_user_state_dir (), "halo-pamor", "eopen-latihan", NULL);

  practice = pamor_practice_new (state, self->clock, &error);
  if (practice == NULL || (catalogue != NULL && !give_catalogue (practice, catalogue, &error))
      || !pamor_practice_start (practice, port, &error))
    return pamor_command_fail (self, error);
  if (mood_nick != NULL)
    pamor_practice_set_mood (practice, mood);
  return serve (self, practice);
}
