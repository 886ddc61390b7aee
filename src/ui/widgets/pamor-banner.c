/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/pamor-banner.h"

struct _PamorBanner
{
  GtkWidget    parent_instance;

  /* Template */
  GtkButton   *button;
  GtkRevealer *revealer;
  GtkLabel    *title;
};

G_DEFINE_FINAL_TYPE (PamorBanner, pamor_banner, GTK_TYPE_WIDGET)

static guint clicked_signal;

static void
on_clicked_cb (PamorBanner *self)
{
  g_assert (PAMOR_IS_BANNER (self));

  g_signal_emit (self, clicked_signal, 0);
}

static void
pamor_banner_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PAMOR_TYPE_BANNER);
  G_OBJECT_CLASS (pamor_banner_parent_class)->dispose (object);
}

static void
pamor_banner_class_init (PamorBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_banner_dispose;
  clicked_signal = g_signal_new ("button-clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/widgets/pamor-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorBanner, button);
  gtk_widget_class_bind_template_child (widget_class, PamorBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, PamorBanner, title);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked_cb);
}

static void
pamor_banner_init (PamorBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** pamor_banner_new: Returns: (transfer floating): hidden */
GtkWidget *
pamor_banner_new (const char *title)
{
  PamorBanner *self = g_object_new (PAMOR_TYPE_BANNER, NULL);

  pamor_banner_set_title (self, title);
  return GTK_WIDGET (self);
}

/** pamor_banner_get_title: Returns: (transfer none): what it says, shown or not */
const char *
pamor_banner_get_title (PamorBanner *self)
{
  g_return_val_if_fail (PAMOR_IS_BANNER (self), NULL);
  return gtk_label_get_label (self->title);
}

/** pamor_banner_set_title: @title: plain text, never markup */
void
pamor_banner_set_title (PamorBanner *self,
                        const char  *title)
{
  g_return_if_fail (PAMOR_IS_BANNER (self));
  gtk_label_set_label (self->title, title != NULL ? title : "");
}

/** pamor_banner_set_button_label: @label: (nullable): NULL for no button */
void
pamor_banner_set_button_label (PamorBanner *self,
                               const char  *label)
{
  g_return_if_fail (PAMOR_IS_BANNER (self));
  gtk_button_set_label (self->button, label != NULL ? label : "");
  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL);
}

/** pamor_banner_get_revealed: Returns: whether it shows, or slides in */
gboolean
pamor_banner_get_revealed (PamorBanner *self)
{
  g_return_val_if_fail (PAMOR_IS_BANNER (self), FALSE);
  return gtk_revealer_get_reveal_child (self->revealer);
}

/** pamor_banner_set_revealed: slides in or out, where the desktop moves anything at all */
void
pamor_banner_set_revealed (PamorBanner *self,
                           gboolean     revealed)
{
  g_return_if_fail (PAMOR_IS_BANNER (self));
  gtk_revealer_set_reveal_child (self->revealer, revealed);
}
