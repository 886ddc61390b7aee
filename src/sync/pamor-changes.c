/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of changes, read with care: a line that makes no sense to this version is passed over, as
 * the server may say more than we know; it must not keep the lines after it from us. */
#include "sync/pamor-changes.h"

#include "base/pamor-clock.h"

static const char *
get_text (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node == NULL || json_node_get_value_type (node) != G_TYPE_STRING
           ? NULL : json_node_get_string (node);
}

static gboolean
is_true (JsonObject *object,
         const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN
         && json_node_get_boolean (node);
}

static gint64
get_number (JsonObject *object,
            const char *name,
            gint64      otherwise)
{
  JsonNode *node = json_object_get_member (object, name);

  return node == NULL || json_node_get_value_type (node) != G_TYPE_INT64
           ? otherwise : json_node_get_int (node);
}

static void
read_line (JsonObject *line,
           GPtrArray  *changes)
{
  const char *submission = get_text (line, "submission");
  PamorChange *change;
  PamorStatus status;
  gint64 updated_at;

  if (submission == NULL || !pamor_status_from_nick (get_text (line, "status"), &status)
      || !pamor_clock_parse_utc (get_text (line, "updated_at"), &updated_at))
    return;

  change = pamor_change_new ();
  change->submission = g_strdup (submission);
  change->seq = MAX (get_number (line, "seq", 0), 0);
  change->revision = CLAMP (get_number (line, "revision", 1), 1, G_MAXINT);
  change->status = status;
  change->reason_code = g_strdup (get_text (line, "reason_code"));
  change->message = g_strdup (get_text (line, "message"));
  change->pointer = g_strdup (get_text (line, "pointer"));
  change->closed = is_true (line, "closed");
  change->updated_at = updated_at;
  g_ptr_array_add (changes, change);
}

/**
 * pamor_changes_read:
 * @node: a page, as the reply's judge let it pass
 * @next: (out) (transfer none): the cursor behind it, owned by @node
 * @more: (out): whether another page follows
 *
 * Returns: (transfer full) (nullable): of PamorChange, in the server's order; NULL: no page
 */
GPtrArray *
pamor_changes_read (JsonNode    *node,
                    const char **next,
                    gboolean    *more)
{
  JsonObject *page
    = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *items = page == NULL ? NULL : json_object_get_member (page, "items");
  GPtrArray *changes;
  JsonArray *lines;

  if (items == NULL || !JSON_NODE_HOLDS_ARRAY (items) || get_text (page, "next") == NULL)
    return NULL;

  changes = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_change_free);
  lines = json_node_get_array (items);
  for (guint i = 0; i < json_array_get_length (lines); i++)
    {
      JsonNode *line = json_array_get_element (lines, i);

      if (JSON_NODE_HOLDS_OBJECT (line))
        read_line (json_node_get_object (line), changes);
    }
  *next = get_text (page, "next");
  *more = json_object_get_boolean_member_with_default (page, "more", FALSE);
  return changes;
}
