/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pamor-error.h"
#include "store/pamor-key-slot.h"

#include <string.h>

static void
check_opens_only_with_its_secret (const char *name,
                                  const char *secret)
{
  g_autoptr (PamorVault) vault = pamor_vault_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorKeySlot) slot = pamor_key_slot_new (name, secret, vault, &error);
  g_autoptr (PamorVault) opened = NULL;

  g_assert_no_error (error);
  opened = pamor_key_slot_open (slot, secret, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (pamor_vault_get_root (opened), PAMOR_VAULT_KEY_BYTES,
                   pamor_vault_get_root (vault), PAMOR_VAULT_KEY_BYTES);
  g_assert_cmpuint (pamor_vault_get_key_id (opened), ==, pamor_vault_get_key_id (vault));
  g_assert_null (pamor_key_slot_open (slot, "not the secret", &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_LOCKED);
  g_assert_null (memmem (g_bytes_get_data (slot->wrapped, NULL), g_bytes_get_size (slot->wrapped),
                         pamor_vault_get_root (vault), PAMOR_VAULT_KEY_BYTES));
}

static void
test_a_passphrase_opens_its_slot (void)
{
  check_opens_only_with_its_secret (PAMOR_KEY_SLOT_PASSPHRASE, "kata sandi é");
}

static void
test_a_keyring_secret_opens_its_slot (void)
{
  g_autofree char *secret = pamor_key_slot_make_secret ();
  g_autofree char *other = pamor_key_slot_make_secret ();

  g_assert_cmpuint (strlen (secret), ==, 64);
  g_assert_cmpstr (secret, !=, other);
  check_opens_only_with_its_secret (PAMOR_KEY_SLOT_KEYRING, secret);
}

static void
test_a_passphrase_is_stretched (void)
{
  g_autoptr (PamorVault) vault = pamor_vault_new ();
  g_autoptr (PamorKeySlot) slot = pamor_key_slot_new (PAMOR_KEY_SLOT_PASSPHRASE, "a", vault, NULL);

  g_assert_cmpuint (slot->operations, >=, 3);
  g_assert_cmpuint (slot->memory, >=, 64 * 1024 * 1024);
}

static void
test_a_slot_of_another_name_does_not_open (void)
{
  g_autoptr (PamorVault) vault = pamor_vault_new ();
  g_autoptr (PamorKeySlot) slot = pamor_key_slot_new (PAMOR_KEY_SLOT_KEYRING, "a", vault, NULL);
  g_autoptr (GError) error = NULL;

  slot->key_id++;
  g_assert_null (pamor_key_slot_open (slot, "a", &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_LOCKED);
}

static void
test_absurd_costs_are_refused (void)
{
  g_autoptr (PamorVault) vault = pamor_vault_new ();
  g_autoptr (PamorKeySlot) slot = pamor_key_slot_new (PAMOR_KEY_SLOT_KEYRING, "a", vault, NULL);
  g_autoptr (GError) error = NULL;

  slot->operations = 3;
  slot->memory = G_MAXINT64;
  g_assert_null (pamor_key_slot_open (slot, "a", &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_DAMAGED);
  g_clear_error (&error);
  slot->memory = 1; /* fewer than Argon2 takes */
  g_assert_null (pamor_key_slot_open (slot, "a", &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_FAILED);
}

static void
test_a_slot_of_another_shape_is_damaged (void)
{
  g_autoptr (PamorVault) vault = pamor_vault_new ();

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (PamorKeySlot) slot = pamor_key_slot_new (PAMOR_KEY_SLOT_KEYRING, "a", vault, NULL);
      GBytes **part = i == 0 ? &slot->salt : &slot->wrapped;
      g_autoptr (GError) error = NULL;

      if (i == 2)
        slot->operations = 17;
      else
        {
          g_bytes_unref (*part);
          *part = g_bytes_new_static ("short", 5);
        }
      g_assert_null (pamor_key_slot_open (slot, "a", &error));
      g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_DAMAGED);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key-slot/a-passphrase-opens-its-slot", test_a_passphrase_opens_its_slot);
  g_test_add_func ("/key-slot/a-keyring-secret-opens-its-slot",
                   test_a_keyring_secret_opens_its_slot);
  g_test_add_func ("/key-slot/a-passphrase-is-stretched", test_a_passphrase_is_stretched);
  g_test_add_func ("/key-slot/a-slot-of-another-name-does-not-open",
                   test_a_slot_of_another_name_does_not_open);
  g_test_add_func ("/key-slot/a-slot-of-another-shape-is-damaged",
                   test_a_slot_of_another_shape_is_damaged);
  g_test_add_func ("/key-slot/absurd-costs-are-refused", test_absurd_costs_are_refused);
  return g_test_run ();
}
