/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-catalogue.h"
#include "pamor-test-desk.h"
#include "pamor-test-picture.h"
#include "pamor-test-probe.h"
#include "ui/form/pamor-form-page-private.h"
#include "ui/outbox/pamor-item-page.h"
#include "ui/outbox/pamor-outbox-page.h"
#include "ui/picker/pamor-service-page.h"
#include "ui/shell/pamor-link-words.h"
#include "ui/shell/pamor-shell.h"
#include "ui/shell/pamor-sidebar.h"
#include "ui/shell/pamor-sync-button.h"

static PamorSubmission *
add_sealed (PamorTestDesk *f)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->folder.clock, "Ani");

  return pamor_test_store_seal (f->folder.store, item, "{}", "{\"isi\": 1}", NULL, NULL);
}

static void
test_places_and_pages_over_them (PamorTestDesk *f,
                                 gconstpointer  unused)
{
  PamorTestProbe probe;
  PamorShell *shell;
  g_autoptr (PamorSubmission) item = add_sealed (f);

  pamor_test_probe_set_up (&probe, pamor_shell_new (f->desk));
  shell = PAMOR_SHELL (probe.widget);
  gtk_widget_activate_action (probe.widget, "shell.place", "i", PAMOR_PLACE_QUEUE);
  g_assert_true (PAMOR_IS_OUTBOX_PAGE (pamor_shell_get_page (shell)));
  gtk_widget_activate_action (probe.widget, "shell.open", "s", item->id);
  g_assert_true (PAMOR_IS_ITEM_PAGE (pamor_shell_get_page (shell)));
  gtk_widget_activate_action (probe.widget, "shell.back", NULL);
  g_assert_true (PAMOR_IS_OUTBOX_PAGE (pamor_shell_get_page (shell)));
  gtk_widget_activate_action (probe.widget, "shell.new", NULL);
  g_assert_true (PAMOR_IS_SERVICE_PAGE (pamor_shell_get_page (shell)));
  gtk_widget_activate_action (probe.widget, "shell.place", "i", PAMOR_PLACE_TODAY);
  g_assert_false (PAMOR_IS_SERVICE_PAGE (pamor_shell_get_page (shell)));
  pamor_test_probe_tear_down (&probe);
}

static void
test_a_form_that_is_left_is_kept (PamorTestDesk *f,
                                  gconstpointer  unused)
{
  PamorTestProbe probe;
  GtkWidget *page;

  pamor_test_probe_set_up (&probe, pamor_shell_new (f->desk));
  gtk_widget_activate_action (probe.widget, "shell.start", "s", "ADUAN");
  page = pamor_shell_get_page (PAMOR_SHELL (probe.widget));
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (page), ==, "PamorFormPage");
  gtk_widget_activate_action (probe.widget, "shell.place", "i", PAMOR_PLACE_DRAFTS);
  g_assert_true (PAMOR_IS_OUTBOX_PAGE (pamor_shell_get_page (PAMOR_SHELL (probe.widget))));
  pamor_test_probe_tear_down (&probe);
}

static void
test_a_deleted_draft_can_be_undone (PamorTestDesk *f,
                                    gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->folder.clock, "Ani");

  g_assert_true (pamor_test_store_save (f->folder.store, item, "{}", NULL));
  pamor_test_probe_set_up (&probe, pamor_shell_new (f->desk));
  gtk_widget_activate_action (probe.widget, "shell.delete", "s", item->id);
  g_assert_cmpuint (g_list_model_get_n_items (pamor_desk_get_items (f->desk)), ==, 0);
  gtk_widget_activate_action (probe.widget, "shell.undo-delete", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (pamor_desk_get_items (f->desk)), ==, 1);
  pamor_test_probe_tear_down (&probe);
  pamor_test_probe_settle ();
  g_assert_nonnull (pamor_store_find (f->folder.store, item->id));
}

static void
test_a_deletion_not_undone_is_done_at_the_end (PamorTestDesk *f,
                                               gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->folder.clock, "Ani");

  g_assert_true (pamor_test_store_save (f->folder.store, item, "{}", NULL));
  pamor_test_probe_set_up (&probe, pamor_shell_new (f->desk));
  gtk_widget_activate_action (probe.widget, "shell.delete", "s", item->id);
  pamor_test_probe_tear_down (&probe);
  while (pamor_store_find (f->folder.store, item->id) != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_of_two_drafts_deleted_at_once_the_last_can_be_undone (PamorTestDesk *f,
                                                           gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autoptr (PamorSubmission) first = pamor_test_store_new_item (f->folder.clock, "Ani");
  g_autoptr (PamorSubmission) second = pamor_test_store_new_item (f->folder.clock, "Budi");

  g_assert_true (pamor_test_store_save (f->folder.store, first, "{}", NULL));
  g_assert_true (pamor_test_store_save (f->folder.store, second, "{}", NULL));
  pamor_test_probe_set_up (&probe, pamor_shell_new (f->desk));
  gtk_widget_activate_action (probe.widget, "shell.delete", "s", first->id);
  gtk_widget_activate_action (probe.widget, "shell.delete", "s", second->id);
  while (pamor_store_find (f->folder.store, first->id) != NULL
         || pamor_test_probe_find (probe.widget, "Undo") == NULL)
    g_main_context_iteration (NULL, TRUE);
  pamor_test_probe_press (&probe, "Undo");
  g_assert_cmpuint (g_list_model_get_n_items (pamor_desk_get_items (f->desk)), ==, 1);
  pamor_test_probe_tear_down (&probe);
  pamor_test_probe_settle ();
  g_assert_nonnull (pamor_store_find (f->folder.store, second->id));
}

static void
test_sidebar_counts_and_tells_the_activity (PamorTestDesk *f,
                                            gconstpointer  unused)
{
  GtkWidget *sidebar = g_object_ref_sink (pamor_sidebar_new (f->desk));
  g_autoptr (PamorSubmission) item = NULL;

  g_assert_nonnull (pamor_desk_get_activity (f->desk));
  g_assert_cmpuint (pamor_sidebar_get_count (PAMOR_SIDEBAR (sidebar), PAMOR_PLACE_QUEUE), ==, 0);
  item = add_sealed (f);
  g_assert_cmpuint (pamor_sidebar_get_count (PAMOR_SIDEBAR (sidebar), PAMOR_PLACE_QUEUE), ==, 1);
  g_assert_finalize_object (sidebar);
}

static void
test_sidebar_keeps_the_activity_chosen_before (PamorTestDesk *f,
                                               gconstpointer  unused)
{
  GPtrArray *activities = pamor_catalogue_get_activities (pamor_desk_get_catalogue (f->desk));
  const PamorActivity *last = activities->pdata[activities->len - 1];
  GtkWidget *sidebar;

  pamor_desk_set_activity (f->desk, last->code);
  sidebar = g_object_ref_sink (pamor_sidebar_new (f->desk));
  g_assert_cmpstr (pamor_desk_get_activity (f->desk), ==, last->code);
  g_assert_finalize_object (sidebar);
}

static void
test_sync_button_speaks_in_words (PamorTestDesk *f,
                                  gconstpointer  unused)
{
  GtkWidget *button = g_object_ref_sink (pamor_sync_button_new (f->desk));
  g_autoptr (PamorSubmission) item = NULL;

  g_assert_cmpstr (pamor_sync_button_get_words (PAMOR_SYNC_BUTTON (button)), ==,
                   "Nothing to send");
  item = add_sealed (f);
  g_assert_cmpstr (pamor_sync_button_get_words (PAMOR_SYNC_BUTTON (button)), ==, "1 waiting");
  g_assert_finalize_object (button);
}

static void
test_every_link_has_words (void)
{
  for (guint link = PAMOR_LINK_UNKNOWN; link <= PAMOR_LINK_UPGRADE; link++)
    {
      g_assert_cmpstr (pamor_link_get_words (link), !=, "");
      g_assert_true ((pamor_link_get_button (link) == NULL)
                     == (pamor_link_get_action (link) == NULL));
    }
  g_assert_false (pamor_link_is_trouble (PAMOR_LINK_UNKNOWN));
  g_assert_false (pamor_link_is_trouble (PAMOR_LINK_ONLINE));
  g_assert_true (pamor_link_is_trouble (PAMOR_LINK_OFFLINE));
}

static void
on_kept_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      done)
{
  *(gboolean *) done = TRUE;
  g_assert_true (pamor_store_keep_catalogue_finish (PAMOR_STORE (source), result, NULL));
}

/* The folder of the catalogue, its version another, as the city would send it.
 * @from: (nullable): text in the place of which @to stands everywhere */
static void
keep_pack (PamorTestDesk *f,
           const char    *instead,
           const char    *from,
           const char    *to)
{
  g_autofree char *folder = g_build_filename (g_getenv ("PAMOR_SOURCE"), "data", "catalogue", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pack = pamor_catalogue_pack_folder (folder, &error);
  const char *version = pamor_catalogue_get_version (pamor_catalogue_get_builtin ());
  g_autoptr (GString) text = NULL;
  g_autoptr (GBytes) changed = NULL;
  gboolean done = FALSE;

  g_assert_no_error (error);
  text = g_string_new_len (g_bytes_get_data (pack, NULL), g_bytes_get_size (pack));
  g_string_replace (text, version, instead, 0);
  if (from != NULL)
    g_string_replace (text, from, to, 0);
  changed = g_bytes_new (text->str, text->len);
  pamor_store_keep_catalogue_async (f->folder.store, instead, "\"e\"", changed, on_kept_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_a_catalogue_that_came_is_used_and_said_once (PamorTestDesk *f,
                                                  gconstpointer  unused)
{
  PamorTestProbe probe;

  keep_pack (f, "2099.1.1", NULL, NULL);
  pamor_test_probe_set_up (&probe, pamor_shell_new (f->desk));
  g_signal_emit_by_name (pamor_desk_get_engine (f->desk), "catalogue-changed", "2099.1.1");
  while (pamor_test_probe_find (probe.widget, "A newer list of services came from the city "
                                              "(2099.1.1). New forms use it.") == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (pamor_catalogue_get_version (pamor_desk_get_catalogue (f->desk)), ==,
                   "2099.1.1");
  g_assert_null (pamor_desk_get_trouble (f->desk));
  pamor_test_probe_tear_down (&probe);
}

static void
on_refreshed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      done)
{
  *(gboolean *) done = TRUE;
  g_assert_false (pamor_desk_refresh_finish (PAMOR_DESK (source), result, NULL));
}

/* A form of KTP_BARU with a NIK, as it was open when the program ended. */
static void
leave_form_open (PamorTestDesk *f)
{
  g_autoptr (PamorForm) form = pamor_test_desk_new_form (f, "KTP_BARU");
  g_autoptr (PamorSubmission) item = pamor_test_desk_new_item (f, form);
  g_autofree char *note = g_strconcat (item->id, " pemohon.orang.name", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  pamor_form_set (form, "pemohon.orang.nik", "3275011208750001");
  bytes = pamor_form_to_bytes (form);
  pamor_test_store_save (f->folder.store, item, g_bytes_get_data (bytes, NULL), &error);
  g_assert_no_error (error);
  pamor_test_store_set_note (f->folder.store, PAMOR_FORM_PAGE_NOTE, note, &error);
  g_assert_no_error (error);
}

static void
test_a_form_that_was_open_is_opened_again (PamorTestDesk *f,
                                           gconstpointer  unused)
{
  PamorTestProbe probe;

  leave_form_open (f);
  pamor_test_probe_set_up (&probe, pamor_shell_new (f->desk));
  while (pamor_test_probe_find (probe.widget, "Continued where you were") == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (PAMOR_IS_FORM_PAGE (pamor_shell_get_page (PAMOR_SHELL (probe.widget))));

  /* Who leaves it by himself does not find it open again. */
  pamor_shell_set_place (PAMOR_SHELL (probe.widget), PAMOR_PLACE_TODAY);
  while (pamor_store_get_note (f->folder.store, PAMOR_FORM_PAGE_NOTE) != NULL)
    g_main_context_iteration (NULL, TRUE);
  pamor_test_probe_tear_down (&probe);
}

static void
on_newest_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      done)
{
  *(gboolean *) done = TRUE;
  g_assert_true (pamor_desk_refresh_finish (PAMOR_DESK (source), result, NULL));
}

static PamorFormPage *
wait_for_form (PamorTestProbe *probe,
               const char     *version)
{
  for (;;)
    {
      GtkWidget *page = pamor_shell_get_page (PAMOR_SHELL (probe->widget));

      if (PAMOR_IS_FORM_PAGE (page)
          && g_str_equal (version, pamor_catalogue_get_version (pamor_form_get_catalogue (
                                       PAMOR_FORM_PAGE (page)->form))))
        return PAMOR_FORM_PAGE (page);
      g_main_context_iteration (NULL, TRUE);
    }
}

/* Returns: (transfer full) */
static PamorPhotoSource *
make_photo (void)
{
  PamorTestPicture spec = { .width = 1600, .height = 1200 };
  g_autoptr (GBytes) jpeg = pamor_test_picture_jpeg (&spec);

  return pamor_photo_source_new_bytes (jpeg);
}

/* The form that was open is opened with the builtin catalogue; the newest one wants an email. A
 * photo that is on its way meanwhile comes along. */
static void
test_a_form_takes_up_the_newest_catalogue_only_when_wanted (PamorTestDesk *f,
                                                            gconstpointer  unused)
{
  g_autoptr (GPtrArray) photos
    = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_photo_source_free);
  PamorFormPage *page;
  PamorTestProbe probe;
  gboolean done = FALSE;

  leave_form_open (f);
  keep_pack (f, "2099.1.1", "\"Email\"", "\"Email\", \"required\": true");
  pamor_desk_refresh_async (f->desk, on_newest_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);

  pamor_test_probe_set_up (&probe, pamor_shell_new (f->desk));
  page = wait_for_form (&probe, pamor_catalogue_get_version (pamor_catalogue_get_builtin ()));
  g_assert_cmpstr (pamor_banner_get_title (page->newer), ==,
                   "The newest list of services also asks for: Email");
  g_ptr_array_add (photos, make_photo ());
  pamor_photo_page_take (page->photos, photos);
  pamor_test_probe_press (&probe, "Use the Newest");
  page = wait_for_form (&probe, "2099.1.1");
  g_assert_false (pamor_banner_get_revealed (page->newer));
  g_assert_cmpstr (pamor_form_get (page->form, "pemohon.orang.nik"), ==, "3275011208750001");
  g_assert_true (pamor_test_problems_have (page->problems, "required", "pemohon.email"));
  g_assert_cmpuint (pamor_form_get_attachments (page->form)->len, ==, 1);
  pamor_test_probe_tear_down (&probe);
}

static void
test_one_that_can_not_be_used_is_told (PamorTestDesk *f,
                                       gconstpointer  unused)
{
  PamorTestProbe probe;
  gboolean done = FALSE;

  keep_pack (f, "\\q", NULL, NULL);
  pamor_desk_refresh_async (f->desk, on_refreshed_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (pamor_desk_get_trouble (f->desk));
  g_assert_true (pamor_desk_get_catalogue (f->desk) == pamor_catalogue_get_builtin ());
  pamor_test_probe_set_up (&probe, pamor_shell_new (f->desk));
  g_assert_nonnull (pamor_test_probe_find (
      probe.widget, "The list of services that came from the city can't be used; the one of the "
                    "program is."));
  pamor_test_probe_tear_down (&probe);
}

static void
test_reading_mode_is_offered_where_it_helps (PamorTestDesk *f,
                                             gconstpointer  unused)
{
  PamorTestProbe probe;

  pamor_test_probe_set_up (&probe, pamor_shell_new (f->desk));
  pamor_desk_set_activity (f->desk, "PINTU_KE_PINTU");
  pamor_test_probe_settle ();
  g_assert_null (pamor_test_probe_find (probe.widget, "Larger text and high contrast?"));
  pamor_desk_set_activity (f->desk, "ANDUK_BANG_BEK");
  while (pamor_test_probe_find (probe.widget, "Larger text and high contrast?") == NULL)
    g_main_context_iteration (NULL, TRUE);
  pamor_test_probe_tear_down (&probe);
}

static void
test_a_page_that_was_left_is_gone (PamorTestDesk *f,
                                   gconstpointer  unused)
{
  g_autoptr (PamorSubmission) item = add_sealed (f);
  const struct { const char *action, *argument; } ways[] = {
    { "shell.new", NULL },           { "shell.prepare", "KTP_REKAM" },
    { "shell.batch", "KTP_REKAM" },  { "shell.open", item->id },
    { "shell.connection", NULL },    { "shell.preview", NULL },
    { "shell.start", "AKTA_LAHIR" }, { "shell.start", "KK_NUMPANG" },
  };
  PamorTestProbe probe;

  pamor_test_probe_set_up (&probe, pamor_shell_new (f->desk));
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      GtkWidget *page;

      gtk_widget_activate_action (probe.widget, ways[i].action,
                                  ways[i].argument != NULL ? "s" : NULL, ways[i].argument);
      page = pamor_shell_get_page (PAMOR_SHELL (probe.widget));
      pamor_test_probe_settle ();
      g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
      gtk_widget_activate_action (probe.widget, "shell.place", "i", PAMOR_PLACE_TODAY);
      while (page != NULL)
        g_main_context_iteration (NULL, TRUE);
    }
  pamor_test_probe_tear_down (&probe);
}

static PamorFormPage *
wait_for_page (PamorTestProbe *probe)
{
  GtkWidget *page = NULL;

  while (!PAMOR_IS_FORM_PAGE (page))
    {
      g_main_context_iteration (NULL, TRUE);
      page = pamor_shell_get_page (PAMOR_SHELL (probe->widget));
    }
  return PAMOR_FORM_PAGE (page);
}

static void
wait_for_state (PamorDraftSaver *saver,
                PamorDraftState  state)
{
  while (pamor_draft_saver_get_state (saver) != state)
    g_main_context_iteration (NULL, TRUE);
}

/* Returns: (transfer full): id of a draft that is open and kept */
static char *
start_draft (PamorTestProbe *probe)
{
  PamorFormPage *page;

  gtk_widget_activate_action (probe->widget, "shell.start", "s", "ADUAN");
  page = PAMOR_FORM_PAGE (pamor_shell_get_page (PAMOR_SHELL (probe->widget)));
  pamor_form_set (page->form, "aduan.pokok", "Jalan rusak");
  wait_for_state (page->saver, PAMOR_DRAFT_SAVED);
  return g_strdup (pamor_draft_saver_get_item (page->saver)->id);
}

static void
test_what_was_left_and_could_not_be_kept_is_gone_on_with (PamorTestDesk *f,
                                                          gconstpointer  unused)
{
  PamorTestProbe probe;
  PamorFormPage *page;
  g_autofree char *id = NULL;

  pamor_test_probe_set_up (&probe, pamor_shell_new (f->desk));
  id = start_draft (&probe);
  page = wait_for_page (&probe);
  pamor_test_desk_fill_disk (f, TRUE);
  pamor_form_set (page->form, "aduan.pokok", "Lampu mati");
  gtk_widget_activate_action (probe.widget, "shell.place", "i", PAMOR_PLACE_DRAFTS);
  gtk_widget_activate_action (probe.widget, "shell.edit", "s", id);
  page = wait_for_page (&probe);
  g_assert_cmpstr (pamor_form_get (page->form, "aduan.pokok"), ==, "Lampu mati");
  pamor_test_desk_fill_disk (f, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (page), "form.save", NULL);
  wait_for_state (page->saver, PAMOR_DRAFT_SAVED);
  pamor_test_probe_tear_down (&probe);
}

static void
test_a_draft_opened_twice_at_once_is_open_once (PamorTestDesk *f,
                                                gconstpointer  unused)
{
  PamorTestProbe probe;
  GtkWidget *page;
  g_autofree char *id = NULL;

  pamor_test_probe_set_up (&probe, pamor_shell_new (f->desk));
  id = start_draft (&probe);
  gtk_widget_activate_action (probe.widget, "shell.place", "i", PAMOR_PLACE_DRAFTS);
  gtk_widget_activate_action (probe.widget, "shell.edit", "s", id);
  gtk_widget_activate_action (probe.widget, "shell.edit", "s", id);
  wait_for_page (&probe);
  pamor_test_probe_settle ();
  page = pamor_shell_get_page (PAMOR_SHELL (probe.widget));
  gtk_widget_activate_action (probe.widget, "shell.back", NULL);
  while (pamor_shell_get_page (PAMOR_SHELL (probe.widget)) == page)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (PAMOR_IS_OUTBOX_PAGE (pamor_shell_get_page (PAMOR_SHELL (probe.widget))));
  pamor_test_probe_tear_down (&probe);
}

static void
test_a_form_left_twice_at_once_takes_no_other_page_with_it (PamorTestDesk *f,
                                                            gconstpointer  unused)
{
  PamorTestProbe probe;
  PamorFormPage *page;
  g_autofree char *id = NULL;

  pamor_test_probe_set_up (&probe, pamor_shell_new (f->desk));
  id = start_draft (&probe);
  gtk_widget_activate_action (probe.widget, "shell.place", "i", PAMOR_PLACE_DRAFTS);
  gtk_widget_activate_action (probe.widget, "shell.open", "s", id);
  gtk_widget_activate_action (probe.widget, "shell.edit", "s", id);
  page = wait_for_page (&probe);
  pamor_form_set (page->form, "aduan.pokok", "Lampu mati");
  gtk_widget_activate_action (probe.widget, "shell.back", NULL);
  gtk_widget_activate_action (probe.widget, "shell.back", NULL);
  while (PAMOR_IS_FORM_PAGE (pamor_shell_get_page (PAMOR_SHELL (probe.widget))))
    g_main_context_iteration (NULL, TRUE);
  pamor_test_probe_settle ();
  g_assert_true (PAMOR_IS_ITEM_PAGE (pamor_shell_get_page (PAMOR_SHELL (probe.widget))));
  pamor_test_probe_tear_down (&probe);
}

/* Presses @accelerator where no page is that hears it */
static void
press_key (GtkWidget  *shell,
           const char *accelerator)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (shell);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          g_autofree char *keys
            = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

          if (g_str_equal (keys, accelerator))
            gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, shell,
                                          gtk_shortcut_get_arguments (shortcut));
        }
    }
}

static void
test_the_keys_of_a_form_are_heard_outside_of_it (PamorTestDesk *f,
                                                 gconstpointer  unused)
{
  PamorTestProbe probe;
  PamorFormPage *page;

  pamor_test_probe_set_up (&probe, pamor_shell_new (f->desk));
  gtk_widget_activate_action (probe.widget, "shell.start", "s", "ADUAN");
  page = PAMOR_FORM_PAGE (pamor_shell_get_page (PAMOR_SHELL (probe.widget)));
  pamor_form_set (page->form, "aduan.pokok", "Lampu mati");
  press_key (probe.widget, "<Control>s");
  wait_for_state (page->saver, PAMOR_DRAFT_SAVED);
  g_assert_cmpuint (pamor_step_rail_get_current (page->rail), !=, page->review_step);
  press_key (probe.widget, "<Control>Return");
  g_assert_cmpuint (pamor_step_rail_get_current (page->rail), ==, page->review_step);
  pamor_test_probe_tear_down (&probe);
}

#define ADD(path, func) \
  g_test_add (path, PamorTestDesk, NULL, pamor_test_desk_set_up, func, pamor_test_desk_tear_down)

static void
add_tests (void)
{
  ADD ("/shell/places-and-pages-over-them", test_places_and_pages_over_them);
  ADD ("/shell/a-form-that-is-left-is-kept", test_a_form_that_is_left_is_kept);
  ADD ("/shell/a-deleted-draft-can-be-undone", test_a_deleted_draft_can_be_undone);
  ADD ("/shell/of-two-drafts-deleted-at-once-the-last-can-be-undone",
       test_of_two_drafts_deleted_at_once_the_last_can_be_undone);
  ADD ("/shell/a-deletion-not-undone-is-done-at-the-end",
       test_a_deletion_not_undone_is_done_at_the_end);
  ADD ("/shell/a-form-that-was-open-is-opened-again", test_a_form_that_was_open_is_opened_again);
  ADD ("/sidebar/counts-and-tells-the-activity", test_sidebar_counts_and_tells_the_activity);
  ADD ("/sidebar/keeps-the-activity-chosen-before",
       test_sidebar_keeps_the_activity_chosen_before);
  ADD ("/sync-button/speaks-in-words", test_sync_button_speaks_in_words);
  g_test_add_func ("/link-words/every-link-has-words", test_every_link_has_words);
  ADD ("/shell/a-catalogue-that-came-is-used-and-said-once",
       test_a_catalogue_that_came_is_used_and_said_once);
  ADD ("/shell/a-form-takes-up-the-newest-catalogue-only-when-wanted",
       test_a_form_takes_up_the_newest_catalogue_only_when_wanted);
  ADD ("/shell/one-that-can-not-be-used-is-told", test_one_that_can_not_be_used_is_told);
  ADD ("/shell/a-page-that-was-left-is-gone", test_a_page_that_was_left_is_gone);
  ADD ("/shell/what-was-left-and-could-not-be-kept-is-gone-on-with",
       test_what_was_left_and_could_not_be_kept_is_gone_on_with);
  ADD ("/shell/a-draft-opened-twice-at-once-is-open-once",
       test_a_draft_opened_twice_at_once_is_open_once);
  ADD ("/shell/a-form-left-twice-at-once-takes-no-other-page-with-it",
       test_a_form_left_twice_at_once_takes_no_other_page_with_it);
  ADD ("/shell/the-keys-of-a-form-are-heard-outside-of-it",
       test_the_keys_of_a_form_are_heard_outside_of_it);
  ADD ("/shell/reading-mode-is-offered-where-it-helps",
       test_reading_mode_is_offered_where_it_helps);
}

int
main (int   argc,
      char *argv[])
{
  return pamor_test_probe_run (argc, argv, add_tests);
}
