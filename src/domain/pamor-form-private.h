/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-condition.h"
#include "domain/pamor-field-check.h"
#include "domain/pamor-form.h"

G_BEGIN_DECLS

struct _PamorForm
{
  GObject             parent_instance;

  /* Borrowed */
  const PamorService *service;     /* from the catalogue */

  /* Owned */
  PamorCatalogue     *catalogue;
  char               *activity;    /* (nullable) */
  char               *case_id;     /* (nullable) UUID shared by what belongs together */
  char               *case_name;   /* (nullable) */
  guint               case_order;  /* from 1; 0 in no order */
  PamorFormTwin       twin;        /* (nullable) */
  gpointer            twin_data;
  GDestroyNotify      twin_destroy; /* (nullable) of @twin_data */
  GHashTable         *values;      /* path of one value -> text as typed, never empty */
  GHashTable         *counts;      /* path of a list -> number of its items */
  GHashTable         *reasons;     /* "rule path" -> text */
  GHashTable         *consent;     /* key -> text */
  GPtrArray          *attachments; /* of PamorAttachment */
  PamorForm          *sent;        /* (nullable): of a correction, what the city has */
  GString            *lost;        /* (nullable) see pamor_form_dup_lost() */
  GDate               today;       /* the day that conditions are asked for */
};

/** PamorFormCheck: problems of one form being found */
typedef struct
{
  PamorCheck  words; /* first, so that it is one */
  PamorForm  *form;  /* (borrowed) */
} PamorFormCheck;

extern const char *const pamor_consent_keys[];

PamorForm *pamor_form_begin     (PamorCatalogue      *catalogue,
                                 const PamorService  *service,
                                 gboolean             answered);
gboolean  pamor_form_is_usual   (PamorForm           *self,
                                 const char          *path);
char     *pamor_form_dup_normal (PamorForm           *self,
                                 const PamorPath     *path);
gboolean  pamor_form_holds      (PamorForm           *self,
                                 PamorCondition      *condition,
                                 const char          *list,
                                 guint                index);
gboolean  pamor_form_has_any    (PamorForm           *self,
                                 const PamorField    *field,
                                 const PamorPath     *path);
gboolean  pamor_form_needs_member (PamorForm         *self,
                                 const PamorField    *field,
                                 const PamorPath     *path);
char     *pamor_form_dup_label  (PamorForm           *self,
                                 const PamorField    *field,
                                 const PamorPath     *path);
void      pamor_form_check_person (PamorFormCheck    *check,
                                 const PamorField    *field,
                                 const PamorPath     *item);
void      pamor_form_check_number (PamorFormCheck    *check,
                                 const PamorField    *field,
                                 const PamorPath     *path,
                                 const char          *label,
                                 const char          *value);
void      pamor_form_set_count  (PamorForm           *self,
                                 const char          *list_path,
                                 guint                count);

G_END_DECLS
