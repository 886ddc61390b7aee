/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/photos/pamor-photo-source.h"
#include "ui/shell/pamor-desk.h"

G_BEGIN_DECLS

/**
 * PamorPhotoWays: the ways in which a picture of one document comes in
 *
 * Emits "took" with an array of PamorPhotoSource, empty where the person thought better of it, and
 * "trouble" with words for what could not be read. "phone" asks for the officer's own phone as the
 * camera and "scanner" for a scanner, from where pictures come later.
 */
#define PAMOR_TYPE_PHOTO_WAYS (pamor_photo_ways_get_type ())
G_DECLARE_FINAL_TYPE (PamorPhotoWays, pamor_photo_ways, PAMOR, PHOTO_WAYS, GtkWidget)

void pamor_photo_ways_set_up      (PamorPhotoWays         *self,
                                   PamorDesk              *desk,
                                   const PamorRequirement *requirement);
void pamor_photo_ways_choose      (PamorPhotoWays         *self);
void pamor_photo_ways_open_camera (PamorPhotoWays         *self);
void pamor_photo_ways_drop        (PamorPhotoWays         *self,
                                   GdkDrop                *drop);

G_END_DECLS
