/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-draft-saver.h"

#define DELAY_MS 1500
#define RETRY_MS 10000

struct _PamorDraftSaver
{
  GObject          parent_instance;

  /* Owned */
  PamorStore      *store;
  PamorForm       *form;
  PamorSubmission *item;
  GError          *error;   /* (nullable) of the last save */
  GPtrArray       *waiting; /* of GTask: for the next save, the present one began too early */
  GPtrArray       *served;  /* of GTask: for the save under way */

  guint            timer;
  gboolean         held;
  gboolean         saving;
  gboolean         changed; /* since the last save began */
  gboolean         kept;    /* the store has it, so an emptied form is kept too */
  gint64           time;    /* wall clock, us, of the last good save; 0 none */
};

static guint moved_signal;

static GPtrArray *living; /* of PamorDraftSaver, borrowed: all there are; main thread */

G_DEFINE_FINAL_TYPE (PamorDraftSaver, pamor_draft_saver, G_TYPE_OBJECT)

static void begin (PamorDraftSaver *self);

static void
pamor_draft_saver_finalize (GObject *object)
{
  PamorDraftSaver *self = PAMOR_DRAFT_SAVER (object);

  g_ptr_array_remove_fast (living, self);
  g_clear_object (&self->store);
  g_clear_object (&self->form);
  g_clear_object (&self->item);
  g_clear_error (&self->error);
  g_ptr_array_unref (self->waiting);
  g_ptr_array_unref (self->served);

  G_OBJECT_CLASS (pamor_draft_saver_parent_class)->finalize (object);
}

static void
pamor_draft_saver_class_init (PamorDraftSaverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_draft_saver_finalize;

  moved_signal = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                               NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
pamor_draft_saver_init (PamorDraftSaver *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->served = g_ptr_array_new_with_free_func (g_object_unref);
  if (living == NULL)
    living = g_ptr_array_new ();
  g_ptr_array_add (living, self);
}

static gboolean
on_timeout_cb (gpointer user_data)
{
  PamorDraftSaver *self = PAMOR_DRAFT_SAVER (user_data);

  self->timer = 0;
  begin (self);
  return G_SOURCE_REMOVE;
}

/* Not put off by further changes: two seconds are two seconds for who never stops typing too. The
 * reference keeps the saver at it until all is kept, whether the page is still there or not. */
static void
arm (PamorDraftSaver *self,
     guint            delay_ms)
{
  g_assert (PAMOR_IS_DRAFT_SAVER (self));

  if (self->timer == 0 && !self->saving && !self->held)
    self->timer = g_timeout_add_full (G_PRIORITY_DEFAULT, delay_ms, on_timeout_cb,
                                      g_object_ref (self), g_object_unref);
}

static void
on_form_changed_cb (PamorDraftSaver *self)
{
  g_assert (PAMOR_IS_DRAFT_SAVER (self));

  self->changed = TRUE;
  arm (self, DELAY_MS);
  g_signal_emit (self, moved_signal, 0);
}

/* @waiting: those who are answered; @error: (nullable) */
static void
answer (GPtrArray    **waiting,
        const GError  *error)
{
  g_autoptr (GPtrArray) tasks = g_steal_pointer (waiting);

  *waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < tasks->len; i++)
    if (error == NULL)
      g_task_return_boolean (g_ptr_array_index (tasks, i), TRUE);
    else
      g_task_return_error (g_ptr_array_index (tasks, i), g_error_copy (error));
}

static void
on_saved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (PamorDraftSaver) self = user_data;

  self->saving = FALSE;
  g_clear_error (&self->error);
  if (pamor_store_save_draft_finish (PAMOR_STORE (source), result, &self->error))
    {
      self->kept = TRUE;
      self->time = pamor_clock_get_wall (pamor_store_get_clock (self->store));
    }
  else
    {
      self->changed = TRUE;
      arm (self, RETRY_MS);
    }
  answer (&self->served, self->error);
  g_signal_emit (self, moved_signal, 0);

  if (self->waiting->len > 0)
    begin (self);
  else if (self->changed)
    arm (self, DELAY_MS);
}

static void
begin (PamorDraftSaver *self)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (PamorSubmission) item = NULL;
  GDate today;

  g_assert (PAMOR_IS_DRAFT_SAVER (self));

  if (self->saving || self->held
      || (self->waiting->len == 0 && !self->kept && pamor_form_is_empty (self->form)))
    return;

  g_clear_handle_id (&self->timer, g_source_remove);
  g_ptr_array_extend_and_steal (self->served, g_steal_pointer (&self->waiting));
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->saving = TRUE;
  self->changed = FALSE;
  pamor_clock_get_today (pamor_store_get_clock (self->store), &today);
  pamor_form_describe (self->form, &today, self->item);

  /* The store may keep the snapshot it is given: it gets one that is not written to again. */
  item = pamor_submission_copy (self->item);
  bytes = pamor_form_to_bytes (self->form);
  pamor_store_save_draft_async (self->store, item, bytes, on_saved_cb, g_object_ref (self));
}

/**
 * pamor_draft_saver_find:
 * @id: of a draft
 *
 * What was left while it could not be kept, or while a photo was on its way in, is in the form of
 * this one and nowhere else.
 *
 * Returns: (transfer none) (nullable): that which keeps it, unless it is held
 */
PamorDraftSaver *
pamor_draft_saver_find (PamorStore *store,
                        const char *id)
{
  g_return_val_if_fail (PAMOR_IS_STORE (store) && id != NULL, NULL);

  for (guint i = 0; living != NULL && i < living->len; i++)
    {
      PamorDraftSaver *self = living->pdata[i];

      if (self->store == store && !self->held && g_str_equal (self->item->id, id))
        return self;
    }
  return NULL;
}

/** pamor_draft_saver_find_unkept: Returns: (transfer none) (nullable): one, of any form, open or
 *   left, that has something to keep */
PamorDraftSaver *
pamor_draft_saver_find_unkept (void)
{
  for (guint i = 0; living != NULL && i < living->len; i++)
    {
      PamorDraftSaver *self = living->pdata[i];
      const PamorDraftState state = pamor_draft_saver_get_state (self);

      if (!self->held && (state == PAMOR_DRAFT_DIRTY || state == PAMOR_DRAFT_FAILED))
        return self;
    }
  return NULL;
}

/**
 * pamor_draft_saver_new:
 * @item: id, service and kind; copied
 *
 * Watches @form from now on; what it holds already counts as kept where the store knows the id.
 *
 * Returns: (transfer full): a reference of that which keeps @form already, if there is one
 */
PamorDraftSaver *
pamor_draft_saver_new (PamorStore      *store,
                       PamorForm       *form,
                       PamorSubmission *item)
{
  PamorDraftSaver *self;

  g_return_val_if_fail (PAMOR_IS_STORE (store), NULL);
  g_return_val_if_fail (PAMOR_IS_FORM (form), NULL);
  g_return_val_if_fail (PAMOR_IS_SUBMISSION (item), NULL);

  self = pamor_draft_saver_find (store, item->id);
  if (self != NULL && self->form == form)
    return g_object_ref (self);
  self = g_object_new (PAMOR_TYPE_DRAFT_SAVER, NULL);
  self->store = g_object_ref (store);
  self->form = g_object_ref (form);
  self->item = pamor_submission_copy (item);
  self->kept = pamor_store_find (store, item->id) != NULL;
  g_signal_connect_object (form, "changed", G_CALLBACK (on_form_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/** pamor_draft_saver_get_item: Returns: (transfer none): title and activity as last saved */
PamorSubmission *
pamor_draft_saver_get_item (PamorDraftSaver *self)
{
  g_return_val_if_fail (PAMOR_IS_DRAFT_SAVER (self), NULL);
  return self->item;
}

/** pamor_draft_saver_get_form: Returns: (transfer none): what it keeps */
PamorForm *
pamor_draft_saver_get_form (PamorDraftSaver *self)
{
  g_return_val_if_fail (PAMOR_IS_DRAFT_SAVER (self), NULL);
  return self->form;
}

/** pamor_draft_saver_get_state: Returns: of all that is in the form now */
PamorDraftState
pamor_draft_saver_get_state (PamorDraftSaver *self)
{
  g_return_val_if_fail (PAMOR_IS_DRAFT_SAVER (self), PAMOR_DRAFT_EMPTY);

  if (!self->kept && pamor_form_is_empty (self->form))
    return PAMOR_DRAFT_EMPTY;
  if (self->error != NULL)
    return PAMOR_DRAFT_FAILED;
  return self->changed || self->saving ? PAMOR_DRAFT_DIRTY : PAMOR_DRAFT_SAVED;
}

/** pamor_draft_saver_get_time: Returns: wall clock, us, of the last good save; 0 for none */
gint64
pamor_draft_saver_get_time (PamorDraftSaver *self)
{
  g_return_val_if_fail (PAMOR_IS_DRAFT_SAVER (self), 0);
  return self->time;
}

/** pamor_draft_saver_get_error: Returns: (nullable): why the last save failed */
const GError *
pamor_draft_saver_get_error (PamorDraftSaver *self)
{
  g_return_val_if_fail (PAMOR_IS_DRAFT_SAVER (self), NULL);
  return self->error;
}

/**
 * pamor_draft_saver_save_async:
 * @even_empty: make the draft though nothing was entered yet: a photo needs one to belong to
 *
 * Keeps what is in the form now. Where everything is kept already, or nothing is there to keep, or
 * it is held, it finishes without writing.
 */
void
pamor_draft_saver_save_async (PamorDraftSaver     *self,
                              gboolean             even_empty,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PAMOR_IS_DRAFT_SAVER (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, pamor_draft_saver_save_async);
  if (self->held || (self->kept && !self->changed && !self->saving)
      || (!even_empty && !self->kept && pamor_form_is_empty (self->form)))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_ptr_array_add (self->waiting, g_steal_pointer (&task));
  begin (self);
}

/** pamor_draft_saver_save_finish: FALSE with the error of the store; it is tried again by itself */
gboolean
pamor_draft_saver_save_finish (PamorDraftSaver  *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/** pamor_draft_saver_set_held: while it is sealed, and after, no draft is to be written over it;
 *   who waits for a save to begin is told that it is done */
void
pamor_draft_saver_set_held (PamorDraftSaver *self,
                            gboolean         held)
{
  g_return_if_fail (PAMOR_IS_DRAFT_SAVER (self));

  self->held = held;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (held)
    answer (&self->waiting, NULL);
  if (self->changed)
    arm (self, DELAY_MS);
}
