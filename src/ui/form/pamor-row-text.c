/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-row-text.h"

#include "domain/pamor-field.h"

struct _PamorRowText
{
  PamorRow        parent_instance;

  /* Owned */
  char           *unit; /* (nullable) */

  PamorFieldKind  kind;
};

G_DEFINE_FINAL_TYPE (PamorRowText, pamor_row_text, PAMOR_TYPE_ROW)

static void
on_changed_cb (PamorRow    *row,
               GtkEditable *editable)
{
  g_assert (PAMOR_IS_ROW_TEXT (row));

  pamor_row_write (row, gtk_editable_get_text (editable));
}

static GtkInputPurpose
purpose_of (PamorFieldKind kind)
{
  switch (kind)
    {
    case PAMOR_FIELD_NAME:
      return GTK_INPUT_PURPOSE_NAME;
    case PAMOR_FIELD_NUMBER:
    case PAMOR_FIELD_TIME:
      return GTK_INPUT_PURPOSE_NUMBER;
    case PAMOR_FIELD_PHONE:
      return GTK_INPUT_PURPOSE_PHONE;
    case PAMOR_FIELD_EMAIL:
      return GTK_INPUT_PURPOSE_EMAIL;
    default:
      return GTK_INPUT_PURPOSE_FREE_FORM;
    }
}

/* "4" becomes "004" where three digits are meant, "14.30" becomes "14:30": as it will be sent. */
static void
on_left_cb (PamorRow *row)
{
  const char *value = pamor_form_get (pamor_row_get_form (row), pamor_row_get_path (row));
  g_autofree char *normal = NULL;
  PamorPath path;

  g_assert (PAMOR_IS_ROW_TEXT (row));

  if (value == NULL || !pamor_path_parse (pamor_row_get_path (row), &path))
    return;
  normal = pamor_field_normalize_value (pamor_row_get_field (row), path.member, value);
  if (PAMOR_ROW_TEXT (row)->kind != PAMOR_FIELD_NUMBER || *path.member != '\0')
    pamor_form_set (pamor_row_get_form (row), pamor_row_get_path (row),
                    *normal != '\0' ? normal : NULL);
}

static GtkWidget *
pamor_row_text_build (PamorRow *row)
{
  PamorRowText *self = PAMOR_ROW_TEXT (row);
  GtkWidget *widget = adw_entry_row_new ();

  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (widget), purpose_of (self->kind));
  if (self->kind == PAMOR_FIELD_NAME)
    adw_entry_row_set_input_hints (ADW_ENTRY_ROW (widget), GTK_INPUT_HINT_UPPERCASE_WORDS
                                                             | GTK_INPUT_HINT_NO_SPELLCHECK);
  if (self->unit != NULL)
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (widget), gtk_label_new (self->unit));
  g_signal_connect_object (widget, "changed", G_CALLBACK (on_changed_cb), row, G_CONNECT_SWAPPED);
  g_signal_connect (row, "left", G_CALLBACK (on_left_cb), NULL);
  g_signal_connect_object (widget, "entry-activated", G_CALLBACK (pamor_row_move_on), row,
                           G_CONNECT_SWAPPED);
  return widget;
}

static void
pamor_row_text_show_value (PamorRow   *row,
                           const char *value)
{
  GtkEditable *editable = GTK_EDITABLE (pamor_row_get_widget (row));

  if (!g_str_equal (gtk_editable_get_text (editable), value))
    gtk_editable_set_text (editable, value);
}

static void
pamor_row_text_finalize (GObject *object)
{
  g_free (PAMOR_ROW_TEXT (object)->unit);

  G_OBJECT_CLASS (pamor_row_text_parent_class)->finalize (object);
}

static void
pamor_row_text_class_init (PamorRowTextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_row_text_finalize;
  PAMOR_ROW_CLASS (klass)->build = pamor_row_text_build;
  PAMOR_ROW_CLASS (klass)->show_value = pamor_row_text_show_value;
}

static void
pamor_row_text_init (PamorRowText *self)
{
}

/**
 * pamor_row_text_new:
 * @kind: what the words are, for the keyboard on the screen
 * @unit: (nullable): shown behind the value
 *
 * Returns: (transfer full): the row
 */
PamorRow *
pamor_row_text_new (const PamorRowPlace *place,
                    PamorFieldKind       kind,
                    const char          *unit)
{
  PamorRowText *self = pamor_row_construct (PAMOR_TYPE_ROW_TEXT, place);

  self->kind = kind;
  self->unit = g_strdup (unit);
  pamor_row_build (PAMOR_ROW (self));
  return PAMOR_ROW (self);
}
