/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-catalogue.h"

G_BEGIN_DECLS

/* What a citizen gets ready for a service, in words: one text for paper, one for a message. */

char *pamor_checklist_dup_when    (const PamorRequirement *requirement,
                                   const PamorService     *service,
                                   PamorCatalogue         *catalogue);
char *pamor_checklist_dup_promise (const PamorService     *service);
char *pamor_checklist_dup_text    (const PamorService     *service,
                                   PamorCatalogue         *catalogue);
char *pamor_checklist_dup_message (const PamorService     *service,
                                   PamorCatalogue         *catalogue);

G_END_DECLS
