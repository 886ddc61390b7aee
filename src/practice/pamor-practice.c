/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The practice E-Open whole: its store, and its server on a thread of its own. The object belongs
 * to the thread that made it; the store is shared with the server's, one at a time. */
#include "practice/pamor-practice.h"

#include "base/pamor-error.h"
#include "domain/pamor-catalogue.h"
#include "practice/pamor-practice-server.h"

struct _PamorPractice
{
  GObject             parent_instance;

  PamorClock         *clock;
  char               *url;     /* (nullable): NULL unless it runs */
  GThread            *thread;  /* (nullable) */
  GMainContext       *context; /* (nullable): of that thread */
  GMainLoop          *loop;

  GMutex              mutex;   /* guards the store */
  PamorPracticeStore *store;
};

G_DEFINE_FINAL_TYPE (PamorPractice, pamor_practice, G_TYPE_OBJECT)

/** Start: how the new thread tells whether it listens; on the stack of the one that waits */
typedef struct
{
  PamorPractice *practice;
  guint16        port;
  GMutex         mutex;
  GCond          cond;
  gboolean       decided; /* guarded by mutex, as error is */
  GError        *error;
} Start;

static void
pamor_practice_finalize (GObject *object)
{
  PamorPractice *self = PAMOR_PRACTICE (object);

  pamor_practice_stop (self);
  g_clear_pointer (&self->store, pamor_practice_store_close);
  g_mutex_clear (&self->mutex);
  g_object_unref (self->clock);
  G_OBJECT_CLASS (pamor_practice_parent_class)->finalize (object);
}

static void
pamor_practice_class_init (PamorPracticeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_practice_finalize;
}

static void
pamor_practice_init (PamorPractice *self)
{
  g_mutex_init (&self->mutex);
}

/**
 * pamor_practice_new:
 * @folder: made where missing; holds all that the practice E-Open knows
 *
 * Returns: (transfer full): not yet started; errors of the folder and the file in it
 */
PamorPractice *
pamor_practice_new (const char  *folder,
                    PamorClock  *clock,
                    GError     **error)
{
  PamorPracticeStore *store;
  PamorPractice *self;

  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (PAMOR_IS_CLOCK (clock), NULL);

  store = pamor_practice_store_open (folder, error);
  if (store == NULL)
    return NULL;

  self = g_object_new (PAMOR_TYPE_PRACTICE, NULL);
  self->clock = g_object_ref (clock);
  self->store = store;
  return self;
}

/**
 * pamor_practice_new_lesson:
 * @folder: of nothing but practice
 *
 * As pamor_practice_new(); but what is damaged there is set aside, as practice.db.damaged, and all
 * begins anew: nothing in it was real, and a lesson must not wait for somebody to mend a file.
 */
PamorPractice *
pamor_practice_new_lesson (const char  *folder,
                           PamorClock  *clock,
                           GError     **error)
{
  g_autoptr (GError) reason = NULL;
  PamorPractice *self = pamor_practice_new (folder, clock, &reason);

  if (g_error_matches (reason, PAMOR_ERROR, PAMOR_ERROR_DAMAGED)
      && pamor_practice_store_set_aside (folder))
    return pamor_practice_new (folder, clock, error);
  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  return self;
}

/** pamor_practice_answer: Returns: (transfer full): the reply to one request; any thread */
PamorPracticeReply *
pamor_practice_answer (PamorPractice              *self,
                       const PamorPracticeRequest *request)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return pamor_practice_handle (self->store, request, pamor_clock_get_wall (self->clock));
}

static void
decide (Start  *start,
        GError *error)
{
  g_mutex_lock (&start->mutex);
  start->decided = TRUE;
  start->error = error;
  g_cond_signal (&start->cond);
  g_mutex_unlock (&start->mutex);
}

/* After decide() @start is gone: the other thread goes on. */
static gpointer
serve (gpointer data)
{
  Start *start = data;
  PamorPractice *self = start->practice;
  g_autoptr (PamorPracticeServer) server = NULL;
  GError *error = NULL;

  g_main_context_push_thread_default (self->context);
  server = pamor_practice_server_new (self, start->port, &error);
  if (server != NULL)
    self->url = g_strdup_printf ("http://127.0.0.1:%u", pamor_practice_server_get_port (server));
  decide (start, error);
  if (server != NULL)
    g_main_loop_run (self->loop);
  g_clear_pointer (&server, pamor_practice_server_free);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

/**
 * pamor_practice_start:
 * @port: on 127.0.0.1; 0 for any that is free
 *
 * Returns: whether it listens now; %PAMOR_ERROR_BUSY where the port is taken
 */
gboolean
pamor_practice_start (PamorPractice  *self,
                      guint16         port,
                      GError        **error)
{
  Start start = { .practice = self, .port = port };

  g_return_val_if_fail (PAMOR_IS_PRACTICE (self), FALSE);
  g_return_val_if_fail (self->thread == NULL, FALSE);

  g_mutex_init (&start.mutex);
  g_cond_init (&start.cond);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("practice", serve, &start);
  g_mutex_lock (&start.mutex);
  while (!start.decided)
    g_cond_wait (&start.cond, &start.mutex);
  g_mutex_unlock (&start.mutex);
  g_mutex_clear (&start.mutex);
  g_cond_clear (&start.cond);
  if (start.error == NULL)
    return TRUE;

  pamor_practice_stop (self);
  g_propagate_error (error, start.error);
  return FALSE;
}

/** pamor_practice_get_url: Returns: (transfer none) (nullable): without a slash at its end */
const char *
pamor_practice_get_url (PamorPractice *self)
{
  g_return_val_if_fail (PAMOR_IS_PRACTICE (self), NULL);

  return self->url;
}

/** pamor_practice_get_mood: Returns: how it behaves now; any thread */
PamorMood
pamor_practice_get_mood (PamorPractice *self)
{
  g_return_val_if_fail (PAMOR_IS_PRACTICE (self), PAMOR_MOOD_NORMAL);

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  return pamor_practice_store_get_mood (self->store);
}

/** pamor_practice_set_mood: holds for the next request on, and over restarts */
void
pamor_practice_set_mood (PamorPractice *self,
                         PamorMood      mood)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (PAMOR_IS_PRACTICE (self));

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  pamor_practice_store_begin (self->store);
  pamor_practice_store_set_mood (self->store, mood);
  if (!pamor_practice_store_commit (self->store, &error))
    g_debug ("The mood was not kept: %s", error->message);
}

/** pamor_practice_set_catalogue: %PAMOR_ERROR_INVALID when it does not load */
gboolean
pamor_practice_set_catalogue (PamorPractice  *self,
                              GBytes         *pack,
                              GError        **error)
{
  g_autoptr (PamorCatalogue) catalogue = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (PAMOR_IS_PRACTICE (self) && pack != NULL, FALSE);

  catalogue = pamor_catalogue_load_pack (pack, "catalogue", error);
  if (catalogue == NULL)
    return FALSE;
  text = g_strndup (g_bytes_get_data (pack, NULL), g_bytes_get_size (pack));
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  pamor_practice_store_begin (self->store);
  pamor_practice_store_set_setting (self->store, "catalogue", text);
  return pamor_practice_store_commit (self->store, error);
}

static gboolean
quit (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

/** pamor_practice_stop: cuts what is under way; it can be started again */
void
pamor_practice_stop (PamorPractice *self)
{
  g_autoptr (GSource) source = NULL;

  g_return_if_fail (PAMOR_IS_PRACTICE (self));

  if (self->thread == NULL)
    return;

  /* On the loop itself: one that does not run yet would forget that it was told to quit. */
  source = g_idle_source_new ();
  g_source_set_callback (source, quit, self->loop, NULL);
  g_source_attach (source, self->context);
  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->url, g_free);
}
