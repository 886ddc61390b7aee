/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "conformance/pamor-judge.h"

G_BEGIN_DECLS

/* The groups, in the order in which they run; each ends with one that has no id. */
extern const PamorCheck pamor_checks_service[];
extern const PamorCheck pamor_checks_sessions[];
extern const PamorCheck pamor_checks_requests[];
extern const PamorCheck pamor_checks_submissions[];
extern const PamorCheck pamor_checks_validation[];
extern const PamorCheck pamor_checks_limits[];
extern const PamorCheck pamor_checks_lists[];
extern const PamorCheck pamor_checks_uploads[];
extern const PamorCheck pamor_checks_contents[];
extern const PamorCheck pamor_checks_revisions[];
extern const PamorCheck pamor_checks_replacing[];
extern const PamorCheck pamor_checks_feed[];
extern const PamorCheck pamor_checks_reference[];
extern const PamorCheck pamor_checks_exchanges[];

G_END_DECLS
