/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/pamor-tokens.h"

#include "net/pamor-reply-json.h"

#define LONGEST_LIFE_S (30 * 86400)

static PamorTokens *
make (JsonNode *node)
{
  JsonObject *object = pamor_reply_object (node);
  const char *access = pamor_reply_text (object, "access_token");
  const char *refresh = pamor_reply_text (object, "refresh_token");
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) kept = NULL;
  PamorTokens *self;

  if (access == NULL || refresh == NULL)
    return NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "access_token");
  json_builder_add_string_value (builder, access);
  json_builder_set_member_name (builder, "refresh_token");
  json_builder_add_string_value (builder, refresh);
  json_builder_end_object (builder);
  kept = json_builder_get_root (builder);

  self = g_new0 (PamorTokens, 1);
  self->text = json_to_string (kept, FALSE);
  self->access = g_strdup (access);
  self->refresh = g_strdup (refresh);
  return self;
}

/** pamor_tokens_from_text: Returns: (transfer full) (nullable): as kept; NULL: none, unreadable */
PamorTokens *
pamor_tokens_from_text (const char *text)
{
  g_autoptr (JsonNode) node = text == NULL ? NULL : json_from_string (text, NULL);

  return make (node);
}

/**
 * pamor_tokens_from_node:
 * @node: the server's reply to a login or a refresh
 * @boot_us: the boot clock when it came
 *
 * Renewed when a tenth of its life is left, at most a minute before the end.
 *
 * Returns: (transfer full) (nullable): %NULL where a token is missing in it
 */
PamorTokens *
pamor_tokens_from_node (JsonNode *node,
                        gint64    boot_us)
{
  PamorTokens *self = make (node);
  JsonObject *object = pamor_reply_object (node);
  JsonNode *life = object == NULL ? NULL : json_object_get_member (object, "expires_in");
  gint64 seconds;

  if (self == NULL || life == NULL || json_node_get_value_type (life) != G_TYPE_INT64
      || json_node_get_int (life) <= 0)
    return self;

  seconds = MIN (json_node_get_int (life), LONGEST_LIFE_S);
  self->renew_at = boot_us + seconds * G_USEC_PER_SEC
                   - MIN (seconds * G_USEC_PER_SEC / 10, 60 * (gint64) G_USEC_PER_SEC);
  return self;
}

/** pamor_tokens_free: those that are kept stay so */
void
pamor_tokens_free (PamorTokens *self)
{
  g_free (self->text);
  g_free (self->access);
  g_free (self->refresh);
  g_free (self);
}

/** pamor_tokens_run_out: Returns: whether to renew before asking anything */
gboolean
pamor_tokens_run_out (const PamorTokens *self,
                      gint64             boot_us)
{
  return self->renew_at > 0 && boot_us >= self->renew_at;
}
