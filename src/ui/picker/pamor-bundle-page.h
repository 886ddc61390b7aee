/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-catalogue.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *pamor_bundle_page_new (PamorCatalogue    *catalogue,
                                  const PamorBundle *bundle);

G_END_DECLS
