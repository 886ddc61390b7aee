/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-field.h"
#include "pamor-test-desk.h"
#include "ui/form/pamor-field-group.h"
#include "ui/form/pamor-row-set.h"

typedef struct
{
  PamorForm   *form;
  PamorClock  *clock;
  PamorRowSet *rows;
  GtkWidget   *group;
} Page;

static void
add (Page       *self,
     const char *path)
{
  const PamorField *field = pamor_service_find_field (pamor_form_get_service (self->form), path);

  pamor_field_group_add (PAMOR_FIELD_GROUP (self->group), field, path);
}

static void
set_up (Page          *self,
        gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  self->form = pamor_form_new (pamor_catalogue_get_builtin (), "AKTA_LAHIR", &error);
  g_assert_no_error (error);
  self->clock = pamor_clock_new_manual (PAMOR_TEST_NOW);
  self->rows = pamor_row_set_new (self->form, self->clock);
  self->group = g_object_ref_sink (pamor_field_group_new (self->rows, NULL));
  add (self, "anak.nama");
  add (self, "anak.lahir");
  add (self, "pemohon.orang");
}

static void
tear_down (Page          *self,
           gconstpointer  unused)
{
  g_assert_finalize_object (self->group);
  g_assert_finalize_object (self->rows);
  g_object_unref (self->clock);
  g_assert_finalize_object (self->form);
}

static void
check (Page *self)
{
  g_autoptr (GPtrArray) problems = NULL;
  GDate today;

  pamor_clock_get_today (self->clock, &today);
  problems = pamor_form_check (self->form, &today);
  pamor_row_set_show_problems (self->rows, problems);
}

static gboolean
is_blamed (Page       *self,
           const char *path)
{
  PamorRow *row = pamor_row_set_find (self->rows, path);

  return gtk_widget_has_css_class (pamor_row_get_widget (row), "error")
         && gtk_widget_get_visible (GTK_WIDGET (pamor_row_get_note (row)));
}

static void
test_a_problem_appears_when_its_row_is_left (Page          *self,
                                             gconstpointer  unused)
{
  pamor_form_set (self->form, "anak.lahir", "2026-13-99");
  check (self);
  g_assert_false (is_blamed (self, "anak.lahir"));

  pamor_row_leave (pamor_row_set_find (self->rows, "anak.lahir"));
  check (self);
  g_assert_true (is_blamed (self, "anak.lahir"));
  g_assert_false (is_blamed (self, "anak.nama"));

  pamor_form_set (self->form, "anak.lahir", "2026-11-01");
  check (self);
  g_assert_false (is_blamed (self, "anak.lahir"));
}

static void
test_when_sealing_is_tried_each_row_speaks (Page          *self,
                                            gconstpointer  unused)
{
  pamor_row_set_leave_all (self->rows);
  check (self);
  g_assert_true (is_blamed (self, "anak.nama"));
  g_assert_true (is_blamed (self, "anak.lahir"));
}

static void
test_a_hidden_row_does_not_speak (Page          *self,
                                  gconstpointer  unused)
{
  PamorRow *row = pamor_row_set_find (self->rows, "anak.nama");

  pamor_row_set_leave_all (self->rows);
  pamor_row_set_shown (row, FALSE);
  check (self);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (pamor_row_get_note (row))));
}

static void
test_a_path_finds_its_row_or_the_nearest (Page          *self,
                                          gconstpointer  unused)
{
  PamorRow *nik = pamor_row_set_find (self->rows, "pemohon.orang.nik");

  g_assert_cmpstr (pamor_row_get_path (nik), ==, "pemohon.orang.nik");
  g_assert_true (pamor_row_set_find (self->rows, "pemohon.orang") == nik);
  g_assert_null (pamor_row_set_find (self->rows, "pemohon.orangtua"));
}

static void
test_a_reason_typed_goes_to_the_form (Page          *self,
                                      gconstpointer  unused)
{
  PamorRow *row = pamor_row_set_find (self->rows, "anak.nama");
  g_autoptr (PamorProblem) problem
    = pamor_problem_new ("NAM01", "anak.nama", PAMOR_SEVERITY_WARN, "Satu kata.", "Tanyakan.");

  pamor_row_set_problem (row, problem);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (pamor_row_get_note (row))));
  g_assert_cmpstr (pamor_note_get_words (pamor_row_get_note (row)), ==, "Satu kata. Tanyakan.");
  g_signal_emit_by_name (pamor_row_get_note (row), "reason-given", "NAM01", "anak.nama",
                         "Sudah ditanyakan");
  g_assert_cmpstr (pamor_form_get_reason (self->form, "NAM01", "anak.nama"), ==,
                   "Sudah ditanyakan");
}

int
main (int argc, char *argv[])
{
  adw_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/row-set/a-problem-appears-when-its-row-is-left", Page, NULL, set_up,
              test_a_problem_appears_when_its_row_is_left, tear_down);
  g_test_add ("/row-set/when-sealing-is-tried-each-row-speaks", Page, NULL, set_up,
              test_when_sealing_is_tried_each_row_speaks, tear_down);
  g_test_add ("/row-set/a-hidden-row-does-not-speak", Page, NULL, set_up,
              test_a_hidden_row_does_not_speak, tear_down);
  g_test_add ("/row-set/a-path-finds-its-row-or-the-nearest", Page, NULL, set_up,
              test_a_path_finds_its_row_or_the_nearest, tear_down);
  g_test_add ("/row-set/a-reason-typed-goes-to-the-form", Page, NULL, set_up,
              test_a_reason_typed_goes_to_the_form, tear_down);
  return g_test_run ();
}
