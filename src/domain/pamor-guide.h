/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-catalogue.h"

G_BEGIN_DECLS

typedef enum
{
  PAMOR_GUIDE_SERVICE,
  PAMOR_GUIDE_PROGRAMME,
  PAMOR_GUIDE_POINT, /* where the office serves */
  PAMOR_GUIDE_FIELD
} PamorGuideKind;

/** PamorGuideEntry: one thing that can be looked up */
typedef struct
{
  PamorGuideKind  kind;
  char           *title;
  char           *what;       /* what it is, a sentence or two; "" nothing */
  char           *note;       /* (nullable) what is unsure of it */
  char           *mistake;    /* (nullable) field: a frequent one */
  char           *words;      /* all that it is found by */
  GPtrArray      *services;   /* of PamorService, borrowed from the catalogue: itself, what carries
                                 the programme, where the field is asked */
  GPtrArray      *activities; /* of PamorActivity, borrowed */
  GPtrArray      *bundles;    /* of PamorBundle, borrowed */
} PamorGuideEntry;

GPtrArray *pamor_guide_list    (PamorCatalogue *catalogue);
gboolean   pamor_guide_matches (const PamorGuideEntry *self,
                                const char            *text);

G_END_DECLS
