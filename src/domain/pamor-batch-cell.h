/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-catalogue.h"
#include "domain/pamor-path.h"

G_BEGIN_DECLS

char *pamor_batch_fold      (const char       *text);
char *pamor_batch_read_cell (const PamorField *field,
                             const PamorPath  *path,
                             const char       *cell);

G_END_DECLS
