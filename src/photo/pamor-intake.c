/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guarantees: photos are read and shrunk on threads of our own, as many at a time as there are
 * processors but at most two, begun in the order they came; progress and result of each come in the
 * caller's main context, the result last, once. The source file is only read. */
#include "photo/pamor-photo.h"

#include "base/pamor-error.h"
#include "photo/pamor-limits.h"

#define CHUNK     (1024 * 1024)
#define THREADS   2   /* each may hold a picture */
#define PART_SIDE 480 /* pixels, at least, of what is shown of a damaged photo */

struct _PamorIntake
{
  GObject      parent_instance;

  /* Owned */
  GThreadPool *workers; /* of GTask */
};

G_DEFINE_FINAL_TYPE (PamorIntake, pamor_intake, G_TYPE_OBJECT)

typedef struct
{
  /* Owned */
  GFile              *file;   /* or */
  GBytes             *source;
  GMainContext       *context;
  PamorPreview       *part; /* (nullable): what is left of a damaged photo */

  PamorPhotoWish      wish;
  PamorPhotoProgress  progress; /* may be NULL */
  gpointer            progress_data; /* (borrowed) until the result is there */
} Job;

typedef struct
{
  gint64             done, total;
  PamorPhotoProgress progress;
  gpointer           progress_data;
} Report;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->file);
  g_clear_pointer (&job->source, g_bytes_unref);
  g_main_context_unref (job->context);
  g_clear_pointer (&job->part, pamor_preview_free);
  g_free (job);
}

static void
pamor_intake_finalize (GObject *object)
{
  g_thread_pool_free (PAMOR_INTAKE (object)->workers, FALSE, TRUE);
  G_OBJECT_CLASS (pamor_intake_parent_class)->finalize (object);
}

static void
pamor_intake_class_init (PamorIntakeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pamor_intake_finalize;
}

static gboolean
report (gpointer data)
{
  Report *self = data;

  self->progress (self->done, self->total, self->progress_data);
  return G_SOURCE_REMOVE;
}

/* Not g_main_context_invoke(), which may run the function right here */
static void
report_in_worker (gint64   done,
                  gint64   total,
                  gpointer data)
{
  Job *job = data;
  g_autoptr (GSource) source = g_idle_source_new ();
  Report *self = g_new (Report, 1);

  *self = (Report) { done, total, job->progress, job->progress_data };
  g_source_set_priority (source, G_PRIORITY_DEFAULT); /* that of the result, so that it is last */
  g_source_set_callback (source, report, self, g_free);
  g_source_attach (source, job->context);
}

/* The system's errors as the reaction they ask for; a cancel stays one */
static void
take_error (GError **error,
            GError  *cause)
{
  g_autoptr (GError) owned = cause;
  PamorError code = PAMOR_ERROR_FAILED;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&owned));
      return;
    }
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
      g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_MOUNTED))
    code = PAMOR_ERROR_NOT_FOUND;
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    code = PAMOR_ERROR_PHOTO_KIND;
  g_set_error_literal (error, PAMOR_ERROR, code, cause->message);
}

/* Before opening: a pipe or a device would block or never end */
static gboolean
check_file_in_worker (GFile        *file,
                      GCancellable *cancellable,
                      GError      **error)
{
  GError *cause = NULL;
  g_autoptr (GFileInfo) info =
    g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                       G_FILE_QUERY_INFO_NONE, cancellable, &cause);

  if (info == NULL)
    {
      take_error (error, cause);
      return FALSE;
    }
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR)
    return !g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_STANDARD_SIZE) ||
           pamor_limits_check_bytes (g_file_info_get_size (info), error);
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_SYMBOLIC_LINK)
    g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_NOT_FOUND, "A link to nothing");
  else
    g_set_error_literal (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_KIND, "Not a file");
  return FALSE;
}

/* To the end, which may be elsewhere than the size said: the limit is kept by counting */
static GBytes *
read_file_in_worker (GFile        *file,
                     GCancellable *cancellable,
                     GError      **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GFileInputStream) stream = NULL;
  GError *cause = NULL;
  gsize got = CHUNK;

  if (!check_file_in_worker (file, cancellable, error))
    return NULL;
  stream = g_file_read (file, cancellable, &cause);
  while (cause == NULL && got == CHUNK && bytes->len <= PAMOR_LIMITS_BYTES)
    {
      guint filled = bytes->len;

      g_byte_array_set_size (bytes, filled + CHUNK);
      g_input_stream_read_all (G_INPUT_STREAM (stream), bytes->data + filled, CHUNK, &got,
                               cancellable, &cause);
      g_byte_array_set_size (bytes, filled + got);
    }
  if (cause != NULL)
    {
      take_error (error, cause);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static void
shrink_in_worker (gpointer data,
                  gpointer unused)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  PamorPhoto *photo;

  if (job->source == NULL)
    job->source = read_file_in_worker (job->file, cancellable, &error);
  if (job->source == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  photo = pamor_photo_shrink (job->source, &job->wish,
                              job->progress != NULL ? report_in_worker : NULL, job, cancellable,
                              &error);
  if (g_error_matches (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_BROKEN))
    job->part = pamor_preview_new_part (job->source, PART_SIDE, cancellable);
  if (photo == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, photo, (GDestroyNotify) pamor_photo_free);
}

static void
pamor_intake_init (PamorIntake *self)
{
  self->workers = g_thread_pool_new (shrink_in_worker, NULL,
                                     MIN (g_get_num_processors (), THREADS), FALSE, NULL);
}

/** pamor_intake_new: Returns: (transfer full): an intake that waits for photos */
PamorIntake *
pamor_intake_new (void)
{
  return g_object_new (PAMOR_TYPE_INTAKE, NULL);
}

static void
free_part (gpointer part)
{
  if (part != NULL)
    pamor_preview_free (part);
}

static void
hand_on (GObject      *unused,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  PamorPhoto *photo = g_task_propagate_pointer (G_TASK (result), &error);

  g_task_set_task_data (task, g_steal_pointer (&job->part), free_part);

  if (photo == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, photo, (GDestroyNotify) pamor_photo_free);
}

/* Two tasks: a worker may let go of its own last, and must then not free the intake, whose end
 * waits for the workers */
static void
begin (PamorIntake         *self,
       Job                 *job,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) inner = g_task_new (NULL, cancellable, hand_on, task);

  g_task_set_source_tag (task, begin);
  g_task_set_source_tag (inner, begin);
  job->context = g_main_context_ref (g_task_get_context (inner));
  g_task_set_task_data (inner, job, job_free);
  g_thread_pool_push (self->workers, g_steal_pointer (&inner), NULL);
}

/**
 * pamor_intake_add_file_async:
 * @file: of any kind in #PamorPhotoKind, local or not
 * @wish: how the photo is to be
 * @progress: (nullable): called in this main context with percent; never after @callback
 * @progress_data: stays valid until @callback
 *
 * Errors: those of pamor_photo_shrink(), %PAMOR_ERROR_NOT_FOUND for a file that is not or no
 * longer there, %PAMOR_ERROR_PHOTO_KIND for a folder, %PAMOR_ERROR_FAILED if it can't be read.
 */
void
pamor_intake_add_file_async (PamorIntake           *self,
                             GFile                 *file,
                             const PamorPhotoWish  *wish,
                             PamorPhotoProgress     progress,
                             gpointer               progress_data,
                             GCancellable          *cancellable,
                             GAsyncReadyCallback    callback,
                             gpointer               user_data)
{
  Job *job;

  g_return_if_fail (PAMOR_IS_INTAKE (self));
  g_return_if_fail (G_IS_FILE (file) && wish != NULL);

  job = g_new (Job, 1);
  *job = (Job) { .file = g_object_ref (file), .wish = *wish,
                 .progress = progress, .progress_data = progress_data };
  begin (self, job, cancellable, callback, user_data);
}

/**
 * pamor_intake_add_bytes_async:
 * @source: the bytes of such a file, from the clipboard or a camera
 *
 * As pamor_intake_add_file_async().
 */
void
pamor_intake_add_bytes_async (PamorIntake           *self,
                              GBytes                *source,
                              const PamorPhotoWish  *wish,
                              PamorPhotoProgress     progress,
                              gpointer               progress_data,
                              GCancellable          *cancellable,
                              GAsyncReadyCallback    callback,
                              gpointer               user_data)
{
  Job *job;

  g_return_if_fail (PAMOR_IS_INTAKE (self));
  g_return_if_fail (source != NULL && wish != NULL);

  job = g_new (Job, 1);
  *job = (Job) { .source = g_bytes_ref (source), .wish = *wish,
                 .progress = progress, .progress_data = progress_data };
  begin (self, job, cancellable, callback, user_data);
}

/** pamor_intake_add_finish: Returns: (transfer full) (nullable): the photo */
PamorPhoto *
pamor_intake_add_finish (PamorIntake   *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * pamor_intake_get_part:
 * @result: of a photo that pamor_intake_add_finish() found broken
 *
 * Returns: (transfer none) (nullable): what is left of it, to be shown; lives as long as @result
 */
const PamorPreview *
pamor_intake_get_part (PamorIntake  *self,
                       GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_get_task_data (G_TASK (result));
}
