/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-help-pane.h"

#include "ui/widgets/pamor-document-sketch.h"

struct _PamorHelpPane
{
  GtkWidget  parent_instance;

  /* Template */
  GtkLabel  *help;
  GtkLabel  *mistake;
  GtkLabel  *note;
  GtkLabel  *place;
  GtkWidget *scroller;
  PamorDocumentSketch *sketch;
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

  g_type_ensure (PAMOR_TYPE_DOCUMENT_SKETCH);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/form/pamor-help-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorHelpPane, help);
  gtk_widget_class_bind_template_child (widget_class, PamorHelpPane, mistake);
  gtk_widget_class_bind_template_child (widget_class, PamorHelpPane, note);
  gtk_widget_class_bind_template_child (widget_class, PamorHelpPane, place);
  gtk_widget_class_bind_template_child (widget_class, PamorHelpPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, PamorHelpPane, sketch);
  gtk_widget_class_bind_template_child (widget_class, PamorHelpPane, title);
}

static void
pamor_help_pane_init (PamorHelpPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show (GtkLabel   *label,
      const char *words)
{
  gtk_label_set_label (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL);
}

/**
 * pamor_help_pane_show:
 * @title: what it is about
 * @help: (nullable)
 * @mistake: (nullable): a frequent one
 * @note: (nullable): what is unsure
 * @spot: (nullable): where the answer stands on a document, "kk.nomor"
 */
void
pamor_help_pane_show (PamorHelpPane *self,
                      const char    *title,
                      const char    *help,
                      const char    *mistake,
                      const char    *note,
                      const char    *spot)
{
  g_autofree char *place = NULL;
  g_autofree char *all = NULL;

  g_return_if_fail (PAMOR_IS_HELP_PANE (self));
  g_return_if_fail (title != NULL);

  gtk_label_set_label (self->title, title);
  show (self->help, help);
  show (self->mistake, mistake);
  show (self->note, note);
  pamor_document_sketch_set_spot (self->sketch, spot);
  place = pamor_document_sketch_dup_words (self->sketch);
  gtk_label_set_label (self->place, place != NULL ? place : "");
  /* Read out as one when the keyboard comes to it */
  all = g_strjoin ("\n", title, help != NULL ? help : "", mistake != NULL ? mistake : "",
                   note != NULL ? note : "", place, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scroller), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  all, -1);
}
