/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-catalogue.h"

G_BEGIN_DECLS

PamorCatalogue *pamor_catalogue_load_preview (const char  *path,
                                              char       **service,
                                              GError     **error);
gboolean        pamor_catalogue_check_file   (const char  *path,
                                              GError     **error);

G_END_DECLS
