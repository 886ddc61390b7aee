/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorBanner:
 *
 * A calm line across the window for what concerns everything, with at most one button. Named after
 * AdwBanner, which takes its place when the floor reaches libadwaita 1.3.
 *
 * Signals: button-clicked ()
 */
#define PAMOR_TYPE_BANNER (pamor_banner_get_type ())
G_DECLARE_FINAL_TYPE (PamorBanner, pamor_banner, PAMOR, BANNER, GtkWidget)

GtkWidget  *pamor_banner_new              (const char  *title);
const char *pamor_banner_get_title        (PamorBanner *self);
void        pamor_banner_set_title        (PamorBanner *self,
                                           const char  *title);
void        pamor_banner_set_button_label (PamorBanner *self,
                                           const char  *label);
gboolean    pamor_banner_get_revealed     (PamorBanner *self);
void        pamor_banner_set_revealed     (PamorBanner *self,
                                           gboolean     revealed);

G_END_DECLS
