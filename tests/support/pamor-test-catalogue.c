/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-catalogue.h"

#include <string.h>

typedef struct
{
  const char *service;
  const char *file;
  const char *text;
} Files;

static const char head[] = "{'version': '1', 'groups': [{'code': 'ktp', 'name': 'KTP-el'}], "
                           "'members': {'no_nik': 'Belum punya NIK', 'nik': 'NIK', 'name': 'Nama', "
                           "'sex': 'Jenis kelamin', 'birth': 'Tanggal lahir', 'address': 'Alamat', "
                           "'rt': 'RT', 'rw': 'RW', 'kelurahan': 'Kelurahan'}, "
                           "'codes': ['codes/agama.json'], 'services': ['services/UJI.json']}";

static GBytes *
take_text (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "'", -1);
  char *json = g_strjoinv ("\"", parts);

  return g_bytes_new_take (json, strlen (json));
}

static GBytes *
read_file (const char *name,
           gpointer    user_data,
           GError    **error)
{
  Files *files = user_data;
  g_autofree char *path = NULL;
  char *text;
  gsize length;

  if (g_strcmp0 (name, files->file) == 0)
    return take_text (files->text);
  if (g_str_equal (name, "catalogue.json"))
    return take_text (head);
  if (g_str_equal (name, "services/UJI.json"))
    return take_text (files->service);
  path = g_build_filename (g_getenv ("PAMOR_SOURCE"), "data", "catalogue", name, NULL);
  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  return g_bytes_new_take (text, length);
}

PamorCatalogue *
pamor_test_catalogue_load (const char  *service,
                           const char  *file,
                           const char  *text,
                           GError     **error)
{
  Files files = { service, file, text };

  return pamor_catalogue_load (read_file, &files, error);
}

/* The example of tests/fixtures/forms, as it is. */
PamorForm *
pamor_test_form_read (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("PAMOR_FIXTURES"), "forms", file, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *text = NULL;
  gsize length = 0;
  PamorForm *form;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (text, length);
  form = pamor_form_new_from_bytes (pamor_catalogue_get_builtin (), bytes, file, &error);
  g_assert_no_error (error);
  return form;
}

/* The example with a photo for each requirement that is asked for. */
PamorForm *
pamor_test_form_fill (const char *name)
{
  PamorForm *form = pamor_test_form_read (name);
  GPtrArray *requirements = pamor_form_get_service (form)->requirements;

  for (guint i = 0; i < requirements->len; i++)
    {
      PamorRequirement *requirement = g_ptr_array_index (requirements, i);
      g_autofree char *id = g_strdup_printf ("019aa2f0-1c3e-7abc-8def-0123456789%02u", i);
      g_autoptr (GBytes) content = g_bytes_new (id + strlen (id) - 4, 4); /* each another photo */
      g_autoptr (PamorAttachment) photo = pamor_attachment_new (id, requirement->code, content);

      if (pamor_form_asks_for (form, requirement))
        pamor_form_add_attachment (form, photo);
    }
  return form;
}

/* What is the matter on 20 November 2026. */
GPtrArray *
pamor_test_form_check (PamorForm *form)
{
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 20, 11, 2026);
  return pamor_form_check (form, &today);
}

gboolean
pamor_test_problems_have (GPtrArray  *problems,
                          const char *rule,
                          const char *path)
{
  for (guint i = 0; i < problems->len; i++)
    {
      PamorProblem *problem = g_ptr_array_index (problems, i);

      if (g_str_equal (problem->rule, rule) && g_str_equal (problem->path, path))
        return TRUE;
    }
  return FALSE;
}
