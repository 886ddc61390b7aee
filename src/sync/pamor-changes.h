/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/pamor-store.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

GPtrArray *pamor_changes_read (JsonNode    *node,
                               const char **next,
                               gboolean    *more);

G_END_DECLS
