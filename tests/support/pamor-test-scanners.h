/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Scanners that SANE finds: its own test devices, no real one beside them. */
void pamor_test_scanners_set  (guint       devices,
                               const char *options);
void pamor_test_scanners_stop (void);

G_END_DECLS
