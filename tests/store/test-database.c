/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-faults.h"
#include "pamor-test-store.h"

#include "base/pamor-error.h"
#include "store/pamor-database.h"

typedef struct
{
  char          *folder, *path;
  PamorDatabase *db;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  f->folder = pamor_test_store_make_folder ();
  f->path = g_build_filename (f->folder, "a.db", NULL);
  f->db = pamor_database_open (f->path, &error);
  g_assert_no_error (error);
  pamor_database_run (f->db, "CREATE TABLE t (n INTEGER PRIMARY KEY, b BLOB NOT NULL) STRICT",
                      &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *f,
           gconstpointer  unused)
{
  g_clear_pointer (&f->db, pamor_database_close);
  pamor_test_store_remove_folder (f->folder);
  g_free (f->path);
  g_free (f->folder);
}

static gint64
ask (Fixture    *f,
     const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = -1;

  pamor_database_read_int (f->db, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

static gboolean
insert (Fixture  *f,
        gsize     size,
        GError  **error)
{
  g_autofree guint8 *data = g_malloc0 (size);
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (PamorStatement) statement
    = pamor_database_prepare (f->db, "INSERT INTO t (b) VALUES (?1)");

  pamor_statement_bind_bytes (statement, bytes);
  return pamor_statement_run (statement, error);
}

static void
test_is_set_up_as_asked (Fixture       *f,
                         gconstpointer  unused)
{
  g_autoptr (PamorStatement) mode = pamor_database_prepare (f->db, "PRAGMA journal_mode");

  g_assert_true (pamor_statement_next (mode, NULL));
  g_assert_cmpstr (pamor_statement_get_text (mode, 0), ==, "delete");
  g_assert_cmpint (ask (f, "PRAGMA synchronous"), ==, 3);
  g_assert_cmpint (ask (f, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (ask (f, "PRAGMA temp_store"), ==, 2);
  g_assert_cmpint (ask (f, "PRAGMA trusted_schema"), ==, 0);
  g_assert_cmpint (ask (f, "PRAGMA secure_delete"), ==, 1);
  g_assert_cmpint (ask (f, "PRAGMA page_size"), ==, 8192);
}

static void
test_a_setting_that_is_not_taken_is_refused (Fixture       *f,
                                             gconstpointer  unused)
{
  g_autofree char *path = g_build_filename (f->folder, "b.db", NULL);
  g_autoptr (PamorDatabase) db = NULL;
  guint n = 0;

  do
    {
      g_autoptr (GError) error = NULL;

      g_clear_pointer (&db, pamor_database_close);
      pamor_test_faults_set (PAMOR_TEST_FAULT_OPTION, ++n);
      db = pamor_database_open (path, &error);
      g_assert_true ((db == NULL) == g_error_matches (error, PAMOR_ERROR, PAMOR_ERROR_FAILED));
      g_assert_true (pamor_test_faults_lift () == (db == NULL));
    }
  while (db == NULL);
  g_assert_cmpuint (n, ==, 3); /* there are two of them */

  g_clear_pointer (&f->db, pamor_database_close);
  f->db = pamor_database_open (f->path, NULL);
  g_assert_true (pamor_database_run (f->db, "PRAGMA page_size = 4096; VACUUM", NULL));
  g_clear_pointer (&f->db, pamor_database_close);
  f->db = pamor_database_open (f->path, NULL);
  g_assert_null (f->db); /* a page has the size that it was made with */
}

static void
test_a_disk_that_stumbles_while_it_is_opened_says_so (Fixture       *f,
                                                      gconstpointer  unused)
{
  gboolean happened = TRUE;

  for (guint n = 1; happened; n++)
    {
      g_autoptr (PamorDatabase) db = NULL;
      g_autoptr (GError) error = NULL;

      pamor_test_faults_set (PAMOR_TEST_FAULT_STUMBLE, n);
      db = pamor_database_open (f->path, &error);
      if (db != NULL)
        pamor_database_quick_check (db, &error);
      happened = pamor_test_faults_lift ();
      g_assert_true (happened == (error != NULL));
      g_assert_cmpuint (n, <, 100);
    }
}

static void
test_an_extension_can_t_be_loaded (Fixture       *f,
                                   gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (pamor_database_run (f->db, "SELECT load_extension ('nothing.so')", &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (pamor_database_run (f->db, "PRAGMA writable_schema = ON;"
                                      "DELETE FROM sqlite_schema", &error));
  g_assert_nonnull (error);
}

static void
test_a_file_of_something_else_is_damaged (Fixture       *f,
                                          gconstpointer  unused)
{
  g_autofree char *path = g_build_filename (f->folder, "b.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strnfill (9000, 'x');

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_null (pamor_database_open (path, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_DAMAGED);
}

static void
test_a_mistake_in_sql_shows_at_the_first_step (Fixture       *f,
                                               gconstpointer  unused)
{
  g_autoptr (PamorStatement) wrong
    = pamor_database_prepare (f->db, "INSERT INTO nowhere VALUES (?1)");
  g_autoptr (PamorStatement) bound = pamor_database_prepare (f->db, "SELECT ?1");
  g_autoptr (GError) error = NULL;

  pamor_statement_bind_int (wrong, 1);
  g_assert_false (pamor_statement_run (wrong, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_FAILED);
  g_assert_false (pamor_statement_is_done (wrong));
  g_clear_error (&error);
  pamor_statement_bind_int (bound, 1);
  pamor_statement_bind_int (bound, 2);
  g_assert_false (pamor_statement_next (bound, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_FAILED);
}

static void
test_a_constraint_is_a_conflict (Fixture       *f,
                                 gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (pamor_database_run (f->db, "INSERT INTO t (b) VALUES (NULL)", &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_CONFLICT);
}

static void
test_what_is_bound_comes_back (Fixture       *f,
                               gconstpointer  unused)
{
  g_autoptr (PamorStatement) row = pamor_database_prepare (f->db, "SELECT ?1, ?2, ?3, ?4");
  g_autoptr (GBytes) in = g_bytes_new_static ("\0\1\2", 3);
  g_autoptr (GBytes) out = NULL;

  pamor_statement_bind_int (row, G_MAXINT64);
  pamor_statement_bind_text (row, "teks");
  pamor_statement_bind_bytes (row, in);
  pamor_statement_bind_text (row, NULL);
  g_assert_true (pamor_statement_next (row, NULL));
  g_assert_cmpint (pamor_statement_get_int (row, 0), ==, G_MAXINT64);
  g_assert_cmpstr (pamor_statement_get_text (row, 1), ==, "teks");
  out = pamor_statement_dup_bytes (row, 2);
  g_assert_true (g_bytes_equal (in, out));
  g_assert_null (pamor_statement_get_text (row, 3));
  g_assert_null (pamor_statement_dup_bytes (row, 3));
  g_assert_false (pamor_statement_next (row, NULL));
  g_assert_true (pamor_statement_is_done (row));
}

static void
test_what_is_run_passes_over_its_rows (Fixture       *f,
                                       gconstpointer  unused)
{
  g_autoptr (PamorStatement) rows
    = pamor_database_prepare (f->db, "INSERT INTO t (b) VALUES (x'00'), (x'01') RETURNING b");

  g_assert_true (pamor_statement_run (rows, NULL));
  g_assert_cmpint (ask (f, "SELECT count(*) FROM t"), ==, 2);
}

static void
test_a_question_without_an_answer_fails (Fixture       *f,
                                         gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 7;

  g_assert_false (pamor_database_read_int (f->db, "SELECT b FROM t", &value, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_FAILED);
  g_assert_cmpint (value, ==, 7);
}

static void
test_a_full_disk_takes_the_transaction_back (Fixture       *f,
                                             gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (insert (f, 100, &error));
  g_assert_cmpint (ask (f, "PRAGMA max_page_count = 10"), ==, 10);
  g_assert_true (pamor_database_begin (f->db, &error));
  g_assert_true (insert (f, 1000, &error));
  g_assert_false (insert (f, 200000, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_NO_SPACE);
  g_assert_false (pamor_database_end (f->db, FALSE, NULL));
  g_assert_cmpint (ask (f, "SELECT count(*) FROM t"), ==, 1);
  g_clear_error (&error);
  g_assert_true (pamor_database_begin (f->db, &error));
  g_assert_true (insert (f, 1000, &error));
  g_assert_true (pamor_database_end (f->db, TRUE, &error));
  g_assert_cmpint (ask (f, "SELECT count(*) FROM t"), ==, 2);
}

static void
test_a_second_writer_is_busy (Fixture       *f,
                              gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorDatabase) other = pamor_database_open (f->path, &error);

  g_assert_no_error (error);
  g_assert_true (pamor_database_begin (f->db, &error));
  g_assert_false (pamor_database_begin (other, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_BUSY);
}

static void
test_quick_check_finds_a_broken_page (Fixture       *f,
                                      gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  gsize size;

  g_assert_true (insert (f, 100, &error) && pamor_database_quick_check (f->db, &error));
  g_clear_pointer (&f->db, pamor_database_close);
  g_assert_true (g_file_get_contents (f->path, &data, &size, NULL));
  memset (data + 8192, 0x5a, 64); /* the root page of t */
  g_assert_true (g_file_set_contents (f->path, data, size, NULL));
  f->db = pamor_database_open (f->path, &error);
  g_assert_no_error (error);
  g_assert_false (pamor_database_quick_check (f->db, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_DAMAGED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  pamor_test_faults_install ();
#define ADD(path, func) g_test_add ("/database/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("is-set-up-as-asked", test_is_set_up_as_asked);
  ADD ("a-setting-that-is-not-taken-is-refused", test_a_setting_that_is_not_taken_is_refused);
  ADD ("a-disk-that-stumbles-while-it-is-opened-says-so",
       test_a_disk_that_stumbles_while_it_is_opened_says_so);
  ADD ("an-extension-can-t-be-loaded", test_an_extension_can_t_be_loaded);
  ADD ("a-file-of-something-else-is-damaged", test_a_file_of_something_else_is_damaged);
  ADD ("a-mistake-in-sql-shows-at-the-first-step", test_a_mistake_in_sql_shows_at_the_first_step);
  ADD ("a-constraint-is-a-conflict", test_a_constraint_is_a_conflict);
  ADD ("what-is-bound-comes-back", test_what_is_bound_comes_back);
  ADD ("what-is-run-passes-over-its-rows", test_what_is_run_passes_over_its_rows);
  ADD ("a-question-without-an-answer-fails", test_a_question_without_an_answer_fails);
  ADD ("a-full-disk-takes-the-transaction-back", test_a_full_disk_takes_the_transaction_back);
  ADD ("a-second-writer-is-busy", test_a_second_writer_is_busy);
  ADD ("quick-check-finds-a-broken-page", test_quick_check_finds_a_broken_page);
  return g_test_run ();
}
