/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/shell/pamor-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** PamorCasePage: what belongs together, in the order in which it is sent, each with its number */
#define PAMOR_TYPE_CASE_PAGE (pamor_case_page_get_type ())
G_DECLARE_FINAL_TYPE (PamorCasePage, pamor_case_page, PAMOR, CASE_PAGE, GtkWidget)

GtkWidget  *pamor_case_page_new     (PamorDesk     *desk,
                                     const char    *case_id);
GListModel *pamor_case_page_get_all (PamorCasePage *self);

G_END_DECLS
