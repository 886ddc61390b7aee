/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a foreign picture may ask for. A phone's largest mode is 108 MP and 40 MB; everything
 * above is a mistake or an attack. What must be held whole to be decoded gets half. */
#define PAMOR_LIMITS_BYTES        (G_GINT64_CONSTANT (200) * 1000 * 1000)
#define PAMOR_LIMITS_SIDE         30000
#define PAMOR_LIMITS_PIXELS       (G_GINT64_CONSTANT (120) * 1000 * 1000)
#define PAMOR_LIMITS_WHOLE_PIXELS (G_GINT64_CONSTANT (60) * 1000 * 1000)
#define PAMOR_LIMITS_SCANS        100

/* Above this many pixels more resolution costs legibility at 750 kB instead of adding to it */
#define PAMOR_LIMITS_FULL_PIXELS  (G_GINT64_CONSTANT (25) * 1000 * 1000)

gboolean pamor_limits_check_bytes  (gint64    bytes,
                                    GError  **error);
gboolean pamor_limits_check_pixels (guint     width,
                                    guint     height,
                                    gboolean  whole,
                                    GError  **error);

G_END_DECLS
