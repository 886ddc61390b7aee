/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server that is well but for something that it falls over: that goes ever more seldom, all else
 * as ever. */
#include "pamor-test-engine.h"

#include "base/pamor-error.h"
#include "sync/pamor-engine-private.h"

#define KIB 1024
#define SECOND ((gint64) G_USEC_PER_SEC)

/* They open the circuit, and come first when it closes. */
static void
test_those_over_which_the_server_falls_hold_up_neither_photos_nor_news (PamorTestEngine *f,
                                                                        gconstpointer    unused)
{
  g_autofree char *fatal = pamor_test_engine_seal (f, NULL), *late = NULL, *good = NULL;

  pamor_scripted_transport_always (f->server, fatal, PAMOR_VERDICT_LINK);
  pamor_test_engine_run_failing (f, PAMOR_ERROR_OFFLINE);
  late = pamor_test_engine_seal (f, NULL);
  pamor_scripted_transport_always (f->server, late, PAMOR_VERDICT_LINK);
  good = pamor_test_engine_seal_two_photos (f);
  pamor_scripted_transport_clear_log (f->server);
  for (int i = 0; i < 8; i++)
    pamor_test_engine_run_failing (f, PAMOR_ERROR_OFFLINE);
  pamor_test_engine_assert_state (f, good, PAMOR_STATE_ACKNOWLEDGED);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "changes"), >, 0);

  /* Nor do they wait for what is not due. */
  pamor_scripted_transport_clear_log (f->server);
  pamor_engine_start (f->engine);
  while (pamor_scripted_transport_count (f->server, "put") < 4
         || pamor_scripted_transport_count (f->server, "probe") < 4)
    if (f->engine->lanes[PAMOR_LANE_SMALL].busy || f->engine->lanes[PAMOR_LANE_PHOTOS].busy)
      g_main_context_iteration (NULL, TRUE);
    else
      {
        pamor_clock_advance (f->folder.clock, SECOND);
        pamor_engine_wake (f->engine, FALSE);
      }
}

/* Half an hour in which something else goes well all the time. */
static void
test_one_over_which_the_server_falls_is_tried_ever_more_seldom (PamorTestEngine *f,
                                                                gconstpointer    unused)
{
  g_autofree char *fatal = pamor_test_engine_seal (f, NULL);
  guint tried;

  pamor_scripted_transport_always (f->server, fatal, PAMOR_VERDICT_SERVER);
  pamor_engine_start (f->engine);
  for (int i = 0; i < 15; i++)
    {
      g_autofree char *good = pamor_test_engine_seal (f, (const gsize[]) { 4 * KIB, 0 });

      while (pamor_test_engine_find (f, good)->state != PAMOR_STATE_ACKNOWLEDGED
             || pamor_test_engine_find (f, fatal)->next_at == 0)
        {
          g_main_context_iteration (NULL, TRUE);
          pamor_clock_advance (f->folder.clock, SECOND / 2);
        }
      pamor_clock_advance (f->folder.clock, 120 * SECOND);
    }
  tried = pamor_scripted_transport_count (f->server, "put") - 15;
  g_assert_cmpuint (pamor_scripted_transport_created (f->server), ==, 15);
  g_assert_cmpuint (tried, >, 5);
  g_assert_cmpuint (tried, <, 20);
  pamor_engine_stop (f->engine);
}

/* Be it that he says "send now" of all, or of that one. */
static void
test_a_person_need_not_wait_for_what_the_server_falls_over (PamorTestEngine *f,
                                                            gconstpointer    unused)
{
  g_autofree char *fatal = pamor_test_engine_seal (f, NULL);

  pamor_scripted_transport_always (f->server, fatal, PAMOR_VERDICT_SERVER);
  for (int i = 0; i < 3; i++)
    {
      pamor_test_engine_run (f, NULL);
      pamor_clock_advance (f->folder.clock, 2 * SECOND);
    }
  g_assert_cmpint (pamor_test_engine_find (f, fatal)->next_at, >,
                   pamor_clock_get_wall (f->folder.clock));
  pamor_scripted_transport_clear_log (f->server);
  pamor_test_engine_run (f, NULL);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "put"), >, 0);
  pamor_scripted_transport_clear_log (f->server);
  pamor_engine_retry (f->engine, fatal);
  pamor_test_engine_run (f, NULL);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "put"), >, 0);
}

/* It tells how much of it is there, and falls over the rest. */
static void
test_a_photo_over_which_the_server_falls_is_not_sent_without_a_pause (PamorTestEngine *f,
                                                                      gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal_two_photos (f);

  for (int i = 0; i < 50; i++)
    pamor_test_engine_say_class (f, PAMOR_OP_SEND_CHUNK, PAMOR_VERDICT_SERVER);
  pamor_test_engine_run (f, NULL);
  g_assert_cmpuint (pamor_scripted_transport_count (f->server, "chunk"), <, 6);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_UPLOADING);
  g_assert_cmpint (pamor_engine_get_next_try (f->engine), >,
                   pamor_clock_get_wall (f->folder.clock));
}

/* It was tried often, for other reasons. */
static void
test_one_stumble_of_the_server_is_not_waited_for (PamorTestEngine *f,
                                                  gconstpointer    unused)
{
  g_autofree char *id = pamor_test_engine_seal (f, (const gsize[]) { 4 * KIB, 0 });

  pamor_test_engine_say_class (f, PAMOR_OP_SEND_CHUNK, PAMOR_VERDICT_LINK);
  pamor_test_engine_say_class (f, PAMOR_OP_SEND_CHUNK, PAMOR_VERDICT_LINK);
  pamor_test_engine_say_class (f, PAMOR_OP_SEND_CHUNK, PAMOR_VERDICT_SERVER);
  pamor_test_engine_run_well (f);
  pamor_test_engine_assert_state (f, id, PAMOR_STATE_ACKNOWLEDGED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add ("/engine-falls/" name, PamorTestEngine, NULL, pamor_test_engine_set_up, func, \
              pamor_test_engine_tear_down)
  ADD ("those-over-which-the-server-falls-hold-up-neither-photos-nor-news",
       test_those_over_which_the_server_falls_hold_up_neither_photos_nor_news);
  ADD ("one-over-which-the-server-falls-is-tried-ever-more-seldom",
       test_one_over_which_the_server_falls_is_tried_ever_more_seldom);
  ADD ("a-person-need-not-wait-for-what-the-server-falls-over",
       test_a_person_need_not_wait_for_what_the_server_falls_over);
  ADD ("a-photo-over-which-the-server-falls-is-not-sent-without-a-pause",
       test_a_photo_over_which_the_server_falls_is_not_sent_without_a_pause);
  ADD ("one-stumble-of-the-server-is-not-waited-for",
       test_one_stumble_of_the_server_is_not_waited_for);
  return g_test_run ();
}
