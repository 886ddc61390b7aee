/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pamor-clock.h"
#include "domain/pamor-citizen-words.h"
#include "domain/pamor-words.h"

#define HOUR ((gint64) 3600 * G_USEC_PER_SEC)
#define NOW ((gint64) 1800000000 * G_USEC_PER_SEC)

static PamorSubmission *
new_item (PamorStatus status)
{
  PamorSubmission *item = pamor_submission_new ();

  item->state = PAMOR_STATE_ACKNOWLEDGED;
  item->kind = g_strdup ("application");
  item->title = g_strdup ("Sekar Wulandari");
  item->subject = g_strdup ("3275014508750001");
  item->number = g_strdup ("EOP-20261120-0007");
  item->status = status;
  item->status_at = NOW;
  return item;
}

static void
test_who_is_to_fetch_is_told_where_and_what_to_bring (void)
{
  g_autoptr (PamorSubmission) item = new_item (PAMOR_STATUS_DONE);
  g_autofree char *message = NULL, *change = NULL;

  item->pickup = g_strdup ("Kelurahan Kranji, mulai 27 November");
  message = pamor_citizen_words_for_message (item, "Cetak KTP-el", NOW);
  change = pamor_citizen_words_for_change (item);
  g_assert_nonnull (strstr (message, "Sekar Wulandari"));
  g_assert_nonnull (strstr (message, "EOP-20261120-0007"));
  g_assert_nonnull (strstr (message, "Cetak KTP-el"));
  g_assert_nonnull (strstr (message, item->pickup));
  g_assert_nonnull (strstr (message, "receipt"));
  g_assert_nonnull (strstr (change, item->pickup));
}

static void
test_who_was_rejected_is_told_why_and_what_to_have_ready (void)
{
  g_autoptr (PamorSubmission) item = new_item (PAMOR_STATUS_REJECTED);
  g_autofree char *message = NULL, *other = NULL;

  item->status_text = g_strdup ("Foto KK buram");
  item->status_reason = g_strdup ("photo-unreadable");
  message = pamor_citizen_words_for_message (item, "Cetak KTP-el", NOW);
  g_assert_nonnull (strstr (message, "Foto KK buram"));
  g_assert_nonnull (strstr (message, "photographed again"));
  g_free (g_steal_pointer (&item->status_reason));
  other = pamor_citizen_words_for_message (item, "Cetak KTP-el", NOW);
  g_assert_nonnull (strstr (other, "come by"));
}

static void
test_a_complaint_greets_nobody_by_its_words (void)
{
  g_autoptr (PamorSubmission) item = new_item (PAMOR_STATUS_DONE);
  g_autofree char *message = NULL;

  g_free (item->kind);
  item->kind = g_strdup ("complaint");
  message = pamor_citizen_words_for_message (item, "Aduan", NOW);
  g_assert_true (g_str_has_prefix (message, "Good afternoon. "));
  g_assert_null (strstr (message, "receipt"));
}

static void
check_greeting (int         hour,
                int         minute,
                const char *greeting)
{
  g_autoptr (PamorSubmission) item = new_item (PAMOR_STATUS_DONE);
  g_autoptr (GDateTime) time = g_date_time_new_local (2026, 11, 20, hour, minute, 0);
  g_autofree char *message = pamor_citizen_words_for_message (
    item, "Cetak KTP-el", g_date_time_to_unix (time) * G_USEC_PER_SEC);
  g_autofree char *wanted = g_strdup_printf ("%s, Sekar Wulandari. ", greeting);

  g_test_message ("%02d:%02d %s", hour, minute, message);
  g_assert_true (g_str_has_prefix (message, wanted));
}

static void
test_a_message_greets_by_the_clock (void)
{
  check_greeting (0, 0, "Good morning");
  check_greeting (9, 59, "Good morning");
  check_greeting (10, 0, "Good day");
  check_greeting (14, 59, "Good day");
  check_greeting (15, 0, "Good afternoon");
  check_greeting (17, 59, "Good afternoon");
  check_greeting (18, 0, "Good evening");
  check_greeting (23, 59, "Good evening");
}

static void
test_no_nik_gets_into_a_message_whoever_wrote_it (void)
{
  static const char *const written[] = {
    "NIK 3275014508750001 tidak cocok", "NIK 3275 0145 0875 0001 tidak cocok",
    "NIK 3275.0145.0875.0001 tidak cocok", "KK 3275-0145-0875-0001 tidak cocok",
  };

  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    {
      g_autoptr (PamorSubmission) item = new_item (PAMOR_STATUS_REJECTED);
      g_autofree char *message = NULL;

      item->status_text = g_strdup (written[i]);
      message = pamor_citizen_words_for_message (item, "Cetak KTP-el", NOW);
      g_assert_null (strstr (message, "3275"));
      g_assert_nonnull (strstr (message, "tidak cocok"));
      g_assert_nonnull (strstr (message, "EOP-20261120-0007"));
    }
}

static void
check_age (gint64      since,
           const char *wanted)
{
  g_autofree char *age = pamor_words_for_age (since, NOW);

  g_assert_cmpstr (age, ==, wanted);
}

static void
test_ages_are_calm_where_the_clock_is_absurd (void)
{
  check_age (NOW - HOUR / 2, "just now");
  check_age (NOW + HOUR, "just now"); /* our clock is a little behind the city's */
  check_age (NOW - 5 * HOUR, "5 hours");
  check_age (NOW - 73 * HOUR, "3 days");
  check_age (NOW + 100 * HOUR, "the clock of this computer is wrong");
  check_age (NOW - 20 * 365 * 24 * HOUR, "the clock of this computer is wrong");
  check_age (0, "the clock of this computer is wrong");
}

static void
test_only_what_asks_something_of_the_citizen_is_to_be_told (void)
{
  for (PamorStatus status = PAMOR_STATUS_NONE; status <= PAMOR_STATUS_FAILED; status++)
    {
      g_autoptr (PamorSubmission) item = new_item (status);
      const gboolean asks = status == PAMOR_STATUS_DONE || status == PAMOR_STATUS_REJECTED
                            || status == PAMOR_STATUS_FAILED;

      g_assert_cmpint (pamor_submission_is_untold (item), ==, asks);
      item->told_status = status;
      item->told_at = item->status_at;
      g_assert_false (pamor_submission_is_untold (item));
    }
}

int
main (int   argc,
      char *argv[])
{
  pamor_clock_use_city_zone (); /* NOW is three in the afternoon there */
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/citizen-words/who-is-to-fetch-is-told-where-and-what-to-bring",
                   test_who_is_to_fetch_is_told_where_and_what_to_bring);
  g_test_add_func ("/citizen-words/who-was-rejected-is-told-why-and-what-to-have-ready",
                   test_who_was_rejected_is_told_why_and_what_to_have_ready);
  g_test_add_func ("/citizen-words/a-complaint-greets-nobody-by-its-words",
                   test_a_complaint_greets_nobody_by_its_words);
  g_test_add_func ("/citizen-words/a-message-greets-by-the-clock",
                   test_a_message_greets_by_the_clock);
  g_test_add_func ("/citizen-words/no-nik-gets-into-a-message-whoever-wrote-it",
                   test_no_nik_gets_into_a_message_whoever_wrote_it);
  g_test_add_func ("/citizen-words/ages-are-calm-where-the-clock-is-absurd",
                   test_ages_are_calm_where_the_clock_is_absurd);
  g_test_add_func ("/citizen-words/only-what-asks-something-of-the-citizen-is-to-be-told",
                   test_only_what_asks_something_of_the_citizen_is_to_be_told);
  return g_test_run ();
}
