/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What one value must be by the kind of its field. The tests are code, their words and severity
 * come from rules.json. Pure: depends on nothing but its arguments and the areas.
 */
#include "domain/pamor-field-check.h"

#include "domain/pamor-name.h"
#include "domain/pamor-nik.h"
#include "domain/pamor-words.h"

#include <string.h>

#define MAX_LENGTH 500 /* characters, where the field says nothing */

static char *
fill (const char *words,
      const char *label,
      const char *limit)
{
  GString *text = g_string_new (words);

  g_string_replace (text, "{label}", label, 0);
  g_string_replace (text, "{limit}", limit == NULL ? "" : limit, 0);
  return g_string_free (text, FALSE);
}

/**
 * pamor_check_add:
 * @rule: id in rules.json
 * @label: what the citizen calls the value, for {label} in the words
 * @limit: (nullable): for {limit}
 *
 * Returns: (transfer none): the problem, among the others already
 */
PamorProblem *
pamor_check_add (PamorCheck *self,
                 const char *rule,
                 const char *path,
                 const char *label,
                 const char *limit)
{
  const PamorRule *words = pamor_catalogue_find_rule (self->catalogue, rule);
  g_autofree char *message = NULL;
  g_autofree char *remedy = NULL;
  PamorProblem *problem;

  g_assert (words != NULL); /* the loader wants them all */
  message = fill (words->message, label, limit);
  remedy = words->remedy == NULL ? NULL : fill (words->remedy, label, limit);
  problem = pamor_problem_new (rule, path, words->severity, message, remedy);
  g_ptr_array_add (self->problems, problem);
  return problem;
}

static void
check_nik (PamorCheck *check,
           const char *path,
           const char *label,
           const char *value)
{
  g_auto (GStrv) flags = NULL;
  PamorNik nik;

  if (!pamor_nik_parse (value, pamor_regions_get_default (), check->today, &nik))
    {
      pamor_check_add (check, nik.refused_by, path, label, NULL);
      return;
    }
  flags = g_strsplit (nik.flags, ",", -1);
  for (gsize i = 0; flags[i] != NULL; i++)
    if (*flags[i] != '\0' && pamor_catalogue_find_rule (check->catalogue, flags[i]) != NULL)
      pamor_check_add (check, flags[i], path, label, NULL);
}

static void
check_no_kk (PamorCheck *check,
             const char *path,
             const char *label,
             const char *value)
{
  PamorNoKk no_kk;

  if (!pamor_no_kk_parse (value, check->today, &no_kk))
    pamor_check_add (check, no_kk.refused_by, path, label, NULL);
  else if (no_kk.warned_by != NULL)
    pamor_check_add (check, no_kk.warned_by, path, label, NULL);
}

static void
check_number (const PamorField *self,
              PamorCheck       *check,
              const char       *path,
              const char       *label,
              const char       *value)
{
  double number;
  g_autofree char *limit = NULL;
  const char *unit = self->unit == NULL ? "" : self->unit;
  const char *blank = self->unit == NULL ? "" : " ";

  if (!pamor_field_parse_number (value, &number))
    pamor_check_add (check, "number", path, label, NULL);
  else if (self->has_min && number < self->min)
    {
      limit = g_strdup_printf ("%g%s%s", self->min, blank, unit);
      pamor_check_add (check, "number_low", path, label, limit);
    }
  else if (self->has_max && number > self->max)
    {
      limit = g_strdup_printf ("%g%s%s", self->max, blank, unit);
      pamor_check_add (check, "number_high", path, label, limit);
    }
}

/* @limit: (nullable): "today" or a day in ISO 8601; the loader has looked */
static gboolean
find_limit (const char  *limit,
            const GDate *today,
            GDate       *day)
{
  if (limit == NULL)
    return FALSE;
  if (g_str_equal (limit, "today"))
    {
      *day = *today;
      return TRUE;
    }
  return pamor_field_parse_date (limit, day);
}

static void
check_date (const PamorField *self,
            PamorCheck       *check,
            const PamorPath  *path,
            const char       *label,
            const char       *value)
{
  g_autofree char *at = pamor_path_format (path);
  const char *not_after = *path->member == '\0' ? self->not_after : "today"; /* a birth */
  GDate day, limit;

  if (!pamor_field_parse_date (value, &day))
    pamor_check_add (check, "date", at, label, NULL);
  else if (find_limit (not_after, check->today, &limit) && g_date_compare (&day, &limit) > 0)
    {
      g_autofree char *words = pamor_words_for_date (&limit);

      pamor_check_add (check, "date_late", at, label, words);
    }
  else if (find_limit (self->not_before, check->today, &limit) && g_date_compare (&day, &limit) < 0)
    {
      g_autofree char *words = pamor_words_for_date (&limit);

      pamor_check_add (check, "date_early", at, label, words);
    }
}

static gboolean
is_kelurahan (const char *code)
{
  const PamorArea *area = pamor_regions_find_area (pamor_regions_get_default (), code);

  return area != NULL && !area->is_kecamatan;
}

static void
check_choice (const PamorField *self,
              PamorCheck       *check,
              const PamorPath  *path,
              const char       *label,
              const char       *value)
{
  g_autofree char *at = pamor_path_format (path);
  const PamorField *own = pamor_field_find_own (self, path->member);
  const PamorCodeList *codes = own != NULL ? own->codes : self->codes;
  gboolean known;

  if (g_str_equal (path->member, "sex"))
    known = g_str_equal (value, "L") || g_str_equal (value, "P");
  else if (g_str_equal (path->member, "kelurahan"))
    known = is_kelurahan (value);
  else
    known = pamor_code_list_find_text (codes, value) != NULL;
  if (!known)
    pamor_check_add (check, "choice", at, label, NULL);
}

/* KTK01: 08 or 62, 10 to 13 digits, counted as if written with 08 */
static gboolean
is_phone (const char *value)
{
  g_autofree char *local = NULL;
  gsize length;

  value += *value == '+';
  local = g_str_has_prefix (value, "62") ? g_strconcat ("0", value + 2, NULL) : g_strdup (value);
  length = strlen (local);
  return g_str_has_prefix (local, "08") && length >= 10 && length <= 13
         && strspn (local, "0123456789") == length;
}

/* A shape, no more: whether mail arrives is for the mail to say. */
static gboolean
is_email (const char *value)
{
  const char *at = strchr (value, '@');

  return at != NULL && at != value && strchr (at + 1, '@') == NULL && strchr (value, ' ') == NULL
         && strchr (at, '.') > at + 1 && !g_str_has_suffix (value, ".");
}

static void
check_text (const PamorField *self,
            PamorCheck       *check,
            const PamorPath  *path,
            const char       *label,
            const char       *value)
{
  g_autofree char *at = pamor_path_format (path);
  gboolean is_rt = g_str_equal (path->member, "rt") || g_str_equal (path->member, "rw");

  if (is_rt
      && (strlen (value) != 3 || strspn (value, "0123456789") != 3 || g_str_equal (value, "000")))
    pamor_check_add (check, "RTW01", at, label, NULL);
}

static void
check_length (const PamorField *self,
              PamorCheck       *check,
              const char       *path,
              const char       *label,
              const char       *value)
{
  guint most = self->max_length > 0 ? self->max_length : MAX_LENGTH;
  g_autofree char *limit = g_strdup_printf ("%u", most);

  if (g_utf8_strlen (value, -1) > most)
    pamor_check_add (check, "text_long", path, label, limit);
}

static void
check_name (PamorCheck *check,
            const char *path,
            const char *label,
            const char *value)
{
  static const struct { const char *rule; gboolean (*keeps) (const char *name); } rules[] = {
    { "NAM01", pamor_name_is_short },
    { "NAM02", pamor_name_has_two_words },
    { "NAM03", pamor_name_is_plain },
    { "NAM04", pamor_name_has_no_title },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (!rules[i].keeps (value))
      pamor_check_add (check, rules[i].rule, path, label, NULL);
}

/**
 * pamor_field_check_value:
 * @value: normalized, not empty
 *
 * Adds what is wrong with one value by its kind.
 */
void
pamor_field_check_value (const PamorField *self,
                         PamorCheck       *check,
                         const PamorPath  *path,
                         const char       *label,
                         const char       *value)
{
  g_autofree char *at = pamor_path_format (path);

  check_length (self, check, at, label, value);
  switch (pamor_field_get_value_kind (self, path->member))
    {
    case PAMOR_FIELD_NIK:
      check_nik (check, at, label, value);
      break;
    case PAMOR_FIELD_NO_KK:
      check_no_kk (check, at, label, value);
      break;
    case PAMOR_FIELD_NAME:
      if (self->first_recording)
        check_name (check, at, label, value);
      break;
    case PAMOR_FIELD_NUMBER:
      check_number (self, check, at, label, value);
      break;
    case PAMOR_FIELD_DATE:
      check_date (self, check, path, label, value);
      break;
    case PAMOR_FIELD_CHOICE:
      check_choice (self, check, path, label, value);
      break;
    case PAMOR_FIELD_YES_NO:
      if (!g_str_equal (value, "ya") && !g_str_equal (value, "tidak"))
        pamor_check_add (check, "yes_no", at, label, NULL);
      break;
    case PAMOR_FIELD_PHONE:
      if (!is_phone (value))
        pamor_check_add (check, "KTK01", at, label, NULL);
      break;
    case PAMOR_FIELD_EMAIL:
      if (!is_email (value))
        pamor_check_add (check, "email", at, label, NULL);
      break;
    case PAMOR_FIELD_TEXT:
      check_text (self, check, path, label, value);
      break;
    case PAMOR_FIELD_TIME:
    case PAMOR_FIELD_REGION:
      break;
    case PAMOR_FIELD_AREA:
    case PAMOR_FIELD_PERSON:
      g_assert_not_reached (); /* made of members */
    }
}
