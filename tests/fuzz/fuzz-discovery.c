/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a server says of itself: no limit beyond reason is taken over, and nothing at all from a
 * server that is not ours. */
#include "net/pamor-reply-json.h"
#include "pamor-fuzz.h"
#include "sync/pamor-discovery.h"

static void
check_between (gint64 least,
               gint64 value,
               gint64 most)
{
  g_assert_cmpint (value, >=, least);
  g_assert_cmpint (value, <=, most);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) body = g_bytes_new_static (data, size);
  g_autoptr (JsonNode) node = pamor_reply_parse (body);
  g_autoptr (PamorDiscovery) self = pamor_discovery_new ();
  g_autoptr (PamorDiscovery) untouched = pamor_discovery_new ();

  if (!pamor_discovery_read (self, node))
    {
      g_assert_cmpmem (self, sizeof *self, untouched, sizeof *untouched);
      return 0;
    }
  check_between (1024, self->submission_bytes, 16 << 20);
  check_between (1, self->attachments, 1000);
  check_between (10 << 10, self->attachment_bytes, 100 << 20);
  check_between (1024, self->chunk_bytes, 100 << 20);
  check_between (10, self->changes_s, 86400);
  check_between (0, self->spread_s, 86400);
  g_assert_true (self->maintenance == NULL || g_utf8_validate (self->maintenance, -1, NULL));
  return 0;
}
