/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/pamor-engine.h"

G_BEGIN_DECLS

const char *pamor_link_get_words  (PamorLink link);
const char *pamor_link_get_button (PamorLink link);
const char *pamor_link_get_action (PamorLink link);
gboolean    pamor_link_is_trouble (PamorLink link);

G_END_DECLS
