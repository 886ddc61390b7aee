/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In the place of pamor-scan: one whose driver went wrong. The name of the scanner says how. */
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "scan/pamor-scan-wire.h"

static void
say (guint32     part,
     guint32     claimed,
     const void *data,
     gsize       size)
{
  const PamorScanWireHead head = { part, claimed };

  if (write (STDOUT_FILENO, &head, sizeof head) != sizeof head
      || write (STDOUT_FILENO, data, size) != (gssize) size)
    _exit (EXIT_FAILURE);
}

static void
say_end (guint8 end)
{
  say (PAMOR_SCAN_WIRE_END, 1, &end, 1);
}

static void
obey (const char *order)
{
  const guint8 bytes[16] = { 0 };

  if (g_str_equal (order, "huge"))
    say (PAMOR_SCAN_WIRE_PAGE, G_MAXUINT32, bytes, sizeof bytes);
  else if (g_str_equal (order, "short"))
    say (PAMOR_SCAN_WIRE_PAGE, 1000, bytes, sizeof bytes);
  else if (g_str_equal (order, "unknown"))
    say (77, sizeof bytes, bytes, sizeof bytes);
  else if (g_str_equal (order, "wide"))
    say (PAMOR_SCAN_WIRE_PROGRESS, sizeof bytes, bytes, sizeof bytes);
  else if (g_str_equal (order, "endless"))
    say (PAMOR_SCAN_WIRE_DEVICE, 3, "abc", 3);
  else if (g_str_equal (order, "titleless"))
    say (PAMOR_SCAN_WIRE_DEVICE, 4, "abc", 4);
  else if (g_str_equal (order, "garbled"))
    say (PAMOR_SCAN_WIRE_DEVICE, 6, "a\xff\0b\xff", 6);
  else if (g_str_equal (order, "nameless"))
    say (PAMOR_SCAN_WIRE_DEVICE, 0, "", 0);
  else if (g_str_equal (order, "fall"))
    raise (SIGSEGV);
  else if (g_str_equal (order, "code"))
    say_end (200);
}

int
main (int   argc,
      char *argv[])
{
  const char *order = argc > 2 ? argv[2] : "";

  obey (order);
  if (g_str_equal (order, "late") || g_str_equal (order, "lingering"))
    say_end (PAMOR_SCAN_WIRE_WELL);
  if (g_str_equal (order, "lingering"))
    pause ();
  if (g_str_equal (order, "late") || g_str_equal (order, "deaf"))
    {
      signal (SIGTERM, SIG_IGN);
      say (PAMOR_SCAN_WIRE_PROGRESS, 1, "", 1);
      for (;;)
        pause ();
    }
  _exit (EXIT_SUCCESS);
}
