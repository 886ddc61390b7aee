/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts the concrete objects together, the one place that knows them all; main thread only. Opening
 * in practice mode ends logged in, so that nobody is asked for anything. */
#include "app/pamor-station.h"

#include "net/pamor-session.h"
#include "practice/pamor-practice.h"

/* Practice keeps nothing secret, and a trainer must not be asked for a passphrase. */
#define PRACTICE_PASSPHRASE "latihan-latihan"
#define PRACTICE_OFFICER "latihan"
#define PRACTICE_SECRET "latihan"

struct _PamorStation
{
  GObject        parent_instance;

  /* Owned */
  PamorPractice *practice; /* (nullable): only in practice mode */
  PamorStore    *store;
  PamorSession  *session;
  PamorDesk     *desk;
};

G_DEFINE_FINAL_TYPE (PamorStation, pamor_station, G_TYPE_OBJECT)

static void
pamor_station_dispose (GObject *object)
{
  pamor_station_close (PAMOR_STATION (object));
  G_OBJECT_CLASS (pamor_station_parent_class)->dispose (object);
}

static void
pamor_station_class_init (PamorStationClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pamor_station_dispose;
}

static void
pamor_station_init (PamorStation *self)
{
}

/** Opening: a station on its way */
typedef struct
{
  PamorStation *station; /* owned */
  PamorLock     lock;    /* what the folder asks for, after a failure */
} Opening;

static void
opening_free (Opening *opening)
{
  g_clear_object (&opening->station);
  g_free (opening);
}

static void on_store_open_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_catalogue_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_practice_logged_in_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static GTask *
new_opening (gpointer             source_tag,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  Opening *opening = g_new0 (Opening, 1);
  GTask *task = g_task_new (NULL, NULL, callback, user_data);

  opening->station = g_object_new (PAMOR_TYPE_STATION, NULL);
  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);
  return task;
}

/**
 * pamor_station_open_async:
 * @folder: of the data; made where it is not there
 * @passphrase: (nullable): where no keyring answers
 */
void
pamor_station_open_async (const char          *folder,
                          const char          *passphrase,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(PamorClock) clock = pamor_clock_new_system ();

  g_return_if_fail (folder != NULL);

  pamor_store_open_async (folder, passphrase, clock, NULL, on_store_open_cb,
                          new_opening (pamor_station_open_async, callback, user_data));
}

/**
 * pamor_station_open_practice_async:
 * @folder: of the data of practice, never the officer's own
 * @server_folder: of the practice E-Open's
 */
void
pamor_station_open_practice_async (const char          *folder,
                                   const char          *server_folder,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr(PamorClock) clock = pamor_clock_new_system ();
  g_autoptr(GTask) task = new_opening (pamor_station_open_practice_async, callback, user_data);
  PamorStation *self = ((Opening *) g_task_get_task_data (task))->station;
  GError *error = NULL;

  g_return_if_fail (folder != NULL && server_folder != NULL);

  self->practice = pamor_practice_new_lesson (server_folder, clock, &error);
  if (self->practice == NULL || !pamor_practice_start (self->practice, 0, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  /* A lesson begins with a city that answers: left down, nobody could get in to mend it. */
  pamor_practice_set_mood (self->practice, PAMOR_MOOD_NORMAL);
  pamor_store_open_async (folder, PRACTICE_PASSPHRASE, clock, NULL, on_store_open_cb,
                          g_steal_pointer (&task));
}

static void
put_together (PamorStation *self)
{
  g_autoptr(PamorAccount) account = pamor_account_new (self->store);
  g_autoptr(PamorIntake) intake = pamor_intake_new ();
  g_autoptr(PamorEngine) engine = NULL;

  g_assert (PAMOR_IS_STATION (self));

  self->session = pamor_session_new (PAMOR_TOKEN_KEEPER (account),
                                     pamor_store_get_clock (self->store));
  engine = pamor_engine_new (self->store, PAMOR_TRANSPORT (self->session));
  self->desk = pamor_desk_new (self->store, engine, intake, pamor_catalogue_get_builtin (), account,
                               self->practice != NULL);
}

static void
on_store_open_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  PamorStation *self = opening->station;
  GError *error = NULL;

  self->store = pamor_store_open_finish (result, &error);
  if (self->store == NULL)
    {
      opening->lock = pamor_store_open_get_lock (result);
      g_task_return_error (task, error);
      return;
    }
  put_together (self);
  pamor_desk_refresh_async (self->desk, on_catalogue_read_cb, g_steal_pointer (&task));
}

static void
on_catalogue_read_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  PamorStation *self = ((Opening *) g_task_get_task_data (task))->station;
  g_autoptr(GError) error = NULL;

  /* The one that is built in serves as well, and the window says so. */
  if (!pamor_desk_refresh_finish (self->desk, result, &error))
    g_debug ("catalogue: %s", error->message);
  if (self->practice == NULL)
    {
      pamor_engine_start (pamor_desk_get_engine (self->desk));
      g_task_return_pointer (task, g_object_ref (self), g_object_unref);
      return;
    }
  pamor_session_log_in_async (self->session, pamor_practice_get_url (self->practice),
                              PRACTICE_OFFICER, PRACTICE_SECRET, NULL, on_practice_logged_in_cb,
                              g_steal_pointer (&task));
}

static void
on_practice_logged_in_cb (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  PamorStation *self = ((Opening *) g_task_get_task_data (task))->station;
  GError *error = NULL;

  if (!pamor_session_log_in_finish (PAMOR_SESSION (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  pamor_engine_start (pamor_desk_get_engine (self->desk));
  g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

/**
 * pamor_station_open_finish:
 * @lock: (out): what the folder asks for when it failed with %PAMOR_ERROR_LOCKED
 *
 * Returns: (transfer full) (nullable): the station, its engine started; the errors of
 *   pamor_store_open_finish()
 */
PamorStation *
pamor_station_open_finish (GAsyncResult  *result,
                           PamorLock     *lock,
                           GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  *lock = ((Opening *) g_task_get_task_data (G_TASK (result)))->lock;
  return g_task_propagate_pointer (G_TASK (result), error);
}

/** pamor_station_get_desk: Returns: (transfer none): what the pages work with */
PamorDesk *
pamor_station_get_desk (PamorStation *self)
{
  g_return_val_if_fail (PAMOR_IS_STATION (self), NULL);

  return self->desk;
}

/* After a login what stopped for want of one goes on; after a logout the engine finds that it may
 * not, and the window says so. @task, @error: (transfer full) */
static void
end_log (GTask    *task,
         gboolean  done,
         GError   *error)
{
  PamorStation *self = g_task_get_source_object (task);

  if (done && self->desk != NULL)
    pamor_engine_wake (pamor_desk_get_engine (self->desk), TRUE);
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

static void
on_logged_in_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GError *error = NULL;
  const gboolean done = pamor_session_log_in_finish (PAMOR_SESSION (source), result, &error);

  end_log (user_data, done, error);
}

/**
 * pamor_station_log_in_async:
 * @server: base URL, see pamor_session_check_server()
 * @secret: not kept
 *
 * Asks the server for a session; what stopped for want of one goes on before @callback is called.
 */
void
pamor_station_log_in_async (PamorStation        *self,
                            const char          *server,
                            const char          *officer,
                            const char          *secret,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (PAMOR_IS_STATION (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, pamor_station_log_in_async);
  pamor_session_log_in_async (self->session, server, officer, secret, NULL, on_logged_in_cb, task);
}

/** pamor_station_log_in_finish: FALSE with the errors of pamor_session_log_in_finish() */
gboolean
pamor_station_log_in_finish (PamorStation  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_logged_out_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GError *error = NULL;
  const gboolean done = pamor_session_log_out_finish (PAMOR_SESSION (source), result, &error);

  end_log (user_data, done, error);
}

/**
 * pamor_station_log_out_async:
 *
 * Ends the session, with E-Open too where it can be reached. What is entered stays, and waits until
 * somebody logs in.
 */
void
pamor_station_log_out_async (PamorStation        *self,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (PAMOR_IS_STATION (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, pamor_station_log_out_async);
  pamor_session_log_out_async (self->session, on_logged_out_cb, task);
}

/** pamor_station_log_out_finish: FALSE with the errors of pamor_session_log_out_finish() */
gboolean
pamor_station_log_out_finish (PamorStation  *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/** pamor_station_close: what was asked to be kept is kept, then the folder is let go */
void
pamor_station_close (PamorStation *self)
{
  g_return_if_fail (PAMOR_IS_STATION (self));

  if (self->desk != NULL)
    pamor_engine_stop (pamor_desk_get_engine (self->desk));
  if (self->store != NULL)
    pamor_store_close (self->store);
  if (self->practice != NULL)
    pamor_practice_stop (self->practice);
  g_clear_object (&self->desk);
  g_clear_object (&self->session);
  g_clear_object (&self->store);
  g_clear_object (&self->practice);
}
