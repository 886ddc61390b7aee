/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pamor-test-catalogue.h"

#include <string.h>

static const char head[] = TEST_CATALOGUE_HEAD ", 'services': ['services/UJI.json']}";

static GBytes *
take_text (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "'", -1);
  char *json = g_strjoinv ("\"", parts);

  return g_bytes_new_take (json, strlen (json));
}

static const char *
find_text (const char *const *files,
           const char        *name)
{
  for (gsize i = 0; files[i] != NULL; i += 2)
    if (g_str_equal (files[i], name))
      return files[i + 1];
  return g_str_equal (name, "catalogue.json") ? head : NULL;
}

static GBytes *
read_file (const char *name,
           gpointer    files,
           GError    **error)
{
  const char *given = find_text (files, name);
  g_autofree char *path = NULL;
  char *text;
  gsize length;

  if (given != NULL)
    return take_text (given);
  path = g_build_filename (g_getenv ("PAMOR_SOURCE"), "data", "catalogue", name, NULL);
  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  return g_bytes_new_take (text, length);
}

/* @files: names and texts in turn, then NULL; a later one of the same name does not count */
PamorCatalogue *
pamor_test_catalogue_load_files (const char *const *files,
                                 GError           **error)
{
  return pamor_catalogue_load (read_file, (gpointer) files, error);
}

GBytes *
pamor_test_catalogue_pack_files (const char *const *files,
                                 GError           **error)
{
  return pamor_catalogue_pack (read_file, (gpointer) files, error);
}

PamorCatalogue *
pamor_test_catalogue_load (const char  *service,
                           const char  *file,
                           const char  *text,
                           GError     **error)
{
  const char *const files[] = { file != NULL ? file : "", file != NULL ? text : "",
                                "services/UJI.json", service, NULL };

  return pamor_test_catalogue_load_files (files, error);
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

/* @answers: "path=value;path=value" */
void
pamor_test_form_set_all (PamorForm  *form,
                         const char *answers)
{
  g_auto (GStrv) pairs = g_strsplit (answers, ";", -1);

  for (gsize i = 0; pairs[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (pairs[i], "=", 2);

      pamor_form_set (form, pair[0], pair[1]);
    }
}

GPtrArray *
pamor_test_form_try (const char *service,
                     const char *answers)
{
  g_autoptr (PamorForm) form = pamor_test_form_fill (service);

  pamor_test_form_set_all (form, answers);
  return pamor_test_form_check (form);
}

/* Each rule speaks where it should and, with the answers of the example, keeps silent. */
void
pamor_test_rules_speak (const PamorTestRow *rows,
                        gsize               n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (PamorForm) silent = pamor_test_form_fill (rows[i].service);
      g_autoptr (GPtrArray) without = pamor_test_form_check (silent);
      g_autoptr (GPtrArray) with = pamor_test_form_try (rows[i].service, rows[i].answers);

      g_test_message ("%s %s %s", rows[i].service, rows[i].answers, rows[i].rule);
      g_assert_false (pamor_test_problems_have (without, rows[i].rule, rows[i].path));
      g_assert_true (pamor_test_problems_have (with, rows[i].rule, rows[i].path));
    }
}
