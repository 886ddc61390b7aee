/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-form.h"
#include "ui/shell/pamor-desk.h"

G_BEGIN_DECLS

/** PamorCaseRefusal: one that stays a draft, and why */
typedef struct
{
  char *id;
  char *title;   /* whom it is about */
  char *message; /* what is the matter, in words */
} PamorCaseRefusal;

/** PamorCaseOutcome: what became of all */
typedef struct
{
  guint      sealed;
  GPtrArray *refused; /* of PamorCaseRefusal */
  GError    *error;   /* (nullable): why it ended early */
} PamorCaseOutcome;

typedef void (*PamorCaseProgress) (guint    done,
                                   gpointer user_data);

void              pamor_case_seal_async   (PamorDesk           *desk,
                                           GPtrArray           *ids,
                                           PamorForm           *consent,
                                           PamorCaseProgress    progress,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
PamorCaseOutcome *pamor_case_seal_finish  (GAsyncResult        *result);
void              pamor_case_outcome_free (PamorCaseOutcome    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorCaseOutcome, pamor_case_outcome_free)

G_END_DECLS
