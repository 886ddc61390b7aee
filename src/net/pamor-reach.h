/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/pamor-transport.h"

G_BEGIN_DECLS

void         pamor_reach_async  (const char           *server,
                                 guint                 patience_s,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
PamorCulprit pamor_reach_finish (GAsyncResult         *result,
                                 GError              **error);

G_END_DECLS
