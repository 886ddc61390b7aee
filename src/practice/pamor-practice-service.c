/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the server says of itself, and what devices say of themselves. */
#include "practice/pamor-practice-routes.h"

#include "base/pamor-uuid.h"
#include "practice/pamor-practice-json.h"

static void
add_int (JsonBuilder *json,
         const char  *name,
         gint64       value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, value);
}

static void
add_flag (JsonBuilder *json,
          const char  *name,
          gboolean     value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_boolean_value (json, value);
}

static void
add_list (JsonBuilder       *json,
          const char        *name,
          const char *const *texts)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (; *texts != NULL; texts++)
    json_builder_add_string_value (json, *texts);
  json_builder_end_array (json);
}

static void
begin_member (JsonBuilder *json,
              const char  *name)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
}

static void
add_limits (JsonBuilder *json)
{
  begin_member (json, "limits");
  add_int (json, "submission_bytes", PAMOR_PRACTICE_SUBMISSION_BYTES);
  add_int (json, "attachments", PAMOR_PRACTICE_ATTACHMENTS);
  add_int (json, "attachment_bytes", PAMOR_PRACTICE_ATTACHMENT_BYTES);
  add_int (json, "chunk_bytes", PAMOR_PRACTICE_CHUNK_BYTES);
  json_builder_end_object (json);
}

static void
add_uploads (JsonBuilder *json,
             gboolean     keeps_partial)
{
  begin_member (json, "uploads");
  add_list (json, "tus", (const char *const[]){ "1.0.0", NULL });
  add_flag (json, "put", TRUE);
  add_flag (json, "keeps_partial", keeps_partial);
  json_builder_end_object (json);
}

/** pamor_practice_get_service: GET /v1/service, open to all. Asked with HEAD it is the probe: only
 *   that this is E-Open, and that it is there */
void
pamor_practice_get_service (PamorPracticeExchange *self)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  if (g_str_equal (self->request->method, "HEAD"))
    {
      pamor_practice_exchange_reply (self, 204);
      return;
    }
  json_builder_begin_object (json);
  pamor_practice_json_add (json, "service", "eopen-field");
  add_list (json, "api", (const char *const[]){ "1", NULL });
  pamor_practice_json_add (json, "min_client", "0.1.0");
  pamor_practice_json_add_time (json, "time", self->now);
  add_limits (json);
  add_list (json, "media_types", (const char *const[]){ "image/jpeg", "application/pdf", NULL });
  add_list (json, "request_encodings", (const char *const[]){ "gzip", NULL });
  add_uploads (json, self->mood != PAMOR_MOOD_PARTIALS_DROPPED);
  begin_member (json, "auth");
  add_flag (json, "session", TRUE);
  pamor_practice_json_add (json, "oauth_issuer", NULL);
  json_builder_end_object (json);
  begin_member (json, "poll");
  add_int (json, "changes_s", 300);
  add_int (json, "spread_s", 300);
  json_builder_end_object (json);
  pamor_practice_json_add (json, "maintenance", NULL);
  json_builder_end_object (json);
  pamor_practice_exchange_reply_json (self, 200, json);
}

static gboolean
lists_ids (JsonNode *node)
{
  JsonArray *ids = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; ids != NULL && i < json_array_get_length (ids); i++)
    {
      JsonNode *id = json_array_get_element (ids, i);

      if (json_node_get_value_type (id) != G_TYPE_STRING
          || !pamor_uuid_is_valid (json_node_get_string (id)))
        return FALSE;
    }
  return ids != NULL;
}

/** pamor_practice_put_device: PUT /v1/device: the last that a device said is kept: it is what a
 *   stolen one held */
void
pamor_practice_put_device (PamorPracticeExchange *self)
{
  g_autoptr (JsonNode) body = NULL;
  g_autofree char *report = NULL;
  const char *device;

  if (g_bytes_get_size (self->body) > PAMOR_PRACTICE_SUBMISSION_BYTES)
    {
      pamor_practice_exchange_refuse (self, 413, "too-large", NULL);
      return;
    }
  body = pamor_practice_exchange_read_json (self);
  if (body == NULL)
    return;
  device = pamor_practice_json_get_text (body, "device");
  if (device == NULL || *device == '\0'
      || !lists_ids (pamor_practice_json_get_member (body, "unsent")))
    {
      pamor_practice_exchange_refuse (self, 400, "malformed", NULL);
      return;
    }
  report = json_to_string (body, FALSE);
  pamor_practice_store_run (
      self->store,
      "INSERT INTO device (id, officer, report, updated_at) VALUES (?, ?, ?, ?) "
      "ON CONFLICT (id) DO UPDATE SET officer = excluded.officer, "
      "report = excluded.report, updated_at = excluded.updated_at "
      "WHERE ifnull (excluded.report ->> 'n' >= device.report ->> 'n', 1)",
      "sssi", device, self->officer, report, self->now);
  pamor_practice_exchange_reply (self, 204);
}
