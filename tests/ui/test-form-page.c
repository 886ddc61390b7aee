/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-catalogue.h"
#include "pamor-test-desk.h"
#include "pamor-test-picture.h"
#include "pamor-test-probe.h"
#include "sync/pamor-slots.h"
#include "ui/form/pamor-form-page-private.h"
#include "ui/review/pamor-consent-box.h"

#include <adwaita.h>

typedef struct
{
  PamorTestDesk    base;
  PamorForm       *form;
  PamorSubmission *item;
  PamorFormPage   *page;
  GtkWidget       *window;
  char            *sealed; /* (nullable) id */
  gboolean         closed;
} Office;

static void
on_sealed_cb (Office     *self,
              const char *id)
{
  g_free (self->sealed);
  self->sealed = g_strdup (id);
}

static void
on_closed_cb (Office *self)
{
  self->closed = TRUE;
}

static void
open_page (Office    *self,
           PamorForm *form)
{
  self->form = form;
  if (self->item == NULL)
    self->item = pamor_test_desk_new_item (&self->base, form);
  self->page = PAMOR_FORM_PAGE (pamor_form_page_new (self->base.desk, form, self->item));
  g_signal_connect_swapped (self->page, "sealed", G_CALLBACK (on_sealed_cb), self);
  g_signal_connect_swapped (self->page, "closed", G_CALLBACK (on_closed_cb), self);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1100, 700);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->page));
  g_object_ref (self->page);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
settle (Office *self)
{
  while (pamor_photo_taker_is_busy (self->page->taker) || self->page->arrival != 0
         || pamor_draft_saver_get_state (self->page->saver) == PAMOR_DRAFT_DIRTY)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Office        *self,
        gconstpointer  unused)
{
  pamor_test_desk_set_up (&self->base, NULL);
}

static void
tear_down (Office        *self,
           gconstpointer  unused)
{
  PamorDraftSaver *saver = self->page->saver != NULL ? g_object_ref (self->page->saver) : NULL;

  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->page);
  while (saver != NULL && self->sealed == NULL
         && pamor_draft_saver_get_state (saver) == PAMOR_DRAFT_DIRTY)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  if (saver != NULL)
    g_assert_finalize_object (saver);
  g_object_unref (self->item);
  g_assert_finalize_object (self->form);
  g_free (self->sealed);
  pamor_test_desk_tear_down (&self->base, NULL);
}

static void
activate (Office     *self,
          const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->page), action, NULL));
}

static void
take_photos (Office *self)
{
  g_autoptr (GPtrArray) sources
    = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_photo_source_free);
  GPtrArray *requirements = pamor_form_get_service (self->form)->requirements;

  for (guint i = 0; i < requirements->len; i++)
    {
      const PamorRequirement *requirement = requirements->pdata[i];
      PamorTestPicture spec = { .width = 800, .height = 600, .seed = i };
      g_autoptr (GBytes) jpeg = pamor_test_picture_jpeg (&spec);

      if (pamor_form_asks_for (self->form, requirement))
        g_ptr_array_add (sources, pamor_photo_source_new_bytes (jpeg));
    }
  pamor_photo_page_take (self->page->photos, sources);
  settle (self);
}

static void
test_from_the_answers_to_the_queue (Office        *self,
                                    gconstpointer  unused)
{
  g_autofree char *payload = NULL;
  g_autoptr (GError) error = NULL;
  PamorSubmission *kept;

  open_page (self, pamor_test_form_read ("KTP_BARU"));
  take_photos (self);
  activate (self, "form.seal");
  g_assert_cmpint (pamor_step_rail_get_current (self->page->rail), ==, self->page->review_step);
  g_assert_null (self->sealed);

  activate (self, "form.seal");
  while (self->sealed == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (self->sealed, ==, self->item->id);
  kept = pamor_store_find (self->base.folder.store, self->sealed);
  g_assert_cmpint (kept->state, ==, PAMOR_STATE_QUEUED);
  g_assert_cmpint (kept->attachments->len, ==,
                   pamor_form_get_attachments (self->form)->len);
  payload = pamor_test_store_read_payload (self->base.folder.store, self->sealed, &error);
  g_assert_no_error (error);
  g_assert_true (strstr (payload, "Dimas Arya Saputra") != NULL);
}

static void
test_the_first_press_with_problems_leads_to_the_first (Office        *self,
                                                       gconstpointer  unused)
{
  GtkWidget *focus;

  open_page (self, pamor_test_form_read ("KTP_BARU"));
  pamor_form_set (self->form, "pemohon.no_kk", "123");
  activate (self, "form.seal");
  activate (self, "form.seal");
  settle (self);
  g_assert_null (self->sealed);
  g_assert_cmpint (pamor_step_rail_get_current (self->page->rail), ==, 0);
  focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_true (gtk_widget_is_ancestor (
    focus, pamor_row_get_widget (pamor_row_set_find (self->page->rows, "pemohon.no_kk"))));
}

static void
test_a_failed_seal_keeps_the_form_and_says_so (Office        *self,
                                               gconstpointer  unused)
{
  open_page (self, pamor_test_form_read ("KTP_BARU"));
  take_photos (self);
  pamor_test_desk_fill_disk (&self->base, TRUE);
  pamor_form_page_show_step (self->page, self->page->review_step);
  activate (self, "form.seal");
  while (!pamor_banner_get_revealed (self->page->trouble))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (self->sealed);
  g_assert_true (gtk_widget_get_sensitive (self->page->overlay));
  g_assert_cmpstr (pamor_form_get (self->form, "pemohon.orang.name"), ==, "Dimas Arya Saputra");

  pamor_test_desk_fill_disk (&self->base, FALSE);
  activate (self, "form.seal");
  while (self->sealed == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_leaving_keeps_the_draft_and_never_asks (Office        *self,
                                             gconstpointer  unused)
{
  g_autofree char *kept = NULL;

  open_page (self, pamor_test_desk_new_form (&self->base, "AKTA_LAHIR"));
  pamor_form_set (self->form, "anak.nama", "Sari Dewi");
  activate (self, "form.close");
  while (!self->closed)
    g_main_context_iteration (NULL, TRUE);
  kept = pamor_test_store_read_form (self->base.folder.store, self->item->id, NULL);
  g_assert_true (strstr (kept, "Sari Dewi") != NULL);
}

static void
test_who_lets_go_of_the_page_loses_nothing (Office        *self,
                                            gconstpointer  unused)
{
  PamorSubmission *kept = NULL;

  open_page (self, pamor_test_desk_new_form (&self->base, "AKTA_LAHIR"));
  pamor_form_set (self->form, "anak.nama", "Sari Dewi");
  gtk_window_set_child (GTK_WINDOW (self->window), NULL);
  g_object_run_dispose (G_OBJECT (self->page));
  while ((kept = pamor_store_find (self->base.folder.store, self->item->id)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (kept->state, ==, PAMOR_STATE_DRAFT);
}

static void
test_an_untouched_form_leaves_nothing_behind (Office        *self,
                                              gconstpointer  unused)
{
  open_page (self, pamor_test_desk_new_form (&self->base, "AKTA_LAHIR"));
  activate (self, "form.close");
  while (!self->closed)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (pamor_store_find (self->base.folder.store, self->item->id));
}

static void
test_a_correction_begins_where_the_office_points (Office        *self,
                                                  gconstpointer  unused)
{
  PamorForm *form = pamor_test_form_read ("AKTA_LAHIR");

  self->item = pamor_test_desk_new_item (&self->base, form);
  self->item->state = PAMOR_STATE_PARKED;
  pamor_submission_set_reason (self->item, "validation", "Nama ibu tidak sama dengan KTP.",
                               "/answers/ibu/orang/name");
  open_page (self, form);
  settle (self);
  g_assert_true (pamor_banner_get_revealed (self->page->office));
  g_assert_true (gtk_widget_is_ancestor (
    gtk_window_get_focus (GTK_WINDOW (self->window)),
    pamor_row_get_widget (pamor_row_set_find (self->page->rows, "ibu.orang.name"))));
}

static void
test_a_rejection_is_told_in_the_words_of_the_office (Office        *self,
                                                     gconstpointer  unused)
{
  PamorForm *form = pamor_test_form_read ("AKTA_LAHIR");

  self->item = pamor_test_desk_new_item (&self->base, form);
  self->item->state = PAMOR_STATE_ACKNOWLEDGED;
  self->item->status = PAMOR_STATUS_REJECTED;
  self->item->status_text = g_strdup ("Foto KK buram.");
  open_page (self, form);
  settle (self);
  g_assert_true (pamor_banner_get_revealed (self->page->office));
  g_assert_nonnull (strstr (pamor_banner_get_title (self->page->office), "Foto KK buram."));
}

static void
check_is_at_photo (Office     *self,
                   const char *requirement)
{
  PamorPhotoCard *card = pamor_photo_page_find_card (self->page->photos, requirement);

  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self->window)),
                                         GTK_WIDGET (card)));
}

/* The office speaks of the second photo that was sent; the first was taken out since. */
static void
test_a_rejection_of_a_photo_leads_to_that_photo (Office        *self,
                                                 gconstpointer  unused)
{
  PamorForm *form = pamor_test_form_fill ("AKTA_LAHIR");
  GPtrArray *photos = pamor_form_get_attachments (form);
  const char *wanted;

  self->item = pamor_test_desk_new_item (&self->base, form);
  self->item->state = PAMOR_STATE_ACKNOWLEDGED;
  self->item->status = PAMOR_STATUS_REJECTED;
  self->item->status_text = g_strdup ("Foto buram.");
  self->item->status_pointer = g_strdup ("/attachments/1");
  for (guint i = 0; i < photos->len; i++)
    g_ptr_array_add (self->item->attachments, pamor_attachment_copy (photos->pdata[i]));
  wanted = ((PamorAttachment *) self->item->attachments->pdata[1])->requirement;
  g_assert_true (pamor_form_remove_attachment (
    form, ((PamorAttachment *) self->item->attachments->pdata[0])->id));
  open_page (self, form);
  settle (self);
  check_is_at_photo (self, wanted);
  pamor_form_page_go_to (self->page, "anak.nama");
  settle (self);
  g_signal_emit_by_name (self->page->office, "button-clicked");
  settle (self);
  check_is_at_photo (self, wanted);
}

static void
test_a_step_is_left_with_the_focus_in_it (Office        *self,
                                          gconstpointer  unused)
{
  PamorRow *rt;
  GtkWidget *focus;

  open_page (self, pamor_test_desk_new_form (&self->base, "KTP_BARU"));
  settle (self);
  for (guint i = 0; i < 2; i++)
    {
      pamor_form_page_go_to (self->page, "pemohon.alamat.rt");
      settle (self);
      rt = pamor_row_set_find (self->page->rows, "pemohon.alamat.rt");
      focus = gtk_window_get_focus (GTK_WINDOW (self->window));
      g_assert_true (gtk_widget_is_ancestor (focus, pamor_row_get_widget (rt)));
      pamor_form_set (self->form, "pemohon.alamat.rt", "12");
      pamor_form_page_show_step (self->page, self->page->review_step);
      settle (self);
      /* In the page, or its keys would not be heard. */
      focus = gtk_window_get_focus (GTK_WINDOW (self->window));
      g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (self->page->review)));
    }
}

static void
test_tab_goes_on_behind_a_note (Office        *self,
                                gconstpointer  unused)
{
  PamorRow *name, *birth;

  open_page (self, pamor_test_desk_new_form (&self->base, "KTP_BARU"));
  settle (self);
  name = pamor_row_set_find (self->page->rows, "pemohon.orang.name");
  birth = pamor_row_set_find (self->page->rows, "pemohon.orang.birth");
  pamor_row_leave (name);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (pamor_row_get_note (name))));
  gtk_widget_child_focus (pamor_row_get_widget (name), GTK_DIR_TAB_FORWARD);
  gtk_widget_child_focus (GTK_WIDGET (self->page), GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self->window)),
                                         pamor_row_get_widget (birth)));
  gtk_widget_child_focus (GTK_WIDGET (self->page), GTK_DIR_TAB_BACKWARD);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self->window)),
                                         pamor_row_get_widget (name)));
}

static void
test_the_rail_counts_what_is_lacking (Office        *self,
                                      gconstpointer  unused)
{
  g_autofree char *before = NULL;

  open_page (self, pamor_test_form_read ("KTP_BARU"));
  before = g_strdup (pamor_step_rail_get_words (self->page->rail, self->page->photo_step));
  take_photos (self);
  pamor_form_page_show_step (self->page, self->page->photo_step);
  settle (self);
  g_assert_cmpstr (pamor_step_rail_get_words (self->page->rail, self->page->photo_step), !=,
                   before);
}

static GtkWidget *
get_focus (Office *self)
{
  return gtk_window_get_focus (GTK_WINDOW (self->window));
}

static void
let_news_spread (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_f1_leads_to_the_guidance_and_back (Office        *self,
                                        gconstpointer  unused)
{
  PamorRow *name;
  GtkWidget *entry;

  open_page (self, pamor_test_desk_new_form (&self->base, "KTP_BARU"));
  settle (self);
  name = pamor_row_set_find (self->page->rows, "pemohon.orang.name");
  gtk_widget_child_focus (pamor_row_get_widget (name), GTK_DIR_TAB_FORWARD);
  let_news_spread ();
  entry = get_focus (self);
  g_assert_true (gtk_widget_is_ancestor (entry, pamor_row_get_widget (name)));
  activate (self, "form.help");
  let_news_spread ();
  g_assert_true (gtk_widget_is_ancestor (get_focus (self), GTK_WIDGET (self->page->help)));
  /* Who reads about a field has not left it. */
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (pamor_row_get_note (name))));
  activate (self, "form.help");
  let_news_spread ();
  g_assert_true (get_focus (self) == entry);
}

static void
test_the_review_begins_with_what_is_missing (Office        *self,
                                             gconstpointer  unused)
{
  open_page (self, pamor_test_desk_new_form (&self->base, "KTP_BARU"));
  settle (self);
  pamor_form_page_show_step (self->page, self->page->review_step);
  settle (self);
  g_assert_true (GTK_IS_LIST_BOX_ROW (get_focus (self)));
  g_assert_cmpint (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (get_focus (self))), ==, 0);
}

static const char *
get_title (Office     *self,
           const char *path)
{
  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (
    pamor_row_get_widget (pamor_row_set_find (self->page->rows, path))));
}

static void
test_what_may_stay_empty_of_a_person_says_so (Office        *self,
                                              gconstpointer  unused)
{
  open_page (self, pamor_test_desk_new_form (&self->base, "PINDAH_KELUAR"));
  settle (self);
  g_assert_cmpstr (get_title (self, "pemohon.orang.nik"), ==, "NIK");
  g_assert_cmpstr (get_title (self, "pemohon.orang.birth"), ==, "Tanggal lahir (may stay empty)");
  g_assert_cmpstr (get_title (self, "pemohon.orang.sex"), ==, "Jenis kelamin (may stay empty)");
  g_assert_cmpstr (get_title (self, "pindah.orang[0].birth"), ==, "Tanggal lahir");
}

static void
test_a_review_with_nothing_missing_lists_nothing_and_the_consent_is_next (Office        *self,
                                                                          gconstpointer  unused)
{
  open_page (self, pamor_test_form_read ("KTP_BARU"));
  pamor_form_set_consent (self->form, "agreed", NULL);
  take_photos (self);
  pamor_form_page_show_step (self->page, self->page->review_step);
  settle (self);
  g_assert_null (pamor_test_probe_find (GTK_WIDGET (self->page->review), "Still to be done"));
  g_assert_nonnull (pamor_test_probe_find (GTK_WIDGET (self->page->review), "Photos"));
  g_assert_true (gtk_widget_is_ancestor (get_focus (self), GTK_WIDGET (self->page->review)));
  activate (self, "form.seal"); /* what is left is the consent, told there */
  while (get_focus (self) == NULL
         || gtk_widget_get_ancestor (get_focus (self), PAMOR_TYPE_CONSENT_BOX) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (pamor_test_probe_find (GTK_WIDGET (self->page->review), "Still to be done"));

  pamor_form_set_consent (self->form, "agreed", "ya");
  pamor_form_set_consent (self->form, "role", NULL);
  activate (self, "form.seal"); /* and of that, what is still missing */
  while (!ADW_IS_COMBO_ROW (get_focus (self)))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_the_same_person_and_service_in_the_queue_warn (Office        *self,
                                                    gconstpointer  unused)
{
  PamorForm *form = pamor_test_form_read ("KTP_BARU");
  g_autoptr (PamorSubmission) other = pamor_test_desk_new_item (&self->base, form);
  g_autoptr (PamorSubmission) sealed = NULL;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GDate today;

  pamor_clock_get_today (self->base.folder.clock, &today);
  pamor_form_describe (form, &today, other);
  sealed = pamor_test_store_seal (self->base.folder.store, other, "{}", "{}", none, &error);
  g_assert_no_error (error);
  open_page (self, form);
  settle (self);
  g_assert_true (pamor_test_problems_have (self->page->problems, "twin", "pemohon.orang.nik"));
}

static void
test_a_pick_up_day_tells_the_room_that_is_left (Office        *self,
                                                gconstpointer  unused)
{
  g_autofree char *name = pamor_slots_make_note_name ("MPP");
  g_autoptr (JsonNode) reply
    = json_from_string ("{\"days\": [{\"date\": \"2026-11-25\", \"room\": 12}]}", NULL);
  g_autoptr (PamorSlots) slots = pamor_slots_parse (reply, PAMOR_TEST_NOW, NULL);
  g_autofree char *note = pamor_slots_make_note (slots);
  g_autoptr (GError) error = NULL;
  PamorRow *day;

  open_page (self, pamor_test_form_read ("KTP_BARU"));
  settle (self);
  day = pamor_row_set_find (self->page->rows, "ambil.tanggal");
  pamor_form_set (self->form, "ambil.lokasi", "MPP");
  g_assert_null (pamor_note_get_words (pamor_row_get_note (day)));
  pamor_test_store_set_note (self->base.folder.store, name, note, &error);
  g_assert_no_error (error);
  g_signal_emit_by_name (pamor_desk_get_engine (self->base.desk), "slots-changed", "MPP");
  g_assert_nonnull (strstr (pamor_note_get_words (pamor_row_get_note (day)), "E-Open"));
}

/* The program's own catalogue as an older one, which did not insist on the number of the KK. */
static PamorCatalogue *
load_older (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("PAMOR_SOURCE"), "data/catalogue", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pack = pamor_catalogue_pack_folder (folder, &error);
  g_autoptr (GString) text = NULL;
  g_autoptr (GBytes) older = NULL;
  PamorCatalogue *catalogue;
  const char *found;
  gsize at;

  g_assert_no_error (error);
  text = g_string_new_len (g_bytes_get_data (pack, NULL), g_bytes_get_size (pack));
  g_string_replace (text, pamor_catalogue_get_version (pamor_catalogue_get_builtin ()),
                    "2000.1.1", 0);
  for (at = 0; (found = strstr (text->str + at, "\"Nomor KK\"")) != NULL;)
    {
      at = strstr (found, "true") - text->str;
      g_string_erase (text, at, 4);
      g_string_insert (text, at, "false");
    }
  older = g_bytes_new (text->str, text->len);
  catalogue = pamor_catalogue_load_pack (older, "older", &error);
  g_assert_no_error (error);
  return catalogue;
}

static void
test_an_older_catalogue_is_kept_and_what_is_asked_besides_is_said (Office        *self,
                                                                   gconstpointer  unused)
{
  g_autoptr (PamorCatalogue) older = load_older ();
  g_autoptr (GError) error = NULL;
  PamorForm *form = pamor_form_new (older, "KTP_BARU", &error);

  g_assert_no_error (error);
  open_page (self, form);
  settle (self);
  g_assert_true (pamor_banner_get_revealed (self->page->newer));
  g_assert_cmpstr (pamor_banner_get_title (self->page->newer), ==,
                   "The newest list of services also asks for: Nomor KK");
}

static void
test_what_is_of_the_newest_catalogue_says_nothing_of_it (Office        *self,
                                                         gconstpointer  unused)
{
  open_page (self, pamor_test_desk_new_form (&self->base, "KTP_BARU"));
  settle (self);
  g_assert_false (pamor_banner_get_revealed (self->page->newer));
}

int
main (int argc, char *argv[])
{
  adw_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/form-page/from-the-answers-to-the-queue", Office, NULL, set_up,
              test_from_the_answers_to_the_queue, tear_down);
  g_test_add ("/form-page/the-first-press-with-problems-leads-to-the-first", Office, NULL, set_up,
              test_the_first_press_with_problems_leads_to_the_first, tear_down);
  g_test_add ("/form-page/a-failed-seal-keeps-the-form-and-says-so", Office, NULL, set_up,
              test_a_failed_seal_keeps_the_form_and_says_so, tear_down);
  g_test_add ("/form-page/leaving-keeps-the-draft-and-never-asks", Office, NULL, set_up,
              test_leaving_keeps_the_draft_and_never_asks, tear_down);
  g_test_add ("/form-page/who-lets-go-of-the-page-loses-nothing", Office, NULL, set_up,
              test_who_lets_go_of_the_page_loses_nothing, tear_down);
  g_test_add ("/form-page/an-untouched-form-leaves-nothing-behind", Office, NULL, set_up,
              test_an_untouched_form_leaves_nothing_behind, tear_down);
  g_test_add ("/form-page/a-correction-begins-where-the-office-points", Office, NULL, set_up,
              test_a_correction_begins_where_the_office_points, tear_down);
  g_test_add ("/form-page/a-rejection-is-told-in-the-words-of-the-office", Office, NULL, set_up,
              test_a_rejection_is_told_in_the_words_of_the_office, tear_down);
  g_test_add ("/form-page/a-rejection-of-a-photo-leads-to-that-photo", Office, NULL, set_up,
              test_a_rejection_of_a_photo_leads_to_that_photo, tear_down);
  g_test_add ("/form-page/a-step-is-left-with-the-focus-in-it", Office, NULL, set_up,
              test_a_step_is_left_with_the_focus_in_it, tear_down);
  g_test_add ("/form-page/tab-goes-on-behind-a-note", Office, NULL, set_up,
              test_tab_goes_on_behind_a_note, tear_down);
  g_test_add ("/form-page/the-rail-counts-what-is-lacking", Office, NULL, set_up,
              test_the_rail_counts_what_is_lacking, tear_down);
  g_test_add ("/form-page/f1-leads-to-the-guidance-and-back", Office, NULL, set_up,
              test_f1_leads_to_the_guidance_and_back, tear_down);
  g_test_add ("/form-page/the-review-begins-with-what-is-missing", Office, NULL, set_up,
              test_the_review_begins_with_what_is_missing, tear_down);
  g_test_add ("/form-page/what-may-stay-empty-of-a-person-says-so", Office, NULL, set_up,
              test_what_may_stay_empty_of_a_person_says_so, tear_down);
  g_test_add ("/form-page/a-review-with-nothing-missing-lists-nothing-and-the-consent-is-next",
              Office, NULL, set_up,
              test_a_review_with_nothing_missing_lists_nothing_and_the_consent_is_next, tear_down);
  g_test_add ("/form-page/the-same-person-and-service-in-the-queue-warn", Office, NULL, set_up,
              test_the_same_person_and_service_in_the_queue_warn, tear_down);
  g_test_add ("/form-page/a-pick-up-day-tells-the-room-that-is-left", Office, NULL, set_up,
              test_a_pick_up_day_tells_the_room_that_is_left, tear_down);
  g_test_add ("/form-page/an-older-catalogue-is-kept-and-what-is-asked-besides-is-said", Office,
              NULL, set_up, test_an_older_catalogue_is_kept_and_what_is_asked_besides_is_said,
              tear_down);
  g_test_add ("/form-page/what-is-of-the-newest-catalogue-says-nothing-of-it", Office, NULL, set_up,
              test_what_is_of_the_newest_catalogue_says_nothing_of_it, tear_down);
  return g_test_run ();
}
