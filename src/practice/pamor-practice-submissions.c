/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Submissions and their revisions. The client names them, so that sending again is harmless: the
 * same bytes under the same name are answered as the first time, other bytes are refused. A
 * revision takes the place of the one before it; photos that both name keep their bytes. What takes
 * no revision any more is corrected by a new submission that names it: at most one, and not while
 * the office works on what it names. */
#include "practice/pamor-practice-routes.h"

#include "base/pamor-uuid.h"
#include "practice/pamor-practice-check.h"
#include "practice/pamor-practice-json.h"
#include "practice/pamor-practice-record.h"

#include <glib/gi18n-lib.h>

/** Arrival: a submission that was sent, on its way into the store */
typedef struct
{
  JsonNode   *json;
  GBytes     *payload; /* borrowed */
  char       *sha256;
  char       *answers_sha256;
  const char *service; /* of json, as are the next two */
  const char *kind;
  const char *replaces; /* (nullable) */
} Arrival;

static void
arrival_clear (Arrival *self)
{
  g_clear_pointer (&self->json, json_node_unref);
  g_clear_pointer (&self->sha256, g_free);
  g_clear_pointer (&self->answers_sha256, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arrival, arrival_clear)

static gboolean
read_arrival (PamorPracticeExchange *self,
              guint                  revision,
              Arrival               *arrival)
{
  g_autofree char *answers = NULL;
  const char *id;

  if (g_bytes_get_size (self->body) > PAMOR_PRACTICE_SUBMISSION_BYTES)
    {
      pamor_practice_exchange_refuse (self, 413, "too-large", _("The answers are too long."));
      return FALSE;
    }
  arrival->json = pamor_practice_exchange_read_json (self);
  if (arrival->json == NULL || !pamor_practice_check_submission (self, arrival->json, revision))
    return FALSE;
  id = pamor_practice_json_get_text (arrival->json, "id");
  if (id != NULL && !g_str_equal (id, self->ids[0]))
    {
      pamor_practice_exchange_refuse (self, 400, "malformed",
                                      _("The id is not the one of the address"));
      return FALSE;
    }

  answers = json_to_string (pamor_practice_json_get_member (arrival->json, "answers"), FALSE);
  arrival->payload = self->body;
  arrival->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->body);
  arrival->answers_sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, answers, -1);
  arrival->service = pamor_practice_json_get_text (arrival->json, "service");
  arrival->kind = pamor_practice_json_get_text (arrival->json, "kind");
  arrival->replaces = pamor_practice_json_get_text (arrival->json, "replaces");
  return TRUE;
}

static void
reply_state (PamorPracticeExchange *self,
             guint                  status,
             PamorPracticeRecord   *record)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autofree char *etag = pamor_practice_record_make_etag (record);

  json_builder_begin_object (json);
  pamor_practice_json_add (json, "id", record->id);
  json_builder_set_member_name (json, "revision");
  json_builder_add_int_value (json, record->revision);
  pamor_practice_json_add (json, "state", pamor_practice_record_get_state (record));
  pamor_practice_record_add_missing (record, json);
  json_builder_end_object (json);
  pamor_practice_exchange_reply_json (self, status, json);
  pamor_practice_exchange_set_header (self, "etag", etag);
}

/* The rows of one revision: payload and manifest. Photos that are here already keep their bytes. */
static void
keep_revision (PamorPracticeExchange *self,
               const Arrival         *arrival,
               guint                  revision)
{
  g_autoptr (GPtrArray) manifest = pamor_practice_read_manifest (arrival->json);

  pamor_practice_store_run (self->store,
                            "INSERT INTO revision (submission, n, sha256, payload) "
                            "VALUES (?, ?, ?, ?)",
                            "sisb", self->ids[0], (gint64) revision, arrival->sha256,
                            arrival->payload);
  pamor_practice_store_run (self->store, "UPDATE attachment SET position = -1 WHERE submission = ?",
                            "s", self->ids[0]);
  for (guint i = 0; i < manifest->len; i++)
    {
      const PamorAttachment *entry = manifest->pdata[i];

      pamor_practice_store_run (self->store,
                                "DELETE FROM attachment WHERE submission = ? AND id = ? "
                                "AND (sha256 <> ? OR size <> ?)",
                                "sssi", self->ids[0], entry->id, entry->sha256, entry->size);
      pamor_practice_store_run (self->store,
                                "INSERT INTO attachment (submission, id, position, requirement, "
                                "media_type, size, sha256) VALUES (?, ?, ?, ?, ?, ?, ?) "
                                "ON CONFLICT (submission, id) DO UPDATE SET "
                                "position = excluded.position, requirement = excluded.requirement, "
                                "media_type = excluded.media_type",
                                "ssissis", self->ids[0], entry->id, (gint64) i, entry->requirement,
                                entry->media_type, entry->size, entry->sha256);
    }
  pamor_practice_store_run (self->store,
                            "DELETE FROM attachment WHERE submission = ? AND position = -1", "s",
                            self->ids[0]);
}

static void
reply_kept (PamorPracticeExchange *self)
{
  g_autoptr (PamorPracticeRecord) record = pamor_practice_record_load (self->store, self->ids[0]);

  if (record == NULL) /* the store failed, and the exchange with it */
    return;
  pamor_practice_record_settle (record, self);
  reply_state (self, 201, record);
}

/* Not one that was sent again: that has its own id. Another one with the same answers, while the
 * first is still open; only where the trainer asked for it. */
static gboolean
refuse_duplicate (PamorPracticeExchange *self,
                  const Arrival         *arrival)
{
  g_autofree char *wanted = pamor_practice_store_get_setting (self->store, "refuse-duplicates");
  g_autoptr (sqlite3_stmt) rows = NULL;

  if (wanted == NULL)
    return FALSE;
  rows = pamor_practice_store_query (self->store,
                                     "SELECT 1 FROM submission WHERE officer = ? AND service = ? "
                                     "AND answers_sha256 = ? AND id <> ? AND id IS NOT ? "
                                     "AND NOT withdrawn "
                                     "AND status IN ('none', 'verification', 'processing')",
                                     "sssss", self->officer, arrival->service,
                                     arrival->answers_sha256, self->ids[0], arrival->replaces);
  if (!pamor_practice_store_next (self->store, rows))
    return FALSE;

  pamor_practice_exchange_refuse (self, 409, "duplicate-subject",
                                  _("The same was sent before and is still being worked on."));
  return TRUE;
}

/* One that names what it takes the place of. What is not here, as after a loss, is no fault of the
 * one who names it. */
static gboolean
refuse_replacement (PamorPracticeExchange *self,
                    const Arrival         *arrival)
{
  g_autoptr (PamorPracticeRecord) old = NULL;

  if (arrival->replaces == NULL)
    return FALSE;
  old = pamor_practice_record_load (self->store, arrival->replaces);
  if (old == NULL || !g_str_equal (old->officer, self->officer))
    return FALSE;
  if (pamor_practice_record_is_done (old))
    pamor_practice_exchange_refuse (self, 409, "already-processed",
                                    _("The office already works on it."));
  else if (old->replaced_by != NULL)
    pamor_practice_exchange_refuse (self, 409, "already-replaced",
                                    _("Another one has already taken its place."));
  else
    return FALSE;
  return TRUE;
}

/* Answers what was here before. Returns: whether it was */
static gboolean
reply_known (PamorPracticeExchange *self,
             PamorPracticeRecord   *record,
             guint                  revision,
             const char            *sha256)
{
  g_autoptr (sqlite3_stmt) rows = NULL;

  if (record->withdrawn)
    {
      pamor_practice_exchange_refuse (self, 410, "withdrawn", _("It was withdrawn."));
      return TRUE;
    }
  rows = pamor_practice_store_query (
      self->store, "SELECT sha256 = ? FROM revision WHERE submission = ? AND n = ?", "ssi", sha256,
      record->id, (gint64) revision);
  if (!pamor_practice_store_next (self->store, rows))
    return FALSE;
  if (sqlite3_column_int (rows, 0))
    reply_state (self, 200, record);
  else
    pamor_practice_exchange_refuse (self, 409, "different-content",
                                    _("Something else was sent before under the same number."));
  return TRUE;
}

/**
 * pamor_practice_put_submission:
 *
 * PUT /v1/submissions/{id}: the same bytes again are answered as the first time (200), other bytes
 * under a known id are refused, and so is a correction that is not due, or what somebody already
 * asks for where the trainer wants that refused.
 */
void
pamor_practice_put_submission (PamorPracticeExchange *self)
{
  g_autoptr (PamorPracticeRecord) record = NULL;
  g_auto (Arrival) arrival = { NULL };

  if (!pamor_uuid_is_valid (self->ids[0]))
    {
      pamor_practice_exchange_refuse (self, 400, "malformed", _("The id is not a UUID, version 7"));
      return;
    }
  record = pamor_practice_record_load (self->store, self->ids[0]);
  if (!read_arrival (self, 1, &arrival)
      || (record != NULL && reply_known (self, record, 1, arrival.sha256))
      || refuse_replacement (self, &arrival) || refuse_duplicate (self, &arrival))
    return;

  pamor_practice_store_run (self->store,
                            "INSERT INTO submission (id, officer, service, kind, answers_sha256, "
                            "revision, created_at, updated_at, replaces) "
                            "VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?)",
                            "sssssiis", self->ids[0], self->officer, arrival.service,
                            arrival.kind == NULL ? "application" : arrival.kind,
                            arrival.answers_sha256, self->now, self->now, arrival.replaces);
  keep_revision (self, &arrival, 1);
  reply_kept (self);
}

/* The precondition of a revision: If-Match names the one that it corrects. */
static gboolean
is_fresh (PamorPracticeExchange *self,
          PamorPracticeRecord   *record)
{
  const char *given = pamor_practice_exchange_get_header (self, "if-match");
  g_autofree char *etag = pamor_practice_record_make_etag (record);
  const gsize length = strchr (etag, '.') - etag;

  if (given == NULL)
    pamor_practice_exchange_refuse (self, 428, "precondition-required", _("If-Match is missing"));
  else if (strncmp (given, etag, length) != 0 || (given[length] != '.' && given[length] != '"'))
    pamor_practice_exchange_refuse (self, 412, "stale", _("It was corrected meanwhile."));
  else
    return TRUE;
  return FALSE;
}

/**
 * pamor_practice_put_revision:
 *
 * PUT /v1/submissions/{id}/revisions/{n}: the next one only, as long as the office neither works on
 * it nor has closed it, and only where If-Match names the revision that it corrects.
 */
void
pamor_practice_put_revision (PamorPracticeExchange *self)
{
  g_autoptr (PamorPracticeRecord) record = pamor_practice_record_find (self);
  g_auto (Arrival) arrival = { NULL };
  guint64 revision;

  if (record == NULL)
    return;
  if (!g_ascii_string_to_unsigned (self->ids[1], 10, 2, 1000, &revision, NULL))
    {
      pamor_practice_exchange_refuse (self, 400, "malformed", _("Revisions count from 2"));
      return;
    }
  if (!read_arrival (self, revision, &arrival)
      || reply_known (self, record, revision, arrival.sha256))
    return;
  if (revision != record->revision + 1)
    pamor_practice_exchange_refuse (self, 409, "revision-gap",
                                    _("A revision in between is missing."));
  else if (pamor_practice_record_is_done (record))
    pamor_practice_exchange_refuse (self, 409, "already-processed",
                                    _("The office already works on it."));
  else if (record->closed || record->replaced_by != NULL)
    pamor_practice_exchange_refuse (self, 409, "closed",
                                    _("It takes no correction any more. "
                                      "Hand it in as a new one in its place."));
  else if (is_fresh (self, record))
    {
      keep_revision (self, &arrival, revision);
      pamor_practice_store_run (
          self->store,
          "UPDATE submission SET revision = ?, service = ?, answers_sha256 = ?, "
          "status = 'none', puts = puts + 1 WHERE id = ?",
          "isss", (gint64) revision, arrival.service, arrival.answers_sha256, record->id);
      pamor_practice_record_touch (record, self);
      reply_kept (self);
    }
}

static void
add_history (PamorPracticeExchange *self,
             const char            *id,
             JsonBuilder           *json)
{
  g_autoptr (sqlite3_stmt) rows = NULL;

  rows = pamor_practice_store_query (self->store,
                                     "SELECT revision, status, reason_code, message, updated_at, "
                                     "pointer, closed "
                                     "FROM change WHERE submission = ? ORDER BY seq",
                                     "s", id);
  json_builder_set_member_name (json, "history");
  json_builder_begin_array (json);
  while (pamor_practice_store_next (self->store, rows))
    {
      json_builder_begin_object (json);
      json_builder_set_member_name (json, "revision");
      json_builder_add_int_value (json, sqlite3_column_int64 (rows, 0));
      pamor_practice_json_add (json, "status", (const char *) sqlite3_column_text (rows, 1));
      pamor_practice_json_add (json, "reason_code", (const char *) sqlite3_column_text (rows, 2));
      pamor_practice_json_add (json, "message", (const char *) sqlite3_column_text (rows, 3));
      pamor_practice_json_add_time (json, "updated_at", sqlite3_column_int64 (rows, 4));
      pamor_practice_json_add (json, "pointer", (const char *) sqlite3_column_text (rows, 5));
      json_builder_set_member_name (json, "closed");
      json_builder_add_boolean_value (json, sqlite3_column_int (rows, 6));
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

/* What the list and the single view have in common; the object is left open. */
static void
begin_summary (PamorPracticeRecord *record,
               JsonBuilder         *json)
{
  const char *status = pamor_status_get_nick (record->status);

  json_builder_begin_object (json);
  pamor_practice_json_add (json, "id", record->id);
  json_builder_set_member_name (json, "revision");
  json_builder_add_int_value (json, record->revision);
  pamor_practice_json_add (json, "state", pamor_practice_record_get_state (record));
  pamor_practice_json_add (json, "status", record->status == PAMOR_STATUS_NONE ? NULL : status);
  pamor_practice_json_add (json, "number", record->number);
  pamor_practice_json_add (json, "replaces", record->replaces);
  pamor_practice_json_add (json, "replaced_by", record->replaced_by);
  json_builder_set_member_name (json, "closed");
  json_builder_add_boolean_value (json, record->closed);
  pamor_practice_json_add_time (json, "updated_at", record->updated_at);
  pamor_practice_record_add_missing (record, json);
}

/** pamor_practice_get_submission: GET /v1/submissions/{id} and its history; 304 by If-None-Match */
void
pamor_practice_get_submission (PamorPracticeExchange *self)
{
  g_autoptr (PamorPracticeRecord) record = pamor_practice_record_find (self);
  const char *known = pamor_practice_exchange_get_header (self, "if-none-match");
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autofree char *etag = NULL;

  if (record == NULL)
    return;
  etag = pamor_practice_record_make_etag (record);
  pamor_practice_exchange_set_header (self, "etag", etag);
  if (g_strcmp0 (known, etag) == 0)
    {
      pamor_practice_exchange_reply (self, 304);
      return;
    }
  begin_summary (record, json);
  add_history (self, record->id, json);
  json_builder_end_object (json);
  pamor_practice_exchange_reply_json (self, 200, json);
}

/** pamor_practice_withdraw: DELETE /v1/submissions/{id}, until the office works on it: takes back
 *   the person's data; that there was something stays known. Again is the same as once */
void
pamor_practice_withdraw (PamorPracticeExchange *self)
{
  g_autoptr (PamorPracticeRecord) record = pamor_practice_record_find (self);

  if (record == NULL)
    return;
  if (!record->withdrawn && pamor_practice_record_is_done (record))
    {
      pamor_practice_exchange_refuse (self, 409, "already-processed",
                                      _("The office already works on it."));
      return;
    }
  if (!record->withdrawn)
    {
      pamor_practice_store_run (self->store, "UPDATE submission SET withdrawn = 1 WHERE id = ?",
                                "s", record->id);
      pamor_practice_store_run (
          self->store, "UPDATE revision SET payload = NULL WHERE submission = ?", "s", record->id);
      pamor_practice_store_run (self->store, "DELETE FROM attachment WHERE submission = ?", "s",
                                record->id);
      pamor_practice_record_touch (record, self);
    }
  pamor_practice_exchange_reply (self, 204);
}

/** pamor_practice_list_submissions: GET /v1/submissions: the officer's own, oldest first, a page
 *   after the other */
void
pamor_practice_list_submissions (PamorPracticeExchange *self)
{
  g_autofree char *after = pamor_practice_exchange_dup_query (self, "after");
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (sqlite3_stmt) rows = NULL;
  g_autofree char *next = g_strdup (after);
  gboolean more = FALSE;
  guint limit;

  if (!pamor_practice_exchange_read_limit (self, &limit))
    return;
  if (after != NULL && !pamor_uuid_is_valid (after))
    {
      pamor_practice_exchange_refuse (self, 400, "malformed",
                                      _("The id is not a UUID, version 7"));
      return;
    }
  rows = pamor_practice_store_query (self->store,
                                     "SELECT id FROM submission WHERE officer = ?1 AND seq > "
                                     "coalesce ((SELECT seq FROM submission WHERE id = ?2), 0) "
                                     "ORDER BY seq LIMIT ?3",
                                     "ssi", self->officer, after, (gint64) limit + 1);
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "items");
  json_builder_begin_array (json);
  for (guint n = 0; pamor_practice_store_next (self->store, rows); n++)
    {
      const char *id = (const char *) sqlite3_column_text (rows, 0);
      g_autoptr (PamorPracticeRecord) record = pamor_practice_record_load (self->store, id);

      more = n == limit;
      if (more || record == NULL)
        break;
      g_free (next);
      next = g_strdup (id);
      begin_summary (record, json);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  pamor_practice_json_add (json, "next", next);
  json_builder_set_member_name (json, "more");
  json_builder_add_boolean_value (json, more);
  json_builder_end_object (json);
  pamor_practice_exchange_reply_json (self, 200, json);
}
