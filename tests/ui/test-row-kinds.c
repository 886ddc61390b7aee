/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-field.h"
#include "pamor-test-catalogue.h"
#include "pamor-test-desk.h"
#include "ui/form/pamor-field-group.h"
#include "ui/form/pamor-list-group.h"
#include "ui/form/pamor-row-day.h"
#include "ui/form/pamor-row-head.h"
#include "ui/form/pamor-row-pick.h"

#define SERVICE                                                                                    \
  TEST_SERVICE_HEAD "'sections': [{'key': 's', 'title': 'S', 'fields': ["                          \
  "{'key': 'nama', 'kind': 'name', 'label': 'Nama', 'required': true},"                            \
  "{'key': 'pukul', 'kind': 'time', 'label': 'Pukul'},"                                            \
  "{'key': 'asal', 'kind': 'region', 'label': 'Asal'},"                                            \
  "{'key': 'alamat', 'kind': 'area', 'label': 'Alamat'},"                                          \
  "{'key': 'titik', 'kind': 'choice', 'codes': 'agama', 'label': 'Titik'},"                        \
  "{'key': 'hari', 'kind': 'date', 'label': 'Hari', 'working_days_ahead': [3, 7], "                \
  "'point': 's.titik'},"                                                                           \
  "{'key': 'ibu', 'kind': 'person', 'label': 'Ibu', 'nik_optional': true, 'fields': ["             \
  "{'key': 'wna', 'kind': 'yes_no', 'label': 'Orang asing', 'required': true},"                    \
  "{'key': 'paspor', 'kind': 'text', 'label': 'Paspor', 'required': true, "                        \
  "'visible_if': {'field': 's.ibu.wna', 'is': 'ya'}}]},"                                           \
  "{'key': 'tamu', 'kind': 'name', 'label': 'Tamu', "                                              \
  "'list': {'min': 1, 'max': 4, 'item_label': 'Tamu %d'}},"                                        \
  "{'key': 'orang', 'kind': 'person', 'label': 'Anggota', "                                        \
  "'list': {'min': 2, 'max': 5, 'item_label': 'Anggota %d'}, 'fields': ["                          \
  "{'key': 'a', 'kind': 'text', 'label': 'A', 'required': true},"                                  \
  "{'key': 'agama', 'kind': 'choice', 'codes': 'agama', 'label': 'Agama'},"                        \
  "{'key': 'b', 'kind': 'text', 'label': 'B'}, {'key': 'c', 'kind': 'text', 'label': 'C'},"        \
  "{'key': 'd', 'kind': 'text', 'label': 'D'}, {'key': 'e', 'kind': 'text', 'label': 'E'},"        \
  "{'key': 'f', 'kind': 'text', 'label': 'F'}, {'key': 'g', 'kind': 'text', 'label': 'G'},"        \
  "{'key': 'h', 'kind': 'text', 'label': 'H'}, {'key': 'i', 'kind': 'text', 'label': 'I'}]}"       \
  "]}], 'requirements': []}"

typedef struct
{
  PamorForm   *form;
  PamorClock  *clock;
  PamorRowSet *rows;
  GtkWidget   *window;
  GtkBox      *box;
} Page;

static void
set_up (Page          *self,
        gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorCatalogue) catalogue = pamor_test_catalogue_load (SERVICE, NULL, NULL, &error);

  g_assert_no_error (error);
  self->form = pamor_form_new (catalogue, "UJI", &error);
  g_assert_no_error (error);
  self->clock = pamor_clock_new_manual (PAMOR_TEST_NOW); /* a Friday */
  self->rows = pamor_row_set_new (self->form, self->clock);
  self->window = gtk_window_new ();
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->box));
}

static void
tear_down (Page          *self,
           gconstpointer  unused)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->rows);
  g_object_unref (self->clock);
  g_assert_finalize_object (self->form);
}

static PamorRow *
add_field (Page       *self,
           const char *path)
{
  const PamorField *field = pamor_service_find_field (pamor_form_get_service (self->form), path);
  GtkWidget *group;

  g_assert_nonnull (field);
  if (field->is_list)
    group = pamor_list_group_new (self->rows, field);
  else
    {
      group = pamor_field_group_new (self->rows, NULL);
      pamor_field_group_add (PAMOR_FIELD_GROUP (group), field, path);
    }
  gtk_box_append (self->box, group);
  return pamor_row_set_find (self->rows, path);
}

static void
check_left (Page       *self,
            PamorRow   *row,
            const char *typed,
            const char *path,
            const char *kept)
{
  gtk_editable_set_text (GTK_EDITABLE (pamor_row_get_widget (row)), typed);
  g_assert_cmpstr (pamor_form_get (self->form, path), ==, typed);
  pamor_row_leave (row);
  g_assert_cmpstr (pamor_form_get (self->form, path), ==, kept);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (pamor_row_get_widget (row))), ==, kept);
}

static void
test_a_time_and_a_short_rt_are_put_right_when_left (Page          *self,
                                                    gconstpointer  unused)
{
  check_left (self, add_field (self, "s.pukul"), "14.30", "s.pukul", "14:30");
  add_field (self, "s.alamat");
  check_left (self, pamor_row_set_find (self->rows, "s.alamat.rt"), "4", "s.alamat.rt", "004");
}

static void
test_a_region_is_shown_in_words (Page          *self,
                                 gconstpointer  unused)
{
  PamorRow *row = add_field (self, "s.asal");

  g_assert_true (PAMOR_IS_ROW_PICK (row));
  pamor_form_set (self->form, "s.asal", "327302");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (pamor_row_get_widget (row))), ==,
                   "Kec. Coblong, Kota Bandung, Jawa Barat");
}

/* Returns: (nullable): the first button with that icon or label */
static GtkWidget *
find_button (GtkWidget  *within,
             const char *name)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (within)
      && (g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (within)), name) == 0
          || g_strcmp0 (gtk_button_get_label (GTK_BUTTON (within)), name) == 0))
    return within;
  for (GtkWidget *child = gtk_widget_get_first_child (within); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, name);
  return found;
}

static void
test_one_of_several_that_was_removed_comes_back (Page          *self,
                                                 gconstpointer  unused)
{
  const PamorField *field
    = pamor_service_find_field (pamor_form_get_service (self->form), "s.tamu");
  GtkWidget *list = pamor_list_group_new (self->rows, field);
  GtkWidget *overlay = adw_toast_overlay_new (), *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *remove, *focus;

  gtk_box_append (GTK_BOX (page), gtk_button_new_with_label ("Before"));
  gtk_box_append (GTK_BOX (page), list);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), page);
  gtk_window_set_child (GTK_WINDOW (self->window), overlay);
  gtk_window_present (GTK_WINDOW (self->window));
  pamor_form_append_item (self->form, "s.tamu");
  pamor_form_set (self->form, "s.tamu[0]", "Ani");
  pamor_form_set (self->form, "s.tamu[1]", "Budi");
  remove = find_button (list, "user-trash-symbolic");
  g_assert_true (gtk_widget_grab_focus (remove));
  g_signal_emit_by_name (remove, "clicked");
  g_assert_cmpuint (pamor_form_get_count (self->form, "s.tamu"), ==, 1);
  g_assert_cmpstr (pamor_form_get (self->form, "s.tamu[0]"), ==, "Budi");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_true (focus != NULL && gtk_widget_is_ancestor (focus, list));

  g_signal_emit_by_name (find_button (overlay, "Undo"), "clicked");
  g_assert_cmpuint (pamor_form_get_count (self->form, "s.tamu"), ==, 2);
  g_assert_cmpstr (pamor_form_get (self->form, "s.tamu[0]"), ==, "Ani");
  g_assert_cmpstr (pamor_form_get (self->form, "s.tamu[1]"), ==, "Budi");
}

static PamorRowHead *
find_head (Page       *self,
           const char *path)
{
  return PAMOR_ROW_HEAD (pamor_row_set_find (self->rows, path));
}

static const char *
say_head (Page       *self,
          const char *path)
{
  GtkWidget *widget = pamor_row_get_widget (PAMOR_ROW (find_head (self, path)));

  return adw_action_row_get_subtitle (ADW_ACTION_ROW (widget));
}

static void
test_of_the_people_of_a_list_one_is_open (Page          *self,
                                          gconstpointer  unused)
{
  add_field (self, "s.orang");
  g_assert_true (pamor_row_head_is_open (find_head (self, "s.orang[0]")));
  g_assert_false (pamor_row_head_is_open (find_head (self, "s.orang[1]")));
  pamor_row_head_set_open (find_head (self, "s.orang[1]"), TRUE);
  g_assert_false (pamor_row_head_is_open (find_head (self, "s.orang[0]")));
  gtk_editable_set_text (GTK_EDITABLE (pamor_row_get_widget (
                           pamor_row_set_find (self->rows, "s.orang[1].i"))), "sembilan");
  g_assert_cmpstr (pamor_form_get (self->form, "s.orang[1].i"), ==, "sembilan");
}

static void
test_a_draft_begins_with_everybody_closed (Page          *self,
                                           gconstpointer  unused)
{
  pamor_form_append_item (self->form, "s.orang");
  pamor_form_set (self->form, "s.orang[0].name", "Sari Dewi");
  add_field (self, "s.orang");
  g_assert_false (pamor_row_head_is_open (find_head (self, "s.orang[0]")));
  g_assert_false (pamor_row_head_is_open (find_head (self, "s.orang[1]")));
}

static void
test_who_is_added_is_open (Page          *self,
                           gconstpointer  unused)
{
  add_field (self, "s.orang");
  g_signal_emit_by_name (gtk_widget_get_last_child (gtk_widget_get_first_child (
                           GTK_WIDGET (self->box))), "clicked");
  g_assert_false (pamor_row_head_is_open (find_head (self, "s.orang[0]")));
  g_assert_true (pamor_row_head_is_open (find_head (self, "s.orang[2]")));
}

static void
test_what_is_looked_for_is_brought_out (Page          *self,
                                        gconstpointer  unused)
{
  PamorRow *row;

  add_field (self, "s.orang");
  row = pamor_row_set_find (self->rows, "s.orang[1].a");
  g_assert_cmpstr (pamor_row_get_path (row), ==, "s.orang[1].a");
  g_assert_true (pamor_row_head_is_open (find_head (self, "s.orang[1]")));
}

static void
test_a_head_tells_who_it_is_and_what_is_missing (Page          *self,
                                                 gconstpointer  unused)
{
  g_autoptr (GPtrArray) problems = NULL;
  GDate today;

  add_field (self, "s.orang");
  pamor_form_set (self->form, "s.orang[1].name", "Sari Dewi");
  pamor_form_set (self->form, "s.orang[1].agama", "1");
  pamor_clock_get_today (self->clock, &today);
  problems = pamor_form_check (self->form, &today);
  pamor_row_set_leave_all (self->rows);
  pamor_row_set_show_problems (self->rows, problems);
  g_assert_false (pamor_row_head_is_open (find_head (self, "s.orang[1]"))); /* told, not opened */
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (
                     pamor_row_get_widget (PAMOR_ROW (find_head (self, "s.orang[1]"))))), ==,
                   "Sari Dewi");
  g_assert_cmpstr (say_head (self, "s.orang[1]"), ==, "Anggota 2 · ISLAM · lacks 2");
}

static void
test_a_question_to_a_person_comes_when_their_answer_calls_for_it (Page          *self,
                                                                  gconstpointer  unused)
{
  PamorRow *passport;

  add_field (self, "s.ibu");
  passport = pamor_row_set_find (self->rows, "s.ibu.paspor");
  g_assert_false (pamor_row_is_shown (passport));
  pamor_form_set (self->form, "s.ibu.wna", "ya");
  g_assert_true (pamor_row_is_shown (passport));
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_enter_passes_no_nik_once_a_nik_is_there (Page          *self,
                                              gconstpointer  unused)
{
  PamorRow *tick;
  guint passed = 0;

  add_field (self, "s.ibu");
  tick = pamor_row_set_find (self->rows, "s.ibu.no_nik");
  g_signal_connect_swapped (tick, "next", G_CALLBACK (count_cb), &passed);
  pamor_row_take_focus (tick);
  g_assert_cmpuint (passed, ==, 0);
  pamor_form_set (self->form, "s.ibu.nik", "3275014408850002");
  pamor_row_take_focus (tick);
  g_assert_cmpuint (passed, ==, 1);
}

static PamorSlots *
make_slots (const char *json)
{
  g_autoptr (JsonNode) reply = json_from_string (json, NULL);
  g_autoptr (GError) error = NULL;
  PamorSlots *slots = pamor_slots_parse (reply, PAMOR_TEST_NOW, &error);

  g_assert_no_error (error);
  return slots;
}

static void
test_the_office_s_next_working_days_are_offered (Page          *self,
                                                 gconstpointer  unused)
{
  PamorRow *row = add_field (self, "s.hari");
  AdwComboRow *combo = ADW_COMBO_ROW (pamor_row_get_widget (row));

  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (combo)), ==, 6);
  adw_combo_row_set_selected (combo, 1);
  g_assert_cmpstr (pamor_form_get (self->form, "s.hari"), ==, "2026-11-25"); /* not Monday */
  adw_combo_row_set_selected (combo, 5);
  g_assert_cmpstr (pamor_form_get (self->form, "s.hari"), ==, "2026-12-01");
  adw_combo_row_set_selected (combo, 0);
  g_assert_null (pamor_form_get (self->form, "s.hari"));
}

static void
test_a_full_day_leads_to_the_next_with_room (Page          *self,
                                             gconstpointer  unused)
{
  PamorRow *row = add_field (self, "s.hari");
  AdwComboRow *combo = ADW_COMBO_ROW (pamor_row_get_widget (row));
  g_autoptr (PamorSlots) slots
    = make_slots ("{\"ktp_blanks\": 40, \"days\": [{\"date\": \"2026-11-25\", \"room\": 0}, "
                  "{\"date\": \"2026-11-26\", \"room\": 0}, "
                  "{\"date\": \"2026-11-27\", \"room\": 3}]}");

  pamor_row_day_set_slots (PAMOR_ROW_DAY (row), slots);
  adw_combo_row_set_selected (combo, 1);
  g_assert_cmpstr (pamor_form_get (self->form, "s.hari"), ==, "2026-11-27");
  g_assert_cmpuint (adw_combo_row_get_selected (combo), ==, 3);
  g_assert_nonnull (strstr (pamor_note_get_words (pamor_row_get_note (row)), "is full"));
  pamor_row_day_set_slots (PAMOR_ROW_DAY (row), NULL);
  g_assert_cmpstr (pamor_form_get (self->form, "s.hari"), ==, "2026-11-27");
}

static void
test_a_day_that_is_past_its_time_is_still_shown (Page          *self,
                                                 gconstpointer  unused)
{
  PamorRow *row;

  pamor_form_set (self->form, "s.hari", "2026-11-02");
  row = add_field (self, "s.hari");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (pamor_row_get_widget (row))), ==, 1);
  g_assert_cmpstr (pamor_form_get (self->form, "s.hari"), ==, "2026-11-02");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, func) g_test_add ("/row-kinds/" path, Page, NULL, set_up, func, tear_down)
  ADD ("one-of-several-that-was-removed-comes-back",
       test_one_of_several_that_was_removed_comes_back);
  ADD ("a-time-and-a-short-rt-are-put-right-when-left",
       test_a_time_and_a_short_rt_are_put_right_when_left);
  ADD ("a-region-is-shown-in-words", test_a_region_is_shown_in_words);
  ADD ("of-the-people-of-a-list-one-is-open", test_of_the_people_of_a_list_one_is_open);
  ADD ("a-draft-begins-with-everybody-closed", test_a_draft_begins_with_everybody_closed);
  ADD ("who-is-added-is-open", test_who_is_added_is_open);
  ADD ("what-is-looked-for-is-brought-out", test_what_is_looked_for_is_brought_out);
  ADD ("a-head-tells-who-it-is-and-what-is-missing",
       test_a_head_tells_who_it_is_and_what_is_missing);
  ADD ("a-question-to-a-person-comes-when-their-answer-calls-for-it",
       test_a_question_to_a_person_comes_when_their_answer_calls_for_it);
  ADD ("enter-passes-no-nik-once-a-nik-is-there", test_enter_passes_no_nik_once_a_nik_is_there);
  ADD ("the-office-s-next-working-days-are-offered",
       test_the_office_s_next_working_days_are_offered);
  ADD ("a-full-day-leads-to-the-next-with-room", test_a_full_day_leads_to_the_next_with_room);
  ADD ("a-day-that-is-past-its-time-is-still-shown",
       test_a_day_that_is_past_its_time_is_still_shown);
  return g_test_run ();
}
