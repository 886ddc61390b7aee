/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-guide.h"
#include "ui/shell/pamor-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorGuidePage:
 *
 * All that can be looked up, offline: services, programmes, service points, and while something is
 * searched for, the help of the fields too. A service opens what to prepare for it.
 *
 * Signal: chosen (PamorGuideEntry *): one that is not a service, by a person.
 */
#define PAMOR_TYPE_GUIDE_PAGE (pamor_guide_page_get_type ())
G_DECLARE_FINAL_TYPE (PamorGuidePage, pamor_guide_page, PAMOR, GUIDE_PAGE, GtkWidget)

GtkWidget *pamor_guide_page_new    (PamorDesk      *desk);
void       pamor_guide_page_search (PamorGuidePage *self,
                                    const char     *text);

G_END_DECLS
