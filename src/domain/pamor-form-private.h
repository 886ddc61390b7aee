/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-condition.h"
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
  GHashTable         *values;      /* path of one value -> text as typed, never empty */
  GHashTable         *counts;      /* path of a list -> number of its items */
  GHashTable         *reasons;     /* "rule path" -> text */
  GHashTable         *consent;     /* key -> text */
  GPtrArray          *attachments; /* of PamorAttachment */
  GDate               today;       /* the day that conditions are asked for */
};

extern const char *const pamor_consent_keys[];

char     *pamor_form_dup_normal (PamorForm           *self,
                                 const PamorPath     *path);
gboolean  pamor_form_holds      (PamorForm           *self,
                                 PamorCondition      *condition,
                                 const char          *list,
                                 guint                index);
void      pamor_form_set_count  (PamorForm           *self,
                                 const char          *list_path,
                                 guint                count);

G_END_DECLS
