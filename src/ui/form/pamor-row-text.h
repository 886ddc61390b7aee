/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/form/pamor-row.h"

G_BEGIN_DECLS

/** PamorRowText: words on one line: text, name, phone, email, number with its unit */
#define PAMOR_TYPE_ROW_TEXT (pamor_row_text_get_type ())
G_DECLARE_FINAL_TYPE (PamorRowText, pamor_row_text, PAMOR, ROW_TEXT, PamorRow)

PamorRow *pamor_row_text_new (const PamorRowPlace *place,
                              PamorFieldKind       kind,
                              const char          *unit);

G_END_DECLS
