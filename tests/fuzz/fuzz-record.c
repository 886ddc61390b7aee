/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sealed record: what was sealed opens as it was, and anything else does not open. The first
 * bytes say what is changed of a sealed one; all of them, as they are, are tried as a record. */
#include "base/pamor-error.h"
#include "pamor-fuzz.h"
#include "store/pamor-vault.h"

#include <string.h>

#define EDIT 3 /* bytes: where, and what is laid over */

static void
check_only_its_own (PamorVault *vault,
                    GBytes     *sealed,
                    GBytes     *tried)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) opened = pamor_vault_open (vault, "form", "satu", 3, tried, &error);

  g_assert_true ((opened != NULL) == g_bytes_equal (sealed, tried));
  g_assert_true (opened != NULL || g_error_matches (error, PAMOR_ERROR, PAMOR_ERROR_DAMAGED));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static const guint8 root[PAMOR_VAULT_KEY_BYTES] = { 7 };
  g_autoptr (PamorVault) vault = pamor_vault_new_of_root (root, 1);
  g_autoptr (GBytes) plain = g_bytes_new_static (data, size);
  g_autoptr (GBytes) sealed = pamor_vault_seal (vault, "form", "satu", 3, plain);
  g_autoptr (GBytes) opened = pamor_vault_open (vault, "form", "satu", 3, sealed, NULL);
  gsize length = g_bytes_get_size (sealed);
  g_autofree guint8 *edited = g_memdup2 (g_bytes_get_data (sealed, NULL), length);
  g_autoptr (GBytes) changed = NULL;

  g_assert_true (g_bytes_equal (plain, opened));
  check_only_its_own (vault, sealed, plain);
  for (gsize i = 0; i + EDIT <= MIN (size, 8 * EDIT); i += EDIT)
    edited[(data[i] << 8 | data[i + 1]) % length] ^= data[i + 2];
  if (size % 4 == 1)
    length -= MIN (length, data[0]);
  changed = g_bytes_new_static (edited, length);
  check_only_its_own (vault, sealed, changed);
  return 0;
}
