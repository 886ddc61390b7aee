/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-form.h"
#include "ui/shell/pamor-desk.h"

G_BEGIN_DECLS

void pamor_form_sealing_begin (PamorDesk           *desk,
                               PamorForm           *form,
                               PamorSubmission     *item,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data);

G_END_DECLS
