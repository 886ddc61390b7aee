/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON of a stranger, read as a problem: what is too deep, or no JSON, is not there. */
#include "net/pamor-reply-json.h"
#include "pamor-fuzz.h"

#define DEEPEST 32

static guint
measure_depth (JsonNode *node)
{
  guint deepest = 0;
  g_autoptr (GList) values = NULL;

  if (JSON_NODE_HOLDS_ARRAY (node))
    values = json_array_get_elements (json_node_get_array (node));
  else if (JSON_NODE_HOLDS_OBJECT (node))
    values = json_object_get_values (json_node_get_object (node));
  else
    return 0;
  for (GList *l = values; l != NULL; l = l->next)
    {
      guint depth = measure_depth (l->data);

      deepest = MAX (deepest, depth);
    }
  return deepest + 1;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) body = g_bytes_new_static (data, size);
  g_autoptr (JsonNode) node = pamor_reply_parse (body);
  g_autoptr (PamorVerdict) verdict = pamor_verdict_new (PAMOR_VERDICT_ITEM);
  g_auto (GStrv) missing = pamor_reply_missing (node);

  g_assert_true (node == NULL || measure_depth (node) <= DEEPEST);
  pamor_reply_read_problem (node, verdict);
  g_assert_true (pamor_reply_object (node) != NULL
                 || (missing == NULL && verdict->code == NULL && verdict->message == NULL
                     && verdict->pointer == NULL));
  g_assert_true (missing == NULL || g_strv_length (missing) <= 1000);
  g_assert_true (verdict->code == NULL || g_utf8_strlen (verdict->code, -1) <= 120);
  g_assert_true (verdict->message == NULL || g_utf8_strlen (verdict->message, -1) <= 1000);
  g_assert_true (verdict->pointer == NULL || g_utf8_strlen (verdict->pointer, -1) <= 120);
  return 0;
}
