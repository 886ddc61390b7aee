/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/pamor-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** PamorPhotoViewer: a window with one photo: can the small print be read? */
#define PAMOR_TYPE_PHOTO_VIEWER (pamor_photo_viewer_get_type ())
G_DECLARE_FINAL_TYPE (PamorPhotoViewer, pamor_photo_viewer, PAMOR, PHOTO_VIEWER, AdwWindow)

GtkWidget *pamor_photo_viewer_new (PamorStore *store,
                                   const char *submission,
                                   const char *attachment,
                                   const char *title);

G_END_DECLS
