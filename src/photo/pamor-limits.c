/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/pamor-limits.h"

#include "base/pamor-error.h"

/**
 * pamor_limits_check_bytes:
 * @bytes: the size of a source file
 *
 * Returns: %FALSE with %PAMOR_ERROR_PHOTO_EMPTY or %PAMOR_ERROR_PHOTO_HUGE
 */
gboolean
pamor_limits_check_bytes (gint64   bytes,
                          GError **error)
{
  if (bytes > 0 && bytes <= PAMOR_LIMITS_BYTES)
    return TRUE;
  if (bytes <= 0)
    g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_EMPTY, "The picture has no bytes");
  else
    g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_HUGE,
                 "The picture has %" G_GINT64_FORMAT " bytes, at most %" G_GINT64_FORMAT
                 " are accepted", bytes, PAMOR_LIMITS_BYTES);
  return FALSE;
}

/**
 * pamor_limits_check_pixels:
 * @width: pixels across, as its header says
 * @height: pixels down
 * @whole: whether decoding must hold the whole picture: progressive, interlaced
 *
 * Returns: %FALSE with %PAMOR_ERROR_PHOTO_BROKEN for no pixels, or %PAMOR_ERROR_PHOTO_HUGE
 */
gboolean
pamor_limits_check_pixels (guint     width,
                           guint     height,
                           gboolean  whole,
                           GError  **error)
{
  gint64 most = whole ? PAMOR_LIMITS_WHOLE_PIXELS : PAMOR_LIMITS_PIXELS;

  if (width == 0 || height == 0)
    {
      g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_BROKEN,
                   "The picture says it is %u x %u pixels", width, height);
      return FALSE;
    }
  if (width <= PAMOR_LIMITS_SIDE && height <= PAMOR_LIMITS_SIDE &&
      (gint64) width * height <= most)
    return TRUE;
  g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_HUGE,
               "The picture is %u x %u pixels; at most %d a side and %" G_GINT64_FORMAT
               " in all are accepted", width, height, PAMOR_LIMITS_SIDE, most);
  return FALSE;
}
