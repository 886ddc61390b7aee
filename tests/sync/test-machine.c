/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-row.h"


static void
test_the_way_of_a_submission_with_two_photos (void)
{
  g_autoptr (PamorSubmission) s = pamor_test_row_new (PAMOR_STATE_QUEUED);

  pamor_test_row_step (s, FALSE, PAMOR_VERDICT_OK);
  g_assert_cmpstr (s->etag, ==, "\"1\"");
  g_assert_cmpint (s->server_revision, ==, 1);
  for (int chunk = 0; chunk < 6; chunk++)
    {
      g_assert_cmpint (s->state, ==, PAMOR_STATE_UPLOADING);
      g_assert_cmpint (pamor_test_row_ask (s, FALSE), ==, PAMOR_OP_SEND_CHUNK);
      pamor_test_row_step (s, FALSE, PAMOR_VERDICT_OK);
    }
  g_assert_cmpint (s->state, ==, PAMOR_STATE_CONFIRMING);
  pamor_test_row_step (s, FALSE, PAMOR_VERDICT_OK);
  g_assert_cmpint (s->state, ==, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_cmpstr (s->number, ==, "DKC-1");
  g_assert_cmpint (s->received_at, ==, PAMOR_TEST_ROW_NOW);
  g_assert_cmpint (s->attempts, ==, 0);
}

static void
test_after_a_crash_or_a_failure_the_offset_is_asked (void)
{
  g_autoptr (PamorSubmission) s = pamor_test_row_new (PAMOR_STATE_UPLOADING);

  g_assert_cmpint (pamor_test_row_ask (s, FALSE), ==, PAMOR_OP_SEND_CHUNK);
  s->attempts = 1; /* as kept before the chunk went out */
  g_assert_cmpint (pamor_test_row_ask (s, FALSE), ==, PAMOR_OP_ASK_OFFSET);
  g_assert_cmpint (pamor_test_row_ask (s, TRUE), ==, PAMOR_OP_SEND_CHUNK);

  s->attempts = 0;
  pamor_test_row_step (s, FALSE, PAMOR_VERDICT_LINK);
  g_assert_cmpint (pamor_test_row_ask (s, FALSE), ==, PAMOR_OP_ASK_OFFSET);
}

static void
test_a_row_that_gets_nowhere_lets_others_pass (void)
{
  g_autoptr (PamorSubmission) s = pamor_test_row_new (PAMOR_STATE_UPLOADING);

  for (guint round = 1; round < 50; round++)
    {
      guint before = s->attempts;

      pamor_test_row_step (s, FALSE, round % 2 == 0 ? PAMOR_VERDICT_OK : PAMOR_VERDICT_SERVER);
      pamor_test_row_step (s, TRUE, PAMOR_VERDICT_LINK);
      g_assert_cmpint (s->attempts, >, before);
      g_assert_cmpint (s->state, ==, PAMOR_STATE_UPLOADING);
    }
}

static void
test_a_receipt_for_other_content_parks (void)
{
  g_autoptr (PamorSubmission) s = pamor_test_row_new (PAMOR_STATE_CONFIRMING);
  g_auto (PamorRequest) request = { 0 };
  g_autoptr (PamorVerdict) verdict = pamor_verdict_new (PAMOR_VERDICT_OK);
  gint64 length;

  pamor_test_verdict_set_receipt (verdict, s->payload_sha256);
  g_assert_true (pamor_machine_next (s, FALSE, PAMOR_TEST_ROW_CHUNK, &request, &length));
  pamor_machine_apply (s, &request, length, verdict, PAMOR_TEST_ROW_NOW);
  g_assert_cmpint (s->state, ==, PAMOR_STATE_PARKED);
  g_assert_cmpstr (s->reason, ==, "receipt-differs");
  g_assert_null (s->number);
}

static void
test_a_receipt_without_a_number_is_none (void)
{
  g_autoptr (PamorSubmission) s = pamor_test_row_new (PAMOR_STATE_CONFIRMING);
  g_auto (PamorRequest) request = { 0 };
  g_autoptr (PamorVerdict) verdict = pamor_verdict_new (PAMOR_VERDICT_OK);
  gint64 length;

  g_assert_true (pamor_machine_next (s, FALSE, PAMOR_TEST_ROW_CHUNK, &request, &length));
  pamor_machine_apply (s, &request, length, verdict, PAMOR_TEST_ROW_NOW);
  g_assert_cmpint (s->state, ==, PAMOR_STATE_CONFIRMING);
  g_assert_cmpint (s->next_at, ==, 0);
  pamor_machine_apply (s, &request, length, verdict, PAMOR_TEST_ROW_NOW);
  g_assert_cmpint (s->next_at, >, PAMOR_TEST_ROW_NOW);

  verdict->body = json_from_string ("{\"number\": 12, \"manifest_sha256\": \"0\"}", NULL);
  pamor_machine_apply (s, &request, length, verdict, PAMOR_TEST_ROW_NOW);
  g_assert_cmpint (s->state, ==, PAMOR_STATE_CONFIRMING);
  g_clear_pointer (&verdict->body, json_node_unref);
  verdict->body = json_from_string ("{\"number\": \"DKC-1\"}", NULL);
  pamor_machine_apply (s, &request, length, verdict, PAMOR_TEST_ROW_NOW);
  g_assert_cmpint (s->state, ==, PAMOR_STATE_CONFIRMING);
  g_assert_null (s->number);
}

static void
test_an_item_parks_with_reason_words_and_field (void)
{
  g_autoptr (PamorSubmission) s = pamor_test_row_new (PAMOR_STATE_QUEUED);

  pamor_test_row_step (s, FALSE, PAMOR_VERDICT_ITEM);
  g_assert_cmpstr (s->reason, ==, "validation");
  g_assert_cmpstr (s->reason_text, ==, "NIK tidak dikenal");
  g_assert_cmpstr (s->reason_pointer, ==, "/answers/anak/nik");
}

static void
apply (PamorSubmission *s,
       PamorVerdict    *verdict)
{
  g_auto (PamorRequest) request = { 0 };
  gint64 length;

  g_assert_true (pamor_machine_next (s, TRUE, PAMOR_TEST_ROW_CHUNK, &request, &length));
  pamor_machine_apply (s, &request, length, verdict, PAMOR_TEST_ROW_NOW);
}

/* A transport need not say more than the class. */
static void
test_a_bare_verdict_is_enough (void)
{
  g_autoptr (PamorSubmission) s = pamor_test_row_new (PAMOR_STATE_QUEUED);
  g_autoptr (PamorVerdict) ok = pamor_verdict_new (PAMOR_VERDICT_OK);
  g_autoptr (PamorVerdict) item = pamor_verdict_new (PAMOR_VERDICT_ITEM);

  ok->incomplete = TRUE;
  apply (s, ok); /* all is missing, as far as we know */
  g_assert_cmpint (s->state, ==, PAMOR_STATE_UPLOADING);
  apply (s, ok);
  g_assert_cmpint (pamor_test_row_photo (s, PAMOR_TEST_KTP)->offset, ==, PAMOR_TEST_ROW_CHUNK);
  apply (s, item);
  g_assert_cmpint (s->state, ==, PAMOR_STATE_PARKED);
  g_assert_cmpstr (s->reason, ==, "refused");
}

static void
test_damage_on_the_way_parks_at_the_third_time (void)
{
  const PamorState states[] = { PAMOR_STATE_QUEUED, PAMOR_STATE_UPLOADING };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (PamorSubmission) s = pamor_test_row_new (states[i]);

      pamor_test_row_step (s, TRUE, PAMOR_VERDICT_TRANSIT);
      pamor_test_row_step (s, TRUE, PAMOR_VERDICT_TRANSIT);
      g_assert_cmpint (s->state, ==, states[i]);
      pamor_test_row_step (s, TRUE, PAMOR_VERDICT_TRANSIT);
      g_assert_cmpint (s->state, ==, PAMOR_STATE_PARKED);
      g_assert_cmpstr (s->reason, ==, "transit");
    }
}

static void
test_progress_forgives_damage_on_the_way (void)
{
  g_autoptr (PamorSubmission) s = pamor_test_row_new (PAMOR_STATE_UPLOADING);

  for (int i = 0; i < 3; i++)
    {
      pamor_test_row_step (s, TRUE, PAMOR_VERDICT_TRANSIT);
      pamor_test_row_step (s, TRUE, PAMOR_VERDICT_TRANSIT);
      pamor_test_row_step (s, TRUE, PAMOR_VERDICT_OK);
      g_assert_cmpint (pamor_test_row_photo (s, PAMOR_TEST_KTP)->failures, ==, 0);
    }
  g_assert_cmpint (s->state, ==, PAMOR_STATE_UPLOADING);
  g_assert_true (pamor_test_row_photo (s, PAMOR_TEST_KTP)->stored);
}

static void
apply_offset (PamorSubmission   *s,
              PamorVerdictClass  class,
              gint64             offset)
{
  g_auto (PamorRequest) request = { 0 };
  g_autoptr (PamorVerdict) verdict = pamor_verdict_new (class);
  gint64 length;

  verdict->offset = offset;
  g_assert_true (pamor_machine_next (s, TRUE, PAMOR_TEST_ROW_CHUNK, &request, &length));
  g_assert_cmpint (request.op, ==, PAMOR_OP_SEND_CHUNK);
  pamor_machine_apply (s, &request, length, verdict, PAMOR_TEST_ROW_NOW);
}

static void
test_resync_adopts_the_servers_offset (void)
{
  g_autoptr (PamorSubmission) s = pamor_test_row_new (PAMOR_STATE_UPLOADING);

  apply_offset (s, PAMOR_VERDICT_RESYNC, 7);
  g_assert_cmpint (pamor_test_row_photo (s, PAMOR_TEST_KTP)->offset, ==, 7);
  apply_offset (s, PAMOR_VERDICT_RESYNC, 0); /* it lost a part of it */
  g_assert_cmpint (pamor_test_row_photo (s, PAMOR_TEST_KTP)->offset, ==, 0);
  apply_offset (s, PAMOR_VERDICT_RESYNC, 10);
  g_assert_true (pamor_test_row_photo (s, PAMOR_TEST_KTP)->stored);
  g_assert_cmpint (s->state, ==, PAMOR_STATE_UPLOADING);
  apply_offset (s, PAMOR_VERDICT_RESYNC, -1);
  g_assert_cmpint (pamor_test_row_ask (s, FALSE), ==, PAMOR_OP_ASK_OFFSET);
}

/* One that tells 6 when it is sent to and 0 when it is asked, and one that tells nothing. */
static void
test_a_server_that_contradicts_itself_is_not_asked_without_a_pause (void)
{
  const gint64 told[] = { 6, -1 };

  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autoptr (PamorSubmission) s = pamor_test_row_new (PAMOR_STATE_UPLOADING);

      apply_offset (s, PAMOR_VERDICT_RESYNC, told[i]);
      g_assert_cmpint (s->next_at, ==, 0);
      pamor_test_row_photo (s, PAMOR_TEST_KTP)->offset = 0;
      pamor_test_row_step (s, FALSE, PAMOR_VERDICT_OK); /* asked, and told 0 */
      apply_offset (s, PAMOR_VERDICT_RESYNC, told[i]);
      g_assert_cmpint (s->next_at, >, PAMOR_TEST_ROW_NOW);
      g_assert_cmpint (s->state, ==, PAMOR_STATE_UPLOADING);
    }
}

static void
test_offsets_out_of_all_reason_end_with_a_person (void)
{
  const PamorVerdictClass classes[] = { PAMOR_VERDICT_OK, PAMOR_VERDICT_RESYNC };

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      g_autoptr (PamorSubmission) s = pamor_test_row_new (PAMOR_STATE_UPLOADING);

      apply_offset (s, classes[i], 11);
      apply_offset (s, classes[i], 0); /* taken, and yet nothing is there */
      g_assert_cmpint (s->state, ==, PAMOR_STATE_UPLOADING);
      apply_offset (s, classes[i], G_MAXINT64);
      g_assert_cmpint (s->state, ==, PAMOR_STATE_PARKED);
      g_assert_cmpint (pamor_test_row_photo (s, PAMOR_TEST_KTP)->offset, ==, 0);
    }
}

static void
test_lost_starts_from_the_form_and_slows_down (void)
{
  g_autoptr (PamorSubmission) s = pamor_test_row_new (PAMOR_STATE_UPLOADING);

  pamor_test_row_photo (s, PAMOR_TEST_KTP)->stored = TRUE;
  pamor_test_row_photo (s, PAMOR_TEST_KTP)->offset = 10;
  s->server_revision = 1;
  pamor_test_row_step (s, TRUE, PAMOR_VERDICT_LOST);
  g_assert_cmpint (s->state, ==, PAMOR_STATE_QUEUED);
  g_assert_cmpint (s->server_revision, ==, 0);
  g_assert_false (pamor_test_row_photo (s, PAMOR_TEST_KTP)->stored);
  g_assert_cmpint (pamor_test_row_photo (s, PAMOR_TEST_KTP)->offset, ==, 0);
  g_assert_cmpint (s->next_at, ==, 0);

  pamor_test_row_step (s, FALSE, PAMOR_VERDICT_OK);
  pamor_test_row_step (s, TRUE, PAMOR_VERDICT_LOST);
  g_assert_cmpint (s->next_at, >, PAMOR_TEST_ROW_NOW);
}

static void
test_incomplete_after_all_uploads_again_and_slows_down (void)
{
  g_autoptr (PamorSubmission) s = pamor_test_row_new (PAMOR_STATE_CONFIRMING);

  for (guint i = 0; i < s->attachments->len; i++)
    {
      PamorAttachment *photo = s->attachments->pdata[i];

      photo->stored = TRUE;
      photo->offset = photo->size;
    }
  pamor_test_row_step (s, FALSE, PAMOR_VERDICT_INCOMPLETE);
  g_assert_true (pamor_test_row_photo (s, PAMOR_TEST_KTP)->stored);
  g_assert_false (pamor_test_row_photo (s, PAMOR_TEST_KK)->stored);
  g_assert_cmpint (pamor_test_row_photo (s, PAMOR_TEST_KK)->offset, ==, 0);
  g_assert_cmpint (s->next_at, ==, 0);
  g_assert_cmpint (pamor_test_row_ask (s, FALSE), ==, PAMOR_OP_ASK_OFFSET);

  s->state = PAMOR_STATE_CONFIRMING;
  pamor_test_row_step (s, FALSE, PAMOR_VERDICT_INCOMPLETE);
  g_assert_cmpint (s->next_at, >, PAMOR_TEST_ROW_NOW);
}

/* Sent whole and lost again each time: what was sent in between is no reason to hurry. */
static void
test_going_in_circles_slows_down_though_photos_went (void)
{
  const PamorVerdictClass classes[] = { PAMOR_VERDICT_LOST, PAMOR_VERDICT_INCOMPLETE };

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      g_autoptr (PamorSubmission) s = pamor_test_row_new (PAMOR_STATE_CONFIRMING);

      pamor_test_row_step (s, FALSE, classes[i]);
      g_assert_cmpint (s->next_at, ==, 0);
      while (s->state != PAMOR_STATE_CONFIRMING)
        pamor_test_row_step (s, TRUE, PAMOR_VERDICT_OK);
      pamor_test_row_step (s, FALSE, classes[i]);
      g_assert_cmpint (s->next_at, >, PAMOR_TEST_ROW_NOW);

      while (s->state != PAMOR_STATE_ACKNOWLEDGED)
        pamor_test_row_step (s, TRUE, PAMOR_VERDICT_OK);
      g_assert_null (s->reason);
    }
}

static void
test_wanting_what_we_never_had_parks (void)
{
  const PamorState states[] = { PAMOR_STATE_QUEUED, PAMOR_STATE_CONFIRMING };
  const char *strange[] = { "01935000-0000-7000-8000-0000000000ff", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (PamorSubmission) s = pamor_test_row_new (states[i]);
      g_autoptr (PamorVerdict) verdict =
        pamor_verdict_new (i == 0 ? PAMOR_VERDICT_OK : PAMOR_VERDICT_INCOMPLETE);
      g_auto (PamorRequest) request = { 0 };
      gint64 length;

      verdict->incomplete = TRUE;
      verdict->missing = g_strdupv ((GStrv) strange);
      g_assert_true (pamor_machine_next (s, FALSE, PAMOR_TEST_ROW_CHUNK, &request, &length));
      pamor_machine_apply (s, &request, length, verdict, PAMOR_TEST_ROW_NOW);
      g_assert_cmpint (s->state, ==, PAMOR_STATE_PARKED);
      g_assert_cmpstr (s->reason, ==, "missing-unknown");
    }
}

static void
test_a_form_whose_photos_are_there_goes_straight_to_its_receipt (void)
{
  g_autoptr (PamorSubmission) s = pamor_test_row_new (PAMOR_STATE_QUEUED);
  g_autoptr (PamorVerdict) verdict = pamor_verdict_new (PAMOR_VERDICT_OK);
  g_auto (PamorRequest) request = { 0 };
  gint64 length;

  g_assert_true (pamor_machine_next (s, FALSE, PAMOR_TEST_ROW_CHUNK, &request, &length));
  pamor_machine_apply (s, &request, length, verdict, PAMOR_TEST_ROW_NOW);
  g_assert_cmpint (s->state, ==, PAMOR_STATE_CONFIRMING);
  g_assert_true (pamor_test_row_photo (s, PAMOR_TEST_KTP)->stored);
  g_assert_true (pamor_test_row_photo (s, PAMOR_TEST_KK)->stored);
}

static void
test_only_what_is_missing_is_sent (void)
{
  g_autoptr (PamorSubmission) s = pamor_test_row_new (PAMOR_STATE_QUEUED);
  g_autoptr (PamorVerdict) verdict = pamor_verdict_new (PAMOR_VERDICT_OK);
  const char *one[] = { PAMOR_TEST_KK, NULL };
  g_auto (PamorRequest) request = { 0 };
  gint64 length;

  pamor_test_row_photo (s, PAMOR_TEST_KK)->stored = TRUE; /* believed, and refuted */
  pamor_test_row_photo (s, PAMOR_TEST_KK)->offset = 10;
  verdict->incomplete = TRUE;
  verdict->missing = g_strdupv ((GStrv) one);
  g_assert_true (pamor_machine_next (s, FALSE, PAMOR_TEST_ROW_CHUNK, &request, &length));
  pamor_machine_apply (s, &request, length, verdict, PAMOR_TEST_ROW_NOW);
  g_assert_true (pamor_test_row_photo (s, PAMOR_TEST_KTP)->stored);
  g_assert_true (pamor_machine_next (s, FALSE, PAMOR_TEST_ROW_CHUNK, &request, &length));
  g_assert_cmpstr (request.attachment, ==, PAMOR_TEST_KK);
  g_assert_cmpint (request.offset, ==, 0);
}

static void
test_when_all_is_stored_the_receipt_is_asked (void)
{
  g_autoptr (PamorSubmission) s = pamor_test_row_new (PAMOR_STATE_UPLOADING);

  for (guint i = 0; i < s->attachments->len; i++)
    {
      PamorAttachment *photo = s->attachments->pdata[i];

      photo->stored = TRUE;
      photo->offset = photo->size;
    }
  g_assert_cmpint (pamor_test_row_ask (s, FALSE), ==, PAMOR_OP_GET_RECEIPT);
}

static void
test_a_revision_goes_with_the_etag_of_the_one_before (void)
{
  g_autoptr (PamorSubmission) s = pamor_test_row_new (PAMOR_STATE_QUEUED);
  g_auto (PamorRequest) request = { 0 };
  gint64 length;

  s->revision = 2;
  s->server_revision = 1;
  s->etag = g_strdup ("\"1\"");
  g_assert_true (pamor_machine_next (s, FALSE, PAMOR_TEST_ROW_CHUNK, &request, &length));
  g_assert_cmpint (request.revision, ==, 2);
  g_assert_cmpstr (request.etag, ==, "\"1\"");
}

static void
test_a_withdrawal_too_late_leaves_it_with_the_city (void)
{
  g_autoptr (PamorSubmission) s = pamor_test_row_new (PAMOR_STATE_CONFIRMING);

  s->server_revision = s->revision;
  pamor_test_row_step (s, FALSE, PAMOR_VERDICT_OK);
  s->state = PAMOR_STATE_WITHDRAWING;
  pamor_test_row_step (s, FALSE, PAMOR_VERDICT_ITEM);
  g_assert_cmpint (s->state, ==, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_cmpstr (s->reason, ==, "validation");
}

/* The number is of a revision before, or of what a server that was restored no longer has whole. */
static void
test_a_withdrawal_too_late_is_no_receipt_for_a_correction (void)
{
  const struct { guint server_revision; gint64 received_at; } rows[] = {
    { 1, 0 }, { 2, 0 }, { 1, PAMOR_TEST_ROW_NOW }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PamorSubmission) s = pamor_test_row_new (PAMOR_STATE_WITHDRAWING);

      s->revision = 2;
      s->number = g_strdup ("DKC-1");
      s->server_revision = rows[i].server_revision;
      s->received_at = rows[i].received_at;
      pamor_test_row_step (s, FALSE, PAMOR_VERDICT_ITEM);
      g_assert_cmpint (s->state, ==, PAMOR_STATE_PARKED);
      g_assert_cmpstr (s->reason, ==, "validation");
    }
}

static void
test_trying_again_and_our_own_damage (void)
{
  g_autoptr (PamorSubmission) s = pamor_test_row_new (PAMOR_STATE_UPLOADING);

  pamor_test_row_photo (s, PAMOR_TEST_KK)->failures = 2;
  pamor_machine_park_damaged (s);
  pamor_machine_check (s);
  g_assert_cmpstr (s->reason, ==, "local-damaged");
  g_assert_true (pamor_machine_retry (s));
  g_assert_cmpint (s->state, ==, PAMOR_STATE_QUEUED);
  g_assert_null (s->reason);
  g_assert_cmpint (pamor_test_row_photo (s, PAMOR_TEST_KK)->failures, ==, 0);

  s->state = PAMOR_STATE_CONFIRMING;
  s->next_at = PAMOR_TEST_ROW_NOW;
  g_assert_true (pamor_machine_retry (s));
  g_assert_cmpint (s->state, ==, PAMOR_STATE_CONFIRMING);
  g_assert_cmpint (s->next_at, ==, 0);

  s->state = PAMOR_STATE_ACKNOWLEDGED;
  g_assert_false (pamor_machine_retry (s));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/machine/the-way-of-a-submission-with-two-photos",
                   test_the_way_of_a_submission_with_two_photos);
  g_test_add_func ("/machine/after-a-crash-or-a-failure-the-offset-is-asked",
                   test_after_a_crash_or_a_failure_the_offset_is_asked);
  g_test_add_func ("/machine/a-row-that-gets-nowhere-lets-others-pass",
                   test_a_row_that_gets_nowhere_lets_others_pass);
  g_test_add_func ("/machine/a-receipt-for-other-content-parks",
                   test_a_receipt_for_other_content_parks);
  g_test_add_func ("/machine/a-receipt-without-a-number-is-none",
                   test_a_receipt_without_a_number_is_none);
  g_test_add_func ("/machine/an-item-parks-with-reason-words-and-field",
                   test_an_item_parks_with_reason_words_and_field);
  g_test_add_func ("/machine/a-bare-verdict-is-enough", test_a_bare_verdict_is_enough);
  g_test_add_func ("/machine/damage-on-the-way-parks-at-the-third-time",
                   test_damage_on_the_way_parks_at_the_third_time);
  g_test_add_func ("/machine/progress-forgives-damage-on-the-way",
                   test_progress_forgives_damage_on_the_way);
  g_test_add_func ("/machine/resync-adopts-the-servers-offset",
                   test_resync_adopts_the_servers_offset);
  g_test_add_func ("/machine/a-server-that-contradicts-itself-is-not-asked-without-a-pause",
                   test_a_server_that_contradicts_itself_is_not_asked_without_a_pause);
  g_test_add_func ("/machine/offsets-out-of-all-reason-end-with-a-person",
                   test_offsets_out_of_all_reason_end_with_a_person);
  g_test_add_func ("/machine/lost-starts-from-the-form-and-slows-down",
                   test_lost_starts_from_the_form_and_slows_down);
  g_test_add_func ("/machine/incomplete-after-all-uploads-again-and-slows-down",
                   test_incomplete_after_all_uploads_again_and_slows_down);
  g_test_add_func ("/machine/going-in-circles-slows-down-though-photos-went",
                   test_going_in_circles_slows_down_though_photos_went);
  g_test_add_func ("/machine/wanting-what-we-never-had-parks",
                   test_wanting_what_we_never_had_parks);
  g_test_add_func ("/machine/a-form-whose-photos-are-there-goes-straight-to-its-receipt",
                   test_a_form_whose_photos_are_there_goes_straight_to_its_receipt);
  g_test_add_func ("/machine/only-what-is-missing-is-sent", test_only_what_is_missing_is_sent);
  g_test_add_func ("/machine/when-all-is-stored-the-receipt-is-asked",
                   test_when_all_is_stored_the_receipt_is_asked);
  g_test_add_func ("/machine/a-revision-goes-with-the-etag-of-the-one-before",
                   test_a_revision_goes_with_the_etag_of_the_one_before);
  g_test_add_func ("/machine/a-withdrawal-too-late-leaves-it-with-the-city",
                   test_a_withdrawal_too_late_leaves_it_with_the_city);
  g_test_add_func ("/machine/a-withdrawal-too-late-is-no-receipt-for-a-correction",
                   test_a_withdrawal_too_late_is_no_receipt_for_a_correction);
  g_test_add_func ("/machine/trying-again-and-our-own-damage",
                   test_trying_again_and_our_own_damage);
  return g_test_run ();
}
