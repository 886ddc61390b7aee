/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/shell/pamor-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorItemPage:
 *
 * One thing entered, in whatever state: where it stands, what helps now, what was answered, its
 * photos, its history; of what was sealed that, whatever was begun since. Follows the store.
 * Activates "shell.edit" and "shell.delete".
 */
#define PAMOR_TYPE_ITEM_PAGE (pamor_item_page_get_type ())
G_DECLARE_FINAL_TYPE (PamorItemPage, pamor_item_page, PAMOR, ITEM_PAGE, GtkWidget)

GtkWidget  *pamor_item_page_new    (PamorDesk     *desk,
                                    const char    *id);
const char *pamor_item_page_get_id (PamorItemPage *self);

G_END_DECLS
