/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/shell/pamor-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorSyncButton:
 *
 * How sending goes, in words; a click explains more and offers to send now. Activates
 * "shell.send-now".
 */
#define PAMOR_TYPE_SYNC_BUTTON (pamor_sync_button_get_type ())
G_DECLARE_FINAL_TYPE (PamorSyncButton, pamor_sync_button, PAMOR, SYNC_BUTTON, GtkWidget)

GtkWidget  *pamor_sync_button_new       (PamorDesk       *desk);
const char *pamor_sync_button_get_words (PamorSyncButton *self);

G_END_DECLS
