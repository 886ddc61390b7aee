/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-photos.h"
#include "pamor-test-picture.h"
#include "ui/photos/pamor-photo-check.h"
#include "ui/photos/pamor-photo-move.h"
#include "ui/photos/pamor-photo-original.h"
#include "ui/photos/pamor-photo-verdict.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

static PamorPhotoSource *
make_picture (guint seed)
{
  PamorTestPicture spec = { .width = 1600, .height = 1200, .orientation = 6, .seed = seed };
  g_autoptr (GBytes) jpeg = pamor_test_picture_jpeg (&spec);

  return pamor_photo_source_new_bytes (jpeg);
}

static PamorPhotoCard *
find_missing (PamorTestPhotos *self)
{
  GPtrArray *requirements = pamor_form_get_service (self->form)->requirements;

  for (guint i = 0; i < requirements->len; i++)
    {
      const PamorRequirement *requirement = requirements->pdata[i];
      PamorPhotoCard *card = pamor_photo_page_find_card (self->page, requirement->code);

      if (pamor_photo_card_is_missing (card) && requirement->max == 1)
        return card;
    }
  g_assert_not_reached ();
}

static const PamorAttachment *
get_photo (PamorTestPhotos *self,
           guint            index)
{
  return pamor_form_get_attachments (self->form)->pdata[index];
}

static void
test_a_photo_is_shrunk_kept_and_then_taken (PamorTestPhotos *self,
                                            gconstpointer    unused)
{
  g_autoptr (PamorPhotoSource) source = make_picture (1);
  PamorPhotoCard *card = find_missing (self);
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GError) error = NULL;

  pamor_photo_card_take (card, source);
  g_assert_true (pamor_photo_taker_is_busy (self->taker));
  g_assert_cmpint (pamor_form_get_attachments (self->form)->len, ==, 0);
  pamor_test_photos_settle (self);
  g_assert_null (pamor_photo_card_get_trouble (card));
  g_assert_cmpint (pamor_photo_card_count_photos (card), ==, 1);
  g_assert_false (pamor_photo_card_is_missing (card));
  kept = pamor_test_store_read_photo (self->base.folder.store,
                                      pamor_photo_taker_get_id (self->taker),
                                      get_photo (self, 0)->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_bytes_get_size (kept), ==, get_photo (self, 0)->size);
  g_assert_cmpint (g_bytes_get_size (kept), <=, 750000);
}

/* Returns: (nullable): the first widget of the type in the tree below */
static GtkWidget *
find_widget (GtkWidget *from,
             GType      type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (from), type) ? from : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);
  return found;
}

static gboolean
says (GtkWidget  *from,
      const char *words)
{
  gboolean found = GTK_IS_LABEL (from) &&
                   g_str_equal (gtk_label_get_label (GTK_LABEL (from)), words);

  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = says (child, words);
  return found;
}

static void
test_the_verdict_on_what_is_kept_is_told (PamorTestPhotos *self,
                                          gconstpointer    unused)
{
  g_autoptr (PamorPhotoSource) source = make_picture (1);
  PamorPhotoCard *card = find_missing (self);
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GError) error = NULL;
  PamorLegibility verdict;
  GtkWidget *shown;

  g_assert_null (find_widget (GTK_WIDGET (card), PAMOR_TYPE_PHOTO_VERDICT));
  pamor_photo_card_take (card, source);
  pamor_test_photos_settle (self);
  shown = find_widget (GTK_WIDGET (card), PAMOR_TYPE_PHOTO_VERDICT);
  g_assert_nonnull (shown);
  while (!gtk_widget_get_visible (shown))
    g_main_context_iteration (NULL, TRUE);
  kept = pamor_test_store_read_photo (self->base.folder.store,
                                      pamor_photo_taker_get_id (self->taker),
                                      get_photo (self, 0)->id, &error);
  g_assert_no_error (error);
  g_assert_true (pamor_legibility_judge_jpeg (kept, &verdict, &error));
  g_assert_true (says (shown, pamor_legibility_get_title (&verdict)));
  g_assert_true (verdict.grade == PAMOR_LEGIBILITY_GOOD ||
                 says (shown, pamor_legibility_get_remedy (&verdict)));
}

static void
test_each_grade_differs_in_icon_and_words (void)
{
  g_autofree char *words = NULL;
  g_autofree char *icon = NULL;

  for (guint grade = PAMOR_LEGIBILITY_GOOD; grade <= PAMOR_LEGIBILITY_BAD; grade++)
    {
      g_autoptr (GtkWidget) shown = g_object_ref_sink (pamor_photo_verdict_new ());
      PamorLegibility verdict = { grade, grade > 0 ? PAMOR_LEGIBILITY_DARK : 0 };
      GtkImage *image;
      GtkLabel *label;

      pamor_photo_verdict_show (PAMOR_PHOTO_VERDICT (shown), &verdict);
      image = GTK_IMAGE (find_widget (shown, GTK_TYPE_IMAGE));
      label = GTK_LABEL (find_widget (shown, GTK_TYPE_LABEL));
      g_assert_cmpstr (gtk_image_get_icon_name (image), !=, icon);
      g_assert_cmpstr (gtk_label_get_label (label), !=, words);
      g_free (icon);
      icon = g_strdup (gtk_image_get_icon_name (image));
      g_free (words);
      words = g_strdup (gtk_label_get_label (label));
    }
}

static void
test_what_is_no_picture_is_refused_in_words (PamorTestPhotos *self,
                                             gconstpointer    unused)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("%PDF-1.7 bukan foto", 19);
  g_autoptr (PamorPhotoSource) source = pamor_photo_source_new_bytes (bytes);
  PamorPhotoCard *card = find_missing (self);

  pamor_photo_card_take (card, source);
  pamor_test_photos_settle (self);
  g_assert_nonnull (pamor_photo_card_get_trouble (card));
  g_assert_cmpint (pamor_photo_card_count_photos (card), ==, 0);
  g_assert_cmpint (pamor_photo_card_count_free (card), ==, 1);
}

static GtkWidget *
find_picture (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_PICTURE (child))
      return child;
  g_assert_not_reached ();
}

static void
test_of_a_damaged_photo_the_part_that_could_be_read_is_shown (PamorTestPhotos *self,
                                                              gconstpointer    unused)
{
  g_autoptr (PamorPhotoSource) whole = make_picture (1);
  g_autoptr (GBytes) bytes = g_bytes_new_from_bytes (whole->bytes, 0,
                                                     g_bytes_get_size (whole->bytes) / 2);
  g_autoptr (PamorPhotoSource) source = pamor_photo_source_new_bytes (bytes);
  PamorPhotoCard *card = find_missing (self);
  GtkWidget *part = find_picture (GTK_WIDGET (card));

  g_assert_false (gtk_widget_get_visible (part));
  pamor_photo_card_take (card, source);
  pamor_test_photos_settle (self);
  g_assert_nonnull (strchr (pamor_photo_card_get_trouble (card), '%'));
  g_assert_true (gtk_widget_get_visible (part));
  g_assert_nonnull (gtk_picture_get_paintable (GTK_PICTURE (part)));
  g_assert_cmpint (pamor_photo_card_count_photos (card), ==, 0);
  pamor_photo_card_take (card, whole);
  g_assert_false (gtk_widget_get_visible (part));
}

static void
test_a_second_photo_takes_the_place_of_the_only_one (PamorTestPhotos *self,
                                                     gconstpointer    unused)
{
  g_autoptr (PamorPhotoSource) first = make_picture (1);
  g_autoptr (PamorPhotoSource) second = make_picture (2);
  PamorPhotoCard *card = find_missing (self);
  g_autofree char *old = NULL;

  pamor_photo_card_take (card, first);
  pamor_test_photos_settle (self);
  old = g_strdup (get_photo (self, 0)->id);
  pamor_photo_card_take (card, second);
  pamor_test_photos_settle (self);
  g_assert_cmpint (pamor_form_get_attachments (self->form)->len, ==, 1);
  g_assert_cmpstr (get_photo (self, 0)->id, !=, old);
}

static void
test_several_go_to_the_missing_documents_in_order (PamorTestPhotos *self,
                                                   gconstpointer    unused)
{
  g_autoptr (GPtrArray) sources
    = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_photo_source_free);

  for (guint i = 0; i < 2; i++)
    g_ptr_array_add (sources, make_picture (i));
  pamor_photo_page_sort (self->page);
  pamor_photo_page_take (self->page, sources);
  pamor_test_photos_settle (self);
  g_assert_cmpint (pamor_form_get_attachments (self->form)->len, ==, 2);
  g_assert_cmpstr (get_photo (self, 0)->requirement, !=, get_photo (self, 1)->requirement);
}

static void
take_several (PamorTestPhotos *self,
              guint            first,
              guint            second)
{
  g_autoptr (GPtrArray) sources
    = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_photo_source_free);

  g_ptr_array_add (sources, make_picture (first));
  g_ptr_array_add (sources, make_picture (second));
  pamor_photo_page_sort (self->page);
  pamor_photo_page_take (self->page, sources);
  pamor_test_photos_settle (self);
}

/* Takes the first document that is missing, in a window. Returns: the one where the keyboard is */
static PamorPhotoCard *
take_with_keyboard (PamorTestPhotos        *self,
                    const PamorPhotoSource *source)
{
  PamorPhotoCard *card = find_missing (self), *at;
  GtkWidget *window = gtk_window_new (), *focus;

  pamor_photo_page_sort (self->page);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (self->page));
  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (card), GTK_DIR_TAB_FORWARD));
  pamor_photo_card_take (card, source);
  pamor_test_photos_settle (self);
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_nonnull (focus);
  at = PAMOR_PHOTO_CARD (gtk_widget_get_ancestor (focus, PAMOR_TYPE_PHOTO_CARD));
  g_assert_nonnull (at);
  gtk_window_destroy (GTK_WINDOW (window));
  return at;
}

static void
test_after_a_photo_the_keyboard_is_at_the_next_document (PamorTestPhotos *self,
                                                         gconstpointer    unused)
{
  g_autoptr (PamorPhotoSource) source = make_picture (1);
  PamorPhotoCard *at = take_with_keyboard (self, source);

  g_assert_cmpuint (pamor_photo_card_count_photos (at), ==, 0);
}

static void
test_after_a_photo_that_is_hard_to_read_the_keyboard_is_at_it (PamorTestPhotos *self,
                                                               gconstpointer    unused)
{
  PamorTestPicture spec = { .width = 96, .height = 72, .seed = 1 };
  g_autoptr (GBytes) bytes = pamor_test_picture_jpeg (&spec);
  g_autoptr (PamorPhotoSource) source = pamor_photo_source_new_bytes (bytes);
  PamorPhotoCard *at = take_with_keyboard (self, source);

  g_assert_cmpuint (pamor_photo_card_count_photos (at), ==, 1);
}

static gboolean
warns (PamorTestPhotos *self,
       const char      *requirement)
{
  PamorPhotoCard *card = pamor_photo_page_find_card (self->page, requirement);

  return gtk_widget_get_visible (GTK_WIDGET (
    gtk_widget_get_template_child (GTK_WIDGET (card), PAMOR_TYPE_PHOTO_CARD, "twin")));
}

static void
test_the_same_picture_at_two_documents_is_warned_of (PamorTestPhotos *self,
                                                     gconstpointer    unused)
{
  g_autofree char *first = NULL, *second = NULL;

  take_several (self, 1, 1);
  first = g_strdup (get_photo (self, 0)->requirement);
  second = g_strdup (get_photo (self, 1)->requirement);
  g_assert_true (warns (self, first));
  g_assert_true (warns (self, second));
  pamor_form_remove_attachment (self->form, get_photo (self, 1)->id);
  g_assert_false (warns (self, first));
  g_assert_false (warns (self, second));
}

static void
take_next (PamorTestPhotos *self,
           guint            seed)
{
  g_autoptr (PamorPhotoSource) source = make_picture (seed);

  pamor_photo_card_take (find_missing (self), source);
  pamor_test_photos_settle (self);
}

/* In a window, where the keyboard follows the photo */
static void
move (PamorTestPhotos *self,
      guint            photo,
      const char      *requirement)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (self->page));
  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->page), PAMOR_PHOTO_MOVE_ACTION,
                                             "(ss)", get_photo (self, photo)->id, requirement));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_a_photo_changes_places_with_the_one_where_it_belongs (PamorTestPhotos *self,
                                                           gconstpointer    unused)
{
  g_autofree char *first = NULL, *second = NULL;

  take_next (self, 1);
  take_next (self, 2);
  first = g_strdup (get_photo (self, 0)->requirement);
  second = g_strdup (get_photo (self, 1)->requirement);
  g_assert_false (warns (self, first));
  move (self, 0, second);
  g_assert_cmpint (pamor_form_get_attachments (self->form)->len, ==, 2);
  g_assert_cmpstr (get_photo (self, 0)->requirement, ==, second);
  g_assert_cmpstr (get_photo (self, 1)->requirement, ==, first);
}

static void
test_a_photo_is_moved_to_an_empty_document (PamorTestPhotos *self,
                                            gconstpointer    unused)
{
  PamorPhotoCard *from = find_missing (self), *to;

  take_next (self, 1);
  to = find_missing (self);
  move (self, 0, pamor_photo_card_get_requirement (to)->code);
  g_assert_cmpint (pamor_photo_card_count_photos (from), ==, 0);
  g_assert_cmpint (pamor_photo_card_count_photos (to), ==, 1);
  g_assert_true (pamor_photo_card_is_missing (from));
}

/* Returns: (transfer none) (nullable): the window that asks about the order */
static GtkWindow *
find_check (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (PAMOR_IS_PHOTO_CHECK (window))
        return window;
    }
  return NULL;
}

static void
test_several_that_found_their_places_are_shown_to_be_checked (PamorTestPhotos *self,
                                                              gconstpointer    unused)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (self->page));
  gtk_window_present (GTK_WINDOW (window));
  take_next (self, 3);
  g_assert_null (find_check ());
  take_several (self, 1, 2);
  g_assert_nonnull (find_check ());
  g_assert_true (gtk_window_get_focus (find_check ())
                 == gtk_window_get_default_widget (find_check ()));
  gtk_window_destroy (find_check ());
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Returns: (transfer none) (nullable): the button of the toast that is shown */
static GtkWidget *
find_button (GtkWidget *within)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (within) && gtk_button_get_label (GTK_BUTTON (within)) != NULL)
    return within;
  for (GtkWidget *child = gtk_widget_get_first_child (within); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child);
  return found;
}

static GtkWidget *
find_offer (GtkWidget *overlay)
{
  for (GtkWidget *child = gtk_widget_get_first_child (overlay); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_str_equal (gtk_widget_get_css_name (child), "toast"))
      return find_button (child);
  return NULL;
}

static GFile *
make_file (const char *folder)
{
  g_autoptr (PamorPhotoSource) picture = make_picture (1);
  GFile *file = g_file_new_build_filename (folder, "kk.jpg", NULL);

  g_assert_true (g_file_replace_contents (file, g_bytes_get_data (picture->bytes, NULL),
                                          g_bytes_get_size (picture->bytes), NULL, FALSE,
                                          G_FILE_CREATE_NONE, NULL, NULL, NULL));
  return file;
}

static void
test_an_original_goes_to_the_trash_when_asked (PamorTestPhotos *self,
                                               gconstpointer    unused)
{
  GtkWidget *window = gtk_window_new (), *overlay = adw_toast_overlay_new (), *button;
  g_autoptr (GFile) file = make_file (g_get_home_dir ());
  g_autoptr (PamorPhotoSource) source = pamor_photo_source_new_file (file);

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), GTK_WIDGET (self->page));
  gtk_window_set_child (GTK_WINDOW (window), overlay);
  gtk_window_present (GTK_WINDOW (window));
  pamor_photo_card_take (find_missing (self), source);
  g_assert_null (find_offer (overlay));
  pamor_test_photos_settle (self);
  button = find_offer (overlay);
  g_assert_nonnull (button);
  g_assert_true (g_file_query_exists (file, NULL));
  g_signal_emit_by_name (button, "clicked");
  while (g_file_query_exists (file, NULL))
    g_main_context_iteration (NULL, FALSE);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_only_what_is_the_officers_own_may_go (PamorTestPhotos *self,
                                           gconstpointer    unused)
{
  g_autoptr (GFile) own = make_file (g_get_home_dir ());
  g_autofree char *shared = g_dir_make_tmp ("pamor-office-XXXXXX", NULL);
  g_autoptr (GFile) office = make_file (shared);
  g_autoptr (GFile) folder = g_file_new_for_path (g_get_home_dir ());
  g_autoptr (GFile) gone = g_file_get_child (folder, "tidak-ada.jpg");

  g_assert_true (pamor_photo_original_is_own (own));
  g_assert_false (pamor_photo_original_is_own (office));
  g_assert_false (pamor_photo_original_is_own (folder));
  g_assert_false (pamor_photo_original_is_own (gone));
  g_assert_true (g_file_delete (own, NULL, NULL));
  g_assert_true (g_file_delete (office, NULL, NULL));
  g_assert_cmpint (g_rmdir (shared), ==, 0);
}

static void
test_a_document_that_is_not_asked_for_has_no_card (PamorTestPhotos *self,
                                                   gconstpointer    unused)
{
  GPtrArray *requirements = pamor_form_get_service (self->form)->requirements;

  for (guint i = 0; i < requirements->len; i++)
    {
      const PamorRequirement *requirement = requirements->pdata[i];
      PamorPhotoCard *card = pamor_photo_page_find_card (self->page, requirement->code);

      g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (card)), ==,
                       pamor_form_asks_for (self->form, requirement));
    }
}

static void
add (const char *name,
     void      (*test) (PamorTestPhotos *self, gconstpointer service))
{
  g_test_add (name, PamorTestPhotos, "AKTA_LAHIR", pamor_test_photos_set_up, test,
              pamor_test_photos_tear_down);
}

int
main (int argc, char *argv[])
{
  adw_init ();
  g_test_init (&argc, &argv, NULL);
  add ("/photo-card/a-photo-is-shrunk-kept-and-then-taken",
       test_a_photo_is_shrunk_kept_and_then_taken);
  add ("/photo-card/the-verdict-on-what-is-kept-is-told", test_the_verdict_on_what_is_kept_is_told);
  g_test_add_func ("/photo-card/each-grade-differs-in-icon-and-words",
                   test_each_grade_differs_in_icon_and_words);
  add ("/photo-card/what-is-no-picture-is-refused-in-words",
       test_what_is_no_picture_is_refused_in_words);
  add ("/photo-card/of-a-damaged-photo-the-part-that-could-be-read-is-shown",
       test_of_a_damaged_photo_the_part_that_could_be_read_is_shown);
  add ("/photo-card/a-second-photo-takes-the-place-of-the-only-one",
       test_a_second_photo_takes_the_place_of_the_only_one);
  add ("/photo-card/several-go-to-the-missing-documents-in-order",
       test_several_go_to_the_missing_documents_in_order);
  add ("/photo-card/after-a-photo-the-keyboard-is-at-the-next-document",
       test_after_a_photo_the_keyboard_is_at_the_next_document);
  add ("/photo-card/after-a-photo-that-is-hard-to-read-the-keyboard-is-at-it",
       test_after_a_photo_that_is_hard_to_read_the_keyboard_is_at_it);
  add ("/photo-card/the-same-picture-at-two-documents-is-warned-of",
       test_the_same_picture_at_two_documents_is_warned_of);
  add ("/photo-card/a-photo-changes-places-with-the-one-where-it-belongs",
       test_a_photo_changes_places_with_the_one_where_it_belongs);
  add ("/photo-card/a-photo-is-moved-to-an-empty-document",
       test_a_photo_is_moved_to_an_empty_document);
  add ("/photo-card/several-that-found-their-places-are-shown-to-be-checked",
       test_several_that_found_their_places_are_shown_to_be_checked);
  add ("/photo-card/an-original-goes-to-the-trash-when-asked",
       test_an_original_goes_to_the_trash_when_asked);
  add ("/photo-card/only-what-is-the-officers-own-may-go",
       test_only_what_is_the_officers_own_may_go);
  add ("/photo-card/a-document-that-is-not-asked-for-has-no-card",
       test_a_document_that_is_not_asked_for_has_no_card);
  return g_test_run ();
}
