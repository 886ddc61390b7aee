/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading JSON that anybody may have written: nothing here trusts its shape or depth. */
#include "practice/pamor-practice-json.h"

#include "base/pamor-error.h"
#include "domain/pamor-json-scan.h"

#include <glib/gi18n-lib.h>

/**
 * pamor_practice_json_parse:
 *
 * Returns: (transfer full): an object; %PAMOR_ERROR_INVALID where it is none, or not fit to parse
 */
JsonNode *
pamor_practice_json_parse (GBytes  *bytes,
                           GError **error)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autofree char *fault = size == 0 ? NULL : pamor_json_scan (text, size);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root = NULL;

  if (fault != NULL)
    {
      g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_INVALID, fault);
      return NULL;
    }
  if (size > 0 && json_parser_load_from_data (parser, text, size, NULL))
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
