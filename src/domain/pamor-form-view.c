/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What of a form counts: which sections, fields and requirements the answers call for, and the
 * value of a field as it is compared and sent. That asking ends is the catalogue's promise: no
 * field's being shown depends on itself.
 */
#include "domain/pamor-form-private.h"

#include "domain/pamor-field.h"

static char *
get_for_condition (gpointer         data,
                   const PamorPath *path)
{
  return pamor_form_dup_normal (data, path);
}

static guint
count_for_condition (gpointer    data,
                     const char *list)
{
  return pamor_form_get_count (data, list);
}

/** pamor_form_holds: @list: (nullable): the list whose item @index the condition is about */
gboolean
pamor_form_holds (PamorForm      *self,
                  PamorCondition *condition,
                  const char     *list,
                  guint           index)
{
  PamorConditionScope scope
      = { get_for_condition, count_for_condition, self, &self->today,
          pamor_catalogue_get_calendar (self->catalogue), self->activity, list, index };

  return pamor_condition_holds (condition, &scope);
}

/** pamor_form_shows_section: Returns: whether the answers call for the section */
gboolean
pamor_form_shows_section (PamorForm          *self,
                          const PamorSection *section)
{
  g_return_val_if_fail (PAMOR_IS_FORM (self) && section != NULL, FALSE);

  return section->visible_if == NULL || pamor_form_holds (self, section->visible_if, NULL, 0);
}

/** pamor_form_shows_field: Returns: whether the answers call for the field and its section */
gboolean
pamor_form_shows_field (PamorForm        *self,
                        const PamorField *field)
{
  g_return_val_if_fail (PAMOR_IS_FORM (self) && field != NULL, FALSE);

  if (field->visible_if != NULL && !pamor_form_holds (self, field->visible_if, NULL, 0))
    return FALSE;
  for (guint i = 0; i < self->service->sections->len; i++)
    {
      PamorSection *section = g_ptr_array_index (self->service->sections, i);

      if (g_ptr_array_find (section->fields, field, NULL))
        return pamor_form_shows_section (self, section);
    }
  g_return_val_if_reached (FALSE);
}

/** pamor_form_needs_field: Returns: whether the field is shown and must be answered */
gboolean
pamor_form_needs_field (PamorForm        *self,
                        const PamorField *field)
{
  g_return_val_if_fail (PAMOR_IS_FORM (self) && field != NULL, FALSE);

  return pamor_form_shows_field (self, field)
         && (field->required
             || (field->required_if != NULL
                 && pamor_form_holds (self, field->required_if, NULL, 0)));
}

/**
 * pamor_form_asks_for:
 *
 * Returns: whether photos of the requirement are wanted: always, unless it has a condition, and
 * then while that holds
 */
gboolean
pamor_form_asks_for (PamorForm              *self,
                     const PamorRequirement *requirement)
{
  g_return_val_if_fail (PAMOR_IS_FORM (self) && requirement != NULL, FALSE);

  return requirement->required_if == NULL
         || pamor_form_holds (self, requirement->required_if, NULL, 0);
}

/* A person who is said to have no NIK has none, whatever was typed before. */
static gboolean
is_overruled (PamorForm        *self,
              const PamorField *field,
              const PamorPath  *path)
{
  PamorPath no_nik = *path;
  g_autofree char *key = NULL;

  if (field->kind != PAMOR_FIELD_PERSON)
    return FALSE;
  if (g_str_equal (path->member, "no_nik"))
    return !field->nik_optional;
  if (!field->nik_optional || !g_str_equal (path->member, "nik"))
    return FALSE;
  g_strlcpy (no_nik.member, "no_nik", sizeof no_nik.member);
  key = pamor_path_format (&no_nik);
  return g_strcmp0 (pamor_form_get (self, key), "ya") == 0;
}

/* Whether the answers call for the member of the item that @path names, the field being shown. */
static gboolean
shows_member (PamorForm        *self,
              const PamorField *field,
              const PamorPath  *path)
{
  const PamorField *own = pamor_field_find_own (field, path->member);

  return !is_overruled (self, field, path)
         && (own == NULL || own->visible_if == NULL
             || pamor_form_holds (self, own->visible_if, field->is_list ? field->path : NULL,
                                  MAX (path->index, 0)));
}

/**
 * pamor_form_dup_normal:
 * @path: of a value of the service
 *
 * Returns: (transfer full) (nullable): the value as it is compared and sent; %NULL where absent,
 *   blank or hidden
 */
char *
pamor_form_dup_normal (PamorForm       *self,
                       const PamorPath *path)
{
  const PamorField *field = pamor_field_find (self->service, path);
  g_autofree char *key = pamor_path_format (path);
  const char *typed = pamor_form_get (self, key);
  g_autofree char *value = NULL;

  if (typed == NULL || !shows_member (self, field, path) || !pamor_form_shows_field (self, field))
    return NULL;
  value = pamor_field_normalize_value (field, path->member, typed);
  return *value == '\0' ? NULL : g_steal_pointer (&value);
}

/** pamor_form_dup_label: Returns: (transfer full): as the citizen calls a value: "Saksi 2: NIK" */
char *
pamor_form_dup_label (PamorForm        *self,
                      const PamorField *field,
                      const PamorPath  *path)
{
  g_autofree char *label = field->is_list ? pamor_field_dup_item_label (field, path->index)
                                          : g_strdup (field->label);

  if (*path->member == '\0')
    return g_steal_pointer (&label);
  return g_strdup_printf ("%s: %s", label,
                          pamor_field_get_member_label (field, self->catalogue, path->member));
}

/** pamor_form_has_any: Returns: whether any member of the person or area at @path is answered */
gboolean
pamor_form_has_any (PamorForm        *self,
                    const PamorField *field,
                    const PamorPath  *path)
{
  const char *const *members = pamor_field_get_members (field);
  PamorPath there = *path;

  for (gsize i = 0; members[i] != NULL; i++)
    {
      g_autofree char *value = NULL;

      g_strlcpy (there.member, members[i], sizeof there.member);
      value = pamor_form_dup_normal (self, &there);
      if (value != NULL)
        return TRUE;
    }
  return FALSE;
}

/**
 * pamor_form_needs_member:
 * @path: of a member of a person or area that itself has to be there
 *
 * Returns: whether it has to be answered: a person without a NIK is known by name, sex and birth
 */
gboolean
pamor_form_needs_member (PamorForm        *self,
                         const PamorField *field,
                         const PamorPath  *path)
{
  const PamorField *own = pamor_field_find_own (field, path->member);
  PamorPath no_nik = *path;
  g_autofree char *value = NULL;
  gboolean without;

  if (own != NULL)
    return shows_member (self, field, path)
           && (own->required
               || (own->required_if != NULL
                   && pamor_form_holds (self, own->required_if,
                                        field->is_list ? field->path : NULL,
                                        MAX (path->index, 0))));
  if (field->kind != PAMOR_FIELD_PERSON)
    return TRUE;
  if (g_str_equal (path->member, "no_nik"))
    return FALSE;
  g_strlcpy (no_nik.member, "no_nik", sizeof no_nik.member);
  value = pamor_form_dup_normal (self, &no_nik);
  without = g_strcmp0 (value, "ya") == 0;
  if (g_str_equal (path->member, "nik"))
    return !without;
  return g_str_equal (path->member, "name") || field->whole_person || without;
}

/**
 * pamor_form_shows_value:
 * @path: of one value, "anggota.orang[2].pekerjaan"
 *
 * Returns: whether the answers call for it: for its field, and, of a person, for this question to
 * this one
 */
gboolean
pamor_form_shows_value (PamorForm  *self,
                        const char *path)
{
  const PamorField *field;
  PamorPath parts;

  g_return_val_if_fail (PAMOR_IS_FORM (self) && path != NULL, FALSE);

  field = pamor_service_find_value (self->service, path, &parts);
  g_return_val_if_fail (field != NULL, FALSE);

  return pamor_form_shows_field (self, field) && shows_member (self, field, &parts);
}

/**
 * pamor_form_needs_value:
 * @path: of one value
 *
 * Returns: whether it is shown and must be answered; members of a person or area that may be left
 * out whole must be when one of them is
 */
gboolean
pamor_form_needs_value (PamorForm  *self,
                        const char *path)
{
  const PamorField *field;
  PamorPath parts;

  g_return_val_if_fail (PAMOR_IS_FORM (self) && path != NULL, FALSE);

  field = pamor_service_find_value (self->service, path, &parts);
  g_return_val_if_fail (field != NULL, FALSE);

  return pamor_form_shows_field (self, field)
         && (field->is_list || pamor_form_needs_field (self, field)
             || pamor_form_has_any (self, field, &parts))
         && pamor_form_needs_member (self, field, &parts);
}

/**
 * pamor_form_dup_value:
 * @path: of one value
 *
 * Returns: (transfer full) (nullable): the value as it would be sent: "NIK" without separators and
 * so on; %NULL where absent or hidden
 */
char *
pamor_form_dup_value (PamorForm  *self,
                      const char *path)
{
  PamorPath parts;

  g_return_val_if_fail (PAMOR_IS_FORM (self) && path != NULL, NULL);

  if (!pamor_path_parse (path, &parts) || pamor_field_find (self->service, &parts) == NULL)
    return NULL;
  return pamor_form_dup_normal (self, &parts);
}

/** pamor_form_dup_title: Returns: (transfer full): whom or what it is about; else the service */
char *
pamor_form_dup_title (PamorForm *self)
{
  char *title;

  g_return_val_if_fail (PAMOR_IS_FORM (self), NULL);

  title = pamor_form_dup_value (self, self->service->title_path);
  return title != NULL ? title : g_strdup (self->service->name);
}

/**
 * pamor_form_list_sent_attachments:
 *
 * Returns: (transfer container) (element-type PamorAttachment): the photos that are asked for: what
 * pamor_form_freeze() names in the manifest
 */
GPtrArray *
pamor_form_list_sent_attachments (PamorForm *self)
{
  GPtrArray *sent;

  g_return_val_if_fail (PAMOR_IS_FORM (self), NULL);

  sent = g_ptr_array_new ();
  for (guint i = 0; i < self->attachments->len; i++)
    {
      PamorAttachment *attachment = g_ptr_array_index (self->attachments, i);
      const PamorRequirement *requirement
          = pamor_service_find_requirement (self->service, attachment->requirement);

      if (requirement != NULL && pamor_form_asks_for (self, requirement))
        g_ptr_array_add (sent, attachment);
    }
  return sent;
}
