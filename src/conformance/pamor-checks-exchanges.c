/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of the rules that hold for every exchange, held against all replies of the checks before:
 * whoever does not keep them is taken for a captive portal. */
#include "conformance/pamor-checks.h"

#include <libsoup/soup.h>
#include <string.h>

typedef gboolean (*Rule) (PamorAnswer *answer);

static gboolean
is_error (PamorAnswer *answer)
{
  return answer->status >= 400;
}

static gboolean
is_success (PamorAnswer *answer)
{
  return answer->status < 400;
}

static gboolean
has_body (PamorAnswer *answer)
{
  return g_bytes_get_size (answer->body) > 0;
}

static gboolean
has_version (PamorAnswer *answer)
{
  return g_strcmp0 (pamor_answer_get_header (answer, "eopen-api"), "1") == 0;
}

static gboolean
has_date (PamorAnswer *answer)
{
  const char *header = pamor_answer_get_header (answer, "date");
  g_autoptr (GDateTime) date = header == NULL ? NULL : soup_date_time_new_from_http_string (header);

  return date != NULL;
}

static gboolean
echoes (PamorAnswer *answer)
{
  return g_strcmp0 (pamor_answer_get_header (answer, "request-id"), answer->request_id) == 0;
}

static gboolean
is_problem (PamorAnswer *answer)
{
  const char *type = pamor_answer_get_header (answer, "content-type");

  return type != NULL && g_str_has_prefix (type, "application/problem+json")
         && pamor_answer_get_text (answer, "type") != NULL;
}

static gboolean
tells_status (PamorAnswer *answer)
{
  JsonNode *status = pamor_answer_get_member (answer, "status");

  return status != NULL && json_node_get_value_type (status) == G_TYPE_INT64
         && json_node_get_int (status) == answer->status;
}

static gboolean
is_json (PamorAnswer *answer)
{
  const char *type = pamor_answer_get_header (answer, "content-type");

  return type != NULL && g_str_has_prefix (type, "application/json") && answer->json != NULL;
}

static gboolean
is_no_redirect (PamorAnswer *answer)
{
  return answer->status == 304 || answer->status / 100 != 3;
}

static gboolean
is_no_failure (PamorAnswer *answer)
{
  return answer->status < 500;
}

static gboolean
is_any (PamorAnswer *answer)
{
  return TRUE;
}

static gboolean
came (PamorAnswer *answer)
{
  return answer->status != 0;
}

static gboolean
is_error_in_words (PamorAnswer *answer)
{
  return is_error (answer) && !g_str_equal (answer->method, "HEAD");
}

static gboolean
is_whole_reply (PamorAnswer *answer)
{
  return is_success (answer) && has_body (answer) && answer->status != 206
         && pamor_answer_get_header (answer, "content-encoding") == NULL;
}

static gboolean
has_no_content (PamorAnswer *answer)
{
  return answer->status == 204 || answer->status == 304 || g_str_equal (answer->method, "HEAD");
}

static gboolean
is_bare (PamorAnswer *answer)
{
  return !has_body (answer);
}

static gboolean
is_of_upload (PamorAnswer *answer)
{
  return g_str_has_suffix (answer->path, "/content") && !g_str_equal (answer->method, "PUT")
         && is_success (answer);
}

static gboolean
speaks_tus (PamorAnswer *answer)
{
  return g_strcmp0 (pamor_answer_get_header (answer, "tus-resumable"), "1.0.0") == 0;
}

/* The first reply that breaks a rule decides; what was not answered broke another one. */
static void
hold (PamorJudge *judge,
      Rule        concerns,
      Rule        keeps,
      const char *expected)
{
  GPtrArray *heard = pamor_judge_get_heard (judge);

  for (guint i = 0; i < heard->len; i++)
    {
      PamorAnswer *answer = heard->pdata[i];

      if ((answer->status != 0 || keeps == came) && concerns (answer)
          && !pamor_judge_that (judge, answer, keeps (answer), "%s", expected))
        return;
    }
}

static void
unknown_address (PamorJudge *judge,
                 const char *word)
{
  PamorAnswer *answer = pamor_judge_get (judge, "/v1/no-such-thing");

  if (pamor_judge_status (judge, answer, 404))
    pamor_judge_that (judge, answer, has_version (answer), "the header EOpen-Api: 1");
}

static void
unknown_method (PamorJudge *judge,
                const char *word)
{
  PamorAnswer *answer
    = pamor_judge_send (judge, &(PamorCall){ .method = "DELETE", .path = "/v1/service" });

  pamor_judge_that (judge, answer, answer->status == 405 && has_version (answer),
                    "405 with the header EOpen-Api: 1");
}

static const struct
{
  const char *word;
  Rule        concerns;
  Rule        keeps;
  const char *expected;
} rules[] = {
  { "answered", is_any, came, "a reply" },
  { "api", is_success, has_version, "the header EOpen-Api: 1" },
  { "api-errors", is_error, has_version, "the header EOpen-Api: 1" },
  { "date", is_success, has_date, "the header Date" },
  { "date-errors", is_error, has_date, "the header Date" },
  { "echo", is_success, echoes, "the Request-Id that was sent" },
  { "echo-errors", is_error, echoes, "the Request-Id that was sent" },
  { "problems", is_error_in_words, is_problem, "application/problem+json with a “type”" },
  { "problem-status", is_error_in_words, tells_status, "“status”, the same as that of the reply" },
  { "json", is_whole_reply, is_json, "application/json, an object" },
  { "bare", has_no_content, is_bare, "no body" },
  { "redirects", is_any, is_no_redirect, "no redirect" },
  { "failures", is_any, is_no_failure, "a refusal, not a failure" },
  { "tus", is_of_upload, speaks_tus, "the header Tus-Resumable: 1.0.0" },
};

static void
holds_for_all (PamorJudge *judge,
               const char *word)
{
  if (g_str_equal (word, "tus") && !pamor_judge_wants (judge, "tus"))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (rules[i].word, word))
      hold (judge, rules[i].concerns, rules[i].keeps, rules[i].expected);
}

#define FOR_ALL(id, name) { "every-" id, name, "info", holds_for_all, id }

const PamorCheck pamor_checks_exchanges[] = {
  { "address-unknown", "An unknown address is answered by E-Open too", "info", unknown_address },
  { "method-unknown", "So is a method that an address does not have", "info", unknown_method },
  FOR_ALL ("answered", "Every request is answered"),
  FOR_ALL ("api", "Every success carries EOpen-Api"),
  FOR_ALL ("api-errors", "Every error carries EOpen-Api"),
  FOR_ALL ("date", "Every success carries Date"),
  FOR_ALL ("date-errors", "Every error carries Date"),
  FOR_ALL ("echo", "Every success echoes Request-Id"),
  FOR_ALL ("echo-errors", "Every error echoes Request-Id"),
  FOR_ALL ("problems", "Every error is a problem of RFC 9457"),
  FOR_ALL ("problem-status", "Every problem tells the status of its reply"),
  FOR_ALL ("json", "Every reply with content is JSON that says so"),
  FOR_ALL ("bare", "Replies that have no content have no body"),
  FOR_ALL ("redirects", "Nothing is redirected"),
  FOR_ALL ("failures", "Nothing that was sent makes the server fail"),
  FOR_ALL ("tus", "Every reply of an upload says which tus it speaks"),
  { NULL }
};
