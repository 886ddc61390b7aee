/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/photos/pamor-photo-taker.h"

#include "base/pamor-error.h"
#include "base/pamor-uuid.h"

/* Never reached by what is only looked at */
#define LOOK_BYTES 1000000

struct _PamorPhotoTaker
{
  GObject          parent_instance;

  /* Owned */
  PamorDesk       *desk;
  PamorForm       *form;
  PamorDraftSaver *saver;
  GHashTable      *sources; /* id of an attachment -> PamorPhotoSource that it was made of */
  GPtrArray       *waiting; /* of GTask: until nothing is under way */
  GPtrArray       *takes;   /* of Take, borrowed: those under way */

  guint            under_way; /* these, and what is held up */
  gboolean         failed;    /* one, since somebody waits */
};

enum { PROP_0, PROP_BUSY, N_PROPS };

static GParamSpec *props[N_PROPS];

static GPtrArray *living; /* of PamorPhotoTaker, borrowed: all there are; main thread */

G_DEFINE_FINAL_TYPE (PamorPhotoTaker, pamor_photo_taker, G_TYPE_OBJECT)

typedef struct
{
  char             *requirement; /* (owned) */
  char             *replaced;    /* (owned) (nullable): id of the photo whose place it takes */
  PamorPhotoSource *source;      /* (owned) (nullable) */
  PamorAttachment  *attachment;  /* (owned) (nullable): once it is shrunk */
  GdkTexture       *part;        /* (owned) (nullable): of a damaged photo */
  double            share;       /* that it is of the photo */
  PamorLegibility   verdict;     /* once it is shrunk */
} Take;

static void on_shrunk_cb     (GObject      *source,
                              GAsyncResult *result,
                              gpointer      user_data);
static void on_draft_made_cb (GObject      *source,
                              GAsyncResult *result,
                              gpointer      user_data);
static void on_kept_cb       (GObject      *source,
                              GAsyncResult *result,
                              gpointer      user_data);

static void
take_free (Take *take)
{
  g_free (take->requirement);
  g_free (take->replaced);
  g_clear_pointer (&take->source, pamor_photo_source_free);
  g_clear_pointer (&take->attachment, pamor_attachment_free);
  g_clear_object (&take->part);
  g_free (take);
}

static void
pamor_photo_taker_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  g_value_set_boolean (value, pamor_photo_taker_is_busy (PAMOR_PHOTO_TAKER (object)));
}

static void
pamor_photo_taker_finalize (GObject *object)
{
  PamorPhotoTaker *self = PAMOR_PHOTO_TAKER (object);

  g_ptr_array_remove_fast (living, self);
  g_clear_object (&self->desk);
  g_clear_object (&self->form);
  g_clear_object (&self->saver);
  g_hash_table_unref (self->sources);
  g_ptr_array_unref (self->waiting);
  g_ptr_array_unref (self->takes);

  G_OBJECT_CLASS (pamor_photo_taker_parent_class)->finalize (object);
}

static void
pamor_photo_taker_class_init (PamorPhotoTakerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pamor_photo_taker_get_property;
  object_class->finalize = pamor_photo_taker_finalize;
  props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
pamor_photo_taker_init (PamorPhotoTaker *self)
{
  self->sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) pamor_photo_source_free);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->takes = g_ptr_array_new ();
  if (living == NULL)
    living = g_ptr_array_new ();
  g_ptr_array_add (living, self);
}

/**
 * pamor_photo_taker_new:
 * @saver: of that form; it makes the draft that a photo belongs to
 *
 * Returns: (transfer full): a reference of that which takes photos into @form already, if there is
 *   one: a form that is left and opened again waits for what is still on its way into it
 */
PamorPhotoTaker *
pamor_photo_taker_new (PamorDesk       *desk,
                       PamorForm       *form,
                       PamorDraftSaver *saver)
{
  PamorPhotoTaker *self;

  g_return_val_if_fail (PAMOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (PAMOR_IS_FORM (form), NULL);
  g_return_val_if_fail (PAMOR_IS_DRAFT_SAVER (saver), NULL);

  for (guint i = 0; living != NULL && i < living->len; i++)
    if (((PamorPhotoTaker *) living->pdata[i])->form == form)
      return g_object_ref (living->pdata[i]);
  self = g_object_new (PAMOR_TYPE_PHOTO_TAKER, NULL);
  self->desk = g_object_ref (desk);
  self->form = g_object_ref (form);
  self->saver = g_object_ref (saver);
  return self;
}

/** pamor_photo_taker_get_desk: Returns: (transfer none): where the photos are kept */
PamorDesk *
pamor_photo_taker_get_desk (PamorPhotoTaker *self)
{
  g_return_val_if_fail (PAMOR_IS_PHOTO_TAKER (self), NULL);
  return self->desk;
}

/** pamor_photo_taker_get_form: Returns: (transfer none): that the photos are added to */
PamorForm *
pamor_photo_taker_get_form (PamorPhotoTaker *self)
{
  g_return_val_if_fail (PAMOR_IS_PHOTO_TAKER (self), NULL);
  return self->form;
}

/** pamor_photo_taker_get_id: Returns: id of the submission that the photos belong to */
const char *
pamor_photo_taker_get_id (PamorPhotoTaker *self)
{
  g_return_val_if_fail (PAMOR_IS_PHOTO_TAKER (self), NULL);
  return pamor_draft_saver_get_item (self->saver)->id;
}

/** pamor_photo_taker_is_busy: Returns: whether a photo is still on its way in: no sealing before */
gboolean
pamor_photo_taker_is_busy (PamorPhotoTaker *self)
{
  g_return_val_if_fail (PAMOR_IS_PHOTO_TAKER (self), FALSE);
  return self->under_way > 0;
}

/**
 * pamor_photo_taker_find_busy:
 * @id: (nullable): of a submission; NULL for any
 *
 * Returns: (transfer none) (nullable): one, of a form that is open or was left, into which a photo
 *   is still on its way
 */
PamorPhotoTaker *
pamor_photo_taker_find_busy (const char *id)
{
  for (guint i = 0; living != NULL && i < living->len; i++)
    if (pamor_photo_taker_is_busy (living->pdata[i])
        && (id == NULL || g_str_equal (pamor_photo_taker_get_id (living->pdata[i]), id)))
      return living->pdata[i];
  return NULL;
}

/** pamor_photo_taker_count_coming: Returns: those on their way to an empty place of @requirement */
guint
pamor_photo_taker_count_coming (PamorPhotoTaker *self,
                                const char      *requirement)
{
  guint coming = 0;

  g_return_val_if_fail (PAMOR_IS_PHOTO_TAKER (self), 0);

  for (guint i = 0; i < self->takes->len; i++)
    {
      const Take *take = self->takes->pdata[i];

      coming += take->replaced == NULL && g_str_equal (take->requirement, requirement);
    }
  return coming;
}

static void
count (PamorPhotoTaker *self,
       int              by)
{
  g_autoptr (GPtrArray) waiting = NULL;

  g_assert (PAMOR_IS_PHOTO_TAKER (self));

  self->under_way += by;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
  if (self->under_way > 0 || self->waiting->len == 0)
    return;
  waiting = g_steal_pointer (&self->waiting);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++)
    g_task_return_boolean (waiting->pdata[i], !self->failed);
}

/** pamor_photo_taker_wait_async: until no photo is on its way any more */
void
pamor_photo_taker_wait_async (PamorPhotoTaker     *self,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (PAMOR_IS_PHOTO_TAKER (self) && self->under_way > 0);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, pamor_photo_taker_wait_async);
  if (self->waiting->len == 0)
    self->failed = FALSE;
  g_ptr_array_add (self->waiting, task);
}

/** pamor_photo_taker_wait_finish: Returns: FALSE where one could not be taken, and somebody wants
 *   to know why */
gboolean
pamor_photo_taker_wait_finish (PamorPhotoTaker *self,
                               GAsyncResult    *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}

/** pamor_photo_taker_hold: stays busy until pamor_photo_taker_release(): a person is asked */
void
pamor_photo_taker_hold (PamorPhotoTaker *self)
{
  g_return_if_fail (PAMOR_IS_PHOTO_TAKER (self));

  count (self, 1);
}

/** pamor_photo_taker_release: once for each pamor_photo_taker_hold() */
void
pamor_photo_taker_release (PamorPhotoTaker *self)
{
  g_return_if_fail (PAMOR_IS_PHOTO_TAKER (self) && self->under_way > 0);

  count (self, -1);
}

static void
on_completed_cb (GTask *task)
{
  count (g_task_get_source_object (task), -1);
}

/* Of what was cancelled, or is asked about, there is nothing to tell. */
static void
fail (GTask  *task,
      GError *error)
{
  PamorPhotoTaker *self = g_task_get_source_object (task);

  g_ptr_array_remove (self->takes, g_task_get_task_data (task));
  self->failed |= !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                  && !g_error_matches (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_PAGES);
  g_task_return_error (task, error);
}

/**
 * pamor_photo_taker_find_source:
 * @attachment: id of a photo of the form
 *
 * The source is where it was when the photo was taken; a file of it may be gone or another by now.
 * Nothing is copied: it is forgotten when the form is closed.
 *
 * Returns: (transfer none) (nullable): what the photo was made of, where it was taken since the
 *   form was opened
 */
const PamorPhotoSource *
pamor_photo_taker_find_source (PamorPhotoTaker *self,
                               const char      *attachment)
{
  g_return_val_if_fail (PAMOR_IS_PHOTO_TAKER (self) && attachment != NULL, NULL);

  return g_hash_table_lookup (self->sources, attachment);
}

static void
shrink (PamorPhotoTaker        *self,
        const PamorPhotoSource *source,
        const PamorPhotoWish   *wish,
        PamorPhotoProgress      progress,
        gpointer                progress_data,
        GCancellable           *cancellable,
        GAsyncReadyCallback     callback,
        gpointer                user_data)
{
  PamorIntake *intake = pamor_desk_get_intake (self->desk);

  g_assert (PAMOR_IS_PHOTO_TAKER (self));

  if (source->file != NULL)
    pamor_intake_add_file_async (intake, source->file, wish, progress, progress_data, cancellable,
                                 callback, user_data);
  else
    pamor_intake_add_bytes_async (intake, source->bytes, wish, progress, progress_data,
                                  cancellable, callback, user_data);
}

/**
 * pamor_photo_taker_look_async:
 * @side: pixels of the longer side that are enough
 *
 * Makes a small picture of a page, to be looked at. Ends as pamor_photo_taker_shrink_async().
 */
void
pamor_photo_taker_look_async (PamorPhotoTaker        *self,
                              const PamorPhotoSource *source,
                              guint                   side,
                              GCancellable           *cancellable,
                              GAsyncReadyCallback     callback,
                              gpointer                user_data)
{
  const PamorPhotoWish wish = { .limit = LOOK_BYTES, .page = source->page, .side = side };

  g_return_if_fail (PAMOR_IS_PHOTO_TAKER (self));

  shrink (self, source, &wish, NULL, NULL, cancellable, callback, user_data);
}

/**
 * pamor_photo_taker_shrink_async:
 * @edit: (nullable): what is done to it
 *
 * Makes a photo of @source as the server wants it, and keeps nothing. The callback is that of the
 * desk's intake, and ends with pamor_intake_add_finish().
 */
void
pamor_photo_taker_shrink_async (PamorPhotoTaker        *self,
                                const PamorPhotoSource *source,
                                const PamorEdit        *edit,
                                PamorPhotoProgress      progress,
                                gpointer                progress_data,
                                GCancellable           *cancellable,
                                GAsyncReadyCallback     callback,
                                gpointer                user_data)
{
  PamorPhotoWish wish = { 0 };

  g_return_if_fail (PAMOR_IS_PHOTO_TAKER (self));
  g_return_if_fail (source != NULL);

  wish.limit = pamor_engine_get_attachment_limit (pamor_desk_get_engine (self->desk));
  wish.page = source->page;
  if (edit != NULL)
    wish.edit = *edit;
  shrink (self, source, &wish, progress, progress_data, cancellable, callback, user_data);
}

/* Returns: (transfer full): of one photo on its way into the form */
static GTask *
begin (PamorPhotoTaker     *self,
       Take                *take,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_assert (PAMOR_IS_PHOTO_TAKER (self));

  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, take, (GDestroyNotify) take_free);
  /* What was shrunk is taken: a cancel that comes after it is too late. */
  g_task_set_check_cancellable (task, FALSE);
  g_signal_connect (task, "notify::completed", G_CALLBACK (on_completed_cb), NULL);
  g_ptr_array_add (self->takes, take);
  count (self, 1);
  return task;
}

/**
 * pamor_photo_taker_take_async:
 * @requirement: code of what it is a photo of
 * @progress: called on the main thread
 * @cancellable: (nullable): heeded until the photo is shrunk; what follows is short
 *
 * Errors: those of the intake and of the store. After a failure the form is as it was.
 */
void
pamor_photo_taker_take_async (PamorPhotoTaker        *self,
                              const PamorPhotoSource *source,
                              const char             *requirement,
                              PamorPhotoProgress      progress,
                              gpointer                progress_data,
                              GCancellable           *cancellable,
                              GAsyncReadyCallback     callback,
                              gpointer                user_data)
{
  Take *take;

  g_return_if_fail (PAMOR_IS_PHOTO_TAKER (self));
  g_return_if_fail (source != NULL && requirement != NULL);

  take = g_new0 (Take, 1);
  take->requirement = g_strdup (requirement);
  take->source = pamor_photo_source_copy (source);
  pamor_photo_taker_shrink_async (self, source, NULL, progress, progress_data, cancellable,
                                  on_shrunk_cb,
                                  begin (self, take, cancellable, callback, user_data));
}

/* It gets an id of its own: the store never changes the bytes of one */
static void
keep (GTask  *task,
      GBytes *jpeg)
{
  PamorPhotoTaker *self = g_task_get_source_object (task);
  Take *take = g_task_get_task_data (task);
  g_autofree char *id = pamor_uuid_new (pamor_desk_get_clock (self->desk));

  take->attachment = pamor_attachment_new (id, take->requirement, jpeg);
  pamor_draft_saver_save_async (self->saver, TRUE, on_draft_made_cb, task);
}

/**
 * pamor_photo_taker_replace_async:
 * @replaced: a photo of the form
 * @jpeg: as pamor_photo_taker_shrink_async() made it
 *
 * Puts another picture in the place of one. After a failure the form is as it was; the store keeps
 * the replaced one until the form is sealed. Ends with pamor_photo_taker_take_finish().
 */
void
pamor_photo_taker_replace_async (PamorPhotoTaker       *self,
                                 const PamorAttachment *replaced,
                                 GBytes                *jpeg,
                                 GAsyncReadyCallback    callback,
                                 gpointer               user_data)
{
  Take *take;

  g_return_if_fail (PAMOR_IS_PHOTO_TAKER (self));
  g_return_if_fail (replaced != NULL && jpeg != NULL);

  take = g_new0 (Take, 1);
  take->requirement = g_strdup (replaced->requirement);
  take->replaced = g_strdup (replaced->id);
  keep (begin (self, take, NULL, callback, user_data), jpeg);
}

static void
keep_part (Take               *take,
           const PamorPreview *part)
{
  if (part == NULL)
    return;
  take->part = gdk_memory_texture_new (part->width, part->height, GDK_MEMORY_R8G8B8, part->pixels,
                                       part->stride);
  take->share = part->share;
}

static void
on_shrunk_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Take *take = g_task_get_task_data (task);
  g_autoptr (PamorPhoto) photo = NULL;
  GError *error = NULL;

  photo = pamor_intake_add_finish (PAMOR_INTAKE (source), result, &error);
  if (photo == NULL)
    {
      keep_part (take, pamor_intake_get_part (PAMOR_INTAKE (source), result));
      fail (task, error);
      return;
    }
  take->verdict = photo->verdict;
  keep (g_steal_pointer (&task), photo->jpeg);
}

static void
on_draft_made_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PamorPhotoTaker *self = g_task_get_source_object (task);
  Take *take = g_task_get_task_data (task);
  GError *error = NULL;

  if (!pamor_draft_saver_save_finish (self->saver, result, &error))
    {
      fail (task, error);
      return;
    }
  pamor_store_keep_photo_async (pamor_desk_get_store (self->desk), pamor_photo_taker_get_id (self),
                                take->attachment, on_kept_cb, g_steal_pointer (&task));
}

static void
on_kept_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PamorPhotoTaker *self = g_task_get_source_object (task);
  Take *take = g_task_get_task_data (task);
  GError *error = NULL;

  if (!pamor_store_keep_photo_finish (PAMOR_STORE (source), result, &error))
    {
      fail (task, error);
      return;
    }
  g_ptr_array_remove (self->takes, take);
  /* The store has the content now; the form names the photo only. */
  g_clear_pointer (&take->attachment->content, g_bytes_unref);
  if (take->source != NULL)
    g_hash_table_insert (self->sources, g_strdup (take->attachment->id),
                         g_steal_pointer (&take->source));
  if (take->replaced == NULL
      || !pamor_form_replace_attachment (self->form, take->replaced, take->attachment))
    pamor_form_add_attachment (self->form, take->attachment);
  g_task_return_pointer (task, g_strdup (take->attachment->id), g_free);
}

/** pamor_photo_taker_take_finish: Returns: (transfer full) (nullable): id of the attachment */
char *
pamor_photo_taker_take_finish (PamorPhotoTaker  *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/** pamor_photo_taker_get_verdict: Returns: on a photo that was taken; @result: of the taking */
PamorLegibility
pamor_photo_taker_get_verdict (PamorPhotoTaker *self,
                               GAsyncResult    *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), (PamorLegibility) { 0 });

  return ((Take *) g_task_get_task_data (G_TASK (result)))->verdict;
}

/**
 * pamor_photo_taker_get_part:
 * @result: of a photo that was not taken
 * @share: (out): how much of the photo it is, at most 1
 *
 * Returns: (transfer none) (nullable): what could be read of a damaged photo
 */
GdkTexture *
pamor_photo_taker_get_part (PamorPhotoTaker *self,
                            GAsyncResult    *result,
                            double          *share)
{
  Take *take;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  take = g_task_get_task_data (G_TASK (result));
  *share = take->share;
  return take->part;
}
