/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The small language of the catalogue: {"field": PATH, TEST: VALUE}, joined by all, any, not.
 * Parsed while the file is read, resolved against the service when all its fields are known; what
 * passed both always has an answer. A value that is missing or malformed makes every test of it
 * false, except "present": false, so a condition never speaks before there is something to speak
 * of.
 */
#include "domain/pamor-condition-private.h"

#include "domain/pamor-field.h"

#include <glib/gi18n-lib.h>

static const char *const test_nicks[]
    = { "all",     "any",    "not",   "is",            "in",           "present",   "same_as",
        "before",  "after",  "days_ago_over", "age_at_least", "age_below", "below", "above", NULL };

void
pamor_condition_free (PamorCondition *self)
{
  g_free (self->where);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_strfreev (self->values);
  g_free (self);
}

static void
parse_parts (PamorCondition *self,
             PamorJson      *json)
{
  guint n;

  if (!pamor_json_need (json, test_nicks[self->test]))
    return;
  if (self->test == TEST_NOT)
    g_ptr_array_add (self->parts, pamor_condition_parse (json));
  else
    {
      n = pamor_json_count (json);
      if (n == 0)
        pamor_json_fail (json, _("expected at least one condition"));
      for (guint i = 0; i < n; i++)
        {
          pamor_json_enter_item (json, i);
          g_ptr_array_add (self->parts, pamor_condition_parse (json));
          pamor_json_leave (json);
        }
    }
  pamor_json_leave (json);
}

static void
parse_path (PamorJson  *json,
            const char *key,
            PamorPath  *path)
{
  g_autofree char *text = pamor_json_need_text (json, key);

  if (text != NULL && !pamor_path_parse (text, path))
    pamor_json_fail (json, _("“%s” is not the path of a field, such as “anak.lahir”"), text);
}

/* "today", a day in ISO 8601, or the path of a date field. */
static void
parse_day (PamorCondition *self,
           PamorJson      *json,
           const char     *key)
{
  g_autofree char *text = pamor_json_need_text (json, key);

  if (text == NULL || g_str_equal (text, "today") || pamor_field_parse_date (text, &self->day))
    return;
  self->has_other = pamor_path_parse (text, &self->other);
  if (!self->has_other)
    pamor_json_fail (json, _("“%s” is not “today”, a date such as “2026-11-20”, nor a field"),
                     text);
}

static void
parse_values (PamorCondition *self,
              PamorJson      *json)
{
  if (self->test == TEST_IN)
    {
      self->values = pamor_json_dup_texts (json, "in");
      if (self->values[0] == NULL)
        pamor_json_fail (json, _("expected at least one value in “in”"));
    }
  else
    {
      self->values = g_new0 (char *, 2);
      self->values[0] = pamor_json_need_text (json, "is");
    }
}

static void
parse_test (PamorCondition *self,
            PamorJson      *json)
{
  parse_path (json, "field", &self->field);
  switch (self->test)
    {
    case TEST_IS:
    case TEST_IN:
      parse_values (self, json);
      break;
    case TEST_PRESENT:
      self->present = pamor_json_get_flag (json, "present", TRUE);
      break;
    case TEST_SAME_AS:
      self->has_other = TRUE;
      parse_path (json, "same_as", &self->other);
      break;
    case TEST_BEFORE:
    case TEST_AFTER:
      parse_day (self, json, test_nicks[self->test]);
      break;
    default:
      pamor_json_get_number (json, test_nicks[self->test], &self->number);
      self->has_other = pamor_json_has (json, "on");
      if (self->has_other)
        parse_path (json, "on", &self->other);
      break;
    }
}

static gboolean
is_by_day (Test test)
{
  return test == TEST_DAYS_AGO_OVER || test == TEST_AGE_AT_LEAST || test == TEST_AGE_BELOW;
}

/* Finds the one test that the object holds; its other keys may only be "field" and "on". */
static gboolean
find_test (PamorCondition *self,
           PamorJson      *json)
{
  const char *const keys[] = { "field", "on", "all",     "any",    "not",   "is",
                               "in",    "present", "same_as", "before", "after", "days_ago_over",
                               "age_at_least", "age_below", "below", "above", NULL };
  guint found = 0;

  if (!pamor_json_expect_object (json, keys))
    return FALSE;
  for (gsize i = 0; test_nicks[i] != NULL; i++)
    if (pamor_json_has (json, test_nicks[i]))
      {
        self->test = i;
        found++;
      }
  if (found != 1)
    pamor_json_fail (json, _("expected exactly one test, such as “is” or “all”"));
  else if (self->test <= TEST_NOT && pamor_json_has (json, "field"))
    pamor_json_fail (json, _("“%s” joins conditions and takes no “field”"), test_nicks[self->test]);
  else if (pamor_json_has (json, "on") && !is_by_day (self->test))
    pamor_json_fail (json, _("“on” is only for days_ago_over, age_at_least and age_below"));
  return !pamor_json_has_failed (json);
}

/**
 * pamor_condition_parse:
 * @json: stands on the condition
 *
 * Returns: (transfer full): the condition; of use only when @json has not failed and after
 * pamor_condition_resolve()
 */
PamorCondition *
pamor_condition_parse (PamorJson *json)
{
  PamorCondition *self = g_new0 (PamorCondition, 1);

  self->where = g_strdup (pamor_json_get_path (json));
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_condition_free);
  if (!find_test (self, json))
    return self;
  if (self->test <= TEST_NOT)
    parse_parts (self, json);
  else
    parse_test (self, json);
  return self;
}

static GStrv
list_paths (const PamorService *service)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  for (guint i = 0; i < service->sections->len; i++)
    {
      PamorSection *section = g_ptr_array_index (service->sections, i);

      for (guint j = 0; j < section->fields->len; j++)
        g_strv_builder_add (paths, ((PamorField *) g_ptr_array_index (section->fields, j))->path);
    }
  return g_strv_builder_end (paths);
}

static const PamorField *
resolve_path (const PamorCondition *self,
              const PamorPath      *path,
              const PamorService   *service,
              PamorJson            *json)
{
  const PamorField *field = pamor_field_find (service, path);
  g_autofree char *text = pamor_path_format (path);

  if (field == NULL)
    {
      g_auto (GStrv) known = list_paths (service);

      pamor_json_fail_unknown (json, self->where, _("field"), path->field,
                               (const char *const *) known);
    }
  else if (field->is_list && path->index != PAMOR_PATH_EACH)
    pamor_json_fail_at (json, self->where,
                        _("“%s” is a list where one value is due; write “%s[]”"), text,
                        field->path);
  else if (!field->is_list && path->index != PAMOR_PATH_NONE)
    pamor_json_fail_at (json, self->where, _("“%s” is not a list; leave out the brackets"), text);
  else if (!pamor_field_accepts_path (field, path))
    {
      g_autofree char *members = g_strjoinv (", ", (GStrv) pamor_field_get_members (field));

      pamor_json_fail_at (json, self->where,
                          _("“%s” names no one value; members of %s are: %s"), text,
                          pamor_field_kinds[field->kind], *members != '\0' ? members : _("none"));
    }
  else
    return field;
  return NULL;
}

static void
resolve_values (const PamorCondition *self,
                const PamorField     *field,
                PamorJson            *json)
{
  static const char *const yes_no[] = { "ya", "tidak", NULL };
  static const char *const sexes[] = { "L", "P", NULL };
  PamorFieldKind kind = pamor_field_get_value_kind (field, self->field.member);

  for (gsize i = 0; self->values[i] != NULL; i++)
    {
      const char *value = self->values[i];

      if (kind == PAMOR_FIELD_YES_NO && !g_strv_contains (yes_no, value))
        pamor_json_fail_unknown (json, self->where, _("value"), value, yes_no);
      else if (g_str_equal (self->field.member, "sex") && !g_strv_contains (sexes, value))
        pamor_json_fail_unknown (json, self->where, _("value"), value, sexes);
      else if (field->codes != NULL && pamor_code_list_find_text (field->codes, value) == NULL)
        pamor_json_fail_at (json, self->where, _("“%s” is not a code of the list “%s”"), value,
                            field->codes->id);
    }
}

static void
resolve_kind (const PamorCondition *self,
              const PamorPath      *path,
              const PamorField     *field,
              PamorJson            *json)
{
  PamorFieldKind kind = pamor_field_get_value_kind (field, path->member);
  PamorFieldKind due = self->test >= TEST_BELOW ? PAMOR_FIELD_NUMBER : PAMOR_FIELD_DATE;

  if (self->test >= TEST_BEFORE && kind != due)
    pamor_json_fail_at (json, self->where, _("“%s” needs a field of the kind “%s”"),
                        test_nicks[self->test], pamor_field_kinds[due]);
}

/**
 * pamor_condition_resolve:
 *
 * Fails @json where the condition names fields that @service has not, a list where one value is
 * due, a member that there is not, or tests a field in a way that its kind has not.
 */
void
pamor_condition_resolve (const PamorCondition *self,
                         const PamorService   *service,
                         PamorJson            *json)
{
  const PamorField *field, *other;

  for (guint i = 0; i < self->parts->len; i++)
    pamor_condition_resolve (g_ptr_array_index (self->parts, i), service, json);
  if (self->test <= TEST_NOT)
    return;
  field = resolve_path (self, &self->field, service, json);
  if (field == NULL)
    return;
  resolve_kind (self, &self->field, field, json);
  if (self->values != NULL)
    resolve_values (self, field, json);
  other = self->has_other ? resolve_path (self, &self->other, service, json) : NULL;
  if (other != NULL)
    resolve_kind (self, &self->other, other, json);
}

/** pamor_condition_list_fields: @fields: (element-type utf8): gets borrowed paths, perhaps twice */
void
pamor_condition_list_fields (const PamorCondition *self,
                             GPtrArray            *fields)
{
  for (guint i = 0; i < self->parts->len; i++)
    pamor_condition_list_fields (g_ptr_array_index (self->parts, i), fields);
  if (self->test > TEST_NOT)
    g_ptr_array_add (fields, (char *) self->field.field);
  if (self->has_other)
    g_ptr_array_add (fields, (char *) self->other.field);
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

static gboolean
compare_values (const PamorCondition *self,
                const char           *value,
                const char           *other,
                const GDate          *today)
{
  double number;

  if (self->test == TEST_PRESENT)
    return self->present == (value != NULL);
  if (value == NULL)
    return FALSE;
  switch (self->test)
    {
    case TEST_IS:
    case TEST_IN:
      return g_strv_contains ((const char *const *) self->values, value);
    case TEST_SAME_AS:
      return g_strcmp0 (value, other) == 0;
    case TEST_BELOW:
      return pamor_field_parse_number (value, &number) && number < self->number;
    case TEST_ABOVE:
      return pamor_field_parse_number (value, &number) && number > self->number;
    default:
      return compare_days (self, value, other, today);
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
    return compare_values (self, value, NULL, scope->today);
  get_range (&self->other, scope, &from, &to);
  for (path.index = from; path.index < to; path.index++)
    {
      g_autofree char *other = scope->get (scope->data, &path);

      if (compare_values (self, value, other, scope->today))
        return TRUE;
    }
  return FALSE;
}

static gboolean
test_holds (const PamorCondition      *self,
            const PamorConditionScope *scope)
{
  PamorPath path = self->field;
  int from, to;

  get_range (&self->field, scope, &from, &to);
  for (path.index = from; path.index < to; path.index++)
    {
      g_autofree char *value = scope->get (scope->data, &path);

      if (holds_with (self, value, scope))
        return TRUE;
    }
  return FALSE;
}

/** pamor_condition_holds: Returns: whether it holds for the answers that @scope gives */
gboolean
pamor_condition_holds (const PamorCondition      *self,
                       const PamorConditionScope *scope)
{
  if (self->test > TEST_NOT)
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
