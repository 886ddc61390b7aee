/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/form/pamor-row.h"

G_BEGIN_DECLS

/** PamorRowEither: one of two answers side by side, neither chosen beforehand: yes or no */
#define PAMOR_TYPE_ROW_EITHER (pamor_row_either_get_type ())
G_DECLARE_FINAL_TYPE (PamorRowEither, pamor_row_either, PAMOR, ROW_EITHER, PamorRow)

PamorRow *pamor_row_either_new (const PamorRowPlace *place,
                                const PamorCode      answers[2]);

G_END_DECLS
