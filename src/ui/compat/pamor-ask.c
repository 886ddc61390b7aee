/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question with two answers. AdwMessageDialog is deprecated from libadwaita 1.6 on: only here. */
#include "ui/compat/pamor-ask.h"

#include <adwaita.h>

static void
on_response_cb (AdwMessageDialog *dialog,
                const char       *response,
                gpointer          user_data)
{
  g_autoptr(GTask) task = user_data;

  g_assert (ADW_IS_MESSAGE_DIALOG (dialog));

  g_task_return_boolean (task, g_str_equal (response, "accept"));
}

/**
 * pamor_ask_async:
 * @parent: a widget in the window that is asked over
 * @cancel: words of the answer that changes nothing; also what Esc means
 * @accept: words of the other answer
 * @destructive: whether @accept takes something away
 */
void
pamor_ask_async (GtkWidget           *parent,
                 const char          *heading,
                 const char          *body,
                 const char          *cancel,
                 const char          *accept,
                 gboolean             destructive,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  AdwMessageDialog *dialog;
  GTask *task;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  task = g_task_new (parent, NULL, callback, user_data);
  g_task_set_source_tag (task, pamor_ask_async);
  dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (parent)), heading, body));
  adw_message_dialog_add_responses (dialog, "cancel", cancel, "accept", accept, NULL);
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_default_response (dialog, destructive ? "cancel" : "accept");
  adw_message_dialog_set_response_appearance (
      dialog, "accept", destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response_cb), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

/** pamor_ask_finish: Returns: whether it was accepted */
gboolean
pamor_ask_finish (GAsyncResult  *result,
                  GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

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
