/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pocket/pamor-pocket-key.h"

#include <sodium.h>
#include <string.h>

/** pamor_pocket_key_new: Returns: (transfer full): of 128 random bits, in letters that are easily
 *  told apart when a person has to type them */
char *
pamor_pocket_key_new (void)
{
  static const char letters[] = "abcdefghijkmnpqrstuvwxyz23456789";
  char *key = g_new0 (char, PAMOR_POCKET_KEY_LENGTH + 1);

  G_STATIC_ASSERT (sizeof letters - 1 == 32 && PAMOR_POCKET_KEY_LENGTH * 5 >= 128);
  g_return_val_if_fail (sodium_init () >= 0, NULL);

  for (guint i = 0; i < PAMOR_POCKET_KEY_LENGTH; i++)
    key[i] = letters[randombytes_uniform (sizeof letters - 1)];
  return key;
}

/** pamor_pocket_key_matches: in a time that tells nothing about how much of @said is right */
gboolean
pamor_pocket_key_matches (const char *key,
                          const char *said)
{
  char padded[PAMOR_POCKET_KEY_LENGTH + 2] = { 0 };

  g_return_val_if_fail (key != NULL && said != NULL, FALSE);

  /* One letter too many is kept, so that it differs. */
  memcpy (padded, said, strnlen (said, sizeof padded - 1));
  return sodium_memcmp (padded, key, PAMOR_POCKET_KEY_LENGTH) == 0
         && padded[PAMOR_POCKET_KEY_LENGTH] == '\0';
}

/** pamor_pocket_key_free: wipes it first */
void
pamor_pocket_key_free (char *key)
{
  sodium_memzero (key, PAMOR_POCKET_KEY_LENGTH);
  g_free (key);
}
