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

/**
 * pamor_tell_before:
 * @stay: words of the answer that does no harm
 * @go: words of the other
 * @on_go: called with @object, while that lives, when the other is given
 *
 * What has to be known before something is done that may do harm.
 */
void
pamor_tell_before (GtkWidget  *parent,
                   const char *heading,
                   const char *body,
                   const char *stay,
                   const char *go,
                   GCallback   on_go,
                   GObject    *object)
{
  GtkWidget *dialog;

  g_return_if_fail (GTK_IS_WIDGET (parent) && G_IS_OBJECT (object));

  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (parent)), heading, body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "close", stay, "go", go, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "go",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  g_signal_connect_object (dialog, "response::go", on_go, object, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
