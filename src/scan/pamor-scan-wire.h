/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the process of the drivers says on its standard output: parts, each a head and as many
 * bytes as that tells. After the last part it lets go of the scanner and ends. */
typedef enum
{
  PAMOR_SCAN_WIRE_DEVICE = 1, /* name and title of a scanner, a NUL behind each */
  PAMOR_SCAN_WIRE_SOURCES,    /* a byte: PamorScanSources of the one that was looked at */
  PAMOR_SCAN_WIRE_PROGRESS,   /* a byte: percent of the page under way */
  PAMOR_SCAN_WIRE_PAGE,       /* a PNG */
  PAMOR_SCAN_WIRE_END         /* a byte: a PamorError, or PAMOR_SCAN_WIRE_WELL; the last part */
} PamorScanWirePart;

#define PAMOR_SCAN_WIRE_WELL 0xff

/* A part is no larger: a page of A3 at 600 dpi, hardly compressed */
#define PAMOR_SCAN_WIRE_MOST (G_GUINT64_CONSTANT (200) * 1000 * 1000)

/** PamorScanWireHead: in the byte order of the machine */
typedef struct
{
  guint32 part;
  guint32 size; /* of what follows */
} PamorScanWireHead;

G_END_DECLS
