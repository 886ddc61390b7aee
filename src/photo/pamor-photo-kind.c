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

/* The brands of what libheif reads by HEVC; mif1 and msf1 name the container only */
static gboolean
is_heif (const guint8 *data,
         gsize         size)
{
  static const char *const brands[] = { "heic", "heix", "heim", "heis", "hevc", "mif1", "msf1" };

  for (guint i = 0; i < G_N_ELEMENTS (brands); i++)
    if (has (data, size, 4, "ftyp", 4) && has (data, size, 8, brands[i], 4))
      return TRUE;
  return FALSE;
}

/* The last of each two with 64 bit offsets */
static gboolean
is_tiff (const guint8 *data,
         gsize         size)
{
  return has (data, size, 0, "II*\0", 4) || has (data, size, 0, "II+\0", 4) ||
         has (data, size, 0, "MM\0*", 4) || has (data, size, 0, "MM\0+", 4);
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
  if (has (data, size, 0, "%PDF-", 5))
    return PAMOR_PHOTO_KIND_PDF;
  if (is_tiff (data, size))
    return PAMOR_PHOTO_KIND_TIFF;
  return is_heif (data, size) ? PAMOR_PHOTO_KIND_HEIF : PAMOR_PHOTO_KIND_UNKNOWN;
}

/** pamor_photo_kind_media_types: Returns: what all kinds are called elsewhere; the last is %NULL */
const char *const *
pamor_photo_kind_media_types (void)
{
  static const char *const types[] = { "image/jpeg", "image/png", "image/webp", "image/tiff",
                                       "image/heic", "image/heif", "application/pdf", NULL };

  return types;
}
