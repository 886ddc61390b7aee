/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading JSON that anybody may have written: nothing here trusts its shape or depth. */
#include "practice/pamor-practice-json.h"

#include "base/pamor-error.h"

#include <glib/gi18n-lib.h>

#define DEPTH_MAX 32

/* json-glib descends by recursion without a limit of its own, and takes comments and other things
 * that are not JSON, behind which depth could hide. Returns: (nullable): what is wrong */
static const char *
find_fault (const char *text,
            gsize       size)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < size; i++)
    {
      if (in_string && text[i] == '\\')
        i++;
      else if (text[i] == '"')
        in_string = !in_string;
      else if (in_string)
        continue;
      else if (text[i] == '{' || text[i] == '[')
        depth++;
      else if (text[i] == '}' || text[i] == ']')
        depth -= depth > 0;
      else if (!g_ascii_isalnum (text[i]) && strchr (" \t\r\n,:+-.", text[i]) == NULL)
        return _("The content is not JSON");
      if (depth > DEPTH_MAX)
        return _("The JSON nests too deeply");
    }
  return NULL;
}

/**
 * pamor_practice_json_parse:
 *
 * Returns: (transfer full): an object; %PAMOR_ERROR_INVALID where it is none, not UTF-8, or nests
 *   deeper than 32
 */
JsonNode *
pamor_practice_json_parse (GBytes  *bytes,
                           GError **error)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size), *fault;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  if (size == 0 || !g_utf8_validate_len (text, size, NULL))
    fault = _("The content is not UTF-8 text");
  else
    fault = find_fault (text, size);
  if (fault == NULL && !json_parser_load_from_data (parser, text, size, NULL))
    fault = _("The content is not JSON");
  if (fault != NULL)
    {
      g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_INVALID, fault);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_INVALID,
                           _("The content is not a JSON object"));
      return NULL;
    }
  return json_node_ref (root);
}

/** pamor_practice_json_get_member: Returns: (transfer none) (nullable): neither absent nor null */
JsonNode *
pamor_practice_json_get_member (JsonNode   *node,
                                const char *name)
{
  JsonNode *member = NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    member = json_object_get_member (json_node_get_object (node), name);
  return member == NULL || JSON_NODE_HOLDS_NULL (member) ? NULL : member;
}

/** pamor_practice_json_get_text: Returns: (transfer none) (nullable): NULL where it is no string */
const char *
pamor_practice_json_get_text (JsonNode   *node,
                              const char *name)
{
  JsonNode *member = pamor_practice_json_get_member (node, name);

  if (member == NULL || json_node_get_value_type (member) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (member);
}

/** pamor_practice_json_get_int: Returns: FALSE, @value untouched, where it is no whole number */
gboolean
pamor_practice_json_get_int (JsonNode   *node,
                             const char *name,
                             gint64     *value)
{
  JsonNode *member = pamor_practice_json_get_member (node, name);

  if (member == NULL || json_node_get_value_type (member) != G_TYPE_INT64)
    return FALSE;
  *value = json_node_get_int (member);
  return TRUE;
}
