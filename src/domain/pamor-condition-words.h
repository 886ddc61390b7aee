/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-condition.h"

G_BEGIN_DECLS

char *pamor_condition_dup_words (const PamorCondition *self,
                                 const PamorService   *service,
                                 PamorCatalogue       *catalogue);

G_END_DECLS
