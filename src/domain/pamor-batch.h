/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-form.h"
#include "domain/pamor-table.h"

G_BEGIN_DECLS

/** PamorBatchTarget: an answer that a column can fill */
typedef struct
{
  char *path;  /* "pemohon.orang.nik" */
  char *label; /* "Pemohon: NIK" */
} PamorBatchTarget;

/** PamorBatchRow: what became of one row of the table */
typedef struct
{
  PamorForm *form;
  GPtrArray *problems; /* of PamorProblem: those with the cells of this row */
  gboolean   bad;      /* one of them refuses it */
} PamorBatchRow;

/**
 * PamorBatch:
 *
 * Many people at once: each row of a table becomes a form of one service. Which column fills which
 * answer is guessed from the headers and can be changed; answers that all share are set once. Rows
 * are made a few at a time, so that a thousand keep nobody waiting. Not thread-safe.
 */
typedef struct _PamorBatch PamorBatch;

PamorBatch          *pamor_batch_new          (PamorCatalogue *catalogue,
                                               const char     *service,
                                               PamorTable     *table,
                                               GError        **error);
void                 pamor_batch_free         (PamorBatch     *self);
PamorTable          *pamor_batch_get_table    (PamorBatch     *self);
GPtrArray           *pamor_batch_get_targets  (PamorBatch     *self);
const char          *pamor_batch_get_path     (PamorBatch     *self,
                                               guint           column);
void                 pamor_batch_set_path     (PamorBatch     *self,
                                               guint           column,
                                               const char     *path);
void                 pamor_batch_set_common   (PamorBatch     *self,
                                               const char     *path,
                                               const char     *value);
void                 pamor_batch_set_activity (PamorBatch     *self,
                                               const char     *code);
void                 pamor_batch_set_twin     (PamorBatch     *self,
                                               PamorFormTwin   twin,
                                               gpointer        user_data);
gboolean             pamor_batch_advance      (PamorBatch     *self,
                                               const GDate    *today,
                                               guint           n);
guint                pamor_batch_count        (PamorBatch     *self);
guint                pamor_batch_count_bad    (PamorBatch     *self);
const PamorBatchRow *pamor_batch_get_row      (PamorBatch     *self,
                                               guint           row);
GBytes              *pamor_batch_export_bad   (PamorBatch     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorBatch, pamor_batch_free)

G_END_DECLS
