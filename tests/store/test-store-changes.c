/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-store.h"

#include "base/pamor-error.h"

static PamorSubmission *
acknowledge (PamorTestFolder *f)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, "SEKAR");
  g_autoptr (PamorSubmission) sealed
    = pamor_test_store_seal (f->store, item, "{}", "{}", NULL, NULL);
  PamorSubmission *progress = pamor_submission_copy (sealed);

  progress->state = PAMOR_STATE_ACKNOWLEDGED;
  progress->server_revision = 1;
  progress->number = g_strdup ("1");
  g_assert_true (pamor_test_store_keep (f->store, progress, NULL));
  return progress;
}

static void
add (GPtrArray   *changes,
     const char  *id,
     guint        revision,
     PamorStatus  status,
     gint64       at,
     const char  *message)
{
  PamorChange *change = pamor_change_new ();

  change->submission = g_strdup (id);
  change->revision = revision;
  change->status = status;
  change->updated_at = at;
  change->message = g_strdup (message);
  g_ptr_array_add (changes, change);
}

/* @seq: where it stands in the feed */
static void
add_at (GPtrArray   *changes,
        gint64       seq,
        const char  *id,
        PamorStatus  status,
        gint64       at)
{
  add (changes, id, 1, status, at, NULL);
  ((PamorChange *) changes->pdata[changes->len - 1])->seq = seq;
}

static GPtrArray *
new_changes (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_change_free);
}

static void
count_cb (PamorStore *store,
          const char *id,
          guint      *count)
{
  (*count)++;
}

static void
test_statuses_and_cursor_are_kept_together (PamorTestFolder *f,
                                            gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = acknowledge (f);
  g_autoptr (GPtrArray) changes = new_changes ();
  g_autofree char *history = NULL;
  PamorSubmission *kept;

  add (changes, item->id, 1, PAMOR_STATUS_VERIFICATION, 100, NULL);
  add (changes, item->id, 1, PAMOR_STATUS_PROCESSING, 100, NULL); /* within the same second */
  add (changes, item->id, 1, PAMOR_STATUS_REJECTED, 200, "foto KK buram");
  g_assert_true (pamor_test_store_keep_changes (f->store, changes, "c-7", NULL));
  g_assert_cmpstr (pamor_store_get_note (f->store, "cursor"), ==, "c-7");
  pamor_test_folder_reopen (f);
  g_assert_cmpstr (pamor_store_get_note (f->store, "cursor"), ==, "c-7");
  kept = pamor_store_find (f->store, item->id);
  g_assert_cmpint (kept->status, ==, PAMOR_STATUS_REJECTED);
  g_assert_cmpstr (kept->status_text, ==, "foto KK buram");
  g_assert_cmpint (kept->status_at, ==, 200);
  g_assert_cmpint (kept->state, ==, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_true (pamor_submission_can_correct (kept));
  history = pamor_test_store_read_history (f->store, item->id);
  g_assert_cmpstr (history, ==,
                   "sealed acknowledged verification processing rejected:foto KK buram");
}

static void
test_the_same_changes_twice_do_nothing (PamorTestFolder *f,
                                        gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = acknowledge (f);
  g_autoptr (GPtrArray) changes = new_changes ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  guint count = 0;

  add (changes, item->id, 1, PAMOR_STATUS_VERIFICATION, 100, NULL);
  add (changes, item->id, 1, PAMOR_STATUS_DONE, 200, "silakan diambil");
  g_assert_true (pamor_test_store_keep_changes (f->store, changes, "c-1", NULL));
  before = pamor_test_store_read_history (f->store, item->id);
  g_signal_connect (f->store, "changed", G_CALLBACK (count_cb), &count);
  g_assert_true (pamor_test_store_keep_changes (f->store, changes, "c-1", NULL));
  after = pamor_test_store_read_history (f->store, item->id);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (count, ==, 0);
}

static void
test_old_news_is_passed_over (PamorTestFolder *f,
                              gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = acknowledge (f);
  g_autoptr (GPtrArray) changes = new_changes ();

  add (changes, item->id, 1, PAMOR_STATUS_DONE, 200, NULL);
  add (changes, item->id, 1, PAMOR_STATUS_PROCESSING, 100, NULL);
  add (changes, item->id, 0, PAMOR_STATUS_FAILED, 300, NULL);   /* of a revision before */
  add (changes, "bukan di sini", 1, PAMOR_STATUS_DONE, 300, NULL);
  g_assert_true (pamor_test_store_keep_changes (f->store, changes, "c-2", NULL));
  g_assert_cmpint (pamor_store_find (f->store, item->id)->status, ==, PAMOR_STATUS_DONE);
  g_assert_cmpstr (pamor_store_get_note (f->store, "cursor"), ==, "c-2");
}

/* @pages: "2 3" keeps the second and the third of @all, each as a page of its own.
 * Returns: what the officer sees then */
static PamorStatus
get_status_after (PamorTestFolder *f,
                  GPtrArray       *all,
                  const char      *pages,
                  const char      *cursor)
{
  g_auto (GStrv) each = g_strsplit (pages, " ", -1);
  PamorChange *last = all->pdata[0];

  for (guint i = 0; each[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) page = g_ptr_array_new ();

      g_ptr_array_add (page, all->pdata[g_ascii_strtoull (each[i], NULL, 10) - 1]);
      g_assert_true (pamor_test_store_keep_changes (f->store, page, cursor, NULL));
    }
  return pamor_store_find (f->store, last->submission)->status;
}

static void
test_the_feed_counts_where_the_offices_clock_was_set_back (PamorTestFolder *f,
                                                           gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = acknowledge (f);
  g_autoptr (GPtrArray) all = new_changes ();
  g_autofree char *history = NULL;

  add_at (all, 5, item->id, PAMOR_STATUS_VERIFICATION, 1000);
  add_at (all, 6, item->id, PAMOR_STATUS_REJECTED, 400);
  add_at (all, 7, item->id, PAMOR_STATUS_DONE, 500);
  g_assert_cmpint (get_status_after (f, all, "1 2", "c"), ==, PAMOR_STATUS_REJECTED);
  g_assert_true (pamor_submission_is_untold (pamor_store_find (f->store, item->id)));
  g_assert_cmpint (get_status_after (f, all, "1", "c"), ==, PAMOR_STATUS_REJECTED); /* late */
  pamor_test_folder_reopen (f);
  g_assert_cmpint (get_status_after (f, all, "1 2 1", "c"), ==, PAMOR_STATUS_REJECTED);
  g_assert_cmpint (get_status_after (f, all, "3 2 1", "c"), ==, PAMOR_STATUS_DONE);
  history = pamor_test_store_read_history (f->store, item->id);
  g_assert_cmpstr (history, ==, "sealed acknowledged verification rejected done");
}

/* The office's computer was restored, or it is another one: the numbers begin again, and what is
 * held may be newer than all that is told. */
static void
test_a_feed_that_begins_anew_counts_anew (PamorTestFolder *f,
                                          gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = acknowledge (f);
  g_autoptr (GPtrArray) all = new_changes (), none = new_changes ();

  add_at (all, 9, item->id, PAMOR_STATUS_PROCESSING, 1000);
  add_at (all, 2, item->id, PAMOR_STATUS_VERIFICATION, 900);
  add_at (all, 3, item->id, PAMOR_STATUS_DONE, 1100);
  add_at (all, 4, item->id, PAMOR_STATUS_FAILED, 300);
  g_assert_cmpint (get_status_after (f, all, "1 3", "c"), ==, PAMOR_STATUS_PROCESSING);
  g_assert_true (pamor_test_store_keep_changes (f->store, none, "", NULL));
  g_assert_cmpint (get_status_after (f, all, "2", "c"), ==, PAMOR_STATUS_PROCESSING);
  g_assert_cmpint (get_status_after (f, all, "3", "c"), ==, PAMOR_STATUS_DONE);
  g_assert_cmpint (get_status_after (f, all, "4 3 2", "c"), ==, PAMOR_STATUS_FAILED);
}

/* What came again after the feed began anew has its place again. */
static void
test_the_same_again_is_no_news_but_has_its_place (PamorTestFolder *f,
                                                  gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = acknowledge (f);
  g_autoptr (GPtrArray) all = new_changes (), none = new_changes ();
  guint count = 0;

  add_at (all, 5, item->id, PAMOR_STATUS_PROCESSING, 1000);
  add_at (all, 6, item->id, PAMOR_STATUS_DONE, 400);
  g_assert_cmpint (get_status_after (f, all, "1", "c"), ==, PAMOR_STATUS_PROCESSING);
  g_assert_true (pamor_test_store_keep_changes (f->store, none, "", NULL));
  g_signal_connect (f->store, "changed", G_CALLBACK (count_cb), &count);
  g_assert_cmpint (get_status_after (f, all, "1", "c"), ==, PAMOR_STATUS_PROCESSING);
  g_assert_cmpuint (count, ==, 0);
  g_assert_cmpint (get_status_after (f, all, "2", "c"), ==, PAMOR_STATUS_DONE);
}

static void
test_a_correction_is_not_rejected_by_the_verdict_on_the_one_before (PamorTestFolder *f,
                                                                    gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = acknowledge (f);
  g_autoptr (GPtrArray) changes = new_changes ();
  g_autoptr (PamorSubmission) corrected = NULL;

  add (changes, item->id, 1, PAMOR_STATUS_REJECTED, 200, "buram");
  g_assert_true (pamor_test_store_keep_changes (f->store, changes, "c-1", NULL));
  corrected = pamor_test_store_seal (f->store, item, "{}", "{\"n\":2}", NULL, NULL);
  g_assert_cmpuint (corrected->revision, ==, 2);
  g_assert_cmpint (corrected->status, ==, PAMOR_STATUS_NONE);
  g_assert_null (corrected->status_text);
  g_assert_true (pamor_test_store_keep_changes (f->store, changes, "c-1", NULL));
  g_assert_cmpint (pamor_store_find (f->store, item->id)->status, ==, PAMOR_STATUS_NONE);
}

static void
test_progress_taken_before_does_not_undo_a_status (PamorTestFolder *f,
                                                   gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = acknowledge (f);
  g_autoptr (GPtrArray) changes = new_changes ();

  add (changes, item->id, 1, PAMOR_STATUS_DONE, 200, NULL);
  g_assert_true (pamor_test_store_keep_changes (f->store, changes, NULL, NULL));
  g_assert_true (pamor_test_store_keep (f->store, item, NULL));
  g_assert_cmpint (pamor_store_find (f->store, item->id)->status, ==, PAMOR_STATUS_DONE);
}

/* The office's clock was set back between what the copy knew and what came since. */
static void
test_what_is_sent_again_keeps_a_status_that_came_meanwhile (PamorTestFolder *f,
                                                            gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = acknowledge (f);
  g_autoptr (PamorSubmission) copy = NULL;
  g_autoptr (GPtrArray) all = new_changes ();

  add_at (all, 5, item->id, PAMOR_STATUS_VERIFICATION, 1000);
  add_at (all, 6, item->id, PAMOR_STATUS_REJECTED, 400);
  g_assert_cmpint (get_status_after (f, all, "1", "c"), ==, PAMOR_STATUS_VERIFICATION);
  copy = pamor_submission_copy (pamor_store_find (f->store, item->id));
  g_assert_cmpint (get_status_after (f, all, "2", "c"), ==, PAMOR_STATUS_REJECTED);
  g_assert_true (pamor_test_store_keep (f->store, copy, NULL));
  g_assert_cmpint (pamor_store_find (f->store, item->id)->status, ==, PAMOR_STATUS_REJECTED);
  copy->status_at = 400;
  copy->status = PAMOR_STATUS_NONE;
  g_assert_true (pamor_test_store_keep (f->store, copy, NULL));
  g_assert_cmpint (pamor_store_find (f->store, item->id)->status, ==, PAMOR_STATUS_NONE);
}

static void
tell (PamorTestFolder *f,
      PamorSubmission *seen,
      gboolean         was)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  pamor_store_set_told_async (f->store, seen, was, pamor_test_await_cb, &result);
  g_assert_true (pamor_store_set_told_finish (f->store, pamor_test_await (&result), &error));
  g_assert_no_error (error);
}

static gboolean
is_untold (PamorTestFolder *f,
           const char      *id)
{
  return pamor_submission_is_untold (pamor_store_find (f->store, id));
}

static void
come (PamorTestFolder *f,
      const char      *id,
      PamorStatus      status,
      gint64           at)
{
  g_autoptr (GPtrArray) changes = new_changes ();

  /* of these days: what is settled for long loses its contents at the next opening */
  add (changes, id, 1, status, PAMOR_TEST_NOW + at, NULL);
  g_assert_true (pamor_test_store_keep_changes (f->store, changes, NULL, NULL));
}

static void
test_the_citizen_is_to_be_told_until_the_officer_did (PamorTestFolder *f,
                                                      gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = acknowledge (f);
  g_autofree char *history = NULL;

  come (f, item->id, PAMOR_STATUS_PROCESSING, 100);
  g_assert_false (is_untold (f, item->id));
  come (f, item->id, PAMOR_STATUS_DONE, 200);
  g_assert_true (is_untold (f, item->id));
  tell (f, pamor_store_find (f->store, item->id), TRUE);
  g_assert_false (is_untold (f, item->id));
  pamor_test_folder_reopen (f);
  g_assert_false (is_untold (f, item->id));
  tell (f, pamor_store_find (f->store, item->id), FALSE);
  g_assert_true (is_untold (f, item->id));
  history = pamor_test_store_read_history (f->store, item->id);
  g_assert_true (g_str_has_suffix (history, "processing done told untold"));
}

static void
test_what_came_while_the_officer_told_is_still_to_be_told (PamorTestFolder *f,
                                                           gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = acknowledge (f);
  g_autoptr (PamorSubmission) seen = NULL;

  come (f, item->id, PAMOR_STATUS_REJECTED, 100);
  seen = g_object_ref (pamor_store_find (f->store, item->id));
  come (f, item->id, PAMOR_STATUS_DONE, 200);
  tell (f, seen, TRUE);
  g_assert_true (is_untold (f, item->id));
  tell (f, pamor_store_find (f->store, item->id), TRUE);
  come (f, item->id, PAMOR_STATUS_DONE, 300); /* the same again, but later: news again */
  g_assert_true (is_untold (f, item->id));
}

static void
test_another_reason_for_the_same_status_is_news (PamorTestFolder *f,
                                                 gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = acknowledge (f);
  guint count = 0;

  g_signal_connect (f->store, "changed", G_CALLBACK (count_cb), &count);
  for (int i = 0; i < 5; i++)
    {
      g_autoptr (GPtrArray) changes = new_changes ();
      PamorChange *change;

      add (changes, item->id, 1, PAMOR_STATUS_REJECTED, 200, i == 0 ? "foto KK buram" : "KK lama");
      change = changes->pdata[0];
      change->reason_code = g_strdup (i >= 2 ? "old" : NULL);
      change->pointer = g_strdup (i >= 3 ? "/attachments/1" : NULL);
      change->closed = i >= 4;
      g_assert_true (pamor_test_store_keep_changes (f->store, changes, NULL, NULL));
      g_assert_cmpuint (count, ==, i + 1);
    }
  g_assert_cmpstr (pamor_store_find (f->store, item->id)->status_text, ==, "KK lama");
  g_assert_cmpstr (pamor_store_find (f->store, item->id)->status_reason, ==, "old");
  g_assert_cmpstr (pamor_store_find (f->store, item->id)->status_pointer, ==, "/attachments/1");
  g_assert_true (pamor_store_find (f->store, item->id)->closed);
}

static void
test_a_draft_has_no_news (PamorTestFolder *f,
                          gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, "SEKAR");
  g_autoptr (GPtrArray) changes = new_changes ();

  g_assert_true (pamor_test_store_save (f->store, item, "{}", NULL));
  add (changes, item->id, 1, PAMOR_STATUS_REJECTED, 200, NULL);
  g_assert_true (pamor_test_store_keep_changes (f->store, changes, NULL, NULL));
  g_assert_cmpint (pamor_store_find (f->store, item->id)->status, ==, PAMOR_STATUS_NONE);
}

static void
test_what_was_purged_has_no_news (PamorTestFolder *f,
                                  gconstpointer    unused)
{
  g_autoptr (PamorSubmission) item = acknowledge (f);
  g_autoptr (GPtrArray) changes = new_changes ();

  item->state = PAMOR_STATE_PURGED;
  g_assert_true (pamor_test_store_keep (f->store, item, NULL));
  add (changes, item->id, 1, PAMOR_STATUS_REJECTED, 200, NULL);
  g_assert_true (pamor_test_store_keep_changes (f->store, changes, NULL, NULL));
  g_assert_cmpint (pamor_store_find (f->store, item->id)->status, ==, PAMOR_STATUS_NONE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) \
  g_test_add ("/changes/" path, PamorTestFolder, NULL, pamor_test_folder_set_up, func, \
              pamor_test_folder_tear_down)
  ADD ("statuses-and-cursor-are-kept-together", test_statuses_and_cursor_are_kept_together);
  ADD ("the-same-changes-twice-do-nothing", test_the_same_changes_twice_do_nothing);
  ADD ("old-news-is-passed-over", test_old_news_is_passed_over);
  ADD ("the-feed-counts-where-the-offices-clock-was-set-back",
       test_the_feed_counts_where_the_offices_clock_was_set_back);
  ADD ("a-feed-that-begins-anew-counts-anew", test_a_feed_that_begins_anew_counts_anew);
  ADD ("the-same-again-is-no-news-but-has-its-place",
       test_the_same_again_is_no_news_but_has_its_place);
  ADD ("what-is-sent-again-keeps-a-status-that-came-meanwhile",
       test_what_is_sent_again_keeps_a_status_that_came_meanwhile);
  ADD ("another-reason-for-the-same-status-is-news",
       test_another_reason_for_the_same_status_is_news);
  ADD ("a-draft-has-no-news", test_a_draft_has_no_news);
  ADD ("what-was-purged-has-no-news", test_what_was_purged_has_no_news);
  ADD ("a-correction-is-not-rejected-by-the-verdict-on-the-one-before",
       test_a_correction_is_not_rejected_by_the_verdict_on_the_one_before);
  ADD ("progress-taken-before-does-not-undo-a-status",
       test_progress_taken_before_does_not_undo_a_status);
  ADD ("the-citizen-is-to-be-told-until-the-officer-did",
       test_the_citizen_is_to_be_told_until_the_officer_did);
  ADD ("what-came-while-the-officer-told-is-still-to-be-told",
       test_what_came_while_the_officer_told_is_still_to_be_told);
  return g_test_run ();
}
