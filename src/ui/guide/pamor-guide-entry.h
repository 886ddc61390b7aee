/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-guide.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *pamor_guide_entry_new (const PamorGuideEntry *entry);

G_END_DECLS
