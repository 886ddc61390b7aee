/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  GDate day;
  int   room; /* places left; -1 not said */
} PamorSlot;

/** PamorSlots: what the server said of a pick-up point, and when */
typedef struct
{
  gint64     at;     /* wall clock, us */
  int        blanks; /* KTP blanks left; -1 not said */
  GPtrArray *days;   /* of PamorSlot, by day */
} PamorSlots;

PamorSlots      *pamor_slots_parse          (JsonNode         *reply,
                                             gint64            at,
                                             GError          **error);
void             pamor_slots_free           (PamorSlots       *self);
const PamorSlot *pamor_slots_find           (const PamorSlots *self,
                                             const GDate      *day);
char            *pamor_slots_make_note_name (const char       *point);
char            *pamor_slots_make_note      (const PamorSlots *self);
PamorSlots      *pamor_slots_parse_note     (const char       *note,
                                             GError          **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorSlots, pamor_slots_free)

G_END_DECLS
