/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-submission.h"
#include "practice/pamor-practice-exchange.h"

G_BEGIN_DECLS

gboolean   pamor_practice_check_submission (PamorPracticeExchange *exchange,
                                            JsonNode              *submission,
                                            guint                  revision);
GPtrArray *pamor_practice_read_manifest    (JsonNode              *submission);

G_END_DECLS
