/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PAMOR_READING_KEY "reading-mode" /* of the settings, and of the program's action */

void     pamor_reading_mode_follow (GSettings *settings);
gboolean pamor_reading_mode_is_on  (void);

G_END_DECLS
