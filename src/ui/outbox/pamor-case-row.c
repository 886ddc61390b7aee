/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/outbox/pamor-case-row.h"

#include "domain/pamor-words.h"
#include "ui/outbox/pamor-case-tick.h"
#include "ui/outbox/pamor-item-row.h"

#include <glib/gi18n-lib.h>

struct _PamorCaseRow
{
  GtkWidget       parent_instance;

  /* Owned as children */
  GtkCheckButton *present;
  PamorItemRow   *row;

  /* Owned */
  PamorDesk      *desk;
  PamorCaseLine  *line; /* (nullable) */

  gboolean        setting;
};

G_DEFINE_FINAL_TYPE (PamorCaseRow, pamor_case_row, GTK_TYPE_WIDGET)

/* A tick to be seen is a tick that is kept: after a failure it shows what is. */
static void
show_item (PamorCaseRow *self)
{
  PamorSubmission *item = pamor_case_line_get_item (self->line);
  const gboolean here = item->presence == PAMOR_PRESENCE_HERE;
  const gboolean asked = item->presence != PAMOR_PRESENCE_NOT_ASKED;
  GtkWidget *line = gtk_widget_get_parent (GTK_WIDGET (self));
  const char *title = item->title != NULL ? item->title : "";
  g_autofree char *state = pamor_words_for_state (item), *spoken = NULL, *tick = NULL;

  g_assert (PAMOR_IS_CASE_ROW (self));

  self->setting = TRUE;
  gtk_check_button_set_active (self->present, here);
  self->setting = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->present), asked);
  gtk_widget_set_sensitive (GTK_WIDGET (self->present), item->state == PAMOR_STATE_DRAFT);
  pamor_item_row_set_item (self->row, self->desk, item);
  tick = g_strdup_printf (_("Present: %s"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->present), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tick, -1);
  if (line == NULL)
    return;
  spoken = g_strjoin (", ", title, state, !asked ? NULL : here ? _("present") : _("not present"),
                      NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

static void
on_ticked_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PamorCaseRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (pamor_case_tick_finish (result, &error) || self->line == NULL)
    return;
  show_item (self);
  words = pamor_words_for_error (error);
  gtk_widget_activate_action (GTK_WIDGET (self), "shell.say", "s", words);
}

static void
on_toggled_cb (PamorCaseRow *self)
{
  g_assert (PAMOR_IS_CASE_ROW (self));

  if (!self->setting && self->line != NULL)
    pamor_case_tick_async (self->desk, pamor_case_line_get_item (self->line)->id,
                           gtk_check_button_get_active (self->present), on_ticked_cb,
                           g_object_ref (self));
}

static void
pamor_case_row_dispose (GObject *object)
{
  PamorCaseRow *self = PAMOR_CASE_ROW (object);
  GtkWidget *child;

  pamor_case_row_set_line (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (pamor_case_row_parent_class)->dispose (object);
}

static void
pamor_case_row_class_init (PamorCaseRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pamor_case_row_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
pamor_case_row_init (PamorCaseRow *self)
{
  self->present = GTK_CHECK_BUTTON (gtk_check_button_new ());
  self->row = PAMOR_ITEM_ROW (pamor_item_row_new ());
  pamor_item_row_hide_case (self->row);
  gtk_widget_set_hexpand (GTK_WIDGET (self->row), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->present), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->present), "pamor-present");
  /* The line has the keyboard, and Space: one stop each, not two. */
  gtk_widget_set_focusable (GTK_WIDGET (self->present), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->present), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->row), GTK_WIDGET (self));
  g_signal_connect_object (self->present, "toggled", G_CALLBACK (on_toggled_cb), self,
                           G_CONNECT_SWAPPED);
}

/** pamor_case_row_new: Returns: (transfer floating): for one line after the other */
GtkWidget *
pamor_case_row_new (PamorDesk *desk)
{
  PamorCaseRow *self;

  g_return_val_if_fail (PAMOR_IS_DESK (desk), NULL);

  self = g_object_new (PAMOR_TYPE_CASE_ROW, NULL);
  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

/** pamor_case_row_set_line: @line: (nullable): followed until another is set */
void
pamor_case_row_set_line (PamorCaseRow  *self,
                         PamorCaseLine *line)
{
  g_return_if_fail (PAMOR_IS_CASE_ROW (self));

  if (self->line != NULL)
    g_signal_handlers_disconnect_by_func (self->line, show_item, self);
  g_set_object (&self->line, line);
  if (line == NULL)
    return;
  g_signal_connect_object (line, "renewed", G_CALLBACK (show_item), self, G_CONNECT_SWAPPED);
  show_item (self);
}

/** pamor_case_row_get_line: Returns: (transfer none) (nullable): that it shows now */
PamorCaseLine *
pamor_case_row_get_line (PamorCaseRow *self)
{
  g_return_val_if_fail (PAMOR_IS_CASE_ROW (self), NULL);

  return self->line;
}

/** pamor_case_row_can_toggle: Returns: whether there is a tick, and it may be pressed */
gboolean
pamor_case_row_can_toggle (PamorCaseRow *self)
{
  g_return_val_if_fail (PAMOR_IS_CASE_ROW (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self->present))
         && gtk_widget_is_sensitive (GTK_WIDGET (self->present));
}

/** pamor_case_row_toggle: as a press on its tick; nothing where there is none to be pressed */
void
pamor_case_row_toggle (PamorCaseRow *self)
{
  g_return_if_fail (PAMOR_IS_CASE_ROW (self));

  if (pamor_case_row_can_toggle (self))
    gtk_check_button_set_active (self->present, !gtk_check_button_get_active (self->present));
}
