/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/photos/pamor-photo-taker.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorPhotoKept:
 *
 * A photo of the form: how it looks, how large it is, and what can be done with it.
 * Signals: replace (), remove ()
 */
#define PAMOR_TYPE_PHOTO_KEPT (pamor_photo_kept_get_type ())
G_DECLARE_FINAL_TYPE (PamorPhotoKept, pamor_photo_kept, PAMOR, PHOTO_KEPT, GtkWidget)

GtkWidget             *pamor_photo_kept_new            (PamorPhotoTaker       *taker,
                                                        const PamorAttachment *attachment,
                                                        const char            *name);
const PamorAttachment *pamor_photo_kept_get_attachment (PamorPhotoKept        *self);
void                   pamor_photo_kept_claim_focus    (PamorPhotoKept        *self);

G_END_DECLS
