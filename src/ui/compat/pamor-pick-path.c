/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing one file or folder. GtkFileChooserNative is deprecated from GTK 4.10 on: only in this
 * folder. */
#include "ui/compat/pamor-pick-path.h"

static void
on_response_cb (GtkNativeDialog *dialog,
                int              response,
                gpointer         user_data)
{
  g_autoptr(GTask) task = user_data;

  g_assert (GTK_IS_FILE_CHOOSER (dialog));

  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)),
                           g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "nothing was chosen");
  g_object_unref (dialog);
}

/**
 * pamor_pick_path_async:
 * @parent: a widget in the window that is asked over; the source of the result
 * @action: to open, to save to, or a folder
 * @title: what it is for
 * @name: (nullable): what a file to save is called at first
 */
void
pamor_pick_path_async (GtkWidget            *parent,
                       GtkFileChooserAction  action,
                       const char           *title,
                       const char           *name,
                       GAsyncReadyCallback   callback,
                       gpointer              user_data)
{
  GtkFileChooserNative *dialog;
  GTask *task;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  task = g_task_new (parent, NULL, callback, user_data);
  g_task_set_source_tag (task, pamor_pick_path_async);
  /* The dialog is not a widget: it lives until the answer, which gives its reference back. */
  dialog = gtk_file_chooser_native_new (title, GTK_WINDOW (gtk_widget_get_root (parent)), action,
                                        NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/** pamor_pick_path_finish: Returns: (transfer full) (nullable): %G_IO_ERROR_CANCELLED if none */
GFile *
pamor_pick_path_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
