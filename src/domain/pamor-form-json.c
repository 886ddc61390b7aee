/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A form as bytes: the draft, which keeps all, and the frozen payload, which is what the city gets.
 * Both in the order of the catalogue, so the same answers give the same bytes.
 */
#include "domain/pamor-form-private.h"

#include "base/pamor-clock.h"
#include "domain/pamor-field.h"

#include <string.h>

static void
add_text (JsonBuilder *builder,
          const char  *key,
          const char  *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, text);
}

/* Returns: (transfer full) (nullable): a value for the payload when @frozen, else for the draft */
static char *
get_value (PamorForm       *self,
           const PamorPath *path,
           gboolean         frozen)
{
  g_autofree char *key = NULL;

  if (frozen)
    return pamor_form_dup_normal (self, path);
  key = pamor_path_format (path);
  return g_strdup (pamor_form_get (self, key));
}

static void
add_item (PamorForm        *self,
          JsonBuilder      *builder,
          const PamorField *field,
          int               index,
          gboolean          frozen)
{
  const char *const *members = pamor_field_get_members (field);
  gboolean single = *members[0] == '\0';
  PamorPath path = { .index = index };

  g_strlcpy (path.field, field->path, sizeof path.field);
  if (!single)
    json_builder_begin_object (builder);
  for (gsize i = 0; members[i] != NULL; i++)
    {
      g_autofree char *value = NULL;

      g_strlcpy (path.member, members[i], sizeof path.member);
      value = get_value (self, &path, frozen);
      if (single)
        json_builder_add_string_value (builder, value == NULL ? "" : value);
      else
        add_text (builder, members[i], value);
    }
  if (!single)
    json_builder_end_object (builder);
}

static gboolean
has_answer (PamorForm        *self,
            const PamorField *field,
            gboolean          frozen)
{
  const char *const *members = pamor_field_get_members (field);
  PamorPath path = { .index = PAMOR_PATH_NONE };

  if (field->is_list)
    return pamor_form_get_count (self, field->path) > 0;
  g_strlcpy (path.field, field->path, sizeof path.field);
  for (gsize i = 0; members[i] != NULL; i++)
    {
      g_autofree char *value = NULL;

      g_strlcpy (path.member, members[i], sizeof path.member);
      value = get_value (self, &path, frozen);
      if (value != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
add_field (PamorForm        *self,
           JsonBuilder      *builder,
           const PamorField *field,
           gboolean          frozen)
{
  if (frozen && !pamor_form_shows_field (self, field))
    return;
  if (!has_answer (self, field, frozen))
    return;
  json_builder_set_member_name (builder, field->key);
  if (!field->is_list)
    {
      add_item (self, builder, field, PAMOR_PATH_NONE, frozen);
      return;
    }
  json_builder_begin_array (builder);
  for (guint i = 0; i < pamor_form_get_count (self, field->path); i++)
    add_item (self, builder, field, i, frozen);
  json_builder_end_array (builder);
}

static void
add_answers (PamorForm   *self,
             JsonBuilder *builder,
             gboolean     frozen)
{
  json_builder_set_member_name (builder, "answers");
  json_builder_begin_object (builder);
  for (guint i = 0; i < self->service->sections->len; i++)
    {
      PamorSection *section = g_ptr_array_index (self->service->sections, i);

      if (frozen && !pamor_form_shows_section (self, section))
        continue;
      json_builder_set_member_name (builder, section->key);
      json_builder_begin_object (builder);
      for (guint j = 0; j < section->fields->len; j++)
        add_field (self, builder, g_ptr_array_index (section->fields, j), frozen);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
add_reason (JsonBuilder *builder,
            const char  *key,
            const char  *text)
{
  g_auto (GStrv) parts = g_strsplit (key, " ", 2);

  json_builder_begin_object (builder);
  add_text (builder, "rule", parts[0]);
  add_text (builder, "path", parts[1]);
  add_text (builder, "reason", text);
  json_builder_end_object (builder);
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  return strcmp (a, b);
}

/* Of the draft all reasons; of the payload only those of warnings that are there. */
static void
add_reasons (PamorForm   *self,
             JsonBuilder *builder,
             gboolean     frozen)
{
  json_builder_set_member_name (builder, "reasons");
  json_builder_begin_array (builder);
  if (frozen)
    {
      g_autoptr (GPtrArray) problems = pamor_form_check (self, &self->today);

      for (guint i = 0; i < problems->len; i++)
        {
          PamorProblem *problem = g_ptr_array_index (problems, i);
          g_autofree char *key = g_strdup_printf ("%s %s", problem->rule, problem->path);

          if (problem->reason != NULL)
            add_reason (builder, key, problem->reason);
        }
    }
  else
    {
      g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (self->reasons), compare_keys);

      for (GList *l = keys; l != NULL; l = l->next)
        add_reason (builder, l->data, g_hash_table_lookup (self->reasons, l->data));
    }
  json_builder_end_array (builder);
}

static void
add_consent (PamorForm   *self,
             JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "consent");
  json_builder_begin_object (builder);
  for (gsize i = 0; pamor_consent_keys[i] != NULL; i++)
    add_text (builder, pamor_consent_keys[i], pamor_form_get_consent (self, pamor_consent_keys[i]));
  json_builder_end_object (builder);
}

static void
add_attachments (JsonBuilder *builder,
                 GPtrArray   *attachments)
{
  json_builder_set_member_name (builder, "attachments");
  json_builder_begin_array (builder);
  for (guint i = 0; i < attachments->len; i++)
    {
      PamorAttachment *attachment = g_ptr_array_index (attachments, i);

      json_builder_begin_object (builder);
      add_text (builder, "id", attachment->id);
      add_text (builder, "requirement", attachment->requirement);
      add_text (builder, "media_type", attachment->media_type);
      json_builder_set_member_name (builder, "size");
      json_builder_add_int_value (builder, attachment->size);
      add_text (builder, "sha256", attachment->sha256);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_case (PamorForm   *self,
          JsonBuilder *builder)
{
  if (self->case_id == NULL)
    return;
  json_builder_set_member_name (builder, "case");
  json_builder_begin_object (builder);
  add_text (builder, "id", self->case_id);
  add_text (builder, "name", self->case_name != NULL ? self->case_name : ""); /* E-Open wants one */
  json_builder_set_member_name (builder, "order");
  json_builder_add_int_value (builder, self->case_order);
  json_builder_end_object (builder);
}

static GBytes *
make_bytes (JsonBuilder *builder,
            gboolean     pretty)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  gsize length;
  char *text;

  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, pretty);
  text = json_generator_to_data (generator, &length);
  return g_bytes_new_take (text, length);
}

/**
 * pamor_form_to_bytes:
 *
 * Returns: (transfer full): all of the form as JSON, hidden answers too, for
 * pamor_form_new_from_bytes(); of the photos only what the manifest says
 */
GBytes *
pamor_form_to_bytes (PamorForm *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (PAMOR_IS_FORM (self), NULL);

  json_builder_begin_object (builder);
  add_text (builder, "service", self->service->code);
  add_text (builder, "catalogue", pamor_catalogue_get_version (self->catalogue));
  add_text (builder, "activity", self->activity);
  add_case (self, builder);
  add_answers (self, builder, FALSE);
  add_reasons (self, builder, FALSE);
  add_consent (self, builder);
  add_attachments (builder, self->attachments);
  json_builder_end_object (builder);
  return make_bytes (builder, TRUE);
}

/**
 * pamor_form_freeze:
 * @id: UUIDv7 of the submission
 * @revision: from 1
 * @replaces: (nullable): id of the submission that it is handed in in place of
 * @captured_at: wall clock, us; its local day is the day that conditions are asked for
 *
 * What is sent: normalized, without what is hidden or not asked for. The same form, id, revision
 * (and what it replaces) and time give the same bytes.
 *
 * Returns: (transfer full): JSON
 */
GBytes *
pamor_form_freeze (PamorForm  *self,
                   const char *id,
                   guint       revision,
                   const char *replaces,
                   gint64      captured_at)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (captured_at / G_USEC_PER_SEC);
  g_autoptr (GPtrArray) sent = NULL;
  g_autofree char *time = NULL;

  g_return_val_if_fail (PAMOR_IS_FORM (self) && id != NULL && at != NULL, NULL);

  g_date_set_dmy (&self->today, g_date_time_get_day_of_month (at), g_date_time_get_month (at),
                  g_date_time_get_year (at));
  time = pamor_clock_format_utc (captured_at);
  sent = pamor_form_list_sent_attachments (self);
  json_builder_begin_object (builder);
  add_text (builder, "id", id);
  json_builder_set_member_name (builder, "revision");
  json_builder_add_int_value (builder, revision);
  add_text (builder, "replaces", replaces);
  add_text (builder, "service", self->service->code);
  add_text (builder, "kind", self->service->kind);
  add_text (builder, "catalogue", pamor_catalogue_get_version (self->catalogue));
  add_text (builder, "activity", self->activity);
  add_case (self, builder);
  add_text (builder, "captured_at", time);
  add_answers (self, builder, TRUE);
  add_reasons (self, builder, TRUE);
  add_consent (self, builder);
  add_attachments (builder, sent);
  json_builder_end_object (builder);
  return make_bytes (builder, FALSE);
}
