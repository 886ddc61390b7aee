/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pamor-error.h"
#include "domain/pamor-words.h"
#include "pamor-test-photos.h"
#include "pamor-test-scanners.h"
#include "ui/photos/pamor-photo-verdict.h"
#include "ui/scanner/pamor-scanner-window.h"

#include <errno.h>
#include <sys/wait.h>

/* Slow enough that it can be stopped in the middle */
#define SLOW "read-delay true\nread-delay-duration 200000"

/* A document of at most two pages and a window to scan them */
typedef struct
{
  PamorTestPhotos  base;
  PamorPhotoCard  *card;
  GtkWidget       *window; /* (nullable): until it is gone */
} Scanner;

static void
set_up (Scanner       *self,
        gconstpointer  options)
{
  pamor_test_scanners_set (1, options != NULL ? options : "");
  pamor_test_photos_set_up (&self->base, "KK_RUSAK");
  self->card = pamor_photo_page_find_card (self->base.page, "KK_RUSAK");
  g_assert_cmpint (pamor_photo_card_count_free (self->card), ==, 2);
}

static void
await_gone (Scanner *self)
{
  while (self->window != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Scanner       *self,
           gconstpointer  unused)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  await_gone (self);
  g_assert_cmpint (waitpid (-1, NULL, WNOHANG), ==, -1);
  pamor_test_photos_tear_down (&self->base, NULL);
  pamor_test_scanners_stop ();
}

static gpointer
get_part (Scanner    *self,
          const char *name)
{
  return gtk_widget_get_template_child (self->window, PAMOR_TYPE_SCANNER_WINDOW, name);
}

static void
await_view (Scanner    *self,
            const char *name)
{
  while (!g_str_equal (gtk_stack_get_visible_child_name (get_part (self, "stack")), name))
    g_main_context_iteration (NULL, TRUE);
}

/* The scanner said what it can do, or has done what it was asked for */
static void
await_ready (Scanner *self)
{
  await_view (self, "scan");
  while (!gtk_widget_is_sensitive (get_part (self, "scan"))
         || !gtk_widget_get_visible (get_part (self, "scan")))
    g_main_context_iteration (NULL, TRUE);
}

static void
open_window (Scanner  *self,
             gboolean  practice)
{
  self->window = pamor_scanner_window_new (self->card, practice);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
act (Scanner    *self,
     const char *action)
{
  g_assert_true (gtk_widget_activate_action (self->window, action, NULL));
}

static void
assert_says (Scanner    *self,
             PamorError  code)
{
  g_autoptr (GError) error = g_error_new_literal (PAMOR_ERROR, code, "");
  g_autofree char *words = pamor_words_for_error (error);

  g_assert_cmpstr (gtk_label_get_label (get_part (self, "state")), ==, words);
}

static void
test_pages_are_in_the_form_one_after_another (Scanner       *self,
                                              gconstpointer  unused)
{
  open_window (self, FALSE);
  await_ready (self);
  g_assert_false (gtk_widget_get_visible (get_part (self, "done")));
  act (self, "scanner.scan");
  g_assert_true (gtk_widget_get_visible (get_part (self, "bar")));
  await_ready (self);
  g_assert_true (gtk_widget_get_visible (get_part (self, "done")));
  pamor_test_photos_await (self->card, 1);
  act (self, "scanner.scan");
  await_gone (self);
  pamor_test_photos_await (self->card, 2);
}

static void
test_the_last_page_is_shown_with_its_verdict (Scanner       *self,
                                              gconstpointer  unused)
{
  GtkWidget *last;

  open_window (self, FALSE);
  await_ready (self);
  act (self, "scanner.scan");
  await_ready (self);
  pamor_test_photos_await (self->card, 1);
  last = gtk_widget_get_last_child (get_part (self, "last"));
  g_assert_true (PAMOR_IS_PHOTO_VERDICT (last));
  while (!gtk_widget_get_visible (last))
    g_main_context_iteration (NULL, TRUE);
  act (self, "scanner.leave");
  await_gone (self);
}

static void
test_of_a_pile_no_more_is_taken_than_there_is_room (Scanner       *self,
                                                    gconstpointer  unused)
{
  open_window (self, FALSE);
  await_ready (self);
  g_assert_true (gtk_widget_get_visible (get_part (self, "source")));
  adw_combo_row_set_selected (get_part (self, "source"), 1);
  act (self, "scanner.scan");
  await_gone (self);
  pamor_test_photos_await (self->card, 2);
  g_assert_null (pamor_photo_card_get_trouble (self->card));
}

static void
test_without_one_it_is_searched_for_again (Scanner       *self,
                                           gconstpointer  unused)
{
  pamor_test_scanners_set (0, "");
  open_window (self, FALSE);
  await_view (self, "none");
  pamor_test_scanners_set (1, "");
  act (self, "scanner.search");
  await_ready (self);
}

static void
test_without_one_another_stands_in_to_practise (Scanner       *self,
                                                gconstpointer  unused)
{
  pamor_test_scanners_set (0, "");
  open_window (self, TRUE);
  await_ready (self);
  act (self, "scanner.scan");
  await_ready (self);
  pamor_test_photos_await (self->card, 1);
}

static const char *
get_title (Scanner *self,
           guint    index)
{
  GListModel *titles = adw_combo_row_get_model (get_part (self, "scanners"));

  return gtk_string_list_get_string (GTK_STRING_LIST (titles), index);
}

static void
test_the_one_used_is_chosen_the_next_time (Scanner       *self,
                                           gconstpointer  unused)
{
  pamor_test_scanners_set (3, "");
  open_window (self, FALSE);
  await_ready (self);
  g_assert_cmpint (adw_combo_row_get_selected (get_part (self, "scanners")), ==, 0);
  g_assert_cmpstr (get_title (self, 0), !=, get_title (self, 1));
  g_assert_cmpstr (get_title (self, 1), !=, get_title (self, 2));
  adw_combo_row_set_selected (get_part (self, "scanners"), 1);
  await_ready (self);
  act (self, "scanner.scan");
  await_ready (self);
  pamor_test_photos_await (self->card, 1);
  act (self, "scanner.leave");
  await_gone (self);
  open_window (self, FALSE);
  await_ready (self);
  g_assert_cmpint (adw_combo_row_get_selected (get_part (self, "scanners")), ==, 1);
}

static void
test_trouble_is_told_and_then_it_goes_on (Scanner       *self,
                                          gconstpointer  unused)
{
  open_window (self, FALSE);
  await_ready (self);
  act (self, "scanner.scan");
  await_ready (self);
  assert_says (self, PAMOR_ERROR_SCANNER_COVER);
  g_assert_cmpint (pamor_photo_card_count_free (self->card), ==, 2);
  pamor_test_scanners_set (1, "");
  act (self, "scanner.scan");
  await_ready (self);
  pamor_test_photos_await (self->card, 1);
}

static void
await_progress (Scanner *self)
{
  while (gtk_progress_bar_get_fraction (get_part (self, "bar")) == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_what_is_stopped_leaves_nothing_and_can_be_done_again (Scanner       *self,
                                                           gconstpointer  unused)
{
  open_window (self, FALSE);
  await_ready (self);
  act (self, "scanner.scan");
  await_progress (self);
  act (self, "scanner.leave");
  await_ready (self);
  g_assert_cmpint (pamor_photo_card_count_free (self->card), ==, 2);
  pamor_test_scanners_set (1, "");
  act (self, "scanner.scan");
  await_ready (self);
  pamor_test_photos_await (self->card, 1);
}

static void
test_left_in_the_middle_the_scanner_is_stopped (Scanner       *self,
                                                gconstpointer  unused)
{
  open_window (self, FALSE);
  await_ready (self);
  act (self, "scanner.scan");
  await_progress (self);
  gtk_window_close (GTK_WINDOW (self->window));
  await_gone (self);
  g_assert_cmpint (pamor_photo_card_count_free (self->card), ==, 2);
}

static void
test_without_its_program_there_is_none_and_why (Scanner       *self,
                                                gconstpointer  unused)
{
  g_autoptr (GError) error = g_error_new_literal (PAMOR_ERROR, PAMOR_ERROR_SCANNER_ABSENT, "");
  g_autofree char *words = pamor_words_for_error (error);
  g_autofree char *real = g_strdup (g_getenv ("PAMOR_SCAN"));

  g_setenv ("PAMOR_SCAN", "/nonexistent/pamor-scan", TRUE);
  open_window (self, FALSE);
  await_view (self, "none");
  g_assert_cmpstr (adw_status_page_get_description (get_part (self, "none")), ==, words);
  g_setenv ("PAMOR_SCAN", real, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, options, test) \
  g_test_add ("/scanner/" name, Scanner, options, set_up, test, tear_down)
  ADD ("pages-are-in-the-form-one-after-another", NULL,
       test_pages_are_in_the_form_one_after_another);
  ADD ("the-last-page-is-shown-with-its-verdict", NULL,
       test_the_last_page_is_shown_with_its_verdict);
  ADD ("of-a-pile-no-more-is-taken-than-there-is-room", NULL,
       test_of_a_pile_no_more_is_taken_than_there_is_room);
  ADD ("without-one-it-is-searched-for-again", NULL, test_without_one_it_is_searched_for_again);
  ADD ("without-one-another-stands-in-to-practise", NULL,
       test_without_one_another_stands_in_to_practise);
  ADD ("the-one-used-is-chosen-the-next-time", NULL, test_the_one_used_is_chosen_the_next_time);
  ADD ("trouble-is-told-and-then-it-goes-on", "read-status-code \"SANE_STATUS_COVER_OPEN\"",
       test_trouble_is_told_and_then_it_goes_on);
  ADD ("what-is-stopped-leaves-nothing-and-can-be-done-again", SLOW,
       test_what_is_stopped_leaves_nothing_and_can_be_done_again);
  ADD ("left-in-the-middle-the-scanner-is-stopped", SLOW,
       test_left_in_the_middle_the_scanner_is_stopped);
  ADD ("without-its-program-there-is-none-and-why", NULL,
       test_without_its_program_there_is_none_and_why);
#undef ADD
  return g_test_run ();
}
