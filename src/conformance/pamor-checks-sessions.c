/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of logging in, refreshing and logging out. One wrong secret is sent, so that the test
 * account is not locked; a right one follows. */
#include "conformance/pamor-checks.h"

#define LOGIN   "/v1/sessions"
#define REFRESH "/v1/sessions/refresh"
#define TOKENS  "access_token:text token_type:Bearer expires_in:count refresh_token:text " \
                "officer:object"

static PamorAnswer *
log_in (PamorJudge *judge)
{
  PamorAnswer *answer = pamor_judge_log_in (judge, pamor_judge_get_secret (judge));

  pamor_judge_status (judge, answer, 201);
  return answer;
}

static const char *
get_text (PamorAnswer *answer,
          const char  *name)
{
  const char *text = pamor_answer_get_text (answer, name);

  return text == NULL ? "" : text;
}

static PamorAnswer *
refresh (PamorJudge *judge,
         const char *token)
{
  return pamor_judge_send_text (judge, "POST", REFRESH,
                                pamor_judge_format (judge, "{\"refresh_token\":\"%s\"}", token));
}

static PamorAnswer *
list_with (PamorJudge *judge,
           const char *token)
{
  return pamor_judge_send (judge, &(PamorCall){ .method = "GET", .path = "/v1/submissions?limit=1",
                                                .token = token });
}

/* The other checks go on with this session. */
static void
opens (PamorJudge *judge,
       const char *word)
{
  PamorAnswer *answer = log_in (judge);

  if (pamor_judge_that (judge, answer, *get_text (answer, "access_token") != '\0',
                        "an access token"))
    pamor_judge_use_session (judge, answer);
}

static void
gives_tokens (PamorJudge *judge,
              const char *members)
{
  pamor_judge_shape (judge, log_in (judge), NULL, members);
}

static void
names_officer (PamorJudge *judge,
               const char *word)
{
  PamorAnswer *answer = log_in (judge);
  JsonNode *officer = pamor_answer_get_member (answer, "officer");

  if (pamor_judge_that (judge, answer, officer != NULL, "the officer"))
    pamor_judge_shape (judge, answer, officer, "id:text name:text");
}

static void
lasts (PamorJudge *judge,
       const char *word)
{
  PamorAnswer *answer = log_in (judge);
  JsonNode *life = pamor_answer_get_member (answer, "expires_in");

  pamor_judge_that (judge, answer, life != NULL && json_node_get_value_type (life) == G_TYPE_INT64
                                     && json_node_get_int (life) >= 1,
                    "expires_in of at least 1 second");
}

static void
knows_secret (PamorJudge *judge,
              const char *word)
{
  pamor_judge_refusal (judge, pamor_judge_log_in (judge, "surely-not-the-secret"), 401,
                       "wrong-secret");
  log_in (judge);
}

static void
hides_officers (PamorJudge *judge,
                const char *word)
{
  const char *text = pamor_judge_format (judge,
                                         "{\"officer\":\"%s\",\"secret\":\"x\",\"device\":\"x\"}",
                                         pamor_judge_make_id (judge));

  pamor_judge_refusal (judge, pamor_judge_send_text (judge, "POST", LOGIN, text), 401,
                       "wrong-secret");
}

static void
wants_member (PamorJudge *judge,
              const char *body)
{
  pamor_judge_refusal (judge, pamor_judge_send_text (judge, "POST", LOGIN, body), 400,
                       "malformed");
}

static void
passes_unknown (PamorJudge *judge,
                const char *word)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;
  JsonObject *login = json_object_new ();

  json_object_set_string_member (login, "officer", pamor_judge_get_officer (judge));
  json_object_set_string_member (login, "secret", pamor_judge_get_secret (judge));
  json_object_set_string_member (login, "device", "halo-pamor-conformance");
  json_object_set_int_member (login, "of-a-later-version", 1);
  json_node_take_object (node, login);
  text = json_to_string (node, FALSE);
  pamor_judge_status (judge, pamor_judge_send_text (judge, "POST", LOGIN, text), 201);
}

static void
refuses_token (PamorJudge *judge,
               const char *token)
{
  PamorAnswer *answer = list_with (judge, token);

  pamor_judge_refusal (judge, answer, 401, "invalid-token");
}

static void
names_scheme (PamorJudge *judge,
              const char *word)
{
  PamorAnswer *answer = list_with (judge, "not-a-token");
  const char *header = pamor_answer_get_header (answer, "www-authenticate");

  pamor_judge_that (judge, answer,
                    header != NULL && g_ascii_strncasecmp (header, "Bearer", 6) == 0,
                    "WWW-Authenticate: Bearer (RFC 6750)");
}

static void
refuses_scheme (PamorJudge *judge,
                const char *word)
{
  PamorAnswer *answer
    = pamor_judge_send (judge, &(PamorCall){
                                 .method = "GET", .path = "/v1/submissions", .token = "",
                                 .headers = { "Authorization", "Basic dWppOnVqaQ==" } });

  pamor_judge_status (judge, answer, 401);
}

static void
refreshes (PamorJudge *judge,
           const char *members)
{
  PamorAnswer *answer = refresh (judge, get_text (log_in (judge), "refresh_token"));

  if (pamor_judge_status (judge, answer, 200))
    pamor_judge_shape (judge, answer, NULL, members);
}

static void
refreshed_is_good (PamorJudge *judge,
                   const char *word)
{
  PamorAnswer *answer = refresh (judge, get_text (log_in (judge), "refresh_token"));

  pamor_judge_status (judge, list_with (judge, get_text (answer, "access_token")), 200);
}

static void
previous_stays (PamorJudge *judge,
                const char *word)
{
  const char *first = get_text (log_in (judge), "refresh_token");

  pamor_judge_status (judge, refresh (judge, first), 200);
  pamor_judge_status (judge, refresh (judge, first), 200);
}

static void
previous_ends (PamorJudge *judge,
               const char *word)
{
  const char *first = get_text (log_in (judge), "refresh_token");
  const char *second = get_text (refresh (judge, first), "refresh_token");

  if (g_str_equal (first, second))
    {
      pamor_judge_skip (judge, "its refresh tokens stay the same");
      return;
    }
  pamor_judge_status (judge, refresh (judge, second), 200);
  pamor_judge_refusal (judge, refresh (judge, first), 400, "invalid-refresh-token");
}

static void
refuses_refresh (PamorJudge *judge,
                 const char *word)
{
  pamor_judge_refusal (judge, refresh (judge, "not-a-token"), 400, "invalid-refresh-token");
}

static PamorAnswer *
log_out (PamorJudge *judge,
         PamorAnswer *session)
{
  PamorAnswer *answer
    = pamor_judge_send (judge, &(PamorCall){ .method = "DELETE", .path = LOGIN "/current",
                                             .token = get_text (session, "access_token") });

  pamor_judge_status (judge, answer, 204);
  return answer;
}

static void
logs_out (PamorJudge *judge,
          const char *word)
{
  log_out (judge, log_in (judge));
}

static void
access_ends (PamorJudge *judge,
             const char *word)
{
  PamorAnswer *session = log_in (judge);

  log_out (judge, session);
  pamor_judge_refusal (judge, list_with (judge, get_text (session, "access_token")), 401,
                       "invalid-token");
}

static void
refresh_ends (PamorJudge *judge,
              const char *word)
{
  PamorAnswer *session = log_in (judge);

  log_out (judge, session);
  pamor_judge_refusal (judge, refresh (judge, get_text (session, "refresh_token")), 400,
                       "invalid-refresh-token");
}

static void
others_stay (PamorJudge *judge,
             const char *word)
{
  PamorAnswer *one = log_in (judge), *other = log_in (judge);

  log_out (judge, one);
  pamor_judge_status (judge, list_with (judge, get_text (other, "access_token")), 200);
}

const PamorCheck pamor_checks_sessions[] = {
  { "login-opens", "The test account can log in", "logIn", opens },
  { "login-tokens", "Logging in gives both tokens", "logIn", gives_tokens, TOKENS },
  { "login-officer", "It tells who logged in", "logIn", names_officer },
  { "login-life", "It tells in seconds how long the token is good", "logIn", lasts },
  { "login-wrong-secret", "A wrong secret is refused", "logIn", knows_secret },
  { "login-unknown-officer", "An unknown officer is refused just as a wrong secret is", "logIn",
    hides_officers },
  { "login-no-device", "Logging in without a device is malformed", "logIn", wants_member,
    "{\"officer\":\"uji\",\"secret\":\"uji\"}" },
  { "login-number", "An officer who is a number is malformed", "logIn", wants_member,
    "{\"officer\":7,\"secret\":\"uji\",\"device\":\"uji\"}" },
  { "login-empty", "An officer without a name is malformed", "logIn", wants_member,
    "{\"officer\":\"\",\"secret\":\"uji\",\"device\":\"uji\"}" },
  { "login-unknown-member", "A member of a later version is passed over", "logIn",
    passes_unknown },
  { "token-wrong", "A token that it did not give is refused", "listSubmissions", refuses_token,
    "not-a-token" },
  { "token-refusal-header", "A refused token is told in WWW-Authenticate", "listSubmissions",
    names_scheme },
  { "token-other-scheme", "Another scheme than Bearer is refused", "listSubmissions",
    refuses_scheme },
  { "refresh-tokens", "Refreshing gives both tokens anew", "refreshSession", refreshes, TOKENS },
  { "refresh-good", "The refreshed access token is good", "refreshSession", refreshed_is_good },
  { "refresh-previous-stays", "When the reply was lost, the previous refresh token is good again",
    "refreshSession", previous_stays },
  { "refresh-previous-ends", "Once the new refresh token was used, the previous one is over",
    "refreshSession", previous_ends },
  { "refresh-unknown", "An unknown refresh token means logging in again", "refreshSession",
    refuses_refresh },
  { "logout", "Logging out is answered with 204", "logOut", logs_out },
  { "logout-access", "After it the access token is over", "logOut", access_ends },
  { "logout-refresh", "After it the refresh token is over", "logOut", refresh_ends },
  { "logout-others", "The officer's other sessions go on", "logOut", others_stay },
  { NULL }
};
