/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-form.h"
#include "ui/shell/pamor-desk.h"

G_BEGIN_DECLS

void       pamor_form_reading_async  (PamorDesk           *desk,
                                      const char          *id,
                                      gboolean             newest,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
PamorForm *pamor_form_reading_finish (GAsyncResult        *result,
                                      GError             **error);

G_END_DECLS
