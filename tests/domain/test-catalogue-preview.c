/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pamor-catalogue-preview.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define NEW_SERVICE                                                                                \
  "{\"code\": \"UJI_BARU\", \"group\": \"ktp\", \"kind\": \"application\", "                    \
  "\"name\": \"Uji baru\", "                                                                       \
  "\"result\": \"Surat\", \"prepare\": \"Siap\", \"title\": \"s.nama\", \"sections\": [{\"key\": " \
  "\"s\", \"title\": \"S\", \"fields\": [{\"key\": \"nama\", \"kind\": \"%s\", \"label\": "        \
  "\"Nama\"}]}]}"

static char *
keep (const char *folder,
      const char *name,
      const char *text)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
drop (const char *folder,
      const char *path)
{
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_a_service_that_lies_alone_joins_the_built_in_ones (void)
{
  g_autofree char *folder = g_dir_make_tmp ("pamor-preview-XXXXXX", NULL);
  g_autofree char *text = g_strdup_printf (NEW_SERVICE, "name");
  g_autofree char *path = keep (folder, "suntingan.json", text);
  g_autofree char *service = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorCatalogue) catalogue = pamor_catalogue_load_preview (path, &service, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (service, ==, "UJI_BARU");
  g_assert_nonnull (pamor_catalogue_find_service (catalogue, "KTP_HILANG"));
  g_assert_null (pamor_catalogue_find_service (pamor_catalogue_get_builtin (), "UJI_BARU"));
  drop (folder, path);
}

static void
test_what_is_wrong_names_the_file_that_was_given (void)
{
  g_autofree char *folder = g_dir_make_tmp ("pamor-preview-XXXXXX", NULL);
  g_autofree char *text = g_strdup_printf (NEW_SERVICE, "nama");
  g_autofree char *path = keep (folder, "suntingan.json", text);
  g_autofree char *service = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (pamor_catalogue_load_preview (path, &service, &error));
  g_assert_true (g_str_has_prefix (error->message, path));
  g_assert_nonnull (strstr (error->message, "$.sections[0].fields[0].kind"));
  drop (folder, path);
}

static void
test_what_is_no_file_of_a_catalogue_is_told_so (void)
{
  static const char *const texts[] = { "{\"apa\": 1}", "bukan json", "[1, 2]", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *folder = g_dir_make_tmp ("pamor-preview-XXXXXX", NULL);
      g_autofree char *path = keep (folder, "x.json", texts[i]);
      g_autofree char *service = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_null (pamor_catalogue_load_preview (path, &service, &error));
      g_assert_true (g_str_has_prefix (error->message, path));
      drop (folder, path);
    }
}

static void
test_a_list_that_no_catalogue_has_would_never_be_used (void)
{
  g_autofree char *folder = g_dir_make_tmp ("pamor-preview-XXXXXX", NULL);
  g_autofree char *path = keep (folder, "asing.json",
                                "{\"id\": \"asing\", \"codes\": [{\"code\": \"1\", "
                                "\"text\": \"Satu\"}]}");
  g_autofree char *service = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (pamor_catalogue_load_preview (path, &service, &error));
  g_assert_nonnull (strstr (error->message, "codes/asing.json"));
  drop (folder, path);
}

static void
test_a_file_in_its_folder_is_read_with_it (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("PAMOR_SOURCE"), "data", "catalogue",
                                            "services", "KTP_HILANG.json", NULL);
  g_autofree char *service = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorCatalogue) catalogue = pamor_catalogue_load_preview (path, &service, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (service, ==, "KTP_HILANG");
}

/* Links to all files of the catalogue when @link, else takes them away. */
static void
link_catalogue (const char *folder,
                gboolean    link)
{
  g_autofree char *source = g_build_filename (g_getenv ("PAMOR_SOURCE"), "data", "catalogue", NULL);
  g_autoptr (GDir) files = g_dir_open (source, 0, NULL);

  for (const char *name; (name = g_dir_read_name (files)) != NULL;)
    {
      g_autofree char *file = g_build_filename (source, name, NULL);
      g_autofree char *here = g_build_filename (folder, name, NULL);

      g_assert_cmpint (link ? symlink (file, here) : g_unlink (here), ==, 0);
    }
}

static void
test_a_hostile_file_beside_a_catalogue_does_no_harm (void)
{
  g_autofree char *folder = g_dir_make_tmp ("pamor-preview-XXXXXX", NULL);
  g_autofree char *deep = g_strnfill (1000 * 1000, '[');
  g_autofree char *path = keep (folder, "dalam.json", deep);
  g_autofree char *service = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorCatalogue) catalogue = NULL;

  link_catalogue (folder, TRUE);
  catalogue = pamor_catalogue_load_preview (path, &service, &error);
  g_assert_no_error (error);
  g_assert_null (service);
  link_catalogue (folder, FALSE);
  drop (folder, path);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue-preview/a-service-that-lies-alone-joins-the-built-in-ones",
                   test_a_service_that_lies_alone_joins_the_built_in_ones);
  g_test_add_func ("/catalogue-preview/what-is-wrong-names-the-file-that-was-given",
                   test_what_is_wrong_names_the_file_that_was_given);
  g_test_add_func ("/catalogue-preview/what-is-no-file-of-a-catalogue-is-told-so",
                   test_what_is_no_file_of_a_catalogue_is_told_so);
  g_test_add_func ("/catalogue-preview/a-list-that-no-catalogue-has-would-never-be-used",
                   test_a_list_that_no_catalogue_has_would_never_be_used);
  g_test_add_func ("/catalogue-preview/a-file-in-its-folder-is-read-with-it",
                   test_a_file_in_its_folder_is_read_with_it);
  g_test_add_func ("/catalogue-preview/a-hostile-file-beside-a-catalogue-does-no-harm",
                   test_a_hostile_file_beside_a_catalogue_does_no_harm);
  return g_test_run ();
}
