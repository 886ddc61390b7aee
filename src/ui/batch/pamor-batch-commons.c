/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/batch/pamor-batch-commons.h"

#include "ui/widgets/pamor-whole-words.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _PamorBatchCommons
{
  GtkWidget            parent_instance;

  PamorBatch          *batch; /* (nullable) borrowed */

  /* Owned by the tree */
  AdwPreferencesGroup *group;
  AdwExpanderRow      *choices;

  GHashTable          *fields; /* owned: row -> PamorField of the catalogue */
  GPtrArray           *rows;   /* owned array of the rows, in the order of the form */
};

G_DEFINE_FINAL_TYPE (PamorBatchCommons, pamor_batch_commons, GTK_TYPE_WIDGET)

static guint changed_signal;

static void
take (PamorBatchCommons *self,
      gpointer           row,
      const char        *value)
{
  const PamorField *field = g_hash_table_lookup (self->fields, row);

  pamor_batch_set_common (self->batch, field->path, value);
  g_signal_emit (self, changed_signal, 0);
}

static void
on_text_cb (PamorBatchCommons *self,
            AdwEntryRow       *row)
{
  g_assert (PAMOR_IS_BATCH_COMMONS (self));

  take (self, row, gtk_editable_get_text (GTK_EDITABLE (row)));
}

static void
on_selected_cb (PamorBatchCommons *self,
                GParamSpec        *pspec,
                AdwComboRow       *row)
{
  static const char *const answers[] = { "ya", "tidak" };
  const PamorField *field = g_hash_table_lookup (self->fields, row);
  const guint selected = adw_combo_row_get_selected (row);
  const char *value = NULL;

  g_assert (PAMOR_IS_BATCH_COMMONS (self));

  if (selected > 0 && field->kind == PAMOR_FIELD_YES_NO)
    value = answers[selected - 1];
  else if (selected > 0)
    value = ((PamorCode *) field->codes->codes->pdata[selected - 1])->code;
  take (self, row, value);
}

static GtkWidget *
make_choice (PamorBatchCommons *self,
             const PamorField  *field)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  gtk_string_list_append (words, _("Asked of each"));
  if (field->kind == PAMOR_FIELD_YES_NO)
    {
      gtk_string_list_append (words, _("Yes"));
      gtk_string_list_append (words, _("No"));
    }
  for (guint i = 0; field->kind == PAMOR_FIELD_CHOICE && i < field->codes->codes->len; i++)
    gtk_string_list_append (words, ((PamorCode *) field->codes->codes->pdata[i])->text);
  pamor_whole_words_show (ADW_COMBO_ROW (row));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (words));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_selected_cb), self,
                           G_CONNECT_SWAPPED);
  adw_expander_row_add_row (self->choices, row);
  return row;
}

static GtkWidget *
make_text (PamorBatchCommons *self)
{
  GtkWidget *row = adw_entry_row_new ();

  g_signal_connect_object (row, "changed", G_CALLBACK (on_text_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, row);
  return row;
}

/* In words only what an occasion asks: a name is nobody else's. Who came is ticked as they come. */
static GtkWidget *
make_row (PamorBatchCommons  *self,
          const PamorSection *section,
          const PamorField   *field)
{
  if (field->kind == PAMOR_FIELD_TEXT)
    return section->visible_if != NULL ? make_text (self) : NULL;
  if (g_str_equal (field->path, PAMOR_FORM_PRESENT))
    return NULL;
  return field->kind == PAMOR_FIELD_YES_NO || field->kind == PAMOR_FIELD_CHOICE
           ? make_choice (self, field) : NULL;
}

static void
add_rows (PamorBatchCommons *self,
          PamorForm         *form)
{
  const PamorService *service = pamor_form_get_service (form);

  for (guint i = 0; i < service->sections->len; i++)
    {
      const PamorSection *section = service->sections->pdata[i];

      for (guint j = 0; j < section->fields->len; j++)
        {
          PamorField *field = section->fields->pdata[j];
          GtkWidget *row;

          if (field->is_list || pamor_form_get (form, field->path) != NULL
              || !pamor_form_shows_field (form, field) || !pamor_form_needs_field (form, field))
            continue;
          row = make_row (self, section, field);
          if (row == NULL)
            continue;
          adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
          adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), field->label);
          g_hash_table_insert (self->fields, row, field);
          g_ptr_array_add (self->rows, row);
        }
    }
}

static void
pamor_batch_commons_dispose (GObject *object)
{
  PamorBatchCommons *self = PAMOR_BATCH_COMMONS (object);
  GtkWidget *child;

  self->batch = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->fields, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (pamor_batch_commons_parent_class)->dispose (object);
}

static void
pamor_batch_commons_class_init (PamorBatchCommonsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pamor_batch_commons_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
pamor_batch_commons_init (PamorBatchCommons *self)
{
  self->fields = g_hash_table_new (NULL, NULL);
  self->rows = g_ptr_array_new ();
}

/** pamor_batch_commons_new: Returns: (transfer floating): asks nothing until a batch is set */
GtkWidget *
pamor_batch_commons_new (void)
{
  return g_object_new (PAMOR_TYPE_BATCH_COMMONS, NULL);
}

/**
 * pamor_batch_commons_set_batch:
 * @batch: (nullable): kept by the caller until another is set
 * @form: (nullable): an empty one, as each row becomes
 */
void
pamor_batch_commons_set_batch (PamorBatchCommons *self,
                               PamorBatch        *batch,
                               PamorForm         *form)
{
  g_return_if_fail (PAMOR_IS_BATCH_COMMONS (self));
  g_return_if_fail ((batch == NULL) == (form == NULL));

  g_hash_table_remove_all (self->fields);
  g_ptr_array_set_size (self->rows, 0);
  if (self->group != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->group));
  self->group = NULL;
  self->batch = batch;
  if (batch == NULL)
    return;
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->choices = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->choices), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->choices),
                                 _("Answered alike by everybody"));
  add_rows (self, form);
  adw_preferences_group_add (self->group, GTK_WIDGET (self->choices));
  gtk_widget_set_parent (GTK_WIDGET (self->group), GTK_WIDGET (self));
  pamor_batch_commons_update (self);
}

static gboolean
is_column (PamorBatchCommons *self,
           const char        *path)
{
  const guint n = pamor_table_get_n_columns (pamor_batch_get_table (self->batch));

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (pamor_batch_get_path (self->batch, i), path) == 0)
      return TRUE;
  return FALSE;
}

/** pamor_batch_commons_update: once a column was given another answer: it is not asked for twice */
void
pamor_batch_commons_update (PamorBatchCommons *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) known = NULL;
  g_autofree char *joined = NULL;
  gboolean any = FALSE;

  g_return_if_fail (PAMOR_IS_BATCH_COMMONS (self) && self->batch != NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];
      const PamorField *field = g_hash_table_lookup (self->fields, row);
      const gboolean asked = !is_column (self, field->path);

      gtk_widget_set_visible (row, asked);
      any |= asked;
      if (asked && ADW_IS_COMBO_ROW (row))
        g_strv_builder_add (names, field->label);
    }
  known = g_strv_builder_end (names);
  joined = g_strjoinv (" · ", known);
  gtk_widget_set_visible (GTK_WIDGET (self->choices), *joined != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self), any);
  adw_expander_row_set_subtitle (self->choices, joined);
}
