/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of one thing entered, as plain values; no I/O, no thread of its own. */
#include "domain/pamor-submission.h"

#include <string.h>

static const char *const state_nicks[] = {
  "draft", "queued", "sending", "uploading", "confirming", "acknowledged", "parked", "withdrawing",
  "withdrawn", "purged", NULL
};

static const char *const status_nicks[] = {
  "none", "verification", "processing", "done", "collected", "rejected", "failed", NULL
};

static gboolean
from_nick (const char *const *nicks,
           const char        *nick,
           int               *value)
{
  for (int i = 0; nick != NULL && nicks[i] != NULL; i++)
    if (g_str_equal (nicks[i], nick))
      {
        *value = i;
        return TRUE;
      }
  return FALSE;
}

/** pamor_state_get_nick: Returns: (transfer none): as the database and pamorctl have it */
const char *
pamor_state_get_nick (PamorState state)
{
  g_return_val_if_fail (state < PAMOR_N_STATES, NULL);

  return state_nicks[state];
}

/** pamor_state_from_nick: @state is untouched when @nick (nullable) names none */
gboolean
pamor_state_from_nick (const char *nick,
                       PamorState *state)
{
  int value;

  if (!from_nick (state_nicks, nick, &value))
    return FALSE;
  *state = value;
  return TRUE;
}

/** pamor_status_get_nick: Returns: (transfer none): as the contract has it */
const char *
pamor_status_get_nick (PamorStatus status)
{
  g_return_val_if_fail (status <= PAMOR_STATUS_FAILED, NULL);

  return status_nicks[status];
}

/** pamor_status_from_nick: @status is untouched when @nick (nullable) names none */
gboolean
pamor_status_from_nick (const char  *nick,
                        PamorStatus *status)
{
  int value;

  if (!from_nick (status_nicks, nick, &value))
    return FALSE;
  *status = value;
  return TRUE;
}

/* How every one begins */
#define PDF_HEAD "%PDF-"

static gboolean
is_pdf (GBytes *content)
{
  gsize size;
  const char *data = g_bytes_get_data (content, &size);

  return size >= strlen (PDF_HEAD) && memcmp (data, PDF_HEAD, strlen (PDF_HEAD)) == 0;
}

/** pamor_attachment_is_pdf: Returns: whether it is a PDF that goes as it is; else it is a photo */
gboolean
pamor_attachment_is_pdf (const PamorAttachment *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_str_equal (self->media_type, PAMOR_MEDIA_TYPE_PDF);
}

/**
 * pamor_attachment_new:
 * @id: UUIDv7
 * @requirement: code in the catalogue
 * @content: a JPEG, or a PDF that goes as it is; its size and digest are taken
 *
 * Returns: (transfer full): with a reference to @content
 */
PamorAttachment *
pamor_attachment_new (const char *id,
                      const char *requirement,
                      GBytes     *content)
{
  PamorAttachment *self = g_new0 (PamorAttachment, 1);

  self->id = g_strdup (id);
  self->requirement = g_strdup (requirement);
  self->media_type = g_strdup (is_pdf (content) ? PAMOR_MEDIA_TYPE_PDF : "image/jpeg");
  self->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  self->size = g_bytes_get_size (content);
  self->content = g_bytes_ref (content);
  return self;
}

/** pamor_attachment_copy: Returns: (transfer full): the content, if here, is shared, not copied */
PamorAttachment *
pamor_attachment_copy (const PamorAttachment *self)
{
  PamorAttachment *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->requirement = g_strdup (self->requirement);
  copy->media_type = g_strdup (self->media_type);
  copy->sha256 = g_strdup (self->sha256);
  copy->content = self->content == NULL ? NULL : g_bytes_ref (self->content);
  return copy;
}

/** pamor_attachment_free: the photo in the store stays */
void
pamor_attachment_free (PamorAttachment *self)
{
  g_free (self->id);
  g_free (self->requirement);
  g_free (self->media_type);
  g_free (self->sha256);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_free (self);
}

G_DEFINE_FINAL_TYPE (PamorSubmission, pamor_submission, G_TYPE_OBJECT)

/* Every string member, so that copying and freeing can forget none. */
#define STRINGS(self) \
  { &(self)->id, &(self)->service, &(self)->kind, &(self)->title, &(self)->activity, \
    &(self)->subject, &(self)->street, &(self)->phone, &(self)->case_id, &(self)->case_name, \
    &(self)->qr, &(self)->payload_sha256, &(self)->manifest_sha256, &(self)->reason, \
    &(self)->reason_text, &(self)->reason_pointer, &(self)->etag, &(self)->number, \
    &(self)->pickup, &(self)->status_reason, &(self)->status_text, &(self)->status_pointer, \
    &(self)->replaces, &(self)->replaced_by, &(self)->changes, \
    &(self)->base_etag }

static void
pamor_submission_finalize (GObject *object)
{
  PamorSubmission *self = PAMOR_SUBMISSION (object);
  char **strings[] = STRINGS (self);

  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    g_free (*strings[i]);
  g_ptr_array_unref (self->attachments);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  G_OBJECT_CLASS (pamor_submission_parent_class)->finalize (object);
}

static void
pamor_submission_class_init (PamorSubmissionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_submission_finalize;
}

static void
pamor_submission_init (PamorSubmission *self)
{
  self->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_attachment_free);
}

/** pamor_submission_new: Returns: (transfer full): an empty draft */
PamorSubmission *
pamor_submission_new (void)
{
  return g_object_new (PAMOR_TYPE_SUBMISSION, NULL);
}

/** pamor_submission_copy: Returns: (transfer full): a copy of its own, attachments too */
PamorSubmission *
pamor_submission_copy (PamorSubmission *self)
{
  PamorSubmission *copy = pamor_submission_new ();
  char **from[] = STRINGS (self), **to[] = STRINGS (copy);
  const gsize head = G_STRUCT_OFFSET (PamorSubmission, id);
  GPtrArray *attachments = copy->attachments;

  g_return_val_if_fail (PAMOR_IS_SUBMISSION (self), NULL);

  memcpy ((char *) copy + head, (char *) self + head, sizeof *self - head);
  for (gsize i = 0; i < G_N_ELEMENTS (from); i++)
    *to[i] = g_strdup (*from[i]);
  copy->attachments = attachments;
  if (copy->people != NULL)
    g_ptr_array_ref (copy->people);
  for (guint i = 0; i < self->attachments->len; i++)
    g_ptr_array_add (attachments, pamor_attachment_copy (self->attachments->pdata[i]));
  return copy;
}

/** pamor_submission_set_reason: why it waits or is parked; all three NULL to clear */
void
pamor_submission_set_reason (PamorSubmission *self,
                             const char      *code,
                             const char      *text,
                             const char      *pointer)
{
  g_autofree char *old_code = g_steal_pointer (&self->reason);
  g_autofree char *old_text = g_steal_pointer (&self->reason_text);
  g_autofree char *old_pointer = g_steal_pointer (&self->reason_pointer);

  g_return_if_fail (PAMOR_IS_SUBMISSION (self));

  self->reason = g_strdup (code);
  self->reason_text = g_strdup (text);
  self->reason_pointer = g_strdup (pointer);
}

/** pamor_submission_find_attachment: Returns: (transfer none) (nullable): by id */
PamorAttachment *
pamor_submission_find_attachment (PamorSubmission *self,
                                  const char      *id)
{
  g_return_val_if_fail (PAMOR_IS_SUBMISSION (self), NULL);

  for (guint i = 0; i < self->attachments->len; i++)
    {
      PamorAttachment *attachment = self->attachments->pdata[i];

      if (g_strcmp0 (attachment->id, id) == 0)
        return attachment;
    }
  return NULL;
}

/** pamor_submission_next_attachment: Returns: (transfer none) (nullable): the first not stored */
PamorAttachment *
pamor_submission_next_attachment (PamorSubmission *self)
{
  g_return_val_if_fail (PAMOR_IS_SUBMISSION (self), NULL);

  for (guint i = 0; i < self->attachments->len; i++)
    {
      PamorAttachment *attachment = self->attachments->pdata[i];

      if (!attachment->stored)
        return attachment;
    }
  return NULL;
}

/** pamor_submission_bytes_total: Returns: bytes of the payload and its attachments */
gint64
pamor_submission_bytes_total (PamorSubmission *self)
{
  gint64 bytes;

  g_return_val_if_fail (PAMOR_IS_SUBMISSION (self), 0);

  bytes = self->payload_size;
  for (guint i = 0; i < self->attachments->len; i++)
    bytes += ((PamorAttachment *) self->attachments->pdata[i])->size;
  return bytes;
}

/** pamor_submission_bytes_left: Returns: bytes that the server has not confirmed yet */
gint64
pamor_submission_bytes_left (PamorSubmission *self)
{
  gint64 bytes;

  g_return_val_if_fail (PAMOR_IS_SUBMISSION (self), 0);

  if (self->state == PAMOR_STATE_CONFIRMING || self->state >= PAMOR_STATE_WITHDRAWING
      || self->state == PAMOR_STATE_ACKNOWLEDGED)
    return 0;

  bytes = self->server_revision >= self->revision ? 0 : self->payload_size;
  for (guint i = 0; i < self->attachments->len; i++)
    {
      PamorAttachment *attachment = self->attachments->pdata[i];

      bytes += attachment->stored ? 0 : attachment->size - attachment->offset;
    }
  return bytes;
}

/** pamor_submission_is_ready: Returns: whether it is a draft that lacks the consent at most */
gboolean
pamor_submission_is_ready (PamorSubmission *self)
{
  g_return_val_if_fail (PAMOR_IS_SUBMISSION (self), FALSE);

  return self->state == PAMOR_STATE_DRAFT && self->missing == (self->consented ? 0 : 1);
}

/* Codes of the server: of this name it has something else, or takes nothing more. */
static gboolean
is_name_spent (PamorSubmission *self)
{
  return g_strcmp0 (self->reason, "different-content") == 0
         || g_strcmp0 (self->reason, "closed") == 0;
}

/**
 * pamor_submission_get_correction:
 *
 * Returns: the one way to put it right: a revision of what is parked or rejected; a submission anew
 *   where the city has closed it or knows its name with other content; no way once it is replaced
 */
PamorCorrection
pamor_submission_get_correction (PamorSubmission *self)
{
  g_return_val_if_fail (PAMOR_IS_SUBMISSION (self), PAMOR_CORRECTION_NONE);

  if (self->replaced_by != NULL)
    return PAMOR_CORRECTION_NONE;
  if (self->state == PAMOR_STATE_PARKED)
    return is_name_spent (self) ? PAMOR_CORRECTION_ANEW : PAMOR_CORRECTION_REVISION;
  if (self->state != PAMOR_STATE_ACKNOWLEDGED)
    return PAMOR_CORRECTION_NONE;
  if (self->status == PAMOR_STATUS_REJECTED)
    return self->closed ? PAMOR_CORRECTION_ANEW : PAMOR_CORRECTION_REVISION;
  return self->closed && self->status == PAMOR_STATUS_FAILED ? PAMOR_CORRECTION_ANEW
                                                             : PAMOR_CORRECTION_NONE;
}

/** pamor_submission_can_correct: Returns: whether a person may correct it, in whichever way */
gboolean
pamor_submission_can_correct (PamorSubmission *self)
{
  return pamor_submission_get_correction (self) != PAMOR_CORRECTION_NONE;
}

/** pamor_submission_can_withdraw: Returns: whether it was sealed and the city may let it go */
gboolean
pamor_submission_can_withdraw (PamorSubmission *self)
{
  g_return_val_if_fail (PAMOR_IS_SUBMISSION (self), FALSE);

  return (self->state >= PAMOR_STATE_QUEUED && self->state <= PAMOR_STATE_PARKED)
         && self->status != PAMOR_STATUS_DONE && self->status != PAMOR_STATUS_COLLECTED
         && self->status != PAMOR_STATUS_FAILED && self->replaced_by == NULL;
}

/** pamor_submission_can_retry: Returns: whether "try again" means anything for it */
gboolean
pamor_submission_can_retry (PamorSubmission *self)
{
  g_return_val_if_fail (PAMOR_IS_SUBMISSION (self), FALSE);

  return (self->state == PAMOR_STATE_PARKED && self->replaced_by == NULL)
         || pamor_submission_is_waiting (self);
}

/** pamor_submission_is_waiting: Returns: whether sealed, moving by itself, not yet with the city */
gboolean
pamor_submission_is_waiting (PamorSubmission *self)
{
  g_return_val_if_fail (PAMOR_IS_SUBMISSION (self), FALSE);

  return (self->state >= PAMOR_STATE_QUEUED && self->state <= PAMOR_STATE_CONFIRMING)
         || self->state == PAMOR_STATE_WITHDRAWING;
}

/** pamor_submission_is_emptied: Returns: whether its contents are gone from this computer */
gboolean
pamor_submission_is_emptied (PamorSubmission *self)
{
  g_return_val_if_fail (PAMOR_IS_SUBMISSION (self), FALSE);

  return self->state == PAMOR_STATE_PURGED
         || (self->state == PAMOR_STATE_WITHDRAWN && self->payload_size == 0);
}

/**
 * pamor_submission_goes_before:
 *
 * Returns: whether @later, of which the city has nothing yet, waits for @self: of the same case,
 *   before it in its order, and neither with the city nor given back to a person. A draft is waited
 *   for too, as the office can't work on the later one without it; what was begun goes on.
 */
gboolean
pamor_submission_goes_before (PamorSubmission *self,
                              PamorSubmission *later)
{
  g_return_val_if_fail (PAMOR_IS_SUBMISSION (self) && PAMOR_IS_SUBMISSION (later), FALSE);

  return later->state == PAMOR_STATE_QUEUED && later->server_revision == 0
         && later->case_id != NULL && g_strcmp0 (self->case_id, later->case_id) == 0
         && self->case_order > 0 && self->case_order < later->case_order
         && self->state <= PAMOR_STATE_CONFIRMING;
}

/**
 * pamor_submission_is_untold:
 *
 * Returns: whether the citizen is to be told: something is to be fetched, brought or asked about,
 *   and nobody said so yet. That the office looks at it is no news to somebody who holds a receipt.
 */
gboolean
pamor_submission_is_untold (PamorSubmission *self)
{
  g_return_val_if_fail (PAMOR_IS_SUBMISSION (self), FALSE);

  return (self->state == PAMOR_STATE_ACKNOWLEDGED || self->state == PAMOR_STATE_PURGED)
         && (self->status == PAMOR_STATUS_DONE || self->status == PAMOR_STATUS_REJECTED
             || self->status == PAMOR_STATUS_FAILED)
         && self->replaced_by == NULL
         && (self->told_status != self->status || self->told_at != self->status_at);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return g_strcmp0 ((*(PamorAttachment *const *) a)->id, (*(PamorAttachment *const *) b)->id);
}

/**
 * pamor_submission_make_manifest_sha256:
 * @payload_sha256: hex
 * @attachments: of PamorAttachment
 *
 * The digest that a receipt must name. It covers the sealed bytes and every attachment: SHA-256
 * over "<payload_sha256>\n" and then, by id in ascending order, "<id> <size> <sha256>\n" each.
 * Client and server both compute it (data/api/eopen-field-v1.yaml, Receipt).
 *
 * Returns: (transfer full): 64 lower-case hex digits
 */
char *
pamor_submission_make_manifest_sha256 (const char *payload_sha256,
                                       GPtrArray  *attachments)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new (); /* a copy would own and free its elements */

  g_checksum_update (sum, (const guchar *) payload_sha256, -1);
  g_checksum_update (sum, (const guchar *) "\n", 1);
  g_ptr_array_extend (sorted, attachments, NULL, NULL);
  g_ptr_array_sort (sorted, compare_ids);
  for (guint i = 0; i < sorted->len; i++)
    {
      const PamorAttachment *attachment = sorted->pdata[i];
      g_autofree char *line = g_strdup_printf ("%s %" G_GINT64_FORMAT " %s\n", attachment->id,
                                               attachment->size, attachment->sha256);

      g_checksum_update (sum, (const guchar *) line, -1);
    }
  return g_strdup (g_checksum_get_string (sum));
}
