/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/pamor-practice-store.h"

G_BEGIN_DECLS

/** PamorPracticeRequest: a request as it came; everything is borrowed */
typedef struct
{
  const char *method;
  const char *path;          /* raw, as in the request line */
  const char *query;         /* (nullable) raw */
  GHashTable *headers;       /* lower-case name -> value */
  GBytes     *body;          /* (nullable) as it came, not yet decoded */
  gboolean    body_complete; /* FALSE: the connection ended in the middle of the body */
  gboolean    too_large;     /* there was more than any route takes; body has its beginning */
} PamorPracticeRequest;

/** PamorPracticeReply: what goes back */
typedef struct
{
  guint       status;
  GHashTable *headers;       /* lower-case name -> value */
  GBytes     *body;          /* (nullable) */
  gboolean    cut;           /* the connection ends here: none of the above reaches the client */
} PamorPracticeReply;

PamorPracticeReply *pamor_practice_handle     (PamorPracticeStore         *store,
                                               const PamorPracticeRequest *request,
                                               gint64                      now);
void                pamor_practice_reply_free (PamorPracticeReply         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorPracticeReply, pamor_practice_reply_free)

G_END_DECLS
