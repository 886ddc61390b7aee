/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PAMOR_VAULT_KEY_BYTES 32

/** PamorVault: seals and opens records with keys made of one root key; immutable, any thread */
typedef struct _PamorVault PamorVault;

void          pamor_vault_start       (void);
PamorVault   *pamor_vault_new         (void);
PamorVault   *pamor_vault_new_of_root (const guint8  *root,
                                       guint32        key_id);
void          pamor_vault_free        (PamorVault    *self);
const guint8 *pamor_vault_get_root    (PamorVault    *self);
guint32       pamor_vault_get_key_id  (PamorVault    *self);
GBytes       *pamor_vault_seal        (PamorVault    *self,
                                       const char    *table,
                                       const char    *id,
                                       gint64         revision,
                                       GBytes        *plain);
GBytes       *pamor_vault_open        (PamorVault    *self,
                                       const char    *table,
                                       const char    *id,
                                       gint64         revision,
                                       GBytes        *sealed,
                                       GError       **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorVault, pamor_vault_free)

G_END_DECLS
