/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-catalogue.h"
#include "domain/pamor-json.h"

G_BEGIN_DECLS

struct _PamorCatalogue
{
  gatomicrefcount refs;
  char           *version;
  GPtrArray      *groups;     /* of PamorGroup */
  GPtrArray      *activities; /* of PamorActivity */
  GPtrArray      *services;   /* of PamorService, in the order of the file */
  GPtrArray      *code_lists; /* of PamorCodeList */
  GHashTable     *rules;      /* id (borrowed from the value) -> PamorRule */
  GHashTable     *members;    /* member of a person or area -> label */
  char           *consent;
  PamorCalendar  *calendar;
};

PamorCatalogue *pamor_catalogue_new_empty (void);
void            pamor_rule_free           (PamorRule       *self);
void            pamor_service_free        (PamorService    *self);
void            pamor_code_list_free      (PamorCodeList   *self);

PamorCodeList  *pamor_code_list_load      (PamorJson       *json);
PamorRule      *pamor_rule_load           (PamorJson       *json,
                                           gboolean         of_service);
PamorService   *pamor_service_load        (PamorJson       *json,
                                           PamorCatalogue  *catalogue);
void            pamor_service_resolve     (PamorService    *self,
                                           PamorJson       *json);
char           *pamor_catalogue_load_code (PamorJson       *json,
                                           const char      *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorRule, pamor_rule_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorService, pamor_service_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorCodeList, pamor_code_list_free)

G_END_DECLS
