/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-store.h"

#include "base/pamor-error.h"
#include "domain/pamor-person.h"
#include "pamor-test-await.h"
#include "store/pamor-store-private.h"

static PamorSubmission *
save_new (PamorTestFolder *f,
          const char      *title,
          const char      *form)
{
  g_autoptr (GError) error = NULL;
  PamorSubmission *item = pamor_test_store_new_item (f->clock, title);

  pamor_test_store_save (f->store, item, form, &error);
  g_assert_no_error (error);
  return item;
}

static void
test_a_draft_is_there_after_a_restart (PamorTestFolder *f,
                                       gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = save_new (f, "SEKAR", "{\"a\":1}");
  g_autofree char *form = NULL;
  PamorSubmission *kept;

  pamor_clock_advance (f->clock, G_USEC_PER_SEC);
  g_assert_true (pamor_test_store_save (f->store, item, "{\"a\":2}", NULL));
  pamor_test_folder_reopen (f);
  g_assert_cmpuint (pamor_test_folder_count (f), ==, 1);
  kept = pamor_store_find (f->store, item->id);
  g_assert_cmpstr (kept->title, ==, "SEKAR");
  g_assert_cmpstr (kept->service, ==, "AKTA_LAHIR");
  g_assert_cmpstr (kept->kind, ==, "application");
  g_assert_cmpstr (kept->activity, ==, "KELILING");
  g_assert_cmpint (kept->state, ==, PAMOR_STATE_DRAFT);
  g_assert_cmpint (kept->seq, ==, 1);
  g_assert_cmpint (kept->created_at, ==, PAMOR_TEST_NOW);
  g_assert_cmpint (kept->changed_at, ==, PAMOR_TEST_NOW + G_USEC_PER_SEC);
  form = pamor_test_store_read_form (f->store, item->id, NULL);
  g_assert_cmpstr (form, ==, "{\"a\":2}");
}

static GPtrArray *
make_people (const char *nik,
             const char *name)
{
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_person_free);
  PamorPerson *person = pamor_person_new ();

  person->nik = g_strdup (nik);
  person->name = g_strdup (name);
  person->role = g_strdup ("Ibu");
  g_ptr_array_add (people, person);
  return people;
}

static void
test_what_the_form_says_of_itself_is_there_after_a_restart (PamorTestFolder *f,
                                                            gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, "SEKAR");
  PamorSubmission *kept;

  item->subject = g_strdup ("3275015208950003");
  item->street = g_strdup ("Gang Melati 3");
  item->missing = 4;
  item->consented = TRUE;
  item->presence = PAMOR_PRESENCE_AWAY;
  item->case_id = g_strdup ("family");
  item->case_name = g_strdup ("Bayi baru lahir");
  item->case_order = 2;
  item->people = make_people ("3275015208950003", "Sari");
  g_assert_true (pamor_test_store_save (f->store, item, "{}", NULL));
  pamor_test_folder_reopen (f);
  kept = pamor_store_find (f->store, item->id);
  g_assert_cmpstr (kept->subject, ==, item->subject);
  g_assert_cmpstr (kept->street, ==, item->street);
  g_assert_cmpuint (kept->missing, ==, 4);
  g_assert_true (kept->consented);
  g_assert_cmpint (kept->presence, ==, PAMOR_PRESENCE_AWAY);
  g_assert_cmpstr (kept->case_id, ==, "family");
  g_assert_cmpstr (kept->case_name, ==, "Bayi baru lahir");
  g_assert_cmpuint (kept->case_order, ==, 2);
  g_assert_cmpuint (kept->people->len, ==, 1);
  g_assert_cmpstr (((PamorPerson *) kept->people->pdata[0])->role, ==, "Ibu");
}

static void
test_each_person_is_known_once_by_the_newest_that_names_them (PamorTestFolder *f,
                                                              gconstpointer    unused)
{
  static const char *const names[] = { "Sari", "Bagus", "Sari", "Sari", "Sari Melati" };
  static const char *const niks[] = { "3275015208950003", NULL, "3275015208950003",
                                      "3275015208950003", "3275015208950003" };
  g_autoptr (GPtrArray) people = NULL;
  g_autofree char *newest = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, names[i]);

      item->people = make_people (niks[i], names[i]);
      g_assert_true (pamor_test_store_save (f->store, item, "{}", NULL));
      g_free (newest);
      newest = g_strdup (item->id);
    }
  people = pamor_store_list_people (f->store);
  g_assert_cmpuint (people->len, ==, 2);
  g_assert_cmpstr (((PamorPerson *) people->pdata[0])->name, ==, "Sari Melati");
  g_assert_cmpstr (((PamorPerson *) people->pdata[0])->submission, ==, newest);
  g_assert_cmpstr (((PamorPerson *) people->pdata[1])->name, ==, "Bagus");
}

static gboolean
save_all (PamorTestFolder  *f,
          GPtrArray        *items,
          GError          **error)
{
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GAsyncResult) result = NULL;

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (forms, g_bytes_new_static ("{}", 2));
  pamor_store_save_drafts_async (f->store, items, forms, pamor_test_await_cb, &result);
  return pamor_store_save_drafts_finish (f->store, pamor_test_await (&result), error);
}

static void
test_many_drafts_are_kept_together_or_not_at_all (PamorTestFolder *f,
                                                  gconstpointer    unused)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) photos = g_ptr_array_new ();
  g_autoptr (PamorSubmission) sealed = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 60; i++)
    g_ptr_array_add (items, pamor_test_store_new_item (f->clock, "murid"));
  g_assert_true (save_all (f, items, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (pamor_test_folder_count (f), ==, 60);

  sealed = pamor_test_store_seal (f->store, items->pdata[59], "{}", "{}", photos, NULL);
  g_ptr_array_remove_range (items, 0, 59);
  g_ptr_array_insert (items, 0, pamor_test_store_new_item (f->clock, "baru"));
  g_assert_false (save_all (f, items, &error)); /* the second is on its way */
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_CONFLICT);
  g_assert_cmpuint (pamor_test_folder_count (f), ==, 60);
}

static void
test_a_deleted_draft_takes_its_photos_along (PamorTestFolder *f,
                                             gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = save_new (f, "SEKAR", "{}");
  g_autoptr (PamorSubmission) other = save_new (f, "BIMA", "{}");
  g_autoptr (PamorAttachment) photo = pamor_test_store_new_photo (f->clock, 1000);
  g_autoptr (GError) error = NULL;
  gint64 rows = -1;

  g_assert_true (pamor_test_store_keep_photo (f->store, item->id, photo, NULL));
  g_assert_true (pamor_test_store_delete (f->store, item->id, NULL));
  g_assert_null (pamor_store_find (f->store, item->id));
  g_assert_cmpuint (pamor_test_folder_count (f), ==, 1);
  g_assert_true (pamor_database_read_int (f->store->db, "SELECT count(*) FROM content", &rows,
                                          NULL));
  g_assert_cmpint (rows, ==, 0);
  g_assert_false (pamor_test_store_delete (f->store, item->id, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_NOT_FOUND);
}

static void
test_a_photo_is_kept_once_and_shown_with_its_draft (PamorTestFolder *f,
                                                    gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = save_new (f, "SEKAR", "{}");
  g_autoptr (PamorAttachment) photo = pamor_test_store_new_photo (f->clock, 300000);
  g_autoptr (GBytes) content = NULL;
  PamorAttachment *kept;

  g_assert_true (pamor_test_store_keep_photo (f->store, item->id, photo, NULL));
  g_assert_true (pamor_test_store_keep_photo (f->store, item->id, photo, NULL));
  pamor_test_folder_reopen (f);
  g_assert_cmpuint (pamor_store_find (f->store, item->id)->attachments->len, ==, 1);
  kept = pamor_store_find (f->store, item->id)->attachments->pdata[0];
  g_assert_cmpstr (kept->id, ==, photo->id);
  g_assert_cmpstr (kept->requirement, ==, "KK");
  g_assert_cmpstr (kept->sha256, ==, photo->sha256);
  g_assert_cmpint (kept->size, ==, 300000);
  g_assert_null (kept->content);
  content = pamor_test_store_read_photo (f->store, item->id, photo->id, NULL);
  g_assert_true (g_bytes_equal (content, photo->content));
}

static void
test_another_picture_under_the_same_id_is_refused (PamorTestFolder *f,
                                                   gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = save_new (f, "SEKAR", "{}");
  g_autoptr (PamorAttachment) photo = pamor_test_store_new_photo (f->clock, 1000);
  g_autoptr (PamorAttachment) other = pamor_test_store_new_photo (f->clock, 2000);
  g_autoptr (GError) error = NULL;

  g_free (other->id);
  other->id = g_strdup (photo->id);
  g_assert_true (pamor_test_store_keep_photo (f->store, item->id, photo, NULL));
  g_assert_false (pamor_test_store_keep_photo (f->store, item->id, other, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_CONFLICT);
}

static void
test_a_photo_needs_its_draft (PamorTestFolder *f,
                              gconstpointer    unused)
{
  g_autoptr (PamorAttachment) photo = pamor_test_store_new_photo (f->clock, 1000);
  g_autoptr (GError) error = NULL;

  g_assert_false (pamor_test_store_keep_photo (f->store, photo->id, photo, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_NOT_FOUND);
}

static void
test_on_a_nearly_full_disk_only_text_is_kept (PamorTestFolder *f,
                                              gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = save_new (f, "SEKAR", "{}");
  g_autoptr (PamorAttachment) photo = pamor_test_store_new_photo (f->clock, 1000);
  g_autoptr (GError) error = NULL;

  f->store->photo_floor = G_MAXINT64;
  g_assert_false (pamor_test_store_keep_photo (f->store, item->id, photo, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_NO_SPACE);
  g_assert_true (pamor_test_store_save (f->store, item, "{\"b\":1}", NULL));
}

static void
test_a_failed_save_leaves_the_draft_as_it_was (PamorTestFolder *f,
                                               gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = save_new (f, "SEKAR", "{\"a\":1}");
  g_autofree char *big = g_strnfill (500000, 'x');
  g_autofree char *form = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (pamor_database_run (f->store->db, "PRAGMA max_page_count = 1", NULL));
  g_free (item->title);
  item->title = g_strdup ("BIMA");
  g_assert_false (pamor_test_store_save (f->store, item, big, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_NO_SPACE);
  g_assert_cmpstr (pamor_store_find (f->store, item->id)->title, ==, "SEKAR");
  form = pamor_test_store_read_form (f->store, item->id, NULL);
  g_assert_cmpstr (form, ==, "{\"a\":1}");
  g_assert_true (pamor_test_store_save (f->store, item, "{\"a\":2}", NULL)); /* it still fits */
  pamor_test_folder_reopen (f);
  g_assert_cmpstr (pamor_store_find (f->store, item->id)->title, ==, "BIMA");
}

static void
swap (PamorTestFolder *f,
      const char      *table)
{
  g_autofree char *sql = g_strdup_printf (
    "CREATE TEMP TABLE s AS SELECT n, sealed FROM %s; "
    "UPDATE %s SET sealed = (SELECT sealed FROM s WHERE s.n <> %s.n); DROP TABLE s",
    table, table, table);
  g_autoptr (GError) error = NULL;

  pamor_database_run (f->store->db, sql, &error);
  g_assert_no_error (error);
}

static void
test_two_forms_that_were_swapped_are_noticed (PamorTestFolder *f,
                                              gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = save_new (f, "SEKAR", "{\"a\":1}");
  g_autoptr (PamorSubmission) other = save_new (f, "BIMA", "{\"a\":2}");
  g_autoptr (GError) error = NULL;

  swap (f, "form");
  g_assert_null (pamor_test_store_read_form (f->store, item->id, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_DAMAGED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) \
  g_test_add ("/drafts/" path, PamorTestFolder, NULL, pamor_test_folder_set_up, func, \
              pamor_test_folder_tear_down)
  ADD ("a-draft-is-there-after-a-restart", test_a_draft_is_there_after_a_restart);
  ADD ("what-the-form-says-of-itself-is-there-after-a-restart",
       test_what_the_form_says_of_itself_is_there_after_a_restart);
  ADD ("each-person-is-known-once-by-the-newest-that-names-them",
       test_each_person_is_known_once_by_the_newest_that_names_them);
  ADD ("many-drafts-are-kept-together-or-not-at-all",
       test_many_drafts_are_kept_together_or_not_at_all);
  ADD ("a-deleted-draft-takes-its-photos-along", test_a_deleted_draft_takes_its_photos_along);
  ADD ("a-photo-is-kept-once-and-shown-with-its-draft",
       test_a_photo_is_kept_once_and_shown_with_its_draft);
  ADD ("another-picture-under-the-same-id-is-refused",
       test_another_picture_under_the_same_id_is_refused);
  ADD ("a-photo-needs-its-draft", test_a_photo_needs_its_draft);
  ADD ("on-a-nearly-full-disk-only-text-is-kept", test_on_a_nearly_full_disk_only_text_is_kept);
  ADD ("a-failed-save-leaves-the-draft-as-it-was", test_a_failed_save_leaves_the_draft_as_it_was);
  ADD ("two-forms-that-were-swapped-are-noticed", test_two_forms_that_were_swapped_are_noticed);
  return g_test_run ();
}
