/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pamor-scan search | look SCANNER | pages SCANNER DPI colour|grey glass|feeder: says what there is
 * on its standard output, as scan/pamor-scan-wire.h has it. Started by PamorScan only. Asked to
 * stop, or left alone, it stops the scanner and lets go of it. */
#include <pthread.h>
#include <sane/sane.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "base/pamor-error.h"
#include "pamor-scan-memory.h"
#include "pamor-scan-options.h"
#include "pamor-scan-page.h"
#include "pamor-scan-say.h"

/**
 * pthread_setcanceltype:
 * @before: (out) (optional)
 *
 * A fifth of all drivers ask for their threads to be ended at any instruction. One that is ended
 * within malloc () leaves that locked, and the next call of it waits for ever, between two pages as
 * at the end. So they find this instead, and their threads end where they wait or write.
 *
 * Returns: 0
 */
int
pthread_setcanceltype (int  type,
                       int *before)
{
  if (before != NULL)
    *before = PTHREAD_CANCEL_DEFERRED;
  return 0;
}

/* (nullable): while one is open; the only thing that a signal may use */
static SANE_Handle volatile scanner;

/* SANE allows this anywhere, and answers what is under way with "cancelled". */
static void
on_asked_to_stop (int number)
{
  if (scanner == NULL)
    _exit (EXIT_SUCCESS);
  sane_cancel (scanner);
}

static guint8
get_end (SANE_Status status)
{
  switch (status)
    {
    case SANE_STATUS_GOOD:
    case SANE_STATUS_CANCELLED:
      return PAMOR_SCAN_WIRE_WELL;
    case SANE_STATUS_DEVICE_BUSY:
      return PAMOR_ERROR_SCANNER_BUSY;
    case SANE_STATUS_JAMMED:
      return PAMOR_ERROR_SCANNER_JAM;
    case SANE_STATUS_NO_DOCS:
      return PAMOR_ERROR_SCANNER_EMPTY;
    case SANE_STATUS_COVER_OPEN:
      return PAMOR_ERROR_SCANNER_COVER;
    case SANE_STATUS_ACCESS_DENIED:
      return PAMOR_ERROR_SCANNER_DENIED;
    case SANE_STATUS_INVAL:
    case SANE_STATUS_EOF:
    case SANE_STATUS_IO_ERROR:
      return PAMOR_ERROR_SCANNER_LOST;
    case SANE_STATUS_UNSUPPORTED:
    case SANE_STATUS_NO_MEM:
    default:
      return PAMOR_ERROR_FAILED;
    }
}

/* As a person calls it; makers are often part of the model's name already. */
static void
say_device (const SANE_Device *device)
{
  const char *vendor = device->vendor != NULL ? device->vendor : "";
  const char *model = device->model != NULL ? device->model : "";
  gboolean known = *vendor == '\0' || g_str_equal (vendor, "Noname")
                   || g_ascii_strncasecmp (model, vendor, strlen (vendor)) == 0;
  g_autofree char *both = known ? g_strdup (model) : g_strdup_printf ("%s %s", vendor, model);
  g_autofree char *title = g_utf8_make_valid (both, -1);
  g_autoptr (GByteArray) part = g_byte_array_new ();

  if (!g_utf8_validate (device->name, -1, NULL))
    return;
  g_byte_array_append (part, (const guint8 *) device->name, strlen (device->name) + 1);
  g_byte_array_append (part, (const guint8 *) title, strlen (title) + 1);
  pamor_scan_say (PAMOR_SCAN_WIRE_DEVICE, part->data, part->len);
}

/* Cameras, which SANE knows too, have a way in of their own. */
static SANE_Status
search (void)
{
  const SANE_Device **list = NULL;
  SANE_Status status = sane_get_devices (&list, SANE_FALSE);

  for (guint i = 0; status == SANE_STATUS_GOOD && list[i] != NULL; i++)
    if (list[i]->type == NULL || strstr (list[i]->type, "camera") == NULL)
      say_device (list[i]);
  return status;
}

/* Between the pages of a pile the scanner is not let go of: it would throw out the rest. */
static SANE_Status
scan_pages (const PamorScanWish *wish)
{
  SANE_Status status;
  guint pages = 0;

  pamor_scan_options_set (scanner, wish);
  do
    status = pamor_scan_page_read (scanner);
  while (status == SANE_STATUS_GOOD && ++pages > 0 && wish->source == PAMOR_SCAN_FEEDER);
  return status == SANE_STATUS_NO_DOCS && pages > 0 ? SANE_STATUS_GOOD : status;
}

/* @wish: (nullable): NULL only looks */
static SANE_Status
use (const char          *name,
     const PamorScanWish *wish)
{
  SANE_Handle handle = NULL;
  SANE_Status status = sane_open (name, &handle);

  if (status != SANE_STATUS_GOOD)
    return status;
  scanner = handle;
  if (wish != NULL)
    status = scan_pages (wish);
  else
    pamor_scan_say_byte (PAMOR_SCAN_WIRE_SOURCES, pamor_scan_options_get_sources (handle));
  return status;
}

/* Last, as nobody need wait for it: what came of it all is said. */
static void
let_go (void)
{
  SANE_Handle handle = scanner;

  if (handle != NULL)
    {
      sane_cancel (handle);
      scanner = NULL;
      sane_close (handle);
    }
  sane_exit ();
}

static SANE_Status
run (int   argc,
     char *argv[])
{
  PamorScanWish wish = { PAMOR_SCAN_GLASS };

  if (argc == 2 && g_str_equal (argv[1], "search"))
    return search ();
  if (argc == 3 && g_str_equal (argv[1], "look"))
    return use (argv[2], NULL);
  if (argc != 6 || !g_str_equal (argv[1], "pages"))
    return SANE_STATUS_UNSUPPORTED;
  wish.dpi = strtoul (argv[3], NULL, 10);
  wish.grey = g_str_equal (argv[4], "grey");
  if (g_str_equal (argv[5], "feeder"))
    wish.source = PAMOR_SCAN_FEEDER;
  return use (argv[2], &wish);
}

/* Leaves at once: drivers have nothing left that is worth being freed. */
int
main (int   argc,
      char *argv[])
{
  const struct sigaction stop = { .sa_handler = on_asked_to_stop };
  SANE_Int version;
  SANE_Status status;

  sigaction (SIGTERM, &stop, NULL);
  signal (SIGPIPE, SIG_IGN);
  prctl (PR_SET_PDEATHSIG, SIGTERM);
  pamor_scan_memory_cover ();
  status = sane_init (&version, NULL);
  if (status == SANE_STATUS_GOOD)
    status = run (argc, argv);
  pamor_scan_say_byte (PAMOR_SCAN_WIRE_END, get_end (status));
  let_go ();
  _exit (EXIT_SUCCESS);
}
