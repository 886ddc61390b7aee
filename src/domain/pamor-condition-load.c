/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Conditions out of the files: parsed while the file is read, resolved against the service when all
 * its fields are known. What passed both always has an answer.
 */
#include "domain/pamor-condition-private.h"

#include "domain/pamor-catalogue-private.h"
#include "domain/pamor-field.h"

#include <glib/gi18n-lib.h>

static const char *const test_nicks[]
    = { "all",     "any",    "not",   "activity",      "is",           "in",        "present",
        "same_as", "same_start", "differs_from_nik", "before", "after",  "days_ago_over",
        "age_at_least", "age_below", "working_day", "below", "above", NULL };

static void
parse_parts (PamorCondition *self,
             PamorJson      *json)
{
  if (!pamor_json_need (json, test_nicks[self->test]))
    return;
  if (self->test == TEST_NOT)
    g_ptr_array_add (self->parts, pamor_condition_parse (json));
  else
    {
      if (pamor_json_count (json) == 0)
        pamor_json_fail (json, _("expected at least one condition"));
      for (guint i = 0; pamor_json_enter_item (json, i); i++)
        {
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
        pamor_json_fail (json, _("expected at least one value in “%s”"), "in");
    }
  else
    {
      self->values = g_new0 (char *, 2);
      self->values[0] = pamor_json_need_text (json, "is");
    }
}

/* One code, or a list of them of which any will do. */
static void
parse_activity (PamorCondition *self,
                PamorJson      *json)
{
  if (pamor_json_has_list (json, "activity"))
    self->values = pamor_json_dup_texts (json, "activity");
  else
    {
      self->values = g_new0 (char *, 2);
      self->values[0] = pamor_json_need_text (json, "activity");
    }
  if (self->values[0] == NULL)
    pamor_json_fail (json, _("expected at least one value in “%s”"), "activity");
}

static void
parse_test (PamorCondition *self,
            PamorJson      *json)
{
  parse_path (json, "field", &self->field);
  if (pamor_json_has (json, "more_than"))
    self->more_than = pamor_json_get_count (json, "more_than", 0, 50, 0);
  if (self->more_than >= 0 && self->field.index != PAMOR_PATH_EACH)
    pamor_json_fail (json, _("“more_than” counts items and needs “[]” in the path"));
  switch (self->test)
    {
    case TEST_IS:
    case TEST_IN:
      parse_values (self, json);
      break;
    case TEST_PRESENT:
    case TEST_WORKING_DAY:
      self->yes = pamor_json_get_flag (json, test_nicks[self->test], TRUE);
      break;
    case TEST_SAME_AS:
    case TEST_SAME_START:
    case TEST_DIFFERS_FROM_NIK:
      self->has_other = TRUE;
      parse_path (json, test_nicks[self->test], &self->other);
      self->digits = pamor_json_get_count (json, "digits", 1, 16, 0);
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
  static const char *const keys[]
      = { "field",      "on",     "digits", "more_than",     "all",          "any",       "not",
          "activity",   "is",     "in",     "present",       "same_as",      "same_start", "before",
          "after",      "days_ago_over",    "age_at_least",  "age_below",    "below",     "above",
          "differs_from_nik",     "working_day", NULL };
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
  else if (self->test <= TEST_ACTIVITY
           && (pamor_json_has (json, "field") || pamor_json_has (json, "more_than")))
    pamor_json_fail (json,
                     self->test == TEST_ACTIVITY
                         ? _("“%s” asks for the activity of today and takes no “field”")
                         : _("“%s” joins conditions and takes no “field”"),
                     test_nicks[self->test]);
  else if (pamor_json_has (json, "on") && !is_by_day (self->test))
    pamor_json_fail (json, _("“on” is only for days_ago_over, age_at_least and age_below"));
  else if (pamor_json_has (json, "digits") != (self->test == TEST_SAME_START))
    pamor_json_fail (json, _("“same_start” and “digits” belong together"));
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
  self->more_than = -1;
  if (!find_test (self, json))
    return self;
  if (self->test <= TEST_NOT)
    parse_parts (self, json);
  else if (self->test == TEST_ACTIVITY)
    parse_activity (self, json);
  else
    parse_test (self, json);
  return self;
}

static void
fail_member (const PamorCondition *self,
             const PamorField     *field,
             const char           *text,
             PamorJson            *json)
{
  g_autofree char *members = g_strjoinv (", ", (GStrv) pamor_field_get_members (field));

  pamor_json_fail_at (json, self->where, _("“%s” names no one value; members of %s are: %s"), text,
                      pamor_field_kinds[field->kind], *members != '\0' ? members : _("none"));
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
      g_auto (GStrv) known = pamor_service_list_paths (service);

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
    fail_member (self, field, text, json);
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
  const PamorField *own = pamor_field_find_own (field, self->field.member);
  const PamorCodeList *codes = own != NULL ? own->codes : field->codes;

  for (gsize i = 0; self->values[i] != NULL; i++)
    {
      const char *value = self->values[i];

      if (kind == PAMOR_FIELD_YES_NO && !g_strv_contains (yes_no, value))
        pamor_json_fail_unknown (json, self->where, _("value"), value, yes_no);
      else if (g_str_equal (self->field.member, "sex") && !g_strv_contains (sexes, value))
        pamor_json_fail_unknown (json, self->where, _("value"), value, sexes);
      else if (codes != NULL && pamor_code_list_find_text (codes, value) == NULL)
        pamor_json_fail_at (json, self->where, _("“%s” is not a code of the list “%s”"), value,
                            codes->id);
    }
}

/* The birth or the sex of somebody: the latter by a code list with the two of the paper forms. */
static gboolean
says_what_a_nik_says (const PamorField *field,
                      const PamorPath  *path)
{
  const PamorField *own = pamor_field_find_own (field, path->member);
  const PamorCodeList *codes = own != NULL ? own->codes : field->codes;

  return pamor_field_get_value_kind (field, path->member) == PAMOR_FIELD_DATE
         || g_str_equal (path->member, "sex")
         || (codes != NULL && g_str_equal (codes->id, "jenis_kelamin"));
}

static void
resolve_kind (const PamorCondition *self,
              const PamorPath      *path,
              const PamorField     *field,
              PamorJson            *json)
{
  PamorFieldKind kind = pamor_field_get_value_kind (field, path->member);
  PamorFieldKind due = self->test >= TEST_BELOW ? PAMOR_FIELD_NUMBER : PAMOR_FIELD_DATE;

  if (self->test == TEST_DIFFERS_FROM_NIK)
    {
      if (path == &self->other ? kind != PAMOR_FIELD_NIK : !says_what_a_nik_says (field, path))
        pamor_json_fail_at (json, self->where,
                            _("“%s” compares a date or a sex with a NIK"), test_nicks[self->test]);
    }
  else if (self->test >= TEST_BEFORE && kind != due)
    pamor_json_fail_at (json, self->where, _("“%s” needs a field of the kind “%s”"),
                        test_nicks[self->test], pamor_field_kinds[due]);
}

static void
resolve_activities (const PamorCondition *self,
                    PamorCatalogue       *catalogue,
                    PamorJson            *json)
{
  g_auto (GStrv) known = pamor_catalogue_list_activities (catalogue);

  for (gsize i = 0; self->values[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) known, self->values[i]))
      pamor_json_fail_unknown (json, self->where, _("activity"), self->values[i],
                               (const char *const *) known);
}

/**
 * pamor_condition_resolve:
 *
 * Fails @json where the condition names fields that @service has not, a list where one value is
 * due, a member or an activity that there is not, or tests a field in a way that its kind has not.
 */
void
pamor_condition_resolve (const PamorCondition *self,
                         const PamorService   *service,
                         PamorCatalogue       *catalogue,
                         PamorJson            *json)
{
  const PamorField *field, *other;

  for (guint i = 0; i < self->parts->len; i++)
    pamor_condition_resolve (g_ptr_array_index (self->parts, i), service, catalogue, json);
  if (self->test == TEST_ACTIVITY)
    resolve_activities (self, catalogue, json);
  if (self->test <= TEST_ACTIVITY)
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

