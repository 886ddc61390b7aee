/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-submission.h"

#define FIRST "01981c00-0000-7000-8000-000000000001"
#define SECOND "01981c00-0000-7000-8000-000000000002"

static PamorAttachment *
make_attachment (const char *id,
                 const char *text)
{
  g_autoptr (GBytes) content = g_bytes_new (text, strlen (text));

  return pamor_attachment_new (id, "KK", content);
}

/* Two photos of 9 and 8 bytes and a payload of 100 */
static PamorSubmission *
make_submission (PamorState state)
{
  PamorSubmission *self = pamor_submission_new ();

  self->id = g_strdup ("01981c00-0000-7000-8000-000000000000");
  self->service = g_strdup ("AKTA_LAHIR");
  self->title = g_strdup ("Bunga Contoh");
  self->state = state;
  self->revision = 1;
  self->payload_size = 100;
  g_ptr_array_add (self->attachments, make_attachment (FIRST, "foto satu"));
  g_ptr_array_add (self->attachments, make_attachment (SECOND, "foto dua"));
  return self;
}

static void
test_nicks_go_there_and_back (void)
{
  for (int i = 0; i < PAMOR_N_STATES; i++)
    {
      PamorState state = PAMOR_N_STATES;

      g_assert_true (pamor_state_from_nick (pamor_state_get_nick (i), &state));
      g_assert_cmpint (state, ==, i);
    }
  for (int i = 0; i <= PAMOR_STATUS_FAILED; i++)
    {
      PamorStatus status = PAMOR_STATUS_FAILED + 1;

      g_assert_true (pamor_status_from_nick (pamor_status_get_nick (i), &status));
      g_assert_cmpint (status, ==, i);
    }
}

static void
test_an_unknown_nick_touches_nothing (void)
{
  PamorState state = PAMOR_STATE_PARKED;
  PamorStatus status = PAMOR_STATUS_DONE;

  g_assert_false (pamor_state_from_nick ("Draft", &state));
  g_assert_false (pamor_state_from_nick (NULL, &state));
  g_assert_false (pamor_status_from_nick ("printed", &status));
  g_assert_cmpint (state, ==, PAMOR_STATE_PARKED);
  g_assert_cmpint (status, ==, PAMOR_STATUS_DONE);
}

static void
test_an_attachment_knows_size_and_digest_of_its_content (void)
{
  g_autoptr (PamorAttachment) attachment = make_attachment (FIRST, "foto satu");

  g_assert_cmpint (attachment->size, ==, 9);
  g_assert_cmpstr (attachment->media_type, ==, "image/jpeg");
  g_assert_cmpstr (attachment->sha256, ==,
                   "48f8d0d96dd12a445ee9bfa2a3ab4a03aa09cab18b4f46849be5210bd66829ad");
}

static void
test_a_copy_is_its_own_to_the_last_attachment (void)
{
  g_autoptr (PamorSubmission) self = make_submission (PAMOR_STATE_UPLOADING);
  g_autoptr (PamorSubmission) copy = pamor_submission_copy (self);
  PamorAttachment *attachment = copy->attachments->pdata[1];

  g_assert_cmpstr (copy->title, ==, "Bunga Contoh");
  g_assert_cmpint (copy->state, ==, PAMOR_STATE_UPLOADING);
  g_assert_cmpint (copy->payload_size, ==, 100);
  g_assert_cmpstr (attachment->id, ==, SECOND);
  g_assert_true (copy->title != self->title);

  attachment->stored = TRUE;
  copy->state = PAMOR_STATE_CONFIRMING;
  pamor_submission_set_reason (copy, "offline", NULL, NULL);
  g_assert_false (((PamorAttachment *) self->attachments->pdata[1])->stored);
  g_assert_cmpint (self->state, ==, PAMOR_STATE_UPLOADING);
  g_assert_null (self->reason);
}

static void
test_a_reason_may_be_set_from_itself_and_cleared (void)
{
  g_autoptr (PamorSubmission) self = make_submission (PAMOR_STATE_PARKED);

  pamor_submission_set_reason (self, "validation", "NIK salah.", "/answers/anak/nik");
  pamor_submission_set_reason (self, self->reason, self->reason_text, self->reason_pointer);
  g_assert_cmpstr (self->reason, ==, "validation");
  g_assert_cmpstr (self->reason_text, ==, "NIK salah.");
  g_assert_cmpstr (self->reason_pointer, ==, "/answers/anak/nik");
  pamor_submission_set_reason (self, NULL, NULL, NULL);
  g_assert_null (self->reason);
  g_assert_null (self->reason_text);
  g_assert_null (self->reason_pointer);
}

static void
test_the_next_attachment_is_the_first_not_stored (void)
{
  g_autoptr (PamorSubmission) self = make_submission (PAMOR_STATE_UPLOADING);

  g_assert_cmpstr (pamor_submission_next_attachment (self)->id, ==, FIRST);
  pamor_submission_find_attachment (self, FIRST)->stored = TRUE;
  g_assert_cmpstr (pamor_submission_next_attachment (self)->id, ==, SECOND);
  pamor_submission_find_attachment (self, SECOND)->stored = TRUE;
  g_assert_null (pamor_submission_next_attachment (self));
  g_assert_null (pamor_submission_find_attachment (self, "no such"));
}

static void
test_bytes_left_shrink_as_the_server_confirms_them (void)
{
  g_autoptr (PamorSubmission) self = make_submission (PAMOR_STATE_QUEUED);

  g_assert_cmpint (pamor_submission_bytes_total (self), ==, 117);
  g_assert_cmpint (pamor_submission_bytes_left (self), ==, 117);
  self->state = PAMOR_STATE_UPLOADING;
  self->server_revision = 1;
  g_assert_cmpint (pamor_submission_bytes_left (self), ==, 17);
  pamor_submission_find_attachment (self, FIRST)->offset = 4;
  g_assert_cmpint (pamor_submission_bytes_left (self), ==, 13);
  pamor_submission_find_attachment (self, FIRST)->stored = TRUE;
  g_assert_cmpint (pamor_submission_bytes_left (self), ==, 8);
  self->state = PAMOR_STATE_CONFIRMING;
  g_assert_cmpint (pamor_submission_bytes_left (self), ==, 0);
  self->state = PAMOR_STATE_ACKNOWLEDGED;
  g_assert_cmpint (pamor_submission_bytes_left (self), ==, 0);
  g_assert_cmpint (pamor_submission_bytes_total (self), ==, 117);
}

static void
test_a_correction_has_its_payload_to_send_again (void)
{
  g_autoptr (PamorSubmission) self = make_submission (PAMOR_STATE_QUEUED);

  self->revision = 2;
  self->server_revision = 1;
  pamor_submission_find_attachment (self, FIRST)->stored = TRUE;
  g_assert_cmpint (pamor_submission_bytes_left (self), ==, 108);
}

static void
test_what_a_person_may_do_follows_from_the_state (void)
{
  g_autoptr (PamorSubmission) self = make_submission (PAMOR_STATE_DRAFT);
  static const struct { gboolean waits, correct, retry, withdraw; } may[PAMOR_N_STATES] = {
    [PAMOR_STATE_QUEUED] = { TRUE, FALSE, TRUE, TRUE },
    [PAMOR_STATE_SENDING] = { TRUE, FALSE, TRUE, TRUE },
    [PAMOR_STATE_UPLOADING] = { TRUE, FALSE, TRUE, TRUE },
    [PAMOR_STATE_CONFIRMING] = { TRUE, FALSE, TRUE, TRUE },
    [PAMOR_STATE_ACKNOWLEDGED] = { FALSE, FALSE, FALSE, TRUE },
    [PAMOR_STATE_PARKED] = { FALSE, TRUE, TRUE, TRUE },
    [PAMOR_STATE_WITHDRAWING] = { TRUE, FALSE, TRUE },
  };

  for (int i = 0; i < PAMOR_N_STATES; i++)
    {
      self->state = i;
      g_assert_cmpint (pamor_submission_is_waiting (self), ==, may[i].waits);
      g_assert_cmpint (pamor_submission_can_correct (self), ==, may[i].correct);
      g_assert_cmpint (pamor_submission_can_retry (self), ==, may[i].retry);
      g_assert_cmpint (pamor_submission_can_withdraw (self), ==, may[i].withdraw);
    }
  self->state = PAMOR_STATE_ACKNOWLEDGED;
  self->status = PAMOR_STATUS_REJECTED;
  g_assert_true (pamor_submission_can_correct (self));
  g_assert_true (pamor_submission_can_withdraw (self));
  self->status = PAMOR_STATUS_DONE;
  g_assert_false (pamor_submission_can_withdraw (self));
}

/* By hand: printf '%s\n' "$payload" "$first 9 $sha1" "$second 8 $sha2" | sha256sum */
static void
test_the_manifest_digest_covers_payload_and_photos_by_id (void)
{
  const char *payload = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"; /* {} */
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (PamorSubmission) self = make_submission (PAMOR_STATE_QUEUED);
  g_autofree char *empty = pamor_submission_make_manifest_sha256 (payload, none);
  g_autofree char *sorted = pamor_submission_make_manifest_sha256 (payload, self->attachments);
  g_autofree char *turned = NULL;
  gpointer first = self->attachments->pdata[0];

  self->attachments->pdata[0] = self->attachments->pdata[1];
  self->attachments->pdata[1] = first;
  turned = pamor_submission_make_manifest_sha256 (payload, self->attachments);

  g_assert_cmpstr (empty, ==, "a08339bb9a7257f96ded933bbcd13eb614b68e67580f4ddb320f82059723121b");
  g_assert_cmpstr (sorted, ==, "1b758cfc5a2fe9785ed4ed3b84d06f8f1e053b181c3cc6423433b9a714538c6a");
  g_assert_cmpstr (turned, ==, sorted);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/submission/nicks-go-there-and-back", test_nicks_go_there_and_back);
  g_test_add_func ("/submission/an-unknown-nick-touches-nothing",
                   test_an_unknown_nick_touches_nothing);
  g_test_add_func ("/submission/an-attachment-knows-its-content",
                   test_an_attachment_knows_size_and_digest_of_its_content);
  g_test_add_func ("/submission/a-copy-is-its-own",
                   test_a_copy_is_its_own_to_the_last_attachment);
  g_test_add_func ("/submission/a-reason-may-be-set-from-itself",
                   test_a_reason_may_be_set_from_itself_and_cleared);
  g_test_add_func ("/submission/the-next-attachment-is-the-first-not-stored",
                   test_the_next_attachment_is_the_first_not_stored);
  g_test_add_func ("/submission/bytes-left-shrink-as-confirmed",
                   test_bytes_left_shrink_as_the_server_confirms_them);
  g_test_add_func ("/submission/a-correction-sends-its-payload-again",
                   test_a_correction_has_its_payload_to_send_again);
  g_test_add_func ("/submission/what-a-person-may-do",
                   test_what_a_person_may_do_follows_from_the_state);
  g_test_add_func ("/submission/the-manifest-digest-covers-all-by-id",
                   test_the_manifest_digest_covers_payload_and_photos_by_id);
  return g_test_run ();
}
