/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/pamor-photo-viewer.h"

#include "domain/pamor-words.h"
#include "ui/widgets/pamor-photo-canvas.h"
#include "ui/widgets/pamor-photo-picture.h"

struct _PamorPhotoViewer
{
  AdwWindow         parent_instance;

  /* Owned by the window */
  GtkSpinner       *spinner;
  PamorPhotoCanvas *canvas;
  GtkLabel         *trouble;
  GtkStack         *stack;
};

G_DEFINE_FINAL_TYPE (PamorPhotoViewer, pamor_photo_viewer, ADW_TYPE_WINDOW)

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

  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  self->canvas = g_object_new (PAMOR_TYPE_PHOTO_CANVAS, NULL);
  self->trouble = GTK_LABEL (gtk_label_new (NULL));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_spinner_start (self->spinner);
  gtk_label_set_wrap (self->trouble, TRUE);
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->spinner));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->canvas), "photo");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->trouble), "trouble");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), 1000, 700);
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
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PamorPhotoViewer) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorPhotoPicture) picture = pamor_photo_picture_finish (result, &error);

  if (picture == NULL)
    return show_trouble (self, error);
  pamor_photo_canvas_set_picture (self->canvas, GDK_PAINTABLE (picture));
  /* At its own size, not fitted: what matters is whether the small print can be read. */
  pamor_photo_canvas_show_pixels (self->canvas);
  gtk_stack_set_visible_child_name (self->stack, "photo");
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
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
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  pamor_photo_picture_read_async (store, submission, attachment, PAMOR_PHOTO_PICTURE_WHOLE,
                                  on_read_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
