/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-row-either.h"

struct _PamorRowEither
{
  PamorRow         parent_instance;

  /* Owned by the row's widget */
  GtkToggleButton *buttons[2];

  /* Owned */
  char            *codes[2];
  char            *texts[2];
};

G_DEFINE_FINAL_TYPE (PamorRowEither, pamor_row_either, PAMOR_TYPE_ROW)

static void
on_toggled_cb (PamorRowEither *self)
{
  const char *code = NULL;

  g_assert (PAMOR_IS_ROW_EITHER (self));

  for (guint i = 0; i < 2; i++)
    if (gtk_toggle_button_get_active (self->buttons[i]))
      code = self->codes[i];
  /* Of the two signals of a change, the one between shows nothing chosen. */
  if (code == NULL || pamor_row_is_reading (PAMOR_ROW (self)))
    return;
  pamor_row_write (PAMOR_ROW (self), code);
  pamor_row_leave (PAMOR_ROW (self));
}

/* Space chooses; Enter chooses and moves on. */
static void
pamor_row_either_enter (PamorRow *row)
{
  PamorRowEither *self = PAMOR_ROW_EITHER (row);

  for (guint i = 0; i < 2; i++)
    if (gtk_widget_has_focus (GTK_WIDGET (self->buttons[i])))
      gtk_toggle_button_set_active (self->buttons[i], TRUE);
  pamor_row_move_on (row);
}

static GtkWidget *
make_buttons (PamorRowEither *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (self->texts[i]);

      self->buttons[i] = GTK_TOGGLE_BUTTON (button);
      g_signal_connect_object (button, "toggled", G_CALLBACK (on_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_toggle_button_set_group (self->buttons[1], self->buttons[0]);
  return box;
}

static GtkWidget *
pamor_row_either_build (PamorRow *row)
{
  GtkWidget *widget = adw_action_row_new ();
  GtkWidget *box = make_buttons (PAMOR_ROW_EITHER (row));

  gtk_accessible_update_relation (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  widget, NULL, -1);
  pamor_row_catch_enter (row, box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), FALSE);
  gtk_widget_set_focusable (widget, FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), box);
  return widget;
}

static void
pamor_row_either_show_value (PamorRow   *row,
                             const char *value)
{
  PamorRowEither *self = PAMOR_ROW_EITHER (row);

  for (guint i = 0; i < 2; i++)
    gtk_toggle_button_set_active (self->buttons[i], g_str_equal (self->codes[i], value));
}

/* To what is chosen, so that Enter keeps it. */
static void
pamor_row_either_take_focus (PamorRow *row)
{
  PamorRowEither *self = PAMOR_ROW_EITHER (row);
  guint chosen = gtk_toggle_button_get_active (self->buttons[1]) ? 1 : 0;

  gtk_widget_grab_focus (GTK_WIDGET (self->buttons[chosen]));
}

static void
pamor_row_either_finalize (GObject *object)
{
  PamorRowEither *self = PAMOR_ROW_EITHER (object);

  for (guint i = 0; i < 2; i++)
    {
      g_free (self->codes[i]);
      g_free (self->texts[i]);
    }

  G_OBJECT_CLASS (pamor_row_either_parent_class)->finalize (object);
}

static void
pamor_row_either_class_init (PamorRowEitherClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_row_either_finalize;
  PAMOR_ROW_CLASS (klass)->build = pamor_row_either_build;
  PAMOR_ROW_CLASS (klass)->show_value = pamor_row_either_show_value;
  PAMOR_ROW_CLASS (klass)->enter = pamor_row_either_enter;
  PAMOR_ROW_CLASS (klass)->take_focus = pamor_row_either_take_focus;
}

static void
pamor_row_either_init (PamorRowEither *self)
{
}

/** pamor_row_either_new: Returns: (transfer full): the row, with copies of @answers */
PamorRow *
pamor_row_either_new (const PamorRowPlace *place,
                      const PamorCode      answers[2])
{
  PamorRowEither *self = pamor_row_construct (PAMOR_TYPE_ROW_EITHER, place);

  for (guint i = 0; i < 2; i++)
    {
      self->codes[i] = g_strdup (answers[i].code);
      self->texts[i] = g_strdup (answers[i].text);
    }
  pamor_row_build (PAMOR_ROW (self));
  return PAMOR_ROW (self);
}
