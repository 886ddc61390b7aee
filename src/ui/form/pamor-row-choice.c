/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-row-choice.h"

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
on_selected_cb (PamorRowChoice *self,
                GParamSpec     *pspec,
                AdwComboRow    *combo)
{
  g_assert (PAMOR_IS_ROW_CHOICE (self));

  if (pamor_row_is_reading (PAMOR_ROW (self)))
    return;
  pamor_row_write (PAMOR_ROW (self), code_at (self, adw_combo_row_get_selected (combo)));
  pamor_row_leave (PAMOR_ROW (self));
}

static void
on_setup_cb (PamorRowChoice *self,
             GtkListItem    *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_label_new (NULL);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  g_assert (PAMOR_IS_ROW_CHOICE (self));

  g_object_set (words, "xalign", 0.0, "wrap", TRUE, "max-width-chars", 40, "hexpand", TRUE, NULL);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_list_item_set_child (item, box);
}

static gboolean
mark_chosen_cb (GBinding     *binding,
                const GValue *selected,
                GValue       *opacity,
                gpointer      position)
{
  g_value_set_double (opacity, g_value_get_uint (selected) == GPOINTER_TO_UINT (position));
  return TRUE;
}

static void
on_bind_cb (PamorRowChoice *self,
            GtkListItem    *item)
{
  GtkWidget *words = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  guint position = gtk_list_item_get_position (item);
  GBinding *marking;

  g_assert (PAMOR_IS_ROW_CHOICE (self));

  gtk_label_set_text (GTK_LABEL (words),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
  marking = g_object_bind_property_full (pamor_row_get_widget (PAMOR_ROW (self)), "selected",
                                         gtk_widget_get_next_sibling (words), "opacity",
                                         G_BINDING_SYNC_CREATE, mark_chosen_cb, NULL,
                                         GUINT_TO_POINTER (position), NULL);
  g_object_set_data (G_OBJECT (item), "marking", marking);
}

static void
on_unbind_cb (PamorRowChoice *self,
              GtkListItem    *item)
{
  g_assert (PAMOR_IS_ROW_CHOICE (self));

  g_binding_unbind (g_object_steal_data (G_OBJECT (item), "marking"));
}

/* The row's own list cuts words off after twenty letters. */
static void
show_whole_words (PamorRowChoice *self,
                  AdwComboRow    *combo)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_assert (PAMOR_IS_ROW_CHOICE (self));

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_cb), self, G_CONNECT_SWAPPED);
  adw_combo_row_set_list_factory (combo, factory);
  adw_combo_row_set_use_subtitle (combo, TRUE);
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
  show_whole_words (self, ADW_COMBO_ROW (widget));
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
