/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guarantees: what is sealed can be read only with the root key, says nothing of its length below
 * 256 bytes, and opens only under the table, id, revision and key that it was sealed for, so that
 * rows can't be swapped or put back. Keys live in locked memory that is wiped when freed.
 *
 * A sealed record: version (1 byte, 1), key id (4, little endian), nonce (24, random), then
 * XChaCha20-Poly1305 of the padded text; version, key id and label are authenticated. */
#include "store/pamor-vault.h"

#include "base/pamor-error.h"

#include <sodium.h>
#include <string.h>

#define VERSION 1
#define BLOCK 256 /* bytes that the text is padded to */
#define NONCE_AT 5
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TEXT_AT (NONCE_AT + NONCE_BYTES)
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES

/* Sub-keys of the root key, by their number in crypto_kdf. */
#define RECORD_KEY 1

G_STATIC_ASSERT (PAMOR_VAULT_KEY_BYTES == crypto_kdf_KEYBYTES);
G_STATIC_ASSERT (PAMOR_VAULT_KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

struct _PamorVault
{
  guint8  *root;   /* Owned, sodium_malloc */
  guint8  *record; /* Owned, sodium_malloc */
  guint32  key_id;
};

/** pamor_vault_start: before libsodium is asked for anything, as often as one likes */
void
pamor_vault_start (void)
{
  const int started = sodium_init ();

  g_assert (started >= 0);
}

/** pamor_vault_new: Returns: (transfer full): with a root key that never was before */
PamorVault *
pamor_vault_new (void)
{
  guint8 root[PAMOR_VAULT_KEY_BYTES];
  PamorVault *self;

  pamor_vault_start ();
  randombytes_buf (root, sizeof root);
  self = pamor_vault_new_of_root (root, randombytes_random ());
  sodium_memzero (root, sizeof root);
  return self;
}

/**
 * pamor_vault_new_of_root:
 *
 * @root: %PAMOR_VAULT_KEY_BYTES bytes, copied; wiping them is the caller's
 */
PamorVault *
pamor_vault_new_of_root (const guint8 *root,
                         guint32       key_id)
{
  PamorVault *self;

  g_return_val_if_fail (root != NULL, NULL);

  pamor_vault_start ();
  self = g_new0 (PamorVault, 1);
  self->key_id = key_id;
  self->root = sodium_malloc (PAMOR_VAULT_KEY_BYTES);
  self->record = sodium_malloc (PAMOR_VAULT_KEY_BYTES);
  g_assert (self->root != NULL && self->record != NULL); /* as where any memory is wanting */
  memcpy (self->root, root, PAMOR_VAULT_KEY_BYTES);
  crypto_kdf_derive_from_key (self->record, PAMOR_VAULT_KEY_BYTES, RECORD_KEY, "HaloPamr",
                              self->root);
  return self;
}

/** pamor_vault_free: wipes its keys first */
void
pamor_vault_free (PamorVault *self)
{
  sodium_free (self->root);
  sodium_free (self->record);
  g_free (self);
}

/**
 * pamor_vault_get_root:
 *
 * Returns: (transfer none): %PAMOR_VAULT_KEY_BYTES bytes, for a key slot to wrap
 */
const guint8 *
pamor_vault_get_root (PamorVault *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->root;
}

/** pamor_vault_get_key_id: Returns: which root key it seals with; every record names it */
guint32
pamor_vault_get_key_id (PamorVault *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->key_id;
}

/* Unambiguous: no table has a bar in its name, and what follows the last two bars are numbers. */
static char *
make_label (PamorVault *self,
            const char *table,
            const char *id,
            gint64      revision)
{
  return g_strdup_printf ("%d|%s|%s|%" G_GINT64_FORMAT "|%u", VERSION, table, id, revision,
                          self->key_id);
}

/**
 * pamor_vault_seal:
 * @table, @id, @revision: where the record belongs; the same must be named to open it
 * @plain: any bytes
 *
 * Returns: (transfer full): the sealed record, different each time
 */
GBytes *
pamor_vault_seal (PamorVault *self,
                  const char *table,
                  const char *id,
                  gint64      revision,
                  GBytes     *plain)
{
  gsize size, padded;
  const guint8 *text;
  guint8 *out;
  g_autofree char *label = NULL;
  int failed;

  g_return_val_if_fail (self != NULL && table != NULL && id != NULL && plain != NULL, NULL);

  label = make_label (self, table, id, revision);
  text = g_bytes_get_data (plain, &size);
  out = g_malloc (TEXT_AT + size + BLOCK + TAG_BYTES);
  out[0] = VERSION;
  for (int i = 0; i < 4; i++)
    out[1 + i] = self->key_id >> (8 * i);
  randombytes_buf (out + NONCE_AT, NONCE_BYTES);
  if (size > 0)
    memcpy (out + TEXT_AT, text, size);
  failed = sodium_pad (&padded, out + TEXT_AT, size, BLOCK, size + BLOCK);
  g_assert (!failed);
  crypto_aead_xchacha20poly1305_ietf_encrypt (out + TEXT_AT, NULL, out + TEXT_AT, padded,
                                              (const guint8 *) label, strlen (label), NULL,
                                              out + NONCE_AT, self->record);
  return g_bytes_new_take (out, TEXT_AT + padded + TAG_BYTES);
}

static gboolean
open_into (PamorVault   *self,
           const char   *label,
           const guint8 *in,
           gsize         size,
           guint8       *out,
           gsize        *plain_size)
{
  guint32 key_id = 0;
  unsigned long long padded;

  for (int i = 0; i < 4; i++)
    key_id |= (guint32) in[1 + i] << (8 * i);
  return in[0] == VERSION && key_id == self->key_id
         && crypto_aead_xchacha20poly1305_ietf_decrypt (out, &padded, NULL, in + TEXT_AT,
                                                        size - TEXT_AT, (const guint8 *) label,
                                                        strlen (label), in + NONCE_AT,
                                                        self->record) == 0
         && sodium_unpad (plain_size, out, padded, BLOCK) == 0;
}

/**
 * pamor_vault_open:
 * @sealed: (nullable): from pamor_vault_seal() with the same @table, @id and @revision
 *
 * Returns: (transfer full) (nullable): the plain bytes; %PAMOR_ERROR_DAMAGED when it does not
 *   authenticate: changed, of another row, or of another key
 */
GBytes *
pamor_vault_open (PamorVault  *self,
                  const char  *table,
                  const char  *id,
                  gint64       revision,
                  GBytes      *sealed,
                  GError     **error)
{
  gsize size = 0, plain_size;
  const guint8 *in;
  g_autofree guint8 *out = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (self != NULL && table != NULL && id != NULL, NULL);

  label = make_label (self, table, id, revision);
  in = sealed == NULL ? NULL : g_bytes_get_data (sealed, &size);
  if (size >= TEXT_AT + BLOCK + TAG_BYTES)
    {
      out = g_malloc (size - TEXT_AT);
      if (open_into (self, label, in, size, out, &plain_size))
        return g_bytes_new_take (g_steal_pointer (&out), plain_size);
    }
  g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_DAMAGED, "A record of %s does not authenticate: %s",
               table, id);
  return NULL;
}
