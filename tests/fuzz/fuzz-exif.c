/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The segments of a JPEG, and the EXIF block in them: an orientation is one of eight, and what is
 * stripped stays as it is when stripped again. */
#include "pamor-fuzz.h"
#include "photo/pamor-jpeg-segments.h"

static void
check_orientation (PamorOrientation orientation)
{
  g_assert_cmpint (orientation, >=, PAMOR_ORIENTATION_UPRIGHT);
  g_assert_cmpint (orientation, <=, PAMOR_ORIENTATION_TURN_LEFT);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) jpeg = g_bytes_new_static (data, size);
  g_autoptr (GBytes) stripped = pamor_jpeg_segments_strip (jpeg, size + 20);
  g_autoptr (GBytes) again = NULL;

  check_orientation (pamor_orientation_parse (data, size));
  check_orientation (pamor_jpeg_segments_get_orientation (jpeg));
  if (stripped == NULL)
    return 0;
  g_assert_cmpuint (g_bytes_get_size (stripped), <=, size + 20);
  g_assert_cmpint (pamor_jpeg_segments_get_orientation (stripped), ==, PAMOR_ORIENTATION_UPRIGHT);
  again = pamor_jpeg_segments_strip (stripped, size + 20);
  g_assert_true (g_bytes_equal (stripped, again));
  return 0;
}
