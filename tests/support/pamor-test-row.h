/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/pamor-machine.h"

G_BEGIN_DECLS

/* A row of the queue with two photos of 10 bytes, three chunks each, and what servers say. */

#define PAMOR_TEST_ROW_NOW (G_GINT64_CONSTANT (1795183200) * G_USEC_PER_SEC) /* 2026-11-20 14:00 */
#define PAMOR_TEST_ROW_CHUNK 4
#define PAMOR_TEST_KTP "01935000-0000-7000-8000-00000000000a"
#define PAMOR_TEST_KK "01935000-0000-7000-8000-00000000000b"

PamorSubmission *pamor_test_row_new   (PamorState         state);
PamorAttachment *pamor_test_row_photo (PamorSubmission   *s,
                                       const char        *id);

/* One request and its answer; FALSE: the row asks nothing. */
gboolean         pamor_test_row_step  (PamorSubmission   *s,
                                       gboolean           offset_known,
                                       PamorVerdictClass  class);
PamorOperation   pamor_test_row_ask   (PamorSubmission   *s,
                                       gboolean           offset_known);

void             pamor_test_verdict_set_receipt (PamorVerdict *verdict,
                                                 const char   *sha256);

G_END_DECLS
