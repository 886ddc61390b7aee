/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many drafts into the queue after one consent. Guarantees: each is sealed whole or not at all, in
 * a transaction of its own; those done stay done whatever comes after, the rest are drafts as
 * before. One after the other, so that little of it is in memory at a time. Main thread. */
#include "ui/outbox/pamor-case-seal.h"

#include "base/pamor-error.h"
#include "domain/pamor-words.h"
#include "ui/form/pamor-form-reading.h"
#include "ui/form/pamor-form-sealing.h"
#include "ui/form/pamor-twins.h"
#include "ui/photos/pamor-photo-taker.h"

#include <glib/gi18n-lib.h>

/** Sealing: several on their way into the queue */
typedef struct
{
  PamorDesk         *desk;    /* owned */
  GPtrArray         *ids;     /* owned */
  guint              next;    /* index of the one that is not begun yet */
  PamorForm         *consent; /* owned */
  PamorCaseProgress  progress;
  gpointer           progress_data;
  PamorCaseOutcome  *outcome; /* owned */
} Sealing;

static void seal_next (GTask *task);

static void
sealing_free (Sealing *sealing)
{
  g_object_unref (sealing->desk);
  g_ptr_array_unref (sealing->ids);
  g_object_unref (sealing->consent);
  g_clear_pointer (&sealing->outcome, pamor_case_outcome_free);
  g_free (sealing);
}

static void
refusal_free (PamorCaseRefusal *refusal)
{
  g_free (refusal->id);
  g_free (refusal->title);
  g_free (refusal->message);
  g_free (refusal);
}

/** pamor_case_outcome_free: with its reasons and error; what was sealed stays so */
void
pamor_case_outcome_free (PamorCaseOutcome *self)
{
  g_ptr_array_unref (self->refused);
  g_clear_error (&self->error);
  g_free (self);
}

static void
refuse (Sealing    *sealing,
        const char *message)
{
  const char *id = sealing->ids->pdata[sealing->next - 1];
  PamorSubmission *item = pamor_store_find (pamor_desk_get_store (sealing->desk), id);
  PamorCaseRefusal *refusal = g_new0 (PamorCaseRefusal, 1);

  refusal->id = g_strdup (id);
  refusal->title = g_strdup (item != NULL ? item->title : NULL);
  refusal->message = g_strdup (message);
  g_ptr_array_add (sealing->outcome->refused, refusal);
}

static void
finish (GTask *task)
{
  Sealing *sealing = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&sealing->outcome),
                         (GDestroyNotify) pamor_case_outcome_free);
  g_object_unref (task);
}

/* What concerns one alone keeps that one back; after what concerns the disk none is tried. */
static void
take_error (GTask  *task,
            GError *error)
{
  Sealing *sealing = g_task_get_task_data (task);
  g_autofree char *words = pamor_words_for_error (error);

  if (g_error_matches (error, PAMOR_ERROR, PAMOR_ERROR_NOT_FOUND)
      || g_error_matches (error, PAMOR_ERROR, PAMOR_ERROR_CONFLICT))
    {
      refuse (sealing, words);
      g_error_free (error);
      seal_next (task);
      return;
    }
  sealing->outcome->error = error;
  finish (task);
}

static void
on_sealed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  Sealing *sealing = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (PamorSubmission) sealed
    = pamor_store_seal_finish (PAMOR_STORE (source), result, &error);

  if (sealed == NULL)
    {
      take_error (task, error);
      return;
    }
  sealing->outcome->sealed++;
  seal_next (task);
}

/* Returns: (transfer full) (nullable): words on what keeps it from the queue */
static char *
dup_blocking (Sealing   *sealing,
              PamorForm *form)
{
  g_autoptr (GPtrArray) problems = NULL;
  GDate today;

  pamor_clock_get_today (pamor_desk_get_clock (sealing->desk), &today);
  problems = pamor_form_check (form, &today);
  for (guint i = 0; i < problems->len; i++)
    if (pamor_problem_blocks (problems->pdata[i]))
      return g_strdup (((PamorProblem *) problems->pdata[i])->message);
  return NULL;
}

static void
on_form_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GTask *task = user_data;
  Sealing *sealing = g_task_get_task_data (task);
  const char *id = sealing->ids->pdata[sealing->next - 1];
  PamorSubmission *item = pamor_store_find (pamor_desk_get_store (sealing->desk), id);
  GError *error = NULL;
  g_autoptr (PamorForm) form = pamor_form_reading_finish (result, &error);
  g_autofree char *message = NULL;

  if (form == NULL)
    {
      take_error (task, error);
      return;
    }
  pamor_form_take_consent (form, sealing->consent);
  pamor_twins_look_for (form, sealing->desk, id);
  message = pamor_photo_taker_find_busy (id) != NULL
              ? g_strdup (_("A photo is still coming in. Send it once that is there."))
              : dup_blocking (sealing, form);
  pamor_form_set_twin (form, NULL, NULL, NULL);
  if (message == NULL && item != NULL)
    {
      pamor_form_sealing_begin (sealing->desk, form, item, on_sealed_cb, task);
      return;
    }
  if (item != NULL)
    refuse (sealing, message);
  seal_next (task);
}

static void
seal_next (GTask *task)
{
  Sealing *sealing = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (sealing->next > 0 && sealing->progress != NULL && !g_cancellable_is_cancelled (cancellable))
    sealing->progress (sealing->next, sealing->progress_data);
  if (sealing->next == sealing->ids->len || g_cancellable_is_cancelled (cancellable))
    {
      finish (task);
      return;
    }
  sealing->next++;
  pamor_form_reading_async (sealing->desk, sealing->ids->pdata[sealing->next - 1], FALSE,
                            on_form_read_cb, task);
}

/**
 * pamor_case_seal_async:
 * @ids: of char *: drafts
 * @consent: a form, for its consent: of the same time for all
 * @progress: (nullable) (scope async): called after each with how many are through; never after
 *   @cancellable was triggered
 * @cancellable: (nullable): the one under way is finished, none after it is begun
 */
void
pamor_case_seal_async (PamorDesk           *desk,
                       GPtrArray           *ids,
                       PamorForm           *consent,
                       PamorCaseProgress    progress,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  Sealing *sealing;
  GTask *task;

  g_return_if_fail (PAMOR_IS_DESK (desk) && ids != NULL && PAMOR_IS_FORM (consent));

  sealing = g_new0 (Sealing, 1);
  sealing->desk = g_object_ref (desk);
  sealing->ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (sealing->ids, g_strdup (ids->pdata[i]));
  sealing->consent = g_object_ref (consent);
  sealing->progress = progress;
  sealing->progress_data = user_data;
  sealing->outcome = g_new0 (PamorCaseOutcome, 1);
  sealing->outcome->refused = g_ptr_array_new_with_free_func ((GDestroyNotify) refusal_free);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, pamor_case_seal_async);
  g_task_set_check_cancellable (task, FALSE); /* what was done is told all the same */
  g_task_set_task_data (task, sealing, (GDestroyNotify) sealing_free);
  seal_next (task);
}

/** pamor_case_seal_finish: Returns: (transfer full): what became of them, also when stopped */
PamorCaseOutcome *
pamor_case_seal_finish (GAsyncResult *result)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
