/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue that is built into the program, as a server would hand it out, and days on which a
 * document can be fetched: the office's working days, each with the same invented room. */
#include "practice/pamor-practice-routes.h"

#include "domain/pamor-catalogue.h"

#include <glib/gi18n-lib.h>

#define BUILTIN   "/id/e_open/HaloPamor/catalogue/"
#define DAYS_MAX  62
#define DAY_ROOM  20  /* people a day */
#define KTP_BLANKS 100

/* The files of one folder of the catalogue, and of those in it, each under its name. */
static void
add_files (JsonBuilder *json,
           const char  *folder)
{
  g_autofree char *path = g_strconcat (BUILTIN, folder, NULL);
  g_auto (GStrv) names = g_resources_enumerate_children (path, 0, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *name = g_strconcat (folder, names[i], NULL);
      g_autofree char *file = g_strconcat (BUILTIN, name, NULL);
      g_autoptr (GBytes) bytes = g_resources_lookup_data (file, 0, NULL);

      if (bytes == NULL)
        {
          add_files (json, name);
          continue;
        }
      json_builder_set_member_name (json, name);
      json_builder_add_value (json, json_from_string (g_bytes_get_data (bytes, NULL), NULL));
    }
}

/* The ETag is the digest of the whole, against which a client checks what it put together. */
void
pamor_practice_get_catalogue (PamorPracticeExchange *self)
{
  const char *known = pamor_practice_exchange_get_header (self, "if-none-match");
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autofree char *sha256 = NULL;
  g_autofree char *etag = NULL;

  json_builder_begin_object (json);
  pamor_practice_json_add (json, "version",
                           pamor_catalogue_get_version (pamor_catalogue_get_builtin ()));
  json_builder_set_member_name (json, "files");
  json_builder_begin_object (json);
  add_files (json, "");
  json_builder_end_object (json);
  json_builder_end_object (json);
  pamor_practice_exchange_reply_json (self, 200, json);

  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->reply->body);
  etag = g_strdup_printf ("\"%s\"", sha256);
  pamor_practice_exchange_set_header (self, "etag", etag);
  if (g_strcmp0 (known, etag) == 0)
    pamor_practice_exchange_reply (self, 304);
}

static gboolean
read_day (PamorPracticeExchange *self,
          const char            *name,
          GDate                 *day)
{
  g_autofree char *text = pamor_practice_exchange_dup_query (self, name);
  g_autofree char *midnight = g_strconcat (text, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) time = NULL;

  time = text == NULL ? NULL : g_date_time_new_from_iso8601 (midnight, NULL);
  if (time == NULL)
    return FALSE;
  g_date_set_dmy (day, g_date_time_get_day_of_month (time), g_date_time_get_month (time),
                  g_date_time_get_year (time));
  return TRUE;
}

static void
add_days (JsonBuilder *json,
          GDate        from,
          const GDate *to)
{
  PamorCalendar *calendar = pamor_catalogue_get_calendar (pamor_catalogue_get_builtin ());

  json_builder_set_member_name (json, "days");
  json_builder_begin_array (json);
  for (; g_date_compare (&from, to) <= 0; g_date_add_days (&from, 1))
    {
      char day[11];

      if (!pamor_calendar_is_working_day (calendar, &from))
        continue;
      g_date_strftime (day, sizeof day, "%Y-%m-%d", &from);
      json_builder_begin_object (json);
      pamor_practice_json_add (json, "date", day);
      json_builder_set_member_name (json, "room");
      json_builder_add_int_value (json, DAY_ROOM);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

void
pamor_practice_get_pickup_slots (PamorPracticeExchange *self)
{
  g_autofree char *point = pamor_practice_exchange_dup_query (self, "point");
  g_autoptr (JsonBuilder) json = json_builder_new ();
  GDate from, to;

  if (point == NULL || *point == '\0' || !read_day (self, "from", &from)
      || !read_day (self, "to", &to)
      || g_date_days_between (&from, &to) < 0 || g_date_days_between (&from, &to) > DAYS_MAX)
    {
      pamor_practice_exchange_refuse (self, 400, "malformed",
                                      _("point, and at most 62 days from and to, are needed"));
      return;
    }
  json_builder_begin_object (json);
  pamor_practice_json_add (json, "point", point);
  json_builder_set_member_name (json, "ktp_blanks");
  json_builder_add_int_value (json, KTP_BLANKS);
  add_days (json, from, &to);
  json_builder_end_object (json);
  pamor_practice_exchange_reply_json (self, 200, json);
}
