/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What takes no revision any more: a draft in its place, with all that was entered. */
#include "pamor-test-store.h"

#include "base/pamor-error.h"
#include "base/pamor-uuid.h"
#include "store/pamor-store-private.h"

#define FORM "{\"form\":1}"
#define PAYLOAD "{\"revision\":1}"

/* Returns: (transfer full): one with a photo that the server holds other bytes of */
static PamorSubmission *
refused (PamorTestFolder *f,
         const char      *reason)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, "SEKAR");
  g_autoptr (GPtrArray) photos = NULL;
  g_autoptr (PamorSubmission) sealed = NULL, progress = NULL;
  g_autoptr (GError) error = NULL;

  photos = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_attachment_free);
  g_ptr_array_add (photos, pamor_test_store_new_photo (f->clock, 20000));
  sealed = pamor_test_store_seal (f->store, item, FORM, PAYLOAD, photos, &error);
  g_assert_no_error (error);
  progress = pamor_submission_copy (sealed);
  progress->state = PAMOR_STATE_PARKED;
  pamor_submission_set_reason (progress, reason, NULL, NULL);
  g_assert_true (pamor_test_store_keep (f->store, progress, NULL));
  return g_object_ref (pamor_store_find (f->store, item->id));
}

static PamorSubmission *
begin_anew (PamorTestFolder  *f,
            const char       *id,
            GError          **error)
{
  g_autofree char *draft = pamor_uuid_new (f->clock);
  g_autoptr (GAsyncResult) result = NULL;

  pamor_store_begin_anew_async (f->store, id, draft, pamor_test_await_cb, &result);
  return pamor_store_begin_anew_finish (f->store, pamor_test_await (&result), error);
}

static void
test_the_draft_has_all_that_was_entered (PamorTestFolder *f,
                                         gconstpointer    unused)
{
  g_autoptr (PamorSubmission) old = refused (f, "different-content");
  g_autoptr (PamorSubmission) draft = begin_anew (f, old->id, NULL);
  const char *photo = ((PamorAttachment *) old->attachments->pdata[0])->id;
  g_autoptr (GBytes) before = pamor_test_store_read_photo (f->store, old->id, photo, NULL);
  g_autoptr (GBytes) after = NULL;
  g_autofree char *id = NULL, *form = NULL;

  g_assert_cmpstr (draft->id, !=, old->id);
  id = g_strdup (draft->id);
  pamor_test_folder_reopen (f);
  g_assert_cmpint (pamor_store_find (f->store, id)->state, ==, PAMOR_STATE_DRAFT);
  g_assert_cmpstr (pamor_store_find (f->store, id)->replaces, ==, old->id);
  g_assert_cmpstr (pamor_store_find (f->store, id)->title, ==, "SEKAR");
  form = pamor_test_store_read_form (f->store, id, NULL);
  g_assert_cmpstr (form, ==, FORM);
  after = pamor_test_store_read_photo (f->store, id, photo, NULL);
  g_assert_true (g_bytes_equal (before, after));
  /* What it is made of is as it was. */
  g_assert_true (pamor_submission_can_correct (pamor_store_find (f->store, old->id)));
}

static void
test_asked_twice_there_is_one_draft (PamorTestFolder *f,
                                     gconstpointer    unused)
{
  g_autoptr (PamorSubmission) old = refused (f, "closed");
  g_autoptr (PamorSubmission) first = begin_anew (f, old->id, NULL);
  g_autoptr (PamorSubmission) second = begin_anew (f, old->id, NULL);
  g_autoptr (PamorSubmission) third = NULL;

  g_assert_cmpstr (first->id, ==, second->id);
  g_assert_cmpuint (pamor_test_folder_count (f), ==, 2);
  g_assert_true (pamor_test_store_delete (f->store, first->id, NULL));
  third = begin_anew (f, old->id, NULL);
  g_assert_cmpstr (third->id, !=, first->id);
}

static void
test_what_takes_a_revision_needs_no_new_one (PamorTestFolder *f,
                                             gconstpointer    unused)
{
  g_autoptr (PamorSubmission) old = refused (f, "validation");
  g_autoptr (GError) error = NULL;

  g_assert_null (begin_anew (f, old->id, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_CONFLICT);
  g_assert_cmpuint (pamor_test_folder_count (f), ==, 1);
}

static void
test_once_sealed_the_old_one_is_done_with (PamorTestFolder *f,
                                           gconstpointer    unused)
{
  g_autoptr (PamorSubmission) old = refused (f, "different-content");
  g_autoptr (PamorSubmission) draft = begin_anew (f, old->id, NULL);
  g_autoptr (PamorSubmission) sealed = NULL, other = NULL;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *history = NULL;

  sealed = pamor_test_store_seal (f->store, draft, FORM, "{\"baru\":1}", draft->attachments,
                                  &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sealed->revision, ==, 1);
  pamor_test_folder_reopen (f);
  g_assert_cmpstr (pamor_store_find (f->store, old->id)->replaced_by, ==, draft->id);
  g_assert_cmpstr (pamor_store_find (f->store, draft->id)->replaces, ==, old->id);
  g_assert_false (pamor_submission_can_correct (pamor_store_find (f->store, old->id)));
  g_assert_false (pamor_submission_can_retry (pamor_store_find (f->store, old->id)));
  history = pamor_test_store_read_history (f->store, old->id);
  g_assert_true (g_str_has_suffix (history, "replaced"));
  g_assert_null (begin_anew (f, old->id, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_CONFLICT);
  g_clear_error (&error);

  other = pamor_test_store_new_item (f->clock, "SEKAR");
  other->replaces = g_strdup (old->id);
  g_assert_null (pamor_test_store_seal (f->store, other, FORM, PAYLOAD, none, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_CONFLICT);
  g_assert_null (pamor_store_find (f->store, other->id));
}

/* As after a salvage that could not save all of it. */
static void
test_of_what_can_t_be_read_no_draft_is_made (PamorTestFolder *f,
                                             gconstpointer    unused)
{
  static const struct { const char *sql; PamorError code; } losses[] = {
    { "DROP TRIGGER content_never_changes; UPDATE content SET sealed = zeroblob (300)",
      PAMOR_ERROR_DAMAGED },
    { "UPDATE form SET sealed = zeroblob (300)", PAMOR_ERROR_DAMAGED },
    { "DELETE FROM form", PAMOR_ERROR_NOT_FOUND },
  };
  g_autoptr (PamorSubmission) old = refused (f, "different-content");

  for (gsize i = 0; i < G_N_ELEMENTS (losses); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (pamor_database_run (f->store->db, losses[i].sql, NULL));
      g_assert_null (begin_anew (f, old->id, &error));
      g_assert_error (error, PAMOR_ERROR, (int) losses[i].code);
      g_assert_cmpuint (pamor_test_folder_count (f), ==, 1);
    }
}

/* What was refused came from another computer, or is what it was sealed in place of before. */
static void
test_one_that_was_replaced_already_or_elsewhere_is_no_obstacle (PamorTestFolder *f,
                                                                gconstpointer    unused)
{
  g_autoptr (PamorSubmission) old = refused (f, "different-content");
  g_autoptr (PamorSubmission) draft = begin_anew (f, old->id, NULL);
  g_autoptr (PamorSubmission) other = pamor_test_store_new_item (f->clock, "BAGUS");
  g_autoptr (PamorSubmission) sealed = NULL, progress = NULL, again = NULL, elsewhere = NULL;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  sealed = pamor_test_store_seal (f->store, draft, FORM, PAYLOAD, none, &error);
  g_assert_no_error (error);
  progress = pamor_submission_copy (sealed);
  progress->state = PAMOR_STATE_PARKED;
  pamor_submission_set_reason (progress, "validation", NULL, NULL);
  g_assert_true (pamor_test_store_keep (f->store, progress, NULL));
  again = pamor_test_store_seal (f->store, progress, FORM, "{\"revision\":2}", none, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pamor_store_find (f->store, old->id)->replaced_by, ==, again->id);

  other->replaces = pamor_uuid_new (f->clock);
  elsewhere = pamor_test_store_seal (f->store, other, FORM, PAYLOAD, none, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (elsewhere->replaces, ==, other->replaces);
}

#define ADD(name, func) \
  g_test_add ("/store-anew/" name, PamorTestFolder, NULL, pamor_test_folder_set_up, func, \
              pamor_test_folder_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the-draft-has-all-that-was-entered", test_the_draft_has_all_that_was_entered);
  ADD ("asked-twice-there-is-one-draft", test_asked_twice_there_is_one_draft);
  ADD ("what-takes-a-revision-needs-no-new-one", test_what_takes_a_revision_needs_no_new_one);
  ADD ("of-what-can-t-be-read-no-draft-is-made", test_of_what_can_t_be_read_no_draft_is_made);
  ADD ("one-that-was-replaced-already-or-elsewhere-is-no-obstacle",
       test_one_that_was_replaced_already_or_elsewhere_is_no_obstacle);
  ADD ("once-sealed-the-old-one-is-done-with", test_once_sealed_the_old_one_is_done_with);
  return g_test_run ();
}
