/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/photos/pamor-photo-taker.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PamorPhotoLeaves:
 *
 * The pages of a file of several, small, to choose those that are needed. All are chosen beforehand
 * where all have room. Where the server takes PDF, one under the limit may go as it is instead.
 * Closes itself.
 * Signal: chose (GPtrArray of PamorPhotoSource): once, each of one page, in order, or one of the
 * whole; empty where the person thought better of it.
 */
#define PAMOR_TYPE_PHOTO_LEAVES (pamor_photo_leaves_get_type ())
G_DECLARE_FINAL_TYPE (PamorPhotoLeaves, pamor_photo_leaves, PAMOR, PHOTO_LEAVES, AdwWindow)

GtkWidget *pamor_photo_leaves_new  (PamorPhotoTaker        *taker,
                                    const PamorPhotoSource *source,
                                    const char             *name,
                                    guint                   room);
gboolean   pamor_photo_leaves_known (PamorPhotoLeaves      *self);
void       pamor_photo_leaves_turn (PamorPhotoLeaves       *self,
                                    guint                   page);
void       pamor_photo_leaves_take (PamorPhotoLeaves       *self);
void       pamor_photo_leaves_take_whole (PamorPhotoLeaves *self);

G_END_DECLS
