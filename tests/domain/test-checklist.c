/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-checklist.h"
#include "domain/pamor-condition-words.h"
#include "pamor-test-catalogue.h"

#include <string.h>

#define SERVICE                                                                                    \
  TEST_SERVICE_HEAD                                                                                \
  "'working_days': [3, 7], 'basis': ['UU 24/2013 Ps. 79A'], 'sections': [{'key': 's', "            \
  "'title': 'S', 'fields': ["                                                                      \
  "{'key': 'nama', 'kind': 'text', 'label': 'Nama', 'required': true},"                            \
  "{'key': 'wakil', 'kind': 'yes_no', 'label': 'Diajukan orang lain'},"                            \
  "{'key': 'orang', 'kind': 'person', 'label': 'Ibu'},"                                            \
  "{'key': 'saksi', 'kind': 'person', 'label': 'Saksi', 'list': {'max': 2}},"                     \
  "{'key': 'berat', 'kind': 'number', 'label': 'Berat'},"                                          \
  "{'key': 'lahir', 'kind': 'date', 'label': 'Tanggal lahir'}]}],"                                 \
  "'requirements': ["                                                                              \
  "{'code': 'KK', 'name': 'Kartu *Keluarga*', 'required': true, 'help': 'Yang asli.'},"            \
  "{'code': 'SKL', 'name': 'Surat lahir'},"                                                        \
  "{'code': 'F107', 'name': 'Surat kuasa', 'required_if': %s}]}"

static PamorCatalogue *
load (const char *condition)
{
  g_autofree char *text = g_strdup_printf (SERVICE, condition);
  g_autoptr (GError) error = NULL;
  PamorCatalogue *catalogue = pamor_test_catalogue_load (text, NULL, NULL, &error);

  g_assert_no_error (error);
  return catalogue;
}

static void
assert_words (const char *condition,
              const char *expected)
{
  g_autoptr (PamorCatalogue) catalogue = load (condition);
  const PamorService *service = pamor_catalogue_find_service (catalogue, "UJI");
  const PamorRequirement *requirement = pamor_service_find_requirement (service, "F107");
  g_autofree char *words
      = pamor_condition_dup_words (requirement->required_if, service, catalogue);

  g_assert_cmpstr (words, ==, expected);
}

static void
test_each_test_has_its_words (void)
{
  assert_words ("{'field': 's.wakil', 'is': 'ya'}", "“Diajukan orang lain” is: yes");
  assert_words ("{'field': 's.orang.sex', 'is': 'P'}", "“Ibu: Jenis kelamin” is: female");
  assert_words ("{'field': 's.nama', 'in': ['a', 'b']}", "“Nama” is: a or b");
  assert_words ("{'field': 's.nama', 'present': false}", "“Nama” is left empty");
  assert_words ("{'field': 's.nama', 'same_as': 's.orang.nik'}",
                "“Nama” is the same as “Ibu: NIK”");
  assert_words ("{'field': 's.orang.nik', 'same_start': 's.nama', 'digits': 6}",
                "“Ibu: NIK” and “Nama” begin with the same 6 digits");
  assert_words ("{'field': 's.saksi[].sex', 'is': 'P', 'more_than': 1}",
                "it is so in more than 1 of them that “Saksi: Jenis kelamin” is: female");
  assert_words ("{'field': 's.berat', 'below': 2500}", "“Berat” is below 2500");
  assert_words ("{'field': 's.lahir', 'days_ago_over': 60}",
                "“Tanggal lahir” is more than 60 days before today");
  assert_words ("{'field': 's.lahir', 'age_below': 17, 'on': 's.lahir'}",
                "the age by “Tanggal lahir” is under 17 years on “Tanggal lahir”");
  assert_words ("{'field': 's.lahir', 'differs_from_nik': 's.orang.nik'}",
                "“Tanggal lahir” is not what “Ibu: NIK” says");
  assert_words ("{'field': 's.lahir', 'working_day': false}", "“Tanggal lahir” is no working day");
}

static void
test_that_all_are_children_is_said_as_people_say_it (void)
{
  assert_words ("{'all': [{'field': 's.saksi[].birth', 'age_below': 17}, "
                "{'not': {'field': 's.saksi[].birth', 'age_at_least': 17}}]}",
                "all are under 17 years old: “Saksi”");
  assert_words ("{'all': [{'field': 's.saksi[].birth', 'age_below': 16}, "
                "{'not': {'field': 's.saksi[].birth', 'age_at_least': 17}}]}",
                "the age by “Saksi: Tanggal lahir” is under 16 years on today, and it is not so "
                "that the age by “Saksi: Tanggal lahir” is 17 years or more on today");
}

static void
test_an_activity_is_told_by_its_name (void)
{
  PamorActivity *first
      = pamor_catalogue_get_activities (pamor_catalogue_get_builtin ())->pdata[0];
  g_autofree char *condition = g_strdup_printf ("{'activity': '%s'}", first->code);
  g_autofree char *expected = g_strdup_printf ("today's activity is: %s", first->name);

  assert_words (condition, expected);
}

static void
test_joined_conditions_keep_their_brackets (void)
{
  assert_words ("{'any': [{'all': [{'field': 's.wakil', 'is': 'ya'}, "
                "{'field': 's.berat', 'above': 1}]}, "
                "{'not': {'field': 's.nama', 'present': true}}]}",
                "(“Diajukan orang lain” is: yes, and “Berat” is above 1), or "
                "it is not so that “Nama” is filled in");
}

static void
test_paper_tells_all (void)
{
  g_autoptr (PamorCatalogue) catalogue = load ("{'field': 's.wakil', 'is': 'ya'}");
  g_autofree char *text = pamor_checklist_dup_text (
      pamor_catalogue_find_service (catalogue, "UJI"), catalogue);

  g_assert_nonnull (strstr (text, "[  ] Kartu *Keluarga* (needed)\n      Yang asli.\n"));
  g_assert_nonnull (strstr (text, "[  ] Surat lahir (if there is one)\n"));
  g_assert_nonnull (strstr (text, "Surat kuasa (only if “Diajukan orang lain” is: yes)"));
  g_assert_nonnull (strstr (text, "3 to 7 working days"));
  g_assert_nonnull (strstr (text, "UU 24/2013"));
}

static void
test_a_message_is_bold_where_it_means_to_be (void)
{
  g_autoptr (PamorCatalogue) catalogue = load ("{'field': 's.wakil', 'is': 'ya'}");
  g_autofree char *text = pamor_checklist_dup_message (
      pamor_catalogue_find_service (catalogue, "UJI"), catalogue);

  g_assert_true (g_str_has_prefix (text, "*Uji*: "));
  g_assert_nonnull (strstr (text, "1. *Kartu  Keluarga* (needed)\n"));
  g_assert_null (strstr (text, "Yang asli."));
  g_assert_nonnull (strstr (text, "*FREE OF CHARGE*"));
}

static void
test_every_service_has_a_list (void)
{
  PamorCatalogue *catalogue = pamor_catalogue_get_builtin ();
  GPtrArray *groups = pamor_catalogue_get_groups (catalogue);

  for (guint i = 0; i < groups->len; i++)
    {
      const PamorGroup *group = groups->pdata[i];

      for (guint j = 0; j < group->services->len; j++)
        {
          const PamorService *service = group->services->pdata[j];
          g_autofree char *text = pamor_checklist_dup_text (service, catalogue);
          g_autofree char *message = pamor_checklist_dup_message (service, catalogue);

          for (guint k = 0; k < service->requirements->len; k++)
            {
              const PamorRequirement *requirement = service->requirements->pdata[k];

              g_assert_nonnull (strstr (text, requirement->name));
            }
          g_assert_cmpint (strlen (message), <, 4096);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/checklist/each-test-has-its-words", test_each_test_has_its_words);
  g_test_add_func ("/checklist/that-all-are-children-is-said-as-people-say-it",
                   test_that_all_are_children_is_said_as_people_say_it);
  g_test_add_func ("/checklist/an-activity-is-told-by-its-name",
                   test_an_activity_is_told_by_its_name);
  g_test_add_func ("/checklist/joined-conditions-keep-their-brackets",
                   test_joined_conditions_keep_their_brackets);
  g_test_add_func ("/checklist/paper-tells-all", test_paper_tells_all);
  g_test_add_func ("/checklist/a-message-is-bold-where-it-means-to-be",
                   test_a_message_is_bold_where_it_means_to_be);
  g_test_add_func ("/checklist/every-service-has-a-list", test_every_service_has_a_list);
  return g_test_run ();
}
