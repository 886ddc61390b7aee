/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-help-pane.h"

struct _PamorHelpPane
{
  GtkWidget  parent_instance;

  /* Template */
  GtkLabel  *help;
  GtkLabel  *mistake;
  GtkWidget *scroller;
  GtkLabel  *title;
};

G_DEFINE_FINAL_TYPE (PamorHelpPane, pamor_help_pane, GTK_TYPE_WIDGET)

static void
pamor_help_pane_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PAMOR_TYPE_HELP_PANE);

  G_OBJECT_CLASS (pamor_help_pane_parent_class)->dispose (object);
}

static gboolean
pamor_help_pane_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PAMOR_HELP_PANE (widget)->scroller));
}

/* The arrows move the words; else they would lead the focus out of them. */
static gboolean
scroll_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   unused)
{
  PamorHelpPane *self = PAMOR_HELP_PANE (widget);
  GtkAdjustment *words
    = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  int lines;

  g_variant_get (arguments, "(i)", &lines);
  gtk_adjustment_set_value (words, gtk_adjustment_get_value (words)
                                     + lines
                                         * gtk_adjustment_get_step_increment (words));
  return GDK_EVENT_STOP;
}

static void
pamor_help_pane_class_init (PamorHelpPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_help_pane_dispose;
  widget_class->grab_focus = pamor_help_pane_grab_focus;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, 0, scroll_cb, "(i)", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Down, 0, scroll_cb, "(i)", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, 0, scroll_cb, "(i)", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Up, 0, scroll_cb, "(i)", -1);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/form/pamor-help-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorHelpPane, help);
  gtk_widget_class_bind_template_child (widget_class, PamorHelpPane, mistake);
  gtk_widget_class_bind_template_child (widget_class, PamorHelpPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, PamorHelpPane, title);
}

static void
pamor_help_pane_init (PamorHelpPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** pamor_help_pane_set_words: each may be NULL; with none the pane hides */
void
pamor_help_pane_set_words (PamorHelpPane *self,
                           const char    *title,
                           const char    *help,
                           const char    *mistake)
{
  g_autofree char *all = NULL;

  g_return_if_fail (PAMOR_IS_HELP_PANE (self));

  gtk_label_set_label (self->title, title != NULL ? title : "");
  gtk_label_set_label (self->help, help != NULL ? help : "");
  gtk_label_set_label (self->mistake, mistake != NULL ? mistake : "");
  gtk_widget_set_visible (GTK_WIDGET (self->help), help != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->mistake), mistake != NULL);
  /* Read out as one when the keyboard comes to it */
  all = g_strjoin ("\n", title != NULL ? title : "", help != NULL ? help : "", mistake, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scroller), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  all, -1);
}

/** pamor_help_pane_get_help: Returns: the guidance that is seen */
const char *
pamor_help_pane_get_help (PamorHelpPane *self)
{
  g_return_val_if_fail (PAMOR_IS_HELP_PANE (self), NULL);
  return gtk_label_get_label (self->help);
}
