/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-form-section.h"

#include "ui/form/pamor-field-group.h"
#include "ui/form/pamor-list-group.h"

struct _PamorFormSection
{
  GtkWidget           parent_instance;

  /* Borrowed, of the catalogue */
  const PamorSection *section;

  /* Owned */
  PamorRowSet        *rows;
};

G_DEFINE_FINAL_TYPE (PamorFormSection, pamor_form_section, GTK_TYPE_WIDGET)

static void
append (PamorFormSection *self,
        GtkWidget        *child)
{
  g_assert (PAMOR_IS_FORM_SECTION (self));

  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

static void
append_words (PamorFormSection *self,
              const char       *words,
              const char       *style)
{
  GtkWidget *label = gtk_label_new (words);

  g_assert (PAMOR_IS_FORM_SECTION (self));

  g_object_set (label, "xalign", 0.0, "wrap", TRUE, NULL);
  gtk_widget_add_css_class (label, style);
  append (self, label);
}

/* A person and an area fill a frame of their own; what stands between shares one. */
static void
append_fields (PamorFormSection *self)
{
  GtkWidget *shared = NULL;

  g_assert (PAMOR_IS_FORM_SECTION (self));

  for (guint i = 0; i < self->section->fields->len; i++)
    {
      const PamorField *field = g_ptr_array_index (self->section->fields, i);
      gboolean alone = field->kind == PAMOR_FIELD_PERSON || field->kind == PAMOR_FIELD_AREA;

      if (field->is_list)
        {
          append (self, pamor_list_group_new (self->rows, field));
          shared = NULL;
          continue;
        }
      if (shared == NULL || alone)
        {
          /* What bears the name of the section need not say it again. */
          gboolean named = alone && g_strcmp0 (field->label, self->section->title) != 0;

          shared = pamor_field_group_new (self->rows, named ? field->label : NULL);
          append (self, shared);
        }
      pamor_field_group_add (PAMOR_FIELD_GROUP (shared), field, field->path);
      if (alone)
        shared = NULL;
    }
}

static void
update (PamorFormSection *self)
{
  g_assert (PAMOR_IS_FORM_SECTION (self));

  gtk_widget_set_visible (GTK_WIDGET (self),
                          pamor_form_shows_section (pamor_row_set_get_form (self->rows),
                                                    self->section));
}

static void
pamor_form_section_dispose (GObject *object)
{
  PamorFormSection *self = PAMOR_FORM_SECTION (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (pamor_form_section_parent_class)->dispose (object);
}

static void
pamor_form_section_class_init (PamorFormSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pamor_form_section_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
pamor_form_section_init (PamorFormSection *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (layout, 12);
}

/** pamor_form_section_new: @section: of the form's service */
GtkWidget *
pamor_form_section_new (PamorRowSet        *rows,
                        const PamorSection *section)
{
  PamorFormSection *self = g_object_new (PAMOR_TYPE_FORM_SECTION, NULL);

  self->rows = g_object_ref (rows);
  self->section = section;
  append_words (self, section->title, "title-3");
  if (section->help != NULL)
    append_words (self, section->help, "dim-label");
  append_fields (self);
  g_signal_connect_object (pamor_row_set_get_form (rows), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/** pamor_form_section_get_section: Returns: (transfer none): the catalogue's, as the form has it */
const PamorSection *
pamor_form_section_get_section (PamorFormSection *self)
{
  g_return_val_if_fail (PAMOR_IS_FORM_SECTION (self), NULL);
  return self->section;
}
