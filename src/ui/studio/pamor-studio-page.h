/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/photos/pamor-photo-taker.h"

G_BEGIN_DECLS

/**
 * PamorStudioPage:
 *
 * One photo of an open form, large: can the office read it? And what can be done so that it can.
 * Signal: closed (const char *attachment): done; id of the photo that the form has now, another one
 * if something was done to it.
 */
#define PAMOR_TYPE_STUDIO_PAGE (pamor_studio_page_get_type ())
G_DECLARE_FINAL_TYPE (PamorStudioPage, pamor_studio_page, PAMOR, STUDIO_PAGE, GtkWidget)

GtkWidget *pamor_studio_page_new (PamorPhotoTaker        *taker,
                                  const PamorRequirement *requirement,
                                  const PamorAttachment  *attachment);
void       pamor_studio_page_close (PamorStudioPage      *self);

G_END_DECLS
