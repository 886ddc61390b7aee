/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/pamor-clock.h"
#include "store/pamor-key-slot.h"

G_BEGIN_DECLS

gboolean  pamor_salvage_rebuild  (const char     *path,
                                  PamorDatabase  *damaged,
                                  PamorVault     *vault,
                                  GPtrArray      *slots,
                                  const char     *folder,
                                  PamorClock     *clock,
                                  guint          *salvaged,
                                  GError        **error);
char     *pamor_salvage_exchange (const char     *path,
                                  PamorClock     *clock,
                                  GError        **error);
gboolean  pamor_salvage_finish   (const char     *path,
                                  GError        **error);

G_END_DECLS
