/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-row.h"

#define ID "01935000-0000-7000-8000-000000000001"

PamorSubmission *
pamor_test_row_new (PamorState state)
{
  PamorSubmission *s = pamor_submission_new ();
  g_autoptr (GBytes) photo = g_bytes_new_static ("0123456789", 10);

  s->id = g_strdup (ID);
  s->revision = 1;
  s->state = state;
  s->payload_sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "{}", -1);
  s->payload_size = 2;
  g_ptr_array_add (s->attachments, pamor_attachment_new (PAMOR_TEST_KTP, "KTP", photo));
  g_ptr_array_add (s->attachments, pamor_attachment_new (PAMOR_TEST_KK, "KK", photo));
  s->manifest_sha256 = pamor_submission_make_manifest_sha256 (s->payload_sha256, s->attachments);
  return s;
}

PamorAttachment *
pamor_test_row_photo (PamorSubmission *s,
                      const char      *id)
{
  return pamor_submission_find_attachment (s, id);
}

void
pamor_test_verdict_set_receipt (PamorVerdict *verdict,
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
  const char *both[] = { PAMOR_TEST_KTP, PAMOR_TEST_KK, NULL };

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
    pamor_test_verdict_set_receipt (verdict, s->manifest_sha256);
  return verdict;
}

static PamorVerdict *
make_verdict (PamorSubmission    *s,
              const PamorRequest *request,
              gint64              length,
              PamorVerdictClass   class)
{
  const char *one[] = { PAMOR_TEST_KK, NULL };
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

gboolean
pamor_test_row_step (PamorSubmission   *s,
                     gboolean           offset_known,
                     PamorVerdictClass  class)
{
  g_auto (PamorRequest) request = { 0 };
  g_autoptr (PamorVerdict) verdict = NULL;
  gint64 length;

  if (!pamor_machine_next (s, offset_known, PAMOR_TEST_ROW_CHUNK, &request, &length))
    return FALSE;
  verdict = make_verdict (s, &request, length, class);
  pamor_machine_apply (s, &request, length, verdict, PAMOR_TEST_ROW_NOW);
  return TRUE;
}

PamorOperation
pamor_test_row_ask (PamorSubmission *s,
                    gboolean         offset_known)
{
  g_auto (PamorRequest) request = { 0 };
  g_autoptr (PamorSubmission) copy = pamor_submission_copy (s);
  gint64 length;

  g_assert_true (pamor_machine_next (copy, offset_known, PAMOR_TEST_ROW_CHUNK, &request, &length));
  return request.op;
}
