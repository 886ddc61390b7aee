/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Immutable once loaded, so any thread may read it; the count of references is atomic. */
#include "domain/pamor-catalogue-private.h"

#include "domain/pamor-condition.h"
#include "domain/pamor-field.h"

static void
group_free (PamorGroup *self)
{
  g_free (self->code);
  g_free (self->name);
  g_ptr_array_unref (self->services);
  g_free (self);
}

static void
activity_free (PamorActivity *self)
{
  g_free (self->code);
  g_free (self->name);
  g_free (self);
}

/** pamor_rule_free: with its condition */
void
pamor_rule_free (PamorRule *self)
{
  g_free (self->id);
  g_free (self->at);
  g_clear_pointer (&self->when, pamor_condition_free);
  g_free (self->message);
  g_free (self->remedy);
  g_free (self->service);
  g_free (self->note);
  g_free (self);
}

/** pamor_service_free: with its sections, requirements and rules; any of it may be missing yet */
void
pamor_service_free (PamorService *self)
{
  g_free (self->code);
  g_free (self->group);
  g_free (self->kind);
  g_free (self->form);
  g_free (self->name);
  g_free (self->result);
  g_free (self->prepare);
  g_strfreev (self->keywords);
  g_strfreev (self->basis);
  g_free (self->title_path);
  g_free (self->subject_path);
  g_free (self->note);
  g_ptr_array_unref (self->sections);
  g_ptr_array_unref (self->requirements);
  g_ptr_array_unref (self->rules);
  g_free (self);
}

/** pamor_code_list_free: with its codes */
void
pamor_code_list_free (PamorCodeList *self)
{
  g_free (self->id);
  g_ptr_array_unref (self->codes);
  g_free (self);
}

/** pamor_catalogue_new_empty: Returns: (transfer full): of nothing, for the loader alone to fill */
PamorCatalogue *
pamor_catalogue_new_empty (void)
{
  PamorCatalogue *self = g_new0 (PamorCatalogue, 1);

  g_atomic_ref_count_init (&self->refs);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  self->activities = g_ptr_array_new_with_free_func ((GDestroyNotify) activity_free);
  self->services = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_service_free);
  self->code_lists = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_code_list_free);
  self->programmes = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_programme_free);
  self->bundles = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_bundle_free);
  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                       (GDestroyNotify) pamor_part_free);
  self->rules = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                       (GDestroyNotify) pamor_rule_free);
  self->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/** pamor_catalogue_ref: Returns: (transfer full): @self; any thread */
PamorCatalogue *
pamor_catalogue_ref (PamorCatalogue *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/** pamor_catalogue_unref: the last takes all services with it; any thread */
void
pamor_catalogue_unref (PamorCatalogue *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->version);
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->activities);
  g_ptr_array_unref (self->services);
  g_ptr_array_unref (self->code_lists);
  g_ptr_array_unref (self->programmes);
  g_ptr_array_unref (self->bundles);
  g_hash_table_unref (self->parts);
  g_hash_table_unref (self->rules);
  g_hash_table_unref (self->members);
  g_free (self->consent);
  g_clear_pointer (&self->calendar, pamor_calendar_free);
  g_free (self);
}

/** pamor_catalogue_get_version: Returns: (transfer none): by which the server knows it too */
const char *
pamor_catalogue_get_version (PamorCatalogue *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->version;
}

/** pamor_catalogue_get_groups: Returns: (transfer none) (element-type PamorGroup): in file order */
GPtrArray *
pamor_catalogue_get_groups (PamorCatalogue *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->groups;
}

/** pamor_catalogue_get_activities: Returns: (transfer none) (element-type PamorActivity): */
GPtrArray *
pamor_catalogue_get_activities (PamorCatalogue *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->activities;
}

/** pamor_catalogue_list_activities: Returns: (transfer full): their codes, in file order */
GStrv
pamor_catalogue_list_activities (PamorCatalogue *self)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->activities->len; i++)
    g_strv_builder_add (codes, ((PamorActivity *) g_ptr_array_index (self->activities, i))->code);
  return g_strv_builder_end (codes);
}

/** pamor_catalogue_get_programmes: Returns: (transfer none) (element-type PamorProgramme): */
GPtrArray *
pamor_catalogue_get_programmes (PamorCatalogue *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->programmes;
}

/** pamor_catalogue_get_bundles: Returns: (transfer none) (element-type PamorBundle): */
GPtrArray *
pamor_catalogue_get_bundles (PamorCatalogue *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->bundles;
}

/** pamor_catalogue_find_bundle: Returns: (transfer none) (nullable): the bundle of that code */
const PamorBundle *
pamor_catalogue_find_bundle (PamorCatalogue *self,
                             const char     *code)
{
  g_return_val_if_fail (self != NULL && code != NULL, NULL);

  for (guint i = 0; i < self->bundles->len; i++)
    {
      PamorBundle *bundle = g_ptr_array_index (self->bundles, i);

      if (g_str_equal (bundle->code, code))
        return bundle;
    }
  return NULL;
}

/** pamor_catalogue_find_service: Returns: (transfer none) (nullable): the service of that code */
const PamorService *
pamor_catalogue_find_service (PamorCatalogue *self,
                              const char     *code)
{
  g_return_val_if_fail (self != NULL && code != NULL, NULL);

  for (guint i = 0; i < self->services->len; i++)
    {
      PamorService *service = g_ptr_array_index (self->services, i);

      if (g_str_equal (service->code, code))
        return service;
    }
  return NULL;
}

/**
 * pamor_service_is_named:
 *
 * Returns: whether words of its name begin so, or @text is anywhere in it: "lahir" is what people
 *   say for "kelahiran"
 */
gboolean
pamor_service_is_named (const PamorService *self,
                        const char         *text)
{
  g_autofree char *name = g_utf8_casefold (self->name, -1);
  g_autofree char *wanted = g_utf8_casefold (text, -1);

  return g_str_match_string (text, self->name, TRUE) || strstr (name, wanted) != NULL;
}

static gboolean
matches_more (const PamorService *service,
              const char         *text)
{
  g_autofree char *keywords = g_strjoinv (" ", service->keywords);
  g_autofree char *all = g_strjoin (" ", service->name, keywords, service->result, service->form,
                                    NULL);

  return g_str_match_string (text, all, TRUE);
}

/**
 * pamor_catalogue_search_services:
 * @text: beginnings of words, in any order, case and accents aside, or a part of the name; blank
 *   finds all
 *
 * Returns: (transfer container) (element-type PamorService): services on offer whose name has them
 * all first, then those that have them in name, keywords, result and form taken together
 */
GPtrArray *
pamor_catalogue_search_services (PamorCatalogue *self,
                                 const char     *text)
{
  GPtrArray *found;
  g_autofree char *blank = NULL;

  g_return_val_if_fail (self != NULL && text != NULL, NULL);

  found = g_ptr_array_new ();
  blank = g_strstrip (g_strdup (text));
  for (guint by_name = 2; by_name-- > 0;)
    for (guint i = 0; i < self->services->len; i++)
      {
        PamorService *service = g_ptr_array_index (self->services, i);
        gboolean named = pamor_service_is_named (service, blank);

        if (!service->off && (by_name ? named : !named && matches_more (service, text)))
          g_ptr_array_add (found, service);
      }
  return found;
}

/** pamor_catalogue_find_codes: Returns: (transfer none) (nullable): the code list of that id */
const PamorCodeList *
pamor_catalogue_find_codes (PamorCatalogue *self,
                            const char     *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  for (guint i = 0; i < self->code_lists->len; i++)
    {
      PamorCodeList *list = g_ptr_array_index (self->code_lists, i);

      if (g_str_equal (list->id, id))
        return list;
    }
  return NULL;
}

/**
 * pamor_catalogue_find_rule:
 *
 * Returns: (transfer none) (nullable): words and severity of a rule that lives in code; its
 * condition and path are %NULL
 */
const PamorRule *
pamor_catalogue_find_rule (PamorCatalogue *self,
                           const char     *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  return g_hash_table_lookup (self->rules, id);
}

/**
 * pamor_catalogue_get_member_label: Returns: (nullable): of "nik", "birth", "kelurahan" and so on
 */
const char *
pamor_catalogue_get_member_label (PamorCatalogue *self,
                                  const char     *member)
{
  g_return_val_if_fail (self != NULL && member != NULL, NULL);

  return g_hash_table_lookup (self->members, member);
}

/** pamor_catalogue_get_calendar: Returns: (transfer none): of the office's working days */
PamorCalendar *
pamor_catalogue_get_calendar (PamorCatalogue *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->calendar;
}

/** pamor_catalogue_get_consent: Returns: (transfer none): the text that is read to the citizen */
const char *
pamor_catalogue_get_consent (PamorCatalogue *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->consent;
}

/** pamor_service_find_requirement: Returns: (transfer none) (nullable): of @code, "KK" */
const PamorRequirement *
pamor_service_find_requirement (const PamorService *self,
                                const char         *code)
{
  g_return_val_if_fail (self != NULL && code != NULL, NULL);

  for (guint i = 0; i < self->requirements->len; i++)
    {
      PamorRequirement *requirement = g_ptr_array_index (self->requirements, i);

      if (g_str_equal (requirement->code, code))
        return requirement;
    }
  return NULL;
}

/** pamor_code_list_find_text: Returns: (transfer none) (nullable): what the code stands for */
const char *
pamor_code_list_find_text (const PamorCodeList *self,
                           const char          *code)
{
  g_return_val_if_fail (self != NULL && code != NULL, NULL);

  for (guint i = 0; i < self->codes->len; i++)
    {
      PamorCode *entry = g_ptr_array_index (self->codes, i);

      if (g_str_equal (entry->code, code))
        return entry->text;
    }
  return NULL;
}
