/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorPhotoCanvas:
 *
 * A photo, as large as there is room or nearer: the wheel, two fingers, + and - go nearer, dragging
 * and the arrows move it, 0 shows the whole, 1 every pixel as one of the screen.
 * Signal: viewed (): another part of it is seen, or there is another room for it.
 */
#define PAMOR_TYPE_PHOTO_CANVAS (pamor_photo_canvas_get_type ())
G_DECLARE_FINAL_TYPE (PamorPhotoCanvas, pamor_photo_canvas, PAMOR, PHOTO_CANVAS, GtkWidget)

void            pamor_photo_canvas_set_picture (PamorPhotoCanvas *self,
                                                GdkPaintable     *picture);
graphene_rect_t pamor_photo_canvas_get_place   (PamorPhotoCanvas *self);
double          pamor_photo_canvas_get_scale   (PamorPhotoCanvas *self);
void            pamor_photo_canvas_zoom        (PamorPhotoCanvas *self,
                                                double            factor);
void            pamor_photo_canvas_show_whole  (PamorPhotoCanvas *self);
void            pamor_photo_canvas_show_pixels (PamorPhotoCanvas *self);

G_END_DECLS
