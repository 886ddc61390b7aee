/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/pamor-clock.h"

G_BEGIN_DECLS

char     *pamor_uuid_new      (PamorClock *clock);
gboolean  pamor_uuid_is_valid (const char *text);

G_END_DECLS
