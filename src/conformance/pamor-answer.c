/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What came back of a call: looked at, and described for people. */
#include "conformance/pamor-wire.h"

#define SHOWN_BYTES 400 /* of a body, to people */

/** pamor_answer_free: with its headers and body */
void
pamor_answer_free (PamorAnswer *self)
{
  g_free (self->method);
  g_free (self->path);
  g_free (self->sent);
  g_free (self->request_id);
  g_hash_table_unref (self->headers);
  g_bytes_unref (self->body);
  g_clear_pointer (&self->json, json_node_unref);
  g_free (self->trouble);
  g_free (self);
}

/** pamor_answer_get_header: @name: lower case. Returns: (transfer none) (nullable) */
const char *
pamor_answer_get_header (PamorAnswer *self,
                         const char  *name)
{
  return g_hash_table_lookup (self->headers, name);
}

/** pamor_answer_get_member: Returns: (transfer none) (nullable): of a body that is an object */
JsonNode *
pamor_answer_get_member (PamorAnswer *self,
                         const char  *name)
{
  return self->json == NULL ? NULL
                            : json_object_get_member (json_node_get_object (self->json), name);
}

/** pamor_answer_get_text: Returns: (transfer none) (nullable): a member that is a string */
const char *
pamor_answer_get_text (PamorAnswer *self,
                       const char  *name)
{
  JsonNode *member = pamor_answer_get_member (self, name);

  if (member == NULL || json_node_get_value_type (member) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (member);
}

/** pamor_answer_get_list: Returns: (transfer none) (nullable): a member that is a list */
JsonArray *
pamor_answer_get_list (PamorAnswer *self,
                       const char  *name)
{
  JsonNode *member = pamor_answer_get_member (self, name);

  return member == NULL || !JSON_NODE_HOLDS_ARRAY (member) ? NULL : json_node_get_array (member);
}

/** pamor_answer_describe: Returns: (transfer full): status, telling headers, start of the body */
char *
pamor_answer_describe (PamorAnswer *self)
{
  static const char *const telling[] = { "content-type", "upload-offset", "upload-length", "etag",
                                         "content-range", "eopen-api", "date", "request-id" };
  g_autoptr (GString) text = g_string_new (NULL);
  const gsize size = g_bytes_get_size (self->body);

  if (self->status == 0)
    return g_strdup_printf ("nothing: %s", self->trouble);
  g_string_append_printf (text, "%u", self->status);
  for (gsize i = 0; i < G_N_ELEMENTS (telling); i++)
    if (pamor_answer_get_header (self, telling[i]) != NULL)
      g_string_append_printf (text, "; %s: %s", telling[i],
                              pamor_answer_get_header (self, telling[i]));
  if (size > 0 && pamor_answer_get_text (self, "access_token") == NULL)
    {
      g_autofree char *shown = g_strndup (g_bytes_get_data (self->body, NULL),
                                          MIN (size, SHOWN_BYTES));
      g_autofree char *valid = g_utf8_make_valid (shown, -1);

      g_string_append_printf (text, "; %s%s", valid, size > SHOWN_BYTES ? "…" : "");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
