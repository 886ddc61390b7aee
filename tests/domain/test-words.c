/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pamor-clock.h"
#include "base/pamor-error.h"
#include "domain/pamor-words.h"

static char *
words_for (PamorError code)
{
  g_autoptr (GError) error = g_error_new_literal (PAMOR_ERROR, code, "berkas.json: $.kunci: salah");

  return pamor_words_for_error (error);
}

static void
test_every_error_says_what_is_safe_and_differs_from_all_others (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int code = 0; code <= PAMOR_ERROR_FAILED; code++)
    {
      char *words = words_for (code);
      g_auto (GStrv) sentences = g_strsplit (words, ". ", -1);

      g_test_message ("%s", words);
      g_assert_cmpuint (g_strv_length (sentences), >=, 2);
      g_assert_null (strstr (words, "rror"));
      g_assert_true (g_hash_table_add (seen, words));
    }
}

static void
test_only_what_tells_the_person_something_is_passed_on (void)
{
  g_autofree char *invalid = words_for (PAMOR_ERROR_INVALID);
  g_autofree char *failed = words_for (PAMOR_ERROR_FAILED);
  g_autofree char *offline = words_for (PAMOR_ERROR_OFFLINE);

  g_assert_true (g_str_has_suffix (invalid, "\nberkas.json: $.kunci: salah"));
  g_assert_true (g_str_has_suffix (failed, "\nberkas.json: $.kunci: salah"));
  g_assert_null (strstr (offline, "berkas.json"));
}

static void
test_an_error_of_elsewhere_is_a_failure_with_its_message (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "/x: hilang");
  g_autofree char *words = pamor_words_for_error (error);
  g_autofree char *failed = words_for (PAMOR_ERROR_FAILED);

  g_assert_true (g_str_has_suffix (words, "\n/x: hilang"));
  g_assert_cmpint (strncmp (words, failed, strcspn (failed, "\n")), ==, 0);
}

static void
test_every_state_has_words_of_its_own (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (PamorSubmission) submission = pamor_submission_new ();

  for (int state = 0; state < PAMOR_N_STATES; state++)
    {
      submission->state = state;
      g_assert_true (g_hash_table_add (seen, pamor_words_for_state (submission)));
    }
  submission->state = PAMOR_STATE_QUEUED;
  pamor_submission_set_reason (submission, "link", NULL, NULL);
  g_assert_true (g_hash_table_add (seen, pamor_words_for_state (submission)));
}

static void
test_once_received_the_status_of_the_city_is_the_state (void)
{
  g_autoptr (PamorSubmission) submission = pamor_submission_new ();

  submission->state = PAMOR_STATE_ACKNOWLEDGED;
  for (int status = PAMOR_STATUS_VERIFICATION; status <= PAMOR_STATUS_FAILED; status++)
    {
      g_autofree char *state = NULL, *words = pamor_words_for_status (status);

      submission->status = status;
      state = pamor_words_for_state (submission);
      g_assert_cmpstr (state, ==, words);
    }
}

static char *
reason (const char *code,
        const char *text)
{
  g_autoptr (PamorSubmission) submission = pamor_submission_new ();

  pamor_submission_set_reason (submission, code, text, NULL);
  return pamor_words_for_reason (submission);
}

static void
test_every_reason_has_words_and_no_code (void)
{
  static const char *const codes[] = {
    "link", "server", "throttle", "portal", "tls", "auth", "upgrade", "transit", "lost",
    "incomplete", "resync",
    "validation", "duplicate-subject", "different-content", "withdrawn", "too-large", "media-type",
    "receipt-differs", "rejected", "local-damaged", "lost-revision", "gone", "stale"
  };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_hash_table_add (seen, reason ("something-new", NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_true (g_hash_table_add (seen, reason (codes[i], NULL)));
}

static void
test_the_servers_own_words_are_passed_on (void)
{
  g_autofree char *none = reason (NULL, NULL);
  g_autofree char *known = reason ("validation", "NIK saksi sama dengan pelapor.");
  g_autofree char *unknown = reason ("quota-over", "Kuota blangko hari ini habis.");

  g_assert_cmpstr (none, ==, "");
  g_assert_true (g_str_has_suffix (known, "NIK saksi sama dengan pelapor."));
  g_assert_true (g_str_has_prefix (known, "Something in it is not right yet."));
  g_assert_cmpstr (unknown, ==, "Kuota blangko hari ini habis.");
}

static void
test_sizes_are_short_and_never_rounded_to_nothing (void)
{
  static const struct { gint64 bytes; const char *words; } sizes[] = {
    { -1, "0 KB" }, { 0, "0 KB" }, { 1, "1 KB" }, { 412000, "412 KB" }, { 412001, "413 KB" },
    { 750000, "750 KB" }, { 999000, "999 KB" }, { 999001, "1.0 MB" }, { 1234567, "1.2 MB" },
    { 1950000, "2.0 MB" }, { G_GINT64_CONSTANT (5368709120), "5368.7 MB" }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *words = pamor_words_for_size (sizes[i].bytes);

      g_assert_cmpstr (words, ==, sizes[i].words);
    }
}

static void
test_a_date_is_written_out (void)
{
  g_autoptr (GDate) date = g_date_new_dmy (20, 11, 2026);
  g_autofree char *words = pamor_words_for_date (date);
  g_autofree char *sunday = NULL;

  g_assert_cmpstr (words, ==, "Friday, 20 November 2026");
  g_date_set_dmy (date, 1, 2, 2026);
  sunday = pamor_words_for_date (date);
  g_assert_cmpstr (sunday, ==, "Sunday, 1 February 2026");
}

static void
test_a_time_names_its_day_unless_that_is_today (void)
{
  const gint64 now = G_GINT64_CONSTANT (1795154700) * G_USEC_PER_SEC; /* 2026-11-20 13:05 here */
  const gint64 hour = G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC;
  g_autofree char *today = pamor_words_for_time (now + hour, now);
  g_autofree char *tomorrow = pamor_words_for_time (now + 20 * hour, now);
  g_autofree char *last_year = pamor_words_for_time (now - 365 * 24 * hour, now);
  g_autofree char *never = pamor_words_for_time (0, now);

  g_assert_cmpstr (today, ==, "14:05");
  g_assert_cmpstr (tomorrow, ==, "21 November, 09:05");
  g_assert_cmpstr (last_year, ==, "20 November 2025, 13:05");
  g_assert_cmpstr (never, ==, "");
}

int
main (int argc, char *argv[])
{
  pamor_clock_use_city_zone ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/every-error-says-what-is-safe",
                   test_every_error_says_what_is_safe_and_differs_from_all_others);
  g_test_add_func ("/words/only-what-tells-something-is-passed-on",
                   test_only_what_tells_the_person_something_is_passed_on);
  g_test_add_func ("/words/an-error-of-elsewhere-is-a-failure",
                   test_an_error_of_elsewhere_is_a_failure_with_its_message);
  g_test_add_func ("/words/every-state-has-words-of-its-own",
                   test_every_state_has_words_of_its_own);
  g_test_add_func ("/words/once-received-the-citys-status-is-the-state",
                   test_once_received_the_status_of_the_city_is_the_state);
  g_test_add_func ("/words/every-reason-has-words", test_every_reason_has_words_and_no_code);
  g_test_add_func ("/words/the-servers-own-words-are-passed-on",
                   test_the_servers_own_words_are_passed_on);
  g_test_add_func ("/words/sizes-are-short", test_sizes_are_short_and_never_rounded_to_nothing);
  g_test_add_func ("/words/a-date-is-written-out", test_a_date_is_written_out);
  g_test_add_func ("/words/a-time-names-its-day-unless-today",
                   test_a_time_names_its_day_unless_that_is_today);
  return g_test_run ();
}
