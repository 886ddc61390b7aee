/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-catalogue.h"

#include "base/pamor-error.h"
#include "domain/pamor-catalogue-preview.h"
#include "domain/pamor-field.h"
#include "pamor-test-catalogue.h"

#include <glib/gstdio.h>
#include <string.h>

#define NAMA "{'key': 'nama', 'kind': 'name', 'label': 'Nama'}"
#define SECTION "'sections': [{'key': 's', 'title': 'S', 'fields': [" NAMA "]}]"
#define FIELD(text)                                                                                \
  TEST_SERVICE_HEAD "'sections': [{'key': 's', 'title': 'S', 'fields': [" NAMA ", {" text "}]}]}"
#define AT_FIELD "services/UJI.json: $.sections[0].fields[1]"

typedef struct { const char *text, *message; } Row;

static void
check_services (const Row *rows,
                gsize      n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PamorCatalogue) catalogue
          = pamor_test_catalogue_load (rows[i].text, NULL, NULL, &error);

      if (rows[i].message == NULL)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_null (catalogue);
      g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, rows[i].message);
    }
}

static void
test_fields (void)
{
  static const Row rows[] = {
    { FIELD ("'key': 'a', 'kind': 'text', 'label': 'A'"), NULL },
    { FIELD ("'key': 'a', 'kind': 'txt', 'label': 'A'"),
      AT_FIELD ".kind: unknown kind “txt”; did you mean “text”?" },
    { FIELD ("'key': 'a', 'kind': 'gambar', 'label': 'A'"),
      AT_FIELD ".kind: unknown kind “gambar”; expected one of: nik, no_kk, name, text, number, "
               "date, phone, email, choice, area, yes_no, person, time, region" },
    { FIELD ("'key': 'a', 'label': 'A'"), AT_FIELD ": “kind” is missing" },
    { FIELD ("'key': 'a', 'kind': 'text'"), AT_FIELD ": “label” is missing" },
    { FIELD ("'key': 'a', 'kind': 'text', 'label': ''"),
      AT_FIELD ".label: expected text that is not empty" },
    { FIELD ("'key': 'A b', 'kind': 'text', 'label': 'A'"),
      AT_FIELD ": “A b” is not a key: a-z, 0-9 and _ only, at most 32" },
    { FIELD ("'key': 'a', 'kind': 'text', 'label': 'A', 'requierd': true"),
      AT_FIELD ": unknown key “requierd”; did you mean “required”?" },
    { FIELD ("'key': 'a', 'kind': 'text', 'label': 'A', 'required': 'ya'"),
      AT_FIELD ".required: expected true or false" },
    { FIELD ("'key': 'a', 'kind': 'text', 'label': 'A', 'required': true, "
             "'required_if': {'field': 's.nama', 'present': true}"),
      AT_FIELD ": “required” and “required_if” exclude each other" },
    { FIELD ("'key': 'a', 'kind': 'choice', 'label': 'A'"), AT_FIELD ": “codes” is missing" },
    { FIELD ("'key': 'a', 'kind': 'choice', 'label': 'A', 'codes': 'agamma'"),
      AT_FIELD ".codes: unknown code list “agamma”; did you mean “agama”?" },
    { FIELD ("'key': 'a', 'kind': 'text', 'label': 'A', 'codes': 'agama'"),
      AT_FIELD ": a field of the kind “text” takes no “codes”" },
    { FIELD ("'key': 'a', 'kind': 'date', 'label': 'A', 'max_length': 3"),
      AT_FIELD ": a field of the kind “date” takes no “max_length”" },
    { FIELD ("'key': 'a', 'kind': 'number', 'label': 'A', 'min': 3, 'max': 2"),
      AT_FIELD ": “min” is above “max”" },
    { FIELD ("'key': 'a', 'kind': 'date', 'label': 'A', 'not_after': 'besok'"),
      AT_FIELD ": “besok” is neither “today” nor a date such as “2026-11-20”" },
    { FIELD ("'key': 'a', 'kind': 'text', 'label': 'A', 'list': {'min': 3, 'max': 2}"),
      AT_FIELD ".list: “min” is above “max”" },
    { FIELD ("'key': 'a', 'kind': 'text', 'label': 'A', 'list': {'most': 2}"),
      AT_FIELD ".list: unknown key “most”; expected one of: min, max, item_label" },
    { FIELD ("'key': 'a', 'kind': 'text', 'label': 'A', 'list': {'item_label': 'Saksi'}"),
      AT_FIELD ".list: “item_label” needs %d where the number of the item goes" },
    { FIELD ("'key': 'nama', 'kind': 'text', 'label': 'A'"),
      "services/UJI.json: $.sections[0].fields[1]: “s.nama” is there twice" },
    { FIELD ("'key': 'a', 'kind': 'text', 'label': 'A', "
             "'visible_if': {'field': 's.a', 'present': true}"),
      AT_FIELD ": “visible_if”: whether “s.a” is shown depends on itself" },
  };

  check_services (rows, G_N_ELEMENTS (rows));
}

static void
test_circles_of_any_length_are_refused (void)
{
  static const char circle[] = TEST_SERVICE_HEAD
      "'sections': [{'key': 's', 'title': 'S', 'fields': [" NAMA ","
      "{'key': 'a', 'kind': 'text', 'label': 'A', "
      "'visible_if': {'field': 't.b', 'present': true}}]},"
      "{'key': 't', 'title': 'T', 'visible_if': {'not': {'field': 's.c', 'present': true}}, "
      "'fields': [{'key': 'b', 'kind': 'text', 'label': 'B'}]},"
      "{'key': 'u', 'title': 'U', 'fields': [" NAMA "]}]}";
  g_auto (GStrv) parts = g_strsplit (circle, "s.c", -1);
  g_autofree char *open = g_strjoinv ("u.nama", parts);
  g_autofree char *closed = g_strjoinv ("s.a", parts);
  const Row rows[] = {
    { open, NULL },
    { closed, AT_FIELD ": “visible_if”: whether “s.a” is shown depends on itself" },
  };

  check_services (rows, G_N_ELEMENTS (rows));
}

#define WITH(text) TEST_SERVICE_HEAD SECTION ", " text "}"
#define RULE(text) WITH ("'rules': [{'id': 'UJI1', 'severity': 'warn', 'message': 'M', " text "}]")
#define WHEN "'when': {'field': 's.nama', 'present': true}"

static void
test_services (void)
{
  static const Row rows[] = {
    { WITH ("'pickup': false"), NULL },
    { WITH ("'$schema': '../schema/service.json'"), NULL },
    { TEST_SERVICE_HEAD "'sections': [{'$schema': 'x', 'key': 's'}]}",
      "services/UJI.json: $.sections[0]: unknown key “$schema”; expected one of: key, title, help, "
      "visible_if, fields" },
    { "{'code': 'uji'}",
      "services/UJI.json: $: “uji” is not a code: A-Z, 0-9 and _ only, at most 32" },
    { "[]", "services/UJI.json: $: expected an object" },
    { TEST_SERVICE_HEAD "'pickup': true}", "services/UJI.json: $: “sections” is missing" },
    { TEST_SERVICE_HEAD "'sections': {}}", "services/UJI.json: $.sections: expected a list" },
    { "{'code': 'UJI', 'group': 'ktpp'}",
      "services/UJI.json: $.group: unknown group “ktpp”; did you mean “ktp”?" },
    { "{'code': 'UJI', 'group': 'ktp', 'kind': 'aplication'}",
      "services/UJI.json: $.kind: unknown kind “aplication”; did you mean “application”?" },
    { WITH ("'working_days': [3]"),
      "services/UJI.json: $.working_days: expected two numbers, the least and the most days" },
    { WITH ("'working_days': [7, 3]"),
      "services/UJI.json: $.working_days: the lesser number comes first" },
    { WITH ("'working_days': [3, 'x']"),
      "services/UJI.json: $.working_days[1]: expected a number" },
    { WITH ("'keywords': ['a', 1]"), "services/UJI.json: $.keywords[1]: expected text in quotes" },
    { "{'code': 'UJI', 'group': 'ktp', 'kind': 'application', 'name': 'U', 'result': 'R', "
      "'prepare': 'P', 'title': 's.naam', " SECTION "}",
      "services/UJI.json: $.title: “s.naam” names no one value of the form" },
    { WITH ("'requirements': [{'code': 'KK', 'name': 'A'}, {'code': 'KK', 'name': 'B'}]"),
      "services/UJI.json: $.requirements[1]: “KK” is there twice" },
    { WITH ("'requirements': [{'code': 'KK', 'name': 'A', 'max': 0}]"),
      "services/UJI.json: $.requirements[0].max: expected a whole number from 1 to 20" },
  };

  check_services (rows, G_N_ELEMENTS (rows));
}

static void
test_rules (void)
{
  static const Row rows[] = {
    { RULE ("'at': 's.nama', " WHEN), NULL },
    { RULE ("'at': 's.nama'"), "services/UJI.json: $.rules[0]: “when” is missing" },
    { RULE ("'at': 's.nam', " WHEN),
      "services/UJI.json: $.rules[0].at: unknown field “s.nam”; did you mean “s.nama”?" },
    { RULE ("'at': 's.nama[]', " WHEN),
      "services/UJI.json: $.rules[0]: “at”: “s.nama[]” names no one value (a person or an area "
      "needs a member, a list needs “[]”)" },
    { WITH ("'rules': [{'id': 'UJI1', 'severity': 'warning', 'at': 's.nama', 'message': 'M', " WHEN
            "}]"),
      "services/UJI.json: $.rules[0].severity: unknown severity “warning”; expected one of: info, "
      "warn, refuse" },
    { WITH ("'rules': [{'id': 'U', 'severity': 'warn', 'at': 's.nama', 'message': 'M', " WHEN "},"
            "{'id': 'U', 'severity': 'info', 'at': 's.nama', 'message': 'N', " WHEN "}]"),
      "services/UJI.json: $.rules[1]: “U, s.nama” is there twice" },
  };

  check_services (rows, G_N_ELEMENTS (rows));
}

static void
test_other_files (void)
{
  static const struct { const char *file, *text, *message; } rows[] = {
    { "catalogue.json", "{'version': '1'}", "catalogue.json: $: “groups” is missing" },
    { "catalogue.json", "{'versi': '1'}",
      "catalogue.json: $: unknown key “versi”; did you mean “version”?" },
    { "activities.json", "{'activities': [{'code': 'A', 'name': 'A'}, {'code': 'A', 'name': 'B'}]}",
      "activities.json: $.activities[1]: “A” is there twice" },
    { "rules.json", "{'rules': [{'id': 'NIK99', 'severity': 'warn', 'message': 'M'}]}",
      "rules.json: $.rules[0]: unknown rule “NIK99”; did you mean “NIK09”?" },
    { "rules.json", "{'rules': [{'id': 'NIK01', 'severity': 'warn', 'message': '{labl} salah'}]}",
      "rules.json: $.rules[0]: unknown placeholder “{labl}”; did you mean “{label}”?" },
    { "rules.json", "{'rules': []}", "rules.json: $: the rule “required” is missing" },
    { "rules.json", "{'rules': [{'id': 'NIK01', 'severity': 'warn', 'message': 'M', 'at': 'a.b'}]}",
      NULL },
    { "consent.json", "{'text': []}", "consent.json: $: “text” is missing" },
    { "codes/agama.json", "{'id': 'agama', 'codes': []}",
      "codes/agama.json: $.codes: expected at least one code" },
    { "codes/agama.json",
      "{'id': 'agama', 'codes': [{'code': '1', 'text': 'A'}, {'code': '1', 'text': 'B'}]}",
      "codes/agama.json: $.codes[1]: “1” is there twice" },
    { "holidays.json", "{'holidays': 3}", NULL },
    { "services/UJI.json", "{'code': 'UJI'", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PamorCatalogue) catalogue = pamor_test_catalogue_load (
          TEST_SERVICE_HEAD SECTION "}", rows[i].file, rows[i].text, &error);

      g_assert_null (catalogue);
      g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, rows[i].file));
      if (rows[i].message != NULL)
        g_assert_cmpstr (error->message, ==, rows[i].message);
    }
}

static void
test_files_stay_inside_the_folder (void)
{
  static const char head[]
      = "{'version': '1', 'groups': [], 'members': {'no_nik': 'a', 'nik': 'a', 'name': 'a', "
        "'sex': 'a', 'birth': 'a', 'address': 'a', 'rt': 'a', 'rw': 'a', 'kelurahan': 'a'}, "
        "'codes': [], 'services': ['%s']}";
  static const char *const names[] = { "../x.json", "/etc/x.json", "services/x.txt" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (GStrv) parts = g_strsplit (head, "%s", -1);
      g_autofree char *text = g_strjoinv (names[i], parts);
      g_autoptr (GError) error = NULL;

      g_assert_null (pamor_test_catalogue_load ("", "catalogue.json", text, &error));
      g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, "catalogue.json: $: “"));
    }
}

/* Any one byte of a service changed or everything after it cut off: an error or a catalogue. */
static void
test_damage_never_crashes (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("PAMOR_SOURCE"), "data", "catalogue",
                                            "services", "KTP_HILANG.json", NULL);
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  for (guint i = 0; i < 600; i++)
    {
      g_autofree char *damaged = g_strndup (text, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (PamorCatalogue) catalogue = NULL;
      guint at = g_test_rand_int_range (0, length);

      damaged[at] = i % 3 == 0 ? '\0' : "{}[]\",:\\ 0a\xff"[g_test_rand_int_range (0, 12)];
      catalogue = pamor_test_catalogue_load (damaged, NULL, NULL, &error);
      g_assert_true ((catalogue == NULL) == (error != NULL));
    }
}

static void
test_the_builtin_catalogue_is_whole (void)
{
  static const char *const codes[]
      = { "KTP_BARU", "KTP_UBAH", "KTP_HILANG", "KTP_RUSAK", "KK_TAMBAH", "AKTA_LAHIR",
          "AKTA_MATI", "ADUAN", "ANTREAN", "KUNJUNGAN", "KUNJUNGAN_RUMAH", "JEMPUT",
          "ORANG_ASING" };
  PamorCatalogue *catalogue = pamor_catalogue_get_builtin ();
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 17, 8, 2026);
  g_assert_true (catalogue == pamor_catalogue_get_builtin ());
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const PamorService *service = pamor_catalogue_find_service (catalogue, codes[i]);

      g_assert_nonnull (service);
      g_assert_nonnull (pamor_service_find_field (service, service->title_path));
    }
  g_assert_null (pamor_catalogue_find_service (catalogue, "XYZ"));
  g_assert_nonnull (pamor_catalogue_find_rule (catalogue, "NIK01"));
  g_assert_cmpuint (pamor_catalogue_get_activities (catalogue)->len, ==, 9);
  g_assert_cmpstr (pamor_catalogue_get_member_label (catalogue, "birth"), ==, "Tanggal lahir");
  g_assert_nonnull (strstr (pamor_catalogue_get_consent (catalogue), "GRATIS"));
  /* UU PDP 27/2022 art. 21: for how long; as the store keeps it */
  g_assert_nonnull (strstr (pamor_catalogue_get_consent (catalogue), "paling lama 30 hari"));
  g_assert_false (pamor_calendar_is_working_day (pamor_catalogue_get_calendar (catalogue), &day));
}

/* Every field says what to write and what often goes wrong; every service what to have ready. */
static void
test_every_field_helps (void)
{
  g_autoptr (GPtrArray) services
      = pamor_catalogue_search_services (pamor_catalogue_get_builtin (), "");

  for (guint i = 0; i < services->len; i++)
    {
      const PamorService *service = g_ptr_array_index (services, i);

      g_assert_cmpuint (g_strv_length (service->keywords), >, 3);
      g_assert_cmpuint (g_strv_length (service->basis), >, 0);
      for (guint j = 0; j < service->sections->len; j++)
        {
          PamorSection *section = g_ptr_array_index (service->sections, j);

          for (guint k = 0; k < section->fields->len; k++)
            {
              PamorField *field = g_ptr_array_index (section->fields, k);

              g_test_message ("%s %s", service->code, field->path);
              g_assert_true (field->help != NULL && field->mistake != NULL);
            }
        }
    }
}

static void
test_services_are_found_in_the_citizens_words (void)
{
  static const struct { const char *text, *first; } rows[] = {
    { "ktp hilang", "KTP_HILANG" }, { "KECOPETAN", "KTP_HILANG" }, { "patah", "KTP_RUSAK" },
    { "akte", "AKTA_LAHIR" },       { "lahir akta", "AKTA_LAHIR" }, { "nik anak", "KK_TAMBAH" },
    { "pecah kk", "KK_PISAH" },     { "numpang kk", "KK_NUMPANG" }, { "permisi", "PINDAH_DATANG" },
    { "pindah rumah", "PINDAH_DALAM" }, { "skpwni", "PINDAH_KELUAR" },
    { "pungli", "ADUAN" },          { "  ", "KTP_BARU" },         { "lahir", "AKTA_LAHIR" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) found
          = pamor_catalogue_search_services (pamor_catalogue_get_builtin (), rows[i].text);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpuint (found->len, >, 0);
      g_assert_cmpstr (((PamorService *) found->pdata[0])->code, ==, rows[i].first);
    }
  g_autoptr (GPtrArray) none
      = pamor_catalogue_search_services (pamor_catalogue_get_builtin (), "tilang");
  g_assert_cmpuint (none->len, ==, 0);
}

static void
write_file (const char *folder,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
assert_check (const char *folder,
              const char *name,
              const char *end)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (pamor_catalogue_check_file (path, &error));
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_suffix (error->message, end));
}

static void
test_a_file_is_checked_where_it_lies (void)
{
  g_autofree char *folder = g_dir_make_tmp ("pamor-XXXXXX", NULL);
  g_autofree char *real = g_build_filename (g_getenv ("PAMOR_SOURCE"), "data", "catalogue", NULL);
  g_autofree char *real_rules = g_build_filename (real, "rules.json", NULL);
  g_autofree char *real_service = g_build_filename (real, "services", "ADUAN.json", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (pamor_catalogue_check_file (real_rules, &error));
  g_assert_true (pamor_catalogue_check_file (real_service, &error));
  g_assert_no_error (error);
  write_file (folder, "sendiri/ADUAN.json", "{\"code\": \"ADUAN\", \"grup\": 1}");
  assert_check (folder, "sendiri/ADUAN.json", "$: unknown key “grup”; did you mean “group”?");
  assert_check (folder, "sendiri/TIADA.json", "TIADA.json: there is no such file");
  write_file (folder, "kode.json", "{\"id\": \"a\", \"codes\": [{\"code\": \"1\"}]}");
  assert_check (folder, "kode.json", "$.codes[0]: “text” is missing");
  write_file (folder, "program.json", "{\"programmes\": [{\"code\": \"MOTO\", \"name\": \"M\", "
                                      "\"what\": \"M\", \"services\": [\"KTP_FOTOO\"]}]}");
  assert_check (folder, "program.json",
                "program.json: $.programmes[0].services: unknown service “KTP_FOTOO”; did you "
                "mean “KTP_FOTO”?");
  write_file (folder, "katalog/catalogue.json", "{\"version\": 1}");
  write_file (folder, "katalog/services/A.json", "{}");
  assert_check (folder, "katalog/services/A.json",
                "catalogue.json: $.version: expected text in quotes");
  assert_check (folder, "katalog/catalogue.json",
                "catalogue.json: $.version: expected text in quotes");
  g_assert_null (pamor_catalogue_load_folder (folder, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "catalogue.json: there is no such file");
}

static void
test_the_folder_of_the_source_loads (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("PAMOR_SOURCE"), "data", "catalogue", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorCatalogue) catalogue = pamor_catalogue_load_folder (folder, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (pamor_catalogue_get_version (catalogue), ==,
                   pamor_catalogue_get_version (pamor_catalogue_get_builtin ()));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/mistakes-in-a-field-are-named", test_fields);
  g_test_add_func ("/catalogue/circles-of-any-length-are-refused",
                   test_circles_of_any_length_are_refused);
  g_test_add_func ("/catalogue/mistakes-in-a-service-are-named", test_services);
  g_test_add_func ("/catalogue/mistakes-in-a-rule-are-named", test_rules);
  g_test_add_func ("/catalogue/mistakes-in-other-files-are-named", test_other_files);
  g_test_add_func ("/catalogue/files-stay-inside-the-folder", test_files_stay_inside_the_folder);
  g_test_add_func ("/catalogue/damage-never-crashes", test_damage_never_crashes);
  g_test_add_func ("/catalogue/the-builtin-is-whole", test_the_builtin_catalogue_is_whole);
  g_test_add_func ("/catalogue/every-field-helps", test_every_field_helps);
  g_test_add_func ("/catalogue/services-are-found-in-the-citizens-words",
                   test_services_are_found_in_the_citizens_words);
  g_test_add_func ("/catalogue/a-file-is-checked-where-it-lies",
                   test_a_file_is_checked_where_it_lies);
  g_test_add_func ("/catalogue/the-folder-of-the-source-loads",
                   test_the_folder_of_the_source_loads);
  return g_test_run ();
}
