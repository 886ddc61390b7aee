/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The job of a whole list: the good rows of a table become drafts that belong together, the bad
 * ones are written out again with their reasons. */
#include "base/pamor-error.h"
#include "base/pamor-uuid.h"
#include "cli/pamor-command.h"
#include "domain/pamor-batch.h"
#include "domain/pamor-catalogue.h"

#include <glib/gi18n-lib.h>

/* A draft with another one could not be opened again. */
static gboolean
check_activity (PamorCatalogue  *catalogue,
                const char      *activity,
                GError         **error)
{
  g_auto (GStrv) known = pamor_catalogue_list_activities (catalogue);
  g_autofree char *all = g_strjoinv (", ", known);

  if (activity == NULL || g_strv_contains ((const char *const *) known, activity))
    return TRUE;
  g_set_error (error, PAMOR_ERROR, PAMOR_ERROR_INVALID,
               _("unknown %s “%s”; expected one of: %s"), _("activity"), activity, all);
  return FALSE;
}

static PamorBatch *
load_batch (PamorCommand  *self,
            PamorStore    *store,
            const char    *activity,
            GError       **error)
{
  g_autoptr (PamorCatalogue) catalogue = pamor_command_read_catalogue (self, store);
  PamorTable *table = NULL;
  PamorBatch *batch;
  GDate today;

  if (check_activity (catalogue, activity, error))
    table = pamor_table_read_file (self->args[2], error);
  if (table == NULL)
    return NULL;
  batch = pamor_batch_new (catalogue, self->args[1], table, error);
  if (batch == NULL)
    return NULL;
  pamor_batch_set_activity (batch, activity);
  pamor_clock_get_today (self->clock, &today);
  pamor_batch_advance (batch, &today, G_MAXUINT);
  return batch;
}

static void
add_draft (PamorCommand        *self,
           const PamorBatchRow *row,
           const char          *case_id,
           const char          *case_name,
           GPtrArray           *items,
           GPtrArray           *forms)
{
  PamorSubmission *item = pamor_submission_new ();
  GDate today;

  pamor_clock_get_today (self->clock, &today);
  pamor_form_set_case (row->form, case_id,
                       case_name != NULL ? case_name : _("A list of people"), 0);
  item->id = pamor_uuid_new (self->clock);
  pamor_form_describe (row->form, &today, item);
  g_ptr_array_add (items, item);
  g_ptr_array_add (forms, pamor_form_to_bytes (row->form));
}

static gboolean
save_good (PamorCommand  *self,
           PamorStore    *store,
           PamorBatch    *batch,
           const char    *name,
           GError       **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autofree char *case_id = pamor_uuid_new (self->clock);
  g_autoptr (GAsyncResult) result = NULL;

  for (guint i = 0; i < pamor_batch_count (batch); i++)
    {
      const PamorBatchRow *row = pamor_batch_get_row (batch, i);

      if (!row->bad)
        add_draft (self, row, case_id, name, items, forms);
    }
  pamor_store_save_drafts_async (store, items, forms, pamor_command_on_ready, &result);
  return pamor_store_save_drafts_finish (store, pamor_command_await (&result), error);
}

static gboolean
write_bad (PamorBatch  *batch,
           const char  *path,
           GError     **error)
{
  g_autoptr (GBytes) csv = pamor_batch_export_bad (batch);

  return pamor_command_write_file (path, csv, error);
}

static void
tell (PamorCommand *self,
      PamorBatch   *batch)
{
  guint bad = pamor_batch_count_bad (batch), good = pamor_batch_count (batch) - bad;
  g_autofree char *good_text = g_strdup_printf ("%u", good);
  g_autofree char *bad_text = g_strdup_printf ("%u", bad);

  for (guint i = 0; i < pamor_batch_count (batch); i++)
    {
      const PamorBatchRow *row = pamor_batch_get_row (batch, i);

      for (guint j = 0; row->bad && j < row->problems->len; j++)
        pamor_command_say (self, _("row %u: %s"), i + 1,
                           ((PamorProblem *) row->problems->pdata[j])->message);
    }
  pamor_command_say (self, _("%u rows entered as drafts, %u refused"), good, bad);
  pamor_command_tell (self, "entered", good_text);
  pamor_command_tell (self, "refused", bad_text);
}

/**
 * pamor_job_import:
 *
 * Makes the good rows drafts of one case, all of them or none, and says of each bad row why it is
 * refused; --refused gets these rows with their reasons, before anything is kept.
 *
 * Returns: PERSON where rows were refused
 */
PamorExit
pamor_job_import (PamorCommand *self)
{
  g_autofree char *activity = NULL, *name = NULL, *refused = NULL;
  const GOptionEntry options[] = {
    { "activity", 0, 0, G_OPTION_ARG_STRING, &activity, NULL, NULL },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
    { "refused", 0, 0, G_OPTION_ARG_FILENAME, &refused, NULL, NULL },
    { NULL }
  };
  g_autoptr (PamorStore) store = NULL;
  g_autoptr (PamorBatch) batch = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (!pamor_command_parse (self, options, 2))
    return pamor_command_usage (self);
  store = pamor_command_open_store (self, &error);
  if (store == NULL)
    return pamor_command_fail (self, error);
  batch = load_batch (self, store, activity, &error);
  done = batch != NULL && (refused == NULL || write_bad (batch, refused, &error))
         && save_good (self, store, batch, name, &error);
  pamor_store_close (store);
  if (!done)
    return pamor_command_fail (self, error);
  tell (self, batch);
  return pamor_batch_count_bad (batch) > 0 ? PAMOR_EXIT_PERSON : PAMOR_EXIT_DONE;
}
