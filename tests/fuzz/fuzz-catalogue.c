/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A catalogue as a server gives it out: what loads, packed again, loads again as the same. */
#include "domain/pamor-catalogue.h"
#include "net/pamor-reply-json.h"
#include "pamor-fuzz.h"

#include <string.h>

static GBytes *
read_member (const char *name,
             gpointer    files,
             GError    **error)
{
  char *text = json_to_string (json_object_get_member (files, name), FALSE);

  return g_bytes_new_take (text, strlen (text));
}

static void
check_equal (PamorCatalogue *a,
             PamorCatalogue *b)
{
  g_autoptr (GPtrArray) services = pamor_catalogue_search_services (a, "");

  g_assert_cmpstr (pamor_catalogue_get_version (a), ==, pamor_catalogue_get_version (b));
  g_assert_cmpstr (pamor_catalogue_get_consent (a), ==, pamor_catalogue_get_consent (b));
  for (guint i = 0; i < services->len; i++)
    {
      const PamorService *service = services->pdata[i];

      g_assert_true (pamor_catalogue_find_service (a, service->code) == service);
      g_assert_cmpstr (pamor_catalogue_find_service (b, service->code)->name, ==, service->name);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) pack = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorCatalogue) catalogue = pamor_catalogue_load_pack (pack, "pack", &error);
  g_autoptr (PamorCatalogue) again = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GBytes) packed = NULL;

  g_assert_true ((catalogue == NULL) == (error != NULL));
  if (catalogue == NULL)
    return 0;
  node = pamor_reply_parse (pack);
  packed = pamor_catalogue_pack (
    read_member, json_object_get_object_member (json_node_get_object (node), "files"), &error);
  g_assert_no_error (error);
  again = pamor_catalogue_load_pack (packed, "packed", &error);
  g_assert_no_error (error);
  check_equal (catalogue, again);
  return 0;
}
