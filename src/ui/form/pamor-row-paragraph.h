/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/form/pamor-row.h"

G_BEGIN_DECLS

/** PamorRowParagraph: words on several lines. Enter begins a line, Tab moves on. */
#define PAMOR_TYPE_ROW_PARAGRAPH (pamor_row_paragraph_get_type ())
G_DECLARE_FINAL_TYPE (PamorRowParagraph, pamor_row_paragraph, PAMOR, ROW_PARAGRAPH, PamorRow)

PamorRow *pamor_row_paragraph_new (const PamorRowPlace *place);

G_END_DECLS
