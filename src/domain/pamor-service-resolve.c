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

typedef void (*EachField) (PamorServiceFile *file, PamorField *field, PamorOrigin *section,
                           const char *where);

/* Also the fields of persons, each behind the field that it belongs to. */
static void
for_each_field (PamorServiceFile *file,
                EachField         func)
{
  for (guint i = 0; i < file->service->sections->len; i++)
    {
      PamorSection *section = g_ptr_array_index (file->service->sections, i);
      PamorOrigin *origin = g_ptr_array_index (file->sections, i);

      for (guint j = 0; j < section->fields->len; j++)
        {
          PamorField *field = g_ptr_array_index (section->fields, j);
          g_autofree char *where = g_strdup_printf ("%s.fields[%u]", origin->where, j);

          func (file, field, origin, where);
          for (guint k = 0; field->fields != NULL && k < field->fields->len; k++)
            {
              g_autofree char *there = g_strdup_printf ("%s.fields[%u]", where, k);

              func (file, g_ptr_array_index (field->fields, k), origin, there);
            }
        }
    }
}

static void
refuse_twice (GHashTable  *seen,
              const char  *name,
              PamorOrigin *origin,
              const char  *where)
{
  if (!g_hash_table_add (seen, g_strdup (name)))
    pamor_json_fail_at (origin->json, where, _("“%s” is there twice"), name);
}

static void
check_names (PamorServiceFile *file)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < file->service->sections->len; i++)
    {
      PamorSection *section = g_ptr_array_index (file->service->sections, i);
      PamorOrigin *origin = g_ptr_array_index (file->sections, i);

      refuse_twice (seen, section->key, origin, origin->where);
      for (guint j = 0; j < section->fields->len; j++)
        {
          g_autofree char *there = g_strdup_printf ("%s.fields[%u]", origin->where, j);

          refuse_twice (seen, ((PamorField *) g_ptr_array_index (section->fields, j))->path, origin,
                        there);
        }
    }
  for (guint i = 0; i < file->service->requirements->len; i++)
    {
      PamorRequirement *requirement = g_ptr_array_index (file->service->requirements, i);
      PamorOrigin *origin = g_ptr_array_index (file->requirements, i);

      refuse_twice (seen, requirement->code, origin, origin->where);
    }
}

/* @condition: (nullable): */
static void
resolve_condition (PamorServiceFile *file,
                   PamorCondition   *condition,
                   PamorOrigin      *origin)
{
  if (condition != NULL)
    pamor_condition_resolve (condition, file->service, file->catalogue, origin->json);
}

static gboolean
is_choice (const PamorService *service,
           const char         *text)
{
  PamorPath path;
  const PamorField *field = pamor_service_find_value (service, text, &path);

  return field != NULL && field->kind == PAMOR_FIELD_CHOICE && !field->is_list;
}

static void
resolve_field (PamorServiceFile *file,
               PamorField       *field,
               PamorOrigin      *section,
               const char       *where)
{
  resolve_condition (file, field->required_if, section);
  resolve_condition (file, field->visible_if, section);
  if (field->point != NULL && !is_choice (file->service, field->point))
    pamor_json_fail_at (section->json, where, _("“point”: “%s” is not a field of the kind “%s”"),
                        field->point, pamor_field_kinds[PAMOR_FIELD_CHOICE]);
}

static void
resolve_rule (PamorServiceFile *file,
              PamorRule        *rule,
              PamorOrigin      *origin)
{
  PamorPath path;
  const PamorField *field;

  resolve_condition (file, rule->when, origin);
  field = pamor_path_parse (rule->at, &path) ? pamor_field_find (file->service, &path) : NULL;
  if (field == NULL)
    {
      g_auto (GStrv) known = pamor_service_list_paths (file->service);
      g_autofree char *at = g_strconcat (origin->where, ".at", NULL);

      pamor_json_fail_unknown (origin->json, at, _("field"), rule->at,
                               (const char *const *) known);
    }
  else if (!pamor_field_accepts_path (field, &path) || path.index >= 0)
    pamor_json_fail_at (origin->json, origin->where,
                        _("“at”: “%s” names no one value (a person or an area needs a member, a "
                          "list needs “[]”)"),
                        rule->at);
}

/* Whether the service has every value that the rule names. */
static gboolean
has_all_of (const PamorService *service,
            const PamorRule    *rule)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  PamorPath at;

  if (pamor_path_parse (rule->at, &at))
    g_ptr_array_add (paths, &at);
  pamor_condition_list_paths (rule->when, paths);
  for (guint i = 0; i < paths->len; i++)
    {
      const PamorPath *path = g_ptr_array_index (paths, i);
      const PamorField *field = pamor_field_find (service, path);

      if (field == NULL || !g_strv_contains (pamor_field_get_members (field), path->member))
        return FALSE;
    }
  return TRUE;
}

static void
resolve_rules (PamorServiceFile *file)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *rules = file->service->rules;

  for (guint i = 0; i < rules->len;)
    {
      PamorRule *rule = g_ptr_array_index (rules, i);
      PamorOrigin *origin = g_ptr_array_index (file->rules, i);
      g_autofree char *name = g_strdup_printf ("%s, %s", rule->id, rule->at);

      if (origin->optional && !has_all_of (file->service, rule))
        {
          g_ptr_array_remove_index (file->rules, i);
          g_ptr_array_remove_index (rules, i);
          continue;
        }
      resolve_rule (file, rule, origin);
      refuse_twice (seen, name, origin, origin->where);
      i++;
    }
}

static void
check_heads (PamorServiceFile *file)
{
  const PamorService *self = file->service;
  const PamorField *field;
  PamorPath path;

  if (pamor_service_find_value (self, self->title_path, &path) == NULL)
    pamor_json_fail_at (file->json, "$.title", _("“%s” names no one value of the form"),
                        self->title_path);
  if (self->subject_path == NULL)
    return;
  field = pamor_service_find_value (self, self->subject_path, &path);
  if (field == NULL || pamor_field_get_value_kind (field, path.member) != PAMOR_FIELD_NIK)
    pamor_json_fail_at (file->json, "$.subject", _("“%s” names no NIK of the form"),
                        self->subject_path);
}

/** Node: a field that is shown or not, or a field of a person, and what it stands in */
typedef struct
{
  const PamorField   *field;
  const PamorField   *person; /* (nullable) that @field belongs to */
  const PamorSection *section;
} Node;

static Node
find_node (const PamorService *self,
           const PamorField   *wanted)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      PamorSection *section = g_ptr_array_index (self->sections, i);

      for (guint j = 0; j < section->fields->len; j++)
        {
          PamorField *field = g_ptr_array_index (section->fields, j);

          if (field == wanted)
            return (Node) { field, NULL, section };
          if (field->fields != NULL && g_ptr_array_find (field->fields, wanted, NULL))
            return (Node) { wanted, field, section };
        }
    }
  g_assert_not_reached ();
}

/* What being seen of @field is asked of: of PamorPath, borrowed. */
static GPtrArray *
list_reasons (const PamorService *self,
              const PamorField   *field)
{
  const Node node = find_node (self, field);
  const PamorCondition *conditions[]
      = { field->visible_if, node.person == NULL ? NULL : node.person->visible_if,
          node.section->visible_if };
  GPtrArray *paths = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (conditions); i++)
    if (conditions[i] != NULL)
      pamor_condition_list_paths (conditions[i], paths);
  return paths;
}

/* Whether being seen of @field leads back to a field in @trail; @done are known to end. */
static gboolean
goes_round (const PamorService *self,
            const PamorField   *field,
            GPtrArray          *trail,
            GHashTable         *done)
{
  g_autoptr (GPtrArray) named = NULL;
  gboolean round = g_ptr_array_find (trail, field, NULL);

  if (round || g_hash_table_contains (done, field))
    return round;
  g_ptr_array_add (trail, (gpointer) field);
  named = list_reasons (self, field);
  for (guint i = 0; i < named->len && !round; i++)
    {
      const PamorPath *path = g_ptr_array_index (named, i);
      const PamorField *other = pamor_field_find (self, path);
      const PamorField *own = pamor_field_find_own (other, path->member);

      round = goes_round (self, own != NULL ? own : other, trail, done);
    }
  g_ptr_array_remove (trail, (gpointer) field);
  g_hash_table_add (done, (gpointer) field);
  return round;
}

static void
check_round (PamorServiceFile *file,
             PamorField       *field,
             PamorOrigin      *section,
             const char       *where)
{
  g_autoptr (GPtrArray) trail = g_ptr_array_new ();
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);

  if (!pamor_json_has_failed (section->json)
      && goes_round (file->service, field, trail, done))
    pamor_json_fail_at (section->json, where,
                        _("“visible_if”: whether “%s” is shown depends on itself"), field->path);
}

/* The first thing wrong in a part is wrong with the service. */
static void
gather_failures (PamorServiceFile *file)
{
  for (guint i = 0; i < file->part_readers->len; i++)
    pamor_json_fail_with (file->json, g_ptr_array_index (file->part_readers, i));
}

/** pamor_service_resolve: fails the reader of @file where parts of the service do not fit */
void
pamor_service_resolve (PamorServiceFile *file)
{
  PamorService *self = file->service;

  check_names (file);
  for_each_field (file, resolve_field);
  for (guint i = 0; i < self->sections->len; i++)
    resolve_condition (file, ((PamorSection *) g_ptr_array_index (self->sections, i))->visible_if,
                       g_ptr_array_index (file->sections, i));
  for (guint i = 0; i < self->requirements->len; i++)
    {
      PamorRequirement *requirement = g_ptr_array_index (self->requirements, i);

      resolve_condition (file, requirement->required_if,
                         g_ptr_array_index (file->requirements, i));
    }
  resolve_rules (file);
  check_heads (file);
  gather_failures (file);
  if (!pamor_json_has_failed (file->json))
    for_each_field (file, check_round);
  gather_failures (file);
}
