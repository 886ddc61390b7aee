/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-desk.h"
#include "pamor-test-probe.h"
#include "ui/form/pamor-form-page-private.h"
#include "ui/outbox/pamor-case-copy.h"
#include "ui/outbox/pamor-case-page.h"
#include "ui/outbox/pamor-case-row.h"
#include "ui/picker/pamor-bundle-page.h"
#include "ui/picker/pamor-service-page.h"
#include "ui/shell/pamor-shell-private.h"

#include <string.h>

#define BUNDLES                                                                                    \
  "{\"bundles\": [{\"code\": \"UJI\", \"name\": \"Keluarga uji\", \"prepare\": \"Siapkan KK.\", " \
  "\"keywords\": [\"berdua\"], \"services\": [\"KTP_HILANG\", \"KTP_RUSAK\"], \"copy\": [{" \
  "\"from\": \"KTP_HILANG\", \"to\": \"KTP_RUSAK\", \"sections\": [\"pemohon\"], " \
  "\"answers\": {}, \"photos\": {\"KK\": \"KK\"}}]}]}"

static void
on_done_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      slot)
{
  *(GAsyncResult **) slot = g_object_ref (result);
}

static void
await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* The catalogue of the program with one bundle, and no programmes, which might name others. */
static GBytes *
new_pack (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("PAMOR_SOURCE"), "data", "catalogue", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pack = pamor_catalogue_pack_folder (folder, &error);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *files, *index;
  char *text;

  g_assert_no_error (error);
  json_parser_load_from_data (parser, g_bytes_get_data (pack, NULL), g_bytes_get_size (pack), NULL);
  files = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)),
                                         "files");
  index = json_object_get_object_member (files, "catalogue.json");
  json_object_set_string_member (index, "bundles", "bundles.json");
  if (json_object_has_member (index, "programmes"))
    json_object_remove_member (index, "programmes");
  if (json_object_has_member (files, "programmes.json"))
    json_object_remove_member (files, "programmes.json");
  json_object_set_member (files, "bundles.json", json_from_string (BUNDLES, NULL));
  text = json_to_string (json_parser_get_root (parser), FALSE);
  return g_bytes_new_take (text, strlen (text));
}

static void
set_up (PamorTestDesk *f,
        gconstpointer  unused)
{
  g_autoptr (GBytes) pack = new_pack ();
  g_autoptr (GAsyncResult) kept = NULL, refreshed = NULL;
  g_autoptr (GError) error = NULL;

  pamor_test_desk_set_up (f, NULL);
  pamor_store_keep_catalogue_async (f->folder.store, "uji", "\"e\"", pack, on_done_cb, &kept);
  await (&kept);
  g_assert_true (pamor_store_keep_catalogue_finish (f->folder.store, kept, NULL));
  pamor_desk_refresh_async (f->desk, on_done_cb, &refreshed);
  await (&refreshed);
  pamor_desk_refresh_finish (f->desk, refreshed, &error);
  g_assert_no_error (error);
}

static PamorSubmission *
find_order (PamorTestDesk *f,
            guint          order)
{
  GListModel *items = pamor_store_get_items (f->folder.store);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (PamorSubmission) item = g_list_model_get_item (items, i);

      if (item->case_order == order)
        return pamor_store_find (f->folder.store, item->id);
    }
  return NULL;
}

static void
start (PamorTestProbe *probe)
{
  gtk_widget_activate_action (probe->widget, "shell.start-bundle", "s", "UJI");
  while (!PAMOR_IS_FORM_PAGE (pamor_shell_get_page (PAMOR_SHELL (probe->widget))))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_found_and_prepared_as_one (PamorTestDesk *f,
                                gconstpointer  unused)
{
  PamorTestProbe probe;
  PamorCatalogue *catalogue = pamor_desk_get_catalogue (f->desk);

  pamor_test_probe_set_up (&probe, pamor_service_page_new (catalogue));
  pamor_service_page_search (PAMOR_SERVICE_PAGE (probe.widget), "berdua");
  pamor_test_probe_press (&probe, "Keluarga uji");
  g_assert_cmpstr (probe.asked, ==, "prepare 'UJI'");
  pamor_test_probe_tear_down (&probe);
  pamor_test_probe_set_up (
      &probe, pamor_bundle_page_new (catalogue, pamor_catalogue_find_bundle (catalogue, "UJI")));
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "1. Cetak KTP-el karena hilang"));
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "2. Cetak KTP-el karena rusak"));
  pamor_test_probe_tear_down (&probe);
}

static void
test_begun_together_and_shown_as_one_case (PamorTestDesk *f,
                                           gconstpointer  unused)
{
  PamorTestProbe probe;
  PamorSubmission *first, *second;
  GtkWidget *page;

  pamor_test_probe_set_up (&probe, pamor_shell_new (f->desk));
  start (&probe);
  first = find_order (f, 1);
  second = find_order (f, 2);
  g_assert_cmpstr (first->service, ==, "KTP_HILANG");
  g_assert_cmpstr (second->service, ==, "KTP_RUSAK");
  g_assert_cmpstr (first->case_id, ==, second->case_id);
  g_assert_cmpstr (first->case_name, ==, "Keluarga uji");
  pamor_form_page_close (PAMOR_FORM_PAGE (pamor_shell_get_page (PAMOR_SHELL (probe.widget))));
  while (!PAMOR_IS_CASE_PAGE (pamor_shell_get_page (PAMOR_SHELL (probe.widget))))
    g_main_context_iteration (NULL, TRUE);
  page = pamor_shell_get_page (PAMOR_SHELL (probe.widget));
  g_assert_nonnull (pamor_test_probe_find (page, "Keluarga uji"));
  g_assert_cmpuint (g_list_model_get_n_items (pamor_case_page_get_all (PAMOR_CASE_PAGE (page))),
                    ==, 2);
  pamor_test_probe_tear_down (&probe);
}

static void
test_the_next_takes_over_people_and_photos (PamorTestDesk *f,
                                            gconstpointer  unused)
{
  PamorTestProbe probe;
  PamorCatalogue *catalogue = pamor_desk_get_catalogue (f->desk);
  g_autoptr (PamorForm) form = pamor_form_new (catalogue, "KTP_HILANG", NULL), taken = NULL;
  g_autoptr (PamorAttachment) photo = pamor_test_store_new_photo (f->folder.clock, 5000);
  g_autoptr (GBytes) bytes = NULL, jpeg = NULL;
  g_autoptr (GAsyncResult) copied = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  PamorAttachment *theirs;

  pamor_test_probe_set_up (&probe, pamor_shell_new (f->desk));
  start (&probe);
  pamor_test_probe_tear_down (&probe);
  g_free (photo->requirement);
  photo->requirement = g_strdup ("KK");
  g_assert_true (pamor_test_store_keep_photo (f->folder.store, find_order (f, 1)->id, photo,
                                              NULL));
  pamor_form_set_case (form, find_order (f, 1)->case_id, "Keluarga uji", 1);
  pamor_form_set (form, "pemohon.orang.name", "Siti Aminah");
  pamor_form_add_attachment (form, photo);
  bytes = pamor_form_to_bytes (form);
  g_assert_true (pamor_test_store_save (f->folder.store, find_order (f, 1),
                                        g_bytes_get_data (bytes, NULL), NULL));
  pamor_case_copy_async (f->desk, find_order (f, 1), on_done_cb, &copied);
  await (&copied);
  pamor_case_copy_finish (copied, &error);
  g_assert_no_error (error);

  text = pamor_test_store_read_form (f->folder.store, find_order (f, 2)->id, NULL);
  g_clear_pointer (&bytes, g_bytes_unref);
  bytes = g_bytes_new (text, strlen (text));
  taken = pamor_form_new_from_bytes (catalogue, bytes, "uji", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pamor_form_get (taken, "pemohon.orang.name"), ==, "Siti Aminah");
  g_assert_cmpuint (pamor_form_get_attachments (taken)->len, ==, 1);
  theirs = pamor_form_get_attachments (taken)->pdata[0];
  g_assert_cmpstr (theirs->id, !=, photo->id);
  jpeg = pamor_test_store_read_photo (f->folder.store, find_order (f, 2)->id, theirs->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (jpeg), ==, 5000);
  g_assert_cmpstr (find_order (f, 2)->title, ==, "Siti Aminah");
}

static void
test_the_keyboard_comes_to_the_next_draft (PamorTestDesk *f,
                                           gconstpointer  unused)
{
  PamorTestProbe probe;
  PamorSubmission *first;
  g_autoptr (PamorSubmission) sealed = NULL;
  g_autofree char *case_id = NULL;
  GtkWidget *page, *focus, *row = NULL;

  pamor_test_probe_set_up (&probe, pamor_shell_new (f->desk));
  start (&probe);
  pamor_form_page_close (PAMOR_FORM_PAGE (pamor_shell_get_page (PAMOR_SHELL (probe.widget))));
  while (!PAMOR_IS_CASE_PAGE (pamor_shell_get_page (PAMOR_SHELL (probe.widget))))
    g_main_context_iteration (NULL, TRUE);
  first = find_order (f, 1);
  case_id = g_strdup (first->case_id);
  sealed = pamor_test_store_seal (f->folder.store, first, "{}", "{\"isi\": 1}", NULL, NULL);
  g_assert_nonnull (sealed);
  gtk_widget_activate_action (probe.widget, "shell.place", "i", 0);
  gtk_widget_activate_action (probe.widget, "shell.case", "s", case_id);
  page = pamor_shell_get_page (PAMOR_SHELL (probe.widget));
  while (row == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      focus = gtk_root_get_focus (GTK_ROOT (probe.window));
      row = focus != NULL && gtk_widget_is_ancestor (focus, page)
              ? gtk_widget_get_first_child (focus) : NULL;
    }
  g_assert_cmpint (
    pamor_case_line_get_item (pamor_case_row_get_line (PAMOR_CASE_ROW (row)))->case_order, ==, 2);
  pamor_test_probe_tear_down (&probe);
}

static void
test_one_sealed_before_its_turn_names_the_draft_that_comes_first (PamorTestDesk *f,
                                                                  gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autoptr (PamorSubmission) sealed = NULL;

  pamor_test_probe_set_up (&probe, pamor_shell_new (f->desk));
  start (&probe);
  sealed = pamor_test_store_seal (f->folder.store, find_order (f, 2), "{}", "{\"isi\": 1}", NULL,
                                  NULL);
  g_assert_nonnull (sealed);
  _pamor_shell_go_on_with_case (PAMOR_SHELL (probe.widget), sealed, TRUE);
  g_assert_nonnull (pamor_test_probe_find (
    probe.widget, "Saved in the queue. Waits for Cetak KTP-el karena hilang, which is still a "
                  "draft: finish it, or delete it if nobody wants it."));
  pamor_test_probe_tear_down (&probe);
}

static void
test_begun_twice_at_once_it_is_begun_once (PamorTestDesk *f,
                                           gconstpointer  unused)
{
  PamorTestProbe probe;

  pamor_test_probe_set_up (&probe, pamor_shell_new (f->desk));
  gtk_widget_activate_action (probe.widget, "shell.start-bundle", "s", "UJI");
  start (&probe);
  pamor_test_probe_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (pamor_desk_get_items (f->desk)), ==, 2);
  pamor_test_probe_tear_down (&probe);
}

/* Enter right after sealing: the next is opened once it has taken over, not before. */
static void
test_the_next_opened_at_once_has_what_was_taken_over (PamorTestDesk *f,
                                                      gconstpointer  unused)
{
  PamorTestProbe probe;
  PamorFormPage *page;
  GtkWidget *top;

  pamor_test_probe_set_up (&probe, pamor_shell_new (f->desk));
  start (&probe);
  page = PAMOR_FORM_PAGE (pamor_shell_get_page (PAMOR_SHELL (probe.widget)));
  pamor_form_set (page->form, "pemohon.orang.name", "Siti Aminah");
  while (pamor_draft_saver_get_state (page->saver) != PAMOR_DRAFT_SAVED)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_activate_action (probe.widget, "shell.place", "i", PAMOR_PLACE_DRAFTS);
  _pamor_shell_go_on_with_case (PAMOR_SHELL (probe.widget), find_order (f, 1), TRUE);
  gtk_widget_activate_action (probe.widget, "shell.edit", "s", find_order (f, 2)->id);
  do
    {
      g_main_context_iteration (NULL, TRUE);
      top = pamor_shell_get_page (PAMOR_SHELL (probe.widget));
    }
  while (!PAMOR_IS_FORM_PAGE (top));
  g_assert_cmpstr (pamor_form_page_get_id (PAMOR_FORM_PAGE (top)), ==, find_order (f, 2)->id);
  g_assert_cmpstr (pamor_form_get (PAMOR_FORM_PAGE (top)->form, "pemohon.orang.name"), ==,
                   "Siti Aminah");
  pamor_test_probe_tear_down (&probe);
}

static void
add_one (GPtrArray  *items,
         PamorState  state,
         guint       order)
{
  PamorSubmission *item = pamor_submission_new ();

  item->case_id = g_strdup ("family");
  item->service = g_strdup ("KK_TAMBAH");
  item->state = state;
  item->case_order = order;
  item->missing = 3;
  g_ptr_array_add (items, item);
}

static void
test_a_case_says_how_many_wait_for_its_draft (PamorTestDesk *f,
                                              gconstpointer  unused)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PamorCase) entry = NULL;
  g_autofree char *words = NULL;

  add_one (items, PAMOR_STATE_QUEUED, 1);
  add_one (items, PAMOR_STATE_DRAFT, 2);
  add_one (items, PAMOR_STATE_QUEUED, 3);
  add_one (items, PAMOR_STATE_QUEUED, 4);
  entry = pamor_case_new (items);
  words = pamor_case_dup_words (entry);
  g_assert_cmpstr (words, ==, "1 incomplete · 1 waiting to be sent · 2 waiting for the draft");
}

#define ADD(path, func) \
  g_test_add (path, PamorTestDesk, NULL, set_up, func, pamor_test_desk_tear_down)

static void
add_tests (void)
{
  ADD ("/case/begun-twice-at-once-it-is-begun-once", test_begun_twice_at_once_it_is_begun_once);
  ADD ("/case/the-next-opened-at-once-has-what-was-taken-over",
       test_the_next_opened_at_once_has_what_was_taken_over);
  ADD ("/case/one-sealed-before-its-turn-names-the-draft-that-comes-first",
       test_one_sealed_before_its_turn_names_the_draft_that_comes_first);
  ADD ("/case/says-how-many-wait-for-its-draft", test_a_case_says_how_many_wait_for_its_draft);
  ADD ("/case/found-and-prepared-as-one", test_found_and_prepared_as_one);
  ADD ("/case/begun-together-and-shown-as-one-case", test_begun_together_and_shown_as_one_case);
  ADD ("/case/the-keyboard-comes-to-the-next-draft", test_the_keyboard_comes_to_the_next_draft);
  ADD ("/case/the-next-takes-over-people-and-photos",
       test_the_next_takes_over_people_and_photos);
}

int
main (int   argc,
      char *argv[])
{
  return pamor_test_probe_run (argc, argv, add_tests);
}
