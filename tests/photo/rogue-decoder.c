/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In the place of pamor-decode: a decoder in foreign hands. What it gets as a picture says, in its
 * words after a head that looks like one, what it does; so it also shows that its input arrived. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "photo/pamor-decoder-wire.h"

static void
say (const void *data,
     gsize       size)
{
  if (write (STDOUT_FILENO, data, size) != (gssize) size)
    _exit (9);
}

static void
say_picture (guint32 width,
             guint32 height,
             guint32 n,
             guint32 rows,
             guint32 orientation,
             guint32 pages)
{
  const guint8 mark = PAMOR_DECODER_WIRE_PICTURE;
  const PamorDecoderHead head = { width, height, n, rows, orientation, pages };
  const guint8 samples[1000] = { 0 };

  say (&mark, 1);
  say (&head, sizeof head);
  say (samples, sizeof samples);
}

static void
burn (void)
{
  const struct rlimit second = { 1, 1 };

  setrlimit (RLIMIT_CPU, &second);
  for (volatile guint64 i = 0;; i++)
    continue;
}

static void
obey (const char *order)
{
  if (g_str_equal (order, "huge"))
    say_picture (65000, 65000, 3, 65000, 1, 1);
  else if (g_str_equal (order, "nothing"))
    say_picture (0, 10, 3, 10, 1, 1);
  else if (g_str_equal (order, "planes"))
    say_picture (100, 100, 4, 100, 1, 1);
  else if (g_str_equal (order, "turned"))
    say_picture (100, 100, 3, 100, 9, 1);
  else if (g_str_equal (order, "pages"))
    say_picture (100, 100, 3, 100, 1, 0);
  else if (g_str_equal (order, "rows"))
    say_picture (100, 100, 3, 101, 1, 1);
  else if (g_str_equal (order, "short"))
    say_picture (100, 100, 3, 100, 1, 1);
  else if (g_str_equal (order, "mark"))
    say ("\xa0", 1);
  else if (g_str_equal (order, "silent"))
    return;
  else if (g_str_equal (order, "refusal"))
    say ("\xff\x02" "\x1b[31mall \xfe is lost", 19);
  else if (g_str_equal (order, "status"))
    _exit (3);
  else if (g_str_equal (order, "fall") && signal (SIGSEGV, SIG_DFL) != SIG_ERR)
    raise (SIGSEGV);
  else if (g_str_equal (order, "burn"))
    burn ();
  else if (g_str_equal (order, "sleep"))
    for (say ("\x05", 1);;)
      pause ();
  else if (g_str_equal (order, "close"))
    for (close (STDOUT_FILENO);;)
      pause ();
}

int
main (void)
{
  const struct rlimit none = { 0, 0 };
  char text[64] = "";

  setrlimit (RLIMIT_CORE, &none);
  if (pread (STDIN_FILENO, text, sizeof text - 1, 0) > 8)
    obey (text + 8);
  _exit (EXIT_SUCCESS); /* as the real one, before any sanitizer looks around */
}
