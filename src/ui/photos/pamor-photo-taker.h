/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-form.h"
#include "ui/form/pamor-draft-saver.h"
#include "ui/photos/pamor-photo-source.h"
#include "ui/shell/pamor-desk.h"

G_BEGIN_DECLS

/**
 * PamorPhotoTaker:
 *
 * The way of a photo into an open form: shrunk under the server's limit, kept in the store, and
 * only then a photo of the form.
 *
 * Property: busy (boolean, read-only): a photo is on its way, or held up by what a person is asked.
 */
#define PAMOR_TYPE_PHOTO_TAKER (pamor_photo_taker_get_type ())
G_DECLARE_FINAL_TYPE (PamorPhotoTaker, pamor_photo_taker, PAMOR, PHOTO_TAKER, GObject)

PamorPhotoTaker *pamor_photo_taker_new         (PamorDesk              *desk,
                                                PamorForm              *form,
                                                PamorDraftSaver        *saver);
PamorDesk       *pamor_photo_taker_get_desk    (PamorPhotoTaker        *self);
PamorForm       *pamor_photo_taker_get_form    (PamorPhotoTaker        *self);
const char      *pamor_photo_taker_get_id      (PamorPhotoTaker        *self);
gboolean         pamor_photo_taker_is_busy     (PamorPhotoTaker        *self);
guint            pamor_photo_taker_count_coming (PamorPhotoTaker       *self,
                                                const char             *requirement);
PamorPhotoTaker *pamor_photo_taker_find_busy   (const char            *id);
void             pamor_photo_taker_wait_async  (PamorPhotoTaker        *self,
                                                GAsyncReadyCallback     callback,
                                                gpointer                user_data);
gboolean         pamor_photo_taker_wait_finish (PamorPhotoTaker        *self,
                                                GAsyncResult           *result);
void             pamor_photo_taker_take_async  (PamorPhotoTaker        *self,
                                                const PamorPhotoSource *source,
                                                const char             *requirement,
                                                PamorPhotoProgress      progress,
                                                gpointer                progress_data,
                                                GCancellable           *cancellable,
                                                GAsyncReadyCallback     callback,
                                                gpointer                user_data);
char            *pamor_photo_taker_take_finish (PamorPhotoTaker        *self,
                                                GAsyncResult           *result,
                                                GError                **error);
void             pamor_photo_taker_shrink_async (PamorPhotoTaker       *self,
                                                const PamorPhotoSource *source,
                                                const PamorEdit        *edit,
                                                PamorPhotoProgress      progress,
                                                gpointer                progress_data,
                                                GCancellable           *cancellable,
                                                GAsyncReadyCallback     callback,
                                                gpointer                user_data);
void             pamor_photo_taker_replace_async (PamorPhotoTaker      *self,
                                                const PamorAttachment  *replaced,
                                                GBytes                 *jpeg,
                                                GAsyncReadyCallback     callback,
                                                gpointer                user_data);
void             pamor_photo_taker_look_async  (PamorPhotoTaker        *self,
                                                const PamorPhotoSource *source,
                                                guint                   side,
                                                GCancellable           *cancellable,
                                                GAsyncReadyCallback     callback,
                                                gpointer                user_data);
void             pamor_photo_taker_hold        (PamorPhotoTaker        *self);
void             pamor_photo_taker_release     (PamorPhotoTaker        *self);
const PamorPhotoSource *
                 pamor_photo_taker_find_source (PamorPhotoTaker        *self,
                                                const char             *attachment);
PamorLegibility  pamor_photo_taker_get_verdict (PamorPhotoTaker        *self,
                                                GAsyncResult           *result);
GdkTexture      *pamor_photo_taker_get_part    (PamorPhotoTaker        *self,
                                                GAsyncResult           *result,
                                                double                 *share);

G_END_DECLS
