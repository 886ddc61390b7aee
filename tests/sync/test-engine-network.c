/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desktop says of the network: a line that is paid by the byte, and that it changed. */
#include "pamor-test-engine.h"
#include "pamor-test-network.h"

#include "sync/pamor-engine-private.h"

#define KIB 1024

static void
on_notify (PamorEngine *engine,
           GParamSpec  *pspec,
           guint       *notified)
{
  (*notified)++;
}

static void
test_photos_wait_for_a_free_line_where_the_officer_wants_it (PamorTestEngine *f,
                                                             gconstpointer    unused)
{
  PamorTestNetwork *network = PAMOR_TEST_NETWORK (g_network_monitor_get_default ());
  g_autofree char *id = pamor_test_engine_seal_two_photos (f);
  gboolean allowed = FALSE;
  guint notified = 0;

  g_signal_connect (f->engine, "notify::photos-on-metered", G_CALLBACK (on_notify), &notified);
  g_object_set (f->engine, "photos-on-metered", TRUE, NULL); /* as it is */
  g_assert_cmpuint (notified, ==, 0);
  g_object_set (f->engine, "photos-on-metered", FALSE, NULL);
  g_assert_cmpuint (notified, ==, 1);
  network->metered = TRUE;
  pamor_test_engine_run_well (f);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_UPLOADING);
  g_assert_cmpint (pamor_scripted_transport_received (f->server), ==, 0);

  g_object_set (f->engine, "photos-on-metered", TRUE, NULL);
  g_object_get (f->engine, "photos-on-metered", &allowed, NULL);
  g_assert_true (allowed);
  pamor_test_engine_run_well (f);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);

  g_object_set (f->engine, "photos-on-metered", FALSE, NULL);
  network->metered = FALSE;
  g_free (id);
  id = pamor_test_engine_seal_two_photos (f);
  pamor_test_engine_run_well (f);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
}

static void
on_settled (PamorEngine *engine,
            guint       *settled)
{
  (*settled)++;
}

/* Some desktops tell that a line costs nothing any more without telling of another network. */
static void
test_photos_go_by_themselves_once_the_line_is_free (PamorTestEngine *f,
                                                    gconstpointer    unused)
{
  PamorTestNetwork *network = PAMOR_TEST_NETWORK (g_network_monitor_get_default ());
  g_autofree char *id = pamor_test_engine_seal_two_photos (f);
  guint settled = 0;

  network->metered = TRUE;
  g_object_set (f->engine, "photos-on-metered", FALSE, NULL);
  g_signal_connect (f->engine, "settled", G_CALLBACK (on_settled), &settled);
  pamor_engine_start (f->engine);
  while (settled == 0)
    g_main_context_iteration (NULL, TRUE);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_UPLOADING);
  g_assert_cmpuint (f->engine->network_timer, ==, 0);

  network->metered = FALSE;
  g_object_notify (G_OBJECT (network), "network-metered");
  g_source_set_ready_time (g_main_context_find_source_by_id (NULL, f->engine->network_timer), 0);
  while (pamor_test_engine_find (f, id)->state != PAMOR_STATE_ACKNOWLEDGED)
    g_main_context_iteration (NULL, TRUE);
}

/* Twice within the seconds that it is given to settle: it is tried once. */
static void
test_another_network_ends_the_wait_of_an_open_circuit (PamorTestEngine *f,
                                                       gconstpointer    unused)
{
  GNetworkMonitor *network = g_network_monitor_get_default ();
  g_autofree char *id = pamor_test_engine_seal (f, NULL);
  guint settled = 0, timer;

  g_signal_emit_by_name (network, "network-changed", TRUE);
  g_assert_cmpuint (f->engine->network_timer, ==, 0); /* at rest it does nothing by itself */

  g_signal_connect (f->engine, "settled", G_CALLBACK (on_settled), &settled);
  pamor_test_engine_say_class (f, PAMOR_OP_PUT_SUBMISSION, PAMOR_VERDICT_PORTAL);
  pamor_engine_start (f->engine);
  while (settled == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (pamor_engine_get_link (f->engine), ==, PAMOR_LINK_PORTAL);

  g_signal_emit_by_name (network, "network-changed", FALSE);
  timer = f->engine->network_timer;
  g_signal_emit_by_name (network, "network-changed", TRUE);
  g_assert_null (g_main_context_find_source_by_id (NULL, timer));
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "probe"), ==, 0);
  g_source_set_ready_time (g_main_context_find_source_by_id (NULL, f->engine->network_timer), 0);
  while (pamor_test_engine_find (f, id)->state != PAMOR_STATE_ACKNOWLEDGED)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "probe"), ==, 1);
}

static void
test_the_last_contact_and_the_last_byte_are_told (PamorTestEngine *f,
                                                  gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal_two_photos (f);
  gint64 began = pamor_clock_get_wall (f->folder.clock), contact, moved;

  g_object_get (f->engine, "last-contact", &contact, "moved-at", &moved, NULL);
  g_assert_cmpint (contact, ==, 0);
  g_assert_cmpint (moved, ==, 0);
  pamor_test_engine_run_well (f);
  g_object_get (f->engine, "last-contact", &contact, "moved-at", &moved, NULL);
  g_assert_cmpint (contact, >=, began);
  g_assert_cmpint (moved, >, 0);
  g_assert_cmpint (moved, <=, pamor_clock_get_boot (f->folder.clock));
}

static void
test_what_people_see_is_what_the_functions_say (PamorTestEngine *f,
                                                gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal (f, NULL);
  gint64 next_try, limit;
  int link;

  pamor_test_engine_say_class (f, PAMOR_OP_PUT_SUBMISSION, PAMOR_VERDICT_PORTAL);
  pamor_test_engine_run_failing (f, PAMOR_ERROR_PORTAL);
  g_object_get (f->engine, "link", &link, "next-try", &next_try, "attachment-limit", &limit, NULL);
  g_assert_cmpint (link, ==, pamor_engine_get_link (f->engine));
  g_assert_cmpint (next_try, ==, pamor_engine_get_next_try (f->engine));
  g_assert_cmpint (limit, ==, pamor_engine_get_attachment_limit (f->engine));
}

#define ADD(name, func) \
  g_test_add ("/engine-network/" name, PamorTestEngine, NULL, pamor_test_engine_set_up, func, \
              pamor_test_engine_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  pamor_test_network_install ();
  ADD ("photos-wait-for-a-free-line-where-the-officer-wants-it",
       test_photos_wait_for_a_free_line_where_the_officer_wants_it);
  ADD ("photos-go-by-themselves-once-the-line-is-free",
       test_photos_go_by_themselves_once_the_line_is_free);
  ADD ("another-network-ends-the-wait-of-an-open-circuit",
       test_another_network_ends_the_wait_of_an_open_circuit);
  ADD ("the-last-contact-and-the-last-byte-are-told",
       test_the_last_contact_and_the_last_byte_are_told);
  ADD ("what-people-see-is-what-the-functions-say",
       test_what_people_see_is_what_the_functions_say);
  return g_test_run ();
}
