/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-calendar.h"
#include "domain/pamor-catalogue.h"
#include "domain/pamor-json.h"
#include "domain/pamor-path.h"

G_BEGIN_DECLS

/**
 * PamorConditionScope: what a condition is asked of.
 *
 * @get: Returns: (transfer full) (nullable): the normalized value at a path of one value; %NULL
 * where there is none or the field is hidden
 * @activity: (nullable): code of the activity it was entered in
 * @list: (nullable): the list whose "[]" means the one item @index; every other "[]" means any item
 */
typedef struct
{
  char          *(*get) (gpointer data, const PamorPath *path);
  guint          (*count) (gpointer data, const char *list);
  gpointer       data;
  const GDate   *today;
  PamorCalendar *calendar; /* (borrowed) */
  const char    *activity;
  const char    *list;
  guint          index;
} PamorConditionScope;

PamorCondition *pamor_condition_parse       (PamorJson                 *json);
void            pamor_condition_free        (PamorCondition            *self);
void            pamor_condition_resolve     (const PamorCondition      *self,
                                             const PamorService        *service,
                                             PamorCatalogue            *catalogue,
                                             PamorJson                 *json);
void            pamor_condition_list_paths  (const PamorCondition      *self,
                                             GPtrArray                 *paths);
gboolean        pamor_condition_holds       (const PamorCondition      *self,
                                             const PamorConditionScope *scope);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorCondition, pamor_condition_free)

G_END_DECLS
