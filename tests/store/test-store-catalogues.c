/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-await.h"
#include "pamor-test-store.h"

#include "base/pamor-error.h"
#include "store/pamor-store-private.h"

static void
keep (PamorTestFolder *f,
      const char      *version)
{
  g_autoptr (GBytes) pack = g_bytes_new (version, strlen (version));
  g_autofree char *etag = g_strdup_printf ("\"%s\"", version);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  pamor_clock_advance (f->clock, G_USEC_PER_SEC);
  pamor_store_keep_catalogue_async (f->store, version, etag, pack, pamor_test_await_cb, &result);
  pamor_store_keep_catalogue_finish (f->store, pamor_test_await (&result), &error);
  g_assert_no_error (error);
}

/* Returns: "pack etag"; NULL: there is none */
static char *
read_kept (PamorTestFolder  *f,
           const char       *version,
           GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) pack = NULL;
  g_autofree char *etag = NULL;

  pamor_store_read_catalogue_async (f->store, version, pamor_test_await_cb, &result);
  pack = pamor_store_read_catalogue_finish (f->store, pamor_test_await (&result), &etag, error);
  if (pack == NULL)
    return NULL;
  return g_strdup_printf ("%.*s %s", (int) g_bytes_get_size (pack),
                          (const char *) g_bytes_get_data (pack, NULL), etag);
}

static void
check_kept (PamorTestFolder *f,
            const char      *version,
            const char      *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = read_kept (f, version, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (kept, ==, expected);
}

static void
test_the_newest_is_there_after_a_restart (PamorTestFolder *f,
                                          gconstpointer    unused)
{
  check_kept (f, NULL, NULL);
  keep (f, "2026.11.9");
  keep (f, "2026.11.10");
  pamor_test_folder_reopen (f);
  check_kept (f, NULL, "2026.11.10 \"2026.11.10\"");
  check_kept (f, "2026.11.9", NULL); /* nothing needs it any more */
}

static void
test_what_a_draft_began_with_stays_until_it_is_done (PamorTestFolder *f,
                                                     gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = NULL;

  keep (f, "1");
  keep (f, "2");
  item = pamor_test_store_new_item (f->clock, "SEKAR");
  g_assert_true (pamor_test_store_save (f->store, item, "{}", NULL));
  keep (f, "3");
  keep (f, "4");
  check_kept (f, "1", NULL);
  check_kept (f, "2", "2 \"2\"");
  check_kept (f, "3", "3 \"3\"");
  g_assert_true (pamor_test_store_delete (f->store, item->id, NULL));
  keep (f, "5");
  check_kept (f, "2", NULL);
  check_kept (f, "4", NULL);
  check_kept (f, NULL, "5 \"5\"");
}

static void
test_one_that_was_changed_on_the_disk_is_not_believed (PamorTestFolder *f,
                                                       gconstpointer    unused)
{
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  keep (f, "1");
  g_assert_true (pamor_database_run (f->store->db,
                                     "UPDATE catalogue SET sealed = randomblob (400)", NULL));
  kept = read_kept (f, NULL, &error);
  g_assert_null (kept);
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_DAMAGED);
}

static void
test_what_came_last_is_the_newest_though_the_clock_went_back (PamorTestFolder *f,
                                                              gconstpointer    unused)
{
  keep (f, "1");
  pamor_clock_set_wall (f->clock, PAMOR_TEST_NOW - 400 * G_TIME_SPAN_DAY);
  keep (f, "2");
  check_kept (f, NULL, "2 \"2\"");
  keep (f, "1");
  check_kept (f, NULL, "1 \"1\"");
}

/* Broken off after the new one was written, as by a crash or a full disk. */
static void
test_one_that_is_kept_half_leaves_the_one_before (PamorTestFolder *f,
                                                  gconstpointer    unused)
{
  g_autoptr (GBytes) pack = g_bytes_new_static ("2", 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  keep (f, "1");
  g_assert_true (pamor_database_run (f->store->db,
                                     "CREATE TEMP TRIGGER broken BEFORE DELETE ON catalogue "
                                     "BEGIN SELECT RAISE (ABORT, 'broken off'); END", NULL));
  pamor_store_keep_catalogue_async (f->store, "2", NULL, pack, pamor_test_await_cb, &result);
  g_assert_false (pamor_store_keep_catalogue_finish (f->store, pamor_test_await (&result), &error));
  g_assert_nonnull (error);
  g_clear_object (&result); /* it holds the store */
  check_kept (f, "2", NULL);
  check_kept (f, NULL, "1 \"1\"");
  pamor_test_folder_reopen (f);
  check_kept (f, NULL, "1 \"1\"");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) \
  g_test_add ("/catalogues/" path, PamorTestFolder, NULL, pamor_test_folder_set_up, func, \
              pamor_test_folder_tear_down)
  ADD ("the-newest-is-there-after-a-restart", test_the_newest_is_there_after_a_restart);
  ADD ("what-a-draft-began-with-stays-until-it-is-done",
       test_what_a_draft_began_with_stays_until_it_is_done);
  ADD ("one-that-was-changed-on-the-disk-is-not-believed",
       test_one_that_was_changed_on_the_disk_is_not_believed);
  ADD ("what-came-last-is-the-newest-though-the-clock-went-back",
       test_what_came_last_is_the_newest_though_the_clock_went_back);
  ADD ("one-that-is-kept-half-leaves-the-one-before",
       test_one_that_is_kept_half_leaves_the_one_before);
  return g_test_run ();
}
