/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "photo/pamor-edit.h"
#include "photo/pamor-legibility.h"
#include "photo/pamor-photo-kind.h"
#include "photo/pamor-preview.h"

G_BEGIN_DECLS

/* The page of a source that has no other; one of several is refused */
#define PAMOR_PHOTO_SOLE_PAGE G_MAXUINT

/* All pages of a PDF, which stays the file that it is */
#define PAMOR_PHOTO_WHOLE_PDF (G_MAXUINT - 1)

/** PamorPhotoWish: what is asked of a photo; copied where it is kept */
typedef struct
{
  gint64    limit; /* the most bytes; more than 0 */
  guint     page;  /* of a source of several, from 0; or one of the two above */
  guint     side;  /* pixels of the longer side that are enough, to look at it; 0: all are wanted */
  PamorEdit edit;  /* done once it is upright */
} PamorPhotoWish;

/** PamorPhoto: an upright JPEG under the limit, without metadata; or a PDF as it came */
typedef struct
{
  GBytes          *jpeg;          /* or that PDF */
  PamorPhotoKind   kind;          /* of what came in */
  guint            width, height; /* pixels, upright */
  gint64           source_bytes;  /* size of what came in */
  guint            pages;         /* how many pictures the source holds */
  PamorLegibility  verdict;       /* on what became of it */
} PamorPhoto;

/** PamorPhotoProgress: @done of @total bytes or steps, called on the thread that shrinks */
typedef void (*PamorPhotoProgress) (gint64 done, gint64 total, gpointer user_data);

PamorPhoto *pamor_photo_shrink (GBytes                *source,
                                const PamorPhotoWish  *wish,
                                PamorPhotoProgress     progress,
                                gpointer               user_data,
                                GCancellable          *cancellable,
                                GError               **error);
void        pamor_photo_free   (PamorPhoto            *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorPhoto, pamor_photo_free)

/**
 * PamorIntake:
 *
 * The way in for every photo: reads the file, shrinks it on a photo worker, two at a time.
 * Called on the main thread; progress is reported there too. Limits on bytes and pixels are
 * checked before anything is decoded.
 */
#define PAMOR_TYPE_INTAKE (pamor_intake_get_type ())
G_DECLARE_FINAL_TYPE (PamorIntake, pamor_intake, PAMOR, INTAKE, GObject)

PamorIntake *pamor_intake_new             (void);
void         pamor_intake_add_file_async  (PamorIntake           *self,
                                           GFile                 *file,
                                           const PamorPhotoWish  *wish,
                                           PamorPhotoProgress     progress,
                                           gpointer               progress_data,
                                           GCancellable          *cancellable,
                                           GAsyncReadyCallback    callback,
                                           gpointer               user_data);
void         pamor_intake_add_bytes_async (PamorIntake           *self,
                                           GBytes                *source,
                                           const PamorPhotoWish  *wish,
                                           PamorPhotoProgress     progress,
                                           gpointer               progress_data,
                                           GCancellable          *cancellable,
                                           GAsyncReadyCallback    callback,
                                           gpointer               user_data);
PamorPhoto  *pamor_intake_add_finish      (PamorIntake           *self,
                                           GAsyncResult          *result,
                                           GError               **error);
const PamorPreview *
             pamor_intake_get_part        (PamorIntake           *self,
                                           GAsyncResult          *result);

G_END_DECLS
