/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/photos/pamor-photo-taker.h"

G_BEGIN_DECLS

/**
 * PamorPhotoCard:
 *
 * The photos of one required document, and the ways to take one.
 * Signal: left (GPtrArray of PamorPhotoSource): pages that were chosen beyond the room there is.
 */
#define PAMOR_TYPE_PHOTO_CARD (pamor_photo_card_get_type ())
G_DECLARE_FINAL_TYPE (PamorPhotoCard, pamor_photo_card, PAMOR, PHOTO_CARD, GtkWidget)

GtkWidget              *pamor_photo_card_new             (PamorPhotoTaker        *taker,
                                                          const PamorRequirement *requirement);
const PamorRequirement *pamor_photo_card_get_requirement (PamorPhotoCard         *self);
PamorPhotoTaker        *pamor_photo_card_get_taker       (PamorPhotoCard         *self);
guint                   pamor_photo_card_count_photos    (PamorPhotoCard         *self);
guint                   pamor_photo_card_count_free      (PamorPhotoCard         *self);
gboolean                pamor_photo_card_is_missing      (PamorPhotoCard         *self);
GtkWidget              *pamor_photo_card_take            (PamorPhotoCard         *self,
                                                          const PamorPhotoSource *source);
void                    pamor_photo_card_open_camera     (PamorPhotoCard         *self);
const char             *pamor_photo_card_get_trouble     (PamorPhotoCard         *self);
void                    pamor_photo_card_set_trouble     (PamorPhotoCard         *self,
                                                          const char             *words);

G_END_DECLS
