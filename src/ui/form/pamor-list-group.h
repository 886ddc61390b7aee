/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/form/pamor-row-set.h"

G_BEGIN_DECLS

/** PamorListGroup: the items of a list field one below the other, to add and to remove */
#define PAMOR_TYPE_LIST_GROUP (pamor_list_group_get_type ())
G_DECLARE_FINAL_TYPE (PamorListGroup, pamor_list_group, PAMOR, LIST_GROUP, GtkWidget)

GtkWidget *pamor_list_group_new (PamorRowSet      *rows,
                                 const PamorField *field);

G_END_DECLS
