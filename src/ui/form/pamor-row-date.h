/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/form/pamor-row.h"

G_BEGIN_DECLS

/**
 * PamorRowDate:
 *
 * A date, typed as people write it (12-08-1975, 12/8/1975, 12081975) or as ISO 8601, or chosen in
 * a calendar. The form gets ISO 8601; what can't be read goes in as it is typed, for the form to
 * refuse.
 */
#define PAMOR_TYPE_ROW_DATE (pamor_row_date_get_type ())
G_DECLARE_FINAL_TYPE (PamorRowDate, pamor_row_date, PAMOR, ROW_DATE, PamorRow)

PamorRow *pamor_row_date_new   (const PamorRowPlace *place);
gboolean  pamor_row_date_parse (const char          *text,
                                GDate               *date);

G_END_DECLS
