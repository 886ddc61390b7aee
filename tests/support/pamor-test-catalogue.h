/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-form.h"

G_BEGIN_DECLS

/* A catalogue of one service, UJI, whose file is given as text (with ' for "), or with one more
 * file given as text in the place of the real one. All other files are those of data/catalogue. */

#define TEST_SERVICE_HEAD                                                                          \
  "{'code': 'UJI', 'group': 'ktp', 'kind': 'application', 'name': 'Uji', 'result': 'Hasil', "      \
  "'prepare': 'Siap', 'title': 's.nama', "

PamorCatalogue *pamor_test_catalogue_load   (const char  *service,
                                             const char  *file,
                                             const char  *text,
                                             GError     **error);
PamorForm      *pamor_test_form_read        (const char  *name);
PamorForm      *pamor_test_form_fill        (const char  *name);
GPtrArray      *pamor_test_form_check       (PamorForm   *form);
gboolean        pamor_test_problems_have    (GPtrArray   *problems,
                                             const char  *rule,
                                             const char  *path);

G_END_DECLS
