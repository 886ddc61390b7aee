/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Foreign bytes are decoded by a process of its own, pamor-decode, that has nothing but them: no
 * key of the vault is in its memory, no file is open in it. Guarantees: whatever that process does
 * or says, or how it dies, this one gets planes within the limits or an error; it is gone when the
 * call returns; nothing touches the disk. Any thread; blocks. */
#include "photo/pamor-decoder.h"

#include <errno.h>
#include <gio/gunixinputstream.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/pamor-error.h"
#include "photo/pamor-limits.h"

/* Longer than its limit on CPU time needs on a busy machine; only one that sleeps meets this. */
#define PATIENCE_US (G_GINT64_CONSTANT (90) * G_USEC_PER_SEC)

#define PAGES_MAX 1000000

typedef struct
{
  /* Borrowed */
  PamorMeter   *meter;
  GInputStream *out;

  /* Owned */
  GSubprocess  *process;

  gint64        deadline;
} Decoder;

/* Returns: a descriptor from which @source can be read or mapped, -1 on an error */
static int
make_memory (GBytes  *source,
             GError **error)
{
  gsize size, done = 0;
  const guint8 *data = g_bytes_get_data (source, &size);
  int fd = memfd_create ("photo", MFD_CLOEXEC);

  while (fd >= 0 && done < size)
    {
      gssize n = write (fd, data + done, size - done);

      if (n < 0 && errno != EINTR)
        {
          close (fd);
          fd = -1;
        }
      done += MAX (n, 0);
    }
  if (fd < 0)
    g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_HUGE, "No memory for the picture: %s",
                 g_strerror (errno));
  return fd;
}

/* PAMOR_DECODE in the environment names the decoder of a build that is not installed. It gets
 * none of the environment itself: there stands the way to the keyring. */
static gboolean
start (Decoder                 *self,
       GBytes                  *source,
       PamorPhotoKind           kind,
       const PamorDecoderWish  *wish,
       GError                 **error)
{
  static const char *const environment[] = { "LC_ALL=C.UTF-8", NULL };
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autofree char *kind_text = g_strdup_printf ("%d", kind);
  g_autofree char *page_text = g_strdup_printf ("%u", wish->page);
  g_autofree char *side_text = g_strdup_printf ("%u", wish->side);
  const char *path = g_getenv ("PAMOR_DECODE");
  g_autoptr (GError) cause = NULL;
  int memory = make_memory (source, error);

  if (memory < 0)
    return FALSE;
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_subprocess_launcher_set_environ (launcher, (char **) environment);
  g_subprocess_launcher_take_stdin_fd (launcher, memory);
  self->process = g_subprocess_launcher_spawn (launcher, &cause, path != NULL ? path : PAMOR_DECODE,
                                               kind_text, page_text, side_text,
                                               wish->lenient ? "1" : "0", NULL);
  if (self->process == NULL)
    {
      g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_FAILED, "The decoder: %s", cause->message);
      return FALSE;
    }
  self->out = g_subprocess_get_stdout_pipe (self->process);
  self->deadline = g_get_monotonic_time () + PATIENCE_US;
  return TRUE;
}

/* Returns: whether there is something to read, or the end; %FALSE with an error */
static gboolean
wait_for_output (Decoder  *self,
                 GError  **error)
{
  GPollFD fds[2] = { { g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (self->out)), G_IO_IN } };
  gboolean heeds = self->meter->cancellable != NULL &&
                   g_cancellable_make_pollfd (self->meter->cancellable, &fds[1]);
  int ready;

  do
    {
      gint64 left = self->deadline - g_get_monotonic_time ();

      ready = left > 0 ? g_poll (fds, heeds ? 2 : 1, left / 1000 + 1) : 0;
    }
  while (ready < 0 && errno == EINTR);
  if (heeds)
    g_cancellable_release_fd (self->meter->cancellable);
  if (g_cancellable_set_error_if_cancelled (self->meter->cancellable, error))
    return FALSE;
  if (ready != 0)
    return TRUE;
  g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_HUGE, "The decoder takes too long");
  return FALSE;
}

/* Returns: bytes up to @size, fewer only at the end; -1 with an error */
static gssize
read_upto (Decoder  *self,
           gpointer  data,
           gsize     size,
           GError  **error)
{
  gsize done = 0;
  g_autoptr (GError) cause = NULL;

  while (done < size)
    {
      gssize n;

      if (!wait_for_output (self, error))
        return -1;
      n = g_input_stream_read (self->out, (guint8 *) data + done, size - done, NULL, &cause);
      if (n < 0)
        {
          g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_FAILED, "The decoder: %s", cause->message);
          return -1;
        }
      if (n == 0)
        break;
      done += n;
    }
  return done;
}

/* It ended before it was done. How it did says why, for it catches nothing. One that only closed
 * its output is ended here; of one that is ending already that changes nothing. */
static void
set_error_of_death (Decoder  *self,
                    GError  **error)
{
  int signal = 0;

  g_subprocess_force_exit (self->process);
  if (!g_subprocess_wait (self->process, NULL, error))
    return;
  if (g_subprocess_get_if_signaled (self->process))
    signal = g_subprocess_get_term_sig (self->process);
  if (signal == SIGXCPU || signal == SIGKILL)
    g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_HUGE,
                 "Decoding needs more time or memory than is given (signal %d)", signal);
  else if (signal != 0)
    g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_BROKEN, "The decoder fell (signal %d)",
                 signal);
  else
    g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_FAILED, "The decoder ended with status %d",
                 g_subprocess_get_exit_status (self->process));
}

static gboolean
read_all (Decoder  *self,
          gpointer  data,
          gsize     size,
          GError  **error)
{
  gssize n = read_upto (self, data, size, error);

  if (n >= 0 && (gsize) n < size)
    set_error_of_death (self, error);
  return n >= 0 && (gsize) n == size;
}

/* Only a code that speaks of the picture or page is believed, and only words that can be shown */
static void
take_refusal (Decoder  *self,
              GError  **error)
{
  char words[PAMOR_DECODER_WIRE_WORDS];
  g_autofree char *shown = NULL;
  guint8 code;
  gssize n;

  if (!read_all (self, &code, 1, error))
    return;
  n = read_upto (self, words, sizeof words, error);
  if (n < 0)
    return;
  shown = g_utf8_make_valid (words, n);
  for (char *c = shown; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';
  if (code != PAMOR_ERROR_INVALID &&
      (code < PAMOR_ERROR_PHOTO_EMPTY || code > PAMOR_ERROR_PHOTO_HUGE))
    code = PAMOR_ERROR_FAILED;
  g_set_error_literal (error, PAMOR_ERROR, code, shown);
}

static gboolean
check_head (const PamorDecoderHead *head,
            GError                **error)
{
  if ((head->n == 1 || head->n == 3) && head->orientation >= PAMOR_ORIENTATION_UPRIGHT &&
      head->orientation <= PAMOR_ORIENTATION_TURN_LEFT && head->pages >= 1 &&
      head->pages <= PAGES_MAX && head->rows >= 1 && head->rows <= head->height)
    return pamor_limits_check_pixels (head->width, head->height, FALSE, error);
  g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_FAILED, "The decoder says what can't be");
  return FALSE;
}

static PamorPlanes *
read_picture (Decoder           *self,
              PamorDecoderHead  *head,
              GError           **error)
{
  g_autoptr (PamorPlanes) planes = NULL;

  if (!read_all (self, head, sizeof *head, error) || !check_head (head, error))
    return NULL;
  planes = pamor_planes_new (head->width, head->height, head->n == 3);
  if (planes == NULL)
    {
      g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_HUGE,
                           "Not enough memory for the picture");
      return NULL;
    }
  for (guint i = 0; i < planes->n; i++)
    if (!read_all (self, planes->plane[i].data, planes->plane[i].rows * planes->plane[i].stride,
                   error))
      return NULL;
  return g_steal_pointer (&planes);
}

static PamorPlanes *
converse (Decoder           *self,
          PamorDecoderHead  *head,
          GError           **error)
{
  guint8 mark;

  for (;;)
    {
      if (!read_all (self, &mark, 1, error))
        return NULL;
      if (mark > 100)
        break;
      if (!pamor_meter_tick (self->meter, mark / 100.0, error))
        return NULL;
    }
  if (mark == PAMOR_DECODER_WIRE_PICTURE)
    return read_picture (self, head, error);
  if (mark == PAMOR_DECODER_WIRE_REFUSAL)
    take_refusal (self, error);
  else
    g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_FAILED, "The decoder says what can't be");
  return NULL;
}

/**
 * pamor_decoder_read:
 * @kind: what @source was found to be; not JPEG, which is read in this process
 * @wish: how it is to be read
 * @head: (out): of the planes, with how to make them upright; how many pictures @source holds
 *
 * Returns: (transfer full): planes as stored, not turned; %NULL with one of the PHOTO codes,
 *   %PAMOR_ERROR_FAILED or %G_IO_ERROR_CANCELLED
 */
PamorPlanes *
pamor_decoder_read (GBytes                  *source,
                    PamorPhotoKind           kind,
                    const PamorDecoderWish  *wish,
                    PamorMeter              *meter,
                    PamorDecoderHead        *head,
                    GError                 **error)
{
  Decoder self = { .meter = meter };
  PamorPlanes *planes;

  g_return_val_if_fail (source != NULL && meter != NULL, NULL);
  g_return_val_if_fail (wish != NULL && head != NULL, NULL);

  if (!start (&self, source, kind, wish, error))
    return NULL;
  planes = converse (&self, head, error);
  g_subprocess_force_exit (self.process);
  g_subprocess_wait (self.process, NULL, NULL);
  g_object_unref (self.process);
  return planes;
}
