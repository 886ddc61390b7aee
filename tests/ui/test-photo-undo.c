/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was taken out of a form that the office sent back comes back as it was. */
#include "pamor-test-desk.h"
#include "pamor-test-picture.h"
#include "pamor-test-probe.h"
#include "ui/compat/pamor-toast.h"
#include "ui/form/pamor-undo.h"
#include "ui/photos/pamor-photo-kept.h"
#include "ui/photos/pamor-photo-page.h"
#include "ui/photos/pamor-photo-ways.h"

#include <adwaita.h>

#define DOCUMENT "KTP_ORTU" /* of which there may be several photos */

typedef struct
{
  PamorTestDesk    base;
  PamorForm       *form;
  PamorDraftSaver *saver;
  PamorPhotoTaker *taker;
  GtkWidget       *window;
} Correction;

static PamorStore *
get_store (Correction *self)
{
  return self->base.folder.store;
}

static void
refuse (Correction      *self,
        PamorSubmission *sealed)
{
  g_autoptr (PamorSubmission) progress = pamor_submission_copy (sealed);

  progress->state = PAMOR_STATE_PARKED;
  pamor_submission_set_reason (progress, "validation", "Foto buram", "/attachments/0");
  g_assert_true (pamor_test_store_keep (get_store (self), progress, NULL));
}

/* Two photos of one document, sealed, refused with 422, opened to be corrected. */
static void
set_up (Correction    *self,
        gconstpointer  unused)
{
  g_autoptr (GPtrArray) photos = g_ptr_array_new_with_free_func (
    (GDestroyNotify) pamor_attachment_free);
  g_autoptr (PamorSubmission) item = NULL, sealed = NULL;
  GtkWidget *overlay = adw_toast_overlay_new ();

  pamor_test_desk_set_up (&self->base, NULL);
  self->form = pamor_test_desk_new_form (&self->base, "KIA_BARU_A");
  item = pamor_test_desk_new_item (&self->base, self->form);
  for (guint i = 0; i < 2; i++)
    {
      PamorAttachment *photo = pamor_test_store_new_photo (self->base.folder.clock, 5000 + i);

      g_free (photo->requirement);
      photo->requirement = g_strdup (DOCUMENT);
      pamor_form_add_attachment (self->form, photo);
      g_ptr_array_add (photos, photo);
    }
  sealed = pamor_test_store_seal (get_store (self), item, "{}", "{\"isi\": 1}", photos, NULL);
  g_assert_nonnull (sealed);
  refuse (self, sealed);

  self->saver = pamor_draft_saver_new (get_store (self), self->form,
                                       pamor_store_find (get_store (self), item->id));
  self->taker = pamor_photo_taker_new (self->base.desk, self->form, self->saver);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), pamor_photo_page_new (self->taker));
  self->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (self->window), overlay);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
settle (Correction *self)
{
  while (pamor_draft_saver_get_state (self->saver) == PAMOR_DRAFT_DIRTY)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
tear_down (Correction    *self,
           gconstpointer  unused)
{
  settle (self);
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->taker);
  g_assert_finalize_object (self->saver);
  g_assert_finalize_object (self->form);
  pamor_test_desk_tear_down (&self->base, NULL);
}

/* Returns: (nullable): the first of @type; of a button the one with this @label */
static GtkWidget *
find (GtkWidget  *from,
      GType       type,
      const char *label)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (from), type)
      && (label == NULL || g_strcmp0 (gtk_button_get_label (GTK_BUTTON (from)), label) == 0))
    return from;
  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type, label);
  return found;
}

static char *
list_photos (Correction *self)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  GPtrArray *all = pamor_form_get_attachments (self->form);

  for (guint i = 0; i < all->len; i++)
    g_string_append_printf (ids, "%s ", ((PamorAttachment *) all->pdata[i])->id);
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

/* Also after the form was saved without it: the pages keep their order, and the bytes are there. */
static void
test_a_photo_taken_out_of_a_correction_comes_back_as_it_was (Correction    *self,
                                                             gconstpointer  unused)
{
  const char *id = pamor_photo_taker_get_id (self->taker);
  g_autofree char *before = list_photos (self), *after = NULL, *first = NULL, *kept = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *photo = find (self->window, PAMOR_TYPE_PHOTO_KEPT, NULL);

  first = g_strdup (pamor_photo_kept_get_attachment (PAMOR_PHOTO_KEPT (photo))->id);
  g_assert_true (g_str_has_prefix (before, first));
  g_signal_emit_by_name (photo, "remove");
  settle (self);
  kept = pamor_test_store_read_form (get_store (self), id, NULL);
  g_assert_null (strstr (kept, first));

  g_signal_emit_by_name (find (self->window, GTK_TYPE_BUTTON, "Undo"), "clicked");
  after = list_photos (self);
  g_assert_cmpstr (after, ==, before);
  settle (self);
  g_free (kept);
  kept = pamor_test_store_read_form (get_store (self), id, NULL);
  g_assert_nonnull (strstr (kept, first));
  content = pamor_test_store_read_photo (get_store (self), id, first, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (content), ==, 5000);
  g_assert_cmpint (pamor_store_find (get_store (self), id)->state, ==, PAMOR_STATE_PARKED);
  g_assert_cmpstr (pamor_store_find (get_store (self), id)->reason, ==, "validation");
  g_assert_true (pamor_submission_can_correct (pamor_store_find (get_store (self), id)));
}

static void
settle_photos (Correction *self)
{
  while (pamor_photo_taker_is_busy (self->taker))
    g_main_context_iteration (NULL, TRUE);
  settle (self);
}

/* The file that would be chosen comes another way. */
static void
cancel_choice (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i > 0; i--)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i - 1);

      if (GTK_IS_FILE_CHOOSER (window))
        gtk_dialog_response (GTK_DIALOG (window), GTK_RESPONSE_CANCEL);
    }
}

static void
test_one_that_could_not_be_replaced_stays_when_another_is_added (Correction    *self,
                                                                 gconstpointer  unused)
{
  PamorTestPicture spec = { .width = 800, .height = 600, .seed = 2 };
  g_autoptr (GBytes) jpeg = pamor_test_picture_jpeg (&spec), text = g_bytes_new ("none", 4);
  g_autoptr (PamorPhotoSource) good = pamor_photo_source_new_bytes (jpeg);
  g_autoptr (PamorPhotoSource) bad = pamor_photo_source_new_bytes (text);
  g_autoptr (GPtrArray) sources = g_ptr_array_new ();
  GtkWidget *page = find (self->window, PAMOR_TYPE_PHOTO_PAGE, NULL);
  PamorPhotoCard *card = pamor_photo_page_find_card (PAMOR_PHOTO_PAGE (page), DOCUMENT);

  g_signal_emit_by_name (find (GTK_WIDGET (card), PAMOR_TYPE_PHOTO_KEPT, NULL), "remove");
  g_signal_emit_by_name (find (GTK_WIDGET (card), PAMOR_TYPE_PHOTO_KEPT, NULL), "replace");
  g_ptr_array_add (sources, bad);
  g_signal_emit_by_name (find (GTK_WIDGET (card), PAMOR_TYPE_PHOTO_WAYS, NULL), "took", sources);
  settle_photos (self);
  g_assert_nonnull (pamor_photo_card_get_trouble (card));
  pamor_photo_card_take (card, good);
  settle_photos (self);
  g_assert_cmpint (pamor_photo_card_count_photos (card), ==, 2);
  cancel_choice ();
}

static GtkWidget *
find_remove (GtkWidget *within)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (within)
      && g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (within)), "user-trash-symbolic") == 0)
    return within;
  for (GtkWidget *child = gtk_widget_get_first_child (within); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_remove (child);
  return found;
}

static void
test_the_keyboard_stays_where_a_photo_was_removed (Correction    *self,
                                                   gconstpointer  unused)
{
  for (guint left = 2; left > 0; left--)
    {
      GtkWidget *remove = find_remove (self->window), *focus;

      g_assert_true (gtk_widget_grab_focus (remove));
      g_signal_emit_by_name (remove, "clicked");
      settle (self);
      focus = gtk_window_get_focus (GTK_WINDOW (self->window));
      g_assert_nonnull (focus);
      g_assert_nonnull (gtk_widget_get_ancestor (focus, PAMOR_TYPE_PHOTO_CARD));
    }
}

static void
note (gpointer what)
{
  (*(guint *) what)++;
}

static void
leave (gpointer  what,
       GClosure *closure)
{
}

static void
test_what_was_done_last_is_undone_first (void)
{
  PamorTestProbe probe;
  guint first = 0, second = 0;

  pamor_test_probe_set_up (&probe, adw_toast_overlay_new ());
  pamor_undo_offer (probe.widget, "Photo moved: first", note, &first, leave);
  pamor_undo_offer (probe.widget, "Photo moved: second", note, &second, leave);
  while (pamor_test_probe_find (probe.widget, "Photo moved: first") != NULL)
    g_main_context_iteration (NULL, TRUE);
  pamor_test_probe_press (&probe, "Undo");
  g_assert_cmpuint (second, ==, 1);
  while (pamor_test_probe_find (probe.widget, "Photo moved: first") == NULL)
    g_main_context_iteration (NULL, TRUE);
  while (pamor_test_probe_find (probe.widget, "Photo moved: second") != NULL)
    g_main_context_iteration (NULL, TRUE);
  pamor_test_probe_press (&probe, "Undo");
  g_assert_cmpuint (first, ==, 1);
  pamor_test_probe_tear_down (&probe);
}

static void
test_a_toast_that_has_just_come_can_go (void)
{
  PamorTestProbe probe;
  AdwToast *toast = adw_toast_new ("Draft deleted");

  pamor_test_probe_set_up (&probe, adw_toast_overlay_new ());
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (probe.widget), toast);
  pamor_toast_dismiss (ADW_TOAST_OVERLAY (probe.widget), toast);
  while (pamor_test_probe_find (probe.widget, "Draft deleted") != NULL)
    g_main_context_iteration (NULL, TRUE);
  pamor_test_probe_tear_down (&probe);
}

int
main (int   argc,
      char *argv[])
{
  adw_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/photo-undo/a-photo-taken-out-of-a-correction-comes-back-as-it-was", Correction,
              NULL, set_up, test_a_photo_taken_out_of_a_correction_comes_back_as_it_was, tear_down);
  g_test_add ("/photo-undo/one-that-could-not-be-replaced-stays-when-another-is-added", Correction,
              NULL, set_up, test_one_that_could_not_be_replaced_stays_when_another_is_added,
              tear_down);
  g_test_add ("/photo-undo/the-keyboard-stays-where-a-photo-was-removed", Correction, NULL, set_up,
              test_the_keyboard_stays_where_a_photo_was_removed, tear_down);
  g_test_add_func ("/photo-undo/what-was-done-last-is-undone-first",
                   test_what_was_done_last_is_undone_first);
  g_test_add_func ("/toast/a-toast-that-has-just-come-can-go",
                   test_a_toast_that_has_just_come_can_go);
  return g_test_run ();
}
