/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/shell/pamor-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** PamorTellRow: whom to tell what, with the words to send, and the tick that it was done */
#define PAMOR_TYPE_TELL_ROW (pamor_tell_row_get_type ())
G_DECLARE_FINAL_TYPE (PamorTellRow, pamor_tell_row, PAMOR, TELL_ROW, GtkWidget)

GtkWidget *pamor_tell_row_new      (void);
void       pamor_tell_row_set_item (PamorTellRow    *self,
                                    PamorDesk       *desk,
                                    PamorSubmission *item);

G_END_DECLS
