/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What one value must be by the kind of its field. The tests are code, their words and severity
 * come from rules.json. Pure: depends on nothing but its arguments and the areas.
 */
#include "domain/pamor-field-check.h"

#include "domain/pamor-name.h"
#include "domain/pamor-nik.h"
#include "domain/pamor-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_LENGTH 500 /* characters, where the field says nothing */
#define MAX_NAME 120   /* that was recorded before; NAM01 has its own limit */

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
add_beyond (const PamorField *self,
            PamorCheck       *check,
            const char       *rule,
            const char       *path,
            const char       *label,
            double            limit)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *words = NULL;

  g_ascii_formatd (number, sizeof number, "%.15g", limit);
  words = pamor_words_for_number (number, self->unit);
  pamor_check_add (check, rule, path, label, words);
}

static void
check_number (const PamorField *self,
              PamorCheck       *check,
              const char       *path,
              const char       *label,
              const char       *value)
{
  double number;

  if (!pamor_field_parse_number (value, &number))
    pamor_check_add (check, "number", path, label, NULL);
  else if (self->whole && (ABS (number) > 1e15 || number != (gint64) number))
    pamor_check_add (check, "number_whole", path, label, NULL);
  else if (self->has_min && number < self->min)
    add_beyond (self, check, "number_low", path, label, self->min);
  else if (self->has_max && number > self->max)
    add_beyond (self, check, "number_high", path, label, self->max);
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

/* AMB01: Monday to Friday, no holiday, within the working days that the field says, from today */
static void
check_working_day (const PamorField *self,
                   PamorCheck       *check,
                   const char       *at,
                   const char       *label,
                   const GDate      *day)
{
  PamorCalendar *calendar = pamor_catalogue_get_calendar (check->catalogue);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *limit = NULL;
  GDate first, last;

  pamor_calendar_add_working_days (calendar, check->today, self->ahead_min, &first);
  pamor_calendar_add_working_days (calendar, check->today, self->ahead_max, &last);
  if (g_date_compare (day, &first) >= 0 && g_date_compare (day, &last) <= 0
      && pamor_calendar_is_working_day (calendar, day))
    return;
  from = pamor_words_for_date (&first);
  to = pamor_words_for_date (&last);
  /* Translators: two dates */
  limit = g_strdup_printf (_("%s to %s"), from, to);
  pamor_check_add (check, "AMB01", at, label, limit);
}

/* @self: what is asked, the person for a birth; @is_birth: a member that every person has */
static void
check_date (const PamorField *self,
            PamorCheck       *check,
            const char       *at,
            const char       *label,
            const char       *value,
            gboolean          is_birth)
{
  const char *not_after = is_birth ? "today" : self->not_after;
  const char *rule = NULL;
  GDate day, limit;

  if (!pamor_field_parse_date (value, &day))
    {
      pamor_check_add (check, "date", at, label, NULL);
      return;
    }
  if (find_limit (not_after, check->today, &limit) && g_date_compare (&day, &limit) > 0)
    rule = "date_late";
  else if (find_limit (self->not_before, check->today, &limit) && g_date_compare (&day, &limit) < 0)
    rule = "date_early";
  if (rule != NULL)
    {
      g_autofree char *words = pamor_words_for_date (&limit);

      pamor_check_add (check, rule, at, label, words);
    }
  else if (self->ahead_max > 0)
    check_working_day (self, check, at, label, &day);
}

static gboolean
is_kelurahan (const char *code)
{
  const PamorArea *area = pamor_regions_find_area (pamor_regions_get_default (), code);

  return area != NULL && !area->is_kecamatan;
}

/* @member: one that every person or area has, or "" */
static void
check_choice (const PamorField *self,
              PamorCheck       *check,
              const char       *at,
              const char       *label,
              const char       *value,
              const char       *member)
{
  gboolean known;

  if (g_str_equal (member, "sex"))
    known = g_str_equal (value, "L") || g_str_equal (value, "P");
  else if (g_str_equal (member, "kelurahan"))
    known = is_kelurahan (value);
  else
    known = pamor_code_list_find_text (self->codes, value) != NULL;
  if (!known)
    pamor_check_add (check, "choice", at, label, NULL);
}

/* KTK01: 08 or 62, 10 to 13 digits, counted as if written with 08 */
static gboolean
is_phone (const char *value)
{
  const char *rest = g_str_has_prefix (value, "+62") ? value + 3
                     : g_str_has_prefix (value, "62") ? value + 2 : NULL;
  g_autofree char *local = rest != NULL ? g_strconcat ("0", rest, NULL) : g_strdup (value);
  gsize length = strlen (local);

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
check_rt (PamorCheck *check,
          const char *at,
          const char *label,
          const char *value)
{
  if (strlen (value) != 3 || strspn (value, "0123456789") != 3 || g_str_equal (value, "000"))
    pamor_check_add (check, "RTW01", at, label, NULL);
}

static void
check_length (const PamorField *self,
              PamorCheck       *check,
              const char       *path,
              const char       *label,
              const char       *value,
              gboolean          is_name)
{
  guint most = self->max_length > 0 ? self->max_length : is_name ? MAX_NAME : MAX_LENGTH;
  g_autofree char *limit = g_strdup_printf ("%u", most);

  if (g_utf8_strlen (value, -1) > most)
    pamor_check_add (check, "text_long", path, label, limit);
}

/* Characters that no paper shows: what a scanner or a broken file puts there, never a person. */
static void
check_characters (PamorCheck *check,
                  const char *path,
                  const char *label,
                  const char *value)
{
  for (; *value != '\0'; value = g_utf8_next_char (value))
    if (g_unichar_iscntrl (g_utf8_get_char (value)) && *value != '\n' && *value != '\t')
      {
        pamor_check_add (check, "text_control", path, label, NULL);
        return;
      }
}

static void
check_new_name (PamorCheck *check,
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

/* NAM05: a name that was recorded before stays, whatever is asked of new ones. */
static void
check_name (const PamorField *self,
            PamorCheck       *check,
            const char       *path,
            const char       *label,
            const char       *value)
{
  if (!pamor_name_has_letter (value))
    pamor_check_add (check, "name", path, label, NULL);
  else if (self->first_recording && !check->recorded)
    check_new_name (check, path, label, value);
  else if (!pamor_name_is_short (value) || strpbrk (value, "0123456789") != NULL)
    pamor_check_add (check, "NAM05", path, label, NULL);
}

static void
check_shape (PamorCheck     *check,
             PamorFieldKind  kind,
             const char     *at,
             const char     *label,
             const char     *value)
{
  const char *rule = NULL;
  guint minutes;

  if (kind == PAMOR_FIELD_YES_NO && !g_str_equal (value, "ya") && !g_str_equal (value, "tidak"))
    rule = "yes_no";
  else if (kind == PAMOR_FIELD_PHONE && !is_phone (value))
    rule = "KTK01";
  else if (kind == PAMOR_FIELD_EMAIL && !is_email (value))
    rule = "email";
  else if (kind == PAMOR_FIELD_TIME && !pamor_field_parse_time (value, &minutes))
    rule = "time";
  else if (kind == PAMOR_FIELD_REGION
           && (strlen (value) != 6
               || pamor_regions_find_district (pamor_regions_get_default (), value, NULL) == NULL))
    rule = "region";
  if (rule != NULL)
    pamor_check_add (check, rule, at, label, NULL);
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
  const PamorFieldKind kind = pamor_field_get_value_kind (self, path->member);
  const PamorField *own = pamor_field_find_own (self, path->member);
  const char *member = own != NULL ? "" : path->member;

  self = own != NULL ? own : self;
  check_length (self, check, at, label, value, kind == PAMOR_FIELD_NAME);
  check_characters (check, at, label, value);
  switch (kind)
    {
    case PAMOR_FIELD_NIK:
      check_nik (check, at, label, value);
      break;
    case PAMOR_FIELD_NO_KK:
      check_no_kk (check, at, label, value);
      break;
    case PAMOR_FIELD_NAME:
      check_name (self, check, at, label, value);
      break;
    case PAMOR_FIELD_NUMBER:
      check_number (self, check, at, label, value);
      break;
    case PAMOR_FIELD_DATE:
      check_date (self, check, at, label, value, *member != '\0');
      break;
    case PAMOR_FIELD_CHOICE:
      check_choice (self, check, at, label, value, member);
      break;
    case PAMOR_FIELD_TEXT:
      if (g_str_equal (member, "rt") || g_str_equal (member, "rw"))
        check_rt (check, at, label, value);
      break;
    case PAMOR_FIELD_YES_NO:
    case PAMOR_FIELD_PHONE:
    case PAMOR_FIELD_EMAIL:
    case PAMOR_FIELD_TIME:
    case PAMOR_FIELD_REGION:
      check_shape (check, kind, at, label, value);
      break;
    case PAMOR_FIELD_AREA:
    case PAMOR_FIELD_PERSON:
      g_assert_not_reached (); /* made of members */
    }
}
