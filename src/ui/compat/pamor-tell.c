/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AdwMessageDialog is deprecated from libadwaita 1.6 on: only here. */
#include "ui/compat/pamor-tell.h"

#include <adwaita.h>

/** pamor_tell: what has to be known before going on; @close: words of the only answer */
void
pamor_tell (GtkWidget  *parent,
            const char *heading,
            const char *body,
            const char *close)
{
  GtkWidget *dialog;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (parent)), heading, body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", close);
  gtk_window_present (GTK_WINDOW (dialog));
}
