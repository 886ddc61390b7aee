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

/* Keys that only some kinds of field take; bits are 1 << PamorFieldKind. */
static const struct { const char *key; guint kinds; } special_keys[] = {
  { "codes", 1 << PAMOR_FIELD_CHOICE },
  { "min", 1 << PAMOR_FIELD_NUMBER },
  { "max", 1 << PAMOR_FIELD_NUMBER },
  { "unit", 1 << PAMOR_FIELD_NUMBER },
  { "max_length", 1 << PAMOR_FIELD_TEXT },
  { "multiline", 1 << PAMOR_FIELD_TEXT },
  { "not_after", 1 << PAMOR_FIELD_DATE },
  { "not_before", 1 << PAMOR_FIELD_DATE },
  { "first_recording", 1 << PAMOR_FIELD_NAME | 1 << PAMOR_FIELD_PERSON },
  { "nik_optional", 1 << PAMOR_FIELD_PERSON },
  { "whole_person", 1 << PAMOR_FIELD_PERSON },
};

/* A code is upper case, "AKTA_LAHIR", so that no path or key can be taken for one. */
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

static char *
load_key (PamorJson *json)
{
  char *key = pamor_json_need_text (json, "key");

  if (key != NULL && !pamor_path_is_key (key))
    pamor_json_fail (json, _("“%s” is not a key: a-z, 0-9 and _ only, at most 32"), key);
  return key;
}

static PamorCondition *
load_condition (PamorJson  *json,
                const char *key)
{
  PamorCondition *condition;

  if (!pamor_json_enter (json, key))
    return NULL;
  condition = pamor_condition_parse (json);
  pamor_json_leave (json);
  return condition;
}

static PamorCondition *
load_required (PamorJson *json,
               gboolean  *required)
{
  PamorCondition *condition = load_condition (json, "required_if");

  *required = pamor_json_get_flag (json, "required", FALSE);
  if (*required && condition != NULL)
    pamor_json_fail (json, _("“required” and “required_if” exclude each other"));
  return condition;
}

static void
load_kind (PamorField *self,
           PamorJson  *json)
{
  g_autofree char *nick = NULL;

  if (!pamor_json_need (json, "kind"))
    return;
  nick = pamor_json_dup_string (json);
  if (nick != NULL && !pamor_field_kind_from_nick (nick, &self->kind))
    pamor_json_fail_unknown (json, pamor_json_get_path (json), _("kind"), nick, pamor_field_kinds);
  pamor_json_leave (json);
}

static void
load_list (PamorField *self,
           PamorJson  *json)
{
  static const char *const keys[] = { "min", "max", "item_label", NULL };

  if (!pamor_json_enter (json, "list"))
    return;
  pamor_json_expect_object (json, keys);
  self->is_list = TRUE;
  self->list_min = pamor_json_get_count (json, "min", 0, 50, 0);
  self->list_max = pamor_json_get_count (json, "max", 1, 50, 50);
  self->item_label = pamor_json_dup_text (json, "item_label");
  if (self->list_min > self->list_max)
    pamor_json_fail (json, _("“min” is above “max”"));
  if (self->item_label != NULL && strstr (self->item_label, "%d") == NULL)
    pamor_json_fail (json, _("“item_label” needs %%d where the number of the item goes"));
  pamor_json_leave (json);
}

static void
load_codes (PamorField     *self,
            PamorJson      *json,
            PamorCatalogue *catalogue)
{
  g_autofree char *id = NULL;
  g_autoptr (GPtrArray) known = g_ptr_array_new ();

  if (self->kind != PAMOR_FIELD_CHOICE || !pamor_json_need (json, "codes"))
    return;
  id = pamor_json_dup_string (json);
  self->codes = id == NULL ? NULL : (PamorCodeList *) pamor_catalogue_find_codes (catalogue, id);
  for (guint i = 0; i < catalogue->code_lists->len; i++)
    g_ptr_array_add (known, ((PamorCodeList *) g_ptr_array_index (catalogue->code_lists, i))->id);
  g_ptr_array_add (known, NULL);
  if (id != NULL && self->codes == NULL)
    pamor_json_fail_unknown (json, pamor_json_get_path (json), _("code list"), id,
                             (const char *const *) known->pdata);
  pamor_json_leave (json);
}

static char *
load_day (PamorJson  *json,
          const char *key)
{
  char *text = pamor_json_dup_text (json, key);
  GDate day;

  if (text != NULL && !g_str_equal (text, "today") && !pamor_field_parse_date (text, &day))
    pamor_json_fail (json, _("“%s” is neither “today” nor a date such as “2026-11-20”"), text);
  return text;
}

static void
load_limits (PamorField     *self,
             PamorJson      *json,
             PamorCatalogue *catalogue)
{
  for (gsize i = 0; i < G_N_ELEMENTS (special_keys); i++)
    if (pamor_json_has (json, special_keys[i].key) && !(special_keys[i].kinds & 1 << self->kind))
      pamor_json_fail (json, _("a field of the kind “%s” takes no “%s”"),
                       pamor_field_kinds[self->kind], special_keys[i].key);
  load_codes (self, json, catalogue);
  self->has_min = pamor_json_get_number (json, "min", &self->min);
  self->has_max = pamor_json_get_number (json, "max", &self->max);
  if (self->has_min && self->has_max && self->min > self->max)
    pamor_json_fail (json, _("“min” is above “max”"));
  self->unit = pamor_json_dup_text (json, "unit");
  self->max_length = pamor_json_get_count (json, "max_length", 1, 4000, 0);
  self->multiline = pamor_json_get_flag (json, "multiline", FALSE);
  self->not_after = load_day (json, "not_after");
  self->not_before = load_day (json, "not_before");
  self->first_recording = pamor_json_get_flag (json, "first_recording", FALSE);
  self->nik_optional = pamor_json_get_flag (json, "nik_optional", FALSE);
  self->whole_person = pamor_json_get_flag (json, "whole_person", FALSE);
}

static PamorField *
load_field (PamorJson      *json,
            const char     *section,
            PamorCatalogue *catalogue)
{
  static const char *const keys[]
      = { "key",   "kind",       "label",      "help",      "mistake",   "required",
          "list",  "required_if", "visible_if", "codes",     "min",       "max",
          "unit",  "max_length", "multiline",  "not_after", "not_before", "first_recording",
          "nik_optional", "whole_person", NULL };
  PamorField *self = g_new0 (PamorField, 1);

  pamor_json_expect_object (json, keys);
  self->key = load_key (json);
  self->path = g_strdup_printf ("%s.%s", section, self->key);
  self->label = pamor_json_need_text (json, "label");
  self->help = pamor_json_dup_text (json, "help");
  self->mistake = pamor_json_dup_text (json, "mistake");
  self->required_if = load_required (json, &self->required);
  self->visible_if = load_condition (json, "visible_if");
  load_kind (self, json);
  load_list (self, json);
  if (!pamor_json_has_failed (json))
    load_limits (self, json, catalogue);
  return self;
}

static void
section_free (PamorSection *self)
{
  g_free (self->key);
  g_free (self->title);
  g_free (self->help);
  g_clear_pointer (&self->visible_if, pamor_condition_free);
  g_ptr_array_unref (self->fields);
  g_free (self);
}

static PamorSection *
load_section (PamorJson      *json,
              PamorCatalogue *catalogue)
{
  static const char *const keys[] = { "key", "title", "help", "visible_if", "fields", NULL };
  PamorSection *self = g_new0 (PamorSection, 1);
  guint n;

  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_field_free);
  pamor_json_expect_object (json, keys);
  self->key = load_key (json);
  self->title = pamor_json_need_text (json, "title");
  self->help = pamor_json_dup_text (json, "help");
  self->visible_if = load_condition (json, "visible_if");
  if (!pamor_json_need (json, "fields"))
    return self;
  n = pamor_json_count (json);
  for (guint i = 0; i < n; i++)
    {
      pamor_json_enter_item (json, i);
      g_ptr_array_add (self->fields, load_field (json, self->key, catalogue));
      pamor_json_leave (json);
    }
  pamor_json_leave (json);
  return self;
}

static void
requirement_free (PamorRequirement *self)
{
  g_free (self->code);
  g_free (self->name);
  g_free (self->help);
  g_clear_pointer (&self->required_if, pamor_condition_free);
  g_free (self);
}

static PamorRequirement *
load_requirement (PamorJson *json)
{
  static const char *const keys[]
      = { "code", "name", "help", "required", "required_if", "max", NULL };
  PamorRequirement *self = g_new0 (PamorRequirement, 1);

  pamor_json_expect_object (json, keys);
  self->code = pamor_catalogue_load_code (json, "code");
  self->name = pamor_json_need_text (json, "name");
  self->help = pamor_json_dup_text (json, "help");
  self->required_if = load_required (json, &self->required);
  self->max = pamor_json_get_count (json, "max", 1, 20, 1);
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

/* Returns: (transfer full): a rule of a service, or, with no path and condition, of rules.json */
PamorRule *
pamor_rule_load (PamorJson *json,
                 gboolean   of_service)
{
  static const char *const service_keys[]
      = { "id", "severity", "at", "when", "message", "remedy", "service", NULL };
  static const char *const code_keys[] = { "id", "severity", "message", "remedy", NULL };
  PamorRule *self = g_new0 (PamorRule, 1);

  pamor_json_expect_object (json, of_service ? service_keys : code_keys);
  self->id = pamor_json_need_text (json, "id");
  self->severity = load_severity (json);
  self->message = pamor_json_need_text (json, "message");
  self->remedy = pamor_json_dup_text (json, "remedy");
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
load_working_days (PamorService *self,
                   PamorJson    *json)
{
  if (!pamor_json_enter (json, "working_days"))
    return;
  if (pamor_json_count (json) != 2)
    pamor_json_fail (json, _("expected two numbers, the least and the most days"));
  for (guint i = 0; i < 2 && !pamor_json_has_failed (json); i++)
    {
      pamor_json_enter_item (json, i);
      self->working_days[i] = pamor_json_read_count (json, 0, 365);
      pamor_json_leave (json);
    }
  if (self->working_days[0] > self->working_days[1])
    pamor_json_fail (json, _("the lesser number comes first"));
  pamor_json_leave (json);
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
  static const char *const kinds[] = { "application", "complaint", "ticket", "visit", NULL };

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
          "requirements", NULL };

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
  load_working_days (self, json);
}

static void
load_parts (PamorService   *self,
            PamorJson      *json,
            PamorCatalogue *catalogue)
{
  static const char *const keys[] = { "sections", "requirements", "rules" };

  for (gsize part = 0; part < G_N_ELEMENTS (keys); part++)
    {
      guint n;

      if (part == 0 ? !pamor_json_need (json, keys[0]) : !pamor_json_enter (json, keys[part]))
        continue;
      n = pamor_json_count (json);
      for (guint i = 0; i < n; i++)
        {
          pamor_json_enter_item (json, i);
          if (part == 0)
            g_ptr_array_add (self->sections, load_section (json, catalogue));
          else if (part == 1)
            g_ptr_array_add (self->requirements, load_requirement (json));
          else
            g_ptr_array_add (self->rules, pamor_rule_load (json, TRUE));
          pamor_json_leave (json);
        }
      pamor_json_leave (json);
    }
}

/**
 * pamor_service_load:
 * @json: stands on the root of a service file
 * @catalogue: knows groups and code lists already
 *
 * Returns: (transfer full): the service; of use only when @json has not failed
 */
PamorService *
pamor_service_load (PamorJson      *json,
                    PamorCatalogue *catalogue)
{
  PamorService *self = g_new0 (PamorService, 1);

  self->sections = g_ptr_array_new_with_free_func ((GDestroyNotify) section_free);
  self->requirements = g_ptr_array_new_with_free_func ((GDestroyNotify) requirement_free);
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_rule_free);
  load_head (self, json, catalogue);
  load_parts (self, json, catalogue);
  if (!pamor_json_has_failed (json))
    pamor_service_resolve (self, json);
  return self;
}
