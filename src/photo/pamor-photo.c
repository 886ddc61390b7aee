/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture in, a JPEG under the limit out. Guarantees: never a byte over; upright; no metadata;
 * what is broken, too big or no picture is refused with a code that says so; the same source gives
 * the same bytes. Any thread; nothing touches the disk. */
#include "photo/pamor-photo.h"

#include "base/pamor-error.h"
#include "photo/pamor-decoder.h"
#include "photo/pamor-edit-apply.h"
#include "photo/pamor-fit.h"
#include "photo/pamor-jpeg-read.h"
#include "photo/pamor-jpeg-segments.h"
#include "photo/pamor-limits.h"

/* Pixels at which each page of a PDF is painted to see that it can be */
#define PROOF_SIDE 200

typedef struct
{
  PamorPlanes      *planes; /* (owned) */
  PamorOrientation  orientation;
  guint             pages;
  gboolean          keepable; /* its coded pixels would do as they are */
} Picture;

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

/* A JPEG is read here, for its speed, by the one codec that the room knows well; all else behind
 * the wall of a process. */
static gboolean
read_source (GBytes                *source,
             const PamorPhotoWish  *wish,
             PamorMeter            *meter,
             Picture               *picture,
             GError               **error)
{
  const PamorDecoderWish decoding = { .page = wish->page, .side = wish->side };
  PamorDecoderHead head = { .orientation = PAMOR_ORIENTATION_UPRIGHT, .pages = 1 };
  PamorPhotoKind kind = pamor_photo_kind_sniff (source);

  if (g_cancellable_set_error_if_cancelled (meter->cancellable, error) ||
      !pamor_limits_check_bytes (g_bytes_get_size (source), error))
    return FALSE;
  pamor_meter_stage (meter, 0, 45);
  if (kind == PAMOR_PHOTO_KIND_UNKNOWN)
    g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_KIND, "No picture of a known kind");
  else if (kind != PAMOR_PHOTO_KIND_JPEG)
    picture->planes = pamor_decoder_read (source, kind, &decoding, meter, &head, error);
  else if (wish->page > 0 && wish->page != PAMOR_PHOTO_SOLE_PAGE)
    g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_INVALID, "A JPEG has one page");
  else /* read upright */
    picture->planes = pamor_jpeg_read (source, meter, &picture->keepable, error);
  picture->orientation = head.orientation;
  picture->pages = head.pages;
  return picture->planes != NULL;
}

/* A PDF that stays one. What is within it goes along: so it must be sound, every page of it, and
 * hold nothing that is run or hidden. */
static PamorPhoto *
keep_whole (GBytes                *source,
            const PamorPhotoWish  *wish,
            PamorMeter            *meter,
            GError               **error)
{
  const PamorDecoderWish decoding = { .page = PAMOR_PHOTO_WHOLE_PDF, .side = PROOF_SIDE };
  g_autoptr (PamorPlanes) first = NULL;
  PamorDecoderHead head;
  PamorPhoto *self;

  if (pamor_photo_kind_sniff (source) != PAMOR_PHOTO_KIND_PDF)
    g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_KIND, "Only a PDF stays whole");
  else if ((gint64) g_bytes_get_size (source) > wish->limit)
    g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_HUGE, "The PDF is over the limit");
  else
    first = pamor_decoder_read (source, PAMOR_PHOTO_KIND_PDF, &decoding, meter, &head, error);
  if (first == NULL)
    return NULL;
  self = g_new0 (PamorPhoto, 1);
  self->jpeg = g_bytes_ref (source);
  self->kind = PAMOR_PHOTO_KIND_PDF;
  self->width = first->plane[0].width;
  self->height = first->plane[0].height;
  self->source_bytes = g_bytes_get_size (source);
  self->pages = head.pages;
  return self;
}

/**
 * pamor_photo_shrink:
 * @source: a file of any kind in #PamorPhotoKind
 * @wish: how it is to be
 * @progress: (nullable): called on this thread with percent, rising
 * @cancellable: (nullable): looked at for every row of blocks
 *
 * An upright JPEG under the limit that is not edited keeps its coded pixels; all else is written
 * anew, in 4:2:0, as well as the limit allows. A side is heeded where pages are to choose from, in
 * PDF and TIFF: at that size a page of a PDF is painted in a fraction of the time. A whole PDF
 * comes back as it is, its metadata too, after every page of it could be painted; one that holds
 * scripts or other files does not.
 *
 * Returns: (transfer full): the photo; %NULL with %PAMOR_ERROR_PHOTO_EMPTY,
 *   %PAMOR_ERROR_PHOTO_KIND, %PAMOR_ERROR_PHOTO_BROKEN, %PAMOR_ERROR_PHOTO_HUGE,
 *   %PAMOR_ERROR_PHOTO_PAGES for one of several where the sole page was wished,
 *   %PAMOR_ERROR_INVALID for a limit that no JPEG can keep, a page that is not there or an edit
 *   that can't be done, %PAMOR_ERROR_FAILED if the decoder can't be started, or
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
  Picture picture = { 0 };
  g_autoptr (PamorPlanes) planes = NULL;
  g_autoptr (GBytes) jpeg = NULL;
  PamorPhoto *self;

  g_return_val_if_fail (source != NULL && wish != NULL && wish->limit > 0, NULL);

  if (wish->page == PAMOR_PHOTO_WHOLE_PDF)
    return keep_whole (source, wish, &meter, error);
  if (!read_source (source, wish, &meter, &picture, error))
    return NULL;
  planes = picture.planes;
  if (picture.keepable && pamor_edit_is_nothing (&wish->edit))
    jpeg = pamor_jpeg_segments_strip (source, wish->limit);
  if (jpeg == NULL)
    jpeg = turn_and_fit (planes, picture.orientation, wish, &meter, error);
  if (jpeg == NULL || !pamor_meter_tick (&meter, 1, error))
    return NULL;
  self = g_new (PamorPhoto, 1);
  *self = (PamorPhoto) { .jpeg = g_steal_pointer (&jpeg), .kind = pamor_photo_kind_sniff (source),
                         .width = planes->plane[0].width, .height = planes->plane[0].height,
                         .source_bytes = g_bytes_get_size (source), .pages = picture.pages };
  pamor_legibility_judge (planes, &self->verdict);
  return self;
}

/** pamor_photo_free: frees @self and its bytes */
void
pamor_photo_free (PamorPhoto *self)
{
  g_bytes_unref (self->jpeg);
  g_free (self);
}
