/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a picture of the kind that they begin like, read without the wall of a process:
 * refused in a code of the photo, or planes of a size that is accepted; and small, with whatever is
 * left of it, which is never less than what is taken strictly. A PNG's checks are mended
 * after each change, else nothing behind the first would ever be read. */
#include "base/pamor-error.h"
#include "pamor-fuzz.h"
#include "photo/pamor-limits.h"
#include "photo/pamor-photo.h"
#include "photo/reader/pamor-reading.h"

#include <png.h>
#include <zlib.h>

#define HEAD 8 /* the signature of a PNG */

static guint
get_number (const guint8 *at)
{
  return (guint) at[0] << 24 | at[1] << 16 | at[2] << 8 | at[3];
}

gsize
LLVMFuzzerCustomMutator (guint8       *data,
                         gsize         size,
                         gsize         room,
                         unsigned int  seed)
{
  size = LLVMFuzzerMutate (data, size, room);
  if (size < HEAD || png_sig_cmp (data, 0, HEAD) != 0)
    return size;
  for (gsize at = HEAD; size - at >= 12 && get_number (data + at) <= size - at - 12;)
    {
      guint length = get_number (data + at);
      guint check = crc32 (0, data + at + 4, length + 4);

      for (int i = 0; i < 4; i++)
        data[at + 8 + length + i] = check >> (24 - 8 * i);
      at += 12 + length;
    }
  return size;
}

static void
check_planes (const PamorReading *reading)
{
  const PamorPlane *luma = &reading->planes->plane[0];

  g_assert_true (reading->planes->n == 1 || reading->planes->n == 3);
  g_assert_cmpint ((gint64) luma->width * luma->height, <=, PAMOR_LIMITS_FULL_PIXELS);
  g_assert_cmpint (reading->orientation, >=, PAMOR_ORIENTATION_UPRIGHT);
  g_assert_cmpint (reading->orientation, <=, PAMOR_ORIENTATION_TURN_LEFT);
  g_assert_cmpuint (reading->page, <, reading->pages);
  g_assert_cmpuint (reading->rows, >, 0);
  g_assert_cmpuint (reading->rows, <=, luma->height);
}

static gboolean
read_picture (const guint8   *data,
              gsize           size,
              PamorPhotoKind  kind,
              guint           side)
{
  g_autoptr (GError) error = NULL;
  PamorMeter meter = { .to = 100, .last = -1 };
  g_auto (PamorReading) reading = { .data = data, .size = size, .side = side,
                                    .lenient = side > 0, .meter = &meter };
  gboolean done;

  if (side > 0 && kind == PAMOR_PHOTO_KIND_PDF)
    reading.page = PAMOR_PHOTO_WHOLE_PDF;
  done = pamor_reading_run (&reading, kind, &error);
  if (done)
    check_planes (&reading);
  else
    g_assert_true (error->domain == PAMOR_ERROR && error->code >= PAMOR_ERROR_PHOTO_EMPTY
                   && error->code <= PAMOR_ERROR_PHOTO_HUGE);
  return done;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) source = g_bytes_new_static (data, size);
  PamorPhotoKind kind = pamor_photo_kind_sniff (source);

  if (kind == PAMOR_PHOTO_KIND_JPEG || kind == PAMOR_PHOTO_KIND_UNKNOWN)
    return -1;
  if (read_picture (data, size, kind, 0) && kind != PAMOR_PHOTO_KIND_PDF)
    g_assert_true (read_picture (data, size, kind, 40));
  else
    read_picture (data, size, kind, 40);
  return 0;
}
