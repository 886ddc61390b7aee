/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/reading/pamor-reader.h"

#include "base/pamor-error.h"
#include "base/pamor-worker.h"

#include <glib/gi18n-lib.h>
#include <libspeechd.h>
#include <string.h>

#define LANGUAGE_CODE "id"

struct _PamorReader
{
  GObject        parent_instance;

  /* Owned */
  PamorWorker   *worker;
  SPDConnection *connection; /* (nullable) touched in the worker alone */

  gpointer       owner;      /* (nullable) who is heard; only compared */
  guint          turn;       /* of asking, so that a late answer is told from the last */
  int            message;    /* the service's number of what is read; -1: not begun */
  int            ended;      /* of the last that ended; they only grow */
};

G_DEFINE_FINAL_TYPE (PamorReader, pamor_reader, G_TYPE_OBJECT)

static guint moved_signal;

static void
disconnect_in_worker (PamorReader *self)
{
  g_assert (pamor_worker_is_current (self->worker));

  g_clear_pointer (&self->connection, spd_close);
}

static void
pamor_reader_class_init (PamorReaderClass *klass)
{
  moved_signal = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 0);
}

static void
pamor_reader_init (PamorReader *self)
{
  self->worker = pamor_worker_new ("reader");
  self->message = self->ended = -1;
}

/** pamor_reader_get_default: Returns: (transfer none): the one there is; lives with the program */
PamorReader *
pamor_reader_get_default (void)
{
  static PamorReader *reader;

  if (reader == NULL)
    reader = g_object_new (PAMOR_TYPE_READER, NULL);
  return reader;
}

/** pamor_reader_get_owner: Returns: (nullable): who is heard now; to compare with */
gpointer
pamor_reader_get_owner (PamorReader *self)
{
  g_return_val_if_fail (PAMOR_IS_READER (self), NULL);

  return self->owner;
}

static void
set_owner (PamorReader *self,
           gpointer     owner)
{
  g_assert (PAMOR_IS_READER (self));

  if (self->owner == owner)
    return;
  self->owner = owner;
  g_signal_emit (self, moved_signal, 0);
}

static gboolean
on_ended_cb (gpointer number)
{
  PamorReader *self = pamor_reader_get_default ();

  self->ended = MAX (self->ended, GPOINTER_TO_INT (number));
  if (self->message >= 0 && self->message <= self->ended)
    set_owner (self, NULL);
  return G_SOURCE_REMOVE;
}

/* On a thread of the service's library. */
static void
on_notified (size_t              message,
             size_t              client,
             SPDNotificationType type)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, on_ended_cb, GINT_TO_POINTER ((int) message), NULL);
}

static gboolean
speaks_in_worker (SPDConnection *connection)
{
  SPDVoice **voices = spd_list_synthesis_voices (connection);
  gboolean found = FALSE;

  for (gsize i = 0; voices != NULL && voices[i] != NULL; i++)
    {
      const char *language = voices[i]->language;

      /* "id", "id-ID", "id_ID" */
      found |= language != NULL && g_str_has_prefix (language, LANGUAGE_CODE)
               && !g_ascii_isalpha (language[strlen (LANGUAGE_CODE)]);
    }
  if (voices != NULL)
    free_spd_voices (voices);
  return found;
}

/* Opens a connection; NULL when there is no service. */
static SPDConnection *
open_in_worker (SPDConnectionMode mode)
{
  g_autofree char *trouble = NULL;
  SPDConnection *connection;

  connection = spd_open2 ("halo-pamor", "main", "petugas", mode, NULL, TRUE, &trouble);
  if (connection == NULL)
    g_debug ("speech-dispatcher: %s", trouble != NULL ? trouble : "?");
  return connection;
}

/* Chooses the module that speaks Indonesian, be it the one that the desktop uses or another. */
static gboolean
choose_voice_in_worker (SPDConnection *connection)
{
  gboolean found = speaks_in_worker (connection);
  char **modules = found ? NULL : spd_list_modules (connection);

  for (gsize i = 0; !found && modules != NULL && modules[i] != NULL; i++)
    found = spd_set_output_module (connection, modules[i]) == 0 && speaks_in_worker (connection);
  if (modules != NULL)
    free_spd_modules (modules);
  return found && spd_set_language (connection, LANGUAGE_CODE) == 0;
}

/* Whether there is a voice is asked without the library's thread: closing a connection that has one
 * cancels it wherever it is, and right after an answer that is inside the stream, which then stays
 * locked for ever. */
static gboolean
find_voice_in_worker (GError **error)
{
  SPDConnection *connection = open_in_worker (SPD_MODE_SINGLE);
  gboolean found;

  if (connection == NULL)
    {
      g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_NOT_FOUND,
                           _("Nothing on this computer can read aloud. Please have the packages "
                             "“speech-dispatcher” and “speech-dispatcher-espeak-ng” installed, "
                             "then press again."));
      return FALSE;
    }
  found = choose_voice_in_worker (connection);
  spd_close (connection);
  if (!found)
    g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_NOT_FOUND,
                         _("There is no Indonesian voice on this computer. Please have the "
                           "package “speech-dispatcher-espeak-ng” installed, log out and in "
                           "once, then press again."));
  return found;
}

/* The service ended meanwhile; the next press opens it anew. */
static gboolean
stopped_in_worker (PamorReader  *self,
                   GError      **error)
{
  disconnect_in_worker (self);
  g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_FAILED,
                       _("Reading aloud stopped working. Please press again."));
  return FALSE;
}

static gboolean
connect_in_worker (PamorReader  *self,
                   GError      **error)
{
  if (self->connection != NULL)
    return TRUE;
  if (!find_voice_in_worker (error))
    return FALSE;
  self->connection = open_in_worker (SPD_MODE_THREADED);
  if (self->connection == NULL || !choose_voice_in_worker (self->connection))
    return stopped_in_worker (self, error);
  self->connection->callback_end = self->connection->callback_cancel = on_notified;
  spd_set_notification_on (self->connection, SPD_END);
  spd_set_notification_on (self->connection, SPD_CANCEL);
  return TRUE;
}

static void
read_in_worker (GTask        *task,
                gpointer      source,
                gpointer      text,
                GCancellable *cancellable)
{
  PamorReader *self = source;
  GError *error = NULL;
  int message = -1;

  if (connect_in_worker (self, &error))
    {
      spd_cancel (self->connection);
      message = spd_say (self->connection, SPD_TEXT, text);
      if (message < 0)
        stopped_in_worker (self, &error);
    }
  if (error == NULL)
    g_task_return_int (task, message);
  else
    g_task_return_error (task, error);
}

/**
 * pamor_reader_read_async:
 * @owner: who reads, as pamor_reader_get_owner() then says
 * @text: plain
 *
 * Reads @text; what was read before is cut off. Done when it began, or could not.
 */
void
pamor_reader_read_async (PamorReader         *self,
                         gpointer             owner,
                         const char          *text,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (PAMOR_IS_READER (self) && owner != NULL && text != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, pamor_reader_read_async);
  g_task_set_task_data (task, g_strdup (text), g_free);
  g_object_set_data (G_OBJECT (task), "turn", GUINT_TO_POINTER (++self->turn));
  self->message = -1;
  set_owner (self, owner);
  pamor_worker_push (self->worker, G_PRIORITY_DEFAULT, task, read_in_worker);
}

/** pamor_reader_read_finish: Returns: whether it is read; @error: words that say what to install */
gboolean
pamor_reader_read_finish (PamorReader   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  int message;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  message = g_task_propagate_int (G_TASK (result), error);
  if (self->turn != GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (result), "turn")))
    return message >= 0;
  self->message = message;
  if (message <= self->ended)
    set_owner (self, NULL);
  return message >= 0;
}

static void
stop_in_worker (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  PamorReader *self = source;

  if (self->connection != NULL && spd_cancel (self->connection) < 0)
    disconnect_in_worker (self);
  g_task_return_boolean (task, TRUE);
}

/** pamor_reader_stop: silence, whoever reads */
void
pamor_reader_stop (PamorReader *self)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (PAMOR_IS_READER (self));

  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_source_tag (task, pamor_reader_stop);
  pamor_worker_push (self->worker, G_PRIORITY_DEFAULT, task, stop_in_worker);
  self->turn++;
  self->message = -1;
  set_owner (self, NULL);
}
