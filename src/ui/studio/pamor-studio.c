/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/studio/pamor-studio.h"

struct _PamorStudio
{
  GObject            parent_instance;

  /* Owned */
  PamorPhotoTaker   *taker;
  PamorAttachment   *attachment;
  GCancellable      *cancellable;
  GBytes            *stored; /* (nullable) the photo as the form has it: until it is read */
  /* What is developed: the source that the photo was made of while it is still at hand, for an edit
   * of it loses nothing twice; else the photo itself. A source counts only once it gave the very
   * bytes of the photo: a file may be another by now. */
  PamorPhotoSource  *source; /* (nullable) */
  PamorPhoto        *unedited; /* (nullable): once that is found out */
  PamorPhotoPicture *before; /* (nullable) */
  PamorPhoto        *photo;   /* (nullable) how it comes out with @shown */
  PamorPhotoPicture *picture; /* (nullable) the same */
  GArray            *steps;   /* of PamorEdit, the first is nothing */
  GError            *error;   /* (nullable) of the last development */
  GTask             *saving;  /* (nullable) waits for the last step to be developed */

  guint              at;       /* the step that holds */
  PamorEdit          wanted;   /* to be seen */
  PamorEdit          underway; /* of the development under way */
  PamorEdit          shown;
  gboolean           busy;
  gboolean           over;     /* what was done is saved, or to be forgotten */
  double             progress; /* 0 to 1 */
};

static guint changed_signal;

static GPtrArray *living; /* of PamorStudio, borrowed: all there are; main thread */

G_DEFINE_FINAL_TYPE (PamorStudio, pamor_studio, G_TYPE_OBJECT)

static void develop       (PamorStudio *self);
static void go_on_saving  (PamorStudio *self);

static void
pamor_studio_finalize (GObject *object)
{
  PamorStudio *self = PAMOR_STUDIO (object);

  g_ptr_array_remove_fast (living, self);
  g_clear_object (&self->taker);
  g_clear_pointer (&self->attachment, pamor_attachment_free);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->stored, g_bytes_unref);
  g_clear_pointer (&self->source, pamor_photo_source_free);
  g_clear_pointer (&self->unedited, pamor_photo_free);
  g_clear_object (&self->before);
  g_clear_pointer (&self->photo, pamor_photo_free);
  g_clear_object (&self->picture);
  g_array_unref (self->steps);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (pamor_studio_parent_class)->finalize (object);
}

static void
pamor_studio_class_init (PamorStudioClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_studio_finalize;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
pamor_studio_init (PamorStudio *self)
{
  const PamorEdit nothing = { 0 };

  self->cancellable = g_cancellable_new ();
  self->steps = g_array_new (FALSE, FALSE, sizeof (PamorEdit));
  g_array_append_val (self->steps, nothing);
  if (living == NULL)
    living = g_ptr_array_new ();
  g_ptr_array_add (living, self);
}

static void
tell (PamorStudio *self)
{
  g_assert (PAMOR_IS_STUDIO (self));

  g_signal_emit (self, changed_signal, 0);
}

static void
stop (PamorStudio *self,
      GError      *error)
{
  g_assert (PAMOR_IS_STUDIO (self));

  self->busy = FALSE;
  g_clear_error (&self->error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_error_free (error);
  else
    self->error = error;
  tell (self);
  go_on_saving (self);
}

static PamorPhoto *
copy_photo (const PamorPhoto *photo)
{
  PamorPhoto *copy = g_memdup2 (photo, sizeof *photo);

  g_bytes_ref (copy->jpeg);
  return copy;
}

static void
on_decoded_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (PamorStudio) self = user_data;
  GError *error = NULL;
  PamorPhotoPicture *picture = pamor_photo_picture_finish (result, &error);

  if (picture == NULL)
    return stop (self, error);
  g_clear_object (&self->picture);
  self->picture = picture;
  self->shown = self->underway;
  if (self->before == NULL)
    self->before = g_object_ref (picture);
  stop (self, NULL);
  develop (self);
}

/* What is judged is what the office gets, as under the photo in the form */
static void
judge_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  PamorLegibility verdict;
  GError *error = NULL;

  if (pamor_legibility_judge_jpeg (data, &verdict, &error))
    g_task_return_pointer (task, g_memdup2 (&verdict, sizeof verdict), g_free);
  else
    g_task_return_error (task, error);
}

static void
on_judged_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  PamorStudio *self = PAMOR_STUDIO (source);
  GError *error = NULL;
  g_autofree PamorLegibility *verdict = g_task_propagate_pointer (G_TASK (result), &error);

  if (verdict == NULL)
    return stop (self, error);
  self->photo->verdict = *verdict;
  pamor_photo_picture_decode_async (self->photo->jpeg, PAMOR_PHOTO_PICTURE_WHOLE, on_decoded_cb,
                                    g_object_ref (self));
}

static void
on_progress_cb (gint64   done,
                gint64   total,
                gpointer user_data)
{
  PamorStudio *self = PAMOR_STUDIO (user_data);

  self->progress = (double) done / MAX (total, 1);
  tell (self);
}

/* Gives up the source for the photo itself. Returns: FALSE where that was done before */
static gboolean
fall_back (PamorStudio *self)
{
  g_assert (PAMOR_IS_STUDIO (self));

  if (self->source != NULL && self->source->bytes == self->stored)
    return FALSE;
  g_clear_pointer (&self->source, pamor_photo_source_free);
  self->source = pamor_photo_source_new_bytes (self->stored);
  return TRUE;
}

/* The first development is of no edit at all: it tells whether the source is still that of the
 * photo, and what there is to say of the photo as it is. */
static gboolean
check_source (PamorStudio      *self,
              const PamorPhoto *photo)
{
  g_assert (PAMOR_IS_STUDIO (self));

  if (self->unedited != NULL)
    return TRUE;
  if (!g_bytes_equal (photo->jpeg, self->stored) && fall_back (self))
    return FALSE;
  self->unedited = copy_photo (photo);
  g_bytes_unref (self->unedited->jpeg);
  self->unedited->jpeg = g_bytes_ref (self->stored);
  return TRUE;
}

static void
on_developed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (PamorStudio) self = user_data;
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  g_autoptr (PamorPhoto) photo = pamor_intake_add_finish (PAMOR_INTAKE (source), result, &error);

  if (photo == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return stop (self, error);
  if (photo == NULL ? fall_back (self) : !check_source (self, photo))
    {
      g_clear_error (&error);
      self->busy = FALSE;
      return develop (self);
    }
  if (photo == NULL)
    return stop (self, error);
  g_clear_pointer (&self->photo, pamor_photo_free);
  self->photo = pamor_edit_is_nothing (&self->underway) ? copy_photo (self->unedited)
                                                        : g_steal_pointer (&photo);
  task = g_task_new (self, self->cancellable, on_judged_cb, NULL);
  g_task_set_source_tag (task, on_developed_cb);
  g_task_set_task_data (task, g_bytes_ref (self->photo->jpeg), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, judge_in_thread);
}

/* The newest wish alone counts; it waits for the development under way, which is soon done. */
static void
develop (PamorStudio *self)
{
  static const PamorEdit nothing = { 0 };

  g_assert (PAMOR_IS_STUDIO (self));

  if (self->busy || self->stored == NULL || g_cancellable_is_cancelled (self->cancellable)
      || (self->picture != NULL && pamor_edit_equal (&self->wanted, &self->shown)))
    return;
  if (self->source == NULL)
    fall_back (self);
  self->busy = TRUE;
  self->progress = 0;
  self->underway = self->unedited != NULL ? self->wanted : nothing;
  pamor_photo_taker_shrink_async (self->taker, self->source, &self->underway, on_progress_cb, self,
                                  self->cancellable, on_developed_cb, g_object_ref (self));
  tell (self);
}

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PamorStudio) self = user_data;
  GError *error = NULL;

  self->stored = pamor_store_read_photo_finish (PAMOR_STORE (source), result, &error);
  if (self->stored == NULL)
    return stop (self, error);
  develop (self);
}

/** pamor_studio_new: @attachment: a photo of the taker's form; copied */
PamorStudio *
pamor_studio_new (PamorPhotoTaker       *taker,
                  const PamorAttachment *attachment)
{
  PamorStudio *self;
  const PamorPhotoSource *source;

  g_return_val_if_fail (PAMOR_IS_PHOTO_TAKER (taker), NULL);
  g_return_val_if_fail (attachment != NULL, NULL);

  self = g_object_new (PAMOR_TYPE_STUDIO, NULL);
  self->taker = g_object_ref (taker);
  self->attachment = pamor_attachment_copy (attachment);
  source = pamor_photo_taker_find_source (taker, attachment->id);
  if (source != NULL)
    self->source = pamor_photo_source_copy (source);
  pamor_store_read_photo_async (pamor_desk_get_store (pamor_photo_taker_get_desk (taker)),
                                pamor_photo_taker_get_id (taker), attachment->id, on_read_cb,
                                g_object_ref (self));
  return self;
}

/** pamor_studio_leave: nobody looks any more: what was done is saved, and nothing else developed */
void
pamor_studio_leave (PamorStudio *self)
{
  g_return_if_fail (PAMOR_IS_STUDIO (self));

  if (pamor_studio_can_save (self))
    pamor_studio_save_async (self, NULL, NULL);
  else if (self->saving == NULL)
    g_cancellable_cancel (self->cancellable);
}

/** pamor_studio_give_up: what was done and is not saved is to be forgotten */
void
pamor_studio_give_up (PamorStudio *self)
{
  g_return_if_fail (PAMOR_IS_STUDIO (self));

  self->over = TRUE;
}

/** pamor_studio_find_unsaved: Returns: (transfer none) (nullable): one, of any photo, in which
 *   something was done that is not saved */
PamorStudio *
pamor_studio_find_unsaved (void)
{
  for (guint i = 0; living != NULL && i < living->len; i++)
    if (pamor_studio_can_save (living->pdata[i]))
      return living->pdata[i];
  return NULL;
}

/** pamor_studio_get_edit: Returns: (transfer none): what is done to the photo so far */
const PamorEdit *
pamor_studio_get_edit (PamorStudio *self)
{
  g_return_val_if_fail (PAMOR_IS_STUDIO (self), NULL);

  return &g_array_index (self->steps, PamorEdit, self->at);
}

/* A slider that is moved is one step, not twenty */
static gboolean
is_of_one_step (const PamorEdit *before,
                const PamorEdit *last,
                const PamorEdit *next)
{
  PamorEdit a = *before, b = *last;

  a.brightness = b.brightness = next->brightness;
  return before->brightness != last->brightness && pamor_edit_equal (&a, &b)
         && pamor_edit_equal (&b, next);
}

/** pamor_studio_take_step: @edit: all that is done from now on; what was taken back is forgotten */
void
pamor_studio_take_step (PamorStudio     *self,
                        const PamorEdit *edit)
{
  const PamorEdit *last;

  g_return_if_fail (PAMOR_IS_STUDIO (self));
  g_return_if_fail (edit != NULL && pamor_edit_is_valid (edit));

  last = pamor_studio_get_edit (self);
  if (!pamor_edit_equal (edit, last))
    {
      if (self->at == 0 || !is_of_one_step (last - 1, last, edit))
        self->at++;
      g_array_set_size (self->steps, self->at);
      g_array_append_vals (self->steps, edit, 1);
    }
  pamor_studio_show (self, edit);
}

/** pamor_studio_can_go: @steps: below 0 back, above 0 again what was taken back */
gboolean
pamor_studio_can_go (PamorStudio *self,
                     int          steps)
{
  g_return_val_if_fail (PAMOR_IS_STUDIO (self), FALSE);

  return (int) self->at + steps >= 0 && (int) self->at + steps < (int) self->steps->len;
}

/** pamor_studio_go: @steps: as pamor_studio_can_go(); nothing happens where it can't */
void
pamor_studio_go (PamorStudio *self,
                 int          steps)
{
  g_return_if_fail (PAMOR_IS_STUDIO (self));

  if (!pamor_studio_can_go (self, steps))
    return;
  self->at += steps;
  pamor_studio_show (self, pamor_studio_get_edit (self));
}

/** pamor_studio_show: @edit: to be seen, though it is no step */
void
pamor_studio_show (PamorStudio     *self,
                   const PamorEdit *edit)
{
  g_return_if_fail (PAMOR_IS_STUDIO (self));
  g_return_if_fail (edit != NULL && pamor_edit_is_valid (edit));

  self->wanted = *edit;
  develop (self);
  tell (self);
}

/** pamor_studio_shows: Returns: whether the picture and the photo are those of @edit */
gboolean
pamor_studio_shows (PamorStudio     *self,
                    const PamorEdit *edit)
{
  g_return_val_if_fail (PAMOR_IS_STUDIO (self) && edit != NULL, FALSE);

  return !self->busy && self->picture != NULL && pamor_edit_equal (&self->shown, edit);
}

/** pamor_studio_get_picture: Returns: (transfer none) (nullable): until the first is there */
PamorPhotoPicture *
pamor_studio_get_picture (PamorStudio *self)
{
  g_return_val_if_fail (PAMOR_IS_STUDIO (self), NULL);
  return self->picture;
}

/** pamor_studio_get_before: Returns: (transfer none) (nullable): the photo as the form has it */
PamorPhotoPicture *
pamor_studio_get_before (PamorStudio *self)
{
  g_return_val_if_fail (PAMOR_IS_STUDIO (self), NULL);
  return self->before;
}

/** pamor_studio_get_photo: Returns: (transfer none) (nullable): what would be saved */
const PamorPhoto *
pamor_studio_get_photo (PamorStudio *self)
{
  g_return_val_if_fail (PAMOR_IS_STUDIO (self), NULL);
  return self->photo;
}

/** pamor_studio_get_progress: Returns: 0 to 1 of the work under way; below 0 for none */
double
pamor_studio_get_progress (PamorStudio *self)
{
  g_return_val_if_fail (PAMOR_IS_STUDIO (self), -1);
  return self->busy ? self->progress : -1;
}

/** pamor_studio_get_error: Returns: (transfer none) (nullable): why there is no picture of it */
const GError *
pamor_studio_get_error (PamorStudio *self)
{
  g_return_val_if_fail (PAMOR_IS_STUDIO (self), NULL);
  return self->error;
}

/** pamor_studio_can_save: Returns: whether something was done that is not saved */
gboolean
pamor_studio_can_save (PamorStudio *self)
{
  g_return_val_if_fail (PAMOR_IS_STUDIO (self), FALSE);

  return !self->over && !pamor_edit_is_nothing (pamor_studio_get_edit (self));
}

static void
fail_saving (PamorStudio *self,
             GTask       *task,
             GError      *error)
{
  g_assert (PAMOR_IS_STUDIO (self));

  self->over = FALSE;
  g_task_return_error (task, error);
}

static void
on_replaced_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *id = pamor_photo_taker_take_finish (PAMOR_PHOTO_TAKER (source), result, &error);

  if (id != NULL)
    g_task_return_pointer (task, id, g_free);
  else
    fail_saving (g_task_get_source_object (task), task, error);
}

static void
go_on_saving (PamorStudio *self)
{
  g_autoptr (GTask) task = NULL;
  const gboolean shown = pamor_studio_shows (self, pamor_studio_get_edit (self));

  g_assert (PAMOR_IS_STUDIO (self));

  if (self->saving == NULL || (!shown && self->error == NULL))
    return;
  task = g_steal_pointer (&self->saving);
  if (shown)
    pamor_photo_taker_replace_async (self->taker, self->attachment, self->photo->jpeg,
                                     on_replaced_cb, g_object_ref (task));
  else
    fail_saving (self, task, g_error_copy (self->error));
  pamor_photo_taker_release (self->taker);
}

/**
 * pamor_studio_save_async:
 *
 * Puts what was done in the place of the photo of the form, once it is developed; the form counts
 * as busy with it until then. After a failure all is as it was.
 */
void
pamor_studio_save_async (PamorStudio         *self,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (PAMOR_IS_STUDIO (self));
  g_return_if_fail (pamor_studio_can_save (self));

  self->over = TRUE;
  self->saving = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->saving, pamor_studio_save_async);
  pamor_photo_taker_hold (self->taker);
  pamor_studio_show (self, pamor_studio_get_edit (self));
  if (!self->busy)
    go_on_saving (self);
}

/** pamor_studio_save_finish: Returns: (transfer full) (nullable): id of the new attachment */
char *
pamor_studio_save_finish (PamorStudio   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
