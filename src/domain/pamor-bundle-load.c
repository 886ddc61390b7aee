/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The city's programmes and the bundles of services for one visit. Both are read when all services
 * are known, and whatever they name must be there. */
#include "domain/pamor-catalogue-private.h"

#include "domain/pamor-field.h"

#include <glib/gi18n-lib.h>

/* Both structs that the codes are looked up in begin with their code. */
static GStrv
list_codes (GPtrArray *things)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();

  for (guint i = 0; i < things->len; i++)
    g_strv_builder_add (codes, *(char **) g_ptr_array_index (things, i));
  return g_strv_builder_end (codes);
}

static void
expect_known (PamorJson  *json,
              const char *key,
              const char *what,
              GStrv       names,
              GPtrArray  *things)
{
  g_auto (GStrv) known = list_codes (things);
  g_autofree char *path = g_strdup_printf ("%s.%s", pamor_json_get_path (json), key);

  for (gsize i = 0; names[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) known, names[i]))
      pamor_json_fail_unknown (json, path, what, names[i], (const char *const *) known);
}

/** pamor_programme_free: what it names by code is the catalogue's */
void
pamor_programme_free (PamorProgramme *self)
{
  g_free (self->code);
  g_free (self->name);
  g_free (self->what);
  g_strfreev (self->services);
  g_strfreev (self->activities);
  g_strfreev (self->bundles);
  g_free (self);
}

/**
 * pamor_programme_load:
 * @json: stands on the programme; fails where it is carried by nothing, or by what isn't there
 * @catalogue: gets it; services, activities and bundles are in it already
 */
void
pamor_programme_load (PamorJson      *json,
                      PamorCatalogue *catalogue)
{
  static const char *const keys[]
      = { "code", "name", "what", "services", "activities", "bundles", NULL };
  PamorProgramme *self = g_new0 (PamorProgramme, 1);

  g_ptr_array_add (catalogue->programmes, self);
  pamor_json_expect_object (json, keys);
  self->code = pamor_catalogue_load_code (json, "code");
  self->name = pamor_json_need_text (json, "name");
  self->what = pamor_json_need_text (json, "what");
  self->services = pamor_json_dup_texts (json, "services");
  self->activities = pamor_json_dup_texts (json, "activities");
  self->bundles = pamor_json_dup_texts (json, "bundles");
  expect_known (json, "services", _("service"), self->services, catalogue->services);
  expect_known (json, "activities", _("activity"), self->activities, catalogue->activities);
  expect_known (json, "bundles", _("bundle"), self->bundles, catalogue->bundles);
  if (!pamor_json_has_failed (json) && self->services[0] == NULL && self->activities[0] == NULL
      && self->bundles[0] == NULL)
    pamor_json_fail (json, _("“%s” is carried by nothing: name a service, activity or bundle"),
                     self->code);
  for (guint i = 0; i + 1 < catalogue->programmes->len && !pamor_json_has_failed (json); i++)
    if (g_str_equal (((PamorProgramme *) g_ptr_array_index (catalogue->programmes, i))->code,
                     self->code))
      pamor_json_fail (json, _("“%s” is there twice"), self->code);
}

static void
copy_free (PamorBundleCopy *self)
{
  g_free (self->from);
  g_free (self->to);
  g_strfreev (self->sections);
  g_hash_table_unref (self->answers);
  g_hash_table_unref (self->photos);
  g_hash_table_unref (self->set);
  g_free (self);
}

/** pamor_bundle_free: with what is copied in it; the services are the catalogue's */
void
pamor_bundle_free (PamorBundle *self)
{
  g_free (self->code);
  g_free (self->name);
  g_free (self->prepare);
  g_strfreev (self->keywords);
  g_strfreev (self->services);
  g_ptr_array_unref (self->copies);
  g_free (self);
}

/* Returns: (transfer full): the member, an object of texts; empty when absent */
static GHashTable *
load_pairs (PamorJson  *json,
            const char *key)
{
  GHashTable *pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GList) names = NULL;

  if (!pamor_json_enter (json, key))
    return pairs;
  names = pamor_json_get_members (json);
  for (GList *l = names; l != NULL; l = l->next)
    {
      char *value = pamor_json_need_text (json, l->data);

      if (value != NULL)
        g_hash_table_insert (pairs, g_strdup (l->data), value);
    }
  pamor_json_leave (json);
  return pairs;
}

static gboolean
has_section (const PamorService *service,
             const char         *key)
{
  for (guint i = 0; i < service->sections->len; i++)
    if (g_str_equal (((PamorSection *) g_ptr_array_index (service->sections, i))->key, key))
      return TRUE;
  return FALSE;
}

/** Place: a value of a service, and what kind of text it takes */
typedef struct
{
  PamorFieldKind       kind;
  const PamorCodeList *codes; /* (nullable) */
  gboolean             is_sex;
} Place;

/* Fails unless @text is the path of one value of @service. */
static gboolean
find_place (PamorJson          *json,
            const PamorService *service,
            const char         *text,
            Place              *place)
{
  PamorPath path;
  const PamorField *field = pamor_service_find_value (service, text, &path);
  const PamorField *own;

  if (field == NULL)
    {
      pamor_json_fail (json, _("“%s” names no one value of %s"), text, service->code);
      return FALSE;
    }
  own = pamor_field_find_own (field, path.member);
  place->kind = pamor_field_get_value_kind (field, path.member);
  place->codes = own != NULL ? own->codes : field->codes;
  place->is_sex = own == NULL && g_str_equal (path.member, "sex");
  return TRUE;
}

/* The sex of a person and the list of the paper forms are one, differently written. */
static gboolean
tells_sex (const Place *place)
{
  return place->is_sex || (place->codes != NULL && g_str_equal (place->codes->id, "jenis_kelamin"));
}

static gboolean
can_take (const Place *to,
          const Place *from)
{
  if (to->kind == PAMOR_FIELD_CHOICE)
    return from->kind == PAMOR_FIELD_CHOICE
           && ((to->codes == from->codes && to->is_sex == from->is_sex)
               || (tells_sex (to) && tells_sex (from)));
  return to->kind == from->kind || to->kind == PAMOR_FIELD_TEXT || to->kind == PAMOR_FIELD_NAME;
}

static void
check_answers (PamorJson             *json,
               const PamorBundleCopy *copy,
               const PamorService    *from,
               const PamorService    *to)
{
  GHashTableIter iter;
  const char *there, *here;

  g_hash_table_iter_init (&iter, copy->answers);
  while (g_hash_table_iter_next (&iter, (gpointer *) &there, (gpointer *) &here))
    {
      Place target, source;

      if (!find_place (json, to, there, &target) || !find_place (json, from, here, &source))
        return;
      if (!can_take (&target, &source))
        pamor_json_fail (json, _("“%s” cannot take its answer from “%s”: their kinds differ"),
                         there, here);
    }
}

static void
check_photos (PamorJson             *json,
              const PamorBundleCopy *copy,
              const PamorService    *from,
              const PamorService    *to)
{
  GHashTableIter iter;
  const char *there, *here;

  g_hash_table_iter_init (&iter, copy->photos);
  while (g_hash_table_iter_next (&iter, (gpointer *) &there, (gpointer *) &here))
    {
      if (pamor_service_find_requirement (to, there) == NULL)
        pamor_json_fail (json, _("%s asks for no document “%s”"), to->code, there);
      if (pamor_service_find_requirement (from, here) == NULL)
        pamor_json_fail (json, _("%s asks for no document “%s”"), from->code, here);
    }
}

static void
check_set (PamorJson             *json,
           const PamorBundleCopy *copy,
           const PamorService    *to)
{
  GHashTableIter iter;
  const char *there, *answer;

  g_hash_table_iter_init (&iter, copy->set);
  while (g_hash_table_iter_next (&iter, (gpointer *) &there, (gpointer *) &answer))
    {
      Place target;

      if (!find_place (json, to, there, &target))
        return;
      if ((target.codes != NULL && pamor_code_list_find_text (target.codes, answer) == NULL)
          || (target.kind == PAMOR_FIELD_YES_NO && !g_str_equal (answer, "ya")
              && !g_str_equal (answer, "tidak")))
        pamor_json_fail (json, _("“%s” cannot be “%s”"), there, answer);
    }
}

static void
check_copy (PamorJson             *json,
            const PamorBundleCopy *copy,
            const PamorBundle     *bundle,
            PamorCatalogue        *catalogue)
{
  const PamorService *from = pamor_catalogue_find_service (catalogue, copy->from);
  const PamorService *to = pamor_catalogue_find_service (catalogue, copy->to);
  const char *const *services = (const char *const *) bundle->services;
  gsize at_from = 0, at_to = 0;

  while (services[at_from] != NULL && !g_str_equal (services[at_from], copy->from))
    at_from++;
  while (services[at_to] != NULL && !g_str_equal (services[at_to], copy->to))
    at_to++;
  if (services[at_from] == NULL || services[at_to] == NULL || at_from >= at_to)
    {
      pamor_json_fail (json, _("“from” and “to” must be services of the bundle, in its order"));
      return;
    }
  for (gsize i = 0; copy->sections[i] != NULL; i++)
    if (!has_section (from, copy->sections[i]) || !has_section (to, copy->sections[i]))
      pamor_json_fail (json, _("“%s” is not a section of both services"), copy->sections[i]);
  check_answers (json, copy, from, to);
  check_photos (json, copy, from, to);
  check_set (json, copy, to);
}

static void
load_copies (PamorBundle    *self,
             PamorJson      *json,
             PamorCatalogue *catalogue)
{
  static const char *const keys[] = { "from", "to", "sections", "answers", "photos", "set", NULL };

  if (!pamor_json_enter (json, "copy"))
    return;
  for (guint i = 0; pamor_json_enter_item (json, i); i++)
    {
      PamorBundleCopy *copy = g_new0 (PamorBundleCopy, 1);

      g_ptr_array_add (self->copies, copy);
      pamor_json_expect_object (json, keys);
      copy->from = pamor_catalogue_load_code (json, "from");
      copy->to = pamor_catalogue_load_code (json, "to");
      copy->sections = pamor_json_dup_texts (json, "sections");
      copy->answers = load_pairs (json, "answers");
      copy->photos = load_pairs (json, "photos");
      copy->set = load_pairs (json, "set");
      if (!pamor_json_has_failed (json))
        check_copy (json, copy, self, catalogue);
      pamor_json_leave (json);
    }
  pamor_json_leave (json);
}

/**
 * pamor_bundle_load:
 * @json: stands on the bundle; fails where it has less than two services, or copies what does
 *   not fit
 * @catalogue: gets it; the services are in it already
 */
void
pamor_bundle_load (PamorJson      *json,
                   PamorCatalogue *catalogue)
{
  static const char *const keys[]
      = { "code", "name", "prepare", "keywords", "services", "copy", NULL };
  PamorBundle *self = g_new0 (PamorBundle, 1);

  self->copies = g_ptr_array_new_with_free_func ((GDestroyNotify) copy_free);
  pamor_json_expect_object (json, keys);
  self->code = pamor_catalogue_load_code (json, "code");
  self->name = pamor_json_need_text (json, "name");
  self->prepare = pamor_json_need_text (json, "prepare");
  self->keywords = pamor_json_dup_texts (json, "keywords");
  self->services = pamor_json_dup_texts (json, "services");
  expect_known (json, "services", _("service"), self->services, catalogue->services);
  if (g_strv_length (self->services) < 2)
    pamor_json_fail (json, _("a bundle has at least two services"));
  if (!pamor_json_has_failed (json) && pamor_catalogue_find_bundle (catalogue, self->code) != NULL)
    pamor_json_fail (json, _("“%s” is there twice"), self->code);
  if (!pamor_json_has_failed (json))
    load_copies (self, json, catalogue);
  g_ptr_array_add (catalogue->bundles, self);
}
