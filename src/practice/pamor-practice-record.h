/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-submission.h"
#include "practice/pamor-practice-exchange.h"

G_BEGIN_DECLS

/** PamorPracticeRecord: a submission as the server holds it, its newest revision */
typedef struct
{
  char        *id;
  char        *officer;
  char        *service;
  char        *kind;
  guint        revision;
  char        *sha256;          /* of the payload */
  PamorStatus  status;
  gboolean     withdrawn;
  gboolean     closed;          /* no revision of it is taken any more */
  char        *replaces;        /* (nullable): id of what it was handed in in place of */
  char        *replaced_by;     /* (nullable): id of what was handed in in its place */
  char        *number;          /* (nullable): from the first time that all was there */
  char        *manifest_sha256; /* (nullable): NULL while attachments are missing */
  gint64       received_at;     /* wall clock, us; 0 while attachments are missing */
  guint        version;         /* moves with every change that a reader can see */
  guint        puts;            /* that had an effect */
  gint64       created_at;
  gint64       updated_at;
  GPtrArray   *attachments;     /* of PamorAttachment, in the order of the manifest */
} PamorPracticeRecord;

PamorPracticeRecord *pamor_practice_record_load     (PamorPracticeStore        *store,
                                                     const char                *id);
PamorPracticeRecord *pamor_practice_record_find     (PamorPracticeExchange     *exchange);
void                 pamor_practice_record_free     (PamorPracticeRecord       *self);
gboolean             pamor_practice_record_is_done  (const PamorPracticeRecord *self);
const char          *pamor_practice_record_get_state (const PamorPracticeRecord *self);
char                *pamor_practice_record_make_etag (const PamorPracticeRecord *self);
void                 pamor_practice_record_touch    (PamorPracticeRecord       *self,
                                                     PamorPracticeExchange     *exchange);
void                 pamor_practice_record_settle   (PamorPracticeRecord       *self,
                                                     PamorPracticeExchange     *exchange);
void                 pamor_practice_record_add_missing (const PamorPracticeRecord *self,
                                                     JsonBuilder               *json);
GBytes              *pamor_practice_read_payload    (PamorPracticeStore        *store,
                                                     const char                *submission,
                                                     guint                      revision);
GBytes              *pamor_practice_read_content    (PamorPracticeStore        *store,
                                                     const char                *submission,
                                                     const char                *attachment);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorPracticeRecord, pamor_practice_record_free)

G_END_DECLS
