/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-catalogue.h"
#include "ui/outbox/pamor-case.h"

G_BEGIN_DECLS

char     *pamor_item_search_fold    (const char      *text);
gboolean  pamor_item_search_matches (PamorSubmission *item,
                                     PamorCatalogue  *catalogue,
                                     const char      *folded);
gboolean  pamor_item_search_matches_case (PamorCase  *entry,
                                          const char *folded);

G_END_DECLS
