/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of the attachments: tus 1.0.0 core, and a PUT for plain clients. A PATCH that was cut keeps
 * what came of it, unless the mood says otherwise. What does not add up to the digest in the
 * manifest is dropped whole: nothing wrong is ever stored. */
#include "practice/pamor-practice-routes.h"

#include "practice/pamor-practice-record.h"

#include <glib/gi18n-lib.h>

/* Returns: (transfer none) (nullable): NULL, having refused with 404 */
static PamorAttachment *
find_attachment (PamorPracticeExchange *self,
                 PamorPracticeRecord   *record)
{
  for (guint i = 0; i < record->attachments->len; i++)
    {
      PamorAttachment *attachment = record->attachments->pdata[i];

      if (g_str_equal (attachment->id, self->ids[1]))
        return attachment;
    }
  pamor_practice_exchange_refuse (self, 404, "not-found", NULL);
  return NULL;
}

static void
set_number_header (PamorPracticeExchange *self,
                   const char            *name,
                   gint64                 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  pamor_practice_exchange_set_header (self, name, text);
}

/* Every tus reply says which version it speaks. Returns: whether the client speaks it too */
static gboolean
speaks_tus (PamorPracticeExchange *self)
{
  pamor_practice_exchange_set_header (self, "tus-resumable", "1.0.0");
  if (g_strcmp0 (pamor_practice_exchange_get_header (self, "tus-resumable"), "1.0.0") == 0)
    return TRUE;

  pamor_practice_exchange_refuse (self, 412, "tus-version", _("Tus-Resumable: 1.0.0 is missing"));
  pamor_practice_exchange_set_header (self, "tus-version", "1.0.0");
  return FALSE;
}

static gboolean
has_type (PamorPracticeExchange *self,
          const char            *type)
{
  if (pamor_practice_exchange_get_header (self, "content-encoding") == NULL
      && g_strcmp0 (pamor_practice_exchange_get_header (self, "content-type"), type) == 0)
    return TRUE;
  pamor_practice_exchange_refuse (self, 415, "media-type",
                                  _("The content is not of the announced type"));
  return FALSE;
}

/** pamor_practice_ask_offset: HEAD of a photo's content (tus): how many bytes are here */
void
pamor_practice_ask_offset (PamorPracticeExchange *self)
{
  g_autoptr (PamorPracticeRecord) record = NULL;
  PamorAttachment *attachment;

  if (!speaks_tus (self))
    return;
  record = pamor_practice_record_find (self);
  attachment = record == NULL ? NULL : find_attachment (self, record);
  if (attachment == NULL)
    return;
  set_number_header (self, "upload-offset", attachment->offset);
  set_number_header (self, "upload-length", attachment->size);
  pamor_practice_exchange_set_header (self, "cache-control", "no-store");
  pamor_practice_exchange_reply (self, 200);
}

static void
drop_content (PamorPracticeExchange *self)
{
  pamor_practice_store_run (self->store,
                            "DELETE FROM chunk WHERE submission = ? AND attachment = ?", "ss",
                            self->ids[0], self->ids[1]);
}

static void
append_content (PamorPracticeExchange *self,
                PamorAttachment       *attachment)
{
  if (g_bytes_get_size (self->body) == 0)
    return;
  pamor_practice_store_run (self->store, "INSERT INTO chunk (submission, attachment, start, bytes) "
                                         "VALUES (?, ?, ?, ?)",
                            "ssib", self->ids[0], self->ids[1], attachment->offset, self->body);
  attachment->offset += g_bytes_get_size (self->body);
}

static void
mark_stored (PamorPracticeExchange *self,
             PamorPracticeRecord   *record,
             PamorAttachment       *attachment)
{
  attachment->stored = TRUE;
  pamor_practice_store_run (self->store,
                            "UPDATE attachment SET stored = 1 WHERE submission = ? AND id = ?",
                            "ss", self->ids[0], self->ids[1]);
  pamor_practice_record_settle (record, self);
  pamor_practice_record_touch (record, self);
}

/* The last byte is here. Returns: whether all of them are the announced ones; else none is kept */
static gboolean
finish_content (PamorPracticeExchange *self,
                PamorPracticeRecord   *record,
                PamorAttachment       *attachment)
{
  g_autoptr (GBytes) content = NULL;
  g_autofree char *sha256 = NULL;

  content = pamor_practice_read_content (self->store, self->ids[0], self->ids[1]);
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  if (g_str_equal (sha256, attachment->sha256))
    {
      mark_stored (self, record, attachment);
      return TRUE;
    }
  drop_content (self);
  attachment->offset = 0;
  return FALSE;
}

static void
refuse_offset (PamorPracticeExchange *self,
               PamorAttachment       *attachment)
{
  JsonBuilder *problem;

  problem = pamor_practice_exchange_begin_problem (self, 409, "offset-mismatch",
                                                   _("The upload goes on elsewhere"));
  json_builder_set_member_name (problem, "offset");
  json_builder_add_int_value (problem, attachment->offset);
  pamor_practice_exchange_end_problem (self, problem);
}

/* Returns: whether the bytes belong where they say; else refused */
static gboolean
fits (PamorPracticeExchange *self,
      PamorAttachment       *attachment)
{
  const char *header = pamor_practice_exchange_get_header (self, "upload-offset");
  const gsize size = g_bytes_get_size (self->body);
  guint64 offset;

  if (header == NULL || !g_ascii_string_to_unsigned (header, 10, 0, G_MAXINT64, &offset, NULL))
    pamor_practice_exchange_refuse (self, 400, "malformed", _("Upload-Offset is not a number"));
  else if (offset != (guint64) attachment->offset)
    refuse_offset (self, attachment);
  else if (size > PAMOR_PRACTICE_CHUNK_BYTES
           || attachment->offset + (gint64) size > attachment->size)
    pamor_practice_exchange_refuse (self, 413, "too-large",
                                    _("There are more bytes than announced"));
  else
    return TRUE;
  return FALSE;
}

/**
 * pamor_practice_patch_content:
 *
 * PATCH of a photo's content (tus): adds bytes at the offset named. What came of a body that broke
 * off is kept too, unless the mood is to drop it; whole but of another digest, it is dropped.
 */
void
pamor_practice_patch_content (PamorPracticeExchange *self)
{
  g_autoptr (PamorPracticeRecord) record = NULL;
  PamorAttachment *attachment;

  if (!speaks_tus (self))
    return;
  record = pamor_practice_record_find (self);
  attachment = record == NULL ? NULL : find_attachment (self, record);
  if (attachment == NULL || !has_type (self, "application/offset+octet-stream"))
    return;
  if (!self->request->body_complete && self->mood == PAMOR_MOOD_PARTIALS_DROPPED)
    return;

  if (fits (self, attachment))
    {
      append_content (self, attachment);
      if (attachment->stored || attachment->offset < attachment->size
          || finish_content (self, record, attachment))
        pamor_practice_exchange_reply (self, 204);
      else
        pamor_practice_exchange_refuse (self, 400, "digest-mismatch",
                                        _("The photo is not the announced one"));
    }
  set_number_header (self, "upload-offset", attachment->offset);
}

/** pamor_practice_put_content: PUT of a photo's content: whole, in place of a part that was here;
 *   again it is a 200 */
void
pamor_practice_put_content (PamorPracticeExchange *self)
{
  g_autoptr (PamorPracticeRecord) record = pamor_practice_record_find (self);
  PamorAttachment *attachment = record == NULL ? NULL : find_attachment (self, record);
  g_autofree char *sha256 = NULL;

  if (attachment == NULL || !has_type (self, attachment->media_type))
    return;
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->body);
  if (g_bytes_get_size (self->body) > PAMOR_PRACTICE_ATTACHMENT_BYTES)
    pamor_practice_exchange_refuse (self, 413, "too-large", _("A photo is too large."));
  else if (!g_str_equal (sha256, attachment->sha256))
    pamor_practice_exchange_refuse (self, 409, "different-content",
                                    _("The photo is not the announced one"));
  else if (attachment->stored)
    pamor_practice_exchange_reply (self, 200);
  else
    {
      drop_content (self);
      attachment->offset = 0;
      append_content (self, attachment);
      mark_stored (self, record, attachment);
      pamor_practice_exchange_reply (self, 201);
    }
}
