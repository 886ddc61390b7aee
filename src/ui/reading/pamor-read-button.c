/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/reading/pamor-read-button.h"

#include "ui/compat/pamor-tell.h"
#include "ui/reading/pamor-reader.h"

#include <glib/gi18n-lib.h>

struct _PamorReadButton
{
  GtkButton       parent_instance;

  /* Owned */
  PamorReadText   text;
  gpointer        user_data;
  GDestroyNotify  destroy; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (PamorReadButton, pamor_read_button, GTK_TYPE_BUTTON)

static gboolean
is_reading (PamorReadButton *self)
{
  return pamor_reader_get_owner (pamor_reader_get_default ()) == self;
}

static void
update (PamorReadButton *self)
{
  g_assert (PAMOR_IS_READ_BUTTON (self));

  gtk_button_set_label (GTK_BUTTON (self), is_reading (self) ? _("Stop _reading")
                                                             : _("_Read aloud"));
}

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PamorReadButton) self = user_data;
  g_autoptr(GError) error = NULL;

  if (pamor_reader_read_finish (PAMOR_READER (source), result, &error))
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    pamor_tell (GTK_WIDGET (self), _("It can't be read aloud"), error->message, _("_Close"));
}

static void
pamor_read_button_clicked (GtkButton *button)
{
  PamorReadButton *self = PAMOR_READ_BUTTON (button);
  g_autofree char *text = NULL;

  if (is_reading (self))
    return pamor_reader_stop (pamor_reader_get_default ());
  text = self->text (self->user_data);
  pamor_reader_read_async (pamor_reader_get_default (), self, text, on_read_cb,
                           g_object_ref (self));
}

static void
pamor_read_button_unmap (GtkWidget *widget)
{
  if (is_reading (PAMOR_READ_BUTTON (widget)))
    pamor_reader_stop (pamor_reader_get_default ());
  GTK_WIDGET_CLASS (pamor_read_button_parent_class)->unmap (widget);
}

static void
pamor_read_button_dispose (GObject *object)
{
  PamorReadButton *self = PAMOR_READ_BUTTON (object);

  if (self->destroy != NULL)
    self->destroy (g_steal_pointer (&self->user_data));
  self->destroy = NULL;
  G_OBJECT_CLASS (pamor_read_button_parent_class)->dispose (object);
}

static void
pamor_read_button_class_init (PamorReadButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pamor_read_button_dispose;
  GTK_WIDGET_CLASS (klass)->unmap = pamor_read_button_unmap;
  GTK_BUTTON_CLASS (klass)->clicked = pamor_read_button_clicked;
}

static void
pamor_read_button_init (PamorReadButton *self)
{
  gtk_button_set_use_underline (GTK_BUTTON (self), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  g_signal_connect_object (pamor_reader_get_default (), "moved", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

/** pamor_read_button_new: @text: asked each time it is pressed */
GtkWidget *
pamor_read_button_new (PamorReadText   text,
                       gpointer        user_data,
                       GDestroyNotify  destroy)
{
  PamorReadButton *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_object_new (PAMOR_TYPE_READ_BUTTON, NULL);
  self->text = text;
  self->user_data = user_data;
  self->destroy = destroy;
  return GTK_WIDGET (self);
}
