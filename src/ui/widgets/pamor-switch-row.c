/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/pamor-switch-row.h"

struct _PamorSwitchRow
{
  AdwActionRow  parent_instance;

  GtkSwitch    *button; /* (borrowed): a suffix of the row */
};

G_DEFINE_FINAL_TYPE (PamorSwitchRow, pamor_switch_row, ADW_TYPE_ACTION_ROW)

enum { PROP_0, PROP_ACTIVE, N_PROPS };
static GParamSpec *properties[N_PROPS];

static void
on_notify_active_cb (PamorSwitchRow *self)
{
  g_assert (PAMOR_IS_SWITCH_ROW (self));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

static void
pamor_switch_row_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  g_assert (id == PROP_ACTIVE);
  g_value_set_boolean (value, pamor_switch_row_get_active (PAMOR_SWITCH_ROW (object)));
}

static void
pamor_switch_row_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  g_assert (id == PROP_ACTIVE);
  pamor_switch_row_set_active (PAMOR_SWITCH_ROW (object), g_value_get_boolean (value));
}

static void
pamor_switch_row_class_init (PamorSwitchRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pamor_switch_row_get_property;
  object_class->set_property = pamor_switch_row_set_property;
  properties[PROP_ACTIVE] = g_param_spec_boolean (
      "active", NULL, NULL, FALSE,
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

/* A relation to the row does not do: GTK 4.8 finds no words there. */
static void
on_notify_title_cb (PamorSwitchRow *self)
{
  g_assert (PAMOR_IS_SWITCH_ROW (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
}

static void
pamor_switch_row_init (PamorSwitchRow *self)
{
  self->button = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->button));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->button));
  g_signal_connect (self, "notify::title", G_CALLBACK (on_notify_title_cb), NULL);
  g_signal_connect_object (self->button, "notify::active", G_CALLBACK (on_notify_active_cb), self,
                           G_CONNECT_SWAPPED);
}

/** pamor_switch_row_new: Returns: (transfer floating): off */
GtkWidget *
pamor_switch_row_new (void)
{
  return g_object_new (PAMOR_TYPE_SWITCH_ROW, NULL);
}

/** pamor_switch_row_get_active: Returns: as it is shown */
gboolean
pamor_switch_row_get_active (PamorSwitchRow *self)
{
  g_return_val_if_fail (PAMOR_IS_SWITCH_ROW (self), FALSE);
  return gtk_switch_get_active (self->button);
}

/** pamor_switch_row_set_active: notifies as if a person had switched it */
void
pamor_switch_row_set_active (PamorSwitchRow *self,
                             gboolean        active)
{
  g_return_if_fail (PAMOR_IS_SWITCH_ROW (self));
  gtk_switch_set_active (self->button, active);
}
