/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guarantees: a calendar is read whole or not at all; nothing of it changes afterwards, so any
 * thread may ask it. */
#include "domain/pamor-calendar.h"

#include "domain/pamor-field.h"
#include "domain/pamor-json.h"

#include <glib/gi18n-lib.h>

#define MAX_WORKING_DAYS 1000

struct _PamorCalendar
{
  GHashTable *holidays; /* name by Julian day */
  GDate       official_from, official_until;
};

static const char *const top_keys[] = { "official_until", "holidays", NULL };
static const char *const holiday_keys[] = { "date", "name", "kind", "official", NULL };
static const char *const kinds[] = { "holiday", "leave", NULL };

/* Always sets @date, to something when there is none to read. */
static void
read_date (PamorJson  *json,
           const char *key,
           GDate      *date)
{
  g_autofree char *text = pamor_json_need_text (json, key);

  if (text != NULL && pamor_field_parse_date (text, date))
    return;
  g_date_set_julian (date, 1);
  if (pamor_json_enter (json, key))
    {
      pamor_json_fail (json, _("expected a date such as “%s”"), "2026-08-17");
      pamor_json_leave (json);
    }
}

static void
read_kind (PamorJson *json)
{
  g_autofree char *kind = pamor_json_need_text (json, "kind");

  if (kind != NULL && !g_strv_contains (kinds, kind))
    pamor_json_fail_unknown (json, pamor_json_get_path (json), _("kind"), kind, kinds);
}

/* @last: the day of the one before, moved on to this one's */
static void
read_holiday (PamorCalendar *self,
              PamorJson     *json,
              GDate         *last)
{
  char *name;
  GDate day;

  if (!pamor_json_expect_object (json, holiday_keys))
    return;
  read_date (json, "date", &day);
  name = pamor_json_need_text (json, "name");
  read_kind (json);
  if (g_date_compare (&day, last) <= 0)
    pamor_json_fail (json, _("expected a later date than that of the day before it"));
  if (!pamor_json_has (json, "official"))
    pamor_json_fail (json, _("“%s” is missing"), "official");
  if (!pamor_json_get_flag (json, "official", TRUE)
      && g_date_compare (&day, &self->official_until) <= 0)
    pamor_json_fail (json, _("a day up to “official_until” has to be official"));

  *last = day;
  g_hash_table_insert (self->holidays, GUINT_TO_POINTER (g_date_get_julian (&day)), name);
}

static void
read_holidays (PamorCalendar *self,
               PamorJson     *json)
{
  GDate last;

  if (pamor_json_count (json) == 0)
    pamor_json_fail (json, _("expected at least one holiday"));
  g_date_set_julian (&last, 1);
  for (guint i = 0; pamor_json_enter_item (json, i); i++)
    {
      read_holiday (self, json, &last);
      pamor_json_leave (json);
      if (i == 0)
        g_date_set_dmy (&self->official_from, 1, G_DATE_JANUARY, g_date_get_year (&last));
    }
}

/**
 * pamor_calendar_new_from_bytes:
 * @json: {"official_until": date, "holidays": [{"date", "name", "kind": "holiday" or "leave",
 *   "official": bool}]}, by date; the officially known days run from the year of the first
 *   holiday to official_until
 * @file: its name, for errors
 *
 * Strict: an unknown key or kind is refused, so that a mistyped line never passes for none.
 *
 * Returns: (transfer full) (nullable): NULL with PAMOR_ERROR_INVALID that names file and JSON path
 */
PamorCalendar *
pamor_calendar_new_from_bytes (GBytes      *json,
                               const char  *file,
                               GError     **error)
{
  g_autoptr (PamorCalendar) self = NULL;
  g_autoptr (PamorJson) reader = NULL;

  g_return_val_if_fail (json != NULL && file != NULL, NULL);

  self = g_new0 (PamorCalendar, 1);
  self->holidays = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  reader = pamor_json_new (json, file);
  if (pamor_json_expect_object (reader, top_keys))
    read_date (reader, "official_until", &self->official_until);
  if (pamor_json_need (reader, "holidays"))
    {
      read_holidays (self, reader);
      pamor_json_leave (reader);
    }
  return pamor_json_finish (reader, error) ? g_steal_pointer (&self) : NULL;
}

/** pamor_calendar_free: the catalogue's, with the catalogue */
void
pamor_calendar_free (PamorCalendar *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->holidays);
  g_free (self);
}

/** pamor_calendar_get_holiday: Returns: (transfer none) (nullable): its name, where @day is one */
const char *
pamor_calendar_get_holiday (PamorCalendar *self,
                            const GDate   *day)
{
  g_return_val_if_fail (self != NULL && day != NULL && g_date_valid (day), NULL);

  return g_hash_table_lookup (self->holidays, GUINT_TO_POINTER (g_date_get_julian (day)));
}

/** pamor_calendar_is_working_day: neither a weekend nor a holiday, as far as is known */
gboolean
pamor_calendar_is_working_day (PamorCalendar *self,
                               const GDate   *day)
{
  g_return_val_if_fail (self != NULL && day != NULL && g_date_valid (day), FALSE);

  return g_date_get_weekday (day) <= G_DATE_FRIDAY
         && pamor_calendar_get_holiday (self, day) == NULL;
}

/** pamor_calendar_is_official: whether @day lies in the years whose holidays were decreed */
gboolean
pamor_calendar_is_official (PamorCalendar *self,
                            const GDate   *day)
{
  g_return_val_if_fail (self != NULL && day != NULL && g_date_valid (day), FALSE);

  return g_date_compare (&self->official_from, day) <= 0
         && g_date_compare (day, &self->official_until) <= 0;
}

/**
 * pamor_calendar_add_working_days:
 * @n: at most 1,000; 0 is @from itself, whatever day that is
 * @result: (out caller-allocates): the nth working day after @from; always set
 *
 * Returns: whether every day from @from to @result is officially known; FALSE: warn
 */
gboolean
pamor_calendar_add_working_days (PamorCalendar *self,
                                 const GDate   *from,
                                 guint          n,
                                 GDate         *result)
{
  GDate day;

  g_return_val_if_fail (self != NULL && from != NULL && g_date_valid (from), FALSE);
  g_return_val_if_fail (n <= MAX_WORKING_DAYS && result != NULL, FALSE);

  day = *from;
  while (n > 0)
    {
      g_date_add_days (&day, 1);
      if (pamor_calendar_is_working_day (self, &day))
        n--;
    }
  *result = day;
  return pamor_calendar_is_official (self, from) && pamor_calendar_is_official (self, &day);
}
