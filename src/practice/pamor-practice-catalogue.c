/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue, as a server would hand it out, and days on which a document can be fetched: the
 * office's working days, each with room that is invented of the point and the day, none on some. */
#include "practice/pamor-practice-routes.h"

#include "domain/pamor-catalogue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BUILTIN   "/id/e_open/HaloPamor/catalogue/"
#define DAYS_MAX  62
#define DAY_ROOM  20  /* people a day at most */
#define KTP_BLANKS 100

static GBytes *
read_builtin (const char *name,
              gpointer    unused,
              GError    **error)
{
  g_autofree char *path = g_strconcat (BUILTIN, name, NULL);

  return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}

/* Made once: it takes a twentieth of a second, and each sync asks for it. */
static GBytes *
get_builtin_pack (void)
{
  static gsize pack;

  if (g_once_init_enter (&pack))
    {
      pamor_catalogue_get_builtin (); /* its files are there from here on */
      g_once_init_leave (&pack, (gsize) pamor_catalogue_pack (read_builtin, NULL, NULL));
    }
  return (GBytes *) pack;
}

/* The one that a trainer gave; else that which is built in. */
static GBytes *
make_pack (PamorPracticeExchange *self)
{
  char *given = pamor_practice_store_get_setting (self->store, "catalogue");

  return given != NULL ? g_bytes_new_take (given, strlen (given))
                       : g_bytes_ref (get_builtin_pack ());
}

/**
 * pamor_practice_get_catalogue:
 *
 * GET /v1/catalogue: 304 where the client has it. The ETag is the digest of the whole, against
 * which a client checks what it got.
 */
void
pamor_practice_get_catalogue (PamorPracticeExchange *self)
{
  const char *known = pamor_practice_exchange_get_header (self, "if-none-match");
  g_autoptr (GBytes) pack = make_pack (self);
  g_autofree char *text = g_strndup (g_bytes_get_data (pack, NULL), g_bytes_get_size (pack));
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, pack);
  g_autofree char *etag = g_strdup_printf ("\"%s\"", sha256);

  if (g_strcmp0 (known, etag) == 0)
    pamor_practice_exchange_reply (self, 304);
  else
    pamor_practice_exchange_reply_text (self, 200, "application/json", text);
  pamor_practice_exchange_set_header (self, "etag", etag);
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

/* The same for the same question; every fifth day or so is full. */
static guint
invent_room (const char  *point,
             const GDate *day)
{
  guint n = g_str_hash (point) + g_date_get_julian (day) * 7;

  return n % 5 == 0 ? 0 : n % DAY_ROOM + 1;
}

static void
add_days (JsonBuilder *json,
          const char  *point,
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
      json_builder_add_int_value (json, invent_room (point, &from));
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

/** pamor_practice_get_pickup_slots: GET /v1/pickup-slots: the same for the same point and day; no
 *   point is unknown */
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
  if (g_str_hash (point) % 3 == 0) /* not every point counts them */
    json_builder_add_null_value (json);
  else
    json_builder_add_int_value (json, KTP_BLANKS);
  add_days (json, point, from, &to);
  json_builder_end_object (json);
  pamor_practice_exchange_reply_json (self, 200, json);
}
