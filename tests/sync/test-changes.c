/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/pamor-changes.h"

static GPtrArray *
parse (const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  const char *next = NULL;
  gboolean more = FALSE;
  GPtrArray *changes;

  g_assert_nonnull (node);
  changes = pamor_changes_read (node, &next, &more);
  if (changes != NULL)
    {
      g_assert_cmpstr (next, ==, "n");
      g_assert_true (more);
    }
  return changes;
}

#define LINE(status, at) \
  "{\"submission\": \"s\", \"status\": \"" status "\", \"updated_at\": \"" at "\"}"
#define PAGE(items) "{\"items\": [" items "], \"next\": \"n\", \"more\": true}"

static void
test_a_line_is_read_whole (void)
{
  g_autoptr (GPtrArray) changes =
    parse (PAGE ("{\"seq\": 12, \"submission\": \"s\", \"revision\": 2, \"status\": \"rejected\","
                " \"reason_code\": \"blur\", \"message\": \"Foto buram\","
                " \"updated_at\": \"2026-11-20T21:00:00+07:00\"}"));
  const PamorChange *change;

  g_assert_cmpuint (changes->len, ==, 1);
  change = changes->pdata[0];
  g_assert_cmpint (change->seq, ==, 12);
  g_assert_cmpstr (change->submission, ==, "s");
  g_assert_cmpuint (change->revision, ==, 2);
  g_assert_cmpint (change->status, ==, PAMOR_STATUS_REJECTED);
  g_assert_cmpstr (change->reason_code, ==, "blur");
  g_assert_cmpstr (change->message, ==, "Foto buram");
  g_assert_cmpint (change->updated_at, ==, (gint64) 1795183200 * G_USEC_PER_SEC);
}

static void
test_a_revision_out_of_all_reason_is_a_revision (void)
{
  const struct { const char *json; guint revision; } lines[] = {
    { "", 1 }, { ", \"revision\": \"2\"", 1 }, { ", \"revision\": 0", 1 },
    { ", \"revision\": 99999999999", G_MAXINT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *page
        = g_strdup_printf (PAGE ("{\"submission\": \"s\", \"status\": \"done\","
                                 " \"updated_at\": \"2026-11-20T00:00:00Z\"%s}"), lines[i].json);
      g_autoptr (GPtrArray) changes = parse (page);
      const PamorChange *change = changes->pdata[0];

      g_assert_cmpuint (change->revision, ==, lines[i].revision);
    }
}

/* Then the clock decides. */
static void
test_a_place_out_of_all_reason_is_none (void)
{
  const char *const lines[] = { "", ", \"seq\": -4", ", \"seq\": \"4\"", ", \"seq\": 4.5" };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *page
        = g_strdup_printf (PAGE ("{\"submission\": \"s\", \"status\": \"done\","
                                 " \"updated_at\": \"2026-11-20T00:00:00Z\"%s}"), lines[i]);
      g_autoptr (GPtrArray) changes = parse (page);

      g_assert_cmpint (((PamorChange *) changes->pdata[0])->seq, ==, 0);
    }
}

static void
test_closed_is_what_is_said_to_be (void)
{
  const struct { const char *json; gboolean closed; } lines[] = {
    { "true", TRUE }, { "false", FALSE }, { "\"true\"", FALSE }, { "1", FALSE }, { "null", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *page
        = g_strdup_printf (PAGE ("{\"submission\": \"s\", \"status\": \"rejected\", \"closed\": %s,"
                                 " \"updated_at\": \"2026-11-20T00:00:00Z\"}"), lines[i].json);
      g_autoptr (GPtrArray) changes = parse (page);

      g_assert_true (((PamorChange *) changes->pdata[0])->closed == lines[i].closed);
    }
}

static void
test_lines_without_sense_are_passed_over (void)
{
  g_autoptr (GPtrArray) changes =
    parse (PAGE ("7, null, [], {}, {\"submission\": \"s\"},"
                LINE ("new word", "2026-11-20T00:00:00Z") "," LINE ("done", "yesterday") ","
                LINE ("done", "2026-11-20T00:00:00Z")));

  g_assert_cmpuint (changes->len, ==, 1);
}

static void
test_what_is_no_page_is_none (void)
{
  const char *others[] = { "7", "[]", "{}", "{\"items\": {}, \"next\": \"n\"}", "{\"items\": []}",
                           "{\"items\": [], \"next\": 7}" };

  const char *next = NULL;
  gboolean more = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_null (parse (others[i]));
  g_assert_null (pamor_changes_read (NULL, &next, &more));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/changes/a-line-is-read-whole", test_a_line_is_read_whole);
  g_test_add_func ("/changes/a-revision-out-of-all-reason-is-a-revision",
                   test_a_revision_out_of_all_reason_is_a_revision);
  g_test_add_func ("/changes/a-place-out-of-all-reason-is-none",
                   test_a_place_out_of_all_reason_is_none);
  g_test_add_func ("/changes/closed-is-what-is-said-to-be", test_closed_is_what_is_said_to_be);
  g_test_add_func ("/changes/lines-without-sense-are-passed-over",
                   test_lines_without_sense_are_passed_over);
  g_test_add_func ("/changes/what-is-no-page-is-none", test_what_is_no_page_is_none);
  return g_test_run ();
}
