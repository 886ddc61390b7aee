/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Free days of a pick-up point: kept as a note they read the same. */
#include "net/pamor-reply-json.h"
#include "pamor-fuzz.h"
#include "sync/pamor-slots.h"

#define AT G_GINT64_CONSTANT (1795161600000000)

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) body = g_bytes_new_static (data, size);
  g_autoptr (JsonNode) node = pamor_reply_parse (body);
  g_autoptr (PamorSlots) slots = pamor_reply_object (node) == NULL
                                   ? NULL : pamor_slots_parse (node, AT, NULL);
  g_autoptr (PamorSlots) again = NULL;
  g_autofree char *note = NULL;

  if (slots == NULL)
    return 0;
  g_assert_cmpuint (slots->days->len, <=, 60);
  g_assert_true (slots->blanks >= -1 && slots->blanks <= 1000000);
  note = pamor_slots_make_note (slots);
  again = pamor_slots_parse_note (note, NULL);
  g_assert_nonnull (again);
  g_assert_cmpint (again->at, ==, AT);
  g_assert_cmpuint (again->days->len, ==, slots->days->len);
  for (guint i = 0; i < slots->days->len; i++)
    {
      const PamorSlot *slot = slots->days->pdata[i];

      g_assert_true (g_date_valid (&slot->day) && slot->room >= -1 && slot->room <= 100000);
      g_assert_true (pamor_slots_find (slots, &slot->day) == slot);
      g_assert_cmpint (pamor_slots_find (again, &slot->day)->room, ==, slot->room);
    }
  return 0;
}
