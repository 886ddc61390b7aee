/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether JSON has the members of a schema: "id:uuid number:text? missing:list". Members that are
 * not known are passed over, as the contract wants. */
#include "conformance/pamor-judge.h"

#include "base/pamor-uuid.h"

#include <string.h>

static gboolean
is_text (JsonNode *node)
{
  return json_node_get_value_type (node) == G_TYPE_STRING;
}

static gboolean
is_time (JsonNode *node)
{
  gint64 time;

  return is_text (node) && pamor_clock_parse_utc (json_node_get_string (node), &time);
}

static gboolean
is_sha256 (JsonNode *node)
{
  const char *text = is_text (node) ? json_node_get_string (node) : "";

  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

static gboolean
is_day (JsonNode *node)
{
  const char *text = is_text (node) ? json_node_get_string (node) : "";

  return strlen (text) == 10 && strspn (text, "0123456789-") == 10 && text[4] == '-';
}

/* @type: "text", "count" (a whole number), "flag", "list", "object", "time", "day", "uuid",
 * "sha256"; with "?" at its end null too; else one of the words "a|b" */
static gboolean
is_of_type (JsonNode   *node,
            const char *type)
{
  g_autofree char *bare = g_strndup (type, strcspn (type, "?"));

  if (JSON_NODE_HOLDS_NULL (node))
    return strchr (type, '?') != NULL;
  if (g_str_equal (bare, "text"))
    return is_text (node);
  if (g_str_equal (bare, "count"))
    return json_node_get_value_type (node) == G_TYPE_INT64 && json_node_get_int (node) >= 0;
  if (g_str_equal (bare, "flag"))
    return json_node_get_value_type (node) == G_TYPE_BOOLEAN;
  if (g_str_equal (bare, "list"))
    return JSON_NODE_HOLDS_ARRAY (node);
  if (g_str_equal (bare, "object"))
    return JSON_NODE_HOLDS_OBJECT (node);
  if (g_str_equal (bare, "time"))
    return is_time (node);
  if (g_str_equal (bare, "day"))
    return is_day (node);
  if (g_str_equal (bare, "uuid"))
    return is_text (node) && pamor_uuid_is_valid (json_node_get_string (node));
  if (g_str_equal (bare, "sha256"))
    return is_sha256 (node);

  g_auto (GStrv) words = g_strsplit (bare, "|", -1);
  return is_text (node)
         && g_strv_contains ((const char *const *) words, json_node_get_string (node));
}

/**
 * pamor_judge_shape:
 * @node: (nullable): to be judged; NULL: the whole body of @answer
 * @members: "name:type" each
 */
gboolean
pamor_judge_shape (PamorJudge  *self,
                   PamorAnswer *answer,
                   JsonNode    *node,
                   const char  *members)
{
  g_auto (GStrv) wanted = g_strsplit (members, " ", -1);
  JsonNode *whole = node == NULL ? answer->json : node;

  if (!pamor_judge_that (self, answer, whole != NULL && JSON_NODE_HOLDS_OBJECT (whole),
                         "a JSON object"))
    return FALSE;
  for (guint i = 0; wanted[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (wanted[i], ":", 2);
      JsonNode *member = json_object_get_member (json_node_get_object (whole), pair[0]);

      if (!pamor_judge_that (self, answer, member != NULL && is_of_type (member, pair[1]),
                             "a member “%s” that is %s", pair[0], pair[1]))
        return FALSE;
    }
  return TRUE;
}
