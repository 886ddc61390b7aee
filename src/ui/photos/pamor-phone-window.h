/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/photos/pamor-photo-card.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PamorPhoneWindow:
 *
 * The officer's own phone as the camera for one document: a code that leads it to a page, and what
 * comes from there. Closes once the document wants no more photos.
 */
#define PAMOR_TYPE_PHONE_WINDOW (pamor_phone_window_get_type ())
G_DECLARE_FINAL_TYPE (PamorPhoneWindow, pamor_phone_window, PAMOR, PHONE_WINDOW, AdwWindow)

GtkWidget *pamor_phone_window_new         (PamorPhotoCard   *card,
                                           PamorClock       *clock,
                                           gboolean          practice);
void       pamor_phone_window_offer       (PamorPhoneWindow *self,
                                           GPtrArray        *networks);
const char *pamor_phone_window_get_address (PamorPhoneWindow *self);

G_END_DECLS
