/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * All that is the matter with a form, in its own order: fields as they are shown, then
 * requirements, then consent. What is hidden is not looked at. Nothing is changed but the day that
 * the form's conditions are asked for.
 */
#include "domain/pamor-form-private.h"

#include "domain/pamor-field-check.h"

#include <string.h>

#define MAX_PHOTO (750 * 1024) /* bytes, rule BRK01 */

/* What is missing is "required" whatever it is; only the words differ. */
static void
add_missing (PamorFormCheck  *self,
             const char *words,
             const char *path,
             const char *label,
             const char *limit)
{
  PamorProblem *problem = pamor_check_add (&self->words, words, path, label, limit);

  g_free (problem->rule);
  problem->rule = g_strdup ("required");
}

static void
check_member (PamorFormCheck        *self,
              const PamorField *field,
              const PamorPath  *path,
              gboolean          needed)
{
  g_autofree char *value = pamor_form_dup_normal (self->form, path);
  g_autofree char *label = pamor_form_dup_label (self->form, field, path);
  g_autofree char *at = pamor_path_format (path);

  if (value == NULL)
    {
      if (needed && pamor_form_needs_member (self->form, field, path))
        pamor_check_add (&self->words, "required", at, label, NULL);
      return;
    }
  pamor_field_check_value (field, &self->words, path, label, value);
  pamor_form_check_number (self, field, path, label, value);
}

/* Who has a NIK was recorded before, and his name with him. */
static gboolean
is_recorded (PamorFormCheck   *self,
             const PamorField *field,
             const PamorPath  *item)
{
  PamorPath path = *item;
  g_autofree char *no_nik = NULL;

  if (field->kind != PAMOR_FIELD_PERSON || !field->nik_optional)
    return FALSE;
  g_strlcpy (path.member, "no_nik", sizeof path.member);
  no_nik = pamor_form_dup_normal (self->form, &path);
  return g_strcmp0 (no_nik, "ya") != 0;
}

/* A person or area that was begun must be finished, needed or not. */
static void
check_item (PamorFormCheck        *self,
            const PamorField *field,
            const PamorPath  *item,
            gboolean          needed)
{
  const char *const *members = pamor_field_get_members (field);
  PamorPath path = *item;

  needed = needed || pamor_form_has_any (self->form, field, item);
  self->words.recorded = is_recorded (self, field, item);
  for (gsize i = 0; members[i] != NULL; i++)
    {
      g_strlcpy (path.member, members[i], sizeof path.member);
      check_member (self, field, &path, needed);
    }
  if (field->kind == PAMOR_FIELD_PERSON)
    pamor_form_check_person (self, field, item);
}

/* Items of a list are all needed: who adds one fills it or takes it out again. */
static void
check_list (PamorFormCheck        *self,
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
check_rule (PamorFormCheck       *self,
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
check_rules (PamorFormCheck        *self,
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
check_field (PamorFormCheck        *self,
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
check_requirement (PamorFormCheck              *self,
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

/* The same photo for another document, or for the same once more: one of the two is wrong. */
static void
check_photos_differ (PamorFormCheck *self)
{
  g_autoptr (GPtrArray) sent = pamor_form_list_sent_attachments (self->form);
  g_autoptr (GHashTable) met = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sent->len; i++)
    {
      PamorAttachment *photo = g_ptr_array_index (sent, i);
      PamorAttachment *earlier = g_hash_table_lookup (met, photo->sha256);
      const PamorService *service = self->form->service;
      g_autofree char *path = g_strdup_printf ("attachment:%s", photo->requirement);

      if (earlier == NULL)
        g_hash_table_insert (met, photo->sha256, photo);
      else
        pamor_check_add (&self->words, "photo_twice", path,
                         pamor_service_find_requirement (service, photo->requirement)->name,
                         pamor_service_find_requirement (service, earlier->requirement)->name);
    }
}

static void
check_attachments (PamorFormCheck *self)
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
      if (attachment->size > MAX_PHOTO)
        pamor_check_add (&self->words, "BRK01", path, attachment->requirement, NULL);
    }
  check_photos_differ (self);
}

/* @text: (nullable): blanks are no words of a person */
static gboolean
is_blank (const char *text)
{
  return text == NULL || text[strspn (text, " \t\r\n")] == '\0';
}

/* UU PDP 27/2022 art. 20 to 26: agreed to, by whom, and in which role. */
static void
check_consent (PamorFormCheck *self)
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
  PamorFormCheck check;

  g_return_val_if_fail (PAMOR_IS_FORM (self) && today != NULL && g_date_valid (today), NULL);

  self->today = *today;
  problems = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_problem_free);
  check = (PamorFormCheck) { { self->catalogue, &self->today, problems }, self };
  if (self->service->off)
    pamor_check_add (&check.words, "service_off", self->service->title_path, self->service->name,
                     NULL);
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
