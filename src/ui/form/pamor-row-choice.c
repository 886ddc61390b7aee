/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-row-choice.h"

#include "ui/widgets/pamor-whole-words.h"

#include <glib/gi18n-lib.h>

struct _PamorRowChoice
{
  PamorRow             parent_instance;

  /* Borrowed, of the catalogue */
  const PamorCodeList *codes;
};

G_DEFINE_FINAL_TYPE (PamorRowChoice, pamor_row_choice, PAMOR_TYPE_ROW)

/* Position 0 is "not chosen". */
static const char *
code_at (PamorRowChoice *self,
         guint           position)
{
  const PamorCode *code;

  g_assert (PAMOR_IS_ROW_CHOICE (self));

  if (position == 0 || position > self->codes->codes->len)
    return NULL;
  code = g_ptr_array_index (self->codes->codes, position - 1);
  return code->code;
}

static void
say_note (PamorRowChoice *self,
          guint           position)
{
  const PamorCode *code = position == 0 || position > self->codes->codes->len
                            ? NULL : g_ptr_array_index (self->codes->codes, position - 1);

  g_assert (PAMOR_IS_ROW_CHOICE (self));

  pamor_row_say (PAMOR_ROW (self), code != NULL ? code->note : NULL);
}

static void
on_selected_cb (PamorRowChoice *self,
                GParamSpec     *pspec,
                AdwComboRow    *combo)
{
  g_assert (PAMOR_IS_ROW_CHOICE (self));

  if (pamor_row_is_reading (PAMOR_ROW (self)))
    return;
  pamor_row_write (PAMOR_ROW (self), code_at (self, adw_combo_row_get_selected (combo)));
  say_note (self, adw_combo_row_get_selected (combo));
  pamor_row_leave (PAMOR_ROW (self));
}

static GtkWidget *
pamor_row_choice_build (PamorRow *row)
{
  PamorRowChoice *self = PAMOR_ROW_CHOICE (row);
  GtkWidget *widget = adw_combo_row_new ();
  g_autoptr (GtkStringList) texts = gtk_string_list_new (NULL);

  gtk_string_list_append (texts, _("Not chosen"));
  for (guint i = 0; i < self->codes->codes->len; i++)
    {
      const PamorCode *code = g_ptr_array_index (self->codes->codes, i);

      gtk_string_list_append (texts, code->text);
    }
  pamor_whole_words_show (ADW_COMBO_ROW (widget));
  adw_combo_row_set_model (ADW_COMBO_ROW (widget), G_LIST_MODEL (texts));
  g_signal_connect_object (widget, "notify::selected", G_CALLBACK (on_selected_cb), row,
                           G_CONNECT_SWAPPED);
  return widget;
}

static void
pamor_row_choice_show_value (PamorRow   *row,
                             const char *value)
{
  PamorRowChoice *self = PAMOR_ROW_CHOICE (row);
  guint position = 0;

  for (guint i = 1; i <= self->codes->codes->len; i++)
    if (g_str_equal (code_at (self, i), value))
      position = i;
  adw_combo_row_set_selected (ADW_COMBO_ROW (pamor_row_get_widget (row)), position);
  say_note (self, position);
}

static void
pamor_row_choice_class_init (PamorRowChoiceClass *klass)
{
  PAMOR_ROW_CLASS (klass)->build = pamor_row_choice_build;
  PAMOR_ROW_CLASS (klass)->show_value = pamor_row_choice_show_value;
}

static void
pamor_row_choice_init (PamorRowChoice *self)
{
}

/** pamor_row_choice_new: Returns: (transfer full): the row; @codes must outlive it */
PamorRow *
pamor_row_choice_new (const PamorRowPlace *place,
                      const PamorCodeList *codes)
{
  PamorRowChoice *self = pamor_row_construct (PAMOR_TYPE_ROW_CHOICE, place);

  self->codes = codes;
  pamor_row_build (PAMOR_ROW (self));
  return PAMOR_ROW (self);
}
