/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-form.h"
#include "ui/shell/pamor-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorFormPage:
 *
 * One form from the first answer to the queue: its sections, its photos, the review. Keeps itself
 * as a draft; leaving never asks. A correction of what was parked or rejected opens the same page:
 * the office's words stand above, and it begins where they point.
 *
 * A form keeps the catalogue that it was begun with; where a newer one asks for more, it says so.
 * Which row has the keyboard is noted in the store, so that a program that ended can go on there.
 *
 * Signals: sealed (const char *id): it is in the queue; closed (): the officer left, all is kept;
 * renewed (const char *id): all is kept and to be opened again with the newest catalogue.
 */
#define PAMOR_FORM_PAGE_NOTE "open-form" /* "ID PATH" */
#define PAMOR_TYPE_FORM_PAGE (pamor_form_page_get_type ())
G_DECLARE_FINAL_TYPE (PamorFormPage, pamor_form_page, PAMOR, FORM_PAGE, GtkWidget)

GtkWidget *pamor_form_page_new   (PamorDesk       *desk,
                                  PamorForm       *form,
                                  PamorSubmission *item);
void       pamor_form_page_go_to (PamorFormPage   *self,
                                  const char      *path);
void       pamor_form_page_close (PamorFormPage   *self);
const char *pamor_form_page_get_id (PamorFormPage  *self);
void       pamor_form_page_set_preview (PamorFormPage *self);

G_END_DECLS
