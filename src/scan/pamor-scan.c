/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drivers of scanners are code of their makers, so they run in a process of their own, pamor-scan,
 * that has no key, no file and no environment of this one. Guarantees: whatever that process does
 * or says, or how it dies, this one gets whole pages or an error; once a run is finished, cancelled
 * or not, the process is gone and the scanner free; a page is in memory only. The thread that
 * starts a run gets its signals; nothing blocks. */
#include "scan/pamor-scan.h"

#include <signal.h>
#include <string.h>

#include "base/pamor-error.h"
#include "scan/pamor-scan-wire.h"

/* How long a driver may take to stop its scanner before it is made to */
#define PATIENCE_S 5

struct _PamorScan
{
  GObject            parent_instance;

  char             **arguments;

  /* Of the run */
  GSubprocess       *process;  /* (nullable) */
  GCancellable      *reading;  /* ends it at once */
  GBytes            *part;     /* (nullable): the one that is being read */
  PamorScanWireHead  head;
  guint              patience; /* source, while it is asked to stop */
  gulong             asked;    /* handler */
  int                end;      /* a PamorError; -1: well */
};

enum { DEVICE, SOURCES, PROGRESS, PAGE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PamorScan, pamor_scan, G_TYPE_OBJECT)

static void read_head (GTask *task);

static void
pamor_scan_finalize (GObject *object)
{
  PamorScan *self = PAMOR_SCAN (object);

  g_strfreev (self->arguments);
  g_clear_object (&self->process);
  g_object_unref (self->reading);

  G_OBJECT_CLASS (pamor_scan_parent_class)->finalize (object);
}

static void
pamor_scan_class_init (PamorScanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_scan_finalize;

  signals[DEVICE] = g_signal_new ("device", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SOURCES] = g_signal_new ("sources", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[PROGRESS] = g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[PAGE] = g_signal_new ("page", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BYTES);
}

static void
pamor_scan_init (PamorScan *self)
{
  self->reading = g_cancellable_new ();
  self->end = PAMOR_ERROR_SCANNER_LOST; /* until it says better */
}

static PamorScan *
new_scan (char **arguments)
{
  PamorScan *self = g_object_new (PAMOR_TYPE_SCAN, NULL);

  self->arguments = arguments;
  return self;
}

/** pamor_scan_new_search: for all scanners, at this computer and in its network */
PamorScan *
pamor_scan_new_search (void)
{
  const char *const arguments[] = { "search", NULL };

  return new_scan (g_strdupv ((char **) arguments));
}

/** pamor_scan_new_look: at one: from where it takes paper */
PamorScan *
pamor_scan_new_look (const char *device)
{
  const char *const arguments[] = { "look", device, NULL };

  g_return_val_if_fail (device != NULL, NULL);

  return new_scan (g_strdupv ((char **) arguments));
}

/** pamor_scan_new_pages: the page on the glass, or all that are in the feeder */
PamorScan *
pamor_scan_new_pages (const char          *device,
                      const PamorScanWish *wish)
{
  const char *arguments[] = { "pages", device, NULL, "colour", "glass", NULL };
  g_autofree char *dpi = NULL;

  g_return_val_if_fail (device != NULL && wish != NULL, NULL);

  arguments[2] = dpi = g_strdup_printf ("%u", wish->dpi);
  if (wish->grey)
    arguments[3] = "grey";
  if (wish->source == PAMOR_SCAN_FEEDER)
    arguments[4] = "feeder";
  return new_scan (g_strdupv ((char **) arguments));
}

/* What drivers need and no more: not the way to the keyring. */
static char **
make_environment (void)
{
  static const char *const kept[] = { "HOME", "PATH", "LD_LIBRARY_PATH", "SANE_CONFIG_DIR" };
  char **environment = g_environ_setenv (NULL, "LC_ALL", "C.UTF-8", TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (g_getenv (kept[i]) != NULL)
      environment = g_environ_setenv (environment, kept[i], g_getenv (kept[i]), TRUE);
  return environment;
}

/* PAMOR_SCAN in the environment names the program of a build that is not installed. */
static gboolean
start (PamorScan  *self,
       GError    **error)
{
  g_autoptr (GSubprocessLauncher) launcher
    = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_auto (GStrv) environment = make_environment ();
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  const char *path = g_getenv ("PAMOR_SCAN");
  g_autoptr (GError) cause = NULL;

  g_assert (PAMOR_IS_SCAN (self));

  g_subprocess_launcher_set_environ (launcher, environment);
  g_ptr_array_add (argv, (char *) (path != NULL ? path : PAMOR_SCAN_PROGRAM));
  for (guint i = 0; self->arguments[i] != NULL; i++)
    g_ptr_array_add (argv, self->arguments[i]);
  g_ptr_array_add (argv, NULL);
  self->process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata,
                                                &cause);
  if (self->process == NULL)
    g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_SCANNER_ABSENT, "The scanners' program: %s",
                 cause->message);
  return self->process != NULL;
}

static gboolean
on_patience_over_cb (gpointer data)
{
  PamorScan *self = data;

  self->patience = 0;
  g_subprocess_force_exit (self->process);
  g_cancellable_cancel (self->reading);
  return G_SOURCE_REMOVE;
}

/* The driver stops its scanner in order; what it still says is read, and dropped. */
static void
on_cancelled_cb (GCancellable *cancellable,
                 gpointer      user_data)
{
  PamorScan *self = PAMOR_SCAN (user_data);

  g_subprocess_send_signal (self->process, SIGTERM);
  g_clear_handle_id (&self->patience, g_source_remove); /* after its last word it runs already */
  self->patience = g_timeout_add_seconds (PATIENCE_S, on_patience_over_cb, self);
}

static void
on_gone_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PamorScan *self = g_task_get_source_object (task);

  g_subprocess_wait_finish (self->process, result, NULL);
  g_cancellable_disconnect (g_task_get_cancellable (task), self->asked);
  g_clear_handle_id (&self->patience, g_source_remove);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->end < 0)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, PAMOR_ERROR, self->end, "The scanner ended with %d", self->end);
}

/* @task: (transfer full). One that said its last word ends by itself; of any other nothing more is
 * to be had. */
static void
part_with (GTask    *task,
           gboolean  said_all)
{
  PamorScan *self = g_task_get_source_object (task);

  if (!said_all)
    g_subprocess_force_exit (self->process);
  else if (self->patience == 0)
    self->patience = g_timeout_add_seconds (PATIENCE_S, on_patience_over_cb, self);
  g_subprocess_wait_async (self->process, NULL, on_gone_cb, task);
}

static gboolean
take_device (PamorScan *self,
             GBytes    *part)
{
  gsize size;
  const char *name = g_bytes_get_data (part, &size);
  const char *title = size > 0 ? memchr (name, '\0', size - 1) : NULL;

  g_assert (PAMOR_IS_SCAN (self));

  if (title == NULL || name[size - 1] != '\0' || !g_utf8_validate (name, -1, NULL)
      || !g_utf8_validate (title + 1, -1, NULL))
    return FALSE;
  g_signal_emit (self, signals[DEVICE], 0, name, title + 1);
  return TRUE;
}

static void
take_end (PamorScan *self,
          guint8     end)
{
  g_assert (PAMOR_IS_SCAN (self));

  if (end == PAMOR_SCAN_WIRE_WELL)
    self->end = -1;
  else if (end >= PAMOR_ERROR_SCANNER_BUSY && end <= PAMOR_ERROR_SCANNER_ABSENT)
    self->end = end;
  else
    self->end = PAMOR_ERROR_FAILED;
}

/* Returns: %FALSE where it says what can't be */
static gboolean
take_part (PamorScan *self,
           GBytes    *part)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (part, &size);

  g_assert (PAMOR_IS_SCAN (self));

  switch ((PamorScanWirePart) self->head.part)
    {
    case PAMOR_SCAN_WIRE_DEVICE:
      return take_device (self, part);
    case PAMOR_SCAN_WIRE_PAGE:
      g_signal_emit (self, signals[PAGE], 0, part);
      return TRUE;
    case PAMOR_SCAN_WIRE_SOURCES:
    case PAMOR_SCAN_WIRE_PROGRESS:
    case PAMOR_SCAN_WIRE_END:
      break;
    default:
      return FALSE;
    }
  if (size != 1)
    return FALSE;
  if (self->head.part == PAMOR_SCAN_WIRE_SOURCES)
    g_signal_emit (self, signals[SOURCES], 0, data[0]);
  else if (self->head.part == PAMOR_SCAN_WIRE_PROGRESS)
    g_signal_emit (self, signals[PROGRESS], 0, MIN (data[0], 100) / 100.0);
  else
    take_end (self, data[0]);
  return TRUE;
}

static void
on_part_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PamorScan *self = g_task_get_source_object (task);
  g_autoptr (GBytes) part = g_steal_pointer (&self->part);
  gsize read;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &read, NULL)
      || read < self->head.size)
    part_with (g_steal_pointer (&task), FALSE);
  else if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    read_head (g_steal_pointer (&task));
  else if (!take_part (self, part))
    part_with (g_steal_pointer (&task), FALSE);
  else if (self->head.part == PAMOR_SCAN_WIRE_END)
    part_with (g_steal_pointer (&task), TRUE);
  else
    read_head (g_steal_pointer (&task));
}

static void
on_head_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PamorScan *self = g_task_get_source_object (task);
  gpointer data;
  gsize read;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &read, NULL)
      || read < sizeof self->head || self->head.size > PAMOR_SCAN_WIRE_MOST
      || (data = g_try_malloc (MAX (self->head.size, 1))) == NULL)
    {
      part_with (g_steal_pointer (&task), FALSE);
      return;
    }
  self->part = g_bytes_new_take (data, self->head.size);
  g_input_stream_read_all_async (G_INPUT_STREAM (source), data, self->head.size,
                                 G_PRIORITY_DEFAULT, self->reading, on_part_read_cb,
                                 g_steal_pointer (&task));
}

/* @task: (transfer full) */
static void
read_head (GTask *task)
{
  PamorScan *self = g_task_get_source_object (task);

  g_input_stream_read_all_async (g_subprocess_get_stdout_pipe (self->process), &self->head,
                                 sizeof self->head, G_PRIORITY_DEFAULT, self->reading,
                                 on_head_read_cb, task);
}

/** pamor_scan_run_async: once; what comes is told by signals until it is over */
void
pamor_scan_run_async (PamorScan           *self,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (PAMOR_IS_SCAN (self) && self->process == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pamor_scan_run_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (!start (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (cancellable != NULL)
    self->asked = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled_cb), self, NULL);
  read_head (g_steal_pointer (&task));
}

/**
 * pamor_scan_run_finish:
 *
 * Returns: %FALSE with one of the SCANNER codes, %PAMOR_ERROR_FAILED or %G_IO_ERROR_CANCELLED; the
 *   pages that came before are good
 */
gboolean
pamor_scan_run_finish (PamorScan     *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (PAMOR_IS_SCAN (self) && g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
