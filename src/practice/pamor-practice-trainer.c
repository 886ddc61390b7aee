/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trainer's side: pages for a browser and the same as JSON for programs. It is reached from
 * this machine only: the Host must be loopback (no foreign name may be bound to it), a form must
 * carry the token of this start, and JSON can't be sent by a page of another site at all. */
#include "practice/pamor-practice-routes.h"

#include "base/pamor-uuid.h"
#include "practice/pamor-practice-json.h"
#include "practice/pamor-practice-page.h"
#include "practice/pamor-practice-record.h"
#include "pamor-practice-resources.h"

#include <glib/gi18n-lib.h>

#define FORM      "application/x-www-form-urlencoded"
#define STYLE     "/id/e_open/HaloPamor/practice/pamor-practice-page.css"
#define POLICY    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; " \
                  "base-uri 'none'; frame-ancestors 'none'"
#define BODY_MAX  16384 /* bytes of what a trainer sends */

static gboolean
is_loopback (const char *host)
{
  g_autofree char *url = g_strconcat ("http://", host, "/", NULL);
  g_autoptr (GUri) uri = host == NULL ? NULL : g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  const char *name = uri == NULL ? NULL : g_uri_get_host (uri);

  return g_strcmp0 (name, "127.0.0.1") == 0 || g_strcmp0 (name, "localhost") == 0
         || g_strcmp0 (name, "::1") == 0;
}

/** pamor_practice_admit_trainer: Returns: FALSE, having refused what does not come from here */
gboolean
pamor_practice_admit_trainer (PamorPracticeExchange *self)
{
  const char *host = pamor_practice_exchange_get_header (self, "host");
  const char *origin = pamor_practice_exchange_get_header (self, "origin");
  g_autofree char *own = g_strconcat ("http://", host, NULL);

  pamor_practice_exchange_set_header (self, "cache-control", "no-store");
  pamor_practice_exchange_set_header (self, "content-security-policy", POLICY);
  pamor_practice_exchange_set_header (self, "x-content-type-options", "nosniff");
  pamor_practice_exchange_set_header (self, "referrer-policy", "same-origin");
  if (is_loopback (host) && (origin == NULL || g_str_equal (origin, own)))
    return TRUE;
  pamor_practice_exchange_refuse (self, 403, "not-from-here", NULL);
  return FALSE;
}

static void
reply_page (PamorPracticeExchange *self,
            char                  *page)
{
  pamor_practice_exchange_reply_text (self, 200, "text/html; charset=utf-8", page);
  g_free (page);
}

/** pamor_practice_show_list: GET /: all that arrived, mood and backup, in a browser */
void
pamor_practice_show_list (PamorPracticeExchange *self)
{
  reply_page (self, pamor_practice_make_list_page (self));
}

/** pamor_practice_show_style: GET /trainer/style.css, of the program itself */
void
pamor_practice_show_style (PamorPracticeExchange *self)
{
  g_autoptr (GBytes) style = NULL;

  style = g_resource_lookup_data (pamor_practice_get_resource (), STYLE, 0, NULL);
  pamor_practice_exchange_reply_text (self, 200, "text/css; charset=utf-8",
                                      g_bytes_get_data (style, NULL));
}

/* Returns: (transfer full) (nullable): NULL, having refused with 404 */
static PamorPracticeRecord *
find_record (PamorPracticeExchange *self,
             const char            *id)
{
  PamorPracticeRecord *record = NULL;

  if (pamor_uuid_is_valid (id))
    record = pamor_practice_record_load (self->store, id);
  if (record == NULL)
    pamor_practice_exchange_refuse (self, 404, "not-found", NULL);
  return record;
}

/** pamor_practice_show_submission: GET /trainer/submissions/{id}, and what can be decided of it */
void
pamor_practice_show_submission (PamorPracticeExchange *self)
{
  g_autoptr (PamorPracticeRecord) record = find_record (self, self->ids[0]);

  if (record != NULL)
    reply_page (self, pamor_practice_make_submission_page (self, record));
}

/** pamor_practice_show_photo: GET /trainer/photos/{submission}/{id}: as it came, once whole */
void
pamor_practice_show_photo (PamorPracticeExchange *self)
{
  g_autoptr (PamorPracticeRecord) record = find_record (self, self->ids[0]);

  for (guint i = 0; record != NULL && i < record->attachments->len; i++)
    {
      const PamorAttachment *attachment = record->attachments->pdata[i];

      if (!attachment->stored || !g_str_equal (attachment->id, self->ids[1]))
        continue;
      pamor_practice_exchange_reply (self, 200);
      pamor_practice_exchange_set_header (self, "content-type", attachment->media_type);
      self->reply->body = pamor_practice_read_content (self->store, record->id, attachment->id);
      return;
    }
  if (record != NULL)
    pamor_practice_exchange_refuse (self, 404, "not-found", NULL);
}

static void
add_attachments (PamorPracticeRecord *record,
                 JsonBuilder         *json)
{
  json_builder_set_member_name (json, "attachments");
  json_builder_begin_array (json);
  for (guint i = 0; i < record->attachments->len; i++)
    {
      const PamorAttachment *attachment = record->attachments->pdata[i];

      json_builder_begin_object (json);
      pamor_practice_json_add (json, "id", attachment->id);
      pamor_practice_json_add (json, "requirement", attachment->requirement);
      pamor_practice_json_add (json, "media_type", attachment->media_type);
      pamor_practice_json_add (json, "sha256", attachment->sha256);
      json_builder_set_member_name (json, "size");
      json_builder_add_int_value (json, attachment->size);
      json_builder_set_member_name (json, "offset");
      json_builder_add_int_value (json, attachment->offset);
      json_builder_set_member_name (json, "stored");
      json_builder_add_boolean_value (json, attachment->stored);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_record (PamorPracticeRecord *record,
            JsonBuilder         *json)
{
  json_builder_begin_object (json);
  pamor_practice_json_add (json, "id", record->id);
  pamor_practice_json_add (json, "officer", record->officer);
  pamor_practice_json_add (json, "service", record->service);
  pamor_practice_json_add (json, "kind", record->kind);
  pamor_practice_json_add (json, "state", pamor_practice_record_get_state (record));
  pamor_practice_json_add (json, "status", pamor_status_get_nick (record->status));
  pamor_practice_json_add (json, "number", record->number);
  pamor_practice_json_add (json, "replaces", record->replaces);
  pamor_practice_json_add (json, "replaced_by", record->replaced_by);
  pamor_practice_json_add (json, "payload_sha256", record->sha256);
  pamor_practice_json_add (json, "manifest_sha256", record->manifest_sha256);
  json_builder_set_member_name (json, "revision");
  json_builder_add_int_value (json, record->revision);
  json_builder_set_member_name (json, "puts");
  json_builder_add_int_value (json, record->puts);
  add_attachments (record, json);
  json_builder_end_object (json);
}

/** pamor_practice_list_json: GET /trainer/submissions.json: everything that arrived, oldest first,
 *   and how many request bodies the API has taken in */
void
pamor_practice_list_json (PamorPracticeExchange *self)
{
  g_autofree char *bodies = pamor_practice_store_get_setting (self->store, "bodies");
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (sqlite3_stmt) rows = NULL;

  json_builder_begin_object (json);
  pamor_practice_json_add (json, "mood", pamor_mood_get_nick (self->mood));
  json_builder_set_member_name (json, "bodies");
  json_builder_add_int_value (json, bodies == NULL ? 0 : g_ascii_strtoll (bodies, NULL, 10));
  json_builder_set_member_name (json, "submissions");
  json_builder_begin_array (json);
  rows = pamor_practice_store_query (self->store, "SELECT id FROM submission ORDER BY seq", "");
  while (pamor_practice_store_next (self->store, rows))
    {
      const char *id = (const char *) sqlite3_column_text (rows, 0);
      g_autoptr (PamorPracticeRecord) record = pamor_practice_record_load (self->store, id);

      if (record != NULL)
        add_record (record, json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  pamor_practice_exchange_reply_json (self, 200, json);
}

static GHashTable *
read_json_values (PamorPracticeExchange *self)
{
  g_autoptr (JsonNode) body = pamor_practice_exchange_read_json (self);
  g_autoptr (GHashTable) values = NULL;
  JsonObjectIter iter;
  const char *name;

  if (body == NULL)
    return NULL;
  values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  json_object_iter_init (&iter, json_node_get_object (body));
  while (json_object_iter_next (&iter, &name, NULL))
    {
      const char *text = pamor_practice_json_get_text (body, name);

      if (text != NULL)
        g_hash_table_insert (values, g_strdup (name), g_strdup (text));
    }
  return g_steal_pointer (&values);
}

static gboolean
is_form (PamorPracticeExchange *self)
{
  return g_strcmp0 (pamor_practice_exchange_get_header (self, "content-type"), FORM) == 0;
}

/* Returns: (transfer full) (nullable): NULL, having refused */
static GHashTable *
read_values (PamorPracticeExchange *self)
{
  g_autoptr (GHashTable) values = NULL;
  gsize size;
  const char *body = g_bytes_get_data (self->body, &size);
  const char *token;

  if (size > BODY_MAX)
    {
      pamor_practice_exchange_refuse (self, 413, "too-large", NULL);
      return NULL;
    }
  if (!is_form (self))
    return read_json_values (self);

  values = g_uri_parse_params (body == NULL ? "" : body, size, "&", G_URI_PARAMS_WWW_FORM, NULL);
  token = values == NULL ? NULL : g_hash_table_lookup (values, "token");
  if (g_strcmp0 (token, pamor_practice_store_get_start (self->store)) == 0)
    return g_steal_pointer (&values);
  pamor_practice_exchange_refuse (self, 403, "not-from-here",
                                  _("This page is of an earlier start. Load it again."));
  return NULL;
}

/* A browser is sent back to the page; a program has its answer. */
static void
reply_done (PamorPracticeExchange *self,
            const char            *page)
{
  pamor_practice_exchange_reply (self, is_form (self) ? 303 : 204);
  if (is_form (self))
    pamor_practice_exchange_set_header (self, "location", page);
}

/** pamor_practice_post_mood: POST /trainer/mood, and whether duplicates are refused */
void
pamor_practice_post_mood (PamorPracticeExchange *self)
{
  g_autoptr (GHashTable) values = read_values (self);
  const char *duplicates;
  PamorMood mood;

  if (values == NULL)
    return;
  if (!pamor_mood_from_nick (g_hash_table_lookup (values, "mood"), &mood))
    {
      pamor_practice_exchange_refuse (self, 400, "malformed", NULL);
      return;
    }
  pamor_practice_store_set_mood (self->store, mood);
  duplicates = g_hash_table_lookup (values, "duplicates");
  if (duplicates != NULL)
    pamor_practice_store_set_setting (self->store, "refuse-duplicates",
                                      g_str_equal (duplicates, "refuse") ? "yes" : NULL);
  reply_done (self, "/");
}

/* (nullable): an empty field of a form is no text */
static const char *
get_text (GHashTable *values,
          const char *name)
{
  const char *text = g_hash_table_lookup (values, name);

  return text == NULL || *text == '\0' ? NULL : text;
}

static void
set_status (PamorPracticeExchange *self,
            PamorPracticeRecord   *record,
            GHashTable            *values)
{
  const char *status = get_text (values, "status");
  const gint64 closed = get_text (values, "closed") != NULL;

  pamor_practice_store_run (self->store,
                            "UPDATE submission SET status = ?, closed = ? WHERE id = ?", "sis",
                            status, closed, record->id);
  pamor_practice_store_run (
      self->store,
      "INSERT INTO change (submission, revision, status, reason_code, message, "
      "updated_at, pointer, closed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      "sisssisi", record->id, (gint64) record->revision, status, get_text (values, "reason_code"),
      get_text (values, "message"), self->now, get_text (values, "pointer"), closed);
  pamor_practice_record_touch (record, self);
}

/** pamor_practice_post_status: POST /trainer/status, of what is here whole; to reject needs words
 *   for the officer */
void
pamor_practice_post_status (PamorPracticeExchange *self)
{
  g_autoptr (GHashTable) values = read_values (self);
  g_autoptr (PamorPracticeRecord) record = NULL;
  PamorStatus status = PAMOR_STATUS_NONE;
  g_autofree char *page = NULL;

  if (values == NULL)
    return;
  record = find_record (self, g_hash_table_lookup (values, "submission"));
  if (record == NULL)
    return;
  pamor_status_from_nick (g_hash_table_lookup (values, "status"), &status);
  if (status == PAMOR_STATUS_NONE)
    pamor_practice_exchange_refuse (self, 400, "malformed", NULL);
  else if (record->withdrawn || record->manifest_sha256 == NULL)
    pamor_practice_exchange_refuse (self, 409, "incomplete", _("Photos are still missing."));
  else if (status == PAMOR_STATUS_REJECTED && get_text (values, "message") == NULL)
    pamor_practice_exchange_refuse (self, 422, "validation",
                                    _("Tell the officer why. Go back and write it."));
  else
    {
      set_status (self, record, values);
      page = g_strconcat ("/trainer/submissions/", record->id, NULL);
      reply_done (self, page);
    }
}

/** pamor_practice_post_backup: POST /trainer/backup: takes the place of the one before */
void
pamor_practice_post_backup (PamorPracticeExchange *self)
{
  g_autoptr (GHashTable) values = read_values (self);

  if (values == NULL)
    return;
  pamor_practice_back_up (self);
  reply_done (self, "/");
}

/** pamor_practice_post_restore: POST /trainer/restore: a server that has forgotten what came since,
 *   as after a disaster; 409 without a backup */
void
pamor_practice_post_restore (PamorPracticeExchange *self)
{
  g_autoptr (GHashTable) values = read_values (self);

  if (values == NULL)
    return;
  if (pamor_practice_restore (self))
    reply_done (self, "/");
  else
    pamor_practice_exchange_refuse (self, 409, "no-backup", _("No backup was made yet."));
}
