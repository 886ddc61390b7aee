/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-batch.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** PamorBatchView: the rows of a batch as they were made, each with what is the matter with it */
#define PAMOR_TYPE_BATCH_VIEW (pamor_batch_view_get_type ())
G_DECLARE_FINAL_TYPE (PamorBatchView, pamor_batch_view, PAMOR, BATCH_VIEW, GtkWidget)

GtkWidget *pamor_batch_view_new          (void);
void       pamor_batch_view_set_batch    (PamorBatchView *self,
                                          PamorBatch     *batch);
void       pamor_batch_view_update       (PamorBatchView *self);
void       pamor_batch_view_set_only_bad (PamorBatchView *self,
                                          gboolean        only_bad);

G_END_DECLS
