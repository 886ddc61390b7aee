/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* pamor-decode KIND PAGE SIDE LENIENT: numbers, of PamorPhotoKind and PamorDecoderWish.
 *
 * What it says on its standard output: bytes of 0 to 100, percent done, then one
 * of these marks; after a picture its head and the samples of its planes, whole rows and blocks as
 * they lie in memory; after a refusal a byte, the PamorError, and words up to the end. */
#define PAMOR_DECODER_WIRE_PICTURE 0xfe
#define PAMOR_DECODER_WIRE_REFUSAL 0xff

/* Words are cut to these bytes */
#define PAMOR_DECODER_WIRE_WORDS   200

/** PamorDecoderHead: in the byte order of the machine */
typedef struct
{
  guint32 width, height; /* as sent, not turned */
  guint32 n;             /* planes, 1 or 3 */
  guint32 rows;          /* that could be read, from the top; fewer than there are when lenient */
  guint32 orientation;
  guint32 pages;
} PamorDecoderHead;

G_END_DECLS
