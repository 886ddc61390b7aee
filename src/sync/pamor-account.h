/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/pamor-store.h"
#include "sync/pamor-transport.h"

G_BEGIN_DECLS

/* Note: wall us, since when it is this officer's; none: there never was another */
#define PAMOR_ACCOUNT_SINCE "account-since"

/** PamorAccount: the officer's account, kept as notes in the store; implements PamorTokenKeeper */
#define PAMOR_TYPE_ACCOUNT (pamor_account_get_type ())
G_DECLARE_FINAL_TYPE (PamorAccount, pamor_account, PAMOR, ACCOUNT, GObject)

PamorAccount *pamor_account_new          (PamorStore   *store);
gboolean      pamor_account_is_logged_in (PamorAccount *self);

G_END_DECLS
