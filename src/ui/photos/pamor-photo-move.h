/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-form.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asked for by what is below, with the ids of the photo and of the document it goes to: "(ss)". */
#define PAMOR_PHOTO_MOVE_ACTION "photo.move"

void       pamor_photo_move            (GtkWidget             *near,
                                        PamorForm             *form,
                                        const char            *attachment,
                                        const char            *requirement);
GtkWidget *pamor_photo_move_button_new (PamorForm             *form,
                                        const PamorAttachment *attachment);
void       pamor_photo_move_add_source (GtkWidget             *widget,
                                        const char            *attachment);
void       pamor_photo_move_add_target (GtkWidget             *widget,
                                        const char            *requirement);

G_END_DECLS
