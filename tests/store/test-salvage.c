/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-faults.h"
#include "pamor-test-store.h"

#include "base/pamor-error.h"
#include "store/pamor-key-slot.h"
#include "store/pamor-salvage.h"
#include "store/pamor-store-private.h"

#include <glib/gstdio.h>
#include <string.h>

#define PAGE 8192
#define LONG_FORM 30000 /* more than a page, so that each form has pages of its own */

static PamorSubmission *
save_draft (PamorTestFolder *f,
            const char      *title)
{
  PamorSubmission *item = pamor_test_store_new_item (f->clock, title);
  g_autofree char *form = g_strnfill (LONG_FORM, title[0]);

  g_assert_true (pamor_test_store_save (f->store, item, form, NULL));
  return item;
}

static PamorSubmission *
seal (PamorTestFolder *f,
      const char      *title,
      PamorAttachment *photo)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, title);
  g_autoptr (GPtrArray) photos = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  PamorSubmission *sealed;

  g_ptr_array_add (photos, photo);
  sealed = pamor_test_store_seal (f->store, item, "{}", "{\"payload\":1}", photos, &error);
  g_assert_no_error (error);
  return sealed;
}

static void
sql (PamorTestFolder *f,
     const char      *script)
{
  g_autoptr (GError) error = NULL;

  pamor_database_run (f->store->db, script, &error);
  g_assert_no_error (error);
}

/* The page on which the middle of a sealed blob stands, found by its bytes, which are random. */
static gint64
find_page (PamorTestFolder *f,
           const char      *question)
{
  g_autoptr (PamorStatement) ask = pamor_database_prepare (f->store->db, question);
  g_autoptr (GBytes) sealed = NULL;
  g_autofree char *path = g_build_filename (f->folder, "pamor.db", NULL);
  g_autofree char *data = NULL;
  const char *middle;
  gsize size, length;

  g_assert_true (pamor_statement_next (ask, NULL));
  sealed = pamor_statement_dup_bytes (ask, 0);
  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  middle = g_bytes_get_data (sealed, &size);
  middle = memmem (data, length, middle + size / 2, 16);
  g_assert_nonnull (middle);
  return (middle - data) / PAGE + 1;
}

/* Overwrites a page of the closed database; as after a crash, it is not marked clean. */
static void
break_page (PamorTestFolder *f,
            gint64           page)
{
  g_autofree char *path = g_build_filename (f->folder, "pamor.db", NULL);
  g_autofree char *data = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  g_assert_cmpint (page * PAGE, <=, size);
  memset (data + (page - 1) * PAGE, 0x5a, PAGE);
  g_assert_true (g_file_set_contents (path, data, size, NULL));
}

/* Ends as a crash does: no mark of a clean end. */
static void
crash (PamorTestFolder *f)
{
  sql (f, "DELETE FROM meta WHERE name = 'clean'; INSERT INTO meta VALUES ('clean', 'no');"
          "CREATE TEMP TRIGGER unclean BEFORE UPDATE ON meta BEGIN SELECT RAISE (IGNORE); END");
  g_clear_object (&f->store);
}

static void
check_form (PamorTestFolder *f,
            PamorSubmission *item)
{
  g_autofree char *form = pamor_test_store_read_form (f->store, item->id, NULL);

  g_assert_nonnull (form);
  g_assert_cmpuint (strlen (form), ==, LONG_FORM);
  g_assert_cmpint (form[0], ==, item->title[0]);
}

static void
test_an_unharmed_file_stays (PamorTestFolder *f,
                             gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = save_draft (f, "a");

  crash (f);
  pamor_test_folder_reopen (f);
  g_assert_null (pamor_store_get_damaged_file (f->store));
  g_assert_cmpuint (pamor_store_get_salvaged (f->store), ==, 0);
  check_form (f, item);
}

static void
test_all_but_what_was_on_a_broken_page_is_saved (PamorTestFolder *f,
                                                 gconstpointer    unused)
{
  g_autoptr (PamorSubmission) a = save_draft (f, "a");
  g_autoptr (PamorSubmission) b = save_draft (f, "b");
  g_autoptr (PamorSubmission) c = save_draft (f, "c");
  g_autoptr (PamorAttachment) photo = pamor_test_store_new_photo (f->clock, 50000);
  g_autoptr (PamorSubmission) sealed = seal (f, "d", photo);
  g_autoptr (GBytes) content = NULL;
  g_autofree char *payload = NULL;
  gint64 page;

  g_assert_true (pamor_test_store_set_note (f->store, "token", "rahasia", NULL));
  page = find_page (f, "SELECT sealed FROM form WHERE n = 2");
  crash (f);
  break_page (f, page);
  pamor_test_folder_reopen (f);
  g_assert_nonnull (pamor_store_get_damaged_file (f->store));
  g_assert_true (g_file_test (pamor_store_get_damaged_file (f->store), G_FILE_TEST_EXISTS));
  g_assert_cmpuint (pamor_store_get_salvaged (f->store), ==, 3);
  check_form (f, a);
  check_form (f, c);
  g_assert_null (pamor_store_find (f->store, b->id));
  g_assert_cmpint (pamor_store_find (f->store, sealed->id)->state, ==, PAMOR_STATE_QUEUED);
  content = pamor_test_store_read_photo (f->store, sealed->id, photo->id, NULL);
  g_assert_true (g_bytes_equal (content, photo->content));
  payload = pamor_test_store_read_payload (f->store, sealed->id, NULL);
  g_assert_cmpstr (payload, ==, "{\"payload\":1}");
  g_assert_cmpstr (pamor_store_get_note (f->store, "token"), ==, "rahasia");

  pamor_test_folder_reopen (f); /* with the same passphrase, and nothing is damaged any more */
  g_assert_null (pamor_store_get_damaged_file (f->store));
  g_assert_cmpuint (pamor_test_folder_count (f), ==, 3);
}

static void
test_what_lost_a_photo_becomes_a_draft (PamorTestFolder *f,
                                        gconstpointer    unused)
{
  g_autoptr (PamorAttachment) photo = pamor_test_store_new_photo (f->clock, 50000);
  g_autoptr (PamorAttachment) other = pamor_test_store_new_photo (f->clock, 50000);
  g_autoptr (PamorSubmission) whole = seal (f, "a", photo);
  g_autoptr (PamorSubmission) torn = seal (f, "b", other);
  g_autofree char *form = NULL;
  gint64 page = find_page (f, "SELECT sealed FROM content ORDER BY attachment DESC");

  crash (f);
  break_page (f, page);
  pamor_test_folder_reopen (f);
  g_assert_cmpuint (pamor_store_get_salvaged (f->store), ==, 2);
  g_assert_cmpint (pamor_store_find (f->store, whole->id)->state, ==, PAMOR_STATE_QUEUED);
  g_assert_cmpint (pamor_store_find (f->store, torn->id)->state, ==, PAMOR_STATE_DRAFT);
  g_assert_cmpuint (pamor_store_find (f->store, torn->id)->attachments->len, ==, 0);
  form = pamor_test_store_read_form (f->store, torn->id, NULL);
  g_assert_cmpstr (form, ==, "{}");
}

static void
test_rows_whose_summaries_were_swapped_are_not_believed (PamorTestFolder *f,
                                                         gconstpointer    unused)
{
  g_autoptr (PamorSubmission) a = save_draft (f, "a");
  g_autoptr (PamorSubmission) b = save_draft (f, "b");
  g_autoptr (PamorSubmission) c = save_draft (f, "c");

  sql (f, "CREATE TEMP TABLE s AS SELECT seq, summary FROM submission WHERE seq IN (1, 2);"
          "UPDATE submission SET summary = (SELECT summary FROM s WHERE s.seq <> submission.seq) "
          "WHERE seq IN (1, 2); DROP TABLE s");
  pamor_test_folder_reopen (f);
  g_assert_nonnull (pamor_store_get_damaged_file (f->store));
  g_assert_cmpuint (pamor_store_get_salvaged (f->store), ==, 1);
  check_form (f, c);
}

static void
test_rows_in_a_state_that_there_is_not_are_not_believed (PamorTestFolder *f,
                                                         gconstpointer    unused)
{
  const char *const absurd[] = { "state = 'asleep'", "status = 'melted'", "told_status = 'sung'" };
  g_autoptr (PamorSubmission) whole = save_draft (f, "w");

  for (gsize i = 0; i < G_N_ELEMENTS (absurd); i++)
    {
      g_autoptr (PamorSubmission) item = save_draft (f, "a");
      g_autofree char *script = g_strdup_printf ("PRAGMA ignore_check_constraints = ON;"
                                                 "UPDATE submission SET %s WHERE id = '%s'",
                                                 absurd[i], item->id);

      sql (f, script);
      pamor_test_folder_reopen (f);
      g_assert_nonnull (pamor_store_get_damaged_file (f->store));
      g_assert_cmpuint (pamor_store_get_salvaged (f->store), ==, 1);
      check_form (f, whole);
    }
}

static void
test_a_file_of_garbage_is_set_aside (PamorTestFolder *f,
                                     gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = save_draft (f, "a");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *path = g_build_filename (f->folder, "pamor.db", NULL);
  gsize size;

  g_clear_object (&f->store);
  break_page (f, 1);
  g_assert_true (g_file_get_contents (path, &before, &size, NULL));
  pamor_test_folder_reopen (f);
  g_assert_cmpuint (pamor_store_get_salvaged (f->store), ==, 0);
  g_assert_cmpuint (pamor_test_folder_count (f), ==, 0);
  g_assert_true (g_file_get_contents (pamor_store_get_damaged_file (f->store), &after, NULL, NULL));
  g_assert_cmpmem (before, size, after, size);
  g_assert_true (pamor_test_store_save (f->store, item, "{}", NULL));
}

static void
test_no_new_key_is_made_over_records_whose_slot_is_gone (PamorTestFolder *f,
                                                         gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = save_draft (f, "a");

  sql (f, "DELETE FROM key_slot");
  pamor_test_folder_reopen (f);
  g_assert_nonnull (pamor_store_get_damaged_file (f->store));
  g_assert_cmpuint (pamor_test_folder_count (f), ==, 0);
}

static void
test_a_wrong_passphrase_leaves_a_damaged_file_where_it_is (PamorTestFolder *f,
                                                           gconstpointer    unused)
{
  g_autoptr (PamorSubmission) a = save_draft (f, "a");
  g_autoptr (PamorSubmission) b = save_draft (f, "b");
  g_autoptr (GError) error = NULL;
  gint64 page = find_page (f, "SELECT sealed FROM form WHERE n = 1");

  crash (f);
  break_page (f, page);
  g_assert_null (pamor_test_store_open (f->folder, "bukan itu", f->clock, NULL, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_LOCKED);
  pamor_test_folder_reopen (f);
  g_assert_cmpuint (pamor_store_get_salvaged (f->store), ==, 1);
  check_form (f, b);
}

/* Its page is of a form, which nobody reads at opening: only the check after a crash finds it. */
static void
test_a_failed_salvage_is_tried_again (PamorTestFolder *f,
                                      gconstpointer    unused)
{
  g_autoptr (PamorSubmission) a = save_draft (f, "a");
  g_autoptr (PamorSubmission) b = save_draft (f, "b");
  g_autofree char *obstacle = g_build_filename (f->folder, "pamor.db.salvaged", NULL);
  g_autoptr (GError) error = NULL;
  gint64 page = find_page (f, "SELECT sealed FROM form WHERE n = 1");

  crash (f);
  break_page (f, page);
  g_assert_cmpint (g_mkdir (obstacle, 0700), ==, 0);
  g_assert_null (pamor_test_store_open (f->folder, PAMOR_TEST_PASSPHRASE, f->clock, NULL, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_FAILED);
  g_assert_cmpint (g_rmdir (obstacle), ==, 0);
  pamor_test_folder_reopen (f);
  g_assert_cmpuint (pamor_store_get_salvaged (f->store), ==, 1);
  check_form (f, b);
}

static void
test_damage_met_at_work_is_salvaged_at_the_next_start (PamorTestFolder *f,
                                                       gconstpointer    unused)
{
  g_autoptr (PamorSubmission) a = save_draft (f, "a");
  g_autoptr (PamorSubmission) b = save_draft (f, "b");
  g_autoptr (GError) error = NULL;
  gint64 page = find_page (f, "SELECT sealed FROM form WHERE n = 1");

  g_clear_object (&f->store);
  break_page (f, page);
  pamor_test_folder_reopen (f); /* after a clean end nothing is checked */
  g_assert_null (pamor_test_store_read_form (f->store, a->id, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_DAMAGED);
  pamor_test_folder_reopen (f);
  g_assert_nonnull (pamor_store_get_damaged_file (f->store));
  check_form (f, b);
}

static void
test_an_exchange_broken_off_is_finished (PamorTestFolder *f,
                                         gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = save_draft (f, "a");
  g_autofree char *path = g_build_filename (f->folder, "pamor.db", NULL);
  g_autofree char *salvaged = g_strconcat (path, ".salvaged", NULL);

  g_clear_object (&f->store);
  g_assert_cmpint (g_rename (path, salvaged), ==, 0);
  pamor_test_folder_reopen (f);
  check_form (f, item);
}

/* As that version left it: without what later steps added. */
static void
make_second_version (PamorTestFolder *f)
{
  sql (f, "ALTER TABLE submission DROP COLUMN status_seq;"
          "ALTER TABLE submission DROP COLUMN told_status;"
          "ALTER TABLE submission DROP COLUMN told_at; PRAGMA user_version = 2");
}

static void
make_first_version (PamorTestFolder *f)
{
  make_second_version (f);
  sql (f, "DROP INDEX submission_case; ALTER TABLE submission DROP COLUMN case_id;"
          "ALTER TABLE submission DROP COLUMN case_order; ALTER TABLE history DROP COLUMN reason;"
          "DROP TABLE catalogue; PRAGMA user_version = 1");
}

static void
test_a_folder_of_the_first_version_opens_with_all_that_was_in_it (PamorTestFolder *f,
                                                                  gconstpointer    unused)
{
  g_autoptr (PamorSubmission) draft = save_draft (f, "a");
  g_autoptr (PamorAttachment) photo = pamor_test_store_new_photo (f->clock, 50000);
  g_autoptr (PamorSubmission) sealed = seal (f, "b", photo);
  g_autofree char *history = pamor_test_store_read_history (f->store, sealed->id);
  g_autofree char *kept = NULL;
  g_autoptr (GBytes) content = NULL;

  make_first_version (f);
  pamor_test_folder_reopen (f);
  g_assert_null (pamor_store_get_damaged_file (f->store));
  check_form (f, draft);
  g_assert_cmpint (pamor_store_find (f->store, sealed->id)->state, ==, PAMOR_STATE_QUEUED);
  g_assert_null (pamor_store_find (f->store, sealed->id)->case_id);
  kept = pamor_test_store_read_history (f->store, sealed->id);
  g_assert_cmpstr (kept, ==, history);
  content = pamor_test_store_read_photo (f->store, sealed->id, photo->id, NULL);
  g_assert_true (g_bytes_equal (content, photo->content));
}

static void
check_damaged_version (PamorTestFolder *f,
                       void             make_version (PamorTestFolder *f))
{
  g_autoptr (PamorSubmission) a = save_draft (f, "a");
  g_autoptr (PamorSubmission) b = save_draft (f, "b");
  g_autoptr (PamorAttachment) photo = pamor_test_store_new_photo (f->clock, 50000);
  g_autoptr (PamorSubmission) sealed = seal (f, "c", photo);
  g_autofree char *history = pamor_test_store_read_history (f->store, sealed->id);
  g_autofree char *kept = NULL;
  gint64 page;

  make_version (f);
  page = find_page (f, "SELECT sealed FROM form WHERE n = 1");
  crash (f);
  break_page (f, page);
  pamor_test_folder_reopen (f);
  g_assert_nonnull (pamor_store_get_damaged_file (f->store));
  g_assert_cmpuint (pamor_store_get_salvaged (f->store), ==, 2);
  check_form (f, b);
  g_assert_cmpint (pamor_store_find (f->store, sealed->id)->state, ==, PAMOR_STATE_QUEUED);
  kept = pamor_test_store_read_history (f->store, sealed->id);
  g_assert_cmpstr (kept, ==, history);
}

static void
test_a_damaged_file_of_the_first_version_is_saved_too (PamorTestFolder *f,
                                                       gconstpointer    unused)
{
  check_damaged_version (f, make_first_version);
}

static void
test_a_damaged_file_of_the_second_version_is_saved_too (PamorTestFolder *f,
                                                        gconstpointer    unused)
{
  check_damaged_version (f, make_second_version);
}

static void
test_the_catalogue_that_came_is_saved (PamorTestFolder *f,
                                       gconstpointer    unused)
{
  g_autoptr (PamorSubmission) a = save_draft (f, "a");
  g_autoptr (GBytes) pack = g_bytes_new_static ("pack", 4);
  g_autoptr (GBytes) saved = NULL;
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GAsyncResult) read = NULL;
  gint64 page;

  pamor_store_keep_catalogue_async (f->store, "9", NULL, pack, pamor_test_await_cb, &kept);
  g_assert_true (pamor_store_keep_catalogue_finish (f->store, pamor_test_await (&kept), NULL));
  g_clear_object (&kept); /* it holds the store */
  page = find_page (f, "SELECT sealed FROM form WHERE n = 1");
  crash (f);
  break_page (f, page);
  pamor_test_folder_reopen (f);
  g_assert_nonnull (pamor_store_get_damaged_file (f->store));
  pamor_store_read_catalogue_async (f->store, "9", pamor_test_await_cb, &read);
  saved = pamor_store_read_catalogue_finish (f->store, pamor_test_await (&read), NULL, NULL);
  g_assert_nonnull (saved);
  g_assert_true (g_bytes_equal (saved, pack));
}

/* Each read that a dying disk refuses may take it half a minute. */
static void
test_a_disk_that_can_t_be_read_is_given_up_soon (PamorTestFolder *f,
                                                 gconstpointer    unused)
{
  g_autoptr (PamorSubmission) a = save_draft (f, "a");
  g_autofree char *path = g_build_filename (f->folder, "pamor.db", NULL);
  g_autoptr (PamorVault) vault = NULL;
  g_autoptr (GPtrArray) slots = NULL;
  g_autoptr (PamorDatabase) damaged = NULL;
  g_autoptr (GError) error = NULL;
  guint8 root[PAMOR_VAULT_KEY_BYTES] = { 1 };
  guint salvaged = 7;

  g_clear_object (&f->store);
  vault = pamor_vault_new_of_root (root, 1);
  damaged = pamor_database_open (path, &error);
  g_assert_no_error (error);
  slots = pamor_key_slot_read (damaged, &error);
  g_assert_no_error (error);
  pamor_test_faults_name ("pamor.db");
  pamor_test_faults_set (PAMOR_TEST_FAULT_UNREADABLE, 1);
  g_assert_true (pamor_salvage_rebuild (path, damaged, vault, slots, "folder", f->clock, &salvaged,
                                        &error));
  g_assert_no_error (error);
  g_assert_cmpuint (salvaged, ==, 0);
  g_assert_cmpuint (pamor_test_faults_count (), <, 200);
  g_assert_true (pamor_test_faults_lift ());
}

/* The middle of a long table is under a page that is broken: what is on both sides is saved, and
 * so is what is found among the numbers between them. */
static void
test_what_is_behind_a_long_gap_is_saved (PamorTestFolder *f,
                                         gconstpointer    unused)
{
  g_autoptr (PamorSubmission) a = save_draft (f, "a");
  g_autoptr (PamorSubmission) b = save_draft (f, "b");
  g_autoptr (PamorSubmission) c = save_draft (f, "c");
  g_autoptr (PamorSubmission) d = save_draft (f, "d");
  gint64 second, third;

  sql (f, "UPDATE form SET n = 30000 WHERE n = 4; UPDATE form SET n = 9000 WHERE n = 3");
  second = find_page (f, "SELECT sealed FROM form WHERE n = 2");
  third = find_page (f, "SELECT sealed FROM form WHERE n = 30000");
  crash (f);
  break_page (f, second);
  break_page (f, third);
  pamor_test_folder_reopen (f);
  g_assert_cmpuint (pamor_store_get_salvaged (f->store), ==, 2);
  check_form (f, a);
  check_form (f, c);
}

/* What a row of the table form begins with: its number, then its columns' types, of which only the
 * last takes more than a byte: n (the number itself), submission, revision, sealed. */
static void
spoil_number (PamorTestFolder *f,
              PamorSubmission *item,
              guint8           number)
{
  static const guint8 types[] = { 7, 0, 2 * 36 + 13, 8 };
  g_autofree char *path = g_build_filename (f->folder, "pamor.db", NULL);
  g_autofree char *data = NULL;
  char *at;
  gsize size;
  guint found = 0;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  for (at = data; (at = memmem (at, data + size - at, item->id, 36)) != NULL; at++)
    if (memcmp (at - types[0], types, sizeof types) == 0)
      {
        at[-types[0] - 1] = number;
        found++;
      }
  g_assert_cmpuint (found, ==, 1);
  g_assert_true (g_file_set_contents (path, data, size, NULL));
}

/* The way from the front ends at it, as if there were no greater one. */
static void
test_a_spoiled_row_number_hides_nothing_behind_it (PamorTestFolder *f,
                                                   gconstpointer    unused)
{
  g_autoptr (PamorSubmission) a = save_draft (f, "a");
  g_autoptr (PamorSubmission) b = save_draft (f, "b");
  g_autoptr (PamorSubmission) c = save_draft (f, "c");
  g_autoptr (PamorSubmission) d = save_draft (f, "d");

  crash (f);
  spoil_number (f, b, 127);
  pamor_test_folder_reopen (f);
  g_assert_nonnull (pamor_store_get_damaged_file (f->store));
  g_assert_cmpuint (pamor_store_get_salvaged (f->store), ==, 4);
  check_form (f, a);
  check_form (f, b);
  check_form (f, c);
  check_form (f, d);
}

/* Nobody knows any more which version it was of: then it is taken for the newest. */
static void
test_a_version_that_there_never_was_loses_nothing (PamorTestFolder *f,
                                                   gconstpointer    unused)
{
  g_autoptr (PamorSubmission) a = save_draft (f, "a");
  g_autofree char *path = g_build_filename (f->folder, "pamor.db", NULL);
  g_autoptr (GPtrArray) slots = NULL;
  g_autoptr (GError) error = NULL;
  guint salvaged = 0;

  sql (f, "PRAGMA user_version = -2");
  slots = pamor_key_slot_read (f->store->db, &error);
  g_assert_no_error (error);
  g_assert_true (pamor_salvage_rebuild (path, f->store->db, f->store->vault, slots, "folder",
                                        f->clock, &salvaged, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (salvaged, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  pamor_test_faults_install ();
#define ADD(path, func) \
  g_test_add ("/salvage/" path, PamorTestFolder, NULL, pamor_test_folder_set_up, func, \
              pamor_test_folder_tear_down)
  ADD ("an-unharmed-file-stays", test_an_unharmed_file_stays);
  ADD ("all-but-what-was-on-a-broken-page-is-saved",
       test_all_but_what_was_on_a_broken_page_is_saved);
  ADD ("what-lost-a-photo-becomes-a-draft", test_what_lost_a_photo_becomes_a_draft);
  ADD ("rows-whose-summaries-were-swapped-are-not-believed",
       test_rows_whose_summaries_were_swapped_are_not_believed);
  ADD ("rows-in-a-state-that-there-is-not-are-not-believed",
       test_rows_in_a_state_that_there_is_not_are_not_believed);
  ADD ("a-file-of-garbage-is-set-aside", test_a_file_of_garbage_is_set_aside);
  ADD ("no-new-key-is-made-over-records-whose-slot-is-gone",
       test_no_new_key_is_made_over_records_whose_slot_is_gone);
  ADD ("a-wrong-passphrase-leaves-a-damaged-file-where-it-is",
       test_a_wrong_passphrase_leaves_a_damaged_file_where_it_is);
  ADD ("a-failed-salvage-is-tried-again", test_a_failed_salvage_is_tried_again);
  ADD ("damage-met-at-work-is-salvaged-at-the-next-start",
       test_damage_met_at_work_is_salvaged_at_the_next_start);
  ADD ("an-exchange-broken-off-is-finished", test_an_exchange_broken_off_is_finished);
  ADD ("a-folder-of-the-first-version-opens-with-all-that-was-in-it",
       test_a_folder_of_the_first_version_opens_with_all_that_was_in_it);
  ADD ("a-damaged-file-of-the-first-version-is-saved-too",
       test_a_damaged_file_of_the_first_version_is_saved_too);
  ADD ("a-damaged-file-of-the-second-version-is-saved-too",
       test_a_damaged_file_of_the_second_version_is_saved_too);
  ADD ("the-catalogue-that-came-is-saved", test_the_catalogue_that_came_is_saved);
  ADD ("a-disk-that-can-t-be-read-is-given-up-soon",
       test_a_disk_that_can_t_be_read_is_given_up_soon);
  ADD ("what-is-behind-a-long-gap-is-saved", test_what_is_behind_a_long_gap_is_saved);
  ADD ("a-spoiled-row-number-hides-nothing-behind-it",
       test_a_spoiled_row_number_hides_nothing_behind_it);
  ADD ("a-version-that-there-never-was-loses-nothing",
       test_a_version_that_there_never_was_loses_nothing);
  return g_test_run ();
}
