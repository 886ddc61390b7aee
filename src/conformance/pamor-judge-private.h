/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "conformance/pamor-judge.h"

G_BEGIN_DECLS

struct _PamorJudge
{
  PamorWire  *wire;      /* borrowed */
  PamorClock *clock;
  char       *officer;
  char       *secret;
  char       *service;   /* code in the catalogue */
  char       *token;     /* (nullable): not logged in */
  gint64      token_end; /* boot clock, us: from then on it may be over */
  JsonNode   *discovery; /* (nullable) */
  GHashTable *here;      /* paths of submissions that the server took and that were not withdrawn */
  GPtrArray  *heard;     /* of PamorAnswer, of all checks */

  /* Of the check under way. */
  GPtrArray  *specimens;
  GPtrArray  *kept;      /* of GBytes */
  char       *sent;      /* (nullable), as the next two */
  char       *came;
  char       *expected;
  guint       n_judged;
  gboolean    failed;
  gboolean    skipped;
};

G_END_DECLS
