/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-field.h"
#include "pamor-test-desk.h"
#include "ui/form/pamor-field-group.h"
#include "ui/form/pamor-people-offer.h"

#define MOTHER "3275014408850002"

typedef struct
{
  PamorForm   *form;
  PamorClock  *clock;
  PamorRowSet *rows;
  GtkWidget   *window;
  GtkWidget   *group;
  GPtrArray   *people;
} Page;

static PamorPerson *
make_person (const char *nik,
             const char *name,
             const char *no_kk)
{
  PamorPerson *person = pamor_person_new ();

  person->nik = g_strdup (nik);
  person->name = g_strdup (name);
  person->birth = g_strdup ("1985-08-04");
  person->sex = g_strdup ("P");
  person->no_kk = g_strdup (no_kk);
  person->role = g_strdup ("Ibu");
  return person;
}

static void
set_up (Page          *self,
        gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  const PamorField *field;
  GtkWidget *overlay;

  self->form = pamor_form_new (pamor_catalogue_get_builtin (), "KTP_BARU", &error);
  g_assert_no_error (error);
  self->clock = pamor_clock_new_manual (PAMOR_TEST_NOW);
  self->rows = pamor_row_set_new (self->form, self->clock);
  self->people = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_person_free);
  g_ptr_array_add (self->people, make_person (MOTHER, "Nur'aini Dewi", "3275011203100007"));
  g_ptr_array_add (self->people, make_person ("3275015009900003", "Ratna Sari", NULL));
  pamor_row_set_set_people (self->rows, self->people);
  self->window = gtk_window_new ();
  self->group = pamor_field_group_new (self->rows, NULL);
  field = pamor_service_find_field (pamor_form_get_service (self->form), "pemohon.orang");
  pamor_field_group_add (PAMOR_FIELD_GROUP (self->group), field, "pemohon.orang");
  overlay = adw_toast_overlay_new ();
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), self->group);
  gtk_window_set_child (GTK_WINDOW (self->window), overlay);
  gtk_window_present (GTK_WINDOW (self->window));
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
  g_ptr_array_unref (self->people);
}

static PamorPeopleOffer *
find_offer (Page       *self,
            const char *path)
{
  GtkWidget *child
    = gtk_widget_get_first_child (pamor_row_get_widget (pamor_row_set_find (self->rows, path)));

  while (child != NULL && !PAMOR_IS_PEOPLE_OFFER (child))
    child = gtk_widget_get_next_sibling (child);
  g_assert_nonnull (child);
  return PAMOR_PEOPLE_OFFER (child);
}

static guint
type (Page       *self,
      const char *path,
      const char *text)
{
  GtkWidget *widget = pamor_row_get_widget (pamor_row_set_find (self->rows, path));

  gtk_editable_set_text (GTK_EDITABLE (widget), text);
  return pamor_people_offer_update (find_offer (self, path));
}

static void
test_who_was_entered_before_is_found_by_number_or_name (Page          *self,
                                                        gconstpointer  unused)
{
  g_assert_cmpuint (type (self, "pemohon.orang.name", "nuraini"), ==, 1);
  g_assert_cmpuint (type (self, "pemohon.orang.name", "dewi NUR"), ==, 1);
  g_assert_cmpuint (type (self, "pemohon.orang.name", "nu"), ==, 0);
  g_assert_cmpuint (type (self, "pemohon.orang.name", "Budi"), ==, 0);
  g_assert_cmpuint (type (self, "pemohon.orang.nik", "327501"), ==, 2);
}

static void
test_picking_fills_in_the_person_and_the_family_card (Page          *self,
                                                      gconstpointer  unused)
{
  type (self, "pemohon.orang.name", "nuraini");
  pamor_people_offer_pick (find_offer (self, "pemohon.orang.name"), self->people->pdata[0]);
  g_assert_cmpstr (pamor_form_get (self->form, "pemohon.orang.nik"), ==, MOTHER);
  g_assert_cmpstr (pamor_form_get (self->form, "pemohon.orang.name"), ==, "Nur'aini Dewi");
  g_assert_cmpstr (pamor_form_get (self->form, "pemohon.orang.birth"), ==, "1985-08-04");
  g_assert_cmpstr (pamor_form_get (self->form, "pemohon.orang.sex"), ==, "P");
  g_assert_cmpstr (pamor_form_get (self->form, "pemohon.no_kk"), ==, "3275011203100007");
  /* Who stands there is not offered again. */
  g_assert_cmpuint (pamor_people_offer_update (find_offer (self, "pemohon.orang.name")), ==, 0);
}

static void
test_a_family_card_that_was_typed_stays (Page          *self,
                                         gconstpointer  unused)
{
  pamor_form_set (self->form, "pemohon.no_kk", "3275012001150004");
  pamor_people_offer_pick (find_offer (self, "pemohon.orang.name"), self->people->pdata[0]);
  g_assert_cmpstr (pamor_form_get (self->form, "pemohon.no_kk"), ==, "3275012001150004");
}

static void
test_the_family_of_this_form_is_offered_first (Page          *self,
                                               gconstpointer  unused)
{
  const PamorService *service = pamor_form_get_service (self->form);
  PamorPeopleOffer *offer;
  GtkWidget *list;

  pamor_form_set (self->form, "pemohon.orang.nik", "3275011208750001");
  pamor_form_set (self->form, "pemohon.orang.name", "Sari Ratna");
  pamor_field_group_add (PAMOR_FIELD_GROUP (self->group),
                         pamor_service_find_field (service, "kuasa.orang"), "kuasa.orang");
  g_assert_cmpuint (type (self, "kuasa.orang.name", "sari ratna"), ==, 2);
  offer = find_offer (self, "kuasa.orang.name");
  list = gtk_widget_get_last_child (gtk_popover_get_child (GTK_POPOVER (offer)));
  g_signal_emit_by_name (list, "row-activated",
                         gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  g_assert_cmpstr (pamor_form_get (self->form, "kuasa.orang.nik"), ==, "3275011208750001");
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

static void
test_picking_can_be_taken_back (Page          *self,
                                gconstpointer  unused)
{
  type (self, "pemohon.orang.name", "nuraini");
  pamor_people_offer_pick (find_offer (self, "pemohon.orang.name"), self->people->pdata[0]);
  g_signal_emit_by_name (find_button (self->window, "Undo"), "clicked");
  g_assert_cmpstr (pamor_form_get (self->form, "pemohon.orang.name"), ==, "nuraini");
  g_assert_null (pamor_form_get (self->form, "pemohon.orang.nik"));
  g_assert_null (pamor_form_get (self->form, "pemohon.no_kk"));
}

/* What a person at the keyboard does: types, waits for nothing, goes down. */
static void
test_the_offer_comes_while_typing_and_goes_with_the_focus (Page          *self,
                                                           gconstpointer  unused)
{
  PamorPeopleOffer *offer = find_offer (self, "pemohon.orang.name");
  GtkWidget *widget
    = pamor_row_get_widget (pamor_row_set_find (self->rows, "pemohon.orang.name"));

  while (!gtk_widget_get_mapped (widget))
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
  gtk_editable_set_text (GTK_EDITABLE (widget), "ratna");
  while (!gtk_widget_get_visible (GTK_WIDGET (offer)))
    g_main_context_iteration (NULL, TRUE);
  gtk_window_set_focus (GTK_WINDOW (self->window), NULL);
  while (gtk_widget_get_visible (GTK_WIDGET (offer)))
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char *argv[])
{
  adw_init ();
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/people-offer/" path, Page, NULL, set_up, func, tear_down)
  ADD ("who-was-entered-before-is-found-by-number-or-name",
       test_who_was_entered_before_is_found_by_number_or_name);
  ADD ("picking-fills-in-the-person-and-the-family-card",
       test_picking_fills_in_the_person_and_the_family_card);
  ADD ("picking-can-be-taken-back", test_picking_can_be_taken_back);
  ADD ("a-family-card-that-was-typed-stays", test_a_family_card_that_was_typed_stays);
  ADD ("the-family-of-this-form-is-offered-first", test_the_family_of_this_form_is_offered_first);
  ADD ("the-offer-comes-while-typing-and-goes-with-the-focus",
       test_the_offer_comes_while_typing_and_goes_with_the_focus);
  return g_test_run ();
}
