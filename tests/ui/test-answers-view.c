/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-answer-words.h"
#include "domain/pamor-field.h"
#include "pamor-test-probe.h"
#include "ui/widgets/pamor-answers-view.h"

static PamorForm *
new_form (void)
{
  g_autoptr (GError) error = NULL;
  PamorForm *form = pamor_form_new (pamor_catalogue_get_builtin (), "KTP_HILANG", &error);

  g_assert_no_error (error);
  return form;
}

static char *
dup_answer (PamorForm  *form,
            const char *path)
{
  const PamorField *field = pamor_service_find_field (pamor_form_get_service (form), path);

  g_assert_nonnull (field);
  return pamor_answer_words_for_field (form, field, path);
}

static void
test_answers_are_written_as_people_do (void)
{
  g_autoptr (PamorForm) form = new_form ();
  g_autofree char *person = NULL, *area = NULL, *date = NULL, *ticked = NULL;

  pamor_form_set (form, "pemohon.orang.nik", "3275010503930002");
  pamor_form_set (form, "pemohon.orang.name", "Bagus <b>Pratama</b>");
  pamor_form_set (form, "pemohon.orang.birth", "1993-03-05");
  pamor_form_set (form, "pemohon.orang.sex", "L");
  pamor_form_set (form, "pemohon.alamat.address", "Gang Melati 3");
  pamor_form_set (form, "pemohon.alamat.rt", "004");
  pamor_form_set (form, "pemohon.alamat.rw", "005");
  pamor_form_set (form, "pemohon.alamat.kelurahan", "32.75.02.1003");
  pamor_form_set (form, "hilang.surat_tanggal", "2026-11-18");
  pamor_form_set (form, "data.berubah", "tidak");
  person = dup_answer (form, "pemohon.orang");
  area = dup_answer (form, "pemohon.alamat");
  date = dup_answer (form, "hilang.surat_tanggal");
  ticked = dup_answer (form, "data.berubah");
  g_assert_true (g_str_has_prefix (person, "Bagus <b>Pratama</b> · 3275 0105 0393 0002 · "));
  g_assert_true (g_str_has_suffix (person, "1993 · male"));
  g_assert_true (g_str_has_prefix (area, "Gang Melati 3, RT 004 / RW 005, "));
  g_assert_nonnull (strstr (date, "18"));
  g_assert_nonnull (strstr (date, "2026"));
  g_assert_cmpstr (ticked, ==, "No");
}

static void
test_follows_the_form_while_it_is_seen (void)
{
  PamorTestProbe probe;
  g_autoptr (PamorForm) form = new_form ();

  pamor_test_probe_set_up (&probe, pamor_answers_view_new (form));
  g_assert_null (pamor_test_probe_find (probe.widget, "Polsek <Barat> & Timur"));
  pamor_form_set (form, "hilang.kantor", "Polsek <Barat> & Timur");
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "Polsek <Barat> & Timur"));
  pamor_test_probe_tear_down (&probe);
}

static void
test_what_is_not_asked_is_not_shown (void)
{
  PamorTestProbe probe;
  g_autoptr (PamorForm) form = new_form ();
  guint shown = 0;

  pamor_test_probe_set_up (&probe, pamor_answers_view_new (form));
  for (guint i = 0; i < pamor_form_get_service (form)->sections->len; i++)
    {
      const PamorSection *section = pamor_form_get_service (form)->sections->pdata[i];

      for (guint j = 0; j < section->fields->len; j++)
        {
          const PamorField *field = section->fields->pdata[j];
          gboolean asked = pamor_form_shows_section (form, section)
                           && pamor_form_shows_field (form, field) && !field->is_list;

          shown += asked;
          if (!asked)
            g_assert_null (pamor_test_probe_find (probe.widget, field->label));
        }
    }
  g_assert_cmpuint (shown, >, 0);
  pamor_test_probe_tear_down (&probe);
}

static void
add_tests (void)
{
  g_test_add_func ("/answers-view/answers-are-written-as-people-do",
                   test_answers_are_written_as_people_do);
  g_test_add_func ("/answers-view/follows-the-form-while-it-is-seen",
                   test_follows_the_form_while_it_is_seen);
  g_test_add_func ("/answers-view/what-is-not-asked-is-not-shown",
                   test_what_is_not_asked_is_not_shown);
}

int
main (int   argc,
      char *argv[])
{
  return pamor_test_probe_run (argc, argv, add_tests);
}
