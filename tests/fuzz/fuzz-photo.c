/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any file as a photo: refused in a code of ours, or a JPEG within the limit, upright, without
 * metadata, of the size it says, and so good that it may come in again. What another process reads
 * is passed over here; fuzz-reading has it. */
#include "base/pamor-error.h"
#include "pamor-fuzz.h"
#include "photo/pamor-jpeg-segments.h"
#include "photo/pamor-photo-kind.h"
#include "photo/pamor-photo.h"

#define LIMIT 20000

static const PamorPhotoWish wish = { .limit = LIMIT };

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

static void
check_part (GBytes       *source,
            const GError *error)
{
  g_autoptr (PamorPreview) part = NULL;

  if (!g_error_matches (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_BROKEN))
    return;
  part = pamor_preview_new_part (source, 100, NULL);
  g_assert_true (part == NULL || (part->share > 0 && part->share <= 1));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) source = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorPhoto) photo = NULL;
  g_autoptr (PamorPhoto) again = NULL;
  g_autoptr (GBytes) bare = NULL;
  PamorPhotoKind kind = pamor_photo_kind_sniff (source);

  if (kind != PAMOR_PHOTO_KIND_JPEG && kind != PAMOR_PHOTO_KIND_UNKNOWN)
    return -1;
  photo = pamor_photo_shrink (source, &wish, NULL, NULL, NULL, &error);
  if (photo == NULL)
    {
      check_refusal (error);
      check_part (source, error);
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
