/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-field.h"
#include "pamor-test-desk.h"
#include "ui/form/pamor-field-group.h"
#include "ui/form/pamor-list-group.h"
#include "ui/form/pamor-row-date.h"
#include "ui/form/pamor-row-set.h"

#define NIK_WOMAN "3275015208750123" /* invented: 12 August 1975 */

typedef struct
{
  PamorForm   *form;
  PamorClock  *clock;
  PamorRowSet *rows;
  GtkWidget   *window;
  GtkBox      *box;
} Page;

static void
set_up (Page       *self,
        const char *service)
{
  g_autoptr (GError) error = NULL;

  self->form = pamor_form_new (pamor_catalogue_get_builtin (), service, &error);
  g_assert_no_error (error);
  self->clock = pamor_clock_new_manual (PAMOR_TEST_NOW);
  self->rows = pamor_row_set_new (self->form, self->clock);
  self->window = gtk_window_new ();
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->box));
}

static void
tear_down (Page *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->rows);
  g_object_unref (self->clock);
  g_assert_finalize_object (self->form);
}

static const PamorField *
find_field (Page       *self,
            const char *path)
{
  const PamorField *field = pamor_service_find_field (pamor_form_get_service (self->form), path);

  g_assert_nonnull (field);
  return field;
}

static PamorRow *
add_field (Page       *self,
           const char *path)
{
  GtkWidget *group = pamor_field_group_new (self->rows, NULL);

  pamor_field_group_add (PAMOR_FIELD_GROUP (group), find_field (self, path), path);
  gtk_box_append (self->box, group);
  return pamor_row_set_find (self->rows, path);
}

static void
type (PamorRow   *row,
      const char *text)
{
  GtkEditable *editable = gtk_editable_get_delegate (GTK_EDITABLE (pamor_row_get_widget (row)));

  for (; *text != '\0'; text++)
    {
      int position = gtk_editable_get_position (editable);

      gtk_editable_insert_text (editable, text, 1, &position);
      gtk_editable_set_position (editable, position);
    }
}

static const char *
get_text (PamorRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (pamor_row_get_widget (row)));
}

static void
test_words_go_into_the_form_and_back (void)
{
  Page page;
  PamorRow *row;

  set_up (&page, "AKTA_LAHIR");
  row = add_field (&page, "anak.nama");
  type (row, "Sari & <b>Dewi");
  g_assert_cmpstr (pamor_form_get (page.form, "anak.nama"), ==, "Sari & <b>Dewi");
  pamor_form_set (page.form, "anak.nama", "Sari Dewi");
  g_assert_cmpstr (get_text (row), ==, "Sari Dewi");
  pamor_form_set (page.form, "anak.nama", NULL);
  g_assert_cmpstr (get_text (row), ==, "");
  tear_down (&page);
}

static void
test_nik_is_grouped_while_typed (void)
{
  Page page;
  PamorRow *row;
  GtkEditable *editable;

  set_up (&page, "AKTA_LAHIR");
  row = add_field (&page, "anak.nik");
  type (row, "32750152");
  g_assert_cmpstr (get_text (row), ==, "3275 0152");
  type (row, "0875-0123");
  g_assert_cmpstr (get_text (row), ==, "3275 0152 0875 0123");
  g_assert_cmpstr (pamor_form_get (page.form, "anak.nik"), ==, NIK_WOMAN);

  /* A backspace behind a gap takes the digit before the gap. */
  editable = gtk_editable_get_delegate (GTK_EDITABLE (pamor_row_get_widget (row)));
  gtk_editable_delete_text (editable, 4, 5);
  g_assert_cmpstr (get_text (row), ==, "3270 1520 8750 123");
  g_assert_cmpint (gtk_editable_get_position (editable), ==, 3);
  tear_down (&page);
}

static void
test_too_long_a_number_is_not_cut_in_silence (void)
{
  Page page;
  PamorRow *row;

  set_up (&page, "AKTA_LAHIR");
  row = add_field (&page, "anak.nik");
  type (row, NIK_WOMAN "9");
  g_assert_cmpstr (pamor_form_get (page.form, "anak.nik"), ==, NIK_WOMAN "9");
  tear_down (&page);
}

static void
test_nik_says_what_it_reads_and_gives_birth_and_sex (void)
{
  Page page;
  PamorRow *nik;

  set_up (&page, "AKTA_LAHIR");
  add_field (&page, "ibu.orang");
  pamor_form_set (page.form, "asal_usul.diketahui", "ya");
  nik = pamor_row_set_find (page.rows, "ibu.orang.nik");
  type (nik, NIK_WOMAN);
  g_assert_true (strstr (pamor_note_get_words (pamor_row_get_note (nik)), "1975") != NULL);
  g_assert_cmpstr (pamor_form_get (page.form, "ibu.orang.birth"), ==, "1975-08-12");
  g_assert_cmpstr (pamor_form_get (page.form, "ibu.orang.sex"), ==, "P");
  g_assert_cmpstr (get_text (pamor_row_set_find (page.rows, "ibu.orang.birth")), ==, "12-08-1975");
  tear_down (&page);
}

static void
test_what_the_officer_wrote_stays_when_the_nik_says_otherwise (void)
{
  Page page;

  set_up (&page, "AKTA_LAHIR");
  add_field (&page, "ibu.orang");
  pamor_form_set (page.form, "ibu.orang.birth", "1974-01-02");
  type (pamor_row_set_find (page.rows, "ibu.orang.nik"), NIK_WOMAN);
  g_assert_cmpstr (pamor_form_get (page.form, "ibu.orang.birth"), ==, "1974-01-02");
  g_assert_cmpstr (pamor_form_get (page.form, "ibu.orang.sex"), ==, "P");
  tear_down (&page);
}

static void
test_dates_are_read_as_people_write_them (void)
{
  static const char *const good[] = { "12-08-1975", "12/8/1975", "12.08.1975", "12081975",
                                      "1975-08-12", "12 8 1975" };
  static const char *const bad[] = { "", "12-08-75", "31-02-1975", "12-08", "12-08-1975-1",
                                     "besok", "120819751" };
  GDate date;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_assert_true (pamor_row_date_parse (good[i], &date));
      g_assert_cmpint (g_date_get_day (&date), ==, 12);
      g_assert_cmpint (g_date_get_month (&date), ==, 8);
      g_assert_cmpint (g_date_get_year (&date), ==, 1975);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (pamor_row_date_parse (bad[i], &date));
}

static void
test_a_date_that_cannot_be_read_is_kept_as_typed (void)
{
  Page page;
  PamorRow *row;

  set_up (&page, "AKTA_LAHIR");
  row = add_field (&page, "anak.lahir");
  type (row, "31-02-2026");
  g_assert_cmpstr (pamor_form_get (page.form, "anak.lahir"), ==, "31-02-2026");
  gtk_editable_set_text (GTK_EDITABLE (pamor_row_get_widget (row)), "1/11/2026");
  g_assert_cmpstr (pamor_form_get (page.form, "anak.lahir"), ==, "2026-11-01");
  g_assert_cmpstr (get_text (row), ==, "1/11/2026");
  pamor_row_leave (row);
  g_assert_cmpstr (get_text (row), ==, "01-11-2026");
  tear_down (&page);
}

static void
test_a_choice_is_a_code_and_can_be_taken_back (void)
{
  Page page;
  AdwComboRow *combo;
  const PamorCode *first;

  set_up (&page, "AKTA_LAHIR");
  combo = ADW_COMBO_ROW (pamor_row_get_widget (add_field (&page, "anak.jenis_kelahiran")));
  g_assert_cmpint (adw_combo_row_get_selected (combo), ==, 0);
  g_assert_null (pamor_form_get (page.form, "anak.jenis_kelahiran"));
  adw_combo_row_set_selected (combo, 1);
  first = find_field (&page, "anak.jenis_kelahiran")->codes->codes->pdata[0];
  g_assert_cmpstr (pamor_form_get (page.form, "anak.jenis_kelahiran"), ==, first->code);
  adw_combo_row_set_selected (combo, 0);
  g_assert_null (pamor_form_get (page.form, "anak.jenis_kelahiran"));
  tear_down (&page);
}

static GtkWidget *
find_child (GtkWidget *widget,
            GType      type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_child (child, type);
  return found;
}

static void
test_a_kelurahan_is_found_by_a_part_of_its_name (void)
{
  Page page;
  PamorRow *row;
  GtkWidget *button, *entry;

  set_up (&page, "AKTA_LAHIR");
  add_field (&page, "pemohon.alamat");
  row = pamor_row_set_find (page.rows, "pemohon.alamat.kelurahan");
  gtk_window_present (GTK_WINDOW (page.window));
  button = find_child (pamor_row_get_widget (row), GTK_TYPE_MENU_BUTTON);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  entry = find_child (pamor_row_get_widget (row), GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "bintara ja");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (pamor_form_get (page.form, "pemohon.alamat.kelurahan"), ==, "32.75.02.1004");
  g_assert_true (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (pamor_row_get_widget (row))),
                         "Bintara Jaya") != NULL);
  tear_down (&page);
}

static void
test_enter_in_a_reason_moves_on (void)
{
  Page page;
  PamorRow *row;
  GtkWidget *reason;
  g_autoptr (GPtrArray) problems = NULL;
  GDate today;

  set_up (&page, "AKTA_LAHIR");
  row = add_field (&page, "pemohon.hp");
  add_field (&page, "pemohon.email");
  gtk_window_present (GTK_WINDOW (page.window));
  type (row, "0812");
  pamor_row_leave (row);
  g_date_set_dmy (&today, 20, 11, 2026);
  problems = pamor_form_check (page.form, &today);
  pamor_row_set_show_problems (page.rows, problems);
  reason = find_child (GTK_WIDGET (pamor_row_get_note (row)), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (reason), "nomor luar negeri");
  g_signal_emit_by_name (reason, "activate");
  g_assert_true (gtk_widget_is_ancestor (
      gtk_root_get_focus (GTK_ROOT (page.window)),
      pamor_row_get_widget (pamor_row_set_find (page.rows, "pemohon.email"))));
  tear_down (&page);
}

static void
test_enter_leads_to_the_sex_that_the_nik_gave (void)
{
  Page page;
  GtkWidget *focus;

  set_up (&page, "AKTA_LAHIR");
  add_field (&page, "pemohon.orang");
  gtk_window_present (GTK_WINDOW (page.window));
  type (pamor_row_set_find (page.rows, "pemohon.orang.nik"), NIK_WOMAN);
  pamor_row_leave (pamor_row_set_find (page.rows, "pemohon.orang.nik"));
  pamor_row_move_on (pamor_row_set_find (page.rows, "pemohon.orang.birth"));
  focus = gtk_root_get_focus (GTK_ROOT (page.window));
  g_assert_true (GTK_IS_TOGGLE_BUTTON (focus));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (focus)));
  tear_down (&page);
}

static void
test_enter_leads_to_what_the_answer_brought (void)
{
  Page page;

  set_up (&page, "AKTA_LAHIR");
  add_field (&page, "asal_usul.diketahui");
  add_field (&page, "ibu.tempat_lahir");
  add_field (&page, "anak.tempat");
  gtk_window_present (GTK_WINDOW (page.window));
  pamor_form_set (page.form, "asal_usul.diketahui", "ya");
  pamor_row_move_on (pamor_row_set_find (page.rows, "asal_usul.diketahui"));
  g_assert_true (gtk_widget_is_ancestor (
      gtk_root_get_focus (GTK_ROOT (page.window)),
      pamor_row_get_widget (pamor_row_set_find (page.rows, "ibu.tempat_lahir"))));
  tear_down (&page);
}

static void
test_an_answer_hides_and_shows_rows (void)
{
  Page page;
  PamorRow *row;

  set_up (&page, "AKTA_LAHIR");
  row = add_field (&page, "ibu.tempat_lahir");
  g_assert_false (gtk_widget_get_visible (pamor_row_get_widget (row)));
  pamor_form_set (page.form, "asal_usul.diketahui", "ya");
  g_assert_true (gtk_widget_get_visible (pamor_row_get_widget (row)));
  pamor_form_set (page.form, "asal_usul.diketahui", "tidak");
  g_assert_false (gtk_widget_get_visible (pamor_row_get_widget (row)));
  tear_down (&page);
}

static void
test_a_list_has_its_least_items_and_grows_and_shrinks (void)
{
  Page page;
  GtkWidget *list;

  set_up (&page, "AKTA_LAHIR");
  list = pamor_list_group_new (page.rows, find_field (&page, "saksi.orang"));
  gtk_box_append (page.box, list);
  g_assert_cmpint (pamor_form_get_count (page.form, "saksi.orang"), ==, 2);
  g_assert_nonnull (pamor_row_set_find (page.rows, "saksi.orang[1].name"));
  type (pamor_row_set_find (page.rows, "saksi.orang[1].name"), "Budi Santoso");
  g_assert_cmpstr (pamor_form_get (page.form, "saksi.orang[1].name"), ==, "Budi Santoso");
  pamor_form_remove_item (page.form, "saksi.orang", 0);
  g_assert_cmpstr (get_text (pamor_row_set_find (page.rows, "saksi.orang[0].name")), ==,
                   "Budi Santoso");
  tear_down (&page);
}

int
main (int argc, char *argv[])
{
  adw_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/row/words-go-into-the-form-and-back", test_words_go_into_the_form_and_back);
  g_test_add_func ("/row/nik-is-grouped-while-typed", test_nik_is_grouped_while_typed);
  g_test_add_func ("/row/too-long-a-number-is-not-cut-in-silence",
                   test_too_long_a_number_is_not_cut_in_silence);
  g_test_add_func ("/row/nik-says-what-it-reads-and-gives-birth-and-sex",
                   test_nik_says_what_it_reads_and_gives_birth_and_sex);
  g_test_add_func ("/row/what-the-officer-wrote-stays-when-the-nik-says-otherwise",
                   test_what_the_officer_wrote_stays_when_the_nik_says_otherwise);
  g_test_add_func ("/row/dates-are-read-as-people-write-them",
                   test_dates_are_read_as_people_write_them);
  g_test_add_func ("/row/a-date-that-cannot-be-read-is-kept-as-typed",
                   test_a_date_that_cannot_be_read_is_kept_as_typed);
  g_test_add_func ("/row/a-choice-is-a-code-and-can-be-taken-back",
                   test_a_choice_is_a_code_and_can_be_taken_back);
  g_test_add_func ("/row/a-kelurahan-is-found-by-a-part-of-its-name",
                   test_a_kelurahan_is_found_by_a_part_of_its_name);
  g_test_add_func ("/row/enter-in-a-reason-moves-on", test_enter_in_a_reason_moves_on);
  g_test_add_func ("/row/enter-leads-to-the-sex-that-the-nik-gave",
                   test_enter_leads_to_the_sex_that_the_nik_gave);
  g_test_add_func ("/row/enter-leads-to-what-the-answer-brought",
                   test_enter_leads_to_what_the_answer_brought);
  g_test_add_func ("/row/an-answer-hides-and-shows-rows", test_an_answer_hides_and_shows_rows);
  g_test_add_func ("/row/a-list-has-its-least-items-and-grows-and-shrinks",
                   test_a_list_has_its_least_items_and_grows_and_shrinks);
  return g_test_run ();
}
