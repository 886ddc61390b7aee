/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/photos/pamor-photo-taker.h"
#include "ui/widgets/pamor-photo-picture.h"

G_BEGIN_DECLS

/**
 * PamorStudio:
 *
 * One photo of an open form while it is edited: what is done to it, step by step, and how it comes
 * out, which is always what the office would get, made by the photo worker. Nothing is changed
 * until it is saved.
 * Signal: changed (): steps, picture, progress or trouble.
 */
#define PAMOR_TYPE_STUDIO (pamor_studio_get_type ())
G_DECLARE_FINAL_TYPE (PamorStudio, pamor_studio, PAMOR, STUDIO, GObject)

PamorStudio       *pamor_studio_new                 (PamorPhotoTaker       *taker,
                                                     const PamorAttachment *attachment);
void               pamor_studio_leave               (PamorStudio           *self);
void               pamor_studio_give_up             (PamorStudio           *self);
PamorStudio       *pamor_studio_find_unsaved        (void);

const PamorEdit   *pamor_studio_get_edit            (PamorStudio           *self);
void               pamor_studio_take_step           (PamorStudio           *self,
                                                     const PamorEdit       *edit);
gboolean           pamor_studio_can_go              (PamorStudio           *self,
                                                     int                    steps);
void               pamor_studio_go                  (PamorStudio           *self,
                                                     int                    steps);

void               pamor_studio_show                (PamorStudio           *self,
                                                     const PamorEdit       *edit);
gboolean           pamor_studio_shows               (PamorStudio           *self,
                                                     const PamorEdit       *edit);
PamorPhotoPicture *pamor_studio_get_picture         (PamorStudio           *self);
PamorPhotoPicture *pamor_studio_get_before          (PamorStudio           *self);
const PamorPhoto  *pamor_studio_get_photo           (PamorStudio           *self);
double             pamor_studio_get_progress        (PamorStudio           *self);
const GError      *pamor_studio_get_error           (PamorStudio           *self);

void               pamor_studio_find_corners_async  (PamorStudio           *self,
                                                     GAsyncReadyCallback    callback,
                                                     gpointer               user_data);
gboolean           pamor_studio_find_corners_finish (PamorStudio           *self,
                                                     GAsyncResult          *result,
                                                     PamorEditPoint        *corners);
gboolean           pamor_studio_can_save            (PamorStudio           *self);
void               pamor_studio_save_async          (PamorStudio           *self,
                                                     GAsyncReadyCallback    callback,
                                                     gpointer               user_data);
char              *pamor_studio_save_finish         (PamorStudio           *self,
                                                     GAsyncResult          *result,
                                                     GError               **error);

G_END_DECLS
