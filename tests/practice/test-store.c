/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pamor-error.h"
#include "pamor-test-eopen.h"

#include <glib/gstdio.h>

/* Returns: (transfer full): a new folder whose practice.db has these bytes */
static char *
make_folder (const char *bytes)
{
  char *folder = g_dir_make_tmp ("pamor-practice-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "practice.db", NULL);

  if (bytes != NULL)
    g_assert_true (g_file_set_contents (path, bytes, -1, NULL));
  return folder;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_a_file_that_is_no_database_is_named (void)
{
  g_autofree char *folder = make_folder ("Bukan basis data, hanya teks yang cukup panjang.\n");
  g_autoptr (GError) error = NULL;

  g_assert_null (pamor_practice_store_open (folder, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "practice.db"));
  remove_folder (folder);
}

static void
set_stamp (const char *folder,
           const char *sql)
{
  g_autoptr (PamorPracticeStore) store = pamor_practice_store_open (folder, NULL);

  pamor_practice_store_run (store, sql, "");
}

/* As a power cut leaves it, without the fsync that practice is spared. */
static void
spoil (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "practice.db", NULL);
  FILE *file = fopen (path, "r+");

  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, 2 * 4096, SEEK_SET), ==, 0);
  for (guint i = 0; i < 4096; i++)
    fputc (0xff, file);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
test_damage_within_is_seen_when_it_opens (void)
{
  g_autofree char *folder = make_folder (NULL);
  g_autoptr (GError) error = NULL;

  set_stamp (folder, "SELECT 1");
  spoil (folder);
  g_assert_null (pamor_practice_store_open (folder, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_DAMAGED);
  remove_folder (folder);
}

static void
test_a_lesson_begins_though_the_last_one_was_damaged (void)
{
  g_autoptr (PamorClock) clock = pamor_clock_new_manual (0);
  g_autofree char *folder = make_folder ("Bukan basis data, hanya teks yang cukup panjang.\n");
  g_autofree char *aside = g_build_filename (folder, "practice.db.damaged", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorPractice) practice = pamor_practice_new_lesson (folder, clock, &error);

  g_assert_no_error (error);
  g_assert_true (pamor_practice_start (practice, 0, &error));
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
  g_clear_object (&practice);
  remove_folder (folder);
}

static void
test_no_lesson_takes_the_place_of_a_newer_one (void)
{
  g_autoptr (PamorClock) clock = pamor_clock_new_manual (0);
  g_autofree char *folder = make_folder (NULL);
  g_autoptr (GError) error = NULL;

  set_stamp (folder, "PRAGMA user_version = 99");
  g_assert_null (pamor_practice_new_lesson (folder, clock, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_TOO_NEW);
  remove_folder (folder);
}

static void
test_a_file_of_another_program_is_left_alone (void)
{
  g_autofree char *folder = make_folder (NULL);
  g_autoptr (GError) error = NULL;

  set_stamp (folder, "PRAGMA application_id = 7");
  g_assert_null (pamor_practice_store_open (folder, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_DAMAGED);
  remove_folder (folder);
}

static void
test_a_newer_file_is_left_alone (void)
{
  g_autofree char *folder = make_folder (NULL);
  g_autoptr (GError) error = NULL;

  set_stamp (folder, "PRAGMA user_version = 99");
  g_assert_null (pamor_practice_store_open (folder, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_TOO_NEW);
  remove_folder (folder);
}

static void
test_a_second_one_waits_outside (void)
{
  g_autofree char *folder = make_folder (NULL);
  g_autoptr (PamorPracticeStore) store = pamor_practice_store_open (folder, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (store);
  g_assert_null (pamor_practice_store_open (folder, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_BUSY);
  g_clear_pointer (&store, pamor_practice_store_close);
  remove_folder (folder);
}

static void
test_a_folder_that_cannot_be_is_named (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pamor_practice_store_open ("/dev/null/x", &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "/dev/null/x"));
}

static void
test_a_failure_in_between_undoes_all (void)
{
  g_autoptr (PamorPracticeStore) store = pamor_practice_store_open (NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *lost = NULL;

  pamor_practice_store_begin (store);
  pamor_practice_store_set_setting (store, "a", "1");
  g_assert_true (pamor_practice_store_commit (store, &error));
  pamor_practice_store_begin (store);
  pamor_practice_store_set_setting (store, "b", "2");
  pamor_practice_store_run (store, "INSERT INTO nowhere VALUES (1)", "");
  pamor_practice_store_set_setting (store, "a", "3");
  g_assert_false (pamor_practice_store_commit (store, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_FAILED);

  kept = pamor_practice_store_get_setting (store, "a");
  lost = pamor_practice_store_get_setting (store, "b");
  g_assert_cmpstr (kept, ==, "1");
  g_assert_null (lost);
}

static void
test_each_mood_has_its_own_name (void)
{
  for (PamorMood mood = PAMOR_MOOD_NORMAL; mood <= PAMOR_MOOD_PARTIALS_DROPPED; mood++)
    {
      PamorMood read = PAMOR_MOOD_NORMAL;

      g_assert_true (pamor_mood_from_nick (pamor_mood_get_nick (mood), &read));
      g_assert_cmpint (read, ==, mood);
      g_assert_false (pamor_mood_from_nick ("cerah", &read));
      g_assert_false (pamor_mood_from_nick (NULL, &read));
      g_assert_cmpint (read, ==, mood);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice-store/a-file-that-is-no-database-is-named",
                   test_a_file_that_is_no_database_is_named);
  g_test_add_func ("/practice-store/damage-within-is-seen-when-it-opens",
                   test_damage_within_is_seen_when_it_opens);
  g_test_add_func ("/practice-store/a-lesson-begins-though-the-last-one-was-damaged",
                   test_a_lesson_begins_though_the_last_one_was_damaged);
  g_test_add_func ("/practice-store/no-lesson-takes-the-place-of-a-newer-one",
                   test_no_lesson_takes_the_place_of_a_newer_one);
  g_test_add_func ("/practice-store/a-file-of-another-program-is-left-alone",
                   test_a_file_of_another_program_is_left_alone);
  g_test_add_func ("/practice-store/a-newer-file-is-left-alone", test_a_newer_file_is_left_alone);
  g_test_add_func ("/practice-store/a-second-one-waits-outside", test_a_second_one_waits_outside);
  g_test_add_func ("/practice-store/a-folder-that-cannot-be-is-named",
                   test_a_folder_that_cannot_be_is_named);
  g_test_add_func ("/practice-store/a-failure-in-between-undoes-all",
                   test_a_failure_in_between_undoes_all);
  g_test_add_func ("/practice-store/each-mood-has-its-own-name", test_each_mood_has_its_own_name);
  return g_test_run ();
}
