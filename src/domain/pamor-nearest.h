/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *pamor_nearest_word (const char        *word,
                                const char *const *known);

G_END_DECLS
