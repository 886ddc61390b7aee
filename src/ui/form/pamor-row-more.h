/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/form/pamor-row.h"

G_BEGIN_DECLS

/**
 * PamorRowMore:
 *
 * Stands for the many more questions to one person until they are asked for: a family of five has
 * two hundred, and nobody reads them all at once. Shows the gravest problem among them.
 *
 * Signal: opened: its rows are wanted in its place.
 */
#define PAMOR_TYPE_ROW_MORE (pamor_row_more_get_type ())
G_DECLARE_FINAL_TYPE (PamorRowMore, pamor_row_more, PAMOR, ROW_MORE, PamorRow)

PamorRow *pamor_row_more_new  (const PamorRowPlace *place);
void      pamor_row_more_open (PamorRowMore        *self);

G_END_DECLS
