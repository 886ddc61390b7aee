/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Up to libadwaita 1.2, a toast that is dismissed while it still comes in takes the program down:
 * the animation is freed under its own feet. */
#include "ui/compat/pamor-toast.h"

#define COMES_IN_US (400 * G_TIME_SPAN_MILLISECOND) /* the animation takes 250 ms */

typedef struct
{
  AdwToast *toast;
  gint64    since; /* in the time of the frames, as the animation; 0: no frame yet */
} Leaving;

static void
leaving_free (gpointer data)
{
  Leaving *leaving = data;

  g_object_unref (leaving->toast);
  g_free (leaving);
}

static gboolean
on_frame_cb (GtkWidget     *overlay,
             GdkFrameClock *clock,
             gpointer       data)
{
  Leaving *leaving = data;
  const gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (leaving->since == 0)
    leaving->since = now;
  if (now - leaving->since < COMES_IN_US)
    return G_SOURCE_CONTINUE;
  adw_toast_dismiss (leaving->toast);
  return G_SOURCE_REMOVE;
}

/** pamor_toast_dismiss: @toast: of @overlay; has no button any more, and goes once it has come */
void
pamor_toast_dismiss (AdwToastOverlay *overlay,
                     AdwToast        *toast)
{
  Leaving *leaving;

  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay) && ADW_IS_TOAST (toast));

  adw_toast_set_button_label (toast, NULL);
  leaving = g_new0 (Leaving, 1);
  leaving->toast = g_object_ref (toast);
  gtk_widget_add_tick_callback (GTK_WIDGET (overlay), on_frame_cb, leaving, leaving_free);
}
