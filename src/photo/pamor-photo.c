/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture in, a JPEG under the limit out. Guarantees: never a byte over; upright; no metadata;
 * what is broken, too big or no picture is refused with a code that says so; the same source gives
 * the same bytes. Any thread; nothing touches the disk. */
#include "photo/pamor-photo.h"

#include <string.h>

#include "base/pamor-error.h"
#include "photo/pamor-edit-apply.h"
#include "photo/pamor-fit.h"
#include "photo/pamor-jpeg-read.h"
#include "photo/pamor-jpeg-segments.h"
#include "photo/pamor-limits.h"
#include "photo/pamor-png-read.h"

typedef enum { KIND_UNKNOWN, KIND_JPEG, KIND_PNG } Kind;

/* By its first bytes: a name says nothing about a file that came by Bluetooth */
static Kind
sniff (GBytes *source)
{
  static const guint8 jpeg[] = { 0xff, 0xd8, 0xff };
  static const guint8 png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  gsize size;
  const guint8 *data = g_bytes_get_data (source, &size);

  if (size >= sizeof jpeg && memcmp (data, jpeg, sizeof jpeg) == 0)
    return KIND_JPEG;
  if (size >= sizeof png && memcmp (data, png, sizeof png) == 0)
    return KIND_PNG;
  return KIND_UNKNOWN;
}

/* Returns: (nullable): the coded pixels as they came, without metadata, where that will do */
static GBytes *
keep (GBytes            *source,
      const PamorPlanes *planes,
      gint64             limit)
{
  if (pamor_jpeg_segments_get_orientation (source) != PAMOR_ORIENTATION_UPRIGHT)
    return NULL;
  if ((gint64) planes->plane[0].width * planes->plane[0].height > PAMOR_LIMITS_FULL_PIXELS)
    return NULL;
  return pamor_jpeg_segments_strip (source, limit);
}

static GBytes *
turn_and_fit (PamorPlanes           *planes,
              PamorOrientation       orientation,
              const PamorPhotoWish  *wish,
              PamorMeter            *meter,
              GError               **error)
{
  if (!pamor_planes_turn (planes, orientation))
    {
      g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_HUGE,
                           "Not enough memory for the picture");
      return NULL;
    }
  if (!pamor_edit_is_nothing (&wish->edit) &&
      !pamor_edit_apply (planes, &wish->edit, meter, error))
    return NULL;
  return pamor_fit (planes, wish->limit, meter, error);
}

static PamorPlanes *
read_source (GBytes      *source,
             PamorMeter  *meter,
             gboolean    *keepable,
             GError     **error)
{
  *keepable = FALSE;
  if (!pamor_limits_check_bytes (g_bytes_get_size (source), error))
    return NULL;
  pamor_meter_stage (meter, 0, 45);
  switch (sniff (source))
    {
    case KIND_JPEG:
      return pamor_jpeg_read (source, meter, keepable, error);
    case KIND_PNG:
      return pamor_png_read (source, meter, error);
    case KIND_UNKNOWN:
    default:
      g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_KIND,
                           "Neither a JPEG nor a PNG");
      return NULL;
    }
}

/**
 * pamor_photo_shrink:
 * @source: a JPEG or PNG file
 * @wish: how it is to be
 * @progress: (nullable): called on this thread with percent, rising
 * @cancellable: (nullable): looked at for every row of blocks
 *
 * An upright JPEG under the limit that is not edited keeps its coded pixels; all else is written
 * anew, in 4:2:0, as well as the limit allows.
 *
 * Returns: (transfer full): the photo; %NULL with %PAMOR_ERROR_PHOTO_EMPTY,
 *   %PAMOR_ERROR_PHOTO_KIND, %PAMOR_ERROR_PHOTO_BROKEN, %PAMOR_ERROR_PHOTO_HUGE,
 *   %PAMOR_ERROR_INVALID for a limit that no JPEG can keep or an edit that can't be done, or
 *   %G_IO_ERROR_CANCELLED
 */
PamorPhoto *
pamor_photo_shrink (GBytes                *source,
                    const PamorPhotoWish  *wish,
                    PamorPhotoProgress     progress,
                    gpointer               user_data,
                    GCancellable          *cancellable,
                    GError               **error)
{
  PamorMeter meter = { progress, user_data, cancellable, .last = -1 };
  g_autoptr (PamorPlanes) planes = NULL;
  g_autoptr (GBytes) jpeg = NULL;
  gboolean keepable;
  PamorPhoto *self;

  g_return_val_if_fail (source != NULL && wish != NULL && wish->limit > 0, NULL);

  planes = read_source (source, &meter, &keepable, error);
  if (planes == NULL)
    return NULL;
  if (keepable && pamor_edit_is_nothing (&wish->edit))
    jpeg = keep (source, planes, wish->limit);
  if (jpeg == NULL)
    jpeg = turn_and_fit (planes, pamor_jpeg_segments_get_orientation (source), wish, &meter,
                         error);
  if (jpeg == NULL || !pamor_meter_tick (&meter, 1, error))
    return NULL;
  self = g_new (PamorPhoto, 1);
  *self = (PamorPhoto) { g_steal_pointer (&jpeg), planes->plane[0].width, planes->plane[0].height,
                         g_bytes_get_size (source) };
  return self;
}

/** pamor_photo_free: frees @self and its bytes */
void
pamor_photo_free (PamorPhoto *self)
{
  g_bytes_unref (self->jpeg);
  g_free (self);
}
