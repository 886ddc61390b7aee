/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pamor-error.h"
#include "domain/pamor-field.h"
#include "pamor-test-catalogue.h"

#include <string.h>

#define HEAD(more)                                                                                 \
  TEST_CATALOGUE_HEAD ", 'services': ['services/UJI.json', 'services/DUA.json'] " more "}"
#define PARTS ", 'parts': ['parts/kuasa.json']"
#define KUASA(more)                                                                                \
  "{'key': 'kuasa', 'title': 'Kuasa', 'fields': ["                                                 \
  "{'key': 'ya', 'kind': 'yes_no', 'label': 'Ya'}], "                                              \
  "'requirements': [{'code': 'F107', 'name': 'Surat kuasa', "                                      \
  "'required_if': {'field': 'kuasa.ya', 'is': 'ya'}}]" more "}"
#define SECTION "{'key': 's', 'title': 'S', 'fields': ["                                           \
  "{'key': 'nama', 'kind': 'name', 'label': 'Nama'}, "                                             \
  "{'key': 'nik', 'kind': 'nik', 'label': 'NIK'}]}"
#define UJI(sections, more) TEST_SERVICE_HEAD "'sections': [" sections "]" more "}"
#define DUA                                                                                        \
  "{'code': 'DUA', 'group': 'ktp', 'kind': 'request', 'name': 'Dua', 'result': 'R', "              \
  "'prepare': 'P', 'title': 't.orang.name', 'subject': 't.orang.nik', 'sections': ["               \
  "{'key': 't', 'title': 'T', 'fields': ["                                                         \
  "{'key': 'orang', 'kind': 'person', 'label': 'Orang'}, "                                         \
  "{'key': 'kelamin', 'kind': 'choice', 'label': 'K', 'codes': 'jenis_kelamin'}, "                 \
  "{'key': 'agama', 'kind': 'choice', 'label': 'A', 'codes': 'agama'}]}], "                        \
  "'requirements': [{'code': 'KK', 'name': 'KK'}]}"

static PamorCatalogue *
load (const char *head,
      const char *part,
      const char *service,
      const char *file,
      const char *text,
      GError    **error)
{
  const char *const files[]
      = { "catalogue.json", head, "parts/kuasa.json", part, "services/UJI.json", service,
          "services/DUA.json", DUA, file, text, NULL };

  return pamor_test_catalogue_load_files (files, error);
}

static void
assert_fails (const char *part,
              const char *service,
              const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (load (HEAD (PARTS), part, service, NULL, NULL, &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_a_part_stands_where_it_is_named (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorCatalogue) catalogue = load (
      HEAD (PARTS), KUASA (", 'rules': [{'id': 'K1', 'severity': 'warn', 'at': 'kuasa.ya', "
                           "'message': 'M', 'when': {'field': 's.nama', 'present': true}}]"),
      UJI ("'kuasa', " SECTION,
           ", 'requirements': [{'code': 'KK', 'name': 'KK'}], 'rules': [{'id': 'U1', "
           "'severity': 'warn', 'at': 's.nama', 'message': 'M', "
           "'when': {'field': 'kuasa.ya', 'is': 'ya'}}]"),
      NULL, NULL, &error);
  const PamorService *service;

  g_assert_no_error (error);
  service = pamor_catalogue_find_service (catalogue, "UJI");
  g_assert_cmpstr (((PamorSection *) service->sections->pdata[0])->key, ==, "kuasa");
  g_assert_cmpstr (((PamorSection *) service->sections->pdata[1])->key, ==, "s");
  g_assert_cmpstr (((PamorRequirement *) service->requirements->pdata[0])->code, ==, "KK");
  g_assert_cmpstr (((PamorRequirement *) service->requirements->pdata[1])->code, ==, "F107");
  g_assert_cmpstr (((PamorRule *) service->rules->pdata[0])->id, ==, "U1");
  g_assert_cmpstr (((PamorRule *) service->rules->pdata[1])->id, ==, "K1");
}

static void
test_mistakes_in_a_part_name_it_and_the_service (void)
{
  assert_fails (KUASA (", 'rule': []"), UJI (SECTION ", 'kuasa'", ""),
                "parts/kuasa.json (UJI): $: unknown key “rule”; did you mean “rules”?");
  assert_fails (KUASA (", 'rules': [{'id': 'K1', 'severity': 'warn', 'at': 'kuasa.ya', "
                       "'message': 'M', 'when': {'field': 's.nma', 'present': true}}]"),
                UJI (SECTION ", 'kuasa'", ""),
                "parts/kuasa.json (UJI): $.rules[0].when: unknown field “s.nma”; did you mean "
                "“s.nama”?");
  assert_fails (KUASA (""), UJI (SECTION ", 'kuassa'", ""),
                "services/UJI.json: $.sections[1]: unknown part “kuassa”; did you mean “kuasa”?");
  assert_fails (KUASA (""), UJI (SECTION ", 'kuasa', 'kuasa'", ""),
                "parts/kuasa.json (UJI): $: “kuasa” is there twice");
  assert_fails (KUASA (""), UJI (SECTION ", 'kuasa'", ", 'requirements': [{'code': 'F107', "
                                                      "'name': 'X'}]"),
                "parts/kuasa.json (UJI): $.requirements[0]: “F107” is there twice");
  assert_fails ("{'key': 'kuasa'", UJI (SECTION ", 'kuasa'", ""),
                "parts/kuasa.json: $: line 1: the file breaks off before its end");
}

static void
test_two_parts_of_one_name_are_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (load (HEAD (", 'parts': ['parts/kuasa.json', 'parts/lama/kuasa.json']"),
                       KUASA (""), UJI (SECTION ", 'kuasa'", ""), "parts/lama/kuasa.json",
                       KUASA (""), &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==,
                   "parts/lama/kuasa.json: $: another file has the part “kuasa” already");
}

static void
test_a_part_that_nobody_uses_is_refused (void)
{
  assert_fails (KUASA (""), UJI (SECTION, ""),
                "parts/kuasa.json: $: no service names this part in its “sections”; leave it out "
                "of catalogue.json until one does");
}

#define OPTIONAL                                                                                   \
  ", 'rules': [{'id': 'K1', 'severity': 'warn', 'at': 'kuasa.ya', 'message': 'M', "                \
  "'optional': true, 'when': {'field': 's.nik', 'same_as': 'x.tiada'}}]"

static void
test_an_optional_rule_is_left_out_where_its_fields_are_not (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorCatalogue) catalogue
      = load (HEAD (PARTS), KUASA (OPTIONAL), UJI (SECTION ", 'kuasa'", ""), NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (pamor_catalogue_find_service (catalogue, "UJI")->rules->len, ==, 0);
  assert_fails (KUASA (""), UJI (SECTION ", 'kuasa'",
                                 ", 'rules': [{'id': 'U1', 'severity': 'warn', 'at': 's.nama', "
                                 "'message': 'M', 'optional': true, "
                                 "'when': {'field': 's.nama', 'present': true}}]"),
                "services/UJI.json: $.rules[0]: “optional” is for the rules of parts");
}

static void
test_what_a_field_says_besides (void)
{
  static const struct { const char *field, *message; } rows[] = {
    { "'kind': 'text', 'spot': 'kk.nomer'", ": unknown spot “kk.nomer”; did you mean “kk.nomor”?" },
    { "'kind': 'text', 'forms': ['F-1.03']",
      ": “F-1.03” is not a box of a paper form, such as “F-1.03/asal_rt”" },
    { "'kind': 'text', 'whole': true", ": a field of the kind “text” takes no “whole”" },
    { "'kind': 'text', 'usual': 'x'", ": a field of the kind “text” takes no “usual”" },
    { "'kind': 'choice', 'codes': 'agama', 'usual': '99'",
      ": “usual”: there is no code “99” in “agama”" },
    { "'kind': 'person', 'fields': [{'key': 'b', 'kind': 'choice', 'label': 'B', "
      "'codes': 'agama', 'usual': '1'}]",
      ".fields[0]: “usual” of a person's field goes with a list only" },
    { "'kind': 'date', 'point': 's.nama'", ": “point” goes with “working_days_ahead” only" },
    { "'kind': 'date', 'working_days_ahead': [3, 7], 'point': 's.nama'",
      ": “point”: “s.nama” is not a field of the kind “choice”" },
    { "'kind': 'date', 'working_days_ahead': [7, 3]",
      ".working_days_ahead: the lesser number comes first" },
    { "'kind': 'text', 'fields': []", ": a field of the kind “text” takes no “fields”" },
    { "'kind': 'person', 'fields': [{'key': 'nik', 'kind': 'text', 'label': 'B'}]",
      ".fields[0]: “nik” is there twice" },
    { "'kind': 'person', 'fields': [{'key': 'b', 'kind': 'area', 'label': 'B'}]",
      ".fields[0]: a field of a person is one value: no list, person or area" },
    { "'kind': 'person', 'fields': [{'key': 'b', 'kind': 'text', 'label': 'B', 'list': {}}]",
      ".fields[0]: a field of a person is one value: no list, person or area" },
    { "'kind': 'person', 'fields': [{'key': 'b', 'kind': 'text', 'label': 'B', "
      "'visible_if': {'field': 's.a.b', 'present': true}}]",
      ".fields[0]: “visible_if”: whether “b” is shown depends on itself" },
    { "'kind': 'person', 'visible_if': {'field': 's.a.b', 'present': true}, "
      "'fields': [{'key': 'b', 'kind': 'text', 'label': 'B'}]",
      ": “visible_if”: whether “s.a” is shown depends on itself" },
    { "'kind': 'person', 'list': {}, 'fields': ["
      "{'key': 'b', 'kind': 'text', 'label': 'B', 'visible_if': {'field': 's.a[].c', 'is': 'x'}}, "
      "{'key': 'c', 'kind': 'text', 'label': 'C', 'visible_if': {'field': 's.a[].b', 'is': 'x'}}]",
      ".fields[0]: “visible_if”: whether “b” is shown depends on itself" },
    { "'kind': 'person', 'fields': [{'key': 'b', 'kind': 'choice', 'label': 'B', "
      "'codes': 'agma'}]",
      ".fields[0].codes: unknown code list “agma”; did you mean “agama”?" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *service = g_strdup_printf (
          TEST_SERVICE_HEAD "'sections': [{'key': 's', 'title': 'S', 'fields': ["
          "{'key': 'nama', 'kind': 'name', 'label': 'Nama'}, {'key': 'a', 'label': 'A', %s}]}]}",
          rows[i].field);
      g_autofree char *message
          = g_strconcat ("services/UJI.json: $.sections[0].fields[1]", rows[i].message, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (pamor_test_catalogue_load (service, NULL, NULL, &error));
      g_assert_cmpstr (error->message, ==, message);
    }
}

static void
test_where_a_value_stands_goes_without_saying (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorCatalogue) catalogue
      = load (HEAD (""), "", UJI (SECTION, ""), NULL, NULL, &error);
  const PamorService *service;

  g_assert_no_error (error);
  service = pamor_catalogue_find_service (catalogue, "UJI");
  g_assert_cmpstr (pamor_service_find_field (service, "s.nik")->spot, ==, "ktp.nik");
  g_assert_null (pamor_service_find_field (service, "s.nama")->spot);
}

static void
test_what_is_off_is_known_but_not_offered (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorCatalogue) catalogue
      = load (HEAD (""), "", UJI (SECTION, ", 'off': true, 'note': 'Sudah ditutup.'"), NULL, NULL,
              &error);
  g_autoptr (GPtrArray) offered = NULL;
  PamorGroup *group;

  g_assert_no_error (error);
  offered = pamor_catalogue_search_services (catalogue, "");
  group = pamor_catalogue_get_groups (catalogue)->pdata[0];
  g_assert_cmpuint (offered->len, ==, 1);
  g_assert_cmpuint (group->services->len, ==, 1);
  g_assert_cmpstr (pamor_catalogue_find_service (catalogue, "UJI")->note, ==, "Sudah ditutup.");
}

#define BUNDLE(copy)                                                                               \
  "{'bundles': [{'code': 'BAYI', 'name': 'Bayi', 'prepare': 'P', 'keywords': [], "                 \
  "'services': ['UJI', 'DUA'], 'copy': [" copy "]}]}"

static void
assert_bundle (const char *text,
               const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorCatalogue) catalogue
      = load (HEAD (", 'bundles': 'bundles.json'"), "",
              UJI (SECTION, ", 'requirements': [{'code': 'SKL', 'name': 'SKL'}]"), "bundles.json",
              text, &error);

  if (message == NULL)
    g_assert_no_error (error);
  else
    g_assert_cmpstr (error->message, ==, message);
  g_assert_true ((catalogue == NULL) == (message != NULL));
  if (catalogue != NULL)
    g_assert_nonnull (pamor_catalogue_find_bundle (catalogue, "BAYI"));
}

static void
test_a_bundle_names_what_there_is (void)
{
  static const char at[] = "bundles.json: $.bundles[0].copy[0]: ";
  static const struct { const char *bundle, *message; } rows[] = {
    { BUNDLE ("{'from': 'UJI', 'to': 'DUA', 'answers': {'t.orang.nik': 's.nik'}, "
              "'photos': {'KK': 'SKL'}}"), NULL },
    { BUNDLE ("{'from': 'DUA', 'to': 'UJI'}"),
      "“from” and “to” must be services of the bundle, in its order" },
    { BUNDLE ("{'from': 'UJI', 'to': 'DUA', 'sections': ['s']}"),
      "“s” is not a section of both services" },
    { BUNDLE ("{'from': 'UJI', 'to': 'DUA', 'answers': {'t.orang.nik': 's.nikk'}}"),
      "“s.nikk” names no one value of UJI" },
    { BUNDLE ("{'from': 'UJI', 'to': 'DUA', 'answers': {'t.orang': 's.nik'}}"),
      "“t.orang” names no one value of DUA" },
    { BUNDLE ("{'from': 'UJI', 'to': 'DUA', 'answers': {'t.orang.nik': 's.nama'}}"),
      "“t.orang.nik” cannot take its answer from “s.nama”: their kinds differ" },
    { BUNDLE ("{'from': 'UJI', 'to': 'DUA', 'photos': {'KTP': 'SKL'}}"),
      "DUA asks for no document “KTP”" },
    { BUNDLE ("{'from': 'UJI', 'to': 'DUA', 'set': {'t.kelamin': '9'}}"),
      "“t.kelamin” cannot be “9”" },
    { BUNDLE ("{'from': 'UJI', 'to': 'DUA', 'set': {'t.orang.no_nik': 'ja'}}"),
      "“t.orang.no_nik” cannot be “ja”" },
    { BUNDLE ("{'from': 'UJI', 'to': 'DUA', 'set': {'t.orang': 'x'}}"),
      "“t.orang” names no one value of DUA" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *message
          = rows[i].message == NULL ? NULL : g_strconcat (at, rows[i].message, NULL);

      assert_bundle (rows[i].bundle, message);
    }
  assert_bundle ("{'bundles': [{'code': 'BAYI', 'name': 'B', 'prepare': 'P', "
                 "'services': ['UJI', 'DUAA']}]}",
                 "bundles.json: $.bundles[0].services: unknown service “DUAA”; did you mean "
                 "“DUA”?");
  assert_bundle ("{'bundles': [{'code': 'BAYI', 'name': 'B', 'prepare': 'P', "
                 "'services': ['UJI']}]}",
                 "bundles.json: $.bundles[0]: a bundle has at least two services");
}

static void
test_a_programme_is_carried_by_something (void)
{
  static const struct { const char *programme, *message; } rows[] = {
    { "'services': ['UJI'], 'activities': ['ANDUK_BANG_BEK']", NULL },
    { "'services': []", ": “A” is carried by nothing: name a service, activity or bundle" },
    { "'services': ['UJII']", ".services: unknown service “UJII”; did you mean “UJI”?" },
    { "'activities': ['ANDUK_BANG_BEKK']",
      ".activities: unknown activity “ANDUK_BANG_BEKK”; did you mean “ANDUK_BANG_BEK”?" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{'programmes': [{'code': 'A', 'name': 'A', 'what': 'W', %s}]}", rows[i].programme);
      g_autofree char *message
          = g_strdup_printf ("programmes.json: $.programmes[0]%s", rows[i].message);
      g_autoptr (GError) error = NULL;
      g_autoptr (PamorCatalogue) catalogue
          = load (HEAD (", 'programmes': 'programmes.json'"), "", UJI (SECTION, ""),
                  "programmes.json", text, &error);

      if (rows[i].message != NULL)
        g_assert_cmpstr (error->message, ==, message);
      else
        g_assert_cmpuint (pamor_catalogue_get_programmes (catalogue)->len, ==, 1);
    }
}

static void
test_a_pack_is_the_catalogue_again (void)
{
  const char *const files[]
      = { "catalogue.json", HEAD (PARTS), "parts/kuasa.json", KUASA (""), "services/UJI.json",
          UJI (SECTION ", 'kuasa'", ""), "services/DUA.json", DUA, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pack = pamor_test_catalogue_pack_files (files, &error);
  g_autoptr (PamorCatalogue) catalogue = NULL;

  g_assert_no_error (error);
  catalogue = pamor_catalogue_load_pack (pack, "paket", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pamor_catalogue_get_version (catalogue), ==, "1");
  g_assert_cmpuint (pamor_catalogue_find_service (catalogue, "UJI")->sections->len, ==, 2);
}

static void
test_the_folder_of_the_source_packs (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("PAMOR_SOURCE"), "data", "catalogue", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pack = pamor_catalogue_pack_folder (folder, &error);
  g_autoptr (PamorCatalogue) catalogue = NULL;
  g_autoptr (GPtrArray) packed = NULL, built = NULL;

  g_assert_no_error (error);
  catalogue = pamor_catalogue_load_pack (pack, "paket", &error);
  g_assert_no_error (error);
  packed = pamor_catalogue_search_services (catalogue, "");
  built = pamor_catalogue_search_services (pamor_catalogue_get_builtin (), "");
  g_assert_cmpuint (packed->len, ==, built->len);
}

static void
test_a_pack_that_is_none_is_refused_by_name (void)
{
  static const char *const rows[][2] = {
    { "", "paket: $: the file is empty" },
    { "{\"file\": {}}", "paket: $: unknown key “file”; did you mean “files”?" },
    { "{\"files\": []}", "paket: $.files: expected an object" },
    { "{\"files\": {}}", "paket: catalogue.json: the pack has no such file" },
    { "{\"files\": {\"catalogue.json\": {\"version\": 1}}}",
      "paket: catalogue.json: $.version: expected text in quotes" },
    { "{\"files\": {\"catalogue.json\": null}}", "paket: catalogue.json: $: expected an object" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (rows[i][0], strlen (rows[i][0]));
      g_autoptr (GError) error = NULL;

      g_assert_null (pamor_catalogue_load_pack (bytes, "paket", &error));
      g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, rows[i][1]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parts/a-part-stands-where-it-is-named", test_a_part_stands_where_it_is_named);
  g_test_add_func ("/parts/mistakes-in-a-part-name-it-and-the-service",
                   test_mistakes_in_a_part_name_it_and_the_service);
  g_test_add_func ("/parts/two-parts-of-one-name-are-refused",
                   test_two_parts_of_one_name_are_refused);
  g_test_add_func ("/parts/a-part-that-nobody-uses-is-refused",
                   test_a_part_that_nobody_uses_is_refused);
  g_test_add_func ("/parts/an-optional-rule-is-left-out-where-its-fields-are-not",
                   test_an_optional_rule_is_left_out_where_its_fields_are_not);
  g_test_add_func ("/parts/mistakes-in-what-a-field-says-besides-are-named",
                   test_what_a_field_says_besides);
  g_test_add_func ("/parts/where-a-value-stands-goes-without-saying",
                   test_where_a_value_stands_goes_without_saying);
  g_test_add_func ("/parts/what-is-off-is-known-but-not-offered",
                   test_what_is_off_is_known_but_not_offered);
  g_test_add_func ("/bundle/names-what-there-is", test_a_bundle_names_what_there_is);
  g_test_add_func ("/programme/is-carried-by-something", test_a_programme_is_carried_by_something);
  g_test_add_func ("/pack/is-the-catalogue-again", test_a_pack_is_the_catalogue_again);
  g_test_add_func ("/pack/the-folder-of-the-source-packs", test_the_folder_of_the_source_packs);
  g_test_add_func ("/pack/one-that-is-none-is-refused-by-name",
                   test_a_pack_that_is_none_is_refused_by_name);
  return g_test_run ();
}
