/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/welcome/pamor-passphrase-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define MIN_LENGTH 8 /* characters, of one that is chosen */

struct _PamorPassphrasePage
{
  GtkWidget            parent_instance;

  /* Template */
  GtkWidget           *content;
  GtkEditable         *first;
  GtkWidget           *go;
  AdwPreferencesGroup *group;
  GtkEditable         *second;
  GtkLabel            *trouble;

  gboolean             choosing;
};

G_DEFINE_FINAL_TYPE (PamorPassphrasePage, pamor_passphrase_page, GTK_TYPE_WIDGET)

static guint passphrase_signal;

static void
on_changed_cb (PamorPassphrasePage *self)
{
  g_assert (PAMOR_IS_PASSPHRASE_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->trouble), FALSE);
}

static void
on_go_cb (PamorPassphrasePage *self)
{
  const char *text = gtk_editable_get_text (self->first);

  g_assert (PAMOR_IS_PASSPHRASE_PAGE (self));

  if (self->choosing && g_utf8_strlen (text, -1) < MIN_LENGTH)
    pamor_passphrase_page_show_trouble (self, _("Please take at least 8 characters."));
  else if (self->choosing && !g_str_equal (text, gtk_editable_get_text (self->second)))
    pamor_passphrase_page_show_trouble (self, _("The two are not alike. Please type them again."));
  else if (*text != '\0')
    g_signal_emit (self, passphrase_signal, 0, text);
}

static void
on_first_activated_cb (PamorPassphrasePage *self)
{
  g_assert (PAMOR_IS_PASSPHRASE_PAGE (self));

  if (self->choosing)
    gtk_widget_grab_focus (GTK_WIDGET (self->second));
  else
    on_go_cb (self);
}

static gboolean
pamor_passphrase_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PAMOR_PASSPHRASE_PAGE (widget)->first));
}

static void
pamor_passphrase_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PAMOR_TYPE_PASSPHRASE_PAGE);
  G_OBJECT_CLASS (pamor_passphrase_page_parent_class)->dispose (object);
}

static void
pamor_passphrase_page_class_init (PamorPassphrasePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_passphrase_page_dispose;
  widget_class->grab_focus = pamor_passphrase_page_grab_focus;
  passphrase_signal = g_signal_new ("passphrase", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/id/e_open/HaloPamor/welcome/pamor-passphrase-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorPassphrasePage, content);
  gtk_widget_class_bind_template_child (widget_class, PamorPassphrasePage, first);
  gtk_widget_class_bind_template_child (widget_class, PamorPassphrasePage, go);
  gtk_widget_class_bind_template_child (widget_class, PamorPassphrasePage, group);
  gtk_widget_class_bind_template_child (widget_class, PamorPassphrasePage, second);
  gtk_widget_class_bind_template_child (widget_class, PamorPassphrasePage, trouble);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_first_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_go_cb);
}

static void
pamor_passphrase_page_init (PamorPassphrasePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** pamor_passphrase_page_new: @choosing: one is chosen; else it is asked for */
GtkWidget *
pamor_passphrase_page_new (gboolean choosing)
{
  PamorPassphrasePage *self = g_object_new (PAMOR_TYPE_PASSPHRASE_PAGE, NULL);

  self->choosing = choosing;
  adw_preferences_group_set_title (self->group, choosing ? _("Choose a passphrase")
                                                         : _("Your passphrase"));
  adw_preferences_group_set_description (
      self->group,
      choosing ? _("It locks what citizens entrust to you if this computer is stolen. Nobody can "
                   "reset it: what is not yet sent is lost with it.")
               : _("It opens what you entered on this computer."));
  gtk_widget_set_visible (GTK_WIDGET (self->second), choosing);
  return GTK_WIDGET (self);
}

/** pamor_passphrase_page_show_trouble: @words: what is the matter with what was typed */
void
pamor_passphrase_page_show_trouble (PamorPassphrasePage *self,
                                    const char          *words)
{
  g_return_if_fail (PAMOR_IS_PASSPHRASE_PAGE (self));

  gtk_label_set_label (self->trouble, words);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->first));
}

/** pamor_passphrase_page_get_trouble: Returns: (nullable): what is shown to be the matter */
const char *
pamor_passphrase_page_get_trouble (PamorPassphrasePage *self)
{
  g_return_val_if_fail (PAMOR_IS_PASSPHRASE_PAGE (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self->trouble)) ? gtk_label_get_label (self->trouble)
                                                             : NULL;
}
