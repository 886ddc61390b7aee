/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The discovery document, read with care: a value that is missing, of the wrong type or out of all
 * reason leaves the default, so that a server's mistake never stops the sending. */
#include "sync/pamor-discovery.h"

#define KIB 1024
#define MIB (1024 * KIB)

/** pamor_discovery_new: Returns: (transfer full): what holds before the first contact */
PamorDiscovery *
pamor_discovery_new (void)
{
  PamorDiscovery *self = g_new0 (PamorDiscovery, 1);

  self->submission_bytes = 64 * KIB;
  self->attachments = 20;
  self->attachment_bytes = PAMOR_DEFAULT_ATTACHMENT_BYTES;
  self->chunk_bytes = MIB;
  self->changes_s = 300;
  self->spread_s = 300;
  return self;
}

/** pamor_discovery_free: with the words of a maintenance */
void
pamor_discovery_free (PamorDiscovery *self)
{
  g_free (self->maintenance);
  g_free (self);
}

static JsonObject *
get_object (JsonObject *parent,
            const char *name)
{
  JsonNode *node = json_object_get_member (parent, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
read_number (JsonObject *parent,
             const char *name,
             gint64      least,
             gint64      most,
             gint64     *value)
{
  JsonNode *node = parent == NULL ? NULL : json_object_get_member (parent, name);

  if (node != NULL && json_node_get_value_type (node) == G_TYPE_INT64
      && json_node_get_int (node) >= least && json_node_get_int (node) <= most)
    *value = json_node_get_int (node);
}

static gboolean
is_text (JsonNode   *node,
         const char *text)
{
  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
         && (text == NULL || g_str_equal (json_node_get_string (node), text));
}

static gboolean
lists (JsonObject *root,
       const char *name,
       const char *text)
{
  JsonNode *node = json_object_get_member (root, name);
  JsonArray *list = NULL;

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    list = json_node_get_array (node);
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    if (is_text (json_array_get_element (list, i), text))
      return TRUE;
  return FALSE;
}

/**
 * pamor_discovery_read:
 * @node: the document
 *
 * Takes over what is sound. Returns: FALSE, and nothing taken over, when this is not the discovery
 *   document of a field API that we speak
 */
gboolean
pamor_discovery_read (PamorDiscovery *self,
                      JsonNode       *node)
{
  JsonObject *root, *limits, *poll, *uploads;
  JsonNode *keeps, *maintenance;

  g_return_val_if_fail (self != NULL, FALSE);

  root = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  if (root == NULL || !is_text (json_object_get_member (root, "service"), "eopen-field")
      || !lists (root, "api", "1"))
    return FALSE;

  limits = get_object (root, "limits");
  read_number (limits, "submission_bytes", KIB, 16 * MIB, &self->submission_bytes);
  read_number (limits, "attachments", 1, 1000, &self->attachments);
  read_number (limits, "attachment_bytes", 10 * KIB, 100 * MIB, &self->attachment_bytes);
  read_number (limits, "chunk_bytes", KIB, 100 * MIB, &self->chunk_bytes);
  poll = get_object (root, "poll");
  read_number (poll, "changes_s", 10, 86400, &self->changes_s);
  read_number (poll, "spread_s", 0, 86400, &self->spread_s);

  self->takes_pdf = lists (root, "media_types", PAMOR_MEDIA_TYPE_PDF);
  uploads = get_object (root, "uploads");
  keeps = uploads == NULL ? NULL : json_object_get_member (uploads, "keeps_partial");
  self->keeps_partial = keeps != NULL && json_node_get_value_type (keeps) == G_TYPE_BOOLEAN
                        && json_node_get_boolean (keeps);
  maintenance = json_object_get_member (root, "maintenance");
  g_free (self->maintenance);
  self->maintenance = is_text (maintenance, NULL) ? json_node_dup_string (maintenance) : NULL;
  return TRUE;
}

/** pamor_discovery_load: Returns: (transfer full): as last kept in @store, else the defaults */
PamorDiscovery *
pamor_discovery_load (PamorStore *store)
{
  PamorDiscovery *self = pamor_discovery_new ();
  const char *note = pamor_store_get_note (store, "discovery");
  g_autoptr (JsonNode) node = note == NULL ? NULL : json_from_string (note, NULL);

  if (node != NULL)
    pamor_discovery_read (self, node);
  return self;
}
