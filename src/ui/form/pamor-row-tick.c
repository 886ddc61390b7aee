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

/* Whose NIK was just typed has one: Enter goes on to the name, where a blank switches nothing. */
static void
pamor_row_tick_take_focus (PamorRow *row)
{
  const char *path = pamor_row_get_path (row);
  g_autofree char *nik = g_strdup_printf ("%.*s.nik", (int) (strrchr (path, '.') - path), path);

  if (pamor_form_get (pamor_row_get_form (row), nik) != NULL)
    pamor_row_move_on (row);
  else
    PAMOR_ROW_CLASS (pamor_row_tick_parent_class)->take_focus (row);
}

static void
pamor_row_tick_class_init (PamorRowTickClass *klass)
{
  PAMOR_ROW_CLASS (klass)->build = pamor_row_tick_build;
  PAMOR_ROW_CLASS (klass)->show_value = pamor_row_tick_show_value;
  PAMOR_ROW_CLASS (klass)->take_focus = pamor_row_tick_take_focus;
}

static void
pamor_row_tick_init (PamorRowTick *self)
{
}

/** pamor_row_tick_new: @place: of "no_nik" of a person. Returns: (transfer full): the row */
PamorRow *
pamor_row_tick_new (const PamorRowPlace *place)
{
  PamorRow *self = pamor_row_construct (PAMOR_TYPE_ROW_TICK, place);

  pamor_row_build (self);
  return self;
}
