/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/form/pamor-undo.h"

#include "ui/compat/pamor-toast.h"
#include "ui/form/pamor-form-page.h"

#include <glib/gi18n-lib.h>

#define OVERLAY "pamor-overlay" /* of a toast, borrowed: it owns the toast */

static void
on_form_gone_cb (AdwToast *toast)
{
  AdwToastOverlay *overlay = g_object_get_data (G_OBJECT (toast), OVERLAY);

  if (overlay != NULL)
    pamor_toast_dismiss (overlay, toast);
}

/**
 * pamor_undo_offer:
 * @near: a widget somewhere inside an AdwToastOverlay
 * @words: what was done, plain text
 * @undo: called with @data when the officer wants it back
 * @destroy: frees @data when the offer is over
 *
 * The offer ends with the form in which it was made: what is put back into a form that was left
 * would be nowhere.
 */
void
pamor_undo_offer (GtkWidget      *near,
                  const char     *words,
                  PamorUndoFunc   undo,
                  gpointer        data,
                  GClosureNotify  destroy)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (near, ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *title = g_markup_escape_text (words, -1);
  GtkWidget *page = gtk_widget_get_ancestor (near, PAMOR_TYPE_FORM_PAGE);
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_timeout (toast, 20); /* as long as that of a deleted draft */
  /* The last thing done can be undone at once, and then the one before it. */
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_button_label (toast, _("Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo), data, destroy,
                         G_CONNECT_SWAPPED);
  if (page != NULL)
    g_signal_connect_object (page, "destroy", G_CALLBACK (on_form_gone_cb), toast,
                             G_CONNECT_SWAPPED);
  g_object_set_data (G_OBJECT (toast), OVERLAY, overlay);
  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (toast);
}
