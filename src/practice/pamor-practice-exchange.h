/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/pamor-practice-handler.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The limits of the discovery document. */
#define PAMOR_PRACTICE_SUBMISSION_BYTES 65536
#define PAMOR_PRACTICE_ATTACHMENTS      20
#define PAMOR_PRACTICE_ATTACHMENT_BYTES 750000
#define PAMOR_PRACTICE_CHUNK_BYTES      1048576

/** PamorPracticeExchange: one request on its way to its reply */
typedef struct
{
  PamorPracticeStore         *store;
  const PamorPracticeRequest *request;
  gint64                      now;     /* wall clock, us */
  PamorMood                   mood;
  char                       *ids[2];  /* (nullable) what the path names, in order */
  char                       *officer; /* (nullable) whose token it was */
  gint64                      session; /* of that token */
  GBytes                     *body;    /* decoded */
  PamorPracticeReply         *reply;
} PamorPracticeExchange;

/** PamorPracticeAct: what a route does; it leaves a reply */
typedef void (*PamorPracticeAct) (PamorPracticeExchange *self);

const char *pamor_practice_exchange_get_header     (PamorPracticeExchange *self,
                                                    const char            *name);
char       *pamor_practice_exchange_dup_query      (PamorPracticeExchange *self,
                                                    const char            *name);
gboolean    pamor_practice_exchange_read_limit     (PamorPracticeExchange *self,
                                                    guint                 *limit);
JsonNode   *pamor_practice_exchange_read_json      (PamorPracticeExchange *self);
void        pamor_practice_exchange_set_header     (PamorPracticeExchange *self,
                                                    const char            *name,
                                                    const char            *value);
void        pamor_practice_exchange_reply          (PamorPracticeExchange *self,
                                                    guint                  status);
void        pamor_practice_exchange_reply_json     (PamorPracticeExchange *self,
                                                    guint                  status,
                                                    JsonBuilder           *json);
void        pamor_practice_exchange_reply_text     (PamorPracticeExchange *self,
                                                    guint                  status,
                                                    const char            *type,
                                                    const char            *text);
JsonBuilder *pamor_practice_exchange_begin_problem (PamorPracticeExchange *self,
                                                    guint                  status,
                                                    const char            *code,
                                                    const char            *detail);
void        pamor_practice_exchange_end_problem    (PamorPracticeExchange *self,
                                                    JsonBuilder           *json);
void        pamor_practice_exchange_refuse         (PamorPracticeExchange *self,
                                                    guint                  status,
                                                    const char            *code,
                                                    const char            *detail);
void        pamor_practice_json_add                (JsonBuilder           *json,
                                                    const char            *name,
                                                    const char            *text);
void        pamor_practice_json_add_time           (JsonBuilder           *json,
                                                    const char            *name,
                                                    gint64                 wall_us);

G_END_DECLS
