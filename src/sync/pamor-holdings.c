/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The comparison of two lists, pure. What was acknowledged only after this was begun is not
 * missed: the list may have been made before it. */
#include "sync/pamor-holdings.h"

#include "sync/pamor-machine.h"

/** Expected: one that the city gave a receipt for, until its list names it as it should be */
typedef struct
{
  PamorSubmission *item; /* owned */
  guint            held; /* the revision that the list names, 0 none */
} Expected;

struct _PamorHoldings
{
  GHashTable *expected;      /* id -> Expected */
  char       *after;         /* (nullable): behind the last page */
  guint       pages;
  gint64      since;
  gboolean    status_missed; /* the city says another status than we heard of */
};

static void
expected_free (gpointer data)
{
  g_object_unref (((Expected *) data)->item);
  g_free (data);
}

static void
expect (PamorHoldings   *self,
        PamorSubmission *item)
{
  Expected *expected = g_new0 (Expected, 1);

  expected->item = g_object_ref (item);
  g_hash_table_insert (self->expected, item->id, expected);
}

/**
 * pamor_holdings_new:
 * @items: of PamorSubmission
 * @since: wall us: what was sealed before is no matter of the officer whose list is read
 */
PamorHoldings *
pamor_holdings_new (GListModel *items,
                    gint64      since)
{
  PamorHoldings *self = g_new0 (PamorHoldings, 1);

  self->since = since;
  self->expected = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, expected_free);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (PamorSubmission) item = g_list_model_get_item (items, i);

      if ((item->state == PAMOR_STATE_ACKNOWLEDGED || item->state == PAMOR_STATE_PURGED)
          && item->sealed_at >= since)
        expect (self, item);
    }
  return self;
}

/** pamor_holdings_free: with what was expected and not found */
void
pamor_holdings_free (PamorHoldings *self)
{
  g_hash_table_unref (self->expected);
  g_free (self->after);
  g_free (self);
}

static const char *
get_text (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node == NULL || json_node_get_value_type (node) != G_TYPE_STRING
           ? NULL : json_node_get_string (node);
}

/* Returns: 0 where there is none */
static guint
get_revision (JsonObject *line)
{
  JsonNode *node = json_object_get_member (line, "revision");

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_INT64)
    return 0;
  return CLAMP (json_node_get_int (node), 0, G_MAXINT);
}

/* Held: the revision that we have a receipt for, or a later one, whole; taken back only where we
 * know of it: a withdrawal that was refused may have come a second time, and late.
 * Returns: FALSE where it does not say of what it speaks; it may then be of any that we miss */
static gboolean
read_line (PamorHoldings *self,
           JsonObject    *line)
{
  const char *id = get_text (line, "id"), *state = get_text (line, "state");
  guint revision = get_revision (line);
  Expected *expected;
  PamorStatus status;
  gboolean acknowledged;

  if (id == NULL || state == NULL || revision == 0 || !g_uuid_string_is_valid (id))
    return FALSE;
  expected = g_hash_table_lookup (self->expected, id);
  if (expected == NULL)
    return TRUE;
  expected->held = revision;
  acknowledged = expected->item->state == PAMOR_STATE_ACKNOWLEDGED;
  if (revision < expected->item->revision || g_str_equal (state, "incomplete")
      || (acknowledged && g_str_equal (state, "withdrawn")))
    return TRUE;
  if (acknowledged && pamor_status_from_nick (get_text (line, "status"), &status)
      && status != expected->item->status)
    self->status_missed = TRUE;
  g_hash_table_remove (self->expected, id);
  return TRUE;
}

/**
 * pamor_holdings_read:
 * @page: as the reply's judge let it pass
 * @more: (out): whether another page follows
 *
 * Returns: FALSE where it makes no sense, and the whole list with it
 */
gboolean
pamor_holdings_read (PamorHoldings *self,
                     JsonNode      *page,
                     gboolean      *more)
{
  JsonObject *object = page == NULL ? NULL : json_node_get_object (page);
  const char *next = object == NULL ? NULL : get_text (object, "next");
  JsonArray *lines;

  if (object == NULL)
    return FALSE;
  lines = json_object_get_array_member (object, "items");
  for (guint i = 0; i < json_array_get_length (lines); i++)
    {
      JsonNode *line = json_array_get_element (lines, i);

      if (!JSON_NODE_HOLDS_OBJECT (line) || !read_line (self, json_node_get_object (line)))
        return FALSE;
    }
  *more = json_object_get_boolean_member (object, "more");
  if (*more && (next == NULL || g_strcmp0 (next, self->after) == 0))
    return FALSE; /* it would go round for ever */
  self->pages++;
  g_free (self->after);
  self->after = g_strdup (next);
  return TRUE;
}

/** pamor_holdings_get_since: Returns: as it was given to pamor_holdings_new() */
gint64
pamor_holdings_get_since (PamorHoldings *self)
{
  return self->since;
}

/** pamor_holdings_get_after: Returns: (nullable): behind which line the next page begins */
const char *
pamor_holdings_get_after (PamorHoldings *self)
{
  return self->after;
}

/** pamor_holdings_get_pages: Returns: read so far, for who has enough of a list without an end */
guint
pamor_holdings_get_pages (PamorHoldings *self)
{
  return self->pages;
}

/**
 * pamor_holdings_steal_missed:
 * @held: (out): the revision that the city has of it, not whole perhaps; 0: none
 *
 * Returns: (transfer full) (nullable): id of one that is not there as it should be
 */
char *
pamor_holdings_steal_missed (PamorHoldings *self,
                             guint         *held)
{
  GHashTableIter each;
  gpointer id, expected;
  char *copy;

  g_hash_table_iter_init (&each, self->expected);
  if (!g_hash_table_iter_next (&each, &id, &expected))
    return NULL;
  copy = g_strdup (id);
  *held = ((Expected *) expected)->held;
  g_hash_table_iter_remove (&each);
  return copy;
}

/** pamor_holdings_is_status_missed: Returns: whether the city says another status than we heard of:
 *   the changes are to be read anew */
gboolean
pamor_holdings_is_status_missed (PamorHoldings *self)
{
  return self->status_missed;
}

/**
 * pamor_holdings_miss:
 * @s: a copy of the row
 * @held: the revision that the city has of it, 0 none
 *
 * What becomes of one that the city seems to have lost: it is asked for its receipt, and sent again
 * where there is none; what the city has of an earlier revision is corrected again. What is no
 * longer here needs a person. What was rejected waits for its correction, which then goes as new.
 * What the citizen holds in his hands already is over, as is what another one took the place of.
 *
 * Returns: FALSE where that changes nothing
 */
gboolean
pamor_holdings_miss (PamorSubmission *s,
                     guint            held)
{
  g_return_val_if_fail (PAMOR_IS_SUBMISSION (s), FALSE);

  if (s->status == PAMOR_STATUS_COLLECTED || s->replaced_by != NULL)
    return FALSE;
  if (s->state == PAMOR_STATE_PURGED)
    {
      if (g_strcmp0 (s->reason, "gone") == 0)
        return FALSE;
      pamor_submission_set_reason (s, "gone", NULL, NULL);
      return TRUE;
    }
  if (s->state != PAMOR_STATE_ACKNOWLEDGED
      || (s->status == PAMOR_STATUS_REJECTED && s->server_revision == held))
    return FALSE;
  s->server_revision = MIN (held, s->revision);
  if (s->status == PAMOR_STATUS_REJECTED)
    return TRUE;
  s->attempts = 0;
  s->next_at = 0;
  if (s->server_revision == 0 || s->server_revision == s->revision)
    s->state = PAMOR_STATE_CONFIRMING;
  else
    {
      pamor_machine_send_again (s);
      pamor_submission_set_reason (s, "lost", NULL, NULL);
    }
  pamor_machine_check (s);
  return TRUE;
}
