/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The jobs on the outbox: submit, list, receipt. */
#include "base/pamor-error.h"
#include "base/pamor-uuid.h"
#include "cli/pamor-command.h"
#include "cli/pamor-job-form.h"
#include "sync/pamor-discovery.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Every --photo must read "REQUIREMENT=FILE"; tells of one that does not */
static gboolean
check_photos (PamorCommand  *self,
              char         **photos)
{
  for (char **photo = photos; photo != NULL && *photo != NULL; photo++)
    if (strchr (*photo, '=') == NULL)
      {
        g_autofree char *detail = g_strdup_printf (_("--photo wants REQUIREMENT=FILE, not %s"),
                                                   *photo);

        pamor_command_complain (self, "detail", detail);
        return FALSE;
      }
  return TRUE;
}

/* Shrinks one "REQUIREMENT=FILE" and adds it to the form. */
static gboolean
add_photo (PamorCommand  *self,
           PamorForm     *form,
           const char    *argument,
           gint64         limit,
           GError       **error)
{
  const char *equals = strchr (argument, '=');
  g_autofree char *requirement = NULL, *id = pamor_uuid_new (self->clock);
  g_autoptr (PamorPhoto) photo = NULL;
  g_autoptr (PamorAttachment) attachment = NULL;

  requirement = g_strndup (argument, equals - argument);
  if (pamor_service_find_requirement (pamor_form_get_service (form), requirement) == NULL)
    {
      g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID, _("This service has no document %s"),
                   requirement);
      return FALSE;
    }
  photo = pamor_job_shrink_file (equals + 1, limit, error);
  if (photo == NULL)
    return FALSE;
  attachment = pamor_attachment_new (id, requirement, photo->jpeg);
  pamor_form_add_attachment (form, attachment);
  return TRUE;
}

static PamorSubmission *
seal (PamorCommand  *self,
      PamorStore    *store,
      PamorForm     *form,
      GError       **error)
{
  g_autoptr (PamorSubmission) item = pamor_submission_new ();
  g_autoptr (GBytes) draft = pamor_form_to_bytes (form);
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (GPtrArray) manifest = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GDate today;

  item->id = pamor_uuid_new (self->clock);
  pamor_clock_get_today (self->clock, &today);
  pamor_form_describe (form, &today, item);
  payload = pamor_form_freeze (form, item->id, 1, pamor_clock_get_wall (self->clock));
  manifest = pamor_form_list_sent_attachments (form); /* of the day that the payload is of */
  pamor_store_seal_async (store, item, draft, payload, manifest, pamor_command_on_ready, &result);
  return pamor_store_seal_finish (store, pamor_command_await (&result), error);
}

static PamorExit
submit (PamorCommand  *self,
        PamorStore    *store,
        char         **photos,
        GError       **error)
{
  g_autoptr (PamorCatalogue) catalogue = pamor_command_read_catalogue (self, store);
  g_autoptr (PamorForm) form = pamor_job_load_form (catalogue, self->args[1], error);
  g_autoptr (PamorDiscovery) discovery = pamor_discovery_load (store);
  g_autoptr (PamorSubmission) item = NULL;
  PamorExit result;

  if (form == NULL)
    return PAMOR_EXIT_FAILED;
  if (pamor_form_get_attachments (form)->len > 0)
    {
      g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID,
                   _("%s: $.attachments: photos are given with --photo"), self->args[1]);
      return PAMOR_EXIT_FAILED;
    }
  for (char **photo = photos; photo != NULL && *photo != NULL; photo++)
    if (!add_photo (self, form, *photo, discovery->attachment_bytes, error))
      return PAMOR_EXIT_FAILED;

  result = pamor_job_tell_problems (self, form);
  if (result != PAMOR_EXIT_DONE)
    return result;
  item = seal (self, store, form, error);
  if (item == NULL)
    return PAMOR_EXIT_FAILED;
  pamor_command_say (self, "%s", item->id);
  pamor_command_tell (self, "id", item->id);
  return PAMOR_EXIT_DONE;
}

PamorExit
pamor_job_submit (PamorCommand *self)
{
  g_auto (GStrv) photos = NULL;
  const GOptionEntry options[] = {
    { "photo", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &photos, NULL, NULL }, { NULL }
  };
  g_autoptr (PamorStore) store = NULL;
  g_autoptr (GError) error = NULL;
  PamorExit result = PAMOR_EXIT_FAILED;

  if (!pamor_command_parse (self, options, 1) || !check_photos (self, photos))
    return pamor_command_usage (self);

  store = pamor_command_open_store (self, &error);
  if (store != NULL)
    {
      result = submit (self, store, photos, &error);
      pamor_store_close (store);
    }
  return error == NULL ? result : pamor_command_fail (self, error);
}

PamorExit
pamor_job_list (PamorCommand *self)
{
  g_autoptr (PamorStore) store = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *items;

  if (!pamor_command_parse (self, NULL, 0))
    return pamor_command_usage (self);
  store = pamor_command_open_store (self, &error);
  if (store == NULL)
    return pamor_command_fail (self, error);

  items = pamor_store_get_items (store);
  json_builder_set_member_name (self->out, "items");
  json_builder_begin_array (self->out);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (PamorSubmission) item = g_list_model_get_item (items, i);

      json_builder_begin_object (self->out);
      pamor_command_tell_item (self, item);
      json_builder_end_object (self->out);
    }
  json_builder_end_array (self->out);
  if (g_list_model_get_n_items (items) == 0)
    pamor_command_say (self, "%s", _("Nothing has been entered yet."));
  pamor_store_close (store);
  return PAMOR_EXIT_DONE;
}

PamorExit
pamor_job_receipt (PamorCommand *self)
{
  g_autoptr (PamorStore) store = NULL;
  g_autoptr (PamorSubmission) item = NULL;
  g_autoptr (GError) error = NULL;

  if (!pamor_command_parse (self, NULL, 1))
    return pamor_command_usage (self);
  store = pamor_command_open_store (self, &error);
  if (store == NULL)
    return pamor_command_fail (self, error);

  g_set_object (&item, pamor_store_find (store, self->args[1]));
  pamor_store_close (store);
  if (item == NULL)
    {
      g_set_error (&error, PAMOR_ERROR, PAMOR_ERROR_NOT_FOUND, _("There is no submission %s"),
                   self->args[1]);
      return pamor_command_fail (self, error);
    }
  if (item->number != NULL && !self->json)
    pamor_command_say (self, "%s", item->number);
  else
    pamor_command_tell_item (self, item);
  if (item->number != NULL)
    return PAMOR_EXIT_DONE;
  return item->state == PAMOR_STATE_PARKED ? PAMOR_EXIT_PERSON : PAMOR_EXIT_FAILED;
}
