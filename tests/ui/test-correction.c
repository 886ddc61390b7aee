/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A correction that was begun is thrown away, and for a moment taken back. */
#include "pamor-test-catalogue.h"
#include "pamor-test-desk.h"
#include "pamor-test-probe.h"
#include "domain/pamor-form-private.h"
#include "ui/form/pamor-form-page-private.h"
#include "ui/outbox/pamor-bin.h"
#include "ui/outbox/pamor-item-page.h"
#include "ui/shell/pamor-shell.h"

#define SUBJECT "aduan.pokok"
#define SEALED "KTP sudah dua bulan belum jadi"
#define BETTER "KTP hilang, dua bulan belum jadi"
#define DROP "Drop the correction"

/** Back: a window in which something is shown that the office gave back */
typedef struct
{
  PamorTestDesk  base;
  PamorTestProbe probe;
  char          *id;
} Back;

static PamorSubmission *
find (Back *self)
{
  return pamor_store_find (self->base.folder.store, self->id);
}

static gboolean
is_begun (Back *self)
{
  return pamor_bin_find_begun (pamor_desk_get_bin (self->base.desk), find (self)) != NULL;
}

static GtkWidget *
get_page (Back *self)
{
  return pamor_shell_get_page (PAMOR_SHELL (self->probe.widget));
}

/* @closed: whether the office takes no revision of it */
static void
set_up (Back          *self,
        gconstpointer  closed)
{
  g_autoptr (PamorForm) form = NULL;
  g_autoptr (PamorSubmission) item = NULL, sealed = NULL, progress = NULL;
  g_autoptr (GBytes) bytes = NULL;

  pamor_test_desk_set_up (&self->base, NULL);
  form = pamor_test_form_read ("ADUAN");
  item = pamor_test_desk_new_item (&self->base, form);
  item->title = g_strdup ("Ani");
  bytes = pamor_form_to_bytes (form);
  sealed = pamor_test_store_seal (self->base.folder.store, item, g_bytes_get_data (bytes, NULL),
                                  "{\"isi\": 1}", NULL, NULL);
  progress = pamor_submission_copy (sealed);
  progress->state = PAMOR_STATE_PARKED;
  pamor_submission_set_reason (progress, closed != NULL ? "closed" : "validation", "Kurang jelas",
                               NULL);
  g_assert_true (pamor_test_store_keep (self->base.folder.store, progress, NULL));
  self->id = g_strdup (item->id);
  pamor_test_probe_set_up (&self->probe, pamor_shell_new (self->base.desk));
  gtk_widget_activate_action (self->probe.widget, "shell.open", "s", self->id);
}

static void
tear_down (Back          *self,
           gconstpointer  unused)
{
  if (self->probe.window != NULL)
    pamor_test_probe_tear_down (&self->probe);
  pamor_test_probe_settle ();
  g_free (self->id);
  pamor_test_desk_tear_down (&self->base, NULL);
}

static PamorFormPage *
edit (Back *self)
{
  gtk_widget_activate_action (self->probe.widget, "shell.edit", "s", self->id);
  while (!PAMOR_IS_FORM_PAGE (get_page (self)))
    g_main_context_iteration (NULL, TRUE);
  return PAMOR_FORM_PAGE (get_page (self));
}

/* What is typed is kept; then the form is left. */
static void
begin (Back *self)
{
  PamorFormPage *page = edit (self);

  pamor_form_set (page->form, SUBJECT, BETTER);
  pamor_form_page_close (page);
  while (!PAMOR_IS_ITEM_PAGE (get_page (self)))
    g_main_context_iteration (NULL, TRUE);
}

static void
check_form (Back       *self,
            const char *subject)
{
  PamorFormPage *page = edit (self);

  g_assert_cmpstr (pamor_form_get (page->form, SUBJECT), ==, subject);
}

static void
wait_until_dropped (Back *self)
{
  while (is_begun (self) || !PAMOR_IS_ITEM_PAGE (get_page (self)))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_dropped_in_the_form_it_comes_back_as_it_was (Back          *self,
                                                  gconstpointer  unused)
{
  PamorFormPage *page = edit (self);

  pamor_form_set (page->form, SUBJECT, BETTER);
  pamor_test_probe_press (&self->probe, DROP);
  while (!PAMOR_IS_ITEM_PAGE (get_page (self)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (is_begun (self));
  g_assert_nonnull (pamor_test_probe_find (self->probe.widget, "Correct"));
  pamor_test_probe_press (&self->probe, "Undo");
  g_assert_true (is_begun (self));
  g_assert_nonnull (pamor_test_probe_find (self->probe.widget, "Continue the correction"));
  check_form (self, BETTER); /* what was typed a moment before, too */
}

static void
test_not_taken_back_it_goes_and_what_was_sealed_stays (Back          *self,
                                                       gconstpointer  unused)
{
  g_autofree char *payload = NULL, *form = NULL, *history = NULL;

  begin (self);
  g_assert_true (find (self)->begun);
  pamor_test_probe_press (&self->probe, DROP);
  g_assert_true (PAMOR_IS_ITEM_PAGE (get_page (self)));
  g_assert_true (find (self)->begun);
  pamor_test_probe_tear_down (&self->probe);
  self->probe.window = NULL;
  while (find (self)->begun)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (find (self)->state, ==, PAMOR_STATE_PARKED);
  g_assert_cmpstr (find (self)->reason_text, ==, "Kurang jelas");
  payload = pamor_test_store_read_payload (self->base.folder.store, self->id, NULL);
  form = pamor_test_store_read_form (self->base.folder.store, self->id, NULL);
  history = pamor_test_store_read_history (self->base.folder.store, self->id);
  g_assert_cmpstr (payload, ==, "{\"isi\": 1}");
  g_assert_nonnull (strstr (form, SEALED));
  g_assert_nonnull (strstr (history, "sealed parked"));
}

static void
test_begun_anew_at_once_it_begins_with_what_was_sealed (Back          *self,
                                                        gconstpointer  unused)
{
  PamorFormPage *page;

  begin (self);
  pamor_test_probe_press (&self->probe, DROP);
  check_form (self, SEALED);
  g_assert_null (pamor_test_probe_find (self->probe.widget, "Undo"));
  page = PAMOR_FORM_PAGE (get_page (self));
  pamor_form_set (page->form, SUBJECT, BETTER);
  pamor_form_page_close (page);
  while (!PAMOR_IS_ITEM_PAGE (get_page (self)))
    g_main_context_iteration (NULL, TRUE);
  pamor_test_probe_settle ();
  g_assert_true (is_begun (self)); /* the deletion was of the one before */
  check_form (self, BETTER);
}

/* The office counts people and photos as they stood there. */
static void
test_it_knows_what_was_sent (Back          *self,
                             gconstpointer  unused)
{
  PamorFormPage *page;

  begin (self);
  page = edit (self);
  g_assert_cmpstr (pamor_form_get (page->form, SUBJECT), ==, BETTER);
  g_assert_cmpstr (pamor_form_get (page->form->sent, SUBJECT), ==, SEALED);
}

/* Returns: (transfer full): three witnesses, without the first @gone of them */
static PamorForm *
new_birth (guint gone)
{
  static const char *const niks[] = { "3275014508750001", "3275010102030002", "3275014203040003" };
  PamorForm *form = pamor_test_form_read ("AKTA_LAHIR");

  while (pamor_form_get_count (form, "saksi.orang") > 0)
    pamor_form_remove_item (form, "saksi.orang", 0);
  for (guint i = gone; i < G_N_ELEMENTS (niks); i++)
    {
      g_autofree char *path = g_strdup_printf ("saksi.orang[%u].nik", i - gone);

      pamor_form_append_item (form, "saksi.orang");
      pamor_form_set (form, path, niks[i]);
    }
  return form;
}

static void
test_the_person_whom_the_office_means_is_found_or_told_to_be_gone (Back          *self,
                                                                   gconstpointer  unused)
{
  g_autoptr (PamorForm) sent = new_birth (0), form = new_birth (1);
  g_autoptr (PamorSubmission) item = pamor_test_desk_new_item (&self->base, form);
  PamorTestProbe probe;
  PamorFormPage *page;

  item->state = PAMOR_STATE_PARKED;
  pamor_submission_set_reason (item, "validation", "NIK saksi salah.",
                               "/answers/saksi/orang/1/nik");
  pamor_form_set_sent (form, sent);
  pamor_test_probe_set_up (&probe, pamor_form_page_new (self->base.desk, form, item));
  page = PAMOR_FORM_PAGE (probe.widget);
  while (page->arrival != 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_widget_is_ancestor (
    gtk_window_get_focus (GTK_WINDOW (probe.window)),
    pamor_row_get_widget (pamor_row_set_find (page->rows, "saksi.orang[0].nik"))));
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "Go there"));

  pamor_form_remove_item (form, "saksi.orang", 0);
  pamor_test_probe_press (&probe, "Go there");
  g_assert_nonnull (strstr (pamor_banner_get_title (page->office), "no longer"));
  g_assert_null (pamor_test_probe_find (probe.widget, "Go there"));
  pamor_test_probe_tear_down (&probe);
}

static void
test_untouched_it_is_left_and_nothing_offered_back (Back          *self,
                                                    gconstpointer  unused)
{
  edit (self);
  pamor_test_probe_press (&self->probe, DROP);
  wait_until_dropped (self);
  g_assert_null (pamor_test_probe_find (self->probe.widget, "Undo"));
  g_assert_null (pamor_test_probe_find (self->probe.widget, DROP));
}

static void
test_what_was_sealed_is_shown_meanwhile (Back          *self,
                                         gconstpointer  unused)
{
  begin (self);
  gtk_widget_activate_action (self->probe.widget, "shell.back", NULL);
  gtk_widget_activate_action (self->probe.widget, "shell.open", "s", self->id);
  while (pamor_test_probe_find (self->probe.widget, SEALED) == NULL)
    {
      g_assert_null (pamor_test_probe_find (self->probe.widget, BETTER));
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_the_draft_in_its_place_goes_too (Back          *self,
                                      gconstpointer  unused)
{
  PamorBin *bin;
  g_autofree char *draft = NULL;

  edit (self);
  pamor_form_page_close (PAMOR_FORM_PAGE (get_page (self)));
  while (!PAMOR_IS_ITEM_PAGE (get_page (self)))
    g_main_context_iteration (NULL, TRUE);
  bin = pamor_desk_get_bin (self->base.desk);
  draft = g_strdup (pamor_bin_find_begun (bin, find (self)));
  g_assert_cmpstr (draft, !=, self->id);

  pamor_test_probe_press (&self->probe, DROP); /* on the page of the one in the place of which */
  g_assert_true (PAMOR_IS_ITEM_PAGE (get_page (self)));
  g_assert_false (is_begun (self));
  pamor_test_probe_press (&self->probe, "Undo");
  g_assert_cmpstr (pamor_bin_find_begun (bin, find (self)), ==, draft);

  gtk_widget_activate_action (self->probe.widget, "shell.open", "s", draft);
  gtk_widget_activate_action (self->probe.widget, "shell.delete", "s", draft);
  g_assert_cmpstr (pamor_item_page_get_id (PAMOR_ITEM_PAGE (get_page (self))), ==, self->id);
  edit (self);
  g_assert_cmpstr (pamor_bin_find_begun (bin, find (self)), !=, draft);
  while (pamor_store_find (self->base.folder.store, draft) != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (is_begun (self));
}

#define ADD(path, closed, func) \
  g_test_add ("/correction/" path, Back, closed, set_up, func, tear_down)

static void
add_tests (void)
{
  ADD ("dropped-in-the-form-it-comes-back-as-it-was", NULL,
       test_dropped_in_the_form_it_comes_back_as_it_was);
  ADD ("not-taken-back-it-goes-and-what-was-sealed-stays", NULL,
       test_not_taken_back_it_goes_and_what_was_sealed_stays);
  ADD ("it-knows-what-was-sent", NULL, test_it_knows_what_was_sent);
  ADD ("the-person-whom-the-office-means-is-found-or-told-to-be-gone", NULL,
       test_the_person_whom_the_office_means_is_found_or_told_to_be_gone);
  ADD ("begun-anew-at-once-it-begins-with-what-was-sealed", NULL,
       test_begun_anew_at_once_it_begins_with_what_was_sealed);
  ADD ("untouched-it-is-left-and-nothing-offered-back", NULL,
       test_untouched_it_is_left_and_nothing_offered_back);
  ADD ("what-was-sealed-is-shown-meanwhile", NULL, test_what_was_sealed_is_shown_meanwhile);
  ADD ("the-draft-in-its-place-goes-too", "closed", test_the_draft_in_its_place_goes_too);
}

int
main (int   argc,
      char *argv[])
{
  return pamor_test_probe_run (argc, argv, add_tests);
}
