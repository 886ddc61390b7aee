/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "conformance/pamor-specimen.h"
#include "conformance/pamor-wire.h"

G_BEGIN_DECLS

/** PamorVerdict: of one check */
typedef enum
{
  PAMOR_VERDICT_PASSED,
  PAMOR_VERDICT_FAILED,
  PAMOR_VERDICT_NOT_APPLICABLE
} PamorVerdict;

/**
 * PamorJudge:
 *
 * What the checks work with: it sends for the test account, holds what came against what the
 * contract wants, and remembers what has to be withdrawn. The first thing wrong decides a check.
 */
typedef struct _PamorJudge PamorJudge;

/** PamorCheck: one rule of the contract */
typedef struct
{
  const char *id;
  const char *name;      /* a sentence */
  const char *operation; /* operationId in data/api/eopen-field-v1.yaml; "info": its rules */
  void      (*act) (PamorJudge *judge,
                    const char *word);
  const char *word;      /* (nullable): for an act that several checks share */
} PamorCheck;

PamorJudge   *pamor_judge_new          (PamorWire        *wire,
                                        PamorClock       *clock,
                                        const char       *officer,
                                        const char       *secret,
                                        const char       *service);
void          pamor_judge_free         (PamorJudge       *self);
void          pamor_judge_begin        (PamorJudge       *self);
PamorVerdict  pamor_judge_end          (PamorJudge       *self);
const char   *pamor_judge_get_sent     (PamorJudge       *self);
const char   *pamor_judge_get_came     (PamorJudge       *self);
const char   *pamor_judge_get_expected (PamorJudge       *self);
GPtrArray    *pamor_judge_get_heard    (PamorJudge       *self);
guint         pamor_judge_withdraw     (PamorJudge       *self,
                                        guint            *left);

/* Saying what is wanted. Each returns whether it was so; FALSE ends most checks. */
gboolean      pamor_judge_that         (PamorJudge       *self,
                                        PamorAnswer      *answer,
                                        gboolean          so,
                                        const char       *format,
                                        ...) G_GNUC_PRINTF (4, 5);
gboolean      pamor_judge_status       (PamorJudge       *self,
                                        PamorAnswer      *answer,
                                        guint             status);
gboolean      pamor_judge_refusal      (PamorJudge       *self,
                                        PamorAnswer      *answer,
                                        guint             status,
                                        const char       *code);
gboolean      pamor_judge_header       (PamorJudge       *self,
                                        PamorAnswer      *answer,
                                        const char       *name,
                                        const char       *value);
gboolean      pamor_judge_shape        (PamorJudge       *self,
                                        PamorAnswer      *answer,
                                        JsonNode         *node,
                                        const char       *members);
void          pamor_judge_skip         (PamorJudge       *self,
                                        const char       *why);

/* Sending. What comes back lives until the check ends. */
PamorAnswer  *pamor_judge_send         (PamorJudge       *self,
                                        const PamorCall  *call);
PamorAnswer  *pamor_judge_get          (PamorJudge       *self,
                                        const char       *path);
PamorAnswer  *pamor_judge_send_text    (PamorJudge       *self,
                                        const char       *method,
                                        const char       *path,
                                        const char       *text);
gboolean      pamor_judge_send_cut     (PamorJudge       *self,
                                        const PamorCall  *call,
                                        gsize             bytes);

/* The test account and what its server says of itself. */
PamorAnswer  *pamor_judge_log_in       (PamorJudge       *self,
                                        const char       *secret);
const char   *pamor_judge_get_officer  (PamorJudge       *self);
const char   *pamor_judge_get_secret   (PamorJudge       *self);
void          pamor_judge_use_session  (PamorJudge       *self,
                                        PamorAnswer      *answer);
void          pamor_judge_set_service  (PamorJudge       *self,
                                        JsonNode         *discovery);
gint64        pamor_judge_get_limit    (PamorJudge       *self,
                                        const char       *name);
gboolean      pamor_judge_reaches      (PamorJudge       *self,
                                        const char       *name);
gboolean      pamor_judge_offers       (PamorJudge       *self,
                                        const char       *way);
gboolean      pamor_judge_wants        (PamorJudge       *self,
                                        const char       *way);

/* Test submissions; both live until the check ends. */
PamorSpecimen *pamor_judge_make        (PamorJudge       *self,
                                        guint             n_photos);
PamorSpecimen *pamor_judge_hand_in     (PamorJudge       *self,
                                        guint             n_photos);
PamorAnswer  *pamor_judge_put          (PamorJudge       *self,
                                        PamorSpecimen    *specimen);
PamorAnswer  *pamor_judge_put_revision (PamorJudge       *self,
                                        PamorSpecimen    *specimen,
                                        guint             revision,
                                        const char       *if_match);
PamorAnswer  *pamor_judge_upload       (PamorJudge       *self,
                                        PamorSpecimen    *specimen,
                                        guint             index);
const char   *pamor_judge_make_id      (PamorJudge       *self);
const char   *pamor_judge_format       (PamorJudge       *self,
                                        const char       *format,
                                        ...) G_GNUC_PRINTF (2, 3);
GBytes       *pamor_judge_keep         (PamorJudge       *self,
                                        GBytes           *bytes);
void          pamor_judge_add_photo    (PamorJudge       *self,
                                        PamorSpecimen    *specimen,
                                        const char       *media_type,
                                        GBytes           *content);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorJudge, pamor_judge_free)

G_END_DECLS
