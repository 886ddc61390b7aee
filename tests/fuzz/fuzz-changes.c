/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of changes: what is read of it, written again, reads the same. */
#include "base/pamor-clock.h"
#include "net/pamor-reply-json.h"
#include "pamor-fuzz.h"
#include "sync/pamor-changes.h"

static void
add_text (JsonBuilder *page,
          const char  *name,
          const char  *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (page, name);
  json_builder_add_string_value (page, text);
}

static JsonNode *
write_page (GPtrArray  *changes,
            const char *next)
{
  g_autoptr (JsonBuilder) page = json_builder_new ();

  json_builder_begin_object (page);
  add_text (page, "next", next);
  json_builder_set_member_name (page, "items");
  json_builder_begin_array (page);
  for (guint i = 0; i < changes->len; i++)
    {
      const PamorChange *change = changes->pdata[i];
      g_autofree char *at = pamor_clock_format_utc (change->updated_at);

      json_builder_begin_object (page);
      add_text (page, "submission", change->submission);
      json_builder_set_member_name (page, "seq");
      json_builder_add_int_value (page, change->seq);
      json_builder_set_member_name (page, "revision");
      json_builder_add_int_value (page, change->revision);
      add_text (page, "status", pamor_status_get_nick (change->status));
      add_text (page, "updated_at", at);
      add_text (page, "reason_code", change->reason_code);
      add_text (page, "message", change->message);
      json_builder_end_object (page);
    }
  json_builder_end_array (page);
  json_builder_end_object (page);
  return json_builder_get_root (page);
}

static void
check_equal (const PamorChange *a,
             const PamorChange *b)
{
  g_assert_cmpstr (a->submission, ==, b->submission);
  g_assert_cmpuint (a->revision, ==, b->revision);
  g_assert_cmpuint (a->revision, >=, 1);
  g_assert_cmpint (a->seq, ==, b->seq);
  g_assert_cmpint (a->seq, >=, 0);
  g_assert_cmpint (a->status, ==, b->status);
  g_assert_cmpstr (a->reason_code, ==, b->reason_code);
  g_assert_cmpstr (a->message, ==, b->message);
  g_assert_cmpint (a->updated_at / G_USEC_PER_SEC, ==, b->updated_at / G_USEC_PER_SEC);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) body = g_bytes_new_static (data, size);
  g_autoptr (JsonNode) node = pamor_reply_parse (body);
  const char *next = NULL, *next_again = NULL;
  gboolean more, more_again;
  g_autoptr (GPtrArray) changes = pamor_changes_read (node, &next, &more);
  g_autoptr (JsonNode) page = NULL;
  g_autoptr (GPtrArray) again = NULL;

  if (changes == NULL)
    return 0;
  page = write_page (changes, next);
  again = pamor_changes_read (page, &next_again, &more_again);
  g_assert_cmpstr (next, ==, next_again);
  g_assert_cmpuint (changes->len, ==, again->len);
  for (guint i = 0; i < changes->len; i++)
    check_equal (changes->pdata[i], again->pdata[i]);
  return 0;
}
