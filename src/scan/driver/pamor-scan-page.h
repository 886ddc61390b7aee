/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sane/sane.h>

G_BEGIN_DECLS

SANE_Status pamor_scan_page_read (SANE_Handle scanner);

G_END_DECLS
