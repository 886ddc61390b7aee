/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/pamor-form.h"

G_BEGIN_DECLS

/* A catalogue of one service, UJI, whose file is given as text (with ' for "), or with one more
 * file given as text in the place of the real one. All other files are those of data/catalogue. */

#define TEST_SERVICE_HEAD                                                                          \
  "{'code': 'UJI', 'group': 'ktp', 'kind': 'application', 'name': 'Uji', 'result': 'Hasil', "      \
  "'prepare': 'Siap', 'title': 's.nama', "

/* The beginning of a catalogue.json: more keys, a comma before each, and "}" go behind it. */
#define TEST_CATALOGUE_HEAD                                                                        \
  "{'version': '1', 'groups': [{'code': 'ktp', 'name': 'KTP-el'}], 'members': {"                   \
  "'no_nik': 'Belum punya NIK', 'nik': 'NIK', 'name': 'Nama', 'sex': 'Jenis kelamin', "            \
  "'birth': 'Tanggal lahir', 'address': 'Alamat', 'rt': 'RT', 'rw': 'RW', "                        \
  "'kelurahan': 'Kelurahan'}, 'codes': ['codes/agama.json', 'codes/jenis_kelamin.json']"

PamorCatalogue *pamor_test_catalogue_load_files (const char *const *files,
                                             GError           **error);
GBytes         *pamor_test_catalogue_pack_files (const char *const *files,
                                             GError           **error);
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

/** PamorTestRow: a rule of a service, and answers that it speaks of */
typedef struct { const char *service, *answers, *rule, *path; } PamorTestRow;

void            pamor_test_form_set_all     (PamorForm   *form,
                                             const char  *answers);
GPtrArray      *pamor_test_form_try         (const char  *service,
                                             const char  *answers);
void            pamor_test_rules_speak      (const PamorTestRow *rows,
                                             gsize        n);

G_END_DECLS
