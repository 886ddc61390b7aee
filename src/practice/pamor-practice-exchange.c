/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a request and making a reply, the same for all routes. Errors are RFC 9457 problems whose
 * "type" ends in the code that the client acts on and whose "detail" is written for people. */
#include "practice/pamor-practice-exchange.h"

#include "practice/pamor-practice-json.h"

#include <glib/gi18n-lib.h>

#define LIMIT_MAX 500

/** pamor_practice_exchange_get_header: @name: lower case. Returns: (transfer none) (nullable) */
const char *
pamor_practice_exchange_get_header (PamorPracticeExchange *self,
                                    const char            *name)
{
  return g_hash_table_lookup (self->request->headers, name);
}

/** pamor_practice_exchange_dup_query: Returns: (transfer full) (nullable): a value of the query */
char *
pamor_practice_exchange_dup_query (PamorPracticeExchange *self,
                                   const char            *name)
{
  g_autoptr (GHashTable) values = NULL;
  const char *query = self->request->query;

  if (query == NULL)
    return NULL;
  values = g_uri_parse_params (query, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  return values == NULL ? NULL : g_strdup (g_hash_table_lookup (values, name));
}

/** pamor_practice_exchange_read_limit: Returns: FALSE, having refused, where it is no number */
gboolean
pamor_practice_exchange_read_limit (PamorPracticeExchange *self,
                                    guint                 *limit)
{
  g_autofree char *text = pamor_practice_exchange_dup_query (self, "limit");
  guint64 value;

  *limit = 100;
  if (text == NULL)
    return TRUE;
  if (g_ascii_string_to_unsigned (text, 10, 1, LIMIT_MAX, &value, NULL))
    {
      *limit = value;
      return TRUE;
    }
  pamor_practice_exchange_refuse (self, 400, "malformed", _("limit is not a number from 1 to 500"));
  return FALSE;
}

/** pamor_practice_exchange_read_json: Returns: (transfer full) (nullable): NULL, having refused */
JsonNode *
pamor_practice_exchange_read_json (PamorPracticeExchange *self)
{
  const char *type = pamor_practice_exchange_get_header (self, "content-type");
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  if (type == NULL || !(g_ascii_strcasecmp (type, "application/json") == 0
                        || g_ascii_strncasecmp (type, "application/json;", 17) == 0))
    {
      pamor_practice_exchange_refuse (self, 415, "media-type",
                                      _("The content must be application/json"));
      return NULL;
    }
  node = pamor_practice_json_parse (self->body, &error);
  if (node == NULL)
    pamor_practice_exchange_refuse (self, 400, "malformed", error->message);
  return node;
}

/** pamor_practice_exchange_set_header: @name: lower case; takes the place of one of that name */
void
pamor_practice_exchange_set_header (PamorPracticeExchange *self,
                                    const char            *name,
                                    const char            *value)
{
  g_hash_table_replace (self->reply->headers, g_strdup (name), g_strdup (value));
}

/** pamor_practice_exchange_reply: without a body */
void
pamor_practice_exchange_reply (PamorPracticeExchange *self,
                               guint                  status)
{
  self->reply->status = status;
  g_clear_pointer (&self->reply->body, g_bytes_unref);
  g_hash_table_remove (self->reply->headers, "content-type");
}

static void
set_json (PamorPracticeExchange *self,
          guint                  status,
          const char            *type,
          JsonBuilder           *json)
{
  g_autoptr (JsonNode) root = json_builder_get_root (json);
  char *text = json_to_string (root, FALSE);

  self->reply->status = status;
  g_clear_pointer (&self->reply->body, g_bytes_unref);
  self->reply->body = g_bytes_new_take (text, strlen (text));
  pamor_practice_exchange_set_header (self, "content-type", type);
}

/** pamor_practice_exchange_reply_json: @json: (transfer none): complete */
void
pamor_practice_exchange_reply_json (PamorPracticeExchange *self,
                                    guint                  status,
                                    JsonBuilder           *json)
{
  set_json (self, status, "application/json", json);
}

/** pamor_practice_exchange_reply_text: @type: Content-Type, with the charset; @text: UTF-8 */
void
pamor_practice_exchange_reply_text (PamorPracticeExchange *self,
                                    guint                  status,
                                    const char            *type,
                                    const char            *text)
{
  self->reply->status = status;
  g_clear_pointer (&self->reply->body, g_bytes_unref);
  self->reply->body = g_bytes_new (text, strlen (text));
  pamor_practice_exchange_set_header (self, "content-type", type);
}

/**
 * pamor_practice_exchange_begin_problem:
 * @code: of the kind, "duplicate-subject"
 * @detail: (nullable): words for people
 *
 * Returns: (transfer full): an open object for more members, for _end_problem()
 */
JsonBuilder *
pamor_practice_exchange_begin_problem (PamorPracticeExchange *self,
                                       guint                  status,
                                       const char            *code,
                                       const char            *detail)
{
  g_autofree char *type = g_strconcat ("/problems/", code, NULL);
  JsonBuilder *json = json_builder_new ();

  self->reply->status = status;
  json_builder_begin_object (json);
  pamor_practice_json_add (json, "type", type);
  pamor_practice_json_add (json, "title", code);
  json_builder_set_member_name (json, "status");
  json_builder_add_int_value (json, status);
  if (detail != NULL)
    pamor_practice_json_add (json, "detail", detail);
  return json;
}

/** pamor_practice_exchange_end_problem: @json: (transfer full): of _begin_problem() */
void
pamor_practice_exchange_end_problem (PamorPracticeExchange *self,
                                     JsonBuilder           *json)
{
  json_builder_end_object (json);
  set_json (self, self->reply->status, "application/problem+json", json);
  g_object_unref (json);
}

/** pamor_practice_exchange_refuse: with a problem that has no further members */
void
pamor_practice_exchange_refuse (PamorPracticeExchange *self,
                                guint                  status,
                                const char            *code,
                                const char            *detail)
{
  pamor_practice_exchange_end_problem (
    self, pamor_practice_exchange_begin_problem (self, status, code, detail));
}

/** pamor_practice_json_add: @text: (nullable): null where NULL */
void
pamor_practice_json_add (JsonBuilder *json,
                         const char  *name,
                         const char  *text)
{
  json_builder_set_member_name (json, name);
  if (text == NULL)
    json_builder_add_null_value (json);
  else
    json_builder_add_string_value (json, text);
}

/** pamor_practice_json_add_time: as RFC 3339 in UTC */
void
pamor_practice_json_add_time (JsonBuilder *json,
                              const char  *name,
                              gint64       wall_us)
{
  g_autofree char *text = pamor_clock_format_utc (wall_us);

  pamor_practice_json_add (json, name, text);
}
