/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes back to the officer: the receipt, which is the city's word that it has everything, and
 * the feed of statuses. A cursor is the number of the last change seen; one that lies ahead of the
 * feed is of another life of this server. */
#include "practice/pamor-practice-routes.h"

#include "practice/pamor-practice-json.h"
#include "practice/pamor-practice-record.h"

#include <glib/gi18n-lib.h>

static void
refuse_incomplete (PamorPracticeExchange *self,
                   PamorPracticeRecord   *record)
{
  JsonBuilder *problem;

  problem = pamor_practice_exchange_begin_problem (self, 409, "incomplete",
                                                   _("Photos are still missing."));
  pamor_practice_record_add_missing (record, problem);
  pamor_practice_exchange_end_problem (self, problem);
}

/* A ticket is what stands in the queue: its place, and the text of its QR code. */
static void
add_ticket (PamorPracticeRecord *record,
            JsonBuilder         *json)
{
  g_autofree char *queue = g_strconcat ("A-", strrchr (record->number, '-') + 1, NULL);

  pamor_practice_json_add (json, "queue", queue);
  pamor_practice_json_add (json, "qr", record->number);
}

/**
 * pamor_practice_get_receipt:
 *
 * GET /v1/submissions/{id}/receipt: only once every byte is here, else 409 with what is missing;
 * manifest_sha256 is what the client holds against its own.
 */
void
pamor_practice_get_receipt (PamorPracticeExchange *self)
{
  g_autoptr (PamorPracticeRecord) record = pamor_practice_record_find (self);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  if (record == NULL)
    return;
  if (record->withdrawn)
    {
      pamor_practice_exchange_refuse (self, 410, "withdrawn", _("It was withdrawn."));
      return;
    }
  if (record->manifest_sha256 == NULL)
    {
      refuse_incomplete (self, record);
      return;
    }
  json_builder_begin_object (json);
  pamor_practice_json_add (json, "number", record->number);
  json_builder_set_member_name (json, "revision");
  json_builder_add_int_value (json, record->revision);
  pamor_practice_json_add_time (json, "received_at", record->received_at);
  pamor_practice_json_add (json, "manifest_sha256", record->manifest_sha256);
  if (g_str_equal (record->kind, "application"))
    pamor_practice_json_add (json, "pickup", _("Where it was asked for, after 7 working days"));
  else if (g_str_equal (record->kind, "ticket"))
    add_ticket (record, json);
  json_builder_end_object (json);
  pamor_practice_exchange_reply_json (self, 200, json);
}

static gint64
find_newest (PamorPracticeExchange *self)
{
  g_autoptr (sqlite3_stmt) rows = NULL;

  rows = pamor_practice_store_query (self->store, "SELECT coalesce (max (seq), 0) FROM change", "");
  return pamor_practice_store_next (self->store, rows) ? sqlite3_column_int64 (rows, 0) : 0;
}

static void
add_change (sqlite3_stmt *rows,
            JsonBuilder  *json)
{
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "seq");
  json_builder_add_int_value (json, sqlite3_column_int64 (rows, 0));
  pamor_practice_json_add (json, "submission", (const char *) sqlite3_column_text (rows, 1));
  json_builder_set_member_name (json, "revision");
  json_builder_add_int_value (json, sqlite3_column_int64 (rows, 2));
  pamor_practice_json_add (json, "status", (const char *) sqlite3_column_text (rows, 3));
  pamor_practice_json_add (json, "reason_code", (const char *) sqlite3_column_text (rows, 4));
  pamor_practice_json_add (json, "message", (const char *) sqlite3_column_text (rows, 5));
  pamor_practice_json_add_time (json, "updated_at", sqlite3_column_int64 (rows, 6));
  pamor_practice_json_add (json, "pointer", (const char *) sqlite3_column_text (rows, 7));
  json_builder_set_member_name (json, "closed");
  json_builder_add_boolean_value (json, sqlite3_column_int (rows, 8));
  json_builder_end_object (json);
}

static void
reply_changes (PamorPracticeExchange *self,
               gint64                 after,
               guint                  limit,
               gint64                 newest)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (sqlite3_stmt) rows = NULL;
  g_autofree char *next = NULL;

  rows = pamor_practice_store_query (
      self->store,
      "SELECT c.seq, c.submission, c.revision, c.status, c.reason_code, "
      "       c.message, c.updated_at, c.pointer, c.closed "
      "FROM change c JOIN submission s ON s.id = c.submission "
      "WHERE s.officer = ? AND c.seq > ? ORDER BY c.seq LIMIT ?",
      "sii", self->officer, after, (gint64) limit);
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "items");
  json_builder_begin_array (json);
  while (pamor_practice_store_next (self->store, rows))
    {
      after = sqlite3_column_int64 (rows, 0);
      add_change (rows, json);
    }
  json_builder_end_array (json);
  next = g_strdup_printf ("%" G_GINT64_FORMAT, after);
  pamor_practice_json_add (json, "next", next);
  json_builder_set_member_name (json, "more");
  json_builder_add_boolean_value (json, after < newest);
  json_builder_end_object (json);
  pamor_practice_exchange_reply_json (self, 200, json);
}

/** pamor_practice_get_changes: GET /v1/changes: what became of the officer's submissions after the
 *   cursor; 410 for a cursor that this server never gave */
void
pamor_practice_get_changes (PamorPracticeExchange *self)
{
  g_autofree char *cursor = pamor_practice_exchange_dup_query (self, "cursor");
  const gint64 newest = find_newest (self);
  guint64 after = 0;
  guint limit;

  if (!pamor_practice_exchange_read_limit (self, &limit))
    return;
  if (cursor != NULL && *cursor != '\0'
      && !g_ascii_string_to_unsigned (cursor, 10, 0, newest, &after, NULL))
    pamor_practice_exchange_refuse (self, 410, "cursor-expired", _("The list has to be read anew"));
  else
    reply_changes (self, after, limit, newest);
}
