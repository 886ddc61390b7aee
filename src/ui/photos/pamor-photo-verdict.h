/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/pamor-legibility.h"
#include "ui/shell/pamor-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** PamorPhotoVerdict: whether the office will be able to read a photo, by icon and in words */
#define PAMOR_TYPE_PHOTO_VERDICT (pamor_photo_verdict_get_type ())
G_DECLARE_FINAL_TYPE (PamorPhotoVerdict, pamor_photo_verdict, PAMOR, PHOTO_VERDICT, GtkWidget)

GtkWidget *pamor_photo_verdict_new    (void);
void       pamor_photo_verdict_show   (PamorPhotoVerdict     *self,
                                       const PamorLegibility *verdict);
void       pamor_photo_verdict_judge  (PamorPhotoVerdict     *self,
                                       PamorDesk             *desk,
                                       const char            *submission,
                                       const char            *attachment);
gboolean   pamor_photo_verdict_is_due (const char            *requirement);

G_END_DECLS
