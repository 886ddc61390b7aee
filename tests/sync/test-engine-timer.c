/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a started engine looks again by itself. */
#include "pamor-scripted-transport.h"
#include "pamor-test-store.h"

#include "store/pamor-store-private.h"
#include "sync/pamor-engine-private.h"

typedef struct
{
  PamorTestFolder         folder;
  PamorScriptedTransport *server;
  PamorEngine            *engine;
  guint                   settled;
} Fixture;

static void
on_settled (PamorEngine *engine,
            Fixture     *f)
{
  f->settled++;
}

static void
set_up (Fixture       *f,
        gconstpointer  unused)
{
  pamor_test_folder_set_up (&f->folder, NULL);
  f->server = pamor_scripted_transport_new (f->folder.store);
  f->engine = pamor_engine_new (f->folder.store, PAMOR_TRANSPORT (f->server));
  g_signal_connect (f->engine, "settled", G_CALLBACK (on_settled), f);
}

static void
tear_down (Fixture       *f,
           gconstpointer  unused)
{
  pamor_engine_stop (f->engine);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (f->engine);
  g_assert_finalize_object (f->server);
  pamor_test_folder_tear_down (&f->folder, NULL);
}

static void
await_settled (Fixture *f)
{
  for (f->settled = 0; f->settled == 0;)
    g_main_context_iteration (NULL, TRUE);
}

/* @photo: (nullable). Returns: (transfer full): sealed */
static PamorSubmission *
seal_with (Fixture         *f,
           PamorAttachment *photo)
{
  g_autoptr (PamorSubmission) item = pamor_test_store_new_item (f->folder.clock, "Sekar");
  g_autoptr (GPtrArray) photos = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  PamorSubmission *sealed;

  if (photo != NULL)
    g_ptr_array_add (photos, photo);
  sealed = pamor_test_store_seal (f->folder.store, item, "{}", "{\"a\": 1}", photos, &error);
  g_assert_no_error (error);
  return sealed;
}

static PamorSubmission *
seal (Fixture *f)
{
  return seal_with (f, NULL);
}

/* It may wait for a person, or for a disk, for hours: not by asking all the time. */
static void
assert_rests (Fixture *f)
{
  GSource *timer = g_main_context_find_source_by_id (NULL, f->engine->timer);

  g_assert_nonnull (timer);
  g_assert_cmpint (g_source_get_ready_time (timer), >, g_get_monotonic_time () + G_USEC_PER_SEC);
}

static void
test_it_rests_until_somebody_logs_in (Fixture       *f,
                                      gconstpointer  unused)
{
  g_autoptr (PamorSubmission) item = seal (f);

  pamor_scripted_transport_say (f->server, PAMOR_OP_PUT_SUBMISSION,
                                pamor_verdict_new (PAMOR_VERDICT_AUTH));
  pamor_engine_start (f->engine);
  await_settled (f);
  g_assert_cmpint (pamor_engine_get_link (f->engine), ==, PAMOR_LINK_LOG_IN);
  assert_rests (f);

  pamor_engine_wake (f->engine, TRUE);
  while (pamor_store_find (f->folder.store, item->id)->state != PAMOR_STATE_ACKNOWLEDGED)
    await_settled (f);
}

static void
test_it_rests_while_the_disk_fails (Fixture       *f,
                                    gconstpointer  unused)
{
  g_autoptr (PamorSubmission) item = seal (f);

  g_assert_true (pamor_database_run (f->folder.store->db, "DROP TABLE note", NULL));
  pamor_engine_start (f->engine);
  await_settled (f);
  g_assert_nonnull (f->engine->trouble);
  assert_rests (f);
}

/* Returns when the timer has run, which it does at once, whenever it is due. */
static void
run_timer (Fixture *f)
{
  guint id = f->engine->timer;

  g_source_set_ready_time (g_main_context_find_source_by_id (NULL, id), 0);
  while (f->engine->timer == id)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_a_row_is_taken_when_its_own_time_has_come (Fixture       *f,
                                                gconstpointer  unused)
{
  g_autoptr (PamorSubmission) item = seal (f);
  int waited = 0;

  for (int i = 0; i < 2; i++)
    pamor_scripted_transport_say (f->server, PAMOR_OP_GET_RECEIPT,
                                  pamor_verdict_new (PAMOR_VERDICT_LOST));
  pamor_engine_start (f->engine);
  await_settled (f);
  g_assert_cmpint (pamor_engine_get_next_try (f->engine), ==,
                   pamor_clock_get_wall (f->folder.clock) + 60 * G_USEC_PER_SEC);

  /* In steps that are no sleep of the machine. */
  for (; !f->engine->busy && waited < 120; waited += 5)
    {
      pamor_clock_advance (f->folder.clock, 5 * G_USEC_PER_SEC);
      run_timer (f);
    }
  g_assert_cmpint (waited, ==, 60);
  await_settled (f);
  g_assert_cmpint (pamor_store_find (f->folder.store, item->id)->state, ==,
                   PAMOR_STATE_ACKNOWLEDGED);
}

static void
test_news_come_though_photos_take_all_day (Fixture       *f,
                                           gconstpointer  unused)
{
  g_autoptr (PamorAttachment) photo = pamor_test_store_new_photo (f->folder.clock, 5000);
  g_autoptr (PamorSubmission) item = seal_with (f, photo);
  int waited = 0;

  pamor_scripted_transport_hold (f->server, PAMOR_OP_SEND_CHUNK);
  pamor_engine_start (f->engine);
  while (!pamor_scripted_transport_is_held (f->server) || f->engine->lanes[PAMOR_LANE_SMALL].busy)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "changes"), ==, 0);
  for (; pamor_scripted_transport_count (f->server, "changes") == 0 && waited < 900; waited += 5)
    {
      pamor_clock_advance (f->folder.clock, 5 * G_USEC_PER_SEC);
      run_timer (f);
    }
  g_assert_cmpint (waited, ==, 300);
  g_assert_true (pamor_scripted_transport_is_held (f->server));
}

#define ADD(name, func) g_test_add ("/engine-timer/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("it-rests-until-somebody-logs-in", test_it_rests_until_somebody_logs_in);
  ADD ("it-rests-while-the-disk-fails", test_it_rests_while_the_disk_fails);
  ADD ("a-row-is-taken-when-its-own-time-has-come",
       test_a_row_is_taken_when_its_own_time_has_come);
  ADD ("news-come-though-photos-take-all-day", test_news_come_though_photos_take_all_day);
  return g_test_run ();
}
