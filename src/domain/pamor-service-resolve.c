/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What one service file must be as a whole: keys, codes and rules met once; every path names what
 * is there; no field's being seen depends on itself, so that asking whether it is seen always
 * ends.
 */
#include "domain/pamor-catalogue-private.h"

#include "domain/pamor-condition.h"
#include "domain/pamor-field.h"

#include <glib/gi18n-lib.h>

typedef void (*EachField) (PamorService *self, PamorSection *section, PamorField *field,
                           const char *where, gpointer data);

static void
for_each_field (PamorService *self,
                EachField     func,
                gpointer      data)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      PamorSection *section = g_ptr_array_index (self->sections, i);

      for (guint j = 0; j < section->fields->len; j++)
        {
          g_autofree char *where = g_strdup_printf ("$.sections[%u].fields[%u]", i, j);

          func (self, section, g_ptr_array_index (section->fields, j), where, data);
        }
    }
}

static void
refuse_twice (GHashTable *seen,
              const char *name,
              const char *where,
              PamorJson  *json)
{
  if (!g_hash_table_add (seen, g_strdup (name)))
    pamor_json_fail_at (json, where, _("“%s” is there twice"), name);
}

static void
check_names (PamorService *self,
             PamorJson    *json)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->sections->len; i++)
    {
      g_autofree char *where = g_strdup_printf ("$.sections[%u]", i);
      PamorSection *section = g_ptr_array_index (self->sections, i);

      refuse_twice (seen, section->key, where, json);
      for (guint j = 0; j < section->fields->len; j++)
        {
          g_autofree char *there = g_strdup_printf ("%s.fields[%u]", where, j);

          refuse_twice (seen, ((PamorField *) g_ptr_array_index (section->fields, j))->path, there,
                        json);
        }
    }
  for (guint i = 0; i < self->requirements->len; i++)
    {
      g_autofree char *where = g_strdup_printf ("$.requirements[%u]", i);

      refuse_twice (seen, ((PamorRequirement *) g_ptr_array_index (self->requirements, i))->code,
                    where, json);
    }
}

static void
resolve_condition (PamorCondition *condition,
                   PamorService   *self,
                   PamorJson      *json)
{
  if (condition != NULL)
    pamor_condition_resolve (condition, self, json);
}

static void
resolve_field (PamorService *self,
               PamorSection *section,
               PamorField   *field,
               const char   *where,
               gpointer      data)
{
  resolve_condition (field->required_if, self, data);
  resolve_condition (field->visible_if, self, data);
}

static void
resolve_rule (PamorRule    *rule,
              PamorService *self,
              const char   *where,
              PamorJson    *json)
{
  PamorPath path;
  const PamorField *field;

  resolve_condition (rule->when, self, json);
  field = pamor_path_parse (rule->at, &path) ? pamor_field_find (self, &path) : NULL;
  if (field == NULL)
    pamor_json_fail_at (json, where, _("“at”: there is no field “%s”"), rule->at);
  else if (!pamor_field_accepts_path (field, &path) || path.index >= 0)
    pamor_json_fail_at (json, where,
                        _("“at”: “%s” names no one value (a person or an area needs a member, a "
                          "list needs “[]”)"),
                        rule->at);
}

static void
resolve_rules (PamorService *self,
               PamorJson    *json)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->rules->len; i++)
    {
      PamorRule *rule = g_ptr_array_index (self->rules, i);
      g_autofree char *where = g_strdup_printf ("$.rules[%u]", i);
      g_autofree char *name = g_strdup_printf ("%s, %s", rule->id, rule->at);

      resolve_rule (rule, self, where, json);
      refuse_twice (seen, name, where, json);
    }
}

static void
check_title (PamorService *self,
             PamorJson    *json)
{
  PamorPath path;
  const PamorField *field = NULL;

  if (pamor_path_parse (self->title_path, &path))
    field = pamor_field_find (self, &path);
  if (field == NULL || field->is_list || !pamor_field_accepts_path (field, &path))
    pamor_json_fail_at (json, "$.title", _("“%s” names no one value of the form"),
                        self->title_path);
}

static PamorSection *
find_section (PamorService     *self,
              const PamorField *field)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      PamorSection *section = g_ptr_array_index (self->sections, i);

      if (g_ptr_array_find (section->fields, field, NULL))
        return section;
    }
  return NULL;
}

/* Whether being seen of @field leads back to a field in @trail; @done are known to end. */
static gboolean
goes_round (PamorService     *self,
            const PamorField *field,
            GPtrArray        *trail,
            GHashTable       *done)
{
  g_autoptr (GPtrArray) named = g_ptr_array_new ();
  PamorSection *section = find_section (self, field);
  gboolean round = g_ptr_array_find (trail, field, NULL);

  if (round || g_hash_table_contains (done, field))
    return round;
  g_ptr_array_add (trail, (gpointer) field);
  if (field->visible_if != NULL)
    pamor_condition_list_fields (field->visible_if, named);
  if (section->visible_if != NULL)
    pamor_condition_list_fields (section->visible_if, named);
  for (guint i = 0; i < named->len && !round; i++)
    round = goes_round (self, pamor_service_find_field (self, g_ptr_array_index (named, i)), trail,
                        done);
  g_ptr_array_remove (trail, (gpointer) field);
  g_hash_table_add (done, (gpointer) field);
  return round;
}

static void
check_round (PamorService *self,
             PamorSection *section,
             PamorField   *field,
             const char   *where,
             gpointer      data)
{
  g_autoptr (GPtrArray) trail = g_ptr_array_new ();
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);

  if (!pamor_json_has_failed (data) && goes_round (self, field, trail, done))
    pamor_json_fail_at (data, where, _("“visible_if”: whether “%s” is shown depends on itself"),
                        field->path);
}

/* Fails @json where parts of the service do not fit each other. */
void
pamor_service_resolve (PamorService *self,
                       PamorJson    *json)
{
  check_names (self, json);
  for_each_field (self, resolve_field, json);
  for (guint i = 0; i < self->sections->len; i++)
    resolve_condition (((PamorSection *) g_ptr_array_index (self->sections, i))->visible_if, self,
                       json);
  for (guint i = 0; i < self->requirements->len; i++)
    {
      PamorRequirement *requirement = g_ptr_array_index (self->requirements, i);

      resolve_condition (requirement->required_if, self, json);
    }
  resolve_rules (self, json);
  check_title (self, json);
  if (!pamor_json_has_failed (json))
    for_each_field (self, check_round, json);
}
