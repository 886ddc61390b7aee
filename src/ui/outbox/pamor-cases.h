/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/outbox/pamor-case.h"

G_BEGIN_DECLS

/**
 * PamorCases:
 *
 * What there is, with each case as one: a live list of PamorCase and PamorSubmission, newest first,
 * a case where its latest submission stands. It follows the store one change at a time, so that a
 * long list of long cases costs no more than a short one.
 */
#define PAMOR_TYPE_CASES (pamor_cases_get_type ())
G_DECLARE_FINAL_TYPE (PamorCases, pamor_cases, PAMOR, CASES, GObject)

PamorCases *pamor_cases_new     (GListModel *items);
GListModel *pamor_cases_get_all (PamorCases *self);
PamorCase  *pamor_cases_find    (PamorCases *self,
                                 const char *id);
PamorSubmission *pamor_cases_find_incomplete (PamorCases      *self,
                                              const char      *id,
                                              PamorSubmission *after);

gboolean    pamor_cases_is_line (gpointer    line);

G_END_DECLS
