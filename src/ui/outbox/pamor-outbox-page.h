/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/outbox/pamor-place.h"
#include "ui/shell/pamor-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorOutboxPage:
 *
 * What is in one place, newest first, a case as one line; while something is searched for, what
 * matches in all places, within the cases too. Activates "shell.open", "shell.case", "shell.new".
 */
#define PAMOR_TYPE_OUTBOX_PAGE (pamor_outbox_page_get_type ())
G_DECLARE_FINAL_TYPE (PamorOutboxPage, pamor_outbox_page, PAMOR, OUTBOX_PAGE, GtkWidget)

GtkWidget  *pamor_outbox_page_new       (PamorDesk       *desk);
void        pamor_outbox_page_set_place (PamorOutboxPage *self,
                                         PamorPlace       place);
void        pamor_outbox_page_search    (PamorOutboxPage *self,
                                         const char      *text);
GListModel *pamor_outbox_page_get_shown (PamorOutboxPage *self);

G_END_DECLS
