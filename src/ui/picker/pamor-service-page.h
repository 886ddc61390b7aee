/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-catalogue.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorServicePage:
 *
 * Choosing a service: all in groups, or what the citizen's words find, the best first. Activates
 * "shell.prepare" with the code.
 */
#define PAMOR_TYPE_SERVICE_PAGE (pamor_service_page_get_type ())
G_DECLARE_FINAL_TYPE (PamorServicePage, pamor_service_page, PAMOR, SERVICE_PAGE, GtkWidget)

GtkWidget  *pamor_service_page_new       (PamorCatalogue   *catalogue);
void        pamor_service_page_search    (PamorServicePage *self,
                                          const char       *text);
const char *pamor_service_page_get_first (PamorServicePage *self);

G_END_DECLS
