/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/shell/pamor-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorSendingView:
 *
 * How one submission that waits goes out: bytes sent and left, how long since the last one moved,
 * or else why it waits and when it is tried next. Hidden for what does not wait.
 */
#define PAMOR_TYPE_SENDING_VIEW (pamor_sending_view_get_type ())
G_DECLARE_FINAL_TYPE (PamorSendingView, pamor_sending_view, PAMOR, SENDING_VIEW, GtkWidget)

GtkWidget *pamor_sending_view_new  (PamorDesk        *desk);
void       pamor_sending_view_show (PamorSendingView *self,
                                    PamorSubmission  *item);

G_END_DECLS
