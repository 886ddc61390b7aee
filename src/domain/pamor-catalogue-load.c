/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads a whole catalogue: catalogue.json first, then code lists, words, activities, holidays and
 * parts, then the services, which need all of these, and last what is made of services. All or
 * nothing: one thing wrong in one file and there is no catalogue, only the error that names file,
 * path and what is expected. May block on @read.
 */
#include "domain/pamor-catalogue-private.h"

#include "base/pamor-error.h"
#include "domain/pamor-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The rules that live in code; their words and levels are data, and each must be there. */
static const char *const code_rules[]
    = { "required",     "photo_required", "list_short",  "list_long",     "text_long",
        "text_control", "number",         "number_low",  "number_high",   "number_whole",
        "date",         "date_late",      "date_early",  "choice",        "yes_no",
        "email",        "time",           "region",      "photo_many",    "photo_unknown",
        "photo_twice",  "twin",           "consent",     "NIK01",         "NIK02",
        "NIK03",        "NIK04",          "NIK05",       "NIK06",         "NIK07",
        "NIK08",        "NIK09",          "NIK10",       "NIK11",         "NIK12",
        "NIK13",        "KK01",           "KK02",        "KK03",          "KK06",
        "KK07",         "NAM01",          "NAM02",       "NAM03",         "NAM04",
        "NAM05",        "BRK01",          "BRK02",       "AMB01",         "KTK01",
        "RTW01",        "service_off",    "name",        NULL };

static const char *const member_keys[]
    = { "no_nik", "nik", "name", "sex", "birth", "address", "rt", "rw", "kelurahan", NULL };

typedef struct
{
  PamorCatalogue    *catalogue; /* (borrowed) */
  PamorCatalogueRead read;
  gpointer           user_data;
} Loader;

typedef void (*LoadFile) (PamorJson *json, PamorCatalogue *catalogue);

static gboolean
load_file (Loader      *self,
           const char  *name,
           LoadFile     load,
           GError     **error)
{
  g_autoptr (GBytes) bytes = self->read (name, self->user_data, error);
  g_autoptr (PamorJson) json = NULL;

  if (bytes == NULL)
    return FALSE;
  json = pamor_json_new (bytes, name);
  load (json, self->catalogue);
  return pamor_json_finish (json, error);
}

typedef void (*LoadItem) (PamorJson *json, PamorCatalogue *catalogue);

static void
load_items (PamorJson      *json,
            const char     *key,
            LoadItem        load,
            PamorCatalogue *catalogue)
{
  if (!pamor_json_need (json, key))
    return;
  for (guint i = 0; pamor_json_enter_item (json, i); i++)
    {
      load (json, catalogue);
      pamor_json_leave (json);
    }
  pamor_json_leave (json);
}

static void
load_group (PamorJson      *json,
            PamorCatalogue *catalogue)
{
  static const char *const keys[] = { "code", "name", NULL };
  PamorGroup *group = g_new0 (PamorGroup, 1);

  pamor_json_expect_object (json, keys);
  group->code = pamor_json_need_text (json, "code");
  group->name = pamor_json_need_text (json, "name");
  group->services = g_ptr_array_new ();
  for (guint i = 0; i < catalogue->groups->len && group->code != NULL; i++)
    if (g_str_equal (((PamorGroup *) g_ptr_array_index (catalogue->groups, i))->code, group->code))
      pamor_json_fail (json, _("“%s” is there twice"), group->code);
  g_ptr_array_add (catalogue->groups, group);
}

static void
load_members (PamorJson      *json,
              PamorCatalogue *catalogue)
{
  if (!pamor_json_need (json, "members"))
    return;
  pamor_json_expect_object (json, member_keys);
  for (gsize i = 0; member_keys[i] != NULL; i++)
    {
      char *label = pamor_json_need_text (json, member_keys[i]);

      g_hash_table_insert (catalogue->members, g_strdup (member_keys[i]), label);
    }
  pamor_json_leave (json);
}

static void
load_head (PamorJson      *json,
           PamorCatalogue *catalogue)
{
  static const char *const keys[] = { "version", "groups",   "members",    "codes",
                                      "parts",   "services", "programmes", "bundles", NULL };

  pamor_json_expect_object (json, keys);
  catalogue->version = pamor_json_need_text (json, "version");
  load_items (json, "groups", load_group, catalogue);
  load_members (json, catalogue);
}

static void
load_activity (PamorJson      *json,
               PamorCatalogue *catalogue)
{
  static const char *const keys[] = { "code", "name", NULL };
  PamorActivity *activity = g_new0 (PamorActivity, 1);

  pamor_json_expect_object (json, keys);
  activity->code = pamor_catalogue_load_code (json, "code");
  activity->name = pamor_json_need_text (json, "name");
  for (guint i = 0; i < catalogue->activities->len && activity->code != NULL; i++)
    if (g_str_equal (((PamorActivity *) g_ptr_array_index (catalogue->activities, i))->code,
                     activity->code))
      pamor_json_fail (json, _("“%s” is there twice"), activity->code);
  g_ptr_array_add (catalogue->activities, activity);
}

static void
load_activities (PamorJson      *json,
                 PamorCatalogue *catalogue)
{
  static const char *const keys[] = { "activities", NULL };

  pamor_json_expect_object (json, keys);
  load_items (json, "activities", load_activity, catalogue);
}

/* What stands in braces is filled in by the check; anything else there would be shown as it is. */
static void
check_words (PamorJson  *json,
             const char *words)
{
  static const char *const known[] = { "{label}", "{limit}", NULL };

  for (const char *at = words; at != NULL && (at = strchr (at, '{')) != NULL; at++)
    {
      g_autofree char *name = g_strndup (at, strcspn (at, "} ") + 1);

      if (!g_strv_contains (known, name))
        pamor_json_fail_unknown (json, pamor_json_get_path (json), _("placeholder"), name, known);
    }
}

static void
load_code_rule (PamorJson      *json,
                PamorCatalogue *catalogue)
{
  g_autoptr (PamorRule) rule = pamor_rule_load (json, FALSE);

  check_words (json, rule->message);
  check_words (json, rule->remedy);
  if (pamor_json_has_failed (json))
    return;
  if (!g_strv_contains (code_rules, rule->id))
    pamor_json_fail_unknown (json, pamor_json_get_path (json), _("rule"), rule->id, code_rules);
  else if (g_hash_table_contains (catalogue->rules, rule->id))
    pamor_json_fail (json, _("“%s” is there twice"), rule->id);
  else
    {
      const char *id = rule->id;

      g_hash_table_insert (catalogue->rules, (char *) id, g_steal_pointer (&rule));
    }
}

static void
load_rules (PamorJson      *json,
            PamorCatalogue *catalogue)
{
  static const char *const keys[] = { "rules", NULL };

  pamor_json_expect_object (json, keys);
  load_items (json, "rules", load_code_rule, catalogue);
  for (gsize i = 0; code_rules[i] != NULL; i++)
    if (!g_hash_table_contains (catalogue->rules, code_rules[i]))
      pamor_json_fail (json, _("the rule “%s” is missing"), code_rules[i]);
}

static void
load_consent (PamorJson      *json,
              PamorCatalogue *catalogue)
{
  static const char *const keys[] = { "text", NULL };
  g_auto (GStrv) lines = NULL;

  pamor_json_expect_object (json, keys);
  lines = pamor_json_dup_texts (json, "text");
  catalogue->consent = g_strjoinv ("\n", lines);
  if (*catalogue->consent == '\0')
    pamor_json_fail (json, _("“%s” is missing"), "text");
}

static void
load_code (PamorJson     *json,
           PamorCodeList *list)
{
  static const char *const keys[] = { "code", "text", "note", NULL };
  PamorCode *code = g_new0 (PamorCode, 1);

  pamor_json_expect_object (json, keys);
  code->code = pamor_json_need_text (json, "code");
  code->text = pamor_json_need_text (json, "text");
  code->note = pamor_json_dup_text (json, "note");
  if (code->code != NULL && pamor_code_list_find_text (list, code->code) != NULL)
    pamor_json_fail (json, _("“%s” is there twice"), code->code);
  g_ptr_array_add (list->codes, code);
}

static void
code_free (PamorCode *self)
{
  g_free (self->code);
  g_free (self->text);
  g_free (self->note);
  g_free (self);
}

/** pamor_code_list_load: Returns: (transfer full): of use only when @json has not failed */
PamorCodeList *
pamor_code_list_load (PamorJson *json)
{
  static const char *const keys[] = { "id", "source", "note", "codes", NULL };
  PamorCodeList *self = g_new0 (PamorCodeList, 1);

  self->codes = g_ptr_array_new_with_free_func ((GDestroyNotify) code_free);
  pamor_json_expect_object (json, keys);
  self->id = pamor_json_need_text (json, "id");
  if (self->id != NULL && !pamor_path_is_key (self->id))
    pamor_json_fail (json, _("“%s” is not a key: a-z, 0-9 and _ only, at most 32"), self->id);
  if (!pamor_json_need (json, "codes"))
    return self;
  if (pamor_json_count (json) == 0)
    pamor_json_fail (json, _("expected at least one code"));
  for (guint i = 0; pamor_json_enter_item (json, i); i++)
    {
      load_code (json, self);
      pamor_json_leave (json);
    }
  pamor_json_leave (json);
  return self;
}

static void
load_codes (PamorJson      *json,
            PamorCatalogue *catalogue)
{
  g_autoptr (PamorCodeList) list = pamor_code_list_load (json);

  if (pamor_json_has_failed (json))
    return;
  if (pamor_catalogue_find_codes (catalogue, list->id) != NULL)
    pamor_json_fail (json, _("another file has the code list “%s” already"), list->id);
  else
    g_ptr_array_add (catalogue->code_lists, g_steal_pointer (&list));
}

static void
load_service (PamorJson      *json,
              PamorCatalogue *catalogue)
{
  g_autoptr (PamorService) service = pamor_service_load (json, catalogue);

  if (pamor_json_has_failed (json))
    return;
  if (pamor_catalogue_find_service (catalogue, service->code) != NULL)
    {
      pamor_json_fail_at (json, "$.code", _("another file has the service “%s” already"),
                          service->code);
      return;
    }
  for (guint i = 0; i < catalogue->groups->len; i++)
    {
      PamorGroup *group = g_ptr_array_index (catalogue->groups, i);

      if (!service->off && g_str_equal (group->code, service->group))
        g_ptr_array_add (group->services, service);
    }
  g_ptr_array_add (catalogue->services, g_steal_pointer (&service));
}

static void
load_programmes (PamorJson      *json,
                 PamorCatalogue *catalogue)
{
  static const char *const keys[] = { "programmes", NULL };

  pamor_json_expect_object (json, keys);
  load_items (json, "programmes", pamor_programme_load, catalogue);
}

static void
load_bundles (PamorJson      *json,
              PamorCatalogue *catalogue)
{
  static const char *const keys[] = { "bundles", NULL };

  pamor_json_expect_object (json, keys);
  load_items (json, "bundles", pamor_bundle_load, catalogue);
}

static gboolean
load_calendar (Loader  *self,
               GError **error)
{
  g_autoptr (GBytes) bytes = self->read ("holidays.json", self->user_data, error);

  if (bytes == NULL)
    return FALSE;
  self->catalogue->calendar = pamor_calendar_new_from_bytes (bytes, "holidays.json", error);
  return self->catalogue->calendar != NULL;
}

/* The names of files stay inside the catalogue's folder, whoever wrote them. */
static void
check_file_name (PamorJson  *json,
                 const char *key,
                 const char *name)
{
  if (strstr (name, "..") != NULL || *name == '/' || !g_str_has_suffix (name, ".json"))
    pamor_json_fail (json, _("“%s” in “%s” is not the name of a .json file in this folder"), name,
                     key);
}

static GStrv
list_files (PamorJson  *json,
            const char *key)
{
  GStrv names = pamor_json_dup_texts (json, key);

  for (gsize i = 0; names[i] != NULL; i++)
    check_file_name (json, key, names[i]);
  return names;
}

static GStrv
need_files (PamorJson  *json,
            const char *key)
{
  if (!pamor_json_has (json, key))
    pamor_json_fail (json, _("“%s” is missing"), key);
  return list_files (json, key);
}

static gboolean
load_each (Loader      *self,
           GStrv        names,
           LoadFile     load,
           GError     **error)
{
  for (gsize i = 0; names[i] != NULL; i++)
    if (!load_file (self, names[i], load, error))
      return FALSE;
  return TRUE;
}

/** pamor_part_free: with the reader of its file */
void
pamor_part_free (PamorPart *self)
{
  g_free (self->name);
  g_free (self->file);
  pamor_json_free (self->json);
  g_free (self);
}

static gboolean
load_parts (Loader  *self,
            GStrv    files,
            GError **error)
{
  for (gsize i = 0; files[i] != NULL; i++)
    {
      g_autoptr (GBytes) bytes = self->read (files[i], self->user_data, error);
      g_autofree char *base = g_path_get_basename (files[i]);
      PamorPart *part;

      if (bytes == NULL)
        return FALSE;
      part = g_new0 (PamorPart, 1);
      part->name = g_strndup (base, strlen (base) - strlen (".json"));
      part->file = g_strdup (files[i]);
      part->json = pamor_json_new (bytes, files[i]);
      if (g_hash_table_contains (self->catalogue->parts, part->name))
        pamor_json_fail (part->json, _("another file has the part “%s” already"), part->name);
      g_hash_table_replace (self->catalogue->parts, part->name, part);
      if (!pamor_json_finish (part->json, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_parts_used (Loader  *self,
                  GError **error)
{
  GHashTableIter iter;
  PamorPart *part;

  g_hash_table_iter_init (&iter, self->catalogue->parts);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &part))
    if (!part->used)
      {
        pamor_json_fail (part->json, _("no service names this part in its “sections”; leave it "
                                       "out of catalogue.json until one does"));
        return pamor_json_finish (part->json, error);
      }
  return TRUE;
}

/** Files: the names in catalogue.json */
typedef struct
{
  GStrv codes, parts, services;
  char *programmes, *bundles; /* (nullable) */
} Files;

static void
files_clear (Files *self)
{
  g_strfreev (self->codes);
  g_strfreev (self->parts);
  g_strfreev (self->services);
  g_free (self->programmes);
  g_free (self->bundles);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Files, files_clear)

static gboolean
read_files (Loader  *self,
            Files   *files,
            GError **error)
{
  g_autoptr (GBytes) bytes = self->read ("catalogue.json", self->user_data, error);
  g_autoptr (PamorJson) json = NULL;

  if (bytes == NULL)
    return FALSE;
  json = pamor_json_new (bytes, "catalogue.json");
  load_head (json, self->catalogue);
  files->codes = need_files (json, "codes");
  files->parts = list_files (json, "parts");
  files->services = need_files (json, "services");
  files->programmes = pamor_json_dup_text (json, "programmes");
  files->bundles = pamor_json_dup_text (json, "bundles");
  if (files->programmes != NULL)
    check_file_name (json, "programmes", files->programmes);
  if (files->bundles != NULL)
    check_file_name (json, "bundles", files->bundles);
  return pamor_json_finish (json, error);
}

static gboolean
load_all (Loader  *self,
          GError **error)
{
  g_auto (Files) files = { NULL };

  return read_files (self, &files, error)
         && load_file (self, "activities.json", load_activities, error)
         && load_file (self, "rules.json", load_rules, error)
         && load_file (self, "consent.json", load_consent, error)
         && load_calendar (self, error)
         && load_each (self, files.codes, load_codes, error)
         && load_parts (self, files.parts, error)
         && load_each (self, files.services, load_service, error)
         && check_parts_used (self, error)
         && (files.bundles == NULL || load_file (self, files.bundles, load_bundles, error))
         && (files.programmes == NULL
             || load_file (self, files.programmes, load_programmes, error));
}

/**
 * pamor_catalogue_load:
 * @read: gets each file
 *
 * Returns: (transfer full) (nullable): the catalogue, or %NULL with @error: PAMOR_ERROR_INVALID
 * names file, path and what is expected; or what @read set
 */
PamorCatalogue *
pamor_catalogue_load (PamorCatalogueRead   read,
                      gpointer             user_data,
                      GError             **error)
{
  g_autoptr (PamorCatalogue) catalogue = pamor_catalogue_new_empty ();
  Loader loader = { catalogue, read, user_data };

  g_return_val_if_fail (read != NULL, NULL);

  return load_all (&loader, error) ? g_steal_pointer (&catalogue) : NULL;
}
