/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-submission.h"

G_BEGIN_DECLS

/* Remembered: whether lists are in the order of a walk */
#define PAMOR_BY_STREET_KEY "by-street"

int pamor_by_street_compare (const PamorSubmission *a,
                             const PamorSubmission *b);

G_END_DECLS
