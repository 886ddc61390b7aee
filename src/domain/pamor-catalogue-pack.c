/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole catalogue as one JSON, {"files": {NAME: CONTENT}}: what the server gives out and what is
 * kept of it. Only what loads is packed, and what was packed loads the same. Blocks on what reads
 * the files. */
#include "domain/pamor-catalogue.h"

#include "base/pamor-error.h"
#include "domain/pamor-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/** Packing: the files that a catalogue was loaded from */
typedef struct
{
  PamorCatalogueRead read;
  gpointer           user_data;
  GString           *text;
} Packing;

static void
append_text (GString    *json,
             const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);
  g_autofree char *quoted = json_to_string (node, FALSE);

  g_string_append (json, quoted);
}

static GBytes *
read_and_append (const char *name,
                 gpointer    user_data,
                 GError    **error)
{
  Packing *self = user_data;
  g_autoptr (GBytes) bytes = self->read (name, self->user_data, error);
  g_autoptr (PamorJson) json = bytes == NULL ? NULL : pamor_json_new (bytes, name);
  g_autofree char *compact = NULL;

  if (json == NULL || !pamor_json_finish (json, error))
    return NULL;
  compact = pamor_json_dup_json (json);
  g_string_append_c (self->text, self->text->str[self->text->len - 1] == '{' ? ' ' : ',');
  append_text (self->text, name);
  g_string_append_printf (self->text, ":%s", compact);
  return g_steal_pointer (&bytes);
}

/**
 * pamor_catalogue_pack:
 * @read: gets each file, once
 *
 * Returns: (transfer full) (nullable): the pack, or %NULL with @error where the files make no
 * catalogue
 */
GBytes *
pamor_catalogue_pack (PamorCatalogueRead   read,
                      gpointer             user_data,
                      GError             **error)
{
  g_autoptr (PamorCatalogue) catalogue = NULL;
  g_autoptr (GString) text = g_string_new ("{\"files\":{");
  Packing packing = { read, user_data, text };

  g_return_val_if_fail (read != NULL, NULL);

  catalogue = pamor_catalogue_load (read_and_append, &packing, error);
  if (catalogue == NULL)
    return NULL;
  g_string_append (text, "}}\n");
  return g_string_free_to_bytes (g_steal_pointer (&text));
}

static GBytes *
read_packed (const char *name,
             gpointer    user_data,
             GError    **error)
{
  GBytes *bytes = g_hash_table_lookup (user_data, name);

  if (bytes == NULL)
    g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID, _("%s: the pack has no such file"), name);
  return bytes == NULL ? NULL : g_bytes_ref (bytes);
}

static GHashTable *
unpack (PamorJson *json)
{
  static const char *const keys[] = { "files", NULL };
  GHashTable *files
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_autoptr (GList) names = NULL;

  pamor_json_expect_object (json, keys);
  if (!pamor_json_need (json, "files"))
    return files;
  names = pamor_json_get_members (json);
  for (GList *l = names; l != NULL; l = l->next)
    {
      char *text;

      pamor_json_enter (json, l->data);
      text = pamor_json_dup_json (json);
      g_hash_table_insert (files, g_strdup (l->data), g_bytes_new_take (text, strlen (text)));
      pamor_json_leave (json);
    }
  pamor_json_leave (json);
  return files;
}

/**
 * pamor_catalogue_load_pack:
 * @json: of pamor_catalogue_pack(), from wherever it came
 * @name: what errors begin with
 *
 * Returns: (transfer full) (nullable): the catalogue, whole and checked as any other, or %NULL with
 * PAMOR_ERROR_INVALID
 */
PamorCatalogue *
pamor_catalogue_load_pack (GBytes      *json,
                           const char  *name,
                           GError     **error)
{
  g_autoptr (PamorJson) reader = NULL;
  g_autoptr (GHashTable) files = NULL;
  PamorCatalogue *catalogue;

  g_return_val_if_fail (json != NULL && name != NULL, NULL);

  reader = pamor_json_new (json, name);
  files = unpack (reader);
  if (!pamor_json_finish (reader, error))
    return NULL;
  catalogue = pamor_catalogue_load (read_packed, files, error);
  if (catalogue == NULL)
    g_prefix_error (error, "%s: ", name);
  return catalogue;
}
