/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/shell/pamor-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorPhotoTile:
 *
 * A photo that the store keeps, small. A click asks for the action "photo.edit" with the id of the
 * attachment; where there is none it shows the photo large.
 */
#define PAMOR_TYPE_PHOTO_TILE (pamor_photo_tile_get_type ())
G_DECLARE_FINAL_TYPE (PamorPhotoTile, pamor_photo_tile, PAMOR, PHOTO_TILE, GtkWidget)

GtkWidget *pamor_photo_tile_new (PamorDesk  *desk,
                                 const char *submission,
                                 const char *attachment,
                                 const char *label);
void       pamor_photo_tile_hide_label (PamorPhotoTile *self);

G_END_DECLS
