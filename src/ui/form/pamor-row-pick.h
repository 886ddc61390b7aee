/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/form/pamor-row.h"

G_BEGIN_DECLS

/**
 * PamorRowPick:
 *
 * One code out of many, found by typing a part of its words: a kelurahan, a kecamatan anywhere in
 * the country, a long code list.
 */
#define PAMOR_TYPE_ROW_PICK (pamor_row_pick_get_type ())
G_DECLARE_FINAL_TYPE (PamorRowPick, pamor_row_pick, PAMOR, ROW_PICK, PamorRow)

PamorRow *pamor_row_pick_new_for_codes (const PamorRowPlace *place,
                                        const PamorCodeList *codes);
PamorRow *pamor_row_pick_new_for_areas (const PamorRowPlace *place);
PamorRow *pamor_row_pick_new_for_regions (const PamorRowPlace *place);

G_END_DECLS
