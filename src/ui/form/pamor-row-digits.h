/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/form/pamor-row.h"

G_BEGIN_DECLS

/**
 * PamorRowDigits:
 *
 * A NIK or a family card number, grouped in fours while it is typed; says what it reads out of the
 * number. A person's NIK also gives the birth date and the sex where they are still empty, or
 * where they are still what an earlier NIK gave.
 */
#define PAMOR_TYPE_ROW_DIGITS (pamor_row_digits_get_type ())
G_DECLARE_FINAL_TYPE (PamorRowDigits, pamor_row_digits, PAMOR, ROW_DIGITS, PamorRow)

PamorRow *pamor_row_digits_new (const PamorRowPlace *place,
                                PamorFieldKind       kind,
                                const char          *person);

G_END_DECLS
