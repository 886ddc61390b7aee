/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/photos/pamor-photo-taker.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PamorPhotoCheck:
 *
 * After several photos found their places by themselves: each beside the name of its document, to
 * be confirmed or moved.
 */
#define PAMOR_TYPE_PHOTO_CHECK (pamor_photo_check_get_type ())
G_DECLARE_FINAL_TYPE (PamorPhotoCheck, pamor_photo_check, PAMOR, PHOTO_CHECK, AdwWindow)

GtkWidget *pamor_photo_check_new (PamorPhotoTaker *taker);

G_END_DECLS
