/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guarantees: a slot opens only with its own secret, and says PAMOR_ERROR_LOCKED to any other;
 * what a slot costs to open is kept in it, so that later slots may cost more. Opening takes a
 * tenth of a second and 64 MiB on purpose: never on the main thread. */
#include "store/pamor-key-slot.h"

#include "base/pamor-error.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

/* The second choice of RFC 9106, section 4: for machines with little memory. */
#define OPERATIONS 3
#define MEMORY (64 * 1024 * 1024)

/* No slot of ours ever asked for more: a changed row must not eat the machine. */
#define MOST_OPERATIONS 16
#define MOST_MEMORY (1024 * 1024 * 1024)

#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
#define WRAPPED_BYTES (NONCE_BYTES + PAMOR_VAULT_KEY_BYTES + TAG_BYTES)

/** pamor_key_slot_free: it holds no secret in the clear, so nothing is wiped */
void
pamor_key_slot_free (PamorKeySlot *self)
{
  g_free (self->name);
  g_clear_pointer (&self->salt, g_bytes_unref);
  g_clear_pointer (&self->wrapped, g_bytes_unref);
  g_free (self);
}

/* The key that wraps the root key; @key has room for PAMOR_VAULT_KEY_BYTES. */
static gboolean
derive (PamorKeySlot  *self,
        const char    *secret,
        guint8        *key,
        GError       **error)
{
  const guint8 *salt = g_bytes_get_data (self->salt, NULL);
  int failed;

  if (self->operations == 0)
    failed = crypto_generichash (key, PAMOR_VAULT_KEY_BYTES, (const guint8 *) secret,
                                 strlen (secret), salt, crypto_pwhash_SALTBYTES);
  else
    failed = crypto_pwhash (key, PAMOR_VAULT_KEY_BYTES, secret, strlen (secret), salt,
                            self->operations, self->memory, crypto_pwhash_ALG_ARGON2ID13);
  if (failed)
    g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_FAILED,
                         "Too little memory to make a key of the passphrase");
  return !failed;
}

static char *
make_label (PamorKeySlot *self)
{
  return g_strdup_printf ("key_slot|%s|%u", self->name, self->key_id);
}

static gboolean
wrap (PamorKeySlot  *self,
      const char    *secret,
      PamorVault    *vault,
      GError       **error)
{
  guint8 key[PAMOR_VAULT_KEY_BYTES], *out;
  g_autofree char *label = make_label (self);

  if (!derive (self, secret, key, error))
    return FALSE;
  out = g_malloc (WRAPPED_BYTES);
  randombytes_buf (out, NONCE_BYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt (out + NONCE_BYTES, NULL,
                                              pamor_vault_get_root (vault), PAMOR_VAULT_KEY_BYTES,
                                              (const guint8 *) label, strlen (label), NULL, out,
                                              key);
  sodium_memzero (key, sizeof key);
  self->wrapped = g_bytes_new_take (out, WRAPPED_BYTES);
  return TRUE;
}

/**
 * pamor_key_slot_new:
 * @name: %PAMOR_KEY_SLOT_KEYRING or %PAMOR_KEY_SLOT_PASSPHRASE; the latter's secret is stretched
 * @secret: what will open the slot
 * @vault: whose root key is wrapped
 *
 * Returns: (transfer full) (nullable)
 */
PamorKeySlot *
pamor_key_slot_new (const char  *name,
                    const char  *secret,
                    PamorVault  *vault,
                    GError     **error)
{
  g_autoptr (PamorKeySlot) self = NULL;
  guint8 salt[crypto_pwhash_SALTBYTES];
  gboolean stretched;

  g_return_val_if_fail (name != NULL && secret != NULL && vault != NULL, NULL);

  stretched = g_str_equal (name, PAMOR_KEY_SLOT_PASSPHRASE);
  randombytes_buf (salt, sizeof salt);
  self = g_new0 (PamorKeySlot, 1);
  self->name = g_strdup (name);
  self->key_id = pamor_vault_get_key_id (vault);
  self->operations = stretched ? OPERATIONS : 0;
  self->memory = stretched ? MEMORY : 0;
  self->salt = g_bytes_new (salt, sizeof salt);
  return wrap (self, secret, vault, error) ? g_steal_pointer (&self) : NULL;
}

/* A row that was changed on disk is told from a wrong secret where its shape gives it away. */
static gboolean
is_whole (PamorKeySlot  *self,
          GError       **error)
{
  if (g_bytes_get_size (self->salt) == crypto_pwhash_SALTBYTES
      && g_bytes_get_size (self->wrapped) == WRAPPED_BYTES
      && self->operations <= MOST_OPERATIONS && self->memory <= MOST_MEMORY)
    return TRUE;
  g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_DAMAGED, "Key slot %s is damaged", self->name);
  return FALSE;
}

/**
 * pamor_key_slot_open:
 *
 * Returns: (transfer full) (nullable): the vault of the wrapped root key; %PAMOR_ERROR_LOCKED
 *   when @secret is not the slot's, %PAMOR_ERROR_DAMAGED when the slot can't be one
 */
PamorVault *
pamor_key_slot_open (PamorKeySlot  *self,
                     const char    *secret,
                     GError       **error)
{
  guint8 key[PAMOR_VAULT_KEY_BYTES], root[PAMOR_VAULT_KEY_BYTES];
  const guint8 *in;
  g_autofree char *label = NULL;
  PamorVault *vault = NULL;

  g_return_val_if_fail (self != NULL && secret != NULL, NULL);

  pamor_vault_start ();
  if (!is_whole (self, error) || !derive (self, secret, key, error))
    return NULL;
  label = make_label (self);
  in = g_bytes_get_data (self->wrapped, NULL);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (root, NULL, NULL, in + NONCE_BYTES,
                                                  WRAPPED_BYTES - NONCE_BYTES,
                                                  (const guint8 *) label, strlen (label), in,
                                                  key) == 0)
    vault = pamor_vault_new_of_root (root, self->key_id);
  else
    g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_LOCKED,
                         _("That does not open this data folder"));
  sodium_memzero (key, sizeof key);
  sodium_memzero (root, sizeof root);
  return vault;
}

/**
 * pamor_key_slot_make_secret:
 *
 * Returns: (transfer full): 256 random bits in hex, for a keyring to keep
 */
char *
pamor_key_slot_make_secret (void)
{
  guint8 bits[32];
  char *hex = g_malloc (2 * sizeof bits + 1);

  pamor_vault_start ();
  randombytes_buf (bits, sizeof bits);
  sodium_bin2hex (hex, 2 * sizeof bits + 1, bits, sizeof bits);
  sodium_memzero (bits, sizeof bits);
  return hex;
}

/** pamor_key_slot_find: Returns: (transfer none) (nullable): of @slots, by name */
PamorKeySlot *
pamor_key_slot_find (GPtrArray  *slots,
                     const char *name)
{
  for (guint i = 0; i < slots->len; i++)
    if (g_str_equal (((PamorKeySlot *) slots->pdata[i])->name, name))
      return slots->pdata[i];
  return NULL;
}

/** pamor_key_slot_read: Returns: (transfer full) (nullable): of PamorKeySlot, all that @db holds */
GPtrArray *
pamor_key_slot_read (PamorDatabase  *db,
                     GError        **error)
{
  g_autoptr (GPtrArray) slots
    = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_key_slot_free);
  g_autoptr (PamorStatement) ask = pamor_database_prepare (
    db, "SELECT name, key_id, operations, memory, salt, wrapped FROM key_slot");

  while (pamor_statement_next (ask, error))
    {
      PamorKeySlot *slot = g_new0 (PamorKeySlot, 1);

      slot->name = pamor_statement_dup_text (ask, 0);
      slot->key_id = pamor_statement_get_int (ask, 1);
      slot->operations = pamor_statement_get_int (ask, 2);
      slot->memory = pamor_statement_get_int (ask, 3);
      slot->salt = pamor_statement_dup_bytes (ask, 4);
      slot->wrapped = pamor_statement_dup_bytes (ask, 5);
      g_ptr_array_add (slots, slot);
    }
  return pamor_statement_is_done (ask) ? g_steal_pointer (&slots) : NULL;
}

static gboolean
keep (PamorKeySlot   *self,
      PamorDatabase  *db,
      GError        **error)
{
  g_autoptr (PamorStatement) insert = pamor_database_prepare (
    db, "INSERT OR IGNORE INTO key_slot (name, key_id, operations, memory, salt, wrapped)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6)");

  pamor_statement_bind_text (insert, self->name);
  pamor_statement_bind_int (insert, self->key_id);
  pamor_statement_bind_int (insert, self->operations);
  pamor_statement_bind_int (insert, self->memory);
  pamor_statement_bind_bytes (insert, self->salt);
  pamor_statement_bind_bytes (insert, self->wrapped);
  return pamor_statement_run (insert, error);
}

/**
 * pamor_key_slot_keep:
 * @slots: of PamorKeySlot
 * @folder: the name of the data folder in the keyring
 *
 * Keeps those of @slots, and the name, that @db does not have; what it has is never replaced.
 */
gboolean
pamor_key_slot_keep (GPtrArray      *slots,
                     const char     *folder,
                     PamorDatabase  *db,
                     GError        **error)
{
  g_autoptr (PamorStatement) name = pamor_database_prepare (
    db, "INSERT OR IGNORE INTO meta (name, value) VALUES ('folder', ?1)");

  pamor_statement_bind_text (name, folder);
  if (!pamor_statement_run (name, error))
    return FALSE;
  for (guint i = 0; i < slots->len; i++)
    if (!keep (slots->pdata[i], db, error))
      return FALSE;
  return TRUE;
}
