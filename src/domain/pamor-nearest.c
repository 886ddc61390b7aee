/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which known word a mistyped one is meant for. Pure; any thread. */
#include "domain/pamor-nearest.h"

#include <string.h>

/* Levenshtein's distance in bytes; words longer than 63 are as far as can be. */
static guint
distance (const char *a,
          const char *b)
{
  guint row[64];
  gsize n = strlen (b);

  if (n > 63 || strlen (a) > 63)
    return G_MAXUINT;
  for (gsize j = 0; j <= n; j++)
    row[j] = j;
  for (gsize i = 0; a[i] != '\0'; i++)
    {
      guint corner = row[0];

      row[0] = i + 1;
      for (gsize j = 0; j < n; j++)
        {
          guint change = corner + (a[i] != b[j]);

          corner = row[j + 1];
          row[j + 1] = MIN (change, MIN (row[j], corner) + 1);
        }
    }
  return row[n];
}

/**
 * pamor_nearest_word:
 * @known: %NULL-terminated
 *
 * Returns: (transfer none) (nullable): the one of @known that @word is most likely meant for; %NULL
 * where all are far
 */
const char *
pamor_nearest_word (const char        *word,
                    const char *const *known)
{
  const char *nearest = NULL;
  gsize length = strlen (word);
  guint best = MIN (length / 2, 1 + length / 4);

  for (gsize i = 0; known[i] != NULL; i++)
    {
      guint here = distance (word, known[i]);

      if (here <= best && (nearest == NULL || here < best))
        {
          nearest = known[i];
          best = here;
        }
    }
  return nearest;
}
