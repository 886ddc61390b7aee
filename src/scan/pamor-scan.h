/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** PamorScanSources: from where a scanner takes paper */
typedef enum
{
  PAMOR_SCAN_GLASS  = 1 << 0, /* one page, laid down by hand */
  PAMOR_SCAN_FEEDER = 1 << 1  /* a pile, page after page */
} PamorScanSources;

/** PamorScanWish: how pages are wanted; a scanner that can't gives what comes nearest */
typedef struct
{
  PamorScanSources source; /* one of them */
  guint            dpi;
  gboolean         grey;
} PamorScanWish;

/**
 * PamorScan:
 *
 * One errand to the scanners, done by a process of its own: looking for them, looking at one, or
 * scanning. Runs once.
 *
 * Signals, before it is finished:
 * device (const char *name, const char *title): a scanner was found;
 * sources (guint sources): PamorScanSources of the one looked at;
 * progress (double share): of the page under way; some scanners never tell;
 * page (GBytes *png): a whole one.
 */
#define PAMOR_TYPE_SCAN (pamor_scan_get_type ())
G_DECLARE_FINAL_TYPE (PamorScan, pamor_scan, PAMOR, SCAN, GObject)

PamorScan *pamor_scan_new_search (void);
PamorScan *pamor_scan_new_look   (const char           *device);
PamorScan *pamor_scan_new_pages  (const char           *device,
                                  const PamorScanWish  *wish);
void       pamor_scan_run_async  (PamorScan            *self,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
gboolean   pamor_scan_run_finish (PamorScan            *self,
                                  GAsyncResult         *result,
                                  GError              **error);

G_END_DECLS
