/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The jobs of the office that edits a catalogue, and of whoever tells a citizen what it asks for:
 * catalogue check, preview and pack, prepare. */
#include "base/pamor-error.h"
#include "cli/pamor-command.h"
#include "domain/pamor-catalogue-preview.h"
#include "domain/pamor-checklist.h"
#include "domain/pamor-condition-words.h"
#include "domain/pamor-field.h"

#include <glib/gi18n-lib.h>

static PamorExit
check_files (PamorCommand *self)
{
  PamorExit result = PAMOR_EXIT_DONE;

  json_builder_set_member_name (self->out, "files");
  json_builder_begin_array (self->out);
  for (int i = 2; i < self->n_args; i++)
    {
      g_autoptr (GError) error = NULL;

      json_builder_begin_object (self->out);
      pamor_command_tell (self, "file", self->args[i]);
      if (pamor_catalogue_check_file (self->args[i], &error))
        pamor_command_say (self, _("%s: in order"), self->args[i]);
      else
        result = pamor_command_fail (self, error);
      json_builder_end_object (self->out);
    }
  json_builder_end_array (self->out);
  return result;
}

/** Preview: a service that is being told */
typedef struct
{
  PamorCommand       *command;
  PamorCatalogue     *catalogue;
  const PamorService *service;
} Preview;

/* A line for people, @words before the clause; @member for programs. */
static void
tell_condition (const Preview        *preview,
                const PamorCondition *condition,
                const char           *member,
                const char           *words)
{
  g_autofree char *clause = NULL;

  if (condition == NULL)
    return;
  clause = pamor_condition_dup_words (condition, preview->service, preview->catalogue);
  pamor_command_say (preview->command, "      %s %s", words, clause);
  pamor_command_tell (preview->command, member, clause);
}

static void
tell_note (const Preview *preview,
           const char    *note)
{
  g_autofree char *line = note != NULL ? g_strdup_printf (_("Not certain: %s"), note) : NULL;

  if (line == NULL)
    return;
  pamor_command_say (preview->command, "      %s", line);
  pamor_command_tell (preview->command, "note", note);
}

static void
tell_required (const Preview *preview,
               gboolean       required)
{
  json_builder_set_member_name (preview->command->out, "required");
  json_builder_add_boolean_value (preview->command->out, required);
}

static void
tell_fields (const Preview *preview,
             GPtrArray     *fields,
             const char    *indent)
{
  PamorCommand *command = preview->command;

  json_builder_set_member_name (command->out, "fields");
  json_builder_begin_array (command->out);
  for (guint i = 0; i < fields->len; i++)
    {
      const PamorField *field = fields->pdata[i];
      const char *need = field->required ? _("required") : _("may stay empty");

      json_builder_begin_object (command->out);
      pamor_command_say (command, "%s%s  %s (%s%s%s, %s)", indent, field->path, field->label,
                         pamor_field_kinds[field->kind], field->codes != NULL ? " " : "",
                         field->codes != NULL ? field->codes->id : "",
                         field->required_if != NULL ? _("required in some cases") : need);
      pamor_command_tell (command, "path", field->path);
      pamor_command_tell (command, "kind", pamor_field_kinds[field->kind]);
      pamor_command_tell (command, "label", field->label);
      tell_required (preview, field->required);
      tell_condition (preview, field->visible_if, "visible_if", _("shown if"));
      tell_condition (preview, field->required_if, "required_if", _("required if"));
      tell_note (preview, field->note);
      if (field->fields != NULL)
        tell_fields (preview, field->fields, "      ");
      json_builder_end_object (command->out);
    }
  json_builder_end_array (command->out);
}

static void
tell_sections (const Preview *preview)
{
  PamorCommand *command = preview->command;

  json_builder_set_member_name (command->out, "sections");
  json_builder_begin_array (command->out);
  for (guint i = 0; i < preview->service->sections->len; i++)
    {
      const PamorSection *section = preview->service->sections->pdata[i];

      json_builder_begin_object (command->out);
      pamor_command_say (command, "\n%s [%s]", section->title, section->key);
      pamor_command_tell (command, "key", section->key);
      pamor_command_tell (command, "title", section->title);
      tell_condition (preview, section->visible_if, "visible_if", _("shown if"));
      tell_fields (preview, section->fields, "  ");
      json_builder_end_object (command->out);
    }
  json_builder_end_array (command->out);
}

static void
tell_requirements (const Preview *preview)
{
  PamorCommand *command = preview->command;

  pamor_command_say (command, "\n%s", _("Documents"));
  json_builder_set_member_name (command->out, "requirements");
  json_builder_begin_array (command->out);
  for (guint i = 0; i < preview->service->requirements->len; i++)
    {
      const PamorRequirement *requirement = preview->service->requirements->pdata[i];
      g_autofree char *when
          = pamor_checklist_dup_when (requirement, preview->service, preview->catalogue);

      json_builder_begin_object (command->out);
      pamor_command_say (command, "  %s  %s (%s)", requirement->code, requirement->name, when);
      pamor_command_tell (command, "code", requirement->code);
      pamor_command_tell (command, "name", requirement->name);
      pamor_command_tell (command, "when", when);
      tell_required (preview, requirement->required);
      tell_note (preview, requirement->note);
      json_builder_end_object (command->out);
    }
  json_builder_end_array (command->out);
}

static void
tell_rules (const Preview *preview)
{
  static const char *const severities[] = { "info", "warn", "refuse" };
  PamorCommand *command = preview->command;

  pamor_command_say (command, "\n%s", _("Rules"));
  json_builder_set_member_name (command->out, "rules");
  json_builder_begin_array (command->out);
  for (guint i = 0; i < preview->service->rules->len; i++)
    {
      const PamorRule *rule = preview->service->rules->pdata[i];

      json_builder_begin_object (command->out);
      pamor_command_say (command, "  %s  %s, %s: %s", rule->id, severities[rule->severity],
                         rule->at, rule->message);
      pamor_command_tell (command, "id", rule->id);
      pamor_command_tell (command, "severity", severities[rule->severity]);
      pamor_command_tell (command, "at", rule->at);
      pamor_command_tell (command, "message", rule->message);
      tell_condition (preview, rule->when, "when", _("said if"));
      tell_note (preview, rule->note);
      json_builder_end_object (command->out);
    }
  json_builder_end_array (command->out);
}

/* Fails with the codes that there are: whoever asks for a wrong one sees the right one. */
static const PamorService *
find_service (PamorCatalogue *catalogue,
              const char     *code,
              GError        **error)
{
  const PamorService *service = pamor_catalogue_find_service (catalogue, code);
  GPtrArray *groups = pamor_catalogue_get_groups (catalogue);
  g_autoptr (GString) codes = g_string_new (NULL);

  if (service != NULL)
    return service;
  for (guint i = 0; i < groups->len; i++)
    {
      const PamorGroup *group = groups->pdata[i];

      for (guint j = 0; j < group->services->len; j++)
        g_string_append_printf (codes, " %s", ((PamorService *) group->services->pdata[j])->code);
    }
  g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_NOT_FOUND,
               _("There is no service “%s”; there are:%s"), code, codes->str);
  return NULL;
}

static PamorExit
preview_service (PamorCommand *self)
{
  g_autofree char *of_file = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PamorCatalogue) catalogue
      = pamor_catalogue_load_preview (self->args[2], &of_file, &error);
  Preview preview = { self, catalogue, NULL };

  if (catalogue != NULL)
    preview.service = find_service (catalogue, self->args[3], &error);
  if (preview.service == NULL)
    return pamor_command_fail (self, error);
  pamor_command_say (self, "%s  %s", preview.service->code, preview.service->name);
  pamor_command_tell (self, "service", preview.service->code);
  pamor_command_tell (self, "name", preview.service->name);
  tell_note (&preview, preview.service->note);
  tell_sections (&preview);
  tell_requirements (&preview);
  tell_rules (&preview);
  return PAMOR_EXIT_DONE;
}

static PamorExit
pack_folder (PamorCommand *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pack = pamor_catalogue_pack_folder (self->args[2], &error);

  if (pack == NULL || !pamor_command_write_file (self->args[3], pack, &error))
    return pamor_command_fail (self, error);
  pamor_command_say (self, _("%s: in order"), self->args[3]);
  pamor_command_tell (self, "file", self->args[3]);
  return PAMOR_EXIT_DONE;
}

/** pamor_job_catalogue: check, preview or pack, as the second word says; they keep nothing */
PamorExit
pamor_job_catalogue (PamorCommand *self)
{
  if (!pamor_command_parse (self, NULL, -1) || self->n_args < 3)
    return pamor_command_usage (self);
  if (g_str_equal (self->args[1], "check"))
    return check_files (self);
  if (self->n_args == 4 && g_str_equal (self->args[1], "preview"))
    return preview_service (self);
  if (self->n_args == 4 && g_str_equal (self->args[1], "pack"))
    return pack_folder (self);
  return pamor_command_usage (self);
}

/**
 * pamor_job_prepare:
 *
 * Tells what a citizen gets ready for a service, after the catalogue of the program; as a message
 * to be sent with --message. With --json it is both.
 */
PamorExit
pamor_job_prepare (PamorCommand *self)
{
  gboolean as_message = FALSE;
  const GOptionEntry options[] = {
    { "message", 0, 0, G_OPTION_ARG_NONE, &as_message, NULL, NULL }, { NULL }
  };
  PamorCatalogue *catalogue = pamor_catalogue_get_builtin ();
  const PamorService *service;
  g_autofree char *text = NULL, *message = NULL;
  g_autoptr (GError) error = NULL;

  if (!pamor_command_parse (self, options, 1))
    return pamor_command_usage (self);
  service = find_service (catalogue, self->args[1], &error);
  if (service == NULL)
    return pamor_command_fail (self, error);
  text = pamor_checklist_dup_text (service, catalogue);
  message = pamor_checklist_dup_message (service, catalogue);
  if (!as_message)
    pamor_command_say (self, "%s\n", service->name);
  pamor_command_say (self, "%s", as_message ? message : text);
  pamor_command_tell (self, "service", service->code);
  pamor_command_tell (self, "text", text);
  pamor_command_tell (self, "message", message);
  return PAMOR_EXIT_DONE;
}
