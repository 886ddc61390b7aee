/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Logging in, RFC 6750 bearer tokens, and refreshing them. The refresh token that a refresh was
 * asked with stays good until the new one is used: if the reply was lost, the client asks again
 * with the one that it has. There is one officer, whose secret is no secret. */
#include "practice/pamor-practice-routes.h"

#include "practice/pamor-practice-json.h"

#include <glib/gi18n-lib.h>

#define OFFICER    "latihan"
#define SECRET     "latihan"
#define EXPIRES_IN G_GINT64_CONSTANT (3600) /* seconds */
#define WRONG_MAX  10   /* in a row */
#define LOCKED_FOR G_GINT64_CONSTANT (60) /* seconds */

static gint64
get_number (PamorPracticeExchange *self,
            const char            *setting)
{
  g_autofree char *text = pamor_practice_store_get_setting (self->store, setting);

  return text == NULL ? 0 : g_ascii_strtoll (text, NULL, 10);
}

static void
set_number (PamorPracticeExchange *self,
            const char            *setting,
            gint64                 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  pamor_practice_store_set_setting (self->store, setting, text);
}

/* The way of a locked account: even the right secret is refused until the minute is over. A clock
 * set back must not lock for longer than that. */
static gboolean
is_locked (PamorPracticeExchange *self)
{
  const gint64 left = get_number (self, "locked-until") - self->now;
  g_autofree char *seconds = NULL;

  if (left <= 0 || left > LOCKED_FOR * G_USEC_PER_SEC)
    return FALSE;

  seconds = g_strdup_printf ("%" G_GINT64_FORMAT, left / G_USEC_PER_SEC + 1);
  pamor_practice_exchange_refuse (self, 403, "locked",
                                  _("Too many wrong secrets. Try again in a minute."));
  pamor_practice_exchange_set_header (self, "retry-after", seconds);
  return TRUE;
}

static void
refuse_secret (PamorPracticeExchange *self)
{
  const gint64 wrong = get_number (self, "wrong-secrets") + 1;

  set_number (self, "wrong-secrets", wrong % WRONG_MAX);
  if (wrong >= WRONG_MAX)
    set_number (self, "locked-until", self->now + LOCKED_FOR * G_USEC_PER_SEC);
  pamor_practice_exchange_refuse (self, 401, "wrong-secret",
                                  _("The officer id or the secret is wrong."));
}

/* A new access token; those before it run out by themselves. */
static void
reply_tokens (PamorPracticeExchange *self,
              guint                  status,
              gint64                 session,
              const char            *refresh)
{
  g_autofree char *access = pamor_practice_store_make_token ();
  g_autoptr (JsonBuilder) json = json_builder_new ();

  pamor_practice_store_run (self->store, "DELETE FROM access WHERE expires_at <= ?", "i",
                            self->now);
  pamor_practice_store_run (self->store,
                            "INSERT INTO access (token, session, expires_at) VALUES (?, ?, ?)",
                            "sii", access, session, self->now + EXPIRES_IN * G_USEC_PER_SEC);
  json_builder_begin_object (json);
  pamor_practice_json_add (json, "access_token", access);
  pamor_practice_json_add (json, "token_type", "Bearer");
  json_builder_set_member_name (json, "expires_in");
  json_builder_add_int_value (json, EXPIRES_IN);
  pamor_practice_json_add (json, "refresh_token", refresh);
  json_builder_set_member_name (json, "officer");
  json_builder_begin_object (json);
  pamor_practice_json_add (json, "id", OFFICER);
  pamor_practice_json_add (json, "name", _("Practice officer"));
  json_builder_end_object (json);
  json_builder_end_object (json);
  pamor_practice_exchange_reply_json (self, status, json);
  pamor_practice_exchange_set_header (self, "cache-control", "no-store");
}

static gboolean
is_name (const char *text,
         glong       longest)
{
  return text != NULL && *text != '\0' && g_utf8_strlen (text, -1) <= longest;
}

/** pamor_practice_log_in: POST /v1/sessions: a session of its own for each device; refused for a
 *   while after too many wrong secrets */
void
pamor_practice_log_in (PamorPracticeExchange *self)
{
  g_autoptr (JsonNode) body = pamor_practice_exchange_read_json (self);
  const char *officer, *secret, *device;
  g_autoptr (sqlite3_stmt) rows = NULL;
  g_autofree char *refresh = NULL;

  if (body == NULL || is_locked (self))
    return;
  officer = pamor_practice_json_get_text (body, "officer");
  secret = pamor_practice_json_get_text (body, "secret");
  device = pamor_practice_json_get_text (body, "device");
  if (!is_name (officer, 100) || !is_name (secret, 200) || !is_name (device, 100))
    {
      pamor_practice_exchange_refuse (self, 400, "malformed",
                                      _("officer, secret and device are needed"));
      return;
    }
  if (!g_str_equal (officer, OFFICER) || !g_str_equal (secret, SECRET))
    {
      refuse_secret (self);
      return;
    }

  set_number (self, "wrong-secrets", 0);
  refresh = pamor_practice_store_make_token ();
  rows = pamor_practice_store_query (self->store, "INSERT INTO session (officer, device, refresh) "
                                                  "VALUES (?, ?, ?) RETURNING id",
                                     "sss", officer, device, refresh);
  if (pamor_practice_store_next (self->store, rows))
    reply_tokens (self, 201, sqlite3_column_int64 (rows, 0), refresh);
}

/** pamor_practice_refresh: POST /v1/sessions/refresh: new tokens for the newest refresh token, or
 *   the one before it, whose reply may have been lost */
void
pamor_practice_refresh (PamorPracticeExchange *self)
{
  g_autoptr (JsonNode) body = pamor_practice_exchange_read_json (self);
  const char *given = pamor_practice_json_get_text (body, "refresh_token");
  g_autofree char *refresh = pamor_practice_store_make_token ();
  g_autoptr (sqlite3_stmt) rows = NULL;

  if (body == NULL)
    return;
  rows = pamor_practice_store_query (self->store,
                                     "UPDATE session SET refresh = ?1, previous = ?2 "
                                     "WHERE refresh = ?2 OR previous = ?2 RETURNING id",
                                     "ss", refresh, given);
  if (pamor_practice_store_next (self->store, rows))
    reply_tokens (self, 200, sqlite3_column_int64 (rows, 0), refresh);
  else
    pamor_practice_exchange_refuse (self, 400, "invalid-refresh-token",
                                    _("The session is over. Log in again."));
}

/** pamor_practice_log_out: DELETE /v1/sessions/current: other devices stay logged in */
void
pamor_practice_log_out (PamorPracticeExchange *self)
{
  pamor_practice_store_run (self->store, "DELETE FROM session WHERE id = ?", "i", self->session);
  pamor_practice_exchange_reply (self, 204);
}

/** pamor_practice_admit: Returns: FALSE, having refused, where the bearer token is none of ours */
gboolean
pamor_practice_admit (PamorPracticeExchange *self)
{
  const char *header = pamor_practice_exchange_get_header (self, "authorization");
  g_autoptr (sqlite3_stmt) rows = NULL;

  if (header != NULL && g_ascii_strncasecmp (header, "Bearer ", 7) == 0)
    {
      rows = pamor_practice_store_query (self->store,
                                         "SELECT s.id, s.officer FROM access a "
                                         "JOIN session s ON s.id = a.session "
                                         "WHERE a.token = ? AND a.expires_at > ?",
                                         "si", header + 7, self->now);
      if (pamor_practice_store_next (self->store, rows))
        {
          self->session = sqlite3_column_int64 (rows, 0);
          self->officer = pamor_practice_store_dup_text (rows, 1);
          return TRUE;
        }
    }
  pamor_practice_exchange_refuse (self, 401, "invalid-token", _("Log in again."));
  pamor_practice_exchange_set_header (self, "www-authenticate", "Bearer error=\"invalid_token\"");
  return FALSE;
}
