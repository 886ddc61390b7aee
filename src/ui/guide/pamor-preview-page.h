/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-catalogue.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorPreviewPage:
 *
 * For the office that edits a catalogue: opens a file or a folder of one, says what is wrong in it
 * and where, and lists its services.
 *
 * Signal: chosen (PamorCatalogue *, PamorService *): a service whose form is to be seen.
 */
#define PAMOR_TYPE_PREVIEW_PAGE (pamor_preview_page_get_type ())
G_DECLARE_FINAL_TYPE (PamorPreviewPage, pamor_preview_page, PAMOR, PREVIEW_PAGE, GtkWidget)

GtkWidget *pamor_preview_page_new  (void);
void       pamor_preview_page_open (PamorPreviewPage *self,
                                    const char       *path);

G_END_DECLS
