/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/pamor-transport.h"

G_BEGIN_DECLS

JsonNode   *pamor_reply_parse        (GBytes       *body);
JsonObject *pamor_reply_object       (JsonNode     *node);
const char *pamor_reply_text         (JsonObject   *object,
                                      const char   *name);
GStrv       pamor_reply_missing      (JsonNode     *node);
void        pamor_reply_read_problem (JsonNode     *node,
                                      PamorVerdict *verdict);

G_END_DECLS
