/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-await.h"
#include "pamor-test-desk.h"
#include "pamor-test-probe.h"
#include "ui/outbox/pamor-item-page.h"
#include "ui/outbox/pamor-saved-page.h"
#include "ui/shell/pamor-link-words.h"

static PamorSubmission *
keep_draft (PamorTestDesk *f)
{
  g_autoptr (PamorForm) form = pamor_test_desk_new_form (f, "KTP_HILANG");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (PamorSubmission) item = pamor_test_desk_new_item (f, form);

  item->title = g_strdup ("Bagus <b>");
  pamor_form_set (form, "hilang.kantor", "Polsek Bekasi Barat");
  bytes = pamor_form_to_bytes (form);
  g_assert_true (pamor_test_store_save (f->folder.store, item, g_bytes_get_data (bytes, NULL),
                                        NULL));
  return g_object_ref (pamor_store_find (f->folder.store, item->id));
}

static void
wait_for (PamorTestProbe *probe,
          const char     *text)
{
  while (pamor_test_probe_find (probe->widget, text) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_shows_what_was_answered (PamorTestDesk *f,
                              gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autoptr (PamorSubmission) item = keep_draft (f);

  pamor_test_probe_set_up (&probe, pamor_item_page_new (f->desk, item->id));
  wait_for (&probe, "Polsek Bekasi Barat");
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "Bagus <b>"));
  pamor_test_probe_tear_down (&probe);
}

static void
test_offers_what_helps_now (PamorTestDesk *f,
                            gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autoptr (PamorSubmission) item = keep_draft (f);
  g_autofree char *edit = g_strdup_printf ("edit '%s'", item->id);
  g_autofree char *discard = g_strdup_printf ("delete '%s'", item->id);

  pamor_test_probe_set_up (&probe, pamor_item_page_new (f->desk, item->id));
  g_assert_null (pamor_test_probe_find (probe.widget, "Try again"));
  pamor_test_probe_press (&probe, "Continue");
  g_assert_cmpstr (probe.asked, ==, edit);
  pamor_test_probe_press (&probe, "Delete draft");
  g_assert_cmpstr (probe.asked, ==, discard);
  pamor_test_probe_tear_down (&probe);
}

static void
test_enter_goes_on_and_deletes_nothing (PamorTestDesk *f,
                                        gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autoptr (PamorSubmission) item = keep_draft (f);

  pamor_test_probe_set_up (&probe, pamor_item_page_new (f->desk, item->id));
  g_assert_true (gtk_widget_grab_focus (probe.widget));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (probe.window))
                 == gtk_widget_get_ancestor (pamor_test_probe_find (probe.widget, "Continue"),
                                             GTK_TYPE_BUTTON));
  pamor_test_probe_tear_down (&probe);
}

/* As if it had travelled: sealed, and then kept as the engine keeps it. */
static PamorSubmission *
keep_arrived (PamorTestDesk *f,
              PamorStatus    status)
{
  g_autoptr (PamorSubmission) draft = keep_draft (f);
  g_autoptr (PamorSubmission) sealed = pamor_test_store_seal (f->folder.store, draft, "{}",
                                                              "{\"isi\": 1}", NULL, NULL);
  PamorSubmission *progress = pamor_submission_copy (sealed);

  progress->state = PAMOR_STATE_ACKNOWLEDGED;
  progress->server_revision = progress->revision;
  progress->number = g_strdup ("EOP-20261120-0007");
  progress->received_at = PAMOR_TEST_NOW;
  progress->status = status;
  pamor_test_store_keep_decided (f->folder.store, progress);
  return progress;
}

static void
test_the_number_can_be_copied (PamorTestDesk *f,
                               gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autoptr (PamorSubmission) item = keep_arrived (f, PAMOR_STATUS_VERIFICATION);
  GtkWidget *row;

  pamor_test_probe_set_up (&probe, pamor_item_page_new (f->desk, item->id));
  row = gtk_widget_get_ancestor (
      pamor_test_probe_find (probe.widget, "Number from the city"), ADW_TYPE_ACTION_ROW);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, item->number);
  g_assert_null (pamor_test_probe_find (probe.widget, "Correct"));
  g_assert_null (pamor_test_probe_find (probe.widget, "Delete draft"));
  g_assert_false (gtk_widget_grab_focus (probe.widget));
  pamor_test_probe_tear_down (&probe);
}

static void
test_follows_the_store (PamorTestDesk *f,
                        gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autoptr (PamorSubmission) item = keep_arrived (f, PAMOR_STATUS_VERIFICATION);
  g_autoptr (GPtrArray) changes
      = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_change_free);
  PamorChange *change = pamor_change_new ();

  pamor_test_probe_set_up (&probe, pamor_item_page_new (f->desk, item->id));
  change->submission = g_strdup (item->id);
  change->revision = item->revision;
  change->status = PAMOR_STATUS_REJECTED;
  change->message = g_strdup ("Foto KK buram");
  change->updated_at = PAMOR_TEST_NOW;
  g_ptr_array_add (changes, change);
  g_assert_true (pamor_test_store_keep_changes (f->folder.store, changes, "1", NULL));
  pamor_test_probe_settle ();
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "Correct"));
  pamor_test_probe_tear_down (&probe);
}

static const char *
get_why (PamorTestProbe *probe)
{
  GtkWidget *bytes = pamor_test_probe_find (probe->widget, "0 KB of 1 KB sent, 1 KB left.");

  return gtk_label_get_label (GTK_LABEL (gtk_widget_get_next_sibling (bytes)));
}

/* Nobody answers here: what was sealed waits, and the page says how much of it. */
static void
test_what_waits_says_how_much_and_why (PamorTestDesk *f,
                                       gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->folder.clock, "Ani");
  g_autoptr (PamorSubmission) sealed
      = pamor_test_store_seal (f->folder.store, item, "{}", "{\"isi\": 1}", NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  PamorEngine *engine = pamor_desk_get_engine (f->desk);
  g_autoptr (GAsyncResult) result = NULL;
  PamorLink link;

  pamor_test_probe_set_up (&probe, pamor_item_page_new (f->desk, sealed->id));
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "0 KB of 1 KB sent, 1 KB left."));
  pamor_test_desk_set_culprit (f, PAMOR_CULPRIT_PORTAL);
  pamor_engine_run_async (engine, cancellable, pamor_test_await_cb, &result);
  while (!pamor_link_is_trouble (pamor_engine_get_link (engine)))
    g_main_context_iteration (NULL, TRUE);
  link = pamor_engine_get_link (engine);
  g_assert_true (g_str_has_prefix (get_why (&probe), pamor_link_get_words (link)));
  g_cancellable_cancel (cancellable);
  pamor_engine_run_finish (engine, pamor_test_await (&result), NULL);
  pamor_test_probe_tear_down (&probe);
}

static void
test_one_of_a_case_says_for_which_it_waits (PamorTestDesk *f,
                                            gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autoptr (PamorSubmission) first = pamor_test_store_new_item (f->folder.clock, "Ani");
  g_autoptr (PamorSubmission) second = pamor_test_store_new_item (f->folder.clock, "Budi");
  g_autoptr (PamorSubmission) sealed = NULL;

  g_free (first->service);
  first->service = g_strdup ("KTP_HILANG");
  first->case_id = g_strdup ("family");
  first->case_order = 1;
  second->case_id = g_strdup ("family");
  second->case_order = 2;
  g_assert_true (pamor_test_store_save (f->folder.store, first, "{}", NULL));
  sealed = pamor_test_store_seal (f->folder.store, second, "{}", "{\"isi\": 1}", NULL, NULL);
  g_assert_nonnull (sealed);
  pamor_test_probe_set_up (&probe, pamor_item_page_new (f->desk, sealed->id));
  g_assert_nonnull (pamor_test_probe_find (
    probe.widget, "Waits for Cetak KTP-el karena hilang, which is still a draft: finish it, or "
                  "delete it if nobody wants it."));
  g_assert_null (pamor_test_probe_find (probe.widget, "Try again"));
  g_assert_true (pamor_test_store_delete (f->folder.store, first->id, NULL));
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "Try again"));
  pamor_test_probe_tear_down (&probe);
}

static void
test_one_of_a_case_leads_to_the_others (PamorTestDesk *f,
                                        gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autoptr (PamorForm) form = pamor_test_desk_new_form (f, "KTP_HILANG");
  g_autoptr (PamorSubmission) item = pamor_test_desk_new_item (f, form);
  g_autoptr (GBytes) bytes = NULL;

  item->case_id = g_strdup ("0192f0c1-0000-7000-8000-00000000000c");
  item->case_name = g_strdup ("Keluarga <b>");
  item->case_order = 1;
  bytes = pamor_form_to_bytes (form);
  g_assert_true (pamor_test_store_save (f->folder.store, item, g_bytes_get_data (bytes, NULL),
                                        NULL));
  pamor_test_probe_set_up (&probe, pamor_item_page_new (f->desk, item->id));
  pamor_test_probe_press (&probe, "Belongs to one case");
  g_assert_cmpstr (probe.asked, ==, "case '0192f0c1-0000-7000-8000-00000000000c'");
  pamor_test_probe_tear_down (&probe);
}

static void
test_saved_says_that_it_is_safe (PamorTestDesk *f,
                                 gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autoptr (PamorSubmission) item = keep_draft (f);
  g_autofree char *open = g_strdup_printf ("open '%s'", item->id);

  pamor_test_probe_set_up (&probe, pamor_saved_page_new (f->desk, item));
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "Saved in the queue"));
  pamor_test_probe_press (&probe, "Look at it");
  g_assert_cmpstr (probe.asked, ==, open);
  pamor_test_probe_tear_down (&probe);
}

#define ADD(path, func) \
  g_test_add (path, PamorTestDesk, NULL, pamor_test_desk_set_up, func, pamor_test_desk_tear_down)

static void
add_tests (void)
{
  ADD ("/item-page/one-of-a-case-says-for-which-it-waits",
       test_one_of_a_case_says_for_which_it_waits);
  ADD ("/item-page/shows-what-was-answered", test_shows_what_was_answered);
  ADD ("/item-page/offers-what-helps-now", test_offers_what_helps_now);
  ADD ("/item-page/enter-goes-on-and-deletes-nothing", test_enter_goes_on_and_deletes_nothing);
  ADD ("/item-page/the-number-can-be-copied", test_the_number_can_be_copied);
  ADD ("/item-page/follows-the-store", test_follows_the_store);
  ADD ("/item-page/what-waits-says-how-much-and-why", test_what_waits_says_how_much_and_why);
  ADD ("/item-page/one-of-a-case-leads-to-the-others", test_one_of_a_case_leads_to_the_others);
  ADD ("/saved-page/says-that-it-is-safe", test_saved_says_that_it_is_safe);
}

int
main (int   argc,
      char *argv[])
{
  return pamor_test_probe_run (argc, argv, add_tests);
}
