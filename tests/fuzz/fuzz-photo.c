/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any file as a photo: refused in a code of ours, or a JPEG within the limit, upright, without
 * metadata, of the size it says, and so good that it may come in again. A PNG's checks are mended
 * after each change, else nothing behind the first would ever be read. */
#include "base/pamor-error.h"
#include "pamor-fuzz.h"
#include "photo/pamor-jpeg-segments.h"
#include "photo/pamor-photo.h"

#include <png.h>
#include <string.h>
#include <zlib.h>

#define LIMIT 20000
#define HEAD 8 /* the signature of a PNG */

static const PamorPhotoWish wish = { .limit = LIMIT };

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
check_refusal (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (g_error_matches (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_EMPTY)
                 || g_error_matches (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_KIND)
                 || g_error_matches (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_BROKEN)
                 || g_error_matches (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_HUGE)
                 || g_error_matches (error, PAMOR_ERROR, PAMOR_ERROR_INVALID));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) source = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorPhoto) photo = pamor_photo_shrink (source, &wish, NULL, NULL, NULL, &error);
  g_autoptr (PamorPhoto) again = NULL;
  g_autoptr (GBytes) bare = NULL;

  if (photo == NULL)
    {
      check_refusal (error);
      return 0;
    }
  g_assert_cmpuint (g_bytes_get_size (photo->jpeg), <=, LIMIT);
  g_assert_cmpint (pamor_jpeg_segments_get_orientation (photo->jpeg), ==,
                   PAMOR_ORIENTATION_UPRIGHT);
  bare = pamor_jpeg_segments_strip (photo->jpeg, LIMIT + 20);
  g_assert_nonnull (bare);
  g_assert_cmpuint (g_bytes_get_size (photo->jpeg), <=, g_bytes_get_size (bare) + 20);
  again = pamor_photo_shrink (photo->jpeg, &wish, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->width, ==, photo->width);
  g_assert_cmpuint (again->height, ==, photo->height);
  return 0;
}
