/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode   *pamor_practice_json_parse      (GBytes      *bytes,
                                            GError     **error);
const char *pamor_practice_json_get_text   (JsonNode    *node,
                                            const char  *name);
JsonNode   *pamor_practice_json_get_member (JsonNode    *node,
                                            const char  *name);
gboolean    pamor_practice_json_get_int    (JsonNode    *node,
                                            const char  *name,
                                            gint64      *value);

G_END_DECLS
