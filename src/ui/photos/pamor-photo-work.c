/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/photos/pamor-photo-work.h"

#include "base/pamor-error.h"
#include "domain/pamor-words.h"
#include "ui/photos/pamor-photo-leaves.h"
#include "ui/photos/pamor-photo-verdict.h"

#include <glib/gi18n-lib.h>

struct _PamorPhotoWork
{
  GtkWidget       parent_instance;

  /* Template */
  GtkProgressBar *bar;
  GtkWidget      *cancel;
  GtkWidget      *course;
  GtkLabel       *words;

  /* Borrowed, of the catalogue */
  const PamorRequirement *requirement;

  /* Owned */
  PamorPhotoTaker  *taker;
  PamorPhotoSource *source;
  GCancellable     *cancellable;
  GdkTexture       *part; /* (nullable): what could be read of a damaged photo */
  GPtrArray        *rest; /* of PamorPhotoSource: pages that were chosen, but for the first */

  PamorLegibility   verdict;
  guint             room; /* for how many pages there is a place */
  guint             slow; /* timeout, 0 for none */
  gboolean          told; /* that it is slow */
};

/* After which a person wonders whether anything happens */
#define SLOW_MS 1500

static guint done_signal;

static void take (PamorPhotoWork *self);

G_DEFINE_FINAL_TYPE (PamorPhotoWork, pamor_photo_work, GTK_TYPE_WIDGET)

static void
pamor_photo_work_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PAMOR_TYPE_PHOTO_WORK);
  g_clear_handle_id (&PAMOR_PHOTO_WORK (object)->slow, g_source_remove);

  G_OBJECT_CLASS (pamor_photo_work_parent_class)->dispose (object);
}

static void
pamor_photo_work_finalize (GObject *object)
{
  PamorPhotoWork *self = PAMOR_PHOTO_WORK (object);

  g_clear_object (&self->taker);
  g_clear_pointer (&self->source, pamor_photo_source_free);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->part);
  g_ptr_array_unref (self->rest);

  G_OBJECT_CLASS (pamor_photo_work_parent_class)->finalize (object);
}

static void
on_cancel_cb (PamorPhotoWork *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
pamor_photo_work_class_init (PamorPhotoWorkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pamor_photo_work_dispose;
  G_OBJECT_CLASS (klass)->finalize = pamor_photo_work_finalize;

  done_signal = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                              NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/e_open/HaloPamor/photos/pamor-photo-work.ui");
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoWork, bar);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoWork, cancel);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoWork, course);
  gtk_widget_class_bind_template_child (widget_class, PamorPhotoWork, words);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_cb);
}

static void
pamor_photo_work_init (PamorPhotoWork *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->rest = g_ptr_array_new_with_free_func ((GDestroyNotify) pamor_photo_source_free);
}

/** pamor_photo_work_new: Returns: (transfer floating): idle, see pamor_photo_work_start() */
GtkWidget *
pamor_photo_work_new (void)
{
  return g_object_new (PAMOR_TYPE_PHOTO_WORK, NULL);
}

static void
on_progress_cb (gint64   done,
                gint64   total,
                gpointer user_data)
{
  PamorPhotoWork *self = PAMOR_PHOTO_WORK (user_data);

  if (total > 0 && self->bar != NULL)
    gtk_progress_bar_set_fraction (self->bar, CLAMP ((double) done / total, 0, 1));
}

/* What went wrong; keeps what can be shown beside it */
static char *
tell_trouble (PamorPhotoWork *self,
              GObject        *taker,
              GAsyncResult   *result,
              const GError   *error)
{
  double share;

  g_assert (PAMOR_IS_PHOTO_WORK (self));

  g_set_object (&self->part,
                pamor_photo_taker_get_part (PAMOR_PHOTO_TAKER (taker), result, &share));
  if (self->source->page == PAMOR_PHOTO_WHOLE_PDF && error->domain == PAMOR_ERROR)
    return g_strdup (_("This PDF cannot go as it is: it is damaged, too slow to show, or holds "
                       "programs or other files. Nothing was added. Choose the pages that are "
                       "needed."));
  if (self->told && g_error_matches (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_HUGE))
    return g_strdup (_("This file takes too long to read. Nothing was added. Take a photo of the "
                       "paper instead."));
  if (self->part == NULL)
    return pamor_words_for_error (error);
  if (share >= 1)
    return g_strdup (_("This picture breaks off and could be read only roughly, as shown here. "
                       "Nothing was added. Take the photo again."));
  return g_strdup_printf (_("Only about %d %% of this picture could be read, as shown here; the "
                            "rest is damaged. Nothing was added. Take the photo again."),
                          MAX ((int) (share * 100), 1));
}

static void
on_chose_cb (PamorPhotoWork *self,
             GPtrArray      *sources)
{
  g_assert (PAMOR_IS_PHOTO_WORK (self));

  for (guint i = 1; i < sources->len; i++)
    g_ptr_array_add (self->rest, pamor_photo_source_copy (sources->pdata[i]));
  if (sources->len > 0)
    {
      g_clear_pointer (&self->source, pamor_photo_source_free);
      self->source = pamor_photo_source_copy (sources->pdata[0]);
      take (self);
    }
  else
    g_signal_emit (self, done_signal, 0, NULL, NULL);
  pamor_photo_taker_release (self->taker);
}

static void
ask_for_pages (PamorPhotoWork *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *leaves = pamor_photo_leaves_new (self->taker, self->source, self->requirement->name,
                                              self->room);

  g_assert (PAMOR_IS_PHOTO_WORK (self));

  pamor_photo_taker_hold (self->taker);
  /* It lives until the window is closed, wherever its card is by then */
  g_signal_connect_data (leaves, "chose", G_CALLBACK (on_chose_cb), g_object_ref (self),
                         (GClosureNotify) (void (*) (void)) g_object_unref, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (leaves), GTK_IS_WINDOW (root) ? GTK_WINDOW (root)
                                                                          : NULL);
  gtk_window_set_modal (GTK_WINDOW (leaves), TRUE);
  gtk_window_present (GTK_WINDOW (leaves));
}

/* Its form was left meanwhile. */
static void
tell_elsewhere (PamorPhotoWork *self,
                const char     *trouble)
{
  /* Translators: the document that it is a photo of, and why */
  g_autofree char *words
    = g_strdup_printf (_("Photo not taken (%s): %s"), self->requirement->name, trouble);

  g_assert (PAMOR_IS_PHOTO_WORK (self));

  pamor_desk_say (pamor_photo_taker_get_desk (self->taker), words);
}

static void
on_taken_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (PamorPhotoWork) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  g_autofree char *id = NULL;

  g_clear_handle_id (&self->slow, g_source_remove);
  id = pamor_photo_taker_take_finish (PAMOR_PHOTO_TAKER (source), result, &error);
  if (g_error_matches (error, PAMOR_ERROR, PAMOR_ERROR_PHOTO_PAGES))
    return ask_for_pages (self);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    words = tell_trouble (self, source, result, error);
  if (words != NULL && gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    tell_elsewhere (self, words);
  self->verdict = pamor_photo_taker_get_verdict (PAMOR_PHOTO_TAKER (source), result);
  g_signal_emit (self, done_signal, 0, id, words);
}

/* A page is painted in one go, and tells nothing until it is done */
static gboolean
tell_slowness (gpointer data)
{
  PamorPhotoWork *self = data;

  self->slow = 0;
  self->told = gtk_progress_bar_get_fraction (self->bar) == 0;
  if (self->told)
    gtk_label_set_label (self->words, _("This file takes longer to read than most. It is refused "
                                        "if it takes too long; you can also cancel, and take a "
                                        "photo of the paper."));
  return G_SOURCE_REMOVE;
}

static void
take (PamorPhotoWork *self)
{
  g_assert (PAMOR_IS_PHOTO_WORK (self));

  self->slow = g_timeout_add (SLOW_MS, tell_slowness, self);
  pamor_photo_taker_take_async (self->taker, self->source, self->requirement->code, on_progress_cb,
                                self, self->cancellable, on_taken_cb, g_object_ref (self));
}

/**
 * pamor_photo_work_start:
 * @room: how many pages may be taken of a file of several, this one included
 *
 * Once; lives until it is done, in the window or not.
 */
void
pamor_photo_work_start (PamorPhotoWork         *self,
                        PamorPhotoTaker        *taker,
                        const PamorPhotoSource *source,
                        const PamorRequirement *requirement,
                        guint                   room)
{
  g_return_if_fail (PAMOR_IS_PHOTO_WORK (self) && self->taker == NULL);

  self->taker = g_object_ref (taker);
  self->source = pamor_photo_source_copy (source);
  self->requirement = requirement;
  self->room = room;
  take (self);
}

/** pamor_photo_work_get_verdict: Returns: on the photo, once it was taken */
PamorLegibility
pamor_photo_work_get_verdict (PamorPhotoWork *self)
{
  g_return_val_if_fail (PAMOR_IS_PHOTO_WORK (self), (PamorLegibility) { 0 });

  return self->verdict;
}

/**
 * pamor_photo_work_wants_better:
 *
 * Returns: whether a photo was taken of which the office will hardly read what is on the paper
 */
gboolean
pamor_photo_work_wants_better (PamorPhotoWork *self)
{
  g_return_val_if_fail (PAMOR_IS_PHOTO_WORK (self), FALSE);

  return self->verdict.grade == PAMOR_LEGIBILITY_BAD
         && pamor_photo_verdict_is_due (self->requirement->code);
}

/** pamor_photo_work_get_rest: Returns: (transfer none): further pages that are to be taken */
GPtrArray *
pamor_photo_work_get_rest (PamorPhotoWork *self)
{
  g_return_val_if_fail (PAMOR_IS_PHOTO_WORK (self), NULL);

  return self->rest;
}

/** pamor_photo_work_get_part: Returns: (transfer none) (nullable): of a damaged photo, once done */
GdkTexture *
pamor_photo_work_get_part (PamorPhotoWork *self)
{
  g_return_val_if_fail (PAMOR_IS_PHOTO_WORK (self), NULL);

  return self->part;
}
