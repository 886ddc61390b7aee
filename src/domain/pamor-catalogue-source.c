/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where catalogues come from: the one built into the program, and folders on disk. Blocks on
 * disk. */
#include "domain/pamor-catalogue-private.h"

#include "base/pamor-error.h"
#include "domain/catalogue-resources.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define BUILTIN "/id/e_open/HaloPamor/catalogue/"
#define MAX_BYTES (4 * 1024 * 1024)

/** pamor_catalogue_read_builtin: a PamorCatalogueRead of the one built in; @unused is */
GBytes *
pamor_catalogue_read_builtin (const char *name,
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
  catalogue = pamor_catalogue_load (pamor_catalogue_read_builtin, NULL, &error);
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

/**
 * pamor_catalogue_read_file:
 * @path: on disk
 * @name: as which @error names it
 *
 * Returns: (transfer full) (nullable): what is in a file of at most 4 MiB, or %NULL with @error
 * PAMOR_ERROR_NOT_FOUND, PAMOR_ERROR_INVALID for what is no such file, or PAMOR_ERROR_FAILED
 */
GBytes *
pamor_catalogue_read_file (const char *path,
                           const char *name,
                           GError    **error)
{
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr (GError) failure = NULL;
  GStatBuf info;

  g_return_val_if_fail (path != NULL && name != NULL, NULL);

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

/** pamor_catalogue_read_in_folder: a PamorCatalogueRead whose @folder is the path of one */
GBytes *
pamor_catalogue_read_in_folder (const char *name,
                                gpointer    folder,
                                GError    **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return pamor_catalogue_read_file (path, name, error);
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
  g_return_val_if_fail (path != NULL, NULL);

  return pamor_catalogue_load (pamor_catalogue_read_in_folder, (gpointer) path, error);
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
  g_return_val_if_fail (path != NULL, NULL);

  return pamor_catalogue_pack (pamor_catalogue_read_in_folder, (gpointer) path, error);
}
