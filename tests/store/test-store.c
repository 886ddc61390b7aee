/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-store.h"

#include "base/pamor-error.h"
#include "store/pamor-store-private.h"

#include <string.h>

#define NIK "3275014506260001"
#define NAME "SEKAR AYUNINGTYAS"
#define FORM "{\"anak\":{\"nama\":\"" NAME "\",\"nik\":\"" NIK "\"}}"

static void
check_refused (PamorTestFolder *f,
               const char      *passphrase,
               PamorError       code,
               PamorLock        asks_for)
{
  g_autoptr (GError) error = NULL;
  PamorLock lock = PAMOR_LOCK_NONE;

  g_assert_null (pamor_test_store_open (f->folder, passphrase, f->clock, &lock, &error));
  g_assert_error (error, PAMOR_ERROR, code);
  g_assert_cmpint (lock, ==, asks_for);
}

static void
test_one_program_at_a_time (PamorTestFolder *f,
                            gconstpointer    unused)
{
  check_refused (f, PAMOR_TEST_PASSPHRASE, PAMOR_ERROR_BUSY, PAMOR_LOCK_NONE);
  pamor_store_close (f->store);
  pamor_test_folder_reopen (f);
}

static void
test_a_wrong_passphrase_does_not_open (PamorTestFolder *f,
                                       gconstpointer    unused)
{
  g_clear_object (&f->store);
  check_refused (f, "bukan itu", PAMOR_ERROR_LOCKED, PAMOR_LOCK_PASSPHRASE);
  check_refused (f, NULL, PAMOR_ERROR_LOCKED, PAMOR_LOCK_PASSPHRASE);
  check_refused (f, "", PAMOR_ERROR_INVALID, PAMOR_LOCK_NONE);
  pamor_test_folder_reopen (f);
}

static void
test_a_new_folder_without_keyring_asks_to_choose (PamorTestFolder *f,
                                                  gconstpointer    unused)
{
  g_clear_object (&f->store);
  pamor_test_store_remove_folder (f->folder);
  g_assert_false (pamor_store_exists (f->folder));
  check_refused (f, NULL, PAMOR_ERROR_LOCKED, PAMOR_LOCK_CHOOSE);
  g_assert_false (pamor_store_exists (f->folder));
  pamor_test_folder_reopen (f);
  g_assert_true (pamor_store_exists (f->folder));
}

/* The callback of a failed opening may open again at once. */
static void
test_a_failed_opening_lets_the_folder_go (PamorTestFolder *f,
                                          gconstpointer    unused)
{
  g_autoptr (GAsyncResult) failed = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&f->store);
  pamor_store_open_async (f->folder, "bukan itu", f->clock, NULL, pamor_test_await_cb, &failed);
  g_assert_null (pamor_store_open_finish (pamor_test_await (&failed), &error));
  pamor_test_folder_reopen (f);
  g_clear_object (&f->store);
  g_clear_error (&error);
  pamor_store_open_async (f->folder, PAMOR_TEST_PASSPHRASE, f->clock, cancellable,
                          pamor_test_await_cb, &cancelled);
  g_cancellable_cancel (cancellable);
  g_assert_null (pamor_store_open_finish (pamor_test_await (&cancelled), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  pamor_test_folder_reopen (f);
}

static void
test_a_newer_database_is_refused (PamorTestFolder *f,
                                  gconstpointer    unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pamor_database_run (f->store->db, "PRAGMA user_version = 99", &error));
  g_clear_object (&f->store);
  check_refused (f, PAMOR_TEST_PASSPHRASE, PAMOR_ERROR_TOO_NEW, PAMOR_LOCK_NONE);
}

static void
test_a_folder_that_can_t_be_made_is_refused (PamorTestFolder *f,
                                             gconstpointer    unused)
{
  g_autofree char *file = g_build_filename (f->folder, "pamor.db", NULL);
  g_autofree char *below = g_build_filename (file, "below", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (pamor_test_store_open (below, "x", f->clock, NULL, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_FAILED);
}

static void
test_a_closed_store_refuses_calls (PamorTestFolder *f,
                                   gconstpointer    unused)
{
  g_autoptr (GError) error = NULL;

  pamor_store_close (f->store);
  g_assert_false (pamor_test_store_set_note (f->store, "a", "b", &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_FAILED);
}

static void
test_closing_finishes_what_was_asked (PamorTestFolder *f,
                                      gconstpointer    unused)
{
  g_autoptr (GAsyncResult) result = NULL;

  pamor_store_set_note_async (f->store, "officer", "P-07", pamor_test_await_cb, &result);
  pamor_store_close (f->store);
  g_assert_true (pamor_store_set_note_finish (f->store, pamor_test_await (&result), NULL));
  pamor_test_folder_reopen (f);
  g_assert_cmpstr (pamor_store_get_note (f->store, "officer"), ==, "P-07");
}

static void
test_notes_are_kept_replaced_and_dropped (PamorTestFolder *f,
                                          gconstpointer    unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pamor_store_get_note (f->store, "token"));
  g_assert_true (pamor_test_store_set_note (f->store, "token", "satu", &error));
  g_assert_true (pamor_test_store_set_note (f->store, "token", "dua", &error));
  g_assert_true (pamor_test_store_set_note (f->store, "device", "tiga", &error));
  g_assert_cmpstr (pamor_store_get_note (f->store, "token"), ==, "dua");
  pamor_test_folder_reopen (f);
  g_assert_cmpstr (pamor_store_get_note (f->store, "token"), ==, "dua");
  g_assert_true (pamor_test_store_set_note (f->store, "token", NULL, &error));
  g_assert_null (pamor_store_get_note (f->store, "token"));
  pamor_test_folder_reopen (f);
  g_assert_null (pamor_store_get_note (f->store, "token"));
  g_assert_cmpstr (pamor_store_get_note (f->store, "device"), ==, "tiga");
}

static void
note_change_cb (PamorStore *store,
                const char *id,
                GString    *seen)
{
  g_string_append_printf (seen, "%s;", pamor_store_find (store, id)->title);
}

static void
note_items_cb (GListModel *model,
               guint       position,
               guint       removed,
               guint       added,
               GString    *seen)
{
  g_string_append_printf (seen, "%u-%u+%u;", position, removed, added);
}

static void
test_the_list_changes_one_place_at_a_time (PamorTestFolder *f,
                                           gconstpointer    unused)
{
  g_autoptr (PamorSubmission) first = pamor_test_store_new_item (f->clock, "satu");
  g_autoptr (PamorSubmission) second = pamor_test_store_new_item (f->clock, "dua");
  g_autoptr (PamorSubmission) third = pamor_test_store_new_item (f->clock, "tiga");
  g_autoptr (GString) changes = g_string_new (NULL);
  g_autoptr (GString) items = g_string_new (NULL);
  g_autoptr (PamorSubmission) top = NULL;

  g_signal_connect (f->store, "changed", G_CALLBACK (note_change_cb), changes);
  g_signal_connect (pamor_store_get_items (f->store), "items-changed", G_CALLBACK (note_items_cb),
                    items);
  g_assert_true (pamor_test_store_save (f->store, first, "{}", NULL));
  g_assert_true (pamor_test_store_save (f->store, second, "{}", NULL));
  g_assert_true (pamor_test_store_save (f->store, third, "{}", NULL));
  g_assert_true (pamor_test_store_save (f->store, second, "{}", NULL));
  g_assert_true (pamor_test_store_save (f->store, first, "{}", NULL));
  g_assert_cmpstr (changes->str, ==, "satu;dua;tiga;dua;satu;");
  g_assert_cmpstr (items->str, ==, "0-0+1;0-0+1;0-0+1;1-1+1;2-1+1;");
  top = g_list_model_get_item (pamor_store_get_items (f->store), 0);
  g_assert_cmpstr (top->title, ==, "tiga");
  g_assert_true (pamor_test_store_save (f->store, third, "{}", NULL));
  g_assert_cmpstr (top->title, ==, "tiga"); /* a snapshot that was handed out stays as it is */
  g_assert_true (top != pamor_store_find (f->store, third->id));
}

static void
check_holds_none (const char *path,
                  const char *what,
                  gsize       size)
{
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  g_assert_null (memmem (data, length, what, size));
}

static void
check_no_plain_text (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      check_holds_none (path, NIK, strlen (NIK));
      check_holds_none (path, NAME, strlen (NAME));
      check_holds_none (path, "AYUNING", 7);
      check_holds_none (path, "AKTA_LAHIR", 10);
      check_holds_none (path, "\xff\xd8\xff\xe0\0\x10JFIF", 10);
    }
}

static void
test_nothing_entered_is_plain_on_the_disk (PamorTestFolder *f,
                                           gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, NAME);
  g_autoptr (PamorAttachment) photo = pamor_test_store_new_photo (f->clock, 60000);
  g_autoptr (GPtrArray) photos = g_ptr_array_new ();
  g_autoptr (PamorSubmission) sealed = NULL;

  g_assert_true (pamor_test_store_save (f->store, item, FORM, NULL));
  g_assert_true (pamor_test_store_keep_photo (f->store, item->id, photo, NULL));
  check_no_plain_text (f->folder);
  g_ptr_array_add (photos, photo);
  sealed = pamor_test_store_seal (f->store, item, FORM, FORM, photos, NULL);
  sealed->state = PAMOR_STATE_PARKED;
  pamor_submission_set_reason (sealed, "validation", "NIK " NIK " milik " NAME, "/anak");
  g_assert_true (pamor_test_store_keep (f->store, sealed, NULL));
  check_no_plain_text (f->folder);

  /* The rollback journal holds old pages: seen in the middle of a transaction. */
  g_assert_true (pamor_database_run (f->store->db, "BEGIN IMMEDIATE; DELETE FROM form;"
                                     "UPDATE submission SET attempts = 1", NULL));
  check_no_plain_text (f->folder);
  g_assert_true (pamor_database_run (f->store->db, "ROLLBACK", NULL));
  g_clear_object (&f->store);
  check_no_plain_text (f->folder);
}

/* Fails with damage as often as job->lane says; writes before that. */
static gboolean
stumble_in_worker (PamorStore     *self,
                   PamorStoreJob  *job,
                   GError        **error)
{
  PamorSubmission *item = pamor_store_read_row (self, job->id, error);

  g_ptr_array_add (job->written, item);
  if (job->lane == 0)
    return TRUE;
  job->lane--;
  g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_DAMAGED, "a read that failed");
  return FALSE;
}

static gboolean
stumble (PamorTestFolder  *f,
         const char       *id,
         guint             times,
         GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  PamorStoreJob *job = pamor_store_job_new (stumble_in_worker, id);

  job->lane = times;
  pamor_store_run (f->store, job, stumble, pamor_test_await_cb, &result);
  pamor_test_await (&result);
  return pamor_store_run_finish_done (f->store, result, stumble, error);
}

static void
count_changed (PamorStore *store,
               const char *id,
               gpointer    count)
{
  (*(guint *) count)++;
}

static void
test_what_seems_damaged_is_tried_once_more (PamorTestFolder *f,
                                            gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, NAME);
  g_autoptr (GError) error = NULL;
  guint changed = 0;

  g_assert_true (pamor_test_store_save (f->store, item, FORM, NULL));
  g_signal_connect (f->store, "changed", G_CALLBACK (count_changed), &changed);
  g_assert_true (stumble (f, item->id, 1, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (changed, ==, 1);
  g_assert_true (f->store->ends_clean);

  g_assert_false (stumble (f, item->id, 2, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_DAMAGED);
  g_assert_cmpuint (changed, ==, 1);
  g_assert_false (f->store->ends_clean);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE); /* no keyring answers */
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) \
  g_test_add ("/store/" path, PamorTestFolder, NULL, pamor_test_folder_set_up, func, \
              pamor_test_folder_tear_down)
  ADD ("one-program-at-a-time", test_one_program_at_a_time);
  ADD ("a-wrong-passphrase-does-not-open", test_a_wrong_passphrase_does_not_open);
  ADD ("a-new-folder-without-keyring-asks-to-choose",
       test_a_new_folder_without_keyring_asks_to_choose);
  ADD ("a-failed-opening-lets-the-folder-go", test_a_failed_opening_lets_the_folder_go);
  ADD ("a-newer-database-is-refused", test_a_newer_database_is_refused);
  ADD ("a-folder-that-can-t-be-made-is-refused", test_a_folder_that_can_t_be_made_is_refused);
  ADD ("a-closed-store-refuses-calls", test_a_closed_store_refuses_calls);
  ADD ("closing-finishes-what-was-asked", test_closing_finishes_what_was_asked);
  ADD ("notes-are-kept-replaced-and-dropped", test_notes_are_kept_replaced_and_dropped);
  ADD ("the-list-changes-one-place-at-a-time", test_the_list_changes_one_place_at_a_time);
  ADD ("what-seems-damaged-is-tried-once-more", test_what_seems_damaged_is_tried_once_more);
  ADD ("nothing-entered-is-plain-on-the-disk", test_nothing_entered_is_plain_on_the_disk);
  return g_test_run ();
}
