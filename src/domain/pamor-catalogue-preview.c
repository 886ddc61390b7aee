/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue as it would be with a file that somebody is editing, and whether it can be. A file
 * that lies in a folder with catalogue.json is read with its folder; one that lies alone is laid
 * over the built-in catalogue. Reads only, keeps nothing; blocks on disk. */
#include "domain/pamor-catalogue-preview.h"

#include "base/pamor-error.h"
#include "domain/pamor-catalogue-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/** Overlay: one file in the place of another of the built-in catalogue */
typedef struct
{
  const char *path;  /* as the person named it */
  GBytes     *bytes;
  char       *name;  /* in the catalogue: "services/KTP_BARU.json" */
  gboolean    met;   /* the catalogue asked for it */
} Overlay;

/* The list of services in catalogue.json, with one more at its end. */
static GBytes *
add_service (GBytes     *catalogue,
             const char *name)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *text = NULL;
  JsonArray *services;

  if (!json_parser_load_from_data (parser, g_bytes_get_data (catalogue, NULL),
                                   g_bytes_get_size (catalogue), NULL))
    return g_bytes_ref (catalogue);
  services = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                           "services");
  for (guint i = 0; i < json_array_get_length (services); i++)
    if (g_str_equal (json_array_get_string_element (services, i), name))
      return g_bytes_ref (catalogue);
  json_array_add_string_element (services, name);
  text = json_to_string (json_parser_get_root (parser), FALSE);
  return g_bytes_new (text, strlen (text));
}

static GBytes *
read_over (const char *name,
           gpointer    user_data,
           GError    **error)
{
  Overlay *overlay = user_data;
  g_autoptr (GBytes) bytes = NULL;

  if (g_str_equal (name, overlay->name))
    {
      overlay->met = TRUE;
      return g_bytes_ref (overlay->bytes);
    }
  bytes = pamor_catalogue_read_builtin (name, NULL, error);
  if (bytes != NULL && g_str_equal (name, "catalogue.json")
      && g_str_has_prefix (overlay->name, "services/"))
    return add_service (bytes, overlay->name);
  return g_steal_pointer (&bytes);
}

static PamorCatalogue *
load_over (Overlay *overlay,
           GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (PamorCatalogue) catalogue = NULL;

  pamor_catalogue_get_builtin (); /* its files are there from then on */
  catalogue = pamor_catalogue_load (read_over, overlay, &failure);
  if (catalogue != NULL && overlay->met)
    return g_steal_pointer (&catalogue);
  if (failure == NULL)
    g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID,
                 _("%s: the catalogue has no “%s”. Give the file the name of the one it replaces, "
                   "or put it into the folder of its catalogue."), overlay->path, overlay->name);
  else if (g_str_has_prefix (failure->message, overlay->name))
    g_set_error (error, failure->domain, failure->code, "%s%s", overlay->path,
                 failure->message + strlen (overlay->name));
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* Which file of a catalogue this is, by what stands in it; "" for a pack. */
static char *
dup_name (PamorJson  *json,
          const char *path)
{
  static const struct { const char *key, *name; } files[] = {
    { "groups", "catalogue.json" },         { "programmes", "programmes.json" },
    { "bundles", "bundles.json" },          { "activities", "activities.json" },
    { "holidays", "holidays.json" },        { "text", "consent.json" },
    { "rules", "rules.json" },              { "files", "" },
  };
  g_autofree char *file = g_path_get_basename (path);
  g_autofree char *code = NULL;

  if (pamor_json_has (json, "code") && pamor_json_has (json, "sections"))
    {
      code = pamor_json_need_text (json, "code");
      return code != NULL ? g_strdup_printf ("services/%s.json", code) : NULL;
    }
  if (pamor_json_has (json, "key") && pamor_json_has (json, "fields"))
    return g_strconcat ("parts/", file, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    if (pamor_json_has (json, files[i].key))
      return g_strdup (files[i].name);
  if (pamor_json_has (json, "codes"))
    return g_strconcat ("codes/", file, NULL);
  pamor_json_fail (json, _("this is neither a service (“code”, “sections”), a part (“key”, "
                           "“fields”), a code list (“codes”) nor a packed catalogue (“files”)"));
  return NULL;
}

static PamorCatalogue *
load_alone (const char *path,
            GError    **error)
{
  g_autoptr (GBytes) bytes = pamor_catalogue_read_file (path, path, error);
  g_autoptr (PamorJson) json = bytes != NULL ? pamor_json_new (bytes, path) : NULL;
  g_autofree char *name = NULL;
  Overlay overlay = { path, bytes, NULL, FALSE };

  if (json == NULL)
    return NULL;
  name = dup_name (json, path);
  if (!pamor_json_finish (json, error))
    return NULL;
  if (*name == '\0')
    return pamor_catalogue_load_pack (bytes, path, error);
  overlay.name = name;
  return load_over (&overlay, error);
}

/* Returns: (transfer full) (nullable): the folder of catalogue.json: @path, or the one it is in, or
 * the one above that */
static char *
find_folder (const char *path)
{
  g_autofree char *folder = g_canonicalize_filename (path, NULL);

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *file = g_build_filename (folder, "catalogue.json", NULL);
      g_autofree char *above = g_path_get_dirname (folder);

      if (g_file_test (file, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&folder);
      g_free (folder);
      folder = g_steal_pointer (&above);
    }
  return NULL;
}

static char *
dup_service (const char     *path,
             PamorCatalogue *catalogue)
{
  g_autoptr (GBytes) bytes = pamor_catalogue_read_file (path, path, NULL);
  g_autoptr (PamorJson) json = bytes != NULL ? pamor_json_new (bytes, path) : NULL;
  g_autofree char *code = json != NULL ? pamor_json_dup_text (json, "code") : NULL;

  return code != NULL && pamor_catalogue_find_service (catalogue, code) != NULL
             ? g_steal_pointer (&code) : NULL;
}

/**
 * pamor_catalogue_load_preview:
 * @path: of a folder with catalogue.json, of a file in it, of a pack, or of a service, part or code
 *   list that lies alone
 * @service: (out) (transfer full) (nullable): code of the service that @path is the file of
 *
 * Returns: (transfer full) (nullable): the catalogue with that file in it; or %NULL with @error,
 *   which names file, path in it, and what to do
 */
PamorCatalogue *
pamor_catalogue_load_preview (const char  *path,
                              char       **service,
                              GError     **error)
{
  g_autofree char *folder = NULL;
  PamorCatalogue *catalogue;

  g_return_val_if_fail (path != NULL && service != NULL, NULL);

  folder = g_file_test (path, G_FILE_TEST_EXISTS) ? find_folder (path) : NULL;
  catalogue = folder != NULL ? pamor_catalogue_load_folder (folder, error)
                             : load_alone (path, error);
  *service = catalogue != NULL && !g_file_test (path, G_FILE_TEST_IS_DIR)
                 ? dup_service (path, catalogue)
                 : NULL;
  return catalogue;
}

/** Wanted: a file that must be among those that the catalogue of its folder is made of */
typedef struct
{
  char       *folder;
  const char *name;
  gboolean    met;
} Wanted;

static GBytes *
read_wanted (const char *name,
             gpointer    user_data,
             GError    **error)
{
  Wanted *self = user_data;

  self->met = self->met || g_str_equal (name, self->name);
  return pamor_catalogue_read_in_folder (name, self->folder, error);
}

static gboolean
check_in_folder (char        *folder,
                 const char  *path,
                 GError     **error)
{
  const char *name = path + strlen (folder) + strspn (path + strlen (folder), "/");
  Wanted wanted = { folder, name, *name == '\0' };
  g_autoptr (PamorCatalogue) catalogue = pamor_catalogue_load (read_wanted, &wanted, error);

  if (catalogue == NULL)
    return FALSE;
  if (!wanted.met)
    g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID,
                 _("%s: catalogue.json does not list this file, so it would never be used"), name);
  return wanted.met;
}

/* A service, part or code list that lies alone is checked as if it came to the built-in catalogue;
 * whether a part suits its services only its folder shows. Any other file there is once: it is laid
 * over the built-in one. */
static gboolean
check_alone (const char  *path,
             GError     **error)
{
  g_autoptr (GBytes) bytes = pamor_catalogue_read_file (path, path, error);
  g_autoptr (PamorJson) json = NULL;

  if (bytes == NULL)
    return FALSE;
  json = pamor_json_new (bytes, path);
  if (pamor_json_has (json, "id"))
    pamor_code_list_free (pamor_code_list_load (json));
  else if (pamor_json_has (json, "key"))
    pamor_section_free (pamor_section_load (json, pamor_catalogue_get_builtin (), TRUE));
  else if (pamor_json_has (json, "code"))
    pamor_service_free (pamor_service_load (json, pamor_catalogue_get_builtin ()));
  else if (!pamor_json_has_failed (json))
    {
      g_autofree char *service = NULL;
      g_autoptr (PamorCatalogue) catalogue = pamor_catalogue_load_preview (path, &service, error);

      return catalogue != NULL;
    }
  return pamor_json_finish (json, error);
}

/**
 * pamor_catalogue_check_file:
 * @path: of a catalogue's folder or of any file in it, which is then checked whole; or of any of
 *   them, or a pack, that lies alone
 *
 * Returns: whether it can be used; else @error as of pamor_catalogue_load_folder()
 */
gboolean
pamor_catalogue_check_file (const char  *path,
                            GError     **error)
{
  g_autofree char *full = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  full = g_canonicalize_filename (path, NULL);
  folder = find_folder (full);
  if (folder == NULL || !g_file_test (full, G_FILE_TEST_EXISTS))
    return check_alone (path, error);
  return check_in_folder (folder, full, error);
}
