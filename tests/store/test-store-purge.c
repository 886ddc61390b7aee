/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is settled for long loses its contents at an opening; nothing else does. */
#include "pamor-test-store.h"

#include "store/pamor-store-private.h"

#include <string.h>

#define DAY_US ((gint64) 24 * 3600 * G_USEC_PER_SEC)

#define TELL "UPDATE submission SET told_status = status, told_at = status_at"

/* One with a photo, with the city since @days and at @status since then, the citizen @told of it,
 * looked at anew. */
static PamorSubmission *
reopen_after (PamorTestFolder *f,
              PamorStatus      status,
              gint64           days,
              gboolean         told,
              PamorAttachment *photo)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, "SEKAR");
  g_autoptr (GPtrArray) photos = g_ptr_array_new ();
  g_autoptr (PamorSubmission) sealed = NULL;
  g_autoptr (GError) error = NULL;
  const char *id;

  item->subject = g_strdup ("3275014506260001");
  g_ptr_array_add (photos, photo);
  sealed = pamor_test_store_seal (f->store, item, "{}", "{\"a\": 1}", photos, &error);
  g_assert_no_error (error);
  sealed->state = PAMOR_STATE_ACKNOWLEDGED;
  sealed->number = g_strdup ("EOP-20261120-0001");
  sealed->received_at = sealed->status_at = pamor_clock_get_wall (f->clock) - days * DAY_US;
  sealed->status = status;
  pamor_test_store_keep_decided (f->store, sealed);
  g_assert_true (!told || pamor_database_run (f->store->db, TELL, &error));
  id = sealed->id;
  pamor_test_folder_reopen (f);
  return pamor_store_find (f->store, id);
}

static void
check_stays (PamorTestFolder *f,
             PamorStatus      status,
             gint64           days,
             gboolean         told)
{
  g_autoptr (PamorAttachment) photo = pamor_test_store_new_photo (f->clock, 30000);
  PamorSubmission *item = reopen_after (f, status, days, told, photo);
  g_autofree char *form = pamor_test_store_read_form (f->store, item->id, NULL);
  g_autoptr (GBytes) content
    = pamor_test_store_read_photo (f->store, item->id, photo->id, NULL);

  g_assert_cmpint (item->state, ==, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_cmpstr (item->title, ==, "SEKAR");
  g_assert_true (form != NULL && content != NULL);
}

static void
test_what_may_still_be_asked_for_stays (PamorTestFolder *f,
                                        gconstpointer    unused)
{
  check_stays (f, PAMOR_STATUS_COLLECTED, 6, TRUE);
  check_stays (f, PAMOR_STATUS_DONE, 29, TRUE);
  check_stays (f, PAMOR_STATUS_DONE, 400, FALSE);
  check_stays (f, PAMOR_STATUS_REJECTED, 400, TRUE);
  check_stays (f, PAMOR_STATUS_PROCESSING, 400, TRUE);
  check_stays (f, PAMOR_STATUS_NONE, 400, TRUE);
}

static void
check_purged (PamorTestFolder *f,
              PamorStatus      status,
              gint64           days,
             gboolean         told)
{
  g_autoptr (PamorAttachment) photo = pamor_test_store_new_photo (f->clock, 30000);
  PamorSubmission *item = reopen_after (f, status, days, told, photo);
  g_autofree char *form = pamor_test_store_read_form (f->store, item->id, NULL);
  g_autofree char *payload = pamor_test_store_read_payload (f->store, item->id, NULL);
  g_autofree char *history = pamor_test_store_read_history (f->store, item->id);
  g_autofree char *expected
    = g_strdup_printf ("sealed acknowledged %s purged", pamor_status_get_nick (status));
  g_autoptr (GBytes) content
    = pamor_test_store_read_photo (f->store, item->id, photo->id, NULL);

  g_assert_cmpint (item->state, ==, PAMOR_STATE_PURGED);
  g_assert_true (form == NULL && payload == NULL && content == NULL);
  g_assert_cmpstr (item->title, ==, item->number);
  g_assert_null (item->subject);
  g_assert_nonnull (item->manifest_sha256);
  g_assert_cmpstr (history, ==, expected);
}

static void
test_what_the_city_is_done_with_goes (PamorTestFolder *f,
                                      gconstpointer    unused)
{
  check_purged (f, PAMOR_STATUS_COLLECTED, 7, FALSE);
  check_purged (f, PAMOR_STATUS_DONE, 30, TRUE);
}

/* As on a full disk: the opening does without it. */
static void
test_a_purge_that_fails_changes_nothing (PamorTestFolder *f,
                                         gconstpointer    unused)
{
  g_assert_true (pamor_database_run (f->store->db,
    "CREATE TRIGGER none_goes BEFORE DELETE ON payload "
    "BEGIN SELECT RAISE (ABORT, 'the disk fails'); END", NULL));
  check_stays (f, PAMOR_STATUS_COLLECTED, 8, FALSE);
}

/* Returns: (transfer full): sealed, in place of @replaces, where that is given */
static PamorSubmission *
seal (PamorTestFolder *f,
      const char      *replaces)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, "SEKAR");
  g_autoptr (GError) error = NULL;
  PamorSubmission *sealed;

  item->replaces = g_strdup (replaces);
  sealed = pamor_test_store_seal (f->store, item, "{}", "{\"a\": 1}", NULL, &error);
  g_assert_no_error (error);
  return sealed;
}

/* As far as the program that knows @sealed is concerned. */
static void
become (PamorTestFolder *f,
        PamorSubmission *sealed,
        PamorState       state,
        gint64           days)
{
  g_autoptr (PamorSubmission) progress
    = pamor_submission_copy (pamor_store_find (f->store, sealed->id));

  progress->state = state;
  if (state == PAMOR_STATE_PARKED)
    pamor_submission_set_reason (progress, "different-content", NULL, NULL);
  else
    {
      progress->number = g_strdup ("EOP-1");
      progress->status = PAMOR_STATUS_COLLECTED;
      progress->received_at = progress->status_at
        = pamor_clock_get_wall (f->clock) - days * DAY_US;
    }
  pamor_test_store_keep_decided (f->store, progress);
}

static PamorState
get_state (PamorTestFolder *f,
           PamorSubmission *item)
{
  return pamor_store_find (f->store, item->id)->state;
}

/* It holds all that was purged since. */
static void
test_an_old_copy_goes_too (PamorTestFolder *f,
                           gconstpointer    unused)
{
  g_autofree char *copy
    = g_build_filename (f->folder, "pamor.db.version-1-2020-01-01T08-00-00Z", NULL);

  g_assert_true (g_file_set_contents (copy, "", 0, NULL));
  pamor_test_folder_reopen (f);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
}

/* With the city's number or not */
static void
test_what_the_citizen_took_back_goes_after_a_week (PamorTestFolder *f,
                                                   gconstpointer    unused)
{
  const char *numbers[] = { NULL, "EOP-1" };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (PamorSubmission) item = seal (f, NULL);
      g_autofree char *payload = NULL, *kept = NULL, *history = NULL;
      PamorSubmission *emptied;

      item->state = PAMOR_STATE_WITHDRAWN;
      item->number = g_strdup (numbers[i]);
      g_assert_true (pamor_test_store_keep (f->store, item, NULL));
      pamor_clock_advance (f->clock, 6 * DAY_US);
      pamor_test_folder_reopen (f);
      kept = pamor_test_store_read_payload (f->store, item->id, NULL);
      g_assert_nonnull (kept);
      g_assert_false (pamor_submission_is_emptied (pamor_store_find (f->store, item->id)));
      for (int days = 0; days < 2; days++) /* once */
        {
          pamor_clock_advance (f->clock, DAY_US);
          pamor_test_folder_reopen (f);
        }
      emptied = pamor_store_find (f->store, item->id);
      g_assert_cmpint (emptied->state, ==, PAMOR_STATE_WITHDRAWN);
      g_assert_true (pamor_submission_is_emptied (emptied));
      g_assert_cmpstr (emptied->title, ==, i == 0 ? emptied->service : "EOP-1");
      payload = pamor_test_store_read_payload (f->store, item->id, NULL);
      g_assert_null (payload);
      history = pamor_test_store_read_history (f->store, item->id);
      g_assert_cmpstr (history, ==, "sealed withdrawn purged");
    }
}

static void
test_what_it_took_the_place_of_goes_with_it (PamorTestFolder *f,
                                             gconstpointer    unused)
{
  g_autoptr (PamorSubmission) first = seal (f, NULL), second = NULL, third = NULL;

  become (f, first, PAMOR_STATE_PARKED, 0);
  second = seal (f, first->id);
  become (f, second, PAMOR_STATE_PARKED, 0);
  third = seal (f, second->id);
  become (f, third, PAMOR_STATE_ACKNOWLEDGED, 6);
  pamor_test_folder_reopen (f);
  g_assert_cmpint (get_state (f, first), ==, PAMOR_STATE_PARKED);
  pamor_clock_advance (f->clock, DAY_US);
  pamor_test_folder_reopen (f);
  g_assert_cmpint (get_state (f, third), ==, PAMOR_STATE_PURGED);
  g_assert_cmpint (get_state (f, second), ==, PAMOR_STATE_PURGED);
  g_assert_cmpint (get_state (f, first), ==, PAMOR_STATE_PURGED);
}

/* Each by itself is settled; or the other one is not in this folder at all. */
static void
test_what_is_gone_already_or_elsewhere_is_no_obstacle (PamorTestFolder *f,
                                                       gconstpointer    unused)
{
  g_autoptr (PamorSubmission) old = seal (f, NULL), new = NULL, stray = NULL;

  become (f, old, PAMOR_STATE_PARKED, 0);
  new = seal (f, old->id);
  become (f, old, PAMOR_STATE_ACKNOWLEDGED, 9);
  become (f, new, PAMOR_STATE_ACKNOWLEDGED, 8);
  stray = seal (f, "018f0000-0000-7000-8000-00000000beef");
  become (f, stray, PAMOR_STATE_ACKNOWLEDGED, 8);
  pamor_test_folder_reopen (f);
  g_assert_cmpint (get_state (f, old), ==, PAMOR_STATE_PURGED);
  g_assert_cmpint (get_state (f, new), ==, PAMOR_STATE_PURGED);
  g_assert_cmpint (get_state (f, stray), ==, PAMOR_STATE_PURGED);
}

/* At one opening by itself and with what took its place; or at an earlier one by itself. */
static void
test_what_was_taken_back_and_replaced_goes_once (PamorTestFolder *f,
                                                 gconstpointer    unused)
{
  for (int days = 0; days <= 8; days += 8)
    {
      g_autoptr (PamorSubmission) old = seal (f, NULL), new = NULL;
      g_autofree char *history = NULL;
      gint64 emptied;

      become (f, old, PAMOR_STATE_PARKED, 0);
      new = seal (f, old->id);
      become (f, old, PAMOR_STATE_WITHDRAWN, 0);
      pamor_clock_advance (f->clock, days * DAY_US);
      pamor_test_folder_reopen (f);
      emptied = pamor_store_find (f->store, old->id)->changed_at;
      become (f, new, PAMOR_STATE_ACKNOWLEDGED, 0);
      pamor_clock_advance (f->clock, 8 * DAY_US);
      pamor_test_folder_reopen (f);
      g_assert_cmpint (get_state (f, new), ==, PAMOR_STATE_PURGED);
      g_assert_true (pamor_submission_is_emptied (pamor_store_find (f->store, old->id)));
      history = pamor_test_store_read_history (f->store, old->id);
      g_assert_true (g_str_has_suffix (history, " purged"));
      g_assert_true (strstr (history, "purged") == g_strrstr (history, "purged"));
      if (days > 0)
        g_assert_cmpint (pamor_store_find (f->store, old->id)->changed_at, ==, emptied);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE); /* no keyring answers */
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) \
  g_test_add ("/purge/" path, PamorTestFolder, NULL, pamor_test_folder_set_up, func, \
              pamor_test_folder_tear_down)
  ADD ("what-may-still-be-asked-for-stays", test_what_may_still_be_asked_for_stays);
  ADD ("what-the-city-is-done-with-goes", test_what_the_city_is_done_with_goes);
  ADD ("a-purge-that-fails-changes-nothing", test_a_purge_that_fails_changes_nothing);
  ADD ("an-old-copy-goes-too", test_an_old_copy_goes_too);
  ADD ("what-the-citizen-took-back-goes-after-a-week",
       test_what_the_citizen_took_back_goes_after_a_week);
  ADD ("what-it-took-the-place-of-goes-with-it", test_what_it_took_the_place_of_goes_with_it);
  ADD ("what-is-gone-already-or-elsewhere-is-no-obstacle",
       test_what_is_gone_already_or_elsewhere_is_no_obstacle);
  ADD ("what-was-taken-back-and-replaced-goes-once",
       test_what_was_taken_back_and_replaced_goes_once);
  return g_test_run ();
}
