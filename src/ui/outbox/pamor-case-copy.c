/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was entered in one form of a family's case goes over into its drafts that are still empty
 * there: answers and photos, as the bundle says. Main thread; one step waits for the other. Each
 * draft is saved whole, after its photos: a crash in between leaves it as it was, or with a photo
 * that nothing names. */
#include "ui/outbox/pamor-case-copy.h"

#include "base/pamor-uuid.h"
#include "domain/pamor-form.h"
#include "ui/form/pamor-form-reading.h"

/** Copying: from one form to the drafts of its case */
typedef struct
{
  /* Owned */
  PamorDesk             *desk;
  PamorSubmission       *from;
  PamorForm             *source; /* (nullable): once it is read */
  GPtrArray             *drafts; /* of PamorSubmission, still to be served */

  /* Owned, of the draft that is being served */
  PamorForm             *form;
  GPtrArray             *photos; /* of PamorAttachment, still to be taken */
  PamorAttachment       *photo;  /* (nullable): on its way */
  const PamorBundleCopy *copy;   /* borrowed from the catalogue */
} Copying;

static void
copying_free (Copying *self)
{
  g_object_unref (self->desk);
  g_object_unref (self->from);
  g_clear_object (&self->source);
  g_ptr_array_unref (self->drafts);
  g_clear_object (&self->form);
  g_clear_pointer (&self->photos, g_ptr_array_unref);
  g_clear_pointer (&self->photo, pamor_attachment_free);
  g_free (self);
}

static void on_draft_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_photo_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_photo_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_saved_cb      (GObject *source, GAsyncResult *result, gpointer user_data);

/* Returns: (nullable): the bundle that the case of @item was begun from */
static const PamorBundle *
find_bundle (PamorDesk       *desk,
             PamorSubmission *item)
{
  GPtrArray *bundles;

  g_assert (PAMOR_IS_DESK (desk) && PAMOR_IS_SUBMISSION (item));

  bundles = pamor_catalogue_get_bundles (pamor_desk_get_catalogue (desk));
  for (guint i = 0; item->case_name != NULL && i < bundles->len; i++)
    if (g_str_equal (((PamorBundle *) bundles->pdata[i])->name, item->case_name))
      return bundles->pdata[i];
  return NULL;
}

static const PamorBundleCopy *
find_copy (const PamorBundle *bundle,
           const char        *from,
           const char        *to)
{
  for (guint i = 0; i < bundle->copies->len; i++)
    {
      const PamorBundleCopy *copy = bundle->copies->pdata[i];

      if (g_str_equal (copy->from, from) && g_str_equal (copy->to, to))
        return copy;
    }
  return NULL;
}

static void
list_drafts (Copying           *self,
             const PamorBundle *bundle)
{
  GListModel *items = pamor_store_get_items (pamor_desk_get_store (self->desk));

  for (guint i = 0; bundle != NULL && i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr(PamorSubmission) item = g_list_model_get_item (items, i);

      if (g_strcmp0 (item->case_id, self->from->case_id) == 0
          && item->state == PAMOR_STATE_DRAFT
          && find_copy (bundle, self->from->service, item->service) != NULL)
        g_ptr_array_add (self->drafts, g_steal_pointer (&item));
    }
}

static void
next_draft (GTask *task)
{
  Copying *self = g_task_get_task_data (task);
  PamorSubmission *draft;

  if (self->drafts->len == 0)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  draft = self->drafts->pdata[0];
  pamor_form_reading_async (self->desk, draft->id, FALSE, on_draft_read_cb, task);
}

static void
on_source_read_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Copying *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->source = pamor_form_reading_finish (result, &error);
  if (self->source == NULL)
    g_task_return_error (task, error);
  else
    next_draft (g_steal_pointer (&task));
}

static void
save_draft (GTask *task)
{
  Copying *self = g_task_get_task_data (task);
  PamorStore *store = pamor_desk_get_store (self->desk);
  g_autoptr(PamorSubmission) item = pamor_submission_copy (self->drafts->pdata[0]);
  g_autoptr(GBytes) bytes = pamor_form_to_bytes (self->form);
  GDate today;

  pamor_clock_get_today (pamor_desk_get_clock (self->desk), &today);
  pamor_form_describe (self->form, &today, item);
  pamor_store_save_draft_async (store, item, bytes, on_saved_cb, task);
}

static void
next_photo (GTask *task)
{
  Copying *self = g_task_get_task_data (task);

  if (self->photos->len == 0)
    return save_draft (task);
  self->photo = g_ptr_array_steal_index (self->photos, 0);
  pamor_store_read_photo_async (pamor_desk_get_store (self->desk), self->from->id, self->photo->id,
                                on_photo_read_cb, task);
}

static void
on_draft_read_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Copying *self = g_task_get_task_data (task);
  PamorSubmission *draft = self->drafts->pdata[0];
  GError *error = NULL;

  self->form = pamor_form_reading_finish (result, &error);
  if (self->form == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->copy = find_copy (find_bundle (self->desk, self->from), self->from->service,
                          draft->service);
  pamor_form_take_over (self->form, self->copy, self->source);
  self->photos = pamor_form_list_photos_to_take (self->form, self->copy, self->source);
  next_photo (g_steal_pointer (&task));
}

static void
on_photo_read_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Copying *self = g_task_get_task_data (task);
  g_autoptr(PamorAttachment) photo = g_steal_pointer (&self->photo);
  g_autofree char *id = pamor_uuid_new (pamor_desk_get_clock (self->desk));
  GError *error = NULL;
  g_autoptr(GBytes) jpeg
      = pamor_store_read_photo_finish (PAMOR_STORE (source), result, &error);

  if (jpeg == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->photo = pamor_attachment_new (id, photo->requirement, jpeg);
  pamor_store_keep_photo_async (PAMOR_STORE (source),
                                ((PamorSubmission *) self->drafts->pdata[0])->id, self->photo,
                                on_photo_kept_cb, g_steal_pointer (&task));
}

static void
on_photo_kept_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Copying *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!pamor_store_keep_photo_finish (PAMOR_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_pointer (&self->photo->content, g_bytes_unref);
  pamor_form_add_attachment (self->form, self->photo);
  g_clear_pointer (&self->photo, pamor_attachment_free);
  next_photo (g_steal_pointer (&task));
}

static void
on_saved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Copying *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!pamor_store_save_draft_finish (PAMOR_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_object (&self->form);
  g_clear_pointer (&self->photos, g_ptr_array_unref);
  g_ptr_array_remove_index (self->drafts, 0);
  next_draft (g_steal_pointer (&task));
}

/** pamor_case_copy_async: @from: one of a case; its drafts take over what the bundle says */
void
pamor_case_copy_async (PamorDesk           *desk,
                       PamorSubmission     *from,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  Copying *copying;
  GTask *task;

  g_return_if_fail (PAMOR_IS_DESK (desk) && PAMOR_IS_SUBMISSION (from));

  copying = g_new0 (Copying, 1);
  copying->desk = g_object_ref (desk);
  copying->from = g_object_ref (from);
  copying->drafts = g_ptr_array_new_with_free_func (g_object_unref);
  list_drafts (copying, find_bundle (desk, from));
  task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (task, pamor_case_copy_async);
  g_task_set_task_data (task, copying, (GDestroyNotify) copying_free);
  pamor_form_reading_async (desk, from->id, FALSE, on_source_read_cb, task);
}

/** pamor_case_copy_finish: Returns: whether all drafts of the case have what they can take */
gboolean
pamor_case_copy_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
