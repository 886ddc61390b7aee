/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/pamor-slots.h"

#include "base/pamor-error.h"

#define AT (G_GINT64_CONSTANT (1795161600) * G_USEC_PER_SEC) /* 2026-11-20 */

static PamorSlots *
parse (const char  *text,
       GError     **error)
{
  g_autoptr (JsonNode) reply = json_from_string (text, NULL);

  return pamor_slots_parse (reply, AT, error);
}

static int
get_room (PamorSlots  *slots,
          GDateDay     day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, 11, 2026);
  return pamor_slots_find (slots, &date) == NULL ? -2
                                                 : pamor_slots_find (slots, &date)->room;
}

static void
test_what_was_said_is_the_same_from_the_note (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorSlots) slots
    = parse ("{\"ktp_blanks\": 300, \"days\": [{\"date\": \"2026-11-23\", \"room\": 12}, "
             "{\"date\": \"2026-11-24\"}]}", &error);
  g_autoptr (PamorSlots) kept = NULL;
  g_autofree char *note = NULL;

  g_assert_no_error (error);
  note = pamor_slots_make_note (slots);
  kept = pamor_slots_parse_note (note, &error);
  g_assert_no_error (error);
  g_assert_cmpint (kept->at, ==, AT);
  g_assert_cmpint (kept->blanks, ==, 300);
  g_assert_cmpint (get_room (kept, 23), ==, 12);
  g_assert_cmpint (get_room (kept, 24), ==, -1); /* not said */
  g_assert_cmpint (get_room (kept, 25), ==, -2); /* not there */
}

/* JSON-GLib writes 1e95 as "1e+95.0", which it does not read. */
static void
test_a_note_holds_no_more_than_was_read (void)
{
  g_autoptr (PamorSlots) slots = parse ("{\"days\": [{\"date\": \"2026-11-23\", \"room\": 1e95}], "
                                        "\"ktp_blanks\": null, \"advert\": \"...\"}", NULL);
  g_autofree char *note = pamor_slots_make_note (slots);
  g_autoptr (PamorSlots) kept = pamor_slots_parse_note (note, NULL);

  g_assert_null (strstr (note, "advert"));
  g_assert_cmpuint (kept->days->len, ==, 1);
  g_assert_cmpint (kept->blanks, ==, slots->blanks);
}

static void
test_days_that_are_none_are_passed_over (void)
{
  g_autoptr (PamorSlots) slots
    = parse ("{\"days\": [7, {}, {\"date\": 7}, {\"date\": []}, "
             "{\"date\": \"2026-11-26\", \"room\": []}, "
             "{\"date\": \"2026-02-30\"}, "
             "{\"date\": \"2026-11-23\", \"room\": 5}, {\"date\": \"2026-11-23\", \"room\": 9}, "
             "{\"date\": \"2026-11-24\", \"room\": 999999}, "
             "{\"date\": \"2026-11-25\", \"room\": -9}], \"ktp_blanks\": -9}", NULL);

  g_assert_cmpuint (slots->days->len, ==, 4);
  g_assert_cmpint (get_room (slots, 26), ==, -1);
  g_assert_cmpint (get_room (slots, 23), ==, 5);
  g_assert_cmpint (get_room (slots, 24), ==, 100000);
  g_assert_cmpint (get_room (slots, 25), ==, -1);
  g_assert_cmpint (slots->blanks, ==, -1);
}

static void
test_absurd_numbers_of_blanks_are_bounded (void)
{
  g_autoptr (PamorSlots) many = parse ("{\"days\": [], \"ktp_blanks\": 99999999}", NULL);
  g_autoptr (PamorSlots) list = parse ("{\"days\": [], \"ktp_blanks\": []}", NULL);

  g_assert_cmpint (many->blanks, ==, 1000000);
  g_assert_cmpint (list->blanks, ==, -1);
}

static void
test_a_server_s_year_of_days_is_cut (void)
{
  g_autoptr (GString) text = g_string_new ("{\"days\": [");
  g_autoptr (PamorSlots) slots = NULL;

  for (guint i = 0; i < 120; i++)
    g_string_append_printf (text, "%s{\"date\": \"20%02u-01-01\"}", i > 0 ? "," : "", i % 100);
  slots = parse (g_string_append (text, "]}")->str, NULL);
  g_assert_cmpuint (slots->days->len, ==, 60);
}

static void
test_what_is_no_list_of_days_is_refused (void)
{
  static const char *const texts[] = { "[]", "7", "{}", "{\"days\": 7}", "{\"days\": {}}" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (texts[i], &error));
      g_assert_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID);
    }
  g_assert_null (pamor_slots_parse_note ("12 {", NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add_func ("/slots/" path, func)
  ADD ("what-was-said-is-the-same-from-the-note", test_what_was_said_is_the_same_from_the_note);
  ADD ("a-note-holds-no-more-than-was-read", test_a_note_holds_no_more_than_was_read);
  ADD ("days-that-are-none-are-passed-over", test_days_that_are_none_are_passed_over);
  ADD ("absurd-numbers-of-blanks-are-bounded", test_absurd_numbers_of_blanks_are_bounded);
  ADD ("a-server-s-year-of-days-is-cut", test_a_server_s_year_of_days_is_cut);
  ADD ("what-is-no-list-of-days-is-refused", test_what_is_no_list_of_days_is_refused);
  return g_test_run ();
}
