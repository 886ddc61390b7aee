/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-form.h"

#include "pamor-test-catalogue.h"

#include <string.h>

static const char uji[] = TEST_SERVICE_HEAD
    "'sections': [{'key': 's', 'title': 'S', 'fields': ["
    "{'key': 'nama', 'kind': 'name', 'label': 'Nama'},"
    "{'key': 'lahir', 'kind': 'date', 'label': 'Lahir'},"
    "{'key': 'kelamin', 'kind': 'choice', 'codes': 'jenis_kelamin', 'label': 'K'},"
    "{'key': 'gaib', 'kind': 'text', 'label': 'G', 'visible_if': {'field': 's.nama', 'is': 'X'}}]},"
    "{'key': 'p', 'title': 'P', 'fields': [{'key': 'orang', 'kind': 'person', 'label': 'O'},"
    "{'key': 'saksi', 'kind': 'person', 'label': 'S', 'list': {}}]}],"
    "'requirements': [{'code': 'KK', 'name': 'KK'}, {'code': 'SKL', 'name': 'SKL', 'max': 2}]}";
static const char dua[]
    = "{'code': 'DUA', 'group': 'ktp', 'kind': 'application', 'name': 'Dua', 'result': 'R', "
      "'prepare': 'P', 'title': 'p.orang.name', 'sections': ["
      "{'key': 't', 'title': 'T', 'fields': ["
      "{'key': 'anggota', 'kind': 'person', 'label': 'A', 'list': {}}, "
      "{'key': 'ket', 'kind': 'text', 'label': 'K'}, "
      "{'key': 'jk', 'kind': 'choice', 'codes': 'jenis_kelamin', 'usual': '1', 'label': 'J'}, "
      "{'key': 'pasti', 'kind': 'yes_no', 'label': 'P'}]}, "
      "{'key': 'p', 'title': 'P', 'fields': [{'key': 'orang', 'kind': 'person', 'label': 'O'},"
      "{'key': 'saksi', 'kind': 'person', 'label': 'S', 'list': {}}]}], "
      "'requirements': [{'code': 'KK', 'name': 'KK'}, {'code': 'LAHIR', 'name': 'L', 'max': 2}]}";
static const char bundles[]
    = "{'bundles': [{'code': 'BAYI', 'name': 'Bayi', 'prepare': 'P', 'services': ['UJI', 'DUA'], "
      "'copy': [{'from': 'UJI', 'to': 'DUA', 'sections': ['p'], 'answers': {"
      "'t.anggota[1].name': 's.nama', 't.anggota[1].birth': 's.lahir', "
      "'t.anggota[1].sex': 's.kelamin', 't.ket': 's.kelamin', 't.jk': 's.kelamin', "
      "'t.anggota[0].name': 's.gaib'}, "
      "'photos': {'KK': 'KK', 'LAHIR': 'SKL'}, 'set': {"
      "'t.anggota[1].birth': '2000-01-01', 't.pasti': 'tidak'}}]}]}";

typedef struct
{
  PamorCatalogue        *catalogue;
  PamorForm             *from, *to;
  const PamorBundleCopy *copy;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  const char *const files[] = { "catalogue.json", TEST_CATALOGUE_HEAD
                                ", 'services': ['services/UJI.json', 'services/DUA.json'], "
                                "'bundles': 'bundles.json'}",
                                "services/UJI.json", uji, "services/DUA.json", dua, "bundles.json",
                                bundles, NULL };
  g_autoptr (GError) error = NULL;

  fixture->catalogue = pamor_test_catalogue_load_files (files, &error);
  g_assert_no_error (error);
  fixture->from = pamor_form_new (fixture->catalogue, "UJI", &error);
  fixture->to = pamor_form_new (fixture->catalogue, "DUA", &error);
  fixture->copy = pamor_catalogue_find_bundle (fixture->catalogue, "BAYI")->copies->pdata[0];
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  g_object_unref (fixture->from);
  g_object_unref (fixture->to);
  pamor_catalogue_unref (fixture->catalogue);
}

static void
test_answers_are_taken_over (Fixture       *fixture,
                             gconstpointer  unused)
{
  PamorForm *to = fixture->to;

  pamor_form_set (fixture->from, "s.nama", "Kirana Putri");
  pamor_form_set (fixture->from, "s.lahir", "2026-11-01");
  pamor_form_set (fixture->from, "s.kelamin", "2");
  pamor_form_set (fixture->from, "s.gaib", "tidak terlihat");
  pamor_form_set (fixture->from, "p.orang.name", "Siti");
  pamor_form_append_item (fixture->from, "p.saksi");
  pamor_form_set (fixture->from, "p.saksi[0].name", "Budi");
  pamor_form_take_over (to, fixture->copy, fixture->from);
  g_assert_cmpuint (pamor_form_get_count (to, "t.anggota"), ==, 2);
  g_assert_null (pamor_form_get (to, "t.anggota[0].name")); /* hidden there */
  g_assert_cmpstr (pamor_form_get (to, "t.anggota[1].name"), ==, "Kirana Putri");
  g_assert_cmpstr (pamor_form_get (to, "t.anggota[1].birth"), ==, "2026-11-01");
  g_assert_cmpstr (pamor_form_get (to, "t.anggota[1].sex"), ==, "P");
  g_assert_cmpstr (pamor_form_get (to, "t.ket"), ==, "PEREMPUAN");
  g_assert_cmpstr (pamor_form_get (to, "t.jk"), ==, "2"); /* what is usual gives way */
  g_assert_cmpstr (pamor_form_get (to, "t.pasti"), ==, "tidak"); /* goes without asking */
  g_assert_cmpstr (pamor_form_get (to, "p.orang.name"), ==, "Siti");
  g_assert_cmpstr (pamor_form_get (to, "p.saksi[0].name"), ==, "Budi");
}

static void
test_what_was_typed_stays (Fixture       *fixture,
                           gconstpointer  unused)
{
  pamor_form_set (fixture->from, "p.orang.name", "Siti");
  pamor_form_set (fixture->from, "p.orang.birth", "1990-01-01");
  pamor_form_set (fixture->to, "p.orang.name", "Ani");
  pamor_form_take_over (fixture->to, fixture->copy, fixture->from);
  pamor_form_take_over (fixture->to, fixture->copy, fixture->from);
  g_assert_cmpstr (pamor_form_get (fixture->to, "p.orang.name"), ==, "Ani");
  g_assert_cmpstr (pamor_form_get (fixture->to, "p.orang.birth"), ==, "1990-01-01");
  g_assert_cmpuint (pamor_form_get_count (fixture->to, "p.saksi"), ==, 0);
}

static void
add_photo (PamorForm  *form,
           const char *id,
           const char *requirement)
{
  g_autoptr (GBytes) content = g_bytes_new (id, strlen (id));
  g_autoptr (PamorAttachment) photo = pamor_attachment_new (id, requirement, content);

  pamor_form_add_attachment (form, photo);
}

static void
test_photos_are_listed_for_who_reads_them (Fixture       *fixture,
                                           gconstpointer  unused)
{
  g_autoptr (GPtrArray) photos = NULL;
  PamorAttachment *photo;

  add_photo (fixture->from, "019aa2f0-1c3e-7abc-8def-012345678901", "KK");
  add_photo (fixture->from, "019aa2f0-1c3e-7abc-8def-012345678902", "SKL");
  add_photo (fixture->to, "019aa2f0-1c3e-7abc-8def-012345678903", "KK");
  photos = pamor_form_list_photos_to_take (fixture->to, fixture->copy, fixture->from);
  g_assert_cmpuint (photos->len, ==, 1);
  photo = photos->pdata[0];
  g_assert_cmpstr (photo->requirement, ==, "LAHIR");
  g_assert_cmpstr (photo->id, ==, "019aa2f0-1c3e-7abc-8def-012345678902");
}

/* The bundle of a newborn: what the record of a birth says need not be typed again. */
static void
test_a_newborn_is_entered_once (void)
{
  static const struct { const char *service, *path, *value; } rows[] = {
    { "KK_TAMBAH", "pemohon.orang.nik", "3275010503930002" },
    { "KK_TAMBAH", "pemohon.alamat.rt", "004" },
    { "KK_TAMBAH", "anggota.orang[0].name", "Kirana Ayu Pratama" },
    { "KK_TAMBAH", "anggota.orang[0].sex", "P" },
    { "KK_TAMBAH", "anggota.orang[0].birth", "2026-10-25" },
    { "KK_TAMBAH", "anggota.orang[0].tempat_lahir", "Bekasi" },
    { "KK_TAMBAH", "anggota.orang[0].nik_ibu", "3275015208950003" },
    { "KK_TAMBAH", "anggota.orang[0].nama_ayah", "Bagus Pratama Nugroho" },
    { "KIA_BARU_A", "anak.hubungan", "AYAH" },
    { "KIA_BARU_A", "anak.orang.name", "Kirana Ayu Pratama" },
    { "KIA_BARU_A", "anak.orang.sex", "P" },
    { "KIA_BARU_A", "kuasa.diwakilkan", "tidak" },
    { "KIA_BARU_A", "ambil.lokasi", "PAMOR" },
  };
  PamorCatalogue *catalogue = pamor_catalogue_get_builtin ();
  const PamorBundle *bundle = pamor_catalogue_find_bundle (catalogue, "BAYI_BARU_LAHIR");
  g_autoptr (PamorForm) birth = pamor_test_form_fill ("AKTA_LAHIR");

  g_assert_cmpuint (bundle->copies->len, ==, 2);
  for (guint i = 0; i < bundle->copies->len; i++)
    {
      const PamorBundleCopy *copy = bundle->copies->pdata[i];
      g_autoptr (PamorForm) form = pamor_form_new (catalogue, copy->to, NULL);

      pamor_form_take_over (form, copy, birth);
      for (gsize j = 0; j < G_N_ELEMENTS (rows); j++)
        if (g_str_equal (rows[j].service, copy->to))
          g_assert_cmpstr (pamor_form_get (form, rows[j].path), ==, rows[j].value);
    }
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/form-take/answers-are-taken-over", test_answers_are_taken_over);
  ADD ("/form-take/what-was-typed-stays", test_what_was_typed_stays);
  ADD ("/form-take/photos-are-listed-for-who-reads-them",
       test_photos_are_listed_for_who_reads_them);
  g_test_add_func ("/form-take/a-newborn-is-entered-once", test_a_newborn_is_entered_once);
  return g_test_run ();
}
