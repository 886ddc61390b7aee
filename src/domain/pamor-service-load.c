/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One service file read part by part, strictly. What is wrong is kept by the PamorJson with file
 * and path; a service read from a reader that has failed is of no use but to be freed.
 */
#include "domain/pamor-catalogue-private.h"

#include "domain/pamor-condition.h"
#include "domain/pamor-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * pamor_catalogue_load_code:
 *
 * Reads a code: upper case, "AKTA_LAHIR", so that no path or key can be taken for one.
 *
 * Returns: (transfer full) (nullable): the member @key; of use only when @json has not failed
 */
char *
pamor_catalogue_load_code (PamorJson  *json,
                           const char *key)
{
  char *code = pamor_json_need_text (json, key);

  if (code != NULL
      && (!g_ascii_isupper (*code) || strlen (code) > 32
          || strspn (code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") != strlen (code)))
    pamor_json_fail (json, _("“%s” is not a code: A-Z, 0-9 and _ only, at most 32"), code);
  return code;
}

static void
requirement_free (PamorRequirement *self)
{
  g_free (self->code);
  g_free (self->name);
  g_free (self->help);
  g_free (self->note);
  g_clear_pointer (&self->required_if, pamor_condition_free);
  g_free (self);
}

static PamorRequirement *
load_requirement (PamorJson *json)
{
  static const char *const keys[]
      = { "code", "name", "help", "required", "required_if", "max", "note", NULL };
  PamorRequirement *self = g_new0 (PamorRequirement, 1);

  pamor_json_expect_object (json, keys);
  self->code = pamor_catalogue_load_code (json, "code");
  self->name = pamor_json_need_text (json, "name");
  self->help = pamor_json_dup_text (json, "help");
  self->required_if = pamor_condition_load_required (json, &self->required);
  self->max = pamor_json_get_count (json, "max", 1, 20, 1);
  self->note = pamor_json_dup_text (json, "note");
  return self;
}

static PamorSeverity
load_severity (PamorJson *json)
{
  static const char *const nicks[] = { "info", "warn", "refuse", NULL };
  g_autofree char *nick = NULL;
  gsize i = 0;

  if (!pamor_json_need (json, "severity"))
    return PAMOR_SEVERITY_REFUSE;
  nick = pamor_json_dup_string (json);
  while (nick != NULL && nicks[i] != NULL && !g_str_equal (nicks[i], nick))
    i++;
  if (nick != NULL && nicks[i] == NULL)
    pamor_json_fail_unknown (json, pamor_json_get_path (json), _("severity"), nick, nicks);
  pamor_json_leave (json);
  return MIN (i, PAMOR_SEVERITY_REFUSE);
}

/**
 * pamor_rule_load:
 * @of_service: whether it is the rule of a service, with path and condition; else one of rules.json
 *
 * Returns: (transfer full): of use only when @json has not failed; its condition is not resolved
 */
PamorRule *
pamor_rule_load (PamorJson *json,
                 gboolean   of_service)
{
  static const char *const service_keys[]
      = { "id",     "severity", "at",   "when",     "message",
          "remedy", "service",  "note", "optional", NULL };
  static const char *const code_keys[] = { "id", "severity", "message", "remedy", "note", NULL };
  PamorRule *self = g_new0 (PamorRule, 1);

  pamor_json_expect_object (json, of_service ? service_keys : code_keys);
  self->id = pamor_json_need_text (json, "id");
  self->severity = load_severity (json);
  self->message = pamor_json_need_text (json, "message");
  self->remedy = pamor_json_dup_text (json, "remedy");
  self->note = pamor_json_dup_text (json, "note");
  if (!of_service)
    return self;
  self->at = pamor_json_need_text (json, "at");
  if (pamor_json_has (json, "service"))
    self->service = pamor_catalogue_load_code (json, "service");
  if (pamor_json_need (json, "when"))
    {
      self->when = pamor_condition_parse (json);
      pamor_json_leave (json);
    }
  return self;
}

static void
load_group (PamorService   *self,
            PamorJson      *json,
            PamorCatalogue *catalogue)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new ();

  if (!pamor_json_need (json, "group"))
    return;
  self->group = pamor_json_dup_string (json);
  for (guint i = 0; i < catalogue->groups->len; i++)
    g_ptr_array_add (known, ((PamorGroup *) g_ptr_array_index (catalogue->groups, i))->code);
  g_ptr_array_add (known, NULL);
  if (self->group != NULL && !g_strv_contains ((const char *const *) known->pdata, self->group))
    pamor_json_fail_unknown (json, pamor_json_get_path (json), _("group"), self->group,
                             (const char *const *) known->pdata);
  pamor_json_leave (json);
}

static void
load_service_kind (PamorService *self,
                   PamorJson    *json)
{
  static const char *const kinds[]
      = { "application", "complaint", "ticket", "visit", "request", NULL };

  if (!pamor_json_need (json, "kind"))
    return;
  self->kind = pamor_json_dup_string (json);
  if (self->kind != NULL && !g_strv_contains (kinds, self->kind))
    pamor_json_fail_unknown (json, pamor_json_get_path (json), _("kind"), self->kind, kinds);
  pamor_json_leave (json);
}

static void
load_head (PamorService   *self,
           PamorJson      *json,
           PamorCatalogue *catalogue)
{
  static const char *const keys[]
      = { "code",  "group", "kind",     "form",         "name",   "result", "prepare",
          "basis", "title", "keywords", "working_days", "pickup", "rules",  "sections",
          "requirements", "subject", "note", "off", NULL };

  pamor_json_expect_object (json, keys);
  self->code = pamor_catalogue_load_code (json, "code");
  load_group (self, json, catalogue);
  load_service_kind (self, json);
  self->form = pamor_json_dup_text (json, "form");
  self->name = pamor_json_need_text (json, "name");
  self->result = pamor_json_need_text (json, "result");
  self->prepare = pamor_json_need_text (json, "prepare");
  self->keywords = pamor_json_dup_texts (json, "keywords");
  self->basis = pamor_json_dup_texts (json, "basis");
  self->pickup = pamor_json_get_flag (json, "pickup", FALSE);
  self->title_path = pamor_json_need_text (json, "title");
  self->subject_path = pamor_json_dup_text (json, "subject");
  self->note = pamor_json_dup_text (json, "note");
  self->off = pamor_json_get_flag (json, "off", FALSE);
  pamor_json_get_pair (json, "working_days", &self->working_days[0], &self->working_days[1]);
}

static void
origin_free (PamorOrigin *self)
{
  g_free (self->where);
  g_free (self);
}

static PamorOrigin *
add_origin (GPtrArray *origins,
            PamorJson *json)
{
  PamorOrigin *origin = g_new0 (PamorOrigin, 1);

  origin->json = json;
  origin->where = g_strdup (pamor_json_get_path (json));
  g_ptr_array_add (origins, origin);
  return origin;
}

/* The section of a part, from a reader of its own, so that errors name the part's file. */
static void
load_part (PamorServiceFile *self,
           const char       *name)
{
  GHashTable *parts = self->catalogue->parts;
  PamorPart *part = g_hash_table_lookup (parts, name);
  g_autofree char *file = NULL;
  PamorJson *json;

  if (part == NULL)
    {
      g_autofree const char **known = (const char **) g_hash_table_get_keys_as_array (parts, NULL);

      pamor_json_fail_unknown (self->json, pamor_json_get_path (self->json), _("part"), name,
                               known);
      return;
    }
  part->used = TRUE;
  file = g_strdup_printf ("%s (%s)", part->file, self->service->code);
  json = pamor_json_new_again (part->json, file);
  g_ptr_array_add (self->part_readers, json);
  add_origin (self->sections, json);
  g_ptr_array_add (self->service->sections, pamor_section_load (json, self->catalogue, TRUE));
  pamor_json_fail_with (self->json, json);
}

static void
load_sections (PamorServiceFile *self)
{
  PamorJson *json = self->json;

  if (!pamor_json_need (json, "sections"))
    return;
  for (guint i = 0; pamor_json_enter_item (json, i); i++)
    {
      if (pamor_json_is_text (json))
        {
          g_autofree char *name = pamor_json_dup_string (json);

          load_part (self, name);
        }
      else
        {
          add_origin (self->sections, json);
          g_ptr_array_add (self->service->sections,
                           pamor_section_load (json, self->catalogue, FALSE));
        }
      pamor_json_leave (json);
    }
  pamor_json_leave (json);
}

static void
load_requirements (PamorServiceFile *self,
                   PamorJson        *json)
{
  if (!pamor_json_enter (json, "requirements"))
    return;
  for (guint i = 0; pamor_json_enter_item (json, i); i++)
    {
      add_origin (self->requirements, json);
      g_ptr_array_add (self->service->requirements, load_requirement (json));
      pamor_json_leave (json);
    }
  pamor_json_leave (json);
}

static void
load_rules (PamorServiceFile *self,
            PamorJson        *json)
{
  if (!pamor_json_enter (json, "rules"))
    return;
  for (guint i = 0; pamor_json_enter_item (json, i); i++)
    {
      PamorOrigin *origin = add_origin (self->rules, json);

      g_ptr_array_add (self->service->rules, pamor_rule_load (json, TRUE));
      origin->optional = pamor_json_get_flag (json, "optional", FALSE);
      if (origin->optional && json == self->json)
        pamor_json_fail (json, _("“optional” is for the rules of parts"));
      pamor_json_leave (json);
    }
  pamor_json_leave (json);
}

static void
load_file (PamorServiceFile *self)
{
  load_head (self->service, self->json, self->catalogue);
  load_sections (self);
  load_requirements (self, self->json);
  load_rules (self, self->json);
  for (guint i = 0; i < self->part_readers->len; i++)
    {
      PamorJson *part = g_ptr_array_index (self->part_readers, i);

      load_requirements (self, part);
      load_rules (self, part);
      pamor_json_fail_with (self->json, part);
    }
  if (!pamor_json_has_failed (self->json))
    pamor_service_resolve (self);
}

/**
 * pamor_service_load:
 * @json: stands on the root of a service file
 * @catalogue: knows groups, activities, code lists and parts already
 *
 * Returns: (transfer full): the service; of use only when @json has not failed
 */
PamorService *
pamor_service_load (PamorJson      *json,
                    PamorCatalogue *catalogue)
{
  PamorService *self = g_new0 (PamorService, 1);
  g_autoptr (GPtrArray) readers = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_json_free);
  g_autoptr (GPtrArray) sections = g_ptr_array_new_with_free_func ((GDestroyNotify) origin_free);
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func ((GDestroyNotify) origin_free);
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func ((GDestroyNotify) origin_free);
  PamorServiceFile file = { self, catalogue, json, readers, sections, documents, rules };

  self->sections = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_section_free);
  self->requirements = g_ptr_array_new_with_free_func ((GDestroyNotify) requirement_free);
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_rule_free);
  load_file (&file);
  return self;
}
