/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-form.h"

G_BEGIN_DECLS

char *pamor_form_describe_changes (PamorForm *before,
                                   PamorForm *after);

G_END_DECLS
