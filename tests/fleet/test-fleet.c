/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-fleet.h"

#define MBIT (1e6 / 8)

/* A tenth of the city: officers, line and server alike. */
static void
test_a_fleet_drains_at_the_rate_of_the_line (gconstpointer admission)
{
  for (guint32 seed = 1; seed <= 3; seed++)
    for (guint keeps_partial = 0; keeps_partial < 2; keeps_partial++)
      {
        const PamorFleetPlan plan
          = { .officers = 100, .submissions = 6, .photos = 3, .photo_bytes = 711000,
              .line_rate = 6 * MBIT, .own_rate = 2 * MBIT, .outage_s = 6 * 3600.0,
              .drop_mean_s = 600, .workers = 40, .admission = GPOINTER_TO_INT (admission),
              .keeps_partial = keeps_partial, .seed = seed };
        PamorFleetResult result;

        pamor_fleet_run (&plan, &result);
        g_test_message ("%.2f x the ideal, %.3f x the bytes, %u requests a minute",
                        result.drained_s / result.ideal_s,
                        (double) result.sent / result.payload, result.most_a_minute);
        g_assert_cmpuint (result.acknowledged, ==, 600);
        g_assert_cmpfloat (result.drained_s, <=, 1.25 * result.ideal_s);
        g_assert_cmpfloat (result.sent, <=, 1.05 * result.payload);
        g_assert_cmpuint (result.most_a_minute, <=, 12);
        g_assert_cmpuint (result.most_a_minute, >, 0);
        pamor_fleet_result_clear (&result);
      }
}

static void
test_a_poor_link_carries_little_twice (void)
{
  for (guint keeps_partial = 0; keeps_partial < 2; keeps_partial++)
    {
      const PamorFleetPlan plan
        = { .officers = 1, .submissions = 1, .photos = 3, .photo_bytes = 750000,
            .line_rate = 60 * MBIT, .own_rate = 64e3 / 8, .drop_every_s = 30, .workers = 40,
            .keeps_partial = keeps_partial, .seed = 1 };
      PamorFleetResult result;

      pamor_fleet_run (&plan, &result);
      g_assert_cmpuint (result.acknowledged, ==, 1);
      g_assert_cmpfloat (result.sent, <=, 1.25 * result.payload);
      g_assert_cmpfloat (result.drained_s, >=, result.ideal_s);
      pamor_fleet_result_clear (&result);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/fleet/drains-at-the-rate-of-the-line-when-the-server-turns-away",
                        GINT_TO_POINTER (TRUE), test_a_fleet_drains_at_the_rate_of_the_line);
  g_test_add_data_func ("/fleet/drains-at-the-rate-of-the-line-when-all-wait-in-line",
                        GINT_TO_POINTER (FALSE), test_a_fleet_drains_at_the_rate_of_the_line);
  g_test_add_func ("/fleet/a-poor-link-carries-little-twice",
                   test_a_poor_link_carries_little_twice);
  return g_test_run ();
}
