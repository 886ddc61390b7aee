/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-calendar.h"
#include "domain/pamor-problem.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  PAMOR_FIELD_NIK,
  PAMOR_FIELD_NO_KK,
  PAMOR_FIELD_NAME,
  PAMOR_FIELD_TEXT,
  PAMOR_FIELD_NUMBER,
  PAMOR_FIELD_DATE,
  PAMOR_FIELD_PHONE,
  PAMOR_FIELD_EMAIL,
  PAMOR_FIELD_CHOICE, /* one code of a code list */
  PAMOR_FIELD_AREA,   /* members: kelurahan (area code), rt, rw, address */
  PAMOR_FIELD_YES_NO, /* "ya" or "tidak" */
  PAMOR_FIELD_PERSON, /* members: nik, name, birth, sex ("L", "P"); no_nik "ya": has none yet;
                         and those of its own fields */
  PAMOR_FIELD_TIME,   /* of the day, "14:30" */
  PAMOR_FIELD_REGION  /* a kecamatan anywhere in the country, its six digits */
} PamorFieldKind;

typedef struct _PamorCondition PamorCondition; /* opaque; pamor-condition.h */

/** PamorCode: @note: (nullable): what is unsure of it, or its hours */
typedef struct { char *code, *text, *note; } PamorCode;
typedef struct { char *id; GPtrArray *codes; /* of PamorCode */ } PamorCodeList;

/** PamorField: one question. All members are read-only; NULL or 0 where the file says nothing. */
typedef struct
{
  char           *key;
  char           *path;      /* "anak.nama": section and key */
  PamorFieldKind  kind;
  char           *label;
  char           *help;
  char           *mistake;   /* a frequent mistake */
  gboolean        required;
  PamorCondition *required_if;
  PamorCondition *visible_if;
  gboolean        is_list;
  guint           list_min, list_max;
  char           *item_label; /* "Saksi %d" for lists */
  PamorCodeList  *codes;     /* (borrowed) for choice */
  char           *usual;     /* (nullable) choice: the code that a new form begins with */
  gboolean        has_min, has_max;
  double          min, max;  /* number */
  char           *unit;      /* number: "gram" */
  guint           max_length;
  gboolean        multiline;
  char           *not_after, *not_before; /* date: "today" or ISO */
  gboolean        first_recording;        /* name: rules NAM01-NAM04 apply */
  gboolean        nik_optional;           /* person: "has no NIK yet" may be ticked */
  gboolean        whole_person;           /* person: birth and sex are required too */
  GPtrArray      *fields;    /* (nullable) person: of PamorField, what else is asked of each; their
                                path is the member alone, "pekerjaan" */
  GStrv           members;   /* (nullable) person with @fields: every member, in order */
  gboolean        whole;     /* number: no fraction */
  guint           ahead_min, ahead_max; /* date: working days from today; 0, 0: any day goes */
  char           *point;     /* (nullable) date: path of the choice of a pick-up point */
  char           *spot;      /* (nullable) where it stands on a document, "kk.nomor" */
  char           *note;      /* (nullable) what is unsure of it */
  GStrv           forms;     /* (nullable) boxes of paper forms that it fills, "F-1.03/asal_rt" */
} PamorField;

typedef struct
{
  char           *key, *title, *help;
  PamorCondition *visible_if;
  GPtrArray      *fields; /* of PamorField */
} PamorSection;

/** PamorRequirement: a document whose original is photographed */
typedef struct
{
  char           *code;
  char           *name;
  char           *help;
  gboolean        required;
  PamorCondition *required_if; /* asked for, and required, only when it holds */
  guint           max;         /* photos at most, at least 1 */
  char           *note;        /* (nullable) what is unsure of it */
} PamorRequirement;

typedef struct
{
  char           *id;
  PamorSeverity   severity;
  char           *at;       /* path the problem is shown at */
  PamorCondition *when;     /* the problem is there when this holds */
  char           *message;
  char           *remedy;
  char           *service;  /* (nullable): code of what the office treats the case as */
  char           *note;     /* (nullable) what is unsure of it */
} PamorRule;

typedef struct
{
  char       *code;
  char       *group;
  char       *kind;         /* application, complaint, ticket, visit, request */
  char       *form;         /* (nullable) "F-2.01" */
  char       *name;
  char       *result;
  char       *prepare;      /* "siapkan dulu", one paragraph */
  GStrv       keywords;     /* the citizen's words */
  GStrv       basis;        /* law */
  guint       working_days[2];
  gboolean    pickup;
  char       *title_path;   /* path of the field whose value names the submission */
  char       *subject_path; /* (nullable) path of the NIK that it is about */
  char       *note;         /* (nullable) what is unsure of it */
  gboolean    off;          /* known, but not offered */
  GPtrArray  *sections;     /* of PamorSection */
  GPtrArray  *requirements; /* of PamorRequirement */
  GPtrArray  *rules;        /* of PamorRule */
} PamorService;

typedef struct { char *code, *name; } PamorActivity;

/** PamorProgramme: an innovation programme of the city, and what carries it here */
typedef struct
{
  char  *code, *name, *what;
  GStrv  services, activities, bundles; /* codes */
} PamorProgramme;

/** PamorBundleCopy: what one form of a bundle takes over from an earlier one */
typedef struct
{
  char       *from, *to; /* codes of services */
  GStrv       sections;  /* keys: every field that both have is taken over */
  GHashTable *answers;   /* path in @to -> path in @from */
  GHashTable *photos;    /* requirement in @to -> requirement in @from */
  GHashTable *set;       /* path in @to -> the answer that goes without asking */
} PamorBundleCopy;

/** PamorBundle: several services for one visit to a family, in the order in which they are sent */
typedef struct
{
  char      *code, *name, *prepare;
  GStrv      keywords, services;
  GPtrArray *copies; /* of PamorBundleCopy */
} PamorBundle;

typedef struct
{
  char      *code, *name;
  GPtrArray *services; /* of PamorService, borrowed */
} PamorGroup;

/**
 * PamorCatalogue:
 *
 * Everything that can be entered, as data: services, code lists, activities, the words and levels
 * of the rules that live in code, holidays, consent text. Immutable and reference-counted
 * atomically; what it hands out lives as long as it does.
 */
typedef struct _PamorCatalogue PamorCatalogue;

/**
 * PamorCatalogueRead:
 *
 * How the loader gets a file of the catalogue by its name in it, "services/AKTA_LAHIR.json".
 * Returns: (transfer full) (nullable): its bytes, or NULL with @error
 */
typedef GBytes *(*PamorCatalogueRead) (const char *name, gpointer user_data, GError **error);

PamorCatalogue      *pamor_catalogue_load            (PamorCatalogueRead   read,
                                                      gpointer             user_data,
                                                      GError             **error);
PamorCatalogue      *pamor_catalogue_load_folder     (const char          *path,
                                                      GError             **error);
PamorCatalogue      *pamor_catalogue_load_pack       (GBytes              *json,
                                                      const char          *name,
                                                      GError             **error);
GBytes              *pamor_catalogue_pack            (PamorCatalogueRead   read,
                                                      gpointer             user_data,
                                                      GError             **error);
GBytes              *pamor_catalogue_pack_folder     (const char          *path,
                                                      GError             **error);
PamorCatalogue      *pamor_catalogue_get_builtin     (void);
PamorCatalogue      *pamor_catalogue_ref             (PamorCatalogue      *self);
void                 pamor_catalogue_unref           (PamorCatalogue      *self);
const char          *pamor_catalogue_get_version     (PamorCatalogue      *self);
GPtrArray           *pamor_catalogue_get_groups      (PamorCatalogue      *self);
GPtrArray           *pamor_catalogue_get_activities  (PamorCatalogue      *self);
GStrv                pamor_catalogue_list_activities (PamorCatalogue      *self);
GPtrArray           *pamor_catalogue_get_programmes  (PamorCatalogue      *self);
GPtrArray           *pamor_catalogue_get_bundles     (PamorCatalogue      *self);
const PamorBundle   *pamor_catalogue_find_bundle     (PamorCatalogue      *self,
                                                      const char          *code);
const PamorService  *pamor_catalogue_find_service    (PamorCatalogue      *self,
                                                      const char          *code);
gboolean             pamor_service_is_named          (const PamorService  *self,
                                                      const char          *text);
GPtrArray           *pamor_catalogue_search_services (PamorCatalogue      *self,
                                                      const char          *text);
const PamorCodeList *pamor_catalogue_find_codes      (PamorCatalogue      *self,
                                                      const char          *id);
const PamorRule     *pamor_catalogue_find_rule       (PamorCatalogue      *self,
                                                      const char          *id);
const char          *pamor_catalogue_get_member_label (PamorCatalogue     *self,
                                                      const char          *member);
PamorCalendar       *pamor_catalogue_get_calendar    (PamorCatalogue      *self);
const char          *pamor_catalogue_get_consent     (PamorCatalogue      *self);
const PamorRequirement *pamor_service_find_requirement (const PamorService *self,
                                                      const char          *code);
const char          *pamor_code_list_find_text       (const PamorCodeList *self,
                                                      const char          *code);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorCatalogue, pamor_catalogue_unref)

G_END_DECLS
