/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-batch.h"
#include "ui/shell/pamor-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorBatchPage:
 *
 * A list of people, opened, dropped or pasted: which column is which answer, what is the matter
 * with each row, and then the good rows as drafts of one case.
 *
 * Signal: entered (const char *case_id): they are in the drafts.
 */
#define PAMOR_TYPE_BATCH_PAGE (pamor_batch_page_get_type ())
G_DECLARE_FINAL_TYPE (PamorBatchPage, pamor_batch_page, PAMOR, BATCH_PAGE, GtkWidget)

GtkWidget  *pamor_batch_page_new       (PamorDesk       *desk,
                                        const char      *service);
void        pamor_batch_page_open      (PamorBatchPage  *self,
                                        const char      *path);

G_END_DECLS
