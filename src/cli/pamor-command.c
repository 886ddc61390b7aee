/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the jobs of pamorctl share: words or JSON out, the store open, an answer waited for. Words
 * for people go to stdout, failures to stderr; with --json one object is all that goes out. */
#include "cli/pamor-command.h"

#include "base/pamor-error.h"
#include "domain/pamor-words.h"
#include "photo/pamor-limits.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#define CHUNK (1024 * 1024) /* bytes read at a time */

/** pamor_command_complain: words of a failure: a line on stderr, with --json the @member */
void
pamor_command_complain (PamorCommand *self,
                        const char   *member,
                        const char   *words)
{
  if (self->json)
    pamor_command_tell (self, member, words);
  else
    g_printerr ("%s\n", words);
}

/** pamor_command_usage: tells that the words of the call are off; Returns: the exit for that */
PamorExit
pamor_command_usage (PamorCommand *self)
{
  pamor_command_complain (self, "error",
                          _("That call is not understood. “pamorctl help” shows how it goes."));
  return PAMOR_EXIT_USAGE;
}

/** pamor_command_fail: tells @error in people's words, and what and where; Returns: its exit */
PamorExit
pamor_command_fail (PamorCommand *self,
                    const GError *error)
{
  g_autofree char *words = pamor_words_for_error (error);

  pamor_command_complain (self, "error", words);
  if (self->json || strstr (words, error->message) == NULL)
    pamor_command_complain (self, "detail", error->message);

  switch ((PamorError) error->code)
    {
    case PAMOR_ERROR_AUTH:
    case PAMOR_ERROR_LOCKED:
    case PAMOR_ERROR_PORTAL:
    case PAMOR_ERROR_UPGRADE:
      return error->domain == PAMOR_ERROR ? PAMOR_EXIT_PERSON : PAMOR_EXIT_FAILED;
    default:
      return PAMOR_EXIT_FAILED;
    }
}

/** pamor_command_say: a line for people; silent with --json */
void
pamor_command_say (PamorCommand *self,
                   const char   *format,
                   ...)
{
  g_autofree char *line = NULL;
  va_list args;

  if (self->json)
    return;
  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  g_print ("%s\n", line);
}

/** pamor_command_tell: a member for programs; @value NULL is null; any bytes, as file names have */
void
pamor_command_tell (PamorCommand *self,
                    const char   *member,
                    const char   *value)
{
  g_autofree char *text = value == NULL ? NULL : g_utf8_make_valid (value, -1);

  json_builder_set_member_name (self->out, member);
  if (text == NULL)
    json_builder_add_null_value (self->out);
  else
    json_builder_add_string_value (self->out, text);
}

/** pamor_command_finish: with --json, ends the object and prints it; what is told later is lost */
void
pamor_command_finish (PamorCommand *self)
{
  g_autoptr (JsonGenerator) generator = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  if (!self->json || self->finished)
    return;
  self->finished = TRUE;
  json_builder_end_object (self->out);
  root = json_builder_get_root (self->out);
  generator = json_generator_new ();
  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, NULL);
  g_print ("%s\n", text);
}

/** pamor_command_tell_item: a submission as one line, or as members of the open object */
void
pamor_command_tell_item (PamorCommand    *self,
                         PamorStore      *store,
                         PamorSubmission *item)
{
  PamorSubmission *earlier = pamor_store_find_earlier (store, item);
  g_autofree char *state = pamor_words_for_state (item);
  g_autofree char *reason = earlier != NULL ? pamor_words_for_turn (earlier, earlier->service)
                                            : pamor_words_for_reason (item);
  const char *why = *reason == '\0' && item->status_text != NULL ? item->status_text : reason;

  pamor_command_say (self, "%s  %s  %s%s%s%s%s", item->id, item->title, state,
                     item->number == NULL ? "" : "  ", item->number == NULL ? "" : item->number,
                     *why == '\0' ? "" : "  ", why);
  if (!self->json)
    return;
  pamor_command_tell (self, "id", item->id);
  pamor_command_tell (self, "service", item->service);
  pamor_command_tell (self, "title", item->title);
  pamor_command_tell (self, "state", pamor_state_get_nick (item->state));
  pamor_command_tell (self, "status", pamor_status_get_nick (item->status));
  pamor_command_tell (self, "status_text", item->status_text);
  pamor_command_tell (self, "number", item->number);
  pamor_command_tell (self, "qr", item->qr);
  pamor_command_tell (self, "replaces", item->replaces);
  pamor_command_tell (self, "replaced_by", item->replaced_by);
  pamor_command_tell (self, "reason", item->reason);
  pamor_command_tell (self, "reason_text", item->reason_text);
  pamor_command_tell (self, "waits_for", earlier == NULL ? NULL : earlier->id);
  json_builder_set_member_name (self->out, "bytes_left");
  json_builder_add_int_value (self->out, pamor_submission_bytes_left (item));
}

/**
 * pamor_command_parse:
 * @options: (nullable): of this job
 * @n_words: how many words are wanted after the options; -1: one or more
 *
 * Returns: whether the call is understood; self->args then holds the words alone
 */
gboolean
pamor_command_parse (PamorCommand       *self,
                     const GOptionEntry *options,
                     int                 n_words)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_set_help_enabled (context, FALSE);
  if (options != NULL)
    g_option_context_add_main_entries (context, options, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &self->n_args, &self->args, &error))
    {
      pamor_command_complain (self, "detail", error->message);
      return FALSE;
    }
  /* args[0] is the job's own name, as GOptionContext wants a program's. */
  return n_words < 0 ? self->n_args > 1 : self->n_args == n_words + 1;
}

/** pamor_command_read_catalogue: Returns: (transfer full): the newest that came from the city, or
 *   the one of the program where none came or can be used */
PamorCatalogue *
pamor_command_read_catalogue (PamorCommand *self,
                              PamorStore   *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) pack = NULL;
  PamorCatalogue *catalogue = NULL;

  pamor_store_read_catalogue_async (store, NULL, pamor_command_on_ready, &result);
  pack = pamor_store_read_catalogue_finish (store, pamor_command_await (&result), NULL, NULL);
  if (pack != NULL)
    catalogue = pamor_catalogue_load_pack (pack, "catalogue", NULL);
  return catalogue != NULL ? catalogue : pamor_catalogue_ref (pamor_catalogue_get_builtin ());
}

/** pamor_command_on_ready: GAsyncReadyCallback; @slot: a GAsyncResult * that is NULL */
void
pamor_command_on_ready (GObject      *source,
                        GAsyncResult *result,
                        gpointer      slot)
{
  *(GAsyncResult **) slot = g_object_ref (result);
}

/** pamor_command_await: runs the main loop until @slot is filled. Returns: (transfer none): it */
GAsyncResult *
pamor_command_await (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *slot;
}

/** pamor_secret_free: leaves nothing of it in memory */
void
pamor_secret_free (PamorSecret *secret)
{
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/** pamor_secret_type: Returns: (transfer full) (nullable): as typed at the terminal; NULL: there is
 *   none, or nothing was typed */
PamorSecret *
pamor_secret_type (const char *prompt)
{
  char *typed = isatty (STDIN_FILENO) ? getpass (prompt) : NULL; /* static buffer of libc */
  char *secret = typed == NULL || *typed == '\0' ? NULL : g_strdup (typed);

  if (typed != NULL)
    explicit_bzero (typed, strlen (typed));
  return secret;
}

/** pamor_secret_read: Returns: (transfer full) (nullable): what is in the file, without the end of
 *   its line */
PamorSecret *
pamor_secret_read (const char  *path,
                   GError     **error)
{
  g_autoptr (GError) trouble = NULL;
  char *secret = NULL;

  if (g_file_get_contents (path, &secret, NULL, &trouble))
    return g_strchomp (secret);
  g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_INVALID, trouble->message);
  return NULL;
}

static PamorStore *
open_with (PamorCommand  *self,
           const char    *passphrase,
           GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pamor_store_open_async (self->data, passphrase, self->clock, NULL, pamor_command_on_ready,
                          &result);
  return pamor_store_open_finish (pamor_command_await (&result), error);
}

static PamorStore *
open_as_told (PamorCommand  *self,
              GError       **error)
{
  g_autoptr (PamorSecret) passphrase = NULL;
  g_autoptr (GError) locked = NULL;
  PamorStore *store;

  if (self->passphrase_file != NULL)
    {
      passphrase = pamor_secret_read (self->passphrase_file, error);
      return passphrase == NULL ? NULL : open_with (self, passphrase, error);
    }

  store = open_with (self, NULL, &locked);
  if (store == NULL && g_error_matches (locked, PAMOR_ERROR, PAMOR_ERROR_LOCKED)
      && (passphrase = pamor_secret_type (_("Passphrase of this data folder: "))) != NULL)
    return open_with (self, passphrase, error);
  if (store == NULL)
    g_propagate_error (error, g_steal_pointer (&locked));
  return store;
}

/**
 * pamor_command_open_store:
 *
 * Opens the data folder: with the passphrase file where one was named, else with the keyring, else
 * with a passphrase asked at the terminal. Says so when it had to be salvaged.
 *
 * Returns: (transfer full) (nullable)
 */
PamorStore *
pamor_command_open_store (PamorCommand  *self,
                          GError       **error)
{
  PamorStore *store = open_as_told (self, error);
  const char *damaged = store == NULL ? NULL : pamor_store_get_damaged_file (store);

  if (damaged != NULL)
    {
      g_printerr ("%s\n", _("What was kept here was damaged"));
      g_printerr (_("%u of what was kept could be read and are here; look through them. The "
                    "damaged file was set aside as “%s”, nothing was deleted. Please tell the "
                    "office before you go on."), pamor_store_get_salvaged (store), damaged);
      g_printerr ("\n");
    }
  return store;
}

/** pamor_command_write_file: @path: as a person named it; what was there is replaced whole */
gboolean
pamor_command_write_file (const char  *path,
                          GBytes      *bytes,
                          GError     **error)
{
  g_autoptr (GError) trouble = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (g_file_set_contents (path, data, size, &trouble))
    return TRUE;
  g_set_error_literal (error, PAMOR_ERROR,
                       g_error_matches (trouble, G_FILE_ERROR, G_FILE_ERROR_NOSPC)
                         ? PAMOR_ERROR_NO_SPACE : PAMOR_ERROR_INVALID, trouble->message);
  return FALSE;
}

/**
 * pamor_command_read_file:
 *
 * Returns: (transfer full) (nullable): a file named by a person; of one without an end, such as a
 *   device, no more than shows whoever asked that it is too large
 */
GBytes *
pamor_command_read_file (const char  *path,
                         GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) trouble = NULL;
  gsize got = CHUNK;

  stream = g_file_read (file, NULL, &trouble);
  while (trouble == NULL && got == CHUNK && bytes->len <= PAMOR_LIMITS_BYTES)
    {
      const guint filled = bytes->len;

      g_byte_array_set_size (bytes, filled + CHUNK);
      g_input_stream_read_all (G_INPUT_STREAM (stream), bytes->data + filled, CHUNK, &got, NULL,
                               &trouble);
      g_byte_array_set_size (bytes, filled + got);
    }
  if (trouble == NULL)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID, "%s: %s", path, trouble->message);
  return NULL;
}
