/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a name must be, and, but for the first, when it is recorded for the first time
 * (Permendagri 73/2022; rules NAM01 to NAM04). Names recorded before stay as they are. */

gboolean pamor_name_has_letter    (const char *name);
gboolean pamor_name_is_short      (const char *name);
gboolean pamor_name_has_two_words (const char *name);
gboolean pamor_name_is_plain      (const char *name);
gboolean pamor_name_has_no_title  (const char *name);

G_END_DECLS
