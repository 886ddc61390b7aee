/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/pamor-reply.h"

#define ID "01935000-0000-7000-8000-000000000001"
#define OTHER "01935000-0000-7000-8000-000000000002"
#define PHOTO "01935000-0000-7000-8000-00000000000a"
#define SHA "0123456789012345678901234567890123456789012345678901234567890123"

static GHashTable *
make_headers (const char *lines)
{
  GHashTable *headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) split = g_strsplit (lines, "\n", -1);

  for (guint i = 0; split[i] != NULL && split[i][0] != '\0'; i++)
    {
      char *colon = strstr (split[i], ": ");

      g_hash_table_insert (headers, g_strndup (split[i], colon - split[i]), g_strdup (colon + 2));
    }
  return headers;
}

/* As it came, its length untold. */
static PamorVerdict *
judge_bare (PamorOperation  op,
            guint           status,
            const char     *headers,
            const char     *body)
{
  char id[] = ID, photo[] = PHOTO;
  PamorRequest request = { .op = op, .submission = id, .revision = 1, .attachment = photo };
  g_autoptr (GHashTable) table = make_headers (headers);
  g_autoptr (GBytes) bytes = body == NULL ? NULL : g_bytes_new (body, strlen (body));
  PamorReply reply = { status, table, bytes };

  return pamor_reply_judge (&request, &reply);
}

static PamorVerdict *
judge (PamorOperation  op,
       guint           status,
       const char     *headers,
       const char     *body)
{
  g_autofree char *told = g_strdup_printf ("content-length: %" G_GSIZE_FORMAT "\n%s",
                                           body == NULL ? 0 : strlen (body), headers);

  return judge_bare (op, status, told, body);
}

#define API "eopen-api: 1\n"
#define HTML "content-type: text/html\n"
#define DATE "date: Fri, 20 Nov 2026 14:00:00 GMT\n"
#define OFFSET(n) API "upload-offset: " n "\n"
#define PROBLEM(code) "{\"type\": \"/problems/" code "\", \"detail\": \"Kata kota\"}"
#define RECEIVED "{\"state\": \"received\", \"missing\": []}"
#define TOKENS "{\"access_token\": \"a\", \"refresh_token\": \"r\", \"expires_in\": 60}"
#define RECEIPT "{\"number\": \"DKC-1\", \"manifest_sha256\": \"" SHA "\"}"

typedef struct
{
  PamorOperation  op;
  guint           status;
  const char     *headers;
  const char     *body;
  const char     *class;
} Row;

static const Row rows[] = {
  /* Nothing, or somebody else. */
  { PAMOR_OP_PUT_SUBMISSION, 0, "", NULL, "link" },
  { PAMOR_OP_PUT_SUBMISSION, 200, "", RECEIVED, "portal" },
  { PAMOR_OP_PUT_SUBMISSION, 200, "eopen-api: 2\n", RECEIVED, "portal" },
  { PAMOR_OP_PUT_SUBMISSION, 200, HTML, "<html>", "portal" },
  { PAMOR_OP_PUT_SUBMISSION, 302, API, NULL, "portal" },
  { PAMOR_OP_PUT_SUBMISSION, 302, "", NULL, "portal" },
  { PAMOR_OP_PUT_SUBMISSION, 407, HTML, "<html>", "portal" },
  { PAMOR_OP_PUT_SUBMISSION, 511, API, NULL, "portal" },
  { PAMOR_OP_PUT_SUBMISSION, 511, HTML, "<html>", "portal" },

  /* What stands before the server fails: no word on the item, nor on the network. */
  { PAMOR_OP_PUT_SUBMISSION, 400, "", NULL, "server" },
  { PAMOR_OP_PUT_SUBMISSION, 400, HTML, "<html>", "server" },
  { PAMOR_OP_PUT_SUBMISSION, 401, "", NULL, "server" },
  { PAMOR_OP_PUT_SUBMISSION, 403, HTML, "<html>", "server" },
  { PAMOR_OP_PUT_SUBMISSION, 404, "", NULL, "server" },
  { PAMOR_OP_SEND_CHUNK, 404, "", NULL, "server" },
  { PAMOR_OP_SEND_CHUNK, 408, "", NULL, "server" },
  { PAMOR_OP_SEND_CHUNK, 409, "upload-offset: 5\n", NULL, "server" },
  { PAMOR_OP_GET_CHANGES, 410, "", NULL, "server" },
  { PAMOR_OP_WITHDRAW, 410, "", NULL, "server" },
  { PAMOR_OP_SEND_CHUNK, 413, HTML, "<html>", "server" },
  { PAMOR_OP_PUT_SUBMISSION, 422, "", PROBLEM ("validation"), "server" },
  { PAMOR_OP_PUT_SUBMISSION, 426, "", NULL, "server" },
  { PAMOR_OP_PUT_SUBMISSION, 429, "", NULL, "throttle" },
  { PAMOR_OP_PUT_SUBMISSION, 500, HTML, "<html>", "server" },
  { PAMOR_OP_PUT_SUBMISSION, 502, HTML, "<html>", "server" },
  { PAMOR_OP_PUT_SUBMISSION, 502, API HTML, "<html>", "server" },
  { PAMOR_OP_PUT_SUBMISSION, 503, HTML, "<html>", "throttle" },
  { PAMOR_OP_PUT_SUBMISSION, 504, HTML, "<html>", "server" },
  { PAMOR_OP_REFRESH, 400, "", NULL, "server" },
  { PAMOR_OP_GET_CATALOGUE, 404, "", NULL, "server" },
  { PAMOR_OP_PROBE, 200, API "content-type: text/html; charset=utf-8\n", NULL, "portal" },
  { PAMOR_OP_PROBE, 200, API "content-type: text/htmlx\n", NULL, "ok" },

  /* What each operation has as its success, and nothing else. */
  { PAMOR_OP_PROBE, 204, API, NULL, "ok" },
  { PAMOR_OP_PROBE, 206, API, NULL, "server" },
  { PAMOR_OP_DISCOVER, 200, API, "{}", "ok" },
  { PAMOR_OP_DISCOVER, 200, API, "[]", "server" },
  { PAMOR_OP_PUT_SUBMISSION, 201, API, RECEIVED, "ok" },
  { PAMOR_OP_PUT_SUBMISSION, 200, API, RECEIVED, "ok" },
  { PAMOR_OP_PUT_SUBMISSION, 202, API, RECEIVED, "server" },
  { PAMOR_OP_PUT_SUBMISSION, 204, API, NULL, "server" },
  { PAMOR_OP_PUT_SUBMISSION, 200, API, "{\"id\": \"" ID "\", \"state\": \"received\"}", "ok" },
  { PAMOR_OP_PUT_SUBMISSION, 200, API, "{\"id\": \"" OTHER "\", \"state\": \"received\"}",
    "server" },
  { PAMOR_OP_PUT_SUBMISSION, 201, API, "{\"state\": \"incomplete\", \"missing\": [\"a\"]}", "ok" },
  { PAMOR_OP_PUT_SUBMISSION, 201, API, "{\"state\": \"incomplete\", \"missing\": []}", "server" },
  { PAMOR_OP_PUT_SUBMISSION, 201, API, "{\"state\": \"incomplete\", \"missing\": [1]}", "server" },
  { PAMOR_OP_PUT_SUBMISSION, 201, API, "{\"state\": \"incomplete\", \"missing\": 1}", "server" },
  { PAMOR_OP_PUT_SUBMISSION, 201, API, "{\"state\": \"great\"}", "server" },
  { PAMOR_OP_PUT_SUBMISSION, 201, API, "{\"state\": 7}", "server" },
  { PAMOR_OP_PUT_SUBMISSION, 201, API, "{\"state\": \"received\"", "server" },
  { PAMOR_OP_ASK_OFFSET, 200, OFFSET ("5"), NULL, "ok" },
  { PAMOR_OP_ASK_OFFSET, 200, API, NULL, "server" },
  { PAMOR_OP_ASK_OFFSET, 200, OFFSET ("-5"), NULL, "server" },
  { PAMOR_OP_ASK_OFFSET, 200, OFFSET ("99999999999999999999"), NULL, "server" },
  { PAMOR_OP_ASK_OFFSET, 404, API, NULL, "lost" },
  { PAMOR_OP_SEND_CHUNK, 204, OFFSET ("5"), NULL, "ok" },
  { PAMOR_OP_SEND_CHUNK, 204, API, NULL, "server" },
  { PAMOR_OP_SEND_CHUNK, 200, OFFSET ("5"), NULL, "server" },
  { PAMOR_OP_GET_RECEIPT, 200, API, RECEIPT, "ok" },
  { PAMOR_OP_GET_RECEIPT, 200, API, "{\"number\": \"\", \"manifest_sha256\": \"" SHA "\"}",
    "server" },
  { PAMOR_OP_GET_RECEIPT, 200, API, "{\"number\": 12, \"manifest_sha256\": \"" SHA "\"}",
    "server" },
  { PAMOR_OP_GET_RECEIPT, 200, API, "{\"number\": \"DKC-1\"}", "server" },
  { PAMOR_OP_GET_RECEIPT, 200, API, "null", "server" },
  { PAMOR_OP_GET_RECEIPT, 201, API, RECEIPT, "server" },
  { PAMOR_OP_WITHDRAW, 204, API, NULL, "ok" },
  { PAMOR_OP_WITHDRAW, 410, API, NULL, "ok" },
  { PAMOR_OP_WITHDRAW, 404, API, NULL, "lost" },
  { PAMOR_OP_WITHDRAW, 409, API, PROBLEM ("already-processed"), "item" },
  /* printf {} | sha256sum */
  { PAMOR_OP_GET_CATALOGUE, 200,
    API "etag: \"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\"\n", "{}",
    "ok" },
  { PAMOR_OP_GET_CATALOGUE, 200, API "etag: \"44136fa3\"\n", "{}", "transit" },
  { PAMOR_OP_GET_CATALOGUE, 200, API, "{}", "server" },
  { PAMOR_OP_GET_CATALOGUE, 206, API, "{}", "server" },
  { PAMOR_OP_GET_CATALOGUE, 304, API, NULL, "ok" },
  { PAMOR_OP_GET_CATALOGUE, 304, "", NULL, "portal" },
  { PAMOR_OP_PUT_SUBMISSION, 304, API, NULL, "server" },
  { PAMOR_OP_GET_CATALOGUE, 404, API, NULL, "ok" }, /* the city has none */
  { PAMOR_OP_GET_SLOTS, 200, API, "{\"days\": []}", "ok" },
  { PAMOR_OP_GET_SLOTS, 200, API, "[]", "server" },
  { PAMOR_OP_LIST_SUBMISSIONS, 200, API, "{\"items\": [], \"next\": null, \"more\": false}", "ok" },
  { PAMOR_OP_LIST_SUBMISSIONS, 200, API, "{\"items\": {}, \"more\": false}", "server" },
  { PAMOR_OP_LIST_SUBMISSIONS, 200, API, "{\"items\": []}", "server" },
  { PAMOR_OP_LIST_SUBMISSIONS, 404, API, NULL, "server" },
  { PAMOR_OP_REPORT, 204, API, NULL, "ok" },
  { PAMOR_OP_REPORT, 404, API, NULL, "item" },
  { PAMOR_OP_GET_CHANGES, 200, API, "{\"items\": [], \"next\": \"7\", \"more\": false}", "ok" },
  { PAMOR_OP_GET_CHANGES, 200, API, "{\"items\": {}, \"next\": \"7\", \"more\": false}", "server" },
  { PAMOR_OP_GET_CHANGES, 200, API, "{\"items\": [], \"next\": 7, \"more\": false}", "server" },
  { PAMOR_OP_GET_CHANGES, 200, API, "{\"items\": [], \"next\": \"7\", \"more\": \"no\"}",
    "server" },
  { PAMOR_OP_GET_CHANGES, 410, API, PROBLEM ("cursor-expired"), "lost" },
  { PAMOR_OP_GET_CHANGES, 404, API, NULL, "server" },

  { PAMOR_OP_LOG_IN, 201, API, TOKENS, "ok" },
  { PAMOR_OP_LOG_IN, 201, API, "{\"access_token\": \"a\"}", "server" },
  { PAMOR_OP_LOG_IN, 401, API, NULL, "auth" },
  { PAMOR_OP_LOG_IN, 403, API, PROBLEM ("locked"), "item" },
  { PAMOR_OP_REFRESH, 200, API, TOKENS, "ok" },
  { PAMOR_OP_REFRESH, 200, API, "{\"access_token\": 7, \"refresh_token\": \"r\"}", "server" },
  { PAMOR_OP_REFRESH, 400, API, NULL, "auth" },
  { PAMOR_OP_REFRESH, 400, API, PROBLEM ("digest-mismatch"), "transit" },
  { PAMOR_OP_REFRESH, 401, API, NULL, "auth" },
  { PAMOR_OP_REFRESH, 403, API, NULL, "auth" },
  { PAMOR_OP_LOG_OUT, 204, API, NULL, "ok" },

  /* Refusals. */
  { PAMOR_OP_PUT_SUBMISSION, 400, API, PROBLEM ("digest-mismatch"), "transit" },
  { PAMOR_OP_SEND_CHUNK, 400, OFFSET ("0"), PROBLEM ("digest-mismatch"), "transit" },
  { PAMOR_OP_PUT_SUBMISSION, 400, API, PROBLEM ("malformed"), "item" },
  { PAMOR_OP_PUT_SUBMISSION, 400, API, NULL, "item" },
  { PAMOR_OP_PUT_SUBMISSION, 401, API, NULL, "auth" },
  { PAMOR_OP_PUT_SUBMISSION, 403, API, NULL, "item" },
  { PAMOR_OP_PUT_SUBMISSION, 403, API, PROBLEM ("not-your-area"), "item" },
  { PAMOR_OP_PUT_SUBMISSION, 403, API, PROBLEM ("locked"), "auth" },
  { PAMOR_OP_SEND_CHUNK, 403, API, PROBLEM ("locked"), "auth" },
  { PAMOR_OP_GET_CHANGES, 403, API, NULL, "auth" },
  { PAMOR_OP_LIST_SUBMISSIONS, 403, API, NULL, "auth" },
  { PAMOR_OP_GET_SLOTS, 403, API, NULL, "item" },
  { PAMOR_OP_PUT_SUBMISSION, 404, API, NULL, "server" },
  { PAMOR_OP_PUT_SUBMISSION, 408, API, NULL, "server" },
  { PAMOR_OP_PUT_SUBMISSION, 409, API, PROBLEM ("duplicate-subject"), "item" },
  { PAMOR_OP_PUT_SUBMISSION, 409, API, PROBLEM ("different-content"), "item" },
  { PAMOR_OP_SEND_CHUNK, 409, OFFSET ("3"), PROBLEM ("offset-mismatch"), "resync" },
  { PAMOR_OP_SEND_CHUNK, 409, API, PROBLEM ("offset-mismatch"), "resync" },
  { PAMOR_OP_SEND_CHUNK, 409, API, PROBLEM ("different-content"), "item" },
  { PAMOR_OP_GET_RECEIPT, 409, API, "{\"missing\": [\"a\"]}", "incomplete" },
  { PAMOR_OP_GET_RECEIPT, 409, API, PROBLEM ("incomplete"), "server" },
  { PAMOR_OP_GET_RECEIPT, 409, API, PROBLEM ("strange"), "item" },
  { PAMOR_OP_GET_RECEIPT, 404, API, NULL, "lost" },
  { PAMOR_OP_PUT_SUBMISSION, 410, API, PROBLEM ("withdrawn"), "item" },
  { PAMOR_OP_PUT_SUBMISSION, 412, API, NULL, "item" },
  { PAMOR_OP_PUT_SUBMISSION, 413, API, NULL, "item" },
  { PAMOR_OP_PUT_SUBMISSION, 415, API, NULL, "item" },
  { PAMOR_OP_PUT_SUBMISSION, 418, API, NULL, "item" },
  { PAMOR_OP_PUT_SUBMISSION, 422, API, PROBLEM ("validation"), "item" },
  { PAMOR_OP_SEND_CHUNK, 423, API, NULL, "server" },
  { PAMOR_OP_PUT_SUBMISSION, 425, API, NULL, "server" },
  { PAMOR_OP_PUT_SUBMISSION, 426, API, NULL, "upgrade" },
  { PAMOR_OP_PUT_SUBMISSION, 429, API, NULL, "throttle" },
  { PAMOR_OP_PUT_SUBMISSION, 500, API, NULL, "server" },
  { PAMOR_OP_PUT_SUBMISSION, 502, API, NULL, "server" },
  { PAMOR_OP_PUT_SUBMISSION, 503, API, NULL, "throttle" },
  { PAMOR_OP_PUT_SUBMISSION, 599, API, NULL, "server" },
  { PAMOR_OP_PUT_SUBMISSION, 100, API, NULL, "server" },
  { PAMOR_OP_PUT_SUBMISSION, 999, API, NULL, "server" },
};

/* Else a refusal would be believed that lost its reason, and a network blamed that is none. */
static void
test_a_head_that_breaks_off_is_no_reply (void)
{
  const Row cut[] = {
    { PAMOR_OP_PUT_SUBMISSION, 200, "", NULL, "link" },
    { PAMOR_OP_SEND_CHUNK, 400, API, NULL, "link" },
    { PAMOR_OP_SEND_CHUNK, 409, API "content-type: application/problem+json\n", NULL, "link" },
    { PAMOR_OP_PUT_SUBMISSION, 422, API "content-length: \n", NULL, "link" },
    { PAMOR_OP_REFRESH, 400, API "transfer-encoding: chu\n", NULL, "link" },
    { PAMOR_OP_PUT_SUBMISSION, 422, API "transfer-encoding: Chunked\n", NULL, "item" },
    { PAMOR_OP_PUT_SUBMISSION, 422, API, "{}", "item" },
    { PAMOR_OP_SEND_CHUNK, 204, "date: F\n", NULL, "link" },
    { PAMOR_OP_ASK_OFFSET, 200, "", NULL, "link" },
    { PAMOR_OP_PROBE, 200, "content-type: text/html\n", NULL, "portal" },
    { PAMOR_OP_GET_RECEIPT, 302, "location: http://wifi.example/\n", NULL, "portal" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cut); i++)
    {
      g_autoptr (PamorVerdict) verdict = judge_bare (cut[i].op, cut[i].status, cut[i].headers,
                                                     cut[i].body);

      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (pamor_verdict_class_get_nick (verdict->class), ==, cut[i].class);
    }
}

static gboolean
is_of_server (const Row *row)
{
  return g_str_has_prefix (row->headers, API) && strstr (row->headers, HTML) == NULL
         && !g_str_equal (row->class, "portal");
}

static void
test_the_whole_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      g_autoptr (PamorVerdict) verdict = judge (row->op, row->status, row->headers, row->body);

      g_test_message ("row %u: %u %s", (guint) i, row->status, row->body == NULL ? "" : row->body);
      g_assert_cmpstr (pamor_verdict_class_get_nick (verdict->class), ==, row->class);
      g_assert_cmpint (verdict->http_status, ==, is_of_server (row) ? row->status : 0);
    }
}

static void
test_what_was_created_keeps_etag_and_missing (void)
{
  g_autoptr (PamorVerdict) verdict =
    judge (PAMOR_OP_PUT_SUBMISSION, 201, API "etag: \"r1\"\n",
           "{\"state\": \"incomplete\", \"missing\": [\"a\", \"b\"], \"new\": {}}");

  g_assert_true (verdict->incomplete);
  g_assert_cmpstr (verdict->etag, ==, "\"r1\"");
  g_assert_cmpuint (g_strv_length (verdict->missing), ==, 2);
}

/* As E-Open's front does it in a maintenance; a date counts from the reply's own. */
static void
test_what_stands_before_the_server_says_when_to_come_again (void)
{
  g_autoptr (PamorVerdict) verdict = judge (PAMOR_OP_PUT_SUBMISSION, 503,
                                            HTML DATE "retry-after: 120\n", "<html>");

  g_assert_cmpint (verdict->class, ==, PAMOR_VERDICT_THROTTLE);
  g_assert_cmpint (verdict->retry_after_s, ==, 120);
  g_assert_null (verdict->body);
  g_assert_null (verdict->code);
}

static void
test_a_problem_gives_code_words_and_field (void)
{
  g_autoptr (PamorVerdict) verdict =
    judge (PAMOR_OP_PUT_SUBMISSION, 422, API,
           "{\"type\": \"https://e-open.example/problems/validation\", \"title\": \"T\","
           " \"errors\": [{\"pointer\": \"/answers/anak/nik\", \"message\": \"NIK salah\"}]}");
  g_autoptr (PamorVerdict) plain = judge (PAMOR_OP_PUT_SUBMISSION, 409, API, PROBLEM ("closed"));

  g_assert_cmpstr (verdict->code, ==, "validation");
  g_assert_cmpstr (verdict->message, ==, "NIK salah");
  g_assert_cmpstr (verdict->pointer, ==, "/answers/anak/nik");
  g_assert_cmpstr (plain->code, ==, "closed");
  g_assert_cmpstr (plain->message, ==, "Kata kota");
  g_assert_null (plain->pointer);
}

static void
test_a_problem_of_wrong_types_gives_nothing (void)
{
  const char *bodies[] = { "[]", "\"x\"", "{\"type\": 1, \"detail\": [], \"errors\": {}}",
                           "{\"type\": \"\", \"errors\": []}", "{\"errors\": [7]}",
                           "{\"errors\": [{\"pointer\": 7}]}", "\xff\xfe", "{" };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (PamorVerdict) verdict = judge (PAMOR_OP_PUT_SUBMISSION, 422, API, bodies[i]);

      g_assert_cmpint (verdict->class, ==, PAMOR_VERDICT_ITEM);
      g_assert_null (verdict->code);
      g_assert_null (verdict->message);
      g_assert_null (verdict->pointer);
    }
}

static void
test_words_are_cut_at_whole_characters (void)
{
  g_autoptr (GString) body = g_string_new ("{\"detail\": \"");
  g_autoptr (PamorVerdict) verdict = NULL;

  for (int i = 0; i < 5000; i++)
    g_string_append (body, "é");
  g_string_append (body, "\"}");
  verdict = judge (PAMOR_OP_PUT_SUBMISSION, 422, API, body->str);
  g_assert_cmpint (g_utf8_strlen (verdict->message, -1), ==, 1000);
  g_assert_true (g_utf8_validate (verdict->message, -1, NULL));
}

static void
test_json_that_is_too_deep_is_no_json (void)
{
  g_autoptr (GString) body = g_string_new ("{\"state\": \"received\", \"deep\": ");
  g_autoptr (PamorVerdict) verdict = NULL, brackets = NULL;

  for (int i = 0; i < 100000; i++)
    g_string_append_c (body, '[');
  for (int i = 0; i < 100000; i++)
    g_string_append_c (body, ']');
  g_string_append_c (body, '}');
  verdict = judge (PAMOR_OP_PUT_SUBMISSION, 200, API, body->str);
  g_assert_cmpint (verdict->class, ==, PAMOR_VERDICT_SERVER);

  brackets = judge (PAMOR_OP_PUT_SUBMISSION, 200, API, /* inside a string they are no depth */
                    "{\"state\": \"received\", \"x\": "
                    "\"\\\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"}");
  g_assert_cmpint (brackets->class, ==, PAMOR_VERDICT_OK);
}

/* What json-glib takes for a comment or a string could hide how deep it goes. */
static void
test_what_is_no_json_hides_no_depth (void)
{
  const char *beginnings[] = { "/*\"*/", "// \"\n\"\n", "['\"', " };

  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      g_autoptr (GString) body = g_string_new (beginnings[i]);
      g_autoptr (PamorVerdict) verdict = NULL;

      for (int k = 0; k < 500000; k++)
        g_string_append_c (body, '[');
      verdict = judge (PAMOR_OP_DISCOVER, 200, API, body->str);
      g_assert_cmpint (verdict->class, ==, PAMOR_VERDICT_SERVER);
    }
}

static gint64
retry_after (const char *headers)
{
  g_autoptr (PamorVerdict) verdict = judge (PAMOR_OP_PUT_SUBMISSION, 503, headers, NULL);

  g_assert_cmpint (verdict->class, ==, PAMOR_VERDICT_THROTTLE);
  return verdict->retry_after_s;
}

static void
test_retry_after_in_seconds_or_by_the_servers_own_date (void)
{
  g_assert_cmpint (retry_after (API), ==, -1);
  g_assert_cmpint (retry_after (API "retry-after: 120\n"), ==, 120);
  g_assert_cmpint (retry_after (API "retry-after: 0\n"), ==, 0);
  g_assert_cmpint (retry_after (API "retry-after: 99999999999\n"), ==, 86400);
  g_assert_cmpint (retry_after (API "retry-after: soon\n"), ==, -1);
  g_assert_cmpint (retry_after (API "retry-after: -5\n"), ==, -1);
  g_assert_cmpint (retry_after (API DATE "retry-after: Fri, 20 Nov 2026 14:01:30 GMT\n"), ==, 90);
  g_assert_cmpint (retry_after (API DATE "retry-after: Fri, 20 Nov 2020 14:01:30 GMT\n"), ==, 0);
  g_assert_cmpint (retry_after (API "retry-after: Fri, 20 Nov 2026 14:01:30 GMT\n"), ==, -1);
  g_assert_cmpint (retry_after (API DATE "retry-after: Fri, 99 Foo 2026 14:01:30 GMT\n"), ==, -1);
}

static void
test_a_dropped_photo_tells_its_offset (void)
{
  g_autoptr (PamorVerdict) verdict = judge (PAMOR_OP_SEND_CHUNK, 400, OFFSET ("0"),
                                            PROBLEM ("digest-mismatch"));

  g_assert_cmpint (verdict->class, ==, PAMOR_VERDICT_TRANSIT);
  g_assert_cmpint (verdict->offset, ==, 0);
}

/* Random bytes, and sound replies with one byte changed: any class, but never a crash. */
static void
test_garbage_is_judged_too (void)
{
  const char *sound = "{\"number\": \"DKC-1\", \"manifest_sha256\": \"x\", \"missing\": [\"a\"],"
                      " \"errors\": [{\"pointer\": \"/a\"}], \"type\": \"/p/x\","
                      " \"state\": \"received\"}";

  for (int i = 0; i < 20000; i++)
    {
      g_autofree char *body = g_strdup (sound);
      PamorOperation op = g_test_rand_int_range (0, PAMOR_OP_LOG_OUT + 1);
      g_autoptr (PamorVerdict) verdict = NULL;

      for (int n = g_test_rand_int_range (1, 4); n > 0; n--)
        body[g_test_rand_int_range (0, strlen (sound))] = g_test_rand_int_range (1, 256);
      verdict = judge (op, g_test_rand_int_range (0, 700), API DATE, body);
      g_assert_cmpint (verdict->class, <, PAMOR_N_VERDICT_CLASSES);
    }
}

static void
check_never_acknowledged (const char *body)
{
  static const PamorOperation ops[]
    = { PAMOR_OP_PUT_SUBMISSION, PAMOR_OP_GET_RECEIPT, PAMOR_OP_GET_CHANGES, PAMOR_OP_LOG_IN,
        PAMOR_OP_GET_SLOTS, PAMOR_OP_GET_CATALOGUE };

  for (gsize i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      g_autoptr (PamorVerdict) verdict = judge (ops[i], 200, API, body);

      g_assert_cmpint (verdict->class, ==, PAMOR_VERDICT_SERVER);
    }
}

/* Sound in all but its size: more than 4 MiB */
static void
test_a_huge_one_is_never_acknowledged (void)
{
  g_autofree char *filler = g_strnfill (4 << 20, 'a');
  g_autofree char *body
    = g_strdup_printf ("{\"state\": \"received\", \"number\": \"DKC-1\", \"manifest_sha256\": "
                       "\"" SHA "\", \"items\": [], \"next\": \"n\", \"more\": false, "
                       "\"access_token\": \"a\", \"refresh_token\": \"r\", \"x\": \"%s\"}", filler);

  check_never_acknowledged (body);
}

static void
test_a_cut_or_doubled_one_is_never_acknowledged (void)
{
  check_never_acknowledged ("{\"state\": \"received\", \"number\": \"DKC-1");
  check_never_acknowledged (RECEIVED RECEIPT);
  check_never_acknowledged ("");
}

static void
test_one_of_wrong_types_is_never_acknowledged (void)
{
  check_never_acknowledged ("[]");
  check_never_acknowledged ("null");
  check_never_acknowledged ("\"received\"");
}

static void
test_one_of_another_id_is_never_acknowledged (void)
{
  g_autoptr (PamorVerdict) put = judge (PAMOR_OP_PUT_SUBMISSION, 201, API,
                                        "{\"id\": \"" OTHER "\", \"state\": \"received\"}");
  g_autoptr (PamorVerdict) receipt
    = judge (PAMOR_OP_GET_RECEIPT, 200, API, "{\"number\": \"DKC-1\", \"manifest_sha256\": \"" SHA
                                             "\", \"submission\": \"" OTHER "\"}");

  g_assert_cmpint (put->class, ==, PAMOR_VERDICT_SERVER);
  g_assert_cmpint (receipt->class, ==, PAMOR_VERDICT_SERVER);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reply/a-head-that-breaks-off-is-no-reply",
                   test_a_head_that_breaks_off_is_no_reply);
  g_test_add_func ("/reply/the-whole-table", test_the_whole_table);
  g_test_add_func ("/reply/what-was-created-keeps-etag-and-missing",
                   test_what_was_created_keeps_etag_and_missing);
  g_test_add_func ("/reply/what-stands-before-the-server-says-when-to-come-again",
                   test_what_stands_before_the_server_says_when_to_come_again);
  g_test_add_func ("/reply/a-problem-gives-code-words-and-field",
                   test_a_problem_gives_code_words_and_field);
  g_test_add_func ("/reply/a-problem-of-wrong-types-gives-nothing",
                   test_a_problem_of_wrong_types_gives_nothing);
  g_test_add_func ("/reply/words-are-cut-at-whole-characters",
                   test_words_are_cut_at_whole_characters);
  g_test_add_func ("/reply/json-that-is-too-deep-is-no-json",
                   test_json_that_is_too_deep_is_no_json);
  g_test_add_func ("/reply/what-is-no-json-hides-no-depth", test_what_is_no_json_hides_no_depth);
  g_test_add_func ("/reply/retry-after-in-seconds-or-by-the-servers-own-date",
                   test_retry_after_in_seconds_or_by_the_servers_own_date);
  g_test_add_func ("/reply/a-dropped-photo-tells-its-offset",
                   test_a_dropped_photo_tells_its_offset);
  g_test_add_func ("/reply/a-huge-one-is-never-acknowledged",
                   test_a_huge_one_is_never_acknowledged);
  g_test_add_func ("/reply/a-cut-or-doubled-one-is-never-acknowledged",
                   test_a_cut_or_doubled_one_is_never_acknowledged);
  g_test_add_func ("/reply/one-of-wrong-types-is-never-acknowledged",
                   test_one_of_wrong_types_is_never_acknowledged);
  g_test_add_func ("/reply/one-of-another-id-is-never-acknowledged",
                   test_one_of_another_id_is_never_acknowledged);
  g_test_add_func ("/reply/garbage-is-judged-too", test_garbage_is_judged_too);
  return g_test_run ();
}
