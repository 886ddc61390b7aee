/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks that hold for every operation alike: a sound request is made for each, then spoilt in one
 * way: no token, no digest, a wrong one, no body under the digest of one, another type, no JSON. */
#include "conformance/pamor-checks.h"

#include <string.h>

#define TUS "Tus-Resumable", "1.0.0", "Upload-Offset", "0"

static void
prepare_session (PamorJudge *judge,
                 const char *word,
                 PamorCall  *call)
{
  call->method = "POST";
  call->path = "/v1/sessions";
  call->token = "";
  call->body = pamor_judge_keep (judge, g_bytes_new_static ("{\"officer\":\"uji\"}", 17));
}

static void
prepare_refresh (PamorJudge *judge,
                 const char *word,
                 PamorCall  *call)
{
  prepare_session (judge, word, call);
  call->path = "/v1/sessions/refresh";
}

/* @word: method and path; {id} is one that nobody knows */
static void
prepare_plain (PamorJudge *judge,
               const char *word,
               PamorCall  *call)
{
  g_auto (GStrv) parts = g_strsplit (word, " ", 2);
  g_auto (GStrv) around = g_strsplit (parts[1], "{id}", -1);
  g_autofree char *path = g_strjoinv (pamor_judge_make_id (judge), around);

  call->method = pamor_judge_format (judge, "%s", parts[0]);
  call->path = pamor_judge_format (judge, "%s", path);
}

static void
prepare_submission (PamorJudge *judge,
                    const char *word,
                    PamorCall  *call)
{
  PamorSpecimen *specimen = pamor_judge_make (judge, 0);

  call->method = "PUT";
  call->path = specimen->path;
  call->body = pamor_judge_keep (judge, pamor_specimen_write (specimen));
}

static void
prepare_revision (PamorJudge *judge,
                  const char *word,
                  PamorCall  *call)
{
  PamorSpecimen *specimen = pamor_judge_hand_in (judge, 0);

  json_object_set_int_member (specimen->root, "revision", 2);
  call->method = "PUT";
  call->path = pamor_judge_format (judge, "%s/revisions/2", specimen->path);
  call->body = pamor_judge_keep (judge, pamor_specimen_write (specimen));
  call->headers[0] = "If-Match";
  call->headers[1] = specimen->etag == NULL ? "\"\"" : specimen->etag;
}

static void
prepare_content (PamorJudge *judge,
                 const char *word,
                 PamorCall  *call)
{
  PamorSpecimen *specimen = pamor_judge_hand_in (judge, 1);
  g_autofree char *path = pamor_specimen_make_path (specimen, 0);

  call->method = "PUT";
  call->path = pamor_judge_format (judge, "%s", path);
  call->body = pamor_specimen_get_photo (specimen, 0)->content;
  call->type = "image/jpeg";
}

static void
prepare_chunk (PamorJudge *judge,
               const char *word,
               PamorCall  *call)
{
  static const char *const headers[] = { TUS };

  prepare_content (judge, word, call);
  call->method = "PATCH";
  call->type = "application/offset+octet-stream";
  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    call->headers[i] = headers[i];
}

static void
prepare_device (PamorJudge *judge,
                const char *word,
                PamorCall  *call)
{
  static const char report[] = "{\"device\":\"halo-pamor-conformance\",\"unsent\":[]}";

  call->method = "PUT";
  call->path = "/v1/device";
  call->body = pamor_judge_keep (judge, g_bytes_new_static (report, strlen (report)));
}

static const struct
{
  const char *operation;
  void      (*prepare) (PamorJudge *judge, const char *word, PamorCall *call);
  const char *word;
  const char *way;   /* (nullable): for servers that offer it */
} requests[] = {
  { "logIn", prepare_session },
  { "refreshSession", prepare_refresh },
  { "logOut", prepare_plain, "DELETE /v1/sessions/current" },
  { "listSubmissions", prepare_plain, "GET /v1/submissions" },
  { "putSubmission", prepare_submission },
  { "getSubmission", prepare_plain, "GET /v1/submissions/{id}" },
  { "withdrawSubmission", prepare_plain, "DELETE /v1/submissions/{id}" },
  { "putRevision", prepare_revision },
  { "getReceipt", prepare_plain, "GET /v1/submissions/{id}/receipt" },
  { "askOffset", prepare_plain, "HEAD /v1/submissions/{id}/attachments/{id}/content", "tus" },
  { "sendChunk", prepare_chunk, NULL, "tus" },
  { "putContent", prepare_content, NULL, "put" },
  { "getChanges", prepare_plain, "GET /v1/changes" },
  { "getCatalogue", prepare_plain, "GET /v1/catalogue" },
  { "getPickupSlots", prepare_plain,
    "GET /v1/pickup-slots?point=UJI&from=2026-11-23&to=2026-11-27" },
  { "putDevice", prepare_device },
};

/* Returns: FALSE, having skipped, where the server does not offer the way */
static gboolean
prepare (PamorJudge *judge,
         const char *operation,
         PamorCall  *call)
{
  gsize i = 0;

  while (!g_str_equal (requests[i].operation, operation))
    i++;
  if (requests[i].way != NULL && !pamor_judge_wants (judge, requests[i].way))
    return FALSE;
  requests[i].prepare (judge, requests[i].word, call);
  return TRUE;
}

static void
refuse_without_token (PamorJudge *judge,
                      const char *operation)
{
  PamorCall call = { NULL };

  if (!prepare (judge, operation, &call))
    return;
  call.token = "";
  pamor_judge_refusal (judge, pamor_judge_send (judge, &call), 401, "invalid-token");
}

static void
refuse_without_digest (PamorJudge *judge,
                       const char *operation)
{
  PamorCall call = { NULL };

  if (!prepare (judge, operation, &call))
    return;
  call.digest = "";
  pamor_judge_refusal (judge, pamor_judge_send (judge, &call), 400, "digest-missing");
}

static void
refuse_wrong_digest (PamorJudge *judge,
                     const char *operation)
{
  PamorCall call = { NULL };

  if (!prepare (judge, operation, &call))
    return;
  call.digest = "sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:";
  pamor_judge_refusal (judge, pamor_judge_send (judge, &call), 400, "digest-mismatch");
}

/* What some HTTP libraries do when a link died: the same headers, and nothing after them. */
static void
refuse_lost_body (PamorJudge *judge,
                  const char *operation)
{
  PamorCall call = { NULL };
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autofree char *digest = NULL;

  if (!prepare (judge, operation, &call))
    return;
  digest = pamor_wire_make_digest (call.body);
  call.digest = digest;
  call.body = nothing;
  pamor_judge_refusal (judge, pamor_judge_send (judge, &call), 400, "digest-mismatch");
}

static void
refuse_type (PamorJudge *judge,
             const char *operation)
{
  PamorCall call = { NULL };

  if (!prepare (judge, operation, &call))
    return;
  call.type = "text/plain";
  pamor_judge_refusal (judge, pamor_judge_send (judge, &call), 415, "media-type");
}

static void
refuse_body (PamorJudge *judge,
             const char *operation,
             const char *text)
{
  PamorCall call = { NULL };

  if (!prepare (judge, operation, &call))
    return;
  call.body = pamor_judge_keep (judge, g_bytes_new_static (text, strlen (text)));
  pamor_judge_refusal (judge, pamor_judge_send (judge, &call), 400, "malformed");
}

static void
refuse_broken_json (PamorJudge *judge,
                    const char *operation)
{
  refuse_body (judge, operation, "{\"device\": \"x\", \"unsent\": [");
}

static void
refuse_list (PamorJudge *judge,
             const char *operation)
{
  refuse_body (judge, operation, "[]");
}

static void
refuse_latin1 (PamorJudge *judge,
               const char *operation)
{
  refuse_body (judge, operation, "{\"device\": \"\xe9\", \"unsent\": []}");
}

#define NO_TOKEN(op) \
  { "token-missing-" op, "Without a token, " op " is refused", op, refuse_without_token, op }
#define DIGESTS(op) \
  { "digest-missing-" op, "Without a digest, " op " is refused", op, refuse_without_digest, op }, \
  { "digest-wrong-" op, "Under a wrong digest, " op " is refused", op, refuse_wrong_digest, op }, \
  { "body-lost-" op, "When the body was lost on its way, " op " is refused", op, \
    refuse_lost_body, op }, \
  { "type-other-" op, "Text under another type than the contract's, " op " refuses", op, \
    refuse_type, op }
#define JSON(op) \
  { "json-broken-" op, "JSON that breaks off, " op " refuses as malformed", op, \
    refuse_broken_json, op }, \
  { "json-list-" op, "A list in place of an object, " op " refuses as malformed", op, \
    refuse_list, op }, \
  { "json-latin1-" op, "JSON that is not UTF-8, " op " refuses as malformed", op, \
    refuse_latin1, op }

const PamorCheck pamor_checks_requests[] = {
  NO_TOKEN ("logOut"),
  NO_TOKEN ("listSubmissions"),
  NO_TOKEN ("putSubmission"),
  NO_TOKEN ("getSubmission"),
  NO_TOKEN ("withdrawSubmission"),
  NO_TOKEN ("putRevision"),
  NO_TOKEN ("getReceipt"),
  NO_TOKEN ("askOffset"),
  NO_TOKEN ("sendChunk"),
  NO_TOKEN ("putContent"),
  NO_TOKEN ("getChanges"),
  NO_TOKEN ("getCatalogue"),
  NO_TOKEN ("getPickupSlots"),
  NO_TOKEN ("putDevice"),
  DIGESTS ("logIn"),
  DIGESTS ("refreshSession"),
  DIGESTS ("putSubmission"),
  DIGESTS ("putRevision"),
  DIGESTS ("sendChunk"),
  DIGESTS ("putContent"),
  DIGESTS ("putDevice"),
  JSON ("logIn"),
  JSON ("refreshSession"),
  JSON ("putSubmission"),
  JSON ("putRevision"),
  JSON ("putDevice"),
  { NULL }
};
