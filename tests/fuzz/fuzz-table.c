/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list as a spreadsheet saved it: the cells read, written as CSV and read again, are the same but
 * for the apostrophe that keeps a cell from being taken for a formula. */
#include "domain/pamor-table.h"
#include "pamor-fuzz.h"

#include <string.h>

static GBytes *
write_table (PamorTable *table)
{
  g_autoptr (GString) csv = g_string_new (NULL);
  guint columns = pamor_table_get_n_columns (table);

  for (guint row = 0; row <= pamor_table_get_n_rows (table); row++)
    {
      g_autoptr (GString) line = g_string_new (NULL);

      for (guint column = 0; column < columns; column++)
        pamor_table_append_cell (line, row == 0 ? pamor_table_get_header (table, column)
                                                : pamor_table_get_cell (table, row - 1, column));
      g_string_append_printf (csv, "%s\r\n", line->str);
    }
  return g_string_free_to_bytes (g_steal_pointer (&csv));
}

static void
check_cell (const char *read,
            const char *again)
{
  if (*again == '\'' && *read != '\'')
    again++;
  g_assert_cmpstr (read, ==, again);
}

/* Returns: whether a row has cells only where no column has a name; it is not written */
static gboolean
is_nameless (PamorTable *table,
             guint       row)
{
  for (guint column = 0; column < pamor_table_get_n_columns (table); column++)
    if (*pamor_table_get_cell (table, row, column) != '\0')
      return FALSE;
  return TRUE;
}

static void
check_rows (PamorTable *table,
            PamorTable *again)
{
  guint n = 0;

  for (guint row = 0; row < pamor_table_get_n_rows (table); row++)
    {
      if (is_nameless (table, row))
        continue;
      for (guint column = 0; column < pamor_table_get_n_columns (table); column++)
        check_cell (pamor_table_get_cell (table, row, column),
                    pamor_table_get_cell (again, n, column));
      n++;
    }
  g_assert_cmpuint (n, ==, pamor_table_get_n_rows (again));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorTable) table = pamor_table_read (bytes, "daftar.csv", &error);
  g_autoptr (PamorTable) again = NULL;
  g_autoptr (GBytes) csv = NULL;
  gboolean any = FALSE;

  g_assert_true ((table == NULL) == (error != NULL));
  if (table == NULL)
    return 0;
  for (guint row = 0; row < pamor_table_get_n_rows (table); row++)
    any |= !is_nameless (table, row);
  if (!any)
    return 0;
  csv = write_table (table);
  again = pamor_table_read (csv, "lagi.csv", &error);
  g_assert_no_error (error);
  check_rows (table, again);
  return 0;
}
