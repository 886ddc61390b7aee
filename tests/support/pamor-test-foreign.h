/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pamor-test-picture.h"

G_BEGIN_DECLS

/* The same invented document as other programs keep it */
GBytes *pamor_test_foreign_webp (const PamorTestPicture *picture,
                                 gboolean                alpha);
GBytes *pamor_test_foreign_png  (const PamorTestPicture *picture,
                                 gboolean                late);
GBytes *pamor_test_foreign_tiff (const PamorTestPicture *picture,
                                 guint                   pages,
                                 guint                   compression,
                                 gboolean                tiled);
GBytes *pamor_test_foreign_heic (void);
GBytes *pamor_test_foreign_pdf  (guint                   pages,
                                 guint                   width,
                                 guint                   height,
                                 gboolean                locked);

G_END_DECLS
