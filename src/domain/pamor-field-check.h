/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-field.h"
#include "domain/pamor-problem.h"

G_BEGIN_DECLS

/** PamorCheck: problems being found, with the words of the catalogue */
typedef struct
{
  PamorCatalogue *catalogue; /* (borrowed) */
  const GDate    *today;     /* (borrowed) */
  GPtrArray      *problems;  /* (borrowed) of PamorProblem */
  gboolean        recorded;  /* the person being looked at has a NIK: his name stays as it is */
} PamorCheck;

PamorProblem *pamor_check_add         (PamorCheck       *self,
                                       const char       *rule,
                                       const char       *path,
                                       const char       *label,
                                       const char       *limit);
void          pamor_field_check_value (const PamorField *self,
                                       PamorCheck       *check,
                                       const PamorPath  *path,
                                       const char       *label,
                                       const char       *value);

G_END_DECLS
