/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/pamor-machine.h"

#define NOW ((gint64) 1795183200 * G_USEC_PER_SEC)
#define CHUNK 4
#define ID "01935000-0000-7000-8000-000000000001"
#define KTP "01935000-0000-7000-8000-00000000000a"
#define KK "01935000-0000-7000-8000-00000000000b"

/* Two photos of 10 bytes each: three chunks a photo. */
static PamorSubmission *
make_row (PamorState state)
{
  PamorSubmission *s = pamor_submission_new ();
  g_autoptr (GBytes) photo = g_bytes_new_static ("0123456789", 10);

  s->id = g_strdup (ID);
  s->revision = 1;
  s->state = state;
  s->payload_sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "{}", -1);
  s->payload_size = 2;
  g_ptr_array_add (s->attachments, pamor_attachment_new (KTP, "KTP", photo));
  g_ptr_array_add (s->attachments, pamor_attachment_new (KK, "KK", photo));
  s->manifest_sha256 = pamor_submission_make_manifest_sha256 (s->payload_sha256, s->attachments);
  return s;
}

static PamorAttachment *
photo_of (PamorSubmission *s,
          const char      *id)
{
  return pamor_submission_find_attachment (s, id);
}

static void
set_receipt (PamorVerdict *verdict,
             const char   *sha256)
{
  g_autofree char *text = g_strdup_printf ("{\"number\": \"DKC-1\", \"manifest_sha256\": \"%s\","
                                           " \"received_at\": \"2026-11-20T14:00:00Z\"}", sha256);

  verdict->body = json_from_string (text, NULL);
}

/* What a sound server says to @request, whatever it was. */
static PamorVerdict *
make_ok (PamorSubmission    *s,
         const PamorRequest *request,
         gint64              length)
{
  PamorVerdict *verdict = pamor_verdict_new (PAMOR_VERDICT_OK);
  const char *both[] = { KTP, KK, NULL };

  if (request->op == PAMOR_OP_PUT_SUBMISSION)
    {
      verdict->incomplete = TRUE;
      verdict->missing = g_strdupv ((GStrv) both);
      verdict->etag = g_strdup ("\"1\"");
    }
  else if (request->op == PAMOR_OP_ASK_OFFSET)
    verdict->offset = request->offset;
  else if (request->op == PAMOR_OP_SEND_CHUNK)
    verdict->offset = request->offset + length;
  else if (request->op == PAMOR_OP_GET_RECEIPT)
    set_receipt (verdict, s->manifest_sha256);
  return verdict;
}

static PamorVerdict *
make_verdict (PamorSubmission    *s,
              const PamorRequest *request,
              gint64              length,
              PamorVerdictClass   class)
{
  const char *one[] = { KK, NULL };
  PamorVerdict *verdict;

  if (class == PAMOR_VERDICT_OK)
    return make_ok (s, request, length);

  verdict = pamor_verdict_new (class);
  if (class == PAMOR_VERDICT_INCOMPLETE)
    verdict->missing = g_strdupv ((GStrv) one);
  if (class == PAMOR_VERDICT_RESYNC)
    verdict->offset = 6;
  if (class == PAMOR_VERDICT_ITEM)
    {
      verdict->code = g_strdup ("validation");
      verdict->message = g_strdup ("NIK tidak dikenal");
      verdict->pointer = g_strdup ("/answers/anak/nik");
    }
  return verdict;
}

/* One request and its answer. FALSE: the row asks nothing. */
static gboolean
step (PamorSubmission   *s,
      gboolean           offset_known,
      PamorVerdictClass  class)
{
  g_auto (PamorRequest) request = { 0 };
  g_autoptr (PamorVerdict) verdict = NULL;
  gint64 length;

  if (!pamor_machine_next (s, offset_known, CHUNK, &request, &length))
    return FALSE;
  verdict = make_verdict (s, &request, length, class);
  pamor_machine_apply (s, &request, length, verdict, NOW);
  return TRUE;
}

static PamorOperation
ask_next (PamorSubmission *s,
          gboolean         offset_known)
{
  g_auto (PamorRequest) request = { 0 };
  g_autoptr (PamorSubmission) copy = pamor_submission_copy (s);
  gint64 length;

  g_assert_true (pamor_machine_next (copy, offset_known, CHUNK, &request, &length));
  return request.op;
}

/* The whole table: what a row in a state becomes at each class of verdict. "=" stays. In the order
 * of PamorVerdictClass: ok link tls portal transit resync lost incomplete auth item server throttle
 * upgrade. */
static const struct
{
  PamorState  from;
  const char *to[PAMOR_N_VERDICT_CLASSES];
} table[] = {
  { PAMOR_STATE_QUEUED,
    { "uploading", "queued", "queued", "queued", "queued", "queued", "parked", "queued", "queued",
      "parked", "queued", "queued", "queued" } },
  { PAMOR_STATE_SENDING,
    { "uploading", "queued", "queued", "queued", "queued", "queued", "parked", "queued", "queued",
      "parked", "queued", "queued", "queued" } },
  { PAMOR_STATE_UPLOADING,
    { "=", "=", "=", "=", "=", "=", "queued", "=", "=", "parked", "=", "=", "=" } },
  { PAMOR_STATE_CONFIRMING,
    { "acknowledged", "=", "=", "=", "=", "=", "queued", "uploading", "=", "parked", "=", "=",
      "=" } },
  { PAMOR_STATE_WITHDRAWING,
    { "withdrawn", "=", "=", "=", "=", "=", "withdrawn", "=", "=", "parked", "=", "=", "=" } },
};

static void
test_every_state_meets_every_verdict (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    for (int class = 0; class < PAMOR_N_VERDICT_CLASSES; class++)
      {
        g_autoptr (PamorSubmission) s = make_row (table[i].from);
        const char *to = table[i].to[class];

        g_test_message ("%s, %s", pamor_state_get_nick (table[i].from),
                        pamor_verdict_class_get_nick (class));
        g_assert_true (step (s, FALSE, class));
        if (g_str_equal (to, "="))
          to = pamor_state_get_nick (table[i].from);
        g_assert_cmpstr (pamor_state_get_nick (s->state), ==, to);
      }
}

static void
test_other_states_ask_nothing (void)
{
  const PamorState states[] = { PAMOR_STATE_DRAFT, PAMOR_STATE_ACKNOWLEDGED, PAMOR_STATE_PARKED,
                                PAMOR_STATE_WITHDRAWN, PAMOR_STATE_PURGED };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (PamorSubmission) s = make_row (states[i]);

      g_assert_false (step (s, FALSE, PAMOR_VERDICT_OK));
      g_assert_cmpint (s->attempts, ==, 0);
      g_assert_cmpint (s->state, ==, states[i]);
    }
}

static void
test_the_way_of_a_submission_with_two_photos (void)
{
  g_autoptr (PamorSubmission) s = make_row (PAMOR_STATE_QUEUED);

  step (s, FALSE, PAMOR_VERDICT_OK);
  g_assert_cmpstr (s->etag, ==, "\"1\"");
  g_assert_cmpint (s->server_revision, ==, 1);
  for (int chunk = 0; chunk < 6; chunk++)
    {
      g_assert_cmpint (s->state, ==, PAMOR_STATE_UPLOADING);
      g_assert_cmpint (ask_next (s, FALSE), ==, PAMOR_OP_SEND_CHUNK);
      step (s, FALSE, PAMOR_VERDICT_OK);
    }
  g_assert_cmpint (s->state, ==, PAMOR_STATE_CONFIRMING);
  step (s, FALSE, PAMOR_VERDICT_OK);
  g_assert_cmpint (s->state, ==, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_cmpstr (s->number, ==, "DKC-1");
  g_assert_cmpint (s->received_at, ==, NOW);
  g_assert_cmpint (s->attempts, ==, 0);
}

static void
test_after_a_crash_or_a_failure_the_offset_is_asked (void)
{
  g_autoptr (PamorSubmission) s = make_row (PAMOR_STATE_UPLOADING);

  g_assert_cmpint (ask_next (s, FALSE), ==, PAMOR_OP_SEND_CHUNK);
  s->attempts = 1; /* as kept before the chunk went out */
  g_assert_cmpint (ask_next (s, FALSE), ==, PAMOR_OP_ASK_OFFSET);
  g_assert_cmpint (ask_next (s, TRUE), ==, PAMOR_OP_SEND_CHUNK);

  s->attempts = 0;
  step (s, FALSE, PAMOR_VERDICT_LINK);
  g_assert_cmpint (ask_next (s, FALSE), ==, PAMOR_OP_ASK_OFFSET);
}

static void
test_a_row_that_gets_nowhere_lets_others_pass (void)
{
  g_autoptr (PamorSubmission) s = make_row (PAMOR_STATE_UPLOADING);

  for (guint round = 1; round < 50; round++)
    {
      guint before = s->attempts;

      step (s, FALSE, round % 2 == 0 ? PAMOR_VERDICT_OK : PAMOR_VERDICT_SERVER);
      step (s, TRUE, PAMOR_VERDICT_LINK);
      g_assert_cmpint (s->attempts, >, before);
      g_assert_cmpint (s->state, ==, PAMOR_STATE_UPLOADING);
    }
}

static void
test_a_receipt_for_other_content_parks (void)
{
  g_autoptr (PamorSubmission) s = make_row (PAMOR_STATE_CONFIRMING);
  g_auto (PamorRequest) request = { 0 };
  g_autoptr (PamorVerdict) verdict = pamor_verdict_new (PAMOR_VERDICT_OK);
  gint64 length;

  set_receipt (verdict, s->payload_sha256);
  g_assert_true (pamor_machine_next (s, FALSE, CHUNK, &request, &length));
  pamor_machine_apply (s, &request, length, verdict, NOW);
  g_assert_cmpint (s->state, ==, PAMOR_STATE_PARKED);
  g_assert_cmpstr (s->reason, ==, "receipt-differs");
  g_assert_null (s->number);
}

static void
test_a_receipt_without_a_number_is_none (void)
{
  g_autoptr (PamorSubmission) s = make_row (PAMOR_STATE_CONFIRMING);
  g_auto (PamorRequest) request = { 0 };
  g_autoptr (PamorVerdict) verdict = pamor_verdict_new (PAMOR_VERDICT_OK);
  gint64 length;

  g_assert_true (pamor_machine_next (s, FALSE, CHUNK, &request, &length));
  pamor_machine_apply (s, &request, length, verdict, NOW);
  g_assert_cmpint (s->state, ==, PAMOR_STATE_CONFIRMING);
}

static void
test_an_item_parks_with_reason_words_and_field (void)
{
  g_autoptr (PamorSubmission) s = make_row (PAMOR_STATE_QUEUED);

  step (s, FALSE, PAMOR_VERDICT_ITEM);
  g_assert_cmpstr (s->reason, ==, "validation");
  g_assert_cmpstr (s->reason_text, ==, "NIK tidak dikenal");
  g_assert_cmpstr (s->reason_pointer, ==, "/answers/anak/nik");
}

static void
test_damage_on_the_way_parks_at_the_third_time (void)
{
  const PamorState states[] = { PAMOR_STATE_QUEUED, PAMOR_STATE_UPLOADING };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (PamorSubmission) s = make_row (states[i]);

      step (s, TRUE, PAMOR_VERDICT_TRANSIT);
      step (s, TRUE, PAMOR_VERDICT_TRANSIT);
      g_assert_cmpint (s->state, ==, states[i]);
      step (s, TRUE, PAMOR_VERDICT_TRANSIT);
      g_assert_cmpint (s->state, ==, PAMOR_STATE_PARKED);
      g_assert_cmpstr (s->reason, ==, "transit");
    }
}

static void
test_progress_forgives_damage_on_the_way (void)
{
  g_autoptr (PamorSubmission) s = make_row (PAMOR_STATE_UPLOADING);

  for (int i = 0; i < 3; i++)
    {
      step (s, TRUE, PAMOR_VERDICT_TRANSIT);
      step (s, TRUE, PAMOR_VERDICT_TRANSIT);
      step (s, TRUE, PAMOR_VERDICT_OK);
      g_assert_cmpint (photo_of (s, KTP)->failures, ==, 0);
    }
  g_assert_cmpint (s->state, ==, PAMOR_STATE_UPLOADING);
  g_assert_true (photo_of (s, KTP)->stored);
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
  g_assert_true (pamor_machine_next (s, TRUE, CHUNK, &request, &length));
  g_assert_cmpint (request.op, ==, PAMOR_OP_SEND_CHUNK);
  pamor_machine_apply (s, &request, length, verdict, NOW);
}

static void
test_resync_adopts_the_servers_offset (void)
{
  g_autoptr (PamorSubmission) s = make_row (PAMOR_STATE_UPLOADING);

  apply_offset (s, PAMOR_VERDICT_RESYNC, 7);
  g_assert_cmpint (photo_of (s, KTP)->offset, ==, 7);
  apply_offset (s, PAMOR_VERDICT_RESYNC, 0); /* it lost a part of it */
  g_assert_cmpint (photo_of (s, KTP)->offset, ==, 0);
  apply_offset (s, PAMOR_VERDICT_RESYNC, 10);
  g_assert_true (photo_of (s, KTP)->stored);
  g_assert_cmpint (s->state, ==, PAMOR_STATE_UPLOADING);
  apply_offset (s, PAMOR_VERDICT_RESYNC, -1);
  g_assert_cmpint (ask_next (s, FALSE), ==, PAMOR_OP_ASK_OFFSET);
}

static void
test_offsets_out_of_all_reason_end_with_a_person (void)
{
  const PamorVerdictClass classes[] = { PAMOR_VERDICT_OK, PAMOR_VERDICT_RESYNC };

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      g_autoptr (PamorSubmission) s = make_row (PAMOR_STATE_UPLOADING);

      apply_offset (s, classes[i], 11);
      apply_offset (s, classes[i], 0); /* taken, and yet nothing is there */
      g_assert_cmpint (s->state, ==, PAMOR_STATE_UPLOADING);
      apply_offset (s, classes[i], G_MAXINT64);
      g_assert_cmpint (s->state, ==, PAMOR_STATE_PARKED);
      g_assert_cmpint (photo_of (s, KTP)->offset, ==, 0);
    }
}

static void
test_lost_starts_from_the_form_and_slows_down (void)
{
  g_autoptr (PamorSubmission) s = make_row (PAMOR_STATE_UPLOADING);

  photo_of (s, KTP)->stored = TRUE;
  photo_of (s, KTP)->offset = 10;
  s->server_revision = 1;
  step (s, TRUE, PAMOR_VERDICT_LOST);
  g_assert_cmpint (s->state, ==, PAMOR_STATE_QUEUED);
  g_assert_cmpint (s->server_revision, ==, 0);
  g_assert_false (photo_of (s, KTP)->stored);
  g_assert_cmpint (photo_of (s, KTP)->offset, ==, 0);
  g_assert_cmpint (s->next_at, ==, 0);

  step (s, FALSE, PAMOR_VERDICT_OK);
  step (s, TRUE, PAMOR_VERDICT_LOST);
  g_assert_cmpint (s->next_at, >, NOW);
}

static void
test_incomplete_after_all_uploads_again_and_slows_down (void)
{
  g_autoptr (PamorSubmission) s = make_row (PAMOR_STATE_CONFIRMING);

  for (guint i = 0; i < s->attachments->len; i++)
    {
      PamorAttachment *photo = s->attachments->pdata[i];

      photo->stored = TRUE;
      photo->offset = photo->size;
    }
  step (s, FALSE, PAMOR_VERDICT_INCOMPLETE);
  g_assert_true (photo_of (s, KTP)->stored);
  g_assert_false (photo_of (s, KK)->stored);
  g_assert_cmpint (photo_of (s, KK)->offset, ==, 0);
  g_assert_cmpint (s->next_at, ==, 0);
  g_assert_cmpint (ask_next (s, FALSE), ==, PAMOR_OP_ASK_OFFSET);

  s->state = PAMOR_STATE_CONFIRMING;
  step (s, FALSE, PAMOR_VERDICT_INCOMPLETE);
  g_assert_cmpint (s->next_at, >, NOW);
}

static void
test_wanting_what_we_never_had_parks (void)
{
  const PamorState states[] = { PAMOR_STATE_QUEUED, PAMOR_STATE_CONFIRMING };
  const char *strange[] = { "01935000-0000-7000-8000-0000000000ff", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (PamorSubmission) s = make_row (states[i]);
      g_autoptr (PamorVerdict) verdict =
        pamor_verdict_new (i == 0 ? PAMOR_VERDICT_OK : PAMOR_VERDICT_INCOMPLETE);
      g_auto (PamorRequest) request = { 0 };
      gint64 length;

      verdict->incomplete = TRUE;
      verdict->missing = g_strdupv ((GStrv) strange);
      g_assert_true (pamor_machine_next (s, FALSE, CHUNK, &request, &length));
      pamor_machine_apply (s, &request, length, verdict, NOW);
      g_assert_cmpint (s->state, ==, PAMOR_STATE_PARKED);
      g_assert_cmpstr (s->reason, ==, "missing-unknown");
    }
}

static void
test_a_revision_goes_with_the_etag_of_the_one_before (void)
{
  g_autoptr (PamorSubmission) s = make_row (PAMOR_STATE_QUEUED);
  g_auto (PamorRequest) request = { 0 };
  gint64 length;

  s->revision = 2;
  s->server_revision = 1;
  s->etag = g_strdup ("\"1\"");
  g_assert_true (pamor_machine_next (s, FALSE, CHUNK, &request, &length));
  g_assert_cmpint (request.revision, ==, 2);
  g_assert_cmpstr (request.etag, ==, "\"1\"");
}

static void
test_a_withdrawal_too_late_leaves_it_with_the_city (void)
{
  g_autoptr (PamorSubmission) s = make_row (PAMOR_STATE_WITHDRAWING);

  s->number = g_strdup ("DKC-1");
  step (s, FALSE, PAMOR_VERDICT_ITEM);
  g_assert_cmpint (s->state, ==, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_cmpstr (s->reason, ==, "validation");
}

static void
test_trying_again_and_our_own_damage (void)
{
  g_autoptr (PamorSubmission) s = make_row (PAMOR_STATE_UPLOADING);

  photo_of (s, KK)->failures = 2;
  pamor_machine_park_damaged (s);
  pamor_machine_check (s);
  g_assert_cmpstr (s->reason, ==, "local-damaged");
  g_assert_true (pamor_machine_retry (s));
  g_assert_cmpint (s->state, ==, PAMOR_STATE_QUEUED);
  g_assert_null (s->reason);
  g_assert_cmpint (photo_of (s, KK)->failures, ==, 0);

  s->state = PAMOR_STATE_CONFIRMING;
  s->next_at = NOW;
  g_assert_true (pamor_machine_retry (s));
  g_assert_cmpint (s->state, ==, PAMOR_STATE_CONFIRMING);
  g_assert_cmpint (s->next_at, ==, 0);

  s->state = PAMOR_STATE_ACKNOWLEDGED;
  g_assert_false (pamor_machine_retry (s));
}

/* All that decides what happens next, as one word; attempts only as far as anything looks at it. */
static char *
describe (PamorSubmission *s)
{
  GString *text = g_string_new (pamor_state_get_nick (s->state));

  g_string_append_printf (text, " %u %s %u %d", MIN (s->attempts, PAMOR_TRANSIT_LIMIT),
                          s->reason == NULL ? "-" : s->reason, s->server_revision, s->next_at > 0);
  for (guint i = 0; i < s->attachments->len; i++)
    {
      PamorAttachment *photo = s->attachments->pdata[i];

      g_string_append_printf (text, " %d/%u/%d", (int) photo->offset, photo->failures,
                              photo->stored);
    }
  return g_string_free (text, FALSE);
}

static void
assert_ends_well (PamorSubmission *start)
{
  g_autoptr (PamorSubmission) s = pamor_submission_copy (start);
  gboolean known = FALSE;

  for (int i = 0; i < 20; i++)
    {
      if (s->state == PAMOR_STATE_ACKNOWLEDGED || s->state == PAMOR_STATE_PARKED
          || s->state == PAMOR_STATE_WITHDRAWN)
        return;
      known = s->state == PAMOR_STATE_UPLOADING && ask_next (s, known) == PAMOR_OP_ASK_OFFSET;
      g_assert_true (step (s, !known, PAMOR_VERDICT_OK));
    }
  g_error ("Never ends: %s", describe (s));
}

static void
visit (PamorSubmission *s,
       GHashTable      *seen,
       GQueue          *todo)
{
  char *name = describe (s);

  if (g_hash_table_contains (seen, name))
    {
      g_free (name);
      return;
    }
  pamor_machine_check (s);
  g_hash_table_add (seen, name);
  g_queue_push_tail (todo, pamor_submission_copy (s));
}

static void
test_from_every_reachable_state_a_sound_server_ends_it (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (PamorSubmission) start = make_row (PAMOR_STATE_QUEUED);
  g_autofree char *sealed = g_strdup (start->manifest_sha256);
  GQueue todo = G_QUEUE_INIT;

  visit (start, seen, &todo);
  while (!g_queue_is_empty (&todo))
    {
      g_autoptr (PamorSubmission) s = g_queue_pop_head (&todo);

      assert_ends_well (s);
      for (int class = 0; class < PAMOR_N_VERDICT_CLASSES; class++)
        for (int known = 0; known < 2; known++)
          {
            g_autoptr (PamorSubmission) next = pamor_submission_copy (s);

            if (!step (next, known, class))
              continue;
            g_assert_cmpstr (next->manifest_sha256, ==, sealed);
            next->next_at = MIN (next->next_at, 1);
            visit (next, seen, &todo);
          }
    }
  g_test_message ("%u reachable", g_hash_table_size (seen));
  g_assert_cmpint (g_hash_table_size (seen), >, 100);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/machine/every-state-meets-every-verdict",
                   test_every_state_meets_every_verdict);
  g_test_add_func ("/machine/other-states-ask-nothing", test_other_states_ask_nothing);
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
  g_test_add_func ("/machine/damage-on-the-way-parks-at-the-third-time",
                   test_damage_on_the_way_parks_at_the_third_time);
  g_test_add_func ("/machine/progress-forgives-damage-on-the-way",
                   test_progress_forgives_damage_on_the_way);
  g_test_add_func ("/machine/resync-adopts-the-servers-offset",
                   test_resync_adopts_the_servers_offset);
  g_test_add_func ("/machine/offsets-out-of-all-reason-end-with-a-person",
                   test_offsets_out_of_all_reason_end_with_a_person);
  g_test_add_func ("/machine/lost-starts-from-the-form-and-slows-down",
                   test_lost_starts_from_the_form_and_slows_down);
  g_test_add_func ("/machine/incomplete-after-all-uploads-again-and-slows-down",
                   test_incomplete_after_all_uploads_again_and_slows_down);
  g_test_add_func ("/machine/wanting-what-we-never-had-parks",
                   test_wanting_what_we_never_had_parks);
  g_test_add_func ("/machine/a-revision-goes-with-the-etag-of-the-one-before",
                   test_a_revision_goes_with_the_etag_of_the_one_before);
  g_test_add_func ("/machine/a-withdrawal-too-late-leaves-it-with-the-city",
                   test_a_withdrawal_too_late_leaves_it_with_the_city);
  g_test_add_func ("/machine/trying-again-and-our-own-damage",
                   test_trying_again_and_our_own_damage);
  g_test_add_func ("/machine/from-every-reachable-state-a-sound-server-ends-it",
                   test_from_every_reachable_state_a_sound_server_ends_it);
  return g_test_run ();
}
