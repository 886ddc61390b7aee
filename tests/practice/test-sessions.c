/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-eopen.h"

#define LOG_IN "{\"officer\":\"latihan\",\"secret\":\"latihan\",\"device\":\"uji\"}"
#define WRONG  "{\"officer\":\"latihan\",\"secret\":\"salah\",\"device\":\"uji\"}"

static guint
log_in (PamorTestEopen *self,
        const char     *body)
{
  return pamor_test_eopen_send_text (self, "POST", "/v1/sessions", body);
}

static guint
refresh (PamorTestEopen *self,
         const char     *token)
{
  g_autofree char *body = g_strdup_printf ("{\"refresh_token\":\"%s\"}", token);

  return pamor_test_eopen_send_text (self, "POST", "/v1/sessions/refresh", body);
}

static guint
use (PamorTestEopen *self)
{
  return pamor_test_eopen_send (self, "GET", "/v1/changes", NULL, NULL);
}

static void
test_the_right_secret_gives_an_hour (PamorTestEopen *self,
                                     gconstpointer   unused)
{
  g_assert_cmpint (log_in (self, LOG_IN), ==, 201);
  g_assert_cmpint (pamor_test_eopen_number (self, "expires_in"), ==, 3600);
  g_assert_cmpstr (pamor_test_eopen_header (self, "cache-control"), ==, "no-store");
  g_assert_cmpint (use (self), ==, 200);
  pamor_clock_advance (self->clock, 3599 * (gint64) G_USEC_PER_SEC);
  g_assert_cmpint (use (self), ==, 200);
  pamor_clock_advance (self->clock, G_USEC_PER_SEC);
  g_assert_cmpint (use (self), ==, 401);
  g_assert_cmpstr (pamor_test_eopen_code (self), ==, "invalid-token");
  g_assert_nonnull (pamor_test_eopen_header (self, "www-authenticate"));
}

static void
test_ten_wrong_secrets_in_a_row_lock_for_a_minute (PamorTestEopen *self,
                                                   gconstpointer   unused)
{
  for (int i = 0; i < 9; i++)
    g_assert_cmpint (log_in (self, WRONG), ==, 401);
  g_assert_cmpint (log_in (self, LOG_IN), ==, 201); /* the row is broken */
  for (int i = 0; i < 10; i++)
    {
      g_assert_cmpint (log_in (self, WRONG), ==, 401);
      g_assert_cmpstr (pamor_test_eopen_code (self), ==, "wrong-secret");
    }

  g_assert_cmpint (log_in (self, LOG_IN), ==, 403);
  g_assert_cmpstr (pamor_test_eopen_code (self), ==, "locked");
  g_assert_nonnull (pamor_test_eopen_header (self, "retry-after"));
  g_assert_cmpint (use (self), ==, 200); /* who is in stays in */
  pamor_clock_advance (self->clock, 60 * G_USEC_PER_SEC);
  g_assert_cmpint (log_in (self, LOG_IN), ==, 201);
}

static void
test_a_lock_does_not_outlast_a_clock_set_back (PamorTestEopen *self,
                                               gconstpointer   unused)
{
  for (int i = 0; i < 10; i++)
    log_in (self, WRONG);
  pamor_clock_set_wall (self->clock, 1000);
  g_assert_cmpint (log_in (self, LOG_IN), ==, 201);
}

static void
test_a_malformed_login_is_refused (PamorTestEopen *self,
                                   gconstpointer   unused)
{
  g_autoptr (GBytes) body = g_bytes_new_static (LOG_IN, strlen (LOG_IN));

  g_assert_cmpint (log_in (self, "{\"officer\":\"latihan\",\"secret\":\"latihan\"}"), ==, 400);
  g_assert_cmpint (log_in (self, "{\"officer\":1,\"secret\":[],\"device\":{}}"), ==, 400);
  g_assert_cmpint (log_in (self, "[]"), ==, 400);
  g_assert_cmpint (log_in (self, ""), ==, 400);
  g_assert_cmpint (pamor_test_eopen_send (self, "POST", "/v1/sessions", body, "content-type",
                                          "text/plain", NULL),
                   ==, 415);
}

static void
test_a_lost_refresh_can_be_asked_again (PamorTestEopen *self,
                                        gconstpointer   unused)
{
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  g_assert_cmpint (refresh (self, self->refresh), ==, 200);
  second = g_strdup (pamor_test_eopen_text (self, "refresh_token"));
  g_assert_cmpint (refresh (self, self->refresh), ==, 200); /* the reply was lost */
  third = g_strdup (pamor_test_eopen_text (self, "refresh_token"));
  g_assert_cmpstr (second, !=, third);
  g_assert_cmpint (refresh (self, second), ==, 400); /* nobody has that one */

  g_assert_cmpint (refresh (self, third), ==, 200);
  g_assert_cmpint (refresh (self, self->refresh), ==, 400); /* the new one was used */
  g_assert_cmpstr (pamor_test_eopen_code (self), ==, "invalid-refresh-token");
  g_assert_cmpint (refresh (self, third), ==, 200);
}

static void
test_a_refresh_of_nothing_is_refused (PamorTestEopen *self,
                                      gconstpointer   unused)
{
  g_assert_cmpint (pamor_test_eopen_send_text (self, "POST", "/v1/sessions/refresh", "{}"), ==,
                   400);
  g_assert_cmpint (refresh (self, self->access), ==, 400);
  g_assert_cmpint (refresh (self, "' OR 1=1 --"), ==, 400);
}

static void
test_logging_out_ends_this_session_only (PamorTestEopen *self,
                                         gconstpointer   unused)
{
  g_autofree char *first = g_strdup (self->access);
  g_autofree char *first_refresh = g_strdup (self->refresh);

  pamor_test_eopen_log_in (self);
  g_assert_cmpint (pamor_test_eopen_send (self, "DELETE", "/v1/sessions/current", NULL, NULL), ==,
                   204);
  g_assert_cmpint (use (self), ==, 401);
  g_assert_cmpint (refresh (self, self->refresh), ==, 400);

  g_free (g_steal_pointer (&self->access));
  self->access = g_steal_pointer (&first);
  g_assert_cmpint (use (self), ==, 200);
  g_assert_cmpint (refresh (self, first_refresh), ==, 200);
}

static void
test_a_session_outlives_a_restart (PamorTestEopen *self,
                                   gconstpointer   unused)
{
  pamor_test_eopen_reopen (self);
  g_assert_cmpint (use (self), ==, 200);
  g_assert_cmpint (refresh (self, self->refresh), ==, 200);
}

static void
add (const char *name,
     void        (*test) (PamorTestEopen *, gconstpointer))
{
  g_test_add (name, PamorTestEopen, NULL, pamor_test_eopen_set_up, test,
              pamor_test_eopen_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/sessions/the-right-secret-gives-an-hour", test_the_right_secret_gives_an_hour);
  add ("/sessions/ten-wrong-secrets-in-a-row-lock-for-a-minute",
       test_ten_wrong_secrets_in_a_row_lock_for_a_minute);
  add ("/sessions/a-lock-does-not-outlast-a-clock-set-back",
       test_a_lock_does_not_outlast_a_clock_set_back);
  add ("/sessions/a-malformed-login-is-refused", test_a_malformed_login_is_refused);
  add ("/sessions/a-lost-refresh-can-be-asked-again", test_a_lost_refresh_can_be_asked_again);
  add ("/sessions/a-refresh-of-nothing-is-refused", test_a_refresh_of_nothing_is_refused);
  add ("/sessions/logging-out-ends-this-session-only", test_logging_out_ends_this_session_only);
  add ("/sessions/a-session-outlives-a-restart", test_a_session_outlives_a_restart);
  return g_test_run ();
}
