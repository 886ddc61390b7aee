/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-row-tick.h"

#include "ui/widgets/pamor-switch-row.h"

struct _PamorRowTick
{
  PamorRow parent_instance;
};

G_DEFINE_FINAL_TYPE (PamorRowTick, pamor_row_tick, PAMOR_TYPE_ROW)

static void
on_switched_cb (PamorRow       *row,
                GParamSpec     *pspec,
                PamorSwitchRow *widget)
{
  g_assert (PAMOR_IS_ROW_TICK (row));

  if (pamor_row_is_reading (row))
    return;
  pamor_row_write (row, pamor_switch_row_get_active (widget) ? "ya" : NULL);
  pamor_row_leave (row);
}

static GtkWidget *
pamor_row_tick_build (PamorRow *row)
{
  GtkWidget *widget = pamor_switch_row_new ();

  g_signal_connect_object (widget, "notify::active", G_CALLBACK (on_switched_cb), row,
                           G_CONNECT_SWAPPED);
  pamor_row_catch_enter (row, widget);
  return widget;
}

static void
pamor_row_tick_show_value (PamorRow   *row,
                           const char *value)
{
  pamor_switch_row_set_active (PAMOR_SWITCH_ROW (pamor_row_get_widget (row)),
                               g_str_equal (value, "ya"));
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
