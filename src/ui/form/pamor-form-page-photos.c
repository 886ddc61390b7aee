/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is still coming in holds up what ends the form, so that who leaves it sees what came of it.
 * Who goes elsewhere in the window is not held up: it comes to its place all the same. */
#include "ui/form/pamor-form-page-private.h"

#include <glib/gi18n-lib.h>

static void
on_there_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (PamorFormPage) self = user_data;
  const gboolean well = pamor_photo_taker_wait_finish (PAMOR_PHOTO_TAKER (source), result);
  void (*then) (PamorFormPage *) = g_steal_pointer (&self->then);

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return; /* gone elsewhere */
  if (well)
    then (self);
  else
    pamor_form_page_show_step (self, self->photo_step);
}

/** pamor_form_page_awaits_photos: Returns: whether one is on its way; @then is called once it is
 *   there, but not where it can't be taken */
gboolean
pamor_form_page_awaits_photos (PamorFormPage *self,
                               void         (*then) (PamorFormPage *self))
{
  const gboolean waits = self->then != NULL;

  g_assert (PAMOR_IS_FORM_PAGE (self));

  if (!pamor_photo_taker_is_busy (self->taker))
    return FALSE;
  self->then = then;
  if (waits)
    return TRUE;
  gtk_widget_activate_action (GTK_WIDGET (self), "shell.say", "s",
                              _("A photo is still coming in. It goes on by itself once that is "
                                "there."));
  pamor_photo_taker_wait_async (self->taker, on_there_cb, g_object_ref (self));
  return TRUE;
}

static void
on_busy_cb (PamorFormPage *self)
{
  const gboolean busy = pamor_photo_taker_is_busy (self->taker);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.drop", !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.seal", !busy);
  pamor_form_page_show_draft (self);
}

/** pamor_form_page_watch_photos: nothing is sealed while one is on its way, maybe since before */
void
pamor_form_page_watch_photos (PamorFormPage *self)
{
  g_signal_connect_object (self->taker, "notify::busy", G_CALLBACK (on_busy_cb), self,
                           G_CONNECT_SWAPPED);
  on_busy_cb (self);
}
