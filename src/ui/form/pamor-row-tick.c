/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-row-tick.h"

struct _PamorRowTick
{
  PamorRow   parent_instance;

  /* Owned by the row's widget */
  GtkSwitch *lever;
};

G_DEFINE_FINAL_TYPE (PamorRowTick, pamor_row_tick, PAMOR_TYPE_ROW)

static void
on_switched_cb (PamorRowTick *self)
{
  g_assert (PAMOR_IS_ROW_TICK (self));

  if (pamor_row_is_reading (PAMOR_ROW (self)))
    return;
  pamor_row_write (PAMOR_ROW (self), gtk_switch_get_active (self->lever) ? "ya" : NULL);
  pamor_row_leave (PAMOR_ROW (self));
}

static GtkWidget *
pamor_row_tick_build (PamorRow *row)
{
  PamorRowTick *self = PAMOR_ROW_TICK (row);
  GtkWidget *widget = adw_action_row_new ();

  self->lever = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->lever), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->lever, "notify::active", G_CALLBACK (on_switched_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), GTK_WIDGET (self->lever));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (widget), GTK_WIDGET (self->lever));
  return widget;
}

static void
pamor_row_tick_show_value (PamorRow   *row,
                           const char *value)
{
  gtk_switch_set_active (PAMOR_ROW_TICK (row)->lever, g_str_equal (value, "ya"));
}

static void
pamor_row_tick_class_init (PamorRowTickClass *klass)
{
  PAMOR_ROW_CLASS (klass)->build = pamor_row_tick_build;
  PAMOR_ROW_CLASS (klass)->show_value = pamor_row_tick_show_value;
}

static void
pamor_row_tick_init (PamorRowTick *self)
{
}

/** pamor_row_tick_new: Returns: (transfer full): the row */
PamorRow *
pamor_row_tick_new (const PamorRowPlace *place)
{
  PamorRow *self = pamor_row_construct (PAMOR_TYPE_ROW_TICK, place);

  pamor_row_build (self);
  return self;
}
