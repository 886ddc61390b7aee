/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/form/pamor-row.h"

G_BEGIN_DECLS

/** PamorRowChoice: one code of a short list, unrolled by a click; nothing chosen beforehand */
#define PAMOR_TYPE_ROW_CHOICE (pamor_row_choice_get_type ())
G_DECLARE_FINAL_TYPE (PamorRowChoice, pamor_row_choice, PAMOR, ROW_CHOICE, PamorRow)

PamorRow *pamor_row_choice_new (const PamorRowPlace *place,
                                const PamorCodeList *codes);

G_END_DECLS
