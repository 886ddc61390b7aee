/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The jobs on the outbox: submit, withdraw, list, receipt. */
#include "base/pamor-error.h"
#include "base/pamor-uuid.h"
#include "cli/pamor-command.h"
#include "cli/pamor-job-form.h"
#include "domain/pamor-form-changes.h"
#include "sync/pamor-discovery.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Every --photo and --pdf must read "REQUIREMENT=FILE"; tells of one that does not */
static gboolean
check_photos (PamorCommand  *self,
              char         **photos)
{
  for (char **photo = photos; photo != NULL && *photo != NULL; photo++)
    if (strchr (*photo, '=') == NULL)
      {
        g_autofree char *detail
          = g_strdup_printf (_("--photo and --pdf want REQUIREMENT=FILE, not %s"), *photo);

        pamor_command_complain (self, "detail", detail);
        return FALSE;
      }
  return TRUE;
}

/* Returns: how many pages the file has, after @page was added to the form; 0 with an error */
static guint
add_page (PamorCommand  *self,
          PamorForm     *form,
          const char    *requirement,
          const char    *path,
          guint          page,
          gint64         limit,
          GError       **error)
{
  g_autofree char *id = pamor_uuid_new (self->clock);
  g_autoptr (PamorPhoto) photo = pamor_job_shrink_file (path, limit, page, error);
  g_autoptr (PamorAttachment) attachment = NULL;

  if (photo == NULL)
    return 0;
  attachment = pamor_attachment_new (id, requirement, photo->jpeg);
  pamor_form_add_attachment (form, attachment);
  return photo->pages;
}

/* Shrinks one "REQUIREMENT=FILE" and adds it to the form, page by page; or leaves it the PDF that
 * it is. One page more than there is room for is enough to be told of it. */
static gboolean
add_photo (PamorCommand  *self,
           PamorForm     *form,
           const char    *argument,
           gboolean       whole,
           gint64         limit,
           GError       **error)
{
  const char *equals = strchr (argument, '=');
  g_autofree char *code = g_strndup (argument, equals - argument);
  const PamorRequirement *requirement =
    pamor_service_find_requirement (pamor_form_get_service (form), code);
  guint pages = 1;

  if (requirement == NULL)
    {
      g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID, _("This service has no document %s"),
                   code);
      return FALSE;
    }
  if (whole)
    return add_page (self, form, code, equals + 1, PAMOR_PHOTO_WHOLE_PDF, limit, error) > 0;
  for (guint page = 0; page < MIN (pages, requirement->max + 1); page++)
    {
      pages = add_page (self, form, code, equals + 1, page, limit, error);
      if (pages == 0)
        return FALSE;
    }
  return TRUE;
}

/* (nullable) (transfer none): the submission @id, which must be there */
static PamorSubmission *
find (PamorStore  *store,
      const char  *id,
      GError     **error)
{
  PamorSubmission *item = pamor_store_find (store, id);

  if (item == NULL)
    g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_NOT_FOUND, _("There is no submission %s"), id);
  return item;
}

static gboolean
has_photo_of (PamorForm  *form,
              const char *requirement)
{
  GPtrArray *photos = pamor_form_get_attachments (form);

  for (guint i = 0; i < photos->len; i++)
    if (g_str_equal (((PamorAttachment *) photos->pdata[i])->requirement, requirement))
      return TRUE;
  return FALSE;
}

/* What was sent before goes again where nothing else was given in its place. */
static void
add_kept_photos (PamorForm       *form,
                 PamorSubmission *before)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; i < before->attachments->len; i++)
    if (!has_photo_of (form, ((PamorAttachment *) before->attachments->pdata[i])->requirement))
      g_ptr_array_add (kept, before->attachments->pdata[i]);
  for (guint i = 0; i < kept->len; i++)
    {
      g_autoptr (PamorAttachment) photo = pamor_attachment_copy (kept->pdata[i]);

      pamor_form_add_attachment (form, photo);
    }
}

/* Returns: (transfer full): what is to be sealed: something new, a revision, or something new in
 * place of @before */
static PamorSubmission *
begin (PamorCommand     *self,
       PamorStore       *store,
       PamorSubmission  *before,
       GError          **error)
{
  g_autoptr (PamorSubmission) item = NULL;
  g_autofree char *id = pamor_uuid_new (self->clock);
  g_autoptr (GAsyncResult) result = NULL;

  if (before != NULL && pamor_submission_get_correction (before) == PAMOR_CORRECTION_ANEW)
    {
      pamor_store_begin_anew_async (store, before->id, id, pamor_command_on_ready, &result);
      item = pamor_store_begin_anew_finish (store, pamor_command_await (&result), error);
      return item == NULL ? NULL : pamor_submission_copy (item);
    }
  if (before != NULL)
    return pamor_submission_copy (before);
  item = pamor_submission_new ();
  item->id = g_steal_pointer (&id);
  return g_steal_pointer (&item);
}

/* Returns: (transfer full) (nullable): what @form changes of @before, in words */
static char *
describe_changes (PamorStore      *store,
                  PamorForm       *form,
                  PamorSubmission *before)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (PamorForm) was = NULL;

  pamor_store_read_sealed_form_async (store, before->id, pamor_command_on_ready, &result);
  bytes = pamor_store_read_sealed_form_finish (store, pamor_command_await (&result), NULL);
  if (bytes != NULL)
    was = pamor_form_new_from_bytes (pamor_form_get_catalogue (form), bytes, before->id, NULL);
  return was != NULL ? pamor_form_describe_changes (was, form) : NULL;
}

/* @before: (nullable): what it corrects */
static PamorSubmission *
seal (PamorCommand     *self,
      PamorStore       *store,
      PamorForm        *form,
      PamorSubmission  *before,
      GError          **error)
{
  g_autoptr (PamorSubmission) item = begin (self, store, before, error);
  g_autoptr (GBytes) draft = pamor_form_to_bytes (form);
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (GPtrArray) manifest = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GDate today;

  if (item == NULL)
    return NULL;
  if (before != NULL)
    item->changes = describe_changes (store, form, before);
  pamor_clock_get_today (self->clock, &today);
  pamor_form_describe (form, &today, item);
  payload = pamor_form_freeze (form, item->id, item->server_revision + 1, item->replaces,
                               pamor_clock_get_wall (self->clock));
  manifest = pamor_form_list_sent_attachments (form); /* of the day that the payload is of */
  pamor_store_seal_async (store, item, draft, payload, manifest, pamor_command_on_ready, &result);
  return pamor_store_seal_finish (store, pamor_command_await (&result), error);
}

static gboolean
add_photos (PamorCommand  *self,
            PamorStore    *store,
            PamorForm     *form,
            char         **photos,
            char         **pdfs,
            GError       **error)
{
  g_autoptr (PamorDiscovery) discovery = pamor_discovery_load (store);

  if (pdfs != NULL && !discovery->takes_pdf)
    {
      g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_INVALID,
                           _("This server takes no PDF as it is: give it with --photo"));
      return FALSE;
    }
  for (char **photo = photos; photo != NULL && *photo != NULL; photo++)
    if (!add_photo (self, form, *photo, FALSE, discovery->attachment_bytes, error))
      return FALSE;
  for (char **pdf = pdfs; pdf != NULL && *pdf != NULL; pdf++)
    if (!add_photo (self, form, *pdf, TRUE, discovery->attachment_bytes, error))
      return FALSE;
  return TRUE;
}

/* What was not sent back stays as it is: a draft too, which is no form's but its own. */
static gboolean
check_correction (PamorSubmission  *before,
                  PamorForm        *form,
                  GError          **error)
{
  const char *service = pamor_form_get_service (form)->code;

  if (before->replaced_by != NULL)
    g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_CONFLICT,
                 _("%s was replaced already, by %s: correct that one"), before->id,
                 before->replaced_by);
  else if (!pamor_submission_can_correct (before))
    g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID, _("%s did not come back to be corrected"),
                 before->id);
  else if (!g_str_equal (before->service, service))
    g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID,
                 _("%s is of the service %s, the form of %s"), before->id, before->service,
                 service);
  else
    return TRUE;
  return FALSE;
}

static PamorExit
submit (PamorCommand  *self,
        PamorStore    *store,
        char         **photos,
        char         **pdfs,
        const char    *corrects,
        GError       **error)
{
  g_autoptr (PamorCatalogue) catalogue = pamor_command_read_catalogue (self, store);
  g_autoptr (PamorForm) form = pamor_job_load_form (catalogue, self->args[1], error);
  g_autoptr (PamorSubmission) item = NULL;
  PamorSubmission *before = NULL;
  PamorExit result;

  if (form == NULL
      || (corrects != NULL && ((before = find (store, corrects, error)) == NULL
                               || !check_correction (before, form, error))))
    return PAMOR_EXIT_FAILED;
  if (pamor_form_get_attachments (form)->len > 0)
    {
      g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID,
                   _("%s: $.attachments: photos are given with --photo"), self->args[1]);
      return PAMOR_EXIT_FAILED;
    }
  if (!add_photos (self, store, form, photos, pdfs, error))
    return PAMOR_EXIT_FAILED;
  if (before != NULL)
    add_kept_photos (form, before);

  result = pamor_job_tell_problems (self, form);
  if (result != PAMOR_EXIT_DONE)
    return result;
  item = seal (self, store, form, before, error);
  if (item == NULL)
    return PAMOR_EXIT_FAILED;
  pamor_command_say (self, "%s", item->id);
  pamor_command_tell (self, "id", item->id);
  return PAMOR_EXIT_DONE;
}

/**
 * pamor_job_submit:
 *
 * Seals a form with its photos into the queue and prints its id; nothing is sent yet. With
 * --corrects it takes the place of what the city sent back.
 *
 * Returns: as pamor_job_tell_problems() where it cannot be sealed
 */
PamorExit
pamor_job_submit (PamorCommand *self)
{
  g_auto (GStrv) photos = NULL, pdfs = NULL;
  g_autofree char *corrects = NULL;
  const GOptionEntry options[] = {
    { "photo", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &photos, NULL, NULL },
    { "pdf", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &pdfs, NULL, NULL },
    { "corrects", 0, 0, G_OPTION_ARG_STRING, &corrects, NULL, NULL },
    { NULL }
  };
  g_autoptr (PamorStore) store = NULL;
  g_autoptr (GError) error = NULL;
  PamorExit result = PAMOR_EXIT_FAILED;

  if (!pamor_command_parse (self, options, 1) || !check_photos (self, photos) ||
      !check_photos (self, pdfs))
    return pamor_command_usage (self);

  store = pamor_command_open_store (self, &error);
  if (store != NULL)
    {
      result = submit (self, store, photos, pdfs, corrects, &error);
      pamor_store_close (store);
    }
  return error == NULL ? result : pamor_command_fail (self, error);
}

/* Asked of the server by the next sync; one that it never saw is gone by that too. */
static gboolean
withdraw (PamorStore  *store,
          const char  *id,
          GError     **error)
{
  PamorSubmission *item = find (store, id, error);
  g_autoptr (PamorSubmission) asked = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  if (item == NULL)
    return FALSE;
  if (!pamor_submission_can_withdraw (item))
    {
      g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID, _("%s can’t be withdrawn any more"),
                   id);
      return FALSE;
    }
  asked = pamor_submission_copy (item);
  asked->state = PAMOR_STATE_WITHDRAWING;
  asked->attempts = 0;
  asked->next_at = 0;
  pamor_submission_set_reason (asked, NULL, NULL, NULL);
  pamor_store_keep_progress_async (store, asked, pamor_command_on_ready, &result);
  return pamor_store_keep_progress_finish (store, pamor_command_await (&result), error);
}

/** pamor_job_withdraw: marks a submission to be taken back; the city is asked by the next sync */
PamorExit
pamor_job_withdraw (PamorCommand *self)
{
  g_autoptr (PamorStore) store = NULL;
  g_autoptr (GError) error = NULL;

  if (!pamor_command_parse (self, NULL, 1))
    return pamor_command_usage (self);
  store = pamor_command_open_store (self, &error);
  if (store == NULL)
    return pamor_command_fail (self, error);
  withdraw (store, self->args[1], &error);
  pamor_store_close (store);
  return error == NULL ? PAMOR_EXIT_DONE : pamor_command_fail (self, error);
}

/** pamor_job_list: tells everything that was entered, drafts too, newest first */
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
      pamor_command_tell_item (self, store, item);
      json_builder_end_object (self->out);
    }
  json_builder_end_array (self->out);
  if (g_list_model_get_n_items (items) == 0)
    pamor_command_say (self, "%s", _("Nothing has been entered yet."));
  pamor_store_close (store);
  return PAMOR_EXIT_DONE;
}

/**
 * pamor_job_receipt:
 *
 * Prints the city's number alone, for programs that want just that; else how the submission stands.
 *
 * Returns: where there is no number yet, PERSON if a person has to correct it, else FAILED
 */
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

  g_set_object (&item, find (store, self->args[1], &error));
  if (item != NULL && item->number != NULL && !self->json)
    pamor_command_say (self, "%s", item->number);
  else if (item != NULL)
    pamor_command_tell_item (self, store, item);
  pamor_store_close (store);
  if (item == NULL)
    return pamor_command_fail (self, error);
  if (item->number != NULL)
    return PAMOR_EXIT_DONE;
  return item->state == PAMOR_STATE_PARKED ? PAMOR_EXIT_PERSON : PAMOR_EXIT_FAILED;
}
