/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-form-changes.h"

#include "pamor-test-catalogue.h"

static const char uji[] = TEST_SERVICE_HEAD
    "'requirements': [{'code': 'KK', 'name': 'Kartu Keluarga'},"
    "{'code': 'SURAT', 'name': 'Surat'}],"
    "'sections': [{'key': 's', 'title': 'S', 'fields': ["
    "{'key': 'nama', 'kind': 'name', 'label': 'Nama'},"
    "{'key': 'agama', 'kind': 'choice', 'codes': 'agama', 'label': 'Agama'},"
    "{'key': 'orang', 'kind': 'person', 'label': 'Orang', 'nik_optional': true,"
    " 'list': {'min': 1}}]}]}";

static void
add_photo (PamorForm  *form,
           const char *requirement,
           const char *bytes)
{
  g_autoptr (GBytes) content = g_bytes_new (bytes, strlen (bytes));
  g_autoptr (PamorAttachment) photo
    = pamor_attachment_new ("019aa2f0-1c3e-7abc-8def-012345678901", requirement, content);

  pamor_form_add_attachment (form, photo);
}

static void
set (PamorForm  *form,
     const char *name,
     const char *religion,
     const char *nik)
{
  pamor_form_set (form, "s.nama", name);
  pamor_form_set (form, "s.agama", religion);
  pamor_form_append_item (form, "s.orang");
  pamor_form_set (form, "s.orang[0].name", "Ani");
  pamor_form_set (form, "s.orang[0].nik", nik);
}

static void
test_each_change_is_a_line_old_and_new (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorCatalogue) catalogue = pamor_test_catalogue_load (uji, NULL, NULL, &error);
  g_autoptr (PamorForm) before = NULL, after = NULL;
  g_autofree char *same = NULL, *words = NULL;

  g_assert_no_error (error);
  before = pamor_form_new (catalogue, "UJI", &error);
  after = pamor_form_new (catalogue, "UJI", &error);
  set (before, "Siti", "1", "3275014503930002");
  set (after, "Siti Aminah", NULL, "3275014503930003");
  add_photo (before, "KK", "buram");
  add_photo (after, "KK", "jelas");
  add_photo (after, "SURAT", "baru");
  words = pamor_form_describe_changes (before, after);
  g_assert_cmpstr (words, ==, "Nama: Siti → Siti Aminah\nAgama: ISLAM → –\n"
                              "Orang 1: NIK: 3275 0145 0393 0002 → 3275 0145 0393 0003\n"
                              "Kartu Keluarga: photo replaced\nSurat: photo added");
  same = pamor_form_describe_changes (after, after);
  g_assert_cmpstr (same, ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form-changes/each-change-is-a-line-old-and-new",
                   test_each_change_is_a_line_old_and_new);
  return g_test_run ();
}
