/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that the catalogue explains, as entries to be looked up: services, programmes, service
 * points, fields. Entries live no longer than their catalogue. Pure; any thread. */
#include "domain/pamor-guide.h"

#define POINTS "titik_layanan" /* the code list of the service points */

static void
entry_free (PamorGuideEntry *self)
{
  g_free (self->title);
  g_free (self->what);
  g_free (self->note);
  g_free (self->mistake);
  g_free (self->words);
  g_ptr_array_unref (self->services);
  g_ptr_array_unref (self->activities);
  g_ptr_array_unref (self->bundles);
  g_free (self);
}

static PamorGuideEntry *
add_entry (GPtrArray      *entries,
           PamorGuideKind  kind,
           const char     *title,
           const char     *what,
           const char     *note)
{
  PamorGuideEntry *self = g_new0 (PamorGuideEntry, 1);

  self->kind = kind;
  self->title = g_strdup (title);
  self->what = g_strdup (what != NULL ? what : "");
  self->note = g_strdup (note);
  self->words = g_strjoin (" ", title, self->what, note, NULL);
  self->services = g_ptr_array_new ();
  self->activities = g_ptr_array_new ();
  self->bundles = g_ptr_array_new ();
  g_ptr_array_add (entries, self);
  return self;
}

static void
add_words (PamorGuideEntry *self,
           const char      *words)
{
  g_autofree char *old = self->words;

  self->words = g_strjoin (" ", old, words, NULL);
}

static void
add_service (GPtrArray          *entries,
             const PamorService *service)
{
  g_autofree char *keywords = g_strjoinv (" ", service->keywords);
  g_autofree char *basis = g_strjoinv (" ", service->basis);
  PamorGuideEntry *self = add_entry (entries, PAMOR_GUIDE_SERVICE, service->name,
                                     service->prepare, service->note);

  g_ptr_array_add (self->services, (gpointer) service);
  add_words (self, keywords);
  add_words (self, basis);
  add_words (self, service->result);
  add_words (self, service->form);
  for (guint i = 0; i < service->requirements->len; i++)
    {
      const PamorRequirement *requirement = service->requirements->pdata[i];

      add_words (self, requirement->name);
      add_words (self, requirement->note);
    }
}

/* @fields: label, help and mistake in one -> the entry: what stands in many services alike is told
 * once. */
static void
add_field (GPtrArray          *entries,
           GHashTable         *fields,
           const PamorService *service,
           const PamorField   *field)
{
  g_autofree char *key = g_strjoin ("\n", field->label, field->help != NULL ? field->help : "",
                                    field->mistake, NULL);
  PamorGuideEntry *self = g_hash_table_lookup (fields, key);

  if (field->help == NULL)
    return;
  if (self == NULL)
    {
      self = add_entry (entries, PAMOR_GUIDE_FIELD, field->label, field->help, field->note);
      self->mistake = g_strdup (field->mistake);
      add_words (self, field->mistake);
      g_hash_table_insert (fields, g_steal_pointer (&key), self);
    }
  if (!g_ptr_array_find (self->services, service, NULL))
    g_ptr_array_add (self->services, (gpointer) service);
  for (guint i = 0; field->fields != NULL && i < field->fields->len; i++)
    add_field (entries, fields, service, field->fields->pdata[i]);
}

static void
add_fields (GPtrArray          *entries,
            GHashTable         *fields,
            const PamorService *service)
{
  for (guint i = 0; i < service->sections->len; i++)
    {
      const PamorSection *section = service->sections->pdata[i];

      for (guint j = 0; j < section->fields->len; j++)
        add_field (entries, fields, service, section->fields->pdata[j]);
    }
}

static void
add_carriers (PamorGuideEntry      *self,
              const PamorProgramme *programme,
              PamorCatalogue       *catalogue)
{
  GPtrArray *activities = pamor_catalogue_get_activities (catalogue);

  for (char **code = programme->services; code != NULL && *code != NULL; code++)
    if (pamor_catalogue_find_service (catalogue, *code) != NULL)
      g_ptr_array_add (self->services,
                       (gpointer) pamor_catalogue_find_service (catalogue, *code));
  for (char **code = programme->bundles; code != NULL && *code != NULL; code++)
    if (pamor_catalogue_find_bundle (catalogue, *code) != NULL)
      g_ptr_array_add (self->bundles, (gpointer) pamor_catalogue_find_bundle (catalogue, *code));
  for (char **code = programme->activities; code != NULL && *code != NULL; code++)
    for (guint i = 0; i < activities->len; i++)
      if (g_str_equal (((PamorActivity *) activities->pdata[i])->code, *code))
        g_ptr_array_add (self->activities, activities->pdata[i]);
}

static void
add_programmes (GPtrArray      *entries,
                PamorCatalogue *catalogue)
{
  GPtrArray *programmes = pamor_catalogue_get_programmes (catalogue);

  for (guint i = 0; i < programmes->len; i++)
    {
      const PamorProgramme *programme = programmes->pdata[i];

      add_carriers (add_entry (entries, PAMOR_GUIDE_PROGRAMME, programme->name, programme->what,
                               NULL),
                    programme, catalogue);
    }
}

static void
add_points (GPtrArray      *entries,
            PamorCatalogue *catalogue)
{
  const PamorCodeList *points = pamor_catalogue_find_codes (catalogue, POINTS);

  for (guint i = 0; points != NULL && i < points->codes->len; i++)
    {
      const PamorCode *point = points->codes->pdata[i];

      add_entry (entries, PAMOR_GUIDE_POINT, point->text, point->note, NULL);
    }
}

/**
 * pamor_guide_list:
 *
 * Returns: (transfer full) (element-type PamorGuideEntry): services in the order of the catalogue,
 *   programmes, points, fields; to be let go before @catalogue
 */
GPtrArray *
pamor_guide_list (PamorCatalogue *catalogue)
{
  GPtrArray *entries, *groups;
  g_autoptr (GHashTable) fields = NULL;

  g_return_val_if_fail (catalogue != NULL, NULL);

  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  groups = pamor_catalogue_get_groups (catalogue);
  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < groups->len; i++)
        {
          const PamorGroup *group = groups->pdata[i];

          for (guint j = 0; j < group->services->len; j++)
            if (pass == 0)
              add_service (entries, group->services->pdata[j]);
            else
              add_fields (entries, fields, group->services->pdata[j]);
        }
      if (pass == 0)
        {
          add_programmes (entries, catalogue);
          add_points (entries, catalogue);
        }
    }
  return entries;
}

/**
 * pamor_guide_matches:
 * @text: beginnings of words, in any order, case and accents aside; blank matches all
 */
gboolean
pamor_guide_matches (const PamorGuideEntry *self,
                     const char            *text)
{
  g_return_val_if_fail (self != NULL && text != NULL, FALSE);

  return g_str_match_string (text, self->words, TRUE);
}
