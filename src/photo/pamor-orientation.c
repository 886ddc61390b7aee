/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guarantees: reads nothing outside of what it was given and follows one offset only, so that no
 * malformed block can crash or loop; whatever is not understood means upright. */
#include "photo/pamor-orientation.h"

#define TAG_ORIENTATION 0x0112
#define TYPE_SHORT      3
#define ENTRY_SIZE      12

typedef struct
{
  const guint8 *data;
  gsize         size;
  gboolean      big_endian;
} Tiff;

static gboolean
get_short (const Tiff *self,
           gsize       at,
           guint      *value)
{
  if (at > self->size || self->size - at < 2)
    return FALSE;
  *value = self->big_endian ? self->data[at] << 8 | self->data[at + 1]
                            : self->data[at + 1] << 8 | self->data[at];
  return TRUE;
}

static gboolean
get_long (const Tiff *self,
          gsize       at,
          guint32    *value)
{
  guint first, second;

  if (!get_short (self, at, &first) || !get_short (self, at + 2, &second))
    return FALSE;
  *value = self->big_endian ? (guint32) first << 16 | second : (guint32) second << 16 | first;
  return TRUE;
}

static gboolean
open_tiff (Tiff    *self,
           guint32 *directory)
{
  guint magic;

  if (self->size < 8)
    return FALSE;
  self->big_endian = self->data[0] == 'M';
  if (!(self->data[0] == 'M' && self->data[1] == 'M') &&
      !(self->data[0] == 'I' && self->data[1] == 'I'))
    return FALSE;
  return get_short (self, 2, &magic) && magic == 42 && get_long (self, 4, directory);
}

/**
 * pamor_orientation_parse:
 * @tiff: (array length=size): the TIFF structure of an EXIF block, after "Exif\0\0"
 * @size: bytes
 *
 * Only the first directory is read, where EXIF 2.3 (4.6.4) places the tag.
 *
 * Returns: the orientation, upright where there is none that can be read
 */
PamorOrientation
pamor_orientation_parse (const guint8 *tiff,
                         gsize         size)
{
  Tiff self = { .data = tiff, .size = size };
  guint32 directory, count;
  guint entries;

  g_return_val_if_fail (tiff != NULL || size == 0, PAMOR_ORIENTATION_UPRIGHT);

  if (!open_tiff (&self, &directory) || !get_short (&self, directory, &entries))
    return PAMOR_ORIENTATION_UPRIGHT;
  for (guint i = 0; i < entries; i++)
    {
      gsize at = (gsize) directory + 2 + (gsize) i * ENTRY_SIZE;
      guint tag, type, value;

      if (!get_short (&self, at, &tag) || !get_short (&self, at + 2, &type) ||
          !get_long (&self, at + 4, &count) || !get_short (&self, at + 8, &value))
        return PAMOR_ORIENTATION_UPRIGHT;
      if (tag == TAG_ORIENTATION)
        return type == TYPE_SHORT && count == 1 && value >= 1 && value <= 8
                 ? (PamorOrientation) value : PAMOR_ORIENTATION_UPRIGHT;
    }
  return PAMOR_ORIENTATION_UPRIGHT;
}

/** pamor_orientation_get_way: Returns: how to make it upright; the flips are of what is stored */
PamorWay
pamor_orientation_get_way (PamorOrientation self)
{
  return (PamorWay) {
    .over = self >= PAMOR_ORIENTATION_TRANSPOSE,
    .flip_rows = self == PAMOR_ORIENTATION_TURN_HALF || self == PAMOR_ORIENTATION_MIRROR_DOWN ||
                 self == PAMOR_ORIENTATION_TURN_RIGHT || self == PAMOR_ORIENTATION_TRANSVERSE,
    .flip_columns = self == PAMOR_ORIENTATION_MIRROR_ACROSS ||
                    self == PAMOR_ORIENTATION_TURN_HALF ||
                    self == PAMOR_ORIENTATION_TRANSVERSE || self == PAMOR_ORIENTATION_TURN_LEFT,
  };
}
