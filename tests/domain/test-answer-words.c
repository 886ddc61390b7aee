/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-answer-words.h"

#include "domain/pamor-field.h"
#include "pamor-test-catalogue.h"

static const char uji[] = TEST_SERVICE_HEAD
    "'sections': [{'key': 's', 'title': 'S', 'fields': ["
    "{'key': 'nama', 'kind': 'name', 'label': 'Nama'},"
    "{'key': 'agama', 'kind': 'choice', 'codes': 'agama', 'label': 'Agama'},"
    "{'key': 'berat', 'kind': 'number', 'unit': 'gram', 'label': 'Berat'},"
    "{'key': 'lahir', 'kind': 'date', 'label': 'Lahir'},"
    "{'key': 'ya', 'kind': 'yes_no', 'label': 'Ya'},"
    "{'key': 'pukul', 'kind': 'time', 'label': 'Pukul'},"
    "{'key': 'asal', 'kind': 'region', 'label': 'Asal'},"
    "{'key': 'kk', 'kind': 'no_kk', 'label': 'KK'},"
    "{'key': 'alamat', 'kind': 'area', 'label': 'Alamat'},"
    "{'key': 'orang', 'kind': 'person', 'label': 'Orang', 'nik_optional': true,"
    " 'list': {'min': 1}, 'fields': ["
    "{'key': 'agama', 'kind': 'choice', 'codes': 'agama', 'label': 'Agama'},"
    "{'key': 'asal', 'kind': 'region', 'label': 'Asal'}]}]}]}";

static void
test_answers_are_told_as_people_write_them (void)
{
  static const struct { const char *path, *typed, *field, *words; } rows[] = {
    { "s.nama", " Siti ", "s.nama", "Siti" },
    { "s.agama", "1", "s.agama", "ISLAM" },
    { "s.agama", "99", "s.agama", "99" },
    { "s.berat", "3200", "s.berat", "3200 gram" },
    { "s.berat", "49,5", "s.berat", "49.5 gram" },
    { "s.lahir", "2026-02-30", "s.lahir", "2026-02-30" },
    { "s.ya", "ya", "s.ya", "Yes" },
    { "s.pukul", "9.05", "s.pukul", "09:05" },
    { "s.asal", "327302", "s.asal", "Kec. Coblong, Kota Bandung, Jawa Barat" },
    { "s.asal", "999999", "s.asal", "999999" },
    { "s.kk", "3275.0112.0318.0007", "s.kk", "3275 0112 0318 0007" },
    { "s.alamat.address", "Jl. Melati 5", "s.alamat", "Jl. Melati 5" },
    { "s.alamat.rt", "4", "s.alamat", "Jl. Melati 5, RT 004 / RW –" },
    { "s.alamat.kelurahan", "32.75.01.1002", "s.alamat",
      "Jl. Melati 5, RT 004 / RW –, Margahayu" },
    { "s.orang[0].name", "Ani", "s.orang[0]", "Ani" },
    { "s.orang[0].nik", "3275014503930002", "s.orang[0]", "Ani · 3275 0145 0393 0002" },
    { "s.orang[0].no_nik", "ya", "s.orang[0]", "Ani · no NIK yet" },
    { "s.orang[0].sex", "P", "s.orang[0]", "Ani · no NIK yet · female" },
    { "s.orang[0].agama", "1", "s.orang[0]", "Ani · no NIK yet · female\nAgama: ISLAM" },
    { "s.orang[0].asal", "327302", "s.orang[0]",
      "Ani · no NIK yet · female\nAgama: ISLAM\nAsal: Kec. Coblong, Kota Bandung, Jawa Barat" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorCatalogue) catalogue = pamor_test_catalogue_load (uji, NULL, NULL, &error);
  g_autoptr (PamorForm) form = NULL;

  g_assert_no_error (error);
  form = pamor_form_new (catalogue, "UJI", &error);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const PamorField *field
          = pamor_service_find_field (pamor_form_get_service (form), rows[i].field);
      g_autofree char *words = NULL;

      pamor_form_set (form, rows[i].path, rows[i].typed);
      words = pamor_answer_words_for_field (form, field, rows[i].field);
      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

static void
test_no_answer_has_no_words (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorCatalogue) catalogue = pamor_test_catalogue_load (uji, NULL, NULL, &error);
  g_autoptr (PamorForm) form = NULL;
  static const char *const paths[] = { "s.nama", "s.alamat", "s.orang[0]" };

  g_assert_no_error (error);
  form = pamor_form_new (catalogue, "UJI", &error);
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *words = pamor_answer_words_for_field (
          form, pamor_service_find_field (pamor_form_get_service (form), paths[i]), paths[i]);

      g_assert_cmpstr (words, ==, "");
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/answer-words/as-people-write-them",
                   test_answers_are_told_as_people_write_them);
  g_test_add_func ("/answer-words/no-answer-has-none", test_no_answer_has_no_words);
  return g_test_run ();
}
