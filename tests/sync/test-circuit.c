/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/pamor-circuit.h"

#define S ((gint64) G_USEC_PER_SEC)
#define START (1000 * S)

static void
note (PamorCircuit      *circuit,
      PamorVerdictClass  class,
      gint64             retry_after_s,
      gint64             boot_us,
      double             random)
{
  g_autoptr (PamorVerdict) verdict = pamor_verdict_new (class);

  verdict->retry_after_s = retry_after_s;
  pamor_circuit_note (circuit, verdict, FALSE, boot_us, random);
}

static void
note_probe (PamorCircuit      *circuit,
            PamorVerdictClass  class,
            gint64             boot_us)
{
  g_autoptr (PamorVerdict) verdict = pamor_verdict_new (class);

  pamor_circuit_note (circuit, verdict, TRUE, boot_us, 1);
}

static void
test_three_failures_in_a_row_open (void)
{
  PamorCircuit c = { 0 };

  g_assert_true (pamor_circuit_let_pass (&c, START));
  note (&c, PAMOR_VERDICT_LINK, -1, START, 1);
  note (&c, PAMOR_VERDICT_SERVER, -1, START, 1);
  g_assert_cmpint (c.state, ==, PAMOR_CIRCUIT_CLOSED);
  g_assert_cmpint (pamor_circuit_get_due (&c), ==, START + 1 * S);
  g_assert_cmpint (pamor_circuit_lanes (&c), ==, 1);

  note (&c, PAMOR_VERDICT_OK, -1, START, 1);
  note (&c, PAMOR_VERDICT_LINK, -1, START, 1);
  note (&c, PAMOR_VERDICT_LINK, -1, START, 1);
  g_assert_cmpint (c.state, ==, PAMOR_CIRCUIT_CLOSED);
  note (&c, PAMOR_VERDICT_LINK, -1, START, 1);
  g_assert_cmpint (c.state, ==, PAMOR_CIRCUIT_OPEN);
  g_assert_cmpint (pamor_circuit_get_due (&c), ==, START + 5 * S);
  g_assert_false (pamor_circuit_let_pass (&c, START + 5 * S - 1));
  g_assert_true (pamor_circuit_let_pass (&c, START + 5 * S));
  g_assert_cmpint (c.state, ==, PAMOR_CIRCUIT_HALF_OPEN);
}

/* The host is well but for one thing that it falls over. */
static void
test_what_fails_alone_waits_ever_longer_alone (void)
{
  PamorCircuit c = { 0 };

  note (&c, PAMOR_VERDICT_SERVER, -1, START, 1);
  g_assert_cmpint (pamor_circuit_get_pause (&c, 1, 1), ==, 0);
  g_assert_cmpint (pamor_circuit_get_pause (&c, 2, 1), ==, 0);
  g_assert_cmpint (pamor_circuit_get_pause (&c, 3, 1), ==, 10 * S);
  g_assert_cmpint (pamor_circuit_get_pause (&c, 3, 0), ==, 5 * S);
  g_assert_cmpint (pamor_circuit_get_pause (&c, 4, 1), ==, 20 * S);
  g_assert_cmpint (pamor_circuit_get_pause (&c, 9, 1), ==, 640 * S);
  g_assert_cmpint (pamor_circuit_get_pause (&c, 10, 1), ==, 900 * S);
  g_assert_cmpint (pamor_circuit_get_pause (&c, G_MAXUINT, 1), ==, 900 * S);

  /* It fails at all: all wait, and none longer than the others. */
  note (&c, PAMOR_VERDICT_SERVER, -1, START, 1);
  note (&c, PAMOR_VERDICT_SERVER, -1, START, 1);
  g_assert_cmpint (pamor_circuit_get_pause (&c, 9, 1), ==, 0);
}

/* After a sleep there is nothing to lean on but the probe. */
static void
test_one_failing_probe_after_a_sleep_opens (void)
{
  PamorCircuit c = { 0 };

  pamor_circuit_suspect (&c);
  g_assert_true (pamor_circuit_let_pass (&c, START));
  g_assert_cmpint (pamor_circuit_lanes (&c), ==, 1);
  note_probe (&c, PAMOR_VERDICT_LINK, START);
  g_assert_cmpint (c.state, ==, PAMOR_CIRCUIT_OPEN);
  g_assert_cmpint (pamor_circuit_get_due (&c), ==, START + 5 * S);
}

static void
test_retry_after_of_one_stumble_stops_nothing (void)
{
  PamorCircuit c = { 0 };

  note (&c, PAMOR_VERDICT_SERVER, 600, START, 1);
  g_assert_cmpint (pamor_circuit_get_due (&c), <=, START + 1 * S);
}

static void
test_one_of_these_opens_at_once (void)
{
  const PamorVerdictClass classes[] = { PAMOR_VERDICT_THROTTLE, PAMOR_VERDICT_PORTAL,
                                        PAMOR_VERDICT_TLS, PAMOR_VERDICT_UPGRADE };

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      PamorCircuit c = { 0 };

      note (&c, classes[i], -1, START, 0.5);
      g_assert_cmpint (c.state, ==, PAMOR_CIRCUIT_OPEN);
      g_assert_cmpint (c.cause, ==, classes[i]);
    }
}

static void
test_what_is_the_items_fault_never_opens (void)
{
  const PamorVerdictClass classes[] = { PAMOR_VERDICT_OK, PAMOR_VERDICT_TRANSIT,
                                        PAMOR_VERDICT_RESYNC, PAMOR_VERDICT_LOST,
                                        PAMOR_VERDICT_INCOMPLETE, PAMOR_VERDICT_AUTH,
                                        PAMOR_VERDICT_ITEM };
  PamorCircuit c = { 0 };

  for (gsize i = 0; i < 10 * G_N_ELEMENTS (classes); i++)
    note (&c, classes[i % G_N_ELEMENTS (classes)], -1, START, 1);
  g_assert_cmpint (c.state, ==, PAMOR_CIRCUIT_CLOSED);
  g_assert_true (pamor_circuit_is_due (&c, START));
}

static void
test_waits_grow_to_a_quarter_of_an_hour_and_are_jittered (void)
{
  PamorCircuit c = { 0 };
  gint64 now = START;
  const gint64 waits[] = { 5, 10, 20, 40, 80, 160, 320, 640, 900, 900 };

  note (&c, PAMOR_VERDICT_THROTTLE, -1, now, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_assert_cmpint (pamor_circuit_get_due (&c) - now, ==, waits[i] * S);
      now = pamor_circuit_get_due (&c);
      g_assert_true (pamor_circuit_let_pass (&c, now));
      note_probe (&c, PAMOR_VERDICT_LINK, now);
      g_assert_cmpint (c.state, ==, PAMOR_CIRCUIT_OPEN);
    }

  c = (PamorCircuit) { 0 };
  note (&c, PAMOR_VERDICT_THROTTLE, -1, now, 0);
  g_assert_cmpint (pamor_circuit_get_due (&c), ==, now);
}

/* What the server says is sized to its load: our own doubling beside it would leave it idle. */
static void
test_beside_retry_after_we_wait_a_minute_at_most (void)
{
  PamorCircuit c = { 0 };
  gint64 now = START;

  for (int i = 0; i < 12; i++)
    {
      note (&c, PAMOR_VERDICT_THROTTLE, 1, now, 1);
      g_assert_cmpint (pamor_circuit_get_due (&c) - now, ==, MIN (5 << i, 60) * S);
      now = pamor_circuit_get_due (&c);
      g_assert_true (pamor_circuit_let_pass (&c, now));
    }
}

static void
test_a_portal_is_probed_every_minute (void)
{
  PamorCircuit c = { 0 };
  gint64 now = START;

  for (int i = 0; i < 20; i++)
    {
      note (&c, PAMOR_VERDICT_PORTAL, -1, now, 0.1 * (i % 10));
      g_assert_cmpint (pamor_circuit_get_due (&c) - now, ==, 60 * S);
      now += 60 * S;
      g_assert_true (pamor_circuit_let_pass (&c, now));
    }
}

static void
test_a_person_skips_our_timer_but_not_retry_after (void)
{
  PamorCircuit c = { 0 };

  note (&c, PAMOR_VERDICT_LINK, -1, START, 1);
  pamor_circuit_poke (&c);
  g_assert_true (pamor_circuit_is_due (&c, START));

  note (&c, PAMOR_VERDICT_THROTTLE, 100, START, 0);
  pamor_circuit_poke (&c);
  g_assert_false (pamor_circuit_is_due (&c, START + 100 * S - 1));
  g_assert_true (pamor_circuit_is_due (&c, START + 100 * S));
}

static void
test_retry_after_has_jitter_upwards_and_an_end (void)
{
  PamorCircuit c = { 0 };

  note (&c, PAMOR_VERDICT_THROTTLE, 100, START, 1);
  g_assert_cmpint (c.hold_until, ==, START + 125 * S);

  c = (PamorCircuit) { 0 };
  note (&c, PAMOR_VERDICT_THROTTLE, 999999999, START, 0);
  g_assert_cmpint (c.hold_until, ==, START + 3600 * S);
}

/* What was under way is answered too, and may be told less. */
static void
test_the_longest_retry_after_holds (void)
{
  PamorCircuit c = { 0 };

  note (&c, PAMOR_VERDICT_THROTTLE, 600, START, 0);
  note (&c, PAMOR_VERDICT_THROTTLE, 1, START + S, 0);
  g_assert_cmpint (pamor_circuit_get_due (&c), ==, START + 600 * S);
}

static void
test_after_a_probe_it_starts_slowly (void)
{
  PamorCircuit c = { 0 };

  g_assert_cmpint (pamor_circuit_lanes (&c), ==, 2);
  note (&c, PAMOR_VERDICT_THROTTLE, -1, START, 0);
  g_assert_true (pamor_circuit_let_pass (&c, START));
  note_probe (&c, PAMOR_VERDICT_OK, START);
  g_assert_cmpint (c.state, ==, PAMOR_CIRCUIT_CLOSED);
  g_assert_cmpint (pamor_circuit_lanes (&c), ==, 1);

  note (&c, PAMOR_VERDICT_OK, -1, START, 0);
  g_assert_cmpint (pamor_circuit_lanes (&c), ==, 1);
  note (&c, PAMOR_VERDICT_OK, -1, START, 0);
  g_assert_cmpint (pamor_circuit_lanes (&c), ==, 2);
}

static void
test_a_server_that_only_answers_probes_is_not_hammered (void)
{
  PamorCircuit c = { 0 };
  gint64 now = START;

  note (&c, PAMOR_VERDICT_THROTTLE, -1, now, 1);
  for (int i = 0; i < 8; i++)
    {
      gint64 wait = pamor_circuit_get_due (&c) - now;

      g_assert_cmpint (wait, ==, MIN (5 << i, 160) * S); /* and nobody is left behind for long */
      now += wait;
      g_assert_true (pamor_circuit_let_pass (&c, now));
      note_probe (&c, PAMOR_VERDICT_OK, now);
      note (&c, PAMOR_VERDICT_SERVER, -1, now, 1); /* once is enough by now */
      g_assert_cmpint (c.state, ==, PAMOR_CIRCUIT_OPEN);
    }
}

/* Returns: how many requests the worst minute of half an hour has, if probes are answered and all
 * else fails */
static guint
count_worst_minute (PamorVerdictClass  class,
                    gint64             retry_after_s,
                    GRand             *rand)
{
  PamorCircuit c = { 0 };
  gint64 asked[200], now = START;
  guint worst = 0;

  for (guint n = 0, first = 0; n < G_N_ELEMENTS (asked) && now < START + 1800 * S; n++)
    {
      g_assert_true (pamor_circuit_let_pass (&c, now));
      asked[n] = now;
      if (c.state == PAMOR_CIRCUIT_HALF_OPEN)
        note_probe (&c, PAMOR_VERDICT_OK, now);
      else
        note (&c, class, retry_after_s, now, g_rand_double (rand));
      for (; asked[first] <= now - 60 * S; first++)
        continue;
      worst = MAX (worst, n + 1 - first);
      now = MAX (now, pamor_circuit_get_due (&c));
    }
  return worst;
}

static void
test_whatever_chance_says_no_minute_has_more_than_12_requests (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261121);

  for (int i = 0; i < 3000; i++)
    {
      g_assert_cmpuint (count_worst_minute (PAMOR_VERDICT_SERVER, -1, rand), <=, 12);
      g_assert_cmpuint (count_worst_minute (PAMOR_VERDICT_LINK, -1, rand), <=, 12);
      g_assert_cmpuint (count_worst_minute (PAMOR_VERDICT_THROTTLE, 1, rand), <=, 12);
    }
}

static void
test_both_lanes_failing_at_once_counts_once (void)
{
  PamorCircuit c = { 0 };

  note (&c, PAMOR_VERDICT_PORTAL, -1, START, 1);
  note (&c, PAMOR_VERDICT_PORTAL, -1, START + S, 1);
  note (&c, PAMOR_VERDICT_OK, -1, START + S, 1); /* asked before, answered after */
  g_assert_cmpint (c.state, ==, PAMOR_CIRCUIT_OPEN);
  g_assert_cmpint (c.openings, ==, 1);
  g_assert_cmpint (pamor_circuit_get_due (&c), ==, START + 60 * S);
}

static void
test_after_a_sleep_a_probe_decides (void)
{
  PamorCircuit c = { 0 };

  note (&c, PAMOR_VERDICT_LINK, -1, START, 1);
  pamor_circuit_suspect (&c);
  g_assert_true (pamor_circuit_let_pass (&c, START));
  g_assert_cmpint (c.state, ==, PAMOR_CIRCUIT_HALF_OPEN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/circuit/what-fails-alone-waits-ever-longer-alone",
                   test_what_fails_alone_waits_ever_longer_alone);
  g_test_add_func ("/circuit/three-failures-in-a-row-open", test_three_failures_in_a_row_open);
  g_test_add_func ("/circuit/one-failing-probe-after-a-sleep-opens",
                   test_one_failing_probe_after_a_sleep_opens);
  g_test_add_func ("/circuit/retry-after-of-one-stumble-stops-nothing",
                   test_retry_after_of_one_stumble_stops_nothing);
  g_test_add_func ("/circuit/one-of-these-opens-at-once", test_one_of_these_opens_at_once);
  g_test_add_func ("/circuit/what-is-the-items-fault-never-opens",
                   test_what_is_the_items_fault_never_opens);
  g_test_add_func ("/circuit/waits-grow-to-a-quarter-of-an-hour-and-are-jittered",
                   test_waits_grow_to_a_quarter_of_an_hour_and_are_jittered);
  g_test_add_func ("/circuit/beside-retry-after-we-wait-a-minute-at-most",
                   test_beside_retry_after_we_wait_a_minute_at_most);
  g_test_add_func ("/circuit/a-portal-is-probed-every-minute",
                   test_a_portal_is_probed_every_minute);
  g_test_add_func ("/circuit/a-person-skips-our-timer-but-not-retry-after",
                   test_a_person_skips_our_timer_but_not_retry_after);
  g_test_add_func ("/circuit/retry-after-has-jitter-upwards-and-an-end",
                   test_retry_after_has_jitter_upwards_and_an_end);
  g_test_add_func ("/circuit/the-longest-retry-after-holds", test_the_longest_retry_after_holds);
  g_test_add_func ("/circuit/after-a-probe-it-starts-slowly", test_after_a_probe_it_starts_slowly);
  g_test_add_func ("/circuit/a-server-that-only-answers-probes-is-not-hammered",
                   test_a_server_that_only_answers_probes_is_not_hammered);
  g_test_add_func ("/circuit/whatever-chance-says-no-minute-has-more-than-12-requests",
                   test_whatever_chance_says_no_minute_has_more_than_12_requests);
  g_test_add_func ("/circuit/both-lanes-failing-at-once-counts-once",
                   test_both_lanes_failing_at_once_counts_once);
  g_test_add_func ("/circuit/after-a-sleep-a-probe-decides", test_after_a_sleep_a_probe_decides);
  return g_test_run ();
}
