/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-desk.h"
#include "pamor-test-probe.h"
#include "ui/outbox/pamor-bin.h"
#include "ui/outbox/pamor-item-row.h"
#include "ui/outbox/pamor-outbox-page.h"

static char *
add_draft (PamorTestDesk *f,
           const char    *title)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->folder.clock, title);

  g_assert_true (pamor_test_store_save (f->folder.store, item, "{}", NULL));
  return g_strdup (item->id);
}

static char *
add_queued (PamorTestDesk *f,
            const char    *title)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->folder.clock, title);
  g_autoptr (PamorSubmission) sealed
      = pamor_test_store_seal (f->folder.store, item, "{}", "{\"isi\": 1}", NULL, NULL);

  g_assert_nonnull (sealed);
  return g_strdup (item->id);
}

static guint
count_shown (GtkWidget *page)
{
  return g_list_model_get_n_items (pamor_outbox_page_get_shown (PAMOR_OUTBOX_PAGE (page)));
}

static void
test_a_place_shows_what_is_in_it_and_follows (PamorTestDesk *f,
                                              gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autofree char *draft = add_draft (f, "Ani"), *queued = add_queued (f, "Budi <b>");

  pamor_test_probe_set_up (&probe, pamor_outbox_page_new (f->desk));
  g_assert_cmpuint (count_shown (probe.widget), ==, 1);
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "Ani"));
  pamor_outbox_page_set_place (PAMOR_OUTBOX_PAGE (probe.widget), PAMOR_PLACE_QUEUE);
  pamor_test_probe_settle ();
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "Budi <b>"));
  g_free (add_queued (f, "Cici"));
  g_assert_cmpuint (count_shown (probe.widget), ==, 2);
  pamor_test_probe_tear_down (&probe);
}

static void
test_search_looks_in_all_places (PamorTestDesk *f,
                                 gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autofree char *draft = add_draft (f, "Ani Wijaya"), *queued = add_queued (f, "Budi Wijaya");

  pamor_test_probe_set_up (&probe, pamor_outbox_page_new (f->desk));
  pamor_outbox_page_set_place (PAMOR_OUTBOX_PAGE (probe.widget), PAMOR_PLACE_STATUS);
  g_assert_cmpuint (count_shown (probe.widget), ==, 0);
  pamor_outbox_page_search (PAMOR_OUTBOX_PAGE (probe.widget), "wi jaya");
  g_assert_cmpuint (count_shown (probe.widget), ==, 2);
  pamor_outbox_page_search (PAMOR_OUTBOX_PAGE (probe.widget), "tidak ada");
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "Nothing found"));
  gtk_widget_child_focus (probe.widget, GTK_DIR_TAB_FORWARD);
  g_assert_true (pamor_test_probe_sees_focus (&probe, GTK_DIR_DOWN));
  pamor_test_probe_tear_down (&probe);
}

#define NAME "Akta kelahiran"

/* Its number counts as a number; who has no street comes last; and it is remembered. */
static void
test_by_street_the_list_is_in_the_order_of_a_walk (PamorTestDesk *f,
                                                   gconstpointer  unused)
{
  static const struct { const char *title, *street; } people[] = {
    { "Ani", "Jalan Melati 10" }, { "Budi", NULL }, { "Cici", "jalan melati 9" },
    { "Dodi", "Gang Anggrek 2" }
  };
  static const char *const walk[] = { "Dodi", "Cici", "Ani", "Budi" };
  static const char *const streets[] = { "Gang Anggrek 2 · " NAME, NAME };

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (PamorSubmission) item
          = pamor_test_store_new_item (f->folder.clock, people[i].title);

      g_free (item->street);
      item->street = g_strdup (people[i].street);
      g_assert_true (pamor_test_store_save (f->folder.store, item, "{}", NULL));
    }
  for (guint time = 0; time < 2; time++)
    {
      PamorTestProbe probe;

      pamor_test_probe_set_up (&probe, pamor_outbox_page_new (f->desk));
      if (time == 0)
        pamor_test_probe_press (&probe, "By Street");
      for (guint i = 0; i < G_N_ELEMENTS (walk); i++)
        {
          g_autoptr (PamorSubmission) item = g_list_model_get_item (
              pamor_outbox_page_get_shown (PAMOR_OUTBOX_PAGE (probe.widget)), i);

          g_assert_cmpstr (item->title, ==, walk[i]);
        }
      pamor_test_probe_settle ();
      g_assert_nonnull (pamor_test_probe_find (probe.widget, streets[0]));
      g_assert_nonnull (pamor_test_probe_find (probe.widget, streets[1]));
      if (time == 1)
        pamor_test_probe_press (&probe, "By Street");
      pamor_test_probe_tear_down (&probe);
    }
}

static void
test_a_long_list_comes_as_far_as_it_is_looked_at (PamorTestDesk *f,
                                                  gconstpointer  unused)
{
  PamorTestProbe probe;
  GtkAdjustment *room;
  GtkWidget *newest;

  for (guint i = 0; i < 120; i++)
    {
      g_autofree char *title = g_strdup_printf ("Warga %u", i);

      g_free (add_draft (f, title));
    }
  pamor_test_probe_set_up (&probe, pamor_outbox_page_new (f->desk));
  pamor_test_probe_settle ();
  newest = pamor_test_probe_find (probe.widget, "Warga 119");
  g_assert_nonnull (newest);
  g_assert_null (pamor_test_probe_find (probe.widget, "Warga 0"));
  room = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (newest, GTK_TYPE_SCROLLED_WINDOW)));
  while (pamor_test_probe_find (probe.widget, "Warga 0") == NULL)
    {
      gtk_adjustment_set_value (room, gtk_adjustment_get_upper (room));
      g_main_context_iteration (NULL, TRUE);
    }
  pamor_test_probe_tear_down (&probe);
}

static void
test_a_row_opens_its_item (PamorTestDesk *f,
                           gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autofree char *draft = add_draft (f, "Ani");
  g_autofree char *wanted = g_strdup_printf ("open '%s'", draft);
  GtkWidget *list;

  pamor_test_probe_set_up (&probe, pamor_outbox_page_new (f->desk));
  list = gtk_widget_get_ancestor (pamor_test_probe_find (probe.widget, "Ani"), GTK_TYPE_LIST_VIEW);
  g_signal_emit_by_name (list, "activate", 0);
  g_assert_cmpstr (probe.asked, ==, wanted);
  pamor_test_probe_tear_down (&probe);
}

static void
test_a_row_says_why_it_waits (PamorTestDesk *f,
                              gconstpointer  unused)
{
  GtkWidget *row = g_object_ref_sink (pamor_item_row_new ());
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->folder.clock, "Ani");

  item->state = PAMOR_STATE_QUEUED;
  item->revision = 1;
  item->payload_size = 2000;
  item->next_at = PAMOR_TEST_NOW + 600 * G_USEC_PER_SEC;
  pamor_submission_set_reason (item, "link", NULL, NULL);
  pamor_item_row_set_item (PAMOR_ITEM_ROW (row), f->desk, item);
  g_assert_nonnull (strstr (pamor_item_row_get_why (PAMOR_ITEM_ROW (row)), "still to send"));
  g_assert_nonnull (strstr (pamor_item_row_get_why (PAMOR_ITEM_ROW (row)), "itself later · "));
  g_assert_nonnull (strstr (pamor_item_row_get_why (PAMOR_ITEM_ROW (row)), "tries again"));
  item->state = PAMOR_STATE_ACKNOWLEDGED;
  pamor_submission_set_reason (item, NULL, NULL, NULL);
  pamor_item_row_set_item (PAMOR_ITEM_ROW (row), f->desk, item);
  g_assert_cmpstr (pamor_item_row_get_why (PAMOR_ITEM_ROW (row)), ==, "");
  g_assert_finalize_object (row);
}

static PamorSubmission *
new_of_case (PamorTestDesk *f,
             const char    *title)
{
  PamorSubmission *item = pamor_test_store_new_item (f->folder.clock, title);

  item->case_id = g_strdup ("list");
  item->case_name = g_strdup ("SMAN 3, XI IPA 2");
  item->presence = PAMOR_PRESENCE_HERE;
  item->missing = 1; /* the consent */
  return item;
}

static void
add_list (PamorTestDesk *f)
{
  g_autoptr (PamorSubmission) first = new_of_case (f, "Ani"), second = new_of_case (f, "Budi");
  g_autoptr (PamorSubmission) third = new_of_case (f, "Cici"), sealed = NULL;

  second->missing = 3;
  third->presence = PAMOR_PRESENCE_AWAY;
  g_assert_true (pamor_test_store_save (f->folder.store, first, "{}", NULL));
  g_assert_true (pamor_test_store_save (f->folder.store, second, "{}", NULL));
  sealed = pamor_test_store_seal (f->folder.store, third, "{}", "{\"isi\": 1}", NULL, NULL);
  g_assert_nonnull (sealed);
}

static void
test_a_case_is_one_row_in_each_place_where_it_has_something (PamorTestDesk *f,
                                                             gconstpointer  unused)
{
  PamorTestProbe probe;
  GtkWidget *name;

  pamor_test_probe_set_up (&probe, pamor_outbox_page_new (f->desk));
  add_list (f);
  g_free (add_draft (f, "Dedi"));
  pamor_test_probe_settle ();
  g_assert_cmpuint (count_shown (probe.widget), ==, 2);
  g_assert_null (pamor_test_probe_find (probe.widget, "Ani"));
  name = pamor_test_probe_find (probe.widget, "SMAN 3, XI IPA 2");
  g_assert_nonnull (name);
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "3 applications · Akta kelahiran"));
  g_assert_nonnull (pamor_test_probe_find (
      probe.widget, "2 of 3 present · 1 complete · 1 incomplete · 1 waiting to be sent"));
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "Draft"));
  g_signal_emit_by_name (gtk_widget_get_ancestor (name, GTK_TYPE_LIST_VIEW), "activate", 1);
  g_assert_cmpstr (probe.asked, ==, "case 'list'");
  pamor_outbox_page_set_place (PAMOR_OUTBOX_PAGE (probe.widget), PAMOR_PLACE_QUEUE);
  pamor_test_probe_settle ();
  g_assert_cmpuint (count_shown (probe.widget), ==, 1);
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "SMAN 3, XI IPA 2"));
  pamor_outbox_page_set_place (PAMOR_OUTBOX_PAGE (probe.widget), PAMOR_PLACE_STATUS);
  g_assert_cmpuint (count_shown (probe.widget), ==, 0);
  pamor_test_probe_tear_down (&probe);
}

static void
test_search_finds_a_case_by_its_name_and_each_of_it_by_theirs (PamorTestDesk *f,
                                                               gconstpointer  unused)
{
  PamorTestProbe probe;

  add_list (f);
  pamor_test_probe_set_up (&probe, pamor_outbox_page_new (f->desk));
  pamor_outbox_page_search (PAMOR_OUTBOX_PAGE (probe.widget), "sman 3");
  g_assert_cmpuint (count_shown (probe.widget), ==, 1);
  pamor_outbox_page_search (PAMOR_OUTBOX_PAGE (probe.widget), "cici");
  pamor_test_probe_settle ();
  g_assert_cmpuint (count_shown (probe.widget), ==, 1);
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "Cici"));
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "Akta kelahiran · SMAN 3, XI IPA 2"));
  pamor_test_probe_tear_down (&probe);
}

static void
test_a_case_goes_with_the_last_of_it (PamorTestDesk *f,
                                      gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autoptr (PamorSubmission) only = new_of_case (f, "Ani");

  pamor_test_probe_set_up (&probe, pamor_outbox_page_new (f->desk));
  g_assert_true (pamor_test_store_save (f->folder.store, only, "{}", NULL));
  g_assert_cmpuint (count_shown (probe.widget), ==, 1);
  g_assert_nonnull (pamor_cases_find (pamor_desk_get_cases (f->desk), "list"));
  pamor_bin_put (pamor_desk_get_bin (f->desk), only->id);
  g_assert_cmpuint (count_shown (probe.widget), ==, 0);
  g_assert_null (pamor_cases_find (pamor_desk_get_cases (f->desk), "list"));
  pamor_bin_take_back (pamor_desk_get_bin (f->desk));
  g_assert_cmpuint (count_shown (probe.widget), ==, 1);
  pamor_test_probe_tear_down (&probe);
}

static void
test_thrown_away_can_be_taken_back (PamorTestDesk *f,
                                    gconstpointer  unused)
{
  PamorBin *bin = pamor_desk_get_bin (f->desk);
  GListModel *items = pamor_desk_get_items (f->desk);
  g_autofree char *draft = add_draft (f, "Ani");

  pamor_bin_put (bin, draft);
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 0);
  g_assert_nonnull (pamor_store_find (f->folder.store, draft));
  pamor_bin_take_back (bin);
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 1);
  pamor_bin_empty (bin);
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 1);
}

static void
test_the_next_thrown_away_deletes_the_last (PamorTestDesk *f,
                                            gconstpointer  unused)
{
  PamorBin *bin = pamor_desk_get_bin (f->desk);
  g_autofree char *first = add_draft (f, "Ani"), *second = add_draft (f, "Budi");

  pamor_bin_put (bin, first);
  pamor_bin_put (bin, second);
  g_assert_cmpuint (g_list_model_get_n_items (pamor_desk_get_items (f->desk)), ==, 0);
  while (pamor_store_find (f->folder.store, first) != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (pamor_store_find (f->folder.store, second));
  g_assert_cmpuint (g_list_model_get_n_items (pamor_desk_get_items (f->desk)), ==, 0);
}

static void
test_a_draft_says_what_is_missing_and_since_when (PamorTestDesk *f,
                                                  gconstpointer  unused)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->folder.clock, "Ani");
  GtkWidget *row = g_object_ref_sink (pamor_item_row_new ());

  item->state = PAMOR_STATE_DRAFT;
  item->created_at = PAMOR_TEST_NOW;
  item->missing = 3;
  pamor_item_row_set_item (PAMOR_ITEM_ROW (row), f->desk, item);
  g_assert_true (g_str_has_prefix (pamor_item_row_get_why (PAMOR_ITEM_ROW (row)),
                                   "3 missing · begun "));
  item->missing = 0;
  pamor_item_row_set_item (PAMOR_ITEM_ROW (row), f->desk, item);
  g_assert_true (g_str_has_prefix (pamor_item_row_get_why (PAMOR_ITEM_ROW (row)),
                                   "complete, not in the queue yet · begun "));
  g_object_unref (row);
}

/* The key goes to what has the focus, and from there up: as the window does with it. */
static gboolean
press_delete (GtkWidget *widget)
{
  gboolean done = FALSE;

  for (GtkWidget *at = widget; at != NULL && !done; at = gtk_widget_get_parent (at))
    {
      g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (at);

      for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
        {
          g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

          if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
            continue;
          for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
            {
              g_autoptr (GtkShortcut) bind = g_list_model_get_item (G_LIST_MODEL (controller), j);
              g_autofree char *trigger
                  = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (bind));

              if (!done && g_str_equal (trigger, "Delete"))
                done = gtk_shortcut_action_activate (gtk_shortcut_get_action (bind), 0, at, NULL);
            }
        }
    }
  return done;
}

static void
test_delete_throws_away_a_draft_and_nothing_else (PamorTestDesk *f,
                                                  gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autofree char *draft = add_draft (f, "Ani"), *queued = add_queued (f, "Budi");
  g_autofree char *wanted = g_strdup_printf ("delete '%s'", draft);
  GtkWidget *row;

  pamor_test_probe_set_up (&probe, pamor_outbox_page_new (f->desk));
  row = gtk_widget_get_ancestor (pamor_test_probe_find (probe.widget, "Ani"), PAMOR_TYPE_ITEM_ROW);
  gtk_widget_grab_focus (gtk_widget_get_parent (row));
  g_assert_true (press_delete (gtk_widget_get_parent (row)));
  g_assert_cmpstr (probe.asked, ==, wanted);
  g_clear_pointer (&probe.asked, g_free);
  pamor_outbox_page_set_place (PAMOR_OUTBOX_PAGE (probe.widget), PAMOR_PLACE_QUEUE);
  pamor_test_probe_settle ();
  row = gtk_widget_get_ancestor (pamor_test_probe_find (probe.widget, "Budi"), PAMOR_TYPE_ITEM_ROW);
  gtk_widget_grab_focus (gtk_widget_get_parent (row));
  g_assert_false (press_delete (gtk_widget_get_parent (row)));
  g_assert_null (probe.asked);
  pamor_test_probe_tear_down (&probe);
}

/* Of what came back, the correction that may have been begun. */
static void
test_delete_drops_a_correction (PamorTestDesk *f,
                                gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autofree char *id = add_queued (f, "Budi"), *wanted = g_strdup_printf ("delete '%s'", id);
  g_autoptr (PamorSubmission) progress
      = pamor_submission_copy (pamor_store_find (f->folder.store, id));
  GtkWidget *row;

  progress->state = PAMOR_STATE_PARKED;
  pamor_submission_set_reason (progress, "validation", NULL, NULL);
  g_assert_true (pamor_test_store_keep (f->folder.store, progress, NULL));
  pamor_test_probe_set_up (&probe, pamor_outbox_page_new (f->desk));
  pamor_outbox_page_set_place (PAMOR_OUTBOX_PAGE (probe.widget), PAMOR_PLACE_CORRECT);
  pamor_test_probe_settle ();
  row = gtk_widget_get_ancestor (pamor_test_probe_find (probe.widget, "Budi"), PAMOR_TYPE_ITEM_ROW);
  gtk_widget_grab_focus (gtk_widget_get_parent (row));
  g_assert_true (press_delete (gtk_widget_get_parent (row)));
  g_assert_cmpstr (probe.asked, ==, wanted);
  pamor_test_probe_tear_down (&probe);
}

#define ADD(path, func) \
  g_test_add (path, PamorTestDesk, NULL, pamor_test_desk_set_up, func, pamor_test_desk_tear_down)

static void
add_tests (void)
{
  ADD ("/outbox-page/a-place-shows-what-is-in-it-and-follows",
       test_a_place_shows_what_is_in_it_and_follows);
  ADD ("/outbox-page/search-looks-in-all-places", test_search_looks_in_all_places);
  ADD ("/outbox-page/by-street-the-list-is-in-the-order-of-a-walk",
       test_by_street_the_list_is_in_the_order_of_a_walk);
  ADD ("/outbox-page/a-long-list-comes-as-far-as-it-is-looked-at",
       test_a_long_list_comes_as_far_as_it_is_looked_at);
  ADD ("/outbox-page/a-row-opens-its-item", test_a_row_opens_its_item);
  ADD ("/outbox-page/a-case-is-one-row-in-each-place-where-it-has-something",
       test_a_case_is_one_row_in_each_place_where_it_has_something);
  ADD ("/outbox-page/search-finds-a-case-by-its-name-and-each-of-it-by-theirs",
       test_search_finds_a_case_by_its_name_and_each_of_it_by_theirs);
  ADD ("/outbox-page/a-case-goes-with-the-last-of-it", test_a_case_goes_with_the_last_of_it);
  ADD ("/item-row/says-why-it-waits", test_a_row_says_why_it_waits);
  ADD ("/bin/thrown-away-can-be-taken-back", test_thrown_away_can_be_taken_back);
  ADD ("/bin/the-next-thrown-away-deletes-the-last", test_the_next_thrown_away_deletes_the_last);
  ADD ("/outbox-page/a-draft-says-what-is-missing-and-since-when",
       test_a_draft_says_what_is_missing_and_since_when);
  ADD ("/outbox-page/delete-throws-away-a-draft-and-nothing-else",
       test_delete_throws_away_a_draft_and_nothing_else);
  ADD ("/outbox-page/delete-drops-a-correction", test_delete_drops_a_correction);
}

int
main (int   argc,
      char *argv[])
{
  return pamor_test_probe_run (argc, argv, add_tests);
}
