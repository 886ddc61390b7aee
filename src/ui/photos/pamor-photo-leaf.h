/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/photos/pamor-photo-taker.h"

G_BEGIN_DECLS

/**
 * PamorPhotoLeaf:
 *
 * A page of a file of several, small, with its number and whether it is chosen. Its picture is made
 * when it comes into sight and let go when it leaves it.
 */
#define PAMOR_TYPE_PHOTO_LEAF (pamor_photo_leaf_get_type ())
G_DECLARE_FINAL_TYPE (PamorPhotoLeaf, pamor_photo_leaf, PAMOR, PHOTO_LEAF, GtkWidget)

GtkWidget *pamor_photo_leaf_new        (PamorPhotoTaker        *taker,
                                        const PamorPhotoSource *source);
void       pamor_photo_leaf_set_page   (PamorPhotoLeaf         *self,
                                        guint                   page);
guint      pamor_photo_leaf_get_page   (PamorPhotoLeaf         *self);
void       pamor_photo_leaf_set_chosen (PamorPhotoLeaf         *self,
                                        gboolean                chosen);
void       pamor_photo_leaf_set_seen   (PamorPhotoLeaf         *self,
                                        gboolean                seen);

G_END_DECLS
