/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The jobs that look at what is given and keep nothing: nik, check, shrink. */
#include "base/pamor-error.h"
#include "cli/pamor-command.h"
#include "cli/pamor-job-form.h"
#include "domain/pamor-nik.h"
#include "domain/pamor-words.h"
#include "sync/pamor-discovery.h"

#include <glib/gi18n-lib.h>

static const char *
get_rule_message (const char *id)
{
  const PamorRule *rule = pamor_catalogue_find_rule (pamor_catalogue_get_builtin (), id);

  return rule == NULL ? id : rule->message;
}

/* Tells each flag with its message; returns whether one of them is a warning. */
static gboolean
tell_flags (PamorCommand *self,
            const char   *flags)
{
  g_auto (GStrv) ids = g_strsplit (flags, ",", -1);
  gboolean warns = FALSE;

  json_builder_set_member_name (self->out, "flags");
  json_builder_begin_array (self->out);
  for (char **id = ids; *id != NULL && **id != '\0'; id++)
    {
      const PamorRule *rule = pamor_catalogue_find_rule (pamor_catalogue_get_builtin (), *id);

      json_builder_add_string_value (self->out, *id);
      pamor_command_say (self, "%s: %s", *id, get_rule_message (*id));
      warns |= rule != NULL && rule->severity == PAMOR_SEVERITY_WARN;
    }
  json_builder_end_array (self->out);
  return warns;
}

/**
 * pamor_job_nik:
 *
 * Tells what the digits of a NIK say of its owner: its form alone, not whether anyone has it.
 *
 * Returns: FAILED where a rule refuses it, PERSON where a rule only wonders
 */
PamorExit
pamor_job_nik (PamorCommand *self)
{
  PamorRegions *regions = pamor_regions_get_default ();
  g_autofree char *shown = NULL, *date = NULL;
  const char *sex, *city;
  gboolean well_formed;
  char code[5] = "";
  PamorNik nik;
  GDate today;

  if (!pamor_command_parse (self, NULL, 1))
    return pamor_command_usage (self);

  pamor_clock_get_today (self->clock, &today);
  well_formed = pamor_nik_parse (self->args[1], regions, &today, &nik);
  pamor_command_tell (self, "refused_by", nik.refused_by);
  if (!well_formed)
    {
      pamor_command_tell (self, "message", get_rule_message (nik.refused_by));
      pamor_command_say (self, "%s: %s", nik.refused_by, get_rule_message (nik.refused_by));
      return PAMOR_EXIT_FAILED;
    }

  g_strlcpy (code, nik.digits, sizeof code);
  city = pamor_regions_find_city (regions, code);
  shown = pamor_nik_format (nik.digits);
  date = pamor_words_for_date (&nik.birth);
  sex = nik.sex == PAMOR_SEX_FEMALE ? _("female") : _("male");
  pamor_command_say (self, _("%s: the form is right: %s, born %s, first registered in %s."), shown,
                     sex, date, city == NULL ? _("an unknown place") : city);
  pamor_command_tell (self, "nik", nik.digits);
  pamor_command_tell (self, "sex", nik.sex == PAMOR_SEX_FEMALE ? "P" : "L");
  return tell_flags (self, nik.flags) ? PAMOR_EXIT_PERSON : PAMOR_EXIT_DONE;
}

/**
 * pamor_job_tell_problems:
 *
 * Tells what keeps @form, or may keep it, from being sealed today.
 *
 * Returns: FAILED where it is refused, PERSON where a warning lacks its reason, else DONE
 */
PamorExit
pamor_job_tell_problems (PamorCommand *self,
                         PamorForm    *form)
{
  g_autoptr (GPtrArray) problems = NULL;
  PamorExit result = PAMOR_EXIT_DONE;
  GDate today;

  pamor_clock_get_today (self->clock, &today);
  problems = pamor_form_check (form, &today);
  json_builder_set_member_name (self->out, "problems");
  json_builder_begin_array (self->out);
  for (guint i = 0; i < problems->len; i++)
    {
      const PamorProblem *problem = problems->pdata[i];
      const char *marks[] = { "i", "?", "!" };

      pamor_command_say (self, "%s %s: %s%s%s", marks[problem->severity], problem->path,
                         problem->message, problem->remedy == NULL ? "" : " ",
                         problem->remedy == NULL ? "" : problem->remedy);
      json_builder_begin_object (self->out);
      pamor_command_tell (self, "path", problem->path);
      pamor_command_tell (self, "rule", problem->rule);
      pamor_command_tell (self, "message", problem->message);
      json_builder_end_object (self->out);
      if (problem->severity == PAMOR_SEVERITY_REFUSE)
        result = PAMOR_EXIT_FAILED;
      else if (pamor_problem_blocks (problem) && result == PAMOR_EXIT_DONE)
        result = PAMOR_EXIT_PERSON;
    }
  json_builder_end_array (self->out);
  return result;
}

/**
 * pamor_job_load_form:
 * @path: of a file that a person named
 *
 * Returns: (transfer full) (nullable): the form; %PAMOR_ERROR_INVALID names @path and what is
 *   expected
 */
PamorForm *
pamor_job_load_form (PamorCatalogue  *catalogue,
                     const char      *path,
                     GError         **error)
{
  g_autoptr (GBytes) bytes = pamor_command_read_file (path, error);

  if (bytes == NULL)
    return NULL;
  return pamor_form_new_from_bytes (catalogue, bytes, path, error);
}

/** pamor_job_check: Returns: as pamor_job_tell_problems(); by the catalogue of the program */
PamorExit
pamor_job_check (PamorCommand *self)
{
  g_autoptr (PamorForm) form = NULL;
  g_autoptr (GError) error = NULL;
  PamorExit result;

  if (!pamor_command_parse (self, NULL, 1))
    return pamor_command_usage (self);

  form = pamor_job_load_form (pamor_catalogue_get_builtin (), self->args[1], &error);
  if (form == NULL)
    return pamor_command_fail (self, error);

  result = pamor_job_tell_problems (self, form);
  if (result == PAMOR_EXIT_DONE)
    pamor_command_say (self, _("%s: ready to be queued"), self->args[1]);
  return result;
}

/**
 * pamor_job_shrink_file:
 * @path: of a file that a person named
 * @limit: bytes
 * @page: of several, from 0
 *
 * Returns: (transfer full) (nullable): the photo; the errors of pamor_photo_shrink(), naming @path
 */
PamorPhoto *
pamor_job_shrink_file (const char  *path,
                       gint64       limit,
                       guint        page,
                       GError     **error)
{
  g_autoptr (GBytes) source = pamor_command_read_file (path, error);
  PamorPhotoWish wish = { .limit = limit, .page = page };
  PamorPhoto *photo;

  if (source == NULL)
    return NULL;
  photo = pamor_photo_shrink (source, &wish, NULL, NULL, NULL, error);
  if (photo == NULL)
    g_prefix_error (error, "%s: ", path);
  return photo;
}

/* Tells it by names that programs know, and in words */
static void
tell_verdict (PamorCommand          *self,
              const PamorLegibility *verdict)
{
  static const char *const grades[] = { "good", "doubtful", "bad" };
  static const char *const reasons[] = { "fine",    "dark",  "glare", "small",
                                         "blurred", "empty", "cut" };
  const char *remedy = pamor_legibility_get_remedy (verdict);

  pamor_command_tell (self, "grade", grades[verdict->grade]);
  pamor_command_tell (self, "reason", reasons[verdict->reason]);
  pamor_command_say (self, "%s%s%s", pamor_legibility_get_title (verdict),
                     remedy != NULL ? ": " : "", remedy != NULL ? remedy : "");
}

/**
 * pamor_job_shrink:
 *
 * Makes a photo fit for E-Open, --limit in bytes, --page from 1, and tells whether it can be read.
 */
PamorExit
pamor_job_shrink (PamorCommand *self)
{
  gint64 limit = PAMOR_DEFAULT_ATTACHMENT_BYTES;
  int page = 1;
  const GOptionEntry options[] = {
    { "limit", 0, 0, G_OPTION_ARG_INT64, &limit, NULL, NULL },
    { "page", 0, 0, G_OPTION_ARG_INT, &page, NULL, NULL }, { NULL }
  };
  g_autoptr (PamorPhoto) photo = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *from = NULL, *to = NULL;

  if (!pamor_command_parse (self, options, 2) || limit <= 0 || page <= 0)
    return pamor_command_usage (self);

  photo = pamor_job_shrink_file (self->args[1], limit, page - 1, &error);
  if (photo == NULL)
    return pamor_command_fail (self, error);
  if (!pamor_command_write_file (self->args[2], photo->jpeg, &error))
    return pamor_command_fail (self, error);

  from = pamor_words_for_size (photo->source_bytes);
  to = pamor_words_for_size (g_bytes_get_size (photo->jpeg));
  pamor_command_say (self, _("%s: %s became %s, %u × %u pixels"), self->args[2], from, to,
                     photo->width, photo->height);
  if (photo->pages > 1)
    pamor_command_say (self, _("page %d of %u"), page, photo->pages);
  tell_verdict (self, &photo->verdict);
  return PAMOR_EXIT_DONE;
}
