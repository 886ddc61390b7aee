/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A form out of bytes: a draft of the store or the FORM.json of the command line. Strict: what the
 * service does not know is refused with file and path, never dropped. That answers are wrong is no
 * error here but a problem of pamor_form_check().
 */
#include "domain/pamor-form-private.h"

#include "base/pamor-uuid.h"
#include "domain/pamor-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_ITEMS 100

static void
add_lost (PamorForm  *self,
          const char *what)
{
  g_string_append_printf (self->lost, self->lost->len > 0 ? ", %s" : "%s", what);
}

/* What the service does not know is refused, or where the form has a place for it, named there. */
static void
expect_known (PamorForm         *self,
              PamorJson         *json,
              const char *const *keys)
{
  g_autoptr (GList) members = self->lost != NULL ? pamor_json_get_members (json) : NULL;

  if (self->lost == NULL)
    pamor_json_expect_object (json, keys);
  for (GList *l = members; l != NULL; l = l->next)
    if (!g_strv_contains (keys, l->data) && pamor_json_enter (json, l->data))
      {
        g_autofree char *name = g_strdelimit (g_strdup (l->data), "_", ' ');
        g_autofree char *text = pamor_json_is_text (json) ? pamor_json_dup_string (json) : NULL;

        add_lost (self, name);
        if (text != NULL)
          g_string_append_printf (self->lost, ": %s", text);
        pamor_json_leave (json);
      }
}

static void
read_value (PamorForm       *self,
            PamorJson       *json,
            const PamorPath *path)
{
  g_autofree char *text = pamor_json_dup_string (json);
  g_autofree char *key = pamor_path_format (path);

  if (text != NULL)
    pamor_form_set (self, key, text);
}

static void
read_item (PamorForm        *self,
           PamorJson        *json,
           const PamorField *field,
           int               index)
{
  const char *const *members = pamor_field_get_members (field);
  PamorPath path = { .index = index };

  g_strlcpy (path.field, field->path, sizeof path.field);
  if (*members[0] == '\0')
    {
      read_value (self, json, &path);
      return;
    }
  expect_known (self, json, members);
  for (gsize i = 0; members[i] != NULL; i++)
    if (pamor_json_enter (json, members[i]))
      {
        g_strlcpy (path.member, members[i], sizeof path.member);
        read_value (self, json, &path);
        pamor_json_leave (json);
      }
}

static void
read_field (PamorForm        *self,
            PamorJson        *json,
            const PamorField *field)
{
  guint n;

  if (!pamor_json_enter (json, field->key))
    return;
  if (!field->is_list)
    read_item (self, json, field, PAMOR_PATH_NONE);
  else
    {
      n = pamor_json_count (json);
      if (n > MAX_ITEMS)
        pamor_json_fail (json, _("expected at most %d items"), MAX_ITEMS);
      pamor_form_set_count (self, field->path, MIN (n, MAX_ITEMS));
      for (guint i = 0; pamor_json_enter_item (json, i); i++)
        {
          read_item (self, json, field, i);
          pamor_json_leave (json);
        }
    }
  pamor_json_leave (json);
}

static void
read_section (PamorForm          *self,
              PamorJson          *json,
              const PamorSection *section)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  if (!pamor_json_enter (json, section->key))
    return;
  for (guint i = 0; i < section->fields->len; i++)
    g_ptr_array_add (keys, ((PamorField *) g_ptr_array_index (section->fields, i))->key);
  g_ptr_array_add (keys, NULL);
  expect_known (self, json, (const char *const *) keys->pdata);
  for (guint i = 0; i < section->fields->len; i++)
    read_field (self, json, g_ptr_array_index (section->fields, i));
  pamor_json_leave (json);
}

static void
read_answers (PamorForm *self,
              PamorJson *json)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  GPtrArray *sections = self->service->sections;

  if (!pamor_json_need (json, "answers"))
    return;
  for (guint i = 0; i < sections->len; i++)
    g_ptr_array_add (keys, ((PamorSection *) g_ptr_array_index (sections, i))->key);
  g_ptr_array_add (keys, NULL);
  expect_known (self, json, (const char *const *) keys->pdata);
  for (guint i = 0; i < sections->len; i++)
    read_section (self, json, g_ptr_array_index (sections, i));
  pamor_json_leave (json);
}

typedef void (*ReadItem) (PamorForm *self, PamorJson *json);

static void
read_each (PamorForm  *self,
           PamorJson  *json,
           const char *key,
           ReadItem    read)
{
  if (!pamor_json_enter (json, key))
    return;
  for (guint i = 0; pamor_json_enter_item (json, i); i++)
    {
      read (self, json);
      pamor_json_leave (json);
    }
  pamor_json_leave (json);
}

static void
read_reason (PamorForm *self,
             PamorJson *json)
{
  static const char *const keys[] = { "rule", "path", "reason", NULL };
  g_autofree char *rule = NULL;
  g_autofree char *path = NULL;
  g_autofree char *reason = NULL;

  pamor_json_expect_object (json, keys);
  rule = pamor_json_need_text (json, "rule");
  path = pamor_json_need_text (json, "path");
  reason = pamor_json_need_text (json, "reason");
  if (!pamor_json_has_failed (json) && strchr (rule, ' ') != NULL)
    pamor_json_fail (json, _("“%s” is not the id of a rule"), rule);
  if (!pamor_json_has_failed (json))
    pamor_form_set_reason (self, rule, path, reason);
}

static void
read_consent (PamorForm *self,
              PamorJson *json)
{
  if (!pamor_json_enter (json, "consent"))
    return;
  pamor_json_expect_object (json, pamor_consent_keys);
  for (gsize i = 0; pamor_consent_keys[i] != NULL; i++)
    {
      g_autofree char *value = pamor_json_dup_text (json, pamor_consent_keys[i]);

      if (value != NULL)
        pamor_form_set_consent (self, pamor_consent_keys[i], value);
    }
  pamor_json_leave (json);
}

static gboolean
is_sha256 (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

static void
read_attachment (PamorForm *self,
                 PamorJson *json)
{
  static const char *const keys[] = { "id", "requirement", "media_type", "size", "sha256", NULL };
  g_autoptr (PamorAttachment) attachment = g_new0 (PamorAttachment, 1);

  pamor_json_expect_object (json, keys);
  attachment->id = pamor_json_need_text (json, "id");
  attachment->requirement = pamor_json_need_text (json, "requirement");
  attachment->media_type = pamor_json_need_text (json, "media_type");
  attachment->sha256 = pamor_json_need_text (json, "sha256");
  attachment->size = pamor_json_get_count (json, "size", 1, G_MAXINT, 1);
  if (!pamor_json_has (json, "size"))
    pamor_json_fail (json, _("“%s” is missing"), "size");
  if (pamor_json_has_failed (json))
    return;
  if (!pamor_uuid_is_valid (attachment->id))
    pamor_json_fail (json, _("“%s” is not a UUID"), attachment->id);
  else if (!is_sha256 (attachment->sha256))
    pamor_json_fail (json, _("“%s” is not a SHA-256 digest"), attachment->sha256);
  else
    pamor_form_add_attachment (self, attachment);
}

static void
read_activity (PamorForm *self,
               PamorJson *json)
{
  g_auto (GStrv) known = pamor_catalogue_list_activities (self->catalogue);

  self->activity = pamor_json_dup_text (json, "activity");
  if (self->activity == NULL || g_strv_contains ((const char *const *) known, self->activity))
    return;
  if (self->lost != NULL)
    {
      add_lost (self, self->activity);
      g_clear_pointer (&self->activity, g_free);
    }
  else
    pamor_json_fail_unknown (json, "$.activity", _("activity"), self->activity,
                             (const char *const *) known);
}

static void
read_case (PamorForm *self,
           PamorJson *json)
{
  static const char *const keys[] = { "id", "name", "order", NULL };

  if (!pamor_json_enter (json, "case"))
    return;
  pamor_json_expect_object (json, keys);
  self->case_id = pamor_json_need_text (json, "id");
  self->case_name = pamor_json_dup_text (json, "name");
  self->case_order = pamor_json_get_count (json, "order", 0, 1000, 0);
  if (self->case_id != NULL && !pamor_uuid_is_valid (self->case_id))
    pamor_json_fail (json, _("“%s” is not a UUID"), self->case_id);
  pamor_json_leave (json);
}

static PamorForm *
read_service (PamorCatalogue *catalogue,
              PamorJson      *json)
{
  static const char *const keys[] = { "service", "catalogue", "activity",    "case", "answers",
                                      "reasons", "consent",   "attachments", NULL };
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  g_autoptr (GPtrArray) services = pamor_catalogue_search_services (catalogue, "");
  g_autofree char *code = NULL;
  const PamorService *service;

  pamor_json_expect_object (json, keys);
  code = pamor_json_need_text (json, "service");
  if (code == NULL)
    return NULL;
  for (guint i = 0; i < services->len; i++)
    g_ptr_array_add (known, ((PamorService *) g_ptr_array_index (services, i))->code);
  g_ptr_array_add (known, NULL);
  service = pamor_catalogue_find_service (catalogue, code);
  if (service != NULL)
    return pamor_form_begin (catalogue, service, FALSE);
  pamor_json_fail_unknown (json, "$.service", _("service"), code,
                           (const char *const *) known->pdata);
  return NULL;
}

/* @older: what the service does not know is named, not refused */
static PamorForm *
read_form (PamorCatalogue  *catalogue,
           GBytes          *bytes,
           const char      *file,
           gboolean         older,
           GError         **error)
{
  g_autoptr (PamorJson) json = pamor_json_new (bytes, file);
  g_autoptr (PamorForm) self = read_service (catalogue, json);
  g_autofree char *version = NULL;

  if (self != NULL)
    {
      self->lost = older ? g_string_new (NULL) : NULL;
      version = pamor_json_dup_text (json, "catalogue");
      read_activity (self, json);
      read_case (self, json);
      read_answers (self, json);
      read_each (self, json, "reasons", read_reason);
      read_consent (self, json);
      read_each (self, json, "attachments", read_attachment);
    }
  return pamor_json_finish (json, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * pamor_form_new_from_bytes:
 * @json: of pamor_form_to_bytes(), or written by hand
 * @file: the name that errors begin with
 *
 * A form begun with another version of the catalogue loads as long as this one has its fields.
 *
 * Returns: (transfer full) (nullable): the form; %NULL with PAMOR_ERROR_INVALID that names file,
 * path and what is expected
 */
PamorForm *
pamor_form_new_from_bytes (PamorCatalogue  *catalogue,
                           GBytes          *json,
                           const char      *file,
                           GError         **error)
{
  g_return_val_if_fail (catalogue != NULL && json != NULL && file != NULL, NULL);

  return read_form (catalogue, json, file, FALSE, error);
}

/**
 * pamor_form_new_from_older:
 * @json: of pamor_form_to_bytes() with a catalogue that is kept no more
 *
 * As pamor_form_new_from_bytes(), but what the service no longer asks keeps nobody from the rest:
 * pamor_form_dup_lost() names it.
 *
 * Returns: (transfer full) (nullable): the form
 */
PamorForm *
pamor_form_new_from_older (PamorCatalogue  *catalogue,
                           GBytes          *json,
                           const char      *file,
                           GError         **error)
{
  g_return_val_if_fail (catalogue != NULL && json != NULL && file != NULL, NULL);

  return read_form (catalogue, json, file, TRUE, error);
}
