/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A JPEG as a chain of segments, read without decoding. Guarantees: nothing outside of the bytes
 * is read, and what strip() lets through is only what a decoder needs for the pixels: no EXIF, no
 * profile, no comment, no thumbnail, nothing after the end. */
#include "photo/pamor-jpeg-segments.h"

#include <string.h>

enum { SOI = 0xd8, EOI = 0xd9, SOS = 0xda, RST0 = 0xd0, RST7 = 0xd7, TEM = 0x01, APP1 = 0xe1 };

typedef struct
{
  const guint8 *data;
  gsize         size, at;
} Cursor;

typedef struct
{
  guint8        marker;
  const guint8 *start; /* its 0xff */
  gsize         size;  /* in all; that of a scan includes its coded data */
  const guint8 *payload;
  gsize         payload_size;
} Segment;

static gboolean
open_jpeg (Cursor *self,
           GBytes *jpeg)
{
  self->data = g_bytes_get_data (jpeg, &self->size);
  self->at = 2;
  return self->size > 2 && self->data[0] == 0xff && self->data[1] == SOI;
}

/* Where the next marker stands that does not belong to coded data; the end if there is none */
static gsize
find_end_of_scan (const Cursor *self,
                  gsize         at)
{
  while (at + 1 < self->size)
    {
      const guint8 *found = memchr (self->data + at, 0xff, self->size - at - 1);

      if (found == NULL)
        break;
      at = found - self->data;
      if (found[1] != 0 && (found[1] < RST0 || found[1] > RST7))
        return at;
      at += 2;
    }
  return self->size;
}

static gboolean
next_segment (Cursor  *self,
              Segment *segment)
{
  gsize left, end;

  while (self->at + 1 < self->size && self->data[self->at] == 0xff &&
         self->data[self->at + 1] == 0xff)
    self->at++; /* fill bytes */
  left = self->size - self->at;
  if (left < 2 || self->data[self->at] != 0xff)
    return FALSE;
  *segment = (Segment) { .marker = self->data[self->at + 1], .start = self->data + self->at };
  if (segment->marker == EOI)
    {
      segment->size = 2;
      self->at += 2;
      return TRUE;
    }
  if (segment->marker <= TEM || (segment->marker >= RST0 && segment->marker <= SOI) || left < 4)
    return FALSE;
  segment->payload = segment->start + 4;
  segment->payload_size = (segment->start[2] << 8 | segment->start[3]) - 2;
  if (segment->payload_size > left - 4)
    return FALSE; /* which a length under 2 is too, being huge now */
  end = self->at + 4 + segment->payload_size;
  if (segment->marker == SOS)
    end = find_end_of_scan (self, end);
  segment->size = end - self->at;
  self->at = end;
  return TRUE;
}

/**
 * pamor_jpeg_segments_get_orientation:
 * @jpeg: any bytes
 *
 * Returns: what its first EXIF block says, upright where there is none
 */
PamorOrientation
pamor_jpeg_segments_get_orientation (GBytes *jpeg)
{
  Cursor cursor;
  Segment segment;

  g_return_val_if_fail (jpeg != NULL, PAMOR_ORIENTATION_UPRIGHT);

  if (!open_jpeg (&cursor, jpeg))
    return PAMOR_ORIENTATION_UPRIGHT;
  while (next_segment (&cursor, &segment) && segment.marker != EOI && segment.marker != SOS)
    if (segment.marker == APP1 && segment.payload_size >= 6 &&
        memcmp (segment.payload, "Exif\0", 6) == 0)
      return pamor_orientation_parse (segment.payload + 6, segment.payload_size - 6);
  return PAMOR_ORIENTATION_UPRIGHT;
}

/* Frame headers with Huffman coding, and the tables and scans that they need */
static gboolean
is_needed (guint8 marker)
{
  switch (marker)
    {
    case 0xc0: case 0xc1: case 0xc2: /* SOF */
    case 0xc4:                       /* DHT */
    case 0xdb: case 0xdd:            /* DQT, DRI */
    case SOS: case EOI:
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * pamor_jpeg_segments_strip:
 * @jpeg: a grey or YCbCr JPEG that was decoded without a warning
 * @limit: the most bytes of the result
 *
 * Returns: (transfer full) (nullable): the same pixels under a bare JFIF header; %NULL if they
 *   need more than @limit, or the chain of segments is not as it should be
 */
GBytes *
pamor_jpeg_segments_strip (GBytes *jpeg,
                           gint64  limit)
{
  static const guint8 head[] = { 0xff, SOI, 0xff, 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0,
                                 1, 1, 0, 0, 1, 0, 1, 0, 0 };
  g_autoptr (GByteArray) out = g_byte_array_new ();
  Cursor cursor;
  Segment segment;

  g_return_val_if_fail (jpeg != NULL, NULL);

  if (!open_jpeg (&cursor, jpeg))
    return NULL;
  g_byte_array_append (out, head, sizeof head);
  while (next_segment (&cursor, &segment))
    {
      if (is_needed (segment.marker))
        g_byte_array_append (out, segment.start, segment.size);
      if (out->len > limit)
        return NULL;
      if (segment.marker == EOI)
        return g_byte_array_free_to_bytes (g_steal_pointer (&out));
    }
  return NULL;
}
