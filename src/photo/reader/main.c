/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pamor-decode KIND PAGE SIDE LENIENT: the picture on standard input becomes planes on standard
 * output, as photo/pamor-decoder-wire.h has it. Started by pamor_decoder_read() only. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/pamor-error.h"
#include "photo/pamor-decoder-wire.h"
#include "photo/reader/pamor-cage.h"
#include "photo/reader/pamor-reading.h"

static void
say (gconstpointer data,
     gsize         size)
{
  const guint8 *at = data;

  while (size > 0)
    {
      gssize n = write (STDOUT_FILENO, at, size);

      if (n < 0 && errno != EINTR)
        _exit (EXIT_FAILURE);
      at += MAX (n, 0);
      size -= MAX (n, 0);
    }
}

static void
say_progress (gint64   done,
              gint64   total,
              gpointer unused)
{
  guint8 mark = done;

  say (&mark, 1);
}

static void
say_refusal (const GError *error)
{
  const guint8 head[] = { PAMOR_DECODER_WIRE_REFUSAL, error->code };

  say (head, sizeof head);
  say (error->message, MIN (strlen (error->message), PAMOR_DECODER_WIRE_WORDS));
}

static void
say_picture (const PamorReading *reading)
{
  const PamorPlanes *planes = reading->planes;
  const guint8 mark = PAMOR_DECODER_WIRE_PICTURE;
  const PamorDecoderHead head = { planes->plane[0].width, planes->plane[0].height, planes->n,
                                  reading->rows, reading->orientation, reading->pages };

  say (&mark, 1);
  say (&head, sizeof head);
  for (guint i = 0; i < planes->n; i++)
    say (planes->plane[i].data, planes->plane[i].rows * planes->plane[i].stride);
}

static guint
get_number (int   argc,
            char *argv[],
            int   at)
{
  return at < argc ? strtoul (argv[at], NULL, 10) : 0;
}

/* Leaves at once: nothing is worth being freed, and nothing of a library should run any more. */
int
main (int   argc,
      char *argv[])
{
  PamorMeter meter = { say_progress, .from = 0, .to = 100, .last = 0 };
  PamorReading reading = { .meter = &meter };
  PamorPhotoKind kind = get_number (argc, argv, 1);
  struct stat info;
  GError *error = NULL;

  reading.page = get_number (argc, argv, 2);
  reading.side = get_number (argc, argv, 3);
  reading.lenient = get_number (argc, argv, 4) != 0;
  if (!pamor_cage_enter (pamor_reading_files (kind), pamor_reading_seconds (&reading, kind))
      || fstat (STDIN_FILENO, &info) != 0)
    _exit (EXIT_FAILURE);
  reading.size = info.st_size;
  reading.data = mmap (NULL, reading.size, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
  if (reading.data == MAP_FAILED)
    _exit (EXIT_FAILURE);
  if (pamor_reading_run (&reading, kind, &error))
    say_picture (&reading);
  else
    say_refusal (error);
  _exit (EXIT_SUCCESS);
}
