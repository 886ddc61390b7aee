/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/shell/pamor-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PamorCaseSendPage:
 *
 * All of a case that is complete, and whose people came, into the queue after one consent; what was
 * refused stands here with its reason and leads to its form. Leaving the page stops it: those done
 * are done, the rest are drafts.
 *
 * Signal: done (guint sealed): all went into the queue.
 */
#define PAMOR_TYPE_CASE_SEND_PAGE (pamor_case_send_page_get_type ())
G_DECLARE_FINAL_TYPE (PamorCaseSendPage, pamor_case_send_page, PAMOR, CASE_SEND_PAGE, GtkWidget)

GtkWidget *pamor_case_send_page_new (PamorDesk  *desk,
                                     const char *case_id);

G_END_DECLS
