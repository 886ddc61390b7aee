/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reply from whoever answered: "OPERATION STATUS REVISION", its headers, an empty line, its body.
 * Nothing but the operation's own success, from a server that names the API, is OK. */
#include "net/pamor-reply.h"
#include "pamor-fuzz.h"
#include "sync/pamor-changes.h"
#include "sync/pamor-slots.h"

#include <stdio.h>
#include <string.h>

#define ID "01935000-0000-7000-8000-000000000001"
#define PHOTO "01935000-0000-7000-8000-00000000000a"
#define LONGEST_RETRY_S 86400

typedef struct
{
  PamorRequest request;
  PamorReply   reply;
} Exchange;

static void
read_head (Exchange *self,
           char     *head)
{
  g_auto (GStrv) lines = g_strsplit (head, "\n", -1);
  unsigned int op = 0, status = 0, revision = 1;

  if (lines[0] != NULL)
    sscanf (lines[0], "%2u %4u %2u", &op, &status, &revision);
  self->request.op = op % (PAMOR_OP_LOG_OUT + 1);
  self->request.revision = MAX (revision, 1);
  self->reply.status = status;
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      char *colon = strchr (lines[i], ':');

      if (colon != NULL)
        g_hash_table_replace (self->reply.headers, g_ascii_strdown (lines[i], colon - lines[i]),
                              g_strstrip (g_strdup (colon + 1)));
    }
}

static gboolean
is_member (PamorVerdict *verdict,
           const char   *name,
           const char   *text)
{
  JsonObject *object = json_node_get_object (verdict->body);

  return g_strcmp0 (json_object_get_string_member_with_default (object, name, NULL), text) == 0;
}

static void
check_success (Exchange     *self,
               PamorVerdict *verdict)
{
  guint status = self->reply.status;
  PamorOperation op = self->request.op;

  g_assert_cmpstr (g_hash_table_lookup (self->reply.headers, "eopen-api"), ==, "1");
  g_assert_true ((status >= 200 && status < 300)
                 || ((status == 304 || status == 404) && op == PAMOR_OP_GET_CATALOGUE)
                 || (status == 410 && op == PAMOR_OP_WITHDRAW));
  if (op == PAMOR_OP_PUT_SUBMISSION)
    {
      g_assert_true (is_member (verdict, "id", ID) || is_member (verdict, "id", NULL));
      g_assert_true (is_member (verdict, "state", verdict->incomplete ? "incomplete" : "received"));
      g_assert_true (!verdict->incomplete || verdict->missing[0] != NULL);
    }
  if (op == PAMOR_OP_GET_RECEIPT)
    g_assert_false (is_member (verdict, "number", NULL));
  if (op == PAMOR_OP_ASK_OFFSET || op == PAMOR_OP_SEND_CHUNK)
    g_assert_cmpint (verdict->offset, >=, 0);
  g_assert_true (op == PAMOR_OP_GET_CATALOGUE && status == 200
                   ? verdict->content != NULL : verdict->content == NULL);
  if (verdict->content != NULL)
    {
      g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, verdict->content);

      g_assert_cmpmem (verdict->etag + 1, 64, sha256, 64);
    }
}

static void
check_words (const char *words,
             glong       longest)
{
  g_assert_true (words == NULL || (g_utf8_validate (words, -1, NULL)
                                   && g_utf8_strlen (words, -1) <= longest));
}

/* What the engine makes of it next */
static void
hand_on (Exchange     *self,
         PamorVerdict *verdict)
{
  g_autoptr (PamorSlots) slots = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  const char *next;
  gboolean more;

  if (verdict->class != PAMOR_VERDICT_OK)
    return;
  if (self->request.op == PAMOR_OP_GET_SLOTS)
    slots = pamor_slots_parse (verdict->body, 1, NULL);
  if (self->request.op == PAMOR_OP_GET_CHANGES)
    {
      changes = pamor_changes_read (verdict->body, &next, &more);
      g_assert_nonnull (changes);
    }
}

static void
check (Exchange *self)
{
  g_autoptr (PamorVerdict) verdict = pamor_reply_judge (&self->request, &self->reply);
  g_autoptr (PamorVerdict) again = pamor_reply_judge (&self->request, &self->reply);

  g_assert_cmpint (verdict->class, ==, again->class);
  g_assert_true (self->reply.status != 0 || verdict->class == PAMOR_VERDICT_LINK);
  g_assert_true (verdict->class == PAMOR_VERDICT_LINK || verdict->class == PAMOR_VERDICT_PORTAL
                 || verdict->class == PAMOR_VERDICT_SERVER
                 || verdict->class == PAMOR_VERDICT_THROTTLE
                 || g_strcmp0 (g_hash_table_lookup (self->reply.headers, "eopen-api"), "1") == 0);
  g_assert_true (verdict->http_status == 0
                 || g_strcmp0 (g_hash_table_lookup (self->reply.headers, "eopen-api"), "1") == 0);
  g_assert_cmpint (verdict->offset, >=, -1);
  g_assert_cmpint (verdict->retry_after_s, >=, -1);
  g_assert_cmpint (verdict->retry_after_s, <=, LONGEST_RETRY_S);
  check_words (verdict->code, 120);
  check_words (verdict->pointer, 120);
  check_words (verdict->message, 1000);
  if (verdict->class == PAMOR_VERDICT_OK)
    check_success (self, verdict);
  hand_on (self, verdict);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  char id[] = ID, photo[] = PHOTO;
  const guint8 *end = memmem (data, size, "\n\n", 2);
  g_autofree char *head = g_strndup ((const char *) data, end == NULL ? size : end - data);
  g_autoptr (GHashTable) headers
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GBytes) body
    = end == NULL ? NULL : g_bytes_new_static (end + 2, data + size - end - 2);
  Exchange self = { { .submission = id, .attachment = photo },
                    { .headers = headers, .body = body } };

  read_head (&self, head);
  check (&self);
  return 0;
}
