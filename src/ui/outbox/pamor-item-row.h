/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/outbox/pamor-case.h"
#include "ui/shell/pamor-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorItemRow:
 *
 * A thing entered, in a list: who, what, where it stands, why it waits, when next; or all of a case
 * as one.
 */
#define PAMOR_TYPE_ITEM_ROW (pamor_item_row_get_type ())
G_DECLARE_FINAL_TYPE (PamorItemRow, pamor_item_row, PAMOR, ITEM_ROW, GtkWidget)

GtkWidget  *pamor_item_row_new      (void);
void        pamor_item_row_set_item (PamorItemRow    *self,
                                     PamorDesk       *desk,
                                     PamorSubmission *item);
void        pamor_item_row_set_case (PamorItemRow    *self,
                                     PamorDesk       *desk,
                                     PamorCase       *entry,
                                     PamorPlace       place);
void        pamor_item_row_hide_case (PamorItemRow   *self);
void        pamor_item_row_set_by_street (PamorItemRow *self,
                                          gboolean      by_street);
const char *pamor_item_row_get_why  (PamorItemRow    *self);
const char *pamor_item_row_get_begun (PamorItemRow   *self);
void        pamor_item_row_name     (PamorItemRow    *self,
                                     GtkWidget       *line);

G_END_DECLS
