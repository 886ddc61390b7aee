/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/photos/pamor-photo-card.h"

G_BEGIN_DECLS

/**
 * PamorPhotoPage:
 *
 * The photo step: a card for each document that the answers ask for. What is dropped or pasted on
 * the page goes to the documents that still want one, in order.
 */
#define PAMOR_TYPE_PHOTO_PAGE (pamor_photo_page_get_type ())
G_DECLARE_FINAL_TYPE (PamorPhotoPage, pamor_photo_page, PAMOR, PHOTO_PAGE, GtkWidget)

GtkWidget      *pamor_photo_page_new         (PamorPhotoTaker *taker);
gboolean        pamor_photo_page_asks        (PamorPhotoPage  *self);
void            pamor_photo_page_sort        (PamorPhotoPage  *self);
void            pamor_photo_page_take        (PamorPhotoPage  *self,
                                              GPtrArray       *sources);
void            pamor_photo_page_open_camera (PamorPhotoPage  *self);
void            pamor_photo_page_paste       (PamorPhotoPage  *self);
PamorPhotoCard *pamor_photo_page_find_card   (PamorPhotoPage  *self,
                                              const char      *requirement);

G_END_DECLS
