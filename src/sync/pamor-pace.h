/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PamorPace: how big the next piece of a photo may be; all zero is a fresh start */
typedef struct
{
  gint64 chunk; /* bytes; 0: not begun */
} PamorPace;

gint64 pamor_pace_get_chunk (const PamorPace *self,
                             gint64           limit,
                             gboolean         keeps_partial);
void   pamor_pace_went_well (PamorPace       *self,
                             gint64           bytes,
                             gint64           took_us);
void   pamor_pace_failed    (PamorPace       *self);

G_END_DECLS
