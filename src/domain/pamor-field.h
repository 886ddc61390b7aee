/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-catalogue.h"
#include "domain/pamor-path.h"

G_BEGIN_DECLS

extern const char *const pamor_field_kinds[]; /* by PamorFieldKind, as in the files */

gboolean           pamor_field_kind_from_nick  (const char       *nick,
                                                PamorFieldKind   *kind);
const char *const *pamor_field_get_members     (const PamorField *self);
void               pamor_field_add_own         (PamorField       *self,
                                                PamorField       *own);
const PamorField  *pamor_field_find_own        (const PamorField *self,
                                                const char       *member);
PamorFieldKind     pamor_field_get_value_kind  (const PamorField *self,
                                                const char       *member);
char              *pamor_field_normalize       (PamorFieldKind    kind,
                                                const char       *text);
char              *pamor_field_normalize_value (const PamorField *self,
                                                const char       *member,
                                                const char       *text);
gboolean           pamor_field_parse_time      (const char       *text,
                                                guint            *minutes);
const char        *pamor_field_get_member_label (const PamorField *self,
                                                PamorCatalogue   *catalogue,
                                                const char       *member);
gboolean           pamor_field_parse_date      (const char       *text,
                                                GDate            *date);
gboolean           pamor_field_parse_number    (const char       *text,
                                                double           *number);
char              *pamor_field_dup_item_label  (const PamorField *self,
                                                guint             index);
const PamorField  *pamor_field_find            (const PamorService *service,
                                                const PamorPath    *path);
const PamorField  *pamor_service_find_field    (const PamorService *self,
                                                const char         *path);
const PamorField  *pamor_service_find_value    (const PamorService *self,
                                                const char         *text,
                                                PamorPath          *path);
GStrv              pamor_service_list_paths    (const PamorService *self);
gboolean           pamor_field_accepts_path    (const PamorField *self,
                                                const PamorPath  *path);
void               pamor_field_free            (PamorField       *self);

G_END_DECLS
