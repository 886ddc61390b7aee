/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-store.h"

#include "base/pamor-error.h"
#include "store/pamor-schema.h"

#include <glib/gstdio.h>

#define COPY "version-4-2026-11-20T08-00-00Z" /* PAMOR_TEST_NOW */

typedef struct
{
  char          *folder, *path;
  PamorDatabase *db;
  GPtrArray     *steps;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  f->folder = pamor_test_store_make_folder ();
  f->path = g_build_filename (f->folder, "a.db", NULL);
  f->steps = pamor_schema_load_steps ();
  f->db = pamor_database_open (f->path, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *f,
           gconstpointer  unused)
{
  g_clear_pointer (&f->db, pamor_database_close);
  g_ptr_array_unref (f->steps);
  pamor_test_store_remove_folder (f->folder);
  g_free (f->path);
  g_free (f->folder);
}

static gboolean
upgrade (Fixture  *f,
         GError  **error)
{
  return pamor_schema_upgrade (f->db, f->steps, PAMOR_TEST_NOW, error);
}

static void
add_step (Fixture    *f,
          const char *sql)
{
  g_ptr_array_add (f->steps, g_bytes_new (sql, strlen (sql)));
}

static gint64
ask (Fixture    *f,
     const char *sql)
{
  gint64 value = -1;

  g_assert_true (pamor_database_read_int (f->db, sql, &value, NULL));
  return value;
}

static GBytes *
read_file (Fixture    *f,
           const char *path)
{
  char *data;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  return g_bytes_new_take (data, size);
}

static guint
count_files (Fixture *f)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_all_steps_make_a_new_database (Fixture       *f,
                                    gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (f->steps->len, >=, 1);
  g_assert_true (upgrade (f, &error));
  g_assert_cmpint (ask (f, "PRAGMA user_version"), ==, f->steps->len);
  g_assert_true (upgrade (f, &error)); /* nothing is left to do */
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (f), ==, 1);
}

static void
test_every_table_is_strict (Fixture       *f,
                            gconstpointer  unused)
{
  g_assert_true (upgrade (f, NULL));
  g_assert_cmpint (ask (f, "SELECT count(*) FROM pragma_table_list "
                           "WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'"),
                   ==, 0);
}

static void
test_a_newer_database_is_refused (Fixture       *f,
                                  gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (upgrade (f, NULL) && pamor_database_run (f->db, "PRAGMA user_version = 99", NULL));
  g_assert_false (upgrade (f, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_TOO_NEW);
  g_assert_cmpint (ask (f, "PRAGMA user_version"), ==, 99);
}

static void
test_a_database_of_something_else_is_refused (Fixture       *f,
                                              gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pamor_database_run (f->db, "CREATE TABLE theirs (a)", NULL));
  g_assert_false (upgrade (f, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_DAMAGED);
  g_assert_cmpint (ask (f, "SELECT count(*) FROM sqlite_schema"), ==, 1);
}

/* Empty, but somebody's: it has a version, or the mark of another program. */
static void
test_an_empty_database_of_something_else_is_refused (Fixture       *f,
                                                     gconstpointer  unused)
{
  const char *const marks[] = { "PRAGMA user_version = 1", "PRAGMA user_version = 0;"
                                "PRAGMA application_id = 7" };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (pamor_database_run (f->db, marks[i], NULL));
      g_assert_false (upgrade (f, &error));
      g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_DAMAGED);
      g_assert_cmpint (ask (f, "SELECT count(*) FROM sqlite_schema"), ==, 0);
    }
}

static void
test_a_copy_is_made_before_migrating (Fixture       *f,
                                      gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strconcat (f->path, "." COPY, NULL);
  g_autoptr (PamorDatabase) copy = NULL;
  gint64 version = 0, rows = 0;

  g_assert_true (upgrade (f, NULL));
  g_assert_true (pamor_database_run (f->db, "INSERT INTO meta VALUES ('a', 'b')", NULL));
  add_step (f, "ALTER TABLE meta ADD COLUMN more TEXT; PRAGMA user_version = 5;");
  g_assert_true (upgrade (f, &error));
  g_assert_no_error (error);
  g_assert_cmpint (ask (f, "PRAGMA user_version"), ==, 5);
  g_assert_cmpint (ask (f, "SELECT count(*) FROM meta WHERE more IS NULL"), ==, 1);
  copy = pamor_database_open (path, &error);
  g_assert_no_error (error);
  g_assert_true (pamor_database_read_int (copy, "PRAGMA user_version", &version, NULL));
  g_assert_true (pamor_database_read_int (copy, "SELECT count(*) FROM meta", &rows, NULL));
  g_assert_cmpint (version, ==, 4);
  g_assert_cmpint (rows, ==, 1);
}

static void
test_a_copy_that_broke_off_is_none (Fixture       *f,
                                    gconstpointer  unused)
{
  g_autofree char *part = g_strconcat (f->path, ".part", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (upgrade (f, NULL));
  g_assert_true (g_file_set_contents (part, "half", 4, NULL));
  add_step (f, "PRAGMA user_version = 5;");
  g_assert_true (upgrade (f, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_files (f), ==, 2);
}

static void
test_what_the_first_version_kept_stays (Fixture       *f,
                                        gconstpointer  unused)
{
  g_autoptr (GPtrArray) first = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (first, g_bytes_ref (f->steps->pdata[0]));
  g_assert_true (pamor_schema_upgrade (f->db, first, PAMOR_TEST_NOW, NULL));
  g_assert_true (pamor_database_run (f->db,
    "INSERT INTO submission VALUES (7, 'a', 1, 0, 'queued', x'01', 'p', 'm', 3, 2, 4, NULL, NULL, "
    "NULL, 0, 'none', NULL, 0, 1, 2, 3);"
    "INSERT INTO history (submission, at, what, text) VALUES ('a', 1, 'sealed', x'02');", &error));
  g_assert_no_error (error);
  g_assert_true (upgrade (f, &error));
  g_assert_no_error (error);
  g_assert_cmpint (ask (f, "SELECT count(*) FROM submission WHERE seq = 7 AND attempts = 2 "
                           "AND summary = x'01' AND case_id IS NULL AND case_order = 0 "
                           "AND told_status = 'none' AND told_at = 0 AND status_seq = 0"), ==, 1);
  g_assert_cmpint (ask (f, "SELECT count(*) FROM history WHERE text = x'02' AND reason IS NULL"),
                   ==, 1);
}

static void
check_untouched_by (Fixture    *f,
                    const char *step)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;

  g_assert_true (upgrade (f, NULL));
  before = read_file (f, f->path);
  add_step (f, step);
  g_assert_false (upgrade (f, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_FAILED);
  after = read_file (f, f->path);
  g_assert_true (g_bytes_equal (before, after));
}

static void
test_a_failed_step_leaves_the_file_untouched (Fixture       *f,
                                              gconstpointer  unused)
{
  check_untouched_by (f, "CREATE TABLE more (a); DROP TABLE nowhere; PRAGMA user_version = 5;");
}

static void
test_a_step_that_sets_no_version_fails (Fixture       *f,
                                        gconstpointer  unused)
{
  check_untouched_by (f, "CREATE TABLE more (a);");
}

static char *
put_beside (Fixture    *f,
            const char *name)
{
  char *path = g_build_filename (f->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  return path;
}

/* PAMOR_TEST_NOW is November 20. One that can't be deleted is no obstacle. */
static void
test_a_copy_goes_after_a_month_and_nothing_else (Fixture       *f,
                                                 gconstpointer  unused)
{
  static const char *const stays[] = {
    "a.db.version-9-2026-10-22T08-00-00Z", "a.db.version-9-2027-11-20T08-00-00Z",
    "a.db.version-9-2020-01-01T08-00-00", "a.db.version-9", "a.db",
    "a.db.damaged-2020-01-01T08-00-00Z", "b.db.version-9-2020-01-01T08-00-00Z"
  };
  g_autofree char *gone = put_beside (f, "a.db.version-9-2026-10-21T08-00-00Z");
  g_autofree char *gone_too = put_beside (f, "a.db.version-12-2020-01-01T08-00-00Z");
  g_autofree char *folder
    = g_build_filename (f->folder, "a.db.version-1-2020-01-01T08-00-00Z", NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (stays); i++)
    g_free (put_beside (f, stays[i]));
  pamor_schema_drop_copies (f->path, PAMOR_TEST_NOW);
  g_assert_false (g_file_test (gone, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (gone_too, G_FILE_TEST_EXISTS));
  for (gsize i = 0; i < G_N_ELEMENTS (stays); i++)
    {
      g_autofree char *path = g_build_filename (f->folder, stays[i], NULL);

      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/schema/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("all-steps-make-a-new-database", test_all_steps_make_a_new_database);
  ADD ("every-table-is-strict", test_every_table_is_strict);
  ADD ("a-newer-database-is-refused", test_a_newer_database_is_refused);
  ADD ("a-database-of-something-else-is-refused", test_a_database_of_something_else_is_refused);
  ADD ("an-empty-database-of-something-else-is-refused",
       test_an_empty_database_of_something_else_is_refused);
  ADD ("a-copy-is-made-before-migrating", test_a_copy_is_made_before_migrating);
  ADD ("a-copy-that-broke-off-is-none", test_a_copy_that_broke_off_is_none);
  ADD ("a-copy-goes-after-a-month-and-nothing-else",
       test_a_copy_goes_after_a_month_and_nothing_else);
  ADD ("what-the-first-version-kept-stays", test_what_the_first_version_kept_stays);
  ADD ("a-failed-step-leaves-the-file-untouched", test_a_failed_step_leaves_the_file_untouched);
  ADD ("a-step-that-sets-no-version-fails", test_a_step_that_sets_no_version_fails);
  return g_test_run ();
}
