/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/pamor-photo-kind.h"

#include <string.h>

static gboolean
has (const guint8 *data,
     gsize         size,
     gsize         at,
     const char   *magic,
     gsize         length)
{
  return size >= at + length && memcmp (data + at, magic, length) == 0;
}

/**
 * pamor_photo_kind_sniff:
 *
 * By the first bytes: a name says nothing about a file that came by Bluetooth.
 */
PamorPhotoKind
pamor_photo_kind_sniff (GBytes *source)
{
  gsize size;
  const guint8 *data;

  g_return_val_if_fail (source != NULL, PAMOR_PHOTO_KIND_UNKNOWN);

  data = g_bytes_get_data (source, &size);
  if (has (data, size, 0, "\xff\xd8\xff", 3))
    return PAMOR_PHOTO_KIND_JPEG;
  if (has (data, size, 0, "\x89PNG\r\n\x1a\n", 8))
    return PAMOR_PHOTO_KIND_PNG;
  if (has (data, size, 0, "RIFF", 4) && has (data, size, 8, "WEBP", 4))
    return PAMOR_PHOTO_KIND_WEBP;
  return PAMOR_PHOTO_KIND_UNKNOWN;
}
