/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/pamor-photo-viewer.h"

#include "domain/pamor-words.h"

struct _PamorPhotoViewer
{
  AdwWindow   parent_instance;

  /* Owned by the window */
  GtkSpinner *spinner;
  GtkPicture *picture;
  GtkLabel   *trouble;
  GtkStack   *stack;
};

G_DEFINE_FINAL_TYPE (PamorPhotoViewer, pamor_photo_viewer, ADW_TYPE_WINDOW)

static void on_read_cb    (GObject      *source,
                           GAsyncResult *result,
                           gpointer      user_data);
static void on_decoded_cb (GObject      *source,
                           GAsyncResult *result,
                           gpointer      user_data);

static void
pamor_photo_viewer_class_init (PamorPhotoViewerClass *klass)
{
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0,
                                       "window.close", NULL);
}

static void
pamor_photo_viewer_init (PamorPhotoViewer *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  self->picture = GTK_PICTURE (gtk_picture_new ());
  self->trouble = GTK_LABEL (gtk_label_new (NULL));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_spinner_start (self->spinner);
  gtk_label_set_wrap (self->trouble, TRUE);
  /* At its own size, not fitted: what matters is whether the small print can be read. */
  gtk_picture_set_can_shrink (self->picture, FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->picture));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->spinner));
  gtk_stack_add_named (self->stack, scroller, "photo");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->trouble), "trouble");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), 1000, 700);
}

/** pamor_photo_viewer_new: @submission, @attachment: ids of a photo that @store keeps */
GtkWidget *
pamor_photo_viewer_new (PamorStore *store,
                        const char *submission,
                        const char *attachment,
                        const char *title)
{
  PamorPhotoViewer *self;

  g_return_val_if_fail (PAMOR_IS_STORE (store), NULL);

  self = g_object_new (PAMOR_TYPE_PHOTO_VIEWER, NULL);
  gtk_window_set_title (GTK_WINDOW (self), title);
  pamor_store_read_photo_async (store, submission, attachment, on_read_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

static void
show_trouble (PamorPhotoViewer *self,
              const GError     *error)
{
  g_autofree char *words = pamor_words_for_error (error);

  g_assert (PAMOR_IS_PHOTO_VIEWER (self));

  gtk_label_set_label (self->trouble, words);
  gtk_stack_set_visible_child_name (self->stack, "trouble");
}

static void
decode_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GdkTexture *texture = gdk_texture_new_from_bytes (data, &error);

  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PamorPhotoViewer) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  GBytes *jpeg = pamor_store_read_photo_finish (PAMOR_STORE (source), result, &error);

  if (jpeg == NULL)
    return show_trouble (self, error);
  task = g_task_new (NULL, NULL, on_decoded_cb, g_steal_pointer (&self));
  g_task_set_source_tag (task, on_read_cb);
  g_task_set_task_data (task, jpeg, (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, decode_in_thread);
}

static void
on_decoded_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (PamorPhotoViewer) self = user_data;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;

  texture = g_task_propagate_pointer (G_TASK (result), &error);
  if (texture == NULL)
    return show_trouble (self, error);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child_name (self->stack, "photo");
}
