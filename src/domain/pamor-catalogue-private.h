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
  GPtrArray      *programmes; /* of PamorProgramme */
  GPtrArray      *bundles;    /* of PamorBundle */
  GHashTable     *parts;      /* name (borrowed from the value) -> PamorPart */
  GHashTable     *rules;      /* id (borrowed from the value) -> PamorRule */
  GHashTable     *members;    /* member of a person or area -> label */
  char           *consent;
  PamorCalendar  *calendar;
};

/** PamorPart: a file with a section that services name; read anew for each */
typedef struct
{
  char      *name; /* "kuasa" */
  char      *file; /* "parts/kuasa.json" */
  PamorJson *json;
  gboolean   used; /* by some service */
} PamorPart;

/** PamorOrigin: where something that makes up a service was read */
typedef struct
{
  PamorJson *json;     /* (borrowed) of the service, or of a part */
  char      *where;    /* "$.rules[2]" */
  gboolean   optional; /* rule: left out where the service has not its fields */
} PamorOrigin;

/** PamorServiceFile: a service while it is read */
typedef struct
{
  PamorService   *service;      /* (borrowed) */
  PamorCatalogue *catalogue;    /* (borrowed) */
  PamorJson      *json;         /* (borrowed) of the service's own file */
  GPtrArray      *part_readers; /* of PamorJson, of the parts in the order of the sections */
  GPtrArray      *sections, *requirements, *rules; /* of PamorOrigin, as those of @service */
} PamorServiceFile;

PamorCatalogue *pamor_catalogue_new_empty (void);
void            pamor_rule_free           (PamorRule       *self);
void            pamor_service_free        (PamorService    *self);
void            pamor_code_list_free      (PamorCodeList   *self);

void            pamor_section_free        (PamorSection    *self);
void            pamor_programme_free      (PamorProgramme  *self);
void            pamor_bundle_free         (PamorBundle     *self);
void            pamor_part_free           (PamorPart       *self);

PamorCondition *pamor_condition_load_required (PamorJson   *json,
                                           gboolean        *required);
PamorSection   *pamor_section_load        (PamorJson       *json,
                                           PamorCatalogue  *catalogue,
                                           gboolean         is_part);
void            pamor_programme_load      (PamorJson       *json,
                                           PamorCatalogue  *catalogue);
void            pamor_bundle_load         (PamorJson       *json,
                                           PamorCatalogue  *catalogue);
PamorCodeList  *pamor_code_list_load      (PamorJson       *json);
PamorRule      *pamor_rule_load           (PamorJson       *json,
                                           gboolean         of_service);
PamorService   *pamor_service_load        (PamorJson       *json,
                                           PamorCatalogue  *catalogue);
void            pamor_service_resolve     (PamorServiceFile *file);
char           *pamor_catalogue_load_code (PamorJson       *json,
                                           const char      *key);
GBytes         *pamor_catalogue_read_builtin (const char   *name,
                                           gpointer         unused,
                                           GError         **error);
GBytes         *pamor_catalogue_read_file (const char      *path,
                                           const char      *name,
                                           GError         **error);
GBytes         *pamor_catalogue_read_in_folder (const char *name,
                                           gpointer         folder,
                                           GError         **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorRule, pamor_rule_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorService, pamor_service_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorCodeList, pamor_code_list_free)

G_END_DECLS
