/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON that a stranger sent: whatever is missing, of another type, too deep or too long is as if it
 * were not there. Nothing here fails. */
#include "net/pamor-reply-json.h"

#include "domain/pamor-json-scan.h"

#include <string.h>

#define LONGEST_WORD 120  /* characters of a code or a pointer that are kept */
#define LONGEST_TEXT 1000 /* characters of words for people */
#define MOST_MISSING 1000

/** pamor_reply_parse: Returns: (transfer full) (nullable): NULL: @body (nullable) is no JSON */
JsonNode *
pamor_reply_parse (GBytes *body)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autofree char *fault = NULL;
  gsize length;
  const char *text = body == NULL ? NULL : g_bytes_get_data (body, &length);

  if (text == NULL)
    return NULL;
  fault = pamor_json_scan (text, length);
  if (fault != NULL || !json_parser_load_from_data (parser, text, length, NULL))
    return NULL;
  return json_parser_steal_root (parser);
}

/** pamor_reply_object: Returns: (transfer none) (nullable): @node (nullable), if an object */
JsonObject *
pamor_reply_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/** pamor_reply_text: Returns: (transfer none) (nullable): a string member of @object (nullable) */
const char *
pamor_reply_text (JsonObject *object,
                  const char *name)
{
  JsonNode *node = object == NULL ? NULL : json_object_get_member (object, name);

  return node == NULL || json_node_get_value_type (node) != G_TYPE_STRING
           ? NULL : json_node_get_string (node);
}

static char *
dup_short (const char *text,
           glong       longest)
{
  if (text == NULL || text[0] == '\0')
    return NULL;
  return g_utf8_strlen (text, -1) <= longest ? g_strdup (text)
                                             : g_utf8_substring (text, 0, longest);
}

/** pamor_reply_missing: Returns: (transfer full) (nullable): its "missing" ids; NULL where not a
 * list of strings */
GStrv
pamor_reply_missing (JsonNode *node)
{
  JsonObject *object = pamor_reply_object (node);
  JsonNode *member = object == NULL ? NULL : json_object_get_member (object, "missing");
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  JsonArray *array;

  if (member == NULL || !JSON_NODE_HOLDS_ARRAY (member))
    return NULL;
  array = json_node_get_array (member);
  if (json_array_get_length (array) > MOST_MISSING)
    return NULL;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *id = json_array_get_element (array, i);

      if (json_node_get_value_type (id) != G_TYPE_STRING)
        return NULL;
      g_strv_builder_add (ids, json_node_get_string (id));
    }
  return g_strv_builder_end (ids);
}

static JsonObject *
get_first_error (JsonObject *problem)
{
  JsonNode *errors = problem == NULL ? NULL : json_object_get_member (problem, "errors");
  JsonArray *array = errors != NULL && JSON_NODE_HOLDS_ARRAY (errors) ? json_node_get_array (errors)
                                                                     : NULL;

  if (array == NULL || json_array_get_length (array) == 0)
    return NULL;
  return pamor_reply_object (json_array_get_element (array, 0));
}

/**
 * pamor_reply_read_problem:
 * @node: (nullable): application/problem+json (RFC 9457)
 *
 * Sets code (the last part of the type), message (the first validation error's words, else detail,
 * else title) and pointer.
 */
void
pamor_reply_read_problem (JsonNode     *node,
                          PamorVerdict *verdict)
{
  JsonObject *problem = pamor_reply_object (node);
  JsonObject *first = get_first_error (problem);
  const char *type = pamor_reply_text (problem, "type");
  const char *slash = type == NULL ? NULL : strrchr (type, '/');
  const char *words = pamor_reply_text (first, "message");

  if (words == NULL)
    words = pamor_reply_text (problem, "detail");
  if (words == NULL)
    words = pamor_reply_text (problem, "title");

  verdict->code = dup_short (slash == NULL ? type : slash + 1, LONGEST_WORD);
  verdict->message = dup_short (words, LONGEST_TEXT);
  verdict->pointer = dup_short (pamor_reply_text (first, "pointer"), LONGEST_WORD);
}
