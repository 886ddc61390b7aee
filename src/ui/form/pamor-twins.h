/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-form.h"
#include "ui/shell/pamor-desk.h"

G_BEGIN_DECLS

void pamor_twins_look_for (PamorForm  *form,
                           PamorDesk  *desk,
                           const char *id);

G_END_DECLS
