/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reply means, pure. Whatever a server, a proxy or a Wi-Fi login page sends ends in one of
 * the classes below; nothing but the very reply that the operation asks for is ever OK.
 *
 *   reply                                              verdict
 *   none (status 0); one that breaks off in its head   LINK
 *   3xx; 511; 2xx without EOpen-Api header, or HTML    PORTAL   somebody else answered
 *   407 without the header, or HTML                    PORTAL   a network that wants a login, too
 *   429, 503 without the header, or HTML               THROTTLE what stands before the server is
 *   other 4xx, 5xx without the header, or HTML         SERVER   busy or fails: no word on any item
 *   2xx as the operation has it, ids match             OK
 *   2xx of another kind, other id, broken body         SERVER   never taken for success
 *   400 digest-mismatch                                TRANSIT  offset, where told
 *   304 or 404 on a catalogue                          OK       as it was
 *   200 on a catalogue, its bytes not of the ETag      TRANSIT  which is their sha-256
 *   401; 400 or 403 on a refresh; 403 locked; 403
 *       on what is no item                             AUTH     a login tells why
 *   404 on a submission or attachment; 410 on changes  LOST     changes: the cursor has expired
 *   409 offset-mismatch, or any 409 on a chunk that
 *       tells an offset                                RESYNC
 *   409 with the missing ones on a receipt             INCOMPLETE
 *   410 on a withdrawal                                OK       taken back before
 *   426                                                UPGRADE
 *   429, 503                                           THROTTLE
 *   408, 423, 425, other 5xx                           SERVER   423: a dead upload still holds it
 *   404 on what we create, or on what is no item       SERVER   a wrong way of the server, no fault
 *                                                               of the item
 *   other 4xx                                          ITEM
 *   anything else                                      SERVER */
#include "net/pamor-reply.h"

#include "net/pamor-reply-json.h"

#include <stdio.h>
#include <string.h>

#define LONGEST_RETRY_S 86400

static const char *
get_header (const PamorReply *reply,
            const char       *name)
{
  return g_hash_table_lookup (reply->headers, name);
}

/* Whole, not negative. -1: not said, or not a number. */
static gint64
get_offset (const PamorReply *reply,
            const char       *name)
{
  const char *text = get_header (reply, name);
  guint64 value;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &value, NULL))
    return -1;
  return value;
}

/* RFC 9110 dates, of which only IMF-fixdate is still made. -1: not one. */
static gint64
parse_date (const char *text)
{
  static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  int day, year, hour, minute, second;
  char month[4], zone[4];
  const char *at;

  if (text == NULL || sscanf (text, "%*3[A-Za-z], %2d %3[A-Za-z] %4d %2d:%2d:%2d %3s", &day, month,
                              &year, &hour, &minute, &second, zone) != 7)
    return -1;
  at = strstr (months, month);
  if (at == NULL || strlen (month) != 3 || (at - months) % 3 != 0 || !g_str_equal (zone, "GMT"))
    return -1;

  g_autoptr (GDateTime) time = g_date_time_new_utc (year, (at - months) / 3 + 1, day, hour, minute,
                                                    MIN (second, 59));
  return time == NULL ? -1 : g_date_time_to_unix (time);
}

/* A date counts from the reply's own Date, for our clock may be wrong by years. -1: not said. */
static gint64
get_retry_after (const PamorReply *reply)
{
  const char *text = get_header (reply, "retry-after");
  gint64 seconds = get_offset (reply, "retry-after");
  gint64 until, now;

  if (text == NULL)
    return -1;
  if (seconds >= 0)
    return MIN (seconds, LONGEST_RETRY_S);

  until = parse_date (text);
  now = parse_date (get_header (reply, "date"));
  return until < 0 || now < 0 ? -1 : CLAMP (until - now, 0, LONGEST_RETRY_S);
}

static gboolean
is_kind (const PamorReply *reply,
         const char       *kind)
{
  const char *type = get_header (reply, "content-type");
  gsize length = strlen (kind);

  return type != NULL && g_ascii_strncasecmp (type, kind, length) == 0
         && (type[length] == '\0' || type[length] == ';' || type[length] == ' ');
}

/* Whether the connection ended within the head: libsoup takes what came of it for the whole, and a
 * refusal without its reason, or a name without our server's mark, would be believed. Then nothing
 * announces how long the body is that did not come; and where there is never one, nothing is there
 * that a login page has. */
static gboolean
is_cut (const PamorRequest *request,
        const PamorReply   *reply)
{
  const char *coding = get_header (reply, "transfer-encoding");
  gboolean bodiless = request->op == PAMOR_OP_PROBE || request->op == PAMOR_OP_ASK_OFFSET
                      || reply->status == 204 || reply->status == 304;

  if ((reply->body != NULL && g_bytes_get_size (reply->body) > 0)
      || get_offset (reply, "content-length") >= 0 || get_header (reply, "location") != NULL)
    return FALSE;
  if (bodiless)
    return get_header (reply, "eopen-api") == NULL && get_header (reply, "content-type") == NULL;
  return coding == NULL || g_ascii_strcasecmp (coding, "chunked") != 0;
}

/* Whether the server that we mean has said this, whatever stands between. */
static gboolean
is_of_server (const PamorReply *reply)
{
  return g_strcmp0 (get_header (reply, "eopen-api"), "1") == 0 && !is_kind (reply, "text/html");
}

/* A login page wants to be read: it is handed out as a success, or points to where it is. What
 * stands before the server, and the HTTP layer of the server itself, hand out failures, at times
 * only because of how the request came to them. None of it is a word on what was asked. */
static PamorVerdictClass
judge_stranger (const PamorReply *reply)
{
  if (reply->status == 429 || reply->status == 503)
    return PAMOR_VERDICT_THROTTLE;
  return reply->status >= 400 && reply->status != 407 ? PAMOR_VERDICT_SERVER
                                                      : PAMOR_VERDICT_PORTAL;
}

static gboolean
is_portal (const PamorReply *reply)
{
  return (reply->status >= 300 && reply->status < 400 && reply->status != 304)
         || reply->status == 511;
}

static PamorVerdictClass
judge_put (const PamorRequest *request,
           const PamorReply   *reply,
           PamorVerdict       *verdict)
{
  JsonObject *body = pamor_reply_object (verdict->body);
  const char *id = pamor_reply_text (body, "id");
  const char *state = pamor_reply_text (body, "state");

  if (body == NULL || state == NULL || (id != NULL && g_strcmp0 (id, request->submission) != 0))
    return PAMOR_VERDICT_SERVER;

  verdict->etag = g_strdup (get_header (reply, "etag"));
  verdict->incomplete = g_str_equal (state, "incomplete");
  if (verdict->incomplete)
    return verdict->missing != NULL && verdict->missing[0] != NULL ? PAMOR_VERDICT_OK
                                                                   : PAMOR_VERDICT_SERVER;
  return g_str_equal (state, "received") ? PAMOR_VERDICT_OK : PAMOR_VERDICT_SERVER;
}

static PamorVerdictClass
judge_page (PamorVerdict *verdict,
            gboolean      needs_next)
{
  JsonObject *body = pamor_reply_object (verdict->body);
  JsonNode *more = body == NULL ? NULL : json_object_get_member (body, "more");
  JsonNode *items = body == NULL ? NULL : json_object_get_member (body, "items");

  return items != NULL && JSON_NODE_HOLDS_ARRAY (items)
         && (!needs_next || pamor_reply_text (body, "next") != NULL)
         && more != NULL && json_node_get_value_type (more) == G_TYPE_BOOLEAN
           ? PAMOR_VERDICT_OK : PAMOR_VERDICT_SERVER;
}

static PamorVerdictClass
judge_receipt (const PamorRequest *request,
               PamorVerdict       *verdict)
{
  JsonObject *body = pamor_reply_object (verdict->body);
  const char *number = pamor_reply_text (body, "number");
  const char *id = pamor_reply_text (body, "submission");

  return number != NULL && number[0] != '\0' && pamor_reply_text (body, "manifest_sha256") != NULL
         && (id == NULL || g_strcmp0 (id, request->submission) == 0)
           ? PAMOR_VERDICT_OK : PAMOR_VERDICT_SERVER;
}

static PamorVerdictClass
judge_tokens (PamorVerdict *verdict)
{
  JsonObject *body = pamor_reply_object (verdict->body);

  return pamor_reply_text (body, "access_token") != NULL
         && pamor_reply_text (body, "refresh_token") != NULL ? PAMOR_VERDICT_OK
                                                             : PAMOR_VERDICT_SERVER;
}

static PamorVerdictClass
judge_catalogue (const PamorReply *reply,
                 PamorVerdict     *verdict)
{
  const char *etag = get_header (reply, "etag");
  g_autofree char *sha256 = NULL;
  g_autofree char *own = NULL;

  if (pamor_reply_object (verdict->body) == NULL || etag == NULL)
    return PAMOR_VERDICT_SERVER;
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, reply->body);
  own = g_strdup_printf ("\"%s\"", sha256);
  if (!g_str_equal (etag, own))
    return PAMOR_VERDICT_TRANSIT;
  verdict->etag = g_strdup (etag);
  verdict->content = g_bytes_ref (reply->body);
  return PAMOR_VERDICT_OK;
}

/* 2xx: only what the operation has is a success. */
static PamorVerdictClass
judge_success (const PamorRequest *request,
               const PamorReply   *reply,
               PamorVerdict       *verdict)
{
  guint status = reply->status;

  switch (request->op)
    {
    case PAMOR_OP_PROBE:
      return status == 200 || status == 204 ? PAMOR_VERDICT_OK : PAMOR_VERDICT_SERVER;

    case PAMOR_OP_DISCOVER:
      return status == 200 && pamor_reply_object (verdict->body) != NULL ? PAMOR_VERDICT_OK
                                                                         : PAMOR_VERDICT_SERVER;
    case PAMOR_OP_PUT_SUBMISSION:
      return status == 200 || status == 201 ? judge_put (request, reply, verdict)
                                            : PAMOR_VERDICT_SERVER;
    case PAMOR_OP_ASK_OFFSET:
      return (status == 200 || status == 204) && verdict->offset >= 0 ? PAMOR_VERDICT_OK
                                                                      : PAMOR_VERDICT_SERVER;
    case PAMOR_OP_SEND_CHUNK:
      return status == 204 && verdict->offset >= 0 ? PAMOR_VERDICT_OK : PAMOR_VERDICT_SERVER;

    case PAMOR_OP_GET_RECEIPT:
      return status == 200 ? judge_receipt (request, verdict) : PAMOR_VERDICT_SERVER;

    case PAMOR_OP_WITHDRAW:
    case PAMOR_OP_REPORT:
    case PAMOR_OP_LOG_OUT:
      return status == 204 || status == 200 ? PAMOR_VERDICT_OK : PAMOR_VERDICT_SERVER;

    case PAMOR_OP_LOG_IN:
    case PAMOR_OP_REFRESH:
      return status == 200 || status == 201 ? judge_tokens (verdict) : PAMOR_VERDICT_SERVER;

    case PAMOR_OP_GET_CHANGES:
      return status == 200 ? judge_page (verdict, TRUE) : PAMOR_VERDICT_SERVER;

    case PAMOR_OP_LIST_SUBMISSIONS:
      return status == 200 ? judge_page (verdict, FALSE) : PAMOR_VERDICT_SERVER;

    case PAMOR_OP_GET_CATALOGUE:
      return status == 200 ? judge_catalogue (reply, verdict) : PAMOR_VERDICT_SERVER;

    case PAMOR_OP_GET_SLOTS:
      return status == 200 && pamor_reply_object (verdict->body) != NULL ? PAMOR_VERDICT_OK
                                                                         : PAMOR_VERDICT_SERVER;

    default:
      return PAMOR_VERDICT_SERVER;
    }
}

static PamorVerdictClass
judge_conflict (const PamorRequest *request,
                PamorVerdict       *verdict)
{
  if (request->op == PAMOR_OP_GET_RECEIPT && verdict->missing != NULL)
    return PAMOR_VERDICT_INCOMPLETE;
  if (request->op == PAMOR_OP_SEND_CHUNK
      && (verdict->offset >= 0 || g_strcmp0 (verdict->code, "offset-mismatch") == 0))
    return PAMOR_VERDICT_RESYNC;
  if (request->op == PAMOR_OP_GET_RECEIPT && g_strcmp0 (verdict->code, "incomplete") == 0)
    return PAMOR_VERDICT_SERVER; /* incomplete, but of what it does not say */
  return PAMOR_VERDICT_ITEM;
}

/* 404: is what we look for gone, or does the server not find its own way? */
static PamorVerdictClass
judge_not_found (const PamorRequest *request)
{
  switch (request->op)
    {
    case PAMOR_OP_ASK_OFFSET:
    case PAMOR_OP_SEND_CHUNK:
    case PAMOR_OP_GET_RECEIPT:
    case PAMOR_OP_WITHDRAW:
      return PAMOR_VERDICT_LOST;

    case PAMOR_OP_PUT_SUBMISSION:
      return request->revision > 1 ? PAMOR_VERDICT_LOST : PAMOR_VERDICT_SERVER;

    case PAMOR_OP_GET_CATALOGUE:
      return PAMOR_VERDICT_OK; /* the city has none: as it was */

    case PAMOR_OP_REPORT:
      return PAMOR_VERDICT_ITEM; /* it wants none */

    case PAMOR_OP_PROBE:
    case PAMOR_OP_DISCOVER:
    case PAMOR_OP_GET_CHANGES:
    case PAMOR_OP_GET_SLOTS:
    case PAMOR_OP_LIST_SUBMISSIONS:
    case PAMOR_OP_LOG_IN:
    case PAMOR_OP_REFRESH:
    case PAMOR_OP_LOG_OUT:
    default:
      return PAMOR_VERDICT_SERVER;
    }
}

static PamorVerdictClass
judge_gone (const PamorRequest *request)
{
  if (request->op == PAMOR_OP_GET_CHANGES)
    return PAMOR_VERDICT_LOST;
  return request->op == PAMOR_OP_WITHDRAW ? PAMOR_VERDICT_OK : PAMOR_VERDICT_ITEM;
}

/* Who may not do one thing may do others; who is locked out may do nothing, and hears why when he
 * logs in. */
static PamorVerdictClass
judge_forbidden (const PamorRequest *request,
                 PamorVerdict       *verdict)
{
  switch (request->op)
    {
    case PAMOR_OP_REFRESH:
    case PAMOR_OP_GET_CHANGES:
    case PAMOR_OP_LIST_SUBMISSIONS:
      return PAMOR_VERDICT_AUTH;

    case PAMOR_OP_PUT_SUBMISSION:
    case PAMOR_OP_ASK_OFFSET:
    case PAMOR_OP_SEND_CHUNK:
    case PAMOR_OP_GET_RECEIPT:
    case PAMOR_OP_WITHDRAW:
      return g_strcmp0 (verdict->code, "locked") == 0 ? PAMOR_VERDICT_AUTH : PAMOR_VERDICT_ITEM;

    default:
      return PAMOR_VERDICT_ITEM;
    }
}

static PamorVerdictClass
judge_failure (const PamorRequest *request,
               const PamorReply   *reply,
               PamorVerdict       *verdict)
{
  gboolean damaged = reply->status == 400 && g_strcmp0 (verdict->code, "digest-mismatch") == 0;

  if (request->op == PAMOR_OP_REFRESH && !damaged && reply->status == 400)
    return PAMOR_VERDICT_AUTH;

  switch (reply->status)
    {
    case 400:
      return damaged ? PAMOR_VERDICT_TRANSIT : PAMOR_VERDICT_ITEM;

    case 401:
      return PAMOR_VERDICT_AUTH;

    case 403:
      return judge_forbidden (request, verdict);

    case 404:
      return judge_not_found (request);

    case 408:
    case 423:
    case 425:
      return PAMOR_VERDICT_SERVER;

    case 409:
      return judge_conflict (request, verdict);

    case 410:
      return judge_gone (request);

    case 426:
      return PAMOR_VERDICT_UPGRADE;

    case 429:
    case 503:
      return PAMOR_VERDICT_THROTTLE;

    default:
      return reply->status >= 400 && reply->status < 500 ? PAMOR_VERDICT_ITEM
                                                         : PAMOR_VERDICT_SERVER;
    }
}

static PamorVerdictClass
judge (const PamorRequest *request,
       const PamorReply   *reply,
       PamorVerdict       *verdict)
{
  if (reply->status == 0 || is_cut (request, reply))
    return PAMOR_VERDICT_LINK;
  if (is_portal (reply))
    return PAMOR_VERDICT_PORTAL;

  verdict->retry_after_s = get_retry_after (reply);
  if (!is_of_server (reply))
    return judge_stranger (reply);

  verdict->http_status = reply->status;
  verdict->offset = get_offset (reply, "upload-offset");
  verdict->body = pamor_reply_parse (reply->body);
  verdict->missing = pamor_reply_missing (verdict->body);
  if (reply->status == 304)
    return request->op == PAMOR_OP_GET_CATALOGUE ? PAMOR_VERDICT_OK : PAMOR_VERDICT_SERVER;
  if (reply->status >= 200 && reply->status < 300)
    return judge_success (request, reply, verdict);

  pamor_reply_read_problem (verdict->body, verdict);
  return judge_failure (request, reply, verdict);
}

/**
 * pamor_reply_judge:
 * @request: what was asked
 * @reply: what came
 *
 * Returns: (transfer full): what it means
 */
PamorVerdict *
pamor_reply_judge (const PamorRequest *request,
                   const PamorReply   *reply)
{
  PamorVerdict *verdict = pamor_verdict_new (PAMOR_VERDICT_SERVER);

  verdict->class = judge (request, reply, verdict);
  return verdict;
}
