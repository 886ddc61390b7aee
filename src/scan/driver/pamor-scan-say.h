/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scan/pamor-scan-wire.h"

G_BEGIN_DECLS

gboolean pamor_scan_say      (PamorScanWirePart  part,
                              gconstpointer      data,
                              gsize              size);
gboolean pamor_scan_say_byte (PamorScanWirePart  part,
                              guint8             byte);

G_END_DECLS
