/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/shell/pamor-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *pamor_saved_page_new (PamorDesk       *desk,
                                 PamorSubmission *item);

G_END_DECLS
