/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/outbox/pamor-by-street.h"

/* Numbers in it count as numbers: house 9 comes before house 10. */
static char *
make_key (const PamorSubmission *item)
{
  g_autofree char *plain = item->street != NULL ? g_utf8_casefold (item->street, -1) : NULL;

  return plain != NULL && *plain != '\0' ? g_utf8_collate_key_for_filename (plain, -1) : NULL;
}

/** pamor_by_street_compare: Returns: as strcmp(): the order of a walk; who has no street is last */
int
pamor_by_street_compare (const PamorSubmission *a,
                         const PamorSubmission *b)
{
  g_autofree char *key_a = make_key (a), *key_b = make_key (b);

  if (key_a == NULL || key_b == NULL)
    return (key_a == NULL) - (key_b == NULL);
  return g_strcmp0 (key_a, key_b);
}
