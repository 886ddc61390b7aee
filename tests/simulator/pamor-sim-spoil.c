/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replies that no sound server gives. What they mean is left to the program. */
#include "pamor-sim.h"

#include <string.h>

#define ANOTHER_DIGEST "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void
set_header (PamorReply *reply,
            const char *name,
            const char *value)
{
  g_hash_table_replace (reply->headers, g_strdup (name), g_strdup (value));
}

static void
set_text (PamorReply *reply,
          const char *text)
{
  g_clear_pointer (&reply->body, g_bytes_unref);
  reply->body = g_bytes_new (text, strlen (text));
}

/* Replaces the value of @member, whatever it is, in the text of a JSON object. */
static void
replace_member (PamorReply *reply,
                const char *member,
                const char *value)
{
  g_autofree char *text = NULL, *pattern = NULL, *with = NULL, *spoilt = NULL;
  g_autoptr (GRegex) regex = NULL;

  if (reply->body == NULL)
    return;
  text = g_strndup (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body));
  pattern = g_strdup_printf ("\"%s\"\\s*:\\s*(\"[^\"]*\"|[0-9]+|true|false|\\[[^]]*\\])", member);
  with = g_strdup_printf ("\"%s\":%s", member, value);
  regex = g_regex_new (pattern, 0, 0, NULL);
  spoilt = g_regex_replace_literal (regex, text, -1, 0, with, 0, NULL);
  set_text (reply, spoilt);
}

static void
truncate_body (PamorReply *reply)
{
  gsize size = reply->body == NULL ? 0 : g_bytes_get_size (reply->body);
  GBytes *part;

  if (size == 0)
    return;
  part = g_bytes_new_from_bytes (reply->body, 0, pamor_sim_draw (size));
  g_bytes_unref (reply->body);
  reply->body = part;
}

static void
fill_with_garbage (PamorReply *reply)
{
  static const char *const texts[] = { "", "null", "[]", "\"ya\"", "{", "{}", "\xff\xfe", "42" };

  set_text (reply, texts[pamor_sim_draw (G_N_ELEMENTS (texts))]);
}

static void
blow_up (PamorReply *reply)
{
  GString *text = g_string_new (NULL);
  gboolean deep = pamor_sim_chance (50);

  for (guint i = 0; i < 20000; i++)
    g_string_append (text, deep ? "[" : "{\"id\":7},");
  g_clear_pointer (&reply->body, g_bytes_unref);
  reply->body = g_string_free_to_bytes (text);
}

static void
confuse_types (PamorReply *reply)
{
  static const char *const members[] = { "state", "missing", "id", "number", "manifest_sha256",
                                         "next", "more", "access_token", "received_at" };
  static const char *const values[] = { "7", "null", "\"\"", "{}", "[]", "[7]", "true" };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (pamor_sim_chance (40))
      replace_member (reply, members[i], values[pamor_sim_draw (G_N_ELEMENTS (values))]);
  if (pamor_sim_chance (40)) /* an empty list would be a lie that nobody can see through */
    replace_member (reply, "items", "{}");
  if (g_hash_table_contains (reply->headers, "upload-offset"))
    set_header (reply, "upload-offset", pamor_sim_chance (50) ? "-1" : "99999999999");
}

/** pamor_sim_spoil: @reply: changed in place; headers and body are its own */
void
pamor_sim_spoil (PamorSimFault       fault,
                 const PamorRequest *request,
                 PamorReply         *reply)
{
  g_autofree char *other = NULL;

  switch ((int) fault)
    {
    case PAMOR_SIM_TRUNCATED:
      truncate_body (reply);
      break;
    case PAMOR_SIM_GARBAGE:
      fill_with_garbage (reply);
      break;
    case PAMOR_SIM_HUGE:
      blow_up (reply);
      break;
    case PAMOR_SIM_WRONG_TYPE:
      confuse_types (reply);
      break;
    case PAMOR_SIM_WRONG_ID:
      other = g_strdup ("\"018f0000-0000-7000-8000-00000000beef\"");
      replace_member (reply, "id", other);
      replace_member (reply, "submission", other);
      break;
    case PAMOR_SIM_WRONG_DIGEST:
      replace_member (reply, "manifest_sha256", "\"" ANOTHER_DIGEST "\"");
      break;
    default:
      break;
    }
}

static void
throttle (PamorReply *reply,
          gboolean    until)
{
  g_autofree char *text = NULL;
  guint seconds = 1 + pamor_sim_draw (1800);

  reply->status = pamor_sim_chance (50) ? 429 : 503;
  if (!until)
    return;
  if (pamor_sim_chance (50))
    text = g_strdup_printf ("%u", seconds);
  else
    {
      g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (pamor_sim_office_now ()
                                                                 / G_USEC_PER_SEC);
      g_autoptr (GDateTime) then = g_date_time_add_seconds (now, seconds);
      g_autofree char *date = g_date_time_format (now, "%a, %d %b %Y %H:%M:%S GMT");

      set_header (reply, "date", date);
      text = g_date_time_format (then, "%a, %d %b %Y %H:%M:%S GMT");
    }
  set_header (reply, "retry-after", text);
}

static void
be_a_portal (PamorReply *reply)
{
  static const guint statuses[] = { 200, 302, 511, 200 };

  reply->status = statuses[pamor_sim_draw (G_N_ELEMENTS (statuses))];
  g_hash_table_remove (reply->headers, "eopen-api");
  set_header (reply, "content-type", "text/html");
  set_text (reply, "<html>Wi-Fi</html>");
}

/** pamor_sim_make_reply: @reply: empty; one that comes in place of the server's own */
void
pamor_sim_make_reply (PamorSimFault  fault,
                      PamorReply    *reply)
{
  static const guint before[] = { 500, 500, 503, 408, 425, 423, 507 };
  static const guint after[] = { 500, 502, 504 };

  set_header (reply, "eopen-api", "1");
  switch ((int) fault)
    {
    case PAMOR_SIM_ERROR_BEFORE:
      reply->status = before[pamor_sim_draw (G_N_ELEMENTS (before))];
      break;
    case PAMOR_SIM_ERROR_AFTER:
      reply->status = after[pamor_sim_draw (G_N_ELEMENTS (after))];
      break;
    case PAMOR_SIM_THROTTLED:
    case PAMOR_SIM_THROTTLED_UNTIL:
      throttle (reply, fault == PAMOR_SIM_THROTTLED_UNTIL);
      break;
    case PAMOR_SIM_UPGRADE:
      reply->status = 426;
      break;
    default:
      be_a_portal (reply);
    }
}
