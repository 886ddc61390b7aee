/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/pamor-pace.h"

#define KIB 1024
#define LIMIT (1024 * KIB)

static gint64
chunk (PamorPace *pace)
{
  return pamor_pace_get_chunk (pace, LIMIT, FALSE);
}

static void
test_quick_chunks_double_up_to_the_biggest (void)
{
  PamorPace pace = { 0 };
  const gint64 sizes[] = { 64, 128, 256, 512, 512, 512 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_assert_cmpint (chunk (&pace), ==, sizes[i] * KIB);
      pamor_pace_went_well (&pace, chunk (&pace), G_USEC_PER_SEC);
    }
}

static void
test_slow_ones_and_last_pieces_prove_nothing (void)
{
  PamorPace pace = { 0 };

  pamor_pace_went_well (&pace, 64 * KIB, 5 * G_USEC_PER_SEC);
  pamor_pace_went_well (&pace, 64 * KIB - 1, 1);
  g_assert_cmpint (chunk (&pace), ==, 64 * KIB);
}

static void
test_failures_halve_down_to_the_smallest (void)
{
  PamorPace pace = { 0 };

  pamor_pace_failed (&pace);
  g_assert_cmpint (chunk (&pace), ==, 32 * KIB);
  pamor_pace_failed (&pace);
  g_assert_cmpint (chunk (&pace), ==, 32 * KIB);
  pamor_pace_went_well (&pace, 32 * KIB, 1);
  g_assert_cmpint (chunk (&pace), ==, 64 * KIB);
  pamor_pace_went_well (&pace, 64 * KIB, 1);
  pamor_pace_failed (&pace);
  g_assert_cmpint (chunk (&pace), ==, 64 * KIB);
}

static void
test_never_over_the_servers_limit (void)
{
  PamorPace pace = { 0 };

  g_assert_cmpint (pamor_pace_get_chunk (&pace, 1000, FALSE), ==, 1000);
  g_assert_cmpint (pamor_pace_get_chunk (&pace, 1000, TRUE), ==, 1000);
  g_assert_cmpint (pamor_pace_get_chunk (&pace, LIMIT, TRUE), ==, LIMIT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pace/quick-chunks-double-up-to-the-biggest",
                   test_quick_chunks_double_up_to_the_biggest);
  g_test_add_func ("/pace/slow-ones-and-last-pieces-prove-nothing",
                   test_slow_ones_and_last_pieces_prove_nothing);
  g_test_add_func ("/pace/failures-halve-down-to-the-smallest",
                   test_failures_halve_down_to_the_smallest);
  g_test_add_func ("/pace/never-over-the-servers-limit", test_never_over_the_servers_limit);
  return g_test_run ();
}
