/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where catalogues come from: the one built into the program, and folders on disk. Blocks on
 * disk. */
#include "domain/pamor-catalogue-private.h"

#include "base/pamor-error.h"
#include "domain/catalogue-resources.h"
#include "domain/pamor-catalogue-preview.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define BUILTIN "/id/e_open/HaloPamor/catalogue/"
#define MAX_BYTES (4 * 1024 * 1024)

static GBytes *
read_builtin (const char *name,
              gpointer    unused,
              GError    **error)
{
  g_autofree char *path = g_strconcat (BUILTIN, name, NULL);

  return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}

static gpointer
load_builtin (gpointer unused)
{
  g_autoptr (GError) error = NULL;
  PamorCatalogue *catalogue;

  /* By hand: the linker drops the constructor of a static library. */
  pamor_catalogue_register_resource ();
  catalogue = pamor_catalogue_load (read_builtin, NULL, &error);
  if (catalogue == NULL)
    g_error ("The built-in catalogue: %s", error->message);
  return catalogue;
}

/**
 * pamor_catalogue_get_builtin: Returns: (transfer none): loaded once; lives as long as the program
 */
PamorCatalogue *
pamor_catalogue_get_builtin (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load_builtin, NULL);
}

typedef struct
{
  const char *folder;
  const char *wanted; /* (nullable): name of a file that must be among those read */
  gboolean    met;
} Folder;

static GBytes *
read_from_disk (const char *path,
                const char *name,
                GError    **error)
{
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr (GError) failure = NULL;
  GStatBuf info;

  if (g_stat (path, &info) == 0 && (!S_ISREG (info.st_mode) || info.st_size > MAX_BYTES))
    g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID,
                 _("%s: expected a file of at most %d MB"), name, MAX_BYTES / 1024 / 1024);
  else if (g_file_get_contents (path, &text, &length, &failure))
    return g_bytes_new_take (g_steal_pointer (&text), length);
  else if (g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_NOT_FOUND, _("%s: there is no such file"), name);
  else
    g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_FAILED, "%s: %s", name, failure->message);
  return NULL;
}

static GBytes *
read_in_folder (const char *name,
                gpointer    user_data,
                GError    **error)
{
  Folder *self = user_data;
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  self->met = self->met || g_strcmp0 (name, self->wanted) == 0;
  return read_from_disk (path, name, error);
}

/**
 * pamor_catalogue_load_folder:
 * @path: of a folder with catalogue.json
 *
 * Returns: (transfer full) (nullable): the catalogue, or %NULL with @error as
 * pamor_catalogue_load(); PAMOR_ERROR_NOT_FOUND where a file is missing
 */
PamorCatalogue *
pamor_catalogue_load_folder (const char  *path,
                             GError     **error)
{
  Folder folder = { path, NULL, FALSE };

  g_return_val_if_fail (path != NULL, NULL);

  return pamor_catalogue_load (read_in_folder, &folder, error);
}

/**
 * pamor_catalogue_pack_folder:
 * @path: of a folder with catalogue.json
 *
 * Returns: (transfer full) (nullable): the pack, or %NULL with @error as
 * pamor_catalogue_load_folder()
 */
GBytes *
pamor_catalogue_pack_folder (const char  *path,
                             GError     **error)
{
  Folder folder = { path, NULL, FALSE };

  g_return_val_if_fail (path != NULL, NULL);

  return pamor_catalogue_pack (read_in_folder, &folder, error);
}

/* Returns: (transfer full) (nullable): the folder of catalogue.json, beside @path or just above */
static char *
find_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  for (guint i = 0; i < 2; i++)
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

static gboolean
check_in_folder (const char  *folder,
                 const char  *path,
                 GError     **error)
{
  const char *name = path + strlen (folder) + strspn (path + strlen (folder), "/");
  Folder reading = { folder, name, FALSE };
  g_autoptr (PamorCatalogue) catalogue = pamor_catalogue_load (read_in_folder, &reading, error);

  if (catalogue == NULL)
    return FALSE;
  if (!reading.met)
    g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID,
                 _("%s: catalogue.json does not list this file, so it would never be used"), name);
  return reading.met;
}

/* A service, part or code list that lies alone is checked as if it came to the built-in catalogue;
 * whether a part suits its services only its folder shows. Any other file there is once: it is laid
 * over the built-in one. */
static gboolean
check_alone (const char  *path,
             GError     **error)
{
  g_autoptr (GBytes) bytes = read_from_disk (path, path, error);
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
 * @path: of catalogue.json or of any file of a catalogue's folder, which is then checked whole; or
 * of any of them, or a pack, that lies alone
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
