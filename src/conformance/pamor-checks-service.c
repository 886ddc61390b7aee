/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of the discovery document, from which a client takes every limit. */
#include "conformance/pamor-checks.h"

#include <libsoup/soup.h>
#include <stdlib.h>

#define SERVICE "/v1/service"

static PamorAnswer *
ask (PamorJudge *judge)
{
  PamorAnswer *answer
    = pamor_judge_send (judge, &(PamorCall){ .method = "GET", .path = SERVICE, .token = "" });

  pamor_judge_status (judge, answer, 200);
  return answer;
}

static gint64
get_count (JsonNode   *group,
           const char *name)
{
  JsonNode *node = group == NULL || !JSON_NODE_HOLDS_OBJECT (group)
                     ? NULL : json_object_get_member (json_node_get_object (group), name);

  return node == NULL || json_node_get_value_type (node) != G_TYPE_INT64
           ? -1 : json_node_get_int (node);
}

/* Whether a list of texts holds one of @words, or, with @all, nothing else. */
static gboolean
holds (PamorAnswer       *answer,
       const char        *name,
       const char *const *words,
       gboolean           all)
{
  JsonArray *list = pamor_answer_get_list (answer, name);
  guint n = 0;

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *item = json_array_get_element (list, i);

      n += json_node_get_value_type (item) == G_TYPE_STRING
           && g_strv_contains (words, json_node_get_string (item));
    }
  return all ? n == json_array_get_length (list) : n > 0;
}

/* Later checks go by what is said here. */
static void
is_open (PamorJudge *judge,
         const char *word)
{
  PamorAnswer *answer = ask (judge);

  pamor_judge_that (judge, answer, answer->json != NULL, "the discovery document");
  if (answer->json != NULL)
    pamor_judge_set_service (judge, answer->json);
}

static void
ignores_token (PamorJudge *judge,
               const char *word)
{
  pamor_judge_status (judge, pamor_judge_send (judge, &(PamorCall){ .method = "GET",
                                                                    .path = SERVICE,
                                                                    .token = "not-a-token" }),
                      200);
}

static void
has_members (PamorJudge *judge,
             const char *members)
{
  pamor_judge_shape (judge, ask (judge), NULL, members);
}

static void
has_group (PamorJudge *judge,
           const char *word)
{
  g_auto (GStrv) parts = g_strsplit (word, " ", 2);
  PamorAnswer *answer = ask (judge);
  JsonNode *group = pamor_answer_get_member (answer, parts[0]);

  if (pamor_judge_that (judge, answer, group != NULL, "a member “%s”", parts[0]))
    pamor_judge_shape (judge, answer, group, parts[1]);
}

static void
speaks_version (PamorJudge *judge,
                const char *word)
{
  const char *const versions[] = { "1", NULL };
  PamorAnswer *answer = ask (judge);

  pamor_judge_that (judge, answer, holds (answer, "api", versions, FALSE),
                    "“api” lists \"1\"");
}

static void
tells_time (PamorJudge *judge,
            const char *word)
{
  PamorAnswer *answer = ask (judge);
  const char *told = pamor_answer_get_text (answer, "time");
  const char *header = pamor_answer_get_header (answer, "date");
  g_autoptr (GDateTime) date = header == NULL ? NULL : soup_date_time_new_from_http_string (header);
  gint64 wall = 0;

  pamor_judge_that (judge, answer,
                    told != NULL && pamor_clock_parse_utc (told, &wall) && date != NULL
                      && llabs (wall / G_USEC_PER_SEC - g_date_time_to_unix (date)) <= 60,
                    "“time” within a minute of the header Date");
}

static void
has_limits (PamorJudge *judge,
            const char *word)
{
  PamorAnswer *answer = ask (judge);
  JsonNode *limits = pamor_answer_get_member (answer, "limits");

  pamor_judge_that (judge, answer,
                    get_count (limits, "submission_bytes") > 0
                      && get_count (limits, "attachments") >= 0
                      && get_count (limits, "attachment_bytes") > 0
                      && get_count (limits, "chunk_bytes") > 0,
                    "limits above 0");
}

static void
has_polling (PamorJudge *judge,
             const char *word)
{
  PamorAnswer *answer = ask (judge);
  JsonNode *poll = pamor_answer_get_member (answer, "poll");

  pamor_judge_that (judge, answer,
                    get_count (poll, "changes_s") >= 1 && get_count (poll, "spread_s") >= 0,
                    "changes_s from 1 second on, spread_s from 0");
}

static void
takes_photos (PamorJudge *judge,
              const char *word)
{
  const char *const types[] = { "image/jpeg", NULL };
  PamorAnswer *answer = ask (judge);

  pamor_judge_that (judge, answer, holds (answer, "media_types", types, FALSE),
                    "“media_types” lists image/jpeg");
}

static void
knows_encodings (PamorJudge *judge,
                 const char *word)
{
  const char *const known[] = { "gzip", "identity", NULL };
  PamorAnswer *answer = ask (judge);

  pamor_judge_that (judge, answer, holds (answer, "request_encodings", known, TRUE),
                    "“request_encodings” lists nothing but gzip and identity");
}

static void
takes_uploads (PamorJudge *judge,
               const char *word)
{
  PamorAnswer *answer = ask (judge);

  pamor_judge_that (judge, answer,
                    pamor_judge_offers (judge, "tus") || pamor_judge_offers (judge, "put"),
                    "tus 1.0.0 or put");
}

static void
answers_probe (PamorJudge *judge,
               const char *word)
{
  PamorAnswer *answer
    = pamor_judge_send (judge, &(PamorCall){ .method = "HEAD", .path = SERVICE, .token = "" });

  pamor_judge_status (judge, answer, 204);
}

#define GET "getService"

const PamorCheck pamor_checks_service[] = {
  { "service-open", "The discovery document is there for all, without a token", GET, is_open },
  { "service-ignores-token", "A bad token does not matter to it", GET, ignores_token },
  { "service-name", "It says that it is an eopen-field", GET, has_members, "service:eopen-field" },
  { "service-members", "It has every member", GET, has_members,
    "service:text api:list min_client:text time:time limits:object media_types:list "
    "request_encodings:list uploads:object auth:object poll:object maintenance:object?" },
  { "service-version", "It speaks version 1 of this contract", GET, speaks_version },
  { "service-time", "Its time is that of the header Date", GET, tells_time },
  { "service-limits", "Its limits are numbers that something fits into", GET, has_limits },
  { "service-uploads-members", "It says how photos are taken", GET, has_group,
    "uploads tus:list put:flag keeps_partial:flag" },
  { "service-uploads-way", "Photos are taken in one of the two ways", GET, takes_uploads },
  { "service-auth", "It says how one logs in", GET, has_group,
    "auth session:flag oauth_issuer:text?" },
  { "service-poll", "It says how often to ask for changes", GET, has_polling },
  { "service-media-types", "It takes JPEG photos", GET, takes_photos },
  { "service-encodings", "It names no coding of requests that the contract does not know", GET,
    knows_encodings },
  { "service-probe", "HEAD, the probe, is answered with 204", "probeService", answers_probe },
  { NULL }
};
