/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-desk.h"
#include "pamor-test-picture.h"
#include "pamor-test-probe.h"
#include "ui/form/pamor-form-page-private.h"
#include "ui/settings/pamor-preferences.h"
#include "ui/shell/pamor-shell.h"
#include "ui/shell/pamor-window.h"
#include "ui/studio/pamor-studio.h"

/* One for all tests, as a program has one: it exports itself on the bus. */
static GtkApplication *
get_application (void)
{
  static GtkApplication *application;
  g_autoptr (GError) error = NULL;

  if (application != NULL)
    return application;
  application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  return application;
}

static PamorWindow *
new_window (void)
{
  g_autoptr (GSettings) settings = g_settings_new (PAMOR_APP_ID);

  return pamor_window_new (get_application (), settings);
}

static void
test_one_page_takes_the_place_of_another (void)
{
  PamorWindow *window = new_window ();
  GtkWidget *first = gtk_label_new ("first"), *second = gtk_label_new ("second");

  pamor_window_show_wait (window, "Opening");
  pamor_window_show (window, first);
  g_object_add_weak_pointer (G_OBJECT (first), (gpointer *) &first);
  pamor_window_show (window, second);
  g_assert_true (pamor_window_get_page (window) == second);
  while (first != NULL)
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_practice_is_always_said (void)
{
  PamorWindow *window = new_window ();
  const char *bar = "PRACTICE · nothing here is real or goes to the city";

  g_assert_null (pamor_test_probe_find (adw_application_window_get_content (
      ADW_APPLICATION_WINDOW (window)), bar));
  pamor_window_set_practice (window, TRUE);
  g_assert_nonnull (pamor_test_probe_find (adw_application_window_get_content (
      ADW_APPLICATION_WINDOW (window)), bar));
  g_assert_true (g_str_has_prefix (gtk_window_get_title (GTK_WINDOW (window)), "PRACTICE"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_the_size_is_remembered (void)
{
  g_autoptr (GSettings) settings = g_settings_new (PAMOR_APP_ID);
  PamorWindow *window = new_window ();
  int width, height;

  gtk_window_set_default_size (GTK_WINDOW (window), 933, 611);
  g_assert_cmpint (g_settings_get_int (settings, "window-width"), ==, 933);
  gtk_window_destroy (GTK_WINDOW (window));
  window = new_window ();
  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  g_assert_cmpint (width, ==, 933);
  g_assert_cmpint (height, ==, 611);
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *
wait_for_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (;;)
    {
      for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
        {
          g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

          if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_mapped (window))
            return window;
        }
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_what_can_not_be_kept_is_told_before_the_window_closes (void)
{
  PamorTestDesk f = { 0 };
  PamorWindow *window = new_window ();
  GtkWidget *shell, *question;
  PamorFormPage *page;
  g_autofree char *id = NULL, *kept = NULL;

  pamor_test_desk_set_up (&f, NULL);
  shell = pamor_shell_new (f.desk);
  pamor_window_show (window, shell);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (shell, "shell.start", "s", "ADUAN");
  page = PAMOR_FORM_PAGE (pamor_shell_get_page (PAMOR_SHELL (shell)));
  id = g_strdup (pamor_form_page_get_id (page));
  pamor_form_set (page->form, "aduan.pokok", "Lampu mati");
  pamor_test_desk_fill_disk (&f, TRUE);
  gtk_window_close (GTK_WINDOW (window));
  question = wait_for_question ();
  pamor_test_desk_fill_disk (&f, FALSE);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (page)));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "close");

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (window));
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
  kept = pamor_test_store_read_form (f.folder.store, id, NULL);
  g_assert_nonnull (strstr (kept, "Lampu mati"));
  pamor_test_desk_tear_down (&f, NULL);
}

static void
close_at_once (PamorWindow *window)
{
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (window));
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* Returns: (transfer full): id of the only photo that the draft has in the store */
static char *
read_photo_of_draft (PamorTestDesk *f,
                     const char    *id)
{
  g_autofree char *kept = pamor_test_store_read_form (f->folder.store, id, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (kept, strlen (kept));
  g_autoptr (PamorForm) form
    = pamor_form_new_from_bytes (pamor_catalogue_get_builtin (), bytes, id, NULL);
  GPtrArray *photos = pamor_form_get_attachments (form);

  g_assert_cmpuint (photos->len, ==, 1);
  return g_strdup (((PamorAttachment *) photos->pdata[0])->id);
}

/* Opens a form in a window, and a photo begins its way into it. */
static PamorFormPage *
begin_photo (PamorTestDesk *f,
             PamorWindow   *window)
{
  PamorTestPicture spec = { .width = 1600, .height = 1200, .seed = 1 };
  g_autoptr (GBytes) jpeg = pamor_test_picture_jpeg (&spec);
  g_autoptr (GPtrArray) sources
    = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_photo_source_free);
  GtkWidget *shell = pamor_shell_new (f->desk);
  PamorFormPage *page;

  pamor_window_show (window, shell);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (shell, "shell.start", "s", "KTP_BARU");
  page = PAMOR_FORM_PAGE (pamor_shell_get_page (PAMOR_SHELL (shell)));
  g_ptr_array_add (sources, pamor_photo_source_new_bytes (jpeg));
  pamor_photo_page_take (page->photos, sources);
  return page;
}

static void
test_a_photo_on_its_way_is_there_before_the_window_closes (void)
{
  PamorTestDesk f = { 0 };
  PamorWindow *window = new_window ();
  g_autofree char *id = NULL, *photo = NULL;

  pamor_test_desk_set_up (&f, NULL);
  id = g_strdup (pamor_form_page_get_id (begin_photo (&f, window)));
  close_at_once (window);
  photo = read_photo_of_draft (&f, id);
  pamor_test_desk_tear_down (&f, NULL);
}

static void
test_what_was_done_to_a_photo_is_kept_before_the_window_closes (void)
{
  PamorTestDesk f = { 0 };
  PamorWindow *window = new_window ();
  PamorFormPage *page;
  const PamorAttachment *taken;
  GtkWidget *studio;
  g_autofree char *id = NULL, *first = NULL, *photo = NULL;

  pamor_test_desk_set_up (&f, NULL);
  page = begin_photo (&f, window);
  while (pamor_photo_taker_is_busy (page->taker))
    g_main_context_iteration (NULL, TRUE);
  id = g_strdup (pamor_form_page_get_id (page));
  taken = pamor_form_get_attachments (page->form)->pdata[0];
  first = g_strdup (taken->id);
  gtk_widget_activate_action (
    GTK_WIDGET (pamor_photo_page_find_card (page->photos, taken->requirement)), "photo.edit", "s",
    first);
  studio = pamor_shell_get_page (PAMOR_SHELL (pamor_window_get_page (window)));
  while (pamor_studio_find_unsaved () == NULL)
    {
      gtk_widget_activate_action (studio, "studio.turn", "i", 1);
      g_main_context_iteration (NULL, TRUE);
    }
  close_at_once (window);
  photo = read_photo_of_draft (&f, id);
  g_assert_cmpstr (photo, !=, first);
  pamor_test_desk_tear_down (&f, NULL);
}

static void
test_preferences_are_settings (void)
{
  g_autoptr (GSettings) settings = g_settings_new (PAMOR_APP_ID);
  g_autofree char *language = NULL;
  GtkWindow *preferences = pamor_preferences_new (settings);
  GtkWidget *row = gtk_widget_get_ancestor (
      pamor_test_probe_find (adw_window_get_content (ADW_WINDOW (preferences)),
                             "Language of the window"),
      ADW_TYPE_COMBO_ROW);

  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  language = g_settings_get_string (settings, "language");
  g_assert_cmpstr (language, ==, "en");
  g_settings_reset (settings, "language");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 0);
  gtk_window_destroy (preferences);
}

static void
on_log_out (GtkWindow *preferences,
            guint     *asked)
{
  (*asked)++;
}

static void
test_who_is_logged_in_can_log_out (void)
{
  g_autoptr (GSettings) settings = g_settings_new (PAMOR_APP_ID);
  GtkWindow *preferences = pamor_preferences_new (settings);
  GtkWidget *content = adw_window_get_content (ADW_WINDOW (preferences));
  GtkWidget *button;
  guint asked = 0;

  g_signal_connect (preferences, "log-out", G_CALLBACK (on_log_out), &asked);
  gtk_window_present (preferences);
  g_assert_null (pamor_test_probe_find (content, "Log out")); /* nobody is */
  pamor_preferences_show_account (PAMOR_PREFERENCES (preferences), "satgas-0412",
                                  "https://e-open.example");
  g_assert_nonnull (pamor_test_probe_find (content, "satgas-0412"));
  g_assert_nonnull (pamor_test_probe_find (content, "https://e-open.example"));
  button = gtk_widget_get_ancestor (pamor_test_probe_find (content, "Log out"), GTK_TYPE_BUTTON);
  for (int i = 0; i < 2; i++) /* pressed twice by mistake */
    gtk_widget_activate (button);
  while (asked == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (asked, ==, 1);
  gtk_window_destroy (preferences);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/what-can-not-be-kept-is-told-before-it-closes",
                   test_what_can_not_be_kept_is_told_before_the_window_closes);
  g_test_add_func ("/window/a-photo-on-its-way-is-there-before-the-window-closes",
                   test_a_photo_on_its_way_is_there_before_the_window_closes);
  g_test_add_func ("/window/what-was-done-to-a-photo-is-kept-before-the-window-closes",
                   test_what_was_done_to_a_photo_is_kept_before_the_window_closes);
  g_test_add_func ("/window/one-page-takes-the-place-of-another",
                   test_one_page_takes_the_place_of_another);
  g_test_add_func ("/window/practice-is-always-said", test_practice_is_always_said);
  g_test_add_func ("/window/the-size-is-remembered", test_the_size_is_remembered);
  g_test_add_func ("/preferences/are-settings", test_preferences_are_settings);
  g_test_add_func ("/preferences/who-is-logged-in-can-log-out", test_who_is_logged_in_can_log_out);
}

int
main (int   argc,
      char *argv[])
{
  return pamor_test_probe_run (argc, argv, add_tests);
}
