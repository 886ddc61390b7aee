/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of what entering needs: the catalogue, whole or in ranges, days for fetching a document;
 * and of what a device reports. */
#include "conformance/pamor-checks.h"

#include <gio/gio.h>
#include <string.h>

#define CATALOGUE "/v1/catalogue"
#define SLOTS     "/v1/pickup-slots?point=UJI"
#define RANGE     100 /* bytes */

static PamorAnswer *
get_catalogue (PamorJudge *judge)
{
  PamorAnswer *answer = pamor_judge_get (judge, CATALOGUE);

  pamor_judge_status (judge, answer, 200);
  return answer;
}

static PamorAnswer *
get_with (PamorJudge *judge,
          const char *name,
          const char *value)
{
  return pamor_judge_send (judge, &(PamorCall){ .method = "GET", .path = CATALOGUE,
                                                .headers = { name, value } });
}

static void
has_files (PamorJudge *judge,
           const char *members)
{
  pamor_judge_shape (judge, get_catalogue (judge), NULL, members);
}

static void
has_digest (PamorJudge *judge,
            const char *word)
{
  PamorAnswer *answer = get_catalogue (judge);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, answer->body);

  pamor_judge_header (judge, answer, "etag", pamor_judge_format (judge, "\"%s\"", sha256));
}

static void
spares_unchanged (PamorJudge *judge,
                  const char *word)
{
  const char *etag = pamor_answer_get_header (get_catalogue (judge), "etag");
  PamorAnswer *answer = get_with (judge, "If-None-Match", etag == NULL ? "\"\"" : etag);

  if (!pamor_judge_status (judge, answer, 304))
    return;
  pamor_judge_that (judge, answer, g_bytes_get_size (answer->body) == 0, "no body");
  pamor_judge_header (judge, answer, "etag", etag);
}

static void
gives_changed (PamorJudge *judge,
               const char *word)
{
  pamor_judge_status (judge, get_with (judge, "If-None-Match", "\"another\""), 200);
}

static gboolean
is_part (PamorAnswer *whole,
         PamorAnswer *part,
         gsize        from,
         gsize        length)
{
  gsize all, some;
  const char *bytes = g_bytes_get_data (whole->body, &all);
  const char *piece = g_bytes_get_data (part->body, &some);

  return some == length && from + length <= all && memcmp (bytes + from, piece, length) == 0;
}

/* @from: where the range begins */
static void
gives_range (PamorJudge *judge,
             const char *from)
{
  const gsize start = g_ascii_strtoull (from, NULL, 10);
  PamorAnswer *whole = get_catalogue (judge);
  g_autofree char *range
    = g_strdup_printf ("bytes=%" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT, start, start + RANGE - 1);
  PamorAnswer *part = get_with (judge, "Range", range);

  if (part->status == 200 || g_bytes_get_size (whole->body) < start + RANGE)
    {
      pamor_judge_skip (judge, "it does not give out ranges, or has none there");
      return;
    }
  if (pamor_judge_status (judge, part, 206))
    pamor_judge_that (judge, part, is_part (whole, part, start, RANGE), "just these bytes");
}

static void
tells_range (PamorJudge *judge,
             const char *word)
{
  PamorAnswer *whole = get_catalogue (judge);
  PamorAnswer *part = get_with (judge, "Range", "bytes=0-99");

  if (part->status == 200)
    {
      pamor_judge_skip (judge, "it does not give out ranges");
      return;
    }
  pamor_judge_header (judge, part, "etag", pamor_answer_get_header (whole, "etag"));
  pamor_judge_header (judge, part, "content-range",
                      pamor_judge_format (judge, "bytes 0-99/%" G_GSIZE_FORMAT,
                                          g_bytes_get_size (whole->body)));
}

/* A copy of the whole in gzip, where the server sends one, unpacks to the same. */
static void
unpacks (PamorJudge *judge,
         const char *word)
{
  PamorAnswer *plain = get_catalogue (judge);
  PamorAnswer *packed = get_with (judge, "Accept-Encoding", "gzip");
  const char *coding = pamor_answer_get_header (packed, "content-encoding");
  g_autoptr (GZlibDecompressor) gunzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GInputStream) bytes = g_memory_input_stream_new_from_bytes (packed->body);
  g_autoptr (GInputStream) stream
    = g_converter_input_stream_new (bytes, G_CONVERTER (gunzip));
  const gsize size = g_bytes_get_size (plain->body);
  g_autofree char *buffer = g_malloc (size + 1);
  gsize got = 0;

  if (g_strcmp0 (coding, "gzip") != 0)
    {
      pamor_judge_skip (judge, "it does not send gzip");
      return;
    }
  g_input_stream_read_all (stream, buffer, size + 1, &got, NULL, NULL);
  pamor_judge_that (judge, packed,
                    got == size && memcmp (buffer, g_bytes_get_data (plain->body, NULL), size) == 0,
                    "the same catalogue, unpacked");
}

/* Returns: (transfer full): "&from=…&to=…", beginning tomorrow */
static char *
make_days (guint days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) from = g_date_time_add_days (now, 1);
  g_autoptr (GDateTime) to = g_date_time_add_days (from, days);

  return g_strdup_printf ("&from=%04d-%02d-%02d&to=%04d-%02d-%02d", g_date_time_get_year (from),
                          g_date_time_get_month (from), g_date_time_get_day_of_month (from),
                          g_date_time_get_year (to), g_date_time_get_month (to),
                          g_date_time_get_day_of_month (to));
}

static void
has_days (PamorJudge *judge,
          const char *word)
{
  g_autofree char *days = make_days (14);
  PamorAnswer *answer = pamor_judge_get (judge, pamor_judge_format (judge, SLOTS "%s", days));
  JsonArray *list;

  if (!pamor_judge_status (judge, answer, 200)
      || !pamor_judge_shape (judge, answer, NULL, "point:UJI days:list"))
    return;
  list = pamor_answer_get_list (answer, "days");
  for (guint i = 0; i < json_array_get_length (list); i++)
    if (!pamor_judge_shape (judge, answer, json_array_get_element (list, i),
                            "date:day room:count"))
      break;
}

static void
keeps_to_days (PamorJudge *judge,
               const char *word)
{
  g_autofree char *days = make_days (14);
  const char *from = strstr (days, "from=") + 5, *to = strstr (days, "to=") + 3;
  PamorAnswer *answer = pamor_judge_get (judge, pamor_judge_format (judge, SLOTS "%s", days));
  JsonArray *list = pamor_answer_get_list (answer, "days");
  gboolean inside = TRUE;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *item = json_array_get_element (list, i);
      const char *day = JSON_NODE_HOLDS_OBJECT (item)
                          ? json_object_get_string_member_with_default (
                            json_node_get_object (item), "date", NULL) : NULL;

      inside &= day != NULL && strncmp (day, from, 10) >= 0 && strncmp (day, to, 10) <= 0;
    }
  pamor_judge_that (judge, answer, list != NULL && inside, "days from %s", days);
}

/* @query: that lacks something */
static void
refuses_question (PamorJudge *judge,
                  const char *query)
{
  pamor_judge_refusal (judge, pamor_judge_get (judge, query), 400, "malformed");
}

static void
refuses_long (PamorJudge *judge,
              const char *word)
{
  g_autofree char *days = make_days (63);

  pamor_judge_refusal (judge, pamor_judge_get (judge, pamor_judge_format (judge, SLOTS "%s", days)),
                       400, "malformed");
}

static PamorAnswer *
report (PamorJudge *judge,
        const char *text)
{
  return pamor_judge_send_text (judge, "PUT", "/v1/device", text);
}

static void
takes_report (PamorJudge *judge,
              const char *word)
{
  const char *full = pamor_judge_format (
    judge,
    "{\"device\":\"halo-pamor-conformance\",\"app_version\":\"0.0.0\",\"oldest_unsent\":"
    "\"2026-11-20T14:00:00Z\",\"unsent\":[\"%s\"]}", pamor_judge_make_id (judge));

  pamor_judge_status (judge, report (judge, full), 204);
}

static void
takes_empty_report (PamorJudge *judge,
                    const char *word)
{
  pamor_judge_status (judge, report (judge, "{\"device\":\"halo-pamor-conformance\","
                                            "\"oldest_unsent\":null,\"unsent\":[]}"),
                      204);
}

static void
refuses_report (PamorJudge *judge,
                const char *text)
{
  pamor_judge_refusal (judge, report (judge, text), 400, "malformed");
}

#define GET  "getCatalogue"
#define ASK  "getPickupSlots"
#define TELL "putDevice"

const PamorCheck pamor_checks_reference[] = {
  { "catalogue-files", "The catalogue is there", GET, has_files, "files:object" },
  { "catalogue-etag", "Its ETag is the digest of the whole", GET, has_digest },
  { "catalogue-unchanged", "What is unchanged is answered with 304 and no body", GET,
    spares_unchanged },
  { "catalogue-changed", "Another ETag than its own gets the whole", GET, gives_changed },
  { "catalogue-range", "A range of it can be fetched", GET, gives_range, "0" },
  { "catalogue-range-later", "So can one from the middle", GET, gives_range, "50" },
  { "catalogue-range-told", "A range tells of which whole it is", GET, tells_range },
  { "catalogue-gzip", "In gzip it is the same", GET, unpacks },
  { "slots-days", "Days with room left can be asked", ASK, has_days },
  { "slots-within", "They lie within what was asked", ASK, keeps_to_days },
  { "slots-no-point", "Without a point the question is malformed", ASK, refuses_question,
    "/v1/pickup-slots?from=2026-11-23&to=2026-11-27" },
  { "slots-no-days", "So it is without days", ASK, refuses_question, SLOTS },
  { "slots-no-date", "So it is with a day that there is not", ASK, refuses_question,
    SLOTS "&from=2026-02-30&to=2026-03-05" },
  { "slots-backwards", "So it is where the end lies before the beginning", ASK, refuses_question,
    SLOTS "&from=2026-11-27&to=2026-11-23" },
  { "slots-long", "So it is for more than 62 days", ASK, refuses_long },
  { "device-report", "What a device holds is taken", TELL, takes_report },
  { "device-empty", "That it holds nothing is taken too", TELL, takes_empty_report },
  { "device-unnamed", "A report of no device is malformed", TELL, refuses_report,
    "{\"unsent\":[]}" },
  { "device-no-list", "So is one that does not say what is unsent", TELL, refuses_report,
    "{\"device\":\"halo-pamor-conformance\"}" },
  { "device-word", "So is one whose unsent are no ids", TELL, refuses_report,
    "{\"device\":\"halo-pamor-conformance\",\"unsent\":[\"satu\"]}" },
  { NULL }
};
