/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/photos/pamor-photo-work.h"

#include "domain/pamor-words.h"

#include <glib/gi18n-lib.h>

struct _PamorPhotoWork
{
  GtkWidget       parent_instance;

  /* Template */
  GtkProgressBar *bar;
  GtkWidget      *cancel;
  GtkWidget      *course;

  /* Owned */
  GCancellable   *cancellable;
  GdkTexture     *part; /* (nullable): what could be read of a damaged photo */

  PamorLegibility verdict;
};

static guint done_signal;

G_DEFINE_FINAL_TYPE (PamorPhotoWork, pamor_photo_work, GTK_TYPE_WIDGET)

static void
pamor_photo_work_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PAMOR_TYPE_PHOTO_WORK);

  G_OBJECT_CLASS (pamor_photo_work_parent_class)->dispose (object);
}

static void
pamor_photo_work_finalize (GObject *object)
{
  g_clear_object (&PAMOR_PHOTO_WORK (object)->cancellable);
  g_clear_object (&PAMOR_PHOTO_WORK (object)->part);

  G_OBJECT_CLASS (pamor_photo_work_parent_class)->finalize (object);
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
  gtk_widget_class_bind_template_callback (widget_class, pamor_photo_work_cancel);
}

static void
pamor_photo_work_init (PamorPhotoWork *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

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
on_taken_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (PamorPhotoWork) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  g_autofree char *id = NULL;

  id = pamor_photo_taker_take_finish (PAMOR_PHOTO_TAKER (source), result, &error);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    words = tell_trouble (self, source, result, error);
  self->verdict = pamor_photo_taker_get_verdict (PAMOR_PHOTO_TAKER (source), result);
  g_signal_emit (self, done_signal, 0, id, words);
}

/** pamor_photo_work_start: once; lives until it is done, in the window or not */
void
pamor_photo_work_start (PamorPhotoWork         *self,
                        PamorPhotoTaker        *taker,
                        const PamorPhotoSource *source,
                        const char             *requirement)
{
  g_return_if_fail (PAMOR_IS_PHOTO_WORK (self));

  pamor_photo_taker_take_async (taker, source, requirement, on_progress_cb, self,
                                self->cancellable, on_taken_cb, g_object_ref (self));
}

void
pamor_photo_work_cancel (PamorPhotoWork *self)
{
  g_return_if_fail (PAMOR_IS_PHOTO_WORK (self));

  g_cancellable_cancel (self->cancellable);
}

/** pamor_photo_work_get_verdict: Returns: on the photo, once it was taken */
PamorLegibility
pamor_photo_work_get_verdict (PamorPhotoWork *self)
{
  g_return_val_if_fail (PAMOR_IS_PHOTO_WORK (self), (PamorLegibility) { 0 });

  return self->verdict;
}

/** pamor_photo_work_get_part: Returns: (transfer none) (nullable): of a damaged photo, once done */
GdkTexture *
pamor_photo_work_get_part (PamorPhotoWork *self)
{
  g_return_val_if_fail (PAMOR_IS_PHOTO_WORK (self), NULL);

  return self->part;
}
