/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-batch.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorBatchCommons:
 *
 * What everybody in a list answers alike and no column says: the school, the class, that nobody was
 * recorded before. Answered once, it stands in every form.
 *
 * Signal: changed (): the batch makes its rows anew.
 */
#define PAMOR_TYPE_BATCH_COMMONS (pamor_batch_commons_get_type ())
G_DECLARE_FINAL_TYPE (PamorBatchCommons, pamor_batch_commons, PAMOR, BATCH_COMMONS, GtkWidget)

GtkWidget *pamor_batch_commons_new       (void);
void       pamor_batch_commons_set_batch (PamorBatchCommons *self,
                                          PamorBatch        *batch,
                                          PamorForm         *form);
void       pamor_batch_commons_update    (PamorBatchCommons *self);

G_END_DECLS
