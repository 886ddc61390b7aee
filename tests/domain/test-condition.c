/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-condition.h"

#include "base/pamor-error.h"
#include "pamor-test-catalogue.h"

/* A condition is asked the way services ask it: as the required_if of a document. */
static PamorCatalogue *
load_with (const char *condition,
           GError    **error)
{
  g_autofree char *service = g_strdup_printf (
      TEST_SERVICE_HEAD
      "'sections': [{'key': 's', 'title': 'S', 'fields': ["
      "{'key': 'nama', 'kind': 'name', 'label': 'Nama'},"
      "{'key': 'agama', 'kind': 'choice', 'codes': 'agama', 'label': 'Agama'},"
      "{'key': 'ya', 'kind': 'yes_no', 'label': 'Ya'},"
      "{'key': 'lahir', 'kind': 'date', 'label': 'Lahir'},"
      "{'key': 'kawin', 'kind': 'date', 'label': 'Kawin'},"
      "{'key': 'berat', 'kind': 'number', 'label': 'Berat'},"
      "{'key': 'nik', 'kind': 'nik', 'label': 'NIK'},"
      "{'key': 'jk', 'kind': 'choice', 'codes': 'jenis_kelamin', 'label': 'Jenis kelamin'},"
      "{'key': 'gaib', 'kind': 'text', 'label': 'Gaib', "
      "'visible_if': {'field': 's.ya', 'is': 'ya'}},"
      "{'key': 'orang', 'kind': 'person', 'label': 'Orang'},"
      "{'key': 'saksi', 'kind': 'person', 'label': 'Saksi', 'list': {'min': 2, 'max': 3}}]}],"
      "'requirements': [{'code': 'DOK', 'name': 'Dokumen', 'required_if': %s}]}",
      condition);

  return pamor_test_catalogue_load (service, NULL, NULL, error);
}

static gboolean
holds (const char *condition,
       const char *answers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorCatalogue) catalogue = load_with (condition, &error);
  g_autoptr (PamorForm) form = NULL;
  g_auto (GStrv) pairs = g_strsplit (answers, ";", -1);
  g_autoptr (GPtrArray) problems = NULL;

  g_assert_no_error (error);
  form = pamor_form_new (catalogue, "UJI", &error);
  for (gsize i = 0; pairs[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (pairs[i], "=", 2);

      pamor_form_set (form, pair[0], pair[1]);
    }
  problems = pamor_test_form_check (form); /* 20 November 2026 */
  return pamor_form_asks_for (
      form, pamor_service_find_requirement (pamor_form_get_service (form), "DOK"));
}

static void
test_values (void)
{
  static const struct { const char *condition, *answers; gboolean holds; } rows[] = {
    { "{'field': 's.agama', 'is': '1'}", "s.agama=1", TRUE },
    { "{'field': 's.agama', 'is': '1'}", "s.agama=2", FALSE },
    { "{'field': 's.agama', 'is': '1'}", "s.nama=x", FALSE },
    { "{'field': 's.agama', 'in': ['1', '2']}", "s.agama=2", TRUE },
    { "{'field': 's.agama', 'in': ['1', '2']}", "s.agama=3", FALSE },
    { "{'field': 's.nama', 'present': true}", "s.nama=Budi", TRUE },
    { "{'field': 's.nama', 'present': true}", "s.nama=  ", FALSE },
    { "{'field': 's.nama', 'present': false}", "s.ya=ya", TRUE },
    { "{'field': 's.nik', 'same_as': 's.orang.nik'}",
      "s.nik=3275 0112 0875 1234;s.orang.nik=3275011208751234", TRUE },
    { "{'field': 's.nik', 'same_as': 's.orang.nik'}", "s.ya=ya", FALSE },
    { "{'field': 's.berat', 'below': 300}", "s.berat=299,5", TRUE },
    { "{'field': 's.berat', 'below': 300}", "s.berat=300", FALSE },
    { "{'field': 's.berat', 'above': 7000}", "s.berat=7001", TRUE },
    { "{'field': 's.berat', 'above': 7000}", "s.berat=banyak", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s with %s", rows[i].condition, rows[i].answers);
      g_assert_cmpint (holds (rows[i].condition, rows[i].answers), ==, rows[i].holds);
    }
}

static void
test_beginnings (void)
{
  const char *same = "{'field': 's.nik', 'same_start': 's.orang.nik', 'digits': 4}";

  g_assert_true (holds (same, "s.nik=3275011208751234;s.orang.nik=3275 0902 0180 0001"));
  g_assert_false (holds (same, "s.nik=3275011208751234;s.orang.nik=3273010201800001"));
  g_assert_false (holds (same, "s.nik=327;s.orang.nik=327"));
  g_assert_false (holds (same, "s.nik=3275011208751234"));
}

static void
test_what_a_nik_says (void)
{
  static const struct { const char *field, *answers; gboolean differs; } rows[] = {
    { "s.lahir", "s.nik=3275014208251234;s.lahir=2025-08-02", FALSE },
    { "s.lahir", "s.nik=3275014208251234;s.lahir=1925-08-02", FALSE }, /* it says no century */
    { "s.lahir", "s.nik=3275014208251234;s.lahir=2025-08-03", TRUE },
    { "s.lahir", "s.nik=3275014208251234;s.lahir=2024-08-02", TRUE },
    { "s.lahir", "s.nik=32750142;s.lahir=2025-08-03", FALSE },
    { "s.lahir", "s.lahir=2025-08-03", FALSE },
    { "s.lahir", "s.nik=3275014208251234", FALSE },
    { "s.jk", "s.nik=3275014208251234;s.jk=2", FALSE },
    { "s.jk", "s.nik=3275014208251234;s.jk=1", TRUE },
    { "s.jk", "s.nik=3275010208251234;s.jk=1", FALSE },
    { "s.orang.sex", "s.nik=3275010208251234;s.orang.sex=P", TRUE },
    { "s.orang.sex", "s.nik=3275010208251234;s.orang.sex=L", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *condition
          = g_strdup_printf ("{'field': '%s', 'differs_from_nik': 's.nik'}", rows[i].field);

      g_test_message ("%s with %s", condition, rows[i].answers);
      g_assert_cmpint (holds (condition, rows[i].answers), ==, rows[i].differs);
    }
}

static void
test_working_days (void)
{
  const char *free = "{'field': 's.kawin', 'working_day': false}";

  g_assert_true (holds (free, "s.kawin=2026-12-25"));
  g_assert_true (holds (free, "s.kawin=2026-11-21")); /* a Saturday */
  g_assert_false (holds (free, "s.kawin=2026-11-23"));
  g_assert_false (holds (free, "s.kawin=25 Desember"));
  g_assert_true (holds ("{'field': 's.kawin', 'working_day': true}", "s.kawin=2026-11-23"));
}

static void
test_more_than_so_many_items (void)
{
  const char *two = "{'field': 's.saksi[].name', 'present': true, 'more_than': 1}";
  const char *any = "{'field': 's.saksi[].name', 'present': true, 'more_than': 0}";

  g_assert_true (holds (two, "s.saksi[0].name=A;s.saksi[1].name=B"));
  g_assert_false (holds (two, "s.saksi[0].name=A"));
  g_assert_true (holds (any, "s.saksi[1].name=A"));
  g_assert_false (holds (any, "s.ya=ya"));
}

static void
test_the_activity_of_the_day (void)
{
  const char *one = "{'activity': 'ANDUK_BANG_BEK'}";
  const char *none = "{'not': {'activity': ['ANDUK_BANG_BEK', 'MANTEL_GADIS']}}";
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorCatalogue) catalogue = load_with (one, &error);
  g_autoptr (PamorForm) form = NULL;
  const PamorRequirement *requirement;

  g_assert_no_error (error);
  form = pamor_form_new (catalogue, "UJI", &error);
  requirement = pamor_service_find_requirement (pamor_form_get_service (form), "DOK");
  g_assert_false (pamor_form_asks_for (form, requirement));
  pamor_form_set_activity (form, "ANDUK_BANG_BEK");
  g_assert_true (pamor_form_asks_for (form, requirement));
  g_assert_true (holds (none, "s.ya=ya"));
}

static void
test_days (void)
{
  static const struct { const char *condition, *answers; gboolean holds; } rows[] = {
    { "{'field': 's.lahir', 'before': 'today'}", "s.lahir=2026-11-19", TRUE },
    { "{'field': 's.lahir', 'before': 'today'}", "s.lahir=2026-11-20", FALSE },
    { "{'field': 's.lahir', 'after': '2026-01-01'}", "s.lahir=2026-01-02", TRUE },
    { "{'field': 's.lahir', 'after': '2026-01-01'}", "s.lahir=2026-01-01", FALSE },
    { "{'field': 's.lahir', 'before': 's.kawin'}", "s.lahir=2020-01-01;s.kawin=2020-01-02", TRUE },
    { "{'field': 's.lahir', 'before': 's.kawin'}", "s.lahir=2020-01-01", FALSE },
    { "{'field': 's.lahir', 'days_ago_over': 60}", "s.lahir=2026-09-20", TRUE },
    { "{'field': 's.lahir', 'days_ago_over': 60}", "s.lahir=2026-09-21", FALSE },
    { "{'field': 's.lahir', 'days_ago_over': 60}", "s.lahir=2026-02-30", FALSE },
    { "{'field': 's.lahir', 'age_at_least': 17}", "s.lahir=2009-11-20", TRUE },
    { "{'field': 's.lahir', 'age_at_least': 17}", "s.lahir=2009-11-21", FALSE },
    { "{'field': 's.lahir', 'age_below': 17}", "s.lahir=2009-11-21", TRUE },
    { "{'field': 's.lahir', 'age_below': 17}", "s.nama=x", FALSE },
    { "{'field': 's.lahir', 'age_below': 17, 'on': 's.kawin'}",
      "s.lahir=2000-05-05;s.kawin=2017-05-04", TRUE },
    { "{'field': 's.lahir', 'age_below': 17, 'on': 's.kawin'}",
      "s.lahir=2000-05-05;s.kawin=2017-05-05", FALSE },
    { "{'field': 's.lahir', 'age_below': 17, 'on': 's.kawin'}", "s.lahir=2000-05-05", FALSE },
    { "{'field': 's.lahir', 'age_at_least': 1}", "s.lahir=2024-02-29", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s with %s", rows[i].condition, rows[i].answers);
      g_assert_cmpint (holds (rows[i].condition, rows[i].answers), ==, rows[i].holds);
    }
}

static void
test_joined (void)
{
  static const struct { const char *condition, *answers; gboolean holds; } rows[] = {
    { "{'all': [{'field': 's.ya', 'is': 'ya'}, {'field': 's.agama', 'is': '1'}]}",
      "s.ya=ya;s.agama=1", TRUE },
    { "{'all': [{'field': 's.ya', 'is': 'ya'}, {'field': 's.agama', 'is': '1'}]}",
      "s.ya=ya;s.agama=2", FALSE },
    { "{'any': [{'field': 's.ya', 'is': 'ya'}, {'field': 's.agama', 'is': '1'}]}",
      "s.ya=tidak;s.agama=1", TRUE },
    { "{'any': [{'field': 's.ya', 'is': 'ya'}, {'field': 's.agama', 'is': '1'}]}",
      "s.ya=tidak;s.agama=2", FALSE },
    { "{'not': {'field': 's.ya', 'is': 'ya'}}", "s.agama=1", TRUE },
    { "{'not': {'not': {'field': 's.ya', 'is': 'ya'}}}", "s.ya=ya", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s with %s", rows[i].condition, rows[i].answers);
      g_assert_cmpint (holds (rows[i].condition, rows[i].answers), ==, rows[i].holds);
    }
}

static void
test_any_item_of_a_list_will_do (void)
{
  const char *same = "{'field': 's.saksi[].nik', 'same_as': 's.orang.nik'}";
  const char *turned = "{'field': 's.orang.nik', 'same_as': 's.saksi[].nik'}";
  const char *met = "s.orang.nik=1;s.saksi[0].nik=2;s.saksi[1].nik=1";
  const char *unmet = "s.orang.nik=1;s.saksi[0].nik=2;s.saksi[1].nik=3";

  g_assert_true (holds (same, met));
  g_assert_true (holds (turned, met));
  g_assert_false (holds (same, unmet));
  g_assert_false (holds (turned, unmet));
}

static void
test_what_is_hidden_is_absent (void)
{
  const char *present = "{'field': 's.gaib', 'present': true}";

  g_assert_true (holds (present, "s.ya=ya;s.gaib=ada"));
  g_assert_false (holds (present, "s.ya=tidak;s.gaib=ada"));
}

#define AT "services/UJI.json: $.requirements[0].required_if"

static void
assert_mistakes (const char *const (*rows)[2],
                 gsize               n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PamorCatalogue) catalogue = load_with (rows[i][0], &error);
      g_autofree char *message = g_strconcat (AT, rows[i][1], NULL);

      g_assert_null (catalogue);
      g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, message);
    }
}

static void
test_mistakes_name_the_place (void)
{
  static const char *const rows[][2] = {
    { "{}", ": expected exactly one test, such as “is” or “all”" },
    { "[]", ": expected an object" },
    { "{'field': 's.nama', 'iss': 'x'}", ": unknown key “iss”; did you mean “is”?" },
    { "{'field': 's.nama', 'is': 'x', 'present': true}",
      ": expected exactly one test, such as “is” or “all”" },
    { "{'is': 'x'}", ": “field” is missing" },
    { "{'field': 'nama', 'is': 'x'}",
      ": “nama” is not the path of a field, such as “anak.lahir”" },
    { "{'field': 's.namaa', 'is': 'x'}", ": unknown field “s.namaa”; did you mean “s.nama”?" },
    { "{'all': []}", ".all: expected at least one condition" },
    { "{'all': [{'field': 's.namaa', 'is': 'x'}]}",
      ".all[0]: unknown field “s.namaa”; did you mean “s.nama”?" },
    { "{'not': {'any': [{'field': 's.ya', 'is': 'y'}]}}",
      ".not.any[0]: unknown value “y”; expected one of: ya, tidak" },
    { "{'all': [{'field': 's.ya', 'is': 'ya'}], 'field': 's.ya'}",
      ": “all” joins conditions and takes no “field”" },
    { "{'field': 's.saksi.nik', 'is': 'x'}",
      ": “s.saksi.nik” is a list where one value is due; write “s.saksi[]”" },
    { "{'field': 's.nama[]', 'is': 'x'}", ": “s.nama[]” is not a list; leave out the brackets" },
    { "{'field': 's.orang', 'present': true}",
      ": “s.orang” names no one value; members of person are: no_nik, nik, name, sex, birth" },
    { "{'field': 's.nama.nik', 'is': 'x'}",
      ": “s.nama.nik” names no one value; members of name are: none" },
    { "{'field': 's.agama', 'is': '9'}", ": “9” is not a code of the list “agama”" },
    { "{'field': 's.agama', 'in': []}", ": expected at least one value in “in”" },
    { "{'field': 's.agama', 'in': [1]}", ".in[0]: expected text in quotes" },
    { "{'field': 's.orang.sex', 'is': 'X'}", ": unknown value “X”; expected one of: L, P" },
    { "{'field': 's.nama', 'before': 'today'}", ": “before” needs a field of the kind “date”" },
    { "{'field': 's.lahir', 'below': 3}", ": “below” needs a field of the kind “number”" },
    { "{'field': 's.lahir', 'before': 'kemarin'}",
      ": “kemarin” is not “today”, a date such as “2026-11-20”, nor a field" },
    { "{'field': 's.lahir', 'before': 's.nama'}", ": “before” needs a field of the kind “date”" },
    { "{'field': 's.lahir', 'days_ago_over': '60'}", ".days_ago_over: expected a number" },
    { "{'field': 's.lahir', 'before': 'today', 'on': 's.kawin'}",
      ": “on” is only for days_ago_over, age_at_least and age_below" },
    { "{'field': 's.nik', 'same_start': 's.orang.nik'}",
      ": “same_start” and “digits” belong together" },
    { "{'field': 's.nik', 'is': '1', 'more_than': 1}",
      ": “more_than” counts items and needs “[]” in the path" },
    { "{'field': 's.nik', 'activity': 'MANTEL_GADIS'}",
      ": “activity” asks for the activity of today and takes no “field”" },
    { "{'activity': 'ANDUK_BANG_BEKK'}",
      ": unknown activity “ANDUK_BANG_BEKK”; did you mean “ANDUK_BANG_BEK”?" },
    { "{'activity': []}", ": expected at least one value in “activity”" },
    { "{'field': 's.nik', 'same_as': 's.ornag.nik'}",
      ": unknown field “s.ornag”; did you mean “s.orang”?" },
  };

  assert_mistakes (rows, G_N_ELEMENTS (rows));
}

static void
test_mistakes_of_what_a_field_is (void)
{
  static const char *const rows[][2] = {
    { "{'field': 's.agama', 'differs_from_nik': 's.nik'}",
      ": “differs_from_nik” compares a date or a sex with a NIK" },
    { "{'field': 's.lahir', 'differs_from_nik': 's.kawin'}",
      ": “differs_from_nik” compares a date or a sex with a NIK" },
    { "{'field': 's.nama', 'working_day': false}",
      ": “working_day” needs a field of the kind “date”" },
  };

  assert_mistakes (rows, G_N_ELEMENTS (rows));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/condition/values", test_values);
  g_test_add_func ("/condition/beginnings", test_beginnings);
  g_test_add_func ("/condition/what-a-nik-says", test_what_a_nik_says);
  g_test_add_func ("/condition/working-days", test_working_days);
  g_test_add_func ("/condition/more-than-so-many-items", test_more_than_so_many_items);
  g_test_add_func ("/condition/the-activity-of-the-day", test_the_activity_of_the_day);
  g_test_add_func ("/condition/days", test_days);
  g_test_add_func ("/condition/joined", test_joined);
  g_test_add_func ("/condition/any-item-of-a-list-will-do", test_any_item_of_a_list_will_do);
  g_test_add_func ("/condition/what-is-hidden-is-absent", test_what_is_hidden_is_absent);
  g_test_add_func ("/condition/mistakes-name-the-place", test_mistakes_name_the_place);
  g_test_add_func ("/condition/mistakes-of-what-a-field-is", test_mistakes_of_what_a_field_is);
  return g_test_run ();
}
