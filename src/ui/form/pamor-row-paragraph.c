/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-row-paragraph.h"

struct _PamorRowParagraph
{
  PamorRow       parent_instance;

  /* Owned by the row's widget */
  GtkTextBuffer *buffer;
};

G_DEFINE_FINAL_TYPE (PamorRowParagraph, pamor_row_paragraph, PAMOR_TYPE_ROW)

static char *
dup_text (PamorRowParagraph *self)
{
  GtkTextIter start, end;

  g_assert (PAMOR_IS_ROW_PARAGRAPH (self));

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

static void
on_changed_cb (PamorRowParagraph *self)
{
  g_autofree char *text = dup_text (self);

  pamor_row_write (PAMOR_ROW (self), text);
}

static GtkWidget *
make_view (PamorRowParagraph *self)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_widget_set_size_request (view, -1, 96);
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return view;
}

static GtkWidget *
pamor_row_paragraph_build (PamorRow *row)
{
  GtkWidget *widget = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE,
                                    "focusable", FALSE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *view = make_view (PAMOR_ROW_PARAGRAPH (row));

  g_object_set (label, "xalign", 0.0, "wrap", TRUE, NULL);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (widget, "paragraph");
  g_object_bind_property (widget, "title", label, "label", G_BINDING_DEFAULT);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), view);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (widget), box);
  return widget;
}

static void
pamor_row_paragraph_show_value (PamorRow   *row,
                                const char *value)
{
  PamorRowParagraph *self = PAMOR_ROW_PARAGRAPH (row);
  g_autofree char *text = dup_text (self);

  if (!g_str_equal (text, value))
    gtk_text_buffer_set_text (self->buffer, value, -1);
}

static void
pamor_row_paragraph_class_init (PamorRowParagraphClass *klass)
{
  PAMOR_ROW_CLASS (klass)->build = pamor_row_paragraph_build;
  PAMOR_ROW_CLASS (klass)->show_value = pamor_row_paragraph_show_value;
}

static void
pamor_row_paragraph_init (PamorRowParagraph *self)
{
}

/** pamor_row_paragraph_new: Returns: (transfer full): the row */
PamorRow *
pamor_row_paragraph_new (const PamorRowPlace *place)
{
  PamorRow *self = pamor_row_construct (PAMOR_TYPE_ROW_PARAGRAPH, place);

  pamor_row_build (self);
  return self;
}
