/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-store.h"

#include "base/pamor-error.h"
#include "store/pamor-store-private.h"

#define MINUTE (60 * (gint64) G_USEC_PER_SEC)

static PamorSubmission *
seal (PamorTestFolder *f,
      const char      *title)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, title);
  g_autoptr (PamorAttachment) photo = pamor_test_store_new_photo (f->clock, 5000);
  g_autoptr (GPtrArray) photos = g_ptr_array_new ();
  g_autoptr (PamorSubmission) sealed = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (photos, photo);
  sealed = pamor_test_store_seal (f->store, item, "{}", "{}", photos, &error);
  g_assert_no_error (error);
  return pamor_submission_copy (sealed);
}

static void
keep (PamorTestFolder *f,
      PamorSubmission *progress,
      PamorState       state)
{
  g_autoptr (GError) error = NULL;

  progress->state = state;
  pamor_test_store_keep (f->store, progress, &error);
  g_assert_no_error (error);
}

static void
check_next (PamorTestFolder *f,
            PamorLane        lane,
            const char      *title)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorSubmission) item = pamor_test_store_take (f->store, lane, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (item == NULL ? NULL : item->title, ==, title);
}

static void
test_the_oldest_comes_first_and_a_failing_one_last (PamorTestFolder *f,
                                                    gconstpointer    unused)
{
  g_autoptr (PamorSubmission) a = seal (f, "a");
  g_autoptr (PamorSubmission) b = seal (f, "b");

  check_next (f, PAMOR_LANE_SMALL, "a");
  check_next (f, PAMOR_LANE_SMALL, "a"); /* taking alone changes nothing */
  a->attempts = 1;
  keep (f, a, PAMOR_STATE_QUEUED);
  check_next (f, PAMOR_LANE_SMALL, "b");
  b->attempts = 1;
  b->next_at = PAMOR_TEST_NOW - 1;
  keep (f, b, PAMOR_STATE_QUEUED);
  check_next (f, PAMOR_LANE_SMALL, "a");
}

static void
test_what_is_not_due_waits_unless_the_clock_was_moved (PamorTestFolder *f,
                                                       gconstpointer    unused)
{
  g_autoptr (PamorSubmission) a = seal (f, "a");

  a->next_at = PAMOR_TEST_NOW + 15 * MINUTE;
  keep (f, a, PAMOR_STATE_QUEUED);
  check_next (f, PAMOR_LANE_SMALL, NULL);
  pamor_clock_advance (f->clock, 15 * MINUTE);
  check_next (f, PAMOR_LANE_SMALL, "a");
  pamor_clock_set_wall (f->clock, PAMOR_TEST_NOW - 365 * 24 * 60 * MINUTE);
  check_next (f, PAMOR_LANE_SMALL, "a");
}

static void
test_each_state_is_in_its_lane (PamorTestFolder *f,
                                gconstpointer    unused)
{
  static const PamorState small[] = { PAMOR_STATE_QUEUED, PAMOR_STATE_SENDING,
                                      PAMOR_STATE_CONFIRMING, PAMOR_STATE_WITHDRAWING };
  static const PamorState none[] = { PAMOR_STATE_PARKED, PAMOR_STATE_ACKNOWLEDGED,
                                     PAMOR_STATE_WITHDRAWN, PAMOR_STATE_PURGED };
  g_autoptr (PamorSubmission) a = seal (f, "a");
  g_autoptr (PamorSubmission) draft = pamor_test_store_new_item (f->clock, "draf");

  g_assert_true (pamor_test_store_save (f->store, draft, "{}", NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (small); i++)
    {
      keep (f, a, small[i]);
      check_next (f, PAMOR_LANE_SMALL, "a");
      check_next (f, PAMOR_LANE_PHOTOS, NULL);
    }
  keep (f, a, PAMOR_STATE_UPLOADING);
  check_next (f, PAMOR_LANE_SMALL, NULL);
  check_next (f, PAMOR_LANE_PHOTOS, "a");
  a->number = g_strdup ("1");
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    {
      keep (f, a, none[i]);
      check_next (f, PAMOR_LANE_SMALL, NULL);
      check_next (f, PAMOR_LANE_PHOTOS, NULL);
    }
}

static void
test_progress_survives_a_restart (PamorTestFolder *f,
                                  gconstpointer    unused)
{
  g_autoptr (PamorSubmission) a = seal (f, "a");
  PamorAttachment *photo = a->attachments->pdata[0];
  PamorSubmission *kept;

  a->server_revision = 1;
  a->attempts = 3;
  a->next_at = PAMOR_TEST_NOW + MINUTE;
  a->etag = g_strdup ("\"e1\"");
  pamor_submission_set_reason (a, "throttle", "sedang sibuk", "/x");
  photo->offset = 4096;
  photo->failures = 2;
  keep (f, a, PAMOR_STATE_UPLOADING);
  pamor_test_folder_reopen (f);
  kept = pamor_store_find (f->store, a->id);
  photo = kept->attachments->pdata[0];
  g_assert_cmpint (kept->state, ==, PAMOR_STATE_UPLOADING);
  g_assert_cmpuint (kept->server_revision, ==, 1);
  g_assert_cmpuint (kept->attempts, ==, 3);
  g_assert_cmpint (kept->next_at, ==, PAMOR_TEST_NOW + MINUTE);
  g_assert_cmpstr (kept->etag, ==, "\"e1\"");
  g_assert_cmpstr (kept->reason, ==, "throttle");
  g_assert_cmpstr (kept->reason_text, ==, "sedang sibuk");
  g_assert_cmpstr (kept->reason_pointer, ==, "/x");
  g_assert_cmpint (photo->offset, ==, 4096);
  g_assert_cmpuint (photo->failures, ==, 2);
  g_assert_false (photo->stored);
}

static void
test_the_receipt_is_kept (PamorTestFolder *f,
                          gconstpointer    unused)
{
  g_autoptr (PamorSubmission) a = seal (f, "a");
  PamorSubmission *kept;

  a->number = g_strdup ("3275-2026-000042");
  a->pickup = g_strdup ("Loket 3, Senin");
  a->received_at = PAMOR_TEST_NOW;
  keep (f, a, PAMOR_STATE_ACKNOWLEDGED);
  pamor_test_folder_reopen (f);
  kept = pamor_store_find (f->store, a->id);
  g_assert_cmpint (kept->state, ==, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_cmpstr (kept->number, ==, "3275-2026-000042");
  g_assert_cmpstr (kept->pickup, ==, "Loket 3, Senin");
  g_assert_cmpint (kept->received_at, ==, PAMOR_TEST_NOW);
}

static void
test_what_was_being_sent_is_queued_after_a_restart (PamorTestFolder *f,
                                                    gconstpointer    unused)
{
  g_autoptr (PamorSubmission) a = seal (f, "a");
  g_autoptr (PamorSubmission) b = seal (f, "b");

  a->attempts = 1;
  keep (f, a, PAMOR_STATE_SENDING);
  keep (f, b, PAMOR_STATE_CONFIRMING);
  pamor_test_folder_reopen (f);
  g_assert_cmpint (pamor_store_find (f->store, a->id)->state, ==, PAMOR_STATE_QUEUED);
  g_assert_cmpuint (pamor_store_find (f->store, a->id)->attempts, ==, 1);
  g_assert_cmpint (pamor_store_find (f->store, b->id)->state, ==, PAMOR_STATE_CONFIRMING);
}

static void
check_corrected_meanwhile (PamorTestFolder *f,
                           guint            server_revision)
{
  g_autoptr (PamorSubmission) a = seal (f, "a");
  g_autoptr (PamorSubmission) corrected = NULL;
  g_autoptr (GError) error = NULL;

  a->server_revision = server_revision;
  keep (f, a, PAMOR_STATE_PARKED);
  corrected = pamor_test_store_seal (f->store, a, "{}", "{\"n\":2}", NULL, &error);
  g_assert_no_error (error);
  a->state = PAMOR_STATE_CONFIRMING;
  g_assert_false (pamor_test_store_keep (f->store, a, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_CONFLICT);
  g_assert_cmpint (pamor_store_find (f->store, a->id)->state, ==, PAMOR_STATE_QUEUED);
}

static void
test_progress_of_what_was_corrected_meanwhile_is_refused (PamorTestFolder *f,
                                                          gconstpointer    unused)
{
  check_corrected_meanwhile (f, 1);
  check_corrected_meanwhile (f, 0); /* revision 1 again: the payload tells */
}

static void
test_progress_of_a_draft_is_refused (PamorTestFolder *f,
                                     gconstpointer    unused)
{
  g_autoptr (PamorSubmission) draft = pamor_test_store_new_item (f->clock, "draf");
  g_autoptr (GError) error = NULL;

  g_assert_true (pamor_test_store_save (f->store, draft, "{}", NULL));
  draft->state = PAMOR_STATE_PARKED;
  g_assert_false (pamor_test_store_keep (f->store, draft, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_CONFLICT);
}

static void
test_history_tells_news_not_attempts (PamorTestFolder *f,
                                      gconstpointer    unused)
{
  g_autoptr (PamorSubmission) a = seal (f, "a");
  g_autofree char *history = NULL;

  for (int i = 0; i < 5; i++)
    {
      pamor_clock_advance (f->clock, MINUTE);
      keep (f, a, PAMOR_STATE_SENDING);
      pamor_submission_set_reason (a, "link", NULL, NULL);
      keep (f, a, PAMOR_STATE_QUEUED);
    }
  pamor_submission_set_reason (a, NULL, NULL, NULL);
  keep (f, a, PAMOR_STATE_UPLOADING);
  keep (f, a, PAMOR_STATE_UPLOADING);
  a->number = g_strdup ("1");
  keep (f, a, PAMOR_STATE_ACKNOWLEDGED);
  history = pamor_test_store_read_history (f->store, a->id);
  g_assert_cmpstr (history, ==, "sealed queued:link uploading acknowledged");
}

static PamorSubmission *
seal_of_case (PamorTestFolder *f,
              const char      *title,
              const char      *case_id,
              guint            order)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, title);
  g_autoptr (GPtrArray) photos = g_ptr_array_new ();
  g_autoptr (PamorSubmission) sealed = NULL;
  g_autoptr (GError) error = NULL;

  item->case_id = g_strdup (case_id);
  item->case_order = order;
  sealed = pamor_test_store_seal (f->store, item, "{}", "{}", photos, &error);
  g_assert_no_error (error);
  return pamor_submission_copy (sealed);
}

static void
test_a_case_is_sent_in_its_order_but_waits_for_no_person (PamorTestFolder *f,
                                                          gconstpointer    unused)
{
  g_autoptr (PamorSubmission) card = seal_of_case (f, "card", "family", 3);
  g_autoptr (PamorSubmission) birth = seal_of_case (f, "birth", "family", 1);
  g_autoptr (PamorSubmission) other = seal_of_case (f, "other", "another", 2);

  check_next (f, PAMOR_LANE_SMALL, "birth");
  birth->attempts = 1;
  keep (f, birth, PAMOR_STATE_UPLOADING);
  check_next (f, PAMOR_LANE_SMALL, "other"); /* the card waits, for all its fewer attempts */
  keep (f, other, PAMOR_STATE_PARKED);
  check_next (f, PAMOR_LANE_SMALL, NULL);
  keep (f, birth, PAMOR_STATE_PARKED);
  check_next (f, PAMOR_LANE_SMALL, "card");
}

static PamorSubmission *
draft_of_case (PamorTestFolder *f,
               const char      *title,
               guint            order)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->clock, title);

  item->case_id = g_strdup ("family");
  item->case_order = order;
  g_assert_true (pamor_test_store_save (f->store, item, "{}", NULL));
  return pamor_store_find (f->store, item->id);
}

static void
check_waits_for (PamorTestFolder *f,
                 const char      *id,
                 const char      *title)
{
  PamorSubmission *earlier = pamor_store_find_earlier (f->store, pamor_store_find (f->store, id));

  g_assert_cmpstr (earlier == NULL ? NULL : earlier->title, ==, title);
}

static void
check_said_anew (PamorTestFolder  *f,
                 PamorSubmission **seen,
                 gboolean          wanted)
{
  PamorSubmission *now = pamor_store_find (f->store, (*seen)->id);

  g_assert_true ((now != *seen) == wanted);
  g_set_object (seen, now);
}

/* What shows it is given another snapshot, as nothing else tells it to look again. */
static void
test_what_waits_is_shown_anew_once_the_one_before_it_moves (PamorTestFolder *f,
                                                            gconstpointer    unused)
{
  g_autoptr (PamorSubmission) birth = g_object_ref (draft_of_case (f, "birth", 1));
  g_autoptr (PamorSubmission) card = g_object_ref (draft_of_case (f, "card", 2));
  g_autoptr (PamorSubmission) child = seal_of_case (f, "child", "family", 3);
  g_autoptr (PamorSubmission) alone = seal_of_case (f, "alone", "another", 3);
  g_autoptr (PamorSubmission) sealed = NULL, seen = NULL, other = NULL;

  seen = g_object_ref (pamor_store_find (f->store, child->id));
  other = g_object_ref (pamor_store_find (f->store, alone->id));
  g_assert_true (pamor_test_store_save (f->store, birth, "{\"lagi\":1}", NULL));
  check_said_anew (f, &seen, FALSE); /* it is a draft as before */
  sealed = pamor_test_store_seal (f->store, birth, "{}", "{\"isi\":1}", NULL, NULL);
  g_assert_nonnull (sealed);
  check_said_anew (f, &seen, TRUE);
  g_assert_true (pamor_test_store_delete (f->store, card->id, NULL));
  check_said_anew (f, &seen, TRUE);
  draft_of_case (f, "late", 2);
  check_said_anew (f, &seen, TRUE);
  check_said_anew (f, &other, FALSE);
}

/* Birth certificate, family card, child's card: the office can't work on one without the one before
 * it. A draft that nobody wants is deleted; what was begun goes on. */
static void
test_one_of_a_case_waits_for_a_draft_before_it (PamorTestFolder *f,
                                                gconstpointer    unused)
{
  g_autoptr (PamorSubmission) card = g_object_ref (draft_of_case (f, "card", 2));
  g_autoptr (PamorSubmission) child = seal_of_case (f, "child", "family", 3);
  g_autoptr (PamorSubmission) birth = seal_of_case (f, "birth", "family", 1);
  PamorSubmission *late;

  check_waits_for (f, child->id, "card");
  check_waits_for (f, birth->id, NULL);
  check_next (f, PAMOR_LANE_SMALL, "birth");
  keep (f, birth, PAMOR_STATE_PARKED);
  check_next (f, PAMOR_LANE_SMALL, NULL);
  g_assert_true (pamor_test_store_delete (f->store, card->id, NULL));
  check_waits_for (f, child->id, NULL);
  check_next (f, PAMOR_LANE_SMALL, "child");

  child->server_revision = 1;
  keep (f, child, PAMOR_STATE_UPLOADING);
  late = draft_of_case (f, "late", 1);
  check_waits_for (f, child->id, NULL);
  check_next (f, PAMOR_LANE_PHOTOS, "child");
  keep (f, child, PAMOR_STATE_QUEUED);
  check_next (f, PAMOR_LANE_SMALL, "child"); /* the city has it already */
  keep (f, child, PAMOR_STATE_WITHDRAWING);
  check_next (f, PAMOR_LANE_SMALL, "child");
  check_waits_for (f, late->id, NULL);
}

static void
test_of_those_before_it_the_one_that_takes_a_person_is_named (PamorTestFolder *f,
                                                              gconstpointer    unused)
{
  g_autoptr (PamorSubmission) child = seal_of_case (f, "child", "family", 4);
  g_autoptr (PamorSubmission) card = seal_of_case (f, "card", "family", 2);
  g_autoptr (PamorSubmission) birth = seal_of_case (f, "birth", "family", 1);

  check_waits_for (f, child->id, "birth");
  check_waits_for (f, card->id, "birth");
  draft_of_case (f, "draft", 3);
  check_waits_for (f, child->id, "draft");
  check_waits_for (f, card->id, "birth");
}

static void
test_a_group_without_order_holds_nobody_up (PamorTestFolder *f,
                                            gconstpointer    unused)
{
  g_autoptr (PamorSubmission) first = seal_of_case (f, "first", "school", 0);
  g_autoptr (PamorSubmission) second = seal_of_case (f, "second", "school", 0);

  keep (f, first, PAMOR_STATE_UPLOADING);
  check_next (f, PAMOR_LANE_SMALL, "second");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) \
  g_test_add ("/outbox/" path, PamorTestFolder, NULL, pamor_test_folder_set_up, func, \
              pamor_test_folder_tear_down)
  ADD ("the-oldest-comes-first-and-a-failing-one-last",
       test_the_oldest_comes_first_and_a_failing_one_last);
  ADD ("what-is-not-due-waits-unless-the-clock-was-moved",
       test_what_is_not_due_waits_unless_the_clock_was_moved);
  ADD ("each-state-is-in-its-lane", test_each_state_is_in_its_lane);
  ADD ("progress-survives-a-restart", test_progress_survives_a_restart);
  ADD ("the-receipt-is-kept", test_the_receipt_is_kept);
  ADD ("what-was-being-sent-is-queued-after-a-restart",
       test_what_was_being_sent_is_queued_after_a_restart);
  ADD ("progress-of-what-was-corrected-meanwhile-is-refused",
       test_progress_of_what_was_corrected_meanwhile_is_refused);
  ADD ("progress-of-a-draft-is-refused", test_progress_of_a_draft_is_refused);
  ADD ("a-case-is-sent-in-its-order-but-waits-for-no-person",
       test_a_case_is_sent_in_its_order_but_waits_for_no_person);
  ADD ("what-waits-is-shown-anew-once-the-one-before-it-moves",
       test_what_waits_is_shown_anew_once_the_one_before_it_moves);
  ADD ("one-of-a-case-waits-for-a-draft-before-it",
       test_one_of_a_case_waits_for_a_draft_before_it);
  ADD ("of-those-before-it-the-one-that-takes-a-person-is-named",
       test_of_those_before_it_the_one_that_takes_a_person_is_named);
  ADD ("a-group-without-order-holds-nobody-up", test_a_group_without_order_holds_nobody_up);
  ADD ("history-tells-news-not-attempts", test_history_tells_news_not_attempts);
  return g_test_run ();
}
