/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/pamor-transport.h"

G_BEGIN_DECLS

/** PamorReply: a reply as it came, whoever carried it */
typedef struct
{
  guint       status;       /* HTTP; 0: none came */
  GHashTable *headers;      /* lower-case name -> value */
  GBytes     *body;         /* (nullable), whole and decoded */
} PamorReply;

PamorVerdict *pamor_reply_judge (const PamorRequest *request,
                                 const PamorReply   *reply);

G_END_DECLS
