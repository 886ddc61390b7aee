/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-store.h"

#include "base/pamor-error.h"
#include "store/pamor-store-private.h"

#define FORM "{\"form\":1}"
#define PAYLOAD "{\"revision\":1}"

static GPtrArray *
new_photos (PamorTestFolder *f,
            guint            n)
{
  GPtrArray *photos = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_attachment_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (photos, pamor_test_store_new_photo (f->clock, 20000 + i));
  return photos;
}

static PamorSubmission *
seal (PamorTestFolder *f,
      PamorSubmission *item,
      const char      *payload,
      GPtrArray       *photos)
{
  g_autoptr (GError) error = NULL;
  PamorSubmission *sealed
    = pamor_test_store_seal (f->store, item, FORM, payload, photos, &error);

  g_assert_no_error (error);
  return sealed;
}

static PamorSubmission *
park (PamorTestFolder *f,
      PamorSubmission *sealed)
{
  g_autoptr (PamorSubmission) progress = pamor_submission_copy (sealed);

  progress->state = PAMOR_STATE_PARKED;
  pamor_submission_set_reason (progress, "validation", "tanggal lahir", "/answers/anak/lahir");
  g_assert_true (pamor_test_store_keep (f->store, progress, NULL));
  return pamor_store_find (f->store, sealed->id);
}

static void
test_all_is_frozen_and_queued (PamorTestFolder *f,
                               gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, "SEKAR");
  g_autoptr (GPtrArray) photos = new_photos (f, 2);
  g_autoptr (PamorSubmission) sealed = seal (f, item, PAYLOAD, photos);
  g_autofree char *payload_sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, PAYLOAD, -1);
  g_autofree char *manifest_sha256 = pamor_submission_make_manifest_sha256 (payload_sha256, photos);
  g_autofree char *history = NULL;
  PamorSubmission *kept;

  g_assert_true (sealed == pamor_store_find (f->store, item->id));
  pamor_test_folder_reopen (f);
  kept = pamor_store_find (f->store, item->id);
  g_assert_cmpint (kept->state, ==, PAMOR_STATE_QUEUED);
  g_assert_cmpuint (kept->revision, ==, 1);
  g_assert_cmpuint (kept->server_revision, ==, 0);
  g_assert_cmpstr (kept->payload_sha256, ==, payload_sha256);
  g_assert_cmpstr (kept->manifest_sha256, ==, manifest_sha256);
  g_assert_cmpint (kept->payload_size, ==, strlen (PAYLOAD));
  g_assert_cmpint (kept->sealed_at, ==, PAMOR_TEST_NOW);
  g_assert_cmpuint (kept->attachments->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      PamorAttachment *photo = photos->pdata[i];
      g_autoptr (GBytes) content
        = pamor_test_store_read_photo (f->store, item->id, photo->id, NULL);

      g_assert_true (g_bytes_equal (content, photo->content));
      g_assert_cmpstr (((PamorAttachment *) kept->attachments->pdata[i])->id, ==, photo->id);
    }
  history = pamor_test_store_read_history (f->store, item->id);
  g_assert_cmpstr (history, ==, "sealed");
}

static void
test_payload_and_form_are_read_back (PamorTestFolder *f,
                                     gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, "SEKAR");
  g_autoptr (PamorSubmission) sealed = seal (f, item, PAYLOAD, NULL);
  g_autofree char *payload = pamor_test_store_read_payload (f->store, item->id, NULL);
  g_autofree char *form = pamor_test_store_read_form (f->store, item->id, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (payload, ==, PAYLOAD);
  g_assert_cmpstr (form, ==, FORM);
  g_assert_null (pamor_test_store_read_payload (f->store, "tidak ada", &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (pamor_test_store_read_photo (f->store, item->id, "tidak ada", &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_NOT_FOUND);
}

static void
test_photos_kept_before_need_no_content_and_unnamed_ones_go (PamorTestFolder *f,
                                                             gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, "SEKAR");
  g_autoptr (GPtrArray) photos = new_photos (f, 2);
  PamorAttachment *dropped = photos->pdata[0], *named = photos->pdata[1];
  g_autoptr (PamorSubmission) sealed = NULL;
  g_autoptr (GPtrArray) manifest = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (pamor_test_store_save (f->store, item, FORM, NULL));
  g_assert_true (pamor_test_store_keep_photo (f->store, item->id, dropped, NULL));
  g_assert_true (pamor_test_store_keep_photo (f->store, item->id, named, NULL));
  g_clear_pointer (&named->content, g_bytes_unref);
  g_ptr_array_add (manifest, named);
  sealed = seal (f, item, PAYLOAD, manifest);
  g_assert_cmpuint (sealed->attachments->len, ==, 1);
  g_assert_null (pamor_test_store_read_photo (f->store, item->id, dropped->id, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_NOT_FOUND);
}

static void
test_a_photo_that_was_never_kept_stops_sealing (PamorTestFolder *f,
                                                gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, "SEKAR");
  g_autoptr (GPtrArray) photos = new_photos (f, 1);
  PamorAttachment *photo = photos->pdata[0];
  g_autoptr (GError) error = NULL;

  g_assert_true (pamor_test_store_save (f->store, item, FORM, NULL));
  g_clear_pointer (&photo->content, g_bytes_unref);
  g_assert_null (pamor_test_store_seal (f->store, item, FORM, PAYLOAD, photos, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_NOT_FOUND);
  g_assert_cmpint (pamor_store_find (f->store, item->id)->state, ==, PAMOR_STATE_DRAFT);
}

static void
test_what_is_on_its_way_is_neither_sealed_saved_nor_deleted (PamorTestFolder *f,
                                                             gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, "SEKAR");
  g_autoptr (PamorSubmission) sealed = seal (f, item, PAYLOAD, NULL);
  g_autoptr (PamorAttachment) photo = pamor_test_store_new_photo (f->clock, 100);
  g_autoptr (GError) error = NULL;

  g_assert_null (pamor_test_store_seal (f->store, item, FORM, "{}", NULL, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (pamor_test_store_save (f->store, item, "{}", &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (pamor_test_store_keep_photo (f->store, item->id, photo, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (pamor_test_store_delete (f->store, item->id, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_CONFLICT);
}

static void
check_sql_refuses (PamorTestFolder *f,
                   const char      *sql)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (pamor_database_run (f->store->db, sql, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_CONFLICT);
}

static void
test_the_database_itself_guards_sealed_bytes (PamorTestFolder *f,
                                              gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, "SEKAR");
  g_autoptr (GPtrArray) photos = new_photos (f, 1);
  g_autoptr (PamorSubmission) sealed = seal (f, item, PAYLOAD, photos);

  check_sql_refuses (f, "UPDATE payload SET sealed = x'00'");
  check_sql_refuses (f, "UPDATE content SET sealed = x'00'");
  check_sql_refuses (f, "DELETE FROM payload");
  check_sql_refuses (f, "DELETE FROM submission");
  check_sql_refuses (f, "UPDATE submission SET state = 'acknowledged'");
}

static void
test_a_correction_waits_beside_the_sealed_revision (PamorTestFolder *f,
                                                    gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, "SEKAR");
  g_autoptr (GPtrArray) photos = new_photos (f, 2);
  PamorAttachment *more = photos->pdata[1];
  g_autoptr (GPtrArray) first = g_ptr_array_new ();
  g_autoptr (PamorSubmission) sealed = NULL;
  g_autofree char *form = NULL;
  g_autofree char *payload = NULL;
  PamorSubmission *parked;

  g_ptr_array_add (first, photos->pdata[0]);
  sealed = seal (f, item, PAYLOAD, first);
  park (f, sealed);
  g_free (item->title);
  item->title = g_strdup ("SEKAR A.");
  g_assert_true (pamor_test_store_save (f->store, item, "{\"form\":2}", NULL));
  g_assert_true (pamor_store_find (f->store, item->id)->begun);
  g_assert_true (pamor_test_store_keep_photo (f->store, item->id, more, NULL));
  pamor_test_folder_reopen (f);
  parked = pamor_store_find (f->store, item->id);
  g_assert_true (parked->begun);
  g_assert_cmpint (parked->state, ==, PAMOR_STATE_PARKED);
  g_assert_cmpstr (parked->title, ==, "SEKAR");
  g_assert_cmpuint (parked->attachments->len, ==, 1);
  form = pamor_test_store_read_form (f->store, item->id, NULL);
  payload = pamor_test_store_read_payload (f->store, item->id, NULL);
  g_assert_cmpstr (form, ==, "{\"form\":2}");
  g_assert_cmpstr (payload, ==, PAYLOAD);

  g_assert_true (pamor_test_store_delete (f->store, item->id, NULL));
  g_free (form);
  form = pamor_test_store_read_form (f->store, item->id, NULL);
  g_assert_cmpstr (form, ==, FORM);
  g_assert_null (pamor_test_store_read_photo (f->store, item->id, more->id, NULL));
  g_assert_false (pamor_store_find (f->store, item->id)->begun);
  pamor_test_folder_reopen (f);
  g_assert_false (pamor_store_find (f->store, item->id)->begun);
}

static void
test_a_sealed_correction_begins_anew (PamorTestFolder *f,
                                      gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, "SEKAR");
  g_autoptr (GPtrArray) photos = new_photos (f, 1);
  g_autoptr (PamorSubmission) sealed = seal (f, item, PAYLOAD, photos);
  g_autoptr (PamorSubmission) progress = pamor_submission_copy (sealed);
  g_autoptr (PamorSubmission) corrected = NULL;
  g_autofree char *payload = NULL;
  g_autofree char *history = NULL;
  g_autoptr (GError) error = NULL;
  PamorAttachment *photo = progress->attachments->pdata[0];

  progress->server_revision = 1;
  progress->attempts = 4;
  progress->number = g_strdup ("3275-2026-000001");
  progress->received_at = PAMOR_TEST_NOW;
  photo->offset = photo->size;
  photo->stored = TRUE;
  park (f, progress);
  g_assert_null (pamor_test_store_seal (f->store, item, FORM, "{}", photos, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_CONFLICT); /* made for another server revision */
  item->server_revision = 1;
  g_assert_true (pamor_test_store_save (f->store, item, FORM, NULL));
  g_clear_pointer (&((PamorAttachment *) photos->pdata[0])->content, g_bytes_unref);
  corrected = seal (f, item, "{\"revision\":2}", photos);
  g_assert_cmpuint (corrected->revision, ==, 2);
  g_assert_cmpuint (corrected->server_revision, ==, 1);
  g_assert_cmpint (corrected->state, ==, PAMOR_STATE_QUEUED);
  g_assert_cmpuint (corrected->attempts, ==, 0);
  g_assert_false (corrected->begun);
  g_assert_null (corrected->reason);
  g_assert_null (corrected->reason_text);
  g_assert_cmpstr (corrected->number, ==, "3275-2026-000001");
  g_assert_cmpint (corrected->received_at, ==, 0); /* of this revision there is no receipt */
  g_assert_cmpstr (corrected->payload_sha256, !=, sealed->payload_sha256);
  photo = corrected->attachments->pdata[0];
  g_assert_cmpint (photo->offset, ==, 0);
  g_assert_false (photo->stored);
  payload = pamor_test_store_read_payload (f->store, item->id, NULL);
  g_assert_cmpstr (payload, ==, "{\"revision\":2}");
  g_assert_false (pamor_test_store_delete (f->store, item->id, NULL)); /* on its way, it stays */
  history = pamor_test_store_read_history (f->store, item->id);
  g_assert_cmpstr (history, ==, "sealed parked:validation:tanggal lahir corrected");
}

static void
test_a_failed_seal_leaves_the_draft_as_it_was (PamorTestFolder *f,
                                               gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, "SEKAR");
  g_autoptr (GPtrArray) photos = new_photos (f, 3);
  g_autofree char *form = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (pamor_test_store_save (f->store, item, "{\"form\":0}", NULL));
  g_assert_true (pamor_database_run (f->store->db, "PRAGMA max_page_count = 1", NULL));
  g_assert_null (pamor_test_store_seal (f->store, item, FORM, PAYLOAD, photos, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_NO_SPACE);
  pamor_test_folder_reopen (f);
  g_assert_cmpint (pamor_store_find (f->store, item->id)->state, ==, PAMOR_STATE_DRAFT);
  g_assert_cmpuint (pamor_store_find (f->store, item->id)->attachments->len, ==, 0);
  form = pamor_test_store_read_form (f->store, item->id, NULL);
  g_assert_cmpstr (form, ==, "{\"form\":0}");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) \
  g_test_add ("/seal/" path, PamorTestFolder, NULL, pamor_test_folder_set_up, func, \
              pamor_test_folder_tear_down)
  ADD ("all-is-frozen-and-queued", test_all_is_frozen_and_queued);
  ADD ("payload-and-form-are-read-back", test_payload_and_form_are_read_back);
  ADD ("photos-kept-before-need-no-content-and-unnamed-ones-go",
       test_photos_kept_before_need_no_content_and_unnamed_ones_go);
  ADD ("a-photo-that-was-never-kept-stops-sealing", test_a_photo_that_was_never_kept_stops_sealing);
  ADD ("what-is-on-its-way-is-neither-sealed-saved-nor-deleted",
       test_what_is_on_its_way_is_neither_sealed_saved_nor_deleted);
  ADD ("the-database-itself-guards-sealed-bytes", test_the_database_itself_guards_sealed_bytes);
  ADD ("a-correction-waits-beside-the-sealed-revision",
       test_a_correction_waits_beside_the_sealed_revision);
  ADD ("a-sealed-correction-begins-anew", test_a_sealed_correction_begins_anew);
  ADD ("a-failed-seal-leaves-the-draft-as-it-was", test_a_failed_seal_leaves_the_draft_as_it_was);
  return g_test_run ();
}
