/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pamor-error.h"
#include "base/pamor-uuid.h"
#include "pamor-test-desk.h"
#include "pamor-test-probe.h"
#include "ui/form/pamor-form-page.h"
#include "ui/outbox/pamor-case-page.h"
#include "ui/outbox/pamor-case-row.h"
#include "ui/outbox/pamor-case-seal.h"
#include "ui/outbox/pamor-case-send-page.h"
#include "ui/photos/pamor-photo-taker.h"
#include "ui/shell/pamor-shell.h"

#include <json-glib/json-glib.h>

#define CASE "0192f000-0000-7000-8000-000000000001"

/** School: a class in which attendance is taken; all children are invented */
typedef struct
{
  PamorTestDesk base;
  GPtrArray    *ids; /* of char *, in the order of the list */
} School;

static void
set_up (School        *f,
        gconstpointer  unused)
{
  pamor_test_desk_set_up (&f->base, NULL);
  f->ids = g_ptr_array_new_with_free_func (g_free);
}

static void
tear_down (School        *f,
           gconstpointer  unused)
{
  g_ptr_array_unref (f->ids);
  pamor_test_desk_tear_down (&f->base, NULL);
}

static PamorForm *
read_fixture (School *f)
{
  g_autofree char *path = g_build_filename (g_getenv ("PAMOR_FIXTURES"), "forms", "KTP_REKAM.json",
                                            NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  PamorForm *form;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  bytes = g_bytes_new (text, strlen (text));
  form = pamor_form_new_from_bytes (pamor_desk_get_catalogue (f->base.desk), bytes, path, &error);
  g_assert_no_error (error);
  return form;
}

static PamorSubmission *
find_child (School *f,
            guint   i)
{
  return pamor_store_find (f->base.folder.store, f->ids->pdata[i]);
}

/* @present: (nullable): what is answered; @address: (nullable): without one it is incomplete */
static void
add_child (School     *f,
           const char *name,
           const char *present,
           const char *address)
{
  PamorStore *store = f->base.folder.store;
  g_autoptr (PamorForm) form = read_fixture (f);
  g_autoptr (PamorSubmission) item = pamor_submission_new ();
  g_autoptr (PamorAttachment) photo = pamor_test_store_new_photo (f->base.folder.clock, 3000);
  g_autofree char *nik = g_strdup_printf ("327502470910%04u", f->ids->len + 1);
  g_autoptr (GBytes) bytes = NULL;
  GDate today;

  item->id = pamor_uuid_new (f->base.folder.clock);
  g_ptr_array_add (f->ids, g_strdup (item->id));
  pamor_form_set (form, "pemohon.orang.name", name);
  pamor_form_set (form, "pemohon.orang.nik", nik);
  pamor_form_set (form, "pemohon.alamat.address", address);
  pamor_form_set (form, PAMOR_FORM_PRESENT, present);
  pamor_form_set_case (form, CASE, "SMAN 3, XI IPA 2", 0);
  for (const char *const *key = (const char *const[]) { "agreed", "role", "name", "at", NULL };
       *key != NULL; key++)
    pamor_form_set_consent (form, *key, NULL);
  pamor_form_add_attachment (form, photo);
  pamor_clock_get_today (f->base.folder.clock, &today);
  pamor_form_describe (form, &today, item);
  bytes = pamor_form_to_bytes (form);
  g_assert_true (pamor_test_store_save (store, item, g_bytes_get_data (bytes, NULL), NULL));
  g_assert_true (pamor_test_store_keep_photo (store, item->id, photo, NULL));
}

static char *
dup_answer (School     *f,
            guint       i,
            const char *path)
{
  g_autofree char *text = pamor_test_store_read_form (f->base.folder.store, f->ids->pdata[i], NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (PamorForm) form
    = pamor_form_new_from_bytes (pamor_desk_get_catalogue (f->base.desk), bytes, "uji", NULL);

  return g_strdup (pamor_form_get (form, path));
}

static PamorCaseRow *
find_row (PamorTestProbe *probe,
          const char     *name)
{
  GtkWidget *label = pamor_test_probe_find (probe->widget, name);

  g_assert_nonnull (label);
  return PAMOR_CASE_ROW (gtk_widget_get_ancestor (label, PAMOR_TYPE_CASE_ROW));
}

static void
await_presence (School        *f,
                guint          i,
                PamorPresence  presence)
{
  while (find_child (f, i)->presence != presence)
    g_main_context_iteration (NULL, TRUE);
  pamor_test_probe_settle ();
}

static void
test_a_tick_answers_who_came_and_again_takes_it_back (School        *f,
                                                      gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autofree char *answer = NULL, *none = NULL;

  add_child (f, "Ani Lestari", NULL, "Gang Kenanga 2");
  add_child (f, "Budi Lestari", NULL, NULL);
  pamor_test_probe_set_up (&probe, pamor_case_page_new (f->base.desk, CASE));
  g_assert_nonnull (pamor_test_probe_find (
    probe.widget, "Perekaman KTP-el · 0 of 2 present · 2 incomplete"));
  pamor_case_row_toggle (find_row (&probe, "Ani Lestari"));
  await_presence (f, 0, PAMOR_PRESENCE_HERE);
  answer = dup_answer (f, 0, PAMOR_FORM_PRESENT);
  g_assert_cmpstr (answer, ==, "ya");
  g_assert_nonnull (pamor_test_probe_find (
    probe.widget, "Perekaman KTP-el · 1 of 2 present · 1 complete · 1 incomplete"));
  pamor_case_row_toggle (find_row (&probe, "Ani Lestari"));
  await_presence (f, 0, PAMOR_PRESENCE_AWAY);
  none = dup_answer (f, 0, PAMOR_FORM_PRESENT);
  g_assert_null (none);
  pamor_test_probe_tear_down (&probe);
}

static void
test_ticked_twice_in_haste_the_last_counts (School        *f,
                                            gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autofree char *answer = NULL;

  add_child (f, "Ani Lestari", NULL, "Gang Kenanga 2");
  add_child (f, "Budi Lestari", NULL, "Gang Kenanga 2");
  pamor_test_probe_set_up (&probe, pamor_case_page_new (f->base.desk, CASE));
  pamor_case_row_toggle (find_row (&probe, "Ani Lestari"));
  pamor_case_row_toggle (find_row (&probe, "Ani Lestari"));
  pamor_case_row_toggle (find_row (&probe, "Budi Lestari")); /* read and kept behind those */
  await_presence (f, 1, PAMOR_PRESENCE_HERE);
  answer = dup_answer (f, 0, PAMOR_FORM_PRESENT);
  g_assert_null (answer);
  pamor_test_probe_tear_down (&probe);
}

static GtkWidget *
find_of_type (GtkWidget *within,
              GType      type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (within, type))
    return within;
  for (GtkWidget *child = gtk_widget_get_first_child (within); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_of_type (child, type);
  return found;
}

static guint
count_lines (PamorTestProbe *probe)
{
  GtkWidget *clamp = find_of_type (probe->widget, ADW_TYPE_CLAMP_SCROLLABLE);
  GtkWidget *list = find_of_type (clamp, GTK_TYPE_LIST_VIEW);

  return g_list_model_get_n_items (
    G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list))));
}

static void
test_who_was_just_ticked_stays_in_sight (School        *f,
                                         gconstpointer  unused)
{
  PamorTestProbe probe;
  GtkDropDown *choice;

  add_child (f, "Ani Lestari", NULL, "Gang Kenanga 2");
  add_child (f, "Budi Lestari", "ya", "Gang Kenanga 2");
  pamor_test_probe_set_up (&probe, pamor_case_page_new (f->base.desk, CASE));
  choice = GTK_DROP_DOWN (find_of_type (probe.widget, GTK_TYPE_DROP_DOWN));
  gtk_drop_down_set_selected (choice, 3);
  g_assert_cmpuint (count_lines (&probe), ==, 1);
  pamor_test_probe_settle ();
  pamor_case_row_toggle (find_row (&probe, "Ani Lestari"));
  await_presence (f, 0, PAMOR_PRESENCE_HERE);
  g_assert_cmpuint (count_lines (&probe), ==, 1);
  gtk_drop_down_set_selected (choice, 2);
  g_assert_cmpuint (count_lines (&probe), ==, 2);
  gtk_drop_down_set_selected (choice, 1);
  g_assert_cmpuint (count_lines (&probe), ==, 0);
  pamor_test_probe_tear_down (&probe);
}

static void
test_enter_behind_a_name_that_only_one_has_ticks_that_one (School        *f,
                                                           gconstpointer  unused)
{
  PamorTestProbe probe;
  GtkWidget *search;

  add_child (f, "Ani Lestari", NULL, "Gang Kenanga 2");
  add_child (f, "Budi Lestari", NULL, "Gang Kenanga 2");
  pamor_test_probe_set_up (&probe, pamor_case_page_new (f->base.desk, CASE));
  search = find_of_type (probe.widget, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "lestari");
  g_signal_emit_by_name (search, "activate");
  pamor_test_probe_settle ();
  g_assert_cmpuint (count_lines (&probe), ==, 2);
  g_assert_cmpint (find_child (f, 0)->presence, ==, PAMOR_PRESENCE_AWAY);
  gtk_editable_set_text (GTK_EDITABLE (search), "bu dil");
  g_signal_emit_by_name (search, "activate");
  await_presence (f, 1, PAMOR_PRESENCE_HERE);
  g_assert_cmpint (find_child (f, 0)->presence, ==, PAMOR_PRESENCE_AWAY);
  pamor_test_probe_tear_down (&probe);
}

/* Of what has the keyboard. Returns: (nullable) */
static const char *
get_focused_id (PamorTestProbe *probe)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (probe->window));
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;
  PamorCaseLine *line
    = PAMOR_IS_CASE_ROW (row) ? pamor_case_row_get_line (PAMOR_CASE_ROW (row)) : NULL;

  return line != NULL ? pamor_case_line_get_item (line)->id : NULL;
}

/* Not all rows are made at once; who comes back is led to the one that was opened, however far. */
static void
test_a_long_list_comes_as_far_as_it_is_looked_at (School        *f,
                                                  gconstpointer  unused)
{
  PamorTestProbe probe;
  GtkWidget *search, *list;

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *name = g_strdup_printf ("Anak %c%c", 'A' + i / 26, 'A' + i % 26);

      add_child (f, name, NULL, "Gang Kenanga 2");
    }
  pamor_test_probe_set_up (&probe, pamor_case_page_new (f->base.desk, CASE));
  pamor_test_probe_settle ();
  g_assert_cmpuint (count_lines (&probe), <, 60);
  search = find_of_type (probe.widget, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "anak ch");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_cmpuint (count_lines (&probe), ==, 1);
  list = find_of_type (find_of_type (probe.widget, ADW_TYPE_CLAMP_SCROLLABLE), GTK_TYPE_LIST_VIEW);
  g_signal_emit_by_name (list, "activate", 0);
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_cmpuint (count_lines (&probe), <, 60);
  gtk_widget_grab_focus (probe.widget);
  while (g_strcmp0 (get_focused_id (&probe), f->ids->pdata[59]) != 0)
    g_main_context_iteration (NULL, TRUE);
  pamor_test_probe_tear_down (&probe);
}

static void
on_sent_cb (guint *slot,
            guint  sealed)
{
  *slot = sealed;
}

static void
consent (PamorTestProbe *probe)
{
  GtkWidget *agreed = find_of_type (probe->widget, GTK_TYPE_CHECK_BUTTON);
  GtkWidget *role = find_of_type (probe->widget, ADW_TYPE_COMBO_ROW);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (agreed), TRUE);
  adw_combo_row_set_selected (ADW_COMBO_ROW (role), 1); /* each for themselves */
}

static char *
dup_consent (School     *f,
             guint       i,
             const char *key)
{
  g_autofree char *text
    = pamor_test_store_read_payload (f->base.folder.store, f->ids->pdata[i], NULL);
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonObject *given
    = json_object_get_object_member (json_node_get_object (root), "consent");

  return g_strdup (json_object_get_string_member (given, key));
}

static void
test_who_is_complete_and_came_goes_together_after_one_consent (School        *f,
                                                               gconstpointer  unused)
{
  PamorTestProbe probe;
  guint sent = 0;
  g_autofree char *first = NULL, *second = NULL, *first_at = NULL, *second_at = NULL;

  add_child (f, "Ani Lestari", "ya", "Gang Kenanga 2");
  add_child (f, "Budi Lestari", "tidak", "Gang Kenanga 2");
  add_child (f, "Cici Lestari", "ya", NULL);
  add_child (f, "Dedi Lestari", "ya", "Gang Kenanga 2");
  pamor_test_probe_set_up (&probe, pamor_case_send_page_new (f->base.desk, CASE));
  g_signal_connect_swapped (probe.widget, "done", G_CALLBACK (on_sent_cb), &sent);
  pamor_test_probe_press (&probe, "Save 2 to the queue");
  g_assert_cmpint (find_child (f, 0)->state, ==, PAMOR_STATE_DRAFT);
  consent (&probe);
  pamor_test_probe_press (&probe, "Save 2 to the queue");
  while (sent == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (sent, ==, 2);
  g_assert_cmpint (find_child (f, 0)->state, ==, PAMOR_STATE_QUEUED);
  g_assert_cmpint (find_child (f, 1)->state, ==, PAMOR_STATE_DRAFT);
  g_assert_cmpint (find_child (f, 2)->state, ==, PAMOR_STATE_DRAFT);
  g_assert_cmpint (find_child (f, 3)->state, ==, PAMOR_STATE_QUEUED);
  first = dup_consent (f, 0, "name");
  second = dup_consent (f, 3, "name");
  first_at = dup_consent (f, 0, "at");
  second_at = dup_consent (f, 3, "at");
  g_assert_cmpstr (first, ==, "Ani Lestari");
  g_assert_cmpstr (second, ==, "Dedi Lestari");
  g_assert_cmpstr (first_at, ==, second_at);
  g_assert_cmpuint (find_child (f, 3)->attachments->len, ==, 1);
  pamor_test_probe_tear_down (&probe);
}

/* Its summary is of yesterday, as it were: what is refused is found out when it is to be sealed. */
static void
test_what_is_refused_stays_a_draft_and_says_why (School        *f,
                                                 gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autoptr (PamorSubmission) outdated = NULL;
  g_autofree char *text = NULL, *wanted = NULL;
  GtkWidget *row;

  add_child (f, "Ani Lestari", "ya", "Gang Kenanga 2");
  add_child (f, "Budi Lestari", "ya", NULL);
  text = pamor_test_store_read_form (f->base.folder.store, f->ids->pdata[1], NULL);
  outdated = pamor_submission_copy (find_child (f, 1));
  outdated->missing = 1;
  g_assert_true (pamor_test_store_save (f->base.folder.store, outdated, text, NULL));
  pamor_test_probe_set_up (&probe, pamor_case_send_page_new (f->base.desk, CASE));
  consent (&probe);
  pamor_test_probe_press (&probe, "Save 2 to the queue");
  while (pamor_test_probe_find (probe.widget, "Not in the queue yet") == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (find_child (f, 0)->state, ==, PAMOR_STATE_QUEUED);
  g_assert_cmpint (find_child (f, 1)->state, ==, PAMOR_STATE_DRAFT);
  row = pamor_test_probe_find (probe.widget, "Budi Lestari");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), !=, "");
  wanted = g_strdup_printf ("fill '%s'", (char *) f->ids->pdata[1]);
  pamor_test_probe_press (&probe, "Budi Lestari");
  g_assert_cmpstr (probe.asked, ==, wanted);
  pamor_test_probe_tear_down (&probe);
}

/** Run: sealing that may be stopped after the first */
typedef struct
{
  GCancellable *stop;
  GAsyncResult *result;
} Run;

static void
on_progress_cb (guint    done,
                gpointer user_data)
{
  g_cancellable_cancel (((Run *) user_data)->stop);
}

static void
on_run_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  ((Run *) user_data)->result = g_object_ref (result);
}

static PamorCaseOutcome *
seal_all (School   *f,
          gboolean  stop)
{
  g_autoptr (PamorForm) form = read_fixture (f);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Run run = { cancellable, NULL };
  PamorCaseOutcome *outcome;

  pamor_case_seal_async (f->base.desk, f->ids, form, stop ? on_progress_cb : NULL, cancellable,
                         on_run_cb, &run);
  while (run.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  outcome = pamor_case_seal_finish (run.result);
  g_object_unref (run.result);
  return outcome;
}

static void
test_stopped_those_done_are_done_and_the_rest_are_drafts (School        *f,
                                                          gconstpointer  unused)
{
  g_autoptr (PamorCaseOutcome) outcome = NULL;

  add_child (f, "Ani Lestari", "ya", "Gang Kenanga 2");
  add_child (f, "Budi Lestari", "ya", "Gang Kenanga 2");
  add_child (f, "Cici Lestari", "ya", "Gang Kenanga 2");
  outcome = seal_all (f, TRUE);
  g_assert_cmpuint (outcome->sealed, ==, 1);
  g_assert_cmpuint (outcome->refused->len, ==, 0);
  g_assert_no_error (outcome->error);
  g_assert_cmpint (find_child (f, 0)->state, ==, PAMOR_STATE_QUEUED);
  g_assert_cmpint (find_child (f, 1)->state, ==, PAMOR_STATE_DRAFT);
  g_assert_cmpint (find_child (f, 2)->state, ==, PAMOR_STATE_DRAFT);
}

static void
test_on_a_disk_that_fails_none_is_lost_and_it_is_told (School        *f,
                                                 gconstpointer  unused)
{
  g_autoptr (PamorCaseOutcome) outcome = NULL;

  add_child (f, "Ani Lestari", "ya", "Gang Kenanga 2");
  add_child (f, "Budi Lestari", "ya", "Gang Kenanga 2");
  pamor_test_desk_fill_disk (&f->base, TRUE);
  outcome = seal_all (f, FALSE);
  pamor_test_desk_fill_disk (&f->base, FALSE);
  g_assert_error (outcome->error, PAMOR_ERROR, PAMOR_ERROR_FAILED);
  g_assert_cmpuint (outcome->sealed, ==, 0);
  g_assert_cmpint (find_child (f, 0)->state, ==, PAMOR_STATE_DRAFT);
  g_assert_cmpint (find_child (f, 1)->state, ==, PAMOR_STATE_DRAFT);
  pamor_case_outcome_free (g_steal_pointer (&outcome));
  outcome = seal_all (f, FALSE);
  g_assert_cmpuint (outcome->sealed, ==, 2);
}

/* It is on its way into a form that was left, as a second page or in place of a photo. */
static void
test_one_whose_photo_is_still_coming_is_kept_back (School        *f,
                                                   gconstpointer  unused)
{
  g_autoptr (PamorCaseOutcome) outcome = NULL;
  g_autoptr (PamorForm) form = read_fixture (f);
  g_autoptr (PamorDraftSaver) saver = NULL;
  g_autoptr (PamorPhotoTaker) taker = NULL;

  add_child (f, "Ani Lestari", "ya", "Gang Kenanga 2");
  add_child (f, "Budi Lestari", "ya", "Gang Kenanga 2");
  saver = pamor_draft_saver_new (f->base.folder.store, form, find_child (f, 0));
  taker = pamor_photo_taker_new (f->base.desk, form, saver);
  pamor_photo_taker_hold (taker);
  outcome = seal_all (f, FALSE);
  g_assert_cmpuint (outcome->sealed, ==, 1);
  g_assert_cmpint (find_child (f, 0)->state, ==, PAMOR_STATE_DRAFT);
  g_assert_cmpint (find_child (f, 1)->state, ==, PAMOR_STATE_QUEUED);
  pamor_case_outcome_free (g_steal_pointer (&outcome));
  pamor_photo_taker_release (taker);
  g_ptr_array_set_size (f->ids, 1);
  outcome = seal_all (f, FALSE);
  g_assert_cmpuint (outcome->sealed, ==, 1);
}

/* The keyboard comes to what is missing by itself. */
static GtkWidget *
await_missing (PamorTestProbe *probe,
               GtkWidget      *last)
{
  PamorShell *shell = PAMOR_SHELL (probe->widget);
  GtkWidget *focus;

  do
    {
      g_main_context_iteration (NULL, TRUE);
      focus = gtk_root_get_focus (GTK_ROOT (probe->window));
    }
  while (!PAMOR_IS_FORM_PAGE (pamor_shell_get_page (shell)) || pamor_shell_get_page (shell) == last
         || !GTK_IS_TEXT (focus));
  return focus;
}

static void
test_after_the_incomplete_one_comes_the_next (School        *f,
                                              gconstpointer  unused)
{
  PamorTestProbe probe;
  GtkWidget *page;

  add_child (f, "Ani Lestari", "ya", NULL);
  add_child (f, "Budi Lestari", "ya", "Gang Kenanga 2");
  add_child (f, "Cici Lestari", "tidak", NULL);
  add_child (f, "Dedi Lestari", "ya", NULL);
  pamor_test_probe_set_up (&probe, pamor_shell_new (f->base.desk));
  gtk_widget_activate_action (probe.widget, "shell.case", "s", CASE);
  pamor_test_probe_press (&probe, "Next incomplete one");
  gtk_editable_set_text (GTK_EDITABLE (await_missing (&probe, NULL)), "Gang Melati 1");
  page = pamor_shell_get_page (PAMOR_SHELL (probe.widget));
  gtk_widget_activate_action (probe.widget, "shell.back", NULL);
  gtk_editable_set_text (GTK_EDITABLE (await_missing (&probe, page)), "Gang Melati 4");
  g_assert_true (pamor_submission_is_ready (find_child (f, 0)));
  gtk_widget_activate_action (probe.widget, "shell.back", NULL);
  while (!PAMOR_IS_CASE_PAGE (pamor_shell_get_page (PAMOR_SHELL (probe.widget))))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (pamor_submission_is_ready (find_child (f, 3)));
  g_assert_false (pamor_submission_is_ready (find_child (f, 2)));
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "Send the complete ones (3)"));
  pamor_test_probe_tear_down (&probe);
}

#define ADD(path, func) g_test_add ("/case-list/" path, School, NULL, set_up, func, tear_down)

static void
add_tests (void)
{
  ADD ("a-tick-answers-who-came-and-again-takes-it-back",
       test_a_tick_answers_who_came_and_again_takes_it_back);
  ADD ("a-long-list-comes-as-far-as-it-is-looked-at",
       test_a_long_list_comes_as_far_as_it_is_looked_at);
  ADD ("ticked-twice-in-haste-the-last-counts", test_ticked_twice_in_haste_the_last_counts);
  ADD ("who-was-just-ticked-stays-in-sight", test_who_was_just_ticked_stays_in_sight);
  ADD ("enter-behind-a-name-that-only-one-has-ticks-that-one",
       test_enter_behind_a_name_that_only_one_has_ticks_that_one);
  ADD ("who-is-complete-and-came-goes-together-after-one-consent",
       test_who_is_complete_and_came_goes_together_after_one_consent);
  ADD ("what-is-refused-stays-a-draft-and-says-why",
       test_what_is_refused_stays_a_draft_and_says_why);
  ADD ("stopped-those-done-are-done-and-the-rest-are-drafts",
       test_stopped_those_done_are_done_and_the_rest_are_drafts);
  ADD ("on-a-disk-that-fails-none-is-lost-and-it-is-told",
       test_on_a_disk_that_fails_none_is_lost_and_it_is_told);
  ADD ("one-whose-photo-is-still-coming-is-kept-back",
       test_one_whose_photo_is_still_coming_is_kept_back);
  ADD ("after-the-incomplete-one-comes-the-next", test_after_the_incomplete_one_comes_the_next);
}

int
main (int   argc,
      char *argv[])
{
  return pamor_test_probe_run (argc, argv, add_tests);
}
