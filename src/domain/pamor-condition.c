/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The small language of the catalogue: {"field": PATH, TEST: VALUE}, joined by all, any, not. What
 * it holds for is asked here, of a condition that was parsed and resolved. A value that is missing
 * or malformed makes every test of it false, except "present": false, so a condition never speaks
 * before there is something to speak of.
 */
#include "domain/pamor-condition-private.h"

#include "domain/pamor-field.h"
#include "domain/pamor-nik.h"

#include <string.h>

/** pamor_condition_free: with the conditions that it joins */
void
pamor_condition_free (PamorCondition *self)
{
  g_free (self->where);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_strfreev (self->values);
  g_free (self);
}

/** pamor_condition_list_paths: @paths: (element-type PamorPath): gets borrowed ones, some twice */
void
pamor_condition_list_paths (const PamorCondition *self,
                            GPtrArray            *paths)
{
  for (guint i = 0; i < self->parts->len; i++)
    pamor_condition_list_paths (g_ptr_array_index (self->parts, i), paths);
  if (self->test > TEST_ACTIVITY)
    g_ptr_array_add (paths, (PamorPath *) &self->field);
  if (self->has_other)
    g_ptr_array_add (paths, (PamorPath *) &self->other);
}

static int
count_years (const GDate *from,
             const GDate *to)
{
  int years = g_date_get_year (to) - g_date_get_year (from);
  int months = (int) g_date_get_month (to) - (int) g_date_get_month (from);

  return years - (months < 0 || (months == 0 && g_date_get_day (to) < g_date_get_day (from)));
}

static gboolean
compare_days (const PamorCondition *self,
              const char           *value,
              const char           *other,
              const GDate          *today)
{
  GDate day, than = g_date_valid (&self->day) ? self->day : *today;

  if (!pamor_field_parse_date (value, &day))
    return FALSE;
  if (self->has_other && (other == NULL || !pamor_field_parse_date (other, &than)))
    return FALSE;
  switch (self->test)
    {
    case TEST_BEFORE:
      return g_date_compare (&day, &than) < 0;
    case TEST_AFTER:
      return g_date_compare (&day, &than) > 0;
    case TEST_DAYS_AGO_OVER:
      return g_date_days_between (&day, &than) > self->number;
    case TEST_AGE_AT_LEAST:
      return count_years (&day, &than) >= self->number;
    default:
      return count_years (&day, &than) < self->number;
    }
}

/* What is no digit does not count: "3275.01" starts as "32 75 01" does. */
static gboolean
copy_digits (const char *text,
             char       *digits,
             guint       n)
{
  guint length = 0;

  for (; *text != '\0' && length < n; text++)
    if (g_ascii_isdigit (*text))
      digits[length++] = *text;
  digits[length] = '\0';
  return length == n;
}

static gboolean
start_the_same (const char *value,
                const char *other,
                guint       n)
{
  char a[17], b[17];

  return other != NULL && copy_digits (value, a, n) && copy_digits (other, b, n)
         && strcmp (a, b) == 0;
}

/* @value: a birth, or a sex as a person has it (L, P) or the paper forms (1, 2). Where the NIK says
 * nothing, nothing differs; it says no century. */
static gboolean
differs_from_nik (const char  *value,
                  const char  *number,
                  const GDate *today)
{
  PamorNik nik;
  GDate birth;

  if (number == NULL || !pamor_nik_parse (number, pamor_regions_get_default (), today, &nik))
    return FALSE;
  if (value[1] == '\0')
    return (*value == 'L' || *value == '1') != (nik.sex == PAMOR_SEX_MALE);
  return pamor_field_parse_date (value, &birth)
         && (g_date_get_day (&birth) != g_date_get_day (&nik.birth)
             || g_date_get_month (&birth) != g_date_get_month (&nik.birth)
             || g_date_get_year (&birth) % 100 != g_date_get_year (&nik.birth) % 100);
}

static gboolean
is_working_day (const char    *value,
                PamorCalendar *calendar,
                gboolean       yes)
{
  GDate day;

  return pamor_field_parse_date (value, &day)
         && pamor_calendar_is_working_day (calendar, &day) == yes;
}

static gboolean
compare_values (const PamorCondition      *self,
                const char                *value,
                const char                *other,
                const PamorConditionScope *scope)
{
  double number;

  if (self->test == TEST_PRESENT)
    return self->yes == (value != NULL);
  if (value == NULL)
    return FALSE;
  switch (self->test)
    {
    case TEST_IS:
    case TEST_IN:
      return g_strv_contains ((const char *const *) self->values, value);
    case TEST_SAME_AS:
      return g_strcmp0 (value, other) == 0;
    case TEST_SAME_START:
      return start_the_same (value, other, self->digits);
    case TEST_DIFFERS_FROM_NIK:
      return differs_from_nik (value, other, scope->today);
    case TEST_WORKING_DAY:
      return is_working_day (value, scope->calendar, self->yes);
    case TEST_BELOW:
      return pamor_field_parse_number (value, &number) && number < self->number;
    case TEST_ABOVE:
      return pamor_field_parse_number (value, &number) && number > self->number;
    default:
      return compare_days (self, value, other, scope->today);
    }
}

/* The items that "[]" of a path stands for: one where the scope binds its list, else all. */
static void
get_range (const PamorPath           *path,
           const PamorConditionScope *scope,
           int                       *from,
           int                       *to)
{
  *from = path->index;
  *to = path->index + 1;
  if (path->index != PAMOR_PATH_EACH)
    return;
  if (g_strcmp0 (scope->list, path->field) == 0)
    {
      *from = scope->index;
      *to = scope->index + 1;
      return;
    }
  *from = 0;
  *to = scope->count (scope->data, path->field);
}

static gboolean
holds_with (const PamorCondition      *self,
            const char                *value,
            const PamorConditionScope *scope)
{
  PamorPath path = self->other;
  int from, to;

  if (!self->has_other)
    return compare_values (self, value, NULL, scope);
  get_range (&self->other, scope, &from, &to);
  for (path.index = from; path.index < to; path.index++)
    {
      g_autofree char *other = scope->get (scope->data, &path);

      if (compare_values (self, value, other, scope))
        return TRUE;
    }
  return FALSE;
}

static gboolean
test_holds (const PamorCondition      *self,
            const PamorConditionScope *scope)
{
  PamorPath path = self->field;
  int from = 0, to, passed = 0;

  if (self->more_than >= 0)
    to = scope->count (scope->data, path.field);
  else
    get_range (&self->field, scope, &from, &to);
  for (path.index = from; path.index < to; path.index++)
    {
      g_autofree char *value = scope->get (scope->data, &path);

      if (holds_with (self, value, scope) && ++passed > MAX (self->more_than, 0))
        return TRUE;
    }
  return FALSE;
}

/** pamor_condition_holds: Returns: whether it holds for the answers that @scope gives */
gboolean
pamor_condition_holds (const PamorCondition      *self,
                       const PamorConditionScope *scope)
{
  if (self->test == TEST_ACTIVITY)
    return scope->activity != NULL
           && g_strv_contains ((const char *const *) self->values, scope->activity);
  if (self->test > TEST_ACTIVITY)
    return test_holds (self, scope);
  for (guint i = 0; i < self->parts->len; i++)
    {
      gboolean holds = pamor_condition_holds (g_ptr_array_index (self->parts, i), scope);

      if (self->test == TEST_NOT)
        return !holds;
      if (holds == (self->test == TEST_ANY))
        return holds;
    }
  return self->test == TEST_ALL;
}
