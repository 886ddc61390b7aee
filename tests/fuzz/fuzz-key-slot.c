/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A key slot as a changed file has it: opens with its own secret while it is whole, else says what
 * is the matter. Bytes: operations, memory in KiB, lengths of salt and wrapped key, edits. */
#include "base/pamor-error.h"
#include "pamor-fuzz.h"
#include "store/pamor-key-slot.h"

#include <string.h>

#define SECRET "rahasia"
#define HEAD 4

static GBytes *
edit (GBytes       *bytes,
      const guint8 *edits,
      gsize         n,
      int           longer)
{
  gsize size = g_bytes_get_size (bytes), length = MAX (0, (gssize) size + longer);
  guint8 *copy = g_malloc0 (length + 1);

  memcpy (copy, g_bytes_get_data (bytes, NULL), MIN (size, length));
  for (gsize i = 0; i < n && i < length; i++)
    copy[i] ^= edits[i];
  return g_bytes_new_take (copy, length);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static const guint8 root[PAMOR_VAULT_KEY_BYTES] = { 7 };
  g_autoptr (PamorVault) vault = pamor_vault_new_of_root (root, 1);
  g_autoptr (PamorKeySlot) slot = pamor_key_slot_new (PAMOR_KEY_SLOT_KEYRING, SECRET, vault, NULL);
  g_autoptr (GBytes) salt = NULL, wrapped = NULL;
  g_autoptr (PamorVault) opened = NULL;
  g_autoptr (GError) error = NULL;
  gboolean whole;

  if (size < HEAD)
    return 0;
  salt = g_steal_pointer (&slot->salt);
  wrapped = g_steal_pointer (&slot->wrapped);
  slot->salt = edit (salt, data + HEAD, MIN (size - HEAD, 16), (gint8) data[2]);
  slot->wrapped = edit (wrapped, data + MIN (size, HEAD + 16), size - MIN (size, HEAD + 16),
                        (gint8) data[3]);
  slot->operations = data[0] <= 2 ? data[0] : (guint64) data[0] << (data[0] % 56);
  slot->memory = data[1] * 1024;
  whole = slot->operations == 0 && g_bytes_equal (salt, slot->salt)
          && g_bytes_equal (wrapped, slot->wrapped);
  if (slot->operations > 2 && slot->operations <= 16)
    return 0; /* as slow as it is meant to be */
  opened = pamor_key_slot_open (slot, SECRET, &error);
  g_assert_true ((opened != NULL) == whole);
  g_assert_true (whole || g_error_matches (error, PAMOR_ERROR, PAMOR_ERROR_LOCKED)
                 || g_error_matches (error, PAMOR_ERROR, PAMOR_ERROR_DAMAGED)
                 || g_error_matches (error, PAMOR_ERROR, PAMOR_ERROR_FAILED));
  g_assert_true (!whole || memcmp (pamor_vault_get_root (opened), root, sizeof root) == 0);
  return 0;
}
