/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/pamor-database.h"
#include "store/pamor-vault.h"

G_BEGIN_DECLS

#define PAMOR_KEY_SLOT_KEYRING "A"    /* wrapped by a random secret that the keyring keeps */
#define PAMOR_KEY_SLOT_PASSPHRASE "B" /* wrapped by a passphrase */

/** PamorKeySlot: the root key, wrapped by one thing that its owner has or knows */
typedef struct
{
  char    *name;
  guint32  key_id;
  guint64  operations; /* Argon2id; 0: the secret is random and needs no stretching */
  guint64  memory;     /* bytes */
  GBytes  *salt;
  GBytes  *wrapped;
} PamorKeySlot;

PamorKeySlot *pamor_key_slot_new    (const char     *name,
                                     const char     *secret,
                                     PamorVault     *vault,
                                     GError        **error);
void          pamor_key_slot_free   (PamorKeySlot   *self);
PamorVault   *pamor_key_slot_open   (PamorKeySlot   *self,
                                     const char     *secret,
                                     GError        **error);
char         *pamor_key_slot_make_secret (void);
PamorKeySlot *pamor_key_slot_find   (GPtrArray      *slots,
                                     const char     *name);
GPtrArray    *pamor_key_slot_read   (PamorDatabase  *db,
                                     GError        **error);
gboolean      pamor_key_slot_keep   (GPtrArray      *slots,
                                     const char     *folder,
                                     PamorDatabase  *db,
                                     GError        **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorKeySlot, pamor_key_slot_free)

G_END_DECLS
