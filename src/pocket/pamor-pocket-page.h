/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *pamor_pocket_page_make         (const char *title,
                                        goffset     limit);
char   *pamor_pocket_page_make_headers (void);

G_END_DECLS
