/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-form.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorTicketView:
 *
 * A ticket of the queue: its number, large, and its QR code once they came, what it is for, and
 * the ways to hand it to the citizen: print, PDF, message.
 */
#define PAMOR_TYPE_TICKET_VIEW (pamor_ticket_view_get_type ())
G_DECLARE_FINAL_TYPE (PamorTicketView, pamor_ticket_view, PAMOR, TICKET_VIEW, GtkWidget)

GtkWidget *pamor_ticket_view_new  (void);
void       pamor_ticket_view_show (PamorTicketView *self,
                                   PamorSubmission *item,
                                   PamorForm       *form);

G_END_DECLS
