/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/pamor-coding.h"
#include "photo/pamor-planes.h"

G_BEGIN_DECLS

/** PamorProbe: the frequencies of a sample of a picture, to know what it costs without coding it */
typedef struct _PamorProbe PamorProbe;

PamorProbe *pamor_probe_new      (const PamorPlanes *planes);
guint       pamor_probe_get_calm (const PamorProbe  *self);
double      pamor_probe_plan     (const PamorProbe  *self,
                                  double             coarseness,
                                  guint              calm,
                                  PamorCoding       *coding);
void        pamor_probe_free     (PamorProbe        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorProbe, pamor_probe_free)

G_END_DECLS
