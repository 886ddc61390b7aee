/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows to snapshots and back; what people wrote travels in the sealed summary. In the worker. */
#include "store/pamor-store-private.h"

#include "base/pamor-error.h"
#include "domain/pamor-person.h"

#include <json-glib/json-glib.h>

#define COLUMNS \
  "seq, id, revision, server_revision, state, summary, payload_sha256, manifest_sha256, " \
  "payload_size, attempts, next_at, reason, etag, number, received_at, status, status_reason, " \
  "status_at, created_at, sealed_at, changed_at, case_id, case_order, told_status, told_at"
#define BEGUN \
  ", EXISTS (SELECT 1 FROM form WHERE form.submission = submission.id AND form.revision = 0)"
#define READ_ONE "SELECT " COLUMNS BEGUN " FROM submission WHERE id = ?1"
#define READ_ALL "SELECT " COLUMNS BEGUN " FROM submission ORDER BY seq DESC"
#define WRITE \
  "INSERT INTO submission (" COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, " \
  "?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25) " \
  "ON CONFLICT (id) DO UPDATE SET " \
  "revision = excluded.revision, server_revision = excluded.server_revision, " \
  "state = excluded.state, summary = excluded.summary, " \
  "payload_sha256 = excluded.payload_sha256, manifest_sha256 = excluded.manifest_sha256, " \
  "payload_size = excluded.payload_size, attempts = excluded.attempts, " \
  "next_at = excluded.next_at, reason = excluded.reason, etag = excluded.etag, " \
  "number = excluded.number, received_at = excluded.received_at, status = excluded.status, " \
  "status_reason = excluded.status_reason, status_at = excluded.status_at, " \
  "sealed_at = excluded.sealed_at, changed_at = excluded.changed_at, " \
  "case_id = excluded.case_id, case_order = excluded.case_order, " \
  "told_status = excluded.told_status, told_at = excluded.told_at"

#define ATTACHMENT_COLUMNS \
  "submission, id, requirement, media_type, sha256, size, offset, failures, stored, working"
#define READ_ATTACHMENTS_OF \
  "SELECT " ATTACHMENT_COLUMNS " FROM attachment WHERE submission = ?1 ORDER BY position, n"
#define READ_ATTACHMENTS "SELECT " ATTACHMENT_COLUMNS " FROM attachment ORDER BY position, n"

/* The members of a snapshot that are sealed together. */
static const struct
{
  const char *name;
  gsize       offset;
} summary_members[] = {
  { "service", G_STRUCT_OFFSET (PamorSubmission, service) },
  { "kind", G_STRUCT_OFFSET (PamorSubmission, kind) },
  { "title", G_STRUCT_OFFSET (PamorSubmission, title) },
  { "activity", G_STRUCT_OFFSET (PamorSubmission, activity) },
  { "subject", G_STRUCT_OFFSET (PamorSubmission, subject) },
  { "street", G_STRUCT_OFFSET (PamorSubmission, street) },
  { "phone", G_STRUCT_OFFSET (PamorSubmission, phone) },
  { "case_name", G_STRUCT_OFFSET (PamorSubmission, case_name) },
  { "reason_text", G_STRUCT_OFFSET (PamorSubmission, reason_text) },
  { "reason_pointer", G_STRUCT_OFFSET (PamorSubmission, reason_pointer) },
  { "pickup", G_STRUCT_OFFSET (PamorSubmission, pickup) },
  { "qr", G_STRUCT_OFFSET (PamorSubmission, qr) },
  { "status_text", G_STRUCT_OFFSET (PamorSubmission, status_text) },
  { "status_pointer", G_STRUCT_OFFSET (PamorSubmission, status_pointer) },
  { "base_etag", G_STRUCT_OFFSET (PamorSubmission, base_etag) },
  { "replaces", G_STRUCT_OFFSET (PamorSubmission, replaces) },
  { "replaced_by", G_STRUCT_OFFSET (PamorSubmission, replaced_by) },
};

static const struct
{
  const char *name;
  gsize       offset;
} person_members[] = {
  { "nik", G_STRUCT_OFFSET (PamorPerson, nik) },
  { "name", G_STRUCT_OFFSET (PamorPerson, name) },
  { "birth", G_STRUCT_OFFSET (PamorPerson, birth) },
  { "sex", G_STRUCT_OFFSET (PamorPerson, sex) },
  { "no_kk", G_STRUCT_OFFSET (PamorPerson, no_kk) },
  { "role", G_STRUCT_OFFSET (PamorPerson, role) },
};

static JsonObject *
write_person (PamorPerson *person)
{
  JsonObject *object = json_object_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (person_members); i++)
    {
      char **value = G_STRUCT_MEMBER_P (person, person_members[i].offset);

      if (*value != NULL)
        json_object_set_string_member (object, person_members[i].name, *value);
    }
  return object;
}

static void
read_person (JsonArray *array,
             guint      index,
             JsonNode  *node,
             gpointer   people)
{
  PamorPerson *person = pamor_person_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (person_members); i++)
    {
      char **value = G_STRUCT_MEMBER_P (person, person_members[i].offset);

      *value = g_strdup (json_object_get_string_member_with_default (
        json_node_get_object (node), person_members[i].name, NULL));
    }
  g_ptr_array_add (people, person);
}

static void
write_people (JsonObject      *object,
              PamorSubmission *item)
{
  JsonArray *people = json_array_new ();

  for (guint i = 0; i < item->people->len; i++)
    json_array_add_object_element (people, write_person (item->people->pdata[i]));
  json_object_set_array_member (object, "people", people);
}

static char **
summary_member (PamorSubmission *item,
                gsize            i)
{
  return G_STRUCT_MEMBER_P (item, summary_members[i].offset);
}

static GBytes *
seal_summary (PamorStore      *self,
              PamorSubmission *item)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GBytes) plain = NULL;
  char *text;

  for (gsize i = 0; i < G_N_ELEMENTS (summary_members); i++)
    if (*summary_member (item, i) != NULL)
      json_object_set_string_member (object, summary_members[i].name, *summary_member (item, i));
  if (item->missing > 0)
    json_object_set_int_member (object, "missing", item->missing);
  if (item->consented)
    json_object_set_boolean_member (object, "consented", TRUE);
  if (item->closed)
    json_object_set_boolean_member (object, "closed", TRUE);
  if (item->presence != PAMOR_PRESENCE_NOT_ASKED)
    json_object_set_boolean_member (object, "present", item->presence == PAMOR_PRESENCE_HERE);
  if (item->people != NULL)
    write_people (object, item);
  json_node_set_object (root, object);
  text = json_to_string (root, FALSE);
  plain = g_bytes_new_take (text, strlen (text));
  return pamor_vault_seal (self->vault, "submission", item->id, 0, plain);
}

static gboolean
open_summary (PamorStore       *self,
              PamorSubmission  *item,
              GBytes           *sealed,
              GError          **error)
{
  g_autoptr (GBytes) plain
    = pamor_vault_open (self->vault, "submission", item->id, 0, sealed, error);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonObject *object;
  gsize size;
  const char *text;

  if (plain == NULL)
    return FALSE;
  text = g_bytes_get_data (plain, &size);
  if (!json_parser_load_from_data (parser, text, size, error))
    return FALSE;
  object = json_node_get_object (json_parser_get_root (parser));
  for (gsize i = 0; i < G_N_ELEMENTS (summary_members); i++)
    {
      const char *name = summary_members[i].name;

      *summary_member (item, i)
        = g_strdup (json_object_get_string_member_with_default (object, name, NULL));
    }
  item->missing = json_object_get_int_member_with_default (object, "missing", 0);
  item->consented = json_object_get_boolean_member_with_default (object, "consented", FALSE);
  item->closed = json_object_get_boolean_member_with_default (object, "closed", FALSE);
  if (json_object_has_member (object, "present"))
    item->presence = json_object_get_boolean_member (object, "present") ? PAMOR_PRESENCE_HERE
                                                                        : PAMOR_PRESENCE_AWAY;
  if (json_object_has_member (object, "people"))
    {
      item->people = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_person_free);
      json_array_foreach_element (json_object_get_array_member (object, "people"), read_person,
                                  item->people);
    }
  return TRUE;
}

static gboolean
read_state (PamorSubmission  *item,
            PamorStatement   *ask,
            GError          **error)
{
  if (pamor_state_from_nick (pamor_statement_get_text (ask, 4), &item->state)
      && pamor_status_from_nick (pamor_statement_get_text (ask, 15), &item->status)
      && pamor_status_from_nick (pamor_statement_get_text (ask, 23), &item->told_status))
    return TRUE;
  g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_DAMAGED, "%s: no such state or status", item->id);
  return FALSE;
}

/* Returns: (transfer full) (nullable): the row that @ask stands on, without attachments */
static PamorSubmission *
read_current (PamorStore      *self,
              PamorStatement  *ask,
              GError         **error)
{
  g_autoptr (PamorSubmission) item = pamor_submission_new ();
  g_autoptr (GBytes) summary = pamor_statement_dup_bytes (ask, 5);

  item->seq = pamor_statement_get_int (ask, 0);
  item->id = pamor_statement_dup_text (ask, 1);
  item->revision = pamor_statement_get_int (ask, 2);
  item->server_revision = pamor_statement_get_int (ask, 3);
  item->payload_sha256 = pamor_statement_dup_text (ask, 6);
  item->manifest_sha256 = pamor_statement_dup_text (ask, 7);
  item->payload_size = pamor_statement_get_int (ask, 8);
  item->attempts = pamor_statement_get_int (ask, 9);
  item->next_at = pamor_statement_get_int (ask, 10);
  item->reason = pamor_statement_dup_text (ask, 11);
  item->etag = pamor_statement_dup_text (ask, 12);
  item->number = pamor_statement_dup_text (ask, 13);
  item->received_at = pamor_statement_get_int (ask, 14);
  item->status_reason = pamor_statement_dup_text (ask, 16);
  item->status_at = pamor_statement_get_int (ask, 17);
  item->created_at = pamor_statement_get_int (ask, 18);
  item->sealed_at = pamor_statement_get_int (ask, 19);
  item->changed_at = pamor_statement_get_int (ask, 20);
  item->case_id = pamor_statement_dup_text (ask, 21);
  item->case_order = pamor_statement_get_int (ask, 22);
  item->told_at = pamor_statement_get_int (ask, 24);
  if (!read_state (item, ask, error) || !open_summary (self, item, summary, error))
    return NULL;
  item->begun = item->state != PAMOR_STATE_DRAFT && pamor_statement_get_int (ask, 25);
  return g_steal_pointer (&item);
}

static PamorAttachment *
read_current_attachment (PamorStatement *ask)
{
  PamorAttachment *attachment = g_new0 (PamorAttachment, 1);

  attachment->id = pamor_statement_dup_text (ask, 1);
  attachment->requirement = pamor_statement_dup_text (ask, 2);
  attachment->media_type = pamor_statement_dup_text (ask, 3);
  attachment->sha256 = pamor_statement_dup_text (ask, 4);
  attachment->size = pamor_statement_get_int (ask, 5);
  attachment->offset = pamor_statement_get_int (ask, 6);
  attachment->failures = pamor_statement_get_int (ask, 7);
  attachment->stored = pamor_statement_get_int (ask, 8);
  return attachment;
}

/* A draft shows all its photos; a sealed one those of its manifest, not those of a correction. */
static gboolean
read_attachments (PamorStatement  *ask,
                  GHashTable      *by_id,
                  GError         **error)
{
  while (pamor_statement_next (ask, error))
    {
      PamorSubmission *item = g_hash_table_lookup (by_id, pamor_statement_get_text (ask, 0));

      if (item != NULL && (item->state == PAMOR_STATE_DRAFT || !pamor_statement_get_int (ask, 9)))
        g_ptr_array_add (item->attachments, read_current_attachment (ask));
    }
  return pamor_statement_is_done (ask);
}

/**
 * pamor_store_find_row:
 *
 * Returns: (transfer full) (nullable): NULL without @error when there is none
 */
PamorSubmission *
pamor_store_find_row (PamorStore  *self,
                      const char  *id,
                      GError     **error)
{
  g_autoptr (PamorStatement) ask = pamor_database_prepare (self->db, READ_ONE);
  g_autoptr (PamorStatement) photos = pamor_database_prepare (self->db, READ_ATTACHMENTS_OF);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (PamorSubmission) item = NULL;

  g_assert (pamor_worker_is_current (self->worker));

  pamor_statement_bind_text (ask, id);
  if (!pamor_statement_next (ask, error))
    return NULL;
  item = read_current (self, ask, error);
  if (item == NULL)
    return NULL;
  g_hash_table_insert (by_id, item->id, item);
  pamor_statement_bind_text (photos, id);
  return read_attachments (photos, by_id, error) ? g_steal_pointer (&item) : NULL;
}

/**
 * pamor_store_read_row:
 *
 * as pamor_store_find_row(), with %PAMOR_ERROR_NOT_FOUND when there is none
 */
PamorSubmission *
pamor_store_read_row (PamorStore  *self,
                      const char  *id,
                      GError     **error)
{
  GError *failed = NULL;
  PamorSubmission *item = pamor_store_find_row (self, id, &failed);

  if (failed != NULL)
    g_propagate_error (error, failed);
  else if (item == NULL)
    g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_NOT_FOUND, "No submission %s", id);
  return item;
}

/** pamor_store_read_rows: Returns: (transfer full) (nullable): all, newest first */
GPtrArray *
pamor_store_read_rows (PamorStore  *self,
                       GError     **error)
{
  g_autoptr (PamorStatement) ask = pamor_database_prepare (self->db, READ_ALL);
  g_autoptr (PamorStatement) photos = pamor_database_prepare (self->db, READ_ATTACHMENTS);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert (pamor_worker_is_current (self->worker));

  while (pamor_statement_next (ask, error))
    {
      PamorSubmission *item = read_current (self, ask, error);

      if (item == NULL)
        return NULL;
      g_ptr_array_add (items, item);
      g_hash_table_insert (by_id, item->id, item);
    }
  if (!pamor_statement_is_done (ask) || !read_attachments (photos, by_id, error))
    return NULL;
  return g_steal_pointer (&items);
}

/** pamor_store_write_row: @item whole but for its attachments; with seq 0 it is new and gets one */
gboolean
pamor_store_write_row (PamorStore       *self,
                       PamorSubmission  *item,
                       GError          **error)
{
  g_autoptr (PamorStatement) write = pamor_database_prepare (self->db, WRITE);
  g_autoptr (GBytes) summary = seal_summary (self, item);

  g_assert (pamor_worker_is_current (self->worker));

  if (item->seq == 0
      && !pamor_database_read_int (self->db, "SELECT ifnull (max (seq), 0) + 1 FROM submission",
                                   &item->seq, error))
    return FALSE;
  pamor_statement_bind_int (write, item->seq);
  pamor_statement_bind_text (write, item->id);
  pamor_statement_bind_int (write, item->revision);
  pamor_statement_bind_int (write, item->server_revision);
  pamor_statement_bind_text (write, pamor_state_get_nick (item->state));
  pamor_statement_bind_bytes (write, summary);
  pamor_statement_bind_text (write, item->payload_sha256);
  pamor_statement_bind_text (write, item->manifest_sha256);
  pamor_statement_bind_int (write, item->payload_size);
  pamor_statement_bind_int (write, item->attempts);
  pamor_statement_bind_int (write, item->next_at);
  pamor_statement_bind_text (write, item->reason);
  pamor_statement_bind_text (write, item->etag);
  pamor_statement_bind_text (write, item->number);
  pamor_statement_bind_int (write, item->received_at);
  pamor_statement_bind_text (write, pamor_status_get_nick (item->status));
  pamor_statement_bind_text (write, item->status_reason);
  pamor_statement_bind_int (write, item->status_at);
  pamor_statement_bind_int (write, item->created_at);
  pamor_statement_bind_int (write, item->sealed_at);
  pamor_statement_bind_int (write, item->changed_at);
  pamor_statement_bind_text (write, item->case_id);
  pamor_statement_bind_int (write, item->case_order);
  pamor_statement_bind_text (write, pamor_status_get_nick (item->told_status));
  pamor_statement_bind_int (write, item->told_at);
  return pamor_statement_run (write, error);
}

/** pamor_store_run_for: runs @sql, whose one parameter is @id */
gboolean
pamor_store_run_for (PamorStore  *self,
                     const char  *sql,
                     const char  *id,
                     GError     **error)
{
  g_autoptr (PamorStatement) statement = pamor_database_prepare (self->db, sql);

  g_assert (pamor_worker_is_current (self->worker));

  pamor_statement_bind_text (statement, id);
  return pamor_statement_run (statement, error);
}
