/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many people from a list: every row becomes a form, and the rows refused can be read again. */
#include "domain/pamor-batch.h"
#include "pamor-fuzz.h"

#define MOST_ROWS 3 /* what a run of this target can carry */

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  PamorTable *table = pamor_table_read (bytes, "daftar.csv", NULL);
  g_autoptr (PamorTable) refused = NULL;
  g_autoptr (PamorBatch) batch = NULL;
  g_autoptr (GBytes) bad = NULL;
  GDate today;

  if (table == NULL)
    return 0;
  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 20, 11, 2026);
  batch = pamor_batch_new (pamor_catalogue_get_builtin (), "KTP_REKAM", table, &error);
  g_assert_no_error (error);
  pamor_batch_advance (batch, &today, MOST_ROWS);
  g_assert_cmpuint (pamor_batch_count (batch), ==,
                    MIN (pamor_table_get_n_rows (table), MOST_ROWS));
  if (pamor_batch_count_bad (batch) == 0)
    return 0;
  bad = pamor_batch_export_bad (batch);
  refused = pamor_table_read (bad, "ditolak.csv", NULL);
  g_assert_true (refused == NULL
                 || pamor_table_get_n_rows (refused) == pamor_batch_count_bad (batch));
  return 0;
}
