/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the NIK and No. KK of a form say of each other and of the people they belong to. Part of
 * pamor_form_check(): what is hidden is not looked at, nothing is changed.
 */
#include "domain/pamor-form-private.h"

#include "domain/pamor-field.h"
#include "domain/pamor-nik.h"

#include <string.h>

/* The value at one member of what @path names, of the same item. */
static char *
dup_member (PamorFormCheck  *self,
            const PamorPath *path,
            const char      *member)
{
  PamorPath there = *path;

  g_strlcpy (there.member, member, sizeof there.member);
  return pamor_form_dup_normal (self->form, &there);
}

static void
add_at_member (PamorFormCheck   *self,
               const PamorField *field,
               const PamorPath  *item,
               const char       *member,
               const char       *rule)
{
  PamorPath path = *item;
  g_autofree char *at = NULL;
  g_autofree char *label = NULL;

  g_strlcpy (path.member, member, sizeof path.member);
  at = pamor_path_format (&path);
  label = pamor_form_dup_label (self->form, field, &path);
  pamor_check_add (&self->words, rule, at, label, NULL);
}

/* NIK08: a NIK says no century; where both are possible the one that was typed is right */
static void
check_birth (PamorFormCheck   *self,
             const PamorField *field,
             const PamorPath  *item,
             const PamorNik   *nik,
             const GDate      *day)
{
  const int century = g_date_get_year (&nik->birth) - g_date_get_year (day);
  const gboolean same_day = g_date_get_day (day) == g_date_get_day (&nik->birth)
                            && g_date_get_month (day) == g_date_get_month (&nik->birth);

  if (same_day && century == 100 && nik->other_century_possible)
    add_at_member (self, field, item, "birth", "NIK08");
  else if (!same_day || century != 0)
    add_at_member (self, field, item, "birth", "NIK09");
}

/**
 * pamor_form_check_person:
 * @item: the person
 *
 * NIK09 and NIK10: what was typed against what the NIK says. That they differ may be right: a NIK
 * stays when the data are corrected (Permendagri 108/2019 art. 15(3)).
 */
void
pamor_form_check_person (PamorFormCheck   *self,
                         const PamorField *field,
                         const PamorPath  *item)
{
  g_autofree char *number = dup_member (self, item, "nik");
  g_autofree char *birth = dup_member (self, item, "birth");
  g_autofree char *sex = dup_member (self, item, "sex");
  PamorNik nik;
  GDate day;

  if (number == NULL
      || !pamor_nik_parse (number, pamor_regions_get_default (), &self->form->today, &nik))
    return;
  if (birth != NULL && pamor_field_parse_date (birth, &day))
    check_birth (self, field, item, &nik, &day);
  if (sex != NULL && g_str_equal (sex, "L") != (nik.sex == PAMOR_SEX_MALE))
    add_at_member (self, field, item, "sex", "NIK10");
}

/* NIK12: an earlier item of the list has the same NIK. */
static gboolean
was_met (PamorFormCheck  *self,
         const PamorPath *path,
         const char      *number)
{
  PamorPath earlier = *path;

  for (earlier.index = 0; earlier.index < path->index; earlier.index++)
    {
      g_autofree char *other = pamor_form_dup_normal (self->form, &earlier);

      if (g_strcmp0 (number, other) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Returns: whether the one who looked has found what was looked for */
typedef gboolean (*LookAtNik) (PamorFormCheck *self, const PamorField *field, const PamorPath *path,
                               const char *nik, const char *wanted);

static gboolean
find_in_items (PamorFormCheck   *self,
               const PamorField *field,
               const char       *member,
               LookAtNik         look,
               const char       *wanted)
{
  guint n = field->is_list ? pamor_form_get_count (self->form, field->path) : 1;
  PamorPath path = { .index = PAMOR_PATH_NONE };

  g_strlcpy (path.field, field->path, sizeof path.field);
  g_strlcpy (path.member, member, sizeof path.member);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *nik = NULL;

      path.index = field->is_list ? (int) i : PAMOR_PATH_NONE;
      nik = pamor_form_dup_normal (self->form, &path);
      if (nik != NULL && look (self, field, &path, nik, wanted))
        return TRUE;
    }
  return FALSE;
}

/* Goes through every NIK of the form until @look has found. */
static gboolean
find_nik (PamorFormCheck *self,
          LookAtNik       look,
          const char     *wanted)
{
  GPtrArray *sections = self->form->service->sections;

  for (guint i = 0; i < sections->len; i++)
    {
      PamorSection *section = g_ptr_array_index (sections, i);

      for (guint j = 0; j < section->fields->len; j++)
        {
          PamorField *field = g_ptr_array_index (section->fields, j);
          const char *const *members = pamor_field_get_members (field);

          for (gsize k = 0; members[k] != NULL; k++)
            if (pamor_field_get_value_kind (field, members[k]) == PAMOR_FIELD_NIK
                && find_in_items (self, field, members[k], look, wanted))
              return TRUE;
        }
    }
  return FALSE;
}

static gboolean
is_wanted (PamorFormCheck   *self,
           const PamorField *field,
           const PamorPath  *path,
           const char       *nik,
           const char       *wanted)
{
  return g_str_equal (nik, wanted);
}

/* Whether digits 7 to 12 say that day, as a NIK says the birth of a man or a woman. */
static gboolean
says_birth (const char  *digits,
            const GDate *day)
{
  char man[7], woman[7];

  if (strlen (digits) != 16)
    return FALSE;
  g_snprintf (man, sizeof man, "%02u%02u%02u", g_date_get_day (day), g_date_get_month (day),
              g_date_get_year (day) % 100);
  g_snprintf (woman, sizeof woman, "%02u%02u%02u", g_date_get_day (day) + 40,
              g_date_get_month (day), g_date_get_year (day) % 100);
  return strncmp (digits + 6, man, 6) == 0 || strncmp (digits + 6, woman, 6) == 0;
}

/* KK07: the birth of somebody is not in his NIK but in what stands for the No. KK. */
static gboolean
is_swapped (PamorFormCheck   *self,
            const PamorField *field,
            const PamorPath  *path,
            const char       *nik,
            const char       *no_kk)
{
  g_autofree char *birth
      = field->kind == PAMOR_FIELD_PERSON && g_str_equal (path->member, "nik")
            ? dup_member (self, path, "birth")
            : NULL;
  GDate day;

  return birth != NULL && pamor_field_parse_date (birth, &day) && !says_birth (nik, &day)
         && says_birth (no_kk, &day);
}

/* The same NIK and service wait already, as who asked to be told knows. */
static void
check_twin (PamorFormCheck *self,
            const char     *at,
            const char     *label,
            const char     *nik)
{
  PamorForm *form = self->form;
  g_autofree char *words = NULL;

  if (form->twin == NULL || g_strcmp0 (at, form->service->subject_path) != 0)
    return;
  words = form->twin (form->service->code, nik, form->twin_data);
  if (words != NULL)
    pamor_check_add (&self->words, "twin", at, label, words);
}

/**
 * pamor_form_check_number:
 * @path: of any value of the form
 * @label: what the citizen calls it
 * @value: normalized
 *
 * Adds what the rest of the form says of a NIK or No. KK: NIK12, one NIK for two people; KK03, a
 * No. KK that is somebody's NIK; KK07, the two swapped. The twin that waits already, if asked for.
 */
void
pamor_form_check_number (PamorFormCheck   *self,
                         const PamorField *field,
                         const PamorPath  *path,
                         const char       *label,
                         const char       *value)
{
  const PamorFieldKind kind = pamor_field_get_value_kind (field, path->member);
  g_autofree char *at = NULL;

  if (kind != PAMOR_FIELD_NIK && kind != PAMOR_FIELD_NO_KK)
    return;
  at = pamor_path_format (path);
  if (kind == PAMOR_FIELD_NIK)
    {
      if (path->index > 0 && pamor_field_find_own (field, path->member) == NULL
          && was_met (self, path, value)) /* the NIK of a mother may be there for each child */
        pamor_check_add (&self->words, "NIK12", at, label, NULL);
      check_twin (self, at, label, value);
    }
  else if (find_nik (self, is_wanted, value))
    pamor_check_add (&self->words, "KK03", at, label, NULL);
  else if (find_nik (self, is_swapped, value))
    pamor_check_add (&self->words, "KK07", at, label, NULL);
}
