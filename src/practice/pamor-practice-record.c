/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A submission as the server holds it. Once all of a revision is there it is settled: its manifest
 * digest is fixed, and the first time a number is given, which it keeps for good. */
#include "practice/pamor-practice-record.h"

#include "base/pamor-uuid.h"


static PamorAttachment *
read_attachment (sqlite3_stmt *rows)
{
  PamorAttachment *attachment = g_new0 (PamorAttachment, 1);

  attachment->id = pamor_practice_store_dup_text (rows, 0);
  attachment->requirement = pamor_practice_store_dup_text (rows, 1);
  attachment->media_type = pamor_practice_store_dup_text (rows, 2);
  attachment->size = sqlite3_column_int64 (rows, 3);
  attachment->sha256 = pamor_practice_store_dup_text (rows, 4);
  attachment->stored = sqlite3_column_int (rows, 5);
  attachment->offset = sqlite3_column_int64 (rows, 6);
  return attachment;
}

static GPtrArray *
load_attachments (PamorPracticeStore *store,
                  const char         *id)
{
  GPtrArray *attachments;
  g_autoptr (sqlite3_stmt) rows = NULL;

  attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_attachment_free);
  rows = pamor_practice_store_query (
    store,
    "SELECT a.id, a.requirement, a.media_type, a.size, a.sha256, a.stored, "
    "       (SELECT coalesce (sum (length (c.bytes)), 0) FROM chunk c "
    "        WHERE c.submission = a.submission AND c.attachment = a.id) "
    "FROM attachment a WHERE a.submission = ? ORDER BY a.position",
    "s", id);
  while (pamor_practice_store_next (store, rows))
    g_ptr_array_add (attachments, read_attachment (rows));
  return attachments;
}

/** pamor_practice_record_load: Returns: (transfer full) (nullable): NULL where there is none */
PamorPracticeRecord *
pamor_practice_record_load (PamorPracticeStore *store,
                            const char         *id)
{
  g_autoptr (sqlite3_stmt) rows = NULL;
  PamorPracticeRecord *self;

  rows = pamor_practice_store_query (
      store,
      "SELECT s.id, s.officer, s.service, s.kind, s.revision, r.sha256, s.status, s.withdrawn, "
      "       s.number, r.manifest_sha256, r.received_at, s.version, s.puts, s.created_at, "
      "       s.updated_at, s.closed, s.replaces, "
      "       (SELECT n.id FROM submission n WHERE n.replaces = s.id AND n.officer = s.officer "
      "        AND NOT n.withdrawn ORDER BY n.seq LIMIT 1) "
      "FROM submission s JOIN revision r ON r.submission = s.id AND r.n = s.revision "
      "WHERE s.id = ?",
      "s", id);
  if (!pamor_practice_store_next (store, rows))
    return NULL;

  self = g_new0 (PamorPracticeRecord, 1);
  self->id = pamor_practice_store_dup_text (rows, 0);
  self->officer = pamor_practice_store_dup_text (rows, 1);
  self->service = pamor_practice_store_dup_text (rows, 2);
  self->kind = pamor_practice_store_dup_text (rows, 3);
  self->revision = sqlite3_column_int (rows, 4);
  self->sha256 = pamor_practice_store_dup_text (rows, 5);
  pamor_status_from_nick ((const char *) sqlite3_column_text (rows, 6), &self->status);
  self->withdrawn = sqlite3_column_int (rows, 7);
  self->number = pamor_practice_store_dup_text (rows, 8);
  self->manifest_sha256 = pamor_practice_store_dup_text (rows, 9);
  self->received_at = sqlite3_column_int64 (rows, 10);
  self->version = sqlite3_column_int (rows, 11);
  self->puts = sqlite3_column_int (rows, 12);
  self->created_at = sqlite3_column_int64 (rows, 13);
  self->updated_at = sqlite3_column_int64 (rows, 14);
  self->closed = sqlite3_column_int (rows, 15);
  self->replaces = pamor_practice_store_dup_text (rows, 16);
  self->replaced_by = pamor_practice_store_dup_text (rows, 17);
  self->attachments = load_attachments (store, id);
  return self;
}

/** pamor_practice_record_find: Returns: (transfer full) (nullable): NULL, having refused */
PamorPracticeRecord *
pamor_practice_record_find (PamorPracticeExchange *exchange)
{
  g_autoptr (PamorPracticeRecord) self = NULL;

  if (pamor_uuid_is_valid (exchange->ids[0]))
    self = pamor_practice_record_load (exchange->store, exchange->ids[0]);
  if (self == NULL || !g_str_equal (self->officer, exchange->officer))
    {
      pamor_practice_exchange_refuse (exchange, 404, "not-found", NULL);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/** pamor_practice_record_free: the copy in memory; what the database has stays */
void
pamor_practice_record_free (PamorPracticeRecord *self)
{
  g_free (self->id);
  g_free (self->officer);
  g_free (self->service);
  g_free (self->kind);
  g_free (self->sha256);
  g_free (self->number);
  g_free (self->manifest_sha256);
  g_free (self->replaces);
  g_free (self->replaced_by);
  g_ptr_array_unref (self->attachments);
  g_free (self);
}

/** pamor_practice_record_is_done: Returns: whether the office is at it, so that it stays */
gboolean
pamor_practice_record_is_done (const PamorPracticeRecord *self)
{
  return self->status == PAMOR_STATUS_PROCESSING || self->status == PAMOR_STATUS_DONE
         || self->status == PAMOR_STATUS_COLLECTED;
}

/** pamor_practice_record_get_state: Returns: (transfer none): as the contract has it */
const char *
pamor_practice_record_get_state (const PamorPracticeRecord *self)
{
  if (self->withdrawn)
    return "withdrawn";
  return self->manifest_sha256 == NULL ? "incomplete" : "received";
}

/**
 * pamor_practice_record_make_etag:
 *
 * What stands before the dot names the revision, and is all that an If-Match is held against: an
 * upload or a status must not make a correction stale.
 *
 * Returns: (transfer full): quoted
 */
char *
pamor_practice_record_make_etag (const PamorPracticeRecord *self)
{
  return g_strdup_printf ("\"%u-%.16s.%u\"", self->revision, self->sha256, self->version);
}

/** pamor_practice_record_touch: something that a reader can see has changed */
void
pamor_practice_record_touch (PamorPracticeRecord   *self,
                             PamorPracticeExchange *exchange)
{
  self->version++;
  self->updated_at = exchange->now;
  pamor_practice_store_run (exchange->store,
                            "UPDATE submission SET version = ?, updated_at = ? WHERE id = ?", "iis",
                            (gint64) self->version, exchange->now, self->id);
}

/* "EOP-20261120-0007": the day in Bekasi (UTC+7) and a number within it. */
static char *
make_number (PamorPracticeExchange *exchange)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (7 * 3600);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (exchange->now / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc == NULL ? NULL : g_date_time_to_timezone (utc, zone);
  g_autofree char *day = local == NULL ? g_strdup ("0") : g_date_time_format (local, "%Y%m%d");
  g_autofree char *pattern = g_strdup_printf ("EOP-%s-*", day);
  g_autoptr (sqlite3_stmt) rows = NULL;
  int n = 0;

  rows = pamor_practice_store_query (
      exchange->store, "SELECT count(*) FROM submission WHERE number GLOB ?", "s", pattern);
  if (pamor_practice_store_next (exchange->store, rows))
    n = sqlite3_column_int (rows, 0);
  return g_strdup_printf ("EOP-%s-%04d", day, n + 1);
}

/** pamor_practice_record_settle: when all attachments are there, and only then, it is received */
void
pamor_practice_record_settle (PamorPracticeRecord   *self,
                              PamorPracticeExchange *exchange)
{
  if (self->manifest_sha256 != NULL)
    return;
  for (guint i = 0; i < self->attachments->len; i++)
    if (!((PamorAttachment *) self->attachments->pdata[i])->stored)
      return;

  self->manifest_sha256 = pamor_submission_make_manifest_sha256 (self->sha256, self->attachments);
  self->received_at = exchange->now;
  pamor_practice_store_run (exchange->store,
                            "UPDATE revision SET manifest_sha256 = ?, received_at = ? "
                            "WHERE submission = ? AND n = ?",
                            "sisi", self->manifest_sha256, self->received_at, self->id,
                            (gint64) self->revision);
  if (self->number != NULL)
    return;
  self->number = make_number (exchange);
  pamor_practice_store_run (exchange->store, "UPDATE submission SET number = ? WHERE id = ?", "ss",
                            self->number, self->id);
}

/** pamor_practice_record_add_missing: "missing": the ids of what is not there yet */
void
pamor_practice_record_add_missing (const PamorPracticeRecord *self,
                                   JsonBuilder               *json)
{
  json_builder_set_member_name (json, "missing");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->attachments->len; i++)
    {
      const PamorAttachment *attachment = self->attachments->pdata[i];

      if (!attachment->stored)
        json_builder_add_string_value (json, attachment->id);
    }
  json_builder_end_array (json);
}

/** pamor_practice_read_payload: Returns: (transfer full): empty where there is none */
GBytes *
pamor_practice_read_payload (PamorPracticeStore *store,
                             const char         *submission,
                             guint               revision)
{
  g_autoptr (sqlite3_stmt) rows = NULL;

  rows = pamor_practice_store_query (store,
                                     "SELECT payload FROM revision WHERE submission = ? AND n = ?",
                                     "si", submission, (gint64) revision);
  return pamor_practice_store_next (store, rows) ? pamor_practice_store_dup_bytes (rows, 0)
                                                 : g_bytes_new (NULL, 0);
}

/** pamor_practice_read_content: Returns: (transfer full): as much as there is of an attachment */
GBytes *
pamor_practice_read_content (PamorPracticeStore *store,
                             const char         *submission,
                             const char         *attachment)
{
  g_autoptr (sqlite3_stmt) rows = NULL;
  GByteArray *content = g_byte_array_new ();

  rows = pamor_practice_store_query (
      store,
      "SELECT bytes FROM chunk WHERE submission = ? AND attachment = ? "
      "ORDER BY start",
      "ss", submission, attachment);
  while (pamor_practice_store_next (store, rows))
    {
      g_autoptr (GBytes) bytes = pamor_practice_store_dup_bytes (rows, 0);

      g_byte_array_append (content, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    }
  return g_byte_array_free_to_bytes (content);
}
