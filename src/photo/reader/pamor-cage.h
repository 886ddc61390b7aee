/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean pamor_cage_enter (guint files,
                           guint seconds);

G_END_DECLS
