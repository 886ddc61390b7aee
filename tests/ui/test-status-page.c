/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-desk.h"
#include "pamor-test-probe.h"
#include "ui/status/pamor-status-page.h"

#define DAY ((gint64) 24 * 3600 * G_USEC_PER_SEC)

/* Returns: (transfer full): its id */
static char *
add_in (PamorTestDesk *f,
        const char    *title,
        const char    *street,
        PamorStatus    status,
        gint64         status_at)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->folder.clock, title);
  g_autoptr (PamorSubmission) sealed = NULL;
  g_autoptr (PamorSubmission) progress = NULL;

  g_free (item->street);
  item->street = g_strdup (street);
  item->phone = g_strdup ("081200000001");
  item->subject = g_strdup ("3275014508750001");
  sealed = pamor_test_store_seal (f->folder.store, item, "{}", "{}", NULL, NULL);
  progress = pamor_submission_copy (sealed);
  progress->state = PAMOR_STATE_ACKNOWLEDGED;
  progress->server_revision = 1;
  progress->number = g_strdup_printf ("EOP-%s", title);
  progress->received_at = PAMOR_TEST_NOW - 4 * DAY;
  progress->status = status;
  progress->status_at = status_at;
  pamor_test_store_keep_decided (f->folder.store, progress);
  return g_strdup (item->id);
}

static char *
add (PamorTestDesk *f,
     const char    *title,
     PamorStatus    status,
     gint64         status_at)
{
  return add_in (f, title, NULL, status, status_at);
}

static PamorSubmission *
find (PamorTestDesk *f,
      const char    *id)
{
  return pamor_store_find (f->folder.store, id);
}

static void
set_up (PamorTestDesk  *f,
        PamorTestProbe *probe)
{
  pamor_test_probe_set_up (probe, pamor_status_page_new (f->desk));
  pamor_test_probe_settle ();
}

static guint
count_to_tell (PamorTestProbe *probe)
{
  return pamor_status_page_get_to_tell (PAMOR_STATUS_PAGE (probe->widget));
}

static guint
count_shown (PamorTestProbe *probe)
{
  return pamor_status_page_get_shown (PAMOR_STATUS_PAGE (probe->widget));
}

static void
test_what_the_city_has_stands_with_its_age_the_newest_change_first (PamorTestDesk *f,
                                                                    gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autofree char *old = add (f, "Ani", PAMOR_STATUS_PROCESSING, PAMOR_TEST_NOW - 3 * DAY);
  g_autofree char *newer = add (f, "Budi", PAMOR_STATUS_VERIFICATION, PAMOR_TEST_NOW - DAY);
  graphene_point_t ani, budi, zero = GRAPHENE_POINT_INIT_ZERO;

  set_up (f, &probe);
  g_assert_cmpuint (count_shown (&probe), ==, 2);
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "Being processed · 3 days"));
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "Being processed · 1"));
  g_assert_true (gtk_widget_compute_point (pamor_test_probe_find (probe.widget, "Ani"),
                                           probe.widget, &zero, &ani));
  g_assert_true (gtk_widget_compute_point (pamor_test_probe_find (probe.widget, "Budi"),
                                           probe.widget, &zero, &budi));
  g_assert_cmpfloat (budi.y, <, ani.y);
  pamor_test_probe_tear_down (&probe);
}

static void
test_one_state_alone_is_shown_when_asked_for (PamorTestDesk *f,
                                              gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autofree char *a = add (f, "Ani", PAMOR_STATUS_PROCESSING, PAMOR_TEST_NOW - 3 * DAY);
  g_autofree char *b = add (f, "Budi", PAMOR_STATUS_COLLECTED, PAMOR_TEST_NOW - DAY);

  set_up (f, &probe);
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (gtk_widget_get_ancestor (
          pamor_test_probe_find (probe.widget, "Collected · 1"), GTK_TYPE_TOGGLE_BUTTON)), TRUE);
  pamor_test_probe_settle ();
  g_assert_cmpuint (count_shown (&probe), ==, 1);
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "Budi"));
  g_assert_null (pamor_test_probe_find (probe.widget, "Ani"));
  pamor_test_probe_tear_down (&probe);
}

static void
test_who_is_to_be_told_is_ticked_and_unticked (PamorTestDesk *f,
                                               gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autofree char *id = add (f, "Sekar", PAMOR_STATUS_DONE, PAMOR_TEST_NOW - DAY);

  set_up (f, &probe);
  g_assert_cmpuint (count_to_tell (&probe), ==, 1);
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "081200000001"));
  pamor_test_probe_press (&probe, "Was told");
  while (count_to_tell (&probe) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (pamor_submission_is_untold (find (f, id)));
  g_assert_cmpuint (count_shown (&probe), ==, 1);
  pamor_store_set_told_async (f->folder.store, find (f, id), FALSE, NULL, NULL);
  while (count_to_tell (&probe) == 0)
    g_main_context_iteration (NULL, TRUE);
  pamor_test_probe_settle ();
  g_assert_nonnull (pamor_test_probe_find (probe.widget, "Was told"));
  pamor_test_probe_tear_down (&probe);
}

static void
on_text_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      text)
{
  *(char **) text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_the_message_is_copied_and_names_no_nik (PamorTestDesk *f,
                                             gconstpointer  unused)
{
  PamorTestProbe probe;
  g_autofree char *id = add (f, "Sekar", PAMOR_STATUS_REJECTED, PAMOR_TEST_NOW - DAY);
  g_autofree char *text = NULL;

  set_up (f, &probe);
  pamor_test_probe_press (&probe, "Copy message");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (probe.widget), NULL, on_text_read_cb,
                                 &text);
  while (text == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (text, "Sekar"));
  g_assert_nonnull (strstr (text, "EOP-Sekar"));
  g_assert_null (strstr (text, "3275014508750001"));
  pamor_test_probe_tear_down (&probe);
}

static void
test_by_street_the_list_is_in_the_order_of_a_walk (PamorTestDesk *f,
                                                   gconstpointer  unused)
{
  PamorTestProbe probe;
  graphene_point_t ani, budi, zero = GRAPHENE_POINT_INIT_ZERO;

  g_free (add_in (f, "Ani", "Jalan Melati 10", PAMOR_STATUS_COLLECTED, PAMOR_TEST_NOW));
  g_free (add_in (f, "Budi", "Jalan Melati 9", PAMOR_STATUS_COLLECTED, PAMOR_TEST_NOW - DAY));
  set_up (f, &probe);
  pamor_test_probe_press (&probe, "By Street");
  do /* until the new rows have their places */
    {
      pamor_test_probe_settle ();
      g_assert_true (gtk_widget_compute_point (pamor_test_probe_find (probe.widget, "Ani"),
                                               probe.widget, &zero, &ani));
      g_assert_true (gtk_widget_compute_point (pamor_test_probe_find (probe.widget, "Budi"),
                                               probe.widget, &zero, &budi));
    }
  while (budi.y == ani.y);
  g_assert_cmpfloat (budi.y, <, ani.y);
  pamor_test_probe_press (&probe, "By Street");
  pamor_test_probe_tear_down (&probe);
}

static void
add_tests (void)
{
#define ADD(path, func) \
  g_test_add ("/status-page/" path, PamorTestDesk, NULL, pamor_test_desk_set_up, func, \
              pamor_test_desk_tear_down)
  ADD ("what-the-city-has-stands-with-its-age-the-newest-change-first",
       test_what_the_city_has_stands_with_its_age_the_newest_change_first);
  ADD ("by-street-the-list-is-in-the-order-of-a-walk",
       test_by_street_the_list_is_in_the_order_of_a_walk);
  ADD ("one-state-alone-is-shown-when-asked-for", test_one_state_alone_is_shown_when_asked_for);
  ADD ("who-is-to-be-told-is-ticked-and-unticked", test_who_is_to_be_told_is_ticked_and_unticked);
  ADD ("the-message-is-copied-and-names-no-nik", test_the_message_is_copied_and_names_no_nik);
}

int
main (int   argc,
      char *argv[])
{
  return pamor_test_probe_run (argc, argv, add_tests);
}
