/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-batch.h"

#include "domain/pamor-batch-cell.h"
#include "domain/pamor-field.h"
#include "pamor-test-catalogue.h"

#include <string.h>

/* All persons are invented. */
#define HEADERS "No. KK;Nama Siswa;L/P;Tgl. Lahir;NIK;No HP;Catatan\n"
#define SEKAR "3275011203180007;Sekar Ayu;perempuan;17 Agustus 2010;3275015708100011;8123456789;\n"
#define BIMA "3275011203180008;Bima Putra;L;5-3-2010;3275010503100012;081234567890;kelas lain\n"

static PamorBatch *
make_batch (const char *csv)
{
  g_autoptr (GBytes) bytes = g_bytes_new (csv, strlen (csv));
  g_autoptr (GError) error = NULL;
  PamorTable *table = pamor_table_read (bytes, "daftar.csv", &error);
  PamorBatch *batch;

  g_assert_no_error (error);
  batch = pamor_batch_new (pamor_catalogue_get_builtin (), "KTP_REKAM", table, &error);
  g_assert_no_error (error);
  return batch;
}

static void
finish (PamorBatch *batch)
{
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 20, 11, 2026);
  while (pamor_batch_advance (batch, &today, 2))
    continue;
}

static const char *
get (PamorBatch *batch,
     guint       row,
     const char *path)
{
  return pamor_form_get (pamor_batch_get_row (batch, row)->form, path);
}

static void
test_columns_in_any_order_are_known_by_their_headers (void)
{
  g_autoptr (PamorBatch) batch = make_batch (HEADERS SEKAR);

  g_assert_cmpstr (pamor_batch_get_path (batch, 0), ==, "pemohon.no_kk");
  g_assert_cmpstr (pamor_batch_get_path (batch, 1), ==, "pemohon.orang.name");
  g_assert_cmpstr (pamor_batch_get_path (batch, 2), ==, "pemohon.orang.sex");
  g_assert_cmpstr (pamor_batch_get_path (batch, 3), ==, "pemohon.orang.birth");
  g_assert_cmpstr (pamor_batch_get_path (batch, 4), ==, "pemohon.orang.nik");
  g_assert_cmpstr (pamor_batch_get_path (batch, 5), ==, "pemohon.hp");
  g_assert_null (pamor_batch_get_path (batch, 6));
}

static void
test_a_kelurahan_is_known_by_its_name (void)
{
  g_autoptr (PamorBatch) batch
    = make_batch ("Nama;Kelurahan\nAni;KOTABARU\nBudi;Kel. Kota Baru\nCici;Atlantis\n");

  finish (batch);
  g_assert_cmpstr (get (batch, 0, "pemohon.alamat.kelurahan"), ==, "32.75.02.1003");
  g_assert_cmpstr (get (batch, 1, "pemohon.alamat.kelurahan"), ==, "32.75.02.1003");
  g_assert_false (pamor_batch_get_row (batch, 1)->bad);
  g_assert_cmpstr (get (batch, 2, "pemohon.alamat.kelurahan"), ==, "Atlantis");
  g_assert_true (pamor_batch_get_row (batch, 2)->bad);
}

static void
test_a_row_becomes_a_form_in_the_form_s_own_words (void)
{
  g_autoptr (PamorBatch) batch = make_batch (HEADERS SEKAR BIMA);

  pamor_batch_set_common (batch, "sesi.sekolah", "SMA Negeri 3 Bekasi");
  pamor_batch_set_activity (batch, "MANTEL_GADIS");
  finish (batch);
  g_assert_cmpuint (pamor_batch_count (batch), ==, 2);
  g_assert_cmpuint (pamor_batch_count_bad (batch), ==, 0);
  g_assert_cmpstr (get (batch, 0, "pemohon.orang.sex"), ==, "P");
  g_assert_cmpstr (get (batch, 0, "pemohon.orang.birth"), ==, "2010-08-17");
  g_assert_cmpstr (get (batch, 1, "pemohon.orang.birth"), ==, "2010-03-05");
  g_assert_cmpstr (get (batch, 0, "pemohon.hp"), ==, "08123456789"); /* the zero is back */
  g_assert_cmpstr (get (batch, 1, "sesi.sekolah"), ==, "SMA Negeri 3 Bekasi");
  g_assert_cmpstr (pamor_form_get_activity (pamor_batch_get_row (batch, 0)->form), ==,
                   "MANTEL_GADIS");
}

static gboolean
has_problem (PamorBatch *batch,
             guint       row,
             const char *rule)
{
  GPtrArray *problems = pamor_batch_get_row (batch, row)->problems;

  for (guint i = 0; i < problems->len; i++)
    if (g_str_equal (((PamorProblem *) problems->pdata[i])->rule, rule))
      return TRUE;
  return FALSE;
}

static void
test_what_is_the_matter_with_a_row_is_told_and_the_others_stay_good (void)
{
  g_autoptr (PamorBatch) batch = make_batch (
    "NIK,Nama,Tanggal lahir\n"
    "3275015708100011,Sekar Ayu,2010-08-17\n"
    "3275015708100011,Sekar Lagi,2010-08-17\n" /* the same NIK */
    "\"3,27501E+15\",Budi,2010-01-01\n"        /* what a spreadsheet made of it */
    "327501570810001,Kurang Angka,2010-08-17\n"
    "3275010503100012,Bima Putra,5 Maret\n"
    "3275014502120013,Masih Kecil,2012-02-05\n"); /* 14 years */

  pamor_batch_set_common (batch, "pemohon.status_kawin", "1");
  finish (batch);
  g_assert_false (pamor_batch_get_row (batch, 0)->bad);
  g_assert_true (has_problem (batch, 1, "NIK12"));
  g_assert_true (has_problem (batch, 2, "spreadsheet"));
  g_assert_true (has_problem (batch, 3, "NIK01"));
  g_assert_true (has_problem (batch, 4, "date"));
  g_assert_true (has_problem (batch, 5, "KTP02")); /* told, but an officer may give a reason */
  g_assert_false (pamor_batch_get_row (batch, 5)->bad);
  g_assert_cmpuint (pamor_batch_count_bad (batch), ==, 4);
}

static void
test_what_is_exported_is_what_was_refused_with_its_reasons (void)
{
  g_autoptr (PamorBatch) batch
    = make_batch ("NIK,Nama\n3275015708100011,Sekar\n12,\"=1+1\"\n");
  g_autoptr (GBytes) csv = NULL;
  g_autoptr (PamorTable) table = NULL;

  finish (batch);
  csv = pamor_batch_export_bad (batch);
  table = pamor_table_read (csv, "ditolak.csv", NULL);
  g_assert_cmpuint (pamor_table_get_n_rows (table), ==, 1);
  g_assert_cmpstr (pamor_table_get_cell (table, 0, 0), ==, "12");
  g_assert_cmpstr (pamor_table_get_cell (table, 0, 1), ==, "'=1+1");
  g_assert_nonnull (strstr (pamor_table_get_cell (table, 0, 2), "NIK harus 16 angka."));
}

static void
check_birth (const char *cell,
             const char *birth)
{
  g_autofree char *csv = g_strdup_printf ("NIK;Tempat, Tgl Lahir (HH/BB/TTTT)\n1;%s\n", cell);
  g_autoptr (PamorBatch) batch = make_batch (csv);

  finish (batch);
  g_assert_cmpstr (get (batch, 0, "pemohon.orang.birth"), ==, birth);
}

static void
test_a_date_is_read_as_schools_and_spreadsheets_write_it (void)
{
  check_birth ("2010-08-17", "2010-08-17");
  check_birth ("2010-08-17 00:00:00", "2010-08-17");
  check_birth ("17/8/2010", "2010-08-17");
  check_birth ("17.08.2010", "2010-08-17");
  check_birth ("Bekasi, 17 Agustus 2010", "2010-08-17");
  check_birth ("5 Agt 2010", "2010-08-05");
  check_birth ("5-Nop-2010", "2010-11-05");
  check_birth ("5 Peb 2010", "2010-02-05");
  check_birth ("5-Oct-2010", "2010-10-05");
  check_birth ("40407", "2010-08-17"); /* the number behind the date */
  check_birth ("17 Augus", "17 Augus"); /* as it stands, so that it is told */
  check_birth ("8/17/2010", "8/17/2010"); /* no month of 17: as it stands, not turned about */
  check_birth ("30 Februari 2010", "30 Februari 2010");
}

static void
test_the_same_person_is_known_however_the_number_is_written (void)
{
  g_autoptr (PamorBatch) batch = make_batch ("NIK,Nama\n3275015708100011,Sekar Ayu\n"
                                             "3275 0157 0810 0011,Sekar Lagi\n"
                                             "'3275010503100012,Bima Putra\n");

  finish (batch);
  g_assert_true (has_problem (batch, 1, "NIK12"));
  g_assert_cmpstr (get (batch, 2, "pemohon.orang.nik"), ==, "3275010503100012");
  g_assert_cmpuint (pamor_batch_count_bad (batch), ==, 1);
}

static void
test_a_telephone_number_that_a_spreadsheet_shortened_is_told (void)
{
  g_autoptr (PamorBatch) batch
    = make_batch ("Nama,No HP\nSekar,\"8,12346E+11\"\nBima,812 345 6789\n");

  finish (batch);
  g_assert_true (has_problem (batch, 0, "spreadsheet"));
  g_assert_cmpstr (get (batch, 0, "pemohon.hp"), ==, "8,12346E+11");
  g_assert_false (has_problem (batch, 1, "spreadsheet"));
}

/* Fifteen digits are all that a spreadsheet keeps of a number. */
static void
test_a_column_of_niks_that_all_end_in_zero_was_rounded (void)
{
  static const char rounded[]
    = "NIK,Nama\n3275015708100010,Ayu\n3275015808100020,Budi\n-,Cici\n3275015908100030,Dian\n"
      "3275016008100040,Eka\n3275016108100050,Fajar\n";
  g_autofree char *some = g_strconcat (rounded, "3275016208100061,Gita\n", NULL);
  g_autoptr (PamorBatch) all = make_batch (rounded);
  g_autoptr (PamorBatch) one_is_not = make_batch (some);

  finish (all);
  finish (one_is_not);
  g_assert_true (has_problem (all, 0, "spreadsheet"));
  g_assert_true (has_problem (all, 5, "spreadsheet"));
  g_assert_false (has_problem (all, 2, "spreadsheet"));
  g_assert_false (has_problem (one_is_not, 0, "spreadsheet"));
}

static void
test_a_dash_for_no_number_is_no_number_twice (void)
{
  g_autoptr (PamorBatch) batch = make_batch ("NIK,Nama\n-,Sekar Ayu\n-,Bima Putra\n");

  finish (batch);
  g_assert_true (has_problem (batch, 1, "required"));
  g_assert_false (has_problem (batch, 1, "NIK12"));
}

static void
test_a_row_that_went_through_a_spreadsheet_keeps_its_numbers (void)
{
  g_autoptr (PamorBatch) batch
    = make_batch ("NIK,Nama,No HP\n3275015708100011,12,0812345678901\n");
  g_autoptr (GBytes) csv = NULL;
  g_autoptr (PamorBatch) again = NULL;

  finish (batch);
  csv = pamor_batch_export_bad (batch);
  g_assert_nonnull (strstr (g_bytes_get_data (csv, NULL), "\"'3275015708100011\""));
  again = make_batch (g_bytes_get_data (csv, NULL));
  finish (again);
  g_assert_cmpstr (get (again, 0, "pemohon.orang.nik"), ==, "3275015708100011");
  g_assert_cmpstr (get (again, 0, "pemohon.hp"), ==, "0812345678901");
}

static void
check_blood (const char *cell,
             const char *code)
{
  const PamorService *service
    = pamor_catalogue_find_service (pamor_catalogue_get_builtin (), "KK_BARU");
  const PamorField *field = pamor_service_find_field (service, "anggota.orang");
  const PamorPath path = { "anggota.orang", 0, "gol_darah" };
  g_autofree char *value = pamor_batch_read_cell (field, &path, cell);

  g_assert_cmpstr (value, ==, code);
}

static void
test_a_choice_is_known_by_its_words_and_told_from_one_that_is_nearly_alike (void)
{
  check_blood ("o-", "12");
  check_blood ("O", "4");
  check_blood ("AB+", "9");
  check_blood ("11", "11");
  check_blood ("tidak  tahu", "13");
  check_blood ("O *", "O *"); /* which of three is for a person to say */
}

static void
test_a_parent_may_stand_in_the_rows_of_two_children (void)
{
  static const char csv[] = "NIK Pemohon,NIK,Nama\n3275014208850003,3275015708160011,Sekar Ayu\n"
                            "3275014208850003,3275010503180012,Bima Putra\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (csv, sizeof csv - 1);
  PamorTable *table = pamor_table_read (bytes, "daftar.csv", NULL);
  g_autoptr (PamorBatch) batch
    = pamor_batch_new (pamor_catalogue_get_builtin (), "KIA_BARU_A", table, NULL);

  pamor_batch_set_path (batch, 0, "pemohon.orang.nik");
  pamor_batch_set_path (batch, 1, "anak.orang.nik");
  pamor_batch_set_path (batch, 2, "anak.orang.name");
  finish (batch);
  g_assert_false (has_problem (batch, 1, "NIK12"));
}

static void
test_another_mapping_makes_the_rows_anew (void)
{
  g_autoptr (PamorBatch) batch = make_batch ("A,B\n3275015708100011,Sekar Ayu\n");

  finish (batch);
  g_assert_null (get (batch, 0, "pemohon.orang.nik"));
  pamor_batch_set_path (batch, 0, "pemohon.orang.nik");
  pamor_batch_set_path (batch, 1, "pemohon.orang.name");
  g_assert_cmpuint (pamor_batch_count (batch), ==, 0);
  finish (batch);
  g_assert_cmpstr (get (batch, 0, "pemohon.orang.nik"), ==, "3275015708100011");
  g_assert_cmpuint (pamor_batch_count_bad (batch), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/batch/a-kelurahan-is-known-by-its-name",
                   test_a_kelurahan_is_known_by_its_name);
  g_test_add_func ("/batch/columns-in-any-order-are-known-by-their-headers",
                   test_columns_in_any_order_are_known_by_their_headers);
  g_test_add_func ("/batch/a-row-becomes-a-form-in-the-form-s-own-words",
                   test_a_row_becomes_a_form_in_the_form_s_own_words);
  g_test_add_func ("/batch/what-is-the-matter-with-a-row-is-told-and-the-others-stay-good",
                   test_what_is_the_matter_with_a_row_is_told_and_the_others_stay_good);
  g_test_add_func ("/batch/what-is-exported-is-what-was-refused-with-its-reasons",
                   test_what_is_exported_is_what_was_refused_with_its_reasons);
  g_test_add_func ("/batch/a-date-is-read-as-schools-and-spreadsheets-write-it",
                   test_a_date_is_read_as_schools_and_spreadsheets_write_it);
  g_test_add_func ("/batch/the-same-person-is-known-however-the-number-is-written",
                   test_the_same_person_is_known_however_the_number_is_written);
  g_test_add_func ("/batch/a-telephone-number-that-a-spreadsheet-shortened-is-told",
                   test_a_telephone_number_that_a_spreadsheet_shortened_is_told);
  g_test_add_func ("/batch/a-column-of-niks-that-all-end-in-zero-was-rounded",
                   test_a_column_of_niks_that_all_end_in_zero_was_rounded);
  g_test_add_func ("/batch/a-dash-for-no-number-is-no-number-twice",
                   test_a_dash_for_no_number_is_no_number_twice);
  g_test_add_func ("/batch/a-row-that-went-through-a-spreadsheet-keeps-its-numbers",
                   test_a_row_that_went_through_a_spreadsheet_keeps_its_numbers);
  g_test_add_func ("/batch/a-choice-is-known-by-its-words-and-told-from-one-nearly-alike",
                   test_a_choice_is_known_by_its_words_and_told_from_one_that_is_nearly_alike);
  g_test_add_func ("/batch/a-parent-may-stand-in-the-rows-of-two-children",
                   test_a_parent_may_stand_in_the_rows_of_two_children);
  g_test_add_func ("/batch/another-mapping-makes-the-rows-anew",
                   test_another_mapping_makes_the_rows_anew);
  return g_test_run ();
}
