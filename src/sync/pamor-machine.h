/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-submission.h"
#include "sync/pamor-transport.h"

G_BEGIN_DECLS

/* Damaged on the way so often in a row: a person must look (not a limit on link failures). */
#define PAMOR_TRANSIT_LIMIT 3

gboolean pamor_machine_next         (PamorSubmission     *s,
                                     gboolean             offset_known,
                                     gint64               chunk_bytes,
                                     PamorRequest        *request,
                                     gint64              *length);
void     pamor_machine_apply        (PamorSubmission     *s,
                                     const PamorRequest  *request,
                                     gint64               length,
                                     const PamorVerdict  *verdict,
                                     gint64               wall_us);
void     pamor_machine_send_again   (PamorSubmission     *s);
void     pamor_machine_park_damaged (PamorSubmission     *s);
gboolean pamor_machine_retry        (PamorSubmission     *s);
void     pamor_machine_check        (PamorSubmission     *s);

G_END_DECLS
