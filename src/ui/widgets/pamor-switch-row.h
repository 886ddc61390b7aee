/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PamorSwitchRow:
 *
 * A row with a switch. Named after AdwSwitchRow, which takes its place when the floor reaches
 * libadwaita 1.4. Property: active (boolean).
 */
#define PAMOR_TYPE_SWITCH_ROW (pamor_switch_row_get_type ())
G_DECLARE_FINAL_TYPE (PamorSwitchRow, pamor_switch_row, PAMOR, SWITCH_ROW, AdwActionRow)

GtkWidget *pamor_switch_row_new        (void);
gboolean   pamor_switch_row_get_active (PamorSwitchRow *self);
void       pamor_switch_row_set_active (PamorSwitchRow *self,
                                        gboolean        active);

G_END_DECLS
