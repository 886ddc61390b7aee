/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pure core of the sync: a submission's progress and an event in, the new progress and the next
 * request out. No main loop, no database, no HTTP, no clock: times come in the event. The caller
 * keeps the progress before each request and after each verdict; a crash between the two leaves
 * a row from which pamor_machine_next() asks again, and every request is safe to ask again.
 *
 * Guarantees, asserted in every build: acknowledged only by a receipt that names our own manifest
 * digest; a verdict on the link, the host or the login never parks an item; sealed members are
 * never written. attempts counts how often a row was taken since it last moved on: it has no limit
 * and blames nobody, it only orders the queue, so that a row that gets nowhere lets others pass. */
#include "sync/pamor-machine.h"

#include "base/pamor-clock.h"

/* A row that goes round in circles (lost again, incomplete again) waits so long between rounds. */
#define ROUND_WAIT_US (60 * G_USEC_PER_SEC)

static void
park (PamorSubmission *s,
      const char      *code,
      const char      *text,
      const char      *pointer)
{
  s->state = PAMOR_STATE_PARKED;
  s->next_at = 0;
  pamor_submission_set_reason (s, code, text, pointer);
}

/* The same reason twice without progress in between: slow down, the fault is not ours to end. */
static void
go_round (PamorSubmission *s,
          const char      *code,
          gint64           wall_us)
{
  gboolean again = g_strcmp0 (s->reason, code) == 0;

  s->next_at = again ? wall_us + ROUND_WAIT_US : 0;
  pamor_submission_set_reason (s, code, NULL, NULL);
}

static void
moved_on (PamorSubmission *s)
{
  s->attempts = 0;
  s->next_at = 0;
  pamor_submission_set_reason (s, NULL, NULL, NULL);
}

/* Further, but perhaps on a way that it went before: why it had to go back is remembered until the
 * receipt, so that whoever loses it again and again is not sent everything without a pause. */
static void
moved_on_in_round (PamorSubmission *s)
{
  const char *rounds[] = { "lost", "incomplete" }, *reason = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rounds); i++)
    if (g_strcmp0 (s->reason, rounds[i]) == 0)
      reason = rounds[i];
  moved_on (s);
  pamor_submission_set_reason (s, reason, NULL, NULL);
}

/** pamor_machine_send_again: from the beginning: the city has nothing of it that counts */
void
pamor_machine_send_again (PamorSubmission *s)
{
  g_return_if_fail (PAMOR_IS_SUBMISSION (s));

  s->state = PAMOR_STATE_QUEUED;
  s->status = PAMOR_STATUS_NONE;
  for (guint i = 0; i < s->attachments->len; i++)
    {
      PamorAttachment *attachment = s->attachments->pdata[i];

      attachment->stored = FALSE;
      attachment->offset = 0;
    }
}

static void
name_request (PamorSubmission *s,
              PamorOperation   op,
              PamorAttachment *attachment,
              PamorRequest    *request)
{
  pamor_request_clear (request);
  request->op = op;
  request->submission = g_strdup (s->id);
  request->revision = s->revision;
  if (op == PAMOR_OP_PUT_SUBMISSION && s->revision > 1)
    request->etag = g_strdup (s->base_etag != NULL ? s->base_etag : s->etag);
  if (attachment != NULL)
    {
      request->attachment = g_strdup (attachment->id);
      request->offset = attachment->offset;
    }
}

static void
next_upload (PamorSubmission *s,
             gboolean         offset_known,
             gint64           chunk_bytes,
             PamorRequest    *request,
             gint64          *length)
{
  PamorAttachment *attachment = pamor_submission_next_attachment (s);

  if (attachment == NULL)
    {
      s->state = PAMOR_STATE_CONFIRMING;
      name_request (s, PAMOR_OP_GET_RECEIPT, NULL, request);
      return;
    }

  /* Taken before and no answer kept: how much arrived, only the server knows. */
  if (s->attempts > 0 && !offset_known)
    {
      name_request (s, PAMOR_OP_ASK_OFFSET, attachment, request);
      return;
    }
  name_request (s, PAMOR_OP_SEND_CHUNK, attachment, request);
  *length = CLAMP (chunk_bytes, 1, MAX (attachment->size - attachment->offset, 1));
}

/**
 * pamor_machine_next:
 * @s: a copy of the row; its new progress is to be kept before the request goes out
 * @offset_known: the server told the offset of this row just now, in this very run
 * @chunk_bytes: how much of a photo to send at most
 * @request: initialised; told what to ask. Its body is the caller's: the sealed payload of a PUT,
 *   @length bytes of the photo from offset on of a chunk
 * @length: of a chunk
 *
 * Returns: FALSE when a row in this state asks nothing of the server
 */
gboolean
pamor_machine_next (PamorSubmission *s,
                    gboolean         offset_known,
                    gint64           chunk_bytes,
                    PamorRequest    *request,
                    gint64          *length)
{
  g_return_val_if_fail (PAMOR_IS_SUBMISSION (s) && request != NULL && length != NULL, FALSE);

  *length = 0;
  switch (s->state)
    {
    case PAMOR_STATE_QUEUED:
    case PAMOR_STATE_SENDING: /* a crash or a lost reply: the PUT is idempotent */
      s->state = PAMOR_STATE_SENDING;
      name_request (s, PAMOR_OP_PUT_SUBMISSION, NULL, request);
      break;

    case PAMOR_STATE_UPLOADING:
      next_upload (s, offset_known, chunk_bytes, request, length);
      break;

    case PAMOR_STATE_CONFIRMING:
      name_request (s, PAMOR_OP_GET_RECEIPT, NULL, request);
      break;

    case PAMOR_STATE_WITHDRAWING:
      name_request (s, PAMOR_OP_WITHDRAW, NULL, request);
      break;

    case PAMOR_STATE_DRAFT:
    case PAMOR_STATE_ACKNOWLEDGED:
    case PAMOR_STATE_PARKED:
    case PAMOR_STATE_WITHDRAWN:
    case PAMOR_STATE_PURGED:
    default:
      return FALSE;
    }

  s->attempts++;
  return TRUE;
}

/* What the server still wants. FALSE: it wants something that we never had. */
static gboolean
adopt_missing (PamorSubmission *s,
               GStrv            missing)
{
  for (guint i = 0; missing != NULL && missing[i] != NULL; i++)
    if (pamor_submission_find_attachment (s, missing[i]) == NULL)
      return FALSE;

  for (guint i = 0; missing != NULL && i < s->attachments->len; i++)
    {
      PamorAttachment *attachment = s->attachments->pdata[i];

      attachment->stored = !g_strv_contains ((const char *const *) missing, attachment->id);
      if (attachment->stored)
        attachment->offset = attachment->size;
      else if (attachment->offset >= attachment->size)
        attachment->offset = 0; /* what was believed is refuted */
    }
  return pamor_submission_next_attachment (s) != NULL;
}

static void
put_accepted (PamorSubmission    *s,
              const PamorVerdict *verdict)
{
  s->server_revision = s->revision;
  g_free (s->etag);
  s->etag = g_strdup (verdict->etag);

  if (verdict->incomplete && !adopt_missing (s, verdict->missing))
    {
      park (s, "missing-unknown", NULL, NULL);
      return;
    }
  s->state = verdict->incomplete ? PAMOR_STATE_UPLOADING : PAMOR_STATE_CONFIRMING;
  if (!verdict->incomplete)
    for (guint i = 0; i < s->attachments->len; i++)
      {
        PamorAttachment *attachment = s->attachments->pdata[i];

        attachment->stored = TRUE;
        attachment->offset = attachment->size;
      }

  moved_on_in_round (s);
}

/* Says how much of @attachment the server has. FALSE: more than there is of it. */
static gboolean
adopt_offset (PamorSubmission *s,
              PamorAttachment *attachment,
              gint64           offset)
{
  if (offset < 0 || offset > attachment->size)
    return FALSE;

  attachment->offset = offset;
  attachment->stored = offset == attachment->size;
  if (pamor_submission_next_attachment (s) == NULL)
    s->state = PAMOR_STATE_CONFIRMING;
  return TRUE;
}

/* Failures of one photo since its last progress. */
static void
count_transit (PamorSubmission    *s,
               PamorAttachment    *attachment,
               const PamorVerdict *verdict)
{
  attachment->failures++;
  if (attachment->failures >= PAMOR_TRANSIT_LIMIT)
    park (s, "transit", verdict->message, NULL);
  else
    pamor_submission_set_reason (s, "transit", verdict->message, NULL);
}

static void
chunk_accepted (PamorSubmission    *s,
                const PamorRequest *request,
                gint64              length,
                const PamorVerdict *verdict)
{
  PamorAttachment *attachment = pamor_submission_find_attachment (s, request->attachment);
  gint64 offset = verdict->offset >= 0 ? verdict->offset : request->offset + length;

  /* "Taken, and still nothing of it is here" would go on for ever. */
  if (offset <= request->offset || !adopt_offset (s, attachment, offset))
    {
      count_transit (s, attachment, verdict);
      return;
    }
  attachment->failures = 0;
  moved_on_in_round (s);
}

/* An offset told is no progress by itself, so attempts stays and others get their turn. */
static void
offset_told (PamorSubmission    *s,
             const PamorRequest *request,
             const PamorVerdict *verdict)
{
  PamorAttachment *attachment = pamor_submission_find_attachment (s, request->attachment);
  gboolean backwards = verdict->offset <= request->offset;

  if (!adopt_offset (s, attachment, verdict->offset)
      || (request->op == PAMOR_OP_SEND_CHUNK && backwards))
    {
      count_transit (s, attachment, verdict);
      return;
    }
  s->next_at = 0;
}

static const char *
get_text (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node == NULL || json_node_get_value_type (node) != G_TYPE_STRING
           ? NULL : json_node_get_string (node);
}

/* Judged as a receipt before it came here; one without a number is no receipt all the same. */
static void
receipt_came (PamorSubmission    *s,
              const PamorVerdict *verdict,
              gint64              wall_us)
{
  JsonObject *receipt = verdict->body == NULL ? NULL : json_node_get_object (verdict->body);
  const char *sha256 = receipt == NULL ? NULL : get_text (receipt, "manifest_sha256");
  const char *number = receipt == NULL ? NULL : get_text (receipt, "number");

  if (number == NULL || sha256 == NULL)
    {
      go_round (s, "server", wall_us);
      return;
    }
  if (g_strcmp0 (sha256, s->manifest_sha256) != 0)
    {
      park (s, "receipt-differs", NULL, NULL);
      return;
    }

  s->state = PAMOR_STATE_ACKNOWLEDGED;
  s->server_revision = s->revision;
  g_free (s->number);
  s->number = g_strdup (number);
  g_free (s->pickup);
  s->pickup = g_strdup (get_text (receipt, "pickup"));
  g_free (s->qr);
  s->qr = g_strdup (get_text (receipt, "qr"));
  if (!pamor_clock_parse_utc (get_text (receipt, "received_at"), &s->received_at))
    s->received_at = wall_us;
  moved_on (s);

  g_assert (g_str_equal (sha256, s->manifest_sha256));
}

static void
accepted (PamorSubmission    *s,
          const PamorRequest *request,
          gint64              length,
          const PamorVerdict *verdict,
          gint64              wall_us)
{
  switch (request->op)
    {
    case PAMOR_OP_PUT_SUBMISSION:
      put_accepted (s, verdict);
      break;

    case PAMOR_OP_ASK_OFFSET:
      offset_told (s, request, verdict);
      break;

    case PAMOR_OP_SEND_CHUNK:
      chunk_accepted (s, request, length, verdict);
      break;

    case PAMOR_OP_GET_RECEIPT:
      receipt_came (s, verdict, wall_us);
      break;

    default: /* no other is asked for a row */
      g_assert (request->op == PAMOR_OP_WITHDRAW);
      s->state = PAMOR_STATE_WITHDRAWN;
      moved_on (s);
    }
}

/* The link, the host or the login: the row is as good as before, and waits with all others. */
static void
wait_for_host (PamorSubmission    *s,
               const PamorVerdict *verdict)
{
  if (s->state == PAMOR_STATE_SENDING)
    s->state = PAMOR_STATE_QUEUED;
  pamor_submission_set_reason (s, pamor_verdict_class_get_nick (verdict->class), NULL, NULL);
}

static void
damaged_on_the_way (PamorSubmission    *s,
                    const PamorRequest *request,
                    const PamorVerdict *verdict)
{
  PamorAttachment *attachment = pamor_submission_find_attachment (s, request->attachment);
  gboolean again = g_strcmp0 (s->reason, "transit") == 0;

  if (attachment != NULL)
    {
      adopt_offset (s, attachment, verdict->offset); /* where the server says what it kept */
      count_transit (s, attachment, verdict);
      return;
    }

  /* The form itself has no counter of its own: damaged twice running, and often tried. */
  if (again && s->attempts >= PAMOR_TRANSIT_LIMIT)
    {
      park (s, "transit", verdict->message, NULL);
      return;
    }
  if (s->state == PAMOR_STATE_SENDING)
    s->state = PAMOR_STATE_QUEUED;
  pamor_submission_set_reason (s, "transit", verdict->message, NULL);
}

/* Where it does not stand as we believed. A server that tells one offset when asked and another
 * when sent to, or none, would be asked for ever. */
static void
out_of_step (PamorSubmission    *s,
             const PamorRequest *request,
             const PamorVerdict *verdict,
             gint64              wall_us)
{
  if (s->state == PAMOR_STATE_SENDING)
    s->state = PAMOR_STATE_QUEUED;
  if (request->attachment != NULL && verdict->offset >= 0)
    offset_told (s, request, verdict);
  if (s->state != PAMOR_STATE_PARKED)
    go_round (s, "resync", wall_us);
}

static void
lost (PamorSubmission    *s,
      const PamorRequest *request,
      const PamorVerdict *verdict,
      gint64              wall_us)
{
  if (request->op == PAMOR_OP_WITHDRAW) /* nothing there to take back */
    {
      s->state = PAMOR_STATE_WITHDRAWN;
      moved_on (s);
      return;
    }
  s->server_revision = 0;
  pamor_machine_send_again (s);
  if (request->op == PAMOR_OP_PUT_SUBMISSION) /* a revision of what is gone */
    {
      park (s, "lost-revision", verdict->message, NULL);
      return;
    }
  go_round (s, "lost", wall_us);
}

static void
incomplete (PamorSubmission    *s,
            const PamorVerdict *verdict,
            gint64              wall_us)
{
  if (!adopt_missing (s, verdict->missing))
    {
      park (s, "missing-unknown", verdict->message, NULL);
      return;
    }
  s->state = PAMOR_STATE_UPLOADING;
  go_round (s, "incomplete", wall_us);
}

static void
refused (PamorSubmission    *s,
         const PamorRequest *request,
         const PamorVerdict *verdict)
{
  /* Too late to take it back: the city works on it, as before. That is no receipt: a correction
   * that it did not get, or of which it said nothing yet, is not acknowledged by it. */
  if (request->op == PAMOR_OP_WITHDRAW && s->received_at != 0
      && s->server_revision == s->revision)
    {
      s->state = PAMOR_STATE_ACKNOWLEDGED;
      s->attempts = 0;
      pamor_submission_set_reason (s, verdict->code, verdict->message, NULL);
      return;
    }
  park (s, verdict->code != NULL ? verdict->code : "refused", verdict->message, verdict->pointer);
}

/**
 * pamor_machine_apply:
 * @s: the row for which pamor_machine_next() gave @request
 * @length: of the chunk, where one was sent
 * @verdict: what came of it
 * @wall_us: now, by the wall clock
 *
 * The new progress, to be kept.
 */
void
pamor_machine_apply (PamorSubmission    *s,
                     const PamorRequest *request,
                     gint64              length,
                     const PamorVerdict *verdict,
                     gint64              wall_us)
{
  g_return_if_fail (PAMOR_IS_SUBMISSION (s) && request != NULL && verdict != NULL);
  g_return_if_fail (g_strcmp0 (s->id, request->submission) == 0);
  g_return_if_fail (s->revision == request->revision);
  g_return_if_fail (request->attachment == NULL
                    || pamor_submission_find_attachment (s, request->attachment) != NULL);

  switch (verdict->class)
    {
    case PAMOR_VERDICT_OK:
      accepted (s, request, length, verdict, wall_us);
      break;

    case PAMOR_VERDICT_LINK:
    case PAMOR_VERDICT_TLS:
    case PAMOR_VERDICT_PORTAL:
    case PAMOR_VERDICT_AUTH:
    case PAMOR_VERDICT_SERVER:
    case PAMOR_VERDICT_THROTTLE:
    case PAMOR_VERDICT_UPGRADE:
      wait_for_host (s, verdict);
      break;

    case PAMOR_VERDICT_TRANSIT:
      damaged_on_the_way (s, request, verdict);
      break;

    case PAMOR_VERDICT_RESYNC:
      out_of_step (s, request, verdict, wall_us);
      break;

    case PAMOR_VERDICT_LOST:
      lost (s, request, verdict, wall_us);
      break;

    case PAMOR_VERDICT_INCOMPLETE:
      if (request->op == PAMOR_OP_GET_RECEIPT)
        incomplete (s, verdict, wall_us);
      else
        wait_for_host (s, verdict);
      break;

    case PAMOR_VERDICT_ITEM:
    default:
      refused (s, request, verdict);
    }
  pamor_machine_check (s);
}

/** pamor_machine_park_damaged: our own copy no longer has the digest that it was sealed with */
void
pamor_machine_park_damaged (PamorSubmission *s)
{
  g_return_if_fail (PAMOR_IS_SUBMISSION (s));

  park (s, "local-damaged", NULL, NULL);
}

/** pamor_machine_retry: a person says "try again". Returns: FALSE where that means nothing */
gboolean
pamor_machine_retry (PamorSubmission *s)
{
  g_return_val_if_fail (PAMOR_IS_SUBMISSION (s), FALSE);

  if (!pamor_submission_can_retry (s))
    return FALSE;

  if (s->state == PAMOR_STATE_PARKED)
    {
      s->state = PAMOR_STATE_QUEUED;
      moved_on (s);
      for (guint i = 0; i < s->attachments->len; i++)
        ((PamorAttachment *) s->attachments->pdata[i])->failures = 0;
    }
  s->next_at = 0;
  return TRUE;
}

/** pamor_machine_check: the invariants of one row; a breach stops the program before it is kept */
void
pamor_machine_check (PamorSubmission *s)
{
  g_assert (s->state < PAMOR_N_STATES);
  g_assert (s->server_revision <= s->revision);
  if (s->state == PAMOR_STATE_ACKNOWLEDGED)
    g_assert (s->number != NULL && s->manifest_sha256 != NULL);
  if (s->state == PAMOR_STATE_PARKED)
    g_assert (s->reason != NULL);

  for (guint i = 0; i < s->attachments->len; i++)
    {
      PamorAttachment *attachment = s->attachments->pdata[i];

      g_assert (attachment->offset >= 0 && attachment->offset <= attachment->size);
      g_assert (!attachment->stored || attachment->offset == attachment->size);
    }
}
