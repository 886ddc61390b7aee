/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/pamor-clock.h"

G_BEGIN_DECLS

/** PamorFinding: how one check ended; everything is borrowed and good until the call returns */
typedef struct
{
  const char *id;
  const char *name;      /* a sentence */
  const char *operation; /* operationId in data/api/eopen-field-v1.yaml; "info": its rules */
  const char *result;    /* "passed", "failed", "not applicable" */
  const char *sent;      /* (nullable), as the next */
  const char *came;
  const char *expected;  /* (nullable): by the contract; of one that is not applicable: why not */
} PamorFinding;

/** PamorConformance: whom to try, and how it went */
typedef struct
{
  /* Input; borrowed */
  const char *url;
  const char *officer;   /* of a test account */
  const char *secret;
  const char *service;   /* (nullable): code in the catalogue of what is handed in */
  PamorClock *clock;
  void      (*tell) (const PamorFinding *finding,
                     gpointer            user_data);
  gpointer    user_data;

  /* Output */
  guint       n_passed;
  guint       n_failed;
  guint       n_not_applicable;
  guint       n_withdrawn;
  guint       n_left;    /* that could not be withdrawn */
} PamorConformance;

gboolean pamor_conformance_is_allowed (const char        *url,
                                       PamorClock        *clock,
                                       GError           **error);
gboolean pamor_conformance_run        (PamorConformance  *self,
                                       GError           **error);

G_END_DECLS
