/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pamor-test-picture.h"

G_BEGIN_DECLS

/* The same invented document as other programs keep it */
GBytes *pamor_test_foreign_webp (const PamorTestPicture *picture,
                                 gboolean                alpha);

G_END_DECLS
