/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sane/sane.h>

#include "scan/pamor-scan.h"

G_BEGIN_DECLS

PamorScanSources pamor_scan_options_get_sources (SANE_Handle          scanner);
void             pamor_scan_options_set         (SANE_Handle          scanner,
                                                 const PamorScanWish *wish);

G_END_DECLS
