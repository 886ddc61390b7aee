/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/pamor-answers-view.h"

#include "domain/pamor-answer-words.h"
#include "domain/pamor-field.h"

#include <adwaita.h>

struct _PamorAnswersView
{
  GtkWidget  parent_instance;

  /* Owned */
  PamorForm *form;
  GtkBox    *box;
};

G_DEFINE_FINAL_TYPE (PamorAnswersView, pamor_answers_view, GTK_TYPE_WIDGET)

static void
add_answer (AdwPreferencesGroup *group,
            const char          *label,
            const char          *answer)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), *answer != '\0' ? answer : "–");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (row, "pamor-answer");
  adw_preferences_group_add (group, row);
}

static void
add_field (PamorAnswersView    *self,
           AdwPreferencesGroup *group,
           const PamorField    *field)
{
  const guint count = field->is_list ? pamor_form_get_count (self->form, field->path) : 0;

  g_assert (PAMOR_IS_ANSWERS_VIEW (self));

  if (!field->is_list)
    {
      g_autofree char *answer = pamor_answer_words_for_field (self->form, field, field->path);

      add_answer (group, field->label, answer);
    }
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s[%u]", field->path, i);
      g_autofree char *answer = pamor_answer_words_for_field (self->form, field, path);
      g_autofree char *label = pamor_field_dup_item_label (field, i);

      add_answer (group, label, answer);
    }
}

static void
add_section (PamorAnswersView   *self,
             const PamorSection *section)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *title = g_markup_escape_text (section->title, -1);

  g_assert (PAMOR_IS_ANSWERS_VIEW (self));

  /* The title of a group, unlike that of a row, is always markup. */
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  for (guint i = 0; i < section->fields->len; i++)
    {
      const PamorField *field = section->fields->pdata[i];

      if (pamor_form_shows_field (self->form, field))
        add_field (self, ADW_PREFERENCES_GROUP (group), field);
    }
  gtk_box_append (self->box, group);
}

static void
on_changed_cb (PamorAnswersView *self)
{
  const PamorService *service = pamor_form_get_service (self->form);
  GtkWidget *child;

  g_assert (PAMOR_IS_ANSWERS_VIEW (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  for (guint i = 0; i < service->sections->len; i++)
    if (pamor_form_shows_section (self->form, service->sections->pdata[i]))
      add_section (self, service->sections->pdata[i]);
}

/* A form that is being typed in changes with every key: only what is seen is built anew. */
static void
on_form_changed_cb (PamorAnswersView *self)
{
  g_assert (PAMOR_IS_ANSWERS_VIEW (self));

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    on_changed_cb (self);
}

static void
pamor_answers_view_map (GtkWidget *widget)
{
  on_changed_cb (PAMOR_ANSWERS_VIEW (widget));
  GTK_WIDGET_CLASS (pamor_answers_view_parent_class)->map (widget);
}

static void
pamor_answers_view_dispose (GObject *object)
{
  PamorAnswersView *self = PAMOR_ANSWERS_VIEW (object);

  if (self->box != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->box));
  self->box = NULL;
  g_clear_object (&self->form);

  G_OBJECT_CLASS (pamor_answers_view_parent_class)->dispose (object);
}

static void
pamor_answers_view_class_init (PamorAnswersViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pamor_answers_view_dispose;
  GTK_WIDGET_CLASS (klass)->map = pamor_answers_view_map;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
pamor_answers_view_init (PamorAnswersView *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
}

/** pamor_answers_view_new: @form: a reference of it is taken */
GtkWidget *
pamor_answers_view_new (PamorForm *form)
{
  PamorAnswersView *self;

  g_return_val_if_fail (PAMOR_IS_FORM (form), NULL);

  self = g_object_new (PAMOR_TYPE_ANSWERS_VIEW, NULL);
  self->form = g_object_ref (form);
  g_signal_connect_object (form, "changed", G_CALLBACK (on_form_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_changed_cb (self);
  return GTK_WIDGET (self);
}
