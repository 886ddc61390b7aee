/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A photo that is still coming in while its form is left, in one way or another */
#include "base/pamor-error.h"
#include "domain/pamor-words.h"
#include "pamor-test-desk.h"
#include "pamor-test-picture.h"
#include "pamor-test-probe.h"
#include "ui/form/pamor-form-page-private.h"
#include "ui/shell/pamor-shell.h"

/** Coming: a form that is open in a shell, its draft kept */
typedef struct
{
  PamorTestDesk    base;
  PamorTestProbe   probe;
  PamorFormPage   *page;  /* borrowed, as long as it is open */
  PamorForm       *form;  /* owned, as the next two */
  PamorPhotoTaker *taker;
  char            *id;
} Coming;

static PamorFormPage *
get_form_page (Coming *self)
{
  GtkWidget *page = pamor_shell_get_page (PAMOR_SHELL (self->probe.widget));

  return PAMOR_IS_FORM_PAGE (page) ? PAMOR_FORM_PAGE (page) : NULL;
}

static void
set_up (Coming        *self,
        gconstpointer  unused)
{
  pamor_test_desk_set_up (&self->base, NULL);
  pamor_test_probe_set_up (&self->probe, pamor_shell_new (self->base.desk));
  gtk_widget_activate_action (self->probe.widget, "shell.start", "s", "KTP_BARU");
  self->page = get_form_page (self);
  self->form = g_object_ref (self->page->form);
  self->taker = g_object_ref (self->page->taker);
  self->id = g_strdup (pamor_form_page_get_id (self->page));
  pamor_form_set (self->form, "pemohon.orang.nik", "3275011208750001");
  pamor_draft_saver_save_async (self->page->saver, FALSE, NULL, NULL);
  while (pamor_draft_saver_get_state (self->page->saver) != PAMOR_DRAFT_SAVED)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_photos (Coming *self)
{
  while (pamor_photo_taker_is_busy (self->taker))
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Coming        *self,
           gconstpointer  unused)
{
  pamor_test_probe_tear_down (&self->probe);
  wait_for_photos (self);
  while (pamor_draft_saver_find_unkept () != NULL)
    g_main_context_iteration (NULL, TRUE);
  pamor_test_probe_settle ();
  g_assert_finalize_object (self->taker);
  g_assert_finalize_object (self->form);
  g_free (self->id);
  pamor_test_desk_tear_down (&self->base, NULL);
}

static const PamorRequirement *
get_requirement (Coming *self)
{
  return pamor_form_get_service (self->form)->requirements->pdata[0];
}

static void
take (Coming *self,
      GBytes *bytes)
{
  g_autoptr (PamorPhotoSource) source = pamor_photo_source_new_bytes (bytes);

  pamor_photo_card_take (
    pamor_photo_page_find_card (self->page->photos, get_requirement (self)->code), source);
}

static void
take_picture (Coming *self,
              guint   seed)
{
  PamorTestPicture spec = { .width = 1600, .height = 1200, .seed = seed };
  g_autoptr (GBytes) jpeg = pamor_test_picture_jpeg (&spec);

  take (self, jpeg);
}

static void
take_rubbish (Coming *self)
{
  g_autoptr (GBytes) rubbish = g_bytes_new_static ("no picture", 10);

  take (self, rubbish);
}

static void
go_elsewhere (Coming *self)
{
  gtk_widget_activate_action (self->probe.widget, "shell.place", "i", PAMOR_PLACE_DRAFTS);
  g_assert_null (get_form_page (self));
}

static const PamorAttachment *
get_photo (Coming *self)
{
  g_assert_cmpuint (pamor_form_get_attachments (self->form)->len, ==, 1);
  return pamor_form_get_attachments (self->form)->pdata[0];
}

static gboolean
can_seal (Coming *self)
{
  return gtk_widget_get_sensitive (self->page->seal);
}

/* Held up for as long as the test wants: in no hurry it would be there before */
static void
test_it_finds_the_form_that_is_opened_again (Coming        *self,
                                             gconstpointer  unused)
{
  pamor_photo_taker_hold (self->taker);
  take_picture (self, 1);
  go_elsewhere (self);
  gtk_widget_activate_action (self->probe.widget, "shell.edit", "s", self->id);
  while (get_form_page (self) == NULL)
    g_main_context_iteration (NULL, TRUE);
  self->page = get_form_page (self);
  g_assert_false (can_seal (self));
  pamor_photo_taker_release (self->taker);
  wait_for_photos (self);
  g_assert_true (can_seal (self));
  g_assert_true (self->page->form == self->form);
  get_photo (self);
}

static void
test_left_with_its_form_it_takes_the_place_of_another (Coming        *self,
                                                       gconstpointer  unused)
{
  g_autofree char *first = NULL;

  take_picture (self, 1);
  wait_for_photos (self);
  first = g_strdup (get_photo (self)->id);
  take_picture (self, 2);
  go_elsewhere (self);
  wait_for_photos (self);
  g_assert_cmpstr (get_photo (self)->id, !=, first);
}

static void
test_it_is_waited_for_before_the_form_is_left (Coming        *self,
                                               gconstpointer  unused)
{
  pamor_photo_taker_hold (self->taker);
  gtk_widget_activate_action (self->probe.widget, "shell.back", NULL);
  gtk_widget_activate_action (self->probe.widget, "shell.back", NULL);
  pamor_test_probe_settle ();
  g_assert_true (get_form_page (self) == self->page);
  take_picture (self, 1);
  pamor_photo_taker_release (self->taker);
  while (get_form_page (self) != NULL)
    g_main_context_iteration (NULL, TRUE);
  get_photo (self);
}

static void
test_a_form_is_not_left_before_it_is_seen_what_can_not_be_taken (Coming        *self,
                                                                 gconstpointer  unused)
{
  take_rubbish (self);
  gtk_widget_activate_action (self->probe.widget, "shell.back", NULL);
  while (pamor_step_rail_get_current (self->page->rail) != self->page->photo_step)
    g_main_context_iteration (NULL, TRUE);
  pamor_test_probe_settle ();
  g_assert_true (get_form_page (self) == self->page);
  gtk_widget_activate_action (self->probe.widget, "shell.back", NULL);
  while (get_form_page (self) != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_what_can_not_be_taken_is_told_wherever_the_officer_is (Coming        *self,
                                                            gconstpointer  unused)
{
  g_autoptr (GError) error = g_error_new_literal (PAMOR_ERROR, PAMOR_ERROR_PHOTO_KIND, "");
  g_autofree char *why = pamor_words_for_error (error);
  g_autofree char *words
    = g_strdup_printf ("Photo not taken (%s): %s", get_requirement (self)->name, why);

  take_rubbish (self);
  go_elsewhere (self);
  while (pamor_test_probe_find (self->probe.widget, words) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

#define ADD(path, func) g_test_add (path, Coming, NULL, set_up, func, tear_down)

static void
add_tests (void)
{
  ADD ("/photo-coming/it-finds-the-form-that-is-opened-again",
       test_it_finds_the_form_that_is_opened_again);
  ADD ("/photo-coming/left-with-its-form-it-takes-the-place-of-another",
       test_left_with_its_form_it_takes_the_place_of_another);
  ADD ("/photo-coming/it-is-waited-for-before-the-form-is-left",
       test_it_is_waited_for_before_the_form_is_left);
  ADD ("/photo-coming/a-form-is-not-left-before-it-is-seen-what-can-not-be-taken",
       test_a_form_is_not_left_before_it_is_seen_what_can_not_be_taken);
  ADD ("/photo-coming/what-can-not-be-taken-is-told-wherever-the-officer-is",
       test_what_can_not_be_taken_is_told_wherever_the_officer_is);
}

int
main (int   argc,
      char *argv[])
{
  return pamor_test_probe_run (argc, argv, add_tests);
}
