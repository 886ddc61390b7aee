/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pamor-clock.h"

static void
test_manual_clock_moves_only_when_told (void)
{
  g_autoptr (PamorClock) clock = pamor_clock_new_manual (1000);
  gint64 boot = pamor_clock_get_boot (clock);

  g_assert_cmpint (pamor_clock_get_wall (clock), ==, 1000);
  pamor_clock_advance (clock, 5);
  g_assert_cmpint (pamor_clock_get_wall (clock), ==, 1005);
  g_assert_cmpint (pamor_clock_get_boot (clock), ==, boot + 5);
}

static void
test_setting_the_wall_leaves_the_boot_clock (void)
{
  g_autoptr (PamorClock) clock = pamor_clock_new_manual (1000);
  gint64 boot = pamor_clock_get_boot (clock);

  pamor_clock_set_wall (clock, 7);
  g_assert_cmpint (pamor_clock_get_wall (clock), ==, 7);
  g_assert_cmpint (pamor_clock_get_boot (clock), ==, boot);
}

static void
test_utc_text_goes_there_and_back (void)
{
  gint64 us = 0;
  g_autofree char *text = pamor_clock_format_utc (G_GINT64_CONSTANT (1795183200) * G_USEC_PER_SEC);

  g_assert_cmpstr (text, ==, "2026-11-20T14:00:00Z");
  g_assert_true (pamor_clock_parse_utc ("2026-11-20T21:00:00+07:00", &us));
  g_assert_cmpint (us, ==, G_GINT64_CONSTANT (1795183200) * G_USEC_PER_SEC);
}

static void
test_today_is_a_day (void)
{
  g_autoptr (PamorClock) clock =
    pamor_clock_new_manual (G_GINT64_CONSTANT (1795183200) * G_USEC_PER_SEC);
  GDate today;

  pamor_clock_get_today (clock, &today);
  g_assert_true (g_date_valid (&today));
  g_assert_cmpint (g_date_get_year (&today), ==, 2026);
  g_assert_cmpint (g_date_get_month (&today), ==, G_DATE_NOVEMBER);
}

static void
test_nonsense_is_no_time_and_touches_nothing (void)
{
  gint64 us = 42;

  g_assert_false (pamor_clock_parse_utc ("besok", &us));
  g_assert_false (pamor_clock_parse_utc ("0026-11-20T14:00:00Z", &us));
  g_assert_false (pamor_clock_parse_utc ("9999-12-31T23:59:59-01:00", &us));
  g_assert_false (pamor_clock_parse_utc (NULL, &us));
  g_assert_cmpint (us, ==, 42);
}

static gboolean
note (gpointer user_data)
{
  GString *notes = user_data;

  g_string_append_c (notes, 'x');
  return G_SOURCE_REMOVE;
}

static gboolean
note_other (gpointer user_data)
{
  g_string_append_c (user_data, 'y');
  return G_SOURCE_REMOVE;
}

static void
test_simulated_timers_run_in_their_order_and_take_the_clock_along (void)
{
  g_autoptr (PamorClock) clock = pamor_clock_new_simulated (1000);
  g_autoptr (GString) notes = g_string_new (NULL);
  gint64 boot = pamor_clock_get_boot (clock);
  guint unwanted;

  pamor_clock_add_timer (clock, 20, note, notes);
  pamor_clock_add_timer (clock, 10, note_other, notes);
  pamor_clock_add_timer (clock, 20, note_other, notes);
  unwanted = pamor_clock_add_timer (clock, 1, note, notes);
  pamor_clock_remove_timer (clock, unwanted);
  while (pamor_clock_run_next_timer (clock))
    ;
  g_assert_cmpstr (notes->str, ==, "yxy");
  g_assert_cmpint (pamor_clock_get_boot (clock), ==, boot + 20);
  g_assert_cmpint (pamor_clock_get_wall (clock), ==, 1020);
}

static void
test_simulated_timers_stand_still_in_suspend (void)
{
  g_autoptr (PamorClock) clock = pamor_clock_new_simulated (1000);
  g_autoptr (GString) notes = g_string_new (NULL);
  gint64 boot = pamor_clock_get_boot (clock);
  gint64 awake = pamor_clock_get_awake (clock);

  pamor_clock_add_timer (clock, 10, note, notes);
  pamor_clock_suspend (clock, 500);
  g_assert_cmpint (pamor_clock_get_awake (clock), ==, awake);
  pamor_clock_run_next_timer (clock);
  g_assert_cmpint (pamor_clock_get_boot (clock), ==, boot + 510);
  g_assert_cmpint (pamor_clock_get_awake (clock), ==, awake + 10);
}

/* Last: the zone is the program's. */
static void
test_in_any_zone_the_day_is_that_of_the_city (void)
{
  g_autoptr (PamorClock) clock = pamor_clock_new_manual (0);
  gint64 late;
  GDate day;

  g_assert_true (pamor_clock_parse_utc ("2026-11-20T17:30:00Z", &late));
  pamor_clock_set_wall (clock, late);
  g_setenv ("TZ", "UTC0", TRUE);
  pamor_clock_get_today (clock, &day);
  g_assert_cmpuint (g_date_get_day (&day), ==, 20);
  pamor_clock_use_city_zone ();
  pamor_clock_get_today (clock, &day);
  g_assert_cmpuint (g_date_get_day (&day), ==, 21);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/manual-moves-only-when-told", test_manual_clock_moves_only_when_told);
  g_test_add_func ("/clock/setting-the-wall-leaves-boot",
                   test_setting_the_wall_leaves_the_boot_clock);
  g_test_add_func ("/clock/utc-text-goes-there-and-back", test_utc_text_goes_there_and_back);
  g_test_add_func ("/clock/nonsense-is-no-time", test_nonsense_is_no_time_and_touches_nothing);
  g_test_add_func ("/clock/today-is-a-day", test_today_is_a_day);
  g_test_add_func ("/clock/simulated-timers-run-in-their-order-and-take-the-clock-along",
                   test_simulated_timers_run_in_their_order_and_take_the_clock_along);
  g_test_add_func ("/clock/simulated-timers-stand-still-in-suspend",
                   test_simulated_timers_stand_still_in_suspend);
  g_test_add_func ("/clock/in-any-zone-the-day-is-that-of-the-city",
                   test_in_any_zone_the_day_is_that_of_the_city);
  return g_test_run ();
}
