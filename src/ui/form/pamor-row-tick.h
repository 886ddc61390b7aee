/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/form/pamor-row.h"

G_BEGIN_DECLS

/** PamorRowTick: "ya" where it is switched on, else nothing */
#define PAMOR_TYPE_ROW_TICK (pamor_row_tick_get_type ())
G_DECLARE_FINAL_TYPE (PamorRowTick, pamor_row_tick, PAMOR, ROW_TICK, PamorRow)

PamorRow *pamor_row_tick_new (const PamorRowPlace *place);

G_END_DECLS
