/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-desk.h"
#include "ui/batch/pamor-batch-commons.h"
#include "ui/batch/pamor-batch-page.h"

#include <adwaita.h>
#include <glib/gstdio.h>

typedef struct
{
  PamorTestDesk   base;
  PamorBatchPage *page;
  GtkWidget      *window;
  char           *path;
  char           *entered; /* (nullable) id of the case */
} Office;

static void
on_entered_cb (Office     *self,
               const char *case_id)
{
  self->entered = g_strdup (case_id);
}

static void
set_up (Office        *self,
        gconstpointer  unused)
{
  pamor_test_desk_set_up (&self->base, NULL);
  self->page = PAMOR_BATCH_PAGE (pamor_batch_page_new (self->base.desk, "KTP_REKAM"));
  g_signal_connect_swapped (self->page, "entered", G_CALLBACK (on_entered_cb), self);
  self->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->page));
  g_object_ref (self->page);
  gtk_window_present (GTK_WINDOW (self->window));
  self->path = g_build_filename (g_get_tmp_dir (), "pamor-batch-test.csv", NULL);
}

static void
tear_down (Office        *self,
           gconstpointer  unused)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->page);
  g_unlink (self->path);
  g_free (self->path);
  g_free (self->entered);
  pamor_test_desk_tear_down (&self->base, NULL);
}

/* Looks for a button whose words begin so. */
static GtkWidget *
find_button (GtkWidget  *widget,
             const char *words)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL
      && g_str_has_prefix (gtk_button_get_label (GTK_BUTTON (widget)), words))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, words);
  return found;
}

static void
open_list (Office *self,
           guint   good)
{
  g_autoptr (GString) csv = g_string_new ("Nama;NIK;L/P;Tgl lahir\n");

  for (guint i = 1; i <= good; i++)
    g_string_append_printf (csv, "Murid Baru;327501%02u0210%04u;L;%u-2-2010\n", i % 28 + 1, i,
                            i % 28 + 1);
  g_string_append (csv, "Salah Ketik;123;L;1-1-2010\n");
  g_assert_true (g_file_set_contents (self->path, csv->str, csv->len, NULL));
  pamor_batch_page_open (self->page, self->path);
}

static void
test_the_good_rows_of_a_list_become_drafts_of_one_case (Office        *self,
                                                        gconstpointer  unused)
{
  GListModel *items = pamor_desk_get_items (self->base.desk);
  GtkWidget *enter;

  open_list (self, 60);
  enter = find_button (GTK_WIDGET (self->page), "Enter");
  while (!gtk_widget_get_sensitive (enter))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (enter)), ==, "Enter 60 rows");
  g_signal_emit_by_name (enter, "clicked");
  g_assert_false (gtk_widget_get_sensitive (enter)); /* not twice */
  while (self->entered == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 60);
  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (PamorSubmission) item = g_list_model_get_item (items, i);

      g_assert_cmpint (item->state, ==, PAMOR_STATE_DRAFT);
      g_assert_cmpstr (item->case_id, ==, self->entered);
      g_assert_cmpuint (item->case_order, ==, 0);
    }
}

static GtkWidget *
find_row (GtkWidget  *widget,
          const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_PREFERENCES_ROW (widget)
      && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);
  return found;
}

static char *
dup_answer (Office          *self,
            PamorSubmission *item,
            const char      *path)
{
  g_autofree char *text = pamor_test_store_read_form (self->base.folder.store, item->id, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (PamorForm) form
    = pamor_form_new_from_bytes (pamor_desk_get_catalogue (self->base.desk), bytes, "uji", NULL);

  return g_strdup (pamor_form_get (form, path));
}

static void
test_what_all_answer_alike_is_asked_once_unless_a_column_says_it (Office        *self,
                                                                  gconstpointer  unused)
{
  static const char csv[] = "Nama;NIK;Kelas\nAni Lestari;3275014202100001;XI IPA 2\n";
  GtkWidget *page = GTK_WIDGET (self->page), *commons, *recorded, *enter;
  g_autoptr (PamorSubmission) item = NULL;
  g_autofree char *school = NULL, *class = NULL, *answer = NULL;

  pamor_desk_set_activity (self->base.desk, "MANTEL_GADIS");
  g_assert_true (g_file_set_contents (self->path, csv, -1, NULL));
  pamor_batch_page_open (self->page, self->path);
  commons = gtk_widget_get_ancestor (find_row (page, "Sekolah"), PAMOR_TYPE_BATCH_COMMONS);
  g_assert_false (gtk_widget_get_visible (find_row (commons, "Kelas")));
  g_assert_null (find_row (commons, "Hadir"));
  gtk_editable_set_text (GTK_EDITABLE (find_row (page, "Sekolah")), "SMA Negeri 3 Bekasi");
  recorded = find_row (page, "Pernah merekam");
  adw_combo_row_set_selected (ADW_COMBO_ROW (recorded), 2);
  enter = find_button (page, "Enter");
  while (!gtk_widget_get_sensitive (enter))
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (enter, "clicked");
  while (self->entered == NULL)
    g_main_context_iteration (NULL, TRUE);
  item = g_list_model_get_item (pamor_desk_get_items (self->base.desk), 0);
  school = dup_answer (self, item, "sesi.sekolah");
  class = dup_answer (self, item, "sesi.kelas");
  answer = dup_answer (self, item, "rekam.pernah");
  g_assert_cmpstr (school, ==, "SMA Negeri 3 Bekasi");
  g_assert_cmpstr (class, ==, "XI IPA 2");
  g_assert_cmpstr (answer, ==, "tidak");
}

static void
test_a_list_that_can_t_be_read_leaves_the_one_before (Office        *self,
                                                      gconstpointer  unused)
{
  GtkWidget *enter;

  open_list (self, 3);
  g_assert_true (g_file_set_contents (self->path, "NIK\n1\n", -1, NULL));
  pamor_batch_page_open (self->page, self->path);
  enter = find_button (GTK_WIDGET (self->page), "Enter");
  while (!gtk_widget_get_sensitive (enter))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (enter)), ==, "Enter 3 rows");
}

static void
test_another_list_takes_its_place_while_rows_are_still_made (Office        *self,
                                                             gconstpointer  unused)
{
  GtkWidget *enter;

  open_list (self, 300);
  g_main_context_iteration (NULL, FALSE);
  open_list (self, 2);
  enter = find_button (GTK_WIDGET (self->page), "Enter");
  while (!gtk_widget_get_sensitive (enter))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (enter)), ==, "Enter 2 rows");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, func) g_test_add ("/batch-page/" path, Office, NULL, set_up, func, tear_down)
  ADD ("the-good-rows-of-a-list-become-drafts-of-one-case",
       test_the_good_rows_of_a_list_become_drafts_of_one_case);
  ADD ("what-all-answer-alike-is-asked-once-unless-a-column-says-it",
       test_what_all_answer_alike_is_asked_once_unless_a_column_says_it);
  ADD ("a-list-that-can-t-be-read-leaves-the-one-before",
       test_a_list_that_can_t_be_read_leaves_the_one_before);
  ADD ("another-list-takes-its-place-while-rows-are-still-made",
       test_another_list_takes_its_place_while_rows_are_still_made);
  return g_test_run ();
}
