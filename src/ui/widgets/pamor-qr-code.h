/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorQrCode:
 *
 * A QR code: dark on white with its quiet zone whatever the colours around it are, each module a
 * whole number of pixels.
 */
#define PAMOR_TYPE_QR_CODE (pamor_qr_code_get_type ())
G_DECLARE_FINAL_TYPE (PamorQrCode, pamor_qr_code, PAMOR, QR_CODE, GtkWidget)

GtkWidget *pamor_qr_code_new      (void);
void       pamor_qr_code_set_text (PamorQrCode *self,
                                   const char  *text,
                                   const char  *spoken);
void       pamor_qr_code_draw     (const char  *text,
                                   cairo_t     *cr,
                                   double       side);

G_END_DECLS
