/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/pamor-photo.h"

G_BEGIN_DECLS

/** PamorMeter: how far a photo is, in percent that never go back, and whether to go on */
typedef struct
{
  /* Borrowed */
  PamorPhotoProgress  progress; /* may be NULL */
  gpointer            user_data;
  GCancellable       *cancellable; /* may be NULL */

  gint64              from, to; /* the percent that the present stage covers */
  gint64              last;
} PamorMeter;

void     pamor_meter_stage (PamorMeter  *self,
                            gint64       from,
                            gint64       to);
gboolean pamor_meter_tick  (PamorMeter  *self,
                            double       part,
                            GError     **error);

G_END_DECLS
