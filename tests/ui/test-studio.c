/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pamor-error.h"
#include "pamor-test-desk.h"
#include "pamor-test-picture.h"
#include "pamor-test-probe.h"
#include "ui/studio/pamor-studio-frame.h"
#include "ui/studio/pamor-studio-page.h"
#include "ui/studio/pamor-studio.h"

#include <math.h>

#define WIDTH 640
#define HEIGHT 480

/** Studio: a form with one photo, red at the upper left, as it lies in the store, being edited */
typedef struct
{
  PamorTestDesk    base;
  PamorForm       *form;
  PamorDraftSaver *saver;
  PamorPhotoTaker *taker;
  PamorStudio     *studio;
  PamorAttachment *taken;
} Studio;

static const PamorRequirement *
get_requirement (Studio *self)
{
  return pamor_form_get_service (self->form)->requirements->pdata[0];
}

static void
on_taken_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = pamor_photo_taker_take_finish (PAMOR_PHOTO_TAKER (source), result, &error);

  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
take (Studio           *self,
      PamorPhotoSource *source)
{
  gboolean done = FALSE;

  pamor_photo_taker_take_async (self->taker, source, get_requirement (self)->code, NULL, NULL,
                                NULL, on_taken_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static const PamorAttachment *
get_photo (Studio *self)
{
  g_assert_cmpint (pamor_form_get_attachments (self->form)->len, ==, 1);
  return pamor_form_get_attachments (self->form)->pdata[0];
}

static void
wait_for (Studio          *self,
          const PamorEdit *edit)
{
  while (!pamor_studio_shows (self->studio, edit))
    g_main_context_iteration (NULL, TRUE);
}

static GBytes *
make_picture (void)
{
  PamorTestPicture spec = { .width = WIDTH, .height = HEIGHT, .quality = 95 };

  return pamor_test_picture_jpeg (&spec);
}

static void
set_up_form (Studio        *self,
             gconstpointer  unused)
{
  g_autoptr (PamorSubmission) item = NULL;

  pamor_test_desk_set_up (&self->base, NULL);
  self->form = pamor_test_desk_new_form (&self->base, "AKTA_LAHIR");
  item = pamor_test_desk_new_item (&self->base, self->form);
  self->saver = pamor_draft_saver_new (self->base.folder.store, self->form, item);
  self->taker = pamor_photo_taker_new (self->base.desk, self->form, self->saver);
}

static void
open_photo (Studio *self)
{
  const PamorEdit nothing = { 0 };

  self->taken = pamor_attachment_copy (get_photo (self));
  self->studio = pamor_studio_new (self->taker, self->taken);
  wait_for (self, &nothing);
}

static void
set_up (Studio        *self,
        gconstpointer  unused)
{
  g_autoptr (GBytes) jpeg = make_picture ();
  g_autoptr (PamorPhotoSource) source = pamor_photo_source_new_bytes (jpeg);

  set_up_form (self, NULL);
  take (self, source);
  open_photo (self);
}

static void
tear_down (Studio        *self,
           gconstpointer  unused)
{
  while (pamor_draft_saver_get_state (self->saver) == PAMOR_DRAFT_DIRTY
         || pamor_photo_taker_is_busy (self->taker))
    g_main_context_iteration (NULL, TRUE);
  pamor_attachment_free (self->taken);
  g_assert_finalize_object (self->studio);
  g_assert_finalize_object (self->taker);
  g_assert_finalize_object (self->saver);
  g_assert_finalize_object (self->form);
  pamor_test_desk_tear_down (&self->base, NULL);
}

static void
take_step (Studio          *self,
           const PamorEdit *edit)
{
  pamor_studio_take_step (self->studio, edit);
  wait_for (self, edit);
}

static void
on_saved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GError **error = user_data;
  g_autofree char *id = pamor_studio_save_finish (PAMOR_STUDIO (source), result, error);

  if (id != NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_EXISTS, id);
}

/* Returns: (transfer full): the id of the new photo as an error that it exists, or why not */
static GError *
save (Studio *self)
{
  GError *error = NULL;

  pamor_studio_save_async (self->studio, on_saved_cb, &error);
  while (error == NULL)
    g_main_context_iteration (NULL, TRUE);
  return error;
}

static GBytes *
read_photo (Studio     *self,
            const char *attachment)
{
  g_autoptr (GError) error = NULL;
  GBytes *jpeg = pamor_test_store_read_photo (self->base.folder.store,
                                              pamor_photo_taker_get_id (self->taker), attachment,
                                              &error);

  g_assert_no_error (error);
  return jpeg;
}

static void
assert_turned (GBytes *jpeg)
{
  guint width, height;
  g_autofree guint8 *pixels = pamor_test_picture_decode (jpeg, &width, &height);
  const guint8 *upper_right = pixels + 3 * (20 * width + width - 20);

  g_assert_cmpint (width, ==, HEIGHT);
  g_assert_cmpint (height, ==, WIDTH);
  g_assert_cmpint (upper_right[0], >, 200);
  g_assert_cmpint (upper_right[1], <, 60);
}

static void
test_a_saved_photo_takes_the_place_of_the_first (Studio        *self,
                                                 gconstpointer  unused)
{
  const PamorEdit turned = { .turns = 1 };
  g_autoptr (GError) saved = NULL;
  g_autoptr (GBytes) now = NULL;
  g_autoptr (GBytes) before = NULL;

  g_assert_false (pamor_studio_can_save (self->studio));
  take_step (self, &turned);
  saved = save (self);
  g_assert_error (saved, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_assert_cmpstr (get_photo (self)->id, ==, saved->message);
  g_assert_cmpstr (get_photo (self)->id, !=, self->taken->id);
  g_assert_cmpstr (get_photo (self)->requirement, ==, self->taken->requirement);
  now = read_photo (self, get_photo (self)->id);
  assert_turned (now);
  g_assert_cmpint (g_bytes_get_size (now), ==, get_photo (self)->size);
  before = read_photo (self, self->taken->id);
  g_assert_cmpint (g_bytes_get_size (before), ==, self->taken->size);
}

static void
test_where_the_disk_is_full_the_photo_stays (Studio        *self,
                                             gconstpointer  unused)
{
  const PamorEdit turned = { .turns = 1 };
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) saved = NULL;

  take_step (self, &turned);
  pamor_test_desk_fill_disk (&self->base, TRUE);
  refused = save (self);
  g_assert_cmpuint (refused->domain, ==, PAMOR_ERROR);
  g_assert_cmpstr (get_photo (self)->id, ==, self->taken->id);
  pamor_test_desk_fill_disk (&self->base, FALSE);
  saved = save (self);
  g_assert_error (saved, G_IO_ERROR, G_IO_ERROR_EXISTS);
}

static void
test_steps_are_taken_back_and_done_again (Studio        *self,
                                          gconstpointer  unused)
{
  PamorEdit turned = { .turns = 1 }, grey = { .turns = 1, .grey = TRUE };
  const PamorEdit other = { .turns = 2 };

  take_step (self, &turned);
  take_step (self, &grey);
  pamor_studio_go (self->studio, -1);
  g_assert_true (pamor_edit_equal (pamor_studio_get_edit (self->studio), &turned));
  wait_for (self, &turned);
  g_assert_cmpint (pamor_studio_get_photo (self->studio)->width, ==, HEIGHT);
  pamor_studio_go (self->studio, 1);
  g_assert_true (pamor_edit_equal (pamor_studio_get_edit (self->studio), &grey));
  pamor_studio_go (self->studio, -2);
  g_assert_false (pamor_studio_can_go (self->studio, -1));
  pamor_studio_take_step (self->studio, &other);
  g_assert_false (pamor_studio_can_go (self->studio, 1));
  wait_for (self, &other);
}

static void
test_a_slider_that_is_moved_is_one_step (Studio        *self,
                                         gconstpointer  unused)
{
  PamorEdit edit = { .turns = 1 };

  pamor_studio_take_step (self->studio, &edit);
  for (guint i = 1; i <= 5; i++)
    {
      edit.brightness = i / 10.0;
      pamor_studio_take_step (self->studio, &edit);
    }
  wait_for (self, &edit);
  pamor_studio_go (self->studio, -1);
  g_assert_cmpfloat (pamor_studio_get_edit (self->studio)->brightness, ==, 0);
  g_assert_cmpint (pamor_studio_get_edit (self->studio)->turns, ==, 1);
  wait_for (self, pamor_studio_get_edit (self->studio));
}

/* Bytes that the store has are those that a photo is made of, where the file is another by now. */
static void
test_a_file_that_changed_meanwhile_is_not_taken_for_the_photo (Studio        *self,
                                                               gconstpointer  unused)
{
  const PamorEdit turned = { .turns = 1 };
  g_autofree char *path = g_build_filename (self->base.folder.folder, "foto.jpg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (PamorPhotoSource) source = pamor_photo_source_new_file (file);
  PamorTestPicture another = { .width = 300, .height = 200, .seed = 9 };
  g_autoptr (GBytes) jpeg = make_picture ();
  g_autoptr (GBytes) other = pamor_test_picture_jpeg (&another);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (jpeg, NULL),
                                      g_bytes_get_size (jpeg), NULL));
  take (self, source);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (other, NULL),
                                      g_bytes_get_size (other), NULL));
  open_photo (self);
  g_assert_cmpint (pamor_studio_get_photo (self->studio)->width, ==, WIDTH);
  take_step (self, &turned);
  assert_turned (pamor_studio_get_photo (self->studio)->jpeg);
}

static void
test_a_file_that_went_away_is_not_needed (Studio        *self,
                                          gconstpointer  unused)
{
  const PamorEdit turned = { .turns = 1 };
  g_autofree char *path = g_build_filename (self->base.folder.folder, "foto.jpg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (PamorPhotoSource) source = pamor_photo_source_new_file (file);
  g_autoptr (GBytes) jpeg = make_picture ();

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (jpeg, NULL),
                                      g_bytes_get_size (jpeg), NULL));
  take (self, source);
  open_photo (self);
  g_assert_true (g_file_delete (file, NULL, NULL));
  take_step (self, &turned);
  g_assert_no_error (pamor_studio_get_error (self->studio));
  assert_turned (pamor_studio_get_photo (self->studio)->jpeg);
}

static void
test_a_corner_moves_as_far_as_the_shape_allows (void)
{
  const PamorEditPoint square[4] = { { 0.2, 0.2 }, { 0.8, 0.2 }, { 0.8, 0.8 }, { 0.2, 0.8 } };
  PamorStudioFrame *frame = g_object_ref_sink (g_object_new (PAMOR_TYPE_STUDIO_FRAME, NULL));
  PamorPhotoCanvas *canvas = g_object_ref_sink (g_object_new (PAMOR_TYPE_PHOTO_CANVAS, NULL));

  pamor_studio_frame_set_canvas (frame, canvas);
  pamor_studio_frame_show (frame, PAMOR_STUDIO_SHAPE_FREE, square);
  g_assert_true (pamor_studio_frame_move (frame, 2, 0.9, 0.7));
  g_assert_cmpfloat (pamor_studio_frame_get_corners (frame)[1].x, ==, 0.8);
  g_assert_false (pamor_studio_frame_move (frame, 2, 0.3, 0.3)); /* a dent */
  g_assert_cmpfloat (pamor_studio_frame_get_corners (frame)[2].x, ==, 0.9);
  g_assert_true (pamor_studio_frame_move (frame, 0, -5, 0.1));
  g_assert_cmpfloat (pamor_studio_frame_get_corners (frame)[0].x, ==, 0);

  pamor_studio_frame_show (frame, PAMOR_STUDIO_SHAPE_RIGHT, square);
  g_assert_true (pamor_studio_frame_move (frame, 1, 0.9, 0.1));
  g_assert_cmpfloat (pamor_studio_frame_get_corners (frame)[0].y, ==, 0.1);
  g_assert_cmpfloat (pamor_studio_frame_get_corners (frame)[2].x, ==, 0.9);
  g_assert_false (pamor_studio_frame_move (frame, 1, 0.1, 0.1)); /* past the other side */
  g_assert_finalize_object (frame);
  g_assert_finalize_object (canvas);
}

/** Page: the same photo on its page in a window */
typedef struct
{
  Studio          studio;
  PamorTestProbe  probe;
  char           *closed; /* (nullable) the id that it was closed with */
} Page;

static void
on_closed_cb (Page       *self,
              const char *attachment)
{
  self->closed = g_strdup (attachment);
}

static void
set_up_page (Page          *self,
             gconstpointer  code)
{
  PamorRequirement other = { .code = (char *) code, .name = (char *) code };
  GtkWidget *page;

  set_up (&self->studio, NULL);
  page = pamor_studio_page_new (self->studio.taker,
                                code != NULL ? &other : get_requirement (&self->studio),
                                self->studio.taken);
  g_signal_connect_swapped (page, "closed", G_CALLBACK (on_closed_cb), self);
  pamor_test_probe_set_up (&self->probe, page);
}

static void
tear_down_page (Page          *self,
                gconstpointer  unused)
{
  pamor_test_probe_tear_down (&self->probe);
  g_free (self->closed);
  tear_down (&self->studio, NULL);
}

/* Returns: whether a label of the page begins so, and is seen */
static gboolean
says (GtkWidget  *within,
      const char *words)
{
  if (!gtk_widget_get_mapped (within))
    return FALSE;
  if (GTK_IS_LABEL (within) && g_str_has_prefix (gtk_label_get_label (GTK_LABEL (within)), words))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (within); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, words))
      return TRUE;
  return FALSE;
}

static gboolean
is_enabled (Page       *self,
            const char *button)
{
  return gtk_widget_get_sensitive (gtk_widget_get_ancestor (
      pamor_test_probe_find (self->probe.widget, button), GTK_TYPE_BUTTON));
}

static void
assert_closed_with_turned (Page *self)
{
  g_autoptr (GBytes) now = NULL;

  while (self->closed == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (self->closed, ==, get_photo (&self->studio)->id);
  now = read_photo (&self->studio, self->closed);
  assert_turned (now);
}

static void
test_turned_and_saved_by_what_is_on_the_page (Page          *self,
                                              gconstpointer  unused)
{
  while (!is_enabled (self, "Turn right"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (is_enabled (self, "Save the Photo"));
  pamor_test_probe_press (&self->probe, "Turn right");
  while (!is_enabled (self, "Save the Photo"))
    g_main_context_iteration (NULL, TRUE);
  pamor_test_probe_press (&self->probe, "Save the Photo");
  assert_closed_with_turned (self);
}

static void
turn_and (Page       *self,
          const char *action)
{
  while (!is_enabled (self, "Turn right"))
    g_main_context_iteration (NULL, TRUE);
  pamor_test_probe_press (&self->probe, "Turn right");
  gtk_widget_activate_action (self->probe.widget, action, NULL);
}

/* At once after the turn: it is not even developed yet. */
static void
test_left_by_escape_what_was_done_is_kept (Page          *self,
                                           gconstpointer  unused)
{
  turn_and (self, "studio.close");
  g_assert_true (pamor_photo_taker_is_busy (self->studio.taker));
  assert_closed_with_turned (self);
}

static void
test_cancelled_nothing_has_changed (Page          *self,
                                    gconstpointer  unused)
{
  turn_and (self, "studio.cancel");
  g_assert_cmpstr (self->closed, ==, self->studio.taken->id);
  g_assert_cmpstr (get_photo (&self->studio)->id, ==, self->studio.taken->id);
}

static void
test_who_lets_go_of_the_page_loses_nothing_that_was_done (Page          *self,
                                                          gconstpointer  unused)
{
  g_autoptr (GBytes) now = NULL;

  turn_and (self, "studio.compare");
  self->probe.widget = gtk_label_new ("elsewhere");
  gtk_window_set_child (GTK_WINDOW (self->probe.window), self->probe.widget);
  while (g_str_equal (get_photo (&self->studio)->id, self->studio.taken->id))
    g_main_context_iteration (NULL, TRUE);
  now = read_photo (&self->studio, get_photo (&self->studio)->id);
  assert_turned (now);
}

static AdwMessageDialog *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_mapped (window))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

static void
test_what_can_not_be_kept_is_told_before_the_photo_is_left (Page          *self,
                                                            gconstpointer  unused)
{
  while (pamor_draft_saver_get_state (self->studio.saver) == PAMOR_DRAFT_DIRTY)
    g_main_context_iteration (NULL, TRUE);
  pamor_test_desk_fill_disk (&self->studio.base, TRUE);
  turn_and (self, "studio.close");
  while (find_question () == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (self->closed);
  adw_message_dialog_response (find_question (), "go");
  g_assert_cmpstr (self->closed, ==, self->studio.taken->id);
  pamor_test_desk_fill_disk (&self->studio.base, FALSE);
}

/* Found or not, corners are offered once they were looked for. */
static void
test_escape_first_leaves_the_corners_then_the_page (Page          *self,
                                                    gconstpointer  unused)
{
  while (!is_enabled (self, "Straighten"))
    g_main_context_iteration (NULL, TRUE);
  pamor_test_probe_press (&self->probe, "Straighten");
  while (!says (self->probe.widget, "The corners"))
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_activate_action (self->probe.widget, "studio.close", NULL);
  g_assert_null (self->closed);
  g_assert_false (says (self->probe.widget, "The corners"));
  gtk_widget_activate_action (self->probe.widget, "studio.close", NULL);
  g_assert_nonnull (self->closed);
}

static gboolean
has_verdict (Page *self)
{
  while (!is_enabled (self, "Turn right"))
    g_main_context_iteration (NULL, TRUE);
  return gtk_widget_get_visible (GTK_WIDGET (gtk_widget_get_template_child (
      self->probe.widget, PAMOR_TYPE_STUDIO_PAGE, "verdict")));
}

static void
test_a_document_is_judged_by_what_is_written_on_it (Page          *self,
                                                    gconstpointer  unused)
{
  g_assert_true (has_verdict (self));
}

static void
test_a_portrait_has_no_writing_to_be_judged (Page          *self,
                                             gconstpointer  code)
{
  g_assert_false (has_verdict (self));
}

static void
add_tests (void)
{
  g_test_add ("/studio/a-saved-photo-takes-the-place-of-the-first", Studio, NULL, set_up,
              test_a_saved_photo_takes_the_place_of_the_first, tear_down);
  g_test_add ("/studio/where-the-disk-is-full-the-photo-stays", Studio, NULL, set_up,
              test_where_the_disk_is_full_the_photo_stays, tear_down);
  g_test_add ("/studio/steps-are-taken-back-and-done-again", Studio, NULL, set_up,
              test_steps_are_taken_back_and_done_again, tear_down);
  g_test_add ("/studio/a-slider-that-is-moved-is-one-step", Studio, NULL, set_up,
              test_a_slider_that_is_moved_is_one_step, tear_down);
  g_test_add ("/studio/a-file-that-changed-meanwhile-is-not-taken-for-the-photo", Studio, NULL,
              set_up_form, test_a_file_that_changed_meanwhile_is_not_taken_for_the_photo,
              tear_down);
  g_test_add ("/studio/a-file-that-went-away-is-not-needed", Studio, NULL, set_up_form,
              test_a_file_that_went_away_is_not_needed, tear_down);
  g_test_add_func ("/studio/a-corner-moves-as-far-as-the-shape-allows",
                   test_a_corner_moves_as_far_as_the_shape_allows);
  g_test_add ("/studio/turned-and-saved-by-what-is-on-the-page", Page, NULL, set_up_page,
              test_turned_and_saved_by_what_is_on_the_page, tear_down_page);
  g_test_add ("/studio/a-document-is-judged-by-what-is-written-on-it", Page, NULL, set_up_page,
              test_a_document_is_judged_by_what_is_written_on_it, tear_down_page);
  g_test_add ("/studio/a-portrait-has-no-writing-to-be-judged", Page, "FOTO", set_up_page,
              test_a_portrait_has_no_writing_to_be_judged, tear_down_page);
  g_test_add ("/studio/left-by-escape-what-was-done-is-kept", Page, NULL, set_up_page,
              test_left_by_escape_what_was_done_is_kept, tear_down_page);
  g_test_add ("/studio/cancelled-nothing-has-changed", Page, NULL, set_up_page,
              test_cancelled_nothing_has_changed, tear_down_page);
  g_test_add ("/studio/who-lets-go-of-the-page-loses-nothing-that-was-done", Page, NULL,
              set_up_page, test_who_lets_go_of_the_page_loses_nothing_that_was_done,
              tear_down_page);
  g_test_add ("/studio/what-can-not-be-kept-is-told-before-the-photo-is-left", Page, NULL,
              set_up_page, test_what_can_not_be_kept_is_told_before_the_photo_is_left,
              tear_down_page);
  g_test_add ("/studio/escape-first-leaves-the-corners-then-the-page", Page, NULL, set_up_page,
              test_escape_first_leaves_the_corners_then_the_page, tear_down_page);
}

int
main (int   argc,
      char *argv[])
{
  return pamor_test_probe_run (argc, argv, add_tests);
}
