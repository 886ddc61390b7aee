/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * All that is the matter with a form, in its own order: fields as they are shown, then
 * requirements, then consent. What is hidden is not looked at. Nothing is changed but the day that
 * the form's conditions are asked for.
 */
#include "domain/pamor-form-private.h"

#include "domain/pamor-field-check.h"
#include "domain/pamor-nik.h"

#include <string.h>

typedef struct
{
  PamorCheck  words; /* first, so that it is one */
  PamorForm  *form;
} FormCheck;

static char *
make_label (FormCheck        *self,
            const PamorField *field,
            const PamorPath  *path)
{
  g_autofree char *label = field->is_list ? pamor_field_dup_item_label (field, path->index)
                                          : g_strdup (field->label);

  if (*path->member == '\0')
    return g_steal_pointer (&label);
  return g_strdup_printf ("%s: %s", label,
                          pamor_catalogue_get_member_label (self->form->catalogue, path->member));
}

/* The value at one member of what @path names, of the same item. */
static char *
get_member (FormCheck       *self,
            const PamorPath *path,
            const char      *member)
{
  PamorPath there = *path;

  g_strlcpy (there.member, member, sizeof there.member);
  return pamor_form_dup_normal (self->form, &there);
}

static gboolean
needs_member (FormCheck        *self,
              const PamorField *field,
              const PamorPath  *path)
{
  g_autofree char *no_nik = NULL;
  gboolean without;

  if (field->kind != PAMOR_FIELD_PERSON)
    return TRUE;
  no_nik = get_member (self, path, "no_nik");
  without = g_strcmp0 (no_nik, "ya") == 0;
  if (g_str_equal (path->member, "no_nik"))
    return FALSE;
  if (g_str_equal (path->member, "nik"))
    return !without;
  return g_str_equal (path->member, "name") || field->whole_person || without;
}

/* What is missing is "required" whatever it is; only the words differ. */
static void
add_missing (FormCheck  *self,
             const char *words,
             const char *path,
             const char *label,
             const char *limit)
{
  PamorProblem *problem = pamor_check_add (&self->words, words, path, label, limit);

  g_free (problem->rule);
  problem->rule = g_strdup ("required");
}

static gboolean
has_any (FormCheck        *self,
         const PamorField *field,
         const PamorPath  *path)
{
  const char *const *members = pamor_field_get_members (field);

  for (gsize i = 0; members[i] != NULL; i++)
    {
      g_autofree char *value = get_member (self, path, members[i]);

      if (value != NULL)
        return TRUE;
    }
  return FALSE;
}

/* NIK08: a NIK says no century; where both are possible the one that was typed is right */
static gboolean
is_birth_of (const PamorNik *nik,
             const GDate    *day)
{
  const int century = g_date_get_year (&nik->birth) - g_date_get_year (day);

  return g_date_get_day (day) == g_date_get_day (&nik->birth)
         && g_date_get_month (day) == g_date_get_month (&nik->birth)
         && (century == 0 || (century == 100 && nik->other_century_possible));
}

/* NIK09 and NIK10: what was typed against what the NIK says. That they differ may be right: a NIK
 * stays when the data are corrected (Permendagri 108/2019 art. 15(3)). */
static void
check_person (FormCheck        *self,
              const PamorField *field,
              const PamorPath  *item)
{
  g_autofree char *number = get_member (self, item, "nik");
  g_autofree char *birth = get_member (self, item, "birth");
  g_autofree char *sex = get_member (self, item, "sex");
  PamorPath path = *item;
  PamorNik nik;
  GDate day;

  if (number == NULL
      || !pamor_nik_parse (number, pamor_regions_get_default (), &self->form->today, &nik))
    return;
  if (birth != NULL && pamor_field_parse_date (birth, &day) && !is_birth_of (&nik, &day))
    {
      g_strlcpy (path.member, "birth", sizeof path.member);
      g_autofree char *at = pamor_path_format (&path);
      g_autofree char *label = make_label (self, field, &path);

      pamor_check_add (&self->words, "NIK09", at, label, NULL);
    }
  if (sex != NULL && g_str_equal (sex, "L") != (nik.sex == PAMOR_SEX_MALE))
    {
      g_strlcpy (path.member, "sex", sizeof path.member);
      g_autofree char *at = pamor_path_format (&path);
      g_autofree char *label = make_label (self, field, &path);

      pamor_check_add (&self->words, "NIK10", at, label, NULL);
    }
}

static gboolean
is_nik (const PamorField *field,
        const char       *member)
{
  return pamor_field_get_value_kind (field, member) == PAMOR_FIELD_NIK;
}

/* NIK12: an earlier item of the list has the same NIK. */
static gboolean
was_met (FormCheck       *self,
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

/* KK03: somewhere in the form the same digits stand as a NIK. */
static gboolean
is_some_nik (FormCheck  *self,
             const char *number)
{
  GPtrArray *sections = self->form->service->sections;

  for (guint i = 0; i < sections->len; i++)
    {
      PamorSection *section = g_ptr_array_index (sections, i);

      for (guint j = 0; j < section->fields->len; j++)
        {
          PamorField *field = g_ptr_array_index (section->fields, j);
          const char *member = field->kind == PAMOR_FIELD_PERSON ? "nik" : "";
          guint n = field->is_list ? pamor_form_get_count (self->form, field->path) : 1;
          PamorPath path = { .index = PAMOR_PATH_NONE };

          if (field->kind != PAMOR_FIELD_PERSON && field->kind != PAMOR_FIELD_NIK)
            continue;
          g_strlcpy (path.field, field->path, sizeof path.field);
          for (guint item = 0; item < n; item++)
            {
              g_autofree char *other = NULL;

              path.index = field->is_list ? (int) item : PAMOR_PATH_NONE;
              other = get_member (self, &path, member);
              if (g_strcmp0 (number, other) == 0)
                return TRUE;
            }
        }
    }
  return FALSE;
}

static void
check_member (FormCheck        *self,
              const PamorField *field,
              const PamorPath  *path,
              gboolean          needed)
{
  g_autofree char *value = pamor_form_dup_normal (self->form, path);
  g_autofree char *label = make_label (self, field, path);
  g_autofree char *at = pamor_path_format (path);

  if (value == NULL)
    {
      if (needed && needs_member (self, field, path))
        pamor_check_add (&self->words, "required", at, label, NULL);
      return;
    }
  pamor_field_check_value (field, &self->words, path, label, value);
  if (path->index > 0 && is_nik (field, path->member) && was_met (self, path, value))
    pamor_check_add (&self->words, "NIK12", at, label, NULL);
  if (field->kind == PAMOR_FIELD_NO_KK && is_some_nik (self, value))
    pamor_check_add (&self->words, "KK03", at, label, NULL);
}

/* A person or area that was begun must be finished, needed or not. */
static void
check_item (FormCheck        *self,
            const PamorField *field,
            const PamorPath  *item,
            gboolean          needed)
{
  const char *const *members = pamor_field_get_members (field);
  PamorPath path = *item;

  needed = needed || has_any (self, field, item);
  for (gsize i = 0; members[i] != NULL; i++)
    {
      g_strlcpy (path.member, members[i], sizeof path.member);
      check_member (self, field, &path, needed);
    }
  if (field->kind == PAMOR_FIELD_PERSON)
    check_person (self, field, item);
}

/* Items of a list are all needed: who adds one fills it or takes it out again. */
static void
check_list (FormCheck        *self,
            const PamorField *field,
            PamorPath        *path)
{
  guint n = pamor_form_get_count (self->form, field->path);
  guint least = MAX (field->list_min, pamor_form_needs_field (self->form, field) ? 1 : 0);

  for (guint i = 0; i < n; i++)
    {
      path->index = i;
      check_item (self, field, path, TRUE);
    }
  if (n < least)
    {
      g_autofree char *limit = g_strdup_printf ("%u", least);

      add_missing (self, "list_short", field->path, field->label, limit);
    }
  else if (n > field->list_max)
    {
      g_autofree char *limit = g_strdup_printf ("%u", field->list_max);

      pamor_check_add (&self->words, "list_long", field->path, field->label, limit);
    }
}

static void
check_rule (FormCheck       *self,
            const PamorRule *rule,
            PamorPath       *path)
{
  gboolean each = path->index == PAMOR_PATH_EACH;
  guint n = each ? pamor_form_get_count (self->form, path->field) : 1;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *at = NULL;

      if (!pamor_form_holds (self->form, rule->when, each ? path->field : NULL, i))
        continue;
      path->index = each ? (int) i : PAMOR_PATH_NONE;
      at = pamor_path_format (path);
      g_ptr_array_add (self->words.problems, pamor_problem_new (rule->id, at, rule->severity,
                                                                rule->message, rule->remedy));
    }
}

static void
check_rules (FormCheck        *self,
             const PamorField *field)
{
  GPtrArray *rules = self->form->service->rules;

  for (guint i = 0; i < rules->len; i++)
    {
      PamorRule *rule = g_ptr_array_index (rules, i);
      PamorPath path;

      if (pamor_path_parse (rule->at, &path) && g_str_equal (path.field, field->path))
        check_rule (self, rule, &path);
    }
}

static void
check_field (FormCheck        *self,
             const PamorField *field)
{
  PamorPath path = { .index = PAMOR_PATH_NONE };

  if (!pamor_form_shows_field (self->form, field))
    return;
  g_strlcpy (path.field, field->path, sizeof path.field);
  if (field->is_list)
    check_list (self, field, &path);
  else
    check_item (self, field, &path, pamor_form_needs_field (self->form, field));
  check_rules (self, field);
}

static void
check_requirement (FormCheck              *self,
                   const PamorRequirement *requirement)
{
  g_autofree char *path = g_strdup_printf ("attachment:%s", requirement->code);
  g_autofree char *limit = g_strdup_printf ("%u", requirement->max);
  guint n = 0;

  if (!pamor_form_asks_for (self->form, requirement))
    return;
  for (guint i = 0; i < self->form->attachments->len; i++)
    {
      PamorAttachment *attachment = g_ptr_array_index (self->form->attachments, i);

      n += g_str_equal (attachment->requirement, requirement->code);
    }
  if (n == 0 && (requirement->required || requirement->required_if != NULL))
    add_missing (self, "photo_required", path, requirement->name, NULL);
  if (n > requirement->max)
    pamor_check_add (&self->words, "photo_many", path, requirement->name, limit);
}

static void
check_attachments (FormCheck *self)
{
  GPtrArray *requirements = self->form->service->requirements;

  for (guint i = 0; i < requirements->len; i++)
    check_requirement (self, g_ptr_array_index (requirements, i));
  for (guint i = 0; i < self->form->attachments->len; i++)
    {
      PamorAttachment *attachment = g_ptr_array_index (self->form->attachments, i);
      g_autofree char *path = g_strdup_printf ("attachment:%s", attachment->requirement);

      if (pamor_service_find_requirement (self->form->service, attachment->requirement) == NULL)
        pamor_check_add (&self->words, "photo_unknown", path, attachment->requirement, NULL);
    }
}

/* @text: (nullable): blanks are no words of a person */
static gboolean
is_blank (const char *text)
{
  return text == NULL || text[strspn (text, " \t\r\n")] == '\0';
}

/* UU PDP 27/2022 art. 20 to 26: agreed to, by whom, and in which role. */
static void
check_consent (FormCheck *self)
{
  static const char *const roles[] = { "pemohon", "orang-tua", "wali", "pendamping", NULL };
  const char *agreed = pamor_form_get_consent (self->form, "agreed");
  const char *role = pamor_form_get_consent (self->form, "role");
  const char *name = pamor_form_get_consent (self->form, "name");

  if (g_strcmp0 (agreed, "ya") != 0 || role == NULL || !g_strv_contains (roles, role)
      || is_blank (name))
    pamor_check_add (&self->words, "consent", "consent", "", NULL);
}

/**
 * pamor_form_check:
 * @today: the day that ages and limits are counted to
 *
 * Returns: (transfer full) (element-type PamorProblem): what is the matter; empty when nothing is.
 * Warnings carry the officer's reason where there is one.
 */
GPtrArray *
pamor_form_check (PamorForm   *self,
                  const GDate *today)
{
  GPtrArray *problems;
  FormCheck check;

  g_return_val_if_fail (PAMOR_IS_FORM (self) && today != NULL && g_date_valid (today), NULL);

  self->today = *today;
  problems = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_problem_free);
  check = (FormCheck) { { self->catalogue, &self->today, problems }, self };
  for (guint i = 0; i < self->service->sections->len; i++)
    {
      PamorSection *section = g_ptr_array_index (self->service->sections, i);

      for (guint j = 0; j < section->fields->len; j++)
        check_field (&check, g_ptr_array_index (section->fields, j));
    }
  check_attachments (&check);
  check_consent (&check);
  for (guint i = 0; i < problems->len; i++)
    {
      PamorProblem *problem = g_ptr_array_index (problems, i);

      const char *reason = pamor_form_get_reason (self, problem->rule, problem->path);

      if (problem->severity == PAMOR_SEVERITY_WARN && !is_blank (reason))
        problem->reason = g_strdup (reason);
    }
  return problems;
}
