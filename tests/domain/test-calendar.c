/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pamor-error.h"
#include "domain/pamor-calendar.h"

#define HOLIDAY "{'date': '2026-08-17', 'name': 'Proklamasi', 'kind': 'holiday', 'official': true}"

static GDate
day (guint d,
     guint m,
     guint y)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, d, m, y);
  return date;
}

static PamorCalendar *
load_the_offices (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("PAMOR_SOURCE"), "data", "catalogue",
                                            "holidays.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  PamorCalendar *calendar;
  char *text;
  gsize size;

  g_file_get_contents (path, &text, &size, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (text, size);
  calendar = pamor_calendar_new_from_bytes (bytes, "holidays.json", &error);
  g_assert_no_error (error);
  return calendar;
}

static void
test_weekends_holidays_and_leave_are_no_working_days (void)
{
  g_autoptr (PamorCalendar) calendar = load_the_offices ();
  const GDate friday = day (20, 11, 2026), saturday = day (21, 11, 2026);
  const GDate sunday = day (22, 11, 2026);
  const GDate leave = day (24, 12, 2026), christmas = day (25, 12, 2026);

  g_assert_true (pamor_calendar_is_working_day (calendar, &friday));
  g_assert_false (pamor_calendar_is_working_day (calendar, &saturday));
  g_assert_false (pamor_calendar_is_working_day (calendar, &sunday));
  g_assert_false (pamor_calendar_is_working_day (calendar, &leave));
  g_assert_false (pamor_calendar_is_working_day (calendar, &christmas));
  g_assert_null (pamor_calendar_get_holiday (calendar, &saturday));
  g_assert_cmpstr (pamor_calendar_get_holiday (calendar, &leave), ==, "Cuti bersama Natal");
}

static void
assert_leads_to (PamorCalendar *calendar,
                 GDate          from,
                 guint          n,
                 GDate          expected,
                 gboolean       official)
{
  GDate result;

  g_assert_cmpint (pamor_calendar_add_working_days (calendar, &from, n, &result), ==, official);
  g_assert_cmpint (g_date_days_between (&expected, &result), ==, 0);
}

static void
test_working_days_are_added_over_weekends_and_leave (void)
{
  g_autoptr (PamorCalendar) calendar = load_the_offices ();

  assert_leads_to (calendar, day (20, 11, 2026), 0, day (20, 11, 2026), TRUE);
  assert_leads_to (calendar, day (20, 11, 2026), 3, day (25, 11, 2026), TRUE);
  assert_leads_to (calendar, day (20, 11, 2026), 7, day (1, 12, 2026), TRUE);
  assert_leads_to (calendar, day (22, 11, 2026), 1, day (23, 11, 2026), TRUE);
  /* Wednesday 18 March to 24 March 2026 are Nyepi and Idul Fitri */
  assert_leads_to (calendar, day (17, 3, 2026), 1, day (25, 3, 2026), TRUE);
}

static void
test_a_way_out_of_the_decreed_years_is_told_yet_reckoned (void)
{
  g_autoptr (PamorCalendar) calendar = load_the_offices ();
  const GDate last = day (31, 12, 2026), next = day (1, 1, 2027);
  const GDate first = day (1, 1, 2025), before = day (31, 12, 2024);

  g_assert_true (pamor_calendar_is_official (calendar, &last));
  g_assert_false (pamor_calendar_is_official (calendar, &next));
  g_assert_true (pamor_calendar_is_official (calendar, &first));
  g_assert_false (pamor_calendar_is_official (calendar, &before));
  assert_leads_to (calendar, day (30, 12, 2026), 1, day (31, 12, 2026), TRUE);
  assert_leads_to (calendar, day (30, 12, 2026), 2, day (4, 1, 2027), FALSE);
  assert_leads_to (calendar, day (31, 12, 2024), 1, day (2, 1, 2025), FALSE);
}

static void
test_as_many_working_days_lie_on_the_way_as_were_added (void)
{
  g_autoptr (PamorCalendar) calendar = load_the_offices ();
  const GDate from = day (16, 3, 2026);

  for (guint n = 0; n < 300; n++)
    {
      guint passed = 0;
      GDate to, at;

      pamor_calendar_add_working_days (calendar, &from, n, &to);
      for (at = from; g_date_compare (&at, &to) < 0;)
        {
          g_date_add_days (&at, 1);
          passed += pamor_calendar_is_working_day (calendar, &at);
        }
      g_assert_cmpuint (passed, ==, n);
    }
}

/* @json: with ' for " */
static void
assert_refused (const char *json,
                const char *told)
{
  char *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
  g_autoptr (GError) error = NULL;

  g_assert_null (pamor_calendar_new_from_bytes (bytes, "holidays.json", &error));
  g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, "holidays.json: "));
  g_assert_nonnull (strstr (error->message, told));
}

static void
assert_holidays_refused (const char *holidays,
                         const char *told)
{
  g_autofree char *json = g_strdup_printf ("{'official_until': '2026-12-31', 'holidays': [%s]}",
                                           holidays);

  assert_refused (json, told);
}

/* What a clerk gets wrong is refused, by file and place */
static void
test_a_mistake_in_the_file_is_refused_by_name_and_path (void)
{
  assert_refused ("", "holidays.json");
  assert_refused ("[]", "$: expected");
  assert_refused ("{'holidays': [" HOLIDAY "]}", "official_until");
  assert_refused ("{'official_until': 'akhir 2026', 'holidays': [" HOLIDAY "]}",
                  "$.official_until: ");
  assert_refused ("{'official_until': '2026-12-31'}", "holidays");
  assert_refused ("{'official_until': '2026-12-31', 'holidays': [" HOLIDAY "], 'catatan': 1}",
                  "catatan");
}

static void
test_a_mistake_in_a_holiday_is_refused_by_its_number (void)
{
  assert_holidays_refused ("", "$.holidays: ");
  assert_holidays_refused (HOLIDAY ", 7", "$.holidays[1]: ");
  assert_holidays_refused (HOLIDAY ", " HOLIDAY, "$.holidays[1]: ");
  assert_holidays_refused ("{'date': '2026-02-30', 'name': 'x', 'kind': 'leave', 'official': true}",
                           "$.holidays[0].date: ");
  assert_holidays_refused ("{'date': '2026-02-03', 'name': '', 'kind': 'leave', 'official': true}",
                           "$.holidays[0].name: ");
  assert_holidays_refused ("{'date': '2026-02-03', 'name': 'x', 'kind': 'libur', 'official': true}",
                           "libur");
  assert_holidays_refused ("{'date': '2026-02-03', 'name': 'x', 'kind': 'leave'}", "official");
  assert_holidays_refused ("{'date': '2026-02-03', 'name': 'x', 'kind': 'leave', 'official': 0}",
                           "official");
  assert_holidays_refused ("{'date': '2026-02-3', 'name': 'x', 'kind': 'leave', 'official': true}",
                           "$.holidays[0].date: ");
  assert_holidays_refused ("{'date': '2026-02-03','name': 'x','kind': 'leave','official': false}",
                           "$.holidays[0]: ");
  assert_holidays_refused ("{'date': '2026-02-03', 'nama': 'x', 'kind': 'leave', 'official': true}",
                           "nama");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/weekends-holidays-and-leave-are-off",
                   test_weekends_holidays_and_leave_are_no_working_days);
  g_test_add_func ("/calendar/days-are-added-over-weekends-and-leave",
                   test_working_days_are_added_over_weekends_and_leave);
  g_test_add_func ("/calendar/leaving-the-decreed-years-is-told",
                   test_a_way_out_of_the_decreed_years_is_told_yet_reckoned);
  g_test_add_func ("/calendar/as-many-working-days-lie-on-the-way-as-were-added",
                   test_as_many_working_days_lie_on_the_way_as_were_added);
  g_test_add_func ("/calendar/a-mistake-is-refused-by-name-and-path",
                   test_a_mistake_in_the_file_is_refused_by_name_and_path);
  g_test_add_func ("/calendar/a-mistake-in-a-holiday-is-refused-by-its-number",
                   test_a_mistake_in_a_holiday_is_refused_by_its_number);
  return g_test_run ();
}
