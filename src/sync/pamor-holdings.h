/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-submission.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** PamorHoldings: what the city should hold, against what its list says, page by page */
typedef struct _PamorHoldings PamorHoldings;

PamorHoldings *pamor_holdings_new              (GListModel           *items,
                                                gint64                since);
void           pamor_holdings_free             (PamorHoldings        *self);
gboolean       pamor_holdings_read             (PamorHoldings        *self,
                                                JsonNode             *page,
                                                gboolean             *more);
gint64         pamor_holdings_get_since        (PamorHoldings        *self);
const char    *pamor_holdings_get_after        (PamorHoldings        *self);
guint          pamor_holdings_get_pages        (PamorHoldings        *self);
char          *pamor_holdings_steal_missed     (PamorHoldings        *self,
                                                guint                *held);
gboolean       pamor_holdings_is_status_missed (PamorHoldings        *self);
gboolean       pamor_holdings_miss             (PamorSubmission      *s,
                                                guint                 held);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PamorHoldings, pamor_holdings_free)

G_END_DECLS
