/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What GET /v1/pickup-slots said of a pick-up point, and when. Kept as a note, so that it is known
 * without a network too, with its age. */
#include "sync/pamor-slots.h"

#include "base/pamor-error.h"
#include "domain/pamor-field.h"

#define MOST_DAYS 60

/** pamor_slots_free: with its days */
void
pamor_slots_free (PamorSlots *self)
{
  g_ptr_array_unref (self->days);
  g_free (self);
}

/* A day that is no day, or stands twice, is passed over: the rest still helps. */
static void
add_day (PamorSlots *self,
         JsonNode   *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *date_node = object != NULL ? json_object_get_member (object, "date") : NULL;
  JsonNode *room = object != NULL ? json_object_get_member (object, "room") : NULL;
  const char *date = NULL;
  PamorSlot slot = { .room = -1 };

  if (date_node != NULL && json_node_get_value_type (date_node) == G_TYPE_STRING)
    date = json_node_get_string (date_node);
  if (date == NULL || !pamor_field_parse_date (date, &slot.day)
      || pamor_slots_find (self, &slot.day) != NULL || self->days->len >= MOST_DAYS)
    return;
  if (room != NULL && JSON_NODE_HOLDS_VALUE (room))
    slot.room = CLAMP (json_node_get_int (room), -1, 100000);
  g_ptr_array_add (self->days, g_memdup2 (&slot, sizeof slot));
}

/**
 * pamor_slots_parse:
 * @reply: the body of GET /v1/pickup-slots
 * @at: wall clock, us, when it came
 *
 * Returns: (transfer full) (nullable): %PAMOR_ERROR_INVALID when it is not what was asked for
 */
PamorSlots *
pamor_slots_parse (JsonNode  *reply,
                   gint64     at,
                   GError   **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (reply) ? json_node_get_object (reply) : NULL;
  JsonNode *days = object != NULL ? json_object_get_member (object, "days") : NULL;
  JsonNode *blanks = object != NULL ? json_object_get_member (object, "ktp_blanks") : NULL;
  PamorSlots *self;
  JsonArray *array;

  if (days == NULL || !JSON_NODE_HOLDS_ARRAY (days))
    {
      g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID, "No days in the reply");
      return NULL;
    }
  self = g_new0 (PamorSlots, 1);
  self->at = at;
  self->blanks = blanks != NULL && JSON_NODE_HOLDS_VALUE (blanks)
                   ? CLAMP (json_node_get_int (blanks), -1, 1000000) : -1;
  self->days = g_ptr_array_new_with_free_func (g_free);
  array = json_node_get_array (days);
  for (guint i = 0; i < json_array_get_length (array); i++)
    add_day (self, json_array_get_element (array, i));
  return self;
}

/** pamor_slots_find: Returns: (transfer none) (nullable): what is known of @day */
const PamorSlot *
pamor_slots_find (const PamorSlots *self,
                  const GDate      *day)
{
  for (guint i = 0; i < self->days->len; i++)
    {
      const PamorSlot *slot = self->days->pdata[i];

      if (g_date_compare (&slot->day, day) == 0)
        return slot;
    }
  return NULL;
}

/** pamor_slots_make_note_name: Returns: (transfer full): of the note for a pick-up point */
char *
pamor_slots_make_note_name (const char *point)
{
  return g_strconcat ("slots:", point, NULL);
}

/** pamor_slots_make_note: Returns: (transfer full): what is kept: no more than what was read */
char *
pamor_slots_make_note (const PamorSlots *self)
{
  g_autoptr (GString) note = g_string_new (NULL);

  g_string_printf (note, "%" G_GINT64_FORMAT " {\"ktp_blanks\":%d,\"days\":[", self->at,
                   self->blanks);
  for (guint i = 0; i < self->days->len; i++)
    {
      const PamorSlot *slot = self->days->pdata[i];

      g_string_append_printf (note, "%s{\"date\":\"%04u-%02u-%02u\",\"room\":%d}",
                              i > 0 ? "," : "", g_date_get_year (&slot->day),
                              g_date_get_month (&slot->day), g_date_get_day (&slot->day),
                              slot->room);
    }
  g_string_append (note, "]}");
  return g_string_free (g_steal_pointer (&note), FALSE);
}

/** pamor_slots_parse_note: Returns: (transfer full) (nullable): what the note says */
PamorSlots *
pamor_slots_parse_note (const char  *note,
                        GError     **error)
{
  g_autoptr (JsonNode) reply = NULL;
  char *text = NULL;
  gint64 at = g_ascii_strtoll (note, &text, 10);

  reply = json_from_string (text, error);
  if (reply == NULL)
    return NULL;
  return pamor_slots_parse (reply, at, error);
}
