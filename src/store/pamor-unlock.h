/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/pamor-worker.h"
#include "store/pamor-key-slot.h"
#include "store/pamor-store.h"

G_BEGIN_DECLS

/** PamorUnlocked: what unlocking a data folder gave */
typedef struct
{
  PamorVault   *vault;
  PamorKeySlot *new_slot; /* (nullable): to be kept before anything is sealed */
} PamorUnlocked;

void      pamor_unlock_async  (PamorWorker          *worker,
                               GPtrArray            *slots,
                               const char           *folder,
                               const char           *passphrase,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data);
gboolean  pamor_unlock_finish (GAsyncResult         *result,
                               PamorUnlocked        *unlocked,
                               PamorLock            *lock,
                               GError              **error);

G_END_DECLS
