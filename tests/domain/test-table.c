/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-table.h"

#include "base/pamor-error.h"

#include <string.h>

static PamorTable *
read_bytes (const char  *data,
            gsize        size,
            GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  return pamor_table_read (bytes, "daftar.csv", error);
}

static void
check_cells (const char *data,
             gsize       size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorTable) table = read_bytes (data, size, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (pamor_table_get_n_columns (table), ==, 3);
  g_assert_cmpuint (pamor_table_get_n_rows (table), ==, 2);
  g_assert_cmpstr (pamor_table_get_header (table, 1), ==, "Nama");
  g_assert_cmpstr (pamor_table_get_cell (table, 0, 1), ==, "Andr\xc3\xa9, Siti");
  g_assert_cmpstr (pamor_table_get_cell (table, 1, 2), ==, ""); /* a shorter row */
}

static void
test_commas_semicolons_and_tabs_in_either_encoding (void)
{
  static const char comma[]
    = "\xef\xbb\xbfNIK,Nama,Kelas\r\n1,\"Andr\xc3\xa9, Siti\",\"XI \"\"A\"\"\"\r\n\r\n,,\n2,Budi\n";
  static const char semicolon[] = "NIK;Nama;Kelas\n1;Andr\xe9, Siti;XI\n2;Budi\n";
  static const char tab[] = "NIK\tNama\tKelas\n1\tAndr\xc3\xa9, Siti\tXI\n2\tBudi";
  gsize length = 0;
  g_autofree char *wide = g_convert (tab, -1, "UTF-16", "UTF-8", NULL, &length, NULL);
  static const char said[] = "sep=|\r\nNIK|Nama|Kelas\r\n1|Andr\xc3\xa9, Siti|XI\r\n2|Budi\r\n";

  check_cells (said, sizeof said - 1);
  check_cells (comma, sizeof comma - 1);
  check_cells (semicolon, sizeof semicolon - 1);
  check_cells (tab, sizeof tab - 1);
  check_cells (wide, length);
}

static void
check_refused (const char *data,
               gsize       size,
               const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorTable) table = read_bytes (data, size, &error);

  g_assert_null (table);
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "daftar.csv: "));
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
}

static void
test_what_is_no_list_is_refused_in_words (void)
{
  g_autoptr (GString) many = g_string_new ("a,b\n");
  g_autoptr (GString) wide = g_string_new ("a,b\n1,");
  g_autofree char *large = g_malloc0 (10 * 1000 * 1000 + 1);
  g_autofree char *commas = g_strnfill (9 * 1000 * 1000, ',');

  for (int i = 0; i < 5001; i++)
    g_string_append (many, "1,2\n");
  for (int i = 0; i < 1001; i++)
    g_string_append (wide, "x");
  check_refused ("", 0, "no rows");
  check_refused ("NIK,Nama\n", 9, "no rows");
  check_refused ("NIK\n1\n2\n", 8, "only one column");
  check_refused ("a,b\n1,\0\n", 8, "not a list");
  check_refused ("3275015708100011,Sekar\n3275010503100012,Bima\n", 45, "names a person");
  check_refused ("\"3,27501E+15\",Sekar\n1,2\n", 24, "names a person");
  commas[0] = 'a';
  commas[9 * 1000 * 1000 - 5] = '\n';
  commas[9 * 1000 * 1000 - 3] = 'b';
  check_refused (commas, 9 * 1000 * 1000, "200 columns");
  check_refused ("a,b\n\"1,2\n", 9, "never closed");
  check_refused ("NIK,Alamat\n1,Jl. Melati\n2,Jl. Melati, No. 5\n", 44, "row 2 has more cells");
  check_refused (many->str, many->len, "5,000");
  check_refused (wide->str, wide->len, "1,000");
  check_refused (large, 10 * 1000 * 1000 + 1, "10 MB");
}

static void
test_a_large_file_is_refused_before_it_is_read (void)
{
  g_autofree char *folder = g_dir_make_tmp ("pamor-table-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "besar.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorTable) table = NULL;

  g_assert_true (g_file_set_contents (path, "a,b\n1,2\n", -1, NULL));
  table = pamor_table_read_file (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (truncate (path, 50 * 1000 * 1000), ==, 0);
  g_assert_null (pamor_table_read_file (path, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "besar.csv: the file is larger"));
  g_clear_error (&error);
  g_assert_null (pamor_table_read_file (folder, &error));
  g_assert_nonnull (strstr (error->message, "not a file"));
  g_assert_cmpint (unlink (path), ==, 0);
  g_assert_cmpint (rmdir (folder), ==, 0);
}

static void
test_what_is_written_is_read_back_and_is_no_formula (void)
{
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autoptr (PamorTable) table = NULL;

  pamor_table_append_cell (csv, "Nama");
  pamor_table_append_cell (csv, "Alasan");
  g_string_append_c (csv, '\n');
  pamor_table_append_cell (csv, "=HYPERLINK(\"http://x\")");
  pamor_table_append_cell (csv, "satu, \"dua\"\ntiga");
  g_string_append_c (csv, '\n');
  table = read_bytes (csv->str, csv->len, NULL);
  g_assert_cmpstr (pamor_table_get_cell (table, 0, 0), ==, "'=HYPERLINK(\"http://x\")");
  g_assert_cmpstr (pamor_table_get_cell (table, 0, 1), ==, "satu, \"dua\"\ntiga");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table/commas-semicolons-and-tabs-in-either-encoding",
                   test_commas_semicolons_and_tabs_in_either_encoding);
  g_test_add_func ("/table/what-is-no-list-is-refused-in-words",
                   test_what_is_no_list_is_refused_in_words);
  g_test_add_func ("/table/a-large-file-is-refused-before-it-is-read",
                   test_a_large_file_is_refused_before_it_is_read);
  g_test_add_func ("/table/what-is-written-is-read-back-and-is-no-formula",
                   test_what_is_written_is_read_back_and_is_no_formula);
  return g_test_run ();
}
