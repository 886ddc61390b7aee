/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/photos/pamor-photo-card.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PamorScannerWindow:
 *
 * Pages of one document from a scanner, one after another. Each is taken as soon as it is whole, so
 * that nothing that goes wrong later costs it. Closes once the document wants no more.
 */
#define PAMOR_TYPE_SCANNER_WINDOW (pamor_scanner_window_get_type ())
G_DECLARE_FINAL_TYPE (PamorScannerWindow, pamor_scanner_window, PAMOR, SCANNER_WINDOW, AdwWindow)

GtkWidget *pamor_scanner_window_new (PamorPhotoCard *card,
                                     gboolean        practice);

G_END_DECLS
