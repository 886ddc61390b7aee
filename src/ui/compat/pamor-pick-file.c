/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing files. GtkFileChooserNative is deprecated from GTK 4.10 on: only here. */
#include "ui/compat/pamor-pick-file.h"

#include "photo/pamor-photo-kind.h"

#include <glib/gi18n-lib.h>

static void
on_response_cb (GtkNativeDialog *dialog,
                int              response,
                gpointer         user_data)
{
  g_autoptr(GTask) task = user_data;

  g_assert (GTK_IS_FILE_CHOOSER (dialog));

  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog)),
                           g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "nothing was chosen");
  g_object_unref (dialog);
}

/* It is not a widget: it lives until the answer, which gives its reference back. */
static GtkFileChooser *
new_chooser (GtkWidget            *parent,
             GtkFileChooserAction  action,
             const char           *title,
             GAsyncReadyCallback   callback,
             gpointer              user_data)
{
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (title, GTK_WINDOW (gtk_widget_get_root (parent)), action,
                                     NULL, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response_cb),
                    g_task_new (parent, NULL, callback, user_data));
  return GTK_FILE_CHOOSER (dialog);
}

/**
 * pamor_pick_images_async:
 * @parent: a widget in the window that is asked over; the source of the result
 * @title: what the pictures are for
 *
 * One or several photos, or papers as PDF.
 */
void
pamor_pick_images_async (GtkWidget           *parent,
                         const char          *title,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GtkFileFilter) filter = NULL;
  GtkFileChooser *chooser;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  chooser = new_chooser (parent, GTK_FILE_CHOOSER_ACTION_OPEN, title, callback, user_data);
  filter = gtk_file_filter_new ();
  gtk_file_filter_set_name (filter, _("Photos and PDF"));
  for (guint i = 0; pamor_photo_kind_media_types ()[i] != NULL; i++)
    gtk_file_filter_add_mime_type (filter, pamor_photo_kind_media_types ()[i]);
  gtk_file_chooser_set_select_multiple (chooser, TRUE);
  gtk_file_chooser_add_filter (chooser, filter);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * pamor_pick_images_finish:
 *
 * Returns: (transfer full) (nullable): the GFiles; NULL with %G_IO_ERROR_CANCELLED if none
 */
GListModel *
pamor_pick_images_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
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
  GtkFileChooser *chooser;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  chooser = new_chooser (parent, action, title, callback, user_data);
  if (name != NULL)
    gtk_file_chooser_set_current_name (chooser, name);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/** pamor_pick_path_finish: Returns: (transfer full) (nullable): %G_IO_ERROR_CANCELLED if none */
GFile *
pamor_pick_path_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_autoptr(GListModel) files = pamor_pick_images_finish (result, error);

  return files != NULL ? g_list_model_get_item (files, 0) : NULL;
}
