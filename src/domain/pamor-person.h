/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-form.h"

G_BEGIN_DECLS

/** PamorPerson: somebody who was entered in a form, to be offered again. NULL where not known. */
typedef struct
{
  char *nik, *name, *birth, *sex; /* as the members of a person field */
  char *no_kk;
  char *role;                     /* label of the field it was entered in: "Ibu" */
  char *submission;               /* id of the newest that names this person */
} PamorPerson;

PamorPerson *pamor_person_new       (void);
PamorPerson *pamor_person_copy      (const PamorPerson *self);
void         pamor_person_free      (PamorPerson       *self);
GPtrArray   *pamor_form_list_people (PamorForm         *form);
GPtrArray   *pamor_people_search    (GPtrArray         *people,
                                     const char        *text,
                                     guint              most);
char        *pamor_person_fold      (const char        *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorPerson, pamor_person_free)

G_END_DECLS
