/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/pamor-command.h"
#include "domain/pamor-form.h"
#include "photo/pamor-photo.h"

G_BEGIN_DECLS

PamorForm  *pamor_job_load_form     (PamorCatalogue *catalogue,
                                     const char    *path,
                                     GError       **error);
PamorPhoto *pamor_job_shrink_file   (const char    *path,
                                     gint64         limit,
                                     guint          page,
                                     GError       **error);
PamorExit   pamor_job_tell_problems (PamorCommand  *self,
                                     PamorForm     *form);

G_END_DECLS
