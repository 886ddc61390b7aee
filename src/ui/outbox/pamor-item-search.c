/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/outbox/pamor-item-search.h"

#include <string.h>

/**
 * pamor_item_search_fold:
 *
 * Letters and digits alone, without case: a name is found however its spaces and dots were typed.
 *
 * Returns: (transfer full): what pamor_item_search_matches() takes
 */
char *
pamor_item_search_fold (const char *text)
{
  g_autofree char *plain = g_utf8_casefold (text, -1);
  g_autoptr(GString) folded = g_string_new (NULL);

  for (const char *at = plain; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalnum (g_utf8_get_char (at)))
      g_string_append_unichar (folded, g_utf8_get_char (at));
  return g_string_free (g_steal_pointer (&folded), FALSE);
}

static gboolean
contains (const char *text,
          const char *folded)
{
  g_autofree char *plain = text != NULL ? pamor_item_search_fold (text) : NULL;

  return plain != NULL && strstr (plain, folded) != NULL;
}

/** pamor_item_search_matches: Returns: whether who, what, where or its number contains @folded */
gboolean
pamor_item_search_matches (PamorSubmission *item,
                           PamorCatalogue  *catalogue,
                           const char      *folded)
{
  const PamorService *service;

  g_return_val_if_fail (PAMOR_IS_SUBMISSION (item), FALSE);
  g_return_val_if_fail (folded != NULL, FALSE);

  service = pamor_catalogue_find_service (catalogue, item->service);
  return contains (item->title, folded) || contains (item->number, folded)
         || contains (item->subject, folded) || contains (item->street, folded)
         || contains (item->id, folded)
         || (service != NULL && contains (service->name, folded));
}

/** pamor_item_search_matches_case: Returns: whether its name contains @folded */
gboolean
pamor_item_search_matches_case (PamorCase  *entry,
                                const char *folded)
{
  g_return_val_if_fail (PAMOR_IS_CASE (entry), FALSE);
  g_return_val_if_fail (folded != NULL, FALSE);

  return contains (entry->first->case_name, folded);
}
