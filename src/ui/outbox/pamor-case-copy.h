/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/shell/pamor-desk.h"

G_BEGIN_DECLS

void               pamor_case_copy_async  (PamorDesk           *desk,
                                           PamorSubmission     *from,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
gboolean           pamor_case_copy_finish (GAsyncResult        *result,
                                           GError             **error);

G_END_DECLS
