/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a server says of itself, by which it is judged: its limits, and what it offers. */
#include "conformance/pamor-judge-private.h"

#define PLENTY (64 * 1024 * 1024) /* bytes: a limit beyond that is not tried */

/** pamor_judge_set_service: @discovery: a reference is taken: by it limits and offers are judged */
void
pamor_judge_set_service (PamorJudge *self,
                         JsonNode   *discovery)
{
  g_clear_pointer (&self->discovery, json_node_unref);
  self->discovery = json_node_ref (discovery);
}

static JsonNode *
find (PamorJudge *self,
      const char *group,
      const char *name)
{
  JsonNode *node = self->discovery == NULL || group == NULL
                     ? self->discovery
                     : json_object_get_member (json_node_get_object (self->discovery), group);

  return node == NULL || !JSON_NODE_HOLDS_OBJECT (node)
           ? NULL : json_object_get_member (json_node_get_object (node), name);
}

/* As most servers have them; and how far away one is still tried */
static const struct
{
  const char *name;
  gint64      usual;
  gint64      most;
} limits[] = {
  { "submission_bytes", 65536, PLENTY },
  { "attachments", 20, 1000 },
  { "attachment_bytes", 750000, PLENTY },
  { "chunk_bytes", 1048576, PLENTY },
};

static gsize
find_limit (const char *name)
{
  gsize i = 0;

  while (!g_str_equal (limits[i].name, name))
    i++;
  return i;
}

/** pamor_judge_get_limit: of the discovery document; where it has none that is one, the usual */
gint64
pamor_judge_get_limit (PamorJudge *self,
                       const char *name)
{
  JsonNode *node = find (self, "limits", name);

  return node == NULL || json_node_get_value_type (node) != G_TYPE_INT64
             || json_node_get_int (node) < 0
           ? limits[find_limit (name)].usual : json_node_get_int (node);
}

/** pamor_judge_reaches: Returns: FALSE, having skipped, where the limit is too far to be tried */
gboolean
pamor_judge_reaches (PamorJudge *self,
                     const char *name)
{
  if (pamor_judge_get_limit (self, name) <= limits[find_limit (name)].most)
    return TRUE;
  pamor_judge_skip (self, "its limit is too far away to be tried");
  return FALSE;
}

static gboolean
lists (JsonNode   *node,
       const char *word)
{
  JsonArray *list = NULL;

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    list = json_node_get_array (node);
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *item = json_array_get_element (list, i);

      if (json_node_get_value_type (item) == G_TYPE_STRING
          && g_str_equal (json_node_get_string (item), word))
        return TRUE;
    }
  return FALSE;
}

/** pamor_judge_offers: @way: "tus", "put", "keeps_partial", "gzip", "pdf"; all, if it is unknown */
gboolean
pamor_judge_offers (PamorJudge *self,
                    const char *way)
{
  JsonNode *node;

  if (self->discovery == NULL)
    return TRUE;
  if (g_str_equal (way, "gzip"))
    return lists (find (self, NULL, "request_encodings"), "gzip");
  if (g_str_equal (way, "pdf"))
    return lists (find (self, NULL, "media_types"), "application/pdf");
  node = find (self, "uploads", way);
  if (g_str_equal (way, "tus"))
    return lists (node, "1.0.0");
  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN
         && json_node_get_boolean (node);
}

/** pamor_judge_wants: Returns: FALSE, having skipped, where the server does not offer @way */
gboolean
pamor_judge_wants (PamorJudge *self,
                   const char *way)
{
  static const struct { const char *way, *why; } ways[] = {
    { "tus", "it does not speak tus" }, { "put", "it does not take photos by PUT" },
    { "keeps_partial", "it does not keep what came of a body that was cut" },
    { "gzip", "it does not offer gzip for requests" }, { "pdf", "it does not take PDF" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_str_equal (ways[i].way, way) && !pamor_judge_offers (self, way))
      {
        pamor_judge_skip (self, ways[i].why);
        return FALSE;
      }
  return TRUE;
}
