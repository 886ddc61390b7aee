/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/pamor-slots.h"
#include "ui/form/pamor-row.h"

G_BEGIN_DECLS

/**
 * PamorRowDay:
 *
 * One of the few working days on which a document can be fetched, with the room left on each where
 * the server told it. A full day leads to the next that is not.
 */
#define PAMOR_TYPE_ROW_DAY (pamor_row_day_get_type ())
G_DECLARE_FINAL_TYPE (PamorRowDay, pamor_row_day, PAMOR, ROW_DAY, PamorRow)

PamorRow *pamor_row_day_new       (const PamorRowPlace *place);
void      pamor_row_day_set_slots (PamorRowDay         *self,
                                   const PamorSlots    *slots);

G_END_DECLS
